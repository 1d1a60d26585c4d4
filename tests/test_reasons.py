"""Reasons, introductions and next steps: sentences and evidence worked out by hand, and what holds for any network."""

from __future__ import annotations

import itertools
import json
from math import exp, log
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markets import make_market
from networks import barbell, draw_network, make_dated, make_network

from graphcdc import Network, Suggestion, Team, recommend_partners
from graphcdc.partners.advice import advise
from graphcdc.partners.basis import prepare
from graphcdc.partners.facts import MOST_STEPS, Facts
from graphcdc.partners.needs import fit_needs, weigh_needs
from graphcdc.partners.queries import read_query
from graphcdc.partners.reasons import Explainer

PARTS = ("prior_ties", "common_partners", "theme", "activity", "region", "kind", "needs")
JOINED, WORKS = "PARTICIPATES_IN", "COOPERATES_WITH"


def row_of(network: Network, node: str) -> int:
    return network.cooperation().positions[network.positions[node]]


def facts_of(network: Network, query: str | Team) -> Facts:
    basis = prepare(network)
    return Facts(basis, read_query(basis, query))


def explain(network: Network, query: str | Team, candidate: str, *order: str) -> tuple[list[str], dict[str, Any]]:
    """Reasons where the parts have this order, the largest first, and all others speak against the candidate."""
    basis = prepare(network)
    parts = {part: float(len(order) - order.index(part)) if part in order else -1.0 for part in PARTS}
    reasons, evidence = Explainer(basis, read_query(basis, query)).explain(row_of(network, candidate), parts)
    return [reason.say("en") for reason in reasons], evidence


def step(network: Network, query: str | Team, candidate: str) -> str:
    facts, row = facts_of(network, query), row_of(network, candidate)
    return advise(facts, row, facts.find_door(row)).say("en")


def chain() -> Network:
    """b1 - u1 in p1 (laser, 2016-05), u1 - c1 - d1 in p2 (laser, 2018)."""
    return make_network(
        {"p1": ["b1", "u1"], "p2": ["u1", "c1", "d1"]},
        topics={"p1": "laser", "p2": "laser"},
        starts={"p1": "2016-05", "p2": "2018"},
        regions={"b1": "North", "u1": "South", "c1": "North"},
    )


# Reasons -------------------------------------------------------------------------------------------------------------

PATH = "1 partner in common: U1. Through U1, who shares P1 (2016) with B1 and P2 (2018) with the candidate."
THEME, ACTIVE, REGION = "Active in the same themes: laser (1 project).", "Active: 1 joint project so far.", "North"


def test_reasons_stand_in_the_order_of_the_parts_that_they_explain() -> None:
    assert explain(chain(), "b1", "c1", "theme", "common_partners")[0] == [THEME, PATH]
    order = ("region", "activity", "common_partners", "theme")
    said, evidence = explain(chain(), "b1", "c1", *order)
    assert said == ["From the same region: North.", ACTIVE, PATH, THEME]
    assert evidence == {
        "members": [],
        "projects": ["p1", "p2"],
        "partners": ["u1"],
        "themes": ["laser"],
        "needs": [],
        "newest": "2018",
    }


def test_there_are_four_reasons_at_most_and_the_best_that_is_known_where_nothing_speaks_for_somebody() -> None:
    team = Team(members=("b1", "u1"), topics=("laser",))
    said, evidence = explain(chain(), team, "c1", "prior_ties", "region", "theme", "activity", "common_partners")
    assert said[:2] == [
        "Worked with 1 of 2 members: U1; together in P2 (2018).",
        "1 of 2 members is from the same region: North.",
    ]
    assert said[2:] == [THEME, ACTIVE]
    assert (evidence["members"], evidence["projects"], evidence["partners"]) == (["u1"], ["p2"], [])
    basis = prepare(chain())
    explainer = Explainer(basis, read_query(basis, "b1"))
    none = explainer.explain(row_of(chain(), "c1"), {part: -1.0 - at for at, part in enumerate(PARTS)})[0]
    # With members it has not worked; that it has a partner in common costs it least of what can be said.
    assert [reason.say("en") for reason in none] == [PATH]


def test_a_way_names_what_is_known_of_each_of_its_ties() -> None:
    by = {"project": [("x", "p9", JOINED), ("b", "p9", JOINED)], "tie": [("b", "x", WORKS)]}
    there = {"project": [("x", "p8", JOINED), ("c", "p8", JOINED)], "tie": [("c", "x", WORKS)]}
    said = {
        (here, on): explain(make_dated([*by[here], *there[on]]), "b", "c", "common_partners")[0][0]
        for here in by
        for on in there
    }
    assert {way: sentence.removeprefix("1 partner in common: X. ") for way, sentence in said.items()} == {
        ("project", "project"): "Through X, who shares P9 with B and P8 with the candidate.",
        ("project", "tie"): "Through X, who shares P9 with B and has a direct tie with the candidate.",
        ("tie", "project"): "Through X, who has a direct tie with B and shares P8 with the candidate.",
        ("tie", "tie"): "X has direct ties with B and the candidate.",
    }


