"""Pendants and peripheries: one or two organizations that only one other joins to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, make_network, star

from graphcdc import Gap, Network, find_gaps, load_tables
from graphcdc.gaps import closes_gap, find_sides
from graphcdc.partners.closing import close_gap
from graphcdc.resources import find_resource


def find(network: Network, kind: str) -> list[Gap]:
    return find_gaps(network, kinds=[kind])


def sides(network: Network, gap: Gap) -> list[list[str]]:
    ids = network.node["id"][network.organizations]
    return [ids[side].tolist() for side in find_sides(network, gap)]


def lollipop(*tail: str) -> Network:
    """A project of four, b1 to b4, and a chain of direct ties that begins at b1."""
    ends = ["b1", *tail]
    return make_network({"p": ["b1", "b2", "b3", "b4"]}, direct=list(pairwise(ends)))


@cache
def town() -> Network:
    return load_tables(find_resource("datasets/st-petersburg"))


# Pendants ------------------------------------------------------------------------------------------------------------


def test_an_organization_with_one_partner_is_a_pendant_and_meets_a_partner_of_its_partner() -> None:
    (gap,) = find(lollipop("c1"), "pendant")
    # Without b1 it loses b2, b3 and b4.
    assert (gap.members, gap.observed, gap.groups, gap.claim) == (("c1",), 3, None, "structural")
    assert gap.ties == (("c1", "b2"),)
    assert gap.evidence == {
        "partner": "b1",
        "reachable": 4,
        "joint_projects": [],
        "direct_ties": 1,
        "since": None,
        "last_start": None,
    }
    assert gap.text("en") == "C1 has one partner only, B1, and reaches the other 3 organizations only through it."
    assert gap.text("ru") == "C1: единственный партнёр – B1, только через него достижимы ещё 3 организации."
    assert gap.advice.say("en").endswith("B1 can introduce it to B2, its own best connected partner.")


def test_several_events_with_one_partner_make_a_pendant_all_the_same() -> None:
    network = make_network(
        {"p": ["b1", "b2", "b3"], "q": ["b1", "c1"], "r": ["b1", "c1"]},
        direct=[("b1", "c1")],
        starts={"q": "2017-03", "r": "2015"},
    )
    (gap,) = find(network, "pendant")
    assert (gap.members, gap.observed) == (("c1",), 2)
    assert gap.evidence["joint_projects"] == ["q", "r"]
    assert (gap.evidence["direct_ties"], gap.evidence["since"], gap.evidence["last_start"]) == (1, "2015", "2017-03")


def test_a_pendant_meets_the_best_connected_of_its_smallest_cluster_that_is_not_its_partner() -> None:
    clusters = {"small": ["c1", "b1", "b4"], "large": ["c1", "b1", "b2", "b3"], "alone": ["c1", "d1"]}
    network = make_network(
        {"p": ["b1", "b2", "b3", "b4"]}, direct=[("b1", "c1"), ("b2", "b5")], clusters=clusters, alone=["d1"]
    )
    gap = next(gap for gap in find(network, "pendant") if gap.members == ("c1",))
    # Nobody else of the cluster "alone" can be reached. In "small" b1 is the partner, so b4 although b2 has more ties.
    assert gap.ties == (("c1", "b4"),)
    assert gap.advice.say("en") == ("Find it a second partner, for example B4, well connected in the cluster SMALL.")


def test_two_that_have_only_each_other_are_an_island_and_no_pendants() -> None:
    assert find(make_network({"p": ["b1", "b2", "b3"], "q": ["c1", "c2"]}), "pendant") == []
    assert find(make_network({"q": ["c1", "c2"]}), "pendant") == []


def test_pendants_that_lose_most_come_first_then_those_with_most_events_then_by_name() -> None:
    network = make_network(
        {"p": ["b1", "b2", "b3", "b4"], "s1": ["b1", "c2"], "s2": ["b1", "c2"], "far": ["d1", "d2", "d3"]},
        direct=[("b1", "c1"), ("b2", "c0"), ("d1", "c9")],
        names={"c1": "Alpha", "c0": "Beta"},
    )
    assert [(gap.members[0], gap.observed) for gap in find(network, "pendant")] == [
        ("c2", 5),
        ("c1", 5),
        ("c0", 5),
        ("c9", 2),
    ]


def test_all_leaves_of_a_star_are_pendants() -> None:
    gaps = find(star(3), "pendant")
    assert [gap.members for gap in gaps] == [("leaf1",), ("leaf2",), ("leaf3",)]
    assert [gap.ties for gap in gaps] == [(("leaf1", "leaf2"),), (("leaf2", "leaf1"),), (("leaf3", "leaf1"),)]


def test_the_outer_end_of_a_chain_is_a_pendant_and_with_its_partner_a_periphery_that_one_tie_cures() -> None:
    network = lollipop("c1", "c2")
    (pendant,), (periphery,) = find(network, "pendant"), find(network, "periphery")
    assert (pendant.members, pendant.evidence["partner"]) == (("c2",), "c1")
    assert periphery.members == ("c1", "c2")
    # A tie of c2 to b1 would give it a second partner, but leave both hanging on b1.
    assert pendant.ties == periphery.ties == (("c2", "b2"),)
    assert pendant.advice.say("en").endswith("B1 can introduce it to B2, its own best connected partner.")
    cured = make_network({"p": ["b1", "b2", "b3", "b4"]}, direct=[("b1", "c1"), ("c1", "c2"), ("c2", "b2")])
    assert find(cured, "pendant") == find(cured, "periphery") == []


def test_in_a_chain_of_three_nobody_else_is_there_to_meet() -> None:
    gaps = find(make_network({}, direct=[("a1", "b1"), ("b1", "c1")]), "pendant")
    assert [(gap.members, gap.ties) for gap in gaps] == [(("a1",), (("a1", "c1"),)), (("c1",), (("c1", "a1"),))]


def test_with_a_stated_home_a_pendant_is_one_at_home() -> None:
    network = lollipop("c1")
    columns = {"c1": "Oulu"} | {f"b{at}": "Perm" for at in range(1, 5)}
    placed = make_network({"p": ["b1", "b2", "b3", "b4"]}, direct=[("b1", "c1")], regions=columns)
    assert len(find(network, "pendant")) == len(find(placed, "pendant")) == 1
    assert find(placed.with_home("Perm"), "pendant") == []
    assert [gap.members for gap in find(placed.with_home("Oulu"), "pendant")] == [("c1",)]


# Peripheries ---------------------------------------------------------------------------------------------------------


def test_a_chain_of_two_is_a_periphery() -> None:
    (gap,) = find(lollipop("c1", "c2"), "periphery")
    # 2 x 3 pairs lose every path if b1 leaves.
    assert (gap.observed, gap.groups, gap.claim) == (6, None, "structural")
    assert gap.evidence == {"joined_by": "b1", "remaining": 3, "tied_to_it": ["c1"]}
    assert gap.text("en") == (
        "Only B1 joins C1 and C2, which have no partners but each other, to the other 3 organizations."
    )
    assert gap.text("ru") == (
        "C1 и C2 работают только друг с другом и с организацией B1: лишь через неё достижимы ещё 3 организации."
    )
    assert gap.advice.say("en") == "Bring C2 together with B2, the best connected partner of B1."


def test_a_project_of_three_at_the_edge_is_a_periphery() -> None:
    network = make_network({"p": ["b1", "b2", "b3", "b4"], "q": ["b1", "c1", "c2"]}, clusters={"k": ["c1", "b3"]})
    (gap,) = find(network, "periphery")
    assert (gap.members, gap.observed, gap.ties) == (("c1", "c2"), 6, (("c1", "b3"),))
    assert gap.evidence["tied_to_it"] == ["c1", "c2"]
    assert gap.advice.say("en") == "Bring C1 together with B3, well connected in the cluster K."
    assert find(network, "pendant") == []


def test_three_at_the_edge_are_a_single_point_of_failure_and_no_periphery() -> None:
    network = make_network({"p": ["b1", "b2", "b3", "b4"], "q": ["b1", "c1", "c2", "c3"]})
    assert find(network, "periphery") == []
    assert [gap.members for gap in find(network, "single_point_of_failure")] == [("b1",)]


def test_two_of_one_partner_that_do_not_work_together_are_two_pendants() -> None:
    network = make_network({"p": ["b1", "b2", "b3", "b4"]}, direct=[("b1", "c1"), ("b1", "c2")])
    assert find(network, "periphery") == []
    assert [gap.members for gap in find(network, "pendant")] == [("c1",), ("c2",)]


def test_the_rest_must_be_more_than_the_two() -> None:
    # Two triangles that share one organization: neither side is the edge of the other.
    assert find(make_network({"p": ["b1", "b2", "x"], "q": ["c1", "c2", "x"]}), "periphery") == []
    wider = make_network({"p": ["b1", "b2", "b3", "x"], "q": ["c1", "c2", "x"]})
    assert [gap.members for gap in find(wider, "periphery")] == [("c1", "c2")]
    # An island of three hangs on nothing. Of two triangles joined by a tie each lacks two for the other.
    assert find(make_network({"p": ["b1", "b2", "b3"]}), "periphery") == []
    assert [(gap.members, gap.observed) for gap in find(barbell(), "periphery")] == [
        (("b2", "b3"), 6),
        (("c2", "c3"), 6),
    ]


def test_with_a_stated_home_one_of_the_two_must_be_there() -> None:
    regions = {"c2": "Oulu", "c1": "Perm", "b1": "Omsk"}
    network = make_network({"p": ["b1", "b2", "b3", "b4"]}, direct=[("b1", "c1"), ("c1", "c2")], regions=regions)
    found = {home: len(find(network.with_home(home), "periphery")) for home in ("Oulu", "Perm", "Omsk")}
    assert found == {"Oulu": 1, "Perm": 1, "Omsk": 0}


# Who could help ------------------------------------------------------------------------------------------------------


def test_the_sides_of_an_edge_leave_out_who_it_hangs_on() -> None:
    network = make_network(
        {"p": ["b1", "b2", "b3", "b4"], "far": ["d1", "d2"]}, direct=[("b1", "c1"), ("c1", "c2")], alone=["e1"]
    )
    (pendant,), (periphery,) = find(network, "pendant"), find(network, "periphery")
    # A second partner may come from anywhere; the two are tied to the rest of their component only by one of that.
    assert sides(network, pendant) == [["c2"], ["b1", "b2", "b3", "b4", "d1", "d2", "e1"]]
    assert sides(network, periphery) == [["c1", "c2"], ["b2", "b3", "b4"]]


@pytest.mark.parametrize("kind", ["pendant", "periphery"])
def test_partners_are_suggested_that_close_it(kind: str) -> None:
    gap = find(town(), kind)[0]
    suggested = close_gap(town(), gap, k=3)
    assert suggested
    for one in suggested:
        assert closes_gap(town(), gap, one.evidence["for"], one.candidate)


# Facts of the graph --------------------------------------------------------------------------------------------------

TEAMS = st.lists(st.sets(st.integers(0, 11), max_size=4), max_size=9)


def joins_alone(graph: nx.Graph[str], members: Sequence[str], joiner: str) -> bool:
    """Whether without one organization the members are on their own, all together."""
    without = graph.subgraph(set(graph) - {joiner})
    return nx.node_connected_component(without, members[0]) == set(members)


@settings(max_examples=80)
@given(TEAMS)
def test_edges_are_what_a_search_without_each_organization_finds(teams: list[set[int]]) -> None:
    everybody = [f"b{at:02}" for at in range(12)]
    network = make_network({f"p{at}": [f"b{one:02}" for one in team] for at, team in enumerate(teams)}, alone=everybody)
    graph = network.to_networkx(projection=True)
    expected: dict[int, dict[frozenset[str], int]] = {1: {}, 2: {}}
    for joiner in everybody:
        component = nx.node_connected_component(graph, joiner)
        parts = [frozenset(part) for part in nx.connected_components(graph.subgraph(component - {joiner}))]
        for part in parts:
            rest = len(component) - 1 - len(part)
            if len(part) == 1 and rest > 0:
                expected[1][part] = rest
            if len(part) == 2 and rest > 2:
                expected[2][part] = 2 * rest
    for size, kind in ((1, "pendant"), (2, "periphery")):
        gaps = find(network, kind)
        assert {frozenset(gap.members): gap.observed for gap in gaps} == expected[size]
        for gap in gaps:
            for a, b in gap.ties:
                assert not graph.has_edge(a, b)
                assert closes_gap(network, gap, a, b)
                joined = graph.copy()
                joined.add_edge(a, b)
                joiner = gap.evidence["partner" if size == 1 else "joined_by"]
                assert not joins_alone(joined, gap.members, joiner)


def test_the_edges_of_st_petersburg_are_the_planted_ones_and_others_that_are_true() -> None:
    graph = town().to_networkx(projection=True)
    pendants, peripheries = find(town(), "pendant"), find(town(), "periphery")
    home = set(town().node["id"][town().regions == town().home])
    assert {gap.members[0] for gap in pendants} == {one for one in home if graph.degree(one) == 1}
    assert ("o499",) in {gap.members for gap in pendants}
    assert {gap.members for gap in peripheries} == {("o130", "o437"), ("o314", "o542")}
    for gap in peripheries:
        assert joins_alone(graph, gap.members, gap.evidence["joined_by"])
        assert gap.evidence["remaining"] == len(nx.node_connected_component(graph, gap.members[0])) - 3
