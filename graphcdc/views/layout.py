"""Where nodes stand: a seeded layout of two levels, clusters first, then their members inside a disc.

Nothing moves in the browser. Every disc has evenly spaced places, one per member, so no two nodes overlap;
which member gets which place is settled by a small force layout inside the disc.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from graphcdc.views.naming import FloatArray, IntArray, RoomForNames

Ties = tuple[IntArray, IntArray, FloatArray]

#: Shape of the drawing area, in px: between that of a page of 1280x800 and that of one of 1600x900.
AREA = (860.0, 790.0)
#: Distance of neighbouring places at 150 nodes, in px; it shrinks as the radius of the nodes does.
_SPACING, _FULL_SIZE_UP_TO, _SPARSE = 53.0, 150, 60
#: Room round a disc for its hull; between two hulls side by side; and between one and another below, for its name.
_HULL, _BESIDE, _BELOW = 20.0, 18.0, 66.0
#: A disc takes at least so much room, for the name above it is wider.
_NAME = 72.0
#: Random starts of the packing; fewer where there are many discs.
_STARTS, _ROUNDS = 5, 250
#: Up to so many members a force layout chooses the places, above it the degree does.
_FORCES_UP_TO = 300
_GOLDEN = np.pi * (3 - 5**0.5)


def spacing(nodes: int) -> float:
    """Distance between neighbouring nodes in px at 1600x900.

    Examples
    --------
    >>> spacing(150), spacing(600)
    (53.0, 26.5)
    """
    return float(_SPACING * (_FULL_SIZE_UP_TO / max(nodes, _SPARSE)) ** 0.5)


def hull_margin(nodes: int) -> float:
    """Radius of the discs round the members that a hull goes round."""
    return min(_HULL, 0.8 * spacing(nodes))


def place(groups: IntArray, ties: Ties, named: Sequence[tuple[int, float]], seed: int) -> FloatArray:
    """Return coordinates of the nodes, rounded to a tenth, the middle of the picture at the origin.

    Parameters
    ----------
    groups
        Group of each node, from 0 without a hole.
    ties
        Two ends and weight of each tie.
    named
        Nodes whose names matter most, the first the most, and how wide each name is in px.
    seed
        Chooses among equally good pictures.
    """
    if not len(groups):
        return np.zeros((0, 2))
    count = int(groups.max()) + 1
    members = [np.flatnonzero(groups == group) for group in range(count)]
    sizes = np.array([len(inside) for inside in members])
    step, margin = 0.6 * spacing(len(groups)), hull_margin(len(groups))
    source, target, weight = ties
    between = np.zeros((count, count))
    np.add.at(between, (groups[source], groups[target]), weight)
    # A single group takes the shape of the drawing area, as there are no other hulls to share it with.
    stretch = np.array([AREA[0] / AREA[1], 1.0]) ** 0.5 if count == 1 else np.ones(2)
    room = RoomForNames(groups, sizes, named, margin, step)
    # Names that find no room at the rim of their disc get room inside it, in a second try with larger discs.
    for _ in range(2):
        spare = room.spare
        centres = place_discs(np.maximum(step * np.sqrt(sizes + spare) + margin, _NAME), between + between.T, seed)
        pull = _directions(groups, centres, ties)
        discs = [
            centre + step * _sunflower(size) * stretch for centre, size in zip(centres, sizes + spare, strict=True)
        ]
        slots, pinned = room.seat(centres, discs, pull)
        if not room.spare.any() or spare.any():
            break
    inner = np.flatnonzero(groups[source] == groups[target])
    own = _split(groups[source[inner]], count)
    xy = np.zeros((len(groups), 2))
    for group, inside in enumerate(members):
        at = inner[own[group]]
        local = (np.searchsorted(inside, source[at]), np.searchsorted(inside, target[at]), weight[at])
        fixed = {int(np.searchsorted(inside, node)): slot for node, slot in pinned.items() if groups[node] == group}
        random = np.random.default_rng([seed, group])
        seats = _seats(slots[group] - centres[group], local, pull[inside], fixed, random)
        xy[inside] = slots[group][seats]
    xy -= (xy.min(axis=0) + xy.max(axis=0)) / 2
    return np.round(xy, 1) + 0.0


def place_discs(radii: FloatArray, between: FloatArray, seed: int) -> FloatArray:
    """Return centres of discs that do not overlap: tied ones near each other, all in the shape of the area.

    Parameters
    ----------
    radii
        Radius of each disc.
    between
        Weight of the ties between two discs; symmetric.
    seed
        Seed of the starts, of which the one that fills the area best is kept.
    """
    count = len(radii)
    if count < 2:
        return np.zeros((count, 2))
    tries = [
        _pack(radii, between, np.random.default_rng([seed, start]))
        for start in range(max(1, min(_STARTS, 100 // count)))
    ]
    return max(tries, key=lambda centres: _scale(centres, radii))


def _scale(centres: FloatArray, radii: FloatArray) -> float:
    """How large the picture can be drawn in the area."""
    low, high = (centres - radii[:, None]).min(axis=0), (centres + radii[:, None]).max(axis=0)
    return round(float((np.array(AREA) / (high - low)).min()), 6)


def _pack(radii: FloatArray, between: FloatArray, random: np.random.Generator) -> FloatArray:
    """Pack discs from a random start."""
    count = len(radii)
    centres = random.normal(size=(count, 2)) * float(radii.sum()) / count**0.5
    apart = radii[:, None] + radii[None, :] + _BESIDE
    sizes = np.outer(radii, radii)
    bond = np.where(np.eye(count, dtype=bool), 0, between / sizes)
    bond = bond / bond.max() if bond.max() > 0 else bond
    # Ties decide on who is near whom, the pull to the middle on compactness; it is weaker along the longer side.
    aspect = AREA[0] / AREA[1]
    gravity = np.array([0.02 / aspect, 0.02 * aspect])
    for step in range(_ROUNDS):
        heat = 1 - step / _ROUNDS
        offset = centres[None, :, :] - centres[:, None, :]
        centres = centres + 0.04 * heat * (bond[:, :, None] * offset).sum(axis=1) / count**0.5
        # A pull that grows towards the border fills the corners of the area, which an even one leaves empty.
        border = np.abs(centres).max(axis=0) + 1e-9
        centres = centres - gravity * centres * (0.3 + (centres / border) ** 2)
        centres = _push_apart(centres, apart, sweeps=3)
    return _push_apart(centres, apart, sweeps=400)


def _push_apart(centres: FloatArray, apart: FloatArray, sweeps: int) -> FloatArray:
    for _ in range(sweeps):
        offset = centres[:, None, :] - centres[None, :, :]
        distance = np.sqrt((offset**2).sum(axis=2)) + 1e-9
        steep = np.abs(offset[:, :, 1]) / distance
        overlap = np.maximum(apart + (_BELOW - _BESIDE) * steep - distance, 0)
        np.fill_diagonal(overlap, 0)
        if overlap.max(initial=0) < 0.05:
            break
        centres = centres + 0.35 * (offset / distance[:, :, None] * overlap[:, :, None]).sum(axis=1)
    return centres


def _split(groups: IntArray, count: int) -> list[IntArray]:
    """Positions of the rows of each group."""
    order = np.argsort(groups, kind="stable")
    bounds = np.searchsorted(groups[order], np.arange(count + 1))
    return [order[a:b] for a, b in pairwise(bounds)]


def _sunflower(count: int) -> FloatArray:
    """Evenly spaced points in a disc of radius √count, the inner ones first."""
    at = np.arange(count) + 0.5
    angle = at * _GOLDEN
    return np.asarray(np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.sqrt(at)[:, None], dtype=np.float64)


def _directions(groups: IntArray, centres: FloatArray, ties: Ties) -> FloatArray:
    """Return for each node the way in which its ties leave the disc; the length is their share, up to 1."""
    source, target, weight = ties
    pull = np.zeros((len(groups), 2))
    total = np.full(len(groups), 1e-9)
    for a, b in ((source, target), (target, source)):
        way = centres[groups[b]] - centres[groups[a]]
        way /= np.sqrt((way**2).sum(axis=1))[:, None] + 1e-9
        np.add.at(pull, a, way * weight[:, None])
        np.add.at(total, a, weight)
    return np.asarray(pull / total[:, None], dtype=np.float64)


def _seats(
    slots: FloatArray,
    ties: Ties,
    pull: FloatArray,
    fixed: Mapping[int, int],
    random: np.random.Generator,
) -> IntArray:
    """Choose a slot for each member; those in `fixed` have theirs."""
    count = len(slots)
    if count < 3:
        return np.arange(count)
    if count > _FORCES_UP_TO:
        return _seats_by_degree(slots, ties, pull, fixed)
    from scipy.optimize import linear_sum_assignment

    wished = _forces(count, ties, pull, random)
    wished = wished - wished.mean(axis=0)
    wished *= np.abs(slots).max() / np.quantile(np.sqrt((wished**2).sum(axis=1)), 0.95)
    cost = ((wished[:, None, :] - slots[None, :, :]) ** 2).sum(axis=2)
    for member, slot in fixed.items():
        cost[member, slot] = -1e12
    return np.asarray(linear_sum_assignment(cost)[1], dtype=np.int64)


def _seats_by_degree(slots: FloatArray, ties: Ties, pull: FloatArray, fixed: Mapping[int, int]) -> IntArray:
    """Seat the best connected in the middle, and within a ring everyone on the side to which the ties go."""
    count = len(slots)
    degree = np.bincount(np.concatenate(ties[:2]), minlength=count)
    seats = np.zeros(count, dtype=np.int64)
    seats[list(fixed)] = list(fixed.values())
    order = np.lexsort((np.arange(count), -degree))
    order = order[~np.isin(order, list(fixed))]
    free = np.setdiff1d(np.arange(count), list(fixed.values()))
    first, ring = 0, 0
    while first < len(order):
        last = min(len(order), first + 6 * ring + 1)
        inside, there = order[first:last], free[first:last]
        inside = inside[np.argsort(np.arctan2(pull[inside, 1], pull[inside, 0]), kind="stable")]
        seats[inside] = there[np.argsort(np.arctan2(slots[there, 1], slots[there, 0]), kind="stable")]
        first, ring = last, ring + 1
    return seats


def _forces(count: int, ties: Ties, pull: FloatArray, random: np.random.Generator) -> FloatArray:
    """Lay out by Fruchterman and Reingold, with a pull towards the partners in other discs."""
    xy: FloatArray = random.uniform(-1, 1, size=(count, 2))
    source, target, weight = ties
    bond = np.zeros((count, count))
    np.add.at(bond, (source, target), weight)
    bond += bond.T
    bond = np.sqrt(bond / bond.max()) if bond.max(initial=0) > 0 else bond
    ideal = (4 / count) ** 0.5
    for step in range(60):
        offset = xy[:, None, :] - xy[None, :, :]
        distance = np.sqrt((offset**2).sum(axis=2)) + 1e-6
        force = ideal**2 / distance**2 - bond * distance / ideal
        np.fill_diagonal(force, 0)
        move = (offset * force[:, :, None]).sum(axis=1) + 0.6 * pull - 0.3 * xy
        length = np.sqrt((move**2).sum(axis=1)) + 1e-9
        xy = xy + move / length[:, None] * np.minimum(length, 0.2 * (1 - step / 60) + 0.002)[:, None]
    return xy


def outline(points: Sequence[tuple[float, float]], margin: float) -> tuple[tuple[float, float], ...]:
    """Return the rounded convex hull of discs round the points, as a polygon.

    Examples
    --------
    >>> len(outline([(0.0, 0.0)], 20))
    32
    """
    angles = np.arange(32) * (2 * np.pi / 32)
    circle = margin * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    cloud = np.asarray(_convex(set(points)))[:, None, :] + circle[None, :, :]
    return tuple(_convex({(float(x), float(y)) for x, y in np.round(cloud.reshape(-1, 2), 1) + 0.0}))


def _convex(points: set[tuple[float, float]]) -> list[tuple[float, float]]:
    corners = sorted(points)
    return _half(corners) + _half(corners[::-1]) if len(corners) > 1 else corners


def _half(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One half of the convex hull (Andrew's monotone chain), without its last corner."""
    chain: list[tuple[float, float]] = []
    for x, y in corners:
        while len(chain) > 1:
            (a, b), (c, d) = chain[-2:]
            if (c - a) * (y - b) - (d - b) * (x - a) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain[:-1]
