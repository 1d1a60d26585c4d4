"""Communities, modularity and agreement: worked out by hand, and against networkx."""

from __future__ import annotations

from math import isnan

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import barbell, make_network, two_islands_and_a_loner
from test_measures import PAIRS, SIZE, TEAMS, network_of
from test_properties import NETWORKS, shuffle_rows

from graphcdc import Network
from graphcdc.communities import compare_clusters, find_communities, list_limits, measure_agreement, measure_modularity

GROUPS = st.lists(st.integers(-1, 3), min_size=SIZE, max_size=SIZE)


# Communities ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_two_triangles_joined_by_one_tie_are_two_communities(seed: int) -> None:
    cooperation = barbell().cooperation()
    found = find_communities(cooperation, seed=seed)
    assert found.tolist() == [0, 0, 0, 1, 1, 1]
    # Weights: 1.5 within each triangle, 1 between, in all m = 4; each side has K = 4: Q = 2 (1.5 / 4 - (4 / 8)^2).
    assert measure_modularity(cooperation, found) == 0.25


def test_communities_are_numbered_by_size_then_by_the_lowest_id_and_loners_have_none() -> None:
    # Rows b1 b2 c1 c2 d1 u1.
    assert find_communities(two_islands_and_a_loner().cooperation()).tolist() == [0, 0, 1, 1, -1, 0]
    pairs = make_network({}, direct=[("b1", "c2"), ("b2", "c1")])
    assert find_communities(pairs.cooperation()).tolist() == [0, 1, 1, 0]
    assert find_communities(make_network({}).cooperation()).tolist() == []


@given(TEAMS, PAIRS, st.integers(0, 3))
def test_communities_have_two_members_or_more_and_stay_within_a_component(
    teams: list[set[int]], direct: list[tuple[int, int]], seed: int
) -> None:
    cooperation = network_of(teams, direct).cooperation()
    found = find_communities(cooperation, seed=seed)
    assert ((found < 0) == (cooperation.partners == 0)).all()
    for community in set(found[found >= 0].tolist()):
        rows = np.flatnonzero(found == community)
        assert len(rows) > 1
        assert len(set(cooperation.component[rows].tolist())) == 1
    if cooperation.matrix.nnz:
        # No worse than taking each component for a community.
        assert measure_modularity(cooperation, found) >= measure_modularity(cooperation, cooperation.component) - 1e-9


@given(NETWORKS, st.integers(0, 9))
def test_the_order_of_rows_does_not_matter(network: Network, seed: int) -> None:
    shuffled = shuffle_rows(network, seed)
    assert find_communities(shuffled.cooperation()).tolist() == find_communities(network.cooperation()).tolist()


def test_above_its_limit_nothing_is_sought_and_a_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphcdc.communities.MOST_PAIRS", 2)
    network = make_network({"p": ["a", "b", "c"]})
    assert find_communities(network.cooperation()).tolist() == [-1, -1, -1]
    found = compare_clusters(network).to_dict()
    assert (found["communities"], found["modularity_communities"]) == (None, None)
    assert [limit.say("en") for limit in list_limits(network.cooperation())] == [
        "communities are not sought above 2 cooperating pairs"
    ]


# Modularity and agreement --------------------------------------------------------------------------------------------


@given(TEAMS, PAIRS, GROUPS)
def test_modularity_is_that_of_networkx(
    teams: list[set[int]], direct: list[tuple[int, int]], groups: list[int]
) -> None:
    cooperation = network_of(teams, direct).cooperation()
    graph = nx.from_scipy_sparse_array(cooperation.matrix)
    parts = [{at for at in range(SIZE) if groups[at] == group} for group in range(4)]
    parts += [{at} for at in range(SIZE) if groups[at] < 0]
    ours = measure_modularity(cooperation, np.array(groups))
    if graph.number_of_edges():
        assert ours == pytest.approx(nx.community.modularity(graph, [part for part in parts if part]))
    else:
        assert isnan(ours)


