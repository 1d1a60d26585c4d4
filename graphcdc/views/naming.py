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
    margin
        How far a hull lies outside its slots.
    step
        Radius of a disc that has as much area as one slot takes up.
    """

    def __init__(
        self, groups: IntArray, sizes: IntArray, named: Sequence[tuple[int, float]], margin: float, step: float
    ) -> None:
        self.groups, self.sizes, self.named = groups, sizes, named
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
        everyone = np.concatenate(discs)
        self.low, self.high = everyone.min(axis=0), everyone.max(axis=0)
        self.scale = float(min(np.array(_AREA) / (self.high - self.low + 2 * self.margin)))
        line, half = _LINE / self.scale, 60 / self.scale
        tops = np.array([slots[:, 1].min() for slots in discs]) - self.margin
        # Boxes that are taken: left, top, right, bottom. The first are the names above the hulls.
        self.taken = np.stack([centres[:, 0] - half, tops - 2 * line, centres[:, 0] + half, tops], axis=1)
        self.free = [np.ones(len(slots), dtype=bool) for slots in discs]
        pinned: dict[int, int] = {}
        inside, self.homeless = self.homeless, []
        for node, width in [*inside, *(one for one in self.named if one not in inside)]:
            group = int(self.groups[node])
            slots, centre = discs[group], centres[group]
            outward = (node, width) not in inside
            others = everyone if outward else np.concatenate([np.zeros((0, 2)), *discs[:group], *discs[group + 1 :]])
            slot = self._find(slots, centre, pull[node], width, group, others, outward)
            if slot is None:
                self.homeless.append((node, width))
            else:
                pinned[node] = slot
        self._ask_for_more(line)
        return self._without_surplus(discs, pinned)

    def _find(
        self,
        slots: FloatArray,
        centre: FloatArray,
        pull: FloatArray,
        width: float,
        group: int,
        others: FloatArray,
        outward: bool,
    ) -> int | None:
        """Find a slot at the rim with room on its outer side, or one with room inwards at the cost of slots.

        Slots in `others` must not be covered.
        """
        wide, gap, half = width / self.scale, _GAP / self.scale, _LINE / self.scale / 2
        offsets = slots - centre
        reach = np.sqrt((offsets**2).sum(axis=1))
        candidates = np.flatnonzero(self.free[group] & ((reach >= 0.7 * reach.max()) | (not outward)))
        wish = pull * reach.max()
        nearest = np.argsort(((offsets[candidates] - wish) ** 2).sum(axis=1), kind="stable")
        border = np.array([self.low[0] - _SIDE / self.scale, self.high[0] + _SIDE / self.scale])
        for slot in candidates[nearest].tolist():
            x, y = slots[slot]
            rightward = (offsets[slot, 0] >= 0) == outward
            left = x + gap if rightward else x - gap - wide
            box = np.array([left, y - half, left + wide, y + half])
            if box[0] < border[0] or box[2] > border[1] or _meets(box, self.taken):
                continue
            if _inside(box, others, half / 2).any() or not (outward or self._clear(box, slots, slot, group)):
                continue
            self.free[group][slot] = False
            self.taken = np.vstack([self.taken, box])
            return int(slot)
        return None

    def _clear(self, box: FloatArray, slots: FloatArray, slot: int, group: int) -> bool:
        """Keep the slots under a box free, if nobody who has a name sits there."""
        under = _inside(box, slots, self.step * 0.7)
        under[slot] = False
        if not self.free[group][under].all():
            return False
        self.free[group][under] = False
        return True

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


def _meets(box: FloatArray, others: FloatArray) -> bool:
    apart = (others[:, 0] >= box[2]) | (others[:, 2] <= box[0]) | (others[:, 1] >= box[3]) | (others[:, 3] <= box[1])
    return not bool(apart.all())


def _inside(box: FloatArray, points: FloatArray, margin: float) -> NDArray[np.bool_]:
    within = (points > box[:2] - margin) & (points < box[2:] + margin)
    return np.asarray(within.all(axis=1), dtype=bool)
