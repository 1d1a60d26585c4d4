"""Gaps between groups: fewer joint participations than chance would give organizations that are as active."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.findings import Gap, Names, Sentence
from graphcdc.gaps.null import Progress, Tested, adjust, compare_pairs
from graphcdc.measures import count_mixing, label_clusters, label_kinds
from graphcdc.model import FIRM_KINDS
from graphcdc.network import Network

#: The innovation gaps (Solvell, Lindqvist, Williams): the two sides of each.
SIDES = {
    "firm_to_firm_gap": ("firm", "firm"),
    "research_gap": ("firm", "research_organization"),
    "education_gap": ("firm", "university"),
    "policy_gap": ("firm", "public_authority"),
    "capital_gap": ("firm", "investor"),
}
CLUSTER_GAP = "cluster_to_cluster_gap"
GROUP_GAPS = (*SIDES, CLUSTER_GAP)

#: Pairs that can expect fewer joint participations than this are not tested: nothing could be told.
SMALLEST_EXPECTATION = 5.0
LEVEL = 0.05
LEAST_DRAWS = 999
DRAWS_PER_TEST = 50


@dataclass(frozen=True, eq=False)
class Plan:
    """Which pairs of groups can be tested in a network.

    Attributes
    ----------
    cooperation
        The organizations of the population (the home region if one was stated) that take part in an event.
    names, labels
        Words or cluster ids of the groups; organizations x groups.
    kinds, pairs
        For every pair to be tested its kind of gap, and the columns of the two groups.
    small
        For each kind the number of pairs that expect too little.
    empty
        Kinds that these data cannot show, with the group that nobody belongs to.
    """

    cooperation: Cooperation
    names: tuple[str, ...]
    labels: NDArray[np.float64]
    kinds: tuple[str, ...]
    pairs: NDArray[np.int64]
    small: dict[str, int]
    empty: dict[str, str]

    @property
    def draws(self) -> int:
        """Draws that give every test a chance after the adjustment for all of them."""
        return max(LEAST_DRAWS, DRAWS_PER_TEST * len(self.pairs))


def plan_tests(network: Network, kinds: tuple[str, ...] = GROUP_GAPS) -> Plan:
    """Find out which pairs of groups can be tested; the rule looks at expectations, never at what was observed."""
    everybody = network.cooperation()
    keep = everybody.degrees > 0
    if network.home is not None:
        keep &= network.regions[everybody.organizations] == network.home
    cooperation = everybody.restrict(keep)
    cooperation = cooperation.restrict(cooperation.degrees > 0)
    words = tuple(dict.fromkeys(word for kind in kinds if kind in SIDES for word in SIDES[kind]))
    labels = (
        label_kinds(network, cooperation, [group_kinds(word) for word in words])
        if words
        else np.zeros((len(cooperation.organizations), 0))
    )
    names = words
    candidates = [(kind, words.index(a), words.index(b)) for kind, (a, b) in SIDES.items() if kind in kinds]
    if CLUSTER_GAP in kinds:
        clusters, memberships = label_clusters(network, cooperation)
        names += tuple(clusters)
        labels = np.hstack([labels, memberships])
        columns = range(len(words), len(names))
        candidates += [(CLUSTER_GAP, a, b) for a, b in combinations(columns, 2)]
    expected = count_mixing(cooperation, labels).expected
    filled = [_has_members(network, word) for word in words]
    empty, small, chosen = _sort_out(candidates, names, filled, expected, kinds)
    return Plan(
        cooperation,
        names,
        labels,
        tuple(kind for kind, _, _ in chosen),
        np.array([pair for _, *pair in chosen], dtype=np.int64).reshape(-1, 2),
        small,
        empty,
    )


def _has_members(network: Network, word: str) -> bool:
    """Whether anybody in the population is of a group, with or without cooperation."""
    population = network.of_kinds(group_kinds(word))
    return bool(len(population)) and (network.home is None or bool((network.regions[population] == network.home).any()))


def group_kinds(word: str) -> tuple[str, ...]:
    """Return the kinds of organization that a word for a side means.

    Examples
    --------
    >>> group_kinds("firm"), group_kinds("university")
    (('sme', 'large_firm', 'startup', 'company'), ('university',))
    """
    return FIRM_KINDS if word == "firm" else (word,)


def _sort_out(
    candidates: list[tuple[str, int, int]],
    names: tuple[str, ...],
    filled: list[bool],
    expected: NDArray[np.float64],
    kinds: tuple[str, ...],
) -> tuple[dict[str, str], dict[str, int], list[tuple[str, int, int]]]:
    empty: dict[str, str] = {}
    small: dict[str, int] = {}
    chosen = []
    for kind, a, b in candidates:
        if kind in SIDES and not (filled[a] and filled[b]):
            empty[kind] = names[b] if filled[a] else names[a]
        elif expected[a, b] < SMALLEST_EXPECTATION:
            small[kind] = small.get(kind, 0) + 1
        else:
            chosen.append((kind, a, b))
    if CLUSTER_GAP in kinds and not any(kind == CLUSTER_GAP for kind, _, _ in candidates):
        empty[CLUSTER_GAP] = "cluster"
    return empty, small, chosen


def find_group_gaps(
    network: Network, kinds: tuple[str, ...], draws: int | None, seed: int, progress: Progress | None = None
) -> list[Gap]:
    """Test all pairs of groups as one family and return those below expectation at a q-value of 0.05."""
    plan = plan_tests(network, kinds)
    if not len(plan.pairs):
        return []
    population = plan.cooperation.organizations
    # By name, not by id: renaming ids must not change which organization gets which random number.
    order = np.lexsort((network.node["id"][population], network.node["name"][population]))
    count = draws or plan.draws
    tested = compare_pairs(plan.cooperation, plan.labels, plan.pairs, order, count, seed, progress)
    q_values = adjust(tested.p_value)
    found = np.flatnonzero((q_values <= LEVEL) & (tested.observed < tested.expected))
    gaps = [_describe(network, plan, tested, q_values, int(at), count) for at in found]
    shortfall = {gap.id: gap.expected - gap.observed for gap in gaps if gap.expected is not None}
    return sorted(gaps, key=lambda gap: (GROUP_GAPS.index(gap.kind), -shortfall[gap.id], gap.groups or ()))


def _describe(network: Network, plan: Plan, tested: Tested, q_values: NDArray[np.float64], at: int, draws: int) -> Gap:
    first, second = plan.pairs[at]
    ids = (plan.names[first], plan.names[second])
    ratio = float(tested.observed[at] / tested.expected[at])
    low, high = map(float, tested.interval[at])
    shown = list(ids)
    if plan.kinds[at] == CLUSTER_GAP:
        shown = [str(network.node["name"][network.positions[cluster]]) for cluster in ids]
    ties = _suggest_ties(network, plan.cooperation, plan.labels, int(first), int(second))
    pairs = [Names(tuple(str(network.node["name"][network.positions[end]]) for end in tie), " – ") for tie in ties]
    values = {
        "first": shown[0],
        "second": shown[1],
        "observed": round(float(tested.observed[at])),
        "expected": round(float(tested.expected[at])),
        "percent": round(100 * ratio),
        "low": round(100 * low),
        "high": round(100 * high),
        "pairs": Names(tuple(pairs), "; "),
    }
    within = "within" if first == second else "between"
    return Gap(
        kind=plan.kinds[at],
        claim="statistical",
        groups=ids,
        members=(),
        observed=float(tested.observed[at]),
        expected=float(tested.expected[at]),
        ratio=ratio,
        interval=(low, high),
        p_value=float(tested.p_value[at]),
        q_value=float(q_values[at]),
        evidence={
            "null": "label rows move between organizations of equal degree, projects stay",
            "expected_by_degree": float(f"{tested.by_degree[at]:.6g}"),
            "null_band": [float(f"{end:.6g}") for end in tested.band[at]],
            "draws": draws,
            "tests": len(plan.pairs),
            "organizations": [int(plan.labels[:, column].sum()) for column in (first, second)],
            "scope": "all" if network.home is None else network.home,
        },
        said=Sentence(f"gap_{within}_groups", values),
        advice=Sentence("advice_groups" if ties else "advice_groups_all_met", values),
        ties=tuple(ties),
    )


def _suggest_ties(
    network: Network, cooperation: Cooperation, labels: NDArray[np.float64], first: int, second: int
) -> list[tuple[str, str]]:
    """Up to three pairs of the busiest organizations of both sides that have not worked together.

    Whoever belongs to both sides joins nobody anew and is left out. Each organization is named once.
    """
    sides = []
    for own, other in ((first, second), (second, first)):
        rows = np.flatnonzero((labels[:, own] > 0) & ((labels[:, other] == 0) | (first == second)))
        names = network.node["name"][cooperation.organizations[rows]]
        sides.append(rows[np.lexsort((names, -cooperation.degrees[rows]))][:12])
    used: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for total in range(len(sides[0]) + len(sides[1])):
        for i in range(max(0, total - len(sides[1]) + 1), min(total + 1, len(sides[0]))):
            a, b = int(sides[0][i]), int(sides[1][total - i])
            if len(pairs) < 3 and a != b and not {a, b} & used and b not in cooperation.neighbours(a):
                used |= {a, b}
                pairs.append((a, b))
    ids = network.node["id"][cooperation.organizations]
    return [(ids[a], ids[b]) for a, b in pairs]
