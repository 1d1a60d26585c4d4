"""Measures of a network: how groups mix, where it falls apart, and its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.communities import compare_clusters
from graphcdc.cooperation import Cooperation
from graphcdc.model import NODE_KINDS, TIE_KINDS
from graphcdc.network import Network

if TYPE_CHECKING:
    import networkx as nx

Floats = NDArray[np.float64]


# Mixing of groups ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Mixing:
    """Joint participations between groups, groups x groups, symmetric.

    A joint participation is a pair of organizations in one event. On the diagonal stand the pairs within a group.
    """

    observed: Floats
    expected: Floats


def label_clusters(network: Network, cooperation: Cooperation) -> tuple[list[str], Floats]:
    """Return the ids of the clusters and the membership of each organization in them, organizations x clusters."""
    clusters = sorted(network.members)
    labels = np.zeros((len(cooperation.organizations), len(clusters)))
    for at, cluster in enumerate(clusters):
        labels[np.isin(cooperation.organizations, network.members[cluster]), at] = 1
    return clusters, labels


def label_kinds(network: Network, cooperation: Cooperation, groups: Sequence[tuple[str, ...]]) -> Floats:
    """Return whether each organization is of one of the kinds of a group, organizations x groups."""
    kinds = network.node["kind"][cooperation.organizations]
    return np.stack([np.isin(kinds, group) for group in groups], axis=1).astype(float)


def count_mixing(cooperation: Cooperation, labels: Floats) -> Mixing:
    """Count joint participations between groups, and what the degrees alone lead to expect.

    The expectation for two organizations with d_i and d_j participations is mu_ij = c d_i d_j, where c makes the sum
    over all pairs equal to the number of joint participations (the quick form of the bipartite configuration model).

    Parameters
    ----------
    cooperation
        The events.
    labels
        Membership of organizations in groups, organizations x groups, 0 or 1; groups may overlap.

    Returns
    -------
    Mixing
        With no event of two or more participants both are zero.

    Examples
    --------
    >>> from graphcdc.cooperation import project_cooperation
    >>> nobody = np.array([], dtype=int)
    >>> pair = project_cooperation(
    ...     np.arange(2), (np.array([0, 1]), np.array([2, 2])), (nobody, nobody, nobody.astype(float)), "newman"
    ... )
    >>> count_mixing(pair, np.eye(2)).observed.tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    degrees = cooperation.degrees.astype(float)
    sizes = cooperation.sizes.astype(float)
    per_event = np.asarray(cooperation.incidence.T @ labels)
    return Mixing(
        _halve(per_event.T @ per_event - labels.T @ (degrees[:, None] * labels)),
        expect_mixing(degrees, labels, float((sizes * (sizes - 1)).sum())),
    )


def expect_mixing(degrees: Floats, labels: Floats, joint: float) -> Floats:
    """Return the joint participations that the degrees alone lead to expect, groups x groups.

    Parameters
    ----------
    degrees
        Participations of each organization.
    labels
        Organizations x groups.
    joint
        Joint participations in all, each pair counted both ways.
    """
    total = labels.T @ degrees
    own = labels.T @ (degrees[:, None] ** 2 * labels)
    pairs = degrees.sum() ** 2 - (degrees**2).sum()
    return _halve((np.outer(total, total) - own) * (joint / pairs if pairs > 0 else 0.0))


def _halve(counts: Floats) -> Floats:
    """Within one group each pair was counted from both ends."""
    counts[np.diag_indices_from(counts)] /= 2
    return counts


def tabulate_cluster_pairs(network: Network) -> list[tuple[str, str, float, float]]:
    """Return for each pair of clusters the joint participations observed, and expected by degree.

    If a home region was stated, those of the organizations at home.
    """
    cooperation = network.cooperation()
    if network.home is not None:
        cooperation = cooperation.restrict(network.regions[cooperation.organizations] == network.home)
    clusters, labels = label_clusters(network, cooperation)
    mixing = count_mixing(cooperation, labels)
    return [
        (clusters[a], clusters[b], float(mixing.observed[a, b]), float(round(mixing.expected[a, b], 6)))
        for a in range(len(clusters))
        for b in range(a + 1, len(clusters))
    ]


