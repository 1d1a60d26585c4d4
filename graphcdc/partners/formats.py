"""What sort of event each is: how many take part, how long it lasts, what it costs; and how alike two sorts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.network import Network

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Each of the three is cut into so many classes of about as many events.
CLASSES = 5


@dataclass(frozen=True, eq=False)
class Formats:
    """The format of each event.

    Attributes
    ----------
    of_events
        Number of the format of each event.
    likeness
        Formats x formats: exp(-d^2 / 2), d the distance in classes of size, length and cost.
    """

    of_events: Rows
    likeness: Floats

    def prefer(self, weights: Floats) -> Floats:
        """Return how alike each event's format is to those of some events.

        Parameters
        ----------
        weights
            What each of these events counts; the answer is 0 for all where none counts anything.
        """
        profile = np.bincount(self.of_events, weights, minlength=len(self.likeness))
        near = self.likeness @ (profile / max(profile.sum(), 1e-9))
        return np.asarray(near[self.of_events], dtype=float)


def sort_events(network: Network, cooperation: Cooperation, years: Floats) -> Formats:
    """Return the formats of the events of a network.

    Parameters
    ----------
    network, cooperation
        The events: joint projects, then direct ties.
    years
        How long each event lasts, NaN where it is not known.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": ["a", "b", "p"], "name": list("ABP"), "kind": ["sme", "sme", "project"]},
    ...     {"source": ["a", "b"], "target": ["p", "p"], "kind": ["PARTICIPATES_IN"] * 2},
    ... )
    >>> sort_events(network, network.cooperation(), np.array([np.nan])).prefer(np.array([1.0])).tolist()
    [1.0]
    """
    sizes = np.log(np.maximum(cooperation.sizes, 1).astype(float))
    costs = np.full(len(sizes), np.nan)
    costs[: len(cooperation.projects)] = _read_costs(network, cooperation.projects)
    number = np.zeros(len(sizes), dtype=np.int64)
    for values in (sizes, years, costs):
        number = number * CLASSES + _classify(values)
    places = np.stack(np.unravel_index(np.arange(CLASSES**3), (CLASSES,) * 3), axis=1)
    apart = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    return Formats(number, np.exp(-apart / 2))


def _read_costs(network: Network, projects: Rows) -> Floats:
    """Ln of the budgets in the currency that most of them have; NaN for others."""
    budgets = np.asarray(network.node.get("budget", np.full(len(network), np.nan))[projects], dtype=float)
    known = np.isfinite(budgets) & (budgets > 0)
    currencies = network.column("currency")[projects].astype(str)
    names, counts = np.unique(currencies[known], return_counts=True)
    if len(names):
        known &= currencies == names[np.argmax(counts)]
    return np.asarray(np.log(budgets, out=np.full(len(budgets), np.nan), where=known), dtype=float)


def _classify(values: Floats) -> Rows:
    """The class of each value, the middle one where it is not known."""
    known: Any = values[np.isfinite(values)]
    if not len(known):
        return np.full(len(values), CLASSES // 2)
    limits = np.quantile(known, np.arange(1, CLASSES) / CLASSES)
    return np.where(np.isfinite(values), np.searchsorted(limits, np.nan_to_num(values)), CLASSES // 2)
