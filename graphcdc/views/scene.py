"""The scene: everything that a writer has to draw, computed once.

A scene is a value. The map page draws it; another writer (a picture, a slide) would draw the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphcdc.errors import UsageError
from graphcdc.findings import Gap
from graphcdc.model import NODE_KINDS
from graphcdc.views.scope import Note, Scope, name_in
from graphcdc.views.texts import tell

VIEWS = ("auto", "organizations", "clusters", "matrix", "ego", "project", "path")
#: Up to so many nodes projects are drawn too; from so many on clusters come first, and never more are drawn.
WITH_PROJECTS, AGGREGATE = 300, 2000
#: A picture with more lines or suggestions than this says less, not more.
MOST_LINES, MOST_SUGGESTED, MOST_ARROWS, MOST_NAMED = 4000, 12, 5, 60
#: Structural gaps whose organizations wear a ring.
RINGED = ("isolate", "single_point_of_failure", "fragmentation", "brokerage_gap")


@dataclass(frozen=True)
class Dot:
    """A node: its position in the network, its place, what it wears; `hull` and `second` number the hulls."""

    node: int
    look: str
    x: float
    y: float
    radius: float
    metric: int
    hull: int = -1
    second: int = -1
    ringed: bool = False


@dataclass(frozen=True)
class Line:
    """A known tie of two dots, or of two hulls in the view of clusters.

    Attributes
    ----------
    kind
        Kind of the tie, "" where several may stand behind the line.
    events
        Kind of each tie behind the line and the year in which it began, 0 where that is not known.
    observed, expected
        Joint participations of two hulls.
    weak
        Whether it is the weakest link of an introduction.
    marked
        Whether it is one of the ties that the picture is about, such as those that are new.
    """

    source: int
    target: int
    width: float
    kind: str = ""
    directed: bool = False
    events: tuple[tuple[str, int], ...] = ()
    observed: float | None = None
    expected: float | None = None
    weak: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Hull:
    """A cluster: how many members it has in the region, and where its outline runs.

    An empty id is the group of those without a cluster; it has no outline in the view of organizations.
    """

    id: str
    tint: str
    x: float
    y: float
    radius: float
    outline: tuple[tuple[float, float], ...]
    members: int


@dataclass(frozen=True)
class Arrow:
    """A gap between two clusters; `gap` counts the gaps that were given."""

    source: int
    target: int
    gap: int


@dataclass(frozen=True, eq=False)
class Scene:
    """A picture of a network.

    Attributes
    ----------
    view
        What was asked for, ``organizations`` or ``clusters`` instead of ``auto``.
    clusters
        Clusters of each node by node position, the main one first.
    suggested
        Pairs of dots.
    ties, cooperation_projects
        How many ties there are, and the projects behind them; None where single ties are drawn.
    """

    view: str
    scope: Scope
    clusters: Mapping[int, tuple[str, ...]]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    hulls: tuple[Hull, ...]
    arrows: tuple[Arrow, ...]
    suggested: tuple[tuple[int, int], ...]
    ties: int
    cooperation_projects: int | None
    left_out: tuple[Note, ...]

    @property
    def by_clusters(self) -> bool:
        """Whether clusters are drawn as discs, and no organizations."""
        return not self.dots and bool(self.hulls)

    @property
    def rest(self) -> str:
        """Key of the text for the group that is no cluster of the picture."""
        return "without_cluster" if self.scope.cluster is None else "other_clusters"

    def name_hull(self, at: int, lang: str) -> str:
        """Return the name of a cluster, or of those in none of the picture."""
        hull, network = self.hulls[at], self.scope.network
        return name_in(network, network.positions[hull.id], lang) if hull.id else tell(self.rest, lang)

    @property
    def hull_of(self) -> dict[str, int]:
        """Number of each hull by the id of its cluster."""
        return {hull.id: at for at, hull in enumerate(self.hulls)}


def choose_view(scope: Scope, view: str) -> str:
    """Return the view for ``auto``: clusters from 2,000 organizations on, where there are several.

    Behind a matrix lies the map that ``auto`` draws.

    Raises
    ------
    UsageError
        If there is no such view.
    """
    if view not in VIEWS:
        raise UsageError("unknown_word", what="view", text=view, known=", ".join(VIEWS))
    if view not in ("auto", "matrix"):
        return view
    several = scope.cluster is None and len(scope.network.members) > 1
    return "clusters" if several and len(scope.organizations) >= AGGREGATE else "organizations"


def partners_of(scope: Scope) -> dict[int, int]:
    """Partners in the region of each organization there, by node position."""
    nodes = scope.cooperation.organizations.tolist()
    return dict(zip(nodes, scope.cooperation.partners.tolist(), strict=True))


def order_names(scene: Scene) -> list[int]:
    """Return the dots in the order in which their names matter: ends of suggestions first, then by the metric."""
    ends = {dot for pair in scene.suggested for dot in pair}
    return sorted(range(len(scene.dots)), key=lambda at: (at not in ends, -scene.dots[at].metric, at))


def list_clusters(scene: Scene) -> list[str]:
    """Return the ids of the clusters with a member in the picture, those without a hull too."""
    if scene.scope.cluster is not None:
        return [scene.scope.cluster]
    chosen = scene.scope.organizations
    return [one for one, members in sorted(scene.scope.network.members.items()) if np.isin(members, chosen).any()]


def members_of(scope: Scope, clusters: Mapping[int, tuple[str, ...]]) -> dict[str, int]:
    """How many of the organizations asked for are members of each cluster; "" counts those of none."""
    sizes = dict.fromkeys(scope.network.members, 0)
    sizes[""] = 0
    for node in scope.organizations.tolist():
        own = [cluster for cluster in clusters.get(node, ()) if cluster]
        for cluster in own or [""]:
            sizes[cluster] = sizes.get(cluster, 0) + 1
    return sizes


def pair_arrows(gaps: Sequence[Gap], hull_of: Mapping[str, int]) -> tuple[Arrow, ...]:
    """Arrows for the first gaps between two clusters that are both drawn."""
    arrows = []
    for number, gap in enumerate(gaps):
        if gap.kind != "cluster_to_cluster_gap" or gap.groups is None or gap.groups[0] == gap.groups[1]:
            continue
        ends = [hull_of[group] for group in gap.groups if group in hull_of]
        if len(ends) == 2:
            arrows.append(Arrow(ends[0], ends[1], number))
    return tuple(arrows[:MOST_ARROWS])


def kinds_present(scene: Scene) -> dict[str, int]:
    """How many of each kind are drawn (in the view of clusters: stand behind the discs)."""
    kinds = scene.scope.network.node["kind"]
    nodes = [dot.node for dot in scene.dots] or scene.scope.organizations.tolist()
    counts: dict[str, int] = dict.fromkeys(NODE_KINDS, 0)
    for node in nodes:
        counts[str(kinds[node])] += 1
    return {kind: count for kind, count in counts.items() if count}


def room_to_grow(scene: Scene) -> float:
    """Return the factor by which all dots may grow before two of them meet, at most 3.

    A page that is smaller than 1600x900 shows the picture smaller; with this the dots can keep their size in px.
    """
    if len(scene.dots) < 2:
        return 3.0
    from scipy.spatial import cKDTree

    xy = np.array([(dot.x, dot.y) for dot in scene.dots])
    radii = np.array([dot.radius for dot in scene.dots])
    pairs = cKDTree(xy).query_pairs(6 * radii.max(), output_type="ndarray")
    apart = np.sqrt(((xy[pairs[:, 0]] - xy[pairs[:, 1]]) ** 2).sum(axis=1))
    # The corners of a square or a star reach further than its radius says.
    factors = apart / (1.2 * (radii[pairs[:, 0]] + radii[pairs[:, 1]]))
    return round(float(min(factors.min(initial=3.0), 3.0)), 3)
