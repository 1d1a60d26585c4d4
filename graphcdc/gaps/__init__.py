"""Cooperation gaps: where organizations, or groups of them, should work together and do not.

Two claims are never mixed: *structural* gaps are facts of the graph, *statistical* ones are fewer joint participations
than a null model expects. A single pair of organizations is never called significant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcdc.errors import UnknownName, UsageError
from graphcdc.findings import Findings, Gap, Sentence
from graphcdc.gaps.coverage import Coverage, measure_coverage
from graphcdc.gaps.cures import find_cure
from graphcdc.gaps.explanations import explain_kind
from graphcdc.gaps.families import GROUP_GAPS, plan_tests
from graphcdc.gaps.finders import STRUCTURAL_GAPS, find_structural_gaps, list_structural_limits
from graphcdc.gaps.groups import find_group_gaps
from graphcdc.gaps.limits import list_group_limits
from graphcdc.gaps.null import Progress
from graphcdc.gaps.rules import Rule, read_rules
from graphcdc.gaps.sides import closes_gap, find_sides, list_concerned
from graphcdc.network import Network

__all__ = [
    "GAP_KINDS",
    "Coverage",
    "Rule",
    "closes_gap",
    "explain_kind",
    "find_cure",
    "find_gap",
    "find_gaps",
    "find_sides",
    "list_concerned",
    "list_limits",
    "measure_coverage",
    "read_rules",
]

GAP_KINDS = (*GROUP_GAPS, *STRUCTURAL_GAPS)


def find_gaps(
    network: Network,
    *,
    kinds: Iterable[str] | None = None,
    draws: int | None = None,
    seed: int = 0,
    rules: Sequence[Rule] | None = None,
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
    draws, seed
        Draws from the null, default 1,999 (with fewer than 999 p-values are counted only); start of the random numbers.
    rules
        What clusters have to meet (`read_rules`); default the rules that come with graphcdc.
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
            *find_structural_gaps(network, chosen, rules),
        ],
    )


def find_gap(
    network: Network,
    gap_id: str,
    *,
    draws: int | None = None,
    seed: int = 0,
    rules: Sequence[Rule] | None = None,
    progress: Progress | None = None,
) -> Gap:
    """Return the gap with an id that `find_gaps` gave it.

    Parameters
    ----------
    network
        The network, with the home region that was stated.
    gap_id
        The id, such as ``gap-1d8dc1cb4c``.
    draws, seed, rules, progress
        As for `find_gaps`: the same draws, seed and rules find the same gaps.

    Raises
    ------
    UnknownName
        If no gap has this id.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": ["a", "b", "c"], "name": ["Alpha", "Beta", "Gamma"], "kind": ["sme", "sme", "university"]},
    ...     {"source": ["a"], "target": ["b"], "kind": ["COOPERATES_WITH"]},
    ... )
    >>> find_gap(network, find_gaps(network)[0].id).kind
    'isolate'
    """
    # Facts of the graph need no draws, so they are looked through first.
    for kinds in (STRUCTURAL_GAPS, GROUP_GAPS):
        for gap in find_gaps(network, kinds=kinds, draws=draws, seed=seed, rules=rules, progress=progress):
            if gap.id == gap_id:
                return gap
    raise UnknownName("unknown_gap", text=gap_id)


def _choose_kinds(kinds: Iterable[str] | None) -> tuple[str, ...]:
    chosen = GAP_KINDS if kinds is None else tuple(dict.fromkeys(kinds))
    unknown = sorted(set(chosen) - set(GAP_KINDS))
    if unknown:
        raise UsageError("unknown_word", what="gap", text=unknown[0], known=", ".join(GAP_KINDS))
    return chosen


def list_limits(
    network: Network, *, kinds: Iterable[str] | None = None, rules: Sequence[Rule] | None = None
) -> list[Sentence]:
    """Say what `find_gaps` cannot tell from these data, and how much it tests.

    Returns
    -------
    list of Sentence
        Kinds whose groups nobody belongs to; pairs that expect too little; the number of tests; what nobody has
        recorded (needs, roles, ties) and what is to be read beside the findings.

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
    limits = list_group_limits(network, plan_tests(network, chosen), chosen)
    limits += list_structural_limits(network, chosen, rules)
    if network.home is not None:
        limits.append(Sentence("limit_home", {"region": network.home}))
    return limits
