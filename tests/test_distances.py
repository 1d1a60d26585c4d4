"""Distances: by hand, against networkx, with a tie added, and estimated from a sample."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import draw_network, make_network

from graphcdc import Network
from graphcdc.distances import (
    Sums,
    add_tie,
    estimate_total,
    measure_distances,
    sum_by_source,
    sum_steps,
)
from graphcdc.whatif.scenario import join_teams


def path(length: int) -> Network:
    names = [f"b{at:04}" for at in range(length)]
    return make_network({}, direct=list(pairwise(names)), alone=names)


def lengths(network: Network) -> np.ndarray:
    graph = network.to_networkx(projection=True)
    found = dict(nx.all_pairs_shortest_path_length(nx.Graph(graph)))
    ids = network.node["id"][network.organizations]
    return np.array([[found[a].get(b, 0) for b in ids] for a in ids])


def sums(steps: np.ndarray) -> Sums:
    known = steps[steps > 0]
    return Sums(float((1 / known).sum()), float(known.sum()))


def test_steps_along_a_path_of_four() -> None:
    distances = measure_distances(path(4).cooperation())
    assert distances.steps.tolist() == [[0, 1, 2, 3], [1, 0, 1, 2], [2, 1, 0, 1], [3, 2, 1, 0]]
    # Three pairs at 1, two at 2, one at 3, each from both ends.
    assert distances.sums == Sums(2 * (3 + 1 + 1 / 3), 2 * (3 + 4 + 3))


def test_a_tie_between_the_ends_of_a_path_makes_a_ring() -> None:
    cooperation = path(4).cooperation()
    # Only the ends themselves come nearer: from 3 steps to 1.
    assert measure_distances(cooperation).add(0, 3) == Sums(2 * (1 - 1 / 3), -4)
    assert add_tie(cooperation, 0, 3) == Sums(2 * (1 - 1 / 3), -4)


def test_a_tie_between_two_islands_counts_every_pair_that_it_joins() -> None:
    cooperation = make_network({}, direct=[("b1", "b2"), ("c1", "c2")]).cooperation()
    # b2 - c1 is one step, b1 - c1 and b2 - c2 two, b1 - c2 three.
    change = measure_distances(cooperation).add(1, 2)
    assert (change.closeness, change.farness) == (pytest.approx(2 * (1 + 1 + 1 / 3)), 2 * (1 + 4 + 3))


def test_ways_of_more_than_255_steps_are_counted() -> None:
    cooperation = path(300).cooperation()
    distances = measure_distances(cooperation)
    assert distances.steps[0, 299] == 299
    assert measure_distances(make_network({}).cooperation()).sums == Sums(0, 0)
    # Two paths of 150 end to end, joined: the numbers of the one need more room than those of the two.
    halves = make_network({}, direct=[(f"b{at:03}", f"b{at + 1:03}") for at in range(299) if at != 149])
    apart = measure_distances(halves.cooperation())
    assert apart.steps.dtype == np.uint8
    assert apart.join(149, 150).steps.tolist() == distances.steps.tolist()


@pytest.mark.parametrize("seed", range(3))
def test_steps_are_those_of_networkx(seed: int) -> None:
    network = draw_network(seed, organizations=90, projects=30, direct=10)
    cooperation, theirs = network.cooperation(), lengths(network)
    distances = measure_distances(cooperation)
    assert distances.steps.tolist() == theirs.tolist()
    assert distances.sums.closeness == pytest.approx(sums(theirs).closeness, rel=1e-12)
    assert distances.sums.farness == sums(theirs).farness
    assert sum_steps(cooperation) == distances.sums
    rows = np.array([3, 50])
    closeness, farness = sum_by_source(cooperation, rows)
    assert farness.tolist() == theirs[rows].sum(axis=1).tolist()
    assert closeness == pytest.approx([(1 / row[row > 0]).sum() for row in theirs[rows]], rel=1e-12)


names = st.sampled_from([f"b{at}" for at in range(10)])
teams = st.lists(st.lists(names, min_size=2, max_size=4, unique=True), max_size=8)
ends = st.lists(st.integers(0, 9), min_size=2, max_size=2, unique=True)


@given(teams, ends, ends)
def test_adding_ties_gives_what_counting_anew_gives(found: list[list[str]], one: list[int], other: list[int]) -> None:
    alone = [f"b{at}" for at in range(10)]
    cooperation = make_network({f"p{at}": team for at, team in enumerate(found)}, alone=alone).cooperation()
    distances = measure_distances(cooperation)
    for tie in (one, other):
        after = join_teams(cooperation, [tie])
        anew = measure_distances(after)
        change = distances.add(*tie)
        assert distances.sums.closeness + change.closeness == pytest.approx(anew.sums.closeness, abs=1e-9)
        assert distances.sums.farness + change.farness == anew.sums.farness
        assert add_tie(cooperation, *tie) == change
        cooperation, distances = after, distances.join(*tie)
        assert distances.steps.tolist() == anew.steps.tolist()
        assert distances.sums.closeness == pytest.approx(anew.sums.closeness, abs=1e-9)


def test_a_sample_of_everybody_is_exact() -> None:
    values = np.array([1.0, 2.0, 6.0])
    assert estimate_total(values, np.array([5.0]), 4).value == 14
    assert estimate_total(values, np.array([5.0]), 4).error == 0


def test_the_error_of_a_sample_covers_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(0)
    values = random.exponential(size=2000)
    covered = 0
    for _ in range(400):
        chosen = random.permutation(2000)
        # The first ten are looked up; a hundred of the others are drawn.
        found = estimate_total(values[chosen[10:110]], values[chosen[:10]], 2000)
        assert found.error is not None
        covered += abs(found.value - values.sum()) <= found.error
    assert covered / 400 >= 0.95
