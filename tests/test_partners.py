"""Partners: scores worked out by hand, who may be suggested, reasons, and the fields of the contract."""

from __future__ import annotations

import gc
import json
import weakref
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, draw_network, make_network, two_islands_and_a_loner

from graphcdc import AmbiguousName, Network, Suggestion, Team, UnknownName, UsageError, find_gaps, recommend_partners
from graphcdc.partners import list_members
from graphcdc.partners.queries import read_query
from graphcdc.partners.signals import prepare

FIELDS = [
    *("candidate", "name", "kind", "list", "rank", "score", "parts", "probability", "base_rate", "reasons"),
    *("counter_reasons", "evidence", "introducer", "weakest_link", "next_step", "gap_closed", "novelty"),
]
NULL = ("probability", "base_rate", "counter_reasons", "introducer", "weakest_link", "next_step", "novelty")
#: ln 2 / ln 3: one event, or one activity in a theme, beside the largest of two.
ONE_OF_TWO = log(2) / log(3)


def chain() -> Network:
    """b1 - u1 in p1 (laser), u1 - c1 - d1 in p2 (laser, optics), c1 - e1 in p3 (optics).

    A: b1u1 1; u1c1, u1d1, c1d1 1/2; c1e1 1. Row sums: b1 1, c1 2, d1 1, e1 1, u1 2; events the same.
    """
    return make_network(
        {"p1": ["b1", "u1"], "p2": ["u1", "c1", "d1"], "p3": ["c1", "e1"]},
        topics={"p1": "Laser", "p2": "laser; optics", "p3": "optics"},
        starts={"p1": "2016-05", "p2": "2018"},
    )


def by_candidate(network: Network, query: str | Team) -> dict[str, Suggestion]:
    return {one.candidate: one for one in recommend_partners(network, query)}


def said(one: Suggestion) -> list[str]:
    return [reason.say("en") for reason in one.reasons]


# Scores by hand ------------------------------------------------------------------------------------------------------


def test_the_scores_of_a_partner_are_those_worked_out_by_hand() -> None:
    found = by_candidate(chain(), "b1")
    assert [(one.candidate, one.list, one.rank) for one in found.values()] == [
        ("c1", "main", 1),
        ("d1", "main", 2),
        ("e1", "new_blood", 1),
    ]
    # Walk from b1: after one step b1 1/2, u1 1/2; a quarter goes on to p2 and ends at u1, c1, d1 alike: 1/12 each.
    # L3 by u1: to c1 over d1 .5 x .5 / sqrt(2), to d1 over c1 .5 x .5 / 2, to e1 over c1 .5 x 1 / 2 = .25, the largest.
    # Theme: the profile of b1 is laser alone; c1 and d1 have one project there.
    assert found["c1"].parts == pytest.approx(
        {"walk": 0.3, "three_steps": 0.2 * 0.25 / sqrt(2) / 0.25, "theme": 0.4, "popularity": 0.1}
    )
    assert found["d1"].parts == pytest.approx(
        {"walk": 0.3, "three_steps": 0.2 * 0.125 / 0.25, "theme": 0.4, "popularity": 0.1 * ONE_OF_TWO}
    )
    assert found["e1"].parts == pytest.approx({"theme": 0, "popularity": 0.2 * ONE_OF_TWO})


def test_the_scores_of_a_completion_are_those_worked_out_by_hand() -> None:
    found = by_candidate(chain(), "p1")
    # Walk from b1 and u1 (1/2 each): p1 3/4, p2 1/4; then b1 3/8, u1 11/24, c1 and d1 1/12; then p2 17/48, p3 1/24;
    # so c1 20/144, d1 17/144.
    # L3 from b1: c1 .25 / sqrt 2, d1 .125. From u1, over the pairs (b1 u1), (c1 u1), (c1 d1), (c1 e1), (d1 u1):
    # c1 .5/sqrt 2 + .0625 + .125/sqrt 2 + .5/sqrt 2 + .125/sqrt 2; over (b1 u1), (c1 u1), (d1 u1), (d1 c1):
    # d1 .5/sqrt 2 + .0625 + .125/sqrt 2 + .125/sqrt 2.
    c1, d1 = 0.0625 + 1.5 / sqrt(2), 0.1875 + 0.75 / sqrt(2)
    assert found["c1"].parts == pytest.approx(
        {"prior_ties": 0.65, "walk": 0.18, "three_steps": 0.02, "theme": 0.14, "popularity": 0.01}
    )
    assert found["d1"].parts == pytest.approx(
        {
            "prior_ties": 0.65,
            "walk": 0.18 * 17 / 20,
            "three_steps": 0.02 * d1 / c1,
            "theme": 0.14,
            "popularity": 0.01 * ONE_OF_TWO,
        }
    )
    assert (found["c1"].score, found["e1"].list) == (1.0, "new_blood")


