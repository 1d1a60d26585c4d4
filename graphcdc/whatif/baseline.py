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
    def nearness(self) -> Nearness:
        """How near the organizations are to each other."""
        if self.exact:
            return weigh_sums(self.sums, self.count, self.shape.reachable)
        closeness, farness = sum_by_source(self.cooperation, self.sample)
        nobody = np.zeros(0)
        return _scale(
            estimate_total(closeness, nobody, self.count),
            estimate_total(farness, nobody, self.count),
            self.count,
            self.shape.reachable,
        )

    def add_tie(self, row: int, other: int, reachable: int) -> Nearness | None:
        """By how much a tie between two organizations changes it, after which so many pairs are joined by a path.

        None where that cannot be told without all distances.
        """
        kept = self.count <= KEPT_UP_TO
        change = self.distances.add(row, other) if kept else add_tie(self.cooperation, row, other)
        if change is None or not self.exact:
            return None
        after = Sums(self.sums.closeness + change.closeness, self.sums.farness + change.farness)
        return self._difference(weigh_sums(after, self.count, reachable))

    def compare(
        self, after: Cooperation, shape: Shape, moved: Rows, touched: Sequence[int], *, quick: bool
    ) -> Nearness:
        """By how much it differs from the nearness after a change.

        Parameters
        ----------
        after, shape
            The cooperation after the change, and its shape.
        moved
            The row there of each organization, -1 for those who are gone.
        touched
            Rows of the organizations whose own ties change.
        quick
            Whether estimates from a sample will do in a network of more than 1,000 organizations.
        """
        if self.exact and not (quick and self.count > _QUICK):
            return self._difference(weigh_sums(sum_steps(after), len(after.organizations), shape.reachable))
        known = np.unique(np.asarray(touched, dtype=np.int64))
        sources = np.concatenate([np.setdiff1d(self.sample, known), known])
        there = moved[sources] >= 0
        differences = []
        scales = ((self.count, self.shape.reachable), (len(after.organizations), shape.reachable))
        for of_before, of_after, pairs in zip(
            sum_by_source(self.cooperation, sources),
            sum_by_source(after, moved[sources[there]]),
            ([count * (count - 1) for count, _ in scales], [2 * reachable for _, reachable in scales]),
            strict=True,
        ):
            values = -of_before / max(pairs[0], 1)
            values[there] += of_after / max(pairs[1], 1)
            drawn, own = values[: len(sources) - len(known)], values[len(sources) - len(known) :]
            differences.append(estimate_total(drawn, own, self.count))
        both = self.shape.reachable and shape.reachable
        return Nearness(differences[0], differences[1] if both else None)

    def _difference(self, after: Nearness) -> Nearness:
        before = self.nearness
        distance = None
        if before.distance is not None and after.distance is not None:
            distance = Estimate(after.distance.value - before.distance.value)
        return Nearness(Estimate(after.efficiency.value - before.efficiency.value), distance)


def weigh_sums(sums: Sums, count: int, reachable: int) -> Nearness:
    """Return the nearness of so many organizations, of which so many pairs are joined by a path.

    Examples
    --------
    >>> nearness = weigh_sums(Sums(5.0, 8.0), 3, 3)
    >>> round(nearness.efficiency.value, 3), nearness.distance and round(nearness.distance.value, 3)
    (0.833, 1.333)
    """
    return _scale(Estimate(sums.closeness), Estimate(sums.farness), count, reachable)


def _scale(closeness: Estimate, farness: Estimate, count: int, reachable: int) -> Nearness:
    return Nearness(
        _divide(closeness, max(count * (count - 1), 1)), _divide(farness, 2 * reachable) if reachable else None
    )


def _divide(one: Estimate, by: float) -> Estimate:
    return Estimate(one.value / by, None if one.error is None else one.error / by)


@lru_cache(maxsize=2)
def prepare(network: Network, seed: int = 0) -> Baseline:
    """Return the baseline of a network; that of the last networks is kept."""
    return Baseline(network, seed)
