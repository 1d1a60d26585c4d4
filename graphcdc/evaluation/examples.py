"""From trials to weights: what the scorer would have seen of each candidate, and what came true."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphcdc.evaluation.learning import Examples, fit_odds, fit_scorer
from graphcdc.evaluation.trials import Trial
from graphcdc.partners.basis import Basis
from graphcdc.partners.candidates import choose_candidates
from graphcdc.partners.features import FORMS, make_features
from graphcdc.partners.scoring import Scorer, describe_members, tell_activity
from graphcdc.partners.signals import Signals, measure

Floats = NDArray[np.float64]

#: Odds are fitted on so many of the best candidates of a question: those that are shown, and some more.
_SHOWN = 30
#: The least that the log share of a candidate counts for its log odds: a better place never means a smaller chance.
_LEAST_SLOPE = 0.1
#: Weights are written with so many digits.
_DIGITS = 5


@dataclass(frozen=True, eq=False)
class Question:
    """One question with the features of all its candidates.

    Attributes
    ----------
    features, true
        Candidates x features; which of them came true.
    members
        What `describe_members` says of the given members.
    subject, group
        The project or organization; and the region, or "" for the whole network.
    signals
        Names of the signals, in the order of the features.
    counted
        Whether it was taken whatever came of it, so that it tells how likely anybody is.
    """

    features: NDArray[np.float32]
    true: NDArray[np.bool_]
    members: Floats
    subject: str
    group: str
    signals: tuple[str, ...]
    counted: bool = True


@dataclass(frozen=True, eq=False)
class Lessons:
    """Questions of a task to learn from.

    Attributes
    ----------
    everybody
        With all candidates.
    newcomers
        With only those that have no tie to any given member, for the list of new blood.
    """

    everybody: list[Question] = field(default_factory=list)
    newcomers: list[Question] = field(default_factory=list)

    def add(
        self,
        basis: Basis,
        trial: Trial,
        group: str = "",
        *,
        counted: bool = True,
        counted_new: bool | None = None,
        only_new: bool = False,
    ) -> None:
        """Read the candidates of a trial; a question is kept if it is counted or has an answer among them.

        Parameters
        ----------
        basis, trial
            The question, and the history that it asks.
        group
            Its region.
        counted
            Whether it was taken whatever came of it.
        counted_new
            The same for newcomers, by default as for everybody.
        only_new
            Whether nothing is to be learned of everybody.
        """
        counted_new = counted if counted_new is None else counted_new
        lists = [] if only_new else [(self.everybody, trial.allowed, len(trial.truth) > 0, counted)]
        lists.append((self.newcomers, trial.allowed & ~trial.familiar, bool(trial.newcomers.any()), counted_new))
        signals: Signals = {}
        for kept, allowed, answered, told in lists:
            if not (told or answered):
                continue
            signals = signals or measure(basis, trial.question)
            rows = choose_candidates(basis, signals, allowed, new=kept is self.newcomers)
            true = np.isin(rows, trial.truth)
            if len(rows) and (told or true.any()):
                members = describe_members(basis, trial.question)
                features = make_features(signals, rows, tell_activity(trial.question, members)).astype(np.float32)
                kept.append(Question(features, true, members, trial.subject, group, tuple(signals), told))


def learn_scorer(
    questions: list[Question], ridge: float, prior: Scorer | None = None, start: Scorer | None = None
) -> Scorer:
    """Learn the weights of a task, and the odds from questions that the weights have not seen.

    The odds are fitted on one half of the subjects with weights from the other half and the other way round; the
    weights that are returned are learned on all.

    Parameters
    ----------
    questions
        Questions to learn from, those without a true candidate among them; the odds come from those that are counted.
    ridge
        Strength of the penalty.
    prior
        Weights to shrink towards.
    start
        Weights near which the answer is expected: it is found sooner.
    """
    names = questions[0].signals
    aim = None if prior is None else prior.align(names)
    weights = _fit(
        questions, np.ones(len(questions), dtype=bool), ridge, aim, None if start is None else start.align(names)
    )
    half = np.array([zlib.crc32(question.subject.encode()) % 2 for question in questions])
    counted = np.array([question.counted for question in questions])
    columns, came = [], []
    for part in (0, 1):
        unseen = _fit(questions, half != part, ridge, aim, weights)
        for at in np.flatnonzero((half == part) & counted):
            told, true = _tell(questions[at], unseen)
            columns.append(told)
            came.append(true)
    odds = _fit_odds(np.concatenate(columns), np.concatenate(came))
    by_signal = weights.reshape(len(names), len(FORMS))
    return Scorer(
        {name: tuple(map(_round, own)) for name, own in zip(names, by_signal, strict=True) if own.any()},
        tuple(map(_round, odds)),
    )


def _round(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


def _fit(
    questions: list[Question], chosen: NDArray[np.bool_], ridge: float, aim: Floats | None, start: Floats | None
) -> Floats:
    """The weights learned from some questions, the aim where none of them has an answer.

    From all of their candidates: weights from the strongest 150 of some 350 ranked worse (docs/partners.md).
    """
    kept = [question for question, taken in zip(questions, chosen, strict=True) if taken and question.true.any()]
    if not kept:
        return np.zeros(questions[0].features.shape[1]) if aim is None else aim
    examples = Examples([one.features for one in kept], np.concatenate([one.true for one in kept]))
    return fit_scorer(examples, ridge, aim, start)


def _fit_odds(columns: Floats, true: NDArray[np.bool_]) -> Floats:
    """Odds by the log share first; where few questions tell too little of it, it has the least slope."""
    odds = fit_odds(columns, true)
    if odds[1] >= _LEAST_SLOPE:
        return odds
    others = fit_odds(columns[:, 1:], true, offset=_LEAST_SLOPE * columns[:, 0])
    return np.insert(others, 1, _LEAST_SLOPE)


def _tell(question: Question, weights: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """What the odds are fitted on: the log share of the best candidates and what is known of the members."""
    score = question.features @ weights
    best = np.argsort(-score, kind="stable")[:_SHOWN]
    share = score - score.max() - np.log(np.exp(score - score.max()).sum())
    return np.column_stack([share[best], np.tile(question.members, (len(best), 1))]), question.true[best]
