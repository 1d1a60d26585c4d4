"""Cooperation gaps: where organizations, or groups of them, should work together and do not.

Two claims are never mixed: *structural* gaps are facts of the graph, *statistical* ones are fewer joint participations
than a null model expects. A single pair of organizations is never called significant.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphcdc.errors import UsageError
from graphcdc.findings import Findings, Gap, Sentence
from graphcdc.gaps.groups import (
    CLUSTER_GAP,
    GROUP_GAPS,
    LEVEL,
    SMALLEST_EXPECTATION,
    find_group_gaps,
    group_kinds,
    plan_tests,
)
from graphcdc.gaps.null import Progress
from graphcdc.gaps.structure import STRUCTURAL_GAPS, find_structural_gaps
from graphcdc.network import Network

__all__ = ["GAP_KINDS", "closes_gap", "find_gaps", "list_limits"]

GAP_KINDS = (*GROUP_GAPS, *STRUCTURAL_GAPS)


def find_gaps(
    network: Network,
    *,
    kinds: Iterable[str] | None = None,
    draws: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Findings[Gap]:
    """Find the cooperation gaps of a network.

    Group pairs are compared with a null model in which the labels of organizations (kind, clusters) change places
    between organizations of about equal degree while projects stay as they are; one Benjamini-Hochberg adjustment
    covers all pairs of the call. Pairs that expect fewer than 5 joint participations are not tested. If a home region
    was stated, groups are those of organizations at home, and structural gaps are those that touch one of them;
    partners elsewhere still count for the structure.

    Parameters
    ----------
    network
        The network.
    kinds
        Kinds of gap to look for, of `GAP_KINDS`; default all.
    draws
        Draws from the null; default the larger of 999 and 50 per test.
    seed
        Start of the random numbers.
    progress
        Called now and then with the draws done and the draws in all.

    Returns
    -------
    Findings of Gap
        A list: statistical gaps first, then structural ones; within a kind those at home first, then the worst.

    Raises
    ------
    UsageError
        If a kind is not known, or `draws` is not positive.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": ["a", "b", "c"], "name": ["Alpha", "Beta", "Gamma"], "kind": ["sme", "sme", "university"]},
    ...     {"source": ["a"], "target": ["b"], "kind": ["COOPERATES_WITH"]},
    ... )
    >>> [gap.text("en") for gap in find_gaps(network)]
    ['Gamma has no cooperation with other organizations on record, neither a project nor a direct tie.']
    """
    chosen = _choose_kinds(kinds)
    if draws is not None and draws < 1:
        raise UsageError("too_small_a_number", name="draws", least=1)
    return Findings.of(
        network,
        [
            *find_group_gaps(network, chosen, draws, seed, progress),
            *find_structural_gaps(network, chosen),
        ],
    )


def _choose_kinds(kinds: Iterable[str] | None) -> tuple[str, ...]:
    chosen = GAP_KINDS if kinds is None else tuple(dict.fromkeys(kinds))
    unknown = sorted(set(chosen) - set(GAP_KINDS))
    if unknown:
        raise UsageError("unknown_word", what="gap", text=unknown[0], known=", ".join(GAP_KINDS))
    return chosen


def list_limits(network: Network, *, kinds: Iterable[str] | None = None) -> list[Sentence]:
    """Say what `find_gaps` cannot tell from these data, and how much it tests.

    Returns
    -------
    list of Sentence
        Kinds whose groups nobody belongs to; pairs that expect too little; the number of tests.

    Examples
    --------
    >>> nodes = {"id": ["a", "b"], "name": ["A", "B"], "kind": ["sme", "sme"]}
    >>> nothing = Network.build(nodes, {"source": [], "target": [], "kind": []})
    >>> list_limits(nothing)[0].say("en")
    'no joint project and no cooperation tie is recorded: there are no data to judge by'

    Raises
    ------
    UsageError
        If a kind is not known.
    """
    chosen = _choose_kinds(kinds)
    if not network.cooperation().incidence.shape[1]:
        return [Sentence("limit_no_cooperation")]
    plan = plan_tests(network, chosen)
    limits = [_say_empty(network, kind, group) for kind, group in plan.empty.items()]
    limits += [
        Sentence("limit_small", {"kind": kind, "count": count, "least": SMALLEST_EXPECTATION})
        for kind, count in plan.small.items()
    ]
    if len(plan.pairs):
        limits.append(Sentence("limit_tests", {"tests": len(plan.pairs), "level": LEVEL}))
    if network.home is not None:
        limits.append(Sentence("limit_home", {"region": network.home}))
    return limits


def _say_empty(network: Network, kind: str, group: str) -> Sentence:
    if kind == CLUSTER_GAP:
        return Sentence("limit_few_clusters", {"kind": kind})
    if network.home is None:
        return Sentence("limit_no_group", {"kind": kind, "group": group})
    return Sentence("limit_no_group_at_home", {"kind": kind, "group": group, "region": network.home})


def closes_gap(network: Network, gap: Gap, first: str, second: str) -> bool:
    """Whether a tie between two organizations would help to close a gap.

    For a group pair one end lies in each group (at home, if that was the scope); for an isolate exactly one end is a
    member, and for an island too, the other having partners of its own; for a single point of failure one end lies in
    the part that it cuts off, the other in the rest of the same component, and neither is the point itself.
    """
    if gap.groups is not None:
        a, b = (_members_of(network, gap, group) for group in gap.groups)
        return (first in a and second in b) or (first in b and second in a)
    if gap.kind == "single_point_of_failure":
        cut_off = gap.evidence["cut_off"]
        return (
            (first in cut_off) != (second in cut_off)
            and not {first, second} & set(gap.members)
            and _are_joined(network, first, second)
        )
    one_end = (first in gap.members) != (second in gap.members)
    return one_end and (gap.kind != "fragmentation" or all(_has_partners(network, end) for end in (first, second)))


def _members_of(network: Network, gap: Gap, group: str) -> set[str]:
    members = network.members.get(group) if gap.kind == CLUSTER_GAP else network.of_kinds(group_kinds(group))
    if members is None:
        return set()
    if gap.evidence["scope"] != "all":
        members = members[network.regions[members] == gap.evidence["scope"]]
    return set(network.node["id"][members])


def _has_partners(network: Network, organization: str) -> bool:
    cooperation = network.cooperation()
    return bool(cooperation.partners[cooperation.positions[network.positions[organization]]])


def _are_joined(network: Network, first: str, second: str) -> bool:
    """Whether a path of the cooperation network leads from one organization to the other."""
    cooperation = network.cooperation()
    a, b = (cooperation.component[cooperation.positions[network.positions[end]]] for end in (first, second))
    return bool(a == b)