def test_the_newest_date_counts_direct_ties_too() -> None:
    ties = [("b", "p1", JOINED, "2017"), ("c", "p1", JOINED, "2017"), ("b", "c", WORKS, "2019-03")]
    network = make_dated(ties, start={"p1": "2017"})
    said, evidence = explain(network, Team(members=("b",)), "c", "prior_ties")
    assert (said, evidence["newest"]) == (["Worked with B; together in P1 (2017)."], "2019-03")


def test_a_kind_is_usual_from_half_of_five_past_projects_on() -> None:
    def ask(with_university: int, total: int, members: tuple[str, ...]) -> list[str]:
        projects = {f"p{at}": ["b1", "b2", *(["u1"] if at < with_university else [])] for at in range(total)}
        network = make_network({**projects, "q": ["u2", "b9"]}, topics=dict.fromkeys(projects, "laser"))
        return explain(network, Team(members, topics=("laser",)), "u2", "kind")[0]

    assert ask(3, 5, ("b1",)) == [
        "Usual in these themes: such a partner (university) took part in 3 of 5 past projects."
    ]
    assert ask(4, 7, ("b1", "b2"))[0].startswith(
        "No member is such a partner (university), and one took part in 4 of 7"
    )
    assert ask(4, 7, ("b1", "u1"))[0].startswith("Usual in these themes")
    # Too few of them, or too few at all: something else is said.
    assert ask(2, 5, ("b1",)) == ask(4, 4, ("b1",)) == [ACTIVE]


# Needs ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("market", "said"),
    [
        ({"offers": {"e": "c1"}}, "Offers what is needed and no member has: WELDING."),
        ({"offers": {"e": "c1", "a": "c2"}}, "Offers what is needed and no member has: WELDING."),
        # A member's wider offer would do in part: c2 is above c1.
        ({"offers": {"e": "c1", "a": "c2"}, "parents": {"c1": "c2"}}, "Offers what is needed: WELDING."),
        (
            {"offers": {"e": "c2"}, "parents": {"c2": "c1"}},
            "Offers CUTTING, close to what is needed and no member has: WELDING.",
        ),
        (
            {"offers": {}, "domains": {"e": "Welding"}},
            "Works in WELDING (a field of work, no declared offer); needed, and no member has it: WELDING.",
        ),
        ({"offers": {}, "note": {"e": "Does welding."}}, "Its name or a note mentions does welding; needed: WELDING."),
        # What the candidate looks for and a member offers.
        ({"offers": {"a": "c2"}, "needs": {"p1": "c1", "e": "c2"}}, "Needs what the members have: CUTTING."),
    ],
)
def test_needs_are_told_as_plainly_as_they_are_declared_and_not_more(market: dict[str, Any], said: str) -> None:
    names = {"c1": "WELDING", "c2": "CUTTING", "a": "A", "b": "B", "e": "E", "p1": "P1"}
    network = make_market(
        **{"needs": {"p1": "c1"}, "teams": {"p1": "a b", "p2": "b e"}, "listed": "c1 c2", "name": names, **market}
    )
    reasons, evidence = explain(network, "p1", "e", "needs")
    assert reasons == [said]
    assert evidence["needs"] == (["c2"] if "CUTTING." in said and "close" not in said else ["c1"])


def test_one_organization_is_not_told_that_no_member_has_what_it_needs_itself() -> None:
    network = make_market({"e": "c1"}, {"a": "c1"}, teams={"p1": "a b", "p2": "b e"}, name={"c1": "welding"})
    assert explain(network, "a", "e", "needs")[0] == ["Offers what is needed: welding."]


def test_the_part_of_needs_is_what_covers_and_asks_are_worth() -> None:
    # e covers one of two needs of the project and needs what a offers; f covers nothing.
    market = {"e": "c1", "a": "c3"}, {"p1": "c1 c2", "e": "c3"}
    network = make_market(*market, teams={"p1": "a b", "p2": "b e", "p3": "b f"})
    found = {one.candidate: one for one in recommend_partners(network, "p1")}
    assert found["e"].parts["needs"] == pytest.approx(log(8) / 2 + log(2))
    assert found["f"].parts["needs"] == 0
    # The same of a team, whose needs are words; without needs of its own those of its members count.
    team = {one.candidate: one for one in recommend_partners(network, Team(("a", "b"), needs=("C1", "c2")))}
    assert team["e"].parts["needs"] == found["e"].parts["needs"]
    asking = make_market({"e": "c1"}, {"a": "c1 c2"}, teams={"p1": "a b", "p2": "b e"})
    assert recommend_partners(asking, "a")[0].parts["needs"] == pytest.approx(log(8) / 2)


