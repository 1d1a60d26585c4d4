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
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np

from graphcdc import Network, load_tables
from graphcdc.evaluation.examples import Question, collect, learn_scorer
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
#: The same for newcomers.
COUNTED_OF_NEW = (600, 40)
#: So many members of a project are hidden in turn; of all but the first only newcomers are learned from: they are few.
HIDDEN = 4
#: Strength of the penalty for lists of new blood; for regions too, which are drawn towards the whole by it.
RIDGE_OF_NEW = 300.0
#: Strength of the penalty; a weaker one learns the years of the training too well.
RIDGE = {"partner": 2000.0, "completion": 500.0, "kick_off": 500.0}
#: The same for regions, whose weights are drawn towards those of the whole, and of the regions on their own towards
#: those of regions.
RIDGE_OF_REGIONS = {"partner": 5000.0, "completion": 1000.0, "kick_off": 1000.0}
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
            most = MOST[task][setting != "whole"]
            trials = list_trials(inside, task, candidates, hidden=HIDDEN)
            by_subject = groupby(trials, key=lambda trial: trial.subject)
            for at, (_, own) in enumerate(islice(by_subject, most)):
                first, *others = own
                counted, tells = (at < limits[setting != "whole"] for limits in (COUNTED, COUNTED_OF_NEW))
                group = region or find_region(inside, first)
                if counted or len(first.truth):
                    for question, new in collect(inside.basis, [first], group, counted):
                        everybody.append(question)
                        if new is not None and (tells or new.true.any()):
                            newcomers.append(replace(new, counted=tells))
                for trial in others:
                    if trial.newcomers.any():
                        for _, new in collect(inside.basis, [trial], region or find_region(inside, trial), False):
                            newcomers += [new] if new is not None and new.true.any() else []
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
        ridge = RIDGE[task] if before is None else RIDGE_OF_REGIONS[task]
        for name, questions in zip(lists, gather(network, task, setting), strict=True):
            if name.endswith(NEW_BLOOD):
                ridge = RIDGE_OF_NEW
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
