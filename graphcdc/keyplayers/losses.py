"""What the loss of organizations does to the others: how far it breaks the network up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.keyplayers.searches import (
    WORDS,
    Bits,
    Rows,
    count_by_row,
    count_by_source,
    list_entries,
    mark_sources,
    spread,
    sum_nearness,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

#: From a sample of sources only the losses of so many are looked at in full, those that cut off most at first sight.
SHORTLIST = 64


class Losses:
    """The fragmentation of a network without some organizations, from the ways of some sources to all others.

    Attributes
    ----------
    sources, exact
        Rows of the sources; whether these are all organizations with a partner. The others are on no way.
    """

    def __init__(self, cooperation: Cooperation, sources: Rows) -> None:
        self.ties = cooperation.matrix
        self.connected = cooperation.partners > 0
        self.sources = sources
        self.exact = len(sources) == int(self.connected.sum())
        self._seeds = mark_sources(len(self.connected), sources[:, None].tolist())

    def measure(self, without: Sequence[int]) -> tuple[float, float]:
        """Return the fragmentation without some organizations, and its standard error."""
        levels, here = self._search(without)
        left, connected = self._count_left(without)
        total = sum_nearness([float(count_by_row(level).sum()) for level in levels])
        value = float(_fragment(total, here.sum(), left, connected))
        if self.exact or here.sum() < 2:
            return value, 0.0
        by_source = sum_nearness([count_by_source(level, len(here))[here].astype(float) for level in levels])
        error = float(np.std(by_source, ddof=1) / np.sqrt(here.sum()))
        return value, error * connected / (left * (left - 1))

    def measure_each(self, without: Sequence[int]) -> Floats:
        """Return the fragmentation if each organization were taken out too; -1 if it is, or has no partner."""
        levels, here = self._search(without)
        left, connected = self._count_left(without)
        counts = [count_by_row(level).astype(float) for level in levels]
        # Lost are the ways that end at it, those that start at it if it is a source, and those that only pass it.
        total, lost = sum_nearness([float(count.sum()) for count in counts]), sum_nearness(counts)
        lost[self.sources] += sum_nearness([count_by_source(level, len(here)).astype(float) for level in levels])
        passages, cut = _find_passages(self.ties, levels)
        rows = list(passages) if self.exact else np.argsort(-cut - lost, kind="stable")[:SHORTLIST].tolist()
        bits = dict(zip(self.sources.tolist(), range(len(here)), strict=True))
        for row in rows:
            lost[row] += _sum_broken(self.ties, levels, row, passages.get(row, {}), bits.get(row))
        mine = np.isin(np.arange(len(lost)), self.sources)
        worth = _fragment(total - lost, here.sum() - mine, left - 1, connected - 1)
        taken = np.isin(np.arange(len(lost)), list(without))
        return np.where(self.connected & ~taken, worth, -1.0)

    def _search(self, without: Sequence[int]) -> tuple[list[Bits], NDArray[np.bool_]]:
        """The sources within 0, 1, 2, ... steps of each organization; and which sources are left."""
        seeds = self._seeds.copy()
        seeds[list(without)] = 0
        return [seeds, *spread(self.ties, seeds, without)], ~np.isin(self.sources, list(without))

    def _count_left(self, without: Sequence[int]) -> tuple[int, int]:
        """Organizations that are left, and those of them that had a partner."""
        left = len(self.connected) - len(without)
        return left, int(self.connected.sum()) - int(self.connected[list(without)].sum())


def _fragment(total: Any, sources: Any, left: int, connected: int) -> Any:
    """The fragmentation of so many organizations, from the sum of 1 / steps of some sources to all others."""
    if left < 2:
        return 1.0 + 0.0 * total
    return 1 - total / np.maximum(sources, 1) * connected / (left * (left - 1))


# Without one organization --------------------------------------------------------------------------------------------


def _find_passages(ties: csr_array[Any], levels: Sequence[Bits]) -> tuple[dict[int, dict[int, list[int]]], Floats]:
    """Find for each organization whom it alone brings a source nearer: at each step, which of its partners.

    Only there can its loss change anything for others. Beside it what these partners would lose, if they lost the
    source for good.
    """
    rows = np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr))
    size = max(1, WORDS // levels[0].shape[1])
    found: dict[int, dict[int, list[int]]] = {}
    cut = np.zeros(ties.shape[0])
    for step in range(2, len(levels)):
        single = _find_single(ties, levels[step - 1]) & levels[step] & ~levels[step - 1]
        for start in range(0, len(rows), size):
            here, via = rows[start : start + size], ties.indices[start : start + size]
            sources = count_by_row(single[here] & levels[step - 1][via])
            np.add.at(cut, via, sources / step)
            for row, partner in zip(via[sources > 0].tolist(), here[sources > 0].tolist(), strict=True):
                found.setdefault(row, {}).setdefault(step, []).append(partner)
    return found, cut


def _find_single(ties: csr_array[Any], level: Bits) -> Bits:
    """The sources that exactly one of the partners of an organization has."""
    degrees = np.diff(ties.indptr)
    order = np.argsort(-degrees, kind="stable")
    starts, falling = ties.indptr[order], -degrees[order]
    once, twice = (np.zeros_like(level) for _ in range(2))
    for at in range(int(degrees.max(initial=0))):
        # The partner at this place of all that have so many.
        count = int(np.searchsorted(falling, -at))
        its = level[ties.indices[starts[:count] + at]]
        twice[:count] |= once[:count] & its
        once[:count] |= its
    single = np.empty_like(once)
    single[order] = once & ~twice
    return single


def _sum_broken(
    ties: csr_array[Any], levels: Sequence[Bits], row: int, passages: dict[int, list[int]], bit: int | None
) -> float:
    """What all others lose of their nearness to the sources without an organization.

    The search is done again without it, but only for those whom a source reaches later or never: at first the partners
    that it alone brings a source nearer, and then their partners in turn.
    """
    own = np.zeros(levels[0].shape[1], dtype=np.uint64)
    if bit is not None:
        own[bit // 64] = np.uint64(1) << np.uint64(bit % 64)
    changed, anew = np.zeros(0, dtype=np.int64), np.zeros((0, len(own)), dtype=np.uint64)
    last, lost, step = len(levels) - 1, 0.0, 1
    while True:
        step += 1
        before, now = levels[min(step - 1, last)], levels[min(step, last)]
        behind = _list_behind(ties, changed, before[changed] & ~anew, now & ~before) if step <= last else changed
        touched = np.setdiff1d(np.concatenate([changed, behind, passages.get(step, [])]).astype(np.int64), [row])
        reached = _reach_without(ties, before, touched, row, (changed, anew))
        missing = now[touched] & ~reached & ~own
        kept = missing.any(axis=1)
        if step > last and np.array_equal(touched[kept], changed) and np.array_equal(reached[kept], anew):
            # Nothing changes any more: what has not been reached by now never is.
            return lost + float(count_by_row(missing).sum()) / step
        lost += float(count_by_row(missing).sum()) * (1 / step - 1 / (step + 1))
        changed, anew = touched[kept], reached[kept]


def _list_behind(ties: csr_array[Any], rows: Rows, lost: Bits, new: Bits) -> Rows:
    """The partners of some rows whom a source has just reached that those rows have lost."""
    ends = ties.indices[list_entries(ties, rows)]
    owners = np.repeat(np.arange(len(rows)), np.diff(ties.indptr)[rows])
    return np.asarray(ends[(lost[owners] & new[ends]).any(axis=1)], dtype=np.int64)


def _reach_without(ties: csr_array[Any], level: Bits, rows: Rows, row: int, others: tuple[Rows, Bits]) -> Bits:
    """The sources within one more step of some rows, where one row is gone and some others have other sources."""
    if not len(rows):
        return np.zeros((0, level.shape[1]), dtype=np.uint64)
    # Each row and then its partners: it keeps what it has.
    lengths = np.diff(ties.indptr)[rows].astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    ends = np.insert(ties.indices[list_entries(ties, rows)].astype(np.int64), starts, rows)
    its = level[ends]
    its[ends == row] = 0
    changed, anew = others
    if len(changed):
        place = np.minimum(np.searchsorted(changed, ends), len(changed) - 1)
        found = changed[place] == ends
        its[found] = anew[place[found]]
    return np.asarray(np.bitwise_or.reduceat(its, starts + np.arange(len(rows)), axis=0))