def test_topics_are_no_needs() -> None:
    network = make_market({"e": "c1"}, {}, teams={"p1": "a b", "p2": "b e"}, topics={"p1": "c1"})
    assert read_query(prepare(network), "p1").needs == {}
    assert {one.parts["needs"] for one in recommend_partners(network, "p1")} == {0.0}


def test_who_covers_a_need_is_a_candidate_although_nothing_else_speaks_for_it() -> None:
    # More than are all considered, and many ways into the choice for every one of the others.
    drawn = draw_network(4, organizations=900, projects=900)
    nodes = {
        name: [*drawn.node[name], *new]
        for name, new in {"id": ["z", "s1"], "name": ["Z", "welding"], "kind": ["company", "capability"]}.items()
    }
    ids = drawn.node["id"]
    ties = {end: [*ids[drawn.tie[end]], new] for end, new in (("source", "z"), ("target", "s1"))}
    network = Network.build(nodes, {**ties, "kind": [*drawn.tie["kind"], "OFFERS"]})
    team = Team(members=(str(ids[drawn.organizations[0]]),), needs=("welding",))
    found = [one for one in recommend_partners(network, team, k=2000) if one.candidate == "z"]
    assert [one.parts["needs"] for one in found] == [pytest.approx(log(8))]


def test_a_network_without_capabilities_has_no_needs_to_fit() -> None:
    basis = prepare(barbell())
    question = read_query(basis, "b1")
    assert fit_needs(basis, question) is None
    assert not weigh_needs(basis, question).any()


# Introductions -------------------------------------------------------------------------------------------------------


def test_the_best_introducer_has_the_strongest_weaker_tie() -> None:
    # By x: b - x 1, x - c 1/4. By y: b - y 1/2, y - c 1/2. By z: b - z 1/3, z - c 1.
    projects = {"p1": ["b", "x"], "p2": ["x", "c", "d1", "d2", "d3"], "p3": ["b", "y", "d4"], "p4": ["y", "c", "d5"]}
    network = make_network({**projects, "p5": ["b", "z", "d6", "d7"], "p6": ["z", "c"]})
    facts = facts_of(network, "b")
    door = facts.find_door(row_of(network, "c"))
    assert door is not None
    assert (facts.id(door.member), facts.id(door.partner)) == ("b", "y")
    # Both ties weigh the same: the first on the way.
    assert [facts.id(end) for end in door.weakest] == ["b", "y"]
    found = next(one for one in recommend_partners(network, "b") if one.candidate == "c")
    assert (found.introducer, found.weakest_link, found.novelty) == ("y", ("b", "y"), 2)
    assert [facts.id(one) for one in facts.common_partners(row_of(network, "c"))] == ["y", "z", "x"]
    assert step(network, "b", "c") == "Ask Y to introduce you to C."
    assert step(network, Team(members=("b", "d6")), "d1") == "Ask X to introduce B to D1."


def test_who_has_worked_with_a_member_needs_no_introduction() -> None:
    ties = [(who, "p1", JOINED, "2017") for who in "bc"] + [("b", "d", WORKS), ("x", "d", WORKS), ("x", "b", WORKS)]
    network = make_dated(ties, start={"p1": "2017"})
    found = {one.candidate: one for one in recommend_partners(network, Team(members=("b",)))}
    assert {(one.introducer, one.weakest_link, one.novelty) for one in found.values()} == {(None, None, 1)}
    assert step(network, Team(members=("b",)), "c") == "Write to C: you worked together in P1 (2017)."
    assert step(network, Team(members=("b",)), "d") == "Write to D: you have a direct tie with it."
    assert step(network, Team(members=("b", "x")), "c") == "Write to C: B worked with it in P1 (2017)."
    assert step(network, Team(members=("x", "c")), "d") == "Write to D: X has a direct tie with it."


def test_novelty_counts_steps_from_the_nearest_member_up_to_six() -> None:
    line = [f"n{at}" for at in range(10)]
    network = make_network({"p": ["e1", "e2"]}, direct=list(itertools.pairwise(line)), topics={"p": "laser"})
    steps = {one.candidate: one.novelty for one in recommend_partners(network, "n0", k=20)}
    away = dict(zip(line[2:], [2, 3, 4, 5, 6, 6, 6, 6], strict=True))
    assert steps == {**away, "e1": None, "e2": None}
    assert MOST_STEPS == 6
    assert facts_of(network, Team(members=("n0", "n9"))).steps[row_of(network, "n7")] == 2
    assert step(network, "n0", "n4") == "No partner in common, 4 steps away; invite N4 to a meeting."
    assert step(network, "n0", "e1") == "Nobody known can introduce; invite E1 to a meeting."
    team = Team(members=("n0",), topics=("laser",))
    assert step(network, team, "e1") == "Nobody known can introduce; invite E1 to a meeting on laser."


