"""Key players: worth against networkx, choice against brute force, and the comparison with other sets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, draw_network, make_network, star

from graphcdc import Network, UsageError, keyplayers, load_tables
from graphcdc.cooperation import Cooperation
from graphcdc.keyplayers import (
    KeyPlayers,
    find_negative_key_players,
    find_positive_key_players,
    measure_fragmentation,
    measure_reach,
)
from graphcdc.keyplayers.listing import list_key_players
from graphcdc.keyplayers.losses import Losses
from graphcdc.resources import find_resource

TIES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda tie: tie[0] != tie[1]), max_size=22)
SETS = st.sets(st.integers(0, 11), max_size=3)


def tie(ties: Sequence[tuple[int, int]], count: int = 12) -> Cooperation:
    ids = [f"b{at:02}" for at in range(count)]
    return make_network({}, direct=[(ids[a], ids[b]) for a, b in ties], alone=ids).cooperation()


def draw_graph(cooperation: Cooperation) -> nx.Graph[int]:
    graph = nx.from_scipy_sparse_array(cooperation.matrix)
    assert isinstance(graph, nx.Graph)
    return graph


def fragment(graph: nx.Graph[int], without: Collection[int]) -> float:
    rest = graph.subgraph(set(graph) - set(without))
    near = sum(1 / steps for _, its in nx.all_pairs_shortest_path_length(rest) for steps in its.values() if steps)
    return 1 - near / (len(rest) * (len(rest) - 1)) if len(rest) > 1 else 1.0


def reach(graph: nx.Graph[int], rows: Collection[int]) -> float:
    steps = nx.multi_source_dijkstra_path_length(graph, set(rows), weight=lambda *_: 1) if rows else {}
    return sum(1 / max(step, 1) for step in steps.values()) / len(graph)


def of(network: Network, players: KeyPlayers) -> list[str]:
    return network.node["id"][network.organizations[list(players.rows)]].tolist()


# Worth ---------------------------------------------------------------------------------------------------------------


def test_fragmentation_by_hand() -> None:
    cooperation = barbell().cooperation()
    # Two triangles and a tie: 7 pairs at one step, 4 at two, 4 at three.
    assert measure_fragmentation(cooperation) == pytest.approx(1 - (7 + 4 / 2 + 4 / 3) / 15)
    # Without b1 (row 0) a pair and a triangle: 4 of 10 pairs at one step.
    assert measure_fragmentation(cooperation, [0]) == pytest.approx(1 - 4 / 10)
    assert measure_fragmentation(cooperation, range(6)) == measure_fragmentation(tie([])) == 1.0


def test_reach_by_hand() -> None:
    cooperation = barbell().cooperation()
    # b1 itself and its three partners at 1, two at 2 steps.
    assert measure_reach(cooperation, [0]) == pytest.approx((4 + 2 / 2) / 6)
    assert measure_reach(cooperation, [0, 3]) == 1.0
    assert measure_reach(cooperation, []) == 0.0
    # Somebody without a partner reaches itself.
    assert measure_reach(tie([(0, 1)], 4), [3]) == 1 / 4


@settings(max_examples=80, deadline=None)
@given(TIES, SETS)
def test_worth_is_what_networkx_counts(ties: list[tuple[int, int]], rows: set[int]) -> None:
    cooperation = tie(ties)
    graph = draw_graph(cooperation)
    assert measure_fragmentation(cooperation, sorted(rows)) == pytest.approx(fragment(graph, rows), abs=1e-9)
    assert measure_reach(cooperation, sorted(rows)) == pytest.approx(reach(graph, rows), abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(TIES, SETS)
def test_the_loss_of_each_is_what_a_search_without_it_finds(ties: list[tuple[int, int]], rows: set[int]) -> None:
    cooperation = tie(ties)
    graph = draw_graph(cooperation)
    found = Losses(cooperation, np.flatnonzero(cooperation.partners > 0)).measure_each(sorted(rows))
    for row in range(12):
        if row in rows or not cooperation.partners[row]:
            assert found[row] == -1
        else:
            assert found[row] == pytest.approx(fragment(graph, {*rows, row}), abs=1e-9)


@pytest.mark.parametrize("seed", range(2))
def test_losses_in_a_network_of_several_words(seed: int) -> None:
    # Sparse enough for ways that lengthen and break off: up to nine steps among 110 organizations.
    cooperation = draw_network(seed, organizations=120, projects=30, direct=70).cooperation()
    graph = draw_graph(cooperation)
    connected = np.flatnonzero(cooperation.partners > 0)
    assert len(connected) > 64
    found = Losses(cooperation, connected).measure_each([int(connected[0])])
    for row in connected[1::7].tolist():
        assert found[row] == pytest.approx(fragment(graph, [int(connected[0]), row]), abs=1e-9)


def test_a_sample_of_sources_estimates_the_losses() -> None:
    cooperation = draw_network(5, organizations=400, projects=260, direct=60).cooperation()
    connected = np.flatnonzero(cooperation.partners > 0)
    exact = measure_fragmentation(cooperation, [3, 4])
    estimates = []
    for seed in range(20):
        sources = np.random.default_rng(seed).choice(connected, 64, replace=False)
        value, error = Losses(cooperation, sources).measure([3, 4])
        estimates.append((value - exact) / error)
    # Standardized: none far out, and neither all too good nor all on one side.
    assert max(map(abs, estimates)) < 4
    assert 0.4 < float(np.std(estimates)) < 1.6
    assert abs(float(np.mean(estimates))) < 0.8


# Choice --------------------------------------------------------------------------------------------------------------


def test_the_middle_of_a_star_is_both_kinds_of_key_player() -> None:
    network = star(5)
    for find in (find_negative_key_players, find_positive_key_players):
        players = find(network.cooperation(), 1)
        assert of(network, players) == ["hub"]
        assert (players.value, players.by_degree, players.error, players.sources) == (1.0, 1.0, 0.0, 6)


def test_those_that_break_it_up_are_not_those_with_most_partners() -> None:
    # A project of six whose members have five partners each, and a chain of two triangles that hangs on x and y.
    network = make_network(
        {"p": [f"b{at}" for at in range(6)], "q": ["x", "c1", "c2"], "r": ["y", "d1", "d2"]},
        direct=[("b0", "x"), ("x", "y")],
    )
    players = find_negative_key_players(network.cooperation(), 1)
    assert of(network, players) == ["x"]
    assert players.value > players.by_degree
    assert players.value > players.before
    assert players.bound is None


def test_two_that_reach_most_stand_apart() -> None:
    # The two with most partners are of one group; a second group is better served by one of its own.
    network = make_network({"p": ["b1", "b2", "b3", "b4", "b5"], "q": ["c1", "c2", "c3"]}, direct=[("b1", "c1")])
    players = find_positive_key_players(network.cooperation(), 2)
    assert of(network, players) == ["b1", "c1"]
    assert (players.value, players.bound) == (1.0, 1.0)
    # b1 and another b: two of c are two steps away.
    assert players.by_degree == (6 + 2 / 2) / 8
    alone = find_positive_key_players(network.cooperation(), 1)
    assert alone.value == pytest.approx((6 + 2 / 2) / 8)


def test_equal_ones_are_chosen_by_rank() -> None:
    cooperation = tie([(0, 1), (2, 3)], 4)
    rank = np.array([3, 2, 1, 0])
    for find in (find_negative_key_players, find_positive_key_players):
        assert find(cooperation, 2).rows in {(0, 2), (0, 1)}
        assert find(cooperation, 1).rows == (0,)
        assert find(cooperation, 1, rank=rank).rows == (3,)


@settings(max_examples=60, deadline=None)
@given(TIES.filter(len), st.integers(1, 3))
def test_each_is_the_best_that_is_left_and_reach_keeps_its_promise(ties: list[tuple[int, int]], size: int) -> None:
    cooperation = tie(ties)
    graph = draw_graph(cooperation)
    connected = np.flatnonzero(cooperation.partners > 0).tolist()
    for find, worth, among in (
        (find_negative_key_players, fragment, connected),
        (find_positive_key_players, reach, list(range(12))),
    ):
        players = find(cooperation, size)
        chosen: list[int] = []
        for _ in range(min(size, len(among))):
            values = {row: worth(graph, [*chosen, row]) for row in among if row not in chosen}
            chosen.append(next(row for row in values if values[row] > max(values.values()) - 1e-12))
        assert list(players.rows) == chosen
        assert players.value == pytest.approx(worth(graph, chosen), abs=1e-9)
        assert players.before == pytest.approx(worth(graph, []), abs=1e-9)
        best = max(worth(graph, rows) for rows in combinations(among, len(chosen)))
        assert players.by_chance <= best + 1e-9
        assert players.by_degree <= best + 1e-9
        if players.bound is not None:
            assert players.value >= (1 - 1 / np.e) * best - 1e-12
            assert players.value - 1e-12 <= best <= players.bound + 1e-12
            assert players.bound <= 1


def test_the_same_data_and_seed_give_the_same_and_ids_change_nothing() -> None:
    network = draw_network(7, projects=80)
    cooperation = network.cooperation()
    shuffled = np.random.default_rng(1).permutation(len(cooperation.organizations))
    moved = Cooperation(
        cooperation.organizations,
        cooperation.projects,
        cooperation.incidence[shuffled],
        cooperation.strengths,
    )
    rank = np.arange(len(shuffled))
    for find in (find_negative_key_players, find_positive_key_players):
        players = find(cooperation, 4, rank=rank)
        assert players == find(cooperation, 4, rank=rank)
        other = find(moved, 4, rank=rank[shuffled])
        assert [int(shuffled[row]) for row in other.rows] == list(players.rows)
        assert (other.value, other.by_chance) == pytest.approx((players.value, players.by_chance))


def test_a_large_network_is_sampled_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyplayers, "SOURCES", 64)
    cooperation = draw_network(3, organizations=300, projects=150, direct=80).cooperation()
    full, sampled = (find_negative_key_players(cooperation, 3, budget=budget) for budget in (keyplayers.BUDGET, 0))
    assert (full.error, sampled.sources) == (0.0, 64)
    assert sampled.error > 0
    exact = measure_fragmentation(cooperation, sampled.rows)
    assert abs(sampled.value - exact) < 4 * sampled.error
    # What was chosen from a fifth of the sources is worth nearly as much.
    assert exact - full.before > 0.8 * (full.value - full.before)
    full, sampled = (find_positive_key_players(cooperation, 3, targets=targets) for targets in (300, 64))
    assert (full.sources, sampled.sources) == (300, 64)
    assert full.bound is not None
    assert sampled.bound is None
    assert sampled.value == pytest.approx(measure_reach(cooperation, sampled.rows))
    assert sampled.value > 0.9 * full.value


def test_nobody_and_more_than_there_are() -> None:
    nobody = make_network({}).cooperation()
    for find in (find_negative_key_players, find_positive_key_players):
        assert find(nobody, 2).rows == ()
    assert find_negative_key_players(tie([(0, 1)], 4), 9).rows == (0, 1)
    assert sorted(find_positive_key_players(tie([(0, 1)], 4), 9).rows) == [0, 1, 2, 3]


def test_the_key_players_of_st_petersburg_beat_hubs_and_chance() -> None:
    cooperation = load_tables(find_resource("datasets/st-petersburg")).cooperation()
    for players in (find_negative_key_players(cooperation, 3), find_positive_key_players(cooperation, 3)):
        assert players.value >= players.by_degree > players.by_chance > players.before
        assert players.error == 0


def test_the_listing_names_both_sets_and_refuses_none() -> None:
    # Two stars that share a point: the two hubs hold it together, and reach all others in one step.
    leaves = [(hub, f"{hub}{at}") for hub in ("b", "c") for at in range(4)]
    network = make_network({}, direct=[*leaves, ("b", "d"), ("c", "d")])
    listed = list_key_players(network, 2)
    assert [one["measure"] for one in listed] == ["fragmentation", "reach"]
    for one in listed:
        assert sorted(one["members"]) == ["b", "c"]
        assert sorted(one["names"]) == ["B", "C"]
    # Nine others are left, none with a partner; of eleven all are reached in one step.
    assert (listed[0]["value"], listed[1]["value"], listed[1]["bound"]) == (1.0, 1.0, 1.0)
    with pytest.raises(UsageError):
        list_key_players(network, 0)
