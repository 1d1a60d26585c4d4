"""Which clusters a node belongs to, and which of them is the main one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from graphcdc.network import Network

_NOBODY = np.empty(0, dtype=np.int64)


def rank_clusters(
    network: Network, projects: NDArray[np.int64] = _NOBODY, *, first: str | None = None
) -> dict[int, tuple[str, ...]]:
    """Return the clusters of each node that has any, by node position, the main one first.

    The main cluster of an organization is, among those that it is a member of, the one with most of its joint
    projects; then the smaller one; then the lower id. A project stands in the cluster that it states, or else
    in that of most of its participants.

    Parameters
    ----------
    network
        The network.
    projects
        Positions of the projects that are wanted beside all organizations.
    first
        A cluster that comes first wherever it is one of the clusters of a node.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": ["a", "b", "k", "l"], "name": list("ABKL"), "kind": ["sme", "sme", "cluster", "cluster"]},
    ...     {"source": ["a", "a", "b"], "target": ["k", "l", "l"], "kind": ["MEMBER_OF"] * 3},
    ... )
    >>> rank_clusters(network)
    {0: ('k', 'l'), 1: ('l',)}
    """
    sizes = {cluster: len(members) for cluster, members in network.members.items()}
    memberships: dict[int, list[str]] = {}
    for cluster, members in network.members.items():
        for member in members.tolist():
            memberships.setdefault(member, []).append(cluster)
    stated = _stated_clusters(network, sizes)
    joint = _joint_projects(network, stated)
    found: dict[int, tuple[str, ...]] = {}
    for node, clusters in memberships.items():
        own = joint.get(node, Counter())
        ranked = sorted(clusters, key=lambda cluster: (cluster != first, -own[cluster], sizes[cluster], cluster))
        found[node] = tuple(ranked)
    participants = _participants(network) if len(projects) else {}
    for project in projects.tolist():
        clusters = stated.get(project, [])
        if not clusters:
            votes = Counter(found[member][0] for member in participants.get(project, ()) if member in found)
            clusters = sorted(votes, key=lambda cluster: (-votes[cluster], sizes[cluster], cluster))[:1]
        if clusters:
            found[project] = tuple(sorted(clusters, key=lambda cluster: cluster != first))
    return found


def _stated_clusters(network: Network, sizes: Mapping[str, int]) -> dict[int, list[str]]:
    """Clusters in the column of each project, the smallest first; ids that are no cluster do not count."""
    column = network.column("clusters")
    stated = {}
    for project in network.of_kinds(["project"]).tolist():
        value = column[project]
        words = value.split(";") if isinstance(value, str) else list(value)
        known = {word.strip() for word in words} & set(sizes)
        if known:
            stated[project] = sorted(known, key=lambda cluster: (sizes[cluster], cluster))
    return stated


def _participants(network: Network) -> dict[int, list[int]]:
    """Organizations that take part in each project, by node position."""
    joined = network.tie["kind"] == "PARTICIPATES_IN"
    found: dict[int, list[int]] = {}
    pairs = np.unique(np.stack([network.tie["target"][joined], network.tie["source"][joined]], axis=1), axis=0)
    for project, organization in pairs.tolist():
        found.setdefault(project, []).append(organization)
    return found


def _joint_projects(network: Network, stated: Mapping[int, list[str]]) -> dict[int, Counter[str]]:
    """How many projects with another participant each organization has in each cluster."""
    joint: dict[int, Counter[str]] = {}
    for project, organizations in _participants(network).items():
        if len(organizations) > 1 and project in stated:
            for organization in organizations:
                joint.setdefault(organization, Counter()).update(stated[project])
    return joint
