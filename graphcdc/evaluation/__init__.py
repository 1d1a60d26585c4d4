"""Suggestions judged by the past: what was known on a day, what was suggested, and who came within a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graphcdc.errors import UsageError
from graphcdc.evaluation.intervals import Ratio, bootstrap_mean, bootstrap_ratio
from graphcdc.evaluation.judging import OURS, Cell, judge
from graphcdc.evaluation.metrics import calibration_error, measure_answers, ndcg_by_query
from graphcdc.evaluation.trials import SETTINGS, TASKS, Origin, list_regions
from graphcdc.evaluation.verdict import Verdict, reach_verdict, sum_up
from graphcdc.findings import Sentence
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
#: What is no rival: chance.
_CHANCE = "random"
_PLACES = 6


@dataclass(frozen=True)
class Result:
    """What one method is worth in one cell.

    Attributes
    ----------
    task, setting, negatives, subset, method
        Which: ``negatives`` is ``all`` (everybody is ranked) or ``hard``, ``subset`` is ``all`` or ``newcomers``
        (candidates without a tie to any given member, ranked among themselves).
    measures
        The measures, by the names of the JSON.
    interval
        95 % interval of NDCG@10.
    comparison
        For our own method: ``best_single``, ``ratio``, ``ratio_interval``, ``hit_50_ratio`` and its interval,
        ``reliability``; else empty.
    verdict
        For our own method, what the comparison allows to conclude.
    """

    task: str
    setting: str
    negatives: str
    subset: str
    method: str
    measures: Mapping[str, Any]
    interval: tuple[float, float] | None
    comparison: Mapping[str, Any]
    verdict: Verdict | None = None

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the JSON."""
        return {
            "task": self.task,
            "setting": self.setting,
            "negatives": self.negatives,
            "subset": self.subset,
            "method": self.method,
            **{name: _round(value) for name, value in self.measures.items()},
            "interval": None if self.interval is None else [_round(end) for end in self.interval],
            **self.comparison,
            **({} if self.verdict is None else {"verdict": self.verdict.said.say(lang)}),
        }


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
        judged = [one for one in self.results if one.verdict and (one.negatives, one.subset) == ("all", "all")]
        levels = [one.verdict.level for one in judged if one.verdict is not None]
        return [*notes, sum_up(levels), *(one.verdict.said for one in judged if one.verdict is not None)]

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
    tasks, settings = _check(task, TASKS, "task"), _check(setting, SETTINGS, "setting")
    chosen = list_days(network) if days is None else sorted(days)
    origins = [Origin.of(network, day) for day in chosen]
    events = int((network.cooperation().starts != "").sum())
    results: list[Result] = []
    for name in settings:
        if name != "whole" and not any(list_regions(origin) for origin in origins):
            continue
        for one in tasks:
            cell = judge(origins, one, name, most=most, progress=progress)
            results += _sum_up(cell, seed, events, len(origins))
    return Backtest(tuple(chosen), tuple(results))


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


def _check(chosen: str | Iterable[str], known: tuple[str, ...], what: str) -> list[str]:
    words = [chosen] if isinstance(chosen, str) else list(chosen)
    wrong = sorted(set(words) - set(known))
    if wrong:
        raise UsageError("unknown_word", what=what, text=wrong[0], known=", ".join(known))
    return [word for word in known if word in words]


def _sum_up(cell: Cell, seed: int, events: int, origins: int) -> list[Result]:
    """The results of one cell: for each field our own method, then the others."""
    results = []
    for name, (negatives, subset) in {
        "all": ("all", "all"),
        "hard": ("hard", "all"),
        "newcomers": ("all", "newcomers"),
    }.items():
        answers = {method: given for (field, method), given in cell.answers.items() if field == name}
        if not answers:
            continue
        gains = {method: ndcg_by_query(given) for method, given in answers.items()}
        rivals = [method for method in answers if method not in (OURS, _CHANCE)]
        best = max(rivals, key=lambda method: (gains[method].mean(), method))
        for method, given in answers.items():
            measures = asdict(measure_answers(given, cell.organizations))
            measures["ece"] = calibration_error(cell.bins) if method == OURS and name == "all" else None
            _, low, high = bootstrap_mean(gains[method], given.groups, seed=seed)
            interval = None if low is None or high is None else (low, high)
            comparison, verdict = {}, None
            if method == OURS:
                ratio = bootstrap_ratio(gains[OURS], gains[best], given.groups, seed=seed)
                verdict = reach_verdict(
                    ratio, len(given.ranks), measures["groups"], joint_projects=events, origins=origins + 1
                )
                comparison = {"best_single": best, **_compare(ratio), "reliability": [asdict(one) for one in cell.bins]}
            results.append(
                Result(cell.task, cell.setting, negatives, subset, method, measures, interval, comparison, verdict)
            )
    return results


def _compare(ratio: Ratio) -> dict[str, Any]:
    interval = None if ratio.low is None or ratio.high is None else [_round(ratio.low), _round(ratio.high)]
    return {"ratio": _round(ratio.ratio), "ratio_interval": interval}


def _round(value: Any) -> Any:
    """Round a measure; counts and what is not known stay."""
    return round(value, _PLACES) if isinstance(value, float | np.floating) else value
