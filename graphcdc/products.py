"""Sparse products that take the best of several ways instead of their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def make_table(
    rows: NDArray[np.int64], columns: NDArray[np.int64], values: NDArray[np.float64], shape: tuple[int, int]
) -> csr_array[Any]:
    """Make a sparse matrix of entries; of several at one place the largest stays (scipy would add them up).

    Examples
    --------
    >>> make_table(np.array([0, 0]), np.array([1, 1]), np.array([0.5, 0.2]), (1, 2)).toarray().tolist()
    [[0.0, 0.5]]
    """
    from scipy.sparse import csr_array

    place = rows.astype(np.int64) * shape[1] + columns
    order = np.argsort(place, kind="stable")
    first = np.flatnonzero(np.diff(place[order], prepend=-1))
    largest = np.maximum.reduceat(values[order], first) if len(first) else np.empty(0)
    row, column = np.divmod(place[order][first], max(shape[1], 1))
    return csr_array((largest, (row, column)), shape=shape)


def best_products(left: csr_array[Any], right: csr_array[Any]) -> csr_array[Any]:
    """Multiply two matrices of values from 0 to 1: the largest product over all ways between, not their sum.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> best_products(csr_array([[1.0, 0.5]]), csr_array([[0.3, 0.0], [0.8, 1.0]])).toarray().tolist()
    [[0.4, 0.5]]
    """
    ways = np.diff(right.indptr)[left.indices]
    rows = np.repeat(np.repeat(np.arange(left.shape[0]), np.diff(left.indptr)), ways)
    # Entry by entry of the left matrix, the whole row of the right one that it leads to.
    within = np.arange(len(rows)) - np.repeat(np.cumsum(ways) - ways, ways)
    at = np.repeat(right.indptr[left.indices], ways) + within
    values = np.repeat(left.data, ways) * right.data[at]
    return make_table(rows, right.indices[at], values, (left.shape[0], right.shape[1]))