# What holds for any network ------------------------------------------------------------------------------------------

PEOPLE = st.integers(0, 6)
TEAMS = st.lists(st.tuples(st.sets(PEOPLE, min_size=1, max_size=4), st.integers(2010, 2020)), max_size=8)
TIES = st.lists(st.tuples(PEOPLE, PEOPLE).filter(lambda tie: tie[0] != tie[1]), max_size=4)


@settings(max_examples=60, deadline=None)
@given(TEAMS, TIES, PEOPLE, st.sets(PEOPLE, min_size=1, max_size=3))
def test_every_suggestion_is_explained_by_what_is_there(
    teams: list[tuple[set[int], int]], ties: list[tuple[int, int]], asker: int, members: set[int]
) -> None:
    joined = [(f"b{one}", f"p{at}", JOINED, str(year)) for at, (team, year) in enumerate(teams) for one in team]
    starts = {f"p{at}": str(year) for at, (_, year) in enumerate(teams)}
    topics = {project: f"t{at % 3}" for at, project in enumerate(starts)}
    everybody = {f"b{at}": "North" if at % 2 else "" for at in range(7)}
    offers = [("b1", "s1", "OFFERS"), ("b2", "s2", "OFFERS"), ("b3", "s1", "NEEDS")]
    network = make_dated(
        [*joined, *((f"b{a}", f"b{b}", WORKS) for a, b in ties), *offers],
        start=starts,
        topics=topics,
        region=everybody,
    )
    graph = network.to_networkx(projection=True)
    for query in (f"b{asker}", Team(tuple(f"b{one}" for one in members), topics=("t1",), needs=("s2",))):
        given_members = {f"b{asker}"} if isinstance(query, str) else {f"b{one}" for one in members}
        near = nx.multi_source_dijkstra_path_length(graph, given_members, weight=None)
        for one in recommend_partners(network, query):
            check(one, network)
            assert one.novelty == near.get(one.candidate)
            check_door(one, graph, given_members)


def check(one: Suggestion, network: Network) -> None:
    assert set(one.parts) == {"base", *PARTS}
    assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-9)
    assert len(one.reasons) <= 4
    assert len({reason.key for reason in one.reasons}) == len(one.reasons)
    for key in ("members", "projects", "partners"):
        assert set(one.evidence[key]) <= set(network.positions)
    assert set(one.evidence["needs"]) <= {"s1", "s2"}
    assert one.evidence["newest"] is None or one.evidence["newest"] in network.tie["since"]
    assert one.next_step is not None
    assert one.counter_reasons is not None
    fields = json.loads(json.dumps(one.to_dict("en")))
    assert fields["next_step"] == one.next_step.say("en")
    assert fields["counter_reasons"] == [reason.say("en") for reason in one.counter_reasons]


def check_door(one: Suggestion, graph: nx.Graph[str], members: set[str]) -> None:
    """The introducer is the common partner whose weaker tie is the strongest, found over all pairs."""
    common = {end for member in members for end in graph[member]} & set(graph[one.candidate]) - members
    if one.novelty != 2:
        assert (one.introducer, one.weakest_link) == (None, None)
        return
    weaker = {
        end: min(
            max(graph[member][end]["weight"] for member in members if graph.has_edge(member, end)),
            graph[end][one.candidate]["weight"],
        )
        for end in common
    }
    assert one.introducer is not None
    assert weaker[one.introducer] == pytest.approx(max(weaker.values()))
    assert one.weakest_link is not None
    assert graph.edges[tuple(one.weakest_link)]["weight"] == pytest.approx(weaker[one.introducer])


def test_the_base_rate_is_that_of_an_average_candidate_and_unknown_without_history() -> None:
    assert {(one.probability, one.base_rate) for one in recommend_partners(barbell(), "b2")} == {(None, None)}
    drawn = draw_network(2, projects=80)
    years = np.array([f"{2010 + int(node[1:]) % 8}" if node[0] == "p" else "" for node in drawn.node["id"]])
    ties = {end: drawn.node["id"][drawn.tie[end]] for end in ("source", "target")}
    dated = Network.build(
        {**drawn.node, "start": years}, {**ties, "kind": drawn.tie["kind"], "since": years[drawn.tie["target"]]}
    )
    for one in recommend_partners(dated, str(drawn.node["id"][0])):
        assert one.base_rate == pytest.approx(1 / (1 + exp(-one.parts["base"])))
        assert one.probability == pytest.approx(1 / (1 + exp(-one.score)))
