"""Learn the weights that graphcdc ships from the past of Horizon 2020: ``python benchmarks/train_weights.py``.

Reads ``datasets/horizon``, nothing that starts after 2017, and writes ``graphcdc/partners/weights.json``. Takes about
an hour on two cores. Topics are left out: they are known for the projects of some years only, so that they would
say when a project started.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from graphcdc import Network, load_tables
from graphcdc.evaluation.examples import Question, collect, learn_scorer
from graphcdc.evaluation.own import RIDGE as RIDGE_OF_REGIONS
from graphcdc.evaluation.trials import Origin, Trial, list_regions, list_settings, list_trials
from graphcdc.model import SETTINGS, TASKS
from graphcdc.partners.scoring import HELD_OUT, SHIPPED, Scorer
from graphcdc.partners.weights import NEW_BLOOD, write_weights_file

ROOT = Path(__file__).parent.parent
#: Days that questions are asked on, each with the months that follow; none reaches into the year that is tested.
ORIGINS = (("2016-07-01", 12), ("2017-01-01", 12))
UNTIL = "2017-12-31"
#: Questions per origin, of the whole network and of each region; and how many of these, the first ones, are kept
#: although nothing came of them: they tell how likely anybody is, the others whom to choose.
MOST = {"partner": (9000, 250), "completion": (None, 120), "kick_off": (None, 120)}
COUNTED = (1500, 60)
#: Strength of the penalty; a weaker one learns the years of the training too well.
RIDGE = {"partner": 2000.0, "completion": 500.0, "kick_off": 500.0}
#: Regions are put into so many parts; for each there are weights that were learned without it.
PARTS = 4


def strip_topics(network: Network) -> Network:
    """Return the network without the topics of its projects."""
    node = {**network.node, "topics": np.full(len(network), "", dtype=object)}
    return dataclasses.replace(network, node=node, _projections={})


def gather(network: Network, task: str, setting: str) -> tuple[list[Question], list[Question]]:
    """Collect the questions of a task in a setting, from every origin: about everybody, and about newcomers."""
    everybody, newcomers = [], []
    for day, months in ORIGINS:
        origin = Origin.of(network, day, months)
        for region, inside, candidates in list_settings(origin, setting):
            trials = list_trials(inside, task, candidates, most=MOST[task][setting != "whole"])
            for at, trial in enumerate(trials):
                counted = at < COUNTED[setting != "whole"]
                if not counted and not len(trial.truth):
                    continue
                group = region or find_region(inside, trial)
                for question, new in collect(inside.basis, [trial], group, counted):
                    everybody.append(question)
                    if new is not None and (counted or new.true.any()):
                        newcomers.append(new)
    return everybody, newcomers


def find_region(origin: Origin, trial: Trial) -> str:
    """The region of the organization that asks, or of the member that is missing."""
    rows = trial.truth if trial.question.task == "completion" else trial.question.rows
    regions = origin.history.regions[origin.basis.cooperation.organizations]
    return str(regions[rows[0]]) if len(rows) else ""


def learn_task(task: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Learn the weights of a task by list and setting: those in use, and by part those without its regions."""
    network = strip_topics(load_tables(ROOT / "datasets" / "horizon"))
    parts = assign_parts(network)
    shipped: dict[str, Any] = {}
    held_out: dict[str, Any] = {str(part): {} for part in range(PARTS)}
    lists = {name: dict[str, Scorer]() for name in (task, task + NEW_BLOOD)}
    without = {(name, part): dict[str, Scorer]() for name in lists for part in held_out}
    before: str | None = None
    for setting in SETTINGS:
        # Weights of regions are drawn towards those of the whole, of regions on their own towards those of regions.
        ridge = RIDGE[task] if before is None else RIDGE_OF_REGIONS[task]
        for name, questions in zip(lists, gather(network, task, setting), strict=True):
            began = time.perf_counter()
            prior = None if before is None else lists[name][before]
            learned = lists[name][setting] = learn_scorer(questions, ridge, prior)
            shipped.setdefault(name, {})[setting] = learned.to_dict()
            for part in held_out:
                others = [one for one in questions if parts.get(one.group) != part]
                prior = None if before is None else without[name, part][before]
                scorer = without[name, part][setting] = learn_scorer(others, ridge, prior, learned)
                if before is not None:
                    held_out[part].setdefault(name, {})[setting] = scorer.to_dict()
            true = sum(bool(one.true.any()) for one in questions)
            spent = time.perf_counter() - began
            print(f"{name} {setting}: {true} of {len(questions)} questions, {spent:.0f} s", flush=True)
        before = setting
    return shipped, held_out


def assign_parts(network: Network) -> dict[str, str]:
    """The part of each region."""
    regions = list_regions(Origin.of(network, ORIGINS[-1][0]))
    return {region: str(at % PARTS) for at, region in enumerate(sorted(regions))}


def main() -> None:
    """Learn all weights, two tasks at a time, and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "graphcdc" / "partners")
    folder = parser.parse_args().output
    about = {
        "made_by": "benchmarks/train_weights.py",
        "learned_from": "datasets/horizon (CORDIS Horizon 2020, CC BY 4.0)",
        "source": "CORDIS Horizon 2020",
        "until": UNTIL,
    }
    shipped: dict[str, Any] = {**about, "scorers": {}}
    parts = assign_parts(load_tables(ROOT / "datasets" / "horizon"))
    held_out: dict[str, Any] = {**about, "parts": parts, "scorers": {str(part): {} for part in range(PARTS)}}
    with ProcessPoolExecutor(2) as pool:
        for used, without in pool.map(learn_task, TASKS):
            shipped["scorers"] |= used
            for part, scorers in without.items():
                held_out["scorers"][part] |= scorers
    write_weights_file(folder / SHIPPED, shipped)
    write_weights_file(folder / HELD_OUT, held_out)


if __name__ == "__main__":
    main()
