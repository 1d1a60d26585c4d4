"""What the panel beside the map says: profiles, gaps and suggestions as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Suggestion
from graphcdc.model import NODE_KINDS
from graphcdc.network import Network
from graphcdc.views.scene import AGGREGATE, Scene
from graphcdc.views.scope import Scope
from graphcdc.words import name_of

KIND_WORDS = tuple(NODE_KINDS)
#: How many partners and projects a profile names; fewer where thousands of profiles are written.
_PARTNERS, _PROJECTS, _PARTNERS_OF_MANY = 10, 6, 4


def rows_of(scene: Scene) -> list[int]:
    """Node positions in the order of the page: the dots, then organizations that are listed but not drawn."""
    drawn = [dot.node for dot in scene.dots]
    known = set(drawn)
    return drawn + [node for node in scene.scope.organizations.tolist() if node not in known]


def profiles(scene: Scene, clusters: Mapping[str, int]) -> list[list[Any]]:
    """Return one row per organization and drawn project, as the script of the page reads them.

    Parameters
    ----------
    scene
        The picture.
    clusters
        Number of each cluster in the page by its id.
    """
    scope = scene.scope
    network = scope.network
    nodes = rows_of(scene)
    row_of = {node: row for row, node in enumerate(nodes)}
    many = len(nodes) > AGGREGATE
    whole = network.cooperation()
    everywhere = dict(zip(whole.organizations.tolist(), whole.partners.tolist(), strict=True))
    projects = _projects_of(network)
    metric = {dot.node: dot.metric for dot in scene.dots}
    names, kinds, ids = (network.column(column) for column in ("name", "kind", "id"))
    places = [network.column(column) for column in ("city", "region", "country")]
    others = [network.column(column) for column in ("name_ru", "name_en", "inn")]
    best = _best_partners(scope, row_of, _PARTNERS_OF_MANY if many else _PARTNERS)
    table = []
    for node in nodes:
        own = projects.get(node, [])
        within = scope.cooperation.positions.get(node)
        here = metric.get(node, int(scope.cooperation.partners[within]) if within is not None else 0)
        is_project = kinds[node] == "project"
        listed = [] if many or is_project else own[:_PROJECTS]
        table.append(
            [
                str(ids[node]),
                str(names[node]),
                KIND_WORDS.index(str(kinds[node])),
                _joined(places, node, ", "),
                [clusters[name] for name in scene.clusters.get(node, ()) if name in clusters],
                here,
                everywhere.get(node, here),
                [row_of[one] for one in own if one in row_of] if is_project else best.get(node, []),
                [row_of.get(project, str(names[project])) for project in listed],
                len(own),
                _joined(others, node, "\n"),
            ]
        )
    return table


def _projects_of(network: Network) -> dict[int, list[int]]:
    """Projects of each organization, the latest first, and organizations of each project, by position."""
    joined = network.tie["kind"] == "PARTICIPATES_IN"
    start = network.column("start")
    found: dict[int, list[int]] = {}
    pairs = np.unique(np.stack([network.tie["source"][joined], network.tie["target"][joined]], axis=1), axis=0)
    for organization, project in pairs.tolist():
        found.setdefault(organization, []).append(project)
        found.setdefault(project, []).append(organization)
    projects = set(network.of_kinds(["project"]).tolist())
    for node, others in found.items():
        if node not in projects:
            others.sort(key=lambda project: str(start[project]), reverse=True)
    return found


def _best_partners(scope: Scope, row_of: Mapping[int, int], most: int) -> dict[int, list[int]]:
    """Rows of the closest partners of each organization, the closest first."""
    matrix, nodes = scope.cooperation.matrix, scope.cooperation.organizations
    row_at = np.array([row_of.get(node, -1) for node in nodes.tolist()], dtype=np.int64)
    found = {}
    for at in np.flatnonzero(row_at >= 0).tolist():
        first, last = matrix.indptr[at : at + 2]
        partners = row_at[matrix.indices[first:last]]
        order = np.lexsort((partners, -np.round(matrix.data[first:last], 9)))
        ranked = partners[order]
        found[int(nodes[at])] = [int(row) for row in ranked[ranked >= 0][:most]]
    return found


def _joined(columns: Sequence[NDArray[Any]], node: int, between: str) -> str:
    return between.join(dict.fromkeys(str(column[node]) for column in columns if column[node]))


def list_gaps(scene: Scene, gaps: Sequence[Gap], row_of: Mapping[str, int], lang: str) -> list[dict[str, Any]]:
    """Return the gaps as text, with the rows and hulls that they are about."""
    hull_of, clusters = scene.hull_of, scene.scope.network.members
    listed = []
    for gap in gaps:
        ends = [hull_of[group] for group in gap.groups or () if group in hull_of]
        pair = gap.kind == "cluster_to_cluster_gap" and len(ends) == 2
        members = [row_of[member] for member in gap.members if member in row_of]
        between_clusters = gap.groups is not None and any(group in clusters for group in gap.groups)
        listed.append(
            {
                "claim": gap.claim,
                "kind": gap.kind,
                "name": name_of(gap.kind, lang),
                "text": gap.text(lang),
                "action": gap.advice.say(lang),
                "members": members,
                # What the filters took off the map is not in the list of the map either.
                "here": bool(members or ends) if gap.members or between_clusters else True,
                "hulls": ends if pair else None,
            }
        )
    return listed


def list_suggestions(suggestions: Sequence[Suggestion], row_of: Mapping[str, int], lang: str) -> list[dict[str, Any]]:
    """Return the suggestions as text; ``row`` is -1 where the candidate is not on the page."""
    return [
        {
            "row": row_of.get(one.candidate, -1),
            "name": one.name,
            "kind": name_of(one.kind, lang),
            "list": one.list,
            "rank": one.rank,
            "reasons": [reason.say(lang) for reason in one.reasons],
        }
        for one in suggestions
    ]
