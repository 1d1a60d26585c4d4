"""Who would close a gap: the best pairs of an organization on one side and a candidate on the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from graphcdc.findings import Findings, Gap, Sentence, Suggestion, list_names
from graphcdc.gaps import find_sides
from graphcdc.network import Network
from graphcdc.partners import recommend_partners

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
    k
        Suggestions per list.
    kinds, among
        Only candidates of these kinds; only these ids.

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
    >>> people = ["Anna", "Boris", "Clara", "Dora"]
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": people, "kind": ["sme"] * 4},
    ...     {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2},
    ... )
    >>> [(one.name, one.evidence["for"], one.list) for one in close_gap(network, find_gaps(network)[0], k=1)]
    [('Boris', 'd', 'new_blood')]
    """
    ids, names = (network.node[column][network.organizations] for column in ("id", "name"))
    weak, strong = find_sides(network, gap)
    if gap.groups is not None and strong.sum() < weak.sum():
        weak, strong = strong, weak
    cooperation = network.cooperation()
    rows = np.flatnonzero(weak)
    # Organizations stand in the order of their ids, so the row itself is the last key.
    askers = rows[np.lexsort((rows, -cooperation.partners[rows], -cooperation.degrees[rows]))][:MOST_ASKERS]
    chosen = set(ids[strong]) if among is None else set(ids[strong]) & set(among)
    kinds = None if kinds is None else tuple(kinds)
    found = []
    for asker in askers:
        for one in recommend_partners(network, str(ids[asker]), k=k, kinds=kinds, among=chosen, gaps=[gap]):
            reason = Sentence("reason_closes_gap", {"name": str(names[asker])})
            evidence = {"for": str(ids[asker]), **one.evidence}
            found.append(replace(one, reasons=(reason, *one.reasons[:_REASONS]), evidence=evidence))
    notes = [gap.said]
    if len(rows) > len(askers):
        shown = list_names([str(names[asker]) for asker in askers])
        notes.append(Sentence("note_askers", {"count": len(askers), "total": len(rows), "names": shown}))
    return Findings.of(network, _keep_best(found, k), notes)


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
