"""The yardstick of what-if: feasible ties, random changes beside a change, and estimates in large networks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import draw_network, make_network, star

from graphcdc import Comparison, Network, Scenario, what_if
from graphcdc.whatif import baseline
from graphcdc.whatif.baseline import Baseline, prepare
from graphcdc.whatif.feasible import Feasible
from graphcdc.whatif.yardstick import constrain_with, draw_scenarios, size_with


def try_tie(network: Network, a: str, b: str, **options: Any) -> Comparison:
    return what_if(network, Scenario(ties=[(a, b)]), **options)


def strangers(network: Network) -> tuple[str, str]:
    """The first two organizations by name that could begin to cooperate."""
    return min(feasible_pairs(network))


# Random feasible changes ----------------------------------------------------------------------------------------------


def feasible_pairs(network: Network) -> set[tuple[str, str]]:
    feasible = Feasible(network)
    ids = network.node["id"][network.organizations]
    return {(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in feasible.list_pairs(feasible.rows.tolist())}


def test_nobody_begins_to_cooperate_with_a_partner_a_competitor_an_owner_or_somebody_elsewhere() -> None:
    ties = [("b1", "b4", "COMPETES_WITH"), ("b2", "b4", "PART_OF"), ("b3", "b4", "SUPPORTS")]
    network = make_network(
        {"p": ["b1", "b2"]},
        direct=[("b2", "b3")],
        ties=ties,
        alone=["b4", "b5"],
        regions={**{f"b{at}": "Perm" for at in (1, 2, 3, 4)}, "b5": "Oulu"},
    )
    assert feasible_pairs(network) == {("b1", "b3"), *((f"b{at}", "b5") for at in (1, 2, 3, 4))}
    assert feasible_pairs(network.with_home("Perm")) == {("b1", "b3")}


def test_a_parent_organization_is_no_partner_to_find() -> None:
    nodes = {"id": ["a", "b", "c"], "name": ["A", "B", "C"], "kind": ["sme"] * 3}
    network = Network.build(
        nodes | {"parent_organization": ["b", "", "elsewhere"]}, {"source": [], "target": [], "kind": []}
    )
    assert feasible_pairs(network) == {("a", "c"), ("b", "c")}


def test_where_few_ties_are_feasible_all_are_the_yardstick() -> None:
    network = make_network({"p": ["b1", "b2", "b3"]}, direct=[("c1", "c2")])
    found = try_tie(network, "b1", "c1")
    # Any of the six ties between the two islands joins 6 pairs.
    pairs = found.find("reachable_pairs")
    assert (pairs.delta, pairs.random, pairs.best) == (6, 6, 6)
    distance = found.find("mean_distance")
    # All six are alike: by symmetry each does the same to the distances.
    assert distance.delta == pytest.approx(distance.random)
    assert distance.delta == pytest.approx(distance.best)


def test_the_yardstick_is_the_mean_and_the_best_of_the_drawn_ties_by_each_measure() -> None:
    network = draw_network(3, organizations=60, projects=20, direct=10)
    found = try_tie(network, *strangers(network))
    drawn = draw_scenarios(prepare(network), 1)
    assert len({one.ties for one in drawn}) == len(drawn) == 100
    assert {tuple(sorted(one.ties[0])) for one in drawn} <= feasible_pairs(network)
    each = [what_if(network, one, yardstick=False) for one in drawn]
    for measure, better in (
        ("reachable_pairs", max),
        ("bridges", min),
        ("mean_distance", min),
        ("global_efficiency", max),
    ):
        deltas = [one.find(measure).delta or 0.0 for one in each]
        assert found.find(measure).random == pytest.approx(np.mean(deltas), abs=1e-12)
        assert found.find(measure).best == pytest.approx(better(deltas), abs=1e-12)


def test_a_project_is_compared_with_random_projects_of_as_many() -> None:
    network = draw_network(3, organizations=60, projects=20, direct=10)
    drawn = draw_scenarios(prepare(network), 1, [3])
    assert {(len(one.ties), len(one.projects[0])) for one in drawn} == {(1, 3)}
    for one in drawn[:20]:
        assert {tuple(sorted(pair)) for pair in combinations(one.projects[0], 2)} <= feasible_pairs(network)
    found = what_if(network, drawn[0])
    assert found.find("global_efficiency").random is not None
    assert found.find("constraint", drawn[0].projects[0][0]).random is None


def test_what_is_taken_out_and_what_is_not_feasible_has_no_yardstick() -> None:
    assert {one.random for one in what_if(star(4), Scenario(removed=["hub"]))} == {None}
    found = what_if(make_network({"p": ["b1", "b2", "b3"]}), Scenario(ties=[("b1", "b2")]))
    assert {one.best for one in found} == {None}
    assert [note.key for note in found.notes] == ["note_no_cause", "note_partners_already", "note_no_yardstick"]


def rename(network: Network, ids: Mapping[str, str]) -> Network:
    order = np.random.default_rng(0).permutation(len(network.tie["kind"]))
    nodes = {**network.node, "id": [ids[one] for one in network.node["id"]]}
    own = network.node["id"]
    ties = {name: values[order] for name, values in network.tie.items()}
    ties |= {end: [ids[own[at]] for at in ties[end]] for end in ("source", "target")}
    return Network.build(nodes, ties)


def test_other_ids_and_another_order_of_rows_change_nothing() -> None:
    network = draw_network(2, organizations=60, projects=20, direct=10)
    ids = dict(zip(network.node["id"], np.random.default_rng(5).permutation(network.node["id"]), strict=True))
    other = rename(network, ids)
    pair = strangers(network)
    first = try_tie(network, *pair)
    second = try_tie(other, *(ids[end] for end in pair))
    for one, two in zip(first, second, strict=True):
        assert one.measure == two.measure
        for name in ("before", "after", "random", "best"):
            ours, theirs = getattr(one, name), getattr(two, name)
            assert ours == (None if theirs is None else pytest.approx(theirs, abs=1e-9)), (one.measure, name)


ORGANIZATIONS = [f"b{at}" for at in range(8)]
names = st.sampled_from(ORGANIZATIONS)
teams = st.lists(names, min_size=2, max_size=4, unique=True)
pairs = st.lists(names, min_size=2, max_size=2, unique=True).map(tuple)


def draw_small(projects: list[list[str]], direct: list[tuple[str, str]]) -> Network:
    return make_network({f"p{at}": team for at, team in enumerate(projects)}, direct=direct, alone=ORGANIZATIONS)


@settings(max_examples=40)
@given(st.lists(teams, max_size=4), st.lists(pairs, max_size=4))
def test_another_partner_changes_an_end_as_measuring_it_anew_says(
    projects: list[list[str]], direct: list[tuple[str, str]]
) -> None:
    network = draw_small(projects, direct)
    base = Baseline(network, 0)
    partners = [at for at in range(1, 8) if at not in base.cooperation.neighbours(0)]
    for at, constraint, size in zip(
        partners, constrain_with(base, 0, partners), size_with(base, 0, partners), strict=True
    ):
        found = try_tie(network, "b0", f"b{at}", yardstick=False)
        assert found.find("constraint", "b0").after == pytest.approx(constraint, abs=1e-9)
        assert found.find("effective_size", "b0").after == pytest.approx(size, abs=1e-9)


# Large networks -------------------------------------------------------------------------------------------------------


def test_where_not_all_distances_are_kept_a_tie_is_still_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    network = draw_network(1, organizations=150, projects=50, direct=30)
    pair = strangers(network)
    exact = try_tie(network, *pair, yardstick=False)
    prepare.cache_clear()
    monkeypatch.setattr(baseline, "KEPT_UP_TO", 10)
    found = try_tie(network, *pair, yardstick=False)
    prepare.cache_clear()
    for measure in ("mean_distance", "global_efficiency"):
        assert found.find(measure).after == pytest.approx(exact.find(measure).after, abs=1e-12)
        assert found.find(measure).error is None


@pytest.mark.parametrize("sort", ["project", "loss", "exact project"])
def test_an_estimate_says_how_far_off_it_may_be(sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = draw_network(1, organizations=400, projects=150, direct=50)
    hub = network.node["id"][network.organizations[int(network.cooperation().partners.argmax())]]
    pair = strangers(network)
    scenario = Scenario(removed=[hub]) if sort == "loss" else Scenario(projects=[[*pair, hub]])
    exact = what_if(network, scenario, yardstick=False)
    # With so small a limit even those whose distances change are too many to search from all of them.
    for name, value in (("KEPT_UP_TO", 10), ("EXACT_UP_TO", 10), ("SAMPLE", 100), ("_KNOWN", 3)):
        if name != "_KNOWN" or sort == "project":
            monkeypatch.setattr(baseline, name, value)
    inside = 0
    for seed in range(20):
        prepare.cache_clear()
        found = what_if(network, scenario, yardstick=False, seed=seed)
        for measure in ("mean_distance", "global_efficiency"):
            ours, theirs = found.find(measure), exact.find(measure)
            assert ours.error is not None
            assert ours.delta is not None
            assert theirs.delta is not None
            inside += abs(ours.delta - theirs.delta) <= ours.error + 1e-12
            assert sort != "exact project" or ours.error == 0
    prepare.cache_clear()
    assert inside >= 38
    assert [note.key for note in found.notes][-2:] == ["note_sampled", "note_errors"]
