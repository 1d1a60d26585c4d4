"""The null model of group pairs: labels move, projects stay.

Whole label rows (kind, clusters) move between organizations of about equal degree, while every project keeps its
members. Two organizations of one project are not independent, so nothing is ever drawn pair by pair: swapping
participants instead is over-dispersed under repeated partnering.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]

#: Fewest organizations in a degree stratum; fewer could hardly change places.
STRATUM = 20
#: Resamples of the projects for the interval of a ratio.
RESAMPLES = 999


@dataclass(frozen=True, eq=False)
class Tested:
    """Results for each pair of groups, in the order of the pairs given.

    Attributes
    ----------
    observed, expected
        Joint participations, and their expectation under the null.
    by_degree
        The expectation from the degrees alone, which the null corrects.
    p_value
        Share of draws with a ratio as low as the observed one (one-sided, counting the observed).
    band, interval
        Middle 95 % of the ratio under the null; 95 % interval of the observed ratio.
    """

    observed: Floats
    expected: Floats
    by_degree: Floats
    p_value: Floats
    band: Floats
    interval: Floats


def stratify(degrees: NDArray[np.int64], smallest: int = STRATUM) -> NDArray[np.int64]:
    """Put organizations of equal or neighbouring degree into strata of at least `smallest`.

    Examples
    --------
    >>> stratify(np.array([1, 1, 1, 2, 5, 9]), smallest=3).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    values, counts = np.unique(degrees, return_counts=True)
    strata = np.zeros(len(values), dtype=np.int64)
    held, stratum = 0, 0
    for at, count in enumerate(counts):
        strata[at] = stratum
        held += count
        if held >= smallest:
            stratum, held = stratum + 1, 0
    if held and stratum and held < smallest:
        strata[strata == stratum] = stratum - 1
    return strata[np.searchsorted(values, degrees)]


def compare_pairs(
    cooperation: Cooperation,
    labels: Floats,
    pairs: NDArray[np.int64],
    order: NDArray[np.int64],
    draws: int,
    seed: int,
    progress: Progress | None = None,
) -> Tested:
    """Compare the joint participations of pairs of groups with the null.

    The statistic is observed / expected with the expectation by degree, which is computed anew in every draw. The
    expectation that is returned is that by degree times the mean of the statistic over the draws, so that a network
    of the null has the ratio 1 on average.

    Parameters
    ----------
    cooperation
        The events, of organizations that all take part in one.
    labels
        Organizations x groups, 0 or 1.
    pairs
        Pairs x 2, columns of `labels`; the same twice means within a group.
    order
        The order in which organizations enter the random draws; by name, so that other ids change nothing.
    draws, seed
        Number of draws; start of the random numbers.
    progress
        Called with draws done and draws in all.
    """
    statistic = _Statistic(cooperation, labels, pairs)
    observed, by_degree = statistic.measure(statistic.pattern)
    ratio = observed / by_degree
    strata = stratify(cooperation.degrees)
    random = np.random.default_rng(seed)
    places = order[np.argsort(strata[order], kind="stable")]
    drawn = np.empty((draws, len(pairs)))
    moved = np.empty_like(statistic.pattern)
    for draw in range(draws):
        keys = random.random(len(order))
        moved[places] = statistic.pattern[order[np.argsort(strata[order] + keys)]]
        top, bottom = statistic.measure(moved)
        drawn[draw] = top / bottom
        if progress is not None and (draw % 50 == 49 or draw == draws - 1):
            progress(draw + 1, draws)
    centre = drawn.mean(axis=0)
    centre[centre == 0] = 1.0
    # Sums of the same numbers in another order differ in the last digits; a draw equal to the observed must count.
    low = (drawn <= ratio + 1e-9).sum(axis=0)
    expected = by_degree * centre
    resampled, anew = _resample(statistic, order_events(cooperation, order), random)
    return Tested(
        observed,
        expected,
        by_degree,
        (1 + low) / (draws + 1),
        (np.quantile(drawn, [0.025, 0.975], axis=0) / centre).T,
        bound_ratios(observed, expected, resampled / anew / centre),
    )


@dataclass(frozen=True, eq=False)
class Counts:
    """Joint participations of pairs of groups, and what they would be if other projects had come about.

    Attributes
    ----------
    observed, expected
        Joint participations, and their expectation by degree.
    resampled, anew
        The same in each resample of the projects, resamples x pairs.
    """

    observed: Floats
    expected: Floats
    resampled: Floats
    anew: Floats


def count_pairs(
    cooperation: Cooperation, labels: Floats, pairs: NDArray[np.int64], order: NDArray[np.int64], seed: int
) -> Counts:
    """Count the joint participations of pairs of groups, also in resamples of the projects; see `compare_pairs`."""
    statistic = _Statistic(cooperation, labels, pairs)
    random = np.random.default_rng(seed)
    return Counts(
        *statistic.measure(statistic.pattern), *_resample(statistic, order_events(cooperation, order), random)
    )


