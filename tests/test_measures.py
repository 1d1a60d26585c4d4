"""Measures: mixing against a double loop, components and cuts against networkx, counts by hand."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from networks import barbell, make_network, star, two_islands_and_a_loner
from numpy.typing import NDArray

from graphcdc import Network
from graphcdc.cooperation import Cooperation
from graphcdc.measures import (
    count_mixing,
    find_components,
    find_cuts,
    label_clusters,
    label_kinds,
    summarize,
    tabulate_cluster_pairs,
)

SIZE = 8
TEAMS = st.lists(st.sets(st.integers(0, SIZE - 1), max_size=4), max_size=9)
PAIRS = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda t: t[0] != t[1]), max_size=6
)
LABELS = st.lists(st.sets(st.integers(0, 2)), min_size=SIZE, max_size=SIZE)


def network_of(teams: list[set[int]], direct: list[tuple[int, int]]) -> Network:
    return make_network(
        {f"p{at}": [f"b{one}" for one in sorted(team)] for at, team in enumerate(teams)},
        direct=[(f"b{a}", f"b{b}") for a, b in direct],
        alone=[f"b{at}" for at in range(SIZE)],
    )


def events_of(teams: list[set[int]], direct: list[tuple[int, int]]) -> list[set[int]]:
    return [team for team in teams if len(team) > 1] + [set(tie) for tie in direct]


# Mixing --------------------------------------------------------------------------------------------------------------


def count_slowly(
    events: list[set[int]], labels: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Walk over all pairs of organizations, and of groups, as the definition says."""
    groups = labels.shape[1]
    degrees = [sum(one in event for event in events) for one in range(SIZE)]
    joint = {pair: sum(set(pair) <= event for event in events) for pair in combinations(range(SIZE), 2)}
    weight = sum(degrees[i] * degrees[j] for i, j in joint)
    scale = sum(joint.values()) / weight if weight else 0
    observed, expected = np.zeros((groups, groups)), np.zeros((groups, groups))
    for (i, j), together in joint.items():
        for a in range(groups):
            for b in range(groups):
                ways = labels[i, a] * labels[j, b] + labels[j, a] * labels[i, b]
                ways /= 2 if a == b else 1
                observed[a, b] += ways * together
                expected[a, b] += ways * scale * degrees[i] * degrees[j]
    return observed, expected


@given(TEAMS, PAIRS, LABELS)
@example([], [], [set()] * SIZE)
@example([set(range(SIZE))], [], [{0, 1}] * SIZE)
def test_mixing_is_what_a_loop_over_all_pairs_counts(
    teams: list[set[int]], direct: list[tuple[int, int]], groups: list[set[int]]
) -> None:
    labels = np.array([[float(group in own) for group in range(3)] for own in groups])
    mixing = count_mixing(network_of(teams, direct).cooperation(), labels)
    observed, expected = count_slowly(events_of(teams, direct), labels)
    assert mixing.observed == pytest.approx(observed)
    assert mixing.expected == pytest.approx(expected)


