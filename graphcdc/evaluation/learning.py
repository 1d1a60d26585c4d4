"""Weights of the scorer, learned from trials: a conditional logistic regression with a ridge, and its calibration.

Of all candidates of one question one is more likely to be true than another by exp(difference of their scores)
(McFadden 1974): what is the same for all candidates of a question has no say, so that a busy year teaches nothing
about whom to choose. How likely the first of them is at all is learned afterwards, over all questions (`fit_odds`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Steps of Newton's method at most, halvings of a step at most, and the gain below which the search ends.
_STEPS, _HALVINGS, _ENOUGH = 25, 12, 1e-7
#: Candidates that are looked at together.
_CHUNK = 20_000


@dataclass(frozen=True, eq=False)
class Examples:
    """Candidates of some questions.

    Attributes
    ----------
    features
        Candidates x features of each question (single precision, and never put together: they are many).
    true
        Which candidates came true, question after question.
    """

    features: Sequence[NDArray[np.float32]]
    true: Flags

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Candidates of each question."""
        return np.array([len(own) for own in self.features], dtype=np.int64)

    def __iter__(self) -> Iterator[tuple[int, int, NDArray[np.float32]]]:
        """Iterate over runs of questions: the first, the one after the last, and their features."""
        starts = np.cumsum(self.sizes) - self.sizes
        limits = [*np.searchsorted(starts, np.arange(0, self.sizes.sum(), _CHUNK)).tolist(), len(starts)]
        for first, last in pairwise(limits):
            if first < last:
                yield first, last, np.concatenate(self.features[first:last])


def fit_scorer(examples: Examples, ridge: float, prior: Floats | None = None, start: Floats | None = None) -> Floats:
    """Return the weights of the features that make the true candidates most likely.

    Minimises the sum over questions of -sum over the true candidates of ln p / sqrt(how many they are), with p the
    softmax of the scores among the candidates of the question, plus ridge / 2 times the squared distance of the
    weights from the prior, both in units of the features' standard deviations.

    Parameters
    ----------
    examples
        Candidates; a question without any true one teaches nothing.
    ridge
        Strength of the penalty; it does not grow with the number of questions, so that few of them leave the prior
        where it is.
    prior
        Weights to shrink towards, by default 0.
    start
        Where the search begins, by default at the prior: it ends at the same weights, and sooner if they are near.

    Returns
    -------
    array
        One weight for each feature.
    """
    spread = _measure_spread(examples)
    units = np.where(np.isinf(spread), 0.0, spread)
    aim = np.zeros(len(spread)) if prior is None else prior * units
    weights = aim.copy() if start is None else start * units
    loss, chance = _judge(examples, spread, weights, aim, ridge)
    for _ in range(_STEPS):
        step = np.linalg.solve(*_curve(examples, spread, chance, weights - aim, ridge))
        for halving in range(_HALVINGS):
            tried = weights - step / 2**halving
            new_loss, new_chance = _judge(examples, spread, tried, aim, ridge)
            if new_loss <= loss:
                break
        else:
            break
        gained, weights, loss, chance = loss - new_loss, tried, new_loss, new_chance
        if gained < _ENOUGH * max(1.0, abs(loss)):
            break
    return np.asarray(weights / spread, dtype=float)


def _measure_spread(examples: Examples) -> Floats:
    """Standard deviation of each feature, inf of a constant one, so that its weight is 0."""
    count = max(len(examples.true), 1)
    middle = sums = squares = np.zeros(examples.features[0].shape[1])
    for first, _, features in examples:
        if not first:
            middle = features.mean(axis=0, dtype=np.float64)
        part = features - middle
        sums = sums + part.sum(axis=0)
        squares = squares + (part**2).sum(axis=0)
    spread = np.sqrt(np.maximum(squares / count - (sums / count) ** 2, 0.0))
    return np.asarray(np.where(spread < 1e-9, np.inf, spread), dtype=float)


def _shares(examples: Examples) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64], Floats]:
    """Question of each candidate, what each question counts, where each begins, and its number of true ones."""
    question = np.repeat(np.arange(len(examples.sizes)), examples.sizes)
    true = np.bincount(question, examples.true, len(examples.sizes)).astype(float)
    counts = np.divide(1.0, np.sqrt(true), out=np.zeros(len(true)), where=true > 0)
    return np.asarray(question), counts, np.cumsum(examples.sizes) - examples.sizes, true


def _judge(examples: Examples, spread: Floats, weights: Floats, aim: Floats, ridge: float) -> tuple[float, Floats]:
    """The loss, and the probability of each candidate among those of its question."""
    question, counts, starts, _ = _shares(examples)
    scaled = (weights / spread).astype(np.float32)
    score = np.concatenate([own @ scaled for own in examples.features]).astype(float)
    score -= np.maximum.reduceat(score, starts)[question]
    odds = np.exp(score)
    total = np.add.reduceat(odds, starts)[question]
    loss = (counts[question] * examples.true * (np.log(total) - score)).sum()
    return float(loss + ridge / 2 * ((weights - aim) ** 2).sum()), odds / total


def _curve(examples: Examples, spread: Floats, chance: Floats, moved: Floats, ridge: float) -> tuple[Floats, Floats]:
    """Second and first derivatives of the loss, some questions at a time: all features at once are large."""
    question, counts, starts, true = _shares(examples)
    weight = (counts * true)[question] * chance
    pull = (weight - counts[question] * examples.true).astype(np.float32)
    slope, curvature = np.zeros(len(spread)), np.zeros((len(spread), len(spread)))
    for first, last, features in examples:
        rows = slice(starts[first], starts[first] + len(features))
        slope += features.T @ pull[rows]
        rooted = features * np.sqrt(weight[rows]).astype(np.float32)[:, None]
        means = np.add.reduceat(
            features * chance[rows].astype(np.float32)[:, None], starts[first:last] - starts[first], axis=0
        )
        means *= np.sqrt((counts * true)[first:last]).astype(np.float32)[:, None]
        curvature += rooted.T @ rooted - means.T @ means
    curvature /= np.outer(spread, spread)
    curvature[np.diag_indices_from(curvature)] += ridge
    return curvature, slope / spread + ridge * moved


def fit_odds(columns: Floats, true: Flags, ridge: float = 1.0, offset: Floats | None = None) -> Floats:
    """Return the coefficients of a logistic regression: intercept first, then one for each column.

    Parameters
    ----------
    columns
        Predictions x columns.
    true
        Which came true.
    ridge
        Penalty on all but the intercept.
    offset
        Log odds that every prediction has already.
    """
    given = np.zeros(len(columns)) if offset is None else offset
    design = np.column_stack([np.ones(len(columns)), columns])
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-9
    weights = np.zeros(design.shape[1])
    share = np.clip(true.mean(), 1e-9, 1 - 1e-9)
    weights[0] = np.log(share / (1 - share)) - given.mean()

    def lose(weights: Floats) -> float:
        score = given + design @ weights
        return float((np.logaddexp(0, score) - true * score).sum() + (penalty * weights**2).sum() / 2)

    loss = lose(weights)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(given + design @ weights, -30, 30)))
        slope = design.T @ (chance - true) + penalty * weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, slope)
        # From far away a whole step can lead farther away, and the next one to infinity.
        for halving in range(_HALVINGS):
            new_loss = lose(weights - step / 2**halving)
            if new_loss <= loss:
                break
        else:
            break
        weights, loss = weights - step / 2**halving, new_loss
        if np.abs(step).max() < 1e-10:
            break
    return np.asarray(weights, dtype=float)
