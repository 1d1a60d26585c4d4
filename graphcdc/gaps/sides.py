"""The two sides of a gap: a tie between one of each would help to close it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap
from graphcdc.gaps.groups import CLUSTER_GAP, group_kinds
from graphcdc.network import Network

Flags = NDArray[np.bool_]


def find_sides(network: Network, gap: Gap) -> tuple[Flags, Flags]:
    """Return who stands on each of the two sides of a gap.

    For a group pair the two groups (at home, if that was the scope); somebody may be in both. For the others the weak
    side comes first: an isolate and everybody else; a pendant and everybody but its partner; an island and all others
    that have partners; what a single point of failure, or the one that joins a periphery, cuts off and the rest of the
    same component, the point itself in neither. A lone broker is in neither either: its pairs of clusters are the two
    sides, the first of each pair on the one and the second on the other. Of a structural hole both sides are the
    partners, whom it lies between.

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
    members = _flag(network, gap.members)
    if gap.kind == "single_point_of_failure":
        cut_off = _flag(network, gap.evidence["cut_off"])
        same = np.isin(cooperation.component, cooperation.component[cut_off])
        return cut_off & ~members, same & ~cut_off & ~members
    if gap.kind == "fragmentation":
        connected = cooperation.partners > 0
        return members & connected, ~members & connected
    if gap.kind == "pendant":
        return members, ~members & ~_flag(network, [gap.evidence["partner"]])
    if gap.kind == "periphery":
        same = np.isin(cooperation.component, cooperation.component[members])
        return members, same & ~members & ~_flag(network, [gap.evidence["joined_by"]])
    if gap.kind == "brokerage_gap":
        clusters = zip(*(joint["clusters"] for joint in gap.evidence["joins"]), strict=True)
        first, second = (_flag_members(network, side) & ~members for side in clusters)
        return first, second
    if gap.kind == "structural_hole":
        partners = np.zeros(len(members), dtype=bool)
        for row in np.flatnonzero(members).tolist():
            partners[cooperation.neighbours(row)] = True
        return partners, partners
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
    members = network.members.get(group) if gap.kind == CLUSTER_GAP else network.of_kinds(group_kinds(group))
    flags = np.isin(network.organizations, () if members is None else members)
    if gap.evidence["scope"] != "all":
        flags &= network.regions[network.organizations] == gap.evidence["scope"]
    return flags


def _flag_members(network: Network, clusters: Iterable[str]) -> Flags:
    """The members of any of these clusters; a cluster that the network does not have has none."""
    nodes = [network.members[cluster] for cluster in clusters if cluster in network.members]
    return np.isin(network.organizations, np.concatenate(nodes) if nodes else ())


def _flag(network: Network, ids: Iterable[str]) -> Flags:
    """The organizations of these ids; an id that the network does not have, at an earlier date, stands for nobody."""
    flags = np.zeros(len(network.organizations), dtype=bool)
    rows = network.cooperation().positions
    flags[[rows[network.positions[one]] for one in ids if one in network.positions]] = True
    return flags
