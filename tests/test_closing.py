"""Who would close a gap: sides by hand and against an independent count, the pairs suggested, the command."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcdc import Gap, Network, UnknownName, close_gap, find_gaps, recommend_partners
from graphcdc.findings import Sentence
from graphcdc.gaps import closes_gap, find_gap, find_sides
from graphcdc.partners.basis import prepare
from graphcdc.partners.bridging import measure_closure, measure_nearness, name_gaps
from graphcdc.partners.closing import MOST_ASKERS
from tests.networks import barbell, draw_network, make_network, two_islands_and_a_loner
from tests.outside import run
from tests.tables import TOWN, make_tables

#: Enough for a q-value of 0.05 among the few tests of these networks, and quick.
DRAWS = 299
BRIDGE = [("b1", "c1")]
SAID = Sentence("reason_popular", {"projects": 3})


def find(network: Network, kind: str) -> Gap:
    return find_gaps(network, kinds=[kind])[0]


def group_gap(first: str, second: str, deficit: float = 5.0) -> Gap:
    """A gap between two kinds that was found somewhere."""
    evidence = {"scope": "all", "sort": "kind"}
    return Gap("policy_gap", "statistical", (first, second), (), 1.0, evidence, SAID, SAID, expected=1.0 + deficit)


def sides(network: Network, gap: Gap) -> list[list[str]]:
    ids = network.node["id"][network.organizations]
    return [ids[side].tolist() for side in find_sides(network, gap)]


# Sides ---------------------------------------------------------------------------------------------------------------


def test_the_sides_of_each_kind_of_gap() -> None:
    islands = two_islands_and_a_loner()
    assert sides(islands, find(islands, "isolate")) == [["d1"], ["b1", "b2", "c1", "c2", "u1"]]
    # The loner has no partners: with it the island would stay one.
    assert sides(islands, find(islands, "fragmentation")) == [["c1", "c2"], ["b1", "b2", "u1"]]
    # b1 - c1 is a bridge: neither of its ends is on a side.
    assert sides(barbell(), find(barbell(), "single_point_of_failure")) == [["c2", "c3"], ["b2", "b3"]]
    # Another component is on neither side: a tie to it would leave the bridge as it is.
    apart = make_network({"left": ["b1", "b2", "b3"], "right": ["c1", "c2", "c3"], "far": ["d1", "d2"]}, direct=BRIDGE)
    assert sides(apart, find(apart, "single_point_of_failure")) == [["c2", "c3"], ["b2", "b3"]]
    assert sides(islands, group_gap("university", "firm")) == [["u1"], ["b1", "b2", "c1", "c2", "d1"]]
    # An island of a later date, of which this network has one end only.
    later = Gap("fragmentation", "structural", None, ("c1", "x1"), 2, {}, SAID, SAID)
    assert sides(islands, later) == [["c1"], ["b1", "b2", "c2", "u1"]]


@settings(max_examples=30)
@given(st.lists(st.sets(st.integers(0, 9), max_size=4), max_size=9))
def test_a_tie_that_closes_a_gap_makes_the_network_more_whole(teams: list[set[int]]) -> None:
    everybody = [f"b{at}" for at in range(10)]
    network = make_network({f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}, alone=everybody)
    graph = network.to_networkx(projection=True)
    for gap in find_gaps(network, kinds=["isolate", "fragmentation", "single_point_of_failure", "periphery"]):
        # Without the point that everything hangs on; islands and isolates hang on nothing.
        without = graph.copy()
        if gap.kind == "periphery":
            without.remove_node(gap.evidence["joined_by"])
        if gap.kind == "single_point_of_failure":
            if len(gap.members) == 1:
                without.remove_node(*gap.members)
            else:
                without.remove_edge(*gap.members)
        parts = nx.number_connected_components(without)
        for a, b in nx.non_edges(graph):
            closes = closes_gap(network, gap, a, b)
            assert closes == closes_gap(network, gap, b, a)
            if closes:
                joined = without.copy()
                joined.add_edge(a, b)
                assert nx.number_connected_components(joined) == parts - 1
            elif gap.kind == "isolate":
                assert gap.members[0] not in (a, b)


# What a tie would close ----------------------------------------------------------------------------------------------


def test_a_structural_gap_is_worth_the_pairs_that_a_tie_joins() -> None:
    network = two_islands_and_a_loner()
    basis = prepare(network)
    gaps = find_gaps(network, kinds=["isolate", "fragmentation"])
    # Rows: b1 b2 c1 c2 d1 u1. From b1, the loner joins 3 x 1 pairs, each of the island 3 x 2.
    assert measure_closure(basis, np.array([0]), gaps).tolist() == [0, 0, 1, 1, 0.5, 0]
    # From the loner, everybody closes its gap: 1 x 3 pairs or 1 x 2.
    assert measure_closure(basis, np.array([4]), gaps) == pytest.approx([1, 1, 2 / 3, 2 / 3, 0, 1])
    # From both at once the island and the loner are worth what they were.
    assert measure_closure(basis, np.array([0, 4]), gaps) == pytest.approx([3 / 8, 3 / 8, 1, 1, 3 / 8, 3 / 8])
    assert measure_closure(basis, np.array([0]), []).tolist() == [0] * 6


def test_a_single_point_is_worth_what_it_states_and_a_pair_of_groups_what_it_falls_short_of() -> None:
    network = barbell()
    basis = prepare(network)
    point = find(network, "single_point_of_failure")
    # Rows: b1 b2 b3 c1 c2 c3. From b2, c2 and c3 go round the bridge.
    assert measure_closure(basis, np.array([1]), [point]).tolist() == [0, 0, 0, 0, 1, 1]
    kinds = make_network({}, alone=["a1", "b1", "b2", "u1"])
    short = [group_gap("firm", "public_authority", 8.0), group_gap("firm", "university", 2.0)]
    # Rows: a1 b1 b2 u1. From b1: 8 joint participations for a1, 2 for u1.
    assert measure_closure(prepare(kinds), np.array([1]), short).tolist() == [1, 0, 0, 0.25]
    # Pairs and joint participations are never added: each claim counts up to 1.
    (alone, *_) = find_gaps(two_islands_and_a_loner(), kinds=["isolate"])
    both = measure_closure(prepare(two_islands_and_a_loner()), np.array([5]), [alone, group_gap("firm", "university")])
    assert both.tolist() == [1, 1, 1, 1, 2, 0]


@settings(max_examples=30)
@given(st.lists(st.sets(st.integers(0, 9), max_size=4), max_size=9), st.sets(st.integers(0, 9), max_size=3))
def test_nearness_is_one_over_the_steps_after_less_one_over_the_steps_before(
    teams: list[set[int]], given: set[int]
) -> None:
    everybody = [f"b{at}" for at in range(10)]
    network = make_network({f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}, alone=everybody)
    graph = network.to_networkx(projection=True)
    found = measure_nearness(prepare(network), np.array(sorted(given), dtype=np.int64))
    members = {f"b{one}" for one in given}
    steps = nx.multi_source_dijkstra_path_length(graph, members, weight=None) if members else {}
    for row, one in enumerate(everybody):
        if one in members or not members:
            continue
        before = {end: 1 / steps[end] if end in steps else 0.0 for end in {one, *graph[one]} - members}
        after = {end: max(before[end], 1.0 if end == one else 0.5) for end in before}
        assert found[row] == pytest.approx(sum(after.values()) - sum(before.values()))
    assert members or not found.any()


def test_a_candidate_names_the_first_gap_that_it_closes() -> None:
    network = two_islands_and_a_loner()
    gaps = find_gaps(network, kinds=["isolate", "fragmentation"])
    island, loner = (next(gap for gap in gaps if gap.kind == kind) for kind in ("fragmentation", "isolate"))
    rows, everybody = np.array([0]), np.arange(6)
    named = [None, None, island.id, island.id, loner.id, None]
    assert name_gaps(prepare(network), rows, everybody, [island, loner]) == named
    # From the loner everybody closes its gap; the firms that of the groups, which comes first, too.
    kinds = group_gap("firm", "university")
    assert name_gaps(prepare(network), np.array([5]), everybody, [kinds, loner]) == [kinds.id] * 5 + [None]
    assert name_gaps(prepare(network), np.array([5]), everybody, [loner, kinds]) == [kinds.id] * 4 + [loner.id, None]


# Who would close it --------------------------------------------------------------------------------------------------


def test_the_weak_side_asks_and_the_other_side_is_suggested() -> None:
    network = two_islands_and_a_loner()
    loner, island = find(network, "isolate"), find(network, "fragmentation")
    found = close_gap(network, loner)
    assert {(one.candidate, one.evidence["for"]) for one in found} == {
        (one, "d1") for one in ("b1", "b2", "c1", "c2", "u1")
    }
    assert [one.rank for one in found] == [1, 2, 3, 4, 5]
    assert {one.gap_closed for one in found} == {loner.id}
    assert found[0].reasons[0].say("en") == "A tie with D1 would help to close the gap."
    assert [note.say("en") for note in found.notes] == [loner.text("en")]
    found = close_gap(network, island, k=2, kinds=iter(["company"]))
    assert [one.candidate for one in found] == ["b1", "b2"]
    assert {one.evidence["for"] for one in found} <= {"c1", "c2"}
    assert [one.candidate for one in close_gap(network, island, among=["u1", "c2", "nobody"])] == ["u1"]


def test_of_two_groups_the_smaller_one_asks() -> None:
    network = make_network({"p": ["b1", "b2", "u1"], "q": ["b2", "b3", "r1"]}, alone=["b4"], domains={"b4": "laser"})
    found = close_gap(network, group_gap("firm", "university"))
    # b1 and b2 have worked with the university already.
    assert [(one.candidate, one.evidence["for"], one.list) for one in found] == [
        ("b3", "u1", "main"),
        ("b4", "u1", "new_blood"),
    ]


def test_within_one_group_no_pair_is_named_twice() -> None:
    network = make_network({"p": ["b1", "u1"], "q": ["b2", "u1"]})
    found = close_gap(network, group_gap("firm", "firm"))
    assert [{one.candidate, one.evidence["for"]} for one in found] == [{"b1", "b2"}]


@pytest.mark.parametrize("seed", range(3))
def test_every_pair_would_close_the_gap_and_is_the_best_for_its_candidate(seed: int) -> None:
    network = draw_network(seed, organizations=60, projects=40, repeat=0.5, forbidden=("b", "u"))
    graph = network.to_networkx(projection=True)
    gap = group_gap("firm", "university")
    found = close_gap(network, gap, k=5)
    busiest = sorted(network.node["id"][network.of_kinds(["university"])], key=lambda one: -len(graph[one]))
    asked = {one: recommend_partners(network, one, k=100, kinds=["company"]) for one in busiest}
    assert len(found) == len({one.candidate for one in found}) > 5
    for one in found:
        mine = one.evidence["for"]
        assert closes_gap(network, gap, mine, one.candidate)
        assert not graph.has_edge(mine, one.candidate)
        assert one.list == next(other.list for other in asked[mine] if other.candidate == one.candidate)
    for name in ("main", "new_blood"):
        shown = [one for one in found if one.list == name]
        assert len(shown) <= 5
        assert [one.rank for one in shown] == list(range(1, len(shown) + 1))
        assert [one.score for one in shown] == sorted((one.score for one in shown), reverse=True)


def test_the_most_active_ask_where_a_side_is_large() -> None:
    # Universities u00 to u19 each have one firm partner more than the one before; nobody has worked with a1.
    projects = {f"p{at:02}{other}": [f"u{at:02}", f"b{at:02}{other}"] for at in range(20) for other in range(at)}
    network = make_network(projects, alone=["u00", *(f"a{at:02}" for at in range(30))])
    found = close_gap(network, group_gap("public_authority", "university"), k=100)
    assert {one.evidence["for"] for one in found} <= {f"u{at:02}" for at in range(20 - MOST_ASKERS, 20)}
    assert found.notes[-1].say("en") == (
        "asked for 10 of the 20 organizations of one side, the most active: U19, U18, U17 +7"
    )


# By its id -----------------------------------------------------------------------------------------------------------


def test_a_gap_is_found_by_its_id() -> None:
    network = draw_network(0, projects=90, direct=40, repeat=0.5, forbidden=("b", "u"))
    gaps = find_gaps(network, draws=DRAWS, seed=4)
    assert {gap.claim for gap in gaps} == {"structural", "statistical"}
    for gap in gaps:
        assert find_gap(network, gap.id, draws=DRAWS, seed=4) == gap
    with pytest.raises(UnknownName, match="graphcdc gaps"):
        find_gap(network, "gap-0000000000", draws=DRAWS)


def test_the_command_says_who_would_close_a_gap(tmp_path: Path) -> None:
    town = tmp_path / "town"
    # Nobody of whom nothing is known is suggested.
    loner = TOWN["organizations"].replace("l1,Loner,ngo,SPb,", "l1,Loner,ngo,SPb,optics")
    make_tables(town, {**TOWN, "organizations": loner})
    gaps = json.loads(run("gaps", "--from", town, "-f", "json").stdout)["items"]
    loner = next(gap for gap in gaps if gap["members"] == ["l1"])
    answer = json.loads(run("partners", "--gap", loner["id"], "--from", town, "--limit", "2", "-f", "json").stdout)
    assert loner["text"] in answer["meta"]["notes"]
    assert [(one["evidence"]["for"], one["gap_closed"]) for one in answer["items"]] == [("l1", loner["id"])] * 2
    assert answer["items"][0]["reasons"][0] == "Связь с организацией Loner помогла бы закрыть разрыв."
    # With an organization the gap is that which a bridge goes by.
    asked = ("partners", "a1", "--from", town, "-f", "json", "--bridge", "1", "--gap", loner["id"])
    fresh = [one for one in json.loads(run(*asked).stdout)["items"] if one["list"] == "new_blood"]
    assert [(one["candidate"], one["gap_closed"]) for one in fresh] == [("l1", loner["id"]), ("g1", None)]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--gap", "gap-1"), 1, "no gap found here has the id gap-1"),
        (("--gap", "gap-1", "--quota", "industry=1"), 2, "--quota"),
        (("--gap", "gap-1", "--save"), 2, "gap has a node"),
        (("a1", "--member", "b1", "--gap", "gap-1"), 2, "either an organization"),
        ((), 2, "--gap"),
    ],
)
def test_odd_calls_of_the_command_are_answered_kindly(
    words: tuple[str, ...], code: int, says: str, tmp_path: Path
) -> None:
    make_tables(tmp_path / "town", TOWN)
    done = run("partners", *words, "--from", tmp_path / "town", "--lang", "en")
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