def test_one_group_of_all_has_modularity_0() -> None:
    assert measure_modularity(barbell().cooperation(), np.zeros(6, dtype=int)) == 0


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        # Of 6 pairs 2 are together on the left and 3 on the right: 1 expected in both, and 1 is.
        ([0, 0, 1, 1], [0, 0, 0, 1], 0.0),
        # Of 15 pairs 6 and 3: 1.2 expected, 2 found, 4.5 the most.
        ([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2], 8 / 33),
        # None of the two pairs is together on both sides, where 2 x 2 / 6 are expected.
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        # The last two are of no group on one side.
        ([0, 0, 1, 1, -1, 5], [0, 0, 0, 1, 0, -1], 0.0),
    ],
)
def test_agreement_worked_out_by_hand(first: list[int], second: list[int], agreement: float) -> None:
    assert measure_agreement(np.array(first), np.array(second)) == pytest.approx(agreement)
    assert measure_agreement(np.array(second), np.array(first)) == pytest.approx(agreement)


@pytest.mark.parametrize("groups", [[], [0], [0, 0, 0], [0, 1, 2], [-1, -1]])
def test_agreement_of_divisions_that_divide_nothing_cannot_be_told(groups: list[int]) -> None:
    assert isnan(measure_agreement(np.array(groups, dtype=int), np.array(groups, dtype=int)))


# Declared clusters ---------------------------------------------------------------------------------------------------


def test_clusters_are_compared_with_communities() -> None:
    # The communities are {b1, b2} and {c1, c2}; d1 and d2 work with nobody, x is in no cluster.
    clusters = {"k": ["b1", "b2", "c1"], "l": ["c1", "c2", "d1", "d2"]}
    projects = {"p": ["b1", "b2"], "q": ["c1", "c2"]}
    stated = make_network(projects, clusters=clusters, project_clusters={"q": "l"}, alone=["x"])
    # The joint project of c1 is one of l: clusters and communities are the same.
    assert compare_clusters(stated).to_dict() == {
        "organizations_without_cluster": 1,
        "communities": 2,
        "modularity_communities": 0.5,
        "modularity_clusters": 0.5,
        "agreement_clusters_communities": 1.0,
    }
    # Nothing stated: c1 stands for k, the smaller cluster. Q = 1/2 - (3/4)^2 - (1/4)^2; b1 b2 c1 against b1 b2: 0.
    silent = compare_clusters(make_network(projects, clusters=clusters))
    assert silent.modularity_clusters == pytest.approx(-0.125)
    assert silent.agreement_clusters_communities == 0


def test_who_is_in_no_cluster_counts_alone_and_is_left_out_of_the_agreement() -> None:
    # A chain b1 - b2 - u1 - c1 - c2, u1 in no cluster; m = 4.
    network = make_network(
        {},
        direct=[("b1", "b2"), ("b2", "u1"), ("u1", "c1"), ("c1", "c2")],
        clusters={"k": ["b1", "b2"], "l": ["c1", "c2"]},
    )
    found = compare_clusters(network)
    # Within: 2 of 4. K of k and l is 3 each, of u1 2.
    assert found.modularity_clusters == pytest.approx(2 / 4 - (9 + 9 + 4) / 64)
    assert (found.organizations_without_cluster, found.agreement_clusters_communities) == (1, 1.0)


def test_without_clusters_or_without_cooperation_nothing_is_told_of_them() -> None:
    assert compare_clusters(barbell()).to_dict() == {
        "organizations_without_cluster": 6,
        "communities": 2,
        "modularity_communities": 0.25,
        "modularity_clusters": None,
        "agreement_clusters_communities": None,
    }
    strangers = compare_clusters(make_network({}, clusters={"k": ["b1", "b2"], "l": ["c1"]})).to_dict()
    assert list(strangers.values()) == [0, 0, None, None, None]
    assert list(compare_clusters(make_network({})).to_dict().values()) == [0, 0, None, None, None]
