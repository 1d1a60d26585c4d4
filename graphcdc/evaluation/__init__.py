"""Suggestions judged by the past: what was known on a day, what was suggested, and who came within a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graphcdc.errors import UsageError
from graphcdc.evaluation.judging import judge
from graphcdc.evaluation.results import Result, adjust_p_values, sum_up_cell
from graphcdc.evaluation.trials import Origin, list_regions
from graphcdc.evaluation.verdict import sum_up
from graphcdc.findings import Sentence
from graphcdc.model import SETTINGS, TASKS
from graphcdc.network import Network
from graphcdc.partners.scoring import learned_from
from graphcdc.words import DEFAULT_LANGUAGE

__all__ = ["SETTINGS", "TASKS", "Backtest", "Result", "backtest", "list_days"]

#: A year needs this many joint events before it and in it, to be asked about.
LEAST_EVENTS = 10
#: The newest years are tested, so many at most.
MOST_YEARS = 5
#: Questions with an answer that are asked in one cell, unless more are wanted.
MOST = 1000


@dataclass(frozen=True)
class Backtest:
    """Return of `backtest`: one result for each task, setting, kind of ranking and method.

    Attributes
    ----------
    days
        The days that were asked on; what was known before each is all that the answers could see.
    results
        The results; in each cell our own method first.
    """

    days: tuple[str, ...]
    results: tuple[Result, ...]

    def list_notes(self) -> list[Sentence]:
        """List what must be read beside the results: on which days was asked, or why on none."""
        if not self.days:
            return [Sentence("note_no_days")]
        notes = [Sentence("note_days", {"days": ", ".join(self.days)})]
        headline = [one.verdict for one in self.results if (one.negatives, one.subset) == ("all", "all")]
        verdicts = [verdict for verdict in headline if verdict is not None]
        return [*notes, sum_up([one.level for one in verdicts]), *(one.said for one in verdicts)]

    def to_dicts(self, lang: str = DEFAULT_LANGUAGE) -> list[dict[str, Any]]:
        """Return the items of the JSON."""
        return [{**result.to_dict(lang), "origin": self.days[-1] if self.days else None} for result in self.results]


def backtest(
    network: Network,
    *,
    task: str | Iterable[str] = TASKS,
    setting: str | Iterable[str] = SETTINGS,
    days: Iterable[str] | None = None,
    most: int | None = MOST,
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Backtest:
    """Judge the suggestions, and the simple methods beside them, on the past of a network.

    Parameters
    ----------
    network
        A network with dated projects or ties.
    task
        ``partner``, ``completion``, ``kick_off``, or several.
    setting
        ``whole``: the network as it is; ``region``: every region of 150 to 3,000 organizations, with its ties to
        others; ``own``: every such region with its own ties alone. For regions the weights are those learned without
        the region.
    days
        The days to ask on, by default `list_days`.
    most
        Questions with an answer in a cell, None for all.
    seed
        For the intervals.
    progress
        Called with the number of questions of a cell after each.

    Raises
    ------
    UsageError
        If there is no such task or setting.
    """
    tasks, settings = choose_words(task, TASKS, "task"), choose_words(setting, SETTINGS, "setting")
    chosen = list_days(network) if days is None else sorted(days)
    origins = [Origin.of(network, day) for day in chosen]
    events = int((network.cooperation().starts != "").sum())
    results: list[Result] = []
    for name in settings:
        if name != "whole" and not any(list_regions(origin) for origin in origins):
            continue
        for one in tasks:
            cell = judge(origins, one, name, most=most, progress=progress)
            results += sum_up_cell(cell, seed, events, len(origins))
    return Backtest(tuple(chosen), tuple(adjust_p_values(results)))


def list_days(network: Network) -> list[str]:
    """List the days that suggestions can be judged on: the first of every year with joint events before and in it.

    A year counts when the data reach its December. Years that the shipped weights were learned from are left out
    where the network comes from the same source.

    Examples
    --------
    >>> ties = {"source": ["a"] * 30, "target": ["b"] * 30, "kind": ["COOPERATES_WITH"] * 30}
    >>> since = [f"{2016 + at % 3}-12" for at in range(30)]
    >>> nodes = {"id": ["a", "b"], "name": ["A", "B"], "kind": ["sme", "sme"]}
    >>> list_days(Network.build(nodes, {**ties, "since": since}))
    ['2017-01-01', '2018-01-01']
    """
    starts = network.cooperation().starts
    counts = Counter(int(start[:4]) for start in starts if start)
    learned = learned_from()
    seen = learned.until if any(learned.source in source for source in network.sources) else ""
    days = []
    for year in sorted(counts):
        before = sum(count for other, count in counts.items() if other < year)
        whole = network.date >= f"{year}-12" or network.date[:4] > str(year)
        if before >= LEAST_EVENTS and counts[year] >= LEAST_EVENTS and whole and f"{year}-01-01" > seen:
            days.append(f"{year}-01-01")
    return days[-MOST_YEARS:]


def choose_words(chosen: str | Iterable[str], known: tuple[str, ...], what: str) -> list[str]:
    """Return the chosen ones of some words, in the order of all.

    Raises
    ------
    UsageError
        If one of them is not known.

    Examples
    --------
    >>> choose_words(["kick_off", "partner"], TASKS, "task")
    ['partner', 'kick_off']
    """
    words = [chosen] if isinstance(chosen, str) else list(chosen)
    wrong = sorted(set(words) - set(known))
    if wrong:
        raise UsageError("unknown_word", what=what, text=wrong[0], known=", ".join(known))
    return [word for word in known if word in words]