@given(TEAMS, PAIRS, st.lists(st.integers(0, 2), min_size=SIZE, max_size=SIZE))
def test_expectations_of_a_partition_sum_to_the_joint_participations(
    teams: list[set[int]], direct: list[tuple[int, int]], groups: list[int]
) -> None:
    mixing = count_mixing(network_of(teams, direct).cooperation(), np.eye(3)[groups])
    joint = sum(len(event) * (len(event) - 1) // 2 for event in events_of(teams, direct))
    assert np.triu(mixing.expected).sum() == pytest.approx(joint)
    assert np.triu(mixing.observed).sum() == pytest.approx(joint)


def test_firms_and_universities_mix_as_worked_out_by_hand() -> None:
    # p: b1 b2 u1, q: b1 u1, direct b1-b2. Degrees: b1 3, b2 2, u1 2. Joint participations: 3 + 1 + 1 = 5.
    # Products of degrees: b1 b2 6, b1 u1 6, b2 u1 4, in all 16: c = 5/16.
    network = make_network({"p": ["b1", "b2", "u1"], "q": ["b1", "u1"]}, direct=[("b1", "b2")])
    cooperation = network.cooperation()
    labels = label_kinds(network, cooperation, [("sme", "company"), ("university",), ("investor",)])
    assert labels.tolist() == [[1, 0, 0], [1, 0, 0], [0, 1, 0]]
    mixing = count_mixing(cooperation, labels)
    # Firms with each other: p and the direct tie. Firms with universities: twice in p, once in q.
    assert mixing.observed.tolist() == [[2, 3, 0], [3, 0, 0], [0, 0, 0]]
    assert mixing.expected == pytest.approx(np.array([[30 / 16, 50 / 16, 0], [50 / 16, 0, 0], [0, 0, 0]]))


def test_cluster_pairs_are_tabulated_for_all_and_for_the_home_region() -> None:
    clusters = {"k1": ["b1", "b2"], "k2": ["c1", "c2"], "k3": []}
    regions = {"b1": "Perm", "c1": "Perm", "b2": "Omsk", "c2": "Omsk"}
    network = make_network({"p": ["b1", "c1"], "q": ["b2", "c1", "c2"]}, clusters=clusters, regions=regions)
    # Joint: b1c1, b2c1, b2c2, c1c2: 4. Degrees b1 1, b2 1, c1 2, c2 1; products b1b2 1, b1c1 2, b1c2 1, b2c1 2, b2c2 1,
    # c1c2 2, in all 9. Between k1 and k2: 3 observed, 4/9 x 6 = 8/3 expected.
    assert tabulate_cluster_pairs(network) == [("k1", "k2", 3.0, 2.666667), ("k1", "k3", 0, 0), ("k2", "k3", 0, 0)]
    # At home only p is left, with b1 and c1: 1 observed and 1 expected.
    assert tabulate_cluster_pairs(network.with_home("Perm"))[0] == ("k1", "k2", 1.0, 1.0)


def test_an_organization_of_two_clusters_has_both_labels() -> None:
    network = make_network({"p": ["b1", "b2"]}, clusters={"k1": ["b1", "b2"], "k0": ["b1"]})
    clusters, labels = label_clusters(network, network.cooperation())
    assert clusters == ["k0", "k1"]
    assert labels.tolist() == [[1, 1], [0, 1]]


# Components and cuts -------------------------------------------------------------------------------------------------


def test_components_are_the_largest_first_then_by_smallest_row_or_rank() -> None:
    cooperation = two_islands_and_a_loner().cooperation()
    # b1 b2 c1 c2 d1 u1
    assert [part.tolist() for part in find_components(cooperation)] == [[0, 1, 5], [2, 3], [4]]
    pairs = make_network({}, direct=[("b1", "b2"), ("c1", "c2")]).cooperation()
    assert [part.tolist() for part in find_components(pairs)] == [[0, 1], [2, 3]]
    assert [part.tolist() for part in find_components(pairs, np.array([3, 2, 1, 0]))] == [[2, 3], [0, 1]]


def test_two_triangles_joined_by_one_tie_have_one_bridge_and_two_cut_vertices() -> None:
    # Rows b1 b2 b3 c1 c2 c3. The bridge separates 3 x 3 pairs; b1 leaves {b2, b3} and {c1, c2, c3}: 2 x 3 pairs.
    cuts = find_cuts(barbell().cooperation(), smallest=2)
    assert [(cut.rows, cut.separated, cut.part.tolist()) for cut in cuts] == [
        ((0, 3), 9, [3, 4, 5]),
        ((0,), 6, [1, 2]),
        ((3,), 6, [4, 5]),
    ]
    assert [(cut.rows, cut.part.tolist()) for cut in find_cuts(barbell().cooperation())] == [((0, 3), [3, 4, 5])]


def test_a_pair_that_met_twice_is_a_bridge_all_the_same() -> None:
    projects = {"left": ["b1", "b2", "b3"], "right": ["c1", "c2", "c3"], "q": ["b1", "c1"], "r": ["b1", "c1"]}
    twice = make_network(projects, direct=[("b1", "c1")])
    assert [(cut.rows, cut.separated) for cut in find_cuts(twice.cooperation())] == [((0, 3), 9)]


def test_a_second_way_round_takes_the_bridge_away() -> None:
    network = make_network({"l": ["b1", "b2", "b3"], "r": ["c1", "c2", "c3"]}, direct=[("b1", "c1"), ("b2", "c2")])
    assert find_cuts(network.cooperation(), 1) == []


def test_a_star_hangs_on_its_hub_only_if_single_leaves_count() -> None:
    # Hub and 4 leaves: without the hub 4 x 3 / 2 = 6 pairs of leaves are apart, in parts of one.
    cuts = find_cuts(star(4).cooperation(), smallest=1)
    assert [(cut.rows, cut.separated) for cut in cuts] == [((0,), 6), *[((0, leaf), 4) for leaf in (1, 2, 3, 4)]]
    # All but one side are cut off: three leaves; but what remains is a single leaf, less than two.
    assert find_cuts(star(4).cooperation(), smallest=2) == []


@given(TEAMS, PAIRS)
def test_components_are_those_of_networkx(teams: list[set[int]], direct: list[tuple[int, int]]) -> None:
    network = network_of(teams, direct)
    graph = nx.from_scipy_sparse_array(network.cooperation().matrix)
    parts = [set(part.tolist()) for part in find_components(network.cooperation())]
    assert sorted(map(sorted, parts)) == sorted(map(sorted, nx.connected_components(graph)))
    assert [(-len(part), min(part)) for part in parts] == sorted((-len(part), min(part)) for part in parts)


def cut_slowly(cooperation: Cooperation, smallest: int) -> dict[tuple[int, ...], tuple[int, int]]:
    """Remove each organization and each tie in turn and count the components: pairs separated and size cut off."""
    graph: nx.Graph[int] = nx.from_scipy_sparse_array(cooperation.matrix)
    found = {}
    for removed in [(int(vertex),) for vertex in graph] + [tuple(sorted(edge)) for edge in graph.edges]:
        left, ends = graph.copy(), list(graph[removed[0]]) if len(removed) == 1 else list(removed)
        if len(removed) == 1:
            left.remove_node(removed[0])
        else:
            left.remove_edge(*removed)
        sizes = sorted(len(part) for part in nx.connected_components(left) if part & set(ends))
        if len(sizes) > 1 and sum(sizes[:-1]) >= smallest and sizes[-1] >= smallest:
            found[removed] = (sum(a * b for a, b in combinations(sizes, 2)), sum(sizes[:-1]))
    return found


@pytest.mark.parametrize("smallest", [1, 2, 3])
@settings(max_examples=150)
@given(TEAMS, PAIRS)
@example([{0, 1}, {0, 1}, {1, 2}], [(2, 3), (3, 2)])
def test_cuts_are_what_removing_each_organization_and_tie_shows(
    smallest: int, teams: list[set[int]], direct: list[tuple[int, int]]
) -> None:
    cooperation = network_of(teams, direct).cooperation()
    cuts = find_cuts(cooperation, smallest)
    assert {cut.rows: (cut.separated, len(cut.part)) for cut in cuts} == cut_slowly(cooperation, smallest)
    assert [(-cut.separated, cut.rows) for cut in cuts] == sorted((-cut.separated, cut.rows) for cut in cuts)


@given(TEAMS, PAIRS)
def test_cut_vertices_and_bridges_are_those_of_networkx(teams: list[set[int]], direct: list[tuple[int, int]]) -> None:
    network = network_of(teams, direct)
    graph = nx.from_scipy_sparse_array(network.cooperation().matrix)
    rows = {cut.rows for cut in find_cuts(network.cooperation(), smallest=1)}
    assert {row for row in rows if len(row) == 1} == {(vertex,) for vertex in nx.articulation_points(graph)}
    assert {row for row in rows if len(row) == 2} == {tuple(sorted(edge)) for edge in nx.bridges(graph)}


@given(TEAMS, PAIRS)
def test_what_is_cut_off_loses_every_path_to_the_rest(teams: list[set[int]], direct: list[tuple[int, int]]) -> None:
    cooperation = network_of(teams, direct).cooperation()
    for cut in find_cuts(cooperation, smallest=1):
        graph = nx.from_scipy_sparse_array(cooperation.matrix)
        whole = nx.node_connected_component(graph, cut.rows[0])
        graph.remove_edges_from([cut.rows] if len(cut.rows) == 2 else list(graph.edges(cut.rows[0])))
        part = set(cut.part.tolist())
        rest = whole - part - (set(cut.rows) if len(cut.rows) == 1 else set())
        assert not any(nx.has_path(graph, one, other) for one in part for other in rest)


def test_no_organization_and_one_organization_have_no_cuts() -> None:
    nobody = make_network({}).cooperation()
    assert (find_components(nobody), find_cuts(nobody, 1)) == ([], [])
    one = make_network({"p": ["b1"]}).cooperation()
    assert [part.tolist() for part in find_components(one)] == [[0]]
    assert find_cuts(one, 1) == []


# Counts --------------------------------------------------------------------------------------------------------------


def test_a_network_is_summarized_as_counted_by_hand() -> None:
    network = make_network(
        {"p3": ["b1", "b2", "u1"], "p2": ["b1", "b2"], "p1": ["d1"]},
        direct=[("u1", "c1")],
        clusters={"k": ["b1", "d1"]},
        capabilities=["laser"],
    )
    # Organizations b1 b2 c1 d1 u1; pairs b1b2 b1u1 b2u1 c1u1: 4 of 10. Components of 4 and 1.
    assert [(row["measure"], row["kind"], row["value"]) for row in summarize(network)] == [
        ("organizations", None, 5),
        ("organizations", "company", 4),
        ("organizations", "university", 1),
        ("projects", None, 3),
        ("clusters", None, 1),
        ("capabilities", None, 1),
        ("ties", None, 9),
        ("ties", "PARTICIPATES_IN", 6),
        ("ties", "COOPERATES_WITH", 1),
        ("ties", "MEMBER_OF", 2),
        ("memberships", None, 2),
        ("participations", None, 6),
        ("joint_projects", None, 2),
        ("cooperating_pairs", None, 4),
        ("density", None, 0.4),
        ("components", None, 2),
        ("largest_component", None, 4),
        ("isolated_organizations", None, 1),
        # b2, c1 and u1 are in no cluster. Weights b1b2 1.5, b1u1 b2u1 0.5, c1u1 1: m = 3.5. The communities are b1 b2
        # (K = 4) and c1 u1 (K = 3): 2.5 / 3.5 - (16 + 9) / 49 = 10/49. In k nobody works with a member, all count
        # alone: -(4 + 4 + 4 + 1) / 49. Of b1 and d1 only b1 has a community: no pair to agree on.
        ("organizations_without_cluster", None, 3),
        ("communities", None, 2),
        ("modularity_communities", None, 0.204082),
        ("modularity_clusters", None, -0.265306),
        ("agreement_clusters_communities", None, None),
        ("mixing", "company", 2),
        ("mixing", "company", 3),
        ("mixing", "university", 0),
    ]
    # Degrees b1 b2 u1 2, c1 1; the products of all pairs sum to 18, and 5 joint participations are shared out.
    assert [(row["other_kind"], row["expected"]) for row in summarize(network)[-3:]] == [
        ("company", 2.22222),
        ("university", 2.77778),
        ("university", 0),
    ]


def test_an_empty_network_has_density_0_and_no_component() -> None:
    values = {row["measure"]: row["value"] for row in summarize(make_network({}))}
    assert values["density"] == values["components"] == values["largest_component"] == values["organizations"] == 0
    assert values["modularity_communities"] is values["modularity_clusters"] is None
    assert "mixing" not in values
