"""What the panel beside the map can tell: a row for every organization and project, gaps, suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graphcdc.findings import Gap, Suggestion
from graphcdc.model import NODE_KINDS
from graphcdc.network import Network
from graphcdc.profiles import read_measures
from graphcdc.standing import Standing
from graphcdc.views.lines import year_of
from graphcdc.views.phrases import Phrasebook
from graphcdc.views.scene import AGGREGATE, Scene, list_clusters, partners_of
from graphcdc.views.scope import Scope
from graphcdc.views.texts import TIE_NAMES

KIND_WORDS = tuple(NODE_KINDS)
#: Measures of a profile that the panel shows.
MEASURES = (
    "strength",
    "betweenness_rank",
    "constraint",
    "effective_size",
    "community_size",
    "community_cluster_mates",
    "outside_share",
    "sphere",
)
#: How many partners and projects a row names; fewer where there are thousands of rows.
_PARTNERS, _PROJECTS, _PARTNERS_OF_MANY, _TIES = 10, 12, 4, 12
#: What the panel shows as participation, membership or partners is not listed as a tie once more.
_TOLD = ("PARTICIPATES_IN", "MEMBER_OF")


def rows_of(scene: Scene) -> list[int]:
    """Node positions in the order of the page: the dots, then organizations and projects that are not drawn."""
    drawn = [dot.node for dot in scene.dots]
    known = set(drawn)
    listed = scene.scope.organizations.tolist()
    if len(listed) <= AGGREGATE:
        listed += scene.scope.projects.tolist()
    return drawn + [node for node in listed if node not in known]


def write_rows(
    scene: Scene,
    clusters: Mapping[str, int],
    regions: Sequence[str],
    standing: Standing | None,
    phrases: Phrasebook,
) -> list[list[Any]]:
    """Return one row per organization and project, as the scripts of the page read them; texts are their numbers.

    Parameters
    ----------
    scene
        The picture.
    clusters
        Number of each cluster in the page by its id.
    regions
        The regions that the page can filter by.
    standing
        Measures of the organizations, if they were taken.
    phrases
        Numbers the texts.
    """
    rows = _Rows(scene, standing, phrases)
    number = {region: at for at, region in enumerate(regions)}
    return [rows.write(node, clusters, number) for node in rows.row_of]


class _Rows:
    """What the rows of a page have in common."""

    def __init__(self, scene: Scene, standing: Standing | None, phrases: Phrasebook) -> None:
        nodes = rows_of(scene)
        self.scene, self.network, self.standing, self.phrases = scene, scene.scope.network, standing, phrases
        self.row_of = {node: row for row, node in enumerate(nodes)}
        self.many = len(nodes) > AGGREGATE
        whole = self.network.cooperation()
        self.everywhere = dict(zip(whole.organizations.tolist(), whole.partners.tolist(), strict=True))
        self.here = partners_of(scene.scope) | {dot.node: dot.metric for dot in scene.dots}
        self.projects = _projects_of(self.network)
        self.best = _best_partners(scene.scope, self.row_of, _PARTNERS_OF_MANY if self.many else _PARTNERS)
        self.ties = {} if self.many else _other_ties(self.network, self.row_of, phrases)

    def write(self, node: int, clusters: Mapping[str, int], regions: Mapping[str, int]) -> list[Any]:
        """Return the row of a node."""
        network, number = self.network, self.phrases.number
        kind, own, here = str(network.node["kind"][node]), self.projects.get(node, []), self.here.get(node, 0)
        is_project = kind == "project"
        return [
            str(network.node["id"][node]),
            self.phrases.name(node),
            KIND_WORDS.index(kind),
            number(_dates(network, node) if is_project else _place(network, node)),
            [clusters[name] for name in self.scene.clusters.get(node, ()) if name in clusters],
            len(own) if is_project else here,
            self.everywhere.get(node, here),
            [self.row_of[one] for one in own if one in self.row_of] if is_project else self.best.get(node, []),
            # Not on the page: the number of the name, below zero.
            [
                self.row_of.get(project, -1 - self.phrases.name(project))
                for project in ([] if self.many or is_project else own[:_PROJECTS])
            ],
            len(own),
            _read(network, "inn", node),
            regions.get(str(network.regions[node]), -1),
            self.ties.get(node, 0),
            0 if is_project or self.standing is None else _measures(network, self.standing, node),
        ]


def _read(network: Network, column: str, node: int) -> str:
    values = network.node.get(column)
    return "" if values is None else str(values[node] or "")


def _measures(network: Network, standing: Standing, node: int) -> list[Any]:
    measures = read_measures(network, standing, node)
    return [float(f"{value:.3g}") if isinstance(value := measures[name], float) else value for name in MEASURES]


def _dates(network: Network, node: int) -> str:
    start, end = _read(network, "start", node), _read(network, "end", node)
    return f"{start} – {end}" if start and end else start or end


def _place(network: Network, node: int) -> str:
    parts = [_read(network, column, node) for column in ("city", "region", "country")]
    return ", ".join(dict.fromkeys(part for part in parts if part))


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


def _other_ties(network: Network, row_of: Mapping[int, int], phrases: Phrasebook) -> dict[int, list[list[int]]]:
    """Direct ties, needs and offers of each row: kind, whether it leads in, other end, year; by kind.

    The other end is a row, or below zero the number of a name.
    """
    numbers = {kind: at for at, kind in enumerate(TIE_NAMES)}
    tie, names = network.tie, network.node["name"]
    found: dict[int, list[tuple[int, int, int, str, int]]] = {}
    for row in np.flatnonzero(~np.isin(tie["kind"], _TOLD)).tolist():
        source, target = int(tie["source"][row]), int(tie["target"][row])
        for inward, (node, other) in enumerate(((source, target), (target, source))):
            if node in row_of:
                year = year_of(str(tie["since"][row]))
                kind = numbers[str(tie["kind"][row])]
                found.setdefault(node, []).append((kind, inward, -year, str(names[other]), other))
    return {
        node: [
            [kind, inward, row_of.get(other, -1 - phrases.name(other)), -year]
            for kind, inward, year, _, other in sorted(own)[:_TIES]
        ]
        for node, own in found.items()
    }


def write_gaps(
    scene: Scene, gaps: Sequence[Gap], row_of: Mapping[str, int], numbers: Mapping[str, int], phrases: Phrasebook
) -> list[dict[str, Any]]:
    """Return the gaps with the rows and hulls that they are about, and the ties that would be a start."""
    hull_of, clusters, present = scene.hull_of, scene.scope.network.members, set(list_clusters(scene))
    listed = []
    for gap in gaps:
        # A paper cluster has the cluster for its member.
        groups = [group for group in gap.groups or gap.members if group in present]
        ends = [hull_of[group] for group in groups if group in hull_of]
        pair = gap.kind == "cluster_to_cluster_gap" and len(ends) == 2
        members = [row_of[member] for member in gap.members if member in row_of]
        between_clusters = gap.groups is not None and any(group in clusters for group in gap.groups)
        listed.append(
            {
                "id": gap.id,
                "claim": gap.claim,
                "kind": gap.kind,
                "said": phrases.encode(gap.said),
                "advice": phrases.encode(gap.advice),
                "members": members,
                "ties": [[row_of[a], row_of[b]] for a, b in gap.ties if a in row_of and b in row_of],
                # What the filters took off the map is not in the list of the map either.
                "here": bool(members or groups or present & set(gap.members))
                if gap.members or between_clusters
                else True,
                "hulls": ends if pair else None,
                "clusters": [numbers[group] for group in groups if group in numbers] if between_clusters else None,
                "priority": None if gap.priority is None else _axes(gap),
                "observed": None if gap.expected is None else gap.observed,
                "expected": None if gap.expected is None else float(f"{gap.expected:.6g}"),
            }
        )
    return listed


def _axes(gap: Gap) -> list[float | None]:
    """The rank of a gap, and the three parts of its priority in short."""
    parts = (gap.p_real, gap.impact, gap.feasibility)
    return [gap.evidence["rank"], *(None if part is None else float(f"{part:.2g}") for part in parts)]


def write_suggestions(
    suggestions: Sequence[Suggestion], row_of: Mapping[str, int], phrases: Phrasebook
) -> list[list[Any]]:
    """Return suggestions in short: who, whether new blood, reasons, counter-reasons, probability, gap, next step."""
    return [
        [
            row_of.get(one.candidate, [phrases.number(one.name), KIND_WORDS.index(one.kind)]),
            int(one.list == "new_blood"),
            [phrases.encode(reason) for reason in one.reasons],
            [phrases.encode(reason) for reason in one.counter_reasons or ()],
            one.probability,
            one.gap_closed,
            None if one.next_step is None else phrases.encode(one.next_step),
        ]
        for one in suggestions
    ]
