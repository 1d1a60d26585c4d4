"""The scene of organizations: every organization a dot, with projects where the network is small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcdc.findings import Gap
from graphcdc.views.layout import hull_margin, outline, place
from graphcdc.views.lines import join_by_cooperation, single_ties
from graphcdc.views.looks import LOOK_OF_KIND, NO_TINT, radius, tints
from graphcdc.views.naming import FloatArray
from graphcdc.views.scene import (
    AGGREGATE,
    MOST_NAMED,
    MOST_SUGGESTED,
    RINGED,
    WITH_PROJECTS,
    Dot,
    Hull,
    Scene,
    members_of,
    pair_arrows,
    partners_of,
)
from graphcdc.views.scope import IntArray, Note, Scope, clusters_of, name_in, title_sizes
from graphcdc.words import LANGUAGES


def draw_organizations(
    scope: Scope,
    gaps: Sequence[Gap],
    wanted: Sequence[tuple[Sequence[str], str]],
    seed: int,
    *,
    clusters: Mapping[int, tuple[str, ...]] | None = None,
    most: int = AGGREGATE,
    view: str = "organizations",
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Scene:
    """Build the scene of organizations, with projects where the network is small.

    Parameters
    ----------
    scope
        What was asked for.
    gaps
        Gaps to mark.
    wanted
        Suggestions: the ids that one is for, and the candidate.
    seed
        Seed of the layout.
    clusters
        Clusters of each node if they are known; else found by `clusters_of`.
    most
        At most so many organizations, the best connected ones.
    view
        What was asked for.
    places
        Where each node stands, by id, in a picture that shall look like another; nobody else is drawn.
    """
    clusters = clusters_of(scope) if clusters is None else clusters
    organizations, notes = _best_connected(scope, most)
    small = len(organizations) + len(scope.projects) <= WITH_PROJECTS
    # Without the projects that were filtered out, their participants are joined by the cooperation instead.
    small = small and (len(scope.projects) > 0 or not len(scope.network.of_kinds(["project"])))
    nodes = np.union1d(organizations, scope.projects) if small else organizations
    if places is not None:
        nodes, small = _choose_placed(scope, places)
    lines, ties, projects = single_ties(scope, nodes) if small else join_by_cooperation(scope, nodes)
    if len(lines) < ties:
        notes.append(("strongest_ties", {"n": len(lines)}))
    groups, names = _groups(nodes, clusters, scope.cluster)
    ends = np.array([(line.source, line.target) for line in lines], dtype=np.int64).reshape(-1, 2)
    weight = np.array([line.width for line in lines])
    metrics = _metrics(scope, nodes)
    pairs = _suggested(scope, nodes, metrics, wanted)
    named = _named(scope, nodes, metrics, pairs)
    if places is None:
        xy = place(groups, (ends[:, 0], ends[:, 1], weight), named, seed, title_sizes(scope, names))
    else:
        xy = np.array([places[str(one)] for one in scope.network.node["id"][nodes]], dtype=float).reshape(-1, 2)
    count = len(nodes) if places is None else len(places)
    hulls = _hulls(scope, clusters, names, groups, xy, hull_margin(count))
    dots = _dots(scope, nodes, metrics, xy, (groups, names), clusters, _ringed(scope, gaps), count)
    arrows = pair_arrows(gaps, {hull.id: number for number, hull in enumerate(hulls)})
    left_out = (*scope.left_out, *notes)
    return Scene(view, scope, clusters, dots, tuple(lines), hulls, arrows, pairs, ties, projects, left_out)


def _best_connected(scope: Scope, most: int) -> tuple[IntArray, list[Note]]:
    chosen = scope.organizations
    if len(chosen) <= most:
        return chosen, []
    partners = partners_of(scope)
    best = sorted(chosen.tolist(), key=lambda node: (-partners.get(node, 0), node))[:most]
    note = ("best_connected", {"n": most, "all": len(chosen)})
    return np.array(sorted(best), dtype=np.int64), [note]


def _choose_placed(scope: Scope, places: Mapping[str, tuple[float, float]]) -> tuple[IntArray, bool]:
    """The nodes that have a place, and whether there are projects among all that have one."""
    chosen = np.union1d(scope.organizations, scope.projects)
    placed = np.array([str(one) in places for one in scope.network.node["id"][chosen]], dtype=bool)
    projects = set(scope.network.node["id"][scope.network.of_kinds(["project"])])
    return chosen[placed], not projects.isdisjoint(places)


def _groups(nodes: IntArray, clusters: Mapping[int, tuple[str, ...]], only: str | None) -> tuple[IntArray, list[str]]:
    """Group of each node, and the cluster of each group in the order of ids; "" at the end is no cluster.

    In the picture of one cluster the projects of others, in which its members take part, stand in that last group.
    """
    main = [clusters.get(node, ("",))[0] for node in nodes.tolist()]
    main = main if only is None else [cluster if cluster == only else "" for cluster in main]
    names = sorted(set(main) - {""}) + ([""] if "" in main else [])
    at = {name: group for group, name in enumerate(names)}
    return np.array([at[name] for name in main], dtype=np.int64), names


def _hulls(
    scope: Scope,
    clusters: Mapping[int, tuple[str, ...]],
    names: Sequence[str],
    groups: IntArray,
    xy: FloatArray,
    margin: float,
) -> tuple[Hull, ...]:
    sizes = members_of(scope, clusters)
    shapes = []
    for group in range(len(names)):
        points = [(float(x), float(y)) for x, y in xy[groups == group]]
        shapes.append(outline(points, margin))
    middles = [tuple(round((min(axis) + max(axis)) / 2, 1) for axis in zip(*shape, strict=True)) for shape in shapes]
    colours = tints([(x, y) for x, y in middles], [float(sizes.get(name, 0)) for name in names])
    hulls = []
    for name, shape, (x, y), colour in zip(names, shapes, middles, colours, strict=True):
        half = round((max(corner[1] for corner in shape) - min(corner[1] for corner in shape)) / 2, 1)
        hulls.append(Hull(name, colour if name else NO_TINT, x, y, half, shape if name else (), sizes[name]))
    return tuple(hulls)


def _metrics(scope: Scope, nodes: IntArray) -> list[int]:
    """Count the partners of organizations and the drawn participants of projects."""
    partners = partners_of(scope)
    joined = scope.network.tie["kind"] == "PARTICIPATES_IN"
    joined &= np.isin(scope.network.tie["source"], nodes)
    participants = np.bincount(scope.network.tie["target"][joined], minlength=len(scope.network))
    return [partners.get(node, int(participants[node])) for node in nodes.tolist()]


def _named(
    scope: Scope, nodes: IntArray, metrics: Sequence[int], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, float]]:
    """Choose the dots whose names matter most, with the width of each name in px."""
    ends = {dot for pair in pairs for dot in pair}
    best = sorted(range(len(nodes)), key=lambda dot: (dot not in ends, -metrics[dot], dot))[:MOST_NAMED]
    # The places are the same in both languages, so there is room for the longer of two names.
    longest = [max(len(name_in(scope.network, nodes[dot], lang)) for lang in LANGUAGES) for dot in best]
    return [
        (dot, 7.5 * min(length, 30) + 8)
        for dot, length in zip(best, longest, strict=True)
        if metrics[dot] or dot in ends
    ]


def _ringed(scope: Scope, gaps: Sequence[Gap]) -> set[int]:
    positions = scope.network.positions
    return {
        positions[member]
        for gap in gaps
        if gap.claim == "structural" and gap.kind in RINGED
        for member in gap.members
        if member in positions
    }


def _dots(
    scope: Scope,
    nodes: IntArray,
    metrics: Sequence[int],
    xy: FloatArray,
    grouping: tuple[IntArray, Sequence[str]],
    clusters: Mapping[int, tuple[str, ...]],
    ringed: set[int],
    count: int,
) -> tuple[Dot, ...]:
    groups, names = grouping
    hull_of = {name: at for at, name in enumerate(names)}
    kinds = scope.network.node["kind"]
    largest = max(metrics, default=0)
    dots = []
    for at, node in enumerate(nodes.tolist()):
        others = [hull_of[name] for name in clusters.get(node, ())[1:] if name in hull_of]
        dots.append(
            Dot(
                node,
                LOOK_OF_KIND[str(kinds[node])],
                float(xy[at, 0]),
                float(xy[at, 1]),
                radius(metrics[at], largest, count),
                metrics[at],
                int(groups[at]),
                others[0] if others else -1,
                node in ringed,
            )
        )
    return tuple(dots)


def _suggested(
    scope: Scope, nodes: IntArray, metrics: Sequence[int], wanted: Sequence[tuple[Sequence[str], str]]
) -> tuple[tuple[int, int], ...]:
    """Pair the best connected drawn node that a suggestion is for with the candidate."""
    at = {str(scope.network.node["id"][node]): dot for dot, node in enumerate(nodes.tolist())}
    pairs: dict[tuple[int, int], None] = {}
    for askers, candidate in wanted:
        drawn = sorted((at[one] for one in askers if one in at), key=lambda dot: (-metrics[dot], dot))
        if drawn and candidate in at and at[candidate] not in drawn:
            pairs[drawn[0], at[candidate]] = None
    return tuple(pairs)[:MOST_SUGGESTED]
