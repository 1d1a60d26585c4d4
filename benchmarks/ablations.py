"""What the recommender loses without its parts: ``python benchmarks/ablations.py > ablations.json``.

Learns from the twelve months after 2016-07-01 and judges on the six after 2017-07-01, so that nothing of 2018 is seen.
Prints NDCG@10 of every variant and its ratio to the method as it is, with a paired 95 % interval. Takes about an
hour, and needs LightGBM (``pip install --group trees``): trees are compared with, never used.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from topics import Words, read_words
from train_weights import RIDGE, strip_topics

from graphcdc import Network, load_tables
from graphcdc.evaluation.examples import Lessons, Question
from graphcdc.evaluation.intervals import bootstrap_ratio
from graphcdc.evaluation.learning import Examples, fit_scorer
from graphcdc.evaluation.metrics import SHORT, average_ranks, measure_ndcg
from graphcdc.evaluation.own import RIDGE as RIDGE_OF_REGIONS
from graphcdc.evaluation.trials import Origin, Trial, list_settings, list_trials
from graphcdc.model import SETTINGS, TASKS
from graphcdc.partners.candidates import choose_candidates
from graphcdc.partners.features import FORMS, make_features
from graphcdc.partners.scoring import describe_members
from graphcdc.partners.scoring import tell_activity as measure_activity
from graphcdc.partners.signals import measure

Floats = NDArray[np.float64]
Features = NDArray[np.float32]

ROOT = Path(__file__).parent.parent
LEARNED, JUDGED = ("2016-07-01", 12), ("2017-07-01", 6)
#: Other days to learn from too: what was asked and came until the judged day.
DAYS = {
    "questions of 2016-01-01 too": (("2016-01-01", 12),),
    "questions of 2017-01-01 too": (("2017-01-01", 6),),
    "questions of both days too": (("2016-01-01", 12), ("2017-01-01", 6)),
}
#: Questions with an answer: of the whole network, and of each region.
MOST = (1500, 60)
#: Signals of the city; `LESS` does without them.
CITIES = ("same_city", "city_ties")
#: Forms, by their places in `FORMS`, that hang on how active the members are.
OF_ACTIVITY = (3, 4, 5)
#: What some variants do without: forms of all signals, and signals.
LESS = {
    "weights that do not know how active the members are": (OF_ACTIVITY, ()),
    "ranks alone": ((1, 2, 3, 4, 5), ()),
    "logarithms alone": ((0, 1, 3, 4, 5), ()),
    "without cities": ((), CITIES),
}
#: How many candidates the variant "strongest" learns from.
STRONGEST = 150
#: What missing members are found with, and other tasks are not.
ACTIVE = "weights that know how active who asks is"
#: Words of the topics of past projects as signals, known for the projects of the first years.
TOPICS = "with the topics of past projects"


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question, how many are right, candidates or not, and the features of its candidates by words of topics."""

    question: Question
    right: int
    words: Features


def ask(
    network: Network, words: dict[str, set[str]], task: str, setting: str, day: str, months: int
) -> Iterator[Asked]:
    """Yield the questions with an answer."""
    origin = Origin.of(network, day, months)
    told = Words(origin.basis, words)
    for region, inside, candidates in list_settings(origin, setting):
        told = told if told.basis is inside.basis else Words(inside.basis, words)
        answered = (trial for trial in list_trials(inside, task, candidates) if len(trial.truth))
        for trial in islice(answered, MOST[setting != "whole"]):
            lessons = Lessons()
            lessons.add(inside.basis, trial, region)
            for question in lessons.everybody:
                yield Asked(question, len(trial.truth), see_words(told, trial))


def see_words(told: Words, trial: Trial) -> Features:
    """Return what words of topics say of the candidates of a trial."""
    signals = measure(told.basis, trial.question)
    rows = choose_candidates(told.basis, signals, trial.allowed)
    activity = measure_activity(trial.question, describe_members(told.basis, trial.question))
    return make_features(told.measure(trial.question, signals), rows, activity).astype(np.float32)


