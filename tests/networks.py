"""Tiny named networks whose answers can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc import Network

KINDS = {"u": "university", "r": "research_organization", "a": "public_authority", "i": "investor"}


def make_network(
    projects: Mapping[str, Sequence[str]],
    *,
    direct: Sequence[tuple[str, str]] = (),
    ties: Sequence[tuple[str, str, str]] = (),
    alone: Sequence[str] = (),
    clusters: Mapping[str, Sequence[str]] | None = None,
    capabilities: Sequence[str] = (),
    project_clusters: Mapping[str, str] | None = None,
    topics: Mapping[str, str] | None = None,
    domains: Mapping[str, str] | None = None,
    starts: Mapping[str, str] | None = None,
    regions: Mapping[str, str] | None = None,
    cities: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    leaders: Mapping[str, str] | None = None,
    home: str | None = None,
) -> Network:
    """Make a network of projects and their members, of direct cooperation ties, and of ties of any kind.

    The first letter of an id says its kind: u university, r research, a authority, i investor, others company.
    `leaders` are the coordinators of projects.
    """
    clusters, starts, names = clusters or {}, starts or {}, names or {}
    organizations = sorted(
        {member for members in (*projects.values(), *clusters.values(), *direct) for member in members} | set(alone)
    )
    ids = [*organizations, *projects, *clusters, *capabilities]
    kinds = [KINDS.get(node[0], "company") for node in organizations]
    for kind, group in (("project", projects), ("cluster", clusters), ("capability", capabilities)):
        kinds += [kind] * len(group)
    columns = {
        "region": regions,
        "city": cities,
        "start": starts,
        "clusters": project_clusters,
        "topics": topics,
        "domains": domains,
    }
    nodes = {"id": ids, "name": [names.get(node, node.upper()) for node in ids], "kind": kinds}
    nodes |= {name: [(values or {}).get(node, "") for node in ids] for name, values in columns.items()}
    rows = [
        (member, project, "PARTICIPATES_IN", starts.get(project, ""))
        for project, members in projects.items()
        for member in members
    ]
    rows += [(a, b, "COOPERATES_WITH", "") for a, b in direct]
    rows += [(member, cluster, "MEMBER_OF", "") for cluster, members in clusters.items() for member in members]
    rows += [(*tie, "") for tie in ties]
    columns_of_ties = {name: [row[at] for row in rows] for at, name in enumerate(("source", "target", "kind", "since"))}
    if leaders is not None:
        columns_of_ties["role"] = ["coordinator" if leaders.get(row[1]) == row[0] else "" for row in rows]
    return Network.build(nodes, columns_of_ties, home=home)


def chain() -> Network:
    """b1 - u1 in p1 (laser), u1 - c1 - d1 in p2 (laser, optics), c1 - e1 in p3 (optics); u1 leads p1, c1 leads p2.

    A: b1u1 1; u1c1, u1d1, c1d1 1/2; c1e1 1. Row sums: b1 1, c1 2, d1 1, e1 1, u1 2; events the same.
    """
    return make_network(
        {"p1": ["b1", "u1"], "p2": ["u1", "c1", "d1"], "p3": ["c1", "e1"]},
        topics={"p1": "Laser", "p2": "laser; optics", "p3": "optics"},
        starts={"p1": "2016-05", "p2": "2018"},
        leaders={"p1": "u1", "p2": "c1"},
    )


def barbell() -> Network:
    """Two triangles (a project of three each) that one tie joins: b1 - c1 is a bridge, both ends cut vertices."""
    return make_network({"left": ["b1", "b2", "b3"], "right": ["c1", "c2", "c3"]}, direct=[("b1", "c1")])


def star(leaves: int) -> Network:
    """One hub with direct ties to so many leaves."""
    return make_network({}, direct=[("hub", f"leaf{at}") for at in range(1, leaves + 1)])


def two_islands_and_a_loner() -> Network:
    """A project of three, a project of two, and a company with a project of its own."""
    return make_network({"p3": ["b1", "b2", "u1"], "p2": ["c1", "c2"], "p1": ["d1"]})


def draw_network(
    seed: int,
    *,
    organizations: int = 150,
    projects: int = 140,
    direct: int = 0,
    repeat: float = 0.0,
    busy: float = 1.0,
    forbidden: tuple[str, str] | None = None,
) -> Network:
    """Draw a network in which kinds and clusters have nothing to do with who works with whom.

    Organizations differ in how active they are (a lognormal weight); projects have 2 to 8 members, direct ties two.
    With the chance `repeat` the next member comes from those who worked with one of the present members before.
    Universities are `busy` times as active as others: still no reason to prefer or avoid anybody.
    `forbidden` plants a deficit: organizations of these two kinds (first letters) never share a project.
    """
    random = np.random.default_rng(seed)
    letters = random.permutation(np.repeat(list("burai"), organizations // 5 + 1))[:organizations]
    letters[letters == "i"] = "b"
    ids = np.array([f"{letter}{at:04}" for at, letter in enumerate(letters)])
    clusters: dict[str, list[str]] = {f"k{at}": [] for at in range(5)}
    for one in ids:
        for at in random.choice(5, size=random.integers(1, 3), replace=False):
            clusters[f"k{at}"].append(str(one))
    active = random.lognormal(0.0, 1.0, organizations) * np.where(letters == "u", busy, 1.0)
    known: list[set[int]] = [set() for _ in ids]
    teams = []
    for size in [*random.integers(2, 9, projects), *[2] * direct]:
        team: list[int] = []
        while len(team) < size:
            near = sorted(set().union(*(known[one] for one in team)) - set(team)) if team else []
            pool = np.array(near) if near and random.random() < repeat else np.arange(organizations)
            one = int(random.choice(pool, p=active[pool] / active[pool].sum()))
            if one not in team and _may_join(letters, team, one, forbidden):
                team.append(one)
            elif near and len(pool) < 9:
                size -= 1  # a small pool of partners may be used up
        for one in team:
            known[one] |= set(team) - {one}
        teams.append([str(ids[one]) for one in team])
    return make_network(
        {f"p{at:04}": team for at, team in enumerate(teams[:projects])},
        direct=[(team[0], team[1]) for team in teams[projects:] if len(team) == 2],
        alone=[str(one) for one in ids],
        clusters=clusters,
    )


def _may_join(letters: NDArray[np.str_], team: Sequence[int], one: int, forbidden: tuple[str, str] | None) -> bool:
    if forbidden is None or letters[one] not in forbidden:
        return True
    other = forbidden[1 - forbidden.index(letters[one])]
    return not any(letters[member] == other for member in team)


def make_dated(ties: Sequence[Sequence[str]], **columns: Mapping[str, str]) -> Network:
    """Make a network of ties (source, target, kind, since, until, role; the last may be left out) and columns of nodes.

    Ids that begin with p are projects, with k clusters, with s capabilities (skills); organizations as above.
    """
    others = {"p": "project", "k": "cluster", "s": "capability"}
    ids = sorted({end for tie in ties for end in tie[:2]}.union(*columns.values()))
    nodes = {"id": ids, "name": [node.upper() for node in ids]}
    nodes["kind"] = [others.get(node[0]) or KINDS.get(node[0], "company") for node in ids]
    nodes |= {
        name: [values.get(node, nodes.get(name, [""] * len(ids))[at]) for at, node in enumerate(ids)]
        for name, values in columns.items()
    }
    rows = [[*tie, "", "", ""][:6] for tie in ties]
    names = ("source", "target", "kind", "since", "until", "role")
    return Network.build(nodes, {name: [row[at] for row in rows] for at, name in enumerate(names)})
