"""What-if: worked out by hand, against networkx on the changed network, and beside random feasible changes."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, draw_network, make_network, star, two_islands_and_a_loner

from graphcdc import Comparison, DataError, Network, Scenario, UnknownName, UsageError, find_gaps, what_if
from graphcdc.brokerage import count_brokerage, measure_roles
from graphcdc.measures import label_clusters
from graphcdc.whatif.baseline import prepare
from graphcdc.whatif.yardstick import draw_scenarios


def try_tie(network: Network, a: str, b: str, **options: Any) -> Comparison:
    return what_if(network, Scenario(ties=[(a, b)]), **options)


def figures(found: Comparison) -> dict[str, tuple[float | None, float | None]]:
    return {one.measure: (one.before, one.after) for one in found if not one.about}


# By hand --------------------------------------------------------------------------------------------------------------


def test_a_second_tie_between_two_triangles_cures_the_bridge() -> None:
    found = figures(try_tie(barbell(), "b2", "c2"))
    assert found["bridges"] == (1, 0)
    assert found["large_bridges"] == (1, 0)
    assert found["cut_vertices"] == (2, 0)
    assert found["reachable_pairs"] == (15, 15)
    # Of 15 pairs 7 are partners, 4 are two steps apart and 4 three; with the tie 8, 6 and 1.
    assert found["mean_distance"] == (pytest.approx(27 / 15), pytest.approx(23 / 15))
    assert found["global_efficiency"] == (pytest.approx((7 + 2 + 4 / 3) / 15), pytest.approx((8 + 3 + 1 / 3) / 15))


def test_a_tie_between_two_islands_joins_every_pair_of_theirs() -> None:
    found = figures(try_tie(two_islands_and_a_loner(), "b1", "c1"))
    assert found["reachable_pairs"] == (3 + 1, 10)
    assert found["components"] == (3, 2)
    assert found["isolated_organizations"] == (1, 1)
    # The tie of the pair was a bridge, the new one is one too; both its ends cut somebody off.
    assert found["bridges"] == (1, 2)
    assert found["cut_vertices"] == (0, 2)


def test_the_hub_of_a_star_that_leaves_takes_everything_apart() -> None:
    found = figures(what_if(star(4), Scenario(removed=["hub"])))
    assert found["reachable_pairs"] == (10, 0)
    assert found["isolated_organizations"] == (0, 4)
    assert found["mean_distance"] == (pytest.approx(16 / 10), None)
    assert found["global_efficiency"] == (pytest.approx((4 + 6 / 2) / 10), 0)


def test_a_joint_project_ties_all_of_its_members() -> None:
    found = what_if(star(4), Scenario(projects=[["leaf1", "leaf2", "leaf3"]]))
    # Before 4 pairs at one step and 6 at two; the project brings 3 of these to one step.
    assert figures(found)["mean_distance"] == (pytest.approx(16 / 10), pytest.approx(13 / 10))
    assert figures(found)["bridges"] == (4, 1)
    assert found.find("effective_size", "leaf1").after == pytest.approx(3 - 2 * 3 / 3)


def test_the_end_of_a_bridge_that_ties_itself_elsewhere_is_less_constrained() -> None:
    found = try_tie(star(2), "leaf1", "leaf2")
    # leaf1: all on the hub before; after it a triangle: twice (1/2 + 1/2 x 1/2)^2.
    assert found.find("constraint", "leaf1").before == pytest.approx(1)
    assert found.find("constraint", "leaf1").after == pytest.approx(2 * 0.75**2)
    assert found.find("effective_size", "leaf1").delta == 0


def test_who_had_no_partner_has_no_constraint_before() -> None:
    found = try_tie(make_network({}, direct=[("b1", "b2")], alone=["b3"]), "b1", "b3")
    constraint = found.find("constraint", "b3")
    assert (constraint.before, constraint.after, constraint.delta, constraint.random) == (None, 1, None, None)


def test_a_lost_tie_is_lost_and_joint_projects_go_on() -> None:
    network = make_network({"p": ["b1", "b2", "b3"]}, direct=[("b1", "b2"), ("b3", "b4")])
    found = figures(what_if(network, Scenario(lost_ties=[("b4", "b3")])))
    assert found["reachable_pairs"] == (6, 3)
    same = figures(what_if(network, Scenario(lost_ties=[("b1", "b2")])))
    assert same["reachable_pairs"] == (6, 6)
    with pytest.raises(DataError, match=r"B1 and B3 have no direct tie, only joint projects: P \(p\)"):
        what_if(network, Scenario(lost_ties=[("b1", "b3")]))
    with pytest.raises(DataError, match="there is no tie between B1 and B4"):
        what_if(network, Scenario(lost_ties=[("b1", "b4")]))


def test_a_project_can_be_taken_out() -> None:
    network = make_network({"p": ["b1", "b2"], "q": ["b2", "b3"]})
    assert figures(what_if(network, Scenario(removed=["q"])))["reachable_pairs"] == (3, 1)


def test_a_need_is_met_by_a_partner_that_has_an_offer_for_it() -> None:
    ties = [("b1", "k1", "NEEDS"), ("b2", "k1", "OFFERS"), ("b3", "k2", "OFFERS")]
    network = make_network({}, alone=["b1", "b2", "b3"], ties=ties, capabilities=["k1", "k2"])
    assert figures(try_tie(network, "b1", "b2"))["needs_met"] == (0, 1)
    assert figures(try_tie(network, "b1", "b3"))["needs_met"] == (0, 0)
    assert "needs_met" not in figures(try_tie(barbell(), "b2", "c2"))


def test_groups_that_the_tie_touches_are_compared_with_what_degrees_lead_to_expect() -> None:
    # 20 firms and 20 universities in pairs of their own: 20 / 780 for each of 20 x 20 pairs across, 10.26 expected.
    direct = [(f"{kind}{at:02}", f"{kind}{at + 10:02}") for kind in "bu" for at in range(10)]
    clusters = {"k": ["b00", "b01"], "l": ["u00"]}
    network = make_network({}, direct=direct, clusters=clusters)
    ratio = try_tie(network, "b00", "u00").find("kind_pair_ratio", "firm", "university")
    # Afterwards two have degree 2: 21 ties over (42^2 - 46) / 2 pairs of ends, of which (21 x 21) across.
    assert (ratio.before, ratio.after) == (0, pytest.approx(1 / (21 * 21 * 21 / ((42**2 - 46) / 2))))
    # Two clusters of one and two members can expect nothing worth telling.
    assert not [one for one in try_tie(network, "b00", "u00") if one.measure == "cluster_pair_ratio"]


def test_pairs_of_clusters_are_shown_furthest_below_first() -> None:
    clusters = {name: [f"{name}{at}" for at in range(20)] for name in "bcd"}
    direct = [(f"{name}{at}", f"{name}{at + 10}") for name in "bcd" for at in range(10)]
    direct += [(f"b{at}", f"d{at}") for at in range(5)]
    network = make_network({}, direct=direct, clusters={**clusters, "e": clusters["b"]})
    found = try_tie(network, "b19", "c19")
    assert [one.about for one in found if one.measure == "cluster_pair_ratio"] == [("b", "c"), ("c", "e")]
    ratio = found.find("cluster_pair_ratio", "b", "c")
    assert ratio.before == 0
    assert ratio.after is not None
    assert ratio.after > 0


def test_with_a_stated_home_groups_are_those_at_home() -> None:
    direct = [(f"{kind}{at:02}", f"{kind}{at + 10:02}") for kind in "bu" for at in range(10)]
    regions = {end: "Perm" for tie in direct for end in tie} | {"u00": "Oulu"}
    network = make_network({}, direct=direct, regions=regions, home="Perm")
    assert try_tie(network, "b00", "u01").find("kind_pair_ratio", "firm", "university").before == 0
    with pytest.raises(UnknownName):
        try_tie(network, "b00", "u00").find("kind_pair_ratio", "firm", "university")


def test_the_ties_of_a_gap_close_it() -> None:
    network = two_islands_and_a_loner()
    for gap in find_gaps(network):
        found = what_if(network, Scenario(ties=gap.ties), gaps=[gap])
        assert (found.find("gap", gap.id).before, found.find("gap", gap.id).after) == (1, 0)
    isolate = next(gap for gap in find_gaps(network) if gap.kind == "isolate")
    other = try_tie(network, "b1", "c1", gaps=[isolate])
    assert other.find("gap", isolate.id).after == 1


# Against networkx -----------------------------------------------------------------------------------------------------


def measure_anew(network: Network, ends: list[str]) -> dict[tuple[str, ...], float | None]:
    """Every measure from scratch, by networkx on the projection."""
    graph = nx.Graph(network.to_networkx(projection=True))
    sizes = [len(part) for part in nx.connected_components(graph)]
    lengths = [steps for _, found in nx.all_pairs_shortest_path_length(graph) for steps in found.values() if steps]
    constraint = nx.constraint(graph, weight="weight")
    size = nx.effective_size(graph)
    measures: dict[tuple[str, ...], float | None] = {
        ("reachable_pairs",): sum(one * (one - 1) // 2 for one in sizes),
        ("components",): len(sizes),
        ("isolated_organizations",): sizes.count(1),
        ("bridges",): len(list(nx.bridges(graph))),
        ("cut_vertices",): len(set(nx.articulation_points(graph))),
        ("mean_distance",): float(np.mean(lengths)) if lengths else None,
        ("global_efficiency",): nx.global_efficiency(graph),
    }
    for end in ends:
        measures["constraint", end] = None if np.isnan(constraint[end]) else constraint[end]
        measures["effective_size", end] = None if np.isnan(size[end]) else size[end]
    return measures


ORGANIZATIONS = [f"b{at}" for at in range(8)]
names = st.sampled_from(ORGANIZATIONS)
teams = st.lists(names, min_size=2, max_size=4, unique=True)
pairs = st.lists(names, min_size=2, max_size=2, unique=True).map(tuple)


def draw_small(projects: list[list[str]], direct: list[tuple[str, str]]) -> Network:
    return make_network({f"p{at}": team for at, team in enumerate(projects)}, direct=direct, alone=ORGANIZATIONS)


def check_against_networkx(network: Network, scenario: Scenario) -> None:
    found = what_if(network, scenario, yardstick=False)
    named = dict.fromkeys(end for team in (*scenario.teams, *scenario.lost_ties) for end in team)
    ends = [end for end in named if end not in scenario.removed]
    before = measure_anew(network, ends)
    after = measure_anew(scenario.resolve(network).apply(network), ends)
    for key in before:
        one = found.find(key[0], *key[1:])
        for ours, theirs in ((one.before, before[key]), (one.after, after[key])):
            assert ours == (None if theirs is None else pytest.approx(theirs, abs=1e-9)), key
    assert {(one.measure, *one.about) for one in found} >= set(before)


@given(st.lists(teams, max_size=4), st.lists(pairs, max_size=4), pairs)
def test_one_tie_gives_what_measuring_the_changed_network_gives(
    projects: list[list[str]], direct: list[tuple[str, str]], tie: tuple[str, str]
) -> None:
    check_against_networkx(draw_small(projects, direct), Scenario(ties=[tie]))


@given(st.lists(teams, max_size=4), st.lists(pairs, max_size=4), st.lists(pairs, min_size=1, max_size=3), teams)
def test_several_ties_and_a_project_do_too(
    projects: list[list[str]], direct: list[tuple[str, str]], ties: list[tuple[str, str]], team: list[str]
) -> None:
    check_against_networkx(draw_small(projects, direct), Scenario(ties=ties, projects=[team]))


@settings(max_examples=40)
@given(st.lists(teams, min_size=1, max_size=4), st.lists(pairs, min_size=1, max_size=4), names)
def test_what_is_taken_out_does_too(projects: list[list[str]], direct: list[tuple[str, str]], gone: str) -> None:
    network = draw_small(projects, direct)
    check_against_networkx(network, Scenario(lost_ties=[direct[0]]))
    check_against_networkx(network, Scenario(removed=[gone]))
    check_against_networkx(network, Scenario(removed=[gone, "p0"]))
    others = [one for one in ORGANIZATIONS if one != gone]
    check_against_networkx(network, Scenario(ties=[(others[0], others[1])], removed=[gone]))


def test_a_larger_network_gives_the_same_as_networkx() -> None:
    network = draw_network(1, organizations=150, projects=50, direct=30)
    tie = draw_scenarios(prepare(network), 1)[0].ties[0]
    check_against_networkx(network, Scenario(ties=[tie]))
    check_against_networkx(network, Scenario(removed=[tie[0]]))


# What it says ---------------------------------------------------------------------------------------------------------


def test_the_fields_are_those_of_the_contract() -> None:
    found = try_tie(barbell(), "b2", "c2").weigh(lambda _: 0.5)
    item = found.find("bridges").to_dict("en")
    assert item == {
        "part": "frame",
        "measure": "bridges",
        "about": [],
        "text": "bridges",
        "before": 1,
        "after": 0,
        "delta": -1,
        "random": -1,
        "best": -1,
        "error": None,
        "probability": 0.5,
        "expected": -0.5,
    }
    assert "no promise" in found.notes[0].say("en")
    assert found.in_language("en")._repr_html_().startswith("<table><thead><tr>")
    with pytest.raises(UnknownName, match="nothing was measured under the name wealth"):
        found.find("wealth")


def test_what_speaks_against_a_tie_is_said() -> None:
    ties = [("b1", "b3", "COMPETES_WITH"), ("b2", "b3", "PART_OF")]
    network = make_network({"p": ["b1", "b2"]}, ties=ties, alone=["b3"])
    scenario = Scenario(ties=[("b1", "b2")], projects=[["b1", "b2", "b3"]])
    said = [note.say("en") for note in what_if(network, scenario).notes]
    assert "B1 and B2 cooperate already: the tie makes that stronger" in said
    assert "B1 and B3 are competitors" in said
    assert "B2 is a part of B3" in said


@pytest.mark.parametrize(
    ("scenario", "error", "text"),
    [
        (Scenario(), UsageError, "say what changes"),
        (Scenario(ties=[("b1", "B1")]), UsageError, "it takes two different organizations"),
        (Scenario(projects=[["b1"]]), UsageError, "it takes two different organizations"),
        (Scenario(projects=[[]]), UsageError, "it takes two different organizations"),
        (Scenario(ties=[("b1", "b2")], removed=["b2"]), UsageError, "B2 cannot both leave and begin"),
        (Scenario(ties=[("b1", "nobody")]), UnknownName, "nobody"),
        (Scenario(ties=[("b1", "left")]), UnknownName, "left is a project"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(scenario: Scenario, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        what_if(barbell(), scenario)


def test_a_changed_network_is_a_network_of_the_same_day_and_home() -> None:
    network = make_network({"p": ["b1", "b2"]}, starts={"p": "2019"}, regions={"b1": "Perm", "b2": "Perm"}, home="Perm")
    changed = Scenario(ties=[("b1", "b2")], projects=[["b1", "b2"]]).resolve(network).apply(network)
    assert (changed.date, changed.home) == ("2019", "Perm")
    assert sorted(changed.tie["kind"].tolist()) == ["COOPERATES_WITH", *["PARTICIPATES_IN"] * 4]
    assert changed.node["kind"][changed.positions["what-if-1"]] == "project"
    gone = Scenario(removed=["p"]).resolve(network).apply(network)
    assert (gone.date, gone.node["id"].tolist(), len(gone.tie["kind"])) == ("2019", ["b1", "b2"], 0)


# Brokerage and the helix ----------------------------------------------------------------------------------------------


def test_a_second_partner_in_the_other_cluster_makes_more_of_a_gatekeeper() -> None:
    clusters = {"k": ["b1", "b2"], "l": ["c1", "c2"]}
    network = make_network({}, direct=[("b1", "b2"), ("b1", "c1")], clusters=clusters)
    found = {(one.measure, one.about): (one.before, one.after) for one in try_tie(network, "b1", "c2", yardstick=False)}
    # b2 - b1 - c1 before; with c2 also b2 - b1 - c2, and between c1 and c2, both of L, it is a consultant.
    assert found["gatekeeper", ("b1",)] == (1, 2)
    assert found["consultant", ("b1",)] == (0, 1)
    assert not [key for key in found if key[0] in ("coordinator", "liaison")]


def test_the_roles_of_the_ends_are_those_of_the_changed_network() -> None:
    network = draw_network(4, projects=30, direct=20)
    ids = [str(one) for one in network.node["id"][network.organizations]]
    scenario = Scenario(ties=[(ids[3], ids[40])])
    found = {(one.measure, one.about): one for one in what_if(network, scenario, yardstick=False)}
    after = scenario.apply(network)
    for which, changed in (("before", network), ("after", after)):
        _, labels = label_clusters(changed, changed.cooperation())
        roles = measure_roles(labels, count_brokerage(changed.cooperation(), labels))
        for end in scenario.ties[0]:
            row = changed.cooperation().positions[changed.positions[end]]
            for role in ("coordinator", "consultant", "gatekeeper", "liaison"):
                told = found.get((role, (end,)))
                assert getattr(roles, role)[row] == pytest.approx(getattr(told, which) if told else 0.0, abs=1e-9)


def test_a_project_changes_the_synergy_of_the_spheres_and_a_tie_does_not() -> None:
    projects = {"p": ["b1", "u1"], "q": ["b2", "a1"], "r": ["u1", "a1"]}
    network = make_network(projects)
    assert "helix_synergy" not in figures(try_tie(network, "b1", "b2"))
    found = figures(what_if(network, Scenario(projects=[["b1", "u1", "a1"]]), yardstick=False))
    # Three projects with two spheres each: T = 3 H(1/3) - 3 log2 3 + log2 3; the fourth has all three.
    one_third = -(1 / 3) * np.log2(1 / 3) - (2 / 3) * np.log2(2 / 3)
    assert found["helix_synergy"][0] == pytest.approx(1000 * (3 * one_third - 2 * np.log2(3)))
    single = -(3 / 4) * np.log2(3 / 4) - (1 / 4) * np.log2(1 / 4)
    assert found["helix_synergy"][1] == pytest.approx(1000 * (3 * single - 3 * 1.5 + 2))


def test_an_offer_of_something_narrower_meets_a_need() -> None:
    nodes = {
        "id": ["a", "b", "c1", "c2"],
        "name": ["Anna", "Boris", "lasers", "laser cutting"],
        "kind": ["sme", "sme", "capability", "capability"],
        "parent": ["", "", "", "c1"],
    }
    ties = {"source": ["a", "b"], "target": ["c1", "c2"], "kind": ["NEEDS", "OFFERS"]}
    assert figures(try_tie(Network.build(nodes, ties), "a", "b"))["needs_met"] == (0, 1)
    turned = {"source": ["a", "b"], "target": ["c2", "c1"], "kind": ["NEEDS", "OFFERS"]}
    assert figures(try_tie(Network.build(nodes, turned), "a", "b"))["needs_met"] == (0, 0)
