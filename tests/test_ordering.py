"""Other orders of suggestions: worked out by hand, kept to their rules on any network, and honest about their cost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcdc import Findings, Network, Suggestion, Team, UsageError, find_gaps, recommend_partners
from graphcdc.gaps import closes_gap
from graphcdc.model import NODE_KINDS, SPHERES
from graphcdc.partners import list_members
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.ordering import Arranger, Chosen, Order, Traits, choose_places
from graphcdc.partners.queries import read_query
from graphcdc.partners.scoring import Scored
from tests.networks import make_network
from tests.outside import run
from tests.tables import TOWN, make_tables

LISTS = ("main", "new_blood")
NOBODY_ALIKE = np.zeros(4)


def draw_dated(seed: int) -> Network:
    """Forty organizations of five kinds in fifty dated projects of three, in four clusters, and ten loners."""
    random = np.random.default_rng(seed)
    everybody = [f"{letter}{at}" for letter in "bruai" for at in range(8)]
    projects = {f"p{at:02}": random.choice(everybody, 3, replace=False).tolist() for at in range(50)}
    starts = {project: f"{2014 + at // 10}-0{1 + at % 9}-01" for at, project in enumerate(projects)}
    clusters = {f"k{at}": random.choice(everybody, 15, replace=False).tolist() for at in range(4)}
    alone = [f"{letter}9{at}" for letter in "bruai" for at in range(2)]
    about = {project: f"k{at % 4}" for at, project in enumerate(projects)}
    return make_network(projects, starts=starts, clusters=clusters, project_clusters=about, alone=[*everybody, *alone])


def sphere_of(one: Suggestion) -> str | None:
    return NODE_KINDS[one.kind].sphere


def by_list(found: Findings[Suggestion]) -> dict[str, list[str]]:
    return {name: [one.candidate for one in found if one.list == name] for name in LISTS}


def chances(found: Findings[Suggestion], name: str | None = None) -> list[float]:
    return [one.probability or np.nan for one in found if name in (None, one.list)]


def said(found: Findings[Suggestion]) -> dict[str, Mapping[str, Any]]:
    return {note.key: note.values for note in found.notes}


# Choosing, by hand ---------------------------------------------------------------------------------------------------


def test_each_place_goes_to_what_is_worth_most_less_its_likeness_to_those_chosen() -> None:
    # The first two are twins, the third is half like them, the last like nobody.
    alike = np.array([[1, 1, 0.5, 0], [1, 1, 0.5, 0], [0.5, 0.5, 1, 0], [0, 0, 0, 1]])
    worth = np.array([1.0, 0.9, 0.8, 0.1])

    def choose(diversity: float, count: int = 4) -> list[int]:
        return choose_places(worth, count, diversity=diversity, compare=lambda at: alike[at])

    assert choose(0.0) == [0, 1, 2, 3]
    # After 0, at a half: 1 is .45 - .5, 2 is .4 - .25, 3 is .05 - 0. Then 1 is still -.05 and 3 still .05.
    assert choose(0.5) == [0, 2, 3, 1]
    # After 0, at a quarter: 1 is .675 - .25 = .425, 2 is .6 - .125 = .475, 3 is .075.
    assert choose(0.25) == [0, 2, 1, 3]
    # 1 and 2 are equal there where a tenth of (1 - d) is half of d, at a sixth.
    assert (choose(0.16), choose(0.17)) == ([0, 1, 2, 3], [0, 2, 1, 3])
    # At 1 only likeness counts; of equal ones the more accurate stands first.
    assert choose(1.0) == [0, 3, 2, 1]
    assert choose(1.0, count=2) == [0, 3]


def test_a_quota_takes_the_last_places_and_only_those_that_it_needs() -> None:
    worth, groups = np.array([0.9, 0.8, 0.7, 0.6, 0.5]), ["firm", "firm", "school", "office", "office"]

    def choose(count: int, **quotas: int) -> list[int]:
        return choose_places(worth, count, groups=groups, quotas=quotas)

    assert choose(3, school=1) == [0, 1, 2]
    assert choose(3, office=1) == [0, 1, 3]
    assert choose(3, office=2) == [0, 3, 4]
    assert choose(3, office=1, school=1) == [0, 2, 3]
    assert choose(3, firm=1) == [0, 1, 2]
    # There is one school only, and nobody from a village.
    assert choose(3, school=2, village=1) == [0, 1, 2]
    assert choose(9, office=1) == [0, 1, 2, 3, 4]


def test_equal_candidates_stand_in_the_order_of_accuracy() -> None:
    assert choose_places(np.full(4, 0.5), 4, diversity=0.5, compare=lambda _: NOBODY_ALIKE) == [0, 1, 2, 3]
    # What is equal but for the order in which it was added up is equal.
    assert choose_places(np.array([0.3, 0.1 + 0.2]), 2) == [0, 1]


def test_likeness_is_the_mean_of_what_is_known_of_both() -> None:
    network = Network.build(
        {
            "id": ["a", "b", "c", "d", "e", "k", "m"],
            "name": list("ABCDEKM"),
            "kind": ["sme", "sme", "university", "organization", "sme", "cluster", "cluster"],
        },
        {"source": ["a", "b", "b", "c"], "target": ["k", "k", "m", "k"], "kind": ["MEMBER_OF"] * 4},
    )
    traits = Traits.of(prepare(network), np.arange(5))
    # Rarity of k, in which all three with any theme work: ln(4 / 4) + 1; of m: ln(4 / 2) + 1. Activities are all ln 2.
    cosine = 1 / np.sqrt(1 + (np.log(2) + 1) ** 2)
    # Of d neither kind nor cluster is known; of e nothing but its kind.
    assert traits.compare(0) == pytest.approx([1, (1 + 1 / 2 + cosine) / 3, (0 + 1 + 1) / 3, 0, 1])
    assert traits.compare(3).tolist() == [0, 0, 0, 0, 0]
    assert Traits.of(prepare(network), np.array([], dtype=np.int64)).kinds.tolist() == []


def test_of_a_sphere_with_too_few_among_the_candidates_all_are_considered() -> None:
    basis = prepare(make_network({"p": ["b1", "b2"]}, alone=["a1", "a2", "u1", "u2"]))
    # Rows: a1 a2 b1 b2 u1 u2. Everybody but b1 and a2 may be suggested; the signals chose b2 and u1.
    question, listed, rows = read_query(basis, "b1"), np.array([1, 0, 0, 1, 1, 1], dtype=bool), np.array([3, 4])

    def widen(name: str, **quotas: int) -> list[int]:
        return Arranger(basis, question, Order(quotas=quotas), 10, ()).widen(name, rows, listed).tolist()

    assert widen("main", academia=1) == [3, 4]
    assert widen("main", academia=2) == [3, 4, 5]
    assert widen("main", academia=2, government=3) == [0, 3, 4, 5]
    assert widen("new_blood", academia=2, government=3) == [3, 4]


def test_whoever_closes_a_given_gap_is_considered() -> None:
    network = make_network({"p": ["b1", "b2"]}, alone=["a1", "u1"])
    basis, gaps = prepare(network), find_gaps(network, kinds=["isolate"])
    for bridge, wide in ((0.0, [2]), (0.5, [0, 2, 3])):
        arranger = Arranger(basis, read_query(basis, "b1"), Order(bridge=bridge), 10, gaps)
        assert arranger.widen("new_blood", np.array([2]), np.array([1, 0, 1, 1], dtype=bool)).tolist() == wide


def test_in_a_large_network_whoever_closes_a_gap_is_found_behind_hundreds() -> None:
    pairs = {f"p{at}": [f"b{at}", f"c{at}"] for at in range(200)}
    loners = [f"d{at}" for at in range(150)]
    network = make_network(pairs, alone=loners, domains=dict.fromkeys(loners, "laser"))
    gap = next(gap for gap in find_gaps(network, kinds=["isolate"]) if gap.members == ("d99",))
    assert "d99" not in by_list(recommend_partners(network, "b0", k=1000))["new_blood"]
    assert by_list(recommend_partners(network, "b0", gaps=[gap], bridge=1.0))["new_blood"][0] == "d99"


def scored(basis: Basis, **chances: float) -> Scored:
    """Candidates by id with their probabilities, the first with the largest."""
    rows = np.array([basis.cooperation.positions[basis.network.positions[one]] for one in chances])
    chance = np.array(list(chances.values()))
    return Scored(rows, {}, np.log(chance / (1 - chance)))


def test_worth_is_the_probability_and_what_a_tie_closes_both_as_shares_of_the_largest() -> None:
    # b1 - b2 - b3 - b4, and the island c1 - c2 - c3. From b1, b3 and its partner b4 come (1 - 1/2) + (1/2 - 1/3)
    # nearer, c1 and its partner c2 1 + 1/2, c2 and both of its own 1 + 2/2.
    network = make_network({}, direct=[("b1", "b2"), ("b2", "b3"), ("b3", "b4"), ("c1", "c2"), ("c2", "c3")])
    basis = prepare(network)
    candidates = scored(basis, b3=0.4, c1=0.2, c2=0.1)

    def arrange(bridge: float) -> list[int]:
        return (
            Arranger(basis, read_query(basis, "b1"), Order(bridge=bridge), 3, ())
            .arrange("main", candidates, [0, 1, 2])
            .places
        )

    # Worth at b: b3 (1 - b) 1 + b / 3, c1 (1 - b) / 2 + b 3 / 4, c2 (1 - b) / 4 + b.
    # b3 and c1 are equal at 6 / 11, b3 and c2 at 9 / 17, c1 and c2 at 1 / 2.
    assert arrange(0.49) == [0, 1, 2]
    assert arrange(0.51) == [0, 2, 1]
    assert arrange(0.54) == [2, 0, 1]
    assert arrange(0.56) == [2, 1, 0]
    assert arrange(1.0) == [2, 1, 0]


# Rules that hold on any network --------------------------------------------------------------------------------------

TEAMS = st.lists(st.sets(st.integers(0, 9), max_size=4), max_size=9)
NAMES = [f"{'bua'[at % 3]}{at}" for at in range(10)]
SHARE = st.sampled_from([0.0, 0.3, 1.0])


def network_of(teams: list[set[int]]) -> Network:
    projects = {f"p{at}": [NAMES[one] for one in team] for at, team in enumerate(teams)}
    clusters = {"k": NAMES[:5], "m": NAMES[3:8]}
    return make_network(projects, alone=NAMES, clusters=clusters, topics={f"p{at}": f"t{at % 2}" for at in range(9)})


def queries(teams: list[set[int]]) -> list[str | Team]:
    return [NAMES[0], *(f"p{at}" for at in range(min(len(teams), 2))), Team(members=(NAMES[1],), topics=("t1",))]


@settings(max_examples=15)
@given(TEAMS)
def test_all_options_are_off_by_default_and_off_leaves_the_order(teams: list[set[int]]) -> None:
    network = network_of(teams)
    for query in queries(teams):
        plain = recommend_partners(network, query, k=4)
        assert plain.notes == ()
        assert recommend_partners(network, query, k=4, diversity=0.0, bridge=0.0, quotas={}) == plain
        assert recommend_partners(network, query, k=4, quotas=dict.fromkeys(SPHERES, 0)) == plain


@settings(max_examples=25)
@given(
    TEAMS, SHARE, SHARE, st.dictionaries(st.sampled_from(SPHERES), st.integers(0, 1)), st.sampled_from([None, 0, 1, 2])
)
def test_nobody_is_suggested_who_was_not_and_each_list_keeps_its_length(
    teams: list[set[int]], diversity: float, bridge: float, quotas: dict[str, int], newcomers: int | None
) -> None:
    network, k = network_of(teams), 6
    for query in queries(teams):
        everybody = by_list(recommend_partners(network, query, k=100))
        order: dict[str, Any] = {"diversity": diversity, "bridge": bridge, "quotas": quotas, "newcomers": newcomers}
        found = recommend_partners(network, query, k=k, **order)
        assert found == recommend_partners(network, query, k=k, **order)
        places = {"main": k, "new_blood": k} if newcomers is None else {"main": k - newcomers, "new_blood": newcomers}
        for name, shown in by_list(found).items():
            assert len(shown) == min(places[name], len(everybody[name]))
            assert len(set(shown)) == len(shown)
            assert set(shown) <= set(everybody[name])
            assert [one.rank for one in found if one.list == name] == list(range(1, len(shown) + 1))


@settings(max_examples=25)
@given(TEAMS, st.fixed_dictionaries(dict.fromkeys(SPHERES, st.integers(0, 2))), SHARE)
def test_a_quota_is_met_whenever_it_can_be_and_the_notes_say_when_not(
    teams: list[set[int]], quotas: dict[str, int], diversity: float
) -> None:
    network = network_of(teams)
    for query in queries(teams):
        there = [one for one in recommend_partners(network, query, k=100) if one.list == "main"]
        found = recommend_partners(network, query, k=8, quotas=quotas, diversity=diversity)
        missing = {}
        for sphere, asked in quotas.items():
            possible = min(asked, sum(sphere_of(one) == sphere for one in there))
            assert sum(sphere_of(one) == sphere for one in found if one.list == "main") >= possible
            if possible < asked:
                missing[sphere] = (possible, asked)
        notes = [note.values for note in found.notes if note.key == "note_quota"]
        assert {note["sphere"]: (note["found"], note["asked"]) for note in notes} == missing


@settings(max_examples=25)
@given(TEAMS)
def test_a_bridge_of_one_puts_those_first_who_close_a_given_gap(teams: list[set[int]]) -> None:
    network = network_of(teams)
    gaps = find_gaps(network, kinds=["isolate", "fragmentation", "single_point_of_failure"])
    for query in queries(teams):
        members = list_members(network, query)
        found = recommend_partners(network, query, k=100, gaps=gaps, bridge=1.0)
        for shown in by_list(found).values():
            closers = [any(closes_gap(network, gap, one, other) for gap in gaps for other in members) for one in shown]
            assert closers == sorted(closers, reverse=True)


def test_the_order_of_diversity_is_that_of_a_plain_loop_over_sets() -> None:
    network = draw_dated(3)
    basis = prepare(network)
    ids = network.node["id"][network.organizations].tolist()
    clusters = {one: {k for k, own in network.members.items() if network.positions[one] in own} for one in ids}
    themes = basis.themes.logged.toarray() * basis.themes.rarity

    def likeness(one: Suggestion, other: Suggestion) -> float:
        shares = [float(one.kind == other.kind)]
        a, b = clusters[one.candidate], clusters[other.candidate]
        if a and b:
            shares.append(len(a & b) / len(a | b))
        u, v = (themes[ids.index(end.candidate)] for end in (one, other))
        if u.any() and v.any():
            shares.append(float(u @ v / np.linalg.norm(u) / np.linalg.norm(v)))
        return sum(shares) / len(shares)

    for name in LISTS:
        pool = [one for one in recommend_partners(network, "b0", k=100) if one.list == name]
        assert len(pool) > 5
        best, expected = max(chances(Findings(pool))), pool[:0]
        while len(expected) < 5:
            left = [one for one in pool if one not in expected]
            expected.append(
                max(
                    left,
                    key=lambda one: (
                        round(
                            0.4 * (one.probability or np.nan) / best
                            - 0.6 * max((likeness(one, other) for other in expected), default=0),
                            12,
                        ),
                        -one.rank,
                    ),
                )
            )
        found = recommend_partners(network, "b0", k=5, diversity=0.6)
        assert by_list(found)[name] == [one.candidate for one in expected]


# Newcomers, and what an order costs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [{"diversity": 1.0}, {"bridge": 0.7}, {"quotas": {"government": 3}}])
def test_the_cost_is_the_sum_of_probabilities_now_against_before(order: dict[str, Any]) -> None:
    network = draw_dated(1)
    before, now = (sum(chances(recommend_partners(network, "b0", k=6, **own))) for own in ({}, order))
    notes = said(recommend_partners(network, "b0", k=6, **order))
    (values,) = (values for key, values in notes.items() if key in ("note_cost", "note_no_cost"))
    assert values == pytest.approx({"lost": before - now, "best": before}, abs=1e-9)
    assert ("note_cost" in notes) == (before - now > 1e-9)


def test_a_cost_is_said_in_words() -> None:
    network = draw_dated(1)
    basis = prepare(network)
    arranger = Arranger(basis, read_query(basis, "b0"), Order(diversity=0.5), 2, ())
    lists = [
        Chosen("main", [0, 2], np.array([0.5, 0.2]), np.array([0.5, 0.4])),
        Chosen("new_blood", [0], np.array([0.1]), np.array([0.1])),
    ]
    (cost,) = arranger.list_notes(lists, certain=True)
    assert cost.say("en") == "this order gives up 0.2 of 1 expected right suggestions"
    assert cost.say("ru") == "такой порядок отнимает 0,2 из 1 ожидаемых верных советов"
    # The whole list is shown, in another order: nothing is lost.
    found = recommend_partners(network, "b0", k=100, diversity=1.0)
    best = said(found)["note_no_cost"]["best"]
    assert best == pytest.approx(sum(chances(found)))
    assert found.notes[-1].say("en").startswith("this order gives up none of the ")
    assert found.notes[-1].say("ru").startswith("такой порядок не отнимает ничего из ")
    assert [note.key for note in found[:1].notes] == ["note_no_cost"]


def test_without_history_no_accuracy_is_claimed_to_be_given_up() -> None:
    network = make_network({"p": ["b1", "b2"], "q": ["b2", "u1", "a1"]})
    assert list(said(recommend_partners(network, "b1", diversity=0.5))) == ["note_cost_unknown"]
    # Nobody is suggested, so there is nothing to give up.
    assert recommend_partners(network, "b1", among=[], diversity=0.5).notes == ()


@pytest.mark.parametrize("newcomers", [0, 3, 10])
def test_newcomers_get_their_places_and_the_notes_always_say_how_many(newcomers: int) -> None:
    network = draw_dated(2)
    plain, found = recommend_partners(network, "b0"), recommend_partners(network, "b0", newcomers=newcomers)
    before, now = by_list(plain), by_list(found)
    assert now == {"main": before["main"][: 10 - newcomers], "new_blood": before["new_blood"][:newcomers]}
    assert said(found)["note_newcomers"] == {"count": newcomers, "shown": 10}
    # Ten places, given by probability alone: the best of both lists.
    best = sum(sorted(chances(plain), reverse=True)[:10])
    (values,) = (values for key, values in said(found).items() if key in ("note_cost", "note_no_cost"))
    assert values == pytest.approx({"lost": best - sum(chances(found)), "best": best}, abs=1e-9)


def test_what_makes_no_sense_is_refused() -> None:
    network = draw_dated(0)
    for order, key in (
        ({"diversity": 1.1}, "not_between"),
        ({"diversity": float("nan")}, "not_between"),
        ({"bridge": -0.1}, "not_between"),
        ({"newcomers": 11}, "not_between"),
        ({"newcomers": -1}, "not_between"),
        ({"quotas": {"church": 1}}, "unknown_word"),
        ({"quotas": {"industry": -1}}, "too_small_a_number"),
        ({"quotas": {"industry": 6, "academia": 5}}, "too_many_quotas"),
        ({"quotas": {"industry": 4}, "newcomers": 7}, "too_many_quotas"),
    ):
        with pytest.raises(UsageError) as caught:
            recommend_partners(network, "b0", **order)  # type: ignore[arg-type]
        assert caught.value.key == key


# The command ---------------------------------------------------------------------------------------------------------


def test_the_notes_stand_in_the_answer_of_the_command(tmp_path: Path) -> None:
    make_tables(tmp_path / "town", TOWN)
    asked = ["partners", "a1", "--from", tmp_path / "town", "--lang", "en"]
    asked += ["--quota", "government=2", "--newcomers", "4"]
    answer = json.loads(run(*asked, "-f", "json").stdout)
    expected = [
        "government: 0 of the 2 places asked for; there are no more such candidates",
        "new blood: 1 of 2 suggestions",
        "what accuracy this order gives up cannot be told: there is too little dated history",
    ]
    assert answer["meta"]["notes"][-3:] == expected
    assert (answer["items"][0]["candidate"], answer["items"][0]["list"]) == ("c1", "main")
    table = " ".join(run(*asked, "-f", "table").stdout.split())
    assert all(f"- {note}" in table for note in expected)
    for order, word in (
        ("--quota=government", "government=2"),
        ("--quota=church=1", "industry, academia"),
        ("--bridge=2", "bridge"),
    ):
        done = run("partners", "a1", "--from", tmp_path / "town", order)
        assert (done.returncode, word in done.stderr) == (2, True)
