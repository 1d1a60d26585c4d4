"""The triple helix: T against hand-worked and brute-force values, its null, and clusters that lack a sphere."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import draw_network, make_network

from graphcdc import Network, find_gaps, load_tables
from graphcdc.gaps import find_sides, list_limits
from graphcdc.gaps.null import stratify
from graphcdc.gaps.spheres import compare_spheres
from graphcdc.helix import compare_synergy, flag_presence, flag_spheres, measure_synergy
from graphcdc.measures import label_kinds
from graphcdc.model import FIRM_KINDS, SPHERES
from graphcdc.resources import find_resource

ROWS = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=12)


def entropy(rows: list[tuple[bool, ...]]) -> float:
    return -sum(count / len(rows) * log2(count / len(rows)) for count in Counter(rows).values())


@given(ROWS)
def test_synergy_is_the_sum_of_entropies_that_it_says(rows: list[tuple[bool, bool, bool]]) -> None:
    expected = 0.0
    if rows:
        for size, sign in ((1, 1), (2, -1), (3, 1)):
            for chosen in combinations(range(3), size):
                expected += sign * entropy([tuple(row[at] for at in chosen) for row in rows])
    presence = np.array(rows, dtype=bool).reshape(-1, 3)
    assert measure_synergy(presence) == pytest.approx(expected, abs=1e-9)


@given(ROWS, st.permutations(range(3)))
def test_synergy_knows_no_order_of_spheres_or_projects(rows: list[tuple[bool, bool, bool]], order: list[int]) -> None:
    presence = np.array(rows, dtype=bool).reshape(-1, 3)
    other = presence[::-1][:, order]
    assert measure_synergy(other) == pytest.approx(measure_synergy(presence), abs=1e-9)


def test_synergy_worked_out_by_hand() -> None:
    # Industry in 3 of 4, academia in 2 of 4, government in 1 of 4.
    presence = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 0], [0, 0, 1]], dtype=bool)
    quarter = 2 - 0.75 * log2(3)  # entropy of 1 in 4
    # Pairs: I-A as 2, 1, 1 of 4 = 1.5; I-G as 3, 1 = quarter; A-G as 2, 1, 1 = 1.5; all three as 2, 1, 1 = 1.5.
    assert measure_synergy(presence) == pytest.approx((quarter + 1 + quarter) - (1.5 + quarter + 1.5) + 1.5, abs=1e-12)


def test_spheres_that_never_vary_or_are_independent_give_no_synergy() -> None:
    assert measure_synergy(np.ones((5, 3), dtype=bool)) == 0
    every = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=bool)
    assert measure_synergy(every) == pytest.approx(0, abs=1e-12)


def test_presence_counts_kinds_with_a_sphere_only() -> None:
    network = make_network({"p1": ["b1", "u1", "r1"], "p2": ["a1", "i1"], "p3": ["b1"]})
    cooperation = network.cooperation()
    spheres = flag_spheres(network, cooperation)
    joined = cooperation.incidence[:, : len(cooperation.projects)].T
    assert SPHERES == ("industry", "academia", "government", "civil_society")
    # p3 has one participant and is no joint project; an investor is of no sphere.
    assert flag_presence(joined, spheres).tolist() == [[True, True, False, False], [False, False, True, False]]


# The null ------------------------------------------------------------------------------------------------------------


def test_the_null_moves_spheres_within_strata_only() -> None:
    # In each of three strata all are alike, so no draw can differ from what is observed.
    network = make_network({"p1": ["b1", "u1"], "p2": ["b2", "u1"], "p3": ["a1", "b1"], "p4": ["a1", "u1"]})
    cooperation = network.cooperation()
    spheres = flag_spheres(network, cooperation)[:, :3]
    joined = cooperation.incidence.T.tocsr()
    strata = np.array([0, 1, 1, 2])  # a1, b1, b2, u1
    still = compare_synergy(joined, spheres, strata, np.arange(4), draws=20)
    assert (still.mean, still.deviation, still.band, still.difference) == (still.observed, 0, (still.observed,) * 2, 0)
    # In one stratum everybody may change places.
    moved = compare_synergy(joined, spheres, np.zeros(4, dtype=int), np.arange(4), draws=50)
    assert moved.deviation > 0


def test_networks_in_which_spheres_mean_nothing_lie_in_the_band() -> None:
    inside = 0
    for seed in range(40):
        synergy = compare_spheres(draw_network(seed, organizations=200, projects=120))
        assert synergy is not None
        inside += synergy.band[0] <= synergy.observed <= synergy.band[1]
    # 38 of 40 are expected; fewer than 34 has a chance of 0.003.
    assert inside >= 34


def test_planted_separation_is_outside_the_band() -> None:
    synergy = compare_spheres(draw_network(3, organizations=200, projects=300, forbidden=("b", "u")))
    assert synergy is not None
    assert not synergy.band[0] <= synergy.observed <= synergy.band[1]


def test_other_ids_change_no_draw() -> None:
    network = draw_network(5, projects=60)
    ids = {one: f"x{at:04}" for at, one in enumerate(reversed(network.node["id"].tolist()))}
    nodes = {name: values.tolist() for name, values in network.node.items()}
    nodes["id"] = [ids[one] for one in nodes["id"]]
    ties = {name: values.tolist() for name, values in network.ties.items()}
    ties |= {end: [ids[one] for one in ties[end]] for end in ("source", "target")}
    assert compare_spheres(Network.build(nodes, ties)) == compare_spheres(network)


def test_the_figures_of_horizon_2020_come_out() -> None:
    network = load_tables(find_resource("datasets/horizon"))
    cooperation = network.cooperation()
    joined = cooperation.incidence[:, : len(cooperation.projects)].T.tocsr()
    degrees = np.asarray(joined.sum(axis=0), dtype=np.int64)
    rows = np.flatnonzero(degrees)
    names = network.node["name"][cooperation.organizations[rows]]
    order = np.lexsort((network.node["id"][cooperation.organizations[rows]], names))
    # Published with universities alone for academia: -18.1 mbit, null -7.7 +- 2.1.
    alone = label_kinds(network, cooperation, [FIRM_KINDS, ("university",), ("public_authority",)])[rows] > 0
    found = compare_synergy(joined[:, rows], alone, stratify(degrees[rows]), order, draws=99).to_dict()
    assert (found["projects"], round(found["t_mbit"], 1)) == (7920, -18.1)
    assert found["null_mean_mbit"] == pytest.approx(-7.7, abs=0.5)
    assert found["null_sd_mbit"] == pytest.approx(2.1, abs=0.5)
    # With research organizations, as the spheres are here.
    assert 1000 * measure_synergy(flag_presence(joined, flag_spheres(network, cooperation)[:, :3])) == pytest.approx(
        -16.056, abs=1e-3
    )


# Clusters ------------------------------------------------------------------------------------------------------------


def lacking(**more: list[str]) -> Network:
    """Cluster k of firms with two projects; a university and an authority work elsewhere."""
    projects = {"p1": ["b1", "b2"], "p2": ["b2", "b3", *more.get("guests", [])], "q": ["u1", "a1", "b4"]}
    clusters = {"k": ["b1", "b2", "b3", *more.get("members", [])], "l": ["u1", "a1", "b4"]}
    direct = [("u1", "b1")]
    return make_network(projects, direct=direct, clusters=clusters, project_clusters={"p1": "k", "p2": "k", "q": "l"})


def test_a_cluster_whose_projects_lack_spheres_is_one_finding_that_names_them_all() -> None:
    network = lacking()
    (gap,) = find_gaps(network, kinds=["helix_gap"])
    assert (gap.members, gap.observed, gap.claim, gap.p_value) == (("k",), 2, "structural", None)
    assert gap.evidence["missing"] == ["academia", "government"]
    assert gap.evidence["projects"] == ["p1", "p2"]
    assert gap.evidence["with"] == {"industry": 2, "academia": 0, "government": 0, "civil_society": 0}
    assert gap.evidence["network"]["with"] == {"industry": 3, "academia": 1, "government": 1, "civil_society": 0}
    assert gap.evidence["network"]["synergy"]["projects"] == 3
    # u1 works with a member, a1 with nobody of them; b2 is in most projects and does not know it.
    assert (gap.evidence["near"], gap.ties) == (["u1"], (("b2", "u1"),))
    assert gap.text("en") == ("K: none of its 2 joint projects has anybody of these spheres: academia, government.")
    assert gap.text("ru") == ("Кластер K: совместных проектов 2, и ни в одном нет сферы: наука и образование, власть.")
    here, there = find_sides(network, gap)
    ids = network.node["id"][network.organizations]
    assert (ids[here].tolist(), ids[there].tolist()) == (["b1", "b2", "b3"], ["a1", "u1"])


def test_a_member_of_the_sphere_that_is_in_no_project_is_the_nearest() -> None:
    (gap,) = find_gaps(lacking(members=["a2"]), kinds=["helix_gap"])
    assert (gap.evidence["near"][0], gap.evidence["near_count"]) == ("a2", len(gap.evidence["near"]))
    (gap,) = find_gaps(lacking(guests=["a1"]), kinds=["helix_gap"])
    assert gap.evidence["missing"] == ["academia"]


def test_a_sphere_that_the_network_does_not_have_and_a_single_project_are_no_finding() -> None:
    firms = make_network({"p1": ["b1", "b2"], "p2": ["b2", "b3"]}, clusters={"k": ["b1", "b2", "b3"]})
    assert find_gaps(firms, kinds=["helix_gap"]) == []
    assert [limit.key for limit in list_limits(firms, kinds=["helix_gap"])] == ["limit_helix_sphere"]
    one = make_network({"p1": ["b1", "b2"], "p2": ["u1", "a1"]}, clusters={"k": ["b1", "b2"], "l": ["u1", "a1"]})
    assert find_gaps(one, kinds=["helix_gap"]) == []
    nothing = make_network({}, direct=[("b1", "u1")])
    assert [limit.key for limit in list_limits(nothing, kinds=["helix_gap"])] == ["limit_helix_nothing"]


def test_a_project_without_a_cluster_counts_for_that_of_most_participants() -> None:
    network = make_network(
        {"p1": ["b1", "b2"], "p2": ["b2", "b3"], "q": ["u1", "a1", "b4"]},
        clusters={"k": ["b1", "b2", "b3"], "l": ["u1", "a1", "b4"]},
    )
    assert [gap.members for gap in find_gaps(network, kinds=["helix_gap"])] == [("k",)]


def test_the_limit_says_t_beside_its_null_in_both_languages() -> None:
    (limit,) = list_limits(draw_network(1), kinds=["helix_gap"])
    synergy = compare_spheres(draw_network(1))
    assert synergy is not None
    assert f"T = {limit.values['observed']:.2f}".rstrip("0") in limit.say("en")
    assert limit.values["observed"] == synergy.to_dict()["t_mbit"]
    assert limit.values["difference"] == pytest.approx(1000 * synergy.difference, abs=1e-6)
    assert "мбит" in limit.say("ru")
