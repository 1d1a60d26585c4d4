"""Who would close a gap: the best pairs of an organization on one side and a candidate on the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from graphcdc.findings import Findings, Gap, Sentence, Suggestion, list_names
from graphcdc.gaps import find_sides
from graphcdc.network import Network
from graphcdc.partners import recommend_partners
from graphcdc.partners.weights import Weights

#: Organizations for which candidates are looked for; those of the largest groups would take minutes.
MOST_ASKERS = 10
#: A candidate keeps so many of its reasons beside that it would close the gap.
_REASONS = 3


def close_gap(
    network: Network,
    gap: Gap,
    *,
    k: int = 10,
    kinds: Iterable[str] | None = None,
    among: Iterable[str] | None = None,
    weights: Weights | None = None,
) -> Findings[Suggestion]:
    """Suggest who would close a gap.

    The weak side of a structural gap (the isolate, the island, what a single point of failure cuts off) looks for
    partners on the other side; of two groups the smaller one looks in the larger. For at most ten organizations, those
    with most events, partners are suggested as `recommend_partners` does it, only from the other side, so that every
    tie would help to close the gap. Each candidate stands in the list once, beside the organization for which it is
    most likely.

    Parameters
    ----------
    network
        The network.
    gap
        A gap of `find_gaps` or `find_gap`.
    k, kinds, among, weights
        Suggestions per list; only candidates of these kinds; only these ids; other weights than the shipped ones.

    Returns
    -------
    Findings of Suggestion
        As of `recommend_partners`; ``evidence["for"]`` is the id of the organization that the candidate is for.

    Raises
    ------
    UsageError
        If `k` is not positive, or a kind is none of an organization.

    Examples
    --------
    >>> from graphcdc.gaps import find_gaps
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4},
    ...     {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2},
    ... )
    >>> gap = find_gaps(network)[0]
    >>> [(one.evidence["for"], one.list, one.gap_closed == gap.id) for one in close_gap(network, gap, k=1)]
    [('d', 'new_blood', True)]
    """
    kinds = None if kinds is None else tuple(kinds)
    askers, total, others = _choose_askers(network, gap)
    among = others if among is None else others & set(among)
    found = [
        _say_for(network, asker, one)
        for asker in askers
        for one in recommend_partners(network, asker, k=k, kinds=kinds, among=among, gaps=[gap], weights=weights)
    ]
    notes = [gap.said]
    if total > len(askers):
        shown = list_names([_name(network, asker) for asker in askers])
        notes.append(Sentence("note_askers", {"count": len(askers), "total": total, "names": shown}))
    return Findings.of(network, _keep_best(found, k), notes)


def _choose_askers(network: Network, gap: Gap) -> tuple[list[str], int, set[str]]:
    """Who asks, busiest first; how many stand on that side; and the other side."""
    weak, strong = find_sides(network, gap)
    if gap.groups is not None and strong.sum() < weak.sum():
        weak, strong = strong, weak
    cooperation, ids = network.cooperation(), network.node["id"][network.organizations]
    rows = np.flatnonzero(weak)
    # Organizations stand in the order of their ids, so the row itself is the last key.
    order = np.lexsort((rows, -cooperation.partners[rows], -cooperation.degrees[rows]))
    return ids[rows[order[:MOST_ASKERS]]].tolist(), len(rows), set(ids[strong])


def _say_for(network: Network, asker: str, one: Suggestion) -> Suggestion:
    reason = Sentence("reason_closes_gap", {"name": _name(network, asker)})
    return replace(one, reasons=(reason, *one.reasons[:_REASONS]), evidence={"for": asker, **one.evidence})


def _name(network: Network, organization: str) -> str:
    return str(network.node["name"][network.positions[organization]])


def _keep_best(found: Sequence[Suggestion], k: int) -> list[Suggestion]:
    """The best pairs of each list, no candidate and no pair twice; equal ones in the order of the askers."""
    kept: list[Suggestion] = []
    seen: set[str] = set()
    pairs: set[frozenset[str]] = set()
    for name in ("main", "new_blood"):
        rank = 0
        for one in sorted((one for one in found if one.list == name), key=lambda one: (-one.score, one.rank)):
            pair = frozenset((one.candidate, one.evidence["for"]))
            if rank == k or one.candidate in seen or pair in pairs:
                continue
            rank += 1
            seen.add(one.candidate)
            pairs.add(pair)
            kept.append(replace(one, rank=rank))
    return kept
