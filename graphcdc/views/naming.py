"""Room for names: where the best known nodes have to stand so that their names cover no other node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

#: The drawing area of the smallest page that must work, 1280x800, less a margin at the sides; names are in px of the
#: screen, so they need most room there.
_AREA, _SIDE, _LINE, _GAP = (605.0, 640.0), 65.0, 16.0, 14.0
#: So many names get room inside their disc if there is none outside.
_INSIDE = 4


class RoomForNames:
    """Slots of all discs, of which some are kept for the best known nodes and some kept free for their names.

    Parameters
    ----------
    groups
        Group of each node.
    sizes
        Members of each group.
    named
        Nodes and the widths of their names in px, the best known first.
    titles
        Width and height of the name above each group in px.
    margin
        How far a hull lies outside its slots.
    step
        Radius of a disc that has as much area as one slot takes up.
    """

    def __init__(
        self,
        groups: IntArray,
        sizes: IntArray,
        named: Sequence[tuple[int, float]],
        titles: FloatArray,
        margin: float,
        step: float,
    ) -> None:
        self.groups, self.sizes, self.named, self.titles = groups, sizes, named, titles
        self.margin, self.step = margin, step
        self.homeless: list[tuple[int, float]] = []
        self.spare: IntArray = np.zeros(len(sizes), dtype=np.int64)

    def seat(
        self, centres: FloatArray, discs: Sequence[FloatArray], pull: FloatArray
    ) -> tuple[list[FloatArray], dict[int, int]]:
        """Return the slots of each group, one per member, and the slot of each node whose name got room.

        What found no room is remembered, and `spare` says how many more slots each disc needs for it.

        Parameters
        ----------
        centres, discs
            Middle and slots of each group; there may be more slots than members.
        pull
            The way in which the ties of each node go.
        """
        everyone = _Rows(np.concatenate(discs))
        own = [_Rows(slots) for slots in discs]
        self.low, self.high = everyone.points.min(axis=0), everyone.points.max(axis=0)
        self.scale = float(min(np.array(_AREA) / (self.high - self.low + 2 * self.margin)))
        line, names = _LINE / self.scale, self.titles / self.scale
        tops = np.array([slots[:, 1].min() for slots in discs]) - self.margin
        # Boxes that are taken: left, top, right, bottom. The first are the names above the hulls.
        self.taken = np.stack(
            [centres[:, 0] - names[:, 0] / 2, tops - names[:, 1], centres[:, 0] + names[:, 0] / 2, tops], axis=1
        )
        self.free = [np.ones(len(slots), dtype=bool) for slots in discs]
        pinned: dict[int, int] = {}
        inside, self.homeless = self.homeless, []
        for node, width in [*inside, *(one for one in self.named if one not in inside)]:
            group = int(self.groups[node])
            outward = (node, width) not in inside
            slot = self._find(centres[group], pull[node], width, group, own[group], everyone, outward)
            if slot is None:
                self.homeless.append((node, width))
            else:
                pinned[node] = slot
        self._ask_for_more(line)
        return self._without_surplus(discs, pinned)

    def _find(
        self,
        centre: FloatArray,
        pull: FloatArray,
        width: float,
        group: int,
        own: _Rows,
        everyone: _Rows,
        outward: bool,
    ) -> int | None:
        """Find a slot at the rim with room on its outer side, or one with room inwards at the cost of slots."""
        wide, gap, half = width / self.scale, _GAP / self.scale, _LINE / self.scale / 2
        slots = own.points
        offsets = slots - centre
        reach = np.sqrt((offsets**2).sum(axis=1))
        candidates = np.flatnonzero(self.free[group] & ((reach >= 0.7 * reach.max()) | (not outward)))
        wish = pull * reach.max()
        candidates = candidates[np.argsort(((offsets[candidates] - wish) ** 2).sum(axis=1), kind="stable")]
        x, y = slots[candidates].T
        rightward = (offsets[candidates, 0] >= 0) == outward
        left = np.where(rightward, x + gap, x - gap - wide)
        boxes = np.stack([left, y - half, left + wide, y + half], axis=1)
        low, high = self.low[0] - _SIDE / self.scale, self.high[0] + _SIDE / self.scale
        possible = (boxes[:, 0] >= low) & (boxes[:, 2] <= high) & ~_meet(boxes, self.taken)
        for slot, box in zip(candidates[possible].tolist(), boxes[possible], strict=True):
            covered = len(everyone.inside(box, half / 2))
            # What a name inwards covers in its own disc is kept free, if nobody who has a name sits there.
            if covered - (0 if outward else len(own.inside(box, half / 2))):
                continue
            under = np.zeros(0, dtype=np.int64) if outward else own.inside(box, self.step * 0.7)
            under = under[under != slot]
            if not self.free[group][under].all():
                continue
            self.free[group][under] = False
            self.free[group][slot] = False
            self.taken = np.vstack([self.taken, box])
            return int(slot)
        return None

    def _ask_for_more(self, line: float) -> None:
        wanted = {node for node, _ in self.named[:_INSIDE]}
        self.homeless = [(node, width) for node, width in self.homeless if node in wanted]
        spare = np.zeros(len(self.sizes), dtype=np.int64)
        for node, width in self.homeless:
            box = ((width + _GAP) / self.scale + 2 * self.step) * (line + 2 * self.step)
            spare[self.groups[node]] += int(np.ceil(box / (np.pi * self.step**2)))
        self.spare = spare

    def _without_surplus(
        self, discs: Sequence[FloatArray], pinned: dict[int, int]
    ) -> tuple[list[FloatArray], dict[int, int]]:
        """Keep as many slots as members: those of the pinned nodes, and the innermost of the others."""
        kept_slots: list[FloatArray] = []
        moved: dict[int, int] = {}
        for group, slots in enumerate(discs):
            own = sorted((slot, node) for node, slot in pinned.items() if self.groups[node] == group)
            fixed = [slot for slot, _ in own]
            blocked = [slot for slot in np.flatnonzero(~self.free[group]).tolist() if slot not in fixed]
            # Free slots first, from the middle outwards; blocked ones only if there are not enough of the others.
            order = [*np.flatnonzero(self.free[group]).tolist(), *blocked]
            kept = sorted([*fixed, *order[: int(self.sizes[group]) - len(fixed)]])
            kept_slots.append(slots[kept])
            moved |= {node: kept.index(slot) for slot, node in own}
        return kept_slots, moved


class _Rows:
    """Points sorted from top to bottom, so that those in a flat box are found among few."""

    def __init__(self, points: FloatArray) -> None:
        self.points = points
        self.order = np.argsort(points[:, 1], kind="stable")
        self.x, self.y = points[self.order].T

    def inside(self, box: FloatArray, margin: float) -> IntArray:
        """Return which points are in the box or less than the margin beside it."""
        left, top, right, bottom = box.tolist()
        first = np.searchsorted(self.y, top - margin, "right")
        last = np.searchsorted(self.y, bottom + margin, "left")
        x = self.x[first:last]
        found: IntArray = self.order[first:last][(x > left - margin) & (x < right + margin)]
        return found


def _meet(boxes: FloatArray, others: FloatArray) -> NDArray[np.bool_]:
    """Which of the boxes meet any of the others."""
    meets = (others[:, 0] < boxes[:, 2, None]) & (others[:, 2] > boxes[:, 0, None])
    meets &= (others[:, 1] < boxes[:, 3, None]) & (others[:, 3] > boxes[:, 1, None])
    return np.asarray(meets.any(axis=1), dtype=bool)
