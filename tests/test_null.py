"""The null model of group pairs: against a slow re-implementation, on null networks, and on planted deficits."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import draw_network, make_network
from numpy.typing import NDArray

from graphcdc import find_gaps
from graphcdc.cooperation import Cooperation
from graphcdc.gaps.groups import GROUP_GAPS, plan_tests
from graphcdc.gaps.null import STRATUM, adjust, compare_pairs, stratify
from graphcdc.measures import count_mixing

Floats = NDArray[np.float64]


def small_case() -> tuple[Cooperation, Floats, NDArray[np.int64]]:
    """60 organizations with three overlapping groups; four pairs, the last within a group."""
    cooperation = draw_network(3, organizations=60, projects=50, direct=10).cooperation()
    cooperation = cooperation.restrict(cooperation.degrees > 0)
    random = np.random.default_rng(1)
    labels = (random.random((len(cooperation.organizations), 3)) < 0.4).astype(float)
    return cooperation, labels, np.array([[0, 1], [0, 2], [1, 2], [1, 1]])


def order_of(cooperation: Cooperation) -> NDArray[np.int64]:
    return np.arange(len(cooperation.organizations))


# Strata --------------------------------------------------------------------------------------------------------------


def test_strata_hold_neighbouring_degrees_and_a_small_rest_joins_the_last() -> None:
    # Degree 1 four times, 2 once, 3 twice, 7 once: {1}, {2, 3}, and 7 alone joins the latter.
    assert stratify(np.array([3, 1, 1, 2, 1, 7, 3, 1]), smallest=3).tolist() == [1, 0, 0, 1, 0, 1, 1, 0]


def test_fewer_organizations_than_a_stratum_make_one_stratum() -> None:
    assert stratify(np.array([5, 1, 9])).tolist() == [0, 0, 0]
    assert stratify(np.array([], dtype=np.int64)).tolist() == []


@given(st.lists(st.integers(1, 30), min_size=1, max_size=120))
def test_equal_degrees_share_a_stratum_strata_rise_and_none_is_small(degrees: list[int]) -> None:
    strata = stratify(np.array(degrees))
    by_degree = sorted(zip(degrees, strata.tolist(), strict=True))
    assert [stratum for _, stratum in by_degree] == sorted(strata.tolist())
    assert len(set(by_degree)) == len(set(degrees))
    assert min(np.bincount(strata)) >= min(STRATUM, len(degrees))


# The statistics ------------------------------------------------------------------------------------------------------


def ratio_slowly(cooperation: Cooperation, labels: Floats, a: int, b: int) -> tuple[float, float]:
    """Joint participations of two groups and c d_i d_j summed, organization by organization."""
    incidence = cooperation.incidence.toarray()
    joint, degrees = incidence @ incidence.T, incidence.sum(axis=1)
    pairs = list(combinations(range(len(degrees)), 2))
    scale = sum(joint[i, j] for i, j in pairs) / sum(degrees[i] * degrees[j] for i, j in pairs)
    observed = expected = 0.0
    for i, j in pairs:
        ways = labels[i, a] * labels[j, b] + labels[j, a] * labels[i, b]
        ways /= 2 if a == b else 1
        observed += ways * joint[i, j]
        expected += ways * scale * degrees[i] * degrees[j]
    return observed, expected


def test_a_null_of_labels_moved_by_hand_gives_the_same_statistics() -> None:
    cooperation, labels, pairs = small_case()
    draws = 40
    tested = compare_pairs(cooperation, labels, pairs, order_of(cooperation), draws, seed=5)
    strata = stratify(cooperation.degrees)
    random = np.random.default_rng(5)
    drawn = []
    for _ in range(draws):
        keys, moved = random.random(len(labels)), np.empty_like(labels)
        for stratum in set(strata.tolist()):
            rows = np.flatnonzero(strata == stratum)
            moved[rows] = labels[rows[np.argsort(keys[rows])]]
        counts = [ratio_slowly(cooperation, moved, a, b) for a, b in pairs]
        drawn.append([observed / expected for observed, expected in counts])
    for at, (a, b) in enumerate(pairs):
        observed, expected = ratio_slowly(cooperation, labels, a, b)
        centre = np.mean([row[at] for row in drawn])
        low = sum(row[at] <= observed / expected + 1e-9 for row in drawn)
        assert tested.observed[at] == observed
        assert tested.by_degree[at] == pytest.approx(expected)
        assert tested.expected[at] == pytest.approx(expected * centre)
        assert tested.p_value[at] == pytest.approx((1 + low) / (draws + 1))
        assert tested.band[at] == pytest.approx(np.quantile([row[at] for row in drawn], [0.025, 0.975]) / centre)


def test_the_statistics_agree_with_the_mixing_of_the_measures() -> None:
    cooperation, labels, pairs = small_case()
    tested = compare_pairs(cooperation, labels, pairs, order_of(cooperation), 10, seed=0)
    mixing = count_mixing(cooperation, labels)
    assert tested.observed.tolist() == mixing.observed[pairs[:, 0], pairs[:, 1]].tolist()
    assert tested.by_degree == pytest.approx(mixing.expected[pairs[:, 0], pairs[:, 1]])


def test_a_project_of_everybody_is_no_gap_because_every_draw_looks_like_it() -> None:
    # 5 firms and 5 universities in one project of 10: 25 joint participations, whichever way labels move.
    cooperation = make_network({"p": [f"{kind}{at}" for kind in "bu" for at in range(5)]}).cooperation()
    labels = np.repeat(np.eye(2), 5, axis=0)
    tested = compare_pairs(cooperation, labels, np.array([[0, 1]]), order_of(cooperation), 99, seed=0)
    assert (tested.observed[0], tested.p_value[0]) == (25, 1.0)
    # c d_i d_j is 1 for every pair here.
    assert (tested.by_degree[0], tested.expected[0]) == (pytest.approx(25), pytest.approx(25))


def test_a_very_large_project_is_counted_exactly() -> None:
    # 4201 firms and 4203 universities: their product passes 2**24, where single precision loses odd numbers.
    firms, others = 4201, 4203
    cooperation = make_network(
        {"p": [f"{'b' if at < firms else 'u'}{at}" for at in range(firms + others)]}
    ).cooperation()
    labels = np.repeat(np.eye(2), [firms, others], axis=0)
    tested = compare_pairs(cooperation, labels, np.array([[0, 1]]), order_of(cooperation), 1, seed=0)
    assert tested.observed[0] == firms * others == 17_656_803


def test_p_counts_the_observed_among_the_draws() -> None:
    # 30 firms and 30 universities in pairs of their own kind, 15 and 15: no draw of 199 can have 0 mixed pairs again,
    # so p = (1 + 0) / (199 + 1).
    projects = {f"p{kind}{at}": [f"{kind}{at}", f"{kind}{at + 15}"] for kind in "bu" for at in range(15)}
    cooperation = make_network(projects).cooperation()
    labels = np.repeat(np.eye(2), 30, axis=0)
    tested = compare_pairs(cooperation, labels, np.array([[0, 1], [0, 0]]), order_of(cooperation), 199, seed=0)
    assert tested.observed.tolist() == [0, 15]
    # Degree 1 everywhere: 30 joint participations over 1770 pairs, 900 of them mixed and 435 among firms.
    assert tested.by_degree == pytest.approx([30 * 900 / 1770, 30 * 435 / 1770])
    assert tested.p_value.tolist() == [1 / 200, 1.0]
    # Nothing observed: the ratio lies between 0 and the exact Poisson limit of a count of 0, -ln(0.025) = 3.689.
    assert tested.interval[0].tolist() == pytest.approx([0, 3.689 / tested.expected[0]], rel=1e-3)


def test_progress_is_told_every_fifty_draws_and_at_the_end() -> None:
    cooperation, labels, pairs = small_case()
    calls: list[tuple[int, int]] = []
    compare_pairs(cooperation, labels, pairs, order_of(cooperation), 120, 0, lambda *done: calls.append(done))
    assert calls == [(50, 120), (100, 120), (120, 120)]


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    cooperation, labels, pairs = small_case()
    first, again, other = (
        compare_pairs(cooperation, labels, pairs, order_of(cooperation), 60, seed) for seed in (1, 1, 2)
    )
    assert first.p_value.tolist() == again.p_value.tolist()
    assert first.interval.tolist() == again.interval.tolist()
    assert first.expected.tolist() != other.expected.tolist()


# The family of tests -------------------------------------------------------------------------------------------------


def test_q_values_are_those_of_benjamini_and_hochberg_by_hand() -> None:
    # Sorted .005 .009 .05 .4 times 4/1 4/2 4/3 4/4: .02 .018 .0667 .4; from the top down never rising: .018 first.
    assert adjust([0.4, 0.009, 0.05, 0.005]).tolist() == pytest.approx([0.4, 0.018, 0.2 / 3, 0.018])
    assert adjust([0.03]).tolist() == [0.03]


@given(st.lists(st.floats(0.001, 1.0), min_size=1, max_size=30))
def test_q_is_the_smallest_adjusted_value_at_or_above(p_values: list[float]) -> None:
    ranks = {p: sum(other <= p for other in p_values) for p in p_values}
    expected = [min(other * len(p_values) / ranks[other] for other in p_values if other >= p) for p in p_values]
    assert adjust(p_values).tolist() == pytest.approx(expected)


# False findings and power --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "regime",
    [
        {"projects": 140},
        {"projects": 140, "repeat": 0.85},
        {"projects": 0, "direct": 500},
        {"projects": 80, "direct": 150, "busy": 4.0},
    ],
    ids=["projects", "repeated", "direct", "busy"],
)
def test_networks_without_a_deficit_have_findings_no_more_often_than_they_may(regime: dict[str, float]) -> None:
    # Labels have nothing to do with projects, so any finding is false, and at most 5 % of networks may have one.
    # 40 networks: the number is binomial(40, .05), mean 2, and exceeds 6 with a chance of .0034.
    false = 0
    for seed in range(100, 140):
        found = find_gaps(draw_network(seed, **regime), draws=300, kinds=GROUP_GAPS)  # type: ignore[arg-type]
        assert {gap.claim for gap in found} <= {"statistical"}
        false += bool(found)
    assert false <= 6


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_deficit_is_found(seed: int) -> None:
    # Firms and universities never share a project: 0 observed where far more than 80 are expected.
    network = draw_network(seed, projects=200, forbidden=("b", "u"))
    plan = plan_tests(network)
    gaps = {gap.kind: gap for gap in find_gaps(network, draws=300, kinds=GROUP_GAPS)}
    gap = gaps["education_gap"]
    assert gap.groups == ("firm", "university")
    assert gap.observed == 0
    assert gap.expected is not None
    assert gap.expected >= 80
    assert gap.p_value == 1 / 301
    assert gap.evidence["tests"] == len(plan.pairs) == 14


@pytest.mark.parametrize("regime", [{"repeat": 0.85}, {"projects": 0, "direct": 500}])
def test_a_planted_deficit_is_found_among_repeated_partners_and_direct_ties(regime: dict[str, float]) -> None:
    network = draw_network(1, forbidden=("b", "u"), **regime)  # type: ignore[arg-type]
    assert "education_gap" in {gap.kind for gap in find_gaps(network, draws=300)}
