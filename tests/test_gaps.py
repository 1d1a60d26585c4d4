"""Gaps: each kind on a constructed network, what cannot be told, and the fields of the contract."""

from __future__ import annotations

import json
from collections.abc import Sequence

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, draw_network, make_network, star, two_islands_and_a_loner
from test_clusters import closed, paper

from graphcdc import Gap, Network, UsageError, find_gaps, load_tables
from graphcdc.gaps import GAP_KINDS, closes_gap, list_limits
from graphcdc.gaps.finders import STRUCTURAL_GAPS
from graphcdc.resources import find_resource

FIELDS = [
    *("id", "kind", "claim", "groups", "members", "observed", "expected", "ratio", "interval", "p_value", "q_value"),
    *("priority", "p_real", "impact", "feasibility", "evidence", "action", "text"),
]


#: Fourteen tests can reach a q-value of 14 / 300 = 0.047 with so many draws, and 0.05 with no fewer than 279.
DRAWS = 299


def find(network: Network, *kinds: str) -> list[Gap]:
    return find_gaps(network, kinds=kinds, draws=199)


def apart(first: str, second: str, *, bridges: int = 0) -> Network:
    """Twenty pairs of each of two kinds, all among themselves but for so many ties across."""
    direct = [(f"{kind}{at:02}", f"{kind}{at + 20:02}") for kind in (first, second) for at in range(20)]
    return make_network({}, direct=[*direct, *((f"{first}{at:02}", f"{second}{at:02}") for at in range(bridges))])


def two_triangles(*, home: str | None = None, where: str = "") -> Network:
    """Triangles of b and of c without a tie between them; `where` is the region of the c."""
    regions = {f"{name}{at}": "Perm" if name == "b" else where for name in "bc" for at in (1, 2, 3)}
    return make_network({"l": ["b1", "b2", "b3"], "r": ["c1", "c2", "c3"]}, regions=regions, home=home)


# Pairs of groups -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "letter", "group"),
    [
        ("research_gap", "r", "research_organization"),
        ("education_gap", "u", "university"),
        ("policy_gap", "a", "public_authority"),
        ("capital_gap", "i", "investor"),
    ],
)
def test_firms_and_others_that_keep_to_themselves_are_a_gap(kind: str, letter: str, group: str) -> None:
    (gap,) = find(apart("b", letter), kind)
    # 80 organizations of degree 1 in 40 ties: 40 / 3160 for each of 40 x 40 pairs across, 20.25 expected by degree.
    assert (gap.kind, gap.claim, gap.groups, gap.members) == (kind, "statistical", ("firm", group), ())
    assert gap.observed == 0
    assert gap.evidence["expected_by_degree"] == 20.2532
    assert (gap.p_value, gap.q_value) == (1 / 200, 1 / 200)
    assert gap.evidence["organizations"] == [40, 40]
    # Equally active: by name.
    assert gap.ties == (("b00", f"{letter}00"), ("b01", f"{letter}01"), ("b02", f"{letter}02"))


def test_firms_that_work_with_universities_only_are_a_firm_to_firm_gap() -> None:
    network = make_network({}, direct=[(f"b{at:02}", f"u{at:02}") for at in range(40)])
    (gap,) = find(network, "firm_to_firm_gap")
    # 40 / 3160 for each of the 780 pairs of firms.
    assert (gap.groups, gap.observed, gap.evidence["expected_by_degree"]) == (("firm", "firm"), 0, 9.87342)
    assert gap.ties == (("b00", "b01"), ("b02", "b03"), ("b04", "b05"))


def test_two_clusters_that_keep_to_themselves_are_a_cluster_to_cluster_gap() -> None:
    ties = [(f"{side}{at:02}", f"{side}{at + 20:02}") for side in "bc" for at in range(20)]
    clusters = {f"k-{side}": [f"{side}{at:02}" for at in range(40)] for side in "bc"}
    network = make_network({}, direct=ties, clusters=clusters, names={"k-b": "Boats", "k-c": "Cranes"})
    (gap,) = find(network, "cluster_to_cluster_gap")
    assert gap.groups == ("k-b", "k-c")
    assert gap.text("en").startswith("Boats and Cranes have 0 joint participations where")
    assert gap.text("ru").startswith("«Boats» и «Cranes»: совместных участий 0, ожидается")


