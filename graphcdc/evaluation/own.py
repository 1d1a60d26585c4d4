"""Weights out of a network's own history, drawn towards the shipped ones and used only where they suggest better.

The shipped weights come from the past of many networks, and weights from the past of one are seldom better even with
hundreds of questions. So they must prove it, on a year that they have not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphcdc.evaluation import MOST, choose_words, list_days
from graphcdc.evaluation.examples import Lessons, Question, learn_scorer
from graphcdc.evaluation.intervals import bootstrap_ratio
from graphcdc.evaluation.judging import score_everybody
from graphcdc.evaluation.metrics import average_ranks, measure_ndcg
from graphcdc.evaluation.trials import Origin, Trial, list_trials
from graphcdc.evaluation.verdict import LEAST_QUERIES
from graphcdc.findings import Sentence
from graphcdc.model import TASKS
from graphcdc.network import Network
from graphcdc.partners.scoring import Scorer, choose_scale, shipped_scorer
from graphcdc.partners.signals import measure
from graphcdc.partners.weights import NEW_BLOOD, Weights, write_weights_file

Floats = NDArray[np.float64]

#: It takes so many questions with an answer to learn weights (and `LEAST_QUERIES` to judge them).
LEAST_QUESTIONS = 200
#: Strength of the pull towards the shipped weights: that of regions towards the whole, when those were learned.
RIDGE = {"partner": 5000.0, "completion": 1000.0, "kick_off": 1000.0}
#: So many questions tell how likely anybody is, those that nothing came of among them.
COUNTED = 500


@dataclass(frozen=True, eq=False)
class Decision:
    """Whether a list is scored by weights of the network's own.

    Attributes
    ----------
    name
        A task, or one with ``_new_blood``.
    level
        ``too_short``, ``no_better`` or ``better``.
    said
        The decision in words.
    scorer
        The adopted weights, learned from all days; None where the shipped ones stay.
    """

    name: str
    level: str
    said: Sentence
    scorer: Scorer | None = None


@dataclass(frozen=True, eq=False)
class Own:
    """Return of `learn_own`.

    Attributes
    ----------
    days
        The days that there are to ask on; the last is the one that was judged on.
    decisions
        One for each task and its list of new blood; none where there are fewer than two days.
    weights
        The adopted weights.
    source
        Where the history comes from, as the data say it.
    """

    days: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
    weights: Weights = field(default_factory=Weights)
    source: str = ""

    def list_notes(self) -> list[Sentence]:
        """List what was decided, in words."""
        if not self.decisions:
            return [Sentence("own_no_days", {"days": len(self.days)})]
        return [one.said for one in self.decisions]

    def write(self, path: Path) -> Sentence:
        """Write the adopted weights into a file, if there are any; return whether, in words.

        Raises
        ------
        OutputError
            If the folder is missing or cannot be written to.
        """
        lists = self.weights.lists
        if not lists:
            return Sentence("own_not_written", {"file": path})
        about = {"made_by": "graphcdc backtest --learn", "learned_from": self.source, "until": self.weights.until}
        write_weights_file(path, {**about, "scorers": self.weights.to_dict()})
        return Sentence("own_written", {"file": path, "names": "; ".join(lists)})


def learn_own(
    network: Network,
    *,
    task: str | Iterable[str] = TASKS,
    most: int | None = MOST,
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Own:
    """Learn weights from the past of a network, and keep those that suggest better than the shipped ones.

    Learned on all days but the last, drawn towards the shipped weights, and judged on the last: by NDCG@10 of the same
    questions, everybody ranked. Weights are adopted where there are enough questions for both and the 95 % interval of
    the ratio lies above 1; then they are learned again from all days.

    Parameters
    ----------
    network
        A network with dated projects or ties.
    task
        ``partner``, ``completion``, ``kick_off``, or several; the list of new blood of each is decided for itself.
    most
        Questions with an answer to learn from, shared out among the days, and as many to judge by; None for all. Never
        fewer than it takes.
    seed
        For the intervals.
    progress
        Called with the number of questions after each.

    Raises
    ------
    UsageError
        If there is no such task.

    Examples
    --------
    >>> ties = {"source": ["a"] * 30, "target": ["b"] * 30, "kind": ["COOPERATES_WITH"] * 30}
    >>> nodes = {"id": ["a", "b"], "name": ["A", "B"], "kind": ["sme", "sme"]}
    >>> network = Network.build(nodes, {**ties, "since": [f"{2016 + at % 3}-12" for at in range(30)]})
    >>> [one.level for one in learn_own(network, task="partner").decisions]
    ['too_short', 'too_short']
    """
    tasks, days = choose_words(task, TASKS, "task"), list_days(network)
    if len(days) < 2:
        return Own(tuple(days))
    origins = [Origin.of(network, day) for day in days]
    newest = origins[-1]
    scale = choose_scale(newest.basis, np.ones(len(newest.basis.degrees), dtype=bool))
    asked = count(1)
    learner = _Learner(
        origins,
        scale,
        None if most is None else max(most, LEAST_QUESTIONS),
        lambda: None if progress is None else progress(next(asked)),
    )
    decisions = [decision for one in tasks for decision in learner.decide(one, seed)]
    adopted = {(one.name, scale): one.scorer for one in decisions if one.scorer is not None}
    source = "; ".join(name for name in network.sources if name)
    return Own(tuple(days), tuple(decisions), Weights(adopted, newest.later.date), source)


@dataclass(eq=False)
class _Gains:
    """The questions of a list to judge by: their subjects, and the ranks of the true ones by both scorers."""

    subjects: list[str] = field(default_factory=list)
    own: list[Floats] = field(default_factory=list)
    shipped: list[Floats] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Learner:
    """The history of one network, and how much of it is asked."""

    origins: Sequence[Origin]
    scale: str
    most: int | None
    tell: Callable[[], None]

    def decide(self, task: str, seed: int) -> Iterator[Decision]:
        """Decide on the weights of a task, then on those of its new blood."""
        *past, last = self.origins
        lessons = self._gather(past, task)
        shipped = {name: shipped_scorer(name, self.scale) for name in lessons}
        answered = {name: sum(bool(one.true.any()) for one in lessons[name]) for name in lessons}
        learned = {
            name: learn_scorer(lessons[name], RIDGE[task], shipped[name])
            for name in lessons
            if answered[name] >= LEAST_QUESTIONS
        }
        judged = self._judge(last, task, learned, shipped)
        decisions = [_conclude(name, answered[name], judged[name], seed) for name in lessons]
        newest = self._gather([last], task) if any(one.level == "better" for one in decisions) else {}
        for one in decisions:
            if one.level != "better":
                yield one
                continue
            questions = lessons[one.name] + newest[one.name]
            scorer = learn_scorer(questions, RIDGE[task], shipped[one.name], learned[one.name])
            yield Decision(one.name, one.level, one.said, scorer)

    def _gather(self, origins: Sequence[Origin], task: str) -> dict[str, list[Question]]:
        """Questions of some days to learn from: about everybody, and about newcomers."""
        lessons = Lessons()
        rest, counted = self.most, -(-min(self.most or COUNTED, COUNTED) // len(origins))
        for left, origin in zip(range(len(origins), 0, -1), origins, strict=True):
            # What an early day cannot give is left to the later ones.
            share, answered = None if rest is None else -(-rest // left), 0
            for at, trial in enumerate(_list_trials(origin, task)):
                if share is not None and answered >= share and at >= counted:
                    break
                if not len(trial.truth) and at >= counted:
                    continue
                answered += bool(len(trial.truth))
                lessons.add(origin.basis, trial, counted=at < counted)
                self.tell()
            rest = None if rest is None else max(rest - answered, 0)
        return {task: lessons.everybody, task + NEW_BLOOD: lessons.newcomers}

    def _judge(
        self, origin: Origin, task: str, learned: dict[str, Scorer], shipped: dict[str, Scorer]
    ) -> dict[str, _Gains]:
        """Ask the questions of a day by both scorers of each list; where nothing was learned they are only counted."""
        found = {name: _Gains() for name in shipped}
        for trial in islice((one for one in _list_trials(origin, task) if len(one.truth)), self.most):
            signals = measure(origin.basis, trial.question) if learned else {}
            for name, allowed, truth in (
                (task, trial.allowed, trial.truth),
                (task + NEW_BLOOD, trial.allowed & ~trial.familiar, trial.truth[trial.newcomers]),
            ):
                if not len(truth):
                    continue
                gains = found[name]
                gains.subjects.append(trial.subject)
                if name not in learned:
                    continue
                for ranks, scorer in ((gains.own, learned[name]), (gains.shipped, shipped[name])):
                    new = name.endswith(NEW_BLOOD)
                    scores, _ = score_everybody(scorer, origin.basis, trial.question, signals, allowed, new=new)
                    ranks.append(average_ranks(scores, allowed, truth))
            self.tell()
        return found


def _list_trials(origin: Origin, task: str) -> Iterator[Trial]:
    return list_trials(origin, task, np.ones(len(origin.basis.degrees), dtype=bool))


def _conclude(name: str, answered: int, gains: _Gains, seed: int) -> Decision:
    """What the comparison of own and shipped weights allows to conclude."""
    judged = len(gains.subjects)
    values = {"name": name, "learned": answered, "judged": judged, "least": LEAST_QUESTIONS, "few": LEAST_QUERIES}
    if answered < LEAST_QUESTIONS or judged < LEAST_QUERIES:
        return Decision(name, "too_short", Sentence("own_too_short", values))
    ours, theirs = measure_ndcg(gains.own), measure_ndcg(gains.shipped)
    ratio = bootstrap_ratio(ours, theirs, np.array(gains.subjects, dtype=str), seed=seed)
    # Above 0 where the interval of the ratio is above 1, and told even where the shipped ones find nothing in a draw.
    level = "better" if ratio.difference_low is not None and ratio.difference_low > 0 else "no_better"
    if ratio.ratio is None or ratio.low is None or ratio.high is None:
        values |= {"own": float(ours.mean()), "shipped": float(theirs.mean())}
        return Decision(name, level, Sentence(f"own_{level}_open", values))
    return Decision(
        name, level, Sentence(f"own_{level}", {**values, "ratio": ratio.ratio, "low": ratio.low, "high": ratio.high})
    )
