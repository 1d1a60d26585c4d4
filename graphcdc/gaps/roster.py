"""Who findings are about: the organizations of a network with their names and their standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcdc.communities import Groups, find_levels
from graphcdc.cooperation import Cooperation
from graphcdc.feasibility import list_barred_pairs
from graphcdc.findings import Names, list_names
from graphcdc.gaps.pairs import pair_up
from graphcdc.gaps.population import arrange_by_name, choose_population
from graphcdc.network import Network

#: Names that a finding shows at most, and pairs that an advice does.
SHOWN = 4
SHOWN_PAIRS = 3
#: Cooperating pairs of the population above which its communities are not sought: with those of the networks of chance
#: that they are compared with it would take minutes.
MOST_PAIRS = 30_000


class Roster:
    """The organizations of a network as findings see them: their names, who is at home, who is best connected.

    Attributes
    ----------
    network, cooperation
        The network, and the cooperation of everybody.
    ids, names
        Id and name of each organization, in the rows of the cooperation.
    inside
        Organizations that findings are about: those at home if a home region was stated, else all.
    first
        Those of the home region, stated or not: findings about them come first.
    order, rank
        Rows with the best connected first, equal ones by name and id; and the place of each row in that order.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.cooperation: Cooperation = network.cooperation()
        nodes = self.cooperation.organizations
        self.ids = network.node["id"][nodes]
        self.names = network.node["name"][nodes]
        regions = network.regions[nodes]
        self.inside = np.ones(len(nodes), bool) if network.home is None else regions == network.home
        self.first = regions == network.home_region
        order = np.lexsort((self.ids, self.names, -self.cooperation.degrees, -self.cooperation.partners))
        self.rank = np.empty(len(nodes), dtype=np.int64)
        self.rank[order] = np.arange(len(nodes))
        self.order = order

    # Who is asked first ----------------------------------------------------------------------------------------------

    def best(self, rows: NDArray[np.int64]) -> int:
        """The best connected of some rows, one at home if there is one."""
        return self.sort(rows)[0]

    def sort(self, rows: NDArray[np.int64]) -> list[int]:
        """Rows in the order in which they are asked: those at home first, then the best connected."""
        found: list[int] = rows[np.lexsort((self.rank[rows], ~self.inside[rows]))].tolist()
        return found

    @cached_property
    def barred(self) -> frozenset[tuple[int, int]]:
        """Pairs of organizations, by node positions, that no advice may bring together."""
        return list_barred_pairs(self.network)

    def may_cooperate(self, row: int, other: int) -> bool:
        """Whether an advice may bring two organizations together: no competitors, none a part of the other."""
        nodes = self.cooperation.organizations
        return (int(nodes[min(row, other)]), int(nodes[max(row, other)])) not in self.barred

    def find_pair(self, rows: NDArray[np.int64], others: NDArray[np.int64]) -> tuple[int, int] | None:
        """The best connected of both sides that may cooperate, those at home first; None if no two may."""
        return next(iter(pair_up(self.sort(rows), self.sort(others), self.may_cooperate, 1)), None)

    # Who is compared -------------------------------------------------------------------------------------------------

    @cached_property
    def population(self) -> Cooperation:
        """The cooperation of those who are compared with chance, rows in the order of the names."""
        return arrange_by_name(self.network, choose_population(self.network))

    @cached_property
    def levels(self) -> list[Groups]:
        """The communities of the population at each level, the finest first; none where they are not sought."""
        sought = 0 < self.population.matrix.nnz <= 2 * MOST_PAIRS
        return find_levels(self.population.matrix) if sought else []

    # What is said ----------------------------------------------------------------------------------------------------

    def list_names(self, rows: NDArray[np.int64]) -> Names:
        """The names of some rows, best connected first, with the number of those not shown."""
        return list_names([str(self.names[row]) for row in sorted(rows, key=lambda row: self.rank[row])], SHOWN)

    def name_pairs(self, pairs: Sequence[tuple[int, int]]) -> Names:
        """The names of some pairs, with the number of those not shown."""
        named = [Names((str(self.names[a]), str(self.names[b])), " – ") for a, b in pairs]
        rest = len(named) - SHOWN_PAIRS
        return Names(tuple(named[:SHOWN_PAIRS]), "; ", f" +{rest}" if rest > 0 else "")

    def identify(self, pairs: Iterable[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        """The ids of some pairs."""
        return tuple((str(self.ids[a]), str(self.ids[b])) for a, b in pairs)
