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
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np

from graphcdc import Network, load_tables
from graphcdc.evaluation.examples import Lessons, learn_scorer
from graphcdc.evaluation.own import RIDGE as RIDGE_OF_REGIONS
from graphcdc.evaluation.trials import Origin, Trial, list_regions, list_settings, list_trials
from graphcdc.model import SETTINGS, TASKS
from graphcdc.partners.scoring import HELD_OUT, SHIPPED, Scorer
from graphcdc.partners.weights import NEW_BLOOD, write_weights_file

ROOT = Path(__file__).parent.parent
#: Days that questions are asked on, each with the months that follow; none reaches into the year that is tested. Only
#: those that are followed by a whole year tell how likely anybody is to come within a year.
ORIGINS = (("2016-07-01", 12), ("2017-01-01", 12), ("2017-07-01", 6))
YEAR = 12
UNTIL = "2017-12-31"
#: Questions per origin, of the whole network and of each region; and how many of these, the first ones, are kept
#: although nothing came of them: they tell how likely anybody is, the others whom to choose.
MOST = {"partner": (4000, 120), "completion": (None, 120), "kick_off": (None, 120)}
COUNTED = (1500, 60)
#: The same for newcomers.
COUNTED_OF_NEW = (600, 40)
#: So many members of a project are hidden in turn: to learn of everybody, and of newcomers, who are few.
HIDDEN, HIDDEN_OF_NEW = 2, 4
#: Strength of the penalty for lists of new blood; for regions too, which are drawn towards the whole by it.
RIDGE_OF_NEW = 300.0
#: Strength of the penalty; a weaker one learns the years of the training too well.
RIDGE = {"partner": 2000.0, "completion": 500.0, "kick_off": 500.0}
#: Regions are put into so many parts; for each there are weights that were learned without it.
PARTS = 4


def strip_topics(network: Network) -> Network:
    """Return the network without the topics of its projects."""
    node = {**network.node, "topics": np.full(len(network), "", dtype=object)}
    return dataclasses.replace(network, node=node, _projections={})


def gather(network: Network, task: str, setting: str) -> Lessons:
    """Collect the questions of a task in a setting, from every origin."""
    lessons = Lessons()
    for day, months in ORIGINS:
        origin = Origin.of(network, day, months)
        for region, inside, candidates in list_settings(origin, setting):
            most = MOST[task][setting != "whole"]
            trials = list_trials(inside, task, candidates, hidden=HIDDEN_OF_NEW)
            by_subject = groupby(trials, key=lambda trial: trial.subject)
            for at, (_, own) in enumerate(islice(by_subject, most)):
                counted, counted_new = (
                    months == YEAR and at < limits[setting != "whole"] for limits in (COUNTED, COUNTED_OF_NEW)
                )
                for turn, trial in enumerate(own):
                    lessons.add(
                        inside.basis,
                        trial,
                        region or find_region(inside, trial),
                        counted=counted and turn == 0,
                        counted_new=counted_new and turn == 0,
                        only_new=turn >= HIDDEN,
                    )
    return lessons


def find_region(origin: Origin, trial: Trial) -> str:
    """The region of the organization that asks, or of the member that is missing."""
    rows = trial.truth if trial.question.task == "completion" else trial.question.rows
    regions = origin.history.regions[origin.basis.cooperation.organizations]
    return str(regions[rows[0]]) if len(rows) else ""


def learn_task(task: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Learn the weights of a task by list and setting: those in use, and by part those without its regions."""
    network = strip_topics(load_tables(ROOT / "datasets" / "horizon"))
    parts = assign_parts(network)
    shipped: dict[str, Any] = {task: {}, task + NEW_BLOOD: {}}
    held_out: dict[str, Any] = {str(part): {task: {}, task + NEW_BLOOD: {}} for part in range(PARTS)}
    larger: dict[tuple[str, str], Scorer] = {}
    for setting in SETTINGS:
        scorers = learn_setting(network, task, setting, parts, larger)
        for (name, part), scorer in scorers.items():
            if not part:
                shipped[name][setting] = scorer.to_dict()
            elif larger:
                held_out[part][name][setting] = scorer.to_dict()
        larger = scorers
    return shipped, held_out


def learn_setting(
    network: Network, task: str, setting: str, parts: dict[str, str], larger: dict[tuple[str, str], Scorer]
) -> dict[tuple[str, str], Scorer]:
    """Learn the weights of the two lists from all regions ("") and without those of each part.

    Weights of regions are drawn towards those of the whole, of regions on their own towards those of regions.
    """
    lessons = gather(network, task, setting)
    found: dict[tuple[str, str], Scorer] = {}
    for name, ridge, questions in (
        (task, (RIDGE_OF_REGIONS if larger else RIDGE)[task], lessons.everybody),
        (task + NEW_BLOOD, RIDGE_OF_NEW, lessons.newcomers),
    ):
        began = time.perf_counter()
        found[name, ""] = learn_scorer(questions, ridge, larger.get((name, "")))
        for part in map(str, range(PARTS)):
            others = [one for one in questions if parts.get(one.group) != part]
            found[name, part] = learn_scorer(others, ridge, larger.get((name, part)), found[name, ""])
        true = sum(bool(one.true.any()) for one in questions)
        spent = time.perf_counter() - began
        print(f"{name} {setting}: {true} of {len(questions)} questions, {spent:.0f} s", flush=True)
    return found


def assign_parts(network: Network) -> dict[str, str]:
    """The part of each region."""
    regions = list_regions(Origin.of(network, ORIGINS[-1][0]))
    return {region: str(at % PARTS) for at, region in enumerate(sorted(regions))}


def main() -> None:
    """Learn all weights, the tasks side by side, and write the two files."""
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
    with ProcessPoolExecutor(len(TASKS)) as pool:
        for used, without in pool.map(learn_task, TASKS):
            shipped["scorers"] |= used
            for part, scorers in without.items():
                held_out["scorers"][part] |= scorers
    write_weights_file(folder / SHIPPED, shipped)
    write_weights_file(folder / HELD_OUT, held_out)


if __name__ == "__main__":
    main()
