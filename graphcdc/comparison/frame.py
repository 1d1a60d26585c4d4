"""The evaluation frame: the same organizations at a baseline and at a follow-up, seen in several ways.

After Giuliani, E. and Pietrobelli, C. (2011), Social network analysis methodologies for the evaluation of cluster
development programs, IDB technical note 317: a baseline and a follow-up, the same roster at both, kinds of tie apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.comparison.differences import Difference
from graphcdc.comparison.panel import Panel, flag_ids
from graphcdc.cooperation import Cooperation
from graphcdc.distances import EXACT_UP_TO, sum_steps
from graphcdc.findings import Sentence
from graphcdc.model import FIRM_KINDS, TIE_KINDS
from graphcdc.network import Network
from graphcdc.shape import measure_shape

if TYPE_CHECKING:
    from scipy.sparse import coo_array

Flags = NDArray[np.bool_]
JOINT = "PARTICIPATES_IN"


def compare_frames(panel: Panel) -> list[Difference]:
    """Return the measures of the roster at both dates."""
    first, second = (
        measure_frame(network, roster) for network, roster in zip(panel.networks, panel.rosters, strict=True)
    )
    found = [Difference(name, Sentence(f"difference_{name}"), first[name], second[name]) for name in first]
    outside = [_share_outside(panel, at) for at in (0, 1)]
    if any(share is not None for share in outside):
        found.append(Difference("outside_share", Sentence("difference_outside_share"), outside[0], outside[1]))
    return found


def measure_frame(network: Network, cooperation: Cooperation) -> dict[str, float | None]:
    """Measure how some organizations work together.

    With n organizations, m pairs of partners, degrees d and components of sizes s:

    - ``density`` 2 m / n (n - 1);
    - ``fragmentation`` 1 - sum of s (s - 1) / n (n - 1), the share of pairs without a path;
    - ``centralization`` sum of (max d - d_i) / (n - 1) (n - 2) (Freeman 1978): 1 for a star, 0 where all are equal;
    - ``brokerage`` the share of two-step ways a - b - c whose ends do not work together (1 - transitivity);
    - ``global_efficiency`` the mean over pairs of 1 / steps, in a network of up to 30,000 organizations;
    - ``between_clusters``, ``between_kinds`` the share of pairs of partners that have no cluster in common (of those
      that have a cluster both), or are of different kinds, firms being one.

    None where nothing can be told.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme", "sme", "university"]}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> network = Network.build(nodes, ties)
    >>> frame = measure_frame(network, network.cooperation())
    >>> frame["centralization"], frame["brokerage"], frame["between_kinds"], frame["between_clusters"]
    (1.0, 1.0, 0.5, None)
    """
    count, pairs, shape = len(cooperation.organizations), cooperation.matrix.nnz // 2, measure_shape(cooperation)
    possible = count * (count - 1)
    degrees = cooperation.partners
    top = int(degrees.max(initial=0))
    efficiency = None
    if 1 < count <= EXACT_UP_TO:
        efficiency = sum_steps(cooperation).closeness / possible
    ends = _list_pairs(cooperation)
    return {
        "roster": count,
        "cooperating_pairs": pairs,
        "density": _divide(2 * pairs, possible),
        "components": shape.components,
        "isolated_organizations": shape.isolates,
        "fragmentation": None if count < 2 else 1 - 2 * shape.reachable / possible,
        "global_efficiency": efficiency,
        "centralization": _divide(float((top - degrees).sum()), max(count - 1, 0) * (count - 2)),
        "brokerage": _share_open(cooperation),
        "between_clusters": _share_between_clusters(network, cooperation, ends),
        "between_kinds": _share_between_kinds(network, cooperation, ends),
    }


def _divide(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _list_pairs(cooperation: Cooperation) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the two ends of each pair of partners."""
    matrix: coo_array[Any] = cooperation.matrix.tocoo()
    half = matrix.row < matrix.col
    return matrix.row[half].astype(np.int64), matrix.col[half].astype(np.int64)


