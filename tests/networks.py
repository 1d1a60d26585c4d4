"""Tiny named networks whose answers can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcdc import Network

KINDS = {"u": "university", "r": "research_organization", "a": "public_authority", "i": "investor"}


def make_network(
    projects: Mapping[str, Sequence[str]],
    *,
    direct: Sequence[tuple[str, str]] = (),
    alone: Sequence[str] = (),
    clusters: Mapping[str, Sequence[str]] | None = None,
    project_clusters: Mapping[str, str] | None = None,
    starts: Mapping[str, str] | None = None,
    regions: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    home: str | None = None,
) -> Network:
    """Make a network of projects and their members, and of direct cooperation ties.

    The first letter of an id says its kind: u university, r research, a authority, i investor, others company.
    """
    clusters, starts, regions, names = clusters or {}, starts or {}, regions or {}, names or {}
    organizations = sorted(
        {member for members in projects.values() for member in members}
        | {end for tie in direct for end in tie}
        | {member for members in clusters.values() for member in members}
        | set(alone)
    )
    ids = [*organizations, *projects, *clusters]
    nodes = {
        "id": ids,
        "name": [names.get(node, node.upper()) for node in ids],
        "kind": [KINDS.get(node[0], "company") for node in organizations]
        + ["project"] * len(projects)
        + ["cluster"] * len(clusters),
        "region": [regions.get(node, "") for node in ids],
        "start": [starts.get(node, "") for node in ids],
        "clusters": [(project_clusters or {}).get(node, "") for node in ids],
    }
    rows = [
        (member, project, "PARTICIPATES_IN", starts.get(project, ""))
        for project, members in projects.items()
        for member in members
    ]
    rows += [(a, b, "COOPERATES_WITH", "") for a, b in direct]
    rows += [(member, cluster, "MEMBER_OF", "") for cluster, members in clusters.items() for member in members]
    ties = {name: [row[at] for row in rows] for at, name in enumerate(("source", "target", "kind", "since"))}
    return Network.build(nodes, ties, home=home)


def barbell() -> Network:
    """Two triangles (a project of three each) that one tie joins: b1 - c1 is a bridge, both ends cut vertices."""
    return make_network({"left": ["b1", "b2", "b3"], "right": ["c1", "c2", "c3"]}, direct=[("b1", "c1")])


def star(leaves: int) -> Network:
    """One hub with direct ties to so many leaves."""
    return make_network({}, direct=[("hub", f"leaf{at}") for at in range(1, leaves + 1)])


def two_islands_and_a_loner() -> Network:
    """A project of three, a project of two, and a company with a project of its own."""
    return make_network({"p3": ["b1", "b2", "u1"], "p2": ["c1", "c2"], "p1": ["d1"]})
