"""The panel: the same organizations at two dates, who entered and who left, and the ties that ran at each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.network import Network

_ENDS = ("source", "target")


@dataclass(frozen=True, eq=False)
class Panel:
    """Two networks side by side.

    Ties are those that run at the date of each network. An organization is present in a network if it is listed there
    (at home, if a home region was stated). One data set seen at two dates lists everybody at both: there who has no tie
    yet, a membership or an offer being one, is absent from the earlier. It is one data set if one of the networks has
    every tie of the other.

    Attributes
    ----------
    before, after
        The networks, with the same home region.
    """

    before: Network
    after: Network

    @cached_property
    def networks(self) -> tuple[Network, Network]:
        """Both, before first."""
        return self.before, self.after

    @cached_property
    def cooperations(self) -> tuple[Cooperation, Cooperation]:
        """Who worked with whom at each date."""
        return self.before.cooperation(active=True), self.after.cooperation(active=True)

    @cached_property
    def absent(self) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the organizations, wherever they are, that are listed in each network without having come yet."""
        first, second = (_list_rows(network) for network in self.networks)
        if not (first <= second or second <= first):
            return frozenset(), frozenset()
        listed = [frozenset(network.node["id"][network.organizations]) for network in self.networks]
        tied = [_list_tied(network) for network in self.networks]
        both = listed[0] & listed[1]
        return (both & tied[1]) - tied[0], (both & tied[0]) - tied[1]

    @cached_property
    def present(self) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the organizations that are present in each."""
        first, second = self.networks
        return _list_inside(first) - self.absent[0], _list_inside(second) - self.absent[1]

    def without_absent(self) -> tuple[Network, Network]:
        """Both networks without those that are absent: who has not come yet is no isolate."""
        first, second = (
            network.only(~np.isin(network.node["id"], list(absent)))
            for network, absent in zip(self.networks, self.absent, strict=True)
        )
        return first, second

    @cached_property
    def roster(self) -> frozenset[str]:
        """Ids of the organizations that are present in both."""
        return self.present[0] & self.present[1]

    @cached_property
    def rosters(self) -> tuple[Cooperation, Cooperation]:
        """Who of the roster worked with whom of it at each date."""
        first, second = (
            cooperation.restrict(flag_ids(network, cooperation, self.roster))
            for network, cooperation in zip(self.networks, self.cooperations, strict=True)
        )
        return first, second

    def name(self, node: str) -> str:
        """The name of a node, that of the later network if it is there."""
        network = self.after if node in self.after.positions else self.before
        return str(network.node["name"][network.positions[node]])


def make_panel(before: Network, after: Network) -> Panel:
    """Return the panel of two networks; the home region is that of the later one."""
    if before.home != after.home:
        before = replace(before, home=after.home, _projections={})
    return Panel(before, after)


def unite(before: Network, after: Network) -> Network:
    """Return a network with the nodes and running ties of both, for a picture in which both have their places.

    What is known of a node is taken from the later network if it is there; only what a picture needs is kept.
    """
    only = ~np.isin(before.node["id"], after.node["id"])
    nodes = {
        name: np.concatenate([after.column(name), before.column(name)[only]])
        for name in ("id", "name", "name_ru", "name_en", "kind", "region", "country", "clusters")
    }
    pair = (before, after)
    ties = {end: np.concatenate([one.node["id"][one.tie[end][one.lasting]] for one in pair]) for end in _ENDS}
    ties["kind"] = np.concatenate([one.tie["kind"][one.lasting] for one in pair])
    return Network.build(nodes, ties, home=after.home)


def keep_running(network: Network) -> Network:
    """Return the network with the ties that run at its date."""
    tie = {name: values[network.lasting] for name, values in network.tie.items()}
    return replace(network, tie=tie, _projections={})


def flag_ids(network: Network, cooperation: Cooperation, ids: frozenset[str]) -> NDArray[np.bool_]:
    """Return which organizations of a cooperation have one of some ids."""
    own = network.node["id"][cooperation.organizations]
    return np.fromiter((one in ids for one in own), dtype=bool, count=len(own))


def _list_inside(network: Network) -> frozenset[str]:
    nodes = network.organizations
    if network.home is not None:
        nodes = nodes[network.regions[nodes] == network.home]
    return frozenset(network.node["id"][nodes])


def _list_rows(network: Network) -> set[tuple[str, ...]]:
    """Every tie with its ends, kind and dates."""
    ids, tie = network.node["id"], network.tie
    columns = (ids[tie["source"]], ids[tie["target"]], *(tie[name].tolist() for name in ("kind", "since", "until")))
    return set(zip(*columns, strict=True))


def _list_tied(network: Network) -> frozenset[str]:
    """Ids of all nodes that are at an end of a tie."""
    ends = np.union1d(network.tie["source"], network.tie["target"])
    return frozenset(network.node["id"][ends])