def join(asked: list[Asked], strongest: int | None = None) -> Examples:
    """All candidates, or the strongest by P3 and theme, of the questions that have a right one among them."""
    features, true = [], []
    for one in asked:
        rank = one.question.features[:, one.question.signals.index("p3_x_theme") * len(FORMS)]
        kept = rank >= np.sort(rank)[-min(strongest or len(rank), len(rank))]
        if one.question.true[kept].any():
            features.append(one.question.features[kept])
            true.append(one.question.true[kept])
    return Examples(features, np.concatenate(true))


def judge(asked: list[Asked], score: Callable[[Features], Floats]) -> Floats:
    """NDCG@10 of each question."""
    found = []
    for one in asked:
        scores = score(one.question.features)
        true = np.flatnonzero(one.question.true)
        ranks = average_ranks(scores, np.ones(len(scores), dtype=bool), true)
        # Who is right and no candidate is never found.
        found.append(np.append(ranks, np.full(one.right - len(true), np.inf)))
    return measure_ndcg(found)


def aim_at_ndcg(examples: Examples, start: Floats, pull: float = 30.0) -> Floats:
    """Move weights to where a smooth NDCG@10 is largest (ApproxNDCG, Qin et al. 2010), pulled back to the start."""
    features = np.concatenate(examples.features)
    spread = np.where(features.std(axis=0) < 1e-6, np.inf, features.std(axis=0))
    ends = np.cumsum(examples.sizes)
    true = [np.flatnonzero(part) for part in np.split(examples.true, ends[:-1])]
    best = [(1 / np.log2(np.arange(2, min(len(one), SHORT) + 2))).sum() for one in true]
    aim = start * np.where(np.isinf(spread), 0, spread)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = np.split((features @ (weights / spread).astype(np.float32)).astype(float), ends[:-1])
        total, slopes = 0.0, []
        for score, own, ideal in zip(scores, true, best, strict=True):
            ahead = 1 / (1 + np.exp(-np.clip(score[None] - score[own][:, None], -30, 30)))
            ahead[np.arange(len(own)), own] = 0
            rank = 1 + ahead.sum(axis=1)
            logs = np.log2(1 + rank)
            total += (1 / logs).sum() / ideal
            by_rank = -1 / logs**2 / ((1 + rank) * np.log(2)) / ideal
            moved = ahead * (1 - ahead) * by_rank[:, None]
            slope = moved.sum(axis=0)
            slope[own] -= moved.sum(axis=1)
            slopes.append(slope)
        gradient = (features.T @ np.concatenate(slopes).astype(np.float32)) / spread
        return -total + pull / 2 * float(((weights - aim) ** 2).sum()), -gradient + pull * (weights - aim)

    found = minimize(loss, aim, jac=True, method="L-BFGS-B", options={"maxiter": 60})
    return np.asarray(found.x / spread)


def tell_activity(asked: list[Asked]) -> list[Asked]:
    """Let the weights of every task know how active who asks is, as those of missing members do."""
    told = []
    for one in asked:
        features = one.question.features.reshape(len(one.question.true), -1, len(FORMS)).copy()
        features[:, :, 3:] = (one.question.members[1] - 1) * features[:, :, :3]
        question = dataclasses.replace(one.question, features=features.reshape(len(features), -1))
        told.append(dataclasses.replace(one, question=question))
    return told


def tell_words(asked: list[Asked]) -> list[Asked]:
    """Let candidates be seen by the words of topics too."""
    told = []
    for one in asked:
        features = np.concatenate([one.question.features, one.words], axis=1)
        told.append(dataclasses.replace(one, question=dataclasses.replace(one.question, features=features)))
    return told


def grow_trees(examples: Examples) -> Callable[[Features], Floats]:
    """Learn boosted trees that rank (LambdaMART, Burges 2010) by the same features."""
    import lightgbm

    settings = {
        "objective": "lambdarank",
        "lambdarank_truncation_level": 20,
        "learning_rate": 0.05,
        "num_leaves": 15,
        "min_data_in_leaf": 100,
        "feature_fraction": 0.3,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 10,
        "num_threads": 1,
        "deterministic": True,
        "seed": 1,
        "verbose": -1,
    }
    rows = lightgbm.Dataset(np.concatenate(examples.features), examples.true.astype(int), group=examples.sizes)
    model = lightgbm.train(settings, rows, 300)
    return lambda features: np.asarray(model.predict(features), dtype=float)


