"""Priorities: the three parts by hand, weights, and how ranks hold when ties are lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from networks import barbell, draw_network, make_network, two_islands_and_a_loner

from graphcdc import Network, UsageError, find_gaps, load_tables
from graphcdc.findings import Gap
from graphcdc.gaps import GAP_KINDS, measure_coverage
from graphcdc.gaps.families import GROUP_GAPS
from graphcdc.partners.chances import estimate_tie, estimate_ties, measure_capacity
from graphcdc.priorities import rank_gaps
from graphcdc.priorities.gains import SEVERITY, measure_gain
from graphcdc.priorities.stability import _bound, _share_places, drop_ties
from graphcdc.resources import find_resource


def town() -> Network:
    return load_tables(find_resource("datasets/st-petersburg"))


def by_kind(gaps: list[Gap]) -> dict[str, list[Gap]]:
    return {kind: [gap for gap in gaps if gap.kind == kind] for kind in dict.fromkeys(gap.kind for gap in gaps)}


# The parts -----------------------------------------------------------------------------------------------------------


def test_every_kind_has_a_gain() -> None:
    tested = {*GROUP_GAPS, "paper_cluster", "isolate"}
    assert set(SEVERITY) | tested == set(GAP_KINDS)
    assert not set(SEVERITY) & tested


def test_the_priority_is_the_product_of_its_parts() -> None:
    network = town()
    ranked = rank_gaps(
        network, find_gaps(network, kinds=["isolate", "pendant", "unmet_need", "single_point_of_failure"])
    )
    assert [gap.evidence["rank"] for gap in ranked] == list(range(1, len(ranked) + 1))
    known = [gap.feasibility for gap in ranked if gap.feasibility is not None]
    assert 0 < len(known) <= len(ranked)
    for gap in ranked:
        assert gap.p_real is not None
        assert gap.impact is not None
        chance = np.mean(known) if gap.feasibility is None else gap.feasibility
        assert gap.priority == pytest.approx(gap.p_real * gap.impact * chance, rel=1e-4)
    priorities = [gap.priority or 0.0 for gap in ranked]
    assert priorities == sorted(priorities, reverse=True)


def test_impact_is_the_place_among_those_of_the_kind() -> None:
    # Islands of three and two beside a component of five: 3 x 7 and 2 x 8 pairs are apart. And one alone, that could
    # reach five.
    projects = {"p": ["b1", "b2", "b3", "b4", "b5"], "q": ["b6", "b7", "b8"], "r": ["b9", "b10"]}
    network = make_network(projects, alone=["b11"])
    ranked = by_kind(rank_gaps(network, find_gaps(network, kinds=["fragmentation", "isolate"])))
    assert [(gap.evidence["gain"], gap.impact) for gap in ranked["fragmentation"]] == [(21.0, 1.0), (16.0, 0.5)]
    assert [(gap.evidence["gain_of"], gap.evidence["gain"], gap.impact) for gap in ranked["isolate"]] == [
        ("pairs_joined", 5.0, 1.0)
    ]


def test_equal_gains_share_the_mean_place() -> None:
    network = make_network({"p": ["b1", "b2", "b3"]}, alone=["b4", "b5"])
    ranked = rank_gaps(network, find_gaps(network, kinds=["isolate"]))
    assert [gap.impact for gap in ranked] == [0.75, 0.75]
    # The order in which they were given decides.
    assert [gap.members for gap in ranked] == [gap.members for gap in find_gaps(network, kinds=["isolate"])]


def test_a_statistical_gap_is_real_with_one_less_q_and_what_it_gains_is_what_is_missing() -> None:
    network = draw_network(1, projects=200, forbidden=("b", "u"))
    (gap, *_) = [gap for gap in find_gaps(network, kinds=["education_gap"]) if not gap.members]
    (told,) = rank_gaps(network, [gap])
    assert gap.q_value is not None
    assert gap.expected is not None
    (coverage,) = measure_coverage(network)
    assert told.p_real == pytest.approx((1 - gap.q_value) * coverage.share, rel=1e-4)
    assert measure_gain(network, gap) == ("joint_participations_missing", gap.expected - gap.observed)


def test_a_source_that_tells_little_lowers_certainty_but_not_of_what_is_on_record() -> None:
    # Of the four of the register one has no tie: three quarters are covered. The survey knows everybody it lists.
    nodes = {
        "id": [*"abcdef", "k1", "k2"],
        "name": [*"ABCDEF", "Casting", "Milling"],
        "kind": ["sme"] * 6 + ["capability"] * 2,
        "data_source": ["register"] * 4 + ["survey"] * 2 + [""] * 2,
    }
    ties = {
        "source": ["a", "b", "e", "a", "b"],
        "target": ["b", "c", "f", "k1", "k2"],
        "kind": ["COOPERATES_WITH"] * 3 + ["NEEDS", "OFFERS"],
    }
    network = Network.build(nodes, ties)
    ranked = by_kind(rank_gaps(network, find_gaps(network)))
    assert [gap.p_real for gap in ranked["isolate"]] == [0.75]
    assert [gap.p_real for gap in ranked["fragmentation"]] == [1.0]
    assert [gap.p_real for gap in ranked["unmet_need"]] == [1.0]


def test_without_history_the_order_goes_without_feasibility_and_says_so() -> None:
    network = two_islands_and_a_loner()
    ranked = rank_gaps(network, find_gaps(network))
    assert {gap.feasibility for gap in ranked} == {None}
    assert all(gap.priority == pytest.approx((gap.p_real or 0) * (gap.impact or 0), rel=1e-5) for gap in ranked)
    assert [note.key for note in ranked.notes] == ["note_ranked", "note_no_feasibility"]
    assert list(rank_gaps(network, [])) == []


def test_feasibility_is_the_best_chance_of_the_ties_that_the_gap_asks_for() -> None:
    network = town()
    gaps = [gap for gap in find_gaps(network, kinds=["single_point_of_failure", "unmet_need"]) if len(gap.ties) > 1]
    ranked = {gap.id: gap for gap in rank_gaps(network, gaps)}
    assert gaps
    for gap in gaps:
        free = measure_capacity(network, {end for tie in gap.ties for end in tie})
        chances = [(estimate_tie(network, a, b), free[a] * free[b]) for a, b in gap.ties]
        best = max(chance * time for chance, time in chances if chance is not None)
        assert ranked[gap.id].feasibility == pytest.approx(best, rel=1e-4)


def test_many_ties_are_judged_as_one_by_one_and_who_is_busy_has_less_time() -> None:
    network = town()
    pairs = [tie for gap in find_gaps(network, kinds=["isolate"])[:6] for tie in gap.ties]
    assert estimate_ties(network, pairs) == {pair: estimate_tie(network, *pair) for pair in pairs}
    # Anna takes part in ten running projects, Boris in five of them.
    projects = [f"p{at}" for at in range(10)]
    nodes = {"id": ["a", "b", *projects], "name": ["Anna", "Boris", *projects]}
    ties = {"source": ["a"] * 10 + ["b"] * 5, "target": [*projects, *projects[:5]], "kind": ["PARTICIPATES_IN"] * 15}
    ties |= {"since": ["2020"] * 15, "until": ["2030"] * 15}
    busy = Network.build(nodes | {"kind": ["sme"] * 2 + ["project"] * 10}, ties).as_of("2024")
    assert measure_capacity(busy, ["a", "b"]) == {"a": 0.5, "b": 1.0}


def test_weights_lift_a_kind_and_wrong_ones_are_refused() -> None:
    network = two_islands_and_a_loner()
    gaps = find_gaps(network)
    plain, lifted = rank_gaps(network, gaps), rank_gaps(network, gaps, weights={"isolate": 5})
    assert lifted[0].kind == "isolate"
    assert [gap.impact for gap in lifted if gap.kind == "isolate"] == [
        5 * (gap.impact or 0) for gap in plain if gap.kind == "isolate"
    ]
    for wrong in ({"isolate": -1.0}, {"no such kind": 1.0}):
        with pytest.raises(UsageError):
            rank_gaps(network, gaps, weights=wrong)
    with pytest.raises(UsageError):
        rank_gaps(network, gaps, stability=-1)


def test_ranking_changes_nothing_else_of_a_gap() -> None:
    network = barbell()
    gaps = {gap.id: gap for gap in find_gaps(network)}
    for gap in rank_gaps(network, list(gaps.values())):
        plain = {"priority": None, "p_real": None, "impact": None, "feasibility": None}
        added = ("gain", "gain_of", "rank")
        evidence = {name: value for name, value in gap.evidence.items() if name not in added}
        assert replace(gap, evidence=evidence, **plain) == gaps[gap.id]


# Stability -----------------------------------------------------------------------------------------------------------


def test_a_twentieth_of_the_ties_is_dropped_and_other_ids_drop_the_same() -> None:
    network = draw_network(2, projects=40)
    dropped = drop_ties(network, np.random.default_rng(3))
    stated = np.isin(network.tie["kind"], ["MEMBER_OF"])
    assert len(dropped.tie["kind"]) == stated.sum() + round(0.95 * (~stated).sum())
    assert np.isin(dropped.tie["kind"], ["MEMBER_OF"]).sum() == stated.sum()
    renamed = {one: f"z{1000 - at}" for at, one in enumerate(network.node["id"])}
    nodes = {**network.node, "id": np.array([renamed[one] for one in network.node["id"]], dtype=object)}
    ends = {end: [renamed[network.node["id"][at]] for at in network.tie[end]] for end in ("source", "target")}
    ties = {**network.tie, **ends}
    other = drop_ties(Network.build(nodes, ties), np.random.default_rng(3))

    def named(one: Network) -> list[tuple[str, ...]]:
        name = one.node["name"].astype(str)
        ends = zip(one.tie["source"], one.tie["target"], one.tie["kind"], strict=True)
        return sorted((*sorted((name[a], name[b])), kind) for a, b, kind in ends)

    assert named(dropped) == named(other)


def test_ranks_have_intervals_and_gaps_that_overlap_share_a_place() -> None:
    assert _bound([]) is None
    assert _bound([3]) == (3, 3)
    assert _bound(list(range(1, 101))) == (3, 98)
    intervals = {"a": (1, 1), "b": (2, 4), "c": (3, 5), "d": (5, 6), "e": None}
    # d overlaps c, but not b, the first of that place.
    assert _share_places(list("abcde"), intervals) == {"a": 1, "b": 2, "c": 2, "d": 4, "e": 5}


def test_what_never_changes_has_a_narrow_interval_and_is_always_found() -> None:
    # Islands that no lost tie can join or dissolve: teams of six, five and four with all direct ties.
    teams = {"a": 6, "b": 5, "c": 4}
    pairs = [(f"b{name}{i}", f"b{name}{j}") for name, size in teams.items() for i in range(size) for j in range(i)]
    network = make_network({}, direct=pairs)
    calls: list[tuple[int, int]] = []
    gaps = find_gaps(network, kinds=["fragmentation"])
    ranked = rank_gaps(network, gaps, stability=4, progress=lambda *done: calls.append(done))
    assert [(gap.evidence["rank_interval"], gap.evidence["found_in"], gap.evidence["place"]) for gap in ranked] == [
        ([1, 1], 1.0, 1),
        ([2, 2], 1.0, 2),
    ]
    assert calls == [(1, 4), (2, 4), (3, 4), (4, 4)]
    again = rank_gaps(network, gaps, stability=4)
    assert [gap.to_dict("en") for gap in ranked] == [gap.to_dict("en") for gap in again]
