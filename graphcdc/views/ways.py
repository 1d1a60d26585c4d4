"""The scene of an introduction: the ways from one organization to another, from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from graphcdc.introductions import Introduction, Link
from graphcdc.network import Network
from graphcdc.views.layout import AREA
from graphcdc.views.lines import year_of
from graphcdc.views.looks import LOOK_OF_KIND, radius
from graphcdc.views.scene import Dot, Line, Scene, partners_of
from graphcdc.views.scope import Filters, choose, clusters_of

#: Distance of two ways, in px.
_APART = 150.0


def draw_ways(network: Network, ways: Sequence[Introduction], ends: Sequence[str]) -> Scene:
    """Build the scene of some introductions between the same two organizations.

    Whoever stands on several ways stands in the picture once, on the first of them. The weakest link of each way is
    marked.

    Parameters
    ----------
    network
        The network.
    ways
        The introductions, the best first.
    ends
        Ids of the two organizations, which are drawn where there is no way too.
    """
    nodes = tuple(dict.fromkeys([*(node for way in ways for node in way.nodes), *ends[:2]]))
    scope = choose(network, Filters(outside=True, nodes=nodes))
    at = {node: dot for dot, node in enumerate(sorted(nodes, key=lambda node: network.positions[node]))}
    places = _places(ways, ends)
    partners = partners_of(scope)
    metrics = {node: partners.get(network.positions[node], 0) for node in nodes}
    largest = max(metrics.values(), default=0)
    dots = tuple(
        Dot(
            network.positions[node],
            LOOK_OF_KIND[str(network.node["kind"][network.positions[node]])],
            *places[node],
            radius(metrics[node], largest, len(nodes)),
            metrics[node],
        )
        for node in at
    )
    links: dict[tuple[int, int], Line] = {}
    for way in ways:
        for number, link in enumerate(way.links):
            pair = (at[link.source], at[link.target])
            weak = number == way.weakest_link and len(way.links) > 1
            links[pair] = _line(link, pair, weak or (pair in links and links[pair].weak))
    lines = tuple(links[pair] for pair in sorted(links))
    return Scene("path", scope, clusters_of(scope), dots, lines, (), (), (), len(lines), None, ())


def _line(link: Link, ends: tuple[int, int], weak: bool) -> Line:
    width = round(0.6 + 1.6 * link.quality, 2)
    return Line(*ends, width, link.kind, events=((link.kind, year_of(link.last)),), weak=weak)


def _places(ways: Sequence[Introduction], ends: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Put the two ends at the sides and every way on a line of its own, the best one in the middle."""
    wide = 0.8 * AREA[0]
    places = {ends[0]: (-wide / 2, 0.0), ends[1]: (wide / 2, 0.0)}
    for number, way in enumerate(ways):
        # 0, 1, -1, 2, -2, ...: the best way is the straight one.
        y = _APART * ((number + 1) // 2) * (1 if number % 2 else -1)
        for step, node in enumerate(way.nodes):
            x = -wide / 2 + wide * step / (len(way.nodes) - 1)
            inner = 0 < step < len(way.nodes) - 1
            places.setdefault(node, (round(x, 1), round(y if inner else 0.0, 1) + 0.0))
    return _part(places)


def _part(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Shift whoever would stand on the same place as another."""
    taken: set[tuple[float, float]] = set()
    for node, (x, y) in places.items():
        while (x, y) in taken:
            y += _APART / 2
        taken.add((x, y))
        places[node] = (x, y)
    return places
