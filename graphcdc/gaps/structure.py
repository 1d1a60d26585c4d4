"""Structural gaps: facts of the graph that need no test."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.findings import Gap, Names, Sentence, list_names
from graphcdc.measures import Cut, find_components, find_cuts
from graphcdc.network import Network

STRUCTURAL_GAPS = ("single_point_of_failure", "fragmentation", "isolate")
_SHOWN = 4


class _View:
    """The cooperation network with names, and what the finders share: who is at home, who is best connected."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.cooperation: Cooperation = network.cooperation()
        nodes = self.cooperation.organizations
        self.ids = network.node["id"][nodes]
        self.names = network.node["name"][nodes]
        regions = network.regions[nodes]
        #: Organizations that findings are about: those at home if a home region was stated, else all.
        self.inside = np.ones(len(nodes), bool) if network.home is None else regions == network.home
        self.first = regions == network.home_region
        #: Best connected first; equal ones by name and id.
        order = np.lexsort((self.ids, self.names, -self.cooperation.degrees, -self.cooperation.partners))
        self.rank = np.empty(len(nodes), dtype=np.int64)
        self.rank[order] = np.arange(len(nodes))
        self.order = order

    def best(self, rows: NDArray[np.int64]) -> int:
        """The best connected of some rows, one at home if there is one."""
        home = rows[self.inside[rows]]
        chosen = home if len(home) else rows
        return int(chosen[np.argmin(self.rank[chosen])])

    def list_names(self, rows: NDArray[np.int64]) -> Names:
        """The names of some rows, best connected first, with the number of those not shown."""
        return list_names([str(self.names[row]) for row in sorted(rows, key=lambda row: self.rank[row])], _SHOWN)


def find_structural_gaps(network: Network, kinds: tuple[str, ...]) -> list[Gap]:
    """Find the structural gaps of these kinds; without any recorded cooperation there is nothing to judge."""
    view = _View(network)
    if not view.cooperation.incidence.shape[1]:
        return []
    finders = {
        "single_point_of_failure": _find_single_points,
        "fragmentation": _find_fragments,
        "isolate": _find_isolates,
    }
    return [gap for kind in STRUCTURAL_GAPS if kind in kinds for gap in finders[kind](view)]


# Isolates ------------------------------------------------------------------------------------------------------------


def _find_isolates(view: _View) -> list[Gap]:
    """Organizations without any partner; those with most projects of their own first."""
    network = view.network
    rows = np.flatnonzero((view.cooperation.partners == 0) & view.inside)
    joined = network.tie["source"][network.tie["kind"] == "PARTICIPATES_IN"]
    projects = np.bincount(joined, minlength=len(network))[view.cooperation.organizations]
    hubs = _find_hubs(view)
    clusters_of: dict[int, list[str]] = {}
    for cluster, members in network.members.items():
        for member in members:
            clusters_of.setdefault(int(member), []).append(cluster)
    order = sorted(rows, key=lambda row: (not view.first[row], -projects[row], view.names[row], view.ids[row]))
    return [
        _isolate(
            view,
            int(row),
            int(projects[row]),
            clusters_of.get(int(view.cooperation.organizations[row]), []),
            hubs,
        )
        for row in order
    ]


def _find_hubs(view: _View) -> dict[str, int]:
    """The best connected organization of each cluster, and of all under ""."""
    connected = [row for row in view.order if view.cooperation.partners[row] > 0]
    hubs = {"": view.best(np.array(connected))}
    for cluster, members in view.network.members.items():
        rows = np.array([view.cooperation.positions[int(member)] for member in members], dtype=np.int64)
        rows = rows[view.cooperation.partners[rows] > 0]
        if len(rows):
            hubs[cluster] = view.best(rows)
    return hubs


