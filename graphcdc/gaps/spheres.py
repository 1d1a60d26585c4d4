"""Helix gaps: clusters whose projects lack industry, academia or government altogether."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Sentence, list_names
from graphcdc.gaps.null import stratify
from graphcdc.gaps.roster import SHOWN, Roster
from graphcdc.helix import HELIX, Flags, Synergy, compare_synergy, flag_presence, flag_spheres
from graphcdc.memberships import rank_clusters
from graphcdc.model import SPHERES
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Joint projects of a cluster from which on it is judged: what one project lacks says nothing of the cluster.
LEAST_PROJECTS = 2
#: Draws of the null of T: its mean is sure to a twentieth of its standard deviation.
DRAWS = 499
#: Organizations of a missing sphere that are named as near, the nearest ones; the rest are counted.
NEAREST = 20


def find_helix_gaps(roster: Roster) -> list[Gap]:
    """Clusters none of whose joint projects has anybody of industry, of academia or of government.

    A joint project has two or more participants; it belongs to the clusters that it states, or else to that of most of
    its participants. A sphere is not missed if nobody of it has a tie of any kind in the whole network, a membership
    or a project alone included. One finding names all the spheres that a cluster misses; the number of its projects is
    the severity. In the evidence stand how many of the network's projects have each sphere, and T of the three spheres
    beside its null (`graphcdc.helix`).

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": ["a", "b", "u", "p", "q", "k"], "name": list("ABUPQK"), "clusters": ["", "", "", "k", "k", ""]}
    >>> nodes |= {"kind": ["sme", "sme", "university", "project", "project", "cluster"]}
    >>> ties = {"source": list("ababu"), "target": list("ppqqk"), "kind": ["PARTICIPATES_IN"] * 4 + ["MEMBER_OF"]}
    >>> [(gap.members, gap.evidence["missing"]) for gap in find_helix_gaps(Roster(Network.build(nodes, ties)))]
    [(('k',), ['academia'])]
    """
    network, cooperation = roster.network, roster.cooperation
    spheres = flag_spheres(network, cooperation)
    presence = flag_presence(_list_projects(roster), spheres)
    known = _list_known(roster, spheres)
    ranked = rank_clusters(network, cooperation.projects)
    projects: dict[str, list[int]] = {}
    for at, project in enumerate(cooperation.projects.tolist()):
        for cluster in ranked.get(project, ()):
            projects.setdefault(cluster, []).append(at)
    gaps = []
    for cluster, own in projects.items():
        missing = [sphere for sphere in known if not presence[own, SPHERES.index(sphere)].any()]
        nodes = [network.positions[cluster], *cooperation.projects[own].tolist()]
        if missing and len(own) >= LEAST_PROJECTS and roster.touches_home(nodes):
            gaps.append(_helix(roster, cluster, np.array(own), missing, presence, spheres))
    return roster.arrange(gaps)


def _list_known(roster: Roster, spheres: Flags) -> list[str]:
    """The spheres that somebody with a tie of any kind is of."""
    tied = np.zeros(len(roster.network), dtype=bool)
    tied[roster.network.tie["source"]] = True
    tied[roster.network.tie["target"]] = True
    tied = tied[roster.cooperation.organizations]
    return [sphere for at, sphere in enumerate(HELIX) if spheres[tied, at].any()]


def _list_projects(roster: Roster) -> csr_array[Any]:
    """The joint projects x organizations."""
    joined: csr_array[Any] = roster.cooperation.incidence[:, : len(roster.cooperation.projects)].T.tocsr()
    return joined


def _helix(
    roster: Roster, cluster: str, own: NDArray[np.int64], missing: list[str], presence: Flags, spheres: Flags
) -> Gap:
    network, at = roster.network, roster.network.positions[cluster]
    projects = roster.cooperation.projects
    wanted = np.isin(np.arange(len(SPHERES)), [SPHERES.index(sphere) for sphere in missing])
    near = _list_near(roster, roster.rows_of(at), np.flatnonzero((spheres & wanted).any(axis=1)))
    ties = _pair(roster, at, projects[own], near)
    ids = network.node["id"]
    called = [roster.name(network.positions[one]) for one in dict.fromkeys(tie[1] for tie in ties)]
    values = {
        "cluster": roster.name(at),
        "projects": len(own),
        "spheres": list_names([Sentence(f"sphere_{sphere}") for sphere in missing], len(missing)),
        "names": list_names(called, SHOWN),
    }
    synergy = compare_spheres(network)
    return Gap(
        kind="helix_gap",
        claim="structural",
        groups=None,
        members=(cluster,),
        observed=len(own),
        evidence={
            "missing": missing,
            "projects": sorted(map(str, ids[projects[own]])),
            "with": _count(presence[own]),
            "near": [str(roster.ids[row]) for row in near[:NEAREST]],
            "near_count": len(near),
            "network": {
                "projects": len(presence),
                "with": _count(presence),
                "synergy": None if synergy is None else synergy.to_dict(),
            },
        },
        said=Sentence("gap_helix", values),
        advice=Sentence("advice_helix" if ties else "advice_helix_nobody", values),
        ties=ties,
    )


def _count(presence: Flags) -> dict[str, int]:
    return {sphere: int(presence[:, at].sum()) for at, sphere in enumerate(SPHERES)}


def _list_near(roster: Roster, members: NDArray[np.int64], wanted: NDArray[np.int64]) -> list[int]:
    """Those of the wanted organizations that are members or work with one, those nearest to most members first."""
    of_cluster = np.zeros(len(roster.ids))
    of_cluster[members] = 1
    known = roster.cooperation.matrix.copy()
    known.data = np.ones_like(known.data)
    partners = np.asarray(known @ of_cluster)
    near = wanted[(partners + of_cluster)[wanted] > 0].tolist()
    return sorted(near, key=lambda row: (not roster.inside[row], -of_cluster[row], -partners[row], roster.rank[row]))


def _pair(roster: Roster, cluster: int, projects: NDArray[np.int64], near: list[int]) -> tuple[tuple[str, str], ...]:
    """Participants of the cluster's projects, the busiest in them first, with organizations of the missing spheres.

    Where nobody of a missing sphere is near there is nothing to pair.
    """
    counts: dict[int, int] = {}
    for project in projects.tolist():
        for row in roster.rows_of(project).tolist():
            counts[row] = counts.get(row, 0) + 1
    own = set(roster.rows_of(cluster).tolist())
    busy = sorted(counts, key=lambda row: (not roster.inside[row], row not in own, -counts[row], roster.rank[row]))
    return roster.start_ties(busy, near)


@lru_cache(maxsize=2)
def compare_spheres(network: Network) -> Synergy | None:
    """Return T of the three spheres over the joint projects of a network beside its null; None without such projects.

    The label rows of `gaps.null`: the spheres move between organizations with about as many joint projects. Always the
    same draws, whatever the seed of a call.
    """
    roster = Roster(network)
    joined = _list_projects(roster)
    degrees = np.asarray(joined.sum(axis=0), dtype=np.int64)
    rows = np.flatnonzero(degrees)
    if not joined.shape[0]:
        return None
    spheres = flag_spheres(network, roster.cooperation)[rows][:, : len(HELIX)]
    order = np.lexsort((roster.ids[rows], roster.names[rows]))
    return compare_synergy(joined[:, rows], spheres, stratify(degrees[rows]), order, draws=DRAWS)


def list_helix_limits(roster: Roster) -> list[Sentence]:
    """Say how far the three spheres come together in the projects of the network, and which of them nobody is of."""
    spheres = flag_spheres(roster.network, roster.cooperation)
    known = _list_known(roster, spheres)
    empty = [sphere for sphere in HELIX if sphere not in known]
    synergy = compare_spheres(roster.network)
    if len(empty) == len(HELIX) or synergy is None:
        return [Sentence("limit_helix_nothing")]
    if empty:
        named = list_names([Sentence(f"sphere_{sphere}") for sphere in empty], len(empty))
        return [Sentence("limit_helix_sphere", {"spheres": named})]
    numbers = synergy.to_dict()
    values = {"projects": synergy.projects, "observed": numbers["t_mbit"], "difference": numbers["difference_mbit"]}
    values |= {name: numbers[f"null_{name}_mbit"] for name in ("mean", "sd")}
    return [Sentence("limit_helix_synergy", values)]
