"""Walks and neighbours of every drawn network, against dense matrices and networkx."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from histories import ORGANIZATIONS, QUESTIONS, ask, by_id, draw_history, histories, measured
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphcdc import Network
from graphcdc.partners import signals as signals_module
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.signals import RESTART, STEPS, STEPS_ALIKE, Asked

Floats = NDArray[np.float64]
MEMBERS = st.sets(st.sampled_from(ORGANIZATIONS), max_size=3)


def divide(values: Floats, by: Floats) -> Floats:
    return np.divide(values, by, out=np.zeros(np.broadcast(values, by).shape), where=by > 0)


def walk_matrix(basis: Basis, weights: Floats, by_weight: bool = True) -> Floats:
    """Chance to go from each organization over one of its events, drawn by weight, to each of the participants."""
    incidence = basis.incidence.toarray()
    leaving = incidence * weights
    sums = leaving.sum(axis=1, keepdims=True) if by_weight else incidence.sum(axis=1, keepdims=True)
    return divide(leaving, sums) @ divide(incidence, incidence.sum(axis=0)).T


def tie_matrix(basis: Basis, decay: Floats) -> Floats:
    """Ties of organizations, one event after the other."""
    matrix = np.zeros((len(basis.degrees),) * 2)
    for event, row in enumerate(basis.by_event.toarray()):
        members = np.flatnonzero(row)
        for a, b in combinations(members, 2):
            matrix[a, b] += decay[event] / (len(members) - 1)
            matrix[b, a] += decay[event] / (len(members) - 1)
    return matrix


def three_steps(matrix: Floats, rows: NDArray[np.int64]) -> Floats:
    """Sum over all members u and all pairs a, b between, term by term."""
    sums, found = matrix.sum(axis=1), np.zeros(len(matrix))
    for u in rows:
        for a, b in zip(*np.nonzero(matrix), strict=True):
            found += matrix[u, a] * matrix[a, b] * matrix[b] / np.sqrt(sums[a] * sums[b])
    return found


@given(histories(), QUESTIONS)
def test_walks_are_products_of_dense_matrices(network: Network, question: tuple[set[str], list[str]]) -> None:
    basis = prepare(network)
    found, asked = measured(network, *question), Asked(basis, ask(network, *question))
    start = asked.members / max(len(asked.rows), 1)
    recent = np.exp(-basis.ages) * basis.cooperation.strengths
    plain, fresh, quick = (walk_matrix(basis, one) for one in (np.ones(len(basis.sizes)), basis.decay, recent))
    alike = walk_matrix(basis, (0.05 + asked.likeness) * basis.decay, by_weight=False)
    for name, step, steps in (
        *(("p1", plain, 1), ("p3", plain, 2), ("p5", plain, 3), ("p1_fresh", fresh, 1), ("p3_fresh", fresh, 2)),
        *(("p3_recent", quick, 2), ("p1_alike", alike, 1), ("p3_alike", alike, 2)),
    ):
        assert found[name] == pytest.approx(start @ np.linalg.matrix_power(step, steps)), name
    rank = start
    for _ in range(STEPS):
        rank = RESTART * start + (1 - RESTART) * rank @ plain
    assert found["page_rank"] == pytest.approx(rank)
    rank, preferred = start, walk_matrix(basis, (0.05 + asked.likeness) * basis.decay)
    for _ in range(STEPS_ALIKE):
        rank = RESTART * start + (1 - RESTART) * rank @ preferred
    assert found["page_rank_alike"] == pytest.approx(rank)


@given(histories(), QUESTIONS)
def test_the_likeness_of_an_event_is_the_cosine_of_its_themes(
    network: Network, question: tuple[set[str], list[str]]
) -> None:
    basis = prepare(network)
    asked, themes = Asked(basis, ask(network, *question)), basis.themes
    wanted = {name for name in question[1] if name in themes.names}
    asked_kinds = {themes.is_cluster[themes.names[name]] for name in wanted}
    for event, project in enumerate(basis.cooperation.projects.tolist()):
        own = [name for name in themes.own.get(project, ()) if themes.is_cluster[themes.names[name]] in asked_kinds]
        squares = {name: themes.rarity[themes.names[name]] ** 2 for name in {*own, *wanted}}
        dot = sum(squares[name] for name in wanted & set(own))
        lengths = np.sqrt(sum(squares[name] for name in own) * sum(squares[name] for name in wanted))
        assert asked.likeness[event] == pytest.approx(dot / lengths if dot else 0)
    # Direct ties are about nothing.
    assert (asked.likeness[len(basis.cooperation.projects) :] == 0).all()


@given(histories(), MEMBERS)
def test_paths_of_two_and_three_steps_are_sums_over_all_ways(network: Network, members: set[str]) -> None:
    basis = prepare(network)
    rows, found = ask(network, members).rows, measured(network, members)
    newman, fresh = tie_matrix(basis, basis.cooperation.strengths), tie_matrix(basis, basis.decay)
    assert basis.ties.toarray() == pytest.approx(newman)
    assert basis.fresh_ties.toarray() == pytest.approx(fresh)
    assert basis.counts.toarray() == pytest.approx((basis.incidence @ basis.by_event).toarray() * (1 - np.eye(7)))
    assert found["l3"] == pytest.approx(three_steps(newman, rows))
    assert found["l3_fresh"] == pytest.approx(three_steps(fresh, rows))
    first = fresh[rows].sum(axis=0)
    assert found["two_steps"] == pytest.approx(fresh @ divide(first, fresh.sum(axis=1)))


@given(histories(), QUESTIONS)
def test_ties_over_the_incidence_are_those_of_the_matrix(
    network: Network, question: tuple[set[str], list[str]]
) -> None:
    basis = prepare(network)
    members = Asked(basis, ask(network, *question)).members
    for ties, matrix in ((basis.newman, basis.ties), (basis.fresh, basis.fresh_ties)):
        for values in (members, basis.degrees):
            assert ties.follow(basis, values) == pytest.approx(matrix @ values)
        assert ties.strength == pytest.approx(matrix @ np.ones(len(members)))


@given(histories(), MEMBERS)
def test_neighbours_are_those_of_networkx(network: Network, members: set[str]) -> None:
    graph = network.to_networkx(projection=True)
    expected = {name: dict.fromkeys(graph, 0.0) for name in ("common_neighbours", "adamic_adar", "resource_allocation")}
    for member in members:
        pairs = [(member, other) for other in graph if other != member]
        for _, other in pairs:
            expected["common_neighbours"][other] += len(list(nx.common_neighbors(graph, member, other)))
        for _, other, value in nx.adamic_adar_index(graph, pairs):
            expected["adamic_adar"][other] += value
        for _, other, value in nx.resource_allocation_index(graph, pairs):
            expected["resource_allocation"][other] += value
    for name, values in expected.items():
        found = by_id(network, measured(network, members)[name])
        for one in set(graph) - members:  # nobody asks about the members themselves
            assert found[one] == pytest.approx(values[one]), name


@pytest.mark.parametrize("seed", range(3))
def test_page_rank_is_that_of_networkx(seed: int) -> None:
    network = draw_history(seed, organizations=40, projects=60)
    basis = prepare(network)
    member = str(network.node["id"][basis.cooperation.organizations[int(basis.degrees.argmax())]])
    ids = list(by_id(network, basis.degrees))
    steps = nx.DiGraph()
    steps.add_nodes_from(ids)
    matrix = walk_matrix(basis, np.ones(len(basis.sizes)))
    steps.add_weighted_edges_from((ids[a], ids[b], matrix[a, b]) for a, b in zip(*np.nonzero(matrix), strict=True))
    expected = nx.pagerank(steps, alpha=1 - RESTART, personalization={member: 1.0}, tol=1e-12, max_iter=1000)
    # What is left to walk after twelve steps is 0.85^12 of the whole.
    found = by_id(network, measured(network, [member])["page_rank"])
    assert sum(abs(found[one] - expected[one]) for one in ids) < 2 * (1 - RESTART) ** STEPS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signals_module, "STEPS", 200)
        assert by_id(network, measured(network, [member])["page_rank"]) == pytest.approx(expected, abs=1e-9)
