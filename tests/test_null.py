"""The null model of group pairs: against a slow re-implementation, on null networks, and on planted deficits."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import draw_network, make_network
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import gamma, norm, poisson

from graphcdc import find_gaps
from graphcdc.cooperation import Cooperation
from graphcdc.gaps.families import GROUP_GAPS, plan_tests
from graphcdc.gaps.mixing import Mixer, fit_independence
from graphcdc.gaps.null import (
    STRATUM,
    Compared,
    Progress,
    adjust,
    compare_pairs,
    measure_intervals,
    stratify,
)
from graphcdc.gaps.tails import measure_p
from graphcdc.measures import count_mixing

Floats = NDArray[np.float64]


def small_case() -> tuple[Cooperation, Floats, NDArray[np.int64]]:
    """60 organizations with three overlapping groups; four pairs, the last within a group."""
    cooperation = draw_network(3, organizations=60, projects=50, direct=10).cooperation()
    cooperation = cooperation.restrict(cooperation.degrees > 0)
    random = np.random.default_rng(1)
    labels = (random.random((len(cooperation.organizations), 3)) < 0.4).astype(float)
    return cooperation, labels, np.array([[0, 1], [0, 2], [1, 2], [1, 1]])


def compare(
    cooperation: Cooperation,
    labels: Floats,
    pairs: NDArray[np.int64],
    draws: int,
    seed: int,
    progress: Progress | None = None,
) -> Compared:
    return compare_pairs(Mixer(cooperation, csr_array(labels)), pairs, np.arange(len(labels)), draws, seed, progress)


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


def residual(observed: float, expected: float) -> float:
    return float((observed - expected) / np.sqrt(expected))


def test_a_null_of_labels_moved_by_hand_gives_the_same_statistics() -> None:
    cooperation, labels, pairs = small_case()
    draws = 40
    tested = compare(cooperation, labels, pairs, draws, seed=5)
    strata = stratify(cooperation.degrees)
    random = np.random.default_rng(5)
    drawn = []
    for _ in range(draws):
        keys, moved = random.random(len(labels)), np.empty_like(labels)
        for stratum in set(strata.tolist()):
            rows = np.flatnonzero(strata == stratum)
            moved[rows] = labels[rows[np.argsort(keys[rows])]]
        drawn.append([ratio_slowly(cooperation, moved, a, b) for a, b in pairs])
    for at, (a, b) in enumerate(pairs):
        observed, expected = ratio_slowly(cooperation, labels, a, b)
        ratios = [row[at][0] / row[at][1] for row in drawn]
        centre = np.mean(ratios)
        low = sum(residual(*row[at]) <= residual(observed, expected) + 1e-9 for row in drawn)
        p_value = (1 + low) / (draws + 1)
        assert tested.observed[at] == observed
        assert tested.by_degree[at] == pytest.approx(expected)
        assert tested.expected[at] == pytest.approx(expected * centre)
        assert tested.p_value[at] == pytest.approx(p_value)
        assert tested.band[at] == pytest.approx(np.quantile(ratios, [0.025, 0.975]) / centre)
        assert tested.spread[at] == pytest.approx(np.var(np.array(ratios) / centre) * expected * centre)


def test_the_statistics_agree_with_the_mixing_of_the_measures() -> None:
    cooperation, labels, pairs = small_case()
    tested = compare(cooperation, labels, pairs, 10, seed=0)
    mixing = count_mixing(cooperation, labels)
    assert tested.observed.tolist() == mixing.observed[pairs[:, 0], pairs[:, 1]].tolist()
    assert tested.by_degree == pytest.approx(mixing.expected[pairs[:, 0], pairs[:, 1]])


def test_a_project_of_everybody_is_no_gap_because_every_draw_looks_like_it() -> None:
    # 5 firms and 5 universities in one project of 10: 25 joint participations, whichever way labels move.
    cooperation = make_network({"p": [f"{kind}{at}" for kind in "bu" for at in range(5)]}).cooperation()
    labels = np.repeat(np.eye(2), 5, axis=0)
    tested = compare(cooperation, labels, np.array([[0, 1]]), 99, seed=0)
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
    tested = compare(cooperation, labels, np.array([[0, 1]]), 1, seed=0)
    assert tested.observed[0] == firms * others == 17_656_803


def test_p_counts_the_observed_among_the_draws() -> None:
    # 30 firms and 30 universities in pairs of their own kind, 15 and 15: no draw of 199 can have 0 mixed pairs again,
    # so p = (1 + 0) / (199 + 1).
    projects = {f"p{kind}{at}": [f"{kind}{at}", f"{kind}{at + 15}"] for kind in "bu" for at in range(15)}
    cooperation = make_network(projects).cooperation()
    labels = np.repeat(np.eye(2), 30, axis=0)
    tested = compare(cooperation, labels, np.array([[0, 1], [0, 0]]), 199, seed=0)
    assert tested.observed.tolist() == [0, 15]
    # Degree 1 everywhere: 30 joint participations over 1770 pairs, 900 of them mixed and 435 among firms.
    assert tested.by_degree == pytest.approx([30 * 900 / 1770, 30 * 435 / 1770])
    assert tested.p_value.tolist() == [1 / 200, 1.0]
    # Nothing observed: the ratio lies between 0 and the exact Poisson limit of a count of 0, -ln(0.025) = 3.689.
    mixer, order = Mixer(cooperation, csr_array(labels)), np.arange(60)
    low, high = measure_intervals(mixer, np.array([[0, 1], [0, 0]]), tested, order, seed=0)[0]
    assert (low, high) == (0, pytest.approx(3.689 / tested.expected[0], rel=1e-3))


def test_progress_is_told_every_fifty_draws_and_at_the_end() -> None:
    cooperation, labels, pairs = small_case()
    calls: list[tuple[int, int]] = []
    compare(cooperation, labels, pairs, 120, 0, lambda *done: calls.append(done))
    assert calls == [(50, 120), (100, 120), (120, 120)]


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    cooperation, labels, pairs = small_case()
    first, again, other = (compare(cooperation, labels, pairs, 60, seed) for seed in (1, 1, 2))
    assert first.p_value.tolist() == again.p_value.tolist()
    assert first.expected.tolist() != other.expected.tolist()


# Tails ---------------------------------------------------------------------------------------------------------------


def test_with_few_draws_or_many_as_low_p_is_counted() -> None:
    random = np.random.default_rng(0)
    drawn = random.normal(size=(998, 1))
    assert measure_p(drawn, np.array([-9.0])).tolist() == [1 / 999]
    drawn = np.arange(2000.0)[:, None] * np.ones((1, 3))
    assert measure_p(drawn, np.array([-1.0, 18.0, 19.0])).tolist()[2] == 21 / 2001


@pytest.mark.parametrize(
    ("law", "worth"),
    [
        (lambda random, shape: random.poisson(150.0, shape).astype(float), poisson(150.0)),
        (lambda random, shape: random.gamma(40.0, 1.0, shape), gamma(40.0)),
        (lambda random, shape: random.normal(size=shape), norm()),
    ],
    ids=["counts", "skewed", "normal"],
)
def test_the_tail_is_that_of_the_law(law: Callable[..., Floats], worth: Any) -> None:
    # The p-value at the true 0.0003 and 0.00003, fitted 300 times to 1,999 draws: right on average, never far off.
    drawn = law(np.random.default_rng(2), (1999, 300))
    for level, far in ((3e-4, 4), (3e-5, 10)):
        point = float(worth.ppf(level))
        told = measure_p(drawn, np.full(300, point)) / float(worth.cdf(point))
        assert 0.8 <= np.median(told) <= 1.8
        assert np.quantile(told, 0.05) >= 1 / far
        assert np.quantile(told, 0.95) <= far


def test_a_crowd_in_the_tail_is_not_missed() -> None:
    # One draw in a hundred lies far below the others: by the moments a value in between would seem impossible.
    random = np.random.default_rng(4)
    drawn = np.where(random.random((1999, 1)) < 0.008, -6.0, 0.0) + 0.1 * random.normal(size=(1999, 1))
    assert measure_p(drawn, np.array([-5.9]))[0] > 1e-3


def test_draws_that_are_all_alike_are_counted_and_no_p_is_nothing() -> None:
    assert measure_p(np.zeros((1999, 1)), np.array([-1.0])).tolist() == [1 / 2000]
    drawn = np.random.default_rng(0).normal(size=(1999, 1))
    assert measure_p(drawn, np.array([-60.0])).tolist() == [1e-6]


# Quasi-independence --------------------------------------------------------------------------------------------------


def test_groups_that_keep_to_themselves_are_compared_by_what_they_do_outside() -> None:
    # Four groups, 10 expected of every pair by degree. The first two meet others half as often as the last two, but
    # nobody prefers anybody: factors f f' with f = 1/2, 1/2, 1, 1.
    factors = np.array([0.5, 0.5, 1.0, 1.0])
    observed = 10 * np.outer(factors, factors)
    np.fill_diagonal(observed, 100.0)
    fitted = fit_independence(observed, np.full((4, 4), 10.0))
    assert fitted[~np.eye(4, dtype=bool)] == pytest.approx(observed[~np.eye(4, dtype=bool)], rel=1e-4)
    assert np.diag(fitted).tolist() == [10.0] * 4


def test_each_group_meets_the_others_together_as_often_as_observed() -> None:
    random = np.random.default_rng(0)
    observed = random.integers(1, 40, (6, 6)).astype(float)
    observed += observed.T
    fitted = fit_independence(observed, np.full((6, 6), 20.0))
    for counts in (observed, fitted):
        np.fill_diagonal(counts, 0.0)
    assert fitted.sum(axis=1) == pytest.approx(observed.sum(axis=1), rel=1e-4)


def test_small_and_large_networks_are_counted_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    network = draw_network(5, projects=60, direct=20)
    population = plan_tests(network).populations[0]
    mixer = population.mixer
    impossible = np.array([[0, 1], [2, 9], [3, 4]])
    apart = Mixer(population.cooperation, mixer.labels, [block.columns for block in mixer.blocks], impossible)
    sources = np.stack([np.random.default_rng(seed).permutation(len(mixer.degrees)) for seed in range(3)])
    at_once = apart.count(sources)
    monkeypatch.setattr("graphcdc.gaps.mixing._DENSE", 0)
    for seed, source in enumerate(sources):
        alone = apart.count(source)
        for name in ("observed", "by_degree", "fitted"):
            # As near as the sums of the fit come.
            assert getattr(at_once, name)[seed] == pytest.approx(getattr(alone, name), rel=1e-5)


def test_events_that_occur_twice_count_twice() -> None:
    # The third event twice, the last not at all: as if it stood there twice, or not.
    projects = {"p": ["b1", "u1", "b2"], "q": ["u1", "u2"], "r": ["b1", "u2"], "s": ["b2", "u2", "b1"]}
    again = {**projects, "t": projects["r"]}
    del again["s"]
    impossible = np.array([[0, 1]])
    mixers = []
    for events in (projects, again):
        cooperation = make_network(events).cooperation()
        labels = csr_array(np.array([[1.0, 0], [1, 1], [0, 1], [0, 1]]))
        mixers.append(Mixer(cooperation, labels, (), impossible))
    weighed, plain = mixers[0].resample(np.array([[1.0, 1, 2, 0]])), mixers[1].count()
    assert weighed.observed[0].tolist() == plain.observed.tolist()
    assert weighed.by_degree[0] == pytest.approx(plain.by_degree)


def test_three_groups_are_too_few_and_a_group_that_meets_nobody_expects_nothing() -> None:
    by_degree = np.full((3, 3), 8.0)
    assert fit_independence(np.zeros((3, 3)), by_degree).tolist() == by_degree.tolist()
    observed = np.full((5, 5), 4.0)
    observed[0], observed[:, 0] = 0.0, 0.0
    fitted = fit_independence(observed, np.full((5, 5), 8.0))
    assert fitted[0, 1:].tolist() == [0.0] * 4
    assert fitted[1, 2:] == pytest.approx([4.0] * 3, rel=1e-4)


def test_competitors_that_never_met_are_not_expected_to() -> None:
    # Two firms and two universities, four ties around: 4 joint participations, degree 2 each, 6 pairs. Without the pair
    # b1 - b2, which cannot be, 4 / 5 for each of the others.
    network = make_network({}, direct=[("b1", "u1"), ("u1", "b2"), ("b2", "u2"), ("u2", "b1")])
    cooperation = network.cooperation()
    labels = csr_array(np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]))
    free = Mixer(cooperation, labels).count()
    apart = Mixer(cooperation, labels, (), np.array([[0, 1]])).count()
    assert free.by_degree == pytest.approx(np.array([[4 / 6, 16 / 6], [16 / 6, 4 / 6]]))
    assert apart.by_degree == pytest.approx(np.array([[0, 16 / 5], [16 / 5, 4 / 5]]))
    assert apart.observed.tolist() == free.observed.tolist() == [[0, 4], [4, 0]]


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
        found = find_gaps(draw_network(seed, **regime), kinds=GROUP_GAPS)  # type: ignore[arg-type]
        assert {gap.claim for gap in found} <= {"statistical"}
        false += bool(found)
    assert false <= 6


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_deficit_is_found(seed: int) -> None:
    # Firms and universities never share a project: 0 observed where far more than 80 are expected.
    network = draw_network(seed, projects=200, forbidden=("b", "u"))
    plan = plan_tests(network)
    gaps = {gap.kind: gap for gap in find_gaps(network, draws=300, kinds=GROUP_GAPS) if not gap.members}
    gap = gaps["education_gap"]
    assert gap.groups == ("firm", "university")
    assert gap.observed == 0
    assert gap.expected is not None
    assert gap.expected >= 80
    assert gap.p_value == 1 / 301
    assert gap.evidence["tests"] == plan.tests > 14


@pytest.mark.parametrize("regime", [{"repeat": 0.85}, {"projects": 0, "direct": 500}])
def test_a_planted_deficit_is_found_among_repeated_partners_and_direct_ties(regime: dict[str, float]) -> None:
    network = draw_network(1, forbidden=("b", "u"), **regime)  # type: ignore[arg-type]
    assert "education_gap" in {gap.kind for gap in find_gaps(network, draws=300)}
