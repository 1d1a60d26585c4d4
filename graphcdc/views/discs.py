"""The scene of clusters: a disc for each, for networks too large to show every organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcdc.findings import Gap
from graphcdc.views.layout import AREA, outline, place_discs
from graphcdc.views.looks import NO_TINT, tints
from graphcdc.views.naming import FloatArray
from graphcdc.views.scene import Hull, Line, Scene, members_of, pair_arrows
from graphcdc.views.scope import Scope, clusters_of, title_sizes

#: Two clusters, their joint participations, and how many were expected.
Pair = tuple[str, str, float, float]


def draw_clusters(
    scope: Scope,
    gaps: Sequence[Gap],
    pairs: Sequence[Pair],
    seed: int,
    *,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Scene:
    """Build the scene of clusters: a disc for each, and lines between them.

    Parameters
    ----------
    scope
        What was asked for.
    gaps
        Gaps to mark.
    pairs
        Two clusters, their joint participations, and how many were expected.
    seed
        Seed of the layout.
    places
        Where each cluster stands, by id, in a picture that shall look like another.
    """
    clusters = clusters_of(scope)
    sizes = members_of(scope, clusters)
    names = [name for name in sorted(sizes, key=lambda name: (name == "", name)) if sizes[name]]
    names = [name for name in names if places is None or name in places]
    at = {name: number for number, name in enumerate(names)}
    lines = _lines([pair for pair in pairs if pair[0] in at and pair[1] in at], at)
    part = scope.cooperation.restrict(np.isin(scope.cooperation.organizations, scope.organizations))
    return Scene(
        "clusters",
        scope,
        clusters,
        (),
        lines,
        _discs(scope, names, [sizes[name] for name in names], lines, seed, places),
        pair_arrows(gaps, at),
        (),
        part.matrix.nnz // 2,
        len(part.projects),
        scope.left_out,
    )


def _lines(pairs: Sequence[Pair], at: Mapping[str, int]) -> tuple[Line, ...]:
    """Join the discs of each pair that has anything in common, the wider the more."""
    seen = [pair for pair in pairs if pair[0] != pair[1] and pair[2] > 0]
    most = max((pair[2] for pair in seen), default=1.0)
    return tuple(
        Line(at[a], at[b], round(0.6 + 6 * observed / most, 2), observed=observed, expected=expected)
        for a, b, observed, expected in seen
    )


def _discs(
    scope: Scope,
    names: Sequence[str],
    sizes: Sequence[int],
    lines: Sequence[Line],
    seed: int,
    places: Mapping[str, tuple[float, float]] | None,
) -> tuple[Hull, ...]:
    """Place a disc for each cluster, its area after the number of members."""
    radii = np.array([14 + 66 * (size / max(sizes)) ** 0.5 for size in sizes])
    if places is None:
        xy = _place(scope, names, radii, lines, seed)
    else:
        xy = np.array([places[name] for name in names], dtype=float).reshape(-1, 2)
    colours = tints([(x, y) for x, y in xy.tolist()], [float(size) for size in sizes])
    hulls = []
    for name, (x, y), radius, colour, size in zip(
        names, xy.tolist(), np.round(radii, 1).tolist(), colours, sizes, strict=True
    ):
        tint = colour if name else NO_TINT
        hulls.append(Hull(name, tint, x, y, radius, outline([(x, y)], radius), size))
    return tuple(hulls)


def _place(scope: Scope, names: Sequence[str], radii: FloatArray, lines: Sequence[Line], seed: int) -> FloatArray:
    between = np.zeros((len(names), len(names)))
    for line in lines:
        between[line.source, line.target] += line.observed or 0
        between[line.target, line.source] += line.observed or 0
    # Few discs leave room between them, which the lines and their numbers need.
    centres = place_discs(radii + 16, between, seed, title_sizes(scope, names))
    return np.asarray(np.round(_spread(centres, radii), 1) + 0.0, dtype=np.float64)


def _spread(xy: FloatArray, radii: FloatArray) -> FloatArray:
    """Stretch the centres over the drawing area and put their middle at the origin."""
    if len(xy) < 2:
        return np.zeros_like(xy)
    xy = xy - (xy.min(axis=0) + xy.max(axis=0)) / 2
    room = np.array(AREA) / 2 - radii.max() - 30
    reach = np.abs(xy).max(axis=0) + 1e-9
    return np.asarray(xy * np.clip(room / reach, 1.0, 2.2), dtype=np.float64)
