"""Structural holes (Burt 1992) of all organizations at once, without a matrix of all pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Rows whose two-step paths are held at a time: all of them would fill the memory in a large network.
_BLOCK = 512


def measure_constraint(cooperation: Cooperation, rows: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
    """Return the constraint of organizations (all, or those in `rows`): how far their partners are tied together.

    c_i = sum over partners j of (p_ij + sum_q p_iq p_qj)^2, where p_ij is the share of i's weight that goes to j. Low
    means that it stands between partners who do not meet; NaN without partners. It depends on the number of partners,
    so compare only organizations with equally many.

    Source: Burt, R. S. (1992), Structural Holes, chapter 2; the same numbers as ``networkx.constraint``.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "a"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> measure_constraint(Network.build(nodes, ties).cooperation()).tolist()
    [0.5, 1.0, 1.0]
    """
    from scipy.sparse import diags_array

    totals = np.asarray(cooperation.matrix.sum(axis=1), dtype=float)
    shares = (diags_array(1 / np.where(totals > 0, totals, 1.0)) @ cooperation.matrix).tocsr()
    chosen = np.arange(len(totals)) if rows is None else rows
    constraint = np.full(len(chosen), np.nan)
    for start, block in _blocks(shares[chosen]):
        pattern = block.copy()
        pattern.data[:] = 1.0
        reached = block + (block @ shares).multiply(pattern)
        constraint[start : start + block.shape[0]] = np.asarray(reached.multiply(reached).sum(axis=1)).ravel()
    constraint[totals[chosen] == 0] = np.nan
    return constraint


def measure_effective_size(cooperation: Cooperation, rows: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
    """Return the effective size of the surroundings of organizations: their partners less the redundancy among them.

    e_i = n - 2 t / n for n partners with t ties among them, weights aside; NaN without partners.

    Source: Borgatti, S. P. (1997), Structural holes: unpacking Burt's redundancy measures, Connections 20 (1).

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "a", "b"], "target": ["b", "c", "c"], "kind": ["COOPERATES_WITH"] * 3}
    >>> measure_effective_size(Network.build(nodes, ties).cooperation()).tolist()
    [1.0, 1.0, 1.0]
    """
    chosen = np.arange(len(cooperation.partners)) if rows is None else rows
    closed = _count_closed(cooperation) if rows is None else _count_closed_of(cooperation, rows)
    partners = cooperation.partners[chosen].astype(float)
    return np.where(partners > 0, partners - closed / np.maximum(partners, 1.0), np.nan)


def _count_closed(cooperation: Cooperation) -> NDArray[np.float64]:
    """Twice the ties among the partners of every organization, which are twice the triangles that it is in."""
    upward = cooperation.upward
    # A triangle u, v, w with u below v below w is seen from u and w by its middle v, from v by its lowest u.
    middle = (upward @ upward).multiply(upward)
    lowest = (upward.T @ upward).multiply(upward)
    sums = [middle.sum(axis=1), middle.sum(axis=0), lowest.sum(axis=1)]
    return np.asarray(2 * np.sum([np.asarray(one, dtype=float).ravel() for one in sums], axis=0))


def _count_closed_of(cooperation: Cooperation, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The same of some organizations alone, quicker where they are few."""
    pattern = cooperation.matrix.copy()
    pattern.data = np.ones(len(pattern.data))
    closed = np.zeros(len(rows))
    for start, block in _blocks(pattern[rows]):
        # Two-step paths that end at a partner: every tie among partners is counted from both of its ends.
        closed[start : start + block.shape[0]] = np.asarray((block @ pattern).multiply(block).sum(axis=1)).ravel()
    return closed


def _blocks(matrix: csr_array[Any]) -> Iterator[tuple[int, csr_array[Any]]]:
    for start in range(0, matrix.shape[0], _BLOCK):
        yield start, matrix[start : start + _BLOCK]
