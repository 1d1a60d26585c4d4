"""What a picture of one organization or one project shows: itself and those around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphcdc.errors import UsageError
from graphcdc.findings import Gap, Suggestion
from graphcdc.introductions import Introduction
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.views.scope import Filters, Scope, choose

#: Most partners, and most organizations that could introduce a candidate.
_MOST_PARTNERS, _MOST_BETWEEN = 80, 12


def check_about(
    network: Network, view: str, about: Sequence[str], introductions: Sequence[Introduction]
) -> tuple[str, ...]:
    """Return the ids that a view is about: for a way its two ends, then those who stand between them on the best way.

    Raises
    ------
    UsageError
        If the view needs another number of names.
    UnknownName, AmbiguousName
        If a name is not one organization, or for the view ``project`` one project.
    """
    if view == "path" and introductions and not about:
        about = (introductions[0].nodes[0], introductions[0].nodes[-1])
    if len(about) != {"ego": 1, "project": 1, "path": 2}.get(view, 0):
        raise UsageError("view_about", view=view)
    nodes = [network.resolve(name, ("project",) if view == "project" else ORGANIZATION_KINDS) for name in about]
    return (*nodes, *(introductions[0].nodes[1:-1] if view == "path" and introductions else ()))


def gaps_about(network: Network, cluster: str, gaps: Sequence[Gap]) -> list[Gap]:
    """Return the gaps that are about a cluster or one of its members."""
    node = network.resolve(cluster, ["cluster"])
    members = {str(network.node["id"][member]) for member in network.members[node]}
    return [gap for gap in gaps if node in (gap.groups or ()) or members & set(gap.members)]


def look_around(network: Network, node: str, suggestions: Sequence[Suggestion], filters: Filters) -> Scope:
    """Return an organization with its closest partners, its projects, and those suggested to it."""
    region = str(network.regions[network.positions[node]])
    outside = filters.outside or (network.home is not None and region != network.home)
    whole = choose(network, Filters(filters.kinds, None, filters.since, filters.tie_kinds, outside))
    at = whole.cooperation.positions.get(network.positions[node])
    closest = [] if at is None else _closest(whole, at)[:_MOST_PARTNERS]
    ids = network.node["id"]
    wanted = [node, *(str(ids[whole.cooperation.organizations[row]]) for row in closest)]
    wanted += [str(ids[project]) for project in _projects_of(whole, node)]
    wanted += [one.candidate for one in suggestions]
    return choose(network, Filters(None, None, filters.since, filters.tie_kinds, outside, wanted))


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
    tie, at = scope.network.tie, scope.network.positions[node]
    return sorted(set(tie["target"][(tie["source"] == at) & (tie["kind"] == "PARTICIPATES_IN")].tolist()))


def _between(scope: Scope, members: Sequence[str], candidates: Sequence[str]) -> list[str]:
    """Partners of both a member and a candidate who has none among the members; the best connected ones."""
    cooperation, positions = scope.cooperation, scope.network.positions
    rows = [cooperation.positions[positions[one]] for one in members if positions[one] in cooperation.positions]
    near = {int(other) for row in rows for other in cooperation.neighbours(row)}
    found: set[int] = set()
    for candidate in candidates:
        row = cooperation.positions[positions[candidate]]
        own = {int(other) for other in cooperation.neighbours(row)}
        if not own & set(rows):
            common = sorted(own & near, key=lambda other: (-int(cooperation.partners[other]), other))
            found |= set(common[:1])
    ranked = sorted(found, key=lambda other: (-int(cooperation.partners[other]), other))
    return [str(scope.network.node["id"][cooperation.organizations[row]]) for row in ranked[:_MOST_BETWEEN]]
