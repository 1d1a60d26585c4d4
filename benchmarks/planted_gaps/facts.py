"""Gaps of structure and content of the planted-gap suite: all that is planted is to be found, and nothing else.

``python benchmarks/planted_gaps/facts.py`` plants weak points in 20 webs and gaps of content in 20 towns, looks for all
kinds that are planted, and prints recall and precision of each as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable

from towns import Town, plant_everything
from webs import PLANTED, Truth, Web, plant_weak_points

from graphcdc import find_gaps

NETWORKS = 20
CONTENT = ("unmet_need", "idle_offer", "role_gap", "helix_gap", "dormant_tie", "eligibility_gap", "data_gap")


def judge(draw: Callable[[int], Web | Town], kinds: Iterable[str]) -> dict[str, dict[str, float]]:
    """Count what was planted, found, and both, in all networks."""
    counts = {kind: {"planted": 0, "found": 0, "both": 0} for kind in kinds}
    for seed in range(NETWORKS):
        planted = draw(seed)
        truth: Truth = planted.truth
        found = {(gap.kind, frozenset(gap.members)) for gap in find_gaps(planted.build(), kinds=counts)}
        for kind, own in counts.items():
            own["planted"] += sum(one[0] == kind for one in truth)
            own["found"] += sum(one[0] == kind for one in found)
            own["both"] += sum(one[0] == kind for one in found & truth)
    return {
        kind: {
            "planted": own["planted"],
            "recall": own["both"] / own["planted"],
            "precision": own["both"] / max(own["found"], 1),
        }
        for kind, own in counts.items()
    }


def main() -> None:
    """Print recall and precision by kind."""
    json.dump({**judge(plant_weak_points, PLANTED), **judge(plant_everything, CONTENT)}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
