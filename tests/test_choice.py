"""The best k ties: what they add, how near to the best possible they come, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import e

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from networks import draw_network, make_dated, make_network, star, two_islands_and_a_loner

from graphcdc import Network, Scenario, UnknownName, UsageError, choose_ties, load_tables, what_if
from graphcdc.partners.absence import explain_absence
from graphcdc.partners.chances import estimate_tie
from graphcdc.resources import find_resource
from graphcdc.whatif import aims
from graphcdc.whatif.aims import Aim, NeedsMet, Reach, ReachablePairs
from graphcdc.whatif.baseline import prepare
from graphcdc.whatif.choice import list_candidates, pick

NAMES = [f"b{at}" for at in range(7)]
pairs = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True).map(tuple)


def ties(network: Network, k: int, **options: str) -> list[tuple[tuple[str, ...], float | None]]:
    return [(one.about, one.delta) for one in choose_ties(network, k, **options) if one.about]


def gain(aim: Aim, chosen: Sequence[tuple[int, int]]) -> float:
    """What some ties add together."""
    start = aim.value
    for pair in chosen:
        aim.add(pair)
    return aim.value - start


# Pairs that a path joins ----------------------------------------------------------------------------------------------


def test_the_largest_component_is_joined_with_the_next_largest() -> None:
    network = make_network({"p": ["b1", "b2", "b3"], "q": ["c1", "c2"], "r": ["d1", "d2"]}, alone=["e1"])
    assert ties(network, 3, aim="pairs") == [(("b1", "c1"), 6), (("b1", "d1"), 10), (("b1", "e1"), 7)]
    total = choose_ties(network, 3, aim="pairs")[-1]
    assert (total.about, total.before, total.after, total.delta) == ((), 5, 28, 23)


def test_where_the_best_connected_may_not_meet_the_next_ones_do() -> None:
    network = make_network(
        {"p": ["b1", "b2", "b3"], "q": ["c1", "c2"]}, direct=[("b1", "b2")], ties=[("b1", "c1", "COMPETES_WITH")]
    )
    # b1 has most events; of c1 and c2 the first by name is barred.
    assert ties(network, 1, aim="pairs") == [(("b1", "c2"), 6)]


@settings(max_examples=30)
@given(st.lists(pairs, max_size=5))
def test_no_other_two_ties_join_more_pairs(direct: list[tuple[str, str]]) -> None:
    base = prepare(make_network({}, direct=direct, alone=NAMES))
    chosen = pick(ReachablePairs(base), list_candidates(base, "pairs", 2, -1), 2)
    best = max(gain(ReachablePairs(base), two) for two in combinations(combinations(range(7), 2), 2))
    assert gain(ReachablePairs(base), [pair for pair, _, _ in chosen]) == best


# Reach and needs: submodular ------------------------------------------------------------------------------------------


def test_ties_of_a_hub_reach_those_around_the_new_partners() -> None:
    network = make_network({"p": ["b1", "b2", "b3"], "q": ["c1", "c2"], "r": ["d1"]}, alone=["a1"])
    found = choose_ties(network, 3, aim="reach", center="a1")
    assert [(one.about, one.before, one.after) for one in found if one.about] == [
        (("a1", "b1"), 0, 3),
        (("a1", "c1"), 3, 5),
        (("a1", "d1"), 5, 6),
    ]


def test_a_supplier_meets_several_needs_with_one_tie() -> None:
    needs = [("b1", "k1", "NEEDS"), ("b1", "k2", "NEEDS"), ("b2", "k1", "NEEDS")]
    offers = [("c1", "k1", "OFFERS"), ("c2", "k1", "OFFERS"), ("c2", "k2", "OFFERS")]
    network = make_network({}, alone=["b1", "b2", "c1", "c2"], ties=needs + offers, capabilities=["k1", "k2"])
    assert ties(network, 3, aim="needs") == [(("b1", "c2"), 2), (("b2", "c1"), 1)]
    found = choose_ties(network, 3, aim="needs")
    assert found[-1].random is not None
    assert 0 < found[-1].random < 3
    assert "2 of the 3 ties asked for" in found.notes[-2].say("en")


def test_needs_that_have_ended_are_no_needs() -> None:
    rows = [("b1", "s1", "NEEDS", "2015", "2016"), ("b2", "s1", "OFFERS", "2015", ""), ("b1", "b3", "SUPPLIES", "2018")]
    assert ties(make_dated(rows), 1, aim="needs") == []


@settings(max_examples=40)
@given(st.lists(pairs, max_size=6), st.integers(1, 3))
def test_reach_comes_within_its_bound_of_the_best_possible(direct: list[tuple[str, str]], k: int) -> None:
    network = make_network({}, direct=direct, alone=NAMES)
    base = prepare(network)
    candidates = list_candidates(base, "reach", k, 0)
    assume(len(candidates) >= k)
    chosen = [pair for pair, _, _ in pick(Reach(base, 0), candidates, k)]
    best = max(gain(Reach(base, 0), some) for some in combinations(candidates, k))
    assert gain(Reach(base, 0), chosen) >= (1 - 1 / e) * best


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["k1", "k2", "k3"]), st.booleans()), max_size=12))
def test_lazy_and_plain_greedy_choose_the_same(rows: list[tuple[str, str, bool]]) -> None:
    declared = [(who, what, "NEEDS" if needed else "OFFERS") for who, what, needed in rows]
    network = make_network({}, alone=NAMES, ties=declared, capabilities=["k1", "k2", "k3"])
    base = prepare(network)
    candidates = list_candidates(base, "needs", 4, -1)
    lazy, plain = (NeedsMet(network, base.cooperation) for _ in range(2))
    plain.submodular = False
    assert pick(lazy, candidates, 4) == pick(plain, candidates, 4)


# Global efficiency ----------------------------------------------------------------------------------------------------


def test_the_first_tie_for_efficiency_is_the_best_of_all_feasible_ones() -> None:
    network = draw_network(4, organizations=30, projects=12)
    (first, total) = choose_ties(network, 1)
    each = {
        pair: what_if(network, Scenario(ties=[pair]), yardstick=False).find("global_efficiency").delta or 0.0
        for pair in combinations(network.node["id"][network.organizations], 2)
    }
    assert first.delta == pytest.approx(max(each.values()), abs=1e-12)
    assert total.delta == first.delta
    assert total.best is not None
    assert total.random is not None
    assert total.random < total.best <= first.delta + 1e-12


def test_each_tie_for_efficiency_counts_on_those_before_it() -> None:
    network = draw_network(4, organizations=60, projects=20)
    found = choose_ties(network, 3)
    chosen = [one.about for one in found if one.about]
    for count in (1, 2, 3):
        anew = what_if(network, Scenario(ties=[(a, b) for a, b in chosen[:count]]), yardstick=False)
        assert found[count - 1].after == pytest.approx(anew.find("global_efficiency").after, abs=1e-12)


def test_without_all_distances_the_same_ties_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    network = draw_network(4, organizations=30, projects=12)
    known = ties(network, 2)
    monkeypatch.setattr(aims, "KEPT_UP_TO", 10)
    searched = ties(network, 2)
    assert [about for about, _ in searched] == [about for about, _ in known]
    assert [delta for _, delta in searched] == pytest.approx([delta for _, delta in known], abs=1e-12)


def test_only_organizations_at_home_are_tied() -> None:
    network = two_islands_and_a_loner()
    regions = {"b1": "Perm", "c1": "Perm", "d1": "Perm"}
    there = make_network({"p3": ["b1", "b2", "u1"], "p2": ["c1", "c2"], "p1": ["d1"]}, regions=regions, home="Perm")
    for aim in ("pairs", "efficiency"):
        assert len(ties(network, 2, aim=aim)) == 2
        assert {end for about, _ in ties(there, 2, aim=aim) for end in about} == set(regions)


# What is said, and how likely it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aim", "text"),
    [
        ("efficiency", "no rule guarantees how near to the best set that is"),
        ("pairs", "no other set of as many feasible ties does better"),
        ("reach", "at least 63 %"),
    ],
)
def test_what_is_guaranteed_is_said(aim: str, text: str) -> None:
    center = "b1" if aim == "reach" else None
    said = [note.say("en") for note in choose_ties(two_islands_and_a_loner(), 1, aim=aim, center=center).notes]
    assert text in said[1]


def test_where_nothing_can_be_added_nothing_is() -> None:
    found = choose_ties(make_network({"p": ["b1", "b2", "b3"]}), 2)
    assert list(found) == []
    assert [note.key for note in found.notes] == ["note_no_cause", "note_aim_efficiency", "note_no_more_ties"]


def test_questions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UsageError, match="there is no aim fame"):
        choose_ties(star(3), 1, aim="fame")
    with pytest.raises(UsageError, match="k must be 1 or more"):
        choose_ties(star(3), 0)
    with pytest.raises(UsageError, match="the aim reach needs an organization"):
        choose_ties(star(3), 1, aim="reach")
    with pytest.raises(UsageError, match="the aim reach needs an organization"):
        choose_ties(star(3), 1, center="hub")
    with pytest.raises(UnknownName):
        choose_ties(star(3), 1, aim="reach", center="nobody")


def test_a_tie_is_as_likely_as_both_sides_are_told_on_average() -> None:
    network = load_tables(find_resource("datasets/st-petersburg"))
    for a, b in (("o011", "o037"), ("o020", "o240"), ("o329", "o198")):
        sides = [explain_absence(network, one, other).probability for one, other in ((a, b), (b, a))]
        known = [side for side in sides if side is not None]
        assert estimate_tie(network, a, b) == (pytest.approx(sum(known) / len(known)) if known else None)
    partners = network.cooperation()
    row = partners.positions[network.positions["o011"]]
    friend = network.node["id"][partners.organizations[partners.neighbours(row)[0]]]
    assert estimate_tie(network, "o011", str(friend)) is None