def test_groups_that_mix_as_expected_are_no_gap() -> None:
    # 40 ties within, 40 across, two for each organization: 80 / 3160 for each of 1600 pairs across, 40.5 expected.
    assert find(apart("b", "u", bridges=40), "education_gap") == []


def test_the_numbers_of_a_gap_agree_with_each_other() -> None:
    gaps = [gap for seed in range(3) for gap in find_gaps(draw_network(seed, forbidden=("b", "u")), draws=DRAWS)]
    tested = [gap for gap in gaps if gap.claim == "statistical"]
    assert len(tested) >= 3
    for gap in tested:
        assert gap.expected is not None
        assert gap.ratio == pytest.approx(gap.observed / gap.expected)
        assert gap.interval is not None
        assert gap.interval[0] <= gap.ratio <= gap.interval[1]
        assert gap.observed < gap.expected
        assert gap.q_value is not None
        assert gap.p_value is not None
        assert gap.p_value <= gap.q_value <= 0.05
        assert gap.evidence["null_band"][0] <= 1 <= gap.evidence["null_band"][1]


def test_a_pair_of_groups_that_expects_fewer_than_5_is_not_tested_and_said_so() -> None:
    # Ten firms and ten universities, five pairs on each side: 10 / 190 for each of 100 pairs, 5.26 expected: tested.
    def pairs_of(count: int) -> list[tuple[str, str]]:
        return [(f"{kind}{at}", f"{kind}{at + count}") for kind in "bu" for at in range(count)]

    # Eight of each: 8 / 120 x 64 = 4.27.
    small, enough = make_network({}, direct=pairs_of(4)), make_network({}, direct=pairs_of(5))
    kinds = ["education_gap"]
    assert find(small, *kinds) == []
    assert [limit.say("en") for limit in list_limits(small, kinds=kinds)] == [
        "education gap: cannot be told, for only 4.3 joint participations are expected; to find a deficit by half "
        "takes some 35"
    ]
    assert [limit.say("en") for limit in list_limits(enough, kinds=kinds)] == [
        "1 pair of groups tested as one family, findings at q <= 0.05 and an interval below 100 %",
        "1 of them expects fewer than 35 joint participations: a deficit by half would be found less than "
        "9 times in 10",
    ]


def test_a_pair_of_organizations_is_never_called_significant() -> None:
    for seed in range(4):
        network = draw_network(seed, projects=40, forbidden=("b", "u"))
        for gap in find_gaps(network, draws=DRAWS):
            if gap.claim == "statistical":
                assert set(gap.members) <= set(network.members)
                assert min(gap.evidence["organizations"]) > 1
            else:
                assert (gap.p_value, gap.q_value) == (None, None)
                # Of a paper cluster what it has and what it could have is the very claim.
                if gap.kind != "paper_cluster":
                    assert (gap.expected, gap.ratio, gap.interval) == (None, None, None)


def test_with_a_stated_home_groups_are_those_at_home() -> None:
    # Home firms and universities keep apart; 40 foreign universities have a tie with each home firm.
    home = apart("b", "u")
    foreign = [(f"b{at:02}", f"u{at + 40:02}") for at in range(40)]
    regions = dict.fromkeys(home.node["id"], "Perm") | {end: "Oulu" for _, end in foreign}
    ties = [(a, b) for a, b in home.ties[["source", "target"]].values.tolist()]
    network = make_network({}, direct=ties + foreign, regions=regions)
    assert find(network, "education_gap") == []
    (gap,) = find(network.with_home("Perm"), "education_gap")
    assert (gap.observed, gap.evidence["organizations"], gap.evidence["scope"]) == (0, [40, 40], "Perm")
    assert {end for tie in gap.ties for end in tie} <= set(home.node["id"])
    assert closes_gap(network, gap, "b00", "u00")
    assert not closes_gap(network, gap, "b00", "u45")


def test_a_cluster_that_is_called_like_a_kind_is_a_cluster_in_cluster_gaps_only() -> None:
    ties = [(f"{side}{at:02}", f"{side}{at + 20:02}") for side in "bu" for at in range(20)]
    clusters = {"firm": [f"b{at:02}" for at in range(40)], "university": [f"u{at:02}" for at in range(39)]}
    names = {"firm": "Robots", "university": "Campus"}
    network = make_network({}, direct=ties, clusters=clusters, names=names)
    cluster, kind = find(network, "cluster_to_cluster_gap")[0], find(network, "education_gap")[0]
    assert cluster.groups == kind.groups == ("firm", "university")
    assert cluster.id != kind.id
    assert cluster.text("en").startswith("Robots and Campus have")
    assert kind.text("en").startswith("Firms and universities have")
    assert closes_gap(network, kind, "b00", "u39")
    assert not closes_gap(network, cluster, "b00", "u39")


