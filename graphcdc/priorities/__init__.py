"""Which gaps come first: how certain each is, what closing it would change, and how likely it can be closed.

Gaps of different kinds have no scale in common. Each is therefore placed among those of its own kind by what closing it
would change, and that place is multiplied with the chance that the gap is real and the chance that a tie closing it
comes about. The product is only the order of a list: its three parts are shown beside it.

- **P(real)** is 1 - q for a statistical gap, a lower bound of the chance that it is real, and 1 for a fact of the
  graph; times the share of the organizations of the same data sources of whom any tie is recorded, for a tie that
  is not recorded is not a tie that is not there. Needs, offers and roles are on record: theirs is 1.
- **Impact** is the place of the gap among those of its kind by what closing it would change (`measure_gain`), as a
  share of their number, times the weight of the kind: 1 for the one that changes most.
- **Feasibility** is the highest chance that one of the ties that the gap asks for comes about within twelve months
  (`estimate_ties`), times how free its two ends are (`measure_capacity`). It is null where that chance is not
  known; such a gap counts with the mean of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.errors import UsageError
from graphcdc.findings import Findings, Gap, Sentence, shorten
from graphcdc.gaps import GAP_KINDS, find_sides, list_concerned, measure_coverage
from graphcdc.gaps.null import Progress
from graphcdc.network import Network
from graphcdc.partners.chances import estimate_ties, measure_capacity
from graphcdc.priorities.gains import measure_gain
from graphcdc.priorities.stability import Stability, measure_stability

__all__ = ["Stability", "rank_gaps"]

Floats = NDArray[np.float64]

#: Kinds that rest on what is recorded, not on ties that are not: how much a source covers does not touch them.
RECORDED = ("unmet_need", "idle_offer", "role_gap", "data_gap")
#: Gains that agree to so many decimals are equal.
_DIGITS = 6


def rank_gaps(
    network: Network,
    gaps: Sequence[Gap],
    *,
    weights: Mapping[str, float] | None = None,
    stability: int = 0,
    seed: int = 0,
    progress: Progress | None = None,
) -> Findings[Gap]:
    """Return gaps with their priority, the highest first: P(real) x impact x feasibility.

    No published scale compares gaps of different kinds; this one is a proposal.

    Parameters
    ----------
    network
        The network that the gaps were found in.
    gaps
        Gaps of `find_gaps`.
    weights
        What a kind of gap counts, from 0; 1 for kinds that are not named.
    stability, seed, progress
        So many times 5 % of the ties are left out and the gaps found and ranked anew, for the intervals of the ranks
        (50 will do); start of the random numbers of that; called with networks done and in all.

    Returns
    -------
    Findings of Gap
        With `priority` and its parts; ``evidence`` has ``rank`` (from 1), ``gain``, ``gain_of``, and with `stability`
        ``rank_interval``, ``found_in`` (the share of the networks that have the gap) and ``place`` (that of the first
        gap with which its interval overlaps).

    Raises
    ------
    UsageError
        If a weight is negative or of no kind of gap, or `stability` is negative.

    Examples
    --------
    >>> from graphcdc.gaps import find_gaps
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> network = Network.build(nodes, {"source": ["a", "b"], "target": ["b", "c"], "kind": ["SUPPLIES"] * 2})
    >>> gaps = find_gaps(network, kinds=["isolate"])
    >>> [(gap.p_real, gap.impact, gap.feasibility) for gap in rank_gaps(network, gaps)]
    [(0.75, 1.0, None)]
    """
    weights = _check(weights, stability)
    chances = _estimate(network, gaps)
    ranked = _rank(network, gaps, weights, chances)
    notes = _list_notes(chances)
    if stability and ranked:

        def again(dropped: Network, found: Sequence[Gap]) -> list[Gap]:
            return _rank(dropped, found, weights, chances)

        held = measure_stability(network, ranked, again, count=stability, seed=seed, progress=progress)
        ranked = [held.tell(gap) for gap in ranked]
        notes.append(Sentence("note_stability", {"count": stability}))
    return Findings.of(network, ranked, notes)


def _list_notes(chances: Mapping[str, float | None]) -> list[Sentence]:
    notes = [Sentence("note_ranked")] if chances else []
    if chances and all(chance is None for chance in chances.values()):
        notes.append(Sentence("note_no_feasibility"))
    return notes


def _check(weights: Mapping[str, float] | None, stability: int) -> Mapping[str, float]:
    if stability < 0:
        raise UsageError("too_small_a_number", name="stability", least=0)
    for kind, weight in (weights or {}).items():
        if kind not in GAP_KINDS:
            raise UsageError("unknown_word", what="gap", text=kind, known=", ".join(GAP_KINDS))
        if weight < 0:
            raise UsageError("too_small_a_number", name=kind, least=0)
    return weights or {}


def _rank(
    network: Network, gaps: Sequence[Gap], weights: Mapping[str, float], chances: Mapping[str, float | None]
) -> list[Gap]:
    """Fill in the parts, and order by their product; equal ones stay in the order in which they were given."""
    certain = _measure_certainty(network, gaps)
    gains = [measure_gain(network, gap) for gap in gaps]
    impacts = _place_within_kinds(gaps, [gain for _, gain in gains], weights)
    known = [chance for gap in gaps if (chance := chances.get(gap.id)) is not None]
    usual = float(np.mean(known)) if known else 1.0
    found = []
    for gap, real, (measure, gain), impact in zip(gaps, certain, gains, impacts, strict=True):
        chance = chances.get(gap.id)
        priority = real * impact * (usual if chance is None else chance)
        evidence: dict[str, Any] = {**gap.evidence, "gain": shorten(gain), "gain_of": measure}
        found.append(
            replace(
                gap,
                priority=shorten(priority),
                p_real=shorten(real),
                impact=shorten(impact),
                feasibility=None if chance is None else shorten(chance),
                evidence=evidence,
            )
        )
    order = sorted(range(len(found)), key=lambda at: -(found[at].priority or 0.0))
    return [replace(found[at], evidence={**found[at].evidence, "rank": rank}) for rank, at in enumerate(order, start=1)]


def _measure_certainty(network: Network, gaps: Sequence[Gap]) -> list[float]:
    """P(real) of each gap."""
    share = {one.source: one.share for one in measure_coverage(network)}
    sources = network.column("data_source")[network.organizations].astype(str)
    covered = np.array([share[source] for source in sources], dtype=float)
    certain = []
    for gap in gaps:
        real = 1.0 if gap.q_value is None else 1.0 - gap.q_value
        if gap.kind not in RECORDED:
            there = _flag_concerned(network, gap)
            real *= float(covered[there].mean()) if there.any() else 1.0
        certain.append(real)
    return certain


def _flag_concerned(network: Network, gap: Gap) -> NDArray[np.bool_]:
    """The organizations that a gap is about: of both groups, or of what it names."""
    if gap.groups is not None:
        first, second = find_sides(network, gap)
        return first | second
    nodes = [network.positions[one] for one in list_concerned(network, gap, whole_clusters=True)]
    return np.isin(network.organizations, nodes)


def _place_within_kinds(gaps: Sequence[Gap], gains: Sequence[float], weights: Mapping[str, float]) -> Floats:
    """The mean place of each gain among those of its kind, over their number, times the weight of the kind."""
    from scipy.stats import rankdata

    kinds = np.array([gap.kind for gap in gaps], dtype=object)
    # Gains that differ in the last digits, from numbers added up in another order, are equal.
    rounded = np.round(np.array(gains, dtype=float), _DIGITS)
    impacts = np.zeros(len(gaps))
    for kind in dict.fromkeys(kinds.tolist()):
        own = kinds == kind
        impacts[own] = rankdata(rounded[own]) / own.sum() * weights.get(kind, 1.0)
    return impacts


def _estimate(network: Network, gaps: Sequence[Gap]) -> dict[str, float | None]:
    """The feasibility of each gap by its id: of the best of the ties that it asks for."""
    organizations = set(network.node["id"][network.organizations].tolist())
    ties = {gap.id: [tie for tie in gap.ties if set(tie) <= organizations] for gap in gaps}
    pairs = [tie for own in ties.values() for tie in own]
    chances = estimate_ties(network, pairs)
    free = measure_capacity(network, {end for pair in pairs for end in pair})
    found: dict[str, float | None] = {}
    for gap, own in ties.items():
        known = [chance * free[a] * free[b] for a, b in own if (chance := chances[a, b]) is not None]
        found[gap] = max(known, default=None)
    return found
