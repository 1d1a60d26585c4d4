"""Group gaps of the planted-gap suite: how often nothing is called a gap, and how often a deficit is found.

``python benchmarks/planted_gaps/groups.py > groups.json`` judges `find_gaps` on networks without any gap (four regimes,
and clusters that keep to themselves) and on networks with one planted deficit, by its size and by the joint
participations that are expected. Takes about an hour of processor time.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from regimes import COHESIVE, NULLS, VERY_COHESIVE, Regime, draw_network, plant_deficit

from graphcdc.gaps.families import CLUSTER_GAP, GROUP_GAPS, plan_tests
from graphcdc.gaps.groups import DRAWS, LEVEL, compare_all, find_low

#: Networks of each regime, of clusters that keep to themselves, and of each planted deficit.
NETWORKS, COHESIVE_NETWORKS, PLANTED_NETWORKS = 200, 60, 200
DEFICITS, EXPECTED = (0.3, 0.5, 0.7), (20, 40, 80, 120)


def judge(task: tuple[str, Regime, int]) -> dict[str, Any]:
    """Test all pairs of one network; say how many are false, and what became of the planted one."""
    name, regime, seed = task
    network = draw_network(regime, seed)
    plan = plan_tests(network, GROUP_GAPS)
    found: dict[str, Any] = {"name": name, "tests": plan.tests, "false": 0, "pair": None}
    planted = tuple(f"k{at:02}" for at in regime.pair) if regime.deficit else None
    for results in compare_all(network, plan, DRAWS, 0, None):
        tested = results.tested
        called = np.isin(np.arange(len(results.population.pairs)), find_low(network, results, 0)[0])
        for at, pair in enumerate(results.population.pairs):
            if planted is not None and pair.kind == CLUSTER_GAP and pair.words == planted:
                found["pair"] = {
                    "expected": float(tested.by_degree[at]),
                    "ratio": float(tested.observed[at] / tested.expected[at]),
                    "p": float(tested.p_value[at]),
                    "found": bool(called[at]),
                }
            else:
                found["false"] += bool(called[at])
                found[pair.kind] = found.get(pair.kind, 0) + bool(called[at])
    return found


def list_tasks(share: float) -> list[tuple[str, Regime, int]]:
    """All networks, or a share of them."""

    def seeds(count: int) -> Iterable[int]:
        return range(1000, 1000 + max(2, round(count * share)))

    tasks = [(f"null, {name}", regime, seed) for name, regime in NULLS.items() for seed in seeds(NETWORKS)]
    cohesive = {"cohesive": COHESIVE, "very cohesive": VERY_COHESIVE}
    tasks += [(name, regime, seed) for name, regime in cohesive.items() for seed in seeds(COHESIVE_NETWORKS)]
    tasks += [
        (f"deficit {deficit}, expected {expected}", plant_deficit(deficit, expected), seed)
        for deficit in DEFICITS
        for expected in EXPECTED
        for seed in seeds(PLANTED_NETWORKS)
    ]
    return tasks


def sum_up(results: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rates by name."""
    summary: dict[str, dict[str, Any]] = {}
    for name in dict.fromkeys(one["name"] for one in results):
        own = [one for one in results if one["name"] == name]
        told = {
            "networks": len(own),
            "tests": float(np.mean([one["tests"] for one in own])),
            "with a false finding": sum(one["false"] > 0 for one in own),
            "false findings of cluster pairs": sum(one.get(CLUSTER_GAP, 0) > 0 for one in own),
        }
        pairs = [one["pair"] for one in own if one["pair"] is not None]
        if pairs:
            told |= {
                "expected": float(np.mean([pair["expected"] for pair in pairs])),
                "ratio": float(np.mean([pair["ratio"] for pair in pairs])),
                "power by p": float(np.mean([pair["p"] <= LEVEL for pair in pairs])),
                "power by q": float(np.mean([pair["found"] for pair in pairs])),
            }
        summary[name] = told
    return summary


def main() -> None:
    """Judge all networks and print the rates as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="share of the networks")
    parser.add_argument("--only", default="", help="only names that begin so")
    options = parser.parse_args()
    tasks = [task for task in list_tasks(options.share) if task[0].startswith(options.only)]
    with ProcessPoolExecutor(2) as pool:
        results = []
        for done, result in enumerate(pool.map(judge, tasks, chunksize=4), 1):
            results.append(result)
            if done % 20 == 0:
                print(f"{done} of {len(tasks)}", file=sys.stderr, flush=True)
    json.dump(sum_up(results), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
