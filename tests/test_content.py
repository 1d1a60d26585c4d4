"""Roles, sleeping ties and missing data on networks worked out by hand; and all kinds of content where planted."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import make_dated, make_network
from towns import Town, plant_everything

from graphcdc import Gap, Network, find_gaps
from graphcdc.gaps import GAP_KINDS, find_gap, find_sides, list_concerned, list_limits, measure_coverage
from graphcdc.partners.closing import close_gap

CONTENT = ("unmet_need", "idle_offer", "role_gap", "helix_gap", "dormant_tie", "eligibility_gap", "data_gap")
Ties = list[tuple[str, ...]]


def find(ties: Sequence[Sequence[str]], kind: str, **columns: dict[str, str]) -> list[Gap]:
    return find_gaps(make_dated(ties, **columns), kinds=[kind])


def team(project: str, *members: str, since: str = "2024", until: str = "2027") -> Ties:
    """A project whose first member leads it."""
    roles = ["coordinator", *["partner"] * (len(members) - 1)]
    return [(one, project, "PARTICIPATES_IN", since, until, role) for one, role in zip(members, roles, strict=True)]


def headless(project: str, *members: str, **dates: str) -> Ties:
    return [(*tie[:5], "partner") for tie in team(project, *members, **dates)]


# Planted -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_what_is_planted_is_found_and_nothing_else(seed: int) -> None:
    town = plant_everything(seed)
    found = find_gaps(town.build(), kinds=CONTENT)
    assert {kind for kind, _ in town.truth} == set(CONTENT)
    assert {(gap.kind, frozenset(gap.members)) for gap in found} == town.truth
    assert len(found) == len(town.truth)


@pytest.mark.parametrize("seed", range(20))
def test_where_nothing_is_planted_nothing_is_found(seed: int) -> None:
    assert find_gaps(Town(seed).build(), kinds=CONTENT) == []


def test_every_kind_keeps_the_contract_and_has_two_sides() -> None:
    network = plant_everything(1).build()
    found = find_gaps(network, kinds=CONTENT)
    assert [gap.kind for gap in found] == sorted((gap.kind for gap in found), key=GAP_KINDS.index)
    for gap in found:
        fields = json.loads(json.dumps(gap.to_dict("en")))
        assert (fields["claim"], fields["groups"]) == ("structural", None)
        assert [fields[name] for name in ("expected", "ratio", "interval", "p_value", "q_value")] == [None] * 5
        assert gap.observed > 0
        assert find_gap(network, gap.id).id == gap.id
        assert set(gap.members) <= set(network.node["id"])
        for text in (gap.text("en"), gap.text("ru"), gap.advice.say("en"), gap.advice.say("ru")):
            assert "{" not in text
            assert text.endswith(".")
        here, there = find_sides(network, gap)
        assert here.any()
        assert there.any()
        ids = network.node["id"][network.organizations]
        for a, b in gap.ties:
            assert a != b
            assert {a, b} <= set(ids)
        for one in close_gap(network, gap, k=2):
            assert one.gap_closed == gap.id
            assert one.evidence["for"] in ids[here]
            assert one.candidate in ids[there]
    assert len({gap.id for gap in found}) == len(found)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    town = plant_everything(seed)
    first = [gap.to_dict() for gap in find_gaps(town.build(), kinds=CONTENT)]
    town.random.shuffle(town.ties)
    assert [gap.to_dict() for gap in find_gaps(town.build(), kinds=CONTENT)] == first


def test_with_a_stated_home_only_what_touches_it_is_found() -> None:
    town = plant_everything(2)
    network = town.build()
    regions = ["Perm" if one.startswith("b-silent") else "Oulu" for one in network.node["id"]]
    nodes = {name: values.tolist() for name, values in network.node.items()} | {"region": regions}
    ties = {name: values.tolist() for name, values in network.ties.items()}
    found = find_gaps(Network.build(nodes, ties, home="Perm"), kinds=CONTENT)
    assert {(gap.kind, gap.members) for gap in found} == {
        ("eligibility_gap", ("k-silent",)),
        ("data_gap", ("k-silent",)),
    }


# Roles ---------------------------------------------------------------------------------------------------------------


def test_a_running_project_without_a_leader_is_a_role_gap_and_who_has_led_most_could_lead_it() -> None:
    ties = [*team("p1", "a", "b"), *team("p2", "a", "c"), *team("p3", "b", "c"), *headless("p4", "a", "b", "d")]
    (gap,) = find(ties, "role_gap")
    assert (gap.members, gap.observed, gap.ties) == (("p4",), 3, ())
    assert gap.evidence == {
        "role": "coordinator",
        "participants": ["a", "b", "d"],
        "led": {"a": 2, "b": 1},
        "outside": [],
    }
    assert gap.text("en") == "P4 has 3 participants (A, B, D) and no coordinator."
    assert gap.advice.say("en") == "Agree on who leads it; of its participants A has led most: 2 projects."
    assert gap.advice.say("ru") == ("Договоритесь, кто ведёт проект; больше всех из участников вёл A: 2 проекта.")


def test_where_no_participant_has_led_somebody_outside_is_named() -> None:
    ties = [*team("p1", "a", "b"), *team("p2", "a", "b"), *headless("p3", "c", "d")]
    network = make_dated(ties)
    (gap,) = find_gaps(network, kinds=["role_gap"])
    assert (gap.ties, gap.evidence["outside"]) == ((("c", "a"),), ["a"])
    assert gap.advice.say("en").endswith("A has led 2.")
    here, there = find_sides(network, gap)
    assert (here.tolist(), there.tolist()) == ([False, False, True, True], [True, False, False, False])
    assert list_concerned(network, gap) == {"p3", "c", "d"}


def test_a_project_is_judged_only_if_it_runs_has_two_members_and_states_every_role() -> None:
    ties = [*team("p1", "a", "b"), *team("p2", "a", "b"), *team("p3", "a", "c")]
    assert len(find([*ties, *headless("p4", "c", "d")], "role_gap")) == 1
    assert find([*ties, *headless("p4", "c", "d", since="2019", until="2023")], "role_gap") == []
    assert find([*ties, *headless("p4", "c")], "role_gap") == []
    assert find([*ties, *headless("p4", "c", "d")], "role_gap", status={"p4": "stopped"}) == []
    # The leader may be the one whose role nobody wrote down.
    assert find([*ties, *headless("p4", "c", "d"), ("e", "p4", "PARTICIPATES_IN")], "role_gap") == []


def test_where_few_projects_state_a_leader_roles_are_not_recorded_and_that_is_said() -> None:
    ties = [*team("p1", "a", "b"), *headless("p2", "a", "b"), *headless("p3", "a", "c")]
    assert find(ties, "role_gap") == []
    (limit,) = list_limits(make_dated(ties), kinds=["role_gap"])
    assert limit.say("en") == ("1 of 3 joint projects state a coordinator: whether a role is vacant cannot be told")
    assert len(find([*ties, *team("p4", "a", "b")], "role_gap")) == 2
    assert list_limits(make_dated([*ties, *team("p4", "a", "b")]), kinds=["role_gap"]) == []


# Sleeping ties -------------------------------------------------------------------------------------------------------

PAST: Ties = [*team("p1", "a", "b", since="2014", until="2016"), *team("p2", "a", "b", since="2015", until="2017-06")]
#: What dates the network, and keeps a and b at work: each with somebody else.
NOW: Ties = [*team("p8", "a", "c", since="2020-07", until="2022"), *team("p9", "b", "d", since="2020-07", until="2022")]


def test_two_joint_projects_long_ago_and_nothing_since_are_a_dormant_tie() -> None:
    network = make_dated([*PAST, *NOW])
    (gap,) = find_gaps(network, kinds=["dormant_tie"])
    assert (gap.members, gap.observed, gap.ties) == (("a", "b"), 2, (("a", "b"),))
    assert gap.evidence == {
        "projects": ["p1", "p2"],
        "last_end": "2017-06",
        "years": 3.1,
        "weight": 2.0,
        "nothing_since": [],
    }
    assert gap.text("en") == "A and B had 2 joint projects (P2, P1) and nothing together for 3 years."
    assert gap.text("ru") == "A и B: совместных проектов 2 (P2, P1), но уже 3 года ничего вместе."
    assert [side.tolist() for side in find_sides(network, gap)] == [
        [True, False, False, False],
        [False, True, False, False],
    ]


@pytest.mark.parametrize(
    "awake",
    [
        team("p3", "a", "b", since="2019", until="2022"),
        team("p3", "a", "b", since="2015", until="2017-08"),
        team("p3", "a", "b", since="2015", until=""),
        [("a", "b", "COOPERATES_WITH")],
        [("b", "a", "SUPPLIES", "2015", "2018")],
        [("a", "b", "PART_OF")],
        [("a", "b", "COMPETES_WITH")],
    ],
    ids=["running", "ended lately", "no end", "direct", "direct until lately", "one house", "competitors"],
)
def test_whatever_joins_two_since_keeps_a_tie_awake(awake: Ties) -> None:
    assert find([*PAST, *NOW, *awake], "dormant_tie") == []


def test_a_direct_tie_that_ended_long_ago_and_a_membership_do_not_wake_it() -> None:
    old = [("a", "b", "SUPPLIES", "2014", "2015"), ("a", "k1", "MEMBER_OF"), ("b", "k1", "MEMBER_OF")]
    assert len(find([*PAST, *NOW, *old], "dormant_tie")) == 1


def test_one_project_or_large_ones_make_no_tie() -> None:
    assert find([*PAST[:2], *NOW], "dormant_tie") == []
    # Two projects of four weigh 2 / 3, three of them as much as one of just the two.
    crowd = [team(f"p{at}", "a", "b", "x", "y", since="2014", until="2016") for at in range(3)]
    assert find([*crowd[0], *crowd[1], *NOW], "dormant_tie") == []
    three = find([*crowd[0], *crowd[1], *crowd[2], *NOW], "dormant_tie")
    assert len(three) == 6
    # All weigh the same: by names.
    assert [gap.members for gap in three[:2]] == [("a", "b"), ("a", "x")]


def test_who_has_done_nothing_else_since_is_said_to_be_gone() -> None:
    (gap,) = find([*PAST, *NOW[:2]], "dormant_tie")
    assert gap.evidence["nothing_since"] == ["b"]
    assert gap.text("en").endswith("nothing together for 3 years; of B nothing else is on record since.")
    assert gap.advice.say("en").startswith("Find out first what has become of B;")
    (gap,) = find([*PAST, *team("p8", "c", "d", since="2020-07")], "dormant_tie")
    assert gap.evidence["nothing_since"] == ["a", "b"]
    assert gap.text("ru").endswith("с тех пор нет и других записей об обеих.")


def test_more_joint_projects_come_first_then_heavier_ones_then_the_latest() -> None:
    ties = [*PAST, *NOW]
    ties += [tie for at in (1, 2, 3) for tie in team(f"pc{at}", "e", "f", since="2013", until="2014")]
    ties += [tie for at in (1, 2) for tie in team(f"pd{at}", "g", "h", "i", since="2013", until="2015")]
    ties += [tie for at in (1, 2) for tie in team(f"pe{at}", "j", "l", since="2013", until="2015")]
    found = find(ties, "dormant_tie")
    assert [gap.members for gap in found] == [("e", "f"), ("a", "b"), ("j", "l"), ("g", "h"), ("g", "i"), ("h", "i")]


# Missing data --------------------------------------------------------------------------------------------------------


def test_a_cluster_of_whose_members_nothing_is_recorded_is_a_gap_in_the_data_and_they_are_no_isolates() -> None:
    clusters = {"k1": ["b1", "b2"], "k2": ["c1", "c2", "c3"], "k3": ["c3", "b1"]}
    network = make_network({"p1": ["b1", "d1"], "p2": ["b2"]}, clusters=clusters)
    (gap,) = find_gaps(network, kinds=["data_gap"])
    assert (gap.members, gap.observed, gap.ties) == (("k2",), 3, ())
    assert gap.evidence == {"members": ["c1", "c2", "c3"]}
    assert gap.text("en") == (
        "Of the 3 members of K2 (C1, C2, C3) neither a project nor a tie is recorded: "
        "whether they cooperate is not known."
    )
    # c3 belongs to a cluster of which something is known; b2 has a project of its own.
    assert sorted(gap.members[0] for gap in find_gaps(network, kinds=["isolate"])) == ["b2", "c3"]


def test_offers_and_memberships_say_nothing_of_ties_and_one_member_is_no_cluster() -> None:
    ties = [("a", "k1", "MEMBER_OF"), ("b", "k1", "MEMBER_OF"), ("a", "s1", "OFFERS"), ("c", "k2", "MEMBER_OF")]
    assert [gap.members for gap in find([*ties, ("x", "y", "SUPPLIES")], "data_gap")] == [("k1",)]
    assert find([*ties, ("x", "y", "SUPPLIES"), ("z", "a", "REGULATES")], "data_gap") == []
    # Who has left the cluster does not speak for it.
    gone = ("x", "k1", "MEMBER_OF", "2010", "2012")
    assert len(find([*ties, ("x", "y", "SUPPLIES", "2020"), gone], "data_gap")) == 1


def test_coverage_is_counted_for_each_source() -> None:
    ties = [("a", "b", "SUPPLIES", "2020"), ("c", "p1", "PARTICIPATES_IN"), ("d", "s1", "NEEDS")]
    sources = dict.fromkeys("ab", "register") | dict.fromkeys("cde", "survey") | {"f": ""}
    network = make_dated([*ties, ("e", "k1", "MEMBER_OF")], data_source=sources)
    assert [(one.source, one.organizations, one.tied, one.dated) for one in measure_coverage(network)] == [
        ("", 1, 0, 0),
        ("register", 2, 2, 2),
        ("survey", 3, 1, 0),
    ]
    (limit,) = list_limits(network, kinds=["data_gap"])
    assert limit.say("en") == (
        "of 3 of 6 organizations neither a project nor a tie is recorded, which is not the same as no tie; "
        "recorded by source: survey 1 of 3, without a source 0 of 1"
    )
    assert "без источника 0 из 1" in limit.say("ru")
    assert list_limits(make_dated(ties[:1]), kinds=["data_gap"]) == []


# Properties ----------------------------------------------------------------------------------------------------------

MEMBERS = st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4)
PROJECTS = st.lists(st.tuples(MEMBERS, st.integers(2010, 2014), st.integers(0, 8), st.booleans()), max_size=8)


@settings(max_examples=60)
@given(PROJECTS)
def test_dormant_ties_are_what_a_walk_over_all_pairs_finds(projects: list[tuple[set[str], int, int, bool]]) -> None:
    ties: Ties = [("y", "z", "SUPPLIES", "2020-12")]
    for at, (members, start, years, _) in enumerate(projects):
        ties += team(f"p{at}", *sorted(members), since=str(start), until=str(start + years))
    found = {gap.members: gap for gap in find(ties, "dormant_tie")}
    for a in "abcdefg":
        for b in "abcdefg":
            joint = [one for one in projects if {a, b} <= one[0]]
            weight = sum(1 / (len(one[0]) - 1) for one in joint) if a != b else 0
            ends = [one[1] + one[2] for one in joint]
            sleeps = a < b and len(joint) >= 2 and weight >= 1 - 1e-9 and max(ends) <= 2017
            assert ((a, b) in found) == sleeps
            if sleeps:
                assert found[a, b].observed == len(joint)


@settings(max_examples=60)
@given(PROJECTS)
def test_role_gaps_are_running_projects_of_two_or_more_without_a_leader(
    projects: list[tuple[set[str], int, int, bool]],
) -> None:
    ties: Ties = [("y", "z", "SUPPLIES", "2016")]
    for at, (members, start, years, led) in enumerate(projects):
        make = team if led else headless
        ties += make(f"p{at}", *sorted(members), since=str(start), until=str(start + years))
    joint = [at for at, one in enumerate(projects) if len(one[0]) > 1]
    recorded = joint and np.mean([projects[at][3] for at in joint]) >= 0.5
    expected = {f"p{at}" for at in joint if not projects[at][3] and sum(projects[at][1:3]) >= 2016}
    found = {gap.members[0] for gap in find(ties, "role_gap")}
    assert found == (expected if recorded else set())
