"""What of a network is drawn: the filters, and the clusters that a node stands for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.errors import DataError, UsageError
from graphcdc.memberships import rank_clusters
from graphcdc.model import NODE_KINDS, TIE_KINDS
from graphcdc.network import DATE, Network
from graphcdc.views.labels import title_size
from graphcdc.words import LANGUAGES

IntArray = NDArray[np.int64]
#: A sentence of `texts` with its values.
Note = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Filters:
    """What a caller wants to see; None means no filter."""

    kinds: Collection[str] | None = None
    cluster: str | None = None
    since: str | None = None
    tie_kinds: Collection[str] | None = None
    outside: bool = False
    #: Ids of the only organizations and projects to draw.
    nodes: Collection[str] | None = None


@dataclass(frozen=True, eq=False)
class Scope:
    """The part of a network that was asked for.

    Attributes
    ----------
    network
        The network with the ties that were asked for.
    cooperation
        Cooperation among all organizations of the region, of whatever kind and cluster: the partners of an
        organization are the same on every map of the region.
    organizations, projects
        Node positions, rising.
    cluster
        The one cluster that was asked for, as an id.
    left_out
        What was left out, for the subtitle.
    """

    network: Network
    cooperation: Cooperation
    organizations: IntArray
    projects: IntArray
    cluster: str | None
    left_out: tuple[Note, ...]


def choose(network: Network, filters: Filters) -> Scope:
    """Apply the filters.

    Raises
    ------
    UsageError
        If there is no such kind of node or tie.
    UnknownName, AmbiguousName
        If `filters.cluster` is not one cluster.
    """
    _check(filters)
    notes: list[Note] = []
    network = _with_ties(network, filters, notes)
    chosen = network.organizations
    if network.home is not None and not filters.outside:
        there = network.regions[chosen] == network.home
        if not there.all():
            notes.append(("left_out_region", {"n": int((~there).sum())}))
        chosen = chosen[there]
    whole = network.cooperation()
    cooperation = whole.restrict(np.isin(whole.organizations, chosen))
    cluster = None
    if filters.cluster is not None:
        cluster = network.resolve(filters.cluster, ["cluster"])
        chosen = np.intersect1d(chosen, network.members[cluster])
        notes.append(("only_cluster", {"node": network.positions[cluster]}))
    projects = _projects(network, filters, chosen)
    if filters.kinds is not None:
        chosen = chosen[np.isin(network.node["kind"][chosen], list(filters.kinds))]
        notes.append(("only_kinds", {"kinds": tuple(sorted(filters.kinds))}))
        if len(chosen):
            projects = _projects(network, filters, chosen)
    if filters.nodes is not None:
        wanted = [network.positions[node] for node in filters.nodes if node in network.positions]
        chosen, projects = np.intersect1d(chosen, wanted), np.intersect1d(network.of_kinds(["project"]), wanted)
    return Scope(network, cooperation, chosen, projects, cluster, tuple(notes))


def name_in(network: Network, node: int, lang: str) -> str:
    """Return the name of a node in a language, or its only name."""
    own = network.node.get(f"name_{lang}")
    return str((own is not None and own[node]) or network.node["name"][node])


def title_sizes(scope: Scope, clusters: Sequence[str]) -> NDArray[np.float64]:
    """Return width and height in px of the name of each cluster, the larger of both languages; "" has the height 0."""
    network = scope.network
    sizes = [
        [title_size(name_in(network, network.positions[one], lang) if one else "") for lang in LANGUAGES]
        for one in clusters
    ]
    largest = np.array(sizes, dtype=np.float64).reshape(-1, len(LANGUAGES), 2).max(axis=1)
    return np.asarray(largest, dtype=np.float64)


def _check(filters: Filters) -> None:
    for asked, known in ((filters.kinds, NODE_KINDS), (filters.tie_kinds, TIE_KINDS)):
        strange = sorted(set(asked or ()) - set(known))
        if strange:
            raise UsageError("unknown_word", what="kind", text=strange[0], known=", ".join(known))
    if filters.since is not None and not DATE.fullmatch(filters.since):
        raise DataError("no_date", text=filters.since)


def _with_ties(network: Network, filters: Filters, notes: list[Note]) -> Network:
    """Keep the ties that were asked for; membership is no tie of the map and always stays."""
    kind = network.tie["kind"]
    keep = np.ones(len(kind), dtype=bool)
    if filters.tie_kinds is not None:
        keep &= np.isin(kind, list(filters.tie_kinds))
        notes.append(("only_ties", {"kinds": tuple(sorted(filters.tie_kinds))}))
    if filters.since is not None:
        keep &= network.tie["since"] >= filters.since
        notes.append(("only_since", {"date": filters.since}))
    if keep.all():
        return network
    keep |= kind == "MEMBER_OF"
    return replace(network, tie={name: values[keep] for name, values in network.tie.items()}, _projections={})


def _projects(network: Network, filters: Filters, organizations: IntArray) -> IntArray:
    """All projects, or where organizations were left out, those that one of the others takes part in."""
    if filters.kinds is not None and "project" not in filters.kinds:
        return np.empty(0, dtype=np.int64)
    projects = network.of_kinds(["project"])
    if len(organizations) == len(network.organizations) and filters.since is None and filters.tie_kinds is None:
        return projects
    joined = (network.tie["kind"] == "PARTICIPATES_IN") & np.isin(network.tie["source"], organizations)
    return np.intersect1d(projects, network.tie["target"][joined])


def clusters_of(scope: Scope) -> dict[int, tuple[str, ...]]:
    """Clusters of each node that has any, by node position; the one that was asked for first, else the main one."""
    return rank_clusters(scope.network, scope.projects, first=scope.cluster)
