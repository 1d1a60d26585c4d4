"""The two sides of a gap: a tie between one of each would help to close it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap
from graphcdc.gaps.groups import CLUSTER_GAP, group_kinds
from graphcdc.network import Network

Flags = NDArray[np.bool_]

#: Kinds of organization that found and run clusters.
FOUNDERS = ("cluster_organization", "incubator")


def find_sides(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    """Return who stands on each of the two sides of a gap.

    For a group pair the two groups (at home, if that was the scope); somebody may be in both. So for a paper cluster:
    both sides are its members. For the others the weak side comes first: an isolate and everybody else; an island and
    all others that have partners; what a single point of failure cuts off and the rest of the same component, the
    point itself in neither. An emerging cluster is closed by whoever makes a cluster of it: on the other side are the
    cluster organizations and incubators, or all others if there are none.

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
    cooperation = network.cooperation()
    if gap.kind == "paper_cluster":
        own = _flag_cluster(network, gap, gap.members[0])
        return own, own
    members = _flag(network, gap.members)
    if gap.kind == "emerging_cluster":
        founders = np.isin(network.node["kind"][network.organizations], FOUNDERS) & ~members
        return members, founders if founders.any() else ~members
    if gap.kind == "single_point_of_failure":
        cut_off = _flag(network, gap.evidence["cut_off"])
        same = np.isin(cooperation.component, cooperation.component[cut_off])
        return cut_off & ~members, same & ~cut_off & ~members
    if gap.kind == "fragmentation":
        connected = cooperation.partners > 0
        return members & connected, ~members & connected
    return members, ~members


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
    if gap.kind == CLUSTER_GAP:
        return _flag_cluster(network, gap, group)
    return _keep_scope(network, gap, network.of_kinds(group_kinds(group)))


def _flag_cluster(network: Network, gap: Gap, cluster: str) -> Flags:
    """The members of a cluster; one that the network does not have, at an earlier date, has nobody."""
    return _keep_scope(network, gap, network.members.get(cluster, np.empty(0, dtype=np.int64)))


def _keep_scope(network: Network, gap: Gap, members: NDArray[np.int64]) -> Flags:
    flags = np.isin(network.organizations, members)
    if gap.evidence["scope"] != "all":
        flags &= network.regions[network.organizations] == gap.evidence["scope"]
    return flags


def _flag(network: Network, ids: Iterable[str]) -> Flags:
    """The organizations of these ids; an id that the network does not have, at an earlier date, stands for nobody.

    So does that of a node that is no organization.
    """
    return np.isin(network.organizations, [network.positions[one] for one in ids if one in network.positions])
