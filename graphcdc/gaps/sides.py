"""The two sides of a gap: a tie between one of each would help to close it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap
from graphcdc.gaps.groups import CLUSTER_GAP, group_kinds
from graphcdc.network import Network

Nodes = NDArray[np.int64]


def find_sides(network: Network, gap: Gap) -> tuple[Nodes, Nodes]:
    """Return the organizations of the two sides of a gap, as node positions, rising.

    For a group pair the two groups (at home, if that was the scope); somebody may be in both. For the others the weak
    side comes first: an isolate and everybody else; an island and all others that have partners; what a single point
    of failure cuts off and the rest of the same component, the point itself in neither.

    Parameters
    ----------
    network
        The network.
    gap
        A gap of `find_gaps`. Organizations that are not in the network are left out.

    Examples
    --------
    >>> from graphcdc.gaps import find_gaps
    >>> network = Network.build(
    ...     {"id": ["a", "b", "c"], "name": ["Alpha", "Beta", "Gamma"], "kind": ["sme", "sme", "university"]},
    ...     {"source": ["a"], "target": ["b"], "kind": ["COOPERATES_WITH"]},
    ... )
    >>> [side.tolist() for side in find_sides(network, find_gaps(network)[0])]
    [[2], [0, 1]]
    """
    if gap.groups is not None:
        first, second = (_members_of(network, gap, group) for group in gap.groups)
        return first, second
    members = _find_nodes(network, gap.members)
    if gap.kind == "single_point_of_failure":
        cut_off = _find_nodes(network, gap.evidence["cut_off"])
        return np.setdiff1d(cut_off, members), np.setdiff1d(_reach(network, cut_off), np.union1d(cut_off, members))
    cooperation = network.cooperation()
    others = network.organizations
    if gap.kind == "fragmentation":
        others = cooperation.organizations[cooperation.partners > 0]
        members = np.intersect1d(members, others)
    return members, np.setdiff1d(others, members)


def closes_gap(network: Network, gap: Gap, first: str, second: str) -> bool:
    """Whether a tie between two organizations would help to close a gap: whether they lie on its two sides.

    See Also
    --------
    find_sides
    """
    one, other = network.positions[first], network.positions[second]
    here, there = find_sides(network, gap)
    return bool((one in here and other in there) or (other in here and one in there))


def _members_of(network: Network, gap: Gap, group: str) -> Nodes:
    members = network.members.get(group) if gap.kind == CLUSTER_GAP else network.of_kinds(group_kinds(group))
    if members is None:
        return np.empty(0, dtype=np.int64)
    if gap.evidence["scope"] != "all":
        members = members[network.regions[members] == gap.evidence["scope"]]
    return members


def _find_nodes(network: Network, ids: tuple[str, ...]) -> Nodes:
    return np.unique(np.array([network.positions[one] for one in ids if one in network.positions], dtype=np.int64))


def _reach(network: Network, nodes: Nodes) -> Nodes:
    """Everybody in the components of some organizations."""
    cooperation = network.cooperation()
    own = cooperation.component[[cooperation.positions[int(node)] for node in nodes]]
    return cooperation.organizations[np.isin(cooperation.component, own)]
