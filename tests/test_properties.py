"""What must not matter: the order of rows, the ids, and an organization that has nothing to do with the others."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import KINDS, draw_network, make_network

from graphcdc import Gap, Network, Suggestion, Team, find_gaps, recommend_partners
from graphcdc.gaps import list_limits
from graphcdc.gaps.finders import STRUCTURAL_GAPS

ORGANIZATIONS = [f"{letter}{at}" for letter in "buri" for at in range(5)]
CLUSTERS = ("k1", "k2", "k3")
WORDS = ("laser", "optics", "tea", "")

NETWORKS = st.builds(
    lambda teams, ties, members, topics, domains: make_network(
        {f"p{at}": sorted(team) for at, team in enumerate(teams)},
        direct=sorted({tuple(sorted(tie)) for tie in ties}),
        alone=ORGANIZATIONS,
        clusters={cluster: sorted(its) for cluster, its in zip(CLUSTERS, members, strict=True)},
        topics={f"p{at}": topic for at, topic in enumerate(topics)},
        domains=dict(zip(ORGANIZATIONS, domains, strict=False)),
        project_clusters={f"p{at}": CLUSTERS[at % 3] for at in range(len(teams))},
        starts={f"p{at}": f"201{at % 10}" for at in range(len(teams))},
        regions=dict.fromkeys(ORGANIZATIONS[:12], "Perm"),
    ),
    st.lists(st.sets(st.sampled_from(ORGANIZATIONS), max_size=5), min_size=6, max_size=14),
    st.lists(st.sets(st.sampled_from(ORGANIZATIONS), min_size=2, max_size=2), max_size=6),
    st.tuples(*[st.sets(st.sampled_from(ORGANIZATIONS), max_size=8)] * 3),
    st.lists(st.sampled_from(WORDS), min_size=6, max_size=6),
    st.lists(st.sampled_from(WORDS), max_size=8),
)
QUERIES = ("b0", "u1", "p0", "p3", Team(members=("b1", "r2"), clusters=("k1",), topics=("laser",)))


def columns_of(network: Network) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    nodes, ties = network.nodes, network.ties
    return {name: nodes[name].tolist() for name in nodes}, {name: ties[name].tolist() for name in ties}


def shuffle_rows(network: Network, seed: int) -> Network:
    nodes, ties = columns_of(network)
    mixer = random.Random(seed)
    shuffled = []
    for table in (nodes, ties):
        order = list(range(len(next(iter(table.values())))))
        mixer.shuffle(order)
        shuffled.append({name: [values[at] for at in order] for name, values in table.items()})
    for at in range(0, len(shuffled[1]["kind"]), 2):
        if shuffled[1]["kind"][at] == "COOPERATES_WITH":
            ends = shuffled[1]["source"][at], shuffled[1]["target"][at]
            shuffled[1]["target"][at], shuffled[1]["source"][at] = ends
    return Network.build(*shuffled, home=network.home)


def rename_ids(network: Network, seed: int) -> tuple[Network, dict[str, str]]:
    """Give each node a new id, in an order that has nothing to do with the old one; names stay."""
    nodes, ties = columns_of(network)
    fresh = [f"n{at:03}" for at in range(len(network))]
    random.Random(seed).shuffle(fresh)
    new = dict(zip(nodes["id"], fresh, strict=True))
    nodes["id"] = fresh
    nodes["clusters"] = [new.get(cell, cell) for cell in nodes["clusters"]]
    ties["source"], ties["target"] = ([new[end] for end in ties[side]] for side in ("source", "target"))
    return Network.build(nodes, ties, home=network.home), new


def add_alone(network: Network, node_id: str) -> Network:
    nodes, ties = columns_of(network)
    for name, values in nodes.items():
        values.append({"id": node_id, "name": "Hermit", "kind": KINDS.get(node_id[0], "company")}.get(name, ""))
    return Network.build(nodes, ties, home=network.home)


def translate(query: str | Team, new: Mapping[str, str]) -> str | Team:
    if isinstance(query, str):
        return new[query]
    return Team(tuple(new[one] for one in query.members), tuple(new[one] for one in query.clusters), query.topics)


def translate_ids(value: Any, new: Mapping[str, str]) -> Any:
    """Evidence under new ids; the order of a list of them follows from ids too."""
    if isinstance(value, Mapping):
        return {new.get(name, name): translate_ids(its, new) for name, its in value.items()}
    if isinstance(value, list):
        return sorted((translate_ids(its, new) for its in value), key=str)
    return new.get(value, value) if isinstance(value, str) else value


def describe_gap(gap: Gap, new: Mapping[str, str]) -> dict[str, Any]:
    """A gap without what follows from ids: groups and members under their new ids, in sorted order."""
    numbers = (gap.observed, gap.expected, gap.ratio, *(gap.interval or ()))
    evidence = translate_ids(gap.evidence, new)
    return {
        "kind": gap.kind,
        "groups": gap.groups and sorted(new.get(group, group) for group in gap.groups),
        "members": sorted(new.get(one, one) for one in gap.members),
        "p_value": gap.p_value,
        "q_value": gap.q_value,
        # Sums of the same numbers in another order may differ in the last digits.
        "numbers": [None if it is None else float(f"{it:.9g}") for it in numbers],
        "evidence": evidence,
    }


def sorted_gaps(gaps: list[Gap], new: Mapping[str, str]) -> list[dict[str, Any]]:
    described = (describe_gap(gap, new) for gap in gaps)
    return sorted(described, key=lambda gap: (gap["kind"], str(gap["groups"]), gap["members"]))


def gap_rows(network: Network, draws: int) -> list[dict[str, Any]]:
    return [gap.to_dict() for gap in find_gaps(network, draws=draws)]


def suggest(network: Network, query: str | Team) -> list[Suggestion]:
    return recommend_partners(network, query, k=100)


def rows_of(suggestions: list[Suggestion]) -> list[dict[str, Any]]:
    return [one.to_dict("en") for one in suggestions]


# Order of rows -------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(NETWORKS, st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(network: Network, seed: int) -> None:
    other = shuffle_rows(network, seed)
    assert gap_rows(network, 60) == gap_rows(other, 60)
    for query in QUERIES:
        assert rows_of(suggest(network, query)) == rows_of(suggest(other, query))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_no_finding_of_a_network_with_deficits(seed: int) -> None:
    network = draw_network(seed, projects=90, direct=60, forbidden=("b", "u"))
    gaps = gap_rows(network, 299)
    assert {gap["claim"] for gap in gaps} == {"statistical", "structural"}
    assert gaps == gap_rows(shuffle_rows(network, seed), 299)


# Ids -----------------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(NETWORKS, st.integers(0, 99), st.sampled_from([None, "Perm"]))
def test_ids_change_no_gap(network: Network, seed: int, home: str | None) -> None:
    network = network if home is None else network.with_home(home)
    other, new = rename_ids(network, seed)
    assert sorted_gaps(find_gaps(network, draws=60), new) == sorted_gaps(find_gaps(other, draws=60), {})
    # What is said of structure names organizations, never ids, and stands in the order of names.
    before, after = (find_gaps(one, kinds=STRUCTURAL_GAPS) for one in (network, other))
    assert [gap.text("en") for gap in before] == [gap.text("en") for gap in after]
    assert [gap.advice.say("en") for gap in before] == [gap.advice.say("en") for gap in after]
    limits = [[limit.say("en") for limit in list_limits(one)] for one in (network, other)]
    assert limits[0] == limits[1]


@pytest.mark.parametrize("seed", range(4))
def test_ids_change_no_number_of_a_tested_gap(seed: int) -> None:
    network = draw_network(seed, projects=90, direct=60, repeat=0.3, forbidden=("b", "u"))
    other, new = rename_ids(network, seed)
    gaps = find_gaps(network, draws=299)
    assert any(gap.claim == "statistical" for gap in gaps)
    assert sorted_gaps(gaps, new) == sorted_gaps(find_gaps(other, draws=299), {})


@settings(max_examples=40, deadline=None)
@given(NETWORKS, st.integers(0, 99))
def test_ids_change_no_score_and_only_exact_ties_change_places(network: Network, seed: int) -> None:
    other, new = rename_ids(network, seed)
    cooperation = network.cooperation()
    events = dict(zip(network.node["id"][cooperation.organizations], cooperation.degrees, strict=True))
    old = {fresh: one for one, fresh in new.items()}
    for query in QUERIES:
        before, after = suggest(network, query), suggest(other, translate(query, new))
        found = {one.candidate: one for one in after}
        assert {new[one.candidate] for one in before} == set(found)
        for one, same_place in zip(before, after, strict=True):
            two = found[new[one.candidate]]
            assert one.parts == pytest.approx(two.parts, abs=1e-9)
            assert (one.name, one.kind, one.list) == (two.name, two.kind, two.list)
            assert [reason.say("en") for reason in one.reasons] == [reason.say("en") for reason in two.reasons]
            assert one.counter_reasons == two.counter_reasons
            assert (one.next_step, one.novelty) == (two.next_step, two.novelty)
            # Whoever stands at that place now has the same score and popularity.
            assert one.score == pytest.approx(same_place.score, abs=1e-9)
            assert events[one.candidate] == events[old[same_place.candidate]]


# One more organization -----------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(NETWORKS, st.sampled_from(["a-first", "m-middle", "u-last", "zz"]))
def test_an_organization_alone_changes_no_score_no_rank_and_no_other_gap(network: Network, node_id: str) -> None:
    other = add_alone(network, node_id)
    for query in QUERIES:
        assert rows_of(suggest(network, query)) == rows_of(suggest(other, query))
    before, after = find_gaps(network, draws=60), find_gaps(other, draws=60)
    kept = [gap.to_dict() for gap in after if gap.members != (node_id,)]
    assert [gap.to_dict() for gap in before] == kept
    alone = [gap for gap in after if gap.members == (node_id,)]
    assert [gap.kind for gap in alone] == (["isolate"] if other.cooperation().matrix.nnz else [])


@pytest.mark.parametrize("node_id", ["a-first", "zz"])
def test_an_organization_alone_changes_no_tested_gap(node_id: str) -> None:
    network = draw_network(2, projects=140, forbidden=("b", "u"))
    before, after = (
        [gap.to_dict() for gap in find_gaps(one, draws=299) if gap.claim == "statistical"]
        for one in (network, add_alone(network, node_id))
    )
    assert before
    assert before == after