def test_the_scores_of_a_kick_off_are_those_worked_out_by_hand() -> None:
    found = recommend_partners(chain(), Team(members=("b1",), topics=("OPTICS",)))
    # u1 has the only tie, the largest walk (11/24) and the most L3; optics: c1 twice, the others once.
    assert [(one.candidate, one.list) for one in found] == [
        ("u1", "main"),
        ("c1", "new_blood"),
        ("d1", "new_blood"),
        ("e1", "new_blood"),
    ]
    assert found[0].parts == pytest.approx(
        {"prior_ties": 0.4, "walk": 0.25, "three_steps": 0.1, "theme": 0.22 * ONE_OF_TWO, "popularity": 0.03}
    )
    # d1 and e1 are equal in all and stand in the order of their ids.
    assert [one.score for one in found[1:]] == pytest.approx([1.0, ONE_OF_TWO, ONE_OF_TWO])


def test_prior_ties_are_the_share_of_members_worked_with() -> None:
    basis = prepare(chain())
    # Rows b1 c1 d1 e1 u1. Of b1 and c1: d1 and e1 know c1, u1 knows both.
    assert basis.prior_ties(np.array([0, 1])).tolist() == [0, 0, 0.5, 0.5, 1]


def test_rarity_and_theme_are_those_worked_out_by_hand() -> None:
    basis = prepare(chain())
    # All 5 have a theme; laser 4 of them (not e1), optics 4 (not b1): ln(6 / 5) + 1.
    rarity = log(6 / 5) + 1
    assert basis.rarity == pytest.approx([rarity, rarity])
    # A quarter laser, three quarters optics. Projects: c1 laser 1, optics 2; u1 laser 2, optics 1.
    theme = basis.theme({"laser": 0.25, "optics": 0.75, "unheard of": 1.0})
    assert theme / rarity == pytest.approx(
        [
            0.25 * log(2),
            0.25 * log(2) + 0.75 * log(3),
            log(2),
            0.75 * log(2),
            0.25 * log(3) + 0.75 * log(2),
        ]
    )
    # b1 has laser alone; u1 two of three parts laser.
    assert basis.profile(np.array([4])) == pytest.approx({"laser": 2 / 3, "optics": 1 / 3})


TEAMS = st.lists(st.sets(st.integers(0, 6), max_size=4), max_size=8)
TIES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda tie: tie[0] != tie[1]), max_size=4)
ROWS = st.sets(st.integers(0, 6), max_size=3)


def network_of(teams: list[set[int]], ties: list[tuple[int, int]]) -> Network:
    projects = {f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}
    topics = {f"p{at}": f"t{at % 3}" for at in range(len(teams))}
    direct = [(f"b{a}", f"b{b}") for a, b in ties]
    return make_network(projects, direct=direct, topics=topics, alone=[f"b{at}" for at in range(7)])


@given(TEAMS, TIES, ROWS)
def test_the_walk_is_a_product_of_dense_matrices(
    teams: list[set[int]], ties: list[tuple[int, int]], given: set[int]
) -> None:
    basis, rows = prepare(network_of(teams, ties)), np.array(sorted(given), dtype=np.int64)
    incidence = basis.cooperation.incidence.toarray()
    with np.errstate(invalid="ignore", divide="ignore"):
        step = np.nan_to_num(incidence / incidence.sum(axis=1, keepdims=True)) @ (incidence / incidence.sum(axis=0)).T
    expected = np.linalg.matrix_power(step, 2)[rows].sum(axis=0) / max(len(rows), 1)
    assert basis.walk(rows) == pytest.approx(expected)


@given(TEAMS, TIES, ROWS)
def test_three_steps_are_the_sum_over_all_pairs_between(
    teams: list[set[int]], ties: list[tuple[int, int]], given: set[int]
) -> None:
    basis, rows = prepare(network_of(teams, ties)), np.array(sorted(given), dtype=np.int64)
    matrix = basis.cooperation.matrix.toarray()
    sums = matrix.sum(axis=1)
    expected = [
        sum(
            matrix[u, a] * matrix[a, b] * matrix[b, v] / sqrt(sums[a] * sums[b])
            for u in rows
            for a in range(7)
            for b in range(7)
            if matrix[a, b] > 0
        )
        for v in range(7)
    ]
    assert basis.three_steps(rows) == pytest.approx(expected)