def tabulate_kind_pairs(network: Network) -> list[tuple[str, str, int, float]]:
    """Return for each pair of kinds the joint participations observed, and expected by degree.

    Of all organizations, whatever the home region, and of the kinds that are there; a kind stands with itself too.
    Empty where no joint participation is recorded: nobody could have met anybody.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme", "sme", "university"]}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> tabulate_kind_pairs(Network.build(nodes, ties))
    [('sme', 'sme', 1, 0.8), ('sme', 'university', 1, 1.2), ('university', 'university', 0, 0.0)]
    """
    cooperation = network.cooperation()
    if not cooperation.incidence.shape[1]:
        return []
    there = set(network.node["kind"][cooperation.organizations])
    kinds = [kind for kind in NODE_KINDS if kind in there]
    mixing = count_mixing(cooperation, label_kinds(network, cooperation, [(kind,) for kind in kinds]))
    return [
        (kinds[a], kinds[b], round(mixing.observed[a, b]), float(f"{mixing.expected[a, b]:.6g}"))
        for a in range(len(kinds))
        for b in range(a, len(kinds))
    ]


# Structure -----------------------------------------------------------------------------------------------------------


def find_components(cooperation: Cooperation, rank: NDArray[np.int64] | None = None) -> list[NDArray[np.int64]]:
    """Return the components of the cooperation network as rows, the largest first.

    Parameters
    ----------
    cooperation
        The events.
    rank
        Of equal components that with the lowest rank comes first; default the rows themselves.
    """
    rank = np.arange(len(cooperation.organizations)) if rank is None else rank
    labels = cooperation.component
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(labels))[:-1]) if len(labels) else []
    return sorted(parts, key=lambda part: (-len(part), int(rank[part].min())))


@dataclass(frozen=True)
class Cut:
    """An organization or a tie whose loss takes a component apart.

    Attributes
    ----------
    rows
        One row for a cut vertex, two for a bridge.
    separated
        Pairs of organizations that lose every path to each other.
    part
        Rows of the smaller side that it cuts off (of all but the largest side, for a cut vertex).
    sides
        The same rows side by side: without a cut vertex each of them is apart from all others.
    """

    rows: tuple[int, ...]
    separated: int
    part: NDArray[np.int64]
    sides: tuple[NDArray[np.int64], ...]


def find_cuts(cooperation: Cooperation, smallest: int = 3, rank: NDArray[np.int64] | None = None) -> list[Cut]:
    """Find the single points of failure: bridges and cut vertices that cut off at least `smallest` organizations.

    A pair whose common events are all projects of two or direct ties can be a bridge of the cooperation network; how
    many such events the pair has makes no difference.
    The blocks of the incidence graph (networkx, Hopcroft and Tarjan 1973) form a tree, whose subtrees are the sides.

    Parameters
    ----------
    cooperation
        The events.
    smallest
        Fewest organizations on the smaller side: a single newcomer that hangs on one partner is no finding.
    rank
        Of equal sides the one with the lowest rank counts as the one that remains; default the rows themselves.

    Returns
    -------
    list of Cut
        Most pairs separated first, then by rows.
    """
    tree = _BlockTree(cooperation, np.arange(len(cooperation.organizations)) if rank is None else rank)
    cuts = [cut for vertex in tree.cut_vertices() if (cut := tree.cut_vertex(vertex, smallest)) is not None]
    cuts += [cut for event in tree.pair_events() if (cut := tree.bridge(event, smallest)) is not None]
    return sorted(cuts, key=lambda cut: (-cut.separated, cut.rows))


