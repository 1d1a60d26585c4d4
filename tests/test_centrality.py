"""Betweenness: small networks worked out by hand, any network against networkx, estimates against what is exact."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from networks import barbell, draw_network, make_network, star, two_islands_and_a_loner
from test_measures import PAIRS, TEAMS, network_of

from graphcdc.centrality import measure_betweenness


def test_both_ends_of_a_bridge_lie_between_the_two_sides() -> None:
    # Of the 10 pairs of others, b1 lies on the ways of {b2, b3} x {c1, c2, c3}.
    assert measure_betweenness(barbell().cooperation()).values == pytest.approx([0.6, 0, 0, 0.6, 0, 0])


def test_a_hub_lies_on_every_way_and_a_leaf_on_none() -> None:
    found = measure_betweenness(star(4).cooperation())
    assert found.values.tolist() == [1, 0, 0, 0, 0]
    assert (found.sources, found.estimated) == (5, False)


def test_two_ways_of_the_same_length_count_half_each() -> None:
    # A square: each lies on one of the two ways between its neighbours, one pair of three.
    square = make_network({}, direct=[("b1", "b2"), ("b2", "b3"), ("b3", "b4"), ("b4", "b1")])
    assert measure_betweenness(square.cooperation()).values == pytest.approx([1 / 6] * 4)


def test_weights_make_no_way_shorter() -> None:
    # b1 and b3 meet directly, in a crowd: one step, however strong the ties over b2 are.
    network = make_network({"crowd": ["b1", "b3", "c1", "c2"]}, direct=[("b1", "b2"), ("b2", "b3")])
    assert measure_betweenness(network.cooperation()).values[1] == 0


def test_who_has_no_partner_is_one_more_pair_that_nobody_joins() -> None:
    # One pair (b1, b3) of the three pairs of others has a way, over b2.
    network = make_network({}, direct=[("b1", "b2"), ("b2", "b3")], alone=["x"])
    assert measure_betweenness(network.cooperation()).values == pytest.approx([0, 1 / 3, 0, 0])


def test_nobody_a_pair_and_islands_of_a_project_have_none() -> None:
    assert measure_betweenness(make_network({}).cooperation()).values.tolist() == []
    assert measure_betweenness(make_network({"p": ["b1", "b2"]}).cooperation()).values.tolist() == [0, 0]
    assert measure_betweenness(two_islands_and_a_loner().cooperation()).values.tolist() == [0] * 6


@given(TEAMS, PAIRS)
def test_betweenness_is_that_of_networkx(teams: list[set[int]], direct: list[tuple[int, int]]) -> None:
    cooperation = network_of(teams, direct).cooperation()
    theirs = nx.betweenness_centrality(nx.from_scipy_sparse_array(cooperation.matrix))
    assert measure_betweenness(cooperation).values == pytest.approx(list(theirs.values()))


def test_many_batches_of_sources_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    cooperation = draw_network(3).cooperation()
    whole = measure_betweenness(cooperation).values
    monkeypatch.setattr("graphcdc.centrality._CELLS", 1000)
    assert measure_betweenness(cooperation).values == pytest.approx(whole)


def test_a_hub_is_seen_from_any_hundred_organizations() -> None:
    found = measure_betweenness(star(300).cooperation(), budget=0)
    assert (found.sources, found.estimated) == (100, True)
    assert found.values == pytest.approx([1] + [0] * 300)


def test_estimates_are_right_on_average_and_the_same_for_a_seed() -> None:
    cooperation = draw_network(1, organizations=300, projects=250).cooperation()
    exact = measure_betweenness(cooperation).values
    drawn = [measure_betweenness(cooperation, seed=seed, budget=0).values for seed in range(60)]
    assert np.array_equal(measure_betweenness(cooperation, seed=7, budget=0).values, drawn[7])
    assert not np.array_equal(drawn[0], drawn[1])
    top = np.argsort(-exact)[:20]
    assert np.mean(drawn, axis=0)[top] == pytest.approx(exact[top], rel=0.05)
