"""Role gaps: projects that nobody leads, where projects usually state who does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from graphcdc.findings import Gap, Sentence
from graphcdc.gaps.roster import Roster
from graphcdc.model import LEADING_ROLES
from graphcdc.network import Network

#: Joint projects that must state who leads them, as a share of all: with fewer, roles are simply not recorded.
USUAL = 0.5
#: Organizations outside a project that could lead it, in the evidence.
MOST_OUTSIDE = 10


@dataclass(frozen=True)
class Roles:
    """What the participations of a network say of roles.

    Attributes
    ----------
    leaders
        Node positions of those who lead each project, by its node position.
    silent
        Projects with a participant whose role is not recorded: the leader may be among them.
    """

    leaders: dict[int, set[int]]
    silent: set[int]

    def count_led(self) -> Counter[int]:
        """Projects that each organization leads, alone or with others, by node position."""
        return Counter(leader for leaders in self.leaders.values() for leader in leaders)


def read_roles(network: Network) -> Roles:
    """Read who leads which project.

    Examples
    --------
    >>> nodes = {"id": ["a", "b", "p"], "name": ["A", "B", "P"], "kind": ["sme", "sme", "project"]}
    >>> ties = {"source": ["a", "b"], "target": ["p"] * 2, "kind": ["PARTICIPATES_IN"] * 2, "role": ["Leader", ""]}
    >>> read_roles(Network.build(nodes, ties))
    Roles(leaders={2: {0}}, silent={2})
    """
    joined = network.tie["kind"] == "PARTICIPATES_IN"
    ends = (network.tie[end][joined].tolist() for end in ("source", "target"))
    words, place = np.unique(network.tie_column("role")[joined].astype(str), return_inverse=True)
    plain = [word.strip().casefold() for word in words.tolist()]
    roles = Roles({}, set())
    for organization, project, at in zip(*ends, place.tolist(), strict=True):
        if plain[at] in LEADING_ROLES:
            roles.leaders.setdefault(project, set()).add(organization)
        elif not plain[at]:
            roles.silent.add(project)
    return roles


def find_role_gaps(roster: Roster) -> list[Gap]:
    """Joint projects under way of which every participant's role is recorded, and none of the roles leads.

    A project is under way unless it is said to be finished or stopped, or all its participations have ended. Where
    fewer than half of the joint projects state a coordinator, roles are not recorded and nothing is said; nor of a
    project with a participant without a role. The number of participants is the severity. Roles that lead are
    `LEADING_ROLES`; that a project needs another role the tables cannot say.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": ["a", "b", "p", "q"], "name": list("ABPQ"), "kind": ["sme", "sme", "project", "project"]}
    >>> ties = {"source": list("abab"), "target": list("ppqq"), "kind": ["PARTICIPATES_IN"] * 4}
    >>> ties["role"] = ["coordinator", "partner", "partner", "partner"]
    >>> [(gap.members, gap.ties) for gap in find_role_gaps(Roster(Network.build(nodes, ties)))]
    [(('q',), ())]
    """
    network, roles = roster.network, read_roles(roster.network)
    projects = roster.cooperation.projects.tolist()
    if not _are_recorded(projects, roles):
        return []
    lasting = set(network.tie["target"][(network.tie["kind"] == "PARTICIPATES_IN") & network.lasting].tolist())
    led = roles.count_led()
    gaps = [
        _role(roster, project, led)
        for project in projects
        if not (project in roles.leaders or project in roles.silent or roster.over[project])
        and project in lasting
        and roster.touches_home([project])
    ]
    return roster.arrange(gaps)


def _are_recorded(projects: list[int], roles: Roles) -> bool:
    return bool(projects) and sum(project in roles.leaders for project in projects) >= USUAL * len(projects)


def _role(roster: Roster, project: int, led: Counter[int]) -> Gap:
    nodes, rows = roster.cooperation.organizations, roster.rows_of(project)
    experienced = sorted(
        (row for row in range(len(nodes)) if led[int(nodes[row])]),
        key=lambda row: (not roster.inside[row], -led[int(nodes[row])], roster.rank[row]),
    )
    able = [row for row in experienced if row in rows]
    outside = [row for row in experienced if row not in rows]
    # Somebody leads at least half of the projects, so one of the two lists has somebody.
    best = (able or outside)[0]
    values = {
        "project": roster.name(project),
        "participants": len(rows),
        "names": roster.list_names(rows),
        "name": roster.names[best],
        "led": led[int(nodes[best])],
    }
    return Gap(
        kind="role_gap",
        claim="structural",
        groups=None,
        members=(str(roster.network.node["id"][project]),),
        observed=len(rows),
        evidence={
            "role": "coordinator",
            "participants": sorted(map(str, roster.ids[rows])),
            "led": {str(roster.ids[row]): led[int(nodes[row])] for row in able},
            "outside": [str(roster.ids[row]) for row in outside[:MOST_OUTSIDE]],
        },
        said=Sentence("gap_role", values),
        advice=Sentence("advice_role" if able else "advice_role_outside", values),
        ties=() if able else roster.start_ties([roster.best(rows)], outside),
    )


def list_role_limits(roster: Roster) -> list[Sentence]:
    """Say that roles are not recorded, where too few joint projects state who leads them."""
    roles, projects = read_roles(roster.network), roster.cooperation.projects.tolist()
    if not projects or _are_recorded(projects, roles):
        return []
    values = {"stated": sum(project in roles.leaders for project in projects), "projects": len(projects)}
    return [Sentence("limit_no_roles", values)]
