"""Learn the weights that graphcdc ships from the past of Horizon 2020: ``python benchmarks/train_weights.py``.

Reads ``datasets/horizon``, nothing that starts after 2017, and writes ``graphcdc/partners/weights.json``. Takes about
half an hour on two cores. Topics are left out: they are known for the projects of some years only, so that they would
say when a project started.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import re
import time
from pathlib import Path
from typing import Any

import numpy as np

from graphcdc import Network, load_tables
from graphcdc.evaluation.examples import Question, collect, learn_scorer
from graphcdc.evaluation.trials import SETTINGS, TASKS, Origin, list_regions, list_settings, list_trials
from graphcdc.output import write_file
from graphcdc.partners.scoring import HELD_OUT, SHIPPED

ROOT = Path(__file__).parent.parent
#: Days that questions are asked on, each with the months that follow; none reaches into the year that is tested.
ORIGINS = (("2017-01-01", 12),)
UNTIL = "2017-12-31"
#: Questions per origin: of the whole network, and of each region.
MOST = {"partner": (6000, 200), "completion": (None, 80), "kick_off": (None, 80)}
#: Strength of the penalty; a weaker one learns the years of the training too well.
RIDGE = {"partner": 3000.0, "completion": 1000.0, "kick_off": 1000.0}
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
            for question, new in collect(inside.basis, trials, region):
                everybody.append(question)
                newcomers += [new] if new is not None else []
    return everybody, newcomers


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a file of weights, one line for each signal."""
    text = json.dumps(content, indent=1, sort_keys=True)
    # The numbers of a signal stand in its line.
    text = re.sub(
        r"\[[^\[\]{}]*\]", lambda numbers: " ".join(numbers[0].split()).replace("[ ", "[").replace(" ]", "]"), text
    )
    write_file(path, text + "\n")


def learn(questions: list[Question], ridge: float) -> dict[str, Any]:
    """Learn a scorer, as it stands in the file."""
    scorer = learn_scorer(questions, ridge)
    return {"odds": list(scorer.odds), "weights": dict(scorer.weights)}


def main() -> None:
    """Learn all weights and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "graphcdc" / "partners")
    folder = parser.parse_args().output
    network = strip_topics(load_tables(ROOT / "datasets" / "horizon"))
    regions = list_regions(Origin.of(network, ORIGINS[-1][0]))
    parts = {region: str(at % PARTS) for at, region in enumerate(sorted(regions))}
    about = {
        "made_by": "benchmarks/train_weights.py",
        "learned_from": "datasets/horizon (CORDIS Horizon 2020, CC BY 4.0)",
        "source": "CORDIS Horizon 2020",
        "until": UNTIL,
    }
    shipped: dict[str, Any] = {**about, "scorers": {}}
    held_out: dict[str, Any] = {**about, "parts": parts, "scorers": {str(part): {} for part in range(PARTS)}}
    for task, setting in itertools.product(TASKS, SETTINGS):
        for name, questions in zip((task, f"{task}_new_blood"), gather(network, task, setting), strict=True):
            began = time.perf_counter()
            shipped["scorers"].setdefault(name, {})[setting] = learn(questions, RIDGE[task])
            if setting != "whole":
                for part, scorers in held_out["scorers"].items():
                    others = [one for one in questions if parts.get(one.group) != part]
                    scorers.setdefault(name, {})[setting] = learn(others, RIDGE[task])
            true = sum(bool(one.true.any()) for one in questions)
            spent = time.perf_counter() - began
            print(f"{name} {setting}: {true} of {len(questions)} questions, {spent:.0f} s", flush=True)
    write(folder / SHIPPED, shipped)
    write(folder / HELD_OUT, held_out)


if __name__ == "__main__":
    main()
