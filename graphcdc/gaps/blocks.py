"""Groups that share members and keep to themselves: what they do with one another, without what each does inside."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Entries of the largest array of draws that are counted at once.
_AT_ONCE = 4_000_000
#: Meetings of a group that count as much as all other groups do for how crowded its meetings are.
_DRAWN = 50.0
#: Highest leverage that is undone: beyond it the other pairs hardly say what one should expect.
_MOST_DRAWN = 0.9


class Block:
    """Groups of one sort that are compared with one another by quasi-independence.

    A pair of groups is compared by those of its members who belong to one of the two only. Whoever belongs to both
    works with either of them inside a group of their own: if groups keep to themselves, pairs that share members would
    seem to seek each other, and all others to avoid each other.

    Parameters
    ----------
    members
        Events x organizations, 0 or 1.
    labels
        Organizations x groups, 0 or 1.
    columns
        The groups of the block.
    impossible
        Pairs of rows that cannot cooperate.
    """

    def __init__(
        self, members: csr_array[Any], labels: csr_array[Any], columns: Integers, impossible: Integers
    ) -> None:
        self.members, self.columns, self.impossible = members, columns, impossible
        self.labels: csr_array[Any] = labels[:, columns].tocsr()
        shared = np.triu((self.labels.T @ self.labels).toarray(), 1)
        #: Pairs of groups, as columns of the block, that share members.
        self.first, self.second = np.nonzero(shared)

    def set_apart(self, source: Integers, degrees: Floats, observed: Floats, products: Floats) -> None:
        """Put in the counts of those who belong to one group only, where two groups share members.

        Parameters
        ----------
        source
            The row of the labels that each organization has now, draws x organizations.
        degrees
            Participations of each organization.
        observed, products
            Joint participations of all groups, and the sums of the products of degrees, draws x groups x groups;
            changed in place.
        """
        if not len(self.first):
            return
        events, rows = self.members.shape
        step = _AT_ONCE // (max(events, rows) * len(self.first))
        parts = np.array_split(source, -(-len(source) // max(step, 1)))
        count = self._count_dense if step else self._count_sparse
        one, other = self.columns[self.first], self.columns[self.second]
        at = 0
        for part in parts:
            some = slice(at, at + len(part))
            met, expected = count(part, degrees, observed[some, one, other])
            self._put(observed[some], met)
            self._put(products[some], expected)
            at += len(part)

    def _count_dense(self, source: Integers, degrees: Floats, _: Floats) -> tuple[Floats, Floats]:
        """Observed, and the products of degrees, of those in one group only; draws x pairs that share members."""
        own, both = self._dense[source], self._dense_both[source]
        met = self._pair(*(self._by_event(flags) for flags in (own, both))).sum(axis=1)
        products = self._pair(*(degrees @ flags for flags in (own, both)))
        return met, products - self._sum_impossible(own[:, self.impossible], degrees)

    def _count_sparse(self, source: Integers, degrees: Floats, observed: Floats) -> tuple[Floats, Floats]:
        """The same, from what is observed of all, for one draw at a time: where there are many pairs of groups."""
        labels, both = self.labels[source[0]], self._both[source[0]]
        own, shared = (self.members @ labels).toarray(), (self.members @ both).tocoo()
        with_both = shared.data * (own[shared.row, self.first[shared.col]] + own[shared.row, self.second[shared.col]])
        # Two of both meet as often as (one, other) and as (other, one); with oneself nobody meets.
        excess = np.bincount(shared.col, with_both - shared.data * (shared.data + 1), len(self.first))
        products = self._pair(labels.T @ degrees, both.T @ degrees)[None]
        return observed - excess, products - self._sum_impossible(self._dense[source][:, self.impossible], degrees)

    def reset_apart(self, weights: Floats, degrees: Floats, observed: Floats, products: Floats) -> None:
        """Put in the same counts where each event occurs as often as its weight says, for many sets of weights.

        Parameters
        ----------
        weights
            Resamples x events.
        degrees
            Participations of each organization then, resamples x organizations.
        observed, products
            As for `set_apart`.
        """
        if not len(self.first):
            return
        expected = self._pair(degrees @ self._dense, degrees @ self._both)
        self._put(observed, weights @ self._own_meetings[:, self.first * len(self.columns) + self.second])
        self._put(products, expected - self._sum_impossible(self._dense[self.impossible], degrees))

    def _put(self, counted: Floats, apart: Floats) -> None:
        """Put counts of the pairs that share members in their place, on both sides of the diagonal."""
        one, other = self.columns[self.first], self.columns[self.second]
        counted[:, one, other] = counted[:, other, one] = apart

    def _pair(self, own: Floats, both: Floats) -> Floats:
        """Products of the sums over those who belong to one of the two groups only."""
        paired: Floats = (own[..., self.first] - both) * (own[..., self.second] - both)
        return paired

    def _by_event(self, flags: Floats) -> Floats:
        """Draws x events x groups: participants of each group."""
        draws, rows, groups = flags.shape
        counts = self.members @ flags.transpose(1, 0, 2).reshape(rows, draws * groups)
        return np.asarray(counts.reshape(-1, draws, groups).transpose(1, 0, 2))

    def _sum_impossible(self, ends: Floats, degrees: Floats) -> Any:
        """What the pairs that cannot cooperate would add, by the flags of their ends."""
        if not len(self.impossible):
            return 0.0
        return degrees[..., self.impossible].prod(axis=-1) @ self._pair_ends(ends)

    def _pair_ends(self, ends: Floats) -> Floats:
        """Of pairs of organizations: whether one belongs to the first group only, one to the second only."""
        one, other = ends[..., 0, :], ends[..., 1, :]
        alone, others = one * (1 - other), other * (1 - one)
        paired: Floats = alone[..., self.first] * others[..., self.second]
        paired += others[..., self.first] * alone[..., self.second]
        return paired

    @cached_property
    def _dense(self) -> Floats:
        return np.asarray(self.labels.toarray())

    @cached_property
    def _both(self) -> csr_array[Any]:
        """Organizations x pairs of groups that share members: who belongs to both."""
        both: csr_array[Any] = (self.labels[:, self.first].multiply(self.labels[:, self.second])).tocsr()
        return both

    @cached_property
    def _dense_both(self) -> Floats:
        return np.asarray(self._both.toarray())

    @cached_property
    def _own_meetings(self) -> csr_array[Any]:
        return self.list_meetings(np.arange(self.labels.shape[0]))

    # Events -----------------------------------------------------------------------------------------------------------

    def list_meetings(self, source: Integers) -> csr_array[Any]:
        """Return events x (groups x groups): pairs of participants, one of each group and of one of the two only.

        On the diagonal stands nothing.

        Parameters
        ----------
        source
            The row of the labels that each organization has now.
        """
        from scipy.sparse import csr_array

        labels = self.labels[source]
        groups = labels.shape[1]
        own = (self.members @ labels).tocsr()
        both = (self.members @ multiply_rows(labels, labels)).tocoo()
        first, second = np.divmod(both.col, groups)
        dense = own.toarray()
        excess = both.data * (dense[both.row, first] + dense[both.row, second] - both.data)
        meetings = multiply_rows(own, own) - csr_array((excess, (both.row, both.col)), shape=both.shape)
        meetings = csr_array(meetings)
        meetings.eliminate_zeros()
        return meetings

    def measure_crowding(self, source: Integers, fitted: Floats) -> Floats:
        """Return how much more the counts of each group vary than independent ones would: variance over expectation.

        The variance is that of sums of independent events (the sandwich of Liang and Zeger 1986): of each event's
        meetings of two groups without what the fit of quasi-independence takes up of them, over all pairs of the group.
        Groups that meet others rarely are drawn to what holds for all.

        Parameters
        ----------
        source
            The row of the labels that each organization has now.
        fitted
            Groups x groups of the block, the expectation (`fit_independence`).

        Returns
        -------
        array
            1 for single pairs that meet independently of one another; more where they come in crowds, less what the
            fit takes up. 0 if nobody meets.

        References
        ----------
        Liang, K.-Y., Zeger, S. L. (1986), Longitudinal data analysis using generalized linear models, Biometrika 73.
        """
        groups = len(fitted)
        expected, spread = _spread_factors(fitted)
        total = expected.sum()
        if total == 0:
            return np.zeros(groups)
        meetings = self.list_meetings(source).tocoo()
        events = meetings.shape[0]
        first, second = np.divmod(meetings.col.astype(np.int64), groups)
        sums = np.bincount(meetings.row.astype(np.int64) * groups + first, meetings.data, events * groups)
        # How the logarithm of each group's factor follows the meetings of an event.
        factors = sums.reshape(events, groups) @ spread
        together = factors.T @ factors
        own = np.diag(together)
        follows = expected[first, second] * (factors[meetings.row, first] + factors[meetings.row, second])
        variance = np.bincount(first, meetings.data * (meetings.data - 2 * follows), groups)
        variance += (expected**2 * (own[:, None] + own[None, :] + 2 * together)).sum(axis=1)
        return np.asarray((variance + _DRAWN * variance.sum() / total) / (expected.sum(axis=1) + _DRAWN))


def measure_leverage(fitted: Floats) -> Floats:
    """Return h / (1 - h) of each pair of groups of a fit, h being its leverage, groups x groups.

    That of a Poisson regression with a factor for each group (Pregibon 1981).

    Parameters
    ----------
    fitted
        Groups x groups, the expectation (`fit_independence`).
    """
    expected, spread = _spread_factors(fitted)
    own = np.diag(spread)
    drawn = np.clip(expected * (own[:, None] + own[None, :] + 2 * spread), 0.0, _MOST_DRAWN)
    return np.asarray(drawn / (1 - drawn))


def _spread_factors(fitted: Floats) -> tuple[Floats, Floats]:
    """The expectations outside the diagonal, and the covariance of the logarithms of the factors of a fit to them."""
    expected = fitted.copy()
    np.fill_diagonal(expected, 0.0)
    spread: Floats = np.linalg.pinv(np.diag(expected.sum(axis=1)) + expected, hermitian=True).astype(float)
    return expected, spread


def multiply_rows(first: csr_array[Any], second: csr_array[Any]) -> csr_array[Any]:
    """Return rows x (columns x columns): the products of every two entries of a row, one of each array."""
    from scipy.sparse import csr_array

    lengths = np.diff(first.indptr), np.diff(second.indptr)
    counts = (lengths[0] * lengths[1]).astype(np.int64)
    rows = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.divmod(within, np.maximum(lengths[1], 1)[rows])
    at, other = (
        one.indptr[:-1].astype(np.int64)[rows] + place for one, place in zip((first, second), places, strict=True)
    )
    columns = first.indices[at].astype(np.int64) * second.shape[1] + second.indices[other]
    values = first.data[at].astype(float) * second.data[other]
    shape = (first.shape[0], first.shape[1] * second.shape[1])
    return csr_array((values, (rows, columns)), shape=shape)
