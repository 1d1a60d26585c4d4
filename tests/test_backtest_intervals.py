"""Intervals and verdicts of a backtest: how sure a comparison is, and what it allows to say."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest
from scipy.stats import norm, t

from graphcdc.evaluation.intervals import Ratio, bootstrap_mean, bootstrap_ratio, holm
from graphcdc.evaluation.verdict import find_level, reach_verdict, sum_up

# --- intervals


@pytest.mark.parametrize("groups", [7, 10, 20])
def test_the_interval_of_a_mean_is_that_of_student_for_normal_values(groups: int) -> None:
    """Quantiles of the draws alone would be 7, 5 and 3 % narrower for the spread, and for the normal tail more."""
    values = norm.ppf((np.arange(groups) + 0.5) / groups)
    mean, low, high = bootstrap_mean(values, np.arange(groups), draws=50000)
    half = t.ppf(0.975, groups - 1) * values.std(ddof=1) / np.sqrt(groups)
    assert mean == pytest.approx(0, abs=1e-9)
    assert (low, high) == pytest.approx((-half, half), rel=0.03)


def test_queries_that_repeat_each_other_in_a_group_make_no_interval_narrower() -> None:
    values, other = np.random.default_rng(2).random((2, 15))
    once = bootstrap_ratio(values, other, np.arange(15))
    often = bootstrap_ratio(np.repeat(values, 40), np.repeat(other, 40), np.repeat(np.arange(15), 40))
    assert asdict(often) == pytest.approx(asdict(once))
    alone = bootstrap_ratio(np.repeat(values, 40), np.repeat(other, 40), np.arange(600))
    assert (alone.high - alone.low) < 0.3 * (once.high - once.low)


def test_values_of_one_query_stay_together() -> None:
    """Ours is always 10 % better, query by query, so that the ratio is sure although the means are not."""
    theirs = np.random.default_rng(3).random(20)
    found = bootstrap_ratio(1.1 * theirs, theirs, np.arange(20))
    assert (found.ratio, found.low, found.high) == pytest.approx((1.1, 1.1, 1.1))
    _, low, high = bootstrap_mean(theirs, np.arange(20))
    assert high - low > 0.1
    assert found.difference == pytest.approx(0.1 * theirs.mean())
    assert found.difference_low == pytest.approx(0.1 * low)
    assert found.difference_high == pytest.approx(0.1 * high)


def test_neither_the_names_of_groups_nor_the_order_of_queries_matter() -> None:
    random = np.random.default_rng(4)
    ours, theirs, groups = random.random(60), random.random(60), random.integers(0, 9, 60)
    found = bootstrap_ratio(ours, theirs, groups)
    order, names = random.permutation(60), np.array([f"x{name}" for name in random.permutation(9)])
    assert asdict(bootstrap_ratio(ours[order], theirs[order], names[groups][order])) == pytest.approx(asdict(found))
    assert bootstrap_ratio(ours, theirs, groups) == found
    assert bootstrap_ratio(ours, theirs, groups, seed=1) != found


def test_what_cannot_be_told_is_none() -> None:
    one, zero = np.array([0.5, 0.7]), np.zeros(2)
    assert bootstrap_ratio(one, one, np.array(["a", "a"])) == Ratio()
    assert bootstrap_ratio(np.empty(0), np.empty(0), np.empty(0)) == Ratio()
    assert bootstrap_mean(np.empty(0), np.empty(0)) == (None, None, None)
    nothing = bootstrap_ratio(one, zero, np.array(["a", "b"]))
    assert (nothing.ratio, nothing.low, nothing.high) == (None, None, None)
    assert nothing.difference == pytest.approx(0.6)


def test_a_baseline_that_is_seldom_right_leaves_the_ratio_without_upper_end() -> None:
    ours, theirs = np.full(10, 0.5), np.array([0.0] * 9 + [1.0])
    found = bootstrap_ratio(ours, theirs, np.arange(10))
    assert (found.ratio, found.high) == (5.0, None)
    assert found.low < 5


def test_p_values_say_what_the_interval_of_the_difference_says() -> None:
    random = np.random.default_rng(6)
    theirs = random.random(40)
    same = bootstrap_ratio(theirs, theirs, np.arange(40))
    assert same.p_value == 1
    for shift in (0.0, 0.05, 0.1, 0.15, 0.3):
        found = bootstrap_ratio(theirs + random.normal(shift, 0.3, 40), theirs, np.arange(40))
        assert (found.p_value < 0.05) == (not found.difference_low <= 0 <= found.difference_high)
    assert found.p_value < 0.005
    few = bootstrap_ratio(np.full(4, 0.9), np.array([0.1, 0.2, 0.3, 0.2]), np.arange(4))
    assert few.p_value > 0.05


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.02, 0.03, 0.04]) == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert holm([0.5, None, 0.4]) == [0.8, None, 0.8]
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


# --- verdict


@pytest.mark.parametrize(
    ("queries", "groups", "low", "high", "level"),
    [
        (30, 6, 1.01, 1.2, "better"),
        (30, 6, 0.8, 0.99, "worse"),
        (30, 6, 1.0, 1.2, "cannot_tell"),
        (30, 6, 0.9, 1.0, "cannot_tell"),
        (30, 6, None, None, "cannot_tell"),
        (30, 6, 1.2, None, "cannot_tell"),
        (29, 29, 1.5, 2.0, "too_short"),
        (500, 5, 1.5, 2.0, "too_short"),
    ],
)
def test_levels(queries: int, groups: int, low: float | None, high: float | None, level: str) -> None:
    assert find_level(queries, groups, low, high) == level
    found = reach_verdict(Ratio(1.1, low, high), queries, groups, joint_projects=9, origins=2)
    assert found.level == level
    assert found.said.say("ru") != found.said.say("en")


def test_a_verdict_says_what_the_data_could_have_shown() -> None:
    found = reach_verdict(Ratio(1.25, 1.15, 1.4), 435, 80, joint_projects=900, origins=4)
    assert found.visible == pytest.approx(0.1)
    assert found.said.say("en") == (
        "Better: NDCG@10 is 1.25 times that of the best simple method (95 % interval 1.15-1.40; 435 test queries). "
        "A difference below 10 % could not have been seen."
    )
    short = reach_verdict(Ratio(1.25, 0.5, 2.0), 12, 8, joint_projects=20, origins=2)
    assert short.said.say("en").endswith("A difference below 60 % could not be seen anyway.")
    assert short.said.say("ru").startswith("История слишком коротка: проверочных запросов 12, независимых групп 8;")


def test_without_a_history_nothing_is_concluded() -> None:
    good = Ratio(1.25, 1.15, 1.4)
    undated = reach_verdict(good, 400, 80, joint_projects=0, origins=4)
    assert (undated.level, undated.visible) == ("no_history", None)
    assert "no joint project has a date" in undated.said.say("en")
    single = reach_verdict(good, 400, 80, joint_projects=9, origins=1)
    assert single.level == "no_history"
    assert single.said.say("en").endswith("there is 1.")


def test_finding_nothing_at_all_is_said_as_it_is() -> None:
    none = reach_verdict(Ratio(0.0, 0.0, 0.0), 40, 40, joint_projects=9, origins=2)
    assert (none.level, none.visible) == ("worse", None)
    assert "graphcdc none in the first ten" in none.said.say("en")
    both = reach_verdict(Ratio(), 40, 40, joint_projects=9, origins=2)
    assert (both.level, both.said.key) == ("cannot_tell", "verdict_no_ratio")
    assert reach_verdict(Ratio(), 4, 4, joint_projects=9, origins=2).said.key == "verdict_too_short"


@pytest.mark.parametrize(
    ("levels", "key"),
    [
        ([], "summary_nothing"),
        (["no_history", "no_history"], "summary_nothing"),
        (["better"], "summary_one_better"),
        (["worse"], "summary_one_worse"),
        (["too_short"], "summary_one_open"),
        (["better", "better"], "summary_all_better"),
        (["cannot_tell", "too_short"], "summary_all_open"),
        (["better", "cannot_tell"], "summary_some"),
        (["worse", "worse"], "summary_some"),
    ],
)
def test_one_sentence_about_all(levels: list[str], key: str) -> None:
    said = sum_up(levels)
    assert said.key == key
    assert said.say("ru") != said.say("en")
