"""Turnover: who entered and left, the network and its clusters; which ties are new, lost, stronger, weaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.comparison.differences import Difference
from graphcdc.comparison.panel import Panel, flag_ids
from graphcdc.findings import Names, Sentence
from graphcdc.network import Network

#: Ties of each sort that are listed, the strongest; all are counted.
MOST_LISTED = 200
#: Strengths that differ by less are equal.
_NOTHING = 1e-9
SORTS = ("new", "lost", "stronger", "weaker")


# Organizations and members --------------------------------------------------------------------------------------------


def compare_members(panel: Panel) -> list[Difference]:
    """Return how many organizations there were, entered and left, the size of each cluster, and who moved."""
    before, after = panel.present
    entered, left = _order(panel, after - before), _order(panel, before - after)
    found = [
        _count("organizations", len(before), len(after)),
        _count("entered", 0, len(entered)),
        _count("left", 0, len(left)),
    ]
    sizes, moves = _compare_clusters(panel)
    found += sizes
    found += [_move("organization_entered", panel, (one,), 0, 1) for one in entered]
    found += [_move("organization_left", panel, (one,), 1, 0) for one in left]
    return found + moves


def _compare_clusters(panel: Panel) -> tuple[list[Difference], list[Difference]]:
    """The members of each cluster at both dates, those that changed most first; and who joined and left them."""
    first, second = (
        _list_members(network, present) for network, present in zip(panel.networks, panel.present, strict=True)
    )
    sizes, moves = [], []
    for cluster in _order(panel, first.keys() | second.keys()):
        old, new = first.get(cluster, set()), second.get(cluster, set())
        said = Sentence("difference_members", {"cluster": panel.name(cluster)})
        sizes.append(Difference("members", said, len(old), len(new), (cluster,), "turnover"))
        moves += [_move("member_joined", panel, (one, cluster), 0, 1) for one in _order(panel, new - old)]
        moves += [_move("member_left", panel, (one, cluster), 1, 0) for one in _order(panel, old - new)]
    return sorted(sizes, key=lambda one: -abs(one.delta or 0)), moves


def _list_members(network: Network, present: frozenset[str]) -> dict[str, set[str]]:
    """The organizations that are present and whose membership of a cluster runs."""
    ids, running = network.node["id"], network.lasting & (network.tie["kind"] == "MEMBER_OF")
    members: dict[str, set[str]] = {cluster: set() for cluster in network.members}
    for source, target in zip(ids[network.tie["source"][running]], ids[network.tie["target"][running]], strict=True):
        if source in present and target in members:
            members[target].add(source)
    return members


def _order(panel: Panel, nodes: Iterable[str]) -> list[str]:
    return sorted(nodes, key=lambda node: (panel.name(node), node))


def _count(measure: str, before: float, after: float, part: str = "turnover") -> Difference:
    return Difference(measure, Sentence(f"difference_{measure}"), before, after, (), part)


def _move(measure: str, panel: Panel, about: tuple[str, ...], before: int, after: int) -> Difference:
    values = {"name": panel.name(about[0]), "cluster": panel.name(about[-1])}
    return Difference(measure, Sentence(f"difference_{measure}", values), before, after, about, "turnover")


# Ties -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Ties:
    """The pairs that work together at either date.

    Attributes
    ----------
    ids
        Ids of the organizations.
    first, second
        The ends of each pair as positions in `ids`.
    before, after
        Sum of the strengths of what they share: each joint project counts 1, each direct tie its strength.
    """

    ids: NDArray[np.object_]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    before: NDArray[np.float64]
    after: NDArray[np.float64]

    def choose(self, sort: str) -> NDArray[np.int64]:
        """The pairs whose tie is new, lost, stronger or weaker, those that changed most first, then by id."""
        gain = self.after - self.before
        flags = {
            "new": self.before == 0,
            "lost": self.after == 0,
            "stronger": (self.before > 0) & (gain > _NOTHING),
            "weaker": (self.after > 0) & (gain < -_NOTHING),
        }[sort]
        rows = np.flatnonzero(flags)
        return rows[np.lexsort((self.second[rows], self.first[rows], -np.abs(gain[rows])))]

    def pairs(self, sort: str) -> list[tuple[str, str]]:
        """Ids of the ends of the chosen pairs."""
        rows = self.choose(sort)
        return list(zip(self.ids[self.first[rows]], self.ids[self.second[rows]], strict=True))


def match_ties(panel: Panel) -> Ties:
    """Return the pairs of present organizations that a running project or direct tie joins at either date."""
    ids = np.array(sorted(panel.present[0] | panel.present[1]), dtype=object)
    place = {one: at for at, one in enumerate(ids)}
    found = []
    for network, cooperation, present in zip(panel.networks, panel.cooperations, panel.present, strict=True):
        part = cooperation.restrict(flag_ids(network, cooperation, present))
        own = np.array([place[one] for one in network.node["id"][part.organizations]], dtype=np.int64)
        matrix = part.project(part.strengths).tocoo()
        half = matrix.row < matrix.col
        ends = np.sort(np.stack([own[matrix.row[half]], own[matrix.col[half]]]), axis=0)
        found.append((ends[0] * len(ids) + ends[1], matrix.data[half]))
    keys = np.union1d(found[0][0], found[1][0])
    values = [np.zeros(len(keys)), np.zeros(len(keys))]
    for own_values, (own_keys, strengths) in zip(values, found, strict=True):
        own_values[np.searchsorted(keys, own_keys)] = strengths
    size = max(len(ids), 1)
    return Ties(ids, keys // size, keys % size, values[0], values[1])


def compare_ties(panel: Panel, ties: Ties) -> list[Difference]:
    """Return how many ties are new, lost, stronger and weaker, and the strongest changes of each sort."""
    counts = [_count(f"ties_{sort}", 0, len(ties.choose(sort)), "tie_changes") for sort in SORTS]
    running = _count("ties_running", int((ties.before > 0).sum()), int((ties.after > 0).sum()), "tie_changes")
    listed = []
    for sort in SORTS:
        for row in ties.choose(sort)[:MOST_LISTED]:
            a, b = (str(ties.ids[end[row]]) for end in (ties.first, ties.second))
            names = Names((panel.name(a), panel.name(b)), " – ")
            said = Sentence(f"difference_tie_{sort}", {"names": names})
            values = (float(ties.before[row]), float(ties.after[row]))
            listed.append(Difference(f"tie_{sort}", said, *values, (a, b), "tie_changes"))
    return [running, *counts, *listed]