# Structure -----------------------------------------------------------------------------------------------------------


def test_an_organization_alone_is_an_isolate_and_meets_the_hub_of_its_smallest_cluster() -> None:
    clusters = {"big": ["d1", "b1", "b2", "c1"], "small": ["d1", "c1"], "lonely": ["d1"]}
    network = make_network({"p3": ["b1", "b2", "u1"], "p2": ["c1", "c2"], "p1": ["d1"]}, clusters=clusters)
    (gap,) = find(network, "isolate")
    assert (gap.members, gap.observed, gap.ties) == (("d1",), 0, (("d1", "c1"),))
    assert gap.evidence == {"partners": 0, "projects": 1, "clusters": ["big", "lonely", "small"]}
    assert gap.text("en") == "D1 has no partner on record: 1 project, all alone."
    assert gap.text("ru") == "D1: нет ни одного партнёра, 1 проект, и всё в одиночку."


def test_an_isolate_without_a_cluster_meets_the_best_connected_of_all() -> None:
    (gap,) = find(make_network({"p": ["b1", "b2"], "q": ["b2", "u1"]}, alone=["d1"]), "isolate")
    assert gap.ties == (("d1", "b2"),)
    assert (
        gap.text("en")
        == "D1 has no cooperation with other organizations on record, neither a project nor a direct tie."
    )


def test_an_island_is_a_fragmentation_and_severity_counts_the_pairs_apart() -> None:
    (gap,) = find(two_islands_and_a_loner(), "fragmentation")
    # An island of 2 beside the other 3 of 5 connected organizations: 2 x 3 pairs; the loner is an isolate instead.
    assert (gap.members, gap.observed, gap.ties) == (("c1", "c2"), 6, (("c1", "b1"),))
    assert gap.evidence == {"size": 2, "largest": 3, "islands": 1, "connected": 5}
    assert gap.text("en") == "2 organizations are an island, apart from the main network of 3: C1, C2."


def test_three_islands_are_ordered_by_the_pairs_they_leave_apart() -> None:
    network = make_network({"p": ["b1", "b2", "b3", "b4"], "q": ["c1", "c2"], "r": ["d1", "d2", "d3"]})
    # 9 in all: 3 x 6 = 18 and 2 x 7 = 14.
    assert [(gap.members[0], gap.observed) for gap in find(network, "fragmentation")] == [("d1", 18), ("c1", 14)]


def test_of_two_equal_islands_the_main_one_is_chosen_by_name_and_not_by_id() -> None:
    names = {f"b{at}": f"Zeta {at}" for at in (1, 2)} | {f"c{at}": f"Alpha {at}" for at in (1, 2)}
    (gap,) = find(make_network({"p": ["b1", "b2"], "q": ["c1", "c2"]}, names=names), "fragmentation")
    assert gap.members == ("b1", "b2")


def test_two_triangles_joined_by_one_tie_have_one_bridge() -> None:
    (gap,) = find(barbell(), "single_point_of_failure")
    # Its loss splits 6 into 3 and 3: 3 x 3. Without b1 only two organizations would be cut off: no finding.
    assert (gap.members, gap.observed) == (("b1", "c1"), 9)
    assert gap.evidence == {
        "sort": "bridge",
        "cut_off": ["c1", "c2", "c3"],
        "sides": 1,
        "remaining": 3,
        "cuts_of_component": 1,
        "ties_for_all_cuts": 1,
    }
    assert gap.ties == (("c2", "b2"),)
    assert gap.text("en") == "Only the tie between B1 and C1 joins 3 organizations (C1, C2, C3) to the other 3."


