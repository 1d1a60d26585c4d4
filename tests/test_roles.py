"""Brokerage roles: worked out by hand, and against a plain count of all pairs of partners."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import draw_network, make_network
from numpy.typing import NDArray

from graphcdc import Network, load_tables
from graphcdc.brokerage import (
    Roles,
    count_brokerage,
    count_brokerage_of,
    measure_concentration,
    measure_roles,
    share_memberships,
)
from graphcdc.cooperation import Cooperation
from graphcdc.holes import measure_effective_size
from graphcdc.measures import label_clusters, label_kinds
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.resources import find_resource

Floats = NDArray[np.float64]


def label(network: Network, **groups: str) -> Floats:
    """Organizations x groups, from the ids of the members of each group."""
    ids = network.node["id"][network.organizations].tolist()
    return np.array([[float(one in its.split()) for its in groups.values()] for one in ids])


def count_all(cooperation: Cooperation, labels: Floats) -> tuple[Floats, Floats]:
    """The brokerage and the four roles of each organization, pair of partners by pair of partners."""
    tied = cooperation.matrix.toarray() > 0
    shares = labels / np.maximum(labels.sum(axis=1, keepdims=True), 1)
    groups = range(labels.shape[1])
    counts = np.zeros((len(tied), labels.shape[1], labels.shape[1]))
    roles = np.zeros((4, len(tied)))
    for broker in range(len(tied)):
        for a, c in combinations(np.flatnonzero(tied[broker]), 2):
            if tied[a, c]:
                continue
            for g in groups:
                for h in groups:
                    weight, own = shares[a, g] * shares[c, h], shares[broker]
                    counts[broker, g, h] += weight
                    if g == h:
                        roles[:2, broker] += weight * np.array([own[g], 1 - own[g]])
                    else:
                        counts[broker, h, g] += weight
                        roles[2:, broker] += weight * np.array([own[g] + own[h], 1 - own[g] - own[h]])
    return counts, roles


def stack(roles: Roles) -> Floats:
    return np.array([roles.coordinator, roles.consultant, roles.gatekeeper, roles.liaison])


def test_each_role_on_a_network_of_three_groups() -> None:
    # a2 stands between a1, a3 (its own) and b1; c1 between a3 and b2; c2 between a1 and a3; b1 between a2 and b2.
    ties = ["a1 a2", "a2 a3", "a2 b1", "b1 b2", "c1 a3", "c1 b2", "c2 a1", "c2 a3"]
    network = make_network({}, direct=[(tie.split()[0], tie.split()[1]) for tie in ties])
    labels = label(network, a="a1 a2 a3", b="b1 b2", c="c1 c2")
    brokerage = count_brokerage(network.cooperation(), labels)
    roles = measure_roles(labels, brokerage)
    ids = network.node["id"][network.organizations].tolist()
    found = {one: stack(roles)[:, at].tolist() for at, one in enumerate(ids)}
    assert found == {
        # coordinator, consultant, gatekeeper, liaison
        "a1": [0, 0, 1, 0],
        "a2": [1, 0, 2, 0],
        "a3": [0, 1, 2, 0],
        "b1": [0, 0, 1, 0],
        "b2": [0, 0, 1, 0],
        "c1": [0, 0, 0, 1],
        "c2": [0, 1, 0, 0],
    }
    # Between a and b stand a2 (twice), b1 and c1: 4 + 1 + 1 of 4 x 4.
    assert measure_concentration(brokerage)[0, 1] == 6 / 16
    assert brokerage[ids.index("a2")].tolist() == [[1, 2, 0], [2, 0, 0], [0, 0, 0]]


def test_whoever_is_in_two_groups_counts_a_half_in_each() -> None:
    network = make_network({}, direct=[("x", "b1"), ("x", "b2")])
    labels = label(network, g="b1 x", h="b1 b2")
    brokerage = count_brokerage(network.cooperation(), labels)
    # b1 is half of g and half of h, b2 of h: half a pair between g and h, half a pair within h.
    assert brokerage[2].tolist() == [[0, 0.5], [0.5, 0.5]]
    assert stack(measure_roles(labels, brokerage))[:, 2].tolist() == [0, 0.5, 0.5, 0]


def test_who_is_in_no_group_is_no_end_and_an_outsider_as_a_broker() -> None:
    network = make_network({}, direct=[("x", "b1"), ("x", "b2"), ("x", "c1"), ("x", "y")])
    labels = label(network, g="b1 b2", h="c1")
    brokerage = count_brokerage(network.cooperation(), labels)
    at = network.node["id"][network.organizations].tolist().index("x")
    # b1 - b2 within g, b1 - c1 and b2 - c1 between; y is of no group.
    assert brokerage[at].tolist() == [[1, 2], [2, 0]]
    assert stack(measure_roles(labels, brokerage))[:, at].tolist() == [0, 1, 0, 2]


def test_one_broker_is_all_the_concentration_and_none_has_none() -> None:
    network = make_network({}, direct=[("x", "b1"), ("x", "c1"), ("b1", "b2")])
    brokerage = count_brokerage(network.cooperation(), label(network, b="b1 b2", c="c1"))
    concentration = measure_concentration(brokerage)
    assert concentration[0, 1] == concentration[1, 0] == 1
    assert np.isnan(concentration[1, 1])


def test_without_ties_or_groups_there_is_nothing() -> None:
    nobody = make_network({}, alone=["a", "b"]).cooperation()
    assert count_brokerage(nobody, np.ones((2, 1))).tolist() == [[[0]], [[0]]]
    assert count_brokerage(nobody, np.zeros((2, 0))).shape == (2, 0, 0)
    assert np.isnan(measure_concentration(count_brokerage(nobody, np.ones((2, 1))))).all()


TIES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda tie: tie[0] != tie[1]), max_size=25)


@settings(max_examples=80, deadline=None)
@given(TIES, st.lists(st.sets(st.integers(0, 3)), min_size=10, max_size=10))
def test_roles_are_a_plain_count_of_the_pairs_of_partners(ties: list[tuple[int, int]], groups: list[set[int]]) -> None:
    ids = [f"b{at}" for at in range(10)]
    network = make_network({}, direct=[(ids[a], ids[b]) for a, b in ties], alone=ids)
    labels = np.array([[float(group in its) for group in range(4)] for its in groups])
    brokerage = count_brokerage(network.cooperation(), labels)
    counts, roles = count_all(network.cooperation(), labels)
    assert brokerage == pytest.approx(counts, abs=1e-9)
    assert stack(measure_roles(labels, brokerage)) == pytest.approx(roles, abs=1e-9)
    total = counts.sum(axis=0)
    share = counts / np.where(total > 0, total, np.nan)
    assert measure_concentration(brokerage) == pytest.approx((share**2).sum(axis=0), abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("seed", range(3))
def test_projects_with_clusters_and_kinds_are_counted_the_same(seed: int) -> None:
    network = draw_network(seed, projects=70, direct=40, repeat=0.3)
    cooperation = network.cooperation()
    for labels in (label_clusters(network, cooperation)[1], label_kinds(network, cooperation, [("university",)])):
        counts, roles = count_all(cooperation, labels)
        brokerage = count_brokerage(cooperation, labels)
        rows = np.arange(0, len(labels), 3)
        assert count_brokerage_of(cooperation, labels, rows) == pytest.approx(brokerage[rows])
        assert np.abs(brokerage - counts).max() < 1e-9
        assert np.abs(stack(measure_roles(labels, brokerage)) - roles).max() < 1e-9


def test_the_roles_of_st_petersburg_sum_to_the_open_pairs_of_those_with_a_kind() -> None:
    network = load_tables(find_resource("datasets/st-petersburg"))
    cooperation = network.cooperation()
    labels = label_kinds(network, cooperation, [(kind,) for kind in ORGANIZATION_KINDS])
    roles = stack(measure_roles(labels, count_brokerage(cooperation, labels)))
    partners = cooperation.partners
    tied = partners * (partners - np.nan_to_num(measure_effective_size(cooperation))) / 2
    assert roles.sum(axis=0) == pytest.approx(partners * (partners - 1) / 2 - tied, abs=1e-6)
    assert roles == pytest.approx(np.round(roles), abs=0)


def test_shares_of_nobody_are_zero() -> None:
    assert share_memberships(np.zeros((2, 3))).tolist() == [[0, 0, 0], [0, 0, 0]]