@settings(max_examples=80)
@given(TEAMS, TIES, st.integers(0, 6), ROWS)
def test_every_suggestion_keeps_the_rules(
    teams: list[set[int]], ties: list[tuple[int, int]], organization: int, given: set[int]
) -> None:
    network = network_of(teams, ties)
    graph = network.to_networkx(projection=True)
    team = Team(members=tuple(f"b{one}" for one in given), topics=("t1",))
    for query in [f"b{organization}", *(f"p{at}" for at in range(len(teams))), team]:
        members, found = set(list_members(network, query)), recommend_partners(network, query)
        near = {end for one in members for end in graph[one]}
        partner = isinstance(query, str) and query.startswith("b")
        further = {end for one in near for end in graph[one]} if partner else set()
        for one in found:
            assert one.candidate not in members
            assert not (partner and one.candidate in near)
            assert (one.list == "main") == (one.candidate in near | further)
            assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-9)
            assert one.score > 0
            assert 1 <= len(one.reasons) <= 3
            assert set(one.evidence["members"]) <= members
            for key in ("members", "projects", "partners"):
                assert set(one.evidence[key]) <= set(network.positions)
            assert all(getattr(one, name) is None for name in NULL)
        for name in ("main", "new_blood"):
            own = [one for one in found if one.list == name]
            assert [one.rank for one in own] == list(range(1, len(own) + 1))
            assert [-one.score for one in own] == sorted(-one.score for one in own)


# Who may be suggested ------------------------------------------------------------------------------------------------


def test_a_rival_without_cooperation_is_no_new_blood() -> None:
    ties = [("b1", "c1", "COMPETES_WITH")]
    network = make_network({"p": ["b1", "b2"], "q": ["c1", "c2"]}, ties=ties)
    assert {one.candidate: one.list for one in recommend_partners(network, "b1")} == {"c1": "main", "c2": "new_blood"}


def test_kinds_among_and_k_cut_each_list_and_leave_the_scores() -> None:
    network = draw_network(1, projects=60)
    query = "b0003" if "b0003" in network.positions else str(network.node["id"][0])
    everybody = recommend_partners(network, query, k=1000)
    scores = {one.candidate: one.score for one in everybody}
    some = recommend_partners(network, query, k=3, kinds=iter(["university", "research_organization"]))
    for name in ("main", "new_blood"):
        right = [one for one in everybody if one.list == name and one.kind in ("university", "research_organization")]
        assert [one.candidate for one in some if one.list == name] == [one.candidate for one in right[:3]]
    assert all(scores[one.candidate] == one.score for one in some)
    chosen = sorted(scores)[::7]
    found = recommend_partners(network, query, k=1000, among=[*chosen, query, "nobody"])
    assert sorted(one.candidate for one in found) == chosen
    assert recommend_partners(network, query, among=[]) == recommend_partners(network, query, kinds=[]) == []


def test_a_team_of_one_is_answered_like_a_kick_off_and_a_project_of_one_too() -> None:
    network = make_network({"p": ["b1", "b2"], "q": ["b2", "c1"], "new": ["b1"]}, topics={"q": "laser", "new": "laser"})
    by_team = recommend_partners(network, Team(members=("b1",), topics=("laser",)))
    assert [one.to_dict() for one in by_team] == [one.to_dict() for one in recommend_partners(network, "new")]
    assert set(by_team[0].parts) == {"prior_ties", "walk", "three_steps", "theme", "popularity"}
    assert read_query(prepare(network), "new").task == "kick_off"
    assert read_query(prepare(network), "p").task == "completion"


def test_a_project_without_members_and_a_team_without_history_get_new_blood_only() -> None:
    network = make_network({"p": ["b1", "b2"], "empty": []}, alone=["c1"], topics={"p": "laser", "empty": "laser"})
    for query in ("empty", Team(members=("c1",), topics=("laser",)), Team(topics=("laser",))):
        found = recommend_partners(network, query)
        assert [(one.candidate, one.list, one.score) for one in found] == [
            ("b1", "new_blood", 1.0),
            ("b2", "new_blood", 1.0),
        ]


def test_who_stands_alone_gets_what_is_active_and_nobody_without_any_score() -> None:
    found = recommend_partners(two_islands_and_a_loner(), "d1")
    assert [one.candidate for one in found] == ["b1", "b2", "c1", "c2", "u1"]
    assert "d1" not in by_candidate(two_islands_and_a_loner(), "b1")


# Names and errors ----------------------------------------------------------------------------------------------------


def test_names_resolve_in_queries_and_teams() -> None:
    names = {"b1": "Borealis", "b2": "Borneo", "p": "Photon", "k": "Optics cluster"}
    network = make_network({"p": ["b1", "u1"], "q": ["b2"]}, clusters={"k": ["b2"]}, names=names)
    assert list_members(network, "photon") == ["b1", "u1"]
    assert list_members(network, "Boreal") == ["b1"]
    assert list_members(network, Team(members=("Boreal", "b1", "Borneo"))) == ["b1", "b2"]
    assert read_query(prepare(network), Team(clusters=("optics",))).themes == {"k": 1.0}
    with pytest.raises(AmbiguousName):
        recommend_partners(network, "bor")
    with pytest.raises(UnknownName):
        recommend_partners(network, Team(members=("nobody",)))
    with pytest.raises(UnknownName):
        recommend_partners(network, "k")


