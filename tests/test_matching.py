"""Needs against offers: values worked out by hand, directions, time, and what must not matter."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markets import covered, make_market
from scipy.sparse import csr_array

from graphcdc import Network, load_tables
from graphcdc.partners.matching import Matcher, prepare_matcher
from graphcdc.products import best_products
from graphcdc.resources import find_resource

# The list of capabilities ---------------------------------------------------------------------------------------------


def test_an_offer_meets_its_family_less_than_itself_and_a_wider_offer_less_than_a_narrower_one() -> None:
    # c1 processing > c2 laser processing > c3 laser cutting, c4 laser marking.
    family = {"c2": "c1", "c3": "c2", "c4": "c2"}
    market = make_market({"a": "c1", "b": "c2", "d": "c3", "e": "c4"}, listed="c1 c2 c3 c4 c5", parents=family)
    assert covered(market, "c1") == {"a": 1.0, "b": 0.8, "d": 0.64, "e": 0.64}
    assert covered(market, "c2") == {"a": 0.6, "b": 1.0, "d": 0.8, "e": 0.8}
    # A sibling is the wider offer with one chance in two.
    assert covered(market, "c3") == {"a": 0.36, "b": 0.6, "d": 1.0, "e": 0.3}
    assert covered(market, "c5") == {}


@pytest.mark.parametrize(("children", "value"), [(3, 0.2), (6, 0.1), (7, None)])
def test_siblings_count_less_the_more_there_are_of_them(children: int, value: float | None) -> None:
    family = {f"c{at}": "c0" for at in range(1, children + 1)}
    market = make_market({"a": "c2"}, listed=" ".join(["c0", *family]), parents=family)
    assert covered(market, "c1") == ({} if value is None else {"a": value})


def test_a_ring_of_parents_and_a_parent_that_is_none_do_no_harm() -> None:
    market = make_market({"a": "c1"}, parents={"c1": "c2", "c2": "c1", "c3": "c9"})
    assert covered(market, "c1") == {"a": 1.0}
    # Each is the other's wider and narrower entry; the better way counts.
    assert covered(market, "c2") == {"a": 0.8}


def test_the_best_offer_counts_and_weights_make_a_mean() -> None:
    market = make_market({"a": "c1 c2", "b": "c2"}, parents={"c2": "c1"})
    matcher = prepare_matcher(market)
    # a has c1 itself, not 0.8 of it; b has 0.8 of c1 and c2: (3 x 0.8 + 1 x 1) / 4.
    assert matcher.cover({"c1": 3, "c2": 1}).tolist() == [1.0, 0.85]
    assert matcher.cover({"c1": 1, "C1": 2, "c2": 1}).tolist() == [1.0, 0.85]
    assert matcher.cover({"c1": 0}).tolist() == matcher.cover({}).tolist() == [0.0, 0.0]


def test_levels_order_those_who_offer_the_same_and_an_unknown_level_is_not_held_against_anybody() -> None:
    levels = {"a c1": 1, "b c1": 30, "d c1": 2, "a c2": 1}
    market = make_market({"a": "c1 c2", "b": "c1", "d": "c1", "e": "c1"}, levels=levels)
    assert covered(market, "c1") == {"a": 0.8, "b": 1.0, "d": 0.9, "e": 1.0}
    assert covered(market, "c2") == {"a": 1.0}


# Directions -----------------------------------------------------------------------------------------------------------


def test_needs_meet_offers_in_both_directions_and_equal_offers_are_rivalry() -> None:
    # a needs c1 and offers c2. b offers what a needs, d needs what a offers, e offers the same as a.
    market = make_market({"a": "c2", "b": "c1", "e": "c2 c3"}, {"a": "c1", "d": "c2 c3"})
    fit = prepare_matcher(market).fit([0], {})
    assert fit.covers.tolist() == [0, 1, 0, 0]
    assert fit.asks.tolist() == [0, 0, 0.5, 0]
    assert fit.rivalry.tolist() == [1, 0, 0, 0.5]


def test_rivalry_reads_offers_alone_and_their_family() -> None:
    market = make_market(
        {"a": "c1", "b": "c2", "d": ""}, parents={"c2": "c1"}, domains={"a": "tea", "b": "tea", "d": "tea; c1"}
    )
    # For b's narrower c2 the wider c1 would do with 0.6; d offers nothing.
    assert prepare_matcher(market).fit([0], {}).rivalry.tolist() == [1.0, 0.6, 0.0]


def test_what_a_member_covers_already_is_no_gain_however_well_another_does_it() -> None:
    levels = {"a c1": 1, "b c1": 5}
    market = make_market(
        {"a": "c1", "b": "c1 c2", "d": "c3"}, listed="c1 c2 c3 c4", parents={"c3": "c4"}, levels=levels
    )
    matcher = prepare_matcher(market)
    # Of c1, c2, c4: a has c1; b adds c2; d adds 0.8 of c4.
    assert matcher.fit([0], {"c1": 1, "c2": 1, "c4": 1}).covers.tolist() == pytest.approx([0, 1 / 3, 0.8 / 3])
    assert matcher.fit([0, 1], {"c1": 1, "c2": 1, "c4": 1}).covers.tolist() == pytest.approx([0, 0, 0.8 / 3])


def test_a_better_match_adds_what_it_is_better_by() -> None:
    market = make_market({"a": "c1", "b": "c2"}, parents={"c2": "c1"})
    assert prepare_matcher(market).fit([0], {"c2": 1}).covers.tolist() == pytest.approx([0, 0.4])


def test_who_declares_a_need_does_not_cover_it_but_another_member_does() -> None:
    market = make_market({"a": "c1", "b": "c1", "d": "c1"}, {"a": "c1 c2"})
    matcher = prepare_matcher(market)
    # c1 and c2 are asked for alike; a's own c1 does not count for a's need, b's does.
    assert matcher.fit([0], {}).covers.tolist() == [0.5, 0.5, 0.5]
    assert matcher.fit([0, 1], {}).covers.tolist() == [0, 0, 0]
    assert matcher.fit([0], {"c1": 1}).covers.tolist() == [0, 0, 0]


def test_needs_and_offers_are_those_declared_by_the_given_rows_and_the_project() -> None:
    market = make_market(
        {"a": "c1 c2", "b": "c2", "p1": "c3"},
        {"a": "c3", "b": "c3 c1", "p1": "c2"},
        levels={"a c2": 1, "b c2": 2},
        topics={"p1": "Сварка; c2; tea"},
        domains={"b": "сварки; C1"},
        name={"c3": "сварка"},
    )
    matcher, project = prepare_matcher(market), market.positions["p1"]
    assert matcher.needs_of([0, 1, 1]) == {"c1": 1.0, "c3": 2.0}
    assert matcher.needs_of([0], project) == {"c2": 1.0, "c3": 1.5}
    assert matcher.offers_of([0]) == {"c1": 1.0, "c2": 0.8}
    assert matcher.offers_of([1], project) == {"c1": 0.5, "c2": 1.0, "c3": 1.0, "сварки": 0.5}
    assert matcher.needs_of([]) == matcher.offers_of([]) == {}


def test_an_explanation_names_needs_and_offers_and_adds_up_to_the_gain() -> None:
    market = make_market(
        {"a": "", "b": "c2"}, {"a": "c1 c3"}, parents={"c2": "c1"},
        name={"c3": "optics", "b": "Quantum Tea LLC"}, domains={"b": "optics; нанотрубки"},
    )  # fmt: skip
    matcher = prepare_matcher(market)
    needs = {"c1": 2.0, "Optics": 1.0, "нанотрубка": 1.0, "quantum tea": 1.0, "c2": 0.0}
    assert matcher.explain(1, [0], needs) == [
        ("c1", "c2", 0.32),
        ("c3", "c3", 0.1),
        ("нанотрубка", "нанотрубки", 0.1),
        ("quantum tea", "quantum tea", 0.05),
    ]
    assert sum(one.value for one in matcher.explain(1, [0], needs)) == pytest.approx(matcher.fit([0], needs).covers[1])
    assert matcher.explain(1, [0], {}) == [("c1", "c2", 0.4), ("c3", "c3", 0.25)]
    # The other way round: what b can do for a is what speaks for b in a's eyes, and a can do nothing for b.
    assert matcher.explain(0, [1], {}) == []


# Time -----------------------------------------------------------------------------------------------------------------


def test_an_offer_or_need_dated_after_the_day_is_not_read() -> None:
    market = make_market({"a": "c1", "b": "c1"}, {"d": "c1"}, since={"a c1": "2019-05", "d c1": "2018"})
    before, after = (prepare_matcher(market.as_of(date)) for date in ("2018-12-31", "2019-05-01"))
    assert before.cover({"c1": 1}).tolist() == [0, 1, 0]
    assert after.cover({"c1": 1}).tolist() == [1, 1, 0]
    assert before.offers_of([0]) == {}
    assert before.fit([2], {}).covers.tolist() == [0, 1, 0]
    assert [prepare_matcher(market.as_of(date)).needs_of([2]) for date in ("2017", "2018")] == [{}, {"c1": 1.0}]


def test_what_a_project_that_starts_later_needs_is_not_read() -> None:
    market = make_market({"a": "c1"}, {"p1": "c1"}, start={"p1": "2020"}, teams={"p1": "a"})
    assert "p1" not in market.as_of("2019").positions
    assert prepare_matcher(market).needs_of([], market.positions["p1"]) == {"c1": 1.0}


def test_what_has_ended_is_neither_offered_nor_needed_but_a_project_keeps_its_needs() -> None:
    ended = {"a c1": "2019", "d c1": "2019-06", "p1 c1": "2019"}
    market = make_market({"a": "c1", "b": "c1"}, {"d": "c1", "p1": "c1"}, until=ended, since={"b c1": "2020"})
    matcher = prepare_matcher(market)
    assert (market.date, matcher.cover({"c1": 1}).tolist(), matcher.needs_of([2])) == ("2020", [0, 1, 0], {})
    assert matcher.needs_of([], market.positions["p1"]) == {"c1": 1.0}
    assert prepare_matcher(market.as_of("2019-06-15")).cover({"c1": 1}).tolist() == [1, 0, 0]


def test_without_capabilities_nothing_is_read_and_nobody_fits() -> None:
    market = make_market({"a": "", "b": ""}, listed="", name={"a": "Laser"}, teams={"p1": "a b"})
    matcher = prepare_matcher(market)
    fit = matcher.fit([0], matcher.needs_of([0], market.positions["p1"]))
    assert [values.tolist() for values in (fit.covers, fit.asks, fit.rivalry)] == [[0, 0]] * 3
    assert not {"_index", "_table", "_mentions"} & set(vars(matcher.supply))
    assert covered(market, "lasers") == {"a": 0.25}


# Products -------------------------------------------------------------------------------------------------------------

TABLES = st.lists(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=3, max_size=3), min_size=3, max_size=3)


@given(TABLES, TABLES)
def test_a_best_product_takes_the_best_way(left: list[list[float]], right: list[list[float]]) -> None:
    found = best_products(csr_array(np.array(left)), csr_array(np.array(right))).toarray()
    ways = [
        [max(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)] for row in left
    ]
    assert found.tolist() == ways


@pytest.mark.parametrize("shape", [(0, 0, 0), (0, 2, 3), (2, 0, 3), (2, 3, 0)])
def test_products_of_empty_tables_are_empty(shape: tuple[int, int, int]) -> None:
    rows, ways, columns = shape
    found = best_products(csr_array((rows, ways)), csr_array((ways, columns)))
    assert (found.shape, found.nnz) == ((rows, columns), 0)


# What must not matter -------------------------------------------------------------------------------------------------

PEOPLE, LISTED, FIELDS = "abdefg", "c1 c2 c3 c4 c5", ("", "лазеры", "Laser; tea", "c2", "лазер; чай")
HELD = st.fixed_dictionaries(
    {one: st.sets(st.sampled_from(LISTED.split())).map(sorted).map(" ".join) for one in PEOPLE}
)
MARKETS = st.fixed_dictionaries(
    {
        "offers": HELD,
        "needs": HELD,
        "parents": st.dictionaries(st.sampled_from(LISTED.split()), st.sampled_from(LISTED.split())),
        "domains": st.fixed_dictionaries(dict.fromkeys(PEOPLE, st.sampled_from(FIELDS))),
        "levels": st.dictionaries(
            st.builds("{} {}".format, st.sampled_from(PEOPLE), st.sampled_from(LISTED.split())), st.integers(1, 3)
        ),
    }
)
NEEDS = st.dictionaries(st.sampled_from((*LISTED.split(), "лазерный", "tea")), st.floats(0.1, 5))
TEAM = st.sets(st.integers(0, 5), max_size=3).map(sorted)


def prepare(parts: dict[str, Any]) -> Matcher:
    return prepare_matcher(make_market(listed=LISTED, name={"c1": "лазеры", "c2": "laser", "c3": "чай"}, **parts))


@given(MARKETS, TEAM, NEEDS)
def test_values_lie_between_nothing_and_one_and_a_larger_team_leaves_less_to_gain(
    parts: dict[str, Any], team: list[int], needs: dict[str, float]
) -> None:
    matcher = prepare(parts)
    fit, larger = matcher.fit(team, needs), matcher.fit([*team, 5], needs or {"c1": 1})
    for values in (matcher.cover(needs), fit.covers, fit.asks, fit.rivalry):
        assert values.shape == (6,)
        assert ((values >= 0) & (values <= 1)).all()
    if needs:
        assert (larger.covers <= fit.covers).all()
        assert (fit.covers <= matcher.cover(needs)).all()


@given(MARKETS, st.integers(0, 5), st.integers(0, 5))
def test_what_one_asks_of_the_other_is_what_the_other_covers(parts: dict[str, Any], one: int, other: int) -> None:
    matcher = prepare(parts)
    if one != other:
        assert matcher.fit([one], {}).asks[other] == pytest.approx(matcher.fit([other], {}).covers[one])


@given(MARKETS, st.sampled_from(PEOPLE), st.sampled_from(LISTED.split()), st.integers(0, 4), NEEDS)
def test_one_more_offer_never_lowers_what_its_holder_covers(
    parts: dict[str, Any], holder: str, offer: str, level: int, needs: dict[str, float]
) -> None:
    assume(offer not in parts["offers"][holder].split())
    before = prepare(parts)
    more = parts["offers"] | {holder: " ".join(sorted({*parts["offers"][holder].split(), offer}))}
    levels = {f"{holder} {offer}": level} | parts["levels"] if level else parts["levels"]
    after = prepare(parts | {"offers": more, "levels": levels})
    row = PEOPLE.index(holder)
    assert after.cover(needs)[row] >= before.cover(needs)[row]


@given(MARKETS, TEAM, NEEDS, st.permutations(PEOPLE), st.randoms(use_true_random=False))
def test_other_ids_and_another_order_of_rows_only_change_places(
    parts: dict[str, Any], team: list[int], needs: dict[str, float], names: list[str], random: Any
) -> None:
    new = dict(zip(PEOPLE, names, strict=True))
    renamed = {key: {new[one]: held for one, held in parts[key].items()} for key in ("offers", "needs", "domains")}
    renamed["levels"] = {new[tie[0]] + tie[1:]: level for tie, level in parts["levels"].items()}
    for key, table in renamed.items():
        order = list(table.items())
        random.shuffle(order)
        renamed[key] = dict(order)
    first, second = prepare(parts), prepare(parts | renamed)
    moved = [PEOPLE.index(new[one]) for one in PEOPLE]
    one, other = first.fit(team, needs), second.fit([moved[row] for row in team], needs)
    for values, same in ((one.covers, other.covers), (one.asks, other.asks), (one.rivalry, other.rivalry)):
        assert values.tolist() == same[moved].tolist()


@given(MARKETS, TEAM, NEEDS, st.integers(0, 5))
def test_an_explanation_always_adds_up(
    parts: dict[str, Any], team: list[int], needs: dict[str, float], row: int
) -> None:
    matcher = prepare(parts)
    values = [one.value for one in matcher.explain(row, team, needs)]
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(matcher.fit(team, needs).covers[row], abs=1e-9)


# The example of a whole centre ----------------------------------------------------------------------------------------


@cache
def centre() -> tuple[Network, Matcher]:
    network = load_tables(find_resource("datasets/st-petersburg"))
    return network, prepare_matcher(network)


def members_of(network: Network, project: str) -> list[int]:
    chosen = (network.tie["kind"] == "PARTICIPATES_IN") & (network.tie["target"] == network.positions[project])
    return [network.cooperation().positions[int(node)] for node in network.tie["source"][chosen]]


def test_nobody_covers_the_planted_need_and_the_planted_offers_are_found() -> None:
    network, matcher = centre()
    for project in ("p063", "p106", "p110"):
        needs = matcher.needs_of([], network.positions[project])
        assert needs == {"c29": 1.0}
        assert not matcher.fit(members_of(network, project), needs).covers.any()
    assert covered(network, "ultrasonic welding") == {"o085": 1.0, "o287": 1.0}


def test_whoever_offers_what_a_project_lacks_comes_first_and_newcomers_are_among_them() -> None:
    network, matcher = centre()
    ids, ties = network.node["id"][network.organizations], network.ties
    held: dict[str, dict[str, set[str]]] = {"OFFERS": {}, "NEEDS": {}}
    for holder, one, kind in zip(ties["source"], ties["target"], ties["kind"], strict=True):
        if kind in held:
            held[kind].setdefault(holder, set()).add(one)
    new, helped = network.cooperation().degrees == 0, set()
    for project in network.node["id"][network.of_kinds(["project"])]:
        team = members_of(network, project)
        for need in held["NEEDS"].get(project, ()):
            able = np.array([need in held["OFFERS"].get(one, ()) for one in ids])
            covers = matcher.fit(team, {need: 1}).covers
            if able[team].any():
                assert not covers.any()
            elif able.any():
                # Fields and names alone count less than the lowest offer, whatever members with such a field cover.
                assert covers[able].min() > covers[~able].max()
                helped |= {project} if able[new].any() else set()
    # 69 organizations are in no project and no tie; for so many projects one of them is among the first.
    assert (int(new.sum()), len(helped)) == (69, 89)
