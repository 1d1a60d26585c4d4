"""The baseline: a network before any change, with what every what-if of it needs, measured once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.distances import (
    EXACT_UP_TO,
    KEPT_UP_TO,
    SAMPLE,
    Distances,
    Estimate,
    Sums,
    add_tie,
    count_steps,
    estimate_total,
    measure_distances,
    sum_by_source,
    sum_steps,
)
from graphcdc.network import Network
from graphcdc.shape import Shape, measure_shape
from graphcdc.whatif.feasible import Feasible

Rows = NDArray[np.int64]
#: Above so many organizations the distances after a random set of changes are sampled: there are a hundred such sets.
_QUICK = 1_000
#: So many organizations are searched from where these are all whose distances change.
_KNOWN = 1_000


@dataclass(frozen=True)
class Nearness:
    """How near organizations are to each other.

    Attributes
    ----------
    efficiency
        Global efficiency: the mean over all pairs of 1 / steps, 0 where no path leads (Latora and Marchiori 2001).
    distance
        The mean number of steps between two organizations that a path joins; None where there are none.
    """

    efficiency: Estimate
    distance: Estimate | None


@dataclass(frozen=True, eq=False)
class Baseline:
    """A network and what was measured of it.

    Attributes
    ----------
    network, seed
        The network; start of the random numbers.
    drawn
        By how much random changes change each measure, by the sizes of what they add: found when first asked for.
    """

    network: Network
    seed: int
    drawn: dict[tuple[int, ...], dict[tuple[str, ...], list[float]]] = field(default_factory=dict)

    @cached_property
    def cooperation(self) -> Cooperation:
        """The cooperation of everybody, wherever they are."""
        return self.network.cooperation()

    @property
    def count(self) -> int:
        """Organizations."""
        return len(self.cooperation.organizations)

    @cached_property
    def feasible(self) -> Feasible:
        """Between whom a tie could be added."""
        return Feasible(self.network)

    @cached_property
    def shape(self) -> Shape:
        """Components, bridges, cut vertices."""
        return measure_shape(self.cooperation)

    # Distances -------------------------------------------------------------------------------------------------------

    @property
    def exact(self) -> bool:
        """Whether distances are known of all organizations, not of a sample."""
        return self.count <= EXACT_UP_TO

    @cached_property
    def distances(self) -> Distances:
        """The distances between all organizations."""
        return measure_distances(self.cooperation)

    @cached_property
    def sums(self) -> Sums:
        """The sums of the distances between all organizations."""
        return self.distances.sums if self.count <= KEPT_UP_TO else sum_steps(self.cooperation)

    @cached_property
    def sample(self) -> Rows:
        """Rows of the organizations that stand for all others, drawn by name so that ids do not matter."""
        by_name = np.lexsort((self.network.node["id"][self._nodes], self.network.node["name"][self._nodes]))
        random = np.random.default_rng(self.seed)
        return np.sort(by_name[random.choice(self.count, min(SAMPLE, self.count), replace=False)])

    @property
    def _nodes(self) -> Rows:
        return self.cooperation.organizations

    @cached_property
    def totals(self) -> tuple[Estimate, Estimate]:
        """Closeness and farness summed over everybody; where they are estimated, with their errors."""
        if self.exact:
            return Estimate(self.sums.closeness), Estimate(self.sums.farness)
        closeness, farness = sum_by_source(self.cooperation, self.sample)
        nobody = np.zeros(0)
        return estimate_total(closeness, nobody, self.count), estimate_total(farness, nobody, self.count)

    @cached_property
    def nearness(self) -> Nearness:
        """How near the organizations are to each other."""
        closeness, farness = (total.value for total in self.totals)
        return weigh_sums(Sums(closeness, farness), self.count, self.shape.reachable)

    # After a change --------------------------------------------------------------------------------------------------

    def add_tie(self, row: int, other: int, reachable: int) -> Nearness | None:
        """The nearness with a tie between two organizations, after which so many pairs are joined by a path.

        None where that cannot be told without all distances.
        """
        if not self.exact:
            return None
        kept = self.count <= KEPT_UP_TO
        change = self.distances.add(row, other) if kept else add_tie(self.cooperation, row, other)
        if change is None:
            return None
        after = Sums(self.sums.closeness + change.closeness, self.sums.farness + change.farness)
        return weigh_sums(after, self.count, reachable)

    def measure_after(
        self, after: Cooperation, shape: Shape, place: Rows, touched: Sequence[int], *, quick: bool
    ) -> Nearness:
        """The nearness after a change; where it is estimated, with the error of the difference.

        Parameters
        ----------
        after, shape
            The cooperation after the change, and its shape.
        place
            The row there of each organization, -1 for those who are gone.
        touched
            Rows of the organizations whose own ties change.
        quick
            Whether estimates from a sample will do in a network of more than 1,000 organizations.
        """
        if self.exact and not (quick and self.count > _QUICK):
            return weigh_sums(sum_steps(after), len(after.organizations), shape.reachable)
        drawn, known, population = self._choose_sources(after, touched)
        sources = np.concatenate([drawn, known])
        there = place[sources] >= 0
        changes = []
        for old, new in zip(
            sum_by_source(self.cooperation, sources), sum_by_source(after, place[sources[there]]), strict=True
        ):
            change = -old
            change[there] += new
            changes.append(estimate_total(change[: len(drawn)], change[len(drawn) :], population))
        scales = (_scale_of(self.count, self.shape), _scale_of(len(after.organizations), shape))
        closer, farther = (
            _rescale(total, change, before, scale)
            for total, change, before, scale in zip(self.totals, changes, *scales, strict=True)
        )
        return Nearness(closer, farther if shape.reachable else None)

    def _choose_sources(self, after: Cooperation, touched: Sequence[int]) -> tuple[Rows, Rows, int]:
        """Who stands for others, who only for itself, and how many organizations they all stand for.

        While nobody leaves, only those whose steps to an end of a changed event change can come nearer to anybody, or
        go further away: on a shortest way through such an event the last of its participants has moved.
        """
        known = np.unique(np.asarray(touched, dtype=np.int64))
        if len(after.organizations) < self.count:
            return np.setdiff1d(self.sample, known), known, self.count
        moved = np.flatnonzero((count_steps(self.cooperation, known) != count_steps(after, known)).any(axis=1))
        if len(moved) <= _KNOWN:
            return np.zeros(0, dtype=np.int64), moved, len(moved)
        others = np.setdiff1d(moved, known)
        drawn = np.random.default_rng(self.seed).choice(others, min(SAMPLE, len(others)), replace=False)
        return np.sort(drawn), np.intersect1d(known, moved), len(moved)


def _scale_of(count: int, shape: Shape) -> tuple[int, int]:
    """What the sums of closeness and of farness are divided by: ordered pairs, and those that a path joins."""
    return max(count * (count - 1), 1), max(2 * shape.reachable, 1)


def _rescale(total: Estimate, change: Estimate, before: int, after: int) -> Estimate:
    """A mean after a change of its sum and of what that is divided by, with the error of the difference."""
    error = (change.error or 0.0) / after + (total.error or 0.0) * abs(1 / after - 1 / before)
    return Estimate((total.value + change.value) / after, error)


def weigh_sums(sums: Sums, count: int, reachable: int) -> Nearness:
    """Return the nearness of so many organizations, of which so many pairs are joined by a path.

    Examples
    --------
    >>> nearness = weigh_sums(Sums(5.0, 8.0), 3, 3)
    >>> round(nearness.efficiency.value, 3), nearness.distance and round(nearness.distance.value, 3)
    (0.833, 1.333)
    """
    efficiency = Estimate(sums.closeness / max(count * (count - 1), 1))
    return Nearness(efficiency, Estimate(sums.farness / (2 * reachable)) if reachable else None)


@lru_cache(maxsize=2)
def prepare(network: Network, seed: int = 0) -> Baseline:
    """Return the baseline of a network; that of the last networks is kept."""
    return Baseline(network, seed)
