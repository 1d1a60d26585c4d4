"""Joint participations of groups whose labels may move: observed, expected by degree, and by quasi-independence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.gaps.blocks import Block, measure_leverage, multiply_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Fewest groups that an expectation by quasi-independence can be fitted to: three pairs of three groups fit exactly.
FEWEST_GROUPS = 4
#: Whole numbers below this are exact in single precision, in which large networks are counted twice as fast.
_EXACT = 2**24
#: Organizations x groups, and joint participations, up to which many draws are counted at once, the labels being dense.
_DENSE, _DENSE_JOINT = 100_000, 1_000_000
#: Steps of the fit at most, and how near the sums must come.
_STEPS, _NEAR = 200, 1e-6


@dataclass(frozen=True, eq=False)
class Mixing:
    """Joint participations of groups, groups x groups, symmetric; on the diagonal stand the pairs within a group.

    Of many draws, draws x groups x groups.

    Attributes
    ----------
    observed
        Pairs of organizations in one event, summed over the events. Between two groups of a fitted block, pairs of
        those who belong to one of the two only (`Block`).
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
        self.impossible = np.empty((0, 2), dtype=np.int64) if impossible is None else impossible
        self.blocks = [Block(self.members, self.labels, columns, self.impossible) for columns in blocks]
        apart = self.degrees[self.impossible]
        self._apart = apart[:, 0] * apart[:, 1]
        self._scale = self._share_out(self.joint, self.degrees, self._apart)

    @staticmethod
    def _share_out(joint: Any, degrees: Floats, apart: Floats) -> Any:
        """Joint participations over the sum of d_i d_j of all possible pairs, for one or many sets of degrees."""
        pairs = degrees.sum(axis=-1) ** 2 - (degrees**2).sum(axis=-1) - 2 * apart.sum(axis=-1)
        return np.divide(joint, pairs, out=np.zeros_like(pairs), where=pairs > 0)

    def count(self, source: Integers | None = None) -> Mixing:
        """Return the mixing of groups.

        Parameters
        ----------
        source
            The row of the labels that each organization has now, for one or many draws (draws x organizations); by
            default its own. Of many draws the matrices of the mixing stand one after the other.
        """
        source = np.arange(len(self.degrees)) if source is None else source
        many = np.atleast_2d(source)
        if self.labels.shape[0] * self.labels.shape[1] <= _DENSE and self.joint <= _DENSE_JOINT:
            observed, products = self._count_dense(many)
        else:
            counts = [self._count_sparse(one) for one in many]
            observed, products = (np.stack(parts) for parts in zip(*counts, strict=True))
        for block in self.blocks:
            block.set_apart(many, self.degrees, observed, products)
        mixing = self._fit(observed, products * self._scale)
        return mixing if source.ndim == 2 else Mixing(mixing.observed[0], mixing.by_degree[0], mixing.fitted[0])

    def resample(self, weights: Floats) -> Mixing:
        """Return the mixing if each event had occurred as often as its weight says, for many sets of weights.

        Parameters
        ----------
        weights
            Resamples x events.
        """
        sizes = np.diff(self.members.indptr)
        degrees = np.asarray(weights @ self.members, dtype=float)
        joint = weights @ (sizes * (sizes - 1.0))
        apart = degrees[:, self.impossible[:, 0]] * degrees[:, self.impossible[:, 1]]
        groups = self.labels.shape[1]
        total = degrees @ self.labels
        products = total[:, :, None] * total[:, None, :] - (degrees**2 @ self._shared).reshape(-1, groups, groups)
        if len(self.impossible):
            one, other = (self.labels[self.impossible[:, end]] for end in (0, 1))
            between = (apart @ multiply_rows(one, other)).reshape(-1, groups, groups)
            products -= between + between.transpose(0, 2, 1)
        observed = (weights @ self._by_event).reshape(-1, groups, groups)
        for block in self.blocks:
            block.reset_apart(weights, degrees, observed, products)
        return self._fit(observed, products * self._share_out(joint, degrees, apart)[:, None, None])

    def measure_leverage(self, mixing: Mixing) -> Floats:
        """Return how far each pair of groups draws its own expectation to itself, groups x groups.

        Between groups of a block it is h / (1 - h), where h is the leverage of the pair in the fit (between 0 and 1);
        elsewhere 0. An expectation E by the fit to all pairs and one by the fit to all others differ by the factor
        exp((1 - O / E) h / (1 - h)), within half a percent where it was compared (12 groups, half of O missing).

        Parameters
        ----------
        mixing
            Of one set of labels.
        """
        leverage = np.zeros_like(mixing.fitted)
        for block in self.blocks:
            rows = np.ix_(block.columns, block.columns)
            leverage[rows] = measure_leverage(mixing.fitted[rows])
        return leverage

    def count_left_out(self, first: int, second: int) -> int:
        """Return how many organizations belong to both of two groups of a block, where they are left out."""
        if first == second or not any({first, second} <= set(block.columns.tolist()) for block in self.blocks):
            return 0
        return int((self.labels[:, [first]] * self.labels[:, [second]]).sum())

    def _fit(self, observed: Floats, by_degree: Floats) -> Mixing:
        """Count pairs within a group once, and fit the blocks."""
        by_degree = np.maximum(by_degree, 0.0)
        own = np.arange(by_degree.shape[-1])
        for counted in (observed, by_degree):
            counted[:, own, own] /= 2
        fitted = by_degree.copy()
        for block in self.blocks:
            rows, columns = np.ix_(block.columns, block.columns)
            fitted[:, rows, columns] = fit_independence(observed[:, rows, columns], by_degree[:, rows, columns])
        return Mixing(observed, by_degree, fitted)

    def _count_dense(self, source: Integers) -> tuple[Floats, Floats]:
        """Observed, and the products of degrees, of many draws at once: for small networks, where calls cost most."""
        draws, rows = source.shape
        labels = self.labels.toarray()[source]
        turned = labels.transpose(0, 2, 1)
        near = self._together @ labels.transpose(1, 0, 2).reshape(rows, draws * labels.shape[2])
        observed = (turned @ near.reshape(rows, draws, labels.shape[2]).transpose(1, 0, 2)).astype(float)
        total = turned @ self.degrees
        products = total[:, :, None] * total[:, None, :] - turned @ (self.degrees[:, None] ** 2 * labels)
        if len(self.impossible):
            one, other = (labels[:, self.impossible[:, end]] for end in (0, 1))
            between = one.transpose(0, 2, 1) @ (self._apart[:, None] * other)
            products -= between + between.transpose(0, 2, 1)
        return observed, products

    @cached_property
    def _together(self) -> csr_array[Any]:
        """Joint participations of every two organizations, nothing on the diagonal."""
        together: csr_array[Any] = (self.members.T @ self.members).tocsr()
        together.setdiag(0)
        return together

    def _count_sparse(self, source: Integers) -> tuple[Floats, Floats]:
        """Observed, and the products of degrees, of one draw."""
        labels = self.labels[source]
        per_event = self.members @ labels
        degrees = np.empty(len(source))
        degrees[source] = self.degrees
        observed = (per_event.T @ per_event).toarray().astype(float) - self._sum_shared(degrees)
        total = np.asarray(self.labels.T @ degrees, dtype=float)
        products = np.outer(total, total) - self._sum_shared(degrees**2)
        if len(self.impossible):
            one, other = (labels[self.impossible[:, end]].toarray() for end in (0, 1))
            between = one.T @ (self._apart[:, None] * other)
            products -= between + between.T
        return observed, products

    def _sum_shared(self, weights: Floats) -> Floats:
        """Sum of the weights of those who are in both of two groups, by rows of the labels."""
        groups = self.labels.shape[1]
        return np.asarray(weights @ self._shared, dtype=float).reshape(groups, groups)

    @cached_property
    def _shared(self) -> csr_array[Any]:
        """Organizations x pairs of groups: who is in both."""
        return multiply_rows(self.labels, self.labels)

    @cached_property
    def _by_event(self) -> csr_array[Any]:
        """Events x pairs of groups: ordered pairs of participants, one of each group."""
        per_event = (self.members @ self.labels).tocsr()
        pairs: csr_array[Any] = (multiply_rows(per_event, per_event) - self.members @ self._shared).tocsr()
        return pairs