def test_an_organization_between_two_triangles_is_a_cut_vertex() -> None:
    network = make_network(
        {"l": ["b1", "b2", "b3", "u1"], "r": ["c1", "c2", "c3", "u1"], "s": ["c1", "c2", "c3", "d1"]}
    )
    (gap,) = find(network, "single_point_of_failure")
    # Without u1: 3 firms b and 4 others: 3 x 4.
    assert (gap.members, gap.observed) == (("u1",), 12)
    assert (gap.evidence["sort"], gap.evidence["cut_off"]) == ("cut_vertex", ["b1", "b2", "b3"])
    assert (gap.evidence["sides"], gap.evidence["remaining"]) == (1, 4)
    assert gap.ties == (("b1", "c1"),)
    assert gap.text("en") == "Only U1 joins 3 organizations (B1, B2, B3) to the other 4."


def test_newcomers_that_hang_on_one_partner_are_no_finding() -> None:
    assert find(star(2), "single_point_of_failure") == []
    one = make_network({"p": ["b1", "b2", "b3", "b4"]}, direct=[("b1", "c1"), ("b2", "c2"), ("b3", "c3")])
    assert find(one, "single_point_of_failure") == []


def test_with_a_stated_home_only_members_and_neighbours_of_home_are_findings() -> None:
    assert len(find(two_triangles(home="Perm", where="Perm"), "fragmentation")) == 1
    # The island of c is elsewhere. The main part is that of the better connected; both equal: by name, b.
    assert find(two_triangles(home="Perm", where="Oulu"), "fragmentation") == []
    network = make_network({"p": ["b1", "b2"]}, alone=["c1", "d1"], regions={"c1": "Perm", "d1": "Oulu", "b1": "Oulu"})
    assert [gap.members for gap in find(network.with_home("Perm"), "isolate")] == [("c1",)]
    # Nobody at home cooperates, so the hub is one from elsewhere.
    assert find(network.with_home("Perm"), "isolate")[0].ties == (("c1", "b1"),)


def test_a_home_where_nobody_is_has_no_gaps() -> None:
    network = make_network({"p": ["b1", "b2", "u1"], "q": ["c1"]}, home="Mars", clusters={"k": ["b1"], "l": ["u1"]})
    assert find_gaps(network) == []
    assert [limit.key for limit in list_limits(network)][-1] == "limit_home"


# Kinds and limits ----------------------------------------------------------------------------------------------------


def test_kinds_choose_what_is_looked_for_and_structure_stands_last() -> None:
    network = draw_network(1, projects=60, forbidden=("b", "u"))
    everything = find_gaps(network, draws=DRAWS)
    assert [gap.claim for gap in everything] == sorted(gap.claim for gap in everything)
    for kind in STRUCTURAL_GAPS:
        expected = [gap.to_dict() for gap in everything if gap.kind == kind]
        assert [gap.to_dict() for gap in find_gaps(network, kinds=iter([kind]))] == expected
    assert find_gaps(network, kinds=[]) == []


def test_an_unknown_kind_and_no_draws_are_errors_of_use() -> None:
    with pytest.raises(UsageError, match="weather_gap"):
        find_gaps(barbell(), kinds=["isolate", "weather_gap"])
    with pytest.raises(UsageError, match="weather_gap"):
        list_limits(barbell(), kinds=["weather_gap"])
    with pytest.raises(UsageError, match="draws"):
        find_gaps(barbell(), draws=0)


@pytest.mark.parametrize(
    "network",
    [
        make_network({}),
        make_network({}, alone=["b1"]),
        make_network({"p": ["b1"], "q": []}, clusters={"k": ["b1", "u1"]}),
    ],
    ids=["nobody", "one", "two alone"],
)
def test_without_any_cooperation_nothing_is_found_and_the_limit_says_so(network: Network) -> None:
    assert find_gaps(network) == []
    assert [limit.say("en") for limit in list_limits(network)] == [
        "no joint project and no cooperation tie is recorded: there are no data to judge by"
    ]


def test_kinds_that_the_data_cannot_show_are_named() -> None:
    limits = [
        limit.say("en") for limit in list_limits(apart("b", "u"), kinds=["capital_gap", "cluster_to_cluster_gap"])
    ]
    assert limits == [
        "capital gap: these data have no investors, so it cannot be shown",
        "cluster-to-cluster gap: it takes two clusters with members",
    ]


def test_investors_that_never_cooperate_are_not_said_to_be_missing() -> None:
    network = make_network({}, direct=[("b1", "b2")], alone=["i1"])
    assert [limit.key for limit in list_limits(network, kinds=["capital_gap"])] == ["limit_small_one"]


