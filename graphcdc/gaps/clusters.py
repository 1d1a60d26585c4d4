"""Clusters that are declared and not lived, and groups that are lived and not declared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.communities import find_levels
from graphcdc.findings import Gap, Sentence, list_names, shorten
from graphcdc.gaps.cohesion import count_within, measure_cohesion
from graphcdc.gaps.groups import name_ties, suggest_ties
from graphcdc.gaps.null import bound_ratios
from graphcdc.gaps.rewires import rewire
from graphcdc.gaps.roster import MOST_PAIRS, Roster
from graphcdc.measures import label_clusters

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Upper 95 % limit of a Poisson count of which nothing was observed: -ln 0.025.
NOTHING = 3.688879454113936

#: Fewest members of an emerging cluster. The European platform asks for 15 of a declared one; below 10 a single
#: consortium, or the partners of one of its members, would pass for a cluster.
LEAST_MEMBERS = 10
#: An emerging cluster works among itself at least twice as much as with others, beyond its share by chance.
LEAST_HOMOPHILY = 2 / 3
#: A cluster that holds more of a group than this stands for it.
MOST_COVERED = 0.5
#: Networks of chance that a group must surpass: of networks without structure at most 1 in 20 has one that does.
DRAWS = 19


# Declared, not lived -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Clusters:
    """The declared clusters, and what is known of each: joint participations within, and what others reach.

    `others` is the common ratio of observed to expected of all other clusters, `bar` its lower limit or 1.
    """

    ids: list[str]
    labels: Floats
    observed: Floats
    expected: Floats
    interval: Floats
    others: Floats
    bar: Floats

    @property
    def least(self) -> Floats:
        """The expectation above which a cluster can be told: there no joint participation at all would be too few."""
        return NOTHING / self.bar


def find_paper_clusters(roster: Roster) -> list[Gap]:
    """Declared clusters whose members work with each other no more than chance would have it.

    A paper cluster has no more joint participations within than the activity of its members leads to expect, and the
    upper limit of the 95 % interval of that ratio is below 1, or below what the other clusters of the network reach
    together, as far as that is certain (the lower limit of their common ratio). A cluster that merely was not shown
    to be lived is none. Those that fall most short of chance come first.

    Of 120 networks with six clusters in which 3 or 5 of 10 projects stay within one, none has a lived cluster among
    its findings, and the planted one on paper is found in all. Where no cluster is lived at all, one of several may
    come out below chance by chance (0 to 16 of 60 networks of five random clusters): it is not lived either.
    """
    clusters = _count_clusters(roster)
    if clusters is None:
        return []
    found = (clusters.observed <= clusters.expected) & (clusters.interval[:, 1] < clusters.bar)
    gaps = []
    for at in np.flatnonzero(found & (clusters.expected > clusters.least)).tolist():
        gap = _paper_cluster(roster, clusters, at)
        nodes = roster.population.organizations[clusters.labels[:, at] > 0]
        at_home = (roster.network.regions[nodes] == roster.network.home_region).any()
        missing = float(clusters.expected[at] - clusters.observed[at])
        gaps.append((not at_home, -missing, str(gap.said.values["name"]), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _count_clusters(roster: Roster) -> _Clusters | None:
    """Count the joint participations within each cluster; None without clusters or without cooperation."""
    population = roster.population
    ids, labels = label_clusters(roster.network, population)
    if not ids or not population.incidence.shape[1]:
        return None
    counts = count_within(population, labels)
    observed = counts.observed.sum() - counts.observed
    expected = np.maximum(counts.expected.sum() - counts.expected, 1e-12)
    resampled = counts.resampled.sum(axis=1, keepdims=True) - counts.resampled
    anew = np.maximum(counts.anew.sum(axis=1, keepdims=True) - counts.anew, 1e-12)
    return _Clusters(
        ids,
        labels,
        counts.observed,
        counts.expected,
        bound_ratios(counts.observed, counts.expected, counts.resampled / counts.anew),
        observed / expected,
        np.maximum(1.0, bound_ratios(observed, expected, resampled / anew)[:, 0]),
    )


def _paper_cluster(roster: Roster, clusters: _Clusters, at: int) -> Gap:
    network, population, cluster = roster.network, roster.population, clusters.ids[at]
    members = clusters.labels[:, at] > 0
    rows = np.flatnonzero(members)
    ties = suggest_ties(network, population, members, members)
    values = {
        "name": str(network.node["name"][network.positions[cluster]]),
        "members": len(rows),
        "observed": round(float(clusters.observed[at])),
        "expected": float(clusters.expected[at]),
        "others": round(float(clusters.others[at]), 1 if clusters.others[at] < 10 else None),
        "pairs": name_ties(network, ties),
    }
    return Gap(
        kind="paper_cluster",
        claim="structural",
        groups=None,
        members=(cluster,),
        observed=float(clusters.observed[at]),
        expected=float(clusters.expected[at]),
        ratio=float(clusters.observed[at] / clusters.expected[at]),
        interval=(float(clusters.interval[at, 0]), float(clusters.interval[at, 1])),
        evidence={
            "organizations": len(rows),
            "declared": len(network.members[cluster]),
            "pairs": len(rows) * (len(rows) - 1) // 2,
            "pairs_met": population.matrix[rows][:, rows].nnz // 2,
            "ratio_of_other_clusters": shorten(clusters.others[at]),
            "limit": shorten(clusters.bar[at]),
            **_compare_with_communities(roster, rows),
            "scope": "all" if network.home is None else network.home,
        },
        said=Sentence("gap_paper_cluster_beside" if clusters.bar[at] > 1 else "gap_paper_cluster", values),
        advice=Sentence("advice_paper_cluster" if ties else "advice_groups_all_met", values),
        ties=tuple(ties),
    )


def _compare_with_communities(roster: Roster, rows: Rows) -> dict[str, Any]:
    """How many communities the members are spread over, and the most of them in one; nulls if none were sought."""
    if not roster.levels:
        return {"communities": None, "most_in_one_community": None}
    sizes = np.unique(roster.levels[-1][rows], return_counts=True)[1]
    return {"communities": len(sizes), "most_in_one_community": int(sizes.max())}


# Lived, not declared -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Group:
    """A community, in rows of the population, and its measures (`Cohesion`)."""

    rows: Rows
    events: int
    observed: float
    expected: float
    low: float
    share: float
    homophily: float


def find_emerging_clusters(roster: Roster) -> list[Gap]:
    """Groups that work together as a cluster should, and for which no cluster is declared.

    A group is a community of ten organizations or more, at any level of Louvain's method, that keeps to itself:
    Coleman's homophily index is above 2/3 (`measure_cohesion`). Of groups within one another the one with the highest
    index counts. Communities are always denser than chance, for density is what they are made for. So a group is
    compared with the communities found in the same way in 19 networks of chance (`rewire`): the lower limit of its
    ratio of joint participations to those expected by degree must be above that of every community of ten or more in
    all of them. And no cluster holds more than half of it. Those with most joint participations come first.

    Of 100 networks of 150 organizations without structure none has such a group, whether of projects, of direct ties
    or of both. Where partners are chosen again with a chance of 0.85, 3 of 100 have one, with direct ties too 10:
    groups that the habit has really closed. A planted one of twelve is found whole in all of 100.
    """
    groups = [group for level in roster.levels for group in _list_groups(roster, level)]
    groups, chance = _surpass_chance(roster, groups)
    nodes = roster.population.organizations
    gaps = []
    for group in _choose_disjoint(groups):
        cluster, inside = _find_nearest_cluster(roster, group)
        if inside <= MOST_COVERED * len(group.rows):
            gap = _emerging_cluster(roster, group, chance, cluster, inside)
            at_home = (roster.network.regions[nodes[group.rows]] == roster.network.home_region).any()
            gaps.append((not at_home, -group.observed, str(gap.said.values["names"]), gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _list_groups(roster: Roster, level: NDArray[np.int64]) -> list[_Group]:
    """The communities of a level that are large enough and keep to themselves."""
    found = measure_cohesion(roster.population, level)
    columns = [found.observed, found.expected, found.low, found.share, found.homophily]
    return [
        _Group(np.flatnonzero(level == at), int(found.events[at]), *(float(values[at]) for values in columns))
        for at in np.flatnonzero((found.members >= LEAST_MEMBERS) & (found.homophily > LEAST_HOMOPHILY)).tolist()
    ]


def _surpass_chance(roster: Roster, groups: list[_Group]) -> tuple[list[_Group], float]:
    """The groups whose lower limit is above that of every community in networks of chance, and that limit."""
    random, highest = np.random.default_rng(0), 0.0
    population = roster.population
    for _ in range(DRAWS):
        if not groups:
            break
        drawn = replace(population, incidence=rewire(population.incidence, random))
        drawn = drawn.restrict(drawn.partners > 0)
        for level in find_levels(drawn.matrix):
            found = measure_cohesion(drawn, level)
            highest = max(highest, float(found.low[found.members >= LEAST_MEMBERS].max(initial=0.0)))
        groups = [group for group in groups if group.low > highest]
    return groups, highest


def _choose_disjoint(groups: list[_Group]) -> list[_Group]:
    """Of groups that share members the one that keeps most to itself."""
    chosen: list[_Group] = []
    taken: set[int] = set()
    for group in sorted(groups, key=lambda one: (-one.homophily, -len(one.rows), one.rows.tolist())):
        members = set(group.rows.tolist())
        if not members & taken:
            chosen.append(group)
            taken |= members
    return chosen


def _find_nearest_cluster(roster: Roster, group: _Group) -> tuple[str | None, int]:
    """The declared cluster that holds most of a group, and how many; of equal ones the smaller, then by name."""
    network, nodes = roster.network, roster.population.organizations[group.rows]
    held = {cluster: int(np.isin(nodes, members).sum()) for cluster, members in network.members.items()}
    names = {cluster: str(network.node["name"][network.positions[cluster]]) for cluster in held}
    nearest = min(held, key=lambda one: (-held[one], len(network.members[one]), names[one], one), default=None)
    return nearest, 0 if nearest is None else held[nearest]


def _emerging_cluster(roster: Roster, group: _Group, chance: float, cluster: str | None, inside: int) -> Gap:
    network, population = roster.network, roster.population
    nodes = population.organizations[group.rows]
    rows = np.array([roster.cooperation.positions[int(node)] for node in nodes])
    most = group.rows[np.lexsort((group.rows, -population.degrees[group.rows]))[0]]
    values = {
        "members": len(rows),
        "names": roster.list_names(rows),
        "events": group.events,
        "percent": round(100 * group.share),
        "hub": str(network.node["name"][population.organizations[most]]),
    }
    return Gap(
        kind="emerging_cluster",
        claim="structural",
        groups=None,
        members=tuple(sorted(roster.ids[rows])),
        observed=group.observed,
        evidence={
            "organizations": len(rows),
            "events": group.events,
            "share_within": shorten(group.share),
            "homophily": shorten(group.homophily),
            "expected_by_degree": shorten(group.expected),
            "lowest_ratio": shorten(group.low),
            "highest_by_chance": shorten(chance),
            "draws": DRAWS,
            "clusters": [] if not inside else [cluster],
            "in_that_cluster": inside,
            "scope": "all" if network.home is None else network.home,
        },
        said=Sentence("gap_emerging_cluster", values),
        advice=Sentence("advice_emerging_cluster", values),
    )


# What cannot be told -------------------------------------------------------------------------------------------------


def list_paper_limits(roster: Roster) -> list[Sentence]:
    """Say of which declared clusters nothing can be told."""
    clusters = _count_clusters(roster)
    if clusters is None or not (untold := clusters.expected <= clusters.least).any():
        return []
    network = roster.network
    names = sorted(str(network.node["name"][network.positions[clusters.ids[at]]]) for at in np.flatnonzero(untold))
    values = {"kind": "paper_cluster", "count": len(names), "names": list_names(names)}
    return [Sentence("limit_paper_clusters", {**values, "least": float(clusters.least[untold].max())})]


def list_emerging_limits(roster: Roster) -> list[Sentence]:
    """Say when groups without a cluster are not sought."""
    if roster.levels:
        return []
    return [Sentence("limit_emerging_clusters", {"kind": "emerging_cluster", "most": MOST_PAIRS})]
