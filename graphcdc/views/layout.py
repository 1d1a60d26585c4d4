"""Where nodes stand: a seeded layout of two levels, clusters first, then their members inside a disc.

Nothing moves in the browser. Every disc has evenly spaced places, one per member, so no two nodes overlap;
which member gets which place is settled by a small force layout inside the disc.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from graphcdc.views.naming import FloatArray, IntArray, RoomForNames
from graphcdc.views.packing import pack
from graphcdc.views.seats import Ties, choose_seats

#: Shape of the drawing area, in px: between that of a page of 1280x800 and that of one of 1920x1080.
AREA = (1100.0, 850.0)
#: Distance of neighbouring places at 150 nodes, in px; it shrinks as the radius of the nodes does.
_SPACING, _FULL_SIZE_UP_TO, _SPARSE = 53.0, 150, 60
#: Room round a disc for its hull, and the size of a name above it where none is given: two short lines.
_HULL, _TITLE = 20.0, (116.0, 32.0)
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


def place(
    groups: IntArray,
    ties: Ties,
    named: Sequence[tuple[int, float]],
    seed: int,
    titles: FloatArray | None = None,
    area: tuple[float, float] = AREA,
) -> FloatArray:
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
    titles
        Width and height of the name above each group in px of the picture; a group without one has height 0.
    area
        Width and height of the picture in px, into which nodes, hulls and the names above them will be fitted.
    """
    if not len(groups):
        return np.zeros((0, 2))
    count = int(groups.max()) + 1
    members = _split(groups, count)
    sizes = np.array([len(inside) for inside in members])
    titles = np.tile(_TITLE, (count, 1)) if titles is None else np.asarray(titles, dtype=np.float64)
    step, margin = 0.6 * spacing(len(groups)), hull_margin(len(groups))
    source, target, weight = ties
    between = np.zeros((count, count))
    np.add.at(between, (groups[source], groups[target]), weight)
    # A single group takes the shape of the drawing area, as there are no other hulls to share it with.
    stretch = np.array([area[0] / area[1], 1.0]) ** 0.5 if count == 1 else np.ones(2)
    room = RoomForNames(groups, sizes, named, titles, margin, step)
    # Names that find no room at the rim of their disc get room inside it, in a second try with larger discs.
    for _ in range(2):
        spare = room.spare
        centres = place_discs(step * np.sqrt(sizes + spare) + margin, between + between.T, seed, titles, area)
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
        xy[inside] = slots[group][choose_seats(slots[group] - centres[group], local, pull[inside], fixed, random)]
    xy -= (xy.min(axis=0) + xy.max(axis=0)) / 2
    return np.round(xy, 1) + 0.0


def place_discs(
    radii: FloatArray,
    between: FloatArray,
    seed: int,
    titles: FloatArray | None = None,
    area: tuple[float, float] = AREA,
) -> FloatArray:
    """Return centres of discs that do not overlap: tied ones near each other, all in the shape of the area.

    Neither does the name above a disc overlap another disc or another name.

    Parameters
    ----------
    radii
        Radius of each disc.
    between
        Weight of the ties between two discs; symmetric.
    seed
        Seed of the starts, of which the one that fills the area best is kept.
    titles
        Width and height of the name above each disc in px of the picture; a disc without one has height 0.
    area
        Width and height of the picture in px.
    """
    count = len(radii)
    if count < 2:
        return np.zeros((count, 2))
    titles = np.tile(_TITLE, (count, 1)) if titles is None else np.asarray(titles, dtype=np.float64)
    centres, scale = pack(radii, between, titles, area, seed)
    return centres / scale


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