# The contract --------------------------------------------------------------------------------------------------------


def test_the_id_of_a_gap_never_changes() -> None:
    # "gap-" and the start of sha256 of kind, two groups and the sorted members, one a line.
    assert find(barbell(), "single_point_of_failure")[0].id == "gap-c7c415dff3"
    assert find(apart("b", "u"), "education_gap")[0].id == "gap-b309b5b4db"


def test_a_gap_has_all_fields_of_the_contract_and_is_plain_json() -> None:
    network = draw_network(2, projects=60, forbidden=("b", "u"))
    town = load_tables(find_resource("datasets/st-petersburg"))
    gaps = find_gaps(network, draws=DRAWS)
    gaps += [gap for other in (town, paper(), closed()) for gap in find_gaps(other, kinds=STRUCTURAL_GAPS)]
    assert {gap.kind for gap in gaps} >= {"education_gap", *STRUCTURAL_GAPS}
    for gap in gaps:
        fields = json.loads(json.dumps(gap.to_dict("en")))
        assert list(fields) == FIELDS
        assert (fields["priority"], fields["p_real"], fields["impact"], fields["feasibility"]) == (None,) * 4
        assert fields["kind"] in GAP_KINDS
        assert fields["text"] == gap.text("en") != gap.to_dict()["text"] == gap.text("ru")
        assert list(fields["action"]) == ["text", "ties"]
        assert "{" not in fields["text"] + fields["action"]["text"] + gap.text("ru") + gap.advice.say("ru")
    assert len({gap.id for gap in find_gaps(network, draws=DRAWS)}) == len(find_gaps(network, draws=DRAWS))


TEAMS = st.lists(st.sets(st.sampled_from(["b1", "b2", "b3", "c1", "c2", "u1", "u2", "r1"]), max_size=4), max_size=8)


@settings(max_examples=60)
@given(TEAMS, st.sampled_from([None, "Perm"]))
def test_structural_gaps_are_facts_and_their_actions_new_ties(teams: Sequence[set[str]], home: str | None) -> None:
    everybody = ["b1", "b2", "b3", "c1", "c2", "u1", "u2", "r1"]
    projects = {f"p{at}": sorted(team) for at, team in enumerate(teams)}
    regions = dict.fromkeys(everybody[::2], "Perm")
    network = make_network(projects, alone=everybody, regions=regions, clusters={"k": ["b1", "c1"]}, home=home)
    graph = network.to_networkx(projection=True)
    for gap in find_gaps(network, kinds=STRUCTURAL_GAPS):
        for a, b in gap.ties:
            assert a != b
            assert not graph.has_edge(a, b)
            assert closes_gap(network, gap, a, b)
            assert closes_gap(network, gap, b, a)
        if gap.kind == "fragmentation":
            assert set(gap.members) in [set(part) for part in nx.connected_components(graph)]
        if gap.kind == "isolate":
            assert graph.degree(gap.members[0]) == 0
            assert home is None or gap.members[0] in regions


@pytest.mark.parametrize("seed", range(4))
def test_actions_of_group_gaps_are_new_ties_between_the_groups(seed: int) -> None:
    network = draw_network(seed, projects=90, direct=40, repeat=0.5, forbidden=("b", "u"))
    graph = network.to_networkx(projection=True)
    gaps = [gap for gap in find_gaps(network, draws=DRAWS) if gap.claim == "statistical"]
    assert gaps
    for gap in gaps:
        ends = [end for tie in gap.ties for end in tie]
        assert len(ends) == len(set(ends)) <= 6
        assert ends or gap.members
        assert not any(graph.has_edge(*tie) for tie in gap.ties)
        assert all(closes_gap(network, gap, *tie) for tie in gap.ties)


def test_a_tie_to_another_component_does_not_cure_a_single_point_of_failure() -> None:
    network = make_network(
        {"left": ["b1", "b2", "b3"], "right": ["c1", "c2", "c3"], "far": ["d1", "d2"]}, direct=[("b1", "c1")]
    )
    (gap,) = find(network, "single_point_of_failure")
    assert closes_gap(network, gap, "b2", "c3")
    assert not closes_gap(network, gap, "c2", "c3")
    assert not closes_gap(network, gap, "b2", "c1")
    assert not closes_gap(network, gap, "c2", "d1")
