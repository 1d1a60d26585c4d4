"""Searches from many organizations at once: who is within one step of cooperation, two, three.

The sources that have reached an organization are the bits of its row, 64 in a word, so that one step of all searches is
one "or" over the rows of its partners.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Rows = NDArray[np.int64]
#: A set for each row, one bit for each source.
Bits = NDArray[np.uint64]

#: Words that are worked on at a time.
WORDS = 4_000_000


def mark_sources(count: int, sources: Sequence[Sequence[int]]) -> Bits:
    """Return rows in which each source, which may be several organizations together, has marked its own.

    Parameters
    ----------
    count
        Organizations.
    sources
        The rows of each source.

    Examples
    --------
    >>> mark_sources(3, [[0], [1, 2]]).tolist()
    [[1], [2], [2]]
    """
    flags = np.zeros((count, -(-max(len(sources), 1) // 64) * 64), dtype=bool)
    for at, rows in enumerate(sources):
        flags[list(rows), at] = True
    return np.packbits(flags, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def spread(ties: csr_array[Any], seeds: Bits, without: Sequence[int] = ()) -> Iterator[Bits]:
    """Yield for 1, 2, ... steps which sources are within so many of each organization, until nothing is added.

    Parameters
    ----------
    ties
        Organizations x organizations, symmetric.
    seeds
        By `mark_sources`.
    without
        Rows that no search enters.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> chain = csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> [level.tolist() for level in spread(chain, mark_sources(3, [[0]]))]
    [[[1], [1], [0]], [[1], [1], [1]]]
    """
    connected = np.flatnonzero(np.diff(ties.indptr))
    starts = np.asarray(ties.indptr[connected], dtype=np.int64)
    parts = np.split(connected, np.searchsorted(starts, np.arange(0, ties.nnz, max(1, WORDS // seeds.shape[1])))[1:])
    now = seeds
    for step in range(ties.shape[0] + 1):
        further = now.copy()
        for rows in filter(len, parts):
            first, last = ties.indptr[rows[0]], ties.indptr[rows[-1] + 1]
            further[rows] |= np.bitwise_or.reduceat(now[ties.indices[first:last]], ties.indptr[rows] - first, axis=0)
        further[list(without)] = 0
        if step and np.array_equal(further, now):
            return
        yield further
        now = further


def count_by_row(bits: Bits) -> NDArray[np.int64]:
    """Return how many sources have reached each organization.

    Examples
    --------
    >>> count_by_row(mark_sources(3, [[0], [0, 2]])).tolist()
    [2, 0, 1]
    """
    return np.asarray(np.bitwise_count(bits).sum(axis=-1, dtype=np.int64))


def count_by_source(bits: Bits, count: int) -> NDArray[np.int64]:
    """Return how many organizations each of so many sources has reached.

    Examples
    --------
    >>> count_by_source(mark_sources(3, [[0], [0, 2]]), 2).tolist()
    [1, 2]
    """
    flags = np.unpackbits(bits.astype("<u8").view(np.uint8), axis=1, bitorder="little", count=count)
    return np.asarray(flags.sum(axis=0, dtype=np.int64))


def sum_nearness(within: Sequence[Any]) -> Any:
    """Return the sum of 1 / steps, of the numbers (or arrays of them) that are within 0, 1, 2, ... steps.

    Examples
    --------
    >>> sum_nearness([1, 3, 4])
    2.5
    """
    steps = enumerate(pairwise(within), start=1)
    return sum(((there - before) / step for step, (before, there) in steps), 0.0 * within[0])


def list_entries(ties: csr_array[Any], rows: Rows) -> Rows:
    """Return where the entries of some rows of a matrix stand, row after row.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> list_entries(csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]]), np.array([2, 0])).tolist()
    [3, 0, 1]
    """
    starts, lengths = (ties.indptr[rows].astype(np.int64), np.diff(ties.indptr)[rows].astype(np.int64))
    return np.asarray(np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum())))
