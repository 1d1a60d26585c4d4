"""Who findings are about: the organizations of a network with their names and their standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.communities import Groups, find_levels
from graphcdc.cooperation import Cooperation
from graphcdc.feasibility import list_barred_pairs
from graphcdc.findings import Gap, Names, list_names
from graphcdc.gaps.pairs import pair_up
from graphcdc.gaps.population import arrange_by_name, choose_population
from graphcdc.network import Network

#: Names that a finding shows at most, and pairs that an advice does.
SHOWN = 4
SHOWN_PAIRS = 3
#: What a project is that nobody works on any more, whatever its dates say.
OVER = ("finished", "stopped")
#: Cooperating pairs of the population above which its communities are not sought: with those of the networks of chance
#: that they are compared with it would take minutes.
MOST_PAIRS = 30_000

Rows = NDArray[np.int64]


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

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each organization."""
        return [str(kind) for kind in self.network.node["kind"][self.cooperation.organizations]]

    # Who is asked first ----------------------------------------------------------------------------------------------

    def best(self, rows: NDArray[np.int64]) -> int:
        """The best connected of some rows, one at home if there is one."""
        return self.sort(rows)[0]

    def sort(self, rows: NDArray[np.int64]) -> list[int]:
        """Rows in the order in which they are asked: those at home first, then the best connected."""
        found: list[int] = rows[np.lexsort((self.rank[rows], ~self.inside[rows]))].tolist()
        return found

    @cached_property
    def barred_rows(self) -> frozenset[tuple[int, int]]:
        """Pairs of organizations that no advice may bring together (`list_barred_pairs`), the lower row first."""
        row_of = self.cooperation.positions
        barred = list_barred_pairs(self.network)
        return frozenset((row_of[a], row_of[b]) for a, b in barred if a in row_of and b in row_of)

    def may_cooperate(self, row: int, other: int) -> bool:
        """Whether an advice may bring two organizations together: no competitors, none a part of the other."""
        return (min(row, other), max(row, other)) not in self.barred_rows

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

    # Nodes that are no organizations ---------------------------------------------------------------------------------

    def name(self, node: int) -> str:
        """The name of a node of any kind."""
        return str(self.network.node["name"][node])

    @cached_property
    def participants(self) -> dict[int, Rows]:
        """Rows of the participants of each project that has any, by its node position, rising."""
        joined = self.network.tie["kind"] == "PARTICIPATES_IN"
        pairs = np.unique(np.stack([self.network.tie["target"][joined], self.network.tie["source"][joined]]), axis=1)
        projects, starts = np.unique(pairs[0], return_index=True)
        parts = np.split(np.searchsorted(self.cooperation.organizations, pairs[1]), starts[1:])
        return dict(zip(projects.tolist(), parts, strict=False))

    def rows_of(self, node: int) -> Rows:
        """The organizations that a node stands for: itself, a project's participants, a cluster's members, or nobody.

        Members that have left a cluster do not stand for it any more.
        """
        if node in self.cooperation.positions:
            return np.array([self.cooperation.positions[node]], dtype=np.int64)
        if node in self.participants:
            return self.participants[node]
        return self.members.get(node, np.empty(0, dtype=np.int64))

    @cached_property
    def members(self) -> dict[int, Rows]:
        """Rows of the present members of each cluster, by its node position, rising; clusters without members too."""
        tie = self.network.tie
        present = (tie["kind"] == "MEMBER_OF") & self.network.lasting
        found = {}
        for cluster in self.network.of_kinds(["cluster"]).tolist():
            nodes = np.unique(tie["source"][present & (tie["target"] == cluster)])
            found[cluster] = np.searchsorted(self.cooperation.organizations, nodes)
        return found

    @cached_property
    def over(self) -> NDArray[np.bool_]:
        """Whether each node is a project that is said to be finished or stopped."""
        return np.isin(self.network.column("status").astype(str), OVER)

    def touches_home(self, nodes: Iterable[int]) -> bool:
        """Whether one of the organizations that some nodes stand for may be what a finding is about."""
        return self.network.home is None or any(bool(self.inside[self.rows_of(node)].any()) for node in nodes)

    def starts_home(self, nodes: Iterable[int]) -> bool:
        """Whether one of the organizations that some nodes stand for is of the home region, stated or not."""
        return any(bool(self.first[self.rows_of(node)].any()) for node in nodes)

    def arrange(self, gaps: Sequence[Gap], then: Callable[[Gap], Any] | None = None) -> list[Gap]:
        """Order gaps: those at home first, then the most severe, then by a key, then by names and ids of members."""

        def key(gap: Gap) -> tuple[Any, ...]:
            nodes = [self.network.positions[member] for member in gap.members]
            names = sorted(map(self.name, nodes))
            return not self.starts_home(nodes), -gap.observed, then(gap) if then else (), names, sorted(gap.members)

        return sorted(gaps, key=key)

    def start_ties(self, seekers: Sequence[int], candidates: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """Pair seekers with candidates (rows, the best first) whom they have not worked with and may work with."""
        cooperation = self.cooperation

        def fits(row: int, other: int) -> bool:
            return self.may_cooperate(row, other) and other not in cooperation.neighbours(row)

        return self.identify(pair_up(seekers, candidates, fits, SHOWN_PAIRS))
