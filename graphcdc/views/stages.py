"""A scene as the scripts of the page read it: what vis-network draws, and what is drawn round it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graphcdc.network import Network
from graphcdc.views.lines import tie_years
from graphcdc.views.looks import KNOWN_TIE, LOOKS, MARKED_TIE, SUGGESTED_TIE
from graphcdc.views.scene import Line, Scene, order_names, room_to_grow
from graphcdc.views.texts import TIE_NAMES

#: Above so many drawn nodes only the selected one shows its suggestions.
OVERVIEW = 800
#: Years that the filter of the page tells apart, the last ones; a mask of them fits a number of JavaScript.
YEARS = 29
_TIE_NUMBERS = {kind: at for at, kind in enumerate(TIE_NAMES)}


def stage_of(scene: Scene) -> dict[str, Any]:
    """Return the hulls, arrows and marks of a scene, and the room of its dots."""
    count = len(scene.dots)
    placed = [0] * len(scene.hulls)
    for dot in scene.dots:
        if dot.hull >= 0:
            placed[dot.hull] += dot.look != "project"
    return {
        "byClusters": scene.by_clusters,
        "room": room_to_grow(scene),
        "shrink": round(max(0.5, min(1.0, (150 / count) ** 0.5)), 3) if count else 1,
        "hulls": [
            [
                hull.id,
                hull.tint,
                hull.x,
                hull.y,
                hull.radius,
                [number for corner in hull.outline for number in corner],
                hull.members,
            ]
            for hull in scene.hulls
        ],
        "placed": placed,
        "order": order_names(scene),
        "opacity": opacity_of(scene),
        "main": [dot.hull for dot in scene.dots],
        "second": [dot.second for dot in scene.dots],
        "ringed": [at for at, dot in enumerate(scene.dots) if dot.ringed],
        "arrows": [[arrow.source, arrow.target, arrow.gap] for arrow in scene.arrows],
        "suggested": [list(pair) for pair in scene.suggested],
    }


def opacity_of(scene: Scene) -> float:
    """Return how opaque known ties are: the more of them, the paler."""
    count = len(scene.lines)
    return 0.4 if count <= 600 else max(0.14, round(0.4 * (600 / count) ** 0.5, 2))


def inner_stage_of(scene: Scene, row_of: Mapping[int, int], first_year: int) -> dict[str, Any]:
    """Return a scene that the page opens on demand, with its dots and lines in short.

    Parameters
    ----------
    scene
        The members of a cluster.
    row_of
        Row of the page by node position.
    first_year
        The first year of the filter.
    """
    looks = list(LOOKS)
    return stage_of(scene) | {
        "rows": [row_of[dot.node] for dot in scene.dots],
        "dots": [[dot.x, dot.y, dot.radius, looks.index(dot.look)] for dot in scene.dots],
        "lines": [[line.source, line.target, line.width, *_mask(line, first_year)] for line in scene.lines],
    }


def years_of(network: Network) -> list[int]:
    """Return the first year that a mask has room for, the last, and the very first; empty if no tie is dated."""
    years = np.unique(tie_years(network)[network.tie["kind"] != "MEMBER_OF"])
    years = years[years > 0]
    return [int(max(years[0], years[-1] - YEARS + 1)), int(years[-1]), int(years[0])] if len(years) else []


def _mask(line: Line, first_year: int) -> list[int]:
    """Return each kind of tie behind a line with its years as bits; bit 0 is an undated tie, bit 1 the first year."""
    masks: dict[int, int] = {}
    for kind, year in line.events:
        bit = 0 if not year else max(1, year - first_year + 1)
        masks[_TIE_NUMBERS[kind]] = masks.get(_TIE_NUMBERS[kind], 0) | 1 << bit
    return [number for pair in sorted(masks.items()) for number in pair]


def vis_nodes(scene: Scene) -> list[dict[str, Any]]:
    """Return the nodes of vis-network: slugs and numbers, no word of a user."""
    if scene.by_clusters:
        return [
            {"id": f"c{at}", "x": hull.x, "y": hull.y, "size": hull.radius, "color": hull.tint}
            for at, hull in enumerate(scene.hulls)
        ]
    return [
        {"id": f"n{at}", "x": dot.x, "y": dot.y, "size": dot.radius, "group": dot.look}
        for at, dot in enumerate(scene.dots)
    ]


def vis_edges(scene: Scene, first_year: int) -> list[dict[str, Any]]:
    """Return the lines of vis-network.

    What the scripts read: k kind, d directed, m masks of years, s suggested, o observed, e expected, w weakest link,
    n marked.
    """
    mark = "c" if scene.by_clusters else "n"
    edges: list[dict[str, Any]] = []
    for at, line in enumerate(scene.lines):
        edge: dict[str, Any] = {"id": at, "from": f"{mark}{line.source}", "to": f"{mark}{line.target}"}
        edge["width"] = line.width
        if line.kind:
            edge["k"] = _TIE_NUMBERS[line.kind]
        if line.directed:
            edge["d"] = 1
        if line.events:
            edge["m"] = _mask(line, first_year)
        if line.observed is not None:
            edge["o"] = round(line.observed, 2)
        if line.expected is not None:
            edge["e"] = round(line.expected, 2)
        if line.weak:
            edge["w"] = 1
        if line.marked:
            edge |= {"n": 1, "color": {"color": MARKED_TIE, "opacity": 0.9}, "width": max(line.width, 1.2)}
        edges.append(edge)
    if len(scene.dots) <= OVERVIEW:
        edges += [_suggested_edge(at, pair) for at, pair in enumerate(scene.suggested)]
    return edges


def _suggested_edge(at: int, pair: tuple[int, int]) -> dict[str, Any]:
    return {
        "id": f"s{at}",
        "from": f"n{pair[0]}",
        "to": f"n{pair[1]}",
        "s": 1,
        "width": 2.2,
        "color": {"color": SUGGESTED_TIE, "opacity": 1},
        # vis-network draws round ends, which eat as much of a gap as the line is wide: 7 and 4 px to the eye.
        "dashes": [6, 7],
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.18},
    }


def vis_options(scene: Scene) -> dict[str, Any]:
    """Return the options of vis-network: nothing moves, nothing is styled by default."""
    many = len(scene.lines) > 1500
    # A white edge of 1.2 px would leave little of a small node.
    border = round(1.2 * max(0.4, min(1.0, (150 / max(len(scene.dots), 1)) ** 0.5)), 2)
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "dragNodes": False,
            "hover": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
        },
        "groups": {
            look.name: {"shape": look.shape, "color": {"background": look.fill, "border": "#FFFFFF"}}
            for look in LOOKS.values()
        },
        "nodes": {"shape": "dot", "borderWidth": border, "borderWidthSelected": border, "chosen": False},
        "edges": {
            "smooth": False,
            "chosen": False,
            "arrows": {"to": {"enabled": False}},
            "color": {"color": KNOWN_TIE, "opacity": opacity_of(scene), "inherit": False},
        },
    }
