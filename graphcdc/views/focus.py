"""What a picture of one organization or one project shows: itself and those around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graphcdc.errors import UsageError
from graphcdc.findings import Gap, Suggestion
from graphcdc.introductions import Introduction
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.views.scene import WITH_PROJECTS
from graphcdc.views.scope import Filters, Note, Scope, choose

#: Most partners, and most organizations that could introduce a candidate.
_MOST_PARTNERS, _MOST_BETWEEN = 80, 12
#: Filters that a picture of one thing has no use for.
_WITHOUT = {
    "ego": ("kinds", "cluster"),
    "project": ("kinds", "cluster"),
    "path": ("kinds", "cluster", "since", "tie_kinds"),
}


def check_about(
    network: Network, view: str, about: Sequence[str], introductions: Sequence[Introduction], filters: Filters
) -> tuple[str, ...]:
    """Return the ids that a view is about: for a way its two ends, then those who stand between them on the best way.

    Raises
    ------
    UsageError
        If the view needs another number of names, has no use for a filter, or the ways are those of others.
    UnknownName, AmbiguousName
        If a name is not one organization, or for the view ``project`` one project.
    """
    if view == "path" and introductions and not about:
        about = (introductions[0].nodes[0], introductions[0].nodes[-1])
    if len(about) != {"ego": 1, "project": 1, "path": 2}.get(view, 0):
        raise UsageError("view_about", view=view)
    for name in _WITHOUT.get(view, ()):
        if getattr(filters, name) is not None:
            raise UsageError("view_filter", view=view, filter=name)
    nodes = [network.resolve(name, ("project",) if view == "project" else ORGANIZATION_KINDS) for name in about]
    if view == "path":
        if nodes[0] == nodes[1]:
            raise UsageError("same_ends", name=nodes[0])
        if any((way.nodes[0], way.nodes[-1]) != tuple(nodes) for way in introductions):
            raise UsageError("other_ends", a=nodes[0], b=nodes[1])
    return (*nodes, *(introductions[0].nodes[1:-1] if view == "path" and introductions else ()))


def gaps_about(network: Network, cluster: str, gaps: Sequence[Gap]) -> list[Gap]:
    """Return the gaps that are about a cluster or one of its members."""
    node = network.resolve(cluster, ["cluster"])
    members = {str(network.node["id"][member]) for member in network.members[node]}
    return [gap for gap in gaps if node in (*(gap.groups or ()), *gap.members) or members & set(gap.members)]


def look_around(network: Network, node: str, suggestions: Sequence[Suggestion], filters: Filters) -> Scope:
    """Return an organization with its closest partners, its projects, and those suggested to it."""
    region = str(network.regions[network.positions[node]])
    outside = filters.outside or (network.home is not None and region != network.home)
    whole = choose(network, Filters(None, None, filters.since, filters.tie_kinds, outside))
    at = whole.cooperation.positions.get(network.positions[node])
    partners = [] if at is None else _closest(whole, at)
    closest = partners[:_MOST_PARTNERS]
    ids = network.node["id"]
    wanted = [node, *(str(ids[whole.cooperation.organizations[row]]) for row in closest)]
    wanted += [one.candidate for one in suggestions]
    projects = _projects_of(whole, node)
    room = max(0, WITH_PROJECTS - len(wanted))
    wanted += [str(ids[project]) for project in projects[:room]]
    notes: list[Note] = []
    if len(partners) > len(closest):
        notes.append(("closest_partners", {"n": len(closest), "all": len(partners)}))
    if len(projects) > room:
        notes.append(("newest_projects", {"n": room, "all": len(projects)}))
    scope = choose(network, Filters(None, None, filters.since, filters.tie_kinds, outside, wanted))
    return replace(scope, left_out=(*scope.left_out, *notes))


def look_into(
    network: Network, project: str, members: Sequence[str], suggestions: Sequence[Suggestion], filters: Filters
) -> Scope:
    """Return a project with its participants, those suggested to it, and who stands between them."""
    candidates = [one.candidate for one in suggestions]
    whole = choose(network, Filters(None, None, filters.since, filters.tie_kinds, outside=True))
    between = _between(whole, members, candidates)
    wanted = [project, *members, *candidates, *between]
    return choose(network, Filters(None, None, filters.since, filters.tie_kinds, outside=True, nodes=wanted))


def _closest(scope: Scope, row: int) -> list[int]:
    """Partners of an organization, the closest first."""
    matrix = scope.cooperation.matrix
    start, stop = matrix.indptr[row : row + 2]
    partners, weights = matrix.indices[start:stop], matrix.data[start:stop]
    return [int(partner) for partner in partners[np.lexsort((partners, -np.round(weights, 9)))]]


def _projects_of(scope: Scope, node: str) -> list[int]:
    """Projects of an organization, the newest first."""
    tie, at, start = scope.network.tie, scope.network.positions[node], scope.network.column("start")
    projects = set(tie["target"][(tie["source"] == at) & (tie["kind"] == "PARTICIPATES_IN")].tolist())
    return sorted(projects, key=lambda project: (str(start[project]), -project), reverse=True)


def _between(scope: Scope, members: Sequence[str], candidates: Sequence[str]) -> list[str]:
    """Partners of both a member and a candidate who has none among the members; the best connected ones."""
    cooperation, positions = scope.cooperation, scope.network.positions
    rows = [cooperation.positions[positions[one]] for one in members if positions[one] in cooperation.positions]
    near = {int(other) for row in rows for other in cooperation.neighbours(row)}
    found: set[int] = set()
    for candidate in candidates:
        row = cooperation.positions.get(positions.get(candidate, -1))
        if row is None:
            continue
        own = {int(other) for other in cooperation.neighbours(row)}
        if not own & set(rows):
            common = sorted(own & near, key=lambda other: (-int(cooperation.partners[other]), other))
            found |= set(common[:1])
    ranked = sorted(found, key=lambda other: (-int(cooperation.partners[other]), other))
    return [str(scope.network.node["id"][cooperation.organizations[row]]) for row in ranked[:_MOST_BETWEEN]]