def _share_open(cooperation: Cooperation) -> float | None:
    """Of the two-step ways between partners of somebody, the share whose ends are no partners."""
    degrees = cooperation.partners.astype(float)
    ways = float((degrees * (degrees - 1)).sum())
    if not ways:
        return None
    pattern = cooperation.matrix.copy()
    pattern.data = np.ones(len(pattern.data))
    closed = 0.0
    for start in range(0, pattern.shape[0], 512):
        block = pattern[start : start + 512]
        closed += float((block @ pattern).multiply(block).sum())
    return 1 - closed / ways


def _share_between_clusters(
    network: Network, cooperation: Cooperation, ends: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> float | None:
    own: list[set[str]] = [set() for _ in cooperation.organizations]
    for cluster, members in network.members.items():
        for member in members.tolist():
            if member in cooperation.positions:
                own[cooperation.positions[member]].add(cluster)
    pairs = [(own[a], own[b]) for a, b in zip(*(end.tolist() for end in ends), strict=True) if own[a] and own[b]]
    return _divide(sum(not first & second for first, second in pairs), len(pairs))


def _share_between_kinds(
    network: Network, cooperation: Cooperation, ends: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> float | None:
    kinds = network.node["kind"][cooperation.organizations]
    groups = np.where(np.isin(kinds, FIRM_KINDS), "firm", kinds)
    return _divide(int((groups[ends[0]] != groups[ends[1]]).sum()), len(ends[0]))


def _share_outside(panel: Panel, at: int) -> float | None:
    """Of the ties of the roster the share that lead out of the home region; None without a stated home."""
    network, cooperation = panel.networks[at], panel.cooperations[at]
    if network.home is None:
        return None
    inside = flag_ids(network, cooperation, panel.roster)
    outside = network.regions[cooperation.organizations] != network.home
    partners = cooperation.matrix[np.flatnonzero(inside)].indices
    return _divide(int(outside[partners].sum()), len(partners))


# Kinds of tie ---------------------------------------------------------------------------------------------------------


def compare_tie_kinds(panel: Panel) -> list[Difference]:
    """Return how many pairs of the roster each kind of tie joined at both dates; joint projects are one kind."""
    first, second = (_count_tie_kinds(panel, at) for at in (0, 1))
    return [
        Difference(
            "tied_pairs",
            Sentence("difference_tied_pairs" if kind != JOINT else "difference_joint_projects", {"kind": kind}),
            first.get(kind, 0),
            second.get(kind, 0),
            (kind,),
            "tie_kinds",
        )
        for kind in TIE_KINDS
        if kind in first or kind in second
    ]


def _count_tie_kinds(panel: Panel, at: int) -> dict[str, int]:
    network, roster = panel.networks[at], panel.rosters[at]
    counts = {kind: len(set(pairs)) for kind, pairs in _list_direct(network, panel.roster)}
    projects = np.arange(roster.incidence.shape[1]) < len(roster.projects)
    joint = roster.project(projects.astype(float))
    joint.eliminate_zeros()
    return {kind: count for kind, count in {**counts, JOINT: joint.nnz // 2}.items() if count}


def _list_direct(network: Network, ids: frozenset[str]) -> Iterator[tuple[str, list[frozenset[str]]]]:
    """For each kind of tie the pairs of some organizations that a running tie joins."""
    own = network.node["id"]
    inside = np.fromiter((one in ids for one in own), dtype=bool, count=len(own))
    source, target = network.tie["source"], network.tie["target"]
    chosen = network.lasting & inside[source] & inside[target] & (source != target)
    for kind in TIE_KINDS:
        rows = chosen & (network.tie["kind"] == kind)
        if rows.any():
            yield kind, [frozenset(pair) for pair in zip(own[source[rows]], own[target[rows]], strict=True)]
