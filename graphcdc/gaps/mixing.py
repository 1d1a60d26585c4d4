"""Joint participations of groups whose labels may move: observed, expected by degree, and by quasi-independence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Fewest groups that an expectation by quasi-independence can be fitted to: three pairs of three groups fit exactly.
FEWEST_GROUPS = 4
#: Whole numbers below this are exact in single precision, in which large networks are counted twice as fast.
_EXACT = 2**24
#: Steps of the fit at most, and how near the sums must come.
_STEPS, _NEAR = 200, 1e-6


@dataclass(frozen=True, eq=False)
class Mixing:
    """Joint participations of groups, groups x groups, symmetric; on the diagonal stand the pairs within a group.

    Attributes
    ----------
    observed
        Pairs of organizations in one event, summed over the events.
    by_degree
        What the degrees alone lead to expect: c d_i d_j for each possible pair of organizations, where c makes the sum
        over all possible pairs equal to the joint participations there are.
    fitted
        The expectation that stands for the pairs of a fitted block (`fit_independence`), elsewhere that by degree.
    """

    observed: Floats
    by_degree: Floats
    fitted: Floats


class Mixer:
    """Counts joint participations again and again while labels move.

    Parameters
    ----------
    cooperation
        The events.
    labels
        Organizations x groups, 0 or 1.
    blocks
        Columns of the groups of each block that is to be fitted.
    impossible
        Pairs of rows that cannot cooperate (competitors that never did): the expectation leaves them out.
    """

    def __init__(
        self,
        cooperation: Cooperation,
        labels: csr_array[Any],
        blocks: Sequence[Integers] = (),
        impossible: Integers | None = None,
    ) -> None:
        sizes = cooperation.sizes.astype(float)
        self.joint = float((sizes * (sizes - 1)).sum())
        precision = np.float32 if self.joint < _EXACT else np.float64
        self.members: csr_array[Any] = cooperation.incidence.T.tocsr().astype(precision)
        self.degrees = cooperation.degrees.astype(float)
        self.labels = labels.astype(precision)
        self.blocks = blocks
        self.impossible = np.empty((0, 2), dtype=np.int64) if impossible is None else impossible
        self._shared = _list_shared(labels)
        self._set_scale()

    def _set_scale(self) -> None:
        apart = self.degrees[self.impossible]
        self._apart = apart[:, 0] * apart[:, 1]
        pairs = self.degrees.sum() ** 2 - (self.degrees**2).sum() - 2 * self._apart.sum()
        self._scale = self.joint / pairs if pairs > 0 else 0.0

    def weigh(self, weights: Floats) -> Mixer:
        """Return the same as if each event had occurred as often as its weight says."""
        from scipy.sparse import diags_array

        other = object.__new__(Mixer)
        other.__dict__ |= self.__dict__
        sizes = np.diff(self.members.indptr)
        other.joint = float((weights * sizes * (sizes - 1)).sum())
        # The root of the weight at each end: products of two members of an event then count it once.
        other.members = (diags_array(np.sqrt(weights).astype(self.members.dtype)) @ self.members).tocsr()
        other.degrees = np.asarray(self.members.T @ weights, dtype=float)
        other._set_scale()
        return other

    def count(self, source: Integers | None = None) -> Mixing:
        """Return the mixing of groups.

        Parameters
        ----------
        source
            The row of the labels that each organization has now; by default its own.
        """
        source = np.arange(len(self.degrees)) if source is None else source
        labels = self.labels[source]
        per_event = (self.members @ labels).toarray()
        degrees = np.empty(len(source))
        degrees[source] = self.degrees
        observed = (per_event.T @ per_event).astype(float) - self._sum_shared(degrees)
        total = np.asarray(self.labels.T @ degrees, dtype=float)
        by_degree = np.outer(total, total) - self._sum_shared(degrees**2)
        if len(self.impossible):
            one, other = (labels[self.impossible[:, end]].toarray() for end in (0, 1))
            between = one.T @ (self._apart[:, None] * other)
            by_degree -= between + between.T
        by_degree = np.maximum(by_degree, 0.0) * self._scale
        for counts in (observed, by_degree):
            counts[np.diag_indices_from(counts)] /= 2
        fitted = by_degree.copy()
        for block in self.blocks:
            at = np.ix_(block, block)
            fitted[at] = fit_independence(observed[at], by_degree[at])
        return Mixing(observed, by_degree, fitted)

    def _sum_shared(self, weights: Floats) -> Floats:
        """Sum of the weights of those who are in both of two groups, by rows of the labels."""
        rows, cells = self._shared
        groups = self.labels.shape[1]
        summed: Floats = np.bincount(cells, weights[rows], groups**2).astype(float).reshape(groups, groups)
        return summed


def _list_shared(labels: csr_array[Any]) -> tuple[Integers, Integers]:
    """Each organization with each two groups that it is in: its row, and their place in a matrix of groups."""
    counts = np.diff(labels.indptr)
    groups, starts = labels.indices.astype(np.int64), labels.indptr[:-1].astype(np.int64)
    rows = np.repeat(np.arange(len(counts)), counts**2)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts**2) - counts**2, counts**2)
    first, second = np.divmod(within, counts[rows])
    return rows, groups[starts[rows] + first] * labels.shape[1] + groups[starts[rows] + second]


def fit_independence(observed: Floats, by_degree: Floats) -> Floats:
    """Return the expectation under quasi-independence: how often groups meet if none prefers or avoids any other.

    The expectation of each pair of groups is that by degree times a factor for each of the two, such that each group
    meets all others together as often as observed (Goodman 1968; the diagonal is left out). So groups that keep to
    themselves, as clusters do, are compared with each other by what they do outside. The diagonal stays as it is.

    Parameters
    ----------
    observed, by_degree
        Groups x groups, symmetric. With fewer than four groups nothing can be fitted, and `by_degree` is returned.

    References
    ----------
    Goodman, L. A. (1968), The analysis of cross-classified data: independence, quasi-independence, and interactions in
    contingency tables with or without missing entries, Journal of the American Statistical Association 63 (324).

    Examples
    --------
    Four groups that meet one another twice each where the degrees lead to expect 6:

    >>> observed = np.full((4, 4), 2.0)
    >>> fit_independence(observed, np.full((4, 4), 6.0)).round(6)[0].tolist()
    [6.0, 2.0, 2.0, 2.0]
    """
    if len(observed) < FEWEST_GROUPS:
        return by_degree
    outside = by_degree.copy()
    np.fill_diagonal(outside, 0.0)
    wanted = observed.sum(axis=1) - np.diag(observed)
    factors = np.where(wanted > 0, 1.0, 0.0)
    for _ in range(_STEPS):
        reached = factors * (outside @ factors)
        change = np.sqrt(np.divide(wanted, reached, out=np.ones_like(wanted), where=reached > 0))
        factors = factors * change
        if np.abs(change[wanted > 0] - 1).max(initial=0.0) < _NEAR:
            break
    fitted: Floats = outside * np.outer(factors, factors)
    np.fill_diagonal(fitted, np.diag(by_degree))
    return fitted