class _BlockTree:
    """The blocks and cut vertices of the incidence graph as rooted trees, with the organizations below each of them.

    Organization r is node r, event e is node n + e. An organization keeps others together in the cooperation network
    exactly when it does in the incidence graph, which has far fewer edges.
    """

    def __init__(self, cooperation: Cooperation, rank: NDArray[np.int64]) -> None:
        import networkx as nx

        self.organizations = len(cooperation.organizations)
        self.rank = rank
        self.sizes = cooperation.sizes
        events = cooperation.distinct_events
        entries = cooperation.incidence[:, events].tocoo()
        nodes = (self.organizations + events)[entries.col]
        graph: nx.Graph[int] = nx.Graph()
        graph.add_edges_from(zip(entries.row.tolist(), nodes.tolist(), strict=True))
        self.tree: nx.Graph[Any] = nx.Graph()
        blocks_of: dict[int, list[int]] = {}
        blocks: list[Any] = sorted(map(sorted, nx.biconnected_components(graph)))
        for at, block in enumerate(blocks):
            self.tree.add_node(("block", at))
            for vertex in block:
                blocks_of.setdefault(vertex, []).append(at)
        self.cuts = {vertex for vertex, its in blocks_of.items() if len(its) > 1}
        for vertex in self.cuts:
            self.tree.add_edges_from((vertex, ("block", at)) for at in blocks_of[vertex])
        self.own: dict[Any, list[int]] = {
            ("block", at): [v for v in block if v < self.organizations and v not in self.cuts]
            for at, block in enumerate(blocks)
        }
        self._root(nx)

    def _root(self, nx: Any) -> None:
        """Walk each tree in depth-first order: below a node lie the organizations of one slice of the order."""
        self.order: list[int] = []
        self.below: dict[Any, tuple[int, int]] = {}
        self.component: dict[Any, tuple[int, int]] = {}
        self.parent: dict[Any, Any] = {}
        for nodes in sorted(map(sorted, map(_blocks_only, nx.connected_components(self.tree)))):
            first, start = nodes[0], len(self.order)
            open_at: dict[Any, int] = {}
            walk = list(nx.dfs_labeled_edges(self.tree, first))
            for parent, node, direction in walk:
                if direction == "forward":
                    self.parent[node] = parent if parent != node else None
                    open_at[node] = len(self.order)
                    self.order += self.own.get(node, [node] if _is_vertex(node, self.organizations) else [])
                elif direction == "reverse":
                    self.below[node] = (open_at[node], len(self.order))
            for node in open_at:
                self.component[node] = (start, len(self.order))

    def cut_vertices(self) -> list[int]:
        """Organizations that are cut vertices, rising."""
        return sorted(vertex for vertex in self.cuts if vertex < self.organizations)

    def pair_events(self) -> list[int]:
        """Events of two that hold two sides together, as nodes, rising."""
        return sorted(v for v in self.cuts if v >= self.organizations and self.sizes[v - self.organizations] == 2)

    def _sides(self, vertex: int) -> list[list[int]]:
        """The organizations of each part that is left without a vertex, largest last."""
        start, stop = self.component[vertex]
        low, high = self.below[vertex]
        parts = [
            self.order[slice(*self.below[block])]
            for block in self.tree.neighbors(vertex)
            if self.parent[block] == vertex
        ]
        parts.append(self.order[start:low] + self.order[high:stop])
        return sorted((sorted(part) for part in parts if part), key=lambda part: (len(part), -self.rank[part].min()))

    def cut_vertex(self, vertex: int, smallest: int) -> Cut | None:
        """What a cut vertex cuts off, None if that is too little."""
        sides = self._sides(vertex)
        cut_off = sorted(row for side in sides[:-1] for row in side)
        if len(sides) < 2 or len(cut_off) < smallest or len(sides[-1]) < smallest:
            return None
        total = sum(map(len, sides))
        separated = (total**2 - sum(len(side) ** 2 for side in sides)) // 2
        return Cut((vertex,), separated, np.array(cut_off), tuple(map(np.array, sides[:-1])))

    def bridge(self, event: int, smallest: int) -> Cut | None:
        """The two ends and the smaller side of a bridge, None if that is too small."""
        sides = self._sides(event)
        if len(sides) != 2 or len(sides[0]) < smallest:
            return None
        ends = []
        for block in self.tree.neighbors(event):
            ends += [v for v in (*self.own[block], *self.tree.neighbors(block)) if v != event]
        rows = tuple(sorted(ends))
        part = np.array(sides[0])
        return Cut(rows, len(sides[0]) * len(sides[1]), part, (part,))


