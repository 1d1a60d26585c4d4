"""The cooperation of organizations: events, weights, and what is left of them in a part."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import barbell, make_network, two_islands_and_a_loner

from graphcdc import Network
from graphcdc.cooperation import Cooperation

TEAMS = st.lists(st.sets(st.integers(0, 6), max_size=5), max_size=8)


def cooperation_of(teams: list[set[int]]) -> Cooperation:
    members = {f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}
    return make_network(members, alone=[f"b{at}" for at in range(7)]).cooperation()


def test_a_project_of_k_gives_each_pair_one_over_k_minus_1() -> None:
    # Rows b, c, d, e. p of four: 1/3 a pair; q of two: 1; r of three (b, c, d): 1/2.
    network = make_network({"p": ["b", "c", "d", "e"], "q": ["b", "c"], "r": ["b", "c", "d"]})
    third, half = 1 / 3, 1 / 2
    assert network.cooperation().matrix.toarray() == pytest.approx(
        np.array(
            [
                [0, third + 1 + half, third + half, third],
                [third + 1 + half, 0, third + half, third],
                [third + half, third + half, 0, third],
                [third, third, third, 0],
            ]
        )
    )
    assert network.cooperation("count").matrix.toarray().tolist() == [
        [0, 3, 2, 1],
        [3, 0, 2, 1],
        [2, 2, 0, 1],
        [1, 1, 1, 0],
    ]


def test_another_weight_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="newman, count"):
        barbell().cooperation("jaccard")


def test_a_direct_tie_weighs_its_strength_and_one_without_strength_weighs_1() -> None:
    nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    ties = {
        "source": ["a", "b"],
        "target": ["b", "c"],
        "kind": ["COOPERATES_WITH", "SUPPLIES"],
        "strength": [2.5, np.nan],
    }
    assert Network.build(nodes, ties).cooperation().matrix.toarray().tolist() == [[0, 2.5, 0], [2.5, 0, 1], [0, 1, 0]]


@pytest.mark.parametrize("kind", ["COMPETES_WITH", "PART_OF", "REGULATES", "SUPPORTS"])
def test_a_tie_that_is_no_cooperation_joins_nobody(kind: str) -> None:
    assert make_network({}, ties=[("a1", "b1", kind)], alone=["a1", "b1"]).cooperation().matrix.nnz == 0


@pytest.mark.parametrize("kind", ["COOPERATES_WITH", "SUPPLIES", "CONTRACTS_WITH", "INVESTS_IN", "FUNDS"])
def test_each_kind_of_cooperation_joins_two_organizations(kind: str) -> None:
    network = make_network({}, ties=[("i1", "b1", kind)], alone=["i1", "b1"])
    assert network.cooperation().matrix.toarray().tolist() == [[0, 1], [1, 0]]


def test_money_for_a_project_is_no_participation_in_it() -> None:
    network = make_network({"p": ["b1", "b2"]}, ties=[("i1", "p", "FUNDS"), ("i1", "p", "INVESTS_IN")], alone=["i1"])
    assert network.cooperation().partners.tolist() == [1, 1, 0]


def test_two_ties_between_the_same_two_add_up_and_are_one_partner() -> None:
    network = make_network({}, direct=[("b", "c")], ties=[("c", "b", "SUPPLIES")])
    assert network.cooperation().matrix.toarray().tolist() == [[0, 2], [2, 0]]
    assert network.cooperation().partners.tolist() == [1, 1]
    assert network.cooperation().degrees.tolist() == [2, 2]


def test_a_participation_that_stands_twice_counts_once() -> None:
    # With b counted twice p would have three participants and the weight 1/2.
    network = make_network({"p": ["b", "c"]}, ties=[("b", "p", "PARTICIPATES_IN")])
    assert len(network.ties) == 3
    assert network.cooperation().matrix.toarray().tolist() == [[0, 1], [1, 0]]
    assert network.cooperation().sizes.tolist() == [2]


def test_a_participant_that_is_no_organization_is_left_out() -> None:
    network = make_network({"p": ["b", "c"]}, clusters={"k": []}, ties=[("k", "p", "PARTICIPATES_IN")])
    assert network.cooperation().sizes.tolist() == [2]


def test_a_project_of_one_is_no_event() -> None:
    network = two_islands_and_a_loner()
    cooperation = network.cooperation()
    assert [network.node["id"][project] for project in cooperation.projects] == ["p2", "p3"]
    assert cooperation.sizes.tolist() == [2, 3]
    # b1 b2 c1 c2 d1 u1
    assert cooperation.degrees.tolist() == [1, 1, 1, 1, 0, 1]
    assert cooperation.partners.tolist() == [2, 2, 1, 1, 0, 2]


def test_joint_projects_are_projects_and_not_direct_ties() -> None:
    network = make_network({"p": ["b", "c", "d"], "q": ["b", "c"]}, direct=[("b", "c"), ("c", "d")])
    cooperation = network.cooperation()
    ids = network.node["id"]
    assert ids[cooperation.joint_projects(0, 1)].tolist() == ["p", "q"]
    assert ids[cooperation.joint_projects(1, 2)].tolist() == ["p"]
    assert cooperation.neighbours(0).tolist() == [1, 2]
    assert [int(at) for at in cooperation.events(0)] == [0, 1, 2]


def test_a_part_keeps_only_events_that_still_have_two_of_its_members() -> None:
    # Without d: p shrinks to b, c with the weight 1 (not 1/2); q and the direct tie c-d are gone.
    network = make_network({"p": ["b", "c", "d"], "q": ["b", "d"]}, direct=[("b", "c"), ("c", "d")])
    part = network.cooperation().restrict(np.array([True, True, False]))
    assert network.node["id"][part.organizations].tolist() == ["b", "c"]
    assert network.node["id"][part.projects].tolist() == ["p"]
    assert part.sizes.tolist() == [2, 2]
    assert part.strengths.tolist() == [1, 1]
    assert part.matrix.toarray().tolist() == [[0, 2], [2, 0]]


def test_a_part_of_nobody_has_no_events() -> None:
    part = barbell().cooperation().restrict(np.zeros(6, dtype=bool))
    assert part.incidence.shape == (0, 0)
    assert part.matrix.shape == (0, 0)
    assert len(part.projects) == 0


def test_components_have_the_same_number_and_others_another() -> None:
    # b1 b2 c1 c2 d1 u1
    component = two_islands_and_a_loner().cooperation().component
    assert component[0] == component[1] == component[5]
    assert component[2] == component[3]
    assert len(set(component)) == 3


@given(TEAMS)
def test_weights_are_the_sum_over_joint_projects(teams: list[set[int]]) -> None:
    expected = np.zeros((7, 7))
    for team in teams:
        for one in team:
            for other in team - {one}:
                expected[one, other] += 1 / (len(team) - 1)
    assert cooperation_of(teams).matrix.toarray() == pytest.approx(expected)


@given(TEAMS, st.lists(st.booleans(), min_size=7, max_size=7))
def test_a_part_is_what_its_members_would_have_without_the_others(teams: list[set[int]], keep: list[bool]) -> None:
    inside = {at for at in range(7) if keep[at]}
    part = cooperation_of(teams).restrict(np.array(keep))
    alone = cooperation_of([team & inside for team in teams])
    assert part.matrix.toarray() == pytest.approx(alone.matrix.toarray()[np.ix_(keep, keep)])
