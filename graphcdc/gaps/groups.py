"""Gaps between groups: fewer joint participations than chance would give organizations that are as active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.feasibility import list_barred_pairs
from graphcdc.findings import Gap, Names, Sentence, shorten
from graphcdc.gaps.design import expect_alike, sort_events
from graphcdc.gaps.families import GLOBAL_GAP, GROUP_GAPS, OUTSIDE, Plan, Population, plan_tests
from graphcdc.gaps.null import Compared, Progress, adjust, compare_pairs, measure_intervals
from graphcdc.gaps.pairs import pair_up
from graphcdc.gaps.population import order_by_name
from graphcdc.gaps.tails import LEAST_DRAWS
from graphcdc.network import Network

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LEVEL = 0.05
#: Draws from the null; the p-values of the tests that it takes more for come from the tail (`measure_p`).
DRAWS = 1999
#: With more joint participations (counted both ways) than this half as many: next to any deficit is significant there,
#: and what counts is its size.
_LARGE, _LARGE_DRAWS = 1_000_000, LEAST_DRAWS
#: Organizations of each side among whom pairs to start with are looked for: those who are busiest.
ASKED = 12
#: Percent of a deficit that alike projects must explain for it to be said.
_WORTH_SAYING = 5


@dataclass(frozen=True, eq=False)
class Results:
    """The tests of one population; the place of each of its pairs, the q-values, and what all tests have in common."""

    population: Population
    tested: Compared
    q_values: Floats
    draws: int
    tests: int


def find_group_gaps(
    network: Network, kinds: tuple[str, ...], draws: int | None, seed: int, progress: Progress | None = None
) -> list[Gap]:
    """Test all pairs of groups as one family and return those that are gaps (`find_low`)."""
    plan = plan_tests(network, kinds)
    enough = _LARGE_DRAWS if any(one.mixer.joint > _LARGE for one in plan.populations) else DRAWS
    compared = compare_all(network, plan, draws or enough, seed, progress)
    gaps = [gap for results in compared for gap in _find(network, results, seed)]
    shortfall = {gap.id: gap.expected - gap.observed for gap in gaps if gap.expected is not None}
    return sorted(
        gaps,
        key=lambda gap: (GROUP_GAPS.index(gap.kind), gap.members != (), -shortfall[gap.id], gap.groups, gap.members),
    )


def compare_all(network: Network, plan: Plan, draws: int, seed: int, progress: Progress | None) -> list[Results]:
    """Test the pairs of all populations as one family."""
    populations = [one for one in plan.populations if one.pairs]
    tested = []
    for at, one in enumerate(populations):

        def told(own: int, _: int, done: int = at * draws) -> None:
            if progress is not None:
                progress(done + own, draws * len(populations))

        tested.append(compare_pairs(one.mixer, one.columns, order_by_name(network, one.cooperation), draws, seed, told))
    if not tested:
        return []
    q_values = adjust(np.concatenate([each.p_value for each in tested]))
    parts = np.split(q_values, np.cumsum([len(one.pairs) for one in populations])[:-1])
    return [
        Results(one, each, part, draws, plan.tests) for one, each, part in zip(populations, tested, parts, strict=True)
    ]


def find_low(network: Network, results: Results, seed: int) -> tuple[Integers, Floats]:
    """Return the places of the pairs that are gaps, and the 95 % interval of the ratio of each.

    A pair is a gap if its q-value is at most 0.05 and its interval lies below 1: the first holds the count against
    moved labels, the second against projects drawn anew.
    """
    tested, one = results.tested, results.population
    found = np.flatnonzero((results.q_values <= LEVEL) & (tested.observed < tested.expected))
    if not len(found):
        return found, np.empty((0, 2))
    order = order_by_name(network, one.cooperation)
    intervals = measure_intervals(one.mixer, one.columns[found], tested.take(found), order, seed)
    low = intervals[:, 1] < 1
    return found[low], intervals[low]


def _find(network: Network, results: Results, seed: int) -> list[Gap]:
    found, intervals = find_low(network, results, seed)
    if not len(found):
        return []
    one, tested = results.population, results.tested
    sorts = sort_events(network, one.cooperation)
    alike = expect_alike(one.mixer, sorts)[tuple(one.columns[found].T)] / tested.by_degree[found]
    # Pairs of a block are held against what the groups do with others; projects by cluster say who is of which cluster.
    told = (tested.leverage[found] == 0) & (sorts.max(initial=0) > 0)
    return [
        _describe(network, results, int(at), (float(low), float(high)), float(share) if tell else None)
        for at, (low, high), share, tell in zip(found, intervals, alike, told, strict=True)
    ]


def _describe(network: Network, results: Results, at: int, interval: tuple[float, float], alike: float | None) -> Gap:
    """Describe a gap; `alike` is what alike projects lead to expect, as a share of what all do."""
    one, tested = results.population, results.tested
    pair = one.pairs[at]
    ties = _suggest_ties(network, one, at)
    observed, expected = float(tested.observed[at]), float(tested.expected[at])
    return Gap(
        kind=pair.kind,
        claim="statistical",
        groups=pair.words,
        members=(one.about,) if one.about not in ("", OUTSIDE) else (),
        observed=observed,
        expected=expected,
        ratio=observed / expected,
        interval=interval,
        p_value=float(tested.p_value[at]),
        q_value=float(results.q_values[at]),
        evidence={**_list_evidence(network, results, at), **_compare_alike(expected, alike)},
        said=_add_alike(Sentence(*_say(network, one, at, (observed, expected), interval)), observed, expected, alike),
        advice=Sentence("advice_groups" if ties else "advice_groups_all_met", {"pairs": name_ties(network, ties)}),
        ties=tuple(ties),
    )


def _list_evidence(network: Network, results: Results, at: int) -> dict[str, object]:
    one, tested = results.population, results.tested
    sizes = np.asarray(one.mixer.labels.sum(axis=0))[one.columns[at]]
    scope = "all" if network.home is None or one.about == OUTSIDE else network.home
    evidence: dict[str, object] = {
        "null": "label rows move between organizations of equal degree, projects stay",
        "expected_by_degree": shorten(tested.by_degree[at]),
        "expected_by_independence": None,
        "null_band": [shorten(end) for end in tested.band[at]],
        "overdispersion": shorten(tested.spread[at]),
        "draws": results.draws,
        "tests": results.tests,
        "sort": one.pairs[at].sort,
        "organizations": [int(size) for size in sizes],
        "left_out": one.mixer.count_left_out(*one.columns[at].tolist()),
        "scope": scope,
    }
    if tested.fitted[at] != tested.by_degree[at]:
        evidence["expected_by_independence"] = shorten(tested.fitted[at])
    return evidence


def _say(
    network: Network, one: Population, at: int, counts: tuple[float, float], interval: tuple[float, float]
) -> tuple[str, dict[str, object]]:
    """The sentence and its values."""
    (observed, expected), pair = counts, one.pairs[at]
    left_out = one.mixer.count_left_out(*one.columns[at].tolist())
    shown = [show_group(network, pair.sort, word) for word in pair.words]
    values: dict[str, object] = {
        "first": shown[0],
        "second": shown[1],
        "observed": round(observed),
        "expected": round(expected),
        "percent": round(100 * observed / expected),
        "low": round(100 * interval[0]),
        "high": round(100 * interval[1]),
    }
    within = "within" if pair.words[0] == pair.words[1] else "between"
    if pair.kind == GLOBAL_GAP:
        return "gap_global", {**values, "home": network.home}
    if one.about:
        return f"gap_{within}_groups_of_cluster", {**values, "cluster": _name(network, one.about)}
    if left_out:
        return "gap_between_groups_apart", {**values, "left_out": left_out}
    return f"gap_{within}_groups", values


def _compare_alike(expected: float, alike: float | None) -> dict[str, object]:
    return {"expected_in_alike_projects": None if alike is None else shorten(expected * alike)}


def _add_alike(said: Sentence, observed: float, expected: float, alike: float | None) -> Sentence:
    """Say how much of a deficit the projects there are explain."""
    if alike is None or alike <= 0:
        return said
    explained = round(100 * (1 - alike) * expected / (expected - observed))
    key = "gap_alike_none" if explained < _WORTH_SAYING else "gap_alike_all" if explained >= 100 else "gap_alike_some"
    percent = round(100 * observed / (expected * alike))
    return Sentence(key, {"said": said, "alike": round(expected * alike), "percent": percent, "explained": explained})


def show_group(network: Network, sort: str, word: str) -> str:
    """Return what people call a group: clusters and capabilities by name; kinds and spheres have their own words."""
    if sort == "cluster" or (sort == "topic" and word in network.positions):
        return _name(network, word)
    return word


def _name(network: Network, node: str) -> str:
    return str(network.node["name"][network.positions[node]])


def _suggest_ties(network: Network, one: Population, at: int) -> list[tuple[str, str]]:
    """Pairs to start with; whoever belongs to both sides joins nobody anew and is left out."""
    first, second = (one.mixer.labels[:, one.columns[at]].toarray() > 0).T
    both = first & second if one.columns[at, 0] != one.columns[at, 1] else np.zeros_like(first)
    return suggest_ties(network, one.cooperation, first & ~both, second & ~both)


def suggest_ties(
    network: Network,
    cooperation: Cooperation,
    first: NDArray[np.bool_],
    second: NDArray[np.bool_],
) -> list[tuple[str, str]]:
    """Up to three pairs of the busiest organizations of both sides that have not worked together and may.

    Each organization is named once, competitors and a whole and its part never together (`list_barred_pairs`).

    Parameters
    ----------
    network, cooperation
        The network, and the cooperation of those that are asked.
    first, second
        Who is on each side, a flag for each organization of the cooperation; equal for pairs within a group.
    """
    nodes, barred = cooperation.organizations, list_barred_pairs(network)

    def choose(flags: NDArray[np.bool_]) -> list[int]:
        rows = np.flatnonzero(flags)
        order = np.lexsort((network.node["name"][nodes[rows]], -cooperation.degrees[rows]))
        return [int(row) for row in rows[order][:ASKED]]

    def fits(a: int, b: int) -> bool:
        pair = int(nodes[min(a, b)]), int(nodes[max(a, b)])
        return pair not in barred and b not in cooperation.neighbours(a)

    ids = network.node["id"][nodes]
    return [(ids[a], ids[b]) for a, b in pair_up(choose(first), choose(second), fits)]


def name_ties(network: Network, ties: Sequence[tuple[str, str]]) -> Names:
    """The names of the two ends of some ties."""
    pairs = [Names(tuple(_name(network, end) for end in tie), " – ") for tie in ties]
    return Names(tuple(pairs), "; ")
