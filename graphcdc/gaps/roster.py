"""Who findings are about: the organizations of a network with their names and their standing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.findings import Names, list_names
from graphcdc.network import Network

#: Names that a finding shows at most.
SHOWN = 4


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

    def best(self, rows: NDArray[np.int64]) -> int:
        """The best connected of some rows, one at home if there is one."""
        home = rows[self.inside[rows]]
        chosen = home if len(home) else rows
        return int(chosen[np.argmin(self.rank[chosen])])

    def list_names(self, rows: NDArray[np.int64]) -> Names:
        """The names of some rows, best connected first, with the number of those not shown."""
        return list_names([str(self.names[row]) for row in sorted(rows, key=lambda row: self.rank[row])], SHOWN)