def without(names: tuple[str, ...], forms: tuple[int, ...], signals: tuple[str, ...]) -> Callable[[Examples], Examples]:
    """Return a change of examples that takes away some forms of all signals, and some signals."""
    gone = np.zeros((len(names), len(FORMS)), dtype=bool)
    gone[:, list(forms)] = True
    gone[[names.index(signal) for signal in signals]] = True

    def change(examples: Examples) -> Examples:
        features = [np.where(gone.ravel(), np.float32(0), own) for own in examples.features]
        return dataclasses.replace(examples, features=features)

    return change


def weigh(weights: Floats, features: Features) -> Floats:
    """Score candidates by weights of their features."""
    return np.asarray(features @ weights, dtype=float)


def fit(task: str, asked: list[Asked], prior: Floats | None) -> Floats:
    """Learn the weights of a setting, drawn towards those of the larger one."""
    return fit_scorer(join(asked), RIDGE[task] if prior is None else RIDGE_OF_REGIONS[task], prior)


def learn(task: str, asked: list[Asked], prior: Floats | None) -> dict[str, Floats]:
    """Learn the weights of all variants that see the same features."""
    ridge = RIDGE[task] if prior is None else RIDGE_OF_REGIONS[task]
    examples, names = join(asked), asked[0].question.signals
    usual = fit_scorer(examples, ridge, prior)
    found = {
        "as it is": usual,
        f"learned from the strongest {STRONGEST} candidates": fit_scorer(join(asked, STRONGEST), ridge, prior),
        "moved towards NDCG@10 itself": aim_at_ndcg(examples, usual),
    }
    for name, (forms, signals) in LESS.items():
        # Other tasks do not know it anyway.
        if task == "completion" or forms != OF_ACTIVITY:
            found[name] = fit_scorer(without(names, forms, signals)(examples), ridge, prior)
    if prior is not None:
        found["not drawn towards the weights of the larger setting"] = fit_scorer(examples, RIDGE[task])
        found["the weights of the larger setting"] = prior
    return found


def run(task: str) -> list[dict[str, Any]]:
    """Judge all variants of a task, setting by setting."""
    network = load_tables(ROOT / "datasets" / "horizon")
    words, network = read_words(network), strip_topics(network)
    found: list[dict[str, Any]] = []
    priors: dict[str, Floats | None] = {}
    for setting in SETTINGS:
        began = time.perf_counter()
        learned, judged = (list(ask(network, words, task, setting, *days)) for days in (LEARNED, JUDGED))
        variants = learn(task, learned, priors.get("as it is"))
        values = {name: judge(judged, partial(weigh, weights)) for name, weights in variants.items()}
        values["boosted trees in place of weights"] = judge(judged, grow_trees(join(learned)))
        if task != "completion":
            priors[ACTIVE] = fit(task, tell_activity(learned), priors.get(ACTIVE))
            values[ACTIVE] = judge(tell_activity(judged), partial(weigh, priors[ACTIVE]))
        priors[TOPICS] = fit(task, tell_words(learned), priors.get(TOPICS))
        values[TOPICS] = judge(tell_words(judged), partial(weigh, priors[TOPICS]))
        others = {days: list(ask(network, words, task, setting, *days)) for days in DAYS["questions of both days too"]}
        for name, more in DAYS.items():
            priors[name] = fit(task, learned + [one for days in more for one in others[days]], priors.get(name))
            values[name] = judge(judged, partial(weigh, priors[name]))
        groups = np.array([one.question.group or one.question.subject for one in judged])
        for name, own in values.items():
            ratio = bootstrap_ratio(own, values["as it is"], groups)
            item = {
                "task": task,
                "setting": setting,
                "variant": name,
                "learned_from": len(learned),
                "queries": len(judged),
                "ndcg_10": round(float(own.mean()), 4),
                "ratio": round(ratio.ratio or 0.0, 3),
                "ratio_interval": [None if end is None else round(end, 3) for end in (ratio.low, ratio.high)],
            }
            found.append(item)
        priors["as it is"] = variants["as it is"]
        print(f"{task} {setting}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Print the variants of all tasks."""
    with ProcessPoolExecutor(len(TASKS)) as pool:
        json.dump([item for items in pool.map(run, TASKS) for item in items], sys.stdout, indent=1)


if __name__ == "__main__":
    main()
