"""How every organization stands in the cooperation network, all measures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.centrality import measure_betweenness
from graphcdc.communities import Groups, find_communities, list_limits
from graphcdc.findings import Sentence
from graphcdc.holes import measure_constraint, measure_effective_size
from graphcdc.network import Network

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Standing:
    """Measures of the organizations, as arrays in the order of ``network.cooperation().organizations``.

    Attributes
    ----------
    organizations
        Node positions of the organizations.
    events
        Joint projects and direct ties.
    partners
        Different partners.
    strength
        Sum of the weights of its cooperation.
    betweenness
        Share of the short ways between others that pass through it (`measure_betweenness`).
    constraint, effective_size
        Structural holes (Burt); NaN without partners.
    community
        Number of its community (`find_communities`); -1 without partners.
    outside_share
        Share of its partners outside the home region; NaN without partners, or where no region is known.
    reachable
        Other organizations that a path of cooperation leads to.
    sources
        Organizations that the ways of `betweenness` were counted from.
    estimated
        Whether `betweenness` is estimated, these being a sample.
    limits
        What else could not be measured.
    """

    organizations: Integers
    events: Integers
    partners: Integers
    strength: Floats
    betweenness: Floats
    constraint: Floats
    effective_size: Floats
    community: Groups
    outside_share: Floats
    reachable: Integers
    sources: int
    estimated: bool
    limits: Sequence[Sentence] = ()

    def list_limits(self) -> list[Sentence]:
        """Return what should be said about how the measures were taken."""
        betweenness = [Sentence("limit_betweenness", {"count": self.sources})] if self.estimated else []
        return [*betweenness, *self.limits]


def measure_organizations(network: Network, *, seed: int = 0) -> Standing:
    """Measure how every organization stands in the cooperation network.

    All measures are of the whole cooperation network, of every region and date, also where a home region is stated: who
    stands between the organizations at home and those elsewhere matters. The home region decides only what is outside
    in `outside_share`; where none is stated, it is the most frequent region.

    Parameters
    ----------
    network
        The network.
    seed
        Start of the random numbers, of the communities and of an estimated betweenness.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "a"], "target": ["b", "c"], "kind": ["COOPERATES_WITH", "SUPPLIES"]}
    >>> standing = measure_organizations(Network.build(nodes, ties))
    >>> standing.partners.tolist(), standing.betweenness.tolist(), standing.community.tolist()
    ([2, 1, 1], [1.0, 0.0, 0.0], [0, 0, 0])
    """
    cooperation = network.cooperation()
    betweenness = measure_betweenness(cooperation, seed=seed)
    component = cooperation.component
    return Standing(
        cooperation.organizations,
        cooperation.degrees,
        cooperation.partners,
        np.asarray(cooperation.matrix.sum(axis=1), dtype=float),
        betweenness.values,
        measure_constraint(cooperation),
        measure_effective_size(cooperation),
        find_communities(cooperation, seed=seed),
        _share_outside(network),
        np.bincount(component)[component] - 1 if len(component) else np.zeros(0, dtype=np.int64),
        betweenness.sources,
        betweenness.estimated,
        list_limits(cooperation),
    )


def _share_outside(network: Network) -> Floats:
    cooperation = network.cooperation()
    if not network.home_region:
        return np.full(len(cooperation.organizations), np.nan)
    outside = network.regions[cooperation.organizations] != network.home_region
    # Each row of the matrix holds its partners: their flags are summed row by row.
    before = np.concatenate([[0], np.cumsum(outside[cooperation.matrix.indices])])
    there = before[cooperation.matrix.indptr[1:]] - before[cooperation.matrix.indptr[:-1]]
    return np.where(cooperation.partners > 0, there / np.maximum(cooperation.partners, 1), np.nan)