def fit_independence(observed: Floats, by_degree: Floats) -> Floats:
    """Return the expectation under quasi-independence: how often groups meet if none prefers or avoids any other.

    The expectation of each pair of groups is that by degree times a factor for each of the two, such that each group
    meets all others together as often as observed (Goodman 1968; the diagonal is left out). So groups that keep to
    themselves, as clusters do, are compared with each other by what they do outside. The diagonal stays as it is.

    Parameters
    ----------
    observed, by_degree
        Groups x groups, symmetric, or many of them (draws x groups x groups). With fewer than four groups nothing can
        be fitted, and `by_degree` is returned.

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
    count = observed.shape[-1]
    if count < FEWEST_GROUPS:
        return by_degree
    own = np.arange(count)
    outside = by_degree.copy()
    outside[..., own, own] = 0.0
    wanted = observed.sum(axis=-1) - observed[..., own, own]
    factors = np.where(wanted > 0, 1.0, 0.0)
    for _ in range(_STEPS):
        reached = factors * (outside @ factors[..., None])[..., 0]
        change = np.sqrt(np.divide(wanted, reached, out=np.ones_like(wanted), where=reached > 0))
        factors = factors * change
        if np.abs(change[wanted > 0] - 1).max(initial=0.0) < _NEAR:
            break
    fitted: Floats = outside * factors[..., :, None] * factors[..., None, :]
    fitted[..., own, own] = by_degree[..., own, own]
    return fitted
