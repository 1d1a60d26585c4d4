"""Who sits where in a disc: the slots are given, tied members get slots near each other and hubs get inner ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graphcdc.views.naming import FloatArray, IntArray

#: Two ends and weight of each tie.
Ties = tuple[IntArray, IntArray, FloatArray]

#: Up to so many members a force layout chooses the slots, above it the degree does.
_FORCES_UP_TO = 300
#: Rounds of the force layout, and of the turning of rings.
_STEPS, _TURNS = 60, 12


def choose_seats(
    slots: FloatArray, ties: Ties, pull: FloatArray, fixed: Mapping[int, int], random: np.random.Generator
) -> IntArray:
    """Choose a slot for each member.

    Parameters
    ----------
    slots
        As many places as members, the middle of the disc at the origin, the inner ones first.
    ties
        Ties between members.
    pull
        The way in which the ties of each member leave the disc.
    fixed
        Members that have their slot already.
    random
        Places the members at the start.
    """
    count = len(slots)
    if count < 3:
        return np.arange(count)
    if count > _FORCES_UP_TO:
        return _seats_by_degree(slots, ties, pull, fixed)
    from scipy.optimize import linear_sum_assignment

    wished = _forces(count, ties, pull, random)
    wished = wished - wished.mean(axis=0)
    wished *= np.abs(slots).max() / np.quantile(np.sqrt((wished**2).sum(axis=1)), 0.95)
    cost = (wished[:, None, 0] - slots[:, 0]) ** 2 + (wished[:, None, 1] - slots[:, 1]) ** 2
    for member, slot in fixed.items():
        cost[member, slot] = -1e12
    return np.asarray(linear_sum_assignment(cost)[1], dtype=np.int64)


def _seats_by_degree(slots: FloatArray, ties: Ties, pull: FloatArray, fixed: Mapping[int, int]) -> IntArray:
    """Seat the best connected in the middle, and within a ring everyone on the side to which the ties go."""
    count = len(slots)
    source, target, weight = ties
    degree = np.bincount(np.concatenate([source, target]), minlength=count)
    seats = np.zeros(count, dtype=np.int64)
    seats[list(fixed)] = list(fixed.values())
    order = np.lexsort((np.arange(count), -degree))
    order = order[~np.isin(order, list(fixed))]
    free = np.setdiff1d(np.arange(count), list(fixed.values()))
    # Rings of 1, 7, 13, ... slots are about as wide as a slot takes room.
    bounds = [3 * ring**2 - 2 * ring for ring in range(count) if 3 * ring**2 - 2 * ring < len(order)]
    rings = [(order[a:b], free[a:b]) for a, b in zip(bounds, [*bounds[1:], len(order)], strict=True)]
    there = [slot[np.argsort(np.arctan2(slots[slot, 1], slots[slot, 0]), kind="stable")] for _, slot in rings]
    reach = float(np.sqrt((slots**2).sum(axis=1).max()))
    strength = np.bincount(source, weight, count) + np.bincount(target, weight, count)
    wish = pull
    for _ in range(_TURNS):
        for (inside, _), slot in zip(rings, there, strict=True):
            seats[inside[np.argsort(np.arctan2(wish[inside, 1], wish[inside, 0]), kind="stable")]] = slot
        # Each wants to go to the middle of those it is tied to, and to the side to which its other ties leave.
        at = slots[seats] / reach
        wish = (
            0.5 * pull
            + np.stack(
                [
                    np.bincount(source, weight * at[target, axis], count)
                    + np.bincount(target, weight * at[source, axis], count)
                    for axis in (0, 1)
                ],
                axis=1,
            )
            / np.maximum(strength, 1e-9)[:, None]
        )
    return seats


def _forces(count: int, ties: Ties, pull: FloatArray, random: np.random.Generator) -> FloatArray:
    """Lay out by Fruchterman and Reingold, with a pull towards the partners in other discs."""
    start = random.uniform(-1, 1, size=(count, 2))
    x, y = start[:, 0].copy(), start[:, 1].copy()
    source, target, weight = ties
    apart = source != target
    pairs, at = np.unique(
        np.minimum(source, target)[apart] * count + np.maximum(source, target)[apart], return_inverse=True
    )
    a, b = pairs // count, pairs % count
    bond = np.bincount(at, weight[apart], len(pairs))
    ideal = (4 / count) ** 0.5
    bond = np.sqrt(bond / bond.max(initial=1e-9)) / ideal
    for step in range(_STEPS):
        # Single axes and no matrix product: quick, and the sums are the same with every library of linear algebra.
        dx, dy = x[:, None] - x, y[:, None] - y
        push = ideal**2 / (dx * dx + dy * dy + 1e-12)
        moves = []
        distance = np.sqrt((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2) * bond
        for place, offset, away in ((x, dx, pull[:, 0]), (y, dy, pull[:, 1])):
            drawn = distance * (place[a] - place[b])
            pulled = np.bincount(b, drawn, count) - np.bincount(a, drawn, count)
            offset *= push
            moves.append(offset.sum(axis=1) + pulled + 0.6 * away - 0.3 * place)
        length = np.sqrt(moves[0] ** 2 + moves[1] ** 2) + 1e-9
        length = np.minimum(length, 0.2 * (1 - step / _STEPS) + 0.002) / length
        x, y = x + moves[0] * length, y + moves[1] * length
    return np.stack([x, y], axis=1)
