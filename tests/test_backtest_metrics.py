"""Measures of a backtest, with answers worked out by hand."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, rankdata

from graphcdc.evaluation.metrics import (
    Answers,
    average_ranks,
    measure_answers,
    ndcg_by_query,
    reliability,
    wilson,
)

SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.1 + 0.2, 1.0]), min_size=1, max_size=30)


def flags(*values: int) -> np.ndarray:
    return np.array(values, dtype=bool)


def answers(*ranks: list[float], **changes: object) -> Answers:
    """Build answers of which only the ranks matter: nothing is suggested."""
    none = tuple(np.empty(0, dtype=np.int64) for _ in ranks)
    plain = Answers(
        ranks=tuple(np.array(one, dtype=float) for one in ranks),
        groups=np.array([f"p{at}" for at in range(len(ranks))], dtype=np.str_),
        candidates=np.full(len(ranks), 20),
        newcomers=tuple(np.zeros(len(one), dtype=bool) for one in ranks),
        top=none,
        top_newcomers=tuple(one.astype(bool) for one in none),
        hits=tuple(one.astype(bool) for one in none),
    )
    return replace(plain, **changes)


def predictions(chances: list[float], hits: list[int]) -> Answers:
    """Build answers to one query with as many suggestions as wanted, for calibration."""
    rows = np.arange(len(chances))
    return answers([1.0], top=(rows,), top_newcomers=(rows < 0,), hits=(flags(*hits),), chances=(np.array(chances),))


# --- ranks


@given(SCORES, st.data())
def test_ranks_are_those_of_scipy_among_the_allowed(scores: list[float], data: st.DataObject) -> None:
    values = np.array(scores)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(scores), max_size=len(scores))))
    expected = np.full(len(scores), np.inf)
    expected[allowed] = rankdata(-np.round(values[allowed], 12), method="average")
    assert average_ranks(values, allowed, np.arange(len(scores))).tolist() == expected.tolist()


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_no_rank(scores: list[float], random: object) -> None:
    values, order = np.array(scores), list(range(len(scores)))
    random.shuffle(order)
    everybody = np.ones(len(scores), dtype=bool)
    before = average_ranks(values, everybody, np.array(order))
    assert average_ranks(values[order], everybody, np.arange(len(scores))).tolist() == before.tolist()


def test_scores_that_differ_in_the_last_digit_are_equal() -> None:
    assert 0.1 + 0.2 != 0.3
    assert average_ranks(np.array([0.1 + 0.2, 0.3]), flags(1, 1), np.array([0, 1])).tolist() == [1.5, 1.5]


def test_without_truth_or_candidates_there_are_no_ranks() -> None:
    assert average_ranks(np.array([1.0]), flags(1), np.array([], dtype=np.int64)).tolist() == []
    assert average_ranks(np.array([1.0]), flags(0), np.array([0])).tolist() == [np.inf]


# --- measures


def test_ndcg_by_hand() -> None:
    ideal_of_two = 1 + 1 / log2(3)
    found = ndcg_by_query(answers([1], [2], [10], [10.5], [np.inf], [3, 1], [1.5, 1.5], [np.inf, 1]))
    expected = [1, 1 / log2(3), 1 / log2(11), 0, 0, 1.5 / ideal_of_two, 2 / log2(2.5) / ideal_of_two, 1 / ideal_of_two]
    assert found == pytest.approx(expected)


def test_a_list_of_ten_holds_ten_of_many_equal_ones() -> None:
    ideal = sum(1 / log2(1 + place) for place in range(1, 11))
    assert ndcg_by_query(answers([10.0] * 19)) == pytest.approx([10 / log2(11) / ideal])
    assert ndcg_by_query(answers([float(place) for place in range(1, 20)])) == pytest.approx([1])


@given(SCORES, st.data())
def test_ndcg_is_never_above_one(scores: list[float], data: st.DataObject) -> None:
    truth = data.draw(st.sets(st.integers(0, len(scores) - 1), min_size=1))
    ranks = average_ranks(np.array(scores), np.ones(len(scores), dtype=bool), np.array(sorted(truth)))
    assert 0 <= ndcg_by_query(answers(ranks.tolist()))[0] <= 1 + 1e-12


def test_the_other_measures_by_hand() -> None:
    found = measure_answers(
        answers(
            [2.0, 60.0],
            [12.5],
            [np.inf],
            [1.0, 50.0, 51.0, 4.0],
            groups=np.array(["a", "a", "b", "c"]),
            reached=(flags(1, 0), flags(1), flags(0), flags(1, 1, 1, 0)),
            top=tuple(map(np.array, ([0, 1], [0], [0, 2], [1]))),
            top_newcomers=(flags(0, 1), flags(0), flags(0, 0), flags(1)),
            hits=(flags(0, 0), flags(0), flags(0, 0), flags(1)),
            seconds=0.02,
        ),
        organizations=5,
    )
    assert (found.queries, found.groups) == (4, 3)
    assert found.hit_10 == 2 / 4
    assert found.hit_50 == 3 / 4
    assert found.mrr == pytest.approx((1 / 2 + 1 / 12.5 + 0 + 1) / 4)
    assert found.recall_50 == pytest.approx((1 / 2 + 1 + 0 + 3 / 4) / 4)
    assert found.candidate_recall == pytest.approx((1 / 2 + 1 + 0 + 3 / 4) / 4)
    assert found.newcomer_share == 2 / 6
    assert found.coverage == 3 / 5
    # Suggested 0, 0, 1, 2 and 3 times: half the mean distance of two of them by their mean.
    counts = [0, 0, 1, 2, 3]
    assert found.gini == pytest.approx(sum(abs(a - b) for a in counts for b in counts) / (2 * 5 * 5 * 6 / 5))
    assert found.ece is None
    assert found.ms_per_query == pytest.approx(5)
    assert measure_answers(answers([2.0]), organizations=5).ms_per_query is None


def test_the_tenth_and_the_fiftieth_still_count() -> None:
    found = measure_answers(answers([10.0], [10.5], [50.0], [50.5]), organizations=60)
    assert (found.hit_10, found.hit_50, found.recall_50) == (0.25, 0.75, 0.75)


def test_exposure_that_is_all_alike_has_no_inequality() -> None:
    found = measure_answers(answers([1.0], top=(np.array([2, 0, 1]),), top_newcomers=(flags(0, 0, 0),)), 3)
    assert (found.gini, found.coverage) == (0, 1)


def test_nothing_is_measured_without_queries() -> None:
    found = asdict(measure_answers(answers(), organizations=3))
    assert (found.pop("queries"), found.pop("groups")) == (0, 0)
    assert set(found.values()) == {None}
    assert len(ndcg_by_query(answers())) == 0


def test_other_numbers_for_organizations_and_queries_change_nothing() -> None:
    random = np.random.default_rng(5)
    scores = random.integers(0, 4, (6, 30)) / 3
    truth = [random.choice(30, 3, replace=False) for _ in scores]
    new = random.permutation(30)
    order = random.permutation(6)

    def measured(scores: np.ndarray, truth: list[np.ndarray], order: list[int]) -> object:
        everybody = np.ones(30, dtype=bool)
        ranks = [average_ranks(scores[at], everybody, truth[at]).tolist() for at in order]
        top = tuple(np.flatnonzero(scores[at] == 1) for at in order)
        no = tuple(one < 0 for one in top)
        found = asdict(measure_answers(answers(*ranks, top=top, top_newcomers=no), 30))
        return {name: value if value is None else round(value, 12) for name, value in found.items()}

    moved = np.empty_like(scores)
    moved[:, new] = scores
    assert measured(scores, truth, list(range(6))) == measured(moved, [new[one] for one in truth], order.tolist())


# --- calibration


def test_calibration_by_hand() -> None:
    chances = [0.1] * 100 + [0.5] * 100
    hits = [1] * 20 + [0] * 80 + [1] * 50 + [0] * 50
    first, second = reliability(predictions(chances, hits))
    assert (first.predicted, first.observed, first.count) == (pytest.approx(0.1), 0.2, 100)
    assert (second.predicted, second.observed, second.count) == (0.5, 0.5, 100)
    assert (first.low, first.high) == pytest.approx(wilson(20, 100))
    assert measure_answers(predictions(chances, hits), 200).ece == pytest.approx((0.1 * 100 + 0 * 100) / 200)


def test_below_a_hundred_predictions_calibration_is_not_told() -> None:
    assert reliability(predictions([0.1] * 99, [0] * 99)) == []
    assert measure_answers(predictions([0.1] * 99, [0] * 99), 99).ece is None
    assert len(reliability(predictions([0.1] * 100, [0] * 100))) == 1
    assert reliability(answers([1.0])) == []


@given(st.lists(st.sampled_from([1, 40, 99, 100, 101, 250]), min_size=1, max_size=30))
def test_bins_hold_a_hundred_at_least_are_ten_at_most_and_split_no_equal_ones(runs: list[int]) -> None:
    chances = [at / 100 for at, run in enumerate(runs) for _ in range(run)]
    hits = [at % 3 == 0 for at in range(len(chances))]
    bins = reliability(predictions(chances, hits))
    if len(chances) < 100:
        assert bins == []
        return
    assert sum(one.count for one in bins) == len(chances)
    assert len(bins) <= 10
    assert all(one.count >= 100 for one in bins)
    ends = np.cumsum([one.count for one in bins])
    assert set(ends) <= set(np.cumsum(runs))
    backwards = reliability(predictions(chances[::-1], hits[::-1]))
    assert [(one.count, one.observed) for one in backwards] == [(one.count, one.observed) for one in bins]


def test_many_different_predictions_give_ten_bins_alike() -> None:
    bins = reliability(predictions([at / 5000 for at in range(2500)], [0] * 2500))
    assert [one.count for one in bins] == [250] * 10


@pytest.mark.parametrize(("hits", "count"), [(0, 10), (3, 10), (10, 10), (117, 1500)])
def test_intervals_of_shares_are_those_of_wilson(hits: int, count: int) -> None:
    expected = binomtest(hits, count).proportion_ci(0.95, method="wilson")
    assert wilson(hits, count) == pytest.approx((expected.low, expected.high))
