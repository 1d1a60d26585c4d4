"""The two sides of a gap: a tie between one of each would help to close it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap
from graphcdc.gaps.families import list_groups
from graphcdc.model import NODE_KINDS
from graphcdc.network import Network

Flags = NDArray[np.bool_]

#: Kinds of organization that found and run clusters.
FOUNDERS = ("cluster_organization", "incubator")


def find_sides(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    """Return who stands on each of the two sides of a gap.

    For a group pair the two groups (at home, if that was the scope); somebody may be in both. Of a paper cluster both
    sides are its members; an emerging cluster is closed by whoever makes a cluster of it: on the other side are the
    cluster organizations and incubators, or all others if there are none. For the others the weak
    side comes first: an isolate and everybody else; a pendant and everybody but its partner; an island and all others
    that have partners; what a single point of failure, or the one that joins a periphery, cuts off and the rest of the
    same component, the point itself in neither. A lone broker is in neither either: its pairs of clusters are the two
    sides, the first of each pair on the one and the second on the other. Of a structural hole both sides are the
    partners, whom it lies between. Of a gap of content: those who look for or offer something and those who have the
    nearest thing; the participants of a project and those outside who have led most; the members of a cluster and the
    spheres it misses, or those who would help it as members; one end of a tie and the other. A project stands for its
    participants and a cluster for its members.

    Parameters
    ----------
    network
        The network.
    gap
        A gap of `find_gaps`.

    Returns
    -------
    two arrays of flags
        One flag for each organization, in the order of ``network.organizations``.

    Examples
    --------
    >>> from graphcdc.gaps import find_gaps
    >>> network = Network.build(
    ...     {"id": ["a", "b", "c"], "name": ["Alpha", "Beta", "Gamma"], "kind": ["sme", "sme", "university"]},
    ...     {"source": ["a"], "target": ["b"], "kind": ["COOPERATES_WITH"]},
    ... )
    >>> [side.tolist() for side in find_sides(network, find_gaps(network)[0])]
    [[False, False, True], [True, True, False]]
    """
    if gap.groups is not None:
        first, second = (_flag_group(network, gap, group) for group in gap.groups)
        return first, second
    if gap.kind == "paper_cluster":
        own = _keep_scope(network, gap, _flag_members(network, gap.members))
        return own, own
    if gap.kind in STRUCTURE_SIDES:
        return STRUCTURE_SIDES[gap.kind](network, gap)
    if gap.kind in CONTENT_SIDES:
        return CONTENT_SIDES[gap.kind](network, gap)
    members = _flag(network, gap.members)
    if gap.kind == "emerging_cluster":
        founders = np.isin(network.node["kind"][network.organizations], FOUNDERS) & ~members
        return members, founders if founders.any() else ~members
    return members, ~members


def _sides_of_cut(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    component, members = network.cooperation().component, _flag(network, gap.members)
    cut_off = _flag(network, gap.evidence["cut_off"])
    same = np.isin(component, component[cut_off])
    return cut_off & ~members, same & ~cut_off & ~members


def _sides_of_island(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    connected, members = network.cooperation().partners > 0, _flag(network, gap.members)
    return members & connected, ~members & connected


def _sides_of_pendant(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    members = _flag(network, gap.members)
    return members, ~members & ~_flag(network, [gap.evidence["partner"]])


def _sides_of_periphery(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    component, members = network.cooperation().component, _flag(network, gap.members)
    same = np.isin(component, component[members])
    return members, same & ~members & ~_flag(network, [gap.evidence["joined_by"]])


def _sides_of_broker(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    members = _flag(network, gap.members)
    clusters = zip(*(joint["clusters"] for joint in gap.evidence["joins"]), strict=True)
    first, second = (_flag_members(network, side) & ~members for side in clusters)
    return first, second


def _sides_of_hole(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    members = _flag(network, gap.members)
    partners = np.zeros(len(members), dtype=bool)
    for row in np.flatnonzero(members).tolist():
        partners[network.cooperation().neighbours(row)] = True
    return partners, partners


#: Who stands where, for kinds of structure that are not simply members against everybody else.
STRUCTURE_SIDES: dict[str, Callable[[Network, Gap], tuple[Flags, Flags]]] = {
    "single_point_of_failure": _sides_of_cut,
    "fragmentation": _sides_of_island,
    "pendant": _sides_of_pendant,
    "periphery": _sides_of_periphery,
    "brokerage_gap": _sides_of_broker,
    "structural_hole": _sides_of_hole,
}


def _sides_of_market(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    """Who looks for something, or offers it; and those who have the nearest thing, or else everybody."""
    here = _flag(network, gap.evidence["looking" if gap.kind == "unmet_need" else "offering"])
    near = _flag(network, gap.evidence["nearest"])
    return here, (near if near.any() else ~here) & ~here


def _sides_of_role(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    return _flag(network, gap.members), _flag(network, gap.evidence["outside"])


def _sides_of_helix(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    kinds = [kind.name for kind in NODE_KINDS.values() if kind.sphere in gap.evidence["missing"]]
    missing = np.isin(network.organizations, network.of_kinds(kinds))
    return _flag(network, [*gap.members, *gap.evidence["projects"]]) & ~missing, missing


def _sides_of_tie(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    return _flag(network, gap.members[:1]), _flag(network, gap.members[1:])


def _sides_of_rule(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    """Those who break a rule and all members; for a count the members and those who would help as such."""
    cluster, *who = gap.members
    members, invited = _flag(network, [cluster]), _flag(network, gap.evidence["invited"])
    if who:
        return _flag(network, who), members
    return members, invited if invited.any() else ~members


#: The kinds of gap whose sides are not simply the members and everybody else.
CONTENT_SIDES: dict[str, Callable[[Network, Gap], tuple[Flags, Flags]]] = {
    "unmet_need": _sides_of_market,
    "idle_offer": _sides_of_market,
    "role_gap": _sides_of_role,
    "helix_gap": _sides_of_helix,
    "dormant_tie": _sides_of_tie,
    "eligibility_gap": _sides_of_rule,
}


def closes_gap(network: Network, gap: Gap, first: str, second: str) -> bool:
    """Whether a tie between two organizations would help to close a gap: whether they stand on its two sides.

    See Also
    --------
    find_sides
    """
    positions = network.cooperation().positions
    one, other = (positions[network.positions[end]] for end in (first, second))
    here, there = find_sides(network, gap)
    return bool((here[one] and there[other]) or (here[other] and there[one]))


def _flag_group(network: Network, gap: Gap, group: str) -> Flags:
    flags = np.isin(network.organizations, list_groups(network, gap.evidence["sort"]).get(group, ()))
    for cluster in gap.members:
        flags &= np.isin(network.organizations, network.members.get(cluster, ()))
    return _keep_scope(network, gap, flags)


def _keep_scope(network: Network, gap: Gap, flags: Flags) -> Flags:
    """Those of the region that the gap was looked for in, if it was one."""
    if gap.evidence["scope"] == "all":
        return flags
    return np.asarray(flags & (network.regions[network.organizations] == gap.evidence["scope"]), dtype=bool)


def _flag_members(network: Network, clusters: Iterable[str]) -> Flags:
    """The members of any of these clusters; a cluster that the network does not have has none."""
    nodes = [network.members[cluster] for cluster in clusters if cluster in network.members]
    return np.isin(network.organizations, np.concatenate(nodes) if nodes else ())


def _flag(network: Network, ids: Iterable[str]) -> Flags:
    """The organizations that these ids stand for; an id that the network does not have, at an earlier date: nobody."""
    flags = np.zeros(len(network), dtype=bool)
    for one in ids:
        if one in network.positions:
            flags[_stand_for(network, network.positions[one])] = True
    return flags[network.organizations]


def _stand_for(network: Network, node: int) -> NDArray[np.int64]:
    """The node itself, the participants of a project, the members of a cluster."""
    tie, kind = network.tie, network.node["kind"][node]
    if kind == "project":
        return np.asarray(tie["source"][(tie["kind"] == "PARTICIPATES_IN") & (tie["target"] == node)], dtype=np.int64)
    return network.members[network.node["id"][node]] if kind == "cluster" else np.array([node])


def list_concerned(network: Network, gap: Gap, *, whole_clusters: bool = False) -> set[str]:
    """Return the ids of the nodes that a gap is about: its members, and the participants of projects among them.

    Parameters
    ----------
    network
        The network.
    gap
        A gap of `find_gaps`.
    whole_clusters
        Whether a cluster among the members stands for its own members too.

    Examples
    --------
    >>> from graphcdc.findings import Sentence
    >>> nodes = {"id": ["a", "p"], "name": ["A", "P"], "kind": ["sme", "project"]}
    >>> network = Network.build(nodes, {"source": ["a"], "target": ["p"], "kind": ["PARTICIPATES_IN"]})
    >>> gap = Gap("role_gap", "structural", None, ("p",), 1, {}, Sentence("gap_role"), Sentence("advice_role"))
    >>> sorted(list_concerned(network, gap))
    ['a', 'p']
    """
    kinds = ("project", "cluster") if whole_clusters else ("project",)
    there = [network.positions[one] for one in gap.members if one in network.positions]
    groups = [node for node in there if network.node["kind"][node] in kinds]
    concerned = sorted({one for node in groups for one in _stand_for(network, node).tolist()})
    return {*gap.members, *network.node["id"][concerned].tolist()}
