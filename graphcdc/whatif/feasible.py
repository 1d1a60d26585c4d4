"""Feasible ties: between whom a tie could be added, and random ones of them to compare a change with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.gaps.population import order_by_name
from graphcdc.network import Network

Pair = tuple[int, int]
Rows = NDArray[np.int64]

#: Up to so many pairs all feasible ones are listed; among more they are found by drawing.
_LISTED = 200_000
#: Draws for each pair or team that is wanted; where so many find none, there are hardly any.
_TRIES = 200


class Feasible:
    """The pairs of organizations that could begin to cooperate.

    Both are in the scope (at home, if a home region was stated), have no joint project and no tie of any kind on
    record (competition and ownership are ties too), and neither is the parent organization of the other.

    Attributes
    ----------
    rows
        Rows of the organizations in the scope, by name and id: renaming ids must not change what is drawn.
    """

    def __init__(self, network: Network) -> None:
        self.cooperation: Cooperation = network.cooperation()
        nodes = self.cooperation.organizations
        inside = np.ones(len(nodes), dtype=bool) if network.home is None else network.regions[nodes] == network.home
        order = order_by_name(network, self.cooperation)
        self.rows: Rows = order[inside[order]]
        self._network = network

    @cached_property
    def _barred(self) -> set[Pair]:
        """Pairs with a tie of any kind, or of which one is the parent of the other; the lower row first."""
        network, row_of = self._network, self.cooperation.positions
        source, target = network.tie["source"], network.tie["target"]
        between = np.isin(source, network.organizations) & np.isin(target, network.organizations)
        pairs = list(zip(source[between].tolist(), target[between].tolist(), strict=True))
        parents = network.column("parent_organization")
        for node in network.organizations.tolist():
            parent = network.positions.get(parents[node])
            if parent in row_of:
                pairs.append((node, parent))
        ends = [sorted((row_of[a], row_of[b])) for a, b in pairs]
        return {(a, b) for a, b in ends}

    def allows(self, row: int, other: int) -> bool:
        """Whether two organizations of the scope could begin to cooperate."""
        barred = (min(row, other), max(row, other)) in self._barred
        return row != other and not barred and other not in self._partners(row)

    def _partners(self, row: int) -> set[int]:
        known = self._known.get(row)
        if known is None:
            known = self._known[row] = set(self.cooperation.neighbours(row).tolist())
        return known

    @cached_property
    def _known(self) -> dict[int, set[int]]:
        return {}

    def list_pairs(self, rows: Sequence[int], others: Sequence[int] | None = None) -> list[Pair]:
        """Return the feasible pairs among some rows, or between some and others, in the order of the rows."""
        if others is None:
            return [(int(a), int(b)) for a, b in self._pair_up(np.asarray(rows, dtype=np.int64))]
        return [(a, b) for a in rows for b in others if self.allows(a, b)]

    def _pair_up(self, rows: Rows) -> Rows:
        """The feasible pairs among some rows, pairs x 2."""
        possible = self.cooperation.matrix[rows][:, rows].toarray() == 0
        place = {row: at for at, row in enumerate(rows.tolist())}
        for pair in self._barred:
            if pair[0] in place and pair[1] in place:
                a, b = (place[one] for one in pair)
                possible[a, b] = possible[b, a] = False
        return rows[np.argwhere(np.triu(possible, 1))]

    def draw_pairs(self, count: int, random: np.random.Generator) -> list[Pair]:
        """Draw different feasible pairs; fewer than wanted where there are no more, or hardly any more."""
        size = len(self.rows)
        if size * (size - 1) // 2 <= _LISTED:
            listed = self._pair_up(self.rows)
            return [(int(a), int(b)) for a, b in listed[random.permutation(len(listed))[:count]]]
        found: dict[Pair, None] = {}
        for _ in range(_TRIES * count):
            a, b = self.rows[random.integers(size, size=2)].tolist()
            if self.allows(a, b) and (b, a) not in found:
                found[a, b] = None
            if len(found) == count:
                break
        return list(found)

    def draw_team(self, size: int, random: np.random.Generator) -> tuple[int, ...] | None:
        """Draw organizations of which any two could begin to cooperate; None where hardly any such are there."""
        if size > len(self.rows):
            return None
        for _ in range(_TRIES):
            team = self.rows[random.choice(len(self.rows), size, replace=False)].tolist()
            if all(self.allows(a, b) for at, a in enumerate(team) for b in team[at + 1 :]):
                return tuple(team)
        return None

    def draw_partners(self, row: int, count: int, random: np.random.Generator) -> list[int]:
        """Draw organizations of the scope with which one could begin to cooperate."""
        possible = [other for other in self.rows.tolist() if self.allows(row, other)]
        return [possible[at] for at in random.permutation(len(possible))[:count].tolist()]