def test_a_need_is_a_capability_by_id_or_name_or_else_a_free_word() -> None:
    names = {"cap1": "Laser welding"}
    ties = [("u1", "cap1", "OFFERS")]
    network = make_network({"p": ["b1", "b2"]}, alone=["u1"], capabilities=["cap1"], ties=ties, names=names)
    for need in ("cap1", "CAP1", "laser welding", "welding"):
        (one,) = recommend_partners(network, Team(members=("b1",), needs=(need,)), kinds=["university"])
        assert (one.candidate, one.list, one.parts["theme"]) == ("u1", "new_blood", 0.8)
        assert said(one) == ["Declares the same themes: Laser welding."]
    assert read_query(prepare(network), Team(needs=("Tea ",))).themes == {"tea": 1.0}


def test_needs_of_a_project_count_as_its_themes() -> None:
    ties = [("p", "cap1", "NEEDS"), ("u1", "cap1", "OFFERS")]
    network = make_network({"p": ["b1", "b2"]}, alone=["u1"], capabilities=["cap1"], ties=ties)
    assert [one.candidate for one in recommend_partners(network, "p")] == ["u1"]


def test_an_empty_team_no_suggestions_and_an_unknown_kind_are_errors_of_use() -> None:
    for query, values in ((Team(), {}), ("b1", {"k": 0}), ("b1", {"kinds": ["sme", "project"]})):
        with pytest.raises(UsageError):
            recommend_partners(barbell(), query, **values)  # type: ignore[arg-type]


# Reasons and the contract --------------------------------------------------------------------------------------------


def test_reasons_name_themes_partners_and_projects_that_are_there() -> None:
    found = by_candidate(chain(), "b1")
    assert said(found["c1"]) == [
        "Active in the same themes: laser (1 project).",
        "1 partner in common: U1.",
        "Active: 2 joint projects so far.",
    ]
    assert found["c1"].evidence == {
        "members": [],
        "projects": [],
        "partners": ["u1"],
        "themes": ["laser"],
        "newest": None,
    }
    completed = by_candidate(chain(), "p1")["c1"]
    assert said(completed)[0] == "Worked with 1 of 2 members: U1; together in P2 (2018)."
    assert (completed.evidence["members"], completed.evidence["projects"]) == (["u1"], ["p2"])
    assert completed.evidence["newest"] == "2018"
    assert completed.reasons[0].say("ru").startswith("Совместная работа с участниками проекта: 1 из 2 (U1)")


def test_who_has_direct_ties_only_is_not_said_to_have_projects() -> None:
    network = make_network({}, direct=[("b1", "b2"), ("b2", "b3"), ("c1", "c2")])
    found = by_candidate(network, "b1")
    assert said(found["b3"]) == ["1 partner in common: B2.", "Has a direct tie with B2."]
    assert said(found["c1"]) == ["Has a direct tie with C2."]
    assert (
        said(by_candidate(network, Team(members=("b1", "b3")))["b2"])[0]
        == "Has direct ties with 2 of 2 members: B1, B3."
    )


def test_a_suggestion_names_the_gap_that_it_would_close() -> None:
    network = two_islands_and_a_loner()
    isolate, island = find_gaps(network, kinds=["isolate"]) + find_gaps(network, kinds=["fragmentation"])
    found = recommend_partners(network, "d1", gaps=[island, isolate])
    # d1 is alone: a tie to the island of c would leave that an island.
    assert {one.candidate: one.gap_closed for one in found} == dict.fromkeys(("b1", "b2", "u1", "c1", "c2"), isolate.id)
    assert {one.gap_closed for one in recommend_partners(network, "c1", gaps=[isolate, island])} == {island.id}
    assert {one.gap_closed for one in recommend_partners(network, "d1")} == {None}


def test_a_suggestion_has_all_fields_of_the_contract_and_is_plain_json() -> None:
    for query in ("b1", "p1", Team(members=("b1",))):
        for one in recommend_partners(chain(), query):
            fields = json.loads(json.dumps(one.to_dict("en")))
            assert list(fields) == FIELDS
            assert fields["reasons"] == said(one)
            assert all(fields[name] is None for name in NULL)
            assert sum(fields["parts"].values()) == pytest.approx(fields["score"], abs=1e-9)


def test_asking_keeps_no_more_than_a_few_networks_alive() -> None:
    network = barbell()
    recommend_partners(network, "b2")
    seen = weakref.ref(network)
    del network
    for _ in range(5):
        recommend_partners(barbell(), "b2")
    gc.collect()
    assert seen() is None
