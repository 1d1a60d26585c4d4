"""Cures of single points of failure: checked by adding the ties, and against the fewest; and who is barred."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, make_network, star, two_islands_and_a_loner

from graphcdc import Gap, Network, find_gaps, load_tables
from graphcdc.feasibility import list_barred_pairs
from graphcdc.gaps import find_cure
from graphcdc.gaps.cures import cure_cut, list_cuts
from graphcdc.gaps.finders import STRUCTURAL_GAPS
from graphcdc.gaps.pairs import pair_up
from graphcdc.gaps.roster import Roster
from graphcdc.resources import find_resource

Pairs = Iterable[tuple[str, str]]


def points(network: Network) -> list[Gap]:
    return find_gaps(network, kinds=["single_point_of_failure"])


def graph_of(network: Network, ties: Pairs = ()) -> nx.Graph[str]:
    graph = network.to_networkx(projection=True)
    assert isinstance(graph, nx.Graph)
    graph.add_edges_from(ties)
    return graph


def is_cured(graph: nx.Graph[str], members: Sequence[str]) -> bool:
    """Whether neither an organization nor a tie holds its component together any more."""
    if len(members) == 1:
        return members[0] not in set(nx.articulation_points(graph))
    return not {tuple(members), tuple(reversed(members))} & set(nx.bridges(graph))


def hub() -> Network:
    """Three teams of four that have nothing but u1 in common."""
    return make_network({f"p{name}": [f"{name}1", f"{name}2", f"{name}3", "u1"] for name in "bcd"})


# Who may work with whom ----------------------------------------------------------------------------------------------


def barred(network: Network) -> set[tuple[str, str]]:
    ids = network.node["id"]
    return {(ids[a], ids[b]) for a, b in list_barred_pairs(network)}


def test_competitors_and_the_whole_with_its_parts_are_barred() -> None:
    ties = [("b2", "b1", "COMPETES_WITH"), ("c1", "c2", "PART_OF"), ("c2", "c3", "PART_OF"), ("c4", "c3", "PART_OF")]
    network = make_network({"p": ["b1", "b2", "b3", "c1", "c2", "c3", "c4"]}, ties=ties)
    # c1 is a part of a part of c3; c1 and c4 are parts of one whole, and may work together.
    assert barred(network) == {("b1", "b2"), ("c1", "c2"), ("c2", "c3"), ("c1", "c3"), ("c3", "c4")}


def test_a_stated_parent_counts_as_a_tie_part_of() -> None:
    nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3, "parent_organization": ["b", "", "a"]}
    assert barred(Network.build(nodes, {"source": ["a"], "target": ["b"], "kind": ["SUPPLIES"]})) == {
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    }


def test_what_has_ended_and_what_goes_round_bars_nobody_else() -> None:
    nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    ties = {
        "source": ["a", "b", "c", "d"],
        "target": ["b", "a", "d", "a"],
        "kind": ["PART_OF", "PART_OF", "COMPETES_WITH", "SUPPLIES"],
        "since": ["", "", "", "2020"],
        "until": ["", "", "2019", ""],
    }
    network = Network.build(nodes, ties)
    assert barred(network) == {("a", "b")}
    assert Roster(network).may_cooperate(3, 2)
    assert not Roster(network).may_cooperate(1, 0)


def test_pairs_are_made_of_those_that_stand_early_on_both_sides() -> None:
    assert pair_up([1, 2, 3], [4, 5, 6], lambda a, b: True) == [(1, 4), (2, 5), (3, 6)]
    assert pair_up([1, 2, 3], [1, 2, 3], lambda a, b: True) == [(1, 2)]
    assert pair_up([1, 2, 3], [4, 5, 6], lambda a, b: a != 1, most=2) == [(2, 4), (3, 5)]
    assert pair_up([1], [], lambda a, b: True) == pair_up([], [], lambda a, b: True) == []
    assert pair_up([1, 2], [3], lambda a, b: False) == []


# One cut -------------------------------------------------------------------------------------------------------------


def test_a_bridge_is_cured_by_a_tie_beside_it() -> None:
    (gap,) = points(barbell())
    assert gap.ties == (("c2", "b2"),)
    assert is_cured(graph_of(barbell(), gap.ties), gap.members)
    assert gap.advice.say("en") == "Bring C2 and B2 together, so that the connection no longer hangs on one tie."


def test_a_cut_vertex_needs_a_tie_for_each_part_that_it_cuts_off() -> None:
    (gap,) = points(hub())
    # The first by name remains; both others are joined to it, each organization named once.
    assert (gap.members, gap.evidence["sides"]) == (("u1",), 2)
    assert gap.ties == (("c1", "b1"), ("d1", "b2"))
    assert is_cured(graph_of(hub(), gap.ties), gap.members)
    for tie in gap.ties:
        assert not is_cured(graph_of(hub(), [tie]), gap.members)
    assert gap.advice.say("en") == (
        "Bring together C1 – B1; D1 – B2: without U1 the 2 parts have nothing to do with each other either, "
        "so that each needs a tie."
    )
    assert gap.advice.say("ru") == (
        "Сведите C1 – B1; D1 – B2: без участника U1 отрезанные части (2) не связаны и между собой, связь нужна каждой."
    )


TEAMS = st.lists(st.sets(st.integers(0, 9), min_size=2, max_size=4), min_size=3, max_size=7)
RIVALS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=6)


def network_of(teams: Sequence[set[int]], rivals: Sequence[tuple[int, int]] = (), home: str | None = None) -> Network:
    return make_network(
        {f"p{at}": [f"b{one}" for one in sorted(team)] for at, team in enumerate(teams)},
        ties=[(f"b{a}", f"b{b}", "COMPETES_WITH") for a, b in rivals],
        alone=[f"b{at}" for at in range(10)],
        clusters={"k": ["b0", "b3", "b4"]},
        regions={f"b{at}": "Perm" for at in range(0, 10, 2)},
        home=home,
    )


@settings(max_examples=150)
@given(TEAMS)
def test_the_ties_of_a_cut_cure_it_and_none_of_them_can_be_left_out(teams: list[set[int]]) -> None:
    network = network_of(teams)
    roster = Roster(network)
    for cut in list_cuts(roster, 2):
        component = np.flatnonzero(roster.cooperation.component == roster.cooperation.component[cut.rows[0]])
        ties = roster.identify(cure_cut(roster, cut, component))
        members = [roster.ids[row] for row in cut.rows]
        assert len(ties) == len(cut.sides)
        assert is_cured(graph_of(network, ties), members)
        for left_out in range(len(ties)):
            assert not is_cured(graph_of(network, (*ties[:left_out], *ties[left_out + 1 :])), members)


@settings(max_examples=150)
@given(TEAMS, RIVALS, st.sampled_from([None, "Perm"]))
def test_no_structural_finding_brings_competitors_together(
    teams: list[set[int]], rivals: list[tuple[int, int]], home: str | None
) -> None:
    network = network_of(teams, rivals, home)
    forbidden = {(f"b{a}", f"b{b}") for a, b in rivals}
    gaps = find_gaps(network, kinds=STRUCTURAL_GAPS)
    proposed = {tuple(sorted(tie)) for gap in gaps for tie in gap.ties} | {
        tuple(sorted(tie)) for tie in find_cure(network, smallest=1)
    }
    assert not proposed & forbidden
    # An advice without a tie says that there is none, and names nobody.
    for gap in gaps:
        if gap.kind in ("isolate", "fragmentation", "single_point_of_failure"):
            assert bool(gap.ties) == (gap.advice.key not in ("advice_barred", "advice_isolate_nobody"))


def test_where_nobody_may_be_brought_together_the_advice_says_so() -> None:
    rivals = [(f"c{a}", f"b{b}", "COMPETES_WITH") for a in (1, 2, 3) for b in (1, 2, 3)]
    projects = {"l": ["b1", "b2", "b3"], "r": ["c1", "c2", "c3"]}
    apart = make_network(projects, ties=rivals, alone=["d1"])
    (island,) = find_gaps(apart, kinds=["fragmentation"])
    assert (island.ties, island.advice.say("en")) == (
        (),
        "No two from both sides may work together (competitors, or one a part of the other): bring in a third party.",
    )
    joined = make_network(projects, ties=rivals, direct=[("b1", "c1")])
    (bridge,) = points(joined)
    assert (bridge.ties, bridge.advice.key, bridge.evidence["ties_for_all_cuts"]) == ((), "advice_barred", 0)
    assert find_cure(joined) == []
    alone = make_network(
        {"p": ["b1", "b2"]}, alone=["d1"], ties=[("d1", "b1", "COMPETES_WITH"), ("d1", "b2", "PART_OF")]
    )
    (isolate,) = find_gaps(alone, kinds=["isolate"])
    assert (isolate.ties, isolate.advice.key) == ((), "advice_isolate_nobody")


def test_an_isolate_meets_the_next_best_if_the_best_is_its_competitor() -> None:
    projects = {"p": ["b1", "b2"], "q": ["b2", "u1"]}
    assert find_gaps(make_network(projects, alone=["d1"]), kinds=["isolate"])[0].ties == (("d1", "b2"),)
    (gap,) = find_gaps(make_network(projects, alone=["d1"], ties=[("b2", "d1", "COMPETES_WITH")]), kinds=["isolate"])
    assert gap.ties == (("d1", "b1"),)


def test_a_part_that_nobody_may_join_is_said_to_be_left() -> None:
    rivals = [(f"d{a}", f"{name}{b}", "COMPETES_WITH") for name in "bc" for a in (1, 2, 3) for b in (1, 2, 3)]
    network = make_network({f"p{name}": [f"{name}1", f"{name}2", f"{name}3", "u1"] for name in "bcd"}, ties=rivals)
    (gap,) = points(network)
    assert gap.ties == (("c1", "b1"),)
    assert gap.advice.say("en").startswith("Bring together C1 – B1. U1 cuts off 2 parts")


# All cuts together ---------------------------------------------------------------------------------------------------


def test_two_bridges_in_a_row_take_one_tie() -> None:
    network = make_network(
        {"l": ["b1", "b2", "b3"], "m": ["c1", "c2", "c3"], "r": ["d1", "d2", "d3"]},
        direct=[("b1", "c1"), ("c2", "d1")],
    )
    assert find_cure(network) == [("b2", "d2")]
    for gap in points(network):
        assert (gap.evidence["cuts_of_component"], gap.evidence["ties_for_all_cuts"]) == (len(points(network)), 1)


def test_components_are_cured_each_by_itself_and_what_is_whole_is_left_alone() -> None:
    assert find_cure(two_islands_and_a_loner(), smallest=1) == []
    assert find_cure(make_network({})) == []
    assert find_cure(barbell()) == [("b2", "c2")]
    # A star of five leaves: without the hub five parts, which take four ties.
    assert len(find_cure(star(5), smallest=1)) == 4


def test_with_a_stated_home_what_touches_it_is_cured_and_those_at_home_come_first() -> None:
    regions = {"b3": "Perm", "c3": "Perm"}
    projects = {"l": ["b1", "b2", "b3"], "r": ["c1", "c2", "c3"], "x": ["e1", "e2", "e3"], "y": ["f1", "f2", "f3"]}
    network = make_network(projects, direct=[("b1", "c1"), ("e1", "f1")], regions=regions)
    assert find_cure(network) == [("b2", "c2"), ("e2", "f2")]
    assert find_cure(network.with_home("Perm")) == [("b3", "c3")]


def count_least(graph: nx.Graph[str]) -> int:
    """No fewer ties can do: half the leaves of the block tree, or all parts but one that a cut vertex leaves."""
    articulation = set(nx.articulation_points(graph))
    leaves = sum(len(block & articulation) == 1 for block in nx.biconnected_components(graph))
    parts = [nx.number_connected_components(graph.subgraph(set(graph) - {one})) for one in articulation]
    return max((leaves + 1) // 2, max(parts, default=1) - 1)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=10), st.sets(st.integers(0, 10), min_size=3, max_size=3))
def test_together_all_cuts_of_a_small_network_take_as_few_ties_as_can_be(parents: list[int], team: set[int]) -> None:
    # A tree in which organization i + 1 hangs on an earlier one, and perhaps a project of three in it.
    direct = [(f"b{at + 1}", f"b{parent % (at + 1)}") for at, parent in enumerate(parents)]
    there = [f"b{one}" for one in sorted(team) if one <= len(parents)]
    network = make_network({"p": there} if len(there) == 3 else {}, direct=direct)
    graph, cure = graph_of(network), find_cure(network, smallest=1)
    assert not any(graph.has_edge(*tie) for tie in cure)
    assert nx.is_biconnected(graph_of(network, cure))
    assert len(cure) == count_least(graph)


@pytest.mark.parametrize("seed", range(5))
def test_a_tree_takes_no_more_ties_than_the_bound_and_one_in_twenty(seed: int) -> None:
    random = np.random.default_rng(seed)
    network = make_network({}, direct=[(f"b{at:03}", f"b{random.integers(at):03}") for at in range(1, 200)])
    graph, cure = graph_of(network), find_cure(network, smallest=1)
    assert nx.is_biconnected(graph_of(network, cure))
    assert len(cure) <= 1.05 * count_least(graph)
    # Whoever cures the bridges alone needs no fewer.
    assert len(list(nx.k_edge_augmentation(graph, 2))) <= len(cure)


def test_a_large_star_and_a_long_chain_are_cured_quickly() -> None:
    started = time.perf_counter()
    assert len(find_cure(star(300), smallest=1)) == 299
    chain = make_network({}, direct=[(f"b{at:03}", f"b{at + 1:03}") for at in range(300)])
    assert find_cure(chain, smallest=1) == [("b000", "b300")]
    assert time.perf_counter() - started < 20


def test_the_single_points_of_the_centre_take_two_ties_and_each_its_own() -> None:
    network = load_tables(find_resource("datasets/st-petersburg"))
    found = points(network)
    assert len(found) == 4
    for gap in found:
        assert is_cured(graph_of(network, gap.ties), gap.members)
        assert (gap.evidence["cuts_of_component"], gap.evidence["ties_for_all_cuts"]) == (4, 2)
    cure = find_cure(network)
    assert len(cure) == 2
    cured = graph_of(network, cure)
    # Of the two parts of one of them the single newcomer is no finding, but it is joined as well.
    assert all(is_cured(cured, gap.members) for gap in found)
