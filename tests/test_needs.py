"""Unmet needs and idle offers: the matching against brute force, what fits what, and who counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from networks import make_dated

from graphcdc import Gap, Network, find_gaps
from graphcdc.gaps import find_sides, list_limits
from graphcdc.gaps.needs import Market
from graphcdc.gaps.roster import Roster

Ties = Sequence[tuple[str, ...]]
#: Somebody who offers something, so that offers are on record.
OTHER = ("z", "s9", "OFFERS")


def unmet(ties: Ties, **columns: dict[str, str]) -> list[Gap]:
    return find_gaps(make_dated([*ties, OTHER], **columns), kinds=["unmet_need"])


def idle(ties: Ties, **columns: dict[str, str]) -> list[Gap]:
    return find_gaps(make_dated(ties, **columns), kinds=["idle_offer"])


def facts(gaps: Sequence[Gap]) -> list[tuple[tuple[str, ...], float]]:
    return [(gap.members, gap.observed) for gap in gaps]


# Unmet needs ---------------------------------------------------------------------------------------------------------


def test_a_need_that_nobody_offers_is_unmet_and_names_who_looks_for_it() -> None:
    (gap,) = unmet([("a", "s1", "NEEDS"), ("p1", "s1", "NEEDS"), ("b", "p1", "PARTICIPATES_IN")])
    assert facts([gap]) == [(("s1", "a", "p1"), 2)]
    assert gap.evidence == {
        "capabilities": ["s1"],
        "needs": 2,
        "offers": 0,
        "looking": ["a", "p1"],
        "ended": [],
        "offering": [],
        "nearest": [],
        "needs_in_all": 2,
        "matched_in_all": 0,
    }
    assert gap.text("en") == "Nobody offers S1, and 2 look for it: A, P1."
    assert gap.text("ru") == "«S1»: не предлагает никто, а ищут 2: A, P1."
    assert gap.advice.say("en").endswith("nobody in it offers anything of the kind.")


def test_needs_beyond_the_offers_are_unmet_and_all_who_need_are_named() -> None:
    needs = [(one, "s1", "NEEDS") for one in "abcd"]
    (gap,) = unmet([*needs, ("x", "s1", "OFFERS"), ("y", "s1", "OFFERS")])
    assert facts([gap]) == [(("s1", "a", "b", "c", "d"), 2)]
    assert gap.evidence["offering"] == ["x", "y"]
    assert gap.evidence["matched_in_all"] == 2
    assert gap.text("en") == "S1: 4 needs (A, B, C, D) and 2 offers (X, Y)."
    assert gap.text("ru") == "«S1»: 4 потребности (A, B, C, D) и 2 предложения (X, Y)."
    assert unmet([*needs, *((one, "s1", "OFFERS") for one in "wxyz")]) == []


def test_a_narrower_offer_serves_a_wider_need_and_a_wider_one_no_narrower() -> None:
    parent = {"s2": "s1", "s3": "s2"}
    assert unmet([("a", "s1", "NEEDS"), ("x", "s3", "OFFERS")], parent=parent) == []
    assert facts(unmet([("a", "s3", "NEEDS"), ("x", "s1", "OFFERS")], parent=parent)) == [(("s3", "a"), 1)]


def test_a_wide_need_leaves_the_narrow_offer_to_whom_nothing_else_serves() -> None:
    parent = {"s2": "s1"}
    ties = [("a", "s1", "NEEDS"), ("b", "s2", "NEEDS"), ("x", "s1", "OFFERS"), ("y", "s2", "OFFERS")]
    assert unmet(ties, parent=parent) == []
    # Without the wide offer the two compete for the narrow one: one bottleneck of both.
    ties = [tie for tie in ties if tie[0] != "x"]
    assert facts(unmet(ties, parent=parent)) == [(("s1", "s2", "a", "b"), 1)]


def test_who_offers_what_it_needs_is_no_unmet_need_and_its_offer_stays_for_others() -> None:
    own = [("a", "s1", "NEEDS"), ("a", "s1", "OFFERS")]
    assert unmet(own) == []
    assert unmet([*own, ("b", "s1", "NEEDS")]) == []
    assert facts(unmet([*own, ("b", "s1", "NEEDS"), ("c", "s1", "NEEDS")])) == [(("s1", "b", "c"), 1)]


def test_a_need_that_has_ended_counts_only_where_nobody_ever_offered_it() -> None:
    late = ("z", "b", "SUPPLIES", "2024")
    ended = ("p1", "s1", "NEEDS", "2015", "2018")
    (gap,) = unmet([ended, ("p2", "s1", "NEEDS"), late])
    assert facts([gap]) == [(("s1", "p1", "p2"), 2)]
    assert gap.evidence["ended"] == ["p1"]
    assert gap.text("en") == "Nobody has ever offered S1, and 2 have looked for it (1 no longer under way): P2, P1."
    assert gap.text("ru") == "«S1»: не предлагал никто и никогда, а искали 2 (уже не ведётся: 1): P2, P1."
    # An offer that has ended too may have served it then.
    assert unmet([ended, ("x", "s1", "OFFERS", "2014", "2019"), late]) == []
    assert facts(unmet([ended, ("p2", "s1", "NEEDS"), ("x", "s1", "OFFERS", "2014", "2019"), late])) == [
        (("s1", "p2"), 1)
    ]


@pytest.mark.parametrize("status", ["finished", "stopped"])
def test_needs_and_offers_of_projects_that_are_over_have_ended(status: str) -> None:
    ties = [("p1", "s1", "NEEDS"), ("a", "s1", "NEEDS"), ("x", "s1", "OFFERS")]
    assert facts(unmet(ties)) == [(("s1", "a", "p1"), 1)]
    assert unmet(ties, status={"p1": status}) == []
    ties = [("a", "s1", "NEEDS"), ("p1", "s1", "OFFERS")]
    assert unmet(ties, status={"p1": "running"}) == []
    assert facts(unmet(ties, status={"p1": status})) == [(("s1", "a"), 1)]


def test_what_is_nearest_has_the_same_parent_or_else_the_same_category() -> None:
    ties = [("a", "s1", "NEEDS"), ("x", "s2", "OFFERS"), ("y", "s3", "OFFERS"), ("w", "y", "SUPPLIES")]
    category = {"s1": "site", "s3": "site"}
    (gap,) = unmet(ties, parent={"s1": "s4", "s2": "s4", "s4": ""}, category=category)
    assert (gap.evidence["nearest"], gap.ties) == (["x"], (("a", "x"),))
    assert gap.advice.say("en").endswith("ask those who come nearest: S2 (X).")
    (gap,) = unmet(ties, category=category)
    assert (gap.evidence["nearest"], gap.ties) == (["y"], (("a", "y"),))
    # Who works with the seeker already needs no introduction.
    (gap,) = unmet([*ties, ("a", "y", "SUPPLIES")], category=category)
    assert gap.ties == ()


def test_of_those_who_are_nearest_the_seekers_own_cluster_is_asked_first() -> None:
    ties = [("p1", "s1", "NEEDS"), ("a", "p1", "PARTICIPATES_IN"), ("x", "s2", "OFFERS"), ("y", "s3", "OFFERS")]
    ties += [("y", "k1", "MEMBER_OF"), ("x", "w", "SUPPLIES"), ("x", "a2", "SUPPLIES")]
    (gap,) = unmet(ties, category=dict.fromkeys(("s1", "s2", "s3"), "site"), clusters={"p1": "k1"})
    assert gap.evidence["nearest"] == ["y", "x"]
    here, there = find_sides(make_dated([*ties, OTHER]), gap)
    assert (here.sum(), there.sum()) == (1, 2)


def test_with_a_stated_home_only_needs_at_home_are_found() -> None:
    ties = [("a", "s1", "NEEDS"), ("p1", "s2", "NEEDS"), ("b", "p1", "PARTICIPATES_IN"), ("c", "s3", "NEEDS"), OTHER]
    network = make_dated(ties, region={"a": "Perm", "b": "Perm", "c": "Oulu"}).with_home("Perm")
    assert facts(find_gaps(network, kinds=["unmet_need"])) == [(("s1", "a"), 1), (("s2", "p1"), 1)]


def test_without_needs_or_offers_on_record_nothing_is_said_but_that() -> None:
    both = ["unmet_need", "idle_offer"]
    for ties, key in (
        ([("a", "s1", "NEEDS")], "limit_no_offers"),
        ([("a", "s1", "OFFERS")], "limit_no_needs"),
        ([("a", "k1", "MEMBER_OF")], "limit_no_needs_no_offers"),
    ):
        network = make_dated([*ties, ("b", "c", "SUPPLIES")])
        assert find_gaps(network, kinds=both) == []
        assert [limit.key for limit in list_limits(network, kinds=both)] == [key]
    enough = make_dated([("a", "s1", "NEEDS"), OTHER, ("b", "c", "SUPPLIES")])
    assert list_limits(enough, kinds=both) == []


# Against brute force -------------------------------------------------------------------------------------------------

CAPABILITIES = ("s0", "s1", "s2", "s3", "s4")
HOLDERS = ("a", "b", "c", "d", "e", "f")
PAIRS = st.sets(st.tuples(st.sampled_from(HOLDERS), st.sampled_from(CAPABILITIES)), max_size=9)
PARENTS = st.dictionaries(st.sampled_from(CAPABILITIES), st.sampled_from(CAPABILITIES), max_size=4)


def make_market(needs: set[tuple[str, str]], offers: set[tuple[str, str]], parent: dict[str, str]) -> Network:
    ties = [(*pair, "NEEDS") for pair in needs] + [(*pair, "OFFERS") for pair in offers]
    ties += [("y", "z", "SUPPLIES"), ("y", "s0", "OFFERS")]
    return make_dated(ties, parent=dict.fromkeys(CAPABILITIES, "") | parent)


def serves(offer: str, need: str, parent: dict[str, str]) -> bool:
    """Climb from the offer to ever wider capabilities; a ring of parents ends where it began."""
    met = set()
    while offer not in met:
        if offer == need:
            return True
        met.add(offer)
        offer = parent.get(offer, offer)
    return False


@settings(max_examples=150)
@given(PAIRS, PAIRS, PARENTS)
def test_bottlenecks_are_where_halls_condition_fails_most(
    needs: set[tuple[str, str]], offers: set[tuple[str, str]], parent: dict[str, str]
) -> None:
    gaps = find_gaps(make_market(needs, offers, parent), kinds=["unmet_need"])
    offers = offers | {("y", "s0")}
    demand = [
        need for need in needs if not any(one == need[0] and serves(what, need[1], parent) for one, what in offers)
    ]
    fits = {need: {offer for offer in offers if serves(offer[1], need[1], parent)} for need in demand}
    graph = nx.Graph([((0, need), (1, offer)) for need, own in fits.items() for offer in own])
    left = [node for node in graph if node[0] == 0]
    matched = len(nx.bipartite.hopcroft_karp_matching(graph, left)) // 2
    assert sum(gap.observed for gap in gaps) == len(demand) - matched
    worst = max(
        len(chosen) - len(set().union(*(fits[need] for need in chosen)))
        for size in range(len(demand) + 1)
        for chosen in combinations(demand, size)
    )
    assert sum(gap.observed for gap in gaps) == worst
    named = [need for gap in gaps for need in demand if need[1] in gap.evidence["capabilities"]]
    assert len(named) == len(set(named)), "a need stands in one bottleneck"
    for gap in gaps:
        own = [need for need in demand if need[1] in gap.evidence["capabilities"]]
        served = set().union(*(fits[need] for need in own))
        assert gap.observed == len(own) - len(served) > 0
        assert gap.members == (*gap.evidence["capabilities"], *sorted({holder for holder, _ in own}))
        assert (gap.evidence["needs"], gap.evidence["offers"]) == (len(own), len(served))


@settings(max_examples=40)
@example({("a", "s1"), ("b", "s1"), ("c", "s1")}, {("d", "s1"), ("e", "s1")}, {}, [0, 1, 2, 4, 3, 5])
@given(PAIRS, PAIRS, PARENTS, st.permutations(range(len(HOLDERS))))
def test_other_ids_and_another_order_of_rows_change_nothing(
    needs: set[tuple[str, str]], offers: set[tuple[str, str]], parent: dict[str, str], order: list[int]
) -> None:
    ties = [(*pair, "NEEDS") for pair in sorted(needs)] + [(*pair, "OFFERS") for pair in sorted(offers)]
    ties += [("y", "z", "SUPPLIES"), ("y", "s0", "OFFERS")]
    new = dict(zip(HOLDERS, (f"b{at}" for at in order), strict=True))
    renamed = [(new.get(source, source), target, kind) for source, target, kind in reversed(ties)]
    names = {new[one]: one.upper() for one in HOLDERS}
    kinds = ["unmet_need", "idle_offer"]
    first = find_gaps(make_dated(ties, parent=parent, name=dict.fromkeys(parent, "")), kinds=kinds)
    other = find_gaps(make_dated(renamed, parent=parent, name=names | dict.fromkeys(parent, "")), kinds=kinds)
    assert [{new.get(one, one) for one in gap.members} for gap in first] == [set(gap.members) for gap in other]
    assert [gap.text("en") for gap in first] == [gap.text("en") for gap in other]


def test_a_matching_of_many_needs_is_as_large_as_it_can_be() -> None:
    ties = [(f"b{at}", f"s{at % 7}", "NEEDS") for at in range(200)]
    ties += [(f"c{at}", f"s{at % 5}", "OFFERS") for at in range(200)]
    market = Market(Roster(make_dated(ties)))
    # 29 or 28 needs for each of seven, 40 offers of each of five: s5 and s6 stay without.
    assert sum(at < 0 for at in market.matched) == 28 + 28
    used = [at for at in market.matched if at >= 0]
    assert len(used) == len(set(used))


# Idle offers ---------------------------------------------------------------------------------------------------------


def test_an_offer_that_nobody_ever_looked_for_is_idle_and_spare_capacity_is_not() -> None:
    ties = [("a", "s1", "NEEDS", "2015", "2016"), ("x", "s1", "OFFERS"), ("y", "s1", "OFFERS")]
    ties += [("x", "s2", "OFFERS"), ("y", "s2", "OFFERS"), ("w", "v", "SUPPLIES", "2020")]
    (gap,) = idle(ties)
    assert facts([gap]) == [(("s2", "x", "y"), 2)]
    assert gap.evidence == {"capability": "s2", "offers": 2, "offering": ["x", "y"], "nearest": []}
    assert gap.text("en") == "2 offer S2 (X, Y), and nobody has ever looked for it."
    assert gap.text("ru") == "«S2»: предлагают 2 (X, Y), но никто этого ещё не искал."


@pytest.mark.parametrize("parent", [{"s2": "s1"}, {"s1": "s2"}])
def test_a_need_for_the_wider_or_the_narrower_capability_is_interest_too(parent: dict[str, str]) -> None:
    assert idle([("a", "s1", "NEEDS"), ("x", "s2", "OFFERS")], parent=parent) == []


def test_a_need_for_a_sibling_is_the_nearest_and_no_interest() -> None:
    ties = [("a", "s1", "NEEDS"), ("x", "s2", "OFFERS"), ("x", "w", "SUPPLIES")]
    (gap,) = idle(ties, parent={"s1": "s3", "s2": "s3", "s3": ""})
    assert (gap.members, gap.evidence["nearest"], gap.ties) == (("s2", "x"), ["a"], (("x", "a"),))
    assert gap.advice.say("en") == (
        "Show it to those who look for what is nearest, S1 (A), and to projects in preparation."
    )


def test_a_project_that_names_it_as_a_topic_is_interest_too() -> None:
    ties = [("a", "s1", "NEEDS"), ("x", "s2", "OFFERS"), ("x", "p1", "PARTICIPATES_IN")]
    assert len(idle(ties)) == 1
    assert idle(ties, topics={"p1": "optics; Welding"}, name={"s2": "welding"}) == []


def test_offers_that_have_ended_are_not_idle() -> None:
    ties = [("a", "s1", "NEEDS"), ("x", "s2", "OFFERS", "2014", "2015"), ("w", "v", "SUPPLIES", "2020")]
    assert idle(ties) == []