def _blocks_only(nodes: set[Any]) -> list[tuple[str, int]]:
    return [node for node in nodes if isinstance(node, tuple)]


def _is_vertex(node: Any, organizations: int) -> bool:
    return isinstance(node, int) and node < organizations


# Counts --------------------------------------------------------------------------------------------------------------


def summarize(network: Network, *, seed: int = 0) -> list[dict[str, Any]]:
    """Count a network: nodes and ties by kind, the shape of its cooperation, its communities, and how kinds mix.

    All of the whole network, whatever the home region.

    Parameters
    ----------
    network
        The network.
    seed
        Start of the random numbers of the communities.

    Returns
    -------
    list of dict
        ``measure``, ``kind`` (None for a whole) and ``value`` (None where nothing can be told). ``ties`` counts every
        stored tie, memberships and participations among them. The density is that of the cooperation network, 0 below
        two organizations. Communities and clusters are compared by `compare_clusters`. Items ``mixing`` have
        ``other_kind`` and ``expected`` too, see `tabulate_kind_pairs`.
    """
    kinds, counts = np.unique(network.node["kind"], return_counts=True)
    nodes = dict(zip(kinds.tolist(), counts.tolist(), strict=True))
    tie_kinds, tie_counts = np.unique(network.tie["kind"], return_counts=True)
    ties = dict(zip(tie_kinds.tolist(), tie_counts.tolist(), strict=True))
    cooperation = network.cooperation()
    sizes = [len(part) for part in find_components(cooperation)]
    count, pairs = len(cooperation.organizations), cooperation.matrix.nnz // 2
    rows: list[tuple[str, str | None, float | None]] = [("organizations", None, count)]
    rows += [
        ("organizations", kind, nodes[kind])
        for kind in NODE_KINDS
        if kind in nodes and NODE_KINDS[kind].family == "organization"
    ]
    rows += [(f"{kind}s", None, nodes.get(kind, 0)) for kind in ("project", "cluster")]
    rows.append(("capabilities", None, nodes.get("capability", 0)))
    rows.append(("ties", None, len(network.tie["kind"])))
    rows += [("ties", kind, ties[kind]) for kind in TIE_KINDS if kind in ties]
    rows += [
        ("memberships", None, ties.get("MEMBER_OF", 0)),
        ("participations", None, ties.get("PARTICIPATES_IN", 0)),
    ]
    rows += [
        ("joint_projects", None, len(cooperation.projects)),
        ("cooperating_pairs", None, pairs),
        ("density", None, float(f"{2 * pairs / (count * (count - 1)):.6g}") if count > 1 else 0),
        ("components", None, len(sizes)),
        ("largest_component", None, sizes[0] if sizes else 0),
        ("isolated_organizations", None, sizes.count(1)),
    ]
    rows += [(measure, None, value) for measure, value in compare_clusters(network, seed=seed).to_dict().items()]
    items: list[dict[str, Any]] = [{"measure": name, "kind": kind, "value": value} for name, kind, value in rows]
    return items + [
        {"measure": "mixing", "kind": kind, "value": observed, "other_kind": other, "expected": expected}
        for kind, other, observed, expected in tabulate_kind_pairs(network)
    ]