class _Statistic:
    """Observed and expected joint participations for labels that may have moved.

    Organizations with the same labels form a pattern, of which there are few; a draw only needs to know where the
    patterns have gone.
    """

    def __init__(self, cooperation: Cooperation, labels: Floats, pairs: NDArray[np.int64]) -> None:
        self.patterns, pattern = np.unique(labels, axis=0, return_inverse=True)
        self.pattern = pattern.reshape(-1)
        self.labels = labels
        self.first, self.second = pairs[:, 0], pairs[:, 1]
        self.half = np.where(self.first == self.second, 0.5, 1.0)
        self.both = self.patterns[:, self.first] * self.patterns[:, self.second]
        self.incidence = cooperation.incidence
        self.members = cooperation.incidence.T.tocsr().astype(np.float32)
        self.degrees = cooperation.degrees.astype(float)
        sizes = cooperation.sizes.astype(float)
        self.joint = float((sizes * (sizes - 1)).sum())
        self._compact = self.patterns.astype(np.float32)

    def measure(self, pattern: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Return observed and expected by degree, for the pattern that each organization now has."""
        # Single precision holds the members of one event exactly, but not their squares in a very large one.
        per_event = (self.members @ self._compact[pattern]).astype(float)
        count = len(self.patterns)
        by_pattern = np.bincount(pattern, self.degrees, count)
        squares = np.bincount(pattern, self.degrees**2, count)
        together = (per_event.T @ per_event)[self.first, self.second]
        observed = (together - by_pattern @ self.both) * self.half
        return observed, self._expect(by_pattern @ self.patterns, squares @ self.both)

    def _expect(self, total: Floats, own: Floats) -> Floats:
        pairs = self.degrees.sum() ** 2 - (self.degrees**2).sum()
        expected = (total[..., self.first] * total[..., self.second] - own) * self.half * self.joint / pairs
        return np.asarray(np.maximum(expected, 1e-12), dtype=float)

    def resample(self, weights: Floats) -> tuple[Floats, Floats]:
        """Return observed and expected if each event had occurred as often as its weight says, resamples x pairs."""
        per_event = np.asarray(self.incidence.T @ self.labels)
        own = np.asarray(self.incidence.T @ self.both[self.pattern])
        joint = (per_event[:, self.first] * per_event[:, self.second] - own) * self.half
        degrees = np.asarray(self.incidence @ weights.T)
        sizes = np.asarray(self.incidence.sum(axis=0))
        total = degrees.T @ self.labels
        squares = (degrees**2).T @ self.both[self.pattern]
        pairs = degrees.sum(axis=0) ** 2 - (degrees**2).sum(axis=0)
        scale = (weights @ (sizes * (sizes - 1))) / np.maximum(pairs, 1e-12)
        expected = (total[:, self.first] * total[:, self.second] - squares) * self.half * scale[:, None]
        return np.asarray(weights @ joint, dtype=float), np.asarray(np.maximum(expected, 1e-12), dtype=float)


def order_events(cooperation: Cooperation, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Order the events by their participants in the given order, so that ids of projects change nothing."""
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    events = cooperation.incidence.tocsc()
    members = [sorted(part) for part in np.split(rank[events.indices], events.indptr[1:-1])]
    return np.array(sorted(range(len(members)), key=members.__getitem__), dtype=np.int64)


def _resample(statistic: _Statistic, events: NDArray[np.int64], random: np.random.Generator) -> tuple[Floats, Floats]:
    """Observed and expected in resamples of the projects: they, not pairs, are what is sampled."""
    chunks = []
    for start in range(0, RESAMPLES, 100):
        weights = np.empty((min(100, RESAMPLES - start), len(events)))
        weights[:, events] = random.poisson(1.0, weights.shape)
        chunks.append(statistic.resample(weights))
    observed, expected = map(np.concatenate, zip(*chunks, strict=True))
    return observed, expected


def bound_ratios(observed: Floats, expected: Floats, resampled: Floats) -> Floats:
    """Return the 95 % interval of each ratio: of resampled projects, never narrower than an exact Poisson count.

    With few projects resampling is too sure of itself (with none it has no spread at all), hence the second bound.

    Parameters
    ----------
    observed, expected
        Joint participations, and their expectation; above 0.
    resampled
        The ratio in each resample, resamples x pairs.

    Examples
    --------
    >>> bound_ratios(np.array([0.0]), np.array([5.0]), np.zeros((9, 1))).round(3).tolist()
    [[0.0, 0.738]]
    """
    from scipy.stats import chi2

    low, high = np.quantile(resampled, [0.025, 0.975], axis=0)
    exact_low = np.where(observed > 0, chi2.ppf(0.025, 2 * observed) / 2, 0.0) / expected
    exact_high = chi2.ppf(0.975, 2 * observed + 2) / 2 / expected
    return np.stack([np.minimum(low, exact_low), np.maximum(high, exact_high)], axis=1)


def adjust(p_values: Any) -> Floats:
    """Return q-values of one family of tests (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> adjust([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(p_values, method="bh"), dtype=float)
