"""Who is considered of many: the best of strong signals, some of every kind, and who is hard to tell from the true."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from histories import draw_history, measured
from networks import make_network
from numpy.typing import NDArray

from graphcdc.evaluation import judging
from graphcdc.evaluation.judging import FIELDS, HARD, OURS, Cell, judge
from graphcdc.evaluation.metrics import average_ranks
from graphcdc.evaluation.trials import Origin, list_trials
from graphcdc.partners.basis import prepare
from graphcdc.partners.candidates import ALL_BELOW, choose_candidates
from graphcdc.partners.scoring import Scorer
from graphcdc.partners.signals import measure

DAY = "2018-01-01"


@cache
def judge_many() -> tuple[Cell, Origin]:
    """Some questions of a network of more than 500 organizations that may be suggested."""
    network = draw_history(2, organizations=900, projects=1100, themes=12)
    origin = Origin.of(network, DAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "CALIBRATED", 6)
        return judge([origin], "completion", "whole", most=6), origin


def test_hard_fields_hold_five_hundred_wrong_ones_and_the_true_ones() -> None:
    cell, origin = judge_many()
    assert origin.basis.active.sum() > HARD + 60
    for method in (OURS, "popularity"):
        all_of_them, hard, new = (cell.answers[name, method] for name in FIELDS)
        assert (all_of_them.candidates > HARD + 50).all()
        assert hard.candidates.tolist() == [HARD + len(ranks) for ranks in hard.ranks]
        assert (new.candidates < all_of_them.candidates[: len(new.candidates)].max()).all()
    trials = [one for one in list_trials(origin, "completion", everybody(origin)) if len(one.truth)]
    for trial, ranks in zip(trials, cell.answers["hard", "popularity"].ranks, strict=False):
        signals = measure(origin.basis, trial.question)
        wrong = np.setdiff1d(np.flatnonzero(trial.allowed), trial.truth)
        best = np.min([place(signals[name][wrong]) for name in ("resource_allocation", "page_rank")], axis=0)
        kept = np.zeros(len(trial.allowed), dtype=bool)
        kept[wrong[np.argsort(best, kind="stable")[:HARD]]] = True
        kept[trial.truth] = True
        assert ranks == pytest.approx(average_ranks(signals["popularity"], kept, trial.truth))


def everybody(origin: Origin) -> NDArray[np.bool_]:
    return np.ones(len(origin.basis.degrees), dtype=bool)


def place(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each value, the largest first; of equal ones the first first."""
    return np.argsort(np.argsort(-values.round(12), kind="stable"), kind="stable")


def test_newcomers_are_ranked_by_weights_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def scorer(task: str, *_: object) -> Scorer:
        return Scorer({"popularity": (0, 1 if task.endswith("_new_blood") else -1, 0, 0, 0, 0)}, (0, 1, 0, 0))

    monkeypatch.setattr(judging, "shipped_scorer", scorer)
    cell = judge([Origin.of(draw_history(0), DAY)], "kick_off", "whole")
    for field, sign in (("all", -1), ("newcomers", 1)):
        ours, popular = (cell.answers[field, method] for method in (OURS, "popularity"))
        assert len(ours.ranks) > 3
        for found, expected, count in zip(ours.ranks, popular.ranks, ours.candidates, strict=True):
            assert found.tolist() == (expected if sign > 0 else count + 1 - expected).tolist()


def test_of_many_the_best_of_strong_signals_and_of_every_kind_are_candidates() -> None:
    _, origin = judge_many()
    basis = origin.basis
    trial = next(one for one in list_trials(origin, "completion", everybody(origin)) if len(one.truth))
    signals = measure(basis, trial.question)
    few = np.arange(len(basis.degrees)) < ALL_BELOW
    assert choose_candidates(basis, signals, few).tolist() == np.flatnonzero(few).tolist()
    rows = choose_candidates(basis, signals, trial.allowed)
    assert (np.diff(rows) > 0).all()
    assert trial.allowed[rows].all()
    assert 120 <= len(rows) < trial.allowed.sum()
    for name in ("tie_weight", "p3", "page_rank", "popularity_fresh"):
        best = np.sort(signals[name][trial.allowed])[::-1]
        wanted = np.flatnonzero(trial.allowed & (signals[name] > max(best[100], 0)))
        assert np.isin(wanted, rows).all(), name
    assert set(basis.kinds[rows]) == set(basis.kinds[trial.allowed])
    # Others beside do not matter: whoever is no candidate may go.
    smaller = trial.allowed.copy()
    smaller[np.setdiff1d(np.flatnonzero(trial.allowed), rows)[:20]] = False
    assert choose_candidates(basis, signals, smaller).tolist() == rows.tolist()


def test_where_nearly_all_are_equal_only_those_above_them_are_candidates() -> None:
    origin = judge_many()[1]
    basis, anybody = origin.basis, everybody(origin)
    assert len(anybody) > ALL_BELOW
    values = np.ones(len(anybody))
    values[:7] = 2.0
    names = measured(basis.network, [])
    assert choose_candidates(basis, dict.fromkeys(names, values), anybody).tolist() == list(range(7))
    # Of some two hundred equal ones all are taken, for nothing tells them apart.
    values[7:200] = 1.5
    assert choose_candidates(basis, dict.fromkeys(names, values), anybody).tolist() == list(range(200))
    assert len(choose_candidates(basis, dict.fromkeys(names, np.zeros(len(anybody))), anybody)) == 0


def test_of_every_cluster_the_nearest_are_candidates() -> None:
    names = [f"b{at:03}" for at in range(600)]
    pairs = {f"p{at:03}": [names[at], names[at + 300]] for at in range(300)}
    network = make_network(pairs, clusters={"k1": names[100:140], "k2": names[130:133], "k3": []})
    signals = dict.fromkeys(measured(network, []), np.zeros(600))
    near = np.arange(600, dtype=float)
    allowed = near != 139
    rows = choose_candidates(prepare(network), {**signals, "p3_x_theme": near}, allowed)
    # Of k1 the five nearest, of k2 all three; the others are the nearest of all.
    assert rows.tolist() == [130, 131, 132, 134, 135, 136, 137, 138, *range(480, 600)]
