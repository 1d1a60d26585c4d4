"""What a search for gaps cannot tell from the data that there are, and what it would take."""

from __future__ import annotations

from collections import Counter

from graphcdc.findings import Sentence
from graphcdc.gaps.families import CLUSTER_GAP, GLOBAL_GAP, GROUP_GAPS, SIDES, SMALLEST_EXPECTATION, Plan
from graphcdc.gaps.groups import LEVEL
from graphcdc.network import Network

#: Joint participations come in crowds, so that their counts vary by so much more than independent ones (METHODS 1.6).
_CROWDED = 1.3
#: A deficit is told if it would be found so often.
_POWER = 0.9


def list_group_limits(network: Network, plan: Plan, kinds: tuple[str, ...]) -> list[Sentence]:
    """Say which pairs of groups cannot be told, and how much is tested."""
    limits = [_say_empty(network, kind, group) for kind, group in plan.empty.items()]
    if GLOBAL_GAP in kinds and network.home is None:
        limits.append(Sentence("limit_no_home", {"kind": GLOBAL_GAP}))
    needed = expect_needed(max(plan.tests, 1))
    small = Counter((pair.kind, bool(one.about)) for one in plan.populations for pair, _ in one.small)
    most = {
        (pair.kind, bool(one.about)): expected
        for one in plan.populations
        for pair, expected in sorted(one.small, key=lambda each: each[1])
    }
    for kind, in_cluster in sorted(small, key=lambda one: (GROUP_GAPS.index(one[0]), one[1])):
        count = small[kind, in_cluster]
        if kind in plan.empty:
            continue
        values = {"kind": kind, "count": count, "least": SMALLEST_EXPECTATION, "needed": needed}
        values["expected"] = most[kind, in_cluster]
        alone = kind in (*SIDES, GLOBAL_GAP) and not in_cluster
        limits.append(
            Sentence("limit_small_one" if alone else "limit_small_in_clusters" if in_cluster else "limit_small", values)
        )
    if plan.tests:
        limits.append(Sentence("limit_tests", {"tests": plan.tests, "level": LEVEL}))
        weak = sum(int((one.expected < needed).sum()) for one in plan.populations)
        if weak:
            limits.append(Sentence("limit_power", {"tests": weak, "needed": needed, "power": round(10 * _POWER)}))
    return limits


def _say_empty(network: Network, kind: str, group: str) -> Sentence:
    if kind == CLUSTER_GAP:
        return Sentence("limit_few_clusters", {"kind": kind})
    if network.home is None:
        return Sentence("limit_no_group", {"kind": kind, "group": group})
    return Sentence("limit_no_group_at_home", {"kind": kind, "group": group, "region": network.home})


def expect_needed(tests: int, *, deficit: float = 0.5, spread: float = _CROWDED) -> int:
    """Return the joint participations that must be expected for a deficit to be found nine times of ten.

    The smallest E such that a count with mean E (1 - deficit) is below the critical value of an exact Poisson test at
    level 0.05 / tests with chance 0.9, times the over-dispersion: for an isolated deficit among so many tests.

    Parameters
    ----------
    tests
        Tests of the family.
    deficit
        Share of the expectation that is missing.
    spread
        Variance of the counts over their mean.

    Examples
    --------
    >>> [expect_needed(tests, spread=1.0) for tests in (1, 15, 80, 351)]
    [27, 51, 64, 75]
    """
    from scipy.stats import poisson

    needed = 1
    while poisson.cdf(_critical(needed, LEVEL / tests), needed * (1 - deficit)) < _POWER:
        needed += 1
    return round(needed * spread)


def _critical(expected: int, level: float) -> int:
    """The largest count that is significantly low, -1 if none is."""
    from scipy.stats import poisson

    at = int(poisson.ppf(level, expected))
    return at if poisson.cdf(at, expected) <= level else at - 1
