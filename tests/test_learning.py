"""Weights and odds: against closed forms and scipy, from models that are known, and from labels that mean nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import log

import numpy as np
import pytest
from histories import draw_history, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize

from graphcdc import Network
from graphcdc.evaluation.examples import Lessons, Question, _fit_odds, learn_scorer
from graphcdc.evaluation.learning import Examples, fit_odds, fit_scorer
from graphcdc.evaluation.metrics import average_ranks
from graphcdc.evaluation.trials import Origin, Trial, list_trials
from graphcdc.partners.basis import Basis
from graphcdc.partners.features import FORMS
from graphcdc.partners.scoring import Scorer

Floats = NDArray[np.float64]


def examples(features: object, true: object, sizes: list[int]) -> Examples:
    of_each = np.split(np.array(features, dtype=np.float32), np.cumsum(sizes)[:-1])
    return Examples(of_each, np.array(true, dtype=bool))


def draw_examples(seed: int, weights: Floats, questions: int = 300, candidates: int = 12, chosen: int = 1) -> Examples:
    """Draw questions whose true candidates were chosen by the softmax of their scores."""
    random = np.random.default_rng(seed)
    features = random.normal(size=(questions, candidates, len(weights)))
    noise = random.gumbel(size=(questions, candidates))
    order = np.argsort(-(features @ weights + noise), axis=1)
    true = np.zeros((questions, candidates), dtype=bool)
    np.put_along_axis(true, order[:, :chosen], True, axis=1)
    return examples(features.reshape(-1, len(weights)), true.ravel(), [candidates] * questions)


def loss_of(data: Examples, weights: Floats, ridge: float, prior: Floats) -> float:
    """The loss of `fit_scorer`, question by question."""
    features = np.concatenate(data.features).astype(float)
    spread = features.std(axis=0)
    loss = ridge / 2 * (((weights - prior) * spread) ** 2).sum()
    start = 0
    for size in data.sizes.tolist():
        score = features[start : start + size] @ weights
        true = data.true[start : start + size]
        if true.any():
            loss -= (score[true] - log(np.exp(score).sum())).sum() / np.sqrt(true.sum())
        start += size
    return float(loss)


# Weights -------------------------------------------------------------------------------------------------------------


def test_weights_of_pairs_are_the_log_odds_of_choosing() -> None:
    # Of two candidates the one with the feature was chosen in 30 of 40 questions: exp(w) = 3.
    true = [[1, 0]] * 30 + [[0, 1]] * 10
    data = examples([[1.0], [0.0]] * 40, np.ravel(true), [2] * 40)
    assert fit_scorer(data, 1e-9) == pytest.approx([log(3)], rel=1e-4)
    # The penalty pulls towards 0, or towards the prior, and a stronger one pulls more.
    found = [fit_scorer(data, ridge)[0] for ridge in (1e-9, 3.0, 30.0, 1e6)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(0, abs=1e-3)
    # At the end slope and pull balance: 40 p - 30 + ridge w / 4 = 0, the standard deviation being 1 / 2.
    weight = found[1]
    assert 40 / (1 + np.exp(-weight)) - 30 + 3.0 * weight / 4 == pytest.approx(0, abs=1e-3)


def test_several_true_candidates_count_by_the_root_of_their_number() -> None:
    # Three candidates with the feature, one without; once the three came, once the one. With p the chance that one of
    # the three is chosen, the slope is 3 / sqrt 3 (p - 1) of the first question and p of the second.
    data = examples([[1], [1], [1], [0]] * 2, [1, 1, 1, 0, 0, 0, 0, 1], [4, 4])
    share = np.sqrt(3) / (1 + np.sqrt(3))
    assert fit_scorer(data, 1e-9) == pytest.approx([log(share / (1 - share) / 3)], rel=1e-4)


@pytest.mark.parametrize(("seed", "ridge", "chosen"), [(0, 1.0, 1), (1, 20.0, 1), (2, 5.0, 3), (3, 200.0, 2)])
def test_weights_are_those_of_scipy(seed: int, ridge: float, chosen: int) -> None:
    data = draw_examples(seed, np.array([1.0, -0.5, 0.0]), 60, 8, chosen)
    for prior in (np.zeros(3), np.array([2.0, 1.0, -1.0])):
        best = minimize(lambda weights, aim: loss_of(data, weights, ridge, aim), np.zeros(3), args=(prior,), tol=1e-10)
        assert fit_scorer(data, ridge, prior) == pytest.approx(best.x, abs=2e-3)


def test_a_known_model_is_found_again() -> None:
    weights = np.array([1.5, -1.0, 0.0])
    assert fit_scorer(draw_examples(4, weights, 4000), 1.0) == pytest.approx(weights, abs=0.1)


def test_a_constant_feature_has_the_weight_0() -> None:
    """Sanity 5: constant everywhere, whatever the prior says; and constant within each question, by the ridge."""
    data = draw_examples(5, np.array([1.0, 1.0, 1.0]))
    for at, features in enumerate(data.features):
        features[:, 1] = 0.1
        features[:, 2] = at
    for prior in (None, np.array([0.0, 5.0, 0.0])):
        found = fit_scorer(data, 1.0, prior)
        assert found[1] == 0
        assert found[2] == pytest.approx(0, abs=1e-4)
        assert found[0] > 0.5


def test_units_of_features_change_nothing_but_the_units_of_weights() -> None:
    data = draw_examples(6, np.array([1.0, -1.0]))
    units = np.array([1000.0, 0.001], dtype=np.float32)
    scaled = Examples([own * units for own in data.features], data.true)
    assert fit_scorer(scaled, 10.0) * units == pytest.approx(fit_scorer(data, 10.0), abs=1e-3)


def test_the_prior_is_kept_where_nothing_is_known() -> None:
    prior = np.array([0.7, -0.3])
    data = draw_examples(7, np.array([3.0, 3.0]), 20)
    nothing = Examples(data.features, np.zeros_like(data.true))
    assert fit_scorer(nothing, 1.0, prior) == pytest.approx(prior)
    assert fit_scorer(nothing, 1.0) == pytest.approx([0, 0])
    assert fit_scorer(data, 1e7, prior) == pytest.approx(prior, abs=1e-4)
    # Few questions move it a little, many a lot.
    few, many = (fit_scorer(draw_examples(8, np.array([3.0, 3.0]), count), 100.0, prior) for count in (20, 2000))
    assert prior[0] < few[0] < 1 < many[0]


def test_the_order_of_questions_and_of_candidates_changes_nothing() -> None:
    data = draw_examples(9, np.array([1.0, -1.0]), 50)
    turned = Examples([own[::-1] for own in data.features[::-1]], data.true[::-1])
    assert fit_scorer(turned, 5.0) == pytest.approx(fit_scorer(data, 5.0), abs=1e-4)
    with pytest.MonkeyPatch.context() as patch:
        # Looked at a few at a time they are the same.
        patch.setattr("graphcdc.evaluation.learning._CHUNK", 37)
        assert fit_scorer(data, 5.0) == pytest.approx(fit_scorer(turned, 5.0), abs=1e-4)


# Odds ----------------------------------------------------------------------------------------------------------------


def test_odds_of_a_known_model_are_found_again() -> None:
    random = np.random.default_rng(0)
    columns, known = random.normal(size=(60000, 2)), np.array([-2.0, 1.0, -0.5])
    true = random.random(60000) < 1 / (1 + np.exp(-(known[0] + columns @ known[1:])))
    assert fit_odds(columns, true) == pytest.approx(known, abs=0.05)


def test_odds_without_a_column_that_tells_are_the_share_of_the_true() -> None:
    true = np.arange(200) < 50
    assert fit_odds(np.zeros((200, 1)), true) == pytest.approx([log(50 / 150), 0])


@pytest.mark.parametrize("ridge", [0.1, 1.0, 50.0])
def test_odds_are_those_of_scipy_also_where_the_classes_can_be_parted(ridge: float) -> None:
    random = np.random.default_rng(1)
    columns = random.normal(size=(80, 2))
    for true in (random.random(80) < 0.3, columns[:, 0] > 0):

        def lose(weights: Floats, came: NDArray[np.bool_] = true) -> float:
            score = weights[0] + columns @ weights[1:]
            penalty = ridge / 2 * (weights[1:] ** 2).sum()
            return float((np.logaddexp(0, score) - came * score).sum() + penalty)

        assert fit_odds(columns, true, ridge) == pytest.approx(minimize(lose, np.zeros(3), tol=1e-10).x, abs=1e-3)


def test_odds_are_found_also_where_whole_steps_of_newton_lead_astray() -> None:
    """Few came, nearly all of them the first of their lists, and one column is the same for all."""
    for seed in range(4):
        random = np.random.default_rng(seed)
        share = random.exponential(1.0, 5000) - 5
        columns = np.column_stack([share, np.full(5000, log(2)), random.random(5000)])
        true = random.random(5000) < 0.9 / (1 + np.exp(-3 - 2 * share))

        def lose(weights: Floats, columns: Floats = columns, came: NDArray[np.bool_] = true) -> float:
            score = weights[0] + columns @ weights[1:]
            return float((np.logaddexp(0, score) - came * score).sum() + (weights[1:] ** 2).sum() / 2)

        found = fit_odds(columns, true)
        assert lose(found) <= minimize(lose, np.zeros(4)).fun + 1e-6
        assert found[1] == pytest.approx(2, abs=0.5)


@pytest.mark.parametrize("came", [False, True])
def test_odds_of_what_always_or_never_came_are_finite(came: bool) -> None:
    odds = fit_odds(np.random.default_rng(2).normal(size=(50, 2)), np.full(50, came))
    assert np.isfinite(odds).all()
    assert (odds[0] > 5) == came


# From trials to a scorer ---------------------------------------------------------------------------------------------


DAYS = ("2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01")


@cache
def read_questions(day: str) -> tuple[Question, ...]:
    """Questions of missing members of several drawn networks that have a true candidate."""
    found = []
    for seed in range(2):
        origin = Origin.of(draw_history(seed, projects=180), day)
        trials = list_trials(origin, "completion", np.ones(len(origin.basis.degrees), dtype=bool), hidden=2)
        found += [one for one in read(origin.basis, trials).everybody if one.true.any()]
    return tuple(found)


def read(basis: Basis, trials: Iterable[Trial]) -> Lessons:
    lessons = Lessons()
    for trial in trials:
        lessons.add(basis, trial)
    return lessons


def test_lessons_are_what_is_counted_or_has_an_answer_and_of_some_trials_only_newcomers() -> None:
    origin = Origin.of(draw_history(0, projects=180), "2018-01-01")
    trials = list(list_trials(origin, "partner", np.ones(len(origin.basis.degrees), dtype=bool)))
    came = sum(len(trial.truth) > 0 for trial in trials)
    new = sum(bool(trial.newcomers.any()) for trial in trials)
    asked = sum(bool(trial.allowed.any()) for trial in trials)
    strangers = sum(bool((trial.allowed & ~trial.familiar).any()) for trial in trials)
    lessons, counted, apart, only = Lessons(), Lessons(), Lessons(), Lessons()
    for trial in trials:
        lessons.add(origin.basis, trial, counted=False)
        counted.add(origin.basis, trial)
        apart.add(origin.basis, trial, counted=True, counted_new=False)
        only.add(origin.basis, trial, counted=True, only_new=True)
    assert 0 < new < came < asked
    assert new < strangers
    assert (len(lessons.everybody), len(lessons.newcomers)) == (came, new)
    assert all(one.true.any() and not one.counted for one in [*lessons.everybody, *lessons.newcomers])
    assert (len(counted.everybody), len(counted.newcomers)) == (asked, strangers)
    assert (len(apart.everybody), len(apart.newcomers)) == (asked, new)
    assert (len(only.everybody), len(only.newcomers)) == (0, strangers)


def rank(questions: list[Question], score: Floats | str) -> float:
    """Mean reciprocal rank of the best true candidate, by weights or by one signal."""
    found = []
    for one in questions:
        values = (
            one.features[:, one.signals.index(score) * len(FORMS)] if isinstance(score, str) else one.features @ score
        )
        everybody = np.ones(len(values), dtype=bool)
        found.append(1 / average_ranks(values.astype(float), everybody, np.flatnonzero(one.true)).min())
    return float(np.mean(found))


def relabel(questions: list[Question], seed: int) -> list[Question]:
    """The same questions with as many true candidates, drawn at random."""
    random = np.random.default_rng(seed)
    return [
        Question(one.features, random.permutation(one.true), one.members, one.subject, one.group, one.signals)
        for one in questions
    ]


def test_a_learned_scorer_beats_popularity_and_one_of_shuffled_labels_does_not() -> None:
    """Sanity 2: labels that mean nothing teach nothing."""
    learned, tested = [one for day in DAYS[:3] for one in read_questions(day)], list(read_questions(DAYS[3]))
    names = tested[0].signals
    popularity = rank(tested, "popularity")
    told = rank(tested, learn_scorer(learned, 300.0).align(names))
    assert told > 1.5 * popularity
    chance = np.mean([rank(relabel(tested, seed), "popularity") for seed in range(9)])
    shuffled = [learn_scorer(relabel(learned, seed), 300.0).align(names) for seed in range(10)]
    # On labels that were drawn anew there is nothing to find; on the true ones nearly all that was learned is gone.
    on_shuffled = np.mean([rank(relabel(tested, seed + 50), weights) for seed, weights in enumerate(shuffled)])
    assert on_shuffled == pytest.approx(chance, rel=0.25)
    on_true = [rank(tested, weights) for weights in shuffled]
    assert np.mean(on_true) < max(popularity, chance) + (told - chance) / 3
    assert max(on_true) < told


def test_the_odds_come_from_questions_that_the_weights_have_not_seen() -> None:
    """Of labels that mean nothing the log share tells nothing, however well the weights fit their own questions."""
    questions = relabel([one for day in DAYS[:3] for one in read_questions(day)], 7)
    fitted, fair = learn_scorer(questions, 0.1), learn_scorer(questions, 1e9)
    assert rank(questions, fitted.align(questions[0].signals)) > 1.2 * rank(questions, fair.align(questions[0].signals))
    assert abs(fitted.odds[1]) < 0.3


def test_a_better_place_never_means_a_smaller_chance() -> None:
    """The odds of the best are those that came least: the slope keeps its least value, and the mean is right."""
    questions = [one for day in DAYS[:2] for one in read_questions(day)]
    turned = [
        Question(one.features, np.roll(one.true, 1 + at), one.members, one.subject, one.group, one.signals)
        for at, one in enumerate(questions)
    ]
    worst = Scorer({"popularity": (-3.0, 0.0, 0.0, 0.0, 0.0, 0.0)}, (0.0, 1.0, 0.0, 0.0))
    learned = learn_scorer(turned, 1e9, worst)
    assert learned.odds[1] >= 0.1
    columns = np.array([[-4.0, 0.5], [-1.0, 0.5]] * 50)
    true = np.array([True, False, True, False, False, False] * 16 + [True, False] * 2)
    least, others = _fit_odds(columns, true)[1], fit_odds(columns[:, 1:], true, offset=0.1 * columns[:, 0])
    assert least == 0.1
    chances = 1 / (1 + np.exp(-(0.1 * columns[:, 0] + others[0] + columns[:, 1:] @ others[1:])))
    assert chances.mean() == pytest.approx(true.mean())


def test_where_no_question_of_one_half_has_an_answer_the_other_half_is_judged_by_the_prior() -> None:
    questions = list(read_questions(DAYS[1]))
    one = next(one for one in questions if one.true.any())
    nothing = [
        Question(other.features, np.zeros(len(other.true), bool), other.members, other.subject, "", other.signals)
        for other in questions
        if other is not one
    ]
    assert learn_scorer([one, *nothing], 30.0).weights
    assert not learn_scorer(nothing, 30.0).weights
    prior = Scorer({"p1": (0.5, 0.0, 0.25, 0.0, 0.0, 0.0)}, (0.0, 1.0, 0.0, 0.0))
    assert learn_scorer(nothing, 30.0, prior).weights == {"p1": (0.5, 0.0, 0.25, 0.0, 0.0, 0.0)}


def test_weights_are_shrunk_towards_those_that_were_there() -> None:
    questions = list(read_questions(DAYS[0]))
    prior = Scorer({"p1": (0.5, 0.0, 0.25, 0.0, 0.0, 0.0)}, (0.0, 1.0, 0.0, 0.0))
    found = learn_scorer(questions, 1e9, prior)
    assert found.weights["p1"] == pytest.approx((0.5, 0, 0.25, 0, 0, 0), abs=1e-3)
    assert all(abs(weight) < 1e-3 for name, own in found.weights.items() if name != "p1" for weight in own)
    assert all(len(own) == len(FORMS) for own in found.weights.values())
    assert len(found.odds) == 4


def test_the_same_questions_give_the_same_scorer() -> None:
    questions = list(read_questions(DAYS[1]))
    one, two = learn_scorer(questions, 30.0), learn_scorer(list(questions), 30.0)
    assert (one.weights, one.odds) == (two.weights, two.odds)


@settings(max_examples=60)
@given(histories(), st.sampled_from(["2016-07-01", "2017-01-01", "2018-01-01"]))
def test_what_is_to_be_learned_is_not_in_the_graph(network: Network, day: str) -> None:
    """Sanity 9: no event between a member and its true candidate is among those that the features come from."""
    origin = Origin.of(network, day)
    everybody = np.ones(7, dtype=bool)
    for trial in list_trials(origin, "partner", everybody):
        assert not origin.basis.flags[trial.question.rows][:, trial.truth].sum()
    ids = origin.history.node["id"]
    for task in ("completion", "kick_off"):
        for trial in list_trials(origin, task, everybody, hidden=9):
            assert trial.subject not in ids
    # Without the twelve months the features are the same.
    alone = Origin(day, network.as_of(origin.history.date), origin.later)
    lists = [read(one.basis, list_trials(one, "completion", everybody, hidden=9)).everybody for one in (origin, alone)]
    for one, two in zip(*lists, strict=True):
        assert (one.features == two.features).all()
