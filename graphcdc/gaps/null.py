"""The null model of group pairs: labels move, projects stay.

Whole label rows (kind, region, topics, clusters) move between organizations of about equal degree, while every project
keeps its members. Two organizations of one project are not independent, so nothing is ever drawn pair by pair: swapping
participants instead is over-dispersed under repeated partnering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.gaps.mixing import Mixer, Mixing
from graphcdc.gaps.tails import measure_p

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Progress = Callable[[int, int], None]

#: Fewest organizations in a degree stratum; fewer could hardly change places.
STRATUM = 20
#: Resamples of the projects for the interval of a ratio.
RESAMPLES = 999
#: Draws in which it is measured how much the counts of a group vary; one figure for all its pairs, so that few do.
CROWDING_DRAWS = 20
#: Draws that are counted together.
_AT_ONCE = 50
#: An expectation of nothing, so that a ratio can be told.
_NOTHING = 1e-12
#: A ratio is not changed by more than exp of this.
_MOST = 50.0


@dataclass(frozen=True, eq=False)
class Compared:
    """Results for each pair of groups, in the order of the pairs given.

    Attributes
    ----------
    observed, expected
        Joint participations, and their expectation under the null.
    by_degree, fitted
        The expectations from the degrees alone, and by quasi-independence, before the null corrects the latter: of what
        the two groups do with all others, so that a deficit does not lower what it is measured by.
    leverage
        How far the pair itself would lower it (`Mixer.measure_leverage`).
    p_value
        One-sided: the chance of a draw as low as what is observed (`measure_p`).
    band
        Middle 95 % of the ratio under the null.
    spread
        Variance of the count under the null over its mean: 1 as for independent events, above 1 where they come in
        crowds.
    """

    observed: Floats
    expected: Floats
    by_degree: Floats
    fitted: Floats
    leverage: Floats
    p_value: Floats
    band: Floats
    spread: Floats

    def take(self, chosen: Integers) -> Compared:
        """Return the results of some pairs."""
        return Compared(**{one.name: getattr(self, one.name)[chosen] for one in fields(self)})


def stratify(degrees: NDArray[Any], smallest: int = STRATUM) -> NDArray[np.int64]:
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
    mixer: Mixer, pairs: Integers, order: Integers, draws: int, seed: int, progress: Progress | None = None
) -> Compared:
    """Compare the joint participations of pairs of groups with the null.

    The statistic is (observed - expected) / sqrt(expected), with the expectation computed anew in every draw; between
    groups of a block it is studentized, that is, counts that come in larger crowds than in the draws must be lower. The
    expectation that is returned leaves out the pair itself and is multiplied by the mean of observed / expected over
    the draws, so that a network of the null has the ratio 1 on average.

    Parameters
    ----------
    mixer
        Joint participations of organizations that all take part in an event, and their groups.
    pairs
        Pairs x 2, columns of the labels; the same twice means within a group.
    order
        The order in which organizations enter the random draws; by name, so that other ids change nothing.
    draws, seed
        Number of draws; start of the random numbers.
    progress
        Called with draws done and draws in all.

    References
    ----------
    Chung, E., Romano, J. P. (2013), Exact and asymptotically robust permutation tests, Annals of Statistics 41 (2).
    """
    at = pairs[:, 0], pairs[:, 1]
    mixing = mixer.count()
    leverage = mixer.measure_leverage(mixing)[at]
    ratio, statistic = _compare(mixing, at)
    random = np.random.default_rng(seed)
    ratios, statistics = np.empty((draws, len(pairs))), np.empty((draws, len(pairs)))
    moved = _move(stratify(mixer.degrees), order, random, draws)
    for start in range(0, draws, _AT_ONCE):
        sources = np.stack(list(islice(moved, _AT_ONCE)))
        end = start + len(sources)
        ratios[start:end], statistics[start:end] = _compare(mixer.count(sources), at)
        if progress is not None:
            progress(end, draws)
    ratios = _leave_out(ratios, leverage)
    centre = ratios.mean(axis=0)
    centre[centre == 0] = 1.0
    fitted = mixing.fitted[at] * np.exp((1 - ratio) * leverage)
    expected = fitted * centre
    wider = _compare_crowding(mixer, mixing, pairs, order, random)
    middle = statistics.mean(axis=0)
    return Compared(
        mixing.observed[at],
        expected,
        mixing.by_degree[at],
        fitted,
        leverage,
        measure_p(statistics, middle + (statistic - middle) / wider),
        (np.maximum(1 + (np.quantile(ratios, [0.025, 0.975], axis=0) / centre - 1) * wider, 0.0)).T,
        (ratios / centre).var(axis=0) * expected * wider**2,
    )


def _compare_crowding(
    mixer: Mixer, mixing: Mixing, pairs: Integers, order: Integers, random: np.random.Generator
) -> Floats:
    """How much wider the counts of each pair spread than in draws of the null, as a standard deviation.

    Where groups keep to themselves, their members come to others in crowds, and a count varies more than when labels
    move. The statistic is held against draws with its own spread taken out of both (a studentized permutation test);
    with a factor for each group, since that of a single pair would be guessed from the few events that it is to be
    judged by.
    """
    wider = np.ones(len(pairs))
    if not mixer.blocks:
        return wider
    sources = np.stack(list(_move(stratify(mixer.degrees), order, random, CROWDING_DRAWS)))
    drawn = mixer.count(sources)
    own = np.arange(len(order))
    for block in mixer.blocks:
        rows = np.ix_(block.columns, block.columns)
        here = block.measure_crowding(own, mixing.fitted[rows])
        there = [block.measure_crowding(one, fitted[rows]) for one, fitted in zip(sources, drawn.fitted, strict=True)]
        null = np.mean(there, axis=0)
        of_group = np.ones(mixer.labels.shape[1])
        of_group[block.columns] = np.divide(here, null, out=np.ones_like(here), where=(here > 0) & (null > 0))
        of_block = np.isin(pairs, block.columns).all(axis=1)
        wider[of_block] = of_group[pairs[of_block]].prod(axis=1) ** 0.25
    return wider


def _compare(mixing: Mixing, at: tuple[Integers, Integers]) -> tuple[Floats, Floats]:
    """The ratio of observed to expected, and the statistic."""
    first, second = at
    observed = mixing.observed[..., first, second]
    expected = np.maximum(mixing.fitted[..., first, second], _NOTHING)
    return observed / expected, (observed - expected) / np.sqrt(expected)


def _leave_out(ratios: Floats, leverage: Floats) -> Floats:
    """Ratios to what all other pairs lead to expect, from ratios to what all pairs do."""
    return ratios * np.exp(np.minimum((ratios - 1) * leverage, _MOST))


def _move(strata: Integers, order: Integers, random: np.random.Generator, draws: int) -> Iterator[Integers]:
    """Yield whose labels each organization has, moved within strata."""
    places = order[np.argsort(strata[order], kind="stable")]
    source = np.empty(len(order), dtype=np.int64)
    for _ in range(draws):
        source[places] = order[np.argsort(strata[order] + random.random(len(order)))]
        yield source.copy()


def measure_intervals(mixer: Mixer, pairs: Integers, tested: Compared, order: Integers, seed: int) -> Floats:
    """Return the 95 % interval of each ratio: resampled projects, and never narrower than an exact Poisson count.

    Projects, not pairs, are what is sampled. With few of them resampling is too sure of itself (with none it has no
    spread at all), hence the second bound.

    Parameters
    ----------
    mixer, pairs, order
        As for `compare_pairs`.
    tested
        What it returned for these pairs.
    seed
        Start of the random numbers.

    Returns
    -------
    array
        Pairs x 2.
    """
    at = pairs[:, 0], pairs[:, 1]
    events = order_events(mixer.members, order)
    random = np.random.default_rng(seed)
    ratios = np.empty((RESAMPLES, len(pairs)))
    for start in range(0, RESAMPLES, _AT_ONCE):
        weights = np.empty((min(_AT_ONCE, RESAMPLES - start), len(events)))
        weights[:, events] = random.poisson(1.0, weights.shape)
        resampled = _compare(mixer.resample(weights), at)[0]
        ratios[start : start + len(weights)] = _leave_out(resampled, tested.leverage)
    return bound_ratios(tested.observed, tested.expected, ratios * tested.fitted / tested.expected)


def bound_ratios(observed: Floats, expected: Floats, resampled: Floats) -> Floats:
    """Return the 95 % interval of each ratio: of resampled projects, never narrower than an exact Poisson count.

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


def order_events(members: csr_array[Any], order: Integers) -> Integers:
    """Order events by their participants in the given order, so that ids of projects change nothing.

    Parameters
    ----------
    members
        Events x organizations.
    order
        The organizations in their order.
    """
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    parts = [sorted(part) for part in np.split(rank[members.indices], members.indptr[1:-1])]
    return np.array(sorted(range(len(parts)), key=parts.__getitem__), dtype=np.int64)


def adjust(p_values: Any) -> Floats:
    """Return q-values of one family of tests (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> adjust([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(p_values, method="bh"), dtype=float)
