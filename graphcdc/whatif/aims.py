"""Aims: what a set of ties is chosen for, and what one more tie adds to it."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

import numpy as np

from graphcdc.cooperation import Cooperation
from graphcdc.distances import KEPT_UP_TO, add_tie
from graphcdc.network import Network
from graphcdc.whatif.baseline import Baseline
from graphcdc.whatif.feasible import Pair
from graphcdc.whatif.needs import list_declared, list_suppliers
from graphcdc.whatif.scenario import join_teams

#: Steps within which somebody is reached: partners, and partners of partners.
STEPS = 2


class Aim(Protocol):
    """What ties are chosen for.

    Attributes
    ----------
    measure
        The measure that should grow.
    submodular
        Whether a tie never adds more after other ties than before them: then the gain known of it is a bound for good,
        and a set chosen tie by tie reaches at least 1 - 1/e of the best possible.
    value
        The measure with the ties added so far.
    """

    measure: str
    submodular: bool
    value: float

    def gain(self, pair: Pair) -> float:
        """What a tie would add."""

    def add(self, pair: Pair) -> None:
        """Add a tie."""


class ReachablePairs:
    """Pairs of organizations that a path joins; two components of a and b joined add a b.

    Not submodular: what one more component adds grows with what was joined before.
    """

    measure, submodular = "reachable_pairs", False

    def __init__(self, base: Baseline) -> None:
        self.part = base.cooperation.component.copy()
        self.sizes = Counter(self.part.tolist())
        self.value: float = base.shape.reachable

    def gain(self, pair: Pair) -> float:
        """What a tie would add."""
        first, second = (int(self.part[end]) for end in pair)
        return 0 if first == second else self.sizes[first] * self.sizes[second]

    def add(self, pair: Pair) -> None:
        """Add a tie."""
        self.value += self.gain(pair)
        first, second = (int(self.part[end]) for end in pair)
        if first != second:
            self.part[self.part == second] = first
            self.sizes[first] += self.sizes.pop(second)


class Reach:
    """Organizations within two steps of one (KPP-POS of Borgatti 2006, m-reach), all ties being ties of that one.

    A tie to x brings x and its partners within reach. Covering sets is monotone and submodular.
    """

    measure, submodular = "reach", True

    def __init__(self, base: Baseline, center: int) -> None:
        self.cooperation = base.cooperation
        self.center = center
        self.near = {center}
        for partner in base.cooperation.neighbours(center).tolist():
            self.near |= self._around(partner)
        self.value: float = len(self.near) - 1

    def _around(self, row: int) -> set[int]:
        return {row, *self.cooperation.neighbours(row).tolist()}

    def gain(self, pair: Pair) -> float:
        """What a tie would add."""
        other = pair[1] if pair[0] == self.center else pair[0]
        return len(self._around(other) - self.near)

    def add(self, pair: Pair) -> None:
        """Add a tie."""
        self.near |= self._around(pair[1] if pair[0] == self.center else pair[0])
        self.value = len(self.near) - 1


class NeedsMet:
    """Needs of organizations that a partner has an offer for.

    A tie meets the needs of each end that the other offers. Covering sets is monotone and submodular.
    """

    measure, submodular = "needs_met", True

    def __init__(self, network: Network, cooperation: Cooperation) -> None:
        holders, _ = list_declared(network, "NEEDS")
        self.needs: dict[Pair, set[int]] = {}
        self.met: set[int] = set()
        for need, (holder, suppliers) in enumerate(zip(holders.tolist(), list_suppliers(network), strict=True)):
            partners = set(cooperation.neighbours(holder).tolist())
            for supplier in suppliers:
                self.needs.setdefault((min(holder, supplier), max(holder, supplier)), set()).add(need)
                if supplier in partners:
                    self.met.add(need)
        self.value: float = len(self.met)

    def gain(self, pair: Pair) -> float:
        """What a tie would add."""
        return len(self.needs.get((min(pair), max(pair)), set()) - self.met)

    def add(self, pair: Pair) -> None:
        """Add a tie."""
        self.met |= self.needs.get((min(pair), max(pair)), set())
        self.value = len(self.met)


class Efficiency:
    """Global efficiency: the mean over all pairs of 1 / steps.

    Not submodular (two ties together may open a short way that neither opens alone).
    """

    measure, submodular = "global_efficiency", False

    def __init__(self, base: Baseline) -> None:
        self.pairs = max(base.count * (base.count - 1), 1)
        self.value = base.nearness.efficiency.value
        self.distances = base.distances if base.count <= KEPT_UP_TO else None
        self.cooperation = base.cooperation

    def gain(self, pair: Pair) -> float:
        """What a tie would add."""
        change = add_tie(self.cooperation, *pair) if self.distances is None else self.distances.add(*pair)
        return 0.0 if change is None else change.closeness / self.pairs

    def add(self, pair: Pair) -> None:
        """Add a tie."""
        self.value += self.gain(pair)
        if self.distances is None:
            self.cooperation = join_teams(self.cooperation, [pair])
        else:
            self.distances = self.distances.join(*pair)


def is_nothing(gain: float) -> bool:
    """Whether a gain is none, but for rounding."""
    return bool(np.isclose(gain, 0.0, atol=1e-15))
