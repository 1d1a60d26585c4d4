"""Pairs of groups that a change touches: how far they are below what their degrees lead to expect."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcdc.comparison.differences import Effect
from graphcdc.cooperation import Cooperation
from graphcdc.gaps.families import SMALLEST_EXPECTATION, group_kinds
from graphcdc.measures import count_mixing
from graphcdc.model import FIRM_KINDS
from graphcdc.network import Network
from graphcdc.whatif.effects import Case, tell_effect

#: Pairs of clusters that are shown: members of many clusters touch dozens, and those furthest below matter.
_MOST_PAIRS = 5


class Group(NamedTuple):
    """A group of organizations: ``kind`` (all firms are one) or ``cluster``, and its word or id."""

    sort: str
    name: str


Pair = tuple[Group, Group]
#: Organizations of which no kind is known are no group.
_UNKNOWN = Group("kind", "organization")


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of groups in a network.

    Attributes
    ----------
    network
        The network; if a home region was stated, only organizations at home count.
    pairs
        The pairs.
    """

    network: Network
    pairs: tuple[Pair, ...]

    @cached_property
    def _inside(self) -> NDArray[np.bool_]:
        nodes = self.network.organizations
        return (
            np.ones(len(nodes), bool) if self.network.home is None else self.network.regions[nodes] == self.network.home
        )

    @cached_property
    def _groups(self) -> list[Group]:
        return sorted({group for pair in self.pairs for group in pair})

    @cached_property
    def _labels(self) -> NDArray[np.float64]:
        nodes = self.network.organizations[self._inside]
        columns = []
        for sort, name in self._groups:
            if sort == "cluster":
                columns.append(np.isin(nodes, self.network.members[name]))
            else:
                columns.append(np.isin(self.network.node["kind"][nodes], group_kinds(name)))
        return np.stack(columns, axis=1).astype(float)

    @cached_property
    def before(self) -> list[tuple[float | None, float]]:
        """The same of the network as it is, which many random changes are compared with."""
        return self.measure(self.network.cooperation())

    def measure(self, cooperation: Cooperation) -> list[tuple[float | None, float]]:
        """Return for each pair observed / expected joint participations, and what is expected by degree.

        Parameters
        ----------
        cooperation
            The events of the organizations of the network.
        """
        if not self.pairs:
            return []
        mixing = count_mixing(cooperation.restrict(self._inside), self._labels)
        found: list[tuple[float | None, float]] = []
        for first, second in self.pairs:
            a, b = self._groups.index(first), self._groups.index(second)
            expected = float(mixing.expected[a, b])
            found.append((float(mixing.observed[a, b]) / expected if expected > 0 else None, expected))
        return found


def list_pairs(case: Case) -> Pairs:
    """Return the pairs of groups that the named ties touch: of kinds, and at most five of clusters.

    Of the clusters those furthest below; pairs that expect fewer than 5 joint participations by degree tell nothing and
    are left out.
    """
    network = case.base.network
    clusters: dict[str, list[str]] = {}
    for cluster, members in network.members.items():
        for member in network.node["id"][members]:
            clusters.setdefault(member, []).append(cluster)
    touched: set[Pair] = set()
    for team in (*case.scenario.teams, *case.scenario.lost_ties):
        for a, b in combinations(team, 2):
            if not (_is_inside(network, a) and _is_inside(network, b)):
                continue
            kinds = _in_order(_kind_group(network, a), _kind_group(network, b))
            if _UNKNOWN not in kinds:
                touched.add(kinds)
            touched |= {
                _in_order(Group("cluster", first), Group("cluster", second))
                for first in clusters.get(a, ())
                for second in clusters.get(b, ())
            }
    pairs = tuple(sorted(touched, reverse=True))
    shares = zip(pairs, Pairs(network, pairs).before, strict=True)
    told = [(pair, share or 0.0) for pair, (share, expected) in shares if expected >= SMALLEST_EXPECTATION]
    of_kinds = sorted(pair for pair, _ in told if pair[0].sort == "kind")
    of_clusters = sorted((share, pair) for pair, share in told if pair[0].sort == "cluster")
    return Pairs(network, (*of_kinds, *(pair for _, pair in of_clusters[:_MOST_PAIRS])))


def measure_groups(case: Case, pairs: Pairs) -> list[Effect]:
    """Joint participations of each pair of groups as a share of those expected by degree."""
    after = pairs if case.scenario.only_adds else Pairs(case.after_network, pairs.pairs)
    effects = []
    for pair, (old, _), (new, _) in zip(pairs.pairs, pairs.before, after.measure(case.after), strict=True):
        first, second = (_name(case.base.network, group) for group in pair)
        about = tuple(group.name for group in pair)
        values = {"first": first, "second": second}
        effects.append(tell_effect(f"{pair[0].sort}_pair_ratio", about, old, new, values))
    return effects


def _is_inside(network: Network, node: str) -> bool:
    return network.home is None or bool(network.regions[network.positions[node]] == network.home)


def _kind_group(network: Network, node: str) -> Group:
    kind = str(network.node["kind"][network.positions[node]])
    return Group("kind", "firm" if kind in FIRM_KINDS else kind)


def _in_order(first: Group, second: Group) -> Pair:
    return (first, second) if first <= second else (second, first)


def _name(network: Network, group: Group) -> str:
    return str(network.node["name"][network.positions[group.name]]) if group.sort == "cluster" else group.name
