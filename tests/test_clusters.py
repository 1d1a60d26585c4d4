"""Paper clusters and emerging clusters: worked out by hand, planted, and how often chance passes for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import draw_network, make_network
from scipy.stats import chi2
from test_properties import rename_ids, shuffle_rows

from graphcdc import Gap, Network, close_gap, find_gaps
from graphcdc.gaps import closes_gap, find_sides, list_limits
from graphcdc.gaps.cohesion import measure_cohesion
from graphcdc.gaps.null import bound_ratios
from graphcdc.gaps.rewires import rewire
from graphcdc.gaps.roster import Roster
from graphcdc.measures import count_mixing


def find(network: Network, kind: str) -> list[Gap]:
    return find_gaps(network, kinds=[kind])


def paper(clusters: Mapping[str, Sequence[str]] | None = None, count: int = 20, **columns: object) -> Network:
    """A cluster of twenty companies, each with two ties, both to universities; and what other clusters are wanted."""
    direct = [(f"c{at:02}", f"u{(at + step) % count:02}") for at in range(count) for step in (0, 1)]
    its = {"k": [f"c{at:02}" for at in range(count)], **(clusters or {})}
    return make_network({}, direct=direct, clusters=its, names={"k": "Robots"}, **columns)  # type: ignore[arg-type]


def closed(clusters: Mapping[str, Sequence[str]] | None = None, *, teams: int = 3, ring: int = 100) -> Network:
    """Ten that are together in three projects, beside a ring of a hundred with ties to their neighbours only."""
    members = [f"b{at}" for at in range(10)]
    direct = [(f"c{at:02}", f"c{(at + 1) % ring:02}") for at in range(ring)]
    return make_network({f"p{at}": members for at in range(teams)}, direct=direct, clusters=clusters)


# Declared, not lived -------------------------------------------------------------------------------------------------


def test_a_cluster_whose_members_never_meet_is_on_paper() -> None:
    (gap,) = find(paper(), "paper_cluster")
    # 40 organizations of degree 2 in 40 ties: 40 / sum of d_i d_j over 780 pairs for each of 190 pairs: 9.74.
    assert (gap.members, gap.groups, gap.claim, gap.observed, gap.ratio) == (("k",), None, "structural", 0, 0)
    assert gap.expected == pytest.approx(40 / 780 * 190)
    # Of nothing the exact Poisson limit is -ln 0.025.
    assert gap.interval == (0, pytest.approx(-np.log(0.025) / (40 / 780 * 190)))
    assert (gap.p_value, gap.q_value) == (None, None)
    assert (gap.evidence["organizations"], gap.evidence["declared"]) == (20, 20)
    assert (gap.evidence["pairs"], gap.evidence["pairs_met"], gap.evidence["limit"]) == (190, 0, 1)
    # Equally active: by name; nobody twice.
    assert gap.ties == (("c00", "c01"), ("c02", "c03"), ("c04", "c05"))
    assert gap.text("en") == (
        "Robots is a cluster on paper: its 20 members with any cooperation have 0 joint participations with each "
        "other, and chance alone would give 9.7."
    )
    assert gap.text("ru") == (
        "Кластер на бумаге: Robots. У 20 участников, которые с кем-либо сотрудничают, совместных участий друг с "
        "другом 0, а случайность дала бы 9,7."
    )


def test_a_cluster_that_works_together_is_not_on_paper() -> None:
    universities = [f"u{at:02}" for at in range(20)]
    # Half of each side: 10 companies and 10 universities with 19 ties of 40, where 9.74 are expected.
    lived = [f"c{at:02}" for at in range(10)] + universities[:10]
    assert [gap.members for gap in find(paper({"l": lived}), "paper_cluster")] == [("k",)]


def test_of_a_small_cluster_something_can_be_told_from_3_69_expected_on() -> None:
    # 8 + 8 with 16 ties: 16 / 120 x 28 = 3.73. The upper limit of nothing is 3.69 of 3.73: below chance.
    assert len(find(paper(count=8), "paper_cluster")) == 1
    # 7 + 7 with 14 ties: 14 / 91 x 21 = 3.23.
    assert find(paper(count=7), "paper_cluster") == []


def test_beside_clusters_that_are_lived_less_is_enough() -> None:
    # The same 14 in their ring: four neighbours have 3 ties, and 14 / 91 x 6 are expected; seven such clusters.
    arcs = {f"k{at}": [f"u{at:02}", f"c{at:02}", f"u{(at + 1) % 7:02}", f"c{(at + 1) % 7:02}"] for at in range(7)}
    (gap,) = find(paper(arcs, count=7), "paper_cluster")
    assert gap.members == ("k",)
    assert gap.evidence["ratio_of_other_clusters"] == pytest.approx(21 / (7 * 6 * 14 / 91))
    assert gap.interval is not None
    # Not shown to be below chance, and far below the others, of whose ratio 21 are enough to be certain.
    assert 1 < gap.interval[1] < gap.evidence["limit"] <= chi2.ppf(0.025, 42) / 2 / (7 * 6 * 14 / 91)
    assert gap.text("en").endswith(
        "0 joint participations with each other, and chance alone would give 3.2; "
        "the other clusters have 3.2 times what chance would give."
    )
    assert gap.text("ru").endswith(
        "друг с другом 0, а случайность дала бы 3,2; в других кластерах их в 3,2 раза больше случайного."
    )


def test_the_limits_name_the_clusters_that_cannot_be_judged() -> None:
    network = paper({"few": ["c00", "c01"], "none": []})
    assert [gap.members for gap in find(network, "paper_cluster")] == [("k",)]
    assert [limit.say("en") for limit in list_limits(network, kinds=["paper_cluster"])] == [
        "paper cluster: 2 clusters cannot be judged, fewer than 3.7 joint participations are expected within: FEW, NONE"
    ]


@pytest.mark.parametrize("network", [make_network({"p": ["b1", "b2"]}), make_network({}, clusters={"k": ["b1"]})])
def test_without_clusters_or_without_cooperation_there_is_no_paper_cluster(network: Network) -> None:
    assert find(network, "paper_cluster") == []
    assert "limit_paper_clusters" not in [limit.key for limit in list_limits(network)]


def test_with_a_stated_home_a_cluster_is_judged_by_its_members_there() -> None:
    # All companies but five are elsewhere: of five nothing can be told.
    regions = {f"c{at:02}": "Perm" if at < 5 else "Oulu" for at in range(20)} | {
        f"u{at:02}": "Perm" for at in range(20)
    }
    network = paper(regions=regions)
    assert len(find(network, "paper_cluster")) == 1
    assert find(network.with_home("Perm"), "paper_cluster") == []
    everywhere = paper(regions=dict.fromkeys(regions, "Perm"), home="Perm")
    (gap,) = find(everywhere, "paper_cluster")
    assert gap.evidence["scope"] == "Perm"


def test_both_sides_of_a_paper_cluster_are_its_members() -> None:
    network = paper()
    (gap,) = find(network, "paper_cluster")
    assert all(closes_gap(network, gap, *tie) for tie in gap.ties)
    assert not closes_gap(network, gap, "c00", "u05")
    assert {one.candidate[0] for one in close_gap(network, gap, k=3)} == {"c"}
    # Yesterday there was no such cluster: nobody stands on either side.
    assert not any(side.any() for side in find_sides(make_network({"p": ["b1", "b2"]}), gap))


def test_competitors_are_not_brought_together() -> None:
    rivals = [("c00", "c01", "COMPETES_WITH"), ("c02", "c03", "PART_OF")]
    (gap,) = find(paper(ties=rivals), "paper_cluster")
    assert gap.ties == (("c00", "c02"), ("c01", "c03"), ("c04", "c05"))


def lived(seed: int, cohesion: float) -> Network:
    """Six clusters of 25; a project stays within one of them with the chance `cohesion`; and one cluster on paper.

    The members of the last take part in projects and have never met.
    """
    random, size = np.random.default_rng(seed), 25
    ids = np.array([f"b{at:03}" for at in range(6 * size)])
    active = random.lognormal(0.0, 1.0, len(ids))
    teams = []
    for count in random.integers(2, 7, 150):
        first = int(random.integers(6)) * size
        pool = np.arange(first, first + size) if random.random() < cohesion else np.arange(len(ids))
        teams.append(random.choice(pool, count, replace=False, p=active[pool] / active[pool].sum()).tolist())
    met = {(a, b) for team in teams for a in team for b in team}
    chosen: list[int] = []
    for one in random.permutation(sorted({one for team in teams for one in team})).tolist():
        if len(chosen) < 16 and not any((one, other) in met for other in chosen):
            chosen.append(one)
    clusters = {f"k{at}": ids[at * size : (at + 1) * size].tolist() for at in range(6)} | {
        "paper": ids[chosen].tolist()
    }
    return make_network({f"p{at:03}": ids[team].tolist() for at, team in enumerate(teams)}, clusters=clusters)


@pytest.mark.parametrize("cohesion", [0.3, 0.5])
def test_of_clusters_that_are_lived_only_the_planted_one_is_on_paper(cohesion: float) -> None:
    for seed in range(20):
        assert [gap.members for gap in find(lived(seed, cohesion), "paper_cluster")] == [("paper",)], seed


def test_the_interval_is_never_narrower_than_exact_poisson_limits() -> None:
    observed, expected = np.array([4.0, 4.0]), np.array([2.0, 2.0])
    # No spread at all, and a very wide one.
    found = bound_ratios(observed, expected, np.array([[2.0, 0.0], [2.0, 9.0]]))
    assert found[0] == pytest.approx([chi2.ppf(0.025, 8) / 4, chi2.ppf(0.975, 10) / 4])
    assert found[1] == pytest.approx([0.225, 8.775])


# Lived, not declared -------------------------------------------------------------------------------------------------


def test_ten_that_keep_to_themselves_are_an_emerging_cluster() -> None:
    (gap,) = find(closed(), "emerging_cluster")
    assert (gap.members, gap.groups, gap.ties) == (tuple(f"b{at}" for at in range(10)), None, ())
    # 3 projects of 45 pairs. Degrees 3 and 2, in all 230; joint participations both ways 3 x 90 + 200 = 470.
    expected = (30**2 - 90) / 2 * 470 / (230**2 - 90 - 400)
    assert gap.observed == 135
    assert gap.evidence["expected_by_degree"] == pytest.approx(expected, rel=1e-5)
    # Three projects are worth three.
    assert gap.evidence["lowest_ratio"] == pytest.approx(135 / expected * chi2.ppf(0.025, 6) / 6, rel=1e-5)
    assert gap.evidence["highest_by_chance"] < gap.evidence["lowest_ratio"]
    assert (gap.evidence["share_within"], gap.evidence["homophily"]) == (1, 1)
    assert (gap.evidence["events"], gap.evidence["clusters"], gap.evidence["in_that_cluster"]) == (3, [], 0)
    assert gap.text("en") == (
        "10 organizations work mostly with one another, and no cluster is declared for them: B0, B1, B2, B3 +6. "
        "100 % of their joint work is among themselves, in 3 projects and direct ties."
    )
    assert gap.text("ru") == (
        "10 организаций работают в основном друг с другом, а кластера для них нет: B0, B1, B2, B3 +6. "
        "Внутри группы 100 % совместной работы, проектов и прямых связей: 3."
    )


def test_a_single_project_is_a_consortium_and_no_cluster() -> None:
    assert find(closed(teams=1), "emerging_cluster") == []


@pytest.mark.parametrize(("held", "found"), [(5, 1), (6, 0)])
def test_a_cluster_that_holds_more_than_half_stands_for_the_group(held: int, found: int) -> None:
    clusters = {"k": [f"b{at}" for at in range(held)] + ["c00", "c01"], "l": ["b9"]}
    gaps = find(closed(clusters), "emerging_cluster")
    assert len(gaps) == found
    for gap in gaps:
        assert (gap.evidence["clusters"], gap.evidence["in_that_cluster"]) == (["k"], 5)


def test_who_founds_clusters_stands_on_the_other_side_of_an_emerging_one() -> None:
    network = closed()
    (gap,) = find(network, "emerging_cluster")
    members, others = find_sides(network, gap)
    assert (members.sum(), others.sum(), (members & others).any()) == (10, 100, False)
    nodes = network.nodes.to_dict("list")
    nodes["kind"][nodes["id"].index("c05")] = "incubator"
    founded = Network.build(nodes, network.ties.to_dict("list"))
    assert closes_gap(founded, gap, "b3", "c05")
    assert not closes_gap(founded, gap, "b3", "c06")
    assert {one.candidate for one in close_gap(founded, gap)} == {"c05"}


def with_group(seed: int, **regime: float) -> tuple[Network, tuple[str, ...]]:
    """A network without structure, and up to twelve that share nine projects of five; three are tied to hubs."""
    network, random = draw_network(seed, **regime), np.random.default_rng(seed)  # type: ignore[arg-type]
    cooperation = network.cooperation()
    hubs = network.node["id"][cooperation.organizations[np.argsort(-cooperation.degrees, kind="stable")[:3]]]
    group = [f"b9{at:03}" for at in range(12)]
    teams = [random.choice(group, 5, replace=False).tolist() for _ in range(9)]
    projects = {f"q{at}": team for at, team in enumerate(teams)}
    nodes, ties = network.nodes.to_dict("list"), network.ties.to_dict("list")
    ids = [*group, *projects]
    kinds = ["company"] * 12 + ["project"] * 9
    rows = [(one, project, "PARTICIPATES_IN") for project, team in projects.items() for one in team]
    joined = sorted({one for team in teams for one in team})
    rows += [(one, hub, "COOPERATES_WITH") for one, hub in zip(joined, hubs, strict=False)]
    found = Network.build(
        {
            "id": [*nodes["id"], *ids],
            "name": [*nodes["name"], *map(str.upper, ids)],
            "kind": [*nodes["kind"], *kinds],
        },
        {name: [*ties[name], *(row[at] for row in rows)] for at, name in enumerate(("source", "target", "kind"))},
    )
    return found, tuple(joined)


REGIMES = {
    "projects": {"projects": 140},
    "direct": {"projects": 0, "direct": 500},
    "both": {"projects": 80, "direct": 150, "busy": 4.0},
    "repeated": {"projects": 140, "repeat": 0.85},
}


@pytest.mark.parametrize("regime", REGIMES)
def test_a_planted_group_is_found_whole(regime: str) -> None:
    for seed in range(5):
        network, group = with_group(seed, **REGIMES[regime])
        assert group in [gap.members for gap in find(network, "emerging_cluster")], seed


def test_a_small_group_in_a_large_network_is_a_community_of_its_own_at_a_fine_level_only() -> None:
    network, group = with_group(1, organizations=2000, projects=1000, direct=2500)
    roster = Roster(network)
    rows = np.flatnonzero(np.isin(network.node["id"][roster.population.organizations], group))
    sizes = [np.count_nonzero(np.isin(level, level[rows])) for level in roster.levels]
    assert sizes[0] == len(rows) == 12 < sizes[-1]


@pytest.mark.parametrize(("regime", "most"), [("projects", 0), ("direct", 0), ("both", 0), ("repeated", 2)])
def test_networks_without_structure_have_no_emerging_cluster(regime: str, most: int) -> None:
    # Of 100 networks 0, 0, 0 and 3 have one. Where partners are chosen again and again, a group may really close.
    found = [seed for seed in range(40) if find(draw_network(seed, **REGIMES[regime]), "emerging_cluster")]  # type: ignore[arg-type]
    assert len(found) <= most


def test_above_the_limit_groups_are_not_sought_and_a_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("roster", "clusters"):
        monkeypatch.setattr(f"graphcdc.gaps.{module}.MOST_PAIRS", 100)
    assert find(closed(), "emerging_cluster") == []
    assert [limit.say("en") for limit in list_limits(closed(), kinds=["emerging_cluster"])] == [
        "emerging cluster: not sought above 100 cooperating pairs"
    ]


# The order of rows, and ids ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_neither_the_order_of_rows_nor_ids_change_what_is_found(seed: int) -> None:
    network, _ = with_group(seed, projects=100, direct=100)
    # Made anew with the column that the renaming looks at.
    network = Network.build(
        {**network.nodes.to_dict("list"), "clusters": [""] * len(network)}, network.ties.to_dict("list")
    )
    for other, new in ((shuffle_rows(network, seed), {}), rename_ids(network, seed)):
        for kind in ("paper_cluster", "emerging_cluster"):
            before, after = find(network, kind), find(other, kind)
            assert [gap.text() for gap in before] == [gap.text() for gap in after]
            assert [sorted(new.get(one, one) for one in gap.members) for gap in before] == [
                sorted(gap.members) for gap in after
            ]
            assert [gap.interval for gap in before] == [gap.interval for gap in after]
    assert find(network, "emerging_cluster")


# What they rest on ---------------------------------------------------------------------------------------------------

TEAMS = st.lists(st.sets(st.integers(0, 9), min_size=2, max_size=5), min_size=1, max_size=9)


@given(TEAMS, st.integers(0, 99))
def test_a_rewired_network_keeps_sizes_and_participations(teams: list[set[int]], seed: int) -> None:
    projects = {f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}
    cooperation = make_network(projects, alone=[f"b{at}" for at in range(10)]).cooperation()
    rewired = rewire(cooperation.incidence, np.random.default_rng(seed))
    assert rewired.sum(axis=0).tolist() == cooperation.sizes.tolist()
    assert rewired.sum(axis=1).tolist() == cooperation.degrees.tolist()
    assert set(rewired.toarray().ravel().tolist()) <= {0.0, 1.0}


def test_every_network_of_the_same_counts_is_equally_likely() -> None:
    # Two organizations with two of three events and one with two: the rows miss one event each, in 3! = 6 orders.
    cooperation = make_network({"p": ["b1", "b2"], "q": ["b2", "b3"], "r": ["b1", "b3"]}).cooperation()
    random = np.random.default_rng(0)
    drawn = Counter(str(rewire(cooperation.incidence, random).toarray().tolist()) for _ in range(1200))
    assert len(drawn) == 6
    # Each 200 times, with a standard deviation of 13.
    assert max(abs(count - 200) for count in drawn.values()) < 50


def test_rewiring_leaves_little_as_it_was() -> None:
    cooperation = draw_network(0, projects=200, direct=100).cooperation()
    rewired = rewire(cooperation.incidence, np.random.default_rng(0))
    kept = (rewired.toarray() * cooperation.incidence.toarray()).sum() / rewired.nnz
    # By chance as well: a busy organization meets the same large project again.
    assert kept < 0.1


@given(TEAMS, st.lists(st.integers(0, 2), min_size=10, max_size=10))
def test_cohesion_agrees_with_the_mixing_of_the_measures(teams: list[set[int]], groups: list[int]) -> None:
    projects = {f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}
    cooperation = make_network(projects).cooperation()
    division = np.array([groups[int(at)] for at in range(len(cooperation.organizations))])
    division = np.unique(division, return_inverse=True)[1]
    found = measure_cohesion(cooperation, division)
    labels = np.eye(division.max() + 1)[division]
    mixing = count_mixing(cooperation, labels)
    assert found.observed.tolist() == np.diag(mixing.observed).tolist()
    assert found.expected == pytest.approx(np.diag(mixing.expected), abs=1e-9)
    matrix = cooperation.matrix.toarray()
    for group in range(division.max() + 1):
        own = division == group
        assert found.share[group] == pytest.approx(matrix[own][:, own].sum() / matrix[own].sum())
        assert found.events[group] == (cooperation.incidence.toarray()[own].sum(axis=0) > 1).sum()
