"""Structural gaps: facts of the graph that need no test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Sentence
from graphcdc.gaps.coverage import find_silent
from graphcdc.gaps.roster import Roster
from graphcdc.measures import Cut, find_components, find_cuts

# Isolates ------------------------------------------------------------------------------------------------------------


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
    order = sorted(rows, key=lambda row: (not roster.first[row], -projects[row], roster.names[row], roster.ids[row]))
    return [
        _isolate(
            roster,
            int(row),
            int(projects[row]),
            clusters_of.get(int(roster.cooperation.organizations[row]), []),
            hubs,
        )
        for row in order
    ]


def _flag_silent(roster: Roster) -> NDArray[np.bool_]:
    """Who belongs to a silent cluster, and to none that is not."""
    silent = find_silent(roster)
    flags = np.zeros((2, len(roster.ids)), dtype=bool)
    for cluster, rows in roster.members.items():
        flags[int(cluster in silent), rows] = True
    return np.asarray(flags[1] & ~flags[0], dtype=bool)


def _find_hubs(roster: Roster) -> dict[str, int]:
    """The best connected organization of each cluster, and of all under ""."""
    connected = [row for row in roster.order if roster.cooperation.partners[row] > 0]
    hubs = {"": roster.best(np.array(connected))}
    for cluster, members in roster.network.members.items():
        rows = np.array([roster.cooperation.positions[int(member)] for member in members], dtype=np.int64)
        rows = rows[roster.cooperation.partners[rows] > 0]
        if len(rows):
            hubs[cluster] = roster.best(rows)
    return hubs


def _isolate(roster: Roster, row: int, projects: int, clusters: list[str], hubs: dict[str, int]) -> Gap:
    # The smallest cluster says most about an organization; of equal ones the first by name.
    known = [cluster for cluster in clusters if cluster in hubs]
    names = {cluster: roster.network.node["name"][roster.network.positions[cluster]] for cluster in known}
    cluster = min(known, key=lambda one: (len(roster.network.members[one]), names[one], one), default="")
    hub = hubs[cluster]
    values = {
        "name": roster.names[row],
        "projects": projects,
        "hub": roster.names[hub],
        "cluster": names.get(cluster, ""),
    }
    return Gap(
        kind="isolate",
        claim="structural",
        groups=None,
        members=(roster.ids[row],),
        observed=0,
        evidence={"partners": 0, "projects": projects, "clusters": sorted(clusters)},
        said=Sentence("gap_isolate" if projects else "gap_isolate_no_projects", values),
        advice=Sentence("advice_isolate_cluster" if cluster else "advice_isolate", values),
        ties=((roster.ids[row], roster.ids[hub]),),
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
        inner, outer = roster.best(part), roster.best(parts[0])
        values = {
            "size": len(part),
            "main": len(parts[0]),
            "names": roster.list_names(part),
            "first": roster.names[inner],
            "second": roster.names[outer],
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
            advice=Sentence("advice_fragmentation", values),
            ties=((roster.ids[inner], roster.ids[outer]),),
        )
        gaps.append((not roster.first[part].any(), -gap.observed, str(values["names"]), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


# Single points of failure --------------------------------------------------------------------------------------------


def find_single_points(roster: Roster) -> list[Gap]:
    """Cut vertices and bridges at home, or that cut off somebody at home; most pairs separated first."""
    component = roster.cooperation.component
    gaps = []
    for cut in find_cuts(roster.cooperation, rank=roster.rank):
        touched = np.concatenate([cut.part, cut.rows])
        if roster.inside[touched].any():
            gap = _single_point(roster, cut, np.flatnonzero(component == component[cut.rows[0]]))
            at_home = roster.first[list(cut.rows)].any()
            gaps.append((not at_home, -cut.separated, str(roster.list_names(np.array(cut.rows))), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _single_point(roster: Roster, cut: Cut, component: NDArray[np.int64]) -> Gap:
    rest = np.setdiff1d(component, np.concatenate([cut.part, cut.rows]))
    inner = np.setdiff1d(cut.part, cut.rows)
    ends = sorted(cut.rows, key=lambda row: roster.rank[row])
    values = {
        "count": len(cut.part),
        "rest": len(component) - len(cut.part) - (len(cut.rows) == 1),
        "names": roster.list_names(cut.part),
        "name": roster.names[ends[0]],
        "other": roster.names[ends[-1]],
        "first": roster.names[roster.best(inner)],
        "second": roster.names[roster.best(rest)],
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
            "remaining": values["rest"],
        },
        said=Sentence(f"gap_cut_{sort}", values),
        advice=Sentence(f"advice_cut_{sort}", values),
        ties=((roster.ids[roster.best(inner)], roster.ids[roster.best(rest)]),),
    )
