"""Gaps between groups: fewer joint participations than chance would give organizations that are as active."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.feasibility import list_barred_pairs
from graphcdc.findings import Gap, Names, Sentence
from graphcdc.gaps.null import Progress, Tested, adjust, compare_pairs
from graphcdc.gaps.pairs import pair_up
from graphcdc.gaps.population import choose_population, order_by_name
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
#: Organizations of each side among whom pairs to start with are looked for: those who are busiest.
ASKED = 12


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
    cooperation = choose_population(network)
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
    order = order_by_name(network, plan.cooperation)
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
    ties = _start(network, plan, int(first), int(second))
    values = {
        "first": shown[0],
        "second": shown[1],
        "observed": round(float(tested.observed[at])),
        "expected": round(float(tested.expected[at])),
        "percent": round(100 * ratio),
        "low": round(100 * low),
        "high": round(100 * high),
        "pairs": name_ties(network, ties),
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


def _start(network: Network, plan: Plan, first: int, second: int) -> list[tuple[str, str]]:
    """Pairs to start with; whoever belongs to both sides joins nobody anew and is left out."""
    one, two = plan.labels[:, first] > 0, plan.labels[:, second] > 0
    both = one & two if first != second else np.zeros_like(one)
    return suggest_ties(network, plan.cooperation, one & ~both, two & ~both, list_barred_pairs(network))


def suggest_ties(
    network: Network,
    cooperation: Cooperation,
    first: NDArray[np.bool_],
    second: NDArray[np.bool_],
    barred: frozenset[tuple[int, int]],
) -> list[tuple[str, str]]:
    """Up to three pairs of the busiest organizations of both sides that have not worked together and may.

    Each organization is named once.

    Parameters
    ----------
    network, cooperation
        The network, and the cooperation of those that are asked.
    first, second
        Who is on each side, a flag for each organization of the cooperation; equal for pairs within a group.
    barred
        Pairs that may not be brought together (`list_barred_pairs`).
    """
    nodes = cooperation.organizations

    def choose(flags: NDArray[np.bool_]) -> list[int]:
        rows = np.flatnonzero(flags)
        order = np.lexsort((network.node["name"][nodes[rows]], -cooperation.degrees[rows]))
        return [int(row) for row in rows[order][:ASKED]]

    def fits(a: int, b: int) -> bool:
        pair = int(nodes[min(a, b)]), int(nodes[max(a, b)])
        return pair not in barred and b not in cooperation.neighbours(a)

    ids = network.node["id"][nodes]
    return [(ids[a], ids[b]) for a, b in pair_up(choose(first), choose(second), fits)]


def name_ties(network: Network, ties: list[tuple[str, str]]) -> Names:
    """The names of the two ends of some ties."""
    pairs = [Names(tuple(str(network.node["name"][network.positions[end]]) for end in tie), " – ") for tie in ties]
    return Names(tuple(pairs), "; ")
