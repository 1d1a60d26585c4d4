"""The scene of clusters: a disc for each, for networks too large to show every organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcdc.findings import Gap
from graphcdc.views.layout import AREA, outline, place_discs
from graphcdc.views.looks import NO_TINT, tints
from graphcdc.views.naming import FloatArray
from graphcdc.views.scene import Hull, Line, Scene, members_of, pair_arrows
from graphcdc.views.scope import Scope, clusters_of
from graphcdc.views.texts import tell


def draw_clusters(
    scope: Scope,
    gaps: Sequence[Gap],
    pairs: Sequence[tuple[str, str, float, float | None]],
    lang: str,
    seed: int,
) -> Scene:
    """Build the scene of clusters: a disc for each, and lines between them.

    Parameters
    ----------
    scope
        What was asked for.
    gaps
        Gaps to mark.
    pairs
        Two clusters, their joint participations, and how many were expected. Without them the lines are the
        cooperation ties between organizations that stand in different clusters.
    lang
        Language of the texts in the picture.
    seed
        Seed of the layout.
    """
    clusters = clusters_of(scope)
    sizes = members_of(scope, clusters)
    names = [name for name in sorted(sizes, key=lambda name: (name == "", name)) if sizes[name]]
    at = {name: number for number, name in enumerate(names)}
    counted = pairs or _counted_pairs(scope, clusters)
    lines = [(at[a], at[b], seen, due) for a, b, seen, due in counted if a in at and b in at and a != b and seen > 0]
    top = max(sizes.values(), default=1) or 1
    radii = np.array([14 + 66 * (sizes[name] / top) ** 0.5 for name in names])
    between = np.zeros((len(names), len(names)))
    for a, b, seen, _ in lines:
        between[a, b] += seen
        between[b, a] += seen
    xy = place_discs(radii + 16, between, seed)
    # Few discs leave room between them, which the lines and their numbers need.
    xy = _spread(xy, radii)
    colours = tints([(float(x), float(y)) for x, y in xy], [float(sizes[name]) for name in names])
    hulls = []
    for name, (x, y), size, colour in zip(names, xy.tolist(), radii.tolist(), colours, strict=True):
        title = str(scope.network.node["name"][scope.network.positions[name]]) if name else ""
        shape = outline([(round(x, 1), round(y, 1))], round(size, 1))
        hulls.append(
            Hull(
                name,
                title or tell("without_cluster", lang),
                colour if name else NO_TINT,
                round(x, 1),
                round(y, 1),
                round(size, 1),
                shape,
                sizes[name],
            )
        )
    most = max((line[2] for line in lines), default=1.0)
    widths = [round(0.6 + 6 * line[2] / most, 2) for line in lines]
    drawn = tuple(
        Line(a, b, width, observed=seen, expected=due) for (a, b, seen, due), width in zip(lines, widths, strict=True)
    )
    part = scope.cooperation.restrict(np.isin(scope.cooperation.organizations, scope.organizations))
    return Scene(
        "clusters",
        scope,
        clusters,
        (),
        drawn,
        tuple(hulls),
        pair_arrows(gaps, at, lang),
        (),
        part.matrix.nnz // 2,
        len(part.projects),
        scope.left_out,
    )


def _spread(xy: FloatArray, radii: FloatArray) -> FloatArray:
    """Stretch the centres over the drawing area and put their middle at the origin."""
    if len(xy) < 2:
        return np.zeros_like(xy)
    xy = xy - (xy.min(axis=0) + xy.max(axis=0)) / 2
    room = np.array(AREA) / 2 - radii.max() - 30
    reach = np.abs(xy).max(axis=0) + 1e-9
    return np.asarray(xy * np.clip(room / reach, 1.0, 2.2), dtype=np.float64)


def _counted_pairs(scope: Scope, clusters: Mapping[int, tuple[str, ...]]) -> list[tuple[str, str, float, float | None]]:
    """Cooperation ties between organizations whose main clusters differ."""
    upper = scope.cooperation.matrix.tocoo()
    nodes = scope.cooperation.organizations
    names = sorted({own[0] for own in clusters.values()})
    number = {name: at for at, name in enumerate(names)}
    main = np.array([number[clusters[node][0]] if node in clusters else -1 for node in nodes.tolist()], dtype=int)
    asked = np.isin(nodes, scope.organizations)
    a, b = main[upper.row], main[upper.col]
    counts = (a < b) & (a >= 0) & asked[upper.row] & asked[upper.col]
    table = np.bincount(a[counts] * len(names) + b[counts], minlength=len(names) ** 2)
    return [
        (names[cell // len(names)], names[cell % len(names)], float(table[cell]), None)
        for cell in np.flatnonzero(table).tolist()
    ]
