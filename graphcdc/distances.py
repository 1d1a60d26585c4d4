"""Distances in a cooperation network: between all organizations, or from a sample, and what a new tie changes.

A step leads from an organization to one that it shares an event with; weights are left aside. Searches from 64
organizations run at once, one in each bit of a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Up to so many organizations the steps between all are kept (64 MB at most); up to so many their sums are exact, which
#: takes seconds; in a larger network they are estimated from `SAMPLE` organizations.
KEPT_UP_TO, EXACT_UP_TO, SAMPLE = 8_000, 30_000, 256
#: Sources of a search at a time, and cells of a matrix that are worked on at a time.
_BLOCK, _CELLS = 1024, 2_000_000
#: More steps than any way has.
_NEVER = 1 << 24
#: Half the width of a 95 % interval in standard errors. Few gain much and most nothing, so that a normal interval would
#: be too narrow; three standard errors hold for every distribution with one peak (Vysochanskij and Petunin 1980).
_WIDTH = 3.0


@dataclass(frozen=True)
class Sums:
    """Sums over ordered pairs of organizations that a path joins.

    Attributes
    ----------
    closeness, farness
        Of 1 / steps, and of the steps.
    """

    closeness: float
    farness: float


@dataclass(frozen=True, eq=False)
class Distances:
    """Steps between all organizations.

    Attributes
    ----------
    steps
        Organizations x organizations, symmetric; 0 for itself, and where no path leads.
    sums
        The sums over all of them.
    """

    steps: NDArray[Any]
    sums: Sums

    def add(self, row: int, other: int) -> Sums:
        """Return by how much a tie between two organizations changes the sums."""
        return _sum_changes(self._shorten(row, other))

    def join(self, row: int, other: int) -> Distances:
        """Return the distances with a tie between two organizations."""
        change, steps = self.add(row, other), self.steps.copy()
        for near, far, old, new in self._shorten(row, other):
            steps = _widen(steps, int(new[new < old].max(initial=0)))
            at, column = np.nonzero(new < old)
            steps[near[at], far[column]] = steps[far[column], near[at]] = new[at, column]
        sums = Sums(self.sums.closeness + change.closeness, self.sums.farness + change.farness)
        return replace(self, steps=steps, sums=sums)

    def _shorten(self, row: int, other: int) -> Iterator[Block]:
        here, there = (_read(self.steps[[one]], [one])[0] for one in (row, other))
        return _shorten(here, there, lambda near, far: _read(self.steps[np.ix_(near, far)]))


#: Rows, other rows, and the steps between them before and after a change.
Block = tuple[Rows, Rows, NDArray[np.int32], NDArray[np.int32]]


def _shorten(
    here: NDArray[np.int32], there: NDArray[np.int32], read: Callable[[Rows, Rows], NDArray[np.int32]]
) -> Iterator[Block]:
    """What a tie between u and v may shorten, by the steps from u and from v and a reader of the steps between others.

    d'(i, j) = min(d(i, j), d(i, u) + 1 + d(v, j), d(i, v) + 1 + d(u, j)). Only somebody who is nearer to u, by two
    steps or more, can come nearer to somebody who is nearer to v, so that no other pair is looked at.
    """
    near, far = np.flatnonzero(here + 1 < there), np.flatnonzero(there + 1 < here)
    if len(near) > len(far):
        near, far, here, there = far, near, there, here
    size = max(1, min(_BLOCK, _CELLS // max(1, len(far))))
    for start in range(0, len(near), size):
        part = near[start : start + size]
        old = read(part, far)
        yield part, far, old, np.minimum(old, here[part, None] + 1 + there[far])


def _sum_changes(blocks: Iterable[Block]) -> Sums:
    closeness, farness = 0.0, 0.0
    for _, _, old, new in blocks:
        before, after = old[new < old], new[new < old]
        known = before[before < _NEVER]
        # Each pair counts from both of its ends.
        closeness += 2 * float((1 / after).sum() - (1 / known).sum())
        farness += 2 * float(after.sum() - known.sum())
    return Sums(closeness, farness)


def add_tie(cooperation: Cooperation, row: int, other: int) -> Sums | None:
    """Return by how much a tie between two organizations changes the sums, where no distances are known.

    None where more than a thousand organizations would have to be searched from.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> add_tie(Network.build(nodes, ties).cooperation(), 0, 2)
    Sums(closeness=1.0, farness=-2.0)
    """
    ends = np.array([row, other])
    here, there = _read(count_steps(cooperation, ends).T, ends)
    if min((here + 1 < there).sum(), (there + 1 < here).sum()) > _BLOCK:
        return None
    return _sum_changes(_shorten(here, there, lambda near, far: _read(count_steps(cooperation, near)[far].T)))


def _read(steps: NDArray[Any], own: Sequence[int] | Rows = ()) -> NDArray[np.int32]:
    """Steps as numbers to add up: `_NEVER` where no path leads, 0 at the column of each row's own.

    Between two sides of a tie (`_shorten`) nobody is on both, so that 0 always means that no path leads there.
    """
    found = steps.astype(np.int32)
    found[found == 0] = _NEVER
    found[np.arange(len(own)), np.asarray(own, dtype=np.int64)] = 0
    return found


def _widen(steps: NDArray[Any], most: int) -> NDArray[Any]:
    """The same numbers in cells that have room for the largest."""
    return steps if most <= np.iinfo(steps.dtype).max else steps.astype(np.uint16)


def measure_distances(cooperation: Cooperation) -> Distances:
    """Count the steps between all organizations.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> distances = measure_distances(Network.build(nodes, ties).cooperation())
    >>> distances.steps.tolist(), distances.sums, distances.add(0, 2)
    ([[0, 1, 2], [1, 0, 1], [2, 1, 0]], Sums(closeness=5.0, farness=8.0), Sums(closeness=1.0, farness=-2.0))
    """
    count = len(cooperation.organizations)
    blocks = [count_steps(cooperation, sources) for sources in _split(np.arange(count))]
    return Distances(np.hstack(blocks) if blocks else np.zeros((0, 0), dtype=np.uint8), sum_steps(cooperation))


def count_steps(cooperation: Cooperation, sources: Rows) -> NDArray[Any]:
    """Steps from some organizations to all, organizations x sources; 0 for itself, and where no path leads."""
    steps = np.zeros((len(cooperation.organizations), len(sources)), dtype=np.uint8)
    for step, front in _search(cooperation, sources):
        steps = _widen(steps, step)
        steps += _unpack(front, len(sources)) * steps.dtype.type(step)
    return steps


def sum_steps(cooperation: Cooperation) -> Sums:
    """Return the sums over all pairs; the steps themselves are not kept.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> sum_steps(Network.build(nodes, ties).cooperation())
    Sums(closeness=5.0, farness=8.0)
    """
    counts: dict[int, int] = {}
    for sources in _split(np.arange(len(cooperation.organizations))):
        for step, front in _search(cooperation, sources):
            counts[step] = counts.get(step, 0) + int(np.bitwise_count(front).sum())
    return Sums(
        sum(count / step for step, count in counts.items()), float(sum(count * step for step, count in counts.items()))
    )


def sum_by_source(cooperation: Cooperation, sources: Rows) -> tuple[Floats, Floats]:
    """Return closeness and farness of some organizations: the sums over all others of 1 / steps, and of the steps."""
    closeness, farness = np.zeros(len(sources)), np.zeros(len(sources))
    for step, front in _search(cooperation, sources):
        counts = _unpack(front, len(sources)).sum(axis=0, dtype=np.int64)
        closeness += counts / step
        farness += counts * step
    return closeness, farness


def _split(rows: Rows) -> list[Rows]:
    return [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]


def _unpack(front: NDArray[Any], count: int) -> NDArray[np.uint8]:
    return np.unpackbits(front.view(np.uint8), axis=1, count=count, bitorder="little")


def _search(cooperation: Cooperation, sources: Rows) -> Iterator[tuple[int, NDArray[Any]]]:
    """Breadth-first search from all sources at once: the step, and who is reached by it, a bit for each source."""
    by_member = cooperation.incidence
    by_event = by_member.T.tocsr()
    active = np.flatnonzero(cooperation.degrees)
    at = np.arange(len(sources))
    front = np.zeros((by_member.shape[0], len(sources) // 64 + 1), dtype="<u8")
    front[sources, at // 64] = np.uint64(1) << (at % 64).astype("<u8")
    seen = front.copy()
    for step in range(1, len(active)):
        reached = np.bitwise_or.reduceat(front[by_event.indices], by_event.indptr[:-1], axis=0)
        front = np.zeros_like(seen)
        front[active] = np.bitwise_or.reduceat(reached[by_member.indices], by_member.indptr[active], axis=0)
        front &= ~seen
        if not front.any():
            return
        seen |= front
        yield step, front


@dataclass(frozen=True)
class Estimate:
    """A figure with half the width of its 95 % interval; None where it is exact."""

    value: float
    error: float | None = None


def estimate_total(drawn: Floats, known: Floats, count: int) -> Estimate:
    """Return the sum of a value over all organizations, of whom some were drawn at random.

    Each of those drawn stands for equally many others. Those whose value was looked up on purpose stand for themselves:
    the ends of a new tie, whose own change is the largest, must not be left to chance.

    Parameters
    ----------
    drawn, known
        Values of those drawn, and of those looked up; nobody is in both.
    count
        All organizations.

    References
    ----------
    Cochran, W. G. (1977), Sampling Techniques, chapters 2 and 5 (a stratum that is taken whole).
    Vysochanskij, D. F., Petunin, Y. I. (1980), Justification of the 3 sigma rule for unimodal distributions.

    Examples
    --------
    >>> estimate_total(np.array([1.0, 1.0]), np.array([5.0]), 11)
    Estimate(value=15.0, error=0.0)
    """
    others = count - len(known)
    if not others:
        return Estimate(float(known.sum()), 0.0)
    spread = float(drawn.var(ddof=1)) * max(0.0, 1 - len(drawn) / others) / len(drawn)
    return Estimate(float(known.sum() + others * drawn.mean()), _WIDTH * others * sqrt(spread))