def _isolate(view: _View, row: int, projects: int, clusters: list[str], hubs: dict[str, int]) -> Gap:
    # The smallest cluster says most about an organization; of equal ones the first by name.
    known = [cluster for cluster in clusters if cluster in hubs]
    names = {cluster: view.network.node["name"][view.network.positions[cluster]] for cluster in known}
    cluster = min(known, key=lambda one: (len(view.network.members[one]), names[one], one), default="")
    hub = hubs[cluster]
    values = {
        "name": view.names[row],
        "projects": projects,
        "hub": view.names[hub],
        "cluster": names.get(cluster, ""),
    }
    return Gap(
        kind="isolate",
        claim="structural",
        groups=None,
        members=(view.ids[row],),
        observed=0,
        evidence={"partners": 0, "projects": projects, "clusters": sorted(clusters)},
        said=Sentence("gap_isolate" if projects else "gap_isolate_no_projects", values),
        advice=Sentence("advice_isolate_cluster" if cluster else "advice_isolate", values),
        ties=((view.ids[row], view.ids[hub]),),
    )


# Islands -------------------------------------------------------------------------------------------------------------


def _find_fragments(view: _View) -> list[Gap]:
    """Components of two or more beside the largest; those that leave most pairs apart first."""
    parts = [part for part in find_components(view.cooperation, view.rank) if len(part) > 1]
    total = sum(map(len, parts))
    gaps = []
    for part in parts[1:]:
        if not view.inside[part].any():
            continue
        inner, outer = view.best(part), view.best(parts[0])
        values = {
            "size": len(part),
            "main": len(parts[0]),
            "names": view.list_names(part),
            "first": view.names[inner],
            "second": view.names[outer],
        }
        gap = Gap(
            kind="fragmentation",
            claim="structural",
            groups=None,
            members=tuple(sorted(view.ids[part])),
            observed=len(part) * (total - len(part)),
            evidence={
                "size": len(part),
                "largest": len(parts[0]),
                "islands": len(parts) - 1,
                "connected": total,
            },
            said=Sentence("gap_fragmentation", values),
            advice=Sentence("advice_fragmentation", values),
            ties=((view.ids[inner], view.ids[outer]),),
        )
        gaps.append((not view.first[part].any(), -gap.observed, str(values["names"]), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


# Single points of failure --------------------------------------------------------------------------------------------


def _find_single_points(view: _View) -> list[Gap]:
    """Cut vertices and bridges at home, or that cut off somebody at home; most pairs separated first."""
    component = view.cooperation.component
    gaps = []
    for cut in find_cuts(view.cooperation, rank=view.rank):
        touched = np.concatenate([cut.part, cut.rows])
        if view.inside[touched].any():
            gap = _single_point(view, cut, np.flatnonzero(component == component[cut.rows[0]]))
            at_home = view.first[list(cut.rows)].any()
            gaps.append((not at_home, -cut.separated, str(view.list_names(np.array(cut.rows))), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _single_point(view: _View, cut: Cut, component: NDArray[np.int64]) -> Gap:
    rest = np.setdiff1d(component, np.concatenate([cut.part, cut.rows]))
    inner = np.setdiff1d(cut.part, cut.rows)
    ends = sorted(cut.rows, key=lambda row: view.rank[row])
    values = {
        "count": len(cut.part),
        "rest": len(component) - len(cut.part) - (len(cut.rows) == 1),
        "names": view.list_names(cut.part),
        "name": view.names[ends[0]],
        "other": view.names[ends[-1]],
        "first": view.names[view.best(inner)],
        "second": view.names[view.best(rest)],
    }
    sort = "vertex" if len(cut.rows) == 1 else "bridge"
    return Gap(
        kind="single_point_of_failure",
        claim="structural",
        groups=None,
        members=tuple(view.ids[row] for row in cut.rows),
        observed=cut.separated,
        evidence={
            "sort": "cut_vertex" if sort == "vertex" else "bridge",
            "cut_off": sorted(view.ids[cut.part]),
            "remaining": values["rest"],
        },
        said=Sentence(f"gap_cut_{sort}", values),
        advice=Sentence(f"advice_cut_{sort}", values),
        ties=((view.ids[view.best(inner)], view.ids[view.best(rest)]),),
    )
