"""How far groups of organizations work among themselves, beside what their activity leads to expect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.communities import Groups
from graphcdc.cooperation import Cooperation
from graphcdc.gaps.null import RESAMPLES

Floats = NDArray[np.float64]

#: An expectation of nothing, so that a ratio can be told.
_NOTHING = 1e-12
#: Resamples that are counted at a time.
_AT_ONCE = 100


@dataclass(frozen=True, eq=False)
class Cohesion:
    """Measures of each group of a division, in the order of the numbers of the groups.

    Attributes
    ----------
    members
        Organizations.
    events
        Projects and direct ties with two or more of them.
    observed, expected
        Joint participations within the group, and what the degrees alone lead to expect (`count_mixing`).
    low
        Lower limit of the 95 % interval of their ratio.
    share
        Share of the members' cooperation that is with one another.
    homophily
        Coleman's index: how far that share exceeds the share h that the group has in all cooperation, as a part of
        what it could exceed it by, (share - h) / (1 - h). 0 as by chance, 1 if no tie leads out.
    """

    members: NDArray[np.int64]
    events: NDArray[np.int64]
    observed: Floats
    expected: Floats
    low: Floats
    share: Floats
    homophily: Floats


@dataclass(frozen=True, eq=False)
class Within:
    """Joint participations within groups that may overlap, and what they would be if other projects had come about.

    Attributes
    ----------
    observed, expected
        Joint participations within each group, and their expectation by degree.
    resampled, anew
        The same in each resample of the projects, resamples x groups.
    """

    observed: Floats
    expected: Floats
    resampled: Floats
    anew: Floats


def count_within(cooperation: Cooperation, labels: Floats, seed: int = 0) -> Within:
    """Count the joint participations within groups, also in resamples of the projects.

    Parameters
    ----------
    cooperation
        The events, of organizations that all take part in one, in an order that ids do not change.
    labels
        Organizations x groups, 0 or 1.
    seed
        Start of the random numbers.
    """
    present = np.asarray(cooperation.incidence.T @ labels, dtype=float)
    joint = present * (present - 1) / 2
    sizes = cooperation.sizes.astype(float)
    random = np.random.default_rng(seed)

    def count(weights: Floats) -> tuple[Floats, Floats]:
        degrees = np.asarray(cooperation.incidence @ weights.T, dtype=float).T
        squares = degrees**2
        possible = degrees.sum(axis=1) ** 2 - squares.sum(axis=1)
        scale = (weights @ (sizes * (sizes - 1))) / np.maximum(possible, _NOTHING)
        expected = ((degrees @ labels) ** 2 - squares @ labels) / 2 * scale[:, None]
        return weights @ joint, np.maximum(expected, _NOTHING)

    observed, expected = count(np.ones((1, len(sizes))))
    chunks = [count(random.poisson(1.0, (part, len(sizes))).astype(float)) for part in _split(RESAMPLES)]
    return Within(observed[0], expected[0], *(np.concatenate(each) for each in zip(*chunks, strict=True)))


def _split(count: int) -> list[int]:
    """So many resamples at a time that their degrees fit in memory."""
    return [min(_AT_ONCE, count - start) for start in range(0, count, _AT_ONCE)]


def measure_cohesion(cooperation: Cooperation, groups: Groups) -> Cohesion:
    """Measure how far the groups of a division work among themselves.

    What is counted is projects: the joint participations of one project come or fail together. So the lower limit of
    the ratio is that of a weighted sum of Poisson counts (Fay and Feuer 1997), ratio * chi2(0.025; 2 n) / 2 n, where
    n = O^2 / sum of o_e^2 is the number of projects that the joint participations o_e are worth. One project of five
    is worth one project, however many pairs are in it.

    Parameters
    ----------
    cooperation
        The events, of organizations that all take part in one.
    groups
        Group of each organization, from 0.

    References
    ----------
    Coleman, J. S. (1958), Relational analysis, Human Organization 17 (4), 28-36. Fay, M. P., Feuer, E. J. (1997),
    Confidence intervals for directly standardized rates, Statistics in Medicine 16 (7), 791-801.

    Examples
    --------
    Two that met three times, two that met once, and one tie between:

    >>> from graphcdc import Network
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> ties = {"source": [*"aaac", "b"], "target": [*"bbbd", "c"], "kind": ["COOPERATES_WITH"] * 5}
    >>> found = measure_cohesion(Network.build(nodes, ties).cooperation(), np.array([0, 0, 1, 1]))
    >>> found.observed.tolist(), found.share.round(2).tolist(), found.homophily.round(2).tolist()
    ([3.0, 1.0], [0.86, 0.67], [0.52, 0.52])
    """
    from scipy.stats import chi2

    count = int(groups.max(initial=-1)) + 1
    entries = cooperation.incidence.tocoo()
    places, present = np.unique(entries.col.astype(np.int64) * count + groups[entries.row], return_counts=True)
    group, pairs = places % count, present * (present - 1) / 2.0
    observed = np.bincount(group, pairs, count).astype(float)
    worth = observed**2 / np.maximum(np.bincount(group, pairs**2, count), 1.0)
    degrees = cooperation.degrees.astype(float)
    total, squares = np.bincount(groups, degrees, count), np.bincount(groups, degrees**2, count)
    sizes = cooperation.sizes.astype(float)
    scale = (sizes * (sizes - 1)).sum() / max(degrees.sum() ** 2 - (degrees**2).sum(), 1.0)
    expected = np.maximum((total**2 - squares) / 2 * scale, _NOTHING)
    low = np.where(worth > 0, chi2.ppf(0.025, 2 * np.maximum(worth, 0.5)) / np.maximum(2 * worth, 1.0), 0.0)
    ties = cooperation.matrix.tocoo()
    inside = np.bincount(groups[ties.row], ties.data * (groups[ties.row] == groups[ties.col]), count)
    volume = np.bincount(groups, np.asarray(cooperation.matrix.sum(axis=1)), count)
    share, own = inside / volume, volume / volume.sum()
    return Cohesion(
        np.bincount(groups, minlength=count),
        np.bincount(group[present > 1], minlength=count),
        observed,
        expected,
        observed / expected * low,
        share,
        np.where(own < 1, (share - own) / np.maximum(1 - own, _NOTHING), 0.0),
    )
