"""Structural gaps: facts of the graph that need no test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Sentence
from graphcdc.gaps.coverage import find_silent
from graphcdc.gaps.cures import cure_cut, cure_together, group_cuts, list_cuts
from graphcdc.gaps.roster import Roster
from graphcdc.measures import Cut, find_components

# Isolates ------------------------------------------------------------------------------------------------------------


#: Ties of those who take part in a project or a cluster themselves.
_TAKING_PART = ("PARTICIPATES_IN", "MEMBER_OF")


def find_isolates(roster: Roster) -> list[Gap]:
    """Organizations without any partner; those with most projects of their own first.

    Members of clusters of which nothing is recorded at all, and of no other cluster, are a gap in the data instead.
    """
    network = roster.network
    rows = np.flatnonzero((roster.cooperation.partners == 0) & roster.inside & ~_flag_silent(roster))
    joined = network.tie["source"][network.tie["kind"] == "PARTICIPATES_IN"]
    projects = np.bincount(joined, minlength=len(network))[roster.cooperation.organizations]
    hubs = _find_hubs(roster)
    clusters_of: dict[int, list[str]] = {}
    for cluster, members in network.members.items():
        for member in members:
            clusters_of.setdefault(int(member), []).append(cluster)
    supporters = _find_supporters(roster)
    order = sorted(rows, key=lambda row: (not roster.first[row], -projects[row], roster.names[row], roster.ids[row]))
    return [
        _isolate(
            roster,
            int(row),
            int(projects[row]),
            clusters_of.get(int(roster.cooperation.organizations[row]), []),
            hubs,
            bool(supporters[row]),
        )
        for row in order
    ]


def _find_supporters(roster: Roster) -> NDArray[np.bool_]:
    """Who gives money to a project or a cluster, or runs one: a map shows that tie, yet it joins no organizations."""
    network = roster.network
    kinds, targets = network.tie["kind"], network.node["kind"][network.tie["target"]]
    given = ~np.isin(kinds, _TAKING_PART) & np.isin(targets, ["project", "cluster"])
    return np.isin(roster.cooperation.organizations, network.tie["source"][given])


def _flag_silent(roster: Roster) -> NDArray[np.bool_]:
    """Who belongs to a silent cluster, and to none that is not."""
    silent = find_silent(roster)
    flags = np.zeros((2, len(roster.ids)), dtype=bool)
    for cluster, rows in roster.members.items():
        flags[int(cluster in silent), rows] = True
    return np.asarray(flags[1] & ~flags[0], dtype=bool)


def _find_hubs(roster: Roster) -> dict[str, list[int]]:
    """The organizations with partners of each cluster, and of all under "", the best connected first."""
    connected = roster.cooperation.partners > 0
    hubs = {"": roster.sort(np.flatnonzero(connected))}
    for cluster, members in roster.network.members.items():
        rows = np.array([roster.cooperation.positions[int(member)] for member in members], dtype=np.int64)
        hubs[cluster] = roster.sort(rows[connected[rows]])
    return hubs


def _choose_hub(roster: Roster, row: int, clusters: list[str], hubs: dict[str, list[int]]) -> tuple[int | None, str]:
    """Whom an isolate should meet, and the name of the cluster that both belong to, "" for none."""
    names = {cluster: str(roster.network.node["name"][roster.network.positions[cluster]]) for cluster in clusters}
    # The smallest cluster says most about an organization; of equal ones the first by name.
    for cluster in [*sorted(clusters, key=lambda one: (len(roster.network.members[one]), names[one], one)), ""]:
        hub = next((other for other in hubs[cluster] if roster.may_cooperate(row, other)), None)
        if hub is not None:
            return hub, names.get(cluster, "")
    return None, ""


def _isolate(
    roster: Roster, row: int, projects: int, clusters: list[str], hubs: dict[str, list[int]], supports: bool
) -> Gap:
    hub, cluster = _choose_hub(roster, row, clusters, hubs)
    values = {
        "name": roster.names[row],
        "projects": projects,
        "hub": "" if hub is None else roster.names[hub],
        "cluster": cluster,
    }
    said = "gap_isolate" if projects else "gap_isolate_supporter" if supports else "gap_isolate_no_projects"
    advice = "advice_isolate_nobody" if hub is None else "advice_isolate_cluster" if cluster else "advice_isolate"
    return Gap(
        kind="isolate",
        claim="structural",
        groups=None,
        members=(roster.ids[row],),
        observed=0,
        evidence={"partners": 0, "projects": projects, "clusters": sorted(clusters)},
        said=Sentence(said, values),
        advice=Sentence(advice, values),
        ties=() if hub is None else roster.identify([(row, hub)]),
    )


# Islands -------------------------------------------------------------------------------------------------------------


def find_fragments(roster: Roster) -> list[Gap]:
    """Components of two or more beside the largest; those that leave most pairs apart first."""
    parts = [part for part in find_components(roster.cooperation, roster.rank) if len(part) > 1]
    total = sum(map(len, parts))
    gaps = []
    for part in parts[1:]:
        if not roster.inside[part].any():
            continue
        pair = roster.find_pair(part, parts[0])
        values = {
            "size": len(part),
            "main": len(parts[0]),
            "names": roster.list_names(part),
            "first": "" if pair is None else roster.names[pair[0]],
            "second": "" if pair is None else roster.names[pair[1]],
        }
        gap = Gap(
            kind="fragmentation",
            claim="structural",
            groups=None,
            members=tuple(sorted(roster.ids[part])),
            observed=len(part) * (total - len(part)),
            evidence={
                "size": len(part),
                "largest": len(parts[0]),
                "islands": len(parts) - 1,
                "connected": total,
            },
            said=Sentence("gap_fragmentation", values),
            advice=Sentence("advice_barred" if pair is None else "advice_fragmentation", values),
            ties=() if pair is None else roster.identify([pair]),
        )
        gaps.append((not roster.first[part].any(), -gap.observed, str(values["names"]), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


# Single points of failure --------------------------------------------------------------------------------------------


def find_single_points(roster: Roster) -> list[Gap]:
    """Cut vertices and bridges at home, or that cut off somebody at home; most pairs separated first."""
    component = roster.cooperation.component
    cuts = list_cuts(roster)
    together = {number: (len(its), len(cure_together(roster, its))) for number, its in group_cuts(roster, cuts).items()}
    gaps = []
    for cut in cuts:
        number = int(component[cut.rows[0]])
        gap = _single_point(roster, cut, np.flatnonzero(component == number), together[number])
        at_home = roster.first[list(cut.rows)].any()
        gaps.append((not at_home, -cut.separated, str(roster.list_names(np.array(cut.rows))), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _single_point(roster: Roster, cut: Cut, component: NDArray[np.int64], together: tuple[int, int]) -> Gap:
    ends = sorted(cut.rows, key=lambda row: roster.rank[row])
    pairs = cure_cut(roster, cut, component)
    values = {
        "count": len(cut.part),
        "rest": len(component) - len(cut.part) - (len(cut.rows) == 1),
        "names": roster.list_names(cut.part),
        "name": roster.names[ends[0]],
        "other": roster.names[ends[-1]],
        "first": roster.names[pairs[0][0]] if pairs else "",
        "second": roster.names[pairs[0][1]] if pairs else "",
        "pairs": roster.name_pairs(pairs),
        "sides": len(cut.sides),
    }
    sort = "vertex" if len(cut.rows) == 1 else "bridge"
    return Gap(
        kind="single_point_of_failure",
        claim="structural",
        groups=None,
        members=tuple(roster.ids[row] for row in cut.rows),
        observed=cut.separated,
        evidence={
            "sort": "cut_vertex" if sort == "vertex" else "bridge",
            "cut_off": sorted(roster.ids[cut.part]),
            "sides": len(cut.sides),
            "remaining": values["rest"],
            "cuts_of_component": together[0],
            "ties_for_all_cuts": together[1],
        },
        said=Sentence(f"gap_cut_{sort}", values),
        advice=Sentence(_choose_advice(sort, len(pairs), len(cut.sides)), values),
        ties=roster.identify(pairs),
    )


def _choose_advice(sort: str, pairs: int, sides: int) -> str:
    if not pairs:
        return "advice_barred"
    if sides == 1:
        return f"advice_cut_{sort}"
    return "advice_cut_sides" if pairs == sides else "advice_cut_some_sides"
