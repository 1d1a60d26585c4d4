"""Partners: scores of known weights, who may be suggested, reasons, and the fields of the contract.

The shipped weights are learned and come anew with other data: no test goes by their values.
"""

from __future__ import annotations

import gc
import json
import weakref
from math import exp, log

import numpy as np
import pytest
from histories import draw_history
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, chain, draw_network, make_network, two_islands_and_a_loner

from graphcdc import AmbiguousName, Network, Suggestion, Team, UnknownName, UsageError, find_gaps, recommend_partners
from graphcdc.partners import has_history, list_members, ranking
from graphcdc.partners.basis import prepare
from graphcdc.partners.needs import NEEDS
from graphcdc.partners.queries import Question, read_query
from graphcdc.partners.scoring import (
    BASE,
    FAMILIES,
    LARGE,
    Scorer,
    choose_scale,
    score_candidates,
    shipped_scorer,
)
from graphcdc.partners.signals import measure

FIELDS = [
    *("candidate", "name", "kind", "list", "rank", "score", "parts", "probability", "base_rate", "reasons"),
    *("counter_reasons", "evidence", "introducer", "weakest_link", "next_step", "gap_closed", "novelty"),
]
#: Ties and themes by their level, for tests that need to know who is first.
LEVELS = {"tie_weight": 2.0, "p3": 1.0, "theme": 1.0, "popularity": 0.5}
PLAIN = Scorer({name: (0, weight, 0, 0, 0, 0) for name, weight in LEVELS.items()}, (0, 1, 0, 0))


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Known weights for every task instead of the shipped ones."""
    monkeypatch.setattr(ranking, "shipped_scorer", lambda task, scale: PLAIN)


def by_candidate(network: Network, query: str | Team) -> dict[str, Suggestion]:
    return {one.candidate: one for one in recommend_partners(network, query)}


def said(one: Suggestion) -> list[str]:
    return [reason.say("en") for reason in one.reasons]


# Scores by hand ------------------------------------------------------------------------------------------------------


def ask_chain(members: list[int], *themes: str) -> tuple[Question, dict[str, np.ndarray]]:
    """A question of rows b1 c1 d1 e1 u1 of `chain`, and its signals."""
    question = Question("completion", np.array(members), dict.fromkeys(themes, 1.0))
    return question, measure(prepare(chain()), question)


def test_scores_are_log_odds_whose_parts_are_those_worked_out_by_hand() -> None:
    question, signals = ask_chain([0, 4], "laser")
    weights = {"joint_events": (0, 3, 0, 0, 4, 0), "popularity": (1, 0, 2, 0, 0, 0)}
    scorer = Scorer(weights, (-2, 0.5, 0.25, 0.125))
    scored = score_candidates(scorer, prepare(chain()), question, signals, np.array([1, 2, 3]))
    # Two members; b1 has an event of 2 5/8 years, u1 also one of half a year.
    fresh = (2 * exp(-2.625 / 3) + exp(-0.5 / 3)) / 2
    activity = log(1 + fresh) - 1
    # Joint events of c1 d1 e1 1 1 0: level 1, 1, 0. Events 2 1 1: ranks 1, 2.5, 2.5 and levels 1, 1/2, 1/2.
    joint = (3.0 + 4.0 * activity) * np.array([1.0, 1.0, 0.0])
    often, seldom = -log(2) / log(2) + 2 * log(1.01), -log(3.5) / log(2) + 2 * log(0.51)
    popular = np.array([often, seldom, seldom])
    assert scored.parts["prior_ties"] == pytest.approx((joint - joint.mean()) / 2)
    assert scored.parts["activity"] == pytest.approx((popular - popular.mean()) / 2)
    assert all((scored.parts[name] == 0).all() for name in ("common_partners", "theme", "region", "kind"))
    sums = joint + popular
    log_share = sums - log(np.exp(sums).sum())
    expected = -2 + 0.5 * log_share + 0.25 * log(3) + 0.125 * log(1 + fresh)
    assert scored.score == pytest.approx(expected)
    assert scored.probability == pytest.approx(1 / (1 + np.exp(-expected)))
    assert list(scored.parts) == [BASE, *FAMILIES, NEEDS]
    assert (scored.parts[NEEDS] == 0).all()


def test_how_active_the_members_are_counts_for_missing_members_alone() -> None:
    scorer, basis = Scorer({"joint_events": (0, 3, 0, 0, 4, 0)}, (0, 1, 0, 0)), prepare(chain())
    activity = log(1 + (2 * exp(-2.625 / 3) + exp(-0.5 / 3)) / 2) - 1
    for task, weight in (("partner", 3.0), ("kick_off", 3.0), ("completion", 3.0 + 4.0 * activity)):
        question = Question(task, np.array([0, 4]), {})
        scored = score_candidates(scorer, basis, question, measure(basis, question), np.array([1, 2, 3]))
        assert scored.parts["prior_ties"] == pytest.approx(weight * np.array([1 / 3, 1 / 3, -2 / 3]))


def test_a_question_without_candidates_has_no_scores() -> None:
    question, signals = ask_chain([0])
    scored = score_candidates(PLAIN, prepare(chain()), question, signals, np.empty(0, dtype=np.int64))
    assert (len(scored.score), set(scored.parts), len(scored.probability)) == (0, {BASE, *FAMILIES, NEEDS}, 0)


@pytest.mark.parametrize("scale", ["whole", "region", "own"])
@pytest.mark.parametrize("task", ["partner", "completion", "kick_off"])
def test_shipped_weights_are_of_signals_that_there_are(task: str, scale: str) -> None:
    names = {name for family in FAMILIES.values() for name in family}
    for ending in ("", "_new_blood"):
        for region in (None, "Atlantis") if scale == "whole" else (None, "Atlantis", "Finland"):
            scorer = shipped_scorer(task + ending, scale, region)
            assert set(scorer.weights) <= names
            assert len(scorer.odds) == 4
            assert np.isfinite(scorer.align(sorted(names))).all()
            # Weights to judge a region on have not seen it; of a place that nobody knows nothing was left out.
            shipped = shipped_scorer(task + ending, scale)
            assert (scorer.weights == shipped.weights) == (region != "Finland")


def test_the_scale_of_a_network_is_chosen_by_its_active_organizations(monkeypatch: pytest.MonkeyPatch) -> None:
    basis = prepare(two_islands_and_a_loner())
    everybody = np.ones(len(basis.degrees), dtype=bool)
    assert (len(basis.degrees), choose_scale(basis, everybody)) == (6, "own")
    monkeypatch.setattr("graphcdc.partners.scoring.LARGE", 5)
    assert choose_scale(basis, everybody) == "whole"
    assert choose_scale(basis, np.arange(6) < 3) == "region"
    assert choose_scale(basis, np.arange(6) < 4) == "whole"
    assert LARGE == 5000


def test_scores_rank_and_equal_ones_stand_by_popularity_then_by_id(plain: None) -> None:
    found = recommend_partners(chain(), "b1")
    assert [(one.candidate, one.list, one.rank) for one in found] == [
        ("c1", "main", 1),
        ("d1", "main", 2),
        ("e1", "new_blood", 1),
    ]
    # b1 and b2 are equal in all but their ids, and c1 takes part more often.
    network = make_network({"p": ["b2", "u1"], "q": ["b1", "u1"], "r": ["c1", "u1"], "s": ["c1", "c2"]})
    nothing = Scorer({}, (0, 1, 0, 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "shipped_scorer", lambda task, scale: nothing)
        assert [one.candidate for one in recommend_partners(network, Team(members=("u1",)))] == ["c1", "b1", "b2", "c2"]


def test_a_probability_needs_thirty_dated_events_over_a_year() -> None:
    dated = draw_history(0, projects=60, years=2)
    for network, certain in (
        (dated, True),
        (draw_history(0, projects=60, years=1), False),
        (draw_history(0, projects=25, years=3), False),
        (draw_network(0, projects=60), False),
        (chain(), False),
    ):
        assert has_history(prepare(network)) == certain
        node = str(network.node["id"][network.cooperation().organizations[network.cooperation().degrees.argmax()]])
        for one in recommend_partners(network, node):
            assert (one.probability is not None) == certain
            if one.probability is not None:
                assert one.probability == pytest.approx(1 / (1 + exp(-one.score)))


TEAMS = st.lists(st.sets(st.integers(0, 6), max_size=4), max_size=8)
TIES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda tie: tie[0] != tie[1]), max_size=4)
ROWS = st.sets(st.integers(0, 6), max_size=3)


def network_of(teams: list[set[int]], ties: list[tuple[int, int]]) -> Network:
    projects = {f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}
    topics = {f"p{at}": f"t{at % 3}" for at in range(len(teams))}
    direct = [(f"b{a}", f"b{b}") for a, b in ties]
    return make_network(projects, direct=direct, topics=topics, alone=[f"b{at}" for at in range(7)])


@settings(max_examples=80)
@given(TEAMS, TIES, st.integers(0, 6), ROWS)
def test_every_suggestion_keeps_the_rules(
    teams: list[set[int]], ties: list[tuple[int, int]], organization: int, given: set[int]
) -> None:
    network = network_of(teams, ties)
    graph, tied = network.to_networkx(projection=True), {one for tie in network.to_networkx().edges() for one in tie}
    team = Team(members=tuple(f"b{one}" for one in given), topics=("t1",))
    for query in [f"b{organization}", *(f"p{at}" for at in range(len(teams))), team]:
        members, found = set(list_members(network, query)), recommend_partners(network, query, k=7)
        near = {end for one in members for end in graph[one]}
        partner = isinstance(query, str) and query.startswith("b")
        further = {end for one in near for end in graph[one]} if partner else set()
        # Everybody of whom anything is known is suggested, and nobody else.
        assert {one.candidate for one in found} == (set(graph) & tied) - members - (near if partner else set())
        for one in found:
            assert (one.list == "main") == (one.candidate in near | further)
            assert set(one.parts) == {BASE, *FAMILIES, NEEDS}
            assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-9)
            assert len(one.reasons) <= 4
            assert one.reasons or not graph[one.candidate]
            assert set(one.evidence["members"]) <= members
            for key in ("members", "projects", "partners"):
                assert set(one.evidence[key]) <= set(network.positions)
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
    network = draw_network(1, projects=60)  # fewer organizations than are judged among themselves
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


def test_many_wanted_ones_are_judged_among_themselves_and_few_among_all(plain: None) -> None:
    network = draw_history(4, organizations=900, projects=700)
    cooperation = network.cooperation()
    busiest = str(network.node["id"][cooperation.organizations[cooperation.degrees.argmax()]])
    team = Team(members=(busiest,), topics=("t1",))
    sums = {}
    for kinds in (None, ["company"], ["public_authority"]):
        found = recommend_partners(network, team, k=1000, kinds=kinds)
        assert kinds is None or {one.kind for one in found} == set(kinds)
        assert {one.list for one in found} == {"main", "new_blood"}
        # By these weights a score is the logarithm of a share among all candidates of the list.
        sums[str(kinds)] = sum(exp(one.score) for one in found if one.list == "new_blood")
    # Authorities are fewer than 150; everybody is more than are considered, and those left out are in no list.
    assert sums["['company']"] == pytest.approx(1)
    assert sums["None"] == pytest.approx(1)
    assert sums["['public_authority']"] < 0.5


def test_a_team_of_one_is_answered_like_a_kick_off_and_a_project_of_one_too() -> None:
    network = make_network({"p": ["b1", "b2"], "q": ["b2", "c1"], "new": ["b1"]}, topics={"q": "laser", "new": "laser"})
    by_team = recommend_partners(network, Team(members=("b1",), topics=("laser",)))
    assert [one.to_dict() for one in by_team] == [one.to_dict() for one in recommend_partners(network, "new")]
    assert read_query(prepare(network), "new").task == "kick_off"
    assert read_query(prepare(network), "p").task == "completion"


def test_a_project_without_members_and_a_team_without_history_get_new_blood_only() -> None:
    network = make_network({"p": ["b1", "b2"], "empty": []}, alone=["c1"], topics={"p": "laser", "empty": "laser"})
    for query in ("empty", Team(members=("c1",), topics=("laser",)), Team(topics=("laser",))):
        one, two = recommend_partners(network, query)
        assert [(one.candidate, one.list), (two.candidate, two.list)] == [("b1", "new_blood"), ("b2", "new_blood")]
        assert one.score == two.score


def test_nobody_is_suggested_of_whom_nothing_is_known() -> None:
    network = make_network({"p": ["b1", "b2"], "own": ["d1"]}, alone=["c1", "c2"], domains={"c1": "laser"})
    # d1 has a project of its own, c1 a domain, c2 nothing at all.
    assert sorted(by_candidate(network, "b1")) == ["c1", "d1"]
    assert sorted(by_candidate(network, "c2")) == ["b1", "b2", "c1", "d1"]
    assert {one.list for one in recommend_partners(network, "c2")} == {"new_blood"}


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


def test_a_need_is_a_capability_by_id_or_name_or_else_a_free_word(plain: None) -> None:
    names = {"cap1": "Laser welding"}
    ties = [("u1", "cap1", "OFFERS")]
    network = make_network({"p": ["b1", "b2"]}, alone=["u1"], capabilities=["cap1"], ties=ties, names=names)
    for need in ("cap1", "CAP1", "laser welding", "welding"):
        (one,) = recommend_partners(network, Team(members=("b1",), needs=(need,)), kinds=["university"])
        assert (one.candidate, one.list) == ("u1", "new_blood")
        close = ", close to what is needed: welding." if need == "welding" else "."
        offers = "Offers Laser welding" if need == "welding" else "Offers what is needed: Laser welding"
        assert said(one) == [f"{offers}{close}"]
    assert read_query(prepare(network), Team(needs=("Tea ",))).themes == {"tea": 1.0}


def test_needs_of_a_project_count_as_its_themes_too() -> None:
    ties = [("p", "cap1", "NEEDS"), ("u1", "cap1", "OFFERS")]
    network = make_network({"p": ["b1", "b2"]}, alone=["u1"], capabilities=["cap1"], ties=ties)
    (one,) = recommend_partners(network, "p")
    assert (one.candidate, one.evidence["needs"]) == ("u1", ["cap1"])
    assert read_query(prepare(network), "p").themes == {"cap1": 1.0}


def test_an_empty_team_no_suggestions_and_an_unknown_kind_are_errors_of_use() -> None:
    for query, values in ((Team(), {}), ("b1", {"k": 0}), ("b1", {"kinds": ["sme", "project"]})):
        with pytest.raises(UsageError):
            recommend_partners(barbell(), query, **values)  # type: ignore[arg-type]


# Reasons and the contract --------------------------------------------------------------------------------------------


def test_reasons_name_themes_partners_and_projects_that_are_there(plain: None) -> None:
    found = by_candidate(chain(), "b1")
    way = "Through U1, who shares P1 (2016) with B1 and P2 (2018) with the candidate."
    assert {f"1 partner in common: U1. {way}", "Active: 2 joint projects so far."} <= set(said(found["c1"]))
    assert found["c1"].evidence["partners"] == ["u1"]
    themes = by_candidate(chain(), Team(members=("b1",), topics=("optics",)))["c1"]
    assert "Active in the same themes: optics (2 projects)." in said(themes)
    assert themes.evidence["themes"] == ["optics"]
    completed = by_candidate(chain(), "p1")["c1"]
    assert "Worked with 1 of 2 members: U1; together in P2 (2018)." in said(completed)
    assert (completed.evidence["members"], completed.evidence["projects"]) == (["u1"], ["p2"])
    assert completed.evidence["newest"] == "2018"
    russian = [reason.say("ru") for reason in completed.reasons]
    assert any(text.startswith("Совместная работа с участниками проекта: 1 из 2 (U1)") for text in russian)


def test_who_has_direct_ties_only_is_not_said_to_have_projects(plain: None) -> None:
    network = make_network({}, direct=[("b1", "b2"), ("b2", "b3"), ("c1", "c2")])
    found = by_candidate(network, "b1")
    assert "1 partner in common: B2. B2 has direct ties with B1 and the candidate." in said(found["b3"])
    assert said(found["c1"]) == ["Has a direct tie with C2."]
    first = said(by_candidate(network, Team(members=("b1", "b3")))["b2"])[0]
    assert first == "Has direct ties with 2 of 2 members: B1, B3."


def test_a_suggestion_names_the_gap_that_it_would_close() -> None:
    network = two_islands_and_a_loner()
    isolate, island = find_gaps(network, kinds=["isolate"]) + find_gaps(network, kinds=["fragmentation"])
    found = recommend_partners(network, "d1", gaps=[island, isolate])
    # d1 is alone: a tie to the island of c would leave that an island.
    assert {one.candidate: one.gap_closed for one in found} == dict.fromkeys(("b1", "b2", "u1", "c1", "c2"), isolate.id)
    found = recommend_partners(network, "c1", gaps=[isolate, island])
    expected = {**dict.fromkeys(("b1", "b2", "u1"), island.id), "d1": isolate.id}
    assert {one.candidate: one.gap_closed for one in found} == expected
    assert {one.gap_closed for one in recommend_partners(network, "d1")} == {None}


def test_a_suggestion_has_all_fields_of_the_contract_and_is_plain_json() -> None:
    for query in ("b1", "p1", Team(members=("b1",))):
        for one in recommend_partners(chain(), query):
            fields = json.loads(json.dumps(one.to_dict("en")))
            assert list(fields) == FIELDS
            assert fields["reasons"] == said(one)
            assert (fields["probability"], fields["base_rate"]) == (None, None)  # three projects are no history
            assert isinstance(fields["counter_reasons"], list)
            assert fields["next_step"]
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
