"""Who can introduce one organization to another: ways over joint projects and direct ties.

A way is as good as its links: each link is the best tie between two organizations, and the quality of a tie is
warmth x strength x freshness. Ways with the fewest steps come first, of equal ones the one with the largest product.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import project_cooperation
from graphcdc.errors import UsageError
from graphcdc.findings import Findings
from graphcdc.model import ORGANIZATION_KINDS, TIE_KINDS
from graphcdc.network import Network
from graphcdc.words import DEFAULT_LANGUAGE

#: After so many years without a sign of life a tie is worth half.
HALF_LIFE = 5.0
#: What is known of a tie without any date: as much as of one that has rested for a half-life.
UNDATED = 0.5
#: Ways may be this much longer than the shortest one.
_LONGER = 1


@dataclass(frozen=True)
class Link:
    """The best tie between two organizations that stand next to each other on a way.

    Attributes
    ----------
    source, target
        Ids of the two organizations, in the order of the way.
    kind
        Kind of the tie; ``PARTICIPATES_IN`` for a joint project.
    project
        Id of the joint project, None for a direct tie.
    last
        The newest date of the tie: its end, or the date of the network if it still runs; "" without a date.
    quality
        Warmth x strength x freshness, 0 to 1.
    """

    source: str
    target: str
    kind: str
    project: str | None
    last: str
    quality: float


@dataclass(frozen=True)
class Introduction:
    """A way from one organization to another.

    Attributes
    ----------
    nodes
        Ids of the organizations on the way, both ends included.
    links
        One link for each step.
    strength
        Product of the qualities of the links.
    weakest_link
        Position of the weakest link, from 0; of equal ones the first.
    names
        Names of the organizations and projects on the way, by id.
    """

    listing: ClassVar[str] = "path"

    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    strength: float
    weakest_link: int
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:  # noqa: ARG002 - all findings take a language
        """Return the fields of the public contract, and the names; none of them is in a language."""
        weakest = self.links[self.weakest_link]
        return {
            "nodes": list(self.nodes),
            "names": [self.names.get(node, node) for node in self.nodes],
            "ties": [
                {
                    "source": link.source,
                    "target": link.target,
                    "kind": link.kind,
                    "project": link.project,
                    "project_name": None if link.project is None else self.names.get(link.project, link.project),
                    "last": link.last or None,
                    "quality": float(f"{link.quality:.4g}"),
                }
                for link in self.links
            ],
            "strength": float(f"{self.strength:.4g}"),
            "weakest_link": [weakest.source, weakest.target],
        }


def find_introductions(network: Network, a: str, b: str, *, k: int = 3, longest: int = 6) -> Findings[Introduction]:
    """Find who can introduce one organization to another.

    A link is a joint project (warmth 0.8) or a direct tie of a kind that carries an introduction (`TIE_KINDS`). Its
    quality is warmth x w / (1 + w) x freshness, where w is the strength of a direct tie, or 1 / (n - 1) for a project
    of n participants; freshness halves with every five years since the tie ended. A membership in the same cluster
    introduces nobody.

    Parameters
    ----------
    network
        The network.
    a, b
        Ids, INNs or names of two organizations.
    k
        At most so many ways.
    longest
        Most steps of a way.

    Returns
    -------
    Findings of Introduction
        A list, fewest steps first, then the strongest, then by ids; ways of the fewest steps and of one more. Empty if
        no way leads there.

    Raises
    ------
    UnknownName, AmbiguousName
        If one of the two is not known, or several fit.
    UsageError
        If both are the same, or `k` is not positive.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": ["a", "b", "c"], "name": ["A", "B", "C"], "kind": ["sme", "ngo", "investor"]},
    ...     {"source": ["a", "c"], "target": ["b", "b"], "kind": ["COOPERATES_WITH", "PART_OF"], "since": ["2019"] * 2},
    ... )
    >>> [(way.nodes, way.strength, way.weakest_link) for way in find_introductions(network, "a", "c")]
    [(('a', 'b', 'c'), 0.225, 1)]
    """
    if k < 1:
        raise UsageError("too_small_a_number", name="k", least=1)
    ends = [network.resolve(name, ORGANIZATION_KINDS) for name in (a, b)]
    if ends[0] == ends[1]:
        raise UsageError("same_ends", name=ends[0])
    events = _Events(network)
    start, goal = (events.rows[network.positions[end]] for end in ends)
    return Findings.of(network, _search(events, start, goal, k, longest))


def list_links(network: Network, nodes: NDArray[np.int64]) -> list[Link]:
    """Return the best link of every pair of some organizations that can introduce each other.

    A picture of these organizations can search ways over them without the network; ways over others are not among them.

    Parameters
    ----------
    network
        The network.
    nodes
        Node positions of organizations.

    Returns
    -------
    list of Link
        Each pair once, by node position.
    """
    events = _Events(network)
    rows = sorted(events.rows[node] for node in nodes.tolist())
    known = set(rows)
    return [
        events.link(row, other)
        for row in rows
        for other in sorted(events.neighbours(row))
        if other > row and other in known
    ]


def _search(events: _Events, start: int, goal: int, k: int, longest: int) -> list[Introduction]:
    best = [np.zeros(len(events.ids))]
    best[0][goal] = 1.0
    while len(best) <= longest and not best[-1][start]:
        best.append(events.step_back(best[-1]))
    if not best[-1][start]:
        return []
    shortest = len(best) - 1
    found: list[Introduction] = []
    for steps in range(shortest, min(shortest + _LONGER, longest) + 1):
        while len(best) <= steps:
            best.append(events.step_back(best[-1]))
        found += _walk(events, start, best[: steps + 1], k - len(found))
        if len(found) >= k:
            break
    return found


def _walk(events: _Events, start: int, best: Sequence[NDArray[np.float64]], k: int) -> list[Introduction]:
    """Return the best ways of exactly so many steps that visit nobody twice, by best-first search.

    ``best[r]`` is the largest product that leads to the goal in r steps, so a way never looks better than it can get.
    """
    ids = events.ids
    queue: list[tuple[float, tuple[str, ...], tuple[int, ...], float]] = []
    heapq.heappush(queue, (-float(best[-1][start]), (ids[start],), (start,), 1.0))
    found: list[Introduction] = []
    while queue and len(found) < k:
        _, names, rows, product = heapq.heappop(queue)
        left = len(best) - len(rows)
        if not left:
            found.append(events.describe(rows, product))
            continue
        for row, quality in events.neighbours(rows[-1]).items():
            rest = best[left - 1][row]
            if rest and row not in rows:
                reached = product * quality
                heapq.heappush(queue, (-round(reached * rest, 12), (*names, ids[row]), (*rows, row), reached))
    return found


class _Events:
    """Joint projects and direct ties, those too that are no cooperation, each with its quality."""

    def __init__(self, network: Network) -> None:
        self.network = network
        tie = network.tie
        inside = np.isin(np.arange(len(network)), network.organizations)
        source, target, kind = tie["source"], tie["target"], tie["kind"]
        joined = np.flatnonzero((kind == "PARTICIPATES_IN") & inside[source])
        carrying = [name for name, one in TIE_KINDS.items() if one.warmth is not None and name != "PARTICIPATES_IN"]
        direct = np.flatnonzero(inside[source] & inside[target] & np.isin(kind, carrying) & (source != target))
        strengths = np.nan_to_num(tie.get("strength", np.ones(len(source)))[direct].astype(float), nan=1.0)
        self.cooperation = project_cooperation(
            network.organizations,
            (source[joined], target[joined]),
            (source[direct], target[direct], strengths),
            "count",
        )
        self.ids = network.node["id"][network.organizations]
        self.rows = self.cooperation.positions
        self.by_event = self.cooperation.incidence.tocsc()
        self.projects, self.ties = self.cooperation.projects, direct
        newest: dict[int, str] = {}
        for at in joined.tolist():
            project = int(target[at])
            newest[project] = max(newest.get(project, ""), _last(network, at))
        self.last = [newest[project] for project in self.projects.tolist()]
        self.last += [_last(network, at) for at in direct.tolist()]
        weights = np.concatenate([1 / (self.cooperation.sizes[: len(self.projects)] - 1), strengths])
        kinds = ["PARTICIPATES_IN"] * len(self.projects) + kind[direct].tolist()
        warmth = np.array([TIE_KINDS[name].warmth for name in kinds], dtype=float)
        fresh = np.array([_freshness(last, network.date) for last in self.last])
        self.quality = warmth * weights / (1 + weights) * fresh

    def step_back(self, best: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for everybody the best product that leads to the goal in one step more than in `best`.

        An event hands on the best of its members; to that member itself it hands on nothing, since nobody stays.
        """
        result = np.zeros_like(best)
        for event in np.unique(self.cooperation.incidence[np.flatnonzero(best)].indices):
            members = self._members(event)
            values = best[members]
            order = np.argsort(-values, kind="stable")
            top = np.where(members == members[order[0]], values[order[1]] if len(order) > 1 else 0.0, values[order[0]])
            np.maximum.at(result, members, top * self.quality[event])
        return result

    def _members(self, event: int) -> NDArray[np.int64]:
        start, stop = self.by_event.indptr[event : event + 2]
        return np.asarray(self.by_event.indices[start:stop], dtype=np.int64)

    def neighbours(self, row: int) -> dict[int, float]:
        """Rows of those who share an event, with the quality of the best one."""
        found: dict[int, float] = {}
        for event in self.cooperation.events(row):
            quality = float(self.quality[event])
            for other in self._members(event).tolist():
                if other != row and quality > found.get(other, 0.0):
                    found[other] = quality
        return found

    def describe(self, rows: Sequence[int], product: float) -> Introduction:
        """Return a way with its links."""
        links = tuple(self.link(row, other) for row, other in itertools.pairwise(rows))
        weakest = min(range(len(links)), key=lambda at: links[at].quality)
        nodes = tuple(str(self.ids[row]) for row in rows)
        positions, names = self.network.positions, self.network.node["name"]
        known = {node: str(names[positions[node]]) for node in (*nodes, *(one.project for one in links)) if node}
        return Introduction(nodes, links, product, weakest, known)

    def link(self, row: int, other: int) -> Link:
        """Return the best link of two organizations that share an event."""
        shared = np.intersect1d(self.cooperation.events(row), self.cooperation.events(other))
        event = int(max(shared, key=lambda one: (self.quality[one], self.last[one], -one)))
        is_project = event < len(self.projects)
        kind = "PARTICIPATES_IN" if is_project else self.network.tie["kind"][self.ties[event - len(self.projects)]]
        project = str(self.network.node["id"][self.projects[event]]) if is_project else None
        ends = (str(self.ids[row]), str(self.ids[other]))
        return Link(*ends, str(kind), project, self.last[event], float(self.quality[event]))


def _last(network: Network, at: int) -> str:
    """The newest date of a tie: its end, or the date of the network if it still runs; "" without any date."""
    since, until = str(network.tie["since"][at]), str(network.tie["until"][at])
    if until:
        return min(until, network.date) if network.date else until
    return network.date if since else ""


def _freshness(last: str, now: str) -> float:
    return UNDATED if not (last and now) else 0.5 ** (max(0.0, _years(now) - _years(last)) / HALF_LIFE)


def _years(date: str) -> float:
    """A date as a number of years; the middle where only the year or the month is known."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    if not month:
        return year + 0.5
    return year + (month - 1 + ((day - 0.5) / 31 if day else 0.5)) / 12
