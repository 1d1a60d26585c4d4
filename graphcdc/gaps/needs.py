"""Needs and offers: what is looked for more often than it is offered, and what is offered and nobody looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphcdc.capabilities import CapabilityList, list_capabilities
from graphcdc.findings import Gap, Sentence, list_names
from graphcdc.gaps.roster import SHOWN, Roster
from graphcdc.memberships import rank_clusters
from graphcdc.model import split_cell


@dataclass(frozen=True)
class Holding:
    """A need or an offer: the number of the capability, the node that holds it, and whether that lasts to the date."""

    capability: int
    holder: int
    lasts: bool


class Market:
    """The needs and offers of a network.

    A need or offer lasts if its tie has not ended by the network's date and its holder is no project that is finished
    or stopped. Only the list of capabilities decides what fits: an offer serves a need for the same capability or for
    a wider one (laser cutting serves who looks for laser processing, not the other way round).

    Attributes
    ----------
    roster, listed
        The organizations; the list of capabilities.
    needs, offers
        Every need and offer on record, one for each holder and capability.
    """

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.listed: CapabilityList = list_capabilities(roster.network)
        self.needs, self.offers = self._read("NEEDS"), self._read("OFFERS")

    def _read(self, kind: str) -> list[Holding]:
        network = self.roster.network
        chosen = (network.tie["kind"] == kind) & np.isin(network.tie["target"], self.listed.nodes)
        source = network.tie["source"][chosen]
        numbers = np.searchsorted(self.listed.nodes, network.tie["target"][chosen])
        lasts = network.lasting[chosen] & ~self.roster.over[source]
        found: dict[tuple[int, int], bool] = {}
        for pair, lasting in zip(zip(numbers.tolist(), source.tolist(), strict=True), lasts.tolist(), strict=True):
            found[pair] = found.get(pair, False) or lasting
        return [Holding(*pair, lasting) for pair, lasting in sorted(found.items())]

    @cached_property
    def on_offer(self) -> list[Holding]:
        """The offers that last."""
        return [one for one in self.offers if one.lasts]

    @cached_property
    def demand(self) -> list[Holding]:
        """The needs that somebody would have to meet.

        Those that last, unless the holder offers the same (or a narrower one) itself: what it can do it need not look
        for. And those that have ended where nobody ever offered it: looked for in vain.
        """
        able = self._holders(self.on_offer)
        ever = self._holders(self.offers)
        return [
            one
            for one in self.needs
            if (one.lasts and one.holder not in able[one.capability]) or not (one.lasts or ever[one.capability])
        ]

    def _holders(self, offers: Iterable[Holding]) -> list[set[int]]:
        """For each capability who can serve a need for it."""
        own: list[set[int]] = [set() for _ in self.listed.serving]
        for one in offers:
            own[one.capability].add(one.holder)
        return [set().union(*(own[at] for at in narrower)) for narrower in self.listed.serving]

    @cached_property
    def fitting(self) -> list[list[int]]:
        """For each capability the offers (of `on_offer`) that serve a need for it."""
        own: list[list[int]] = [[] for _ in self.listed.serving]
        for at, offer in enumerate(self.on_offer):
            own[offer.capability].append(at)
        return [[at for narrower in serving for at in own[narrower]] for serving in self.listed.serving]

    @cached_property
    def matched(self) -> list[int]:
        """The offer that each need of the demand is matched with, -1 for none: as many as can be (Hopcroft, Karp)."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import maximum_bipartite_matching

        if not self.demand or not self.on_offer:
            return [-1] * len(self.demand)
        fitting = [self.fitting[need.capability] for need in self.demand]
        starts = np.cumsum([0, *map(len, fitting)], dtype=np.int32)
        columns = np.array([at for one in fitting for at in one], dtype=np.int32)
        table = csr_array((np.ones(len(columns)), columns, starts), shape=(len(fitting), len(self.on_offer)))
        return [int(at) for at in maximum_bipartite_matching(table, perm_type="column")]

    @cached_property
    def clusters(self) -> dict[int, tuple[str, ...]]:
        """The clusters of each organization and project that has any, by node position."""
        return rank_clusters(self.roster.network, self.roster.network.of_kinds(["project"]))

    def name(self, capability: int) -> str:
        """The name of a capability."""
        return self.roster.name(int(self.listed.nodes[capability]))

    def find_nearest(
        self, capabilities: Sequence[int], holdings: Iterable[Holding], asking: Sequence[int]
    ) -> list[Holding]:
        """Return the holdings by organizations of what is nearest to some capabilities, in the order to ask them.

        First of those with the same parent and of the wider ones, else of the same category. Who is of a cluster of
        those `asking` (nodes) comes first, then the best connected; those at home before others.
        """
        parents, category = self.listed.parents, self.roster.network.column("category")[self.listed.nodes]
        above = {parents[at] for at in capabilities} - {-1}
        family = {up for at in capabilities for up in self.listed.ancestors(at)}
        family |= {at for at, parent in enumerate(parents) if parent in above}
        alike = set(np.flatnonzero(np.isin(category, list({category[at] for at in capabilities} - {""}))).tolist())
        positions, rank = self.roster.cooperation.positions, self.roster.rank
        around = {row for node in asking for row in self.roster.rows_of(node).tolist()}
        places = {cluster for node in asking for cluster in self.clusters.get(node, ())}
        others = [one for one in holdings if positions.get(one.holder, -1) not in {-1, *around}]

        def order(one: Holding) -> tuple[bool, bool, int, int]:
            row, neighbour = positions[one.holder], bool(places & {*self.clusters.get(one.holder, ())})
            return not self.roster.inside[row], not neighbour, int(rank[row]), one.capability

        for nearest in (family, alike):
            near = [one for one in others if one.capability in nearest - set(capabilities)]
            if near:
                return sorted(near, key=order)
        return []


# Unmet needs ---------------------------------------------------------------------------------------------------------


def find_unmet_needs(roster: Roster) -> list[Gap]:
    """Needs that cannot all be met, by a maximum bipartite matching in which one offer serves one need.

    One finding for each bottleneck: the needs that alternating paths from an unmatched need reach, so that fewer
    offers serve them than they are (the set that violates Hall's condition most; Koenig 1931, Hall 1935). The number
    of needs above that of offers, |S| - |N(S)|, is the severity, and adds up over the bottlenecks to the needs that
    stay unmatched. Which of a bottleneck's holders goes without is not for a matching to say: all are named. Without
    a single offer on record nothing can be told: nobody has written offers down.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": ["a", "b", "c", "c1"], "name": ["Anna", "Boris", "Clara", "welding"]}
    >>> nodes |= {"kind": ["sme", "sme", "sme", "capability"]}
    >>> ties = {"source": ["a", "b", "c"], "target": ["c1"] * 3, "kind": ["NEEDS", "NEEDS", "OFFERS"]}
    >>> [(gap.members, gap.observed) for gap in find_unmet_needs(Roster(Network.build(nodes, ties)))]
    [(('c1', 'a', 'b'), 1)]
    """
    market = Market(roster)
    if not market.offers:
        return []
    gaps = []
    for capabilities in find_bottlenecks(market):
        needs = [one for one in market.demand if one.capability in capabilities]
        if roster.touches_home(one.holder for one in needs):
            gaps.append(_unmet(market, capabilities, needs))
    return roster.arrange(gaps)


def find_bottlenecks(market: Market) -> list[list[int]]:
    """Return the capabilities of each bottleneck, see `find_unmet_needs`; each rising.

    All needs for one capability are served by the same offers, so a path that reaches one of them reaches all.
    """
    import networkx as nx

    need_of = {offer: need for need, offer in enumerate(market.matched) if offer >= 0}
    reached = {market.demand[need].capability for need, offer in enumerate(market.matched) if offer < 0}
    graph: nx.Graph[int] = nx.Graph()
    waiting = sorted(reached)
    while waiting:
        capability = waiting.pop()
        graph.add_node(capability)
        for offer in market.fitting[capability]:
            # A free offer would have served the need where the path began, so every one of these is taken.
            other = market.demand[need_of[offer]].capability
            graph.add_edge(capability, other)
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return sorted(sorted(part) for part in nx.connected_components(graph))


def _unmet(market: Market, capabilities: list[int], needs: list[Holding]) -> Gap:
    roster = market.roster
    serving = {narrower for at in capabilities for narrower in market.listed.serving[at]}
    offers = [one for one in market.on_offer if one.capability in serving]
    lasting = {one.holder for one in needs if one.lasts}
    # Those that still look for it first.
    holders = sorted({one.holder for one in needs}, key=lambda one: (one not in lasting, roster.name(one), one))
    ended = [holder for holder in holders if holder not in lasting]
    others = [one for one in market.on_offer if one.capability not in serving]
    nearest = market.find_nearest(capabilities, others, holders)
    values = {
        "capability": list_names([market.name(at) for at in capabilities], SHOWN),
        "needs": len(needs),
        "offers": len(offers),
        "ended": len(ended),
        "holders": list_names([roster.name(holder) for holder in holders], SHOWN),
        "offering": list_names(sorted(roster.name(one) for one in {one.holder for one in offers}), SHOWN),
        **_name_nearest(market, nearest),
    }
    key = "gap_unmet_need" if offers else ("gap_unmet_need_ended" if ended else "gap_unmet_need_nobody")
    ids = roster.network.node["id"]
    return Gap(
        kind="unmet_need",
        claim="structural",
        groups=None,
        members=(*_ids(market, capabilities), *sorted(map(str, ids[holders]))),
        observed=len(needs) - len(offers),
        evidence={
            "capabilities": _ids(market, capabilities),
            "needs": len(needs),
            "offers": len(offers),
            "looking": sorted(map(str, ids[holders])),
            "ended": sorted(map(str, ids[ended])),
            "offering": sorted({str(ids[one.holder]) for one in offers}),
            "nearest": [str(ids[one.holder]) for one in nearest],
            "needs_in_all": len(market.demand),
            "matched_in_all": sum(at >= 0 for at in market.matched),
        },
        said=Sentence(key, values),
        advice=Sentence("advice_unmet_need" if nearest else "advice_unmet_need_elsewhere", values),
        ties=_pair(roster, holders, nearest),
    )


# Idle offers ---------------------------------------------------------------------------------------------------------


def find_idle_offers(roster: Roster) -> list[Gap]:
    """Capabilities that are offered and that nobody has ever looked for, nor for a wider or a narrower one.

    A need that has ended counts as interest, and so does a project that names the capability among its topics. Offers
    beyond what is needed are spare capacity, not idle: the next project may take them. Without a single need on record
    nothing can be told. The number of offers is the severity.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": ["a", "b", "c1", "c2"], "name": ["Anna", "Boris", "welding", "casting"]}
    >>> nodes |= {"kind": ["sme", "sme", "capability", "capability"]}
    >>> ties = {"source": ["a", "b", "b"], "target": ["c1", "c1", "c2"], "kind": ["NEEDS", "OFFERS", "OFFERS"]}
    >>> [gap.members for gap in find_idle_offers(Roster(Network.build(nodes, ties)))]
    [('c2', 'b')]
    """
    market = Market(roster)
    if not market.needs:
        return []
    wanted = {one.capability for one in market.needs} | _list_topics(market)
    near = [{*serving, *market.listed.ancestors(at)} for at, serving in enumerate(market.listed.serving)]
    offers: dict[int, list[int]] = {}
    for one in market.on_offer:
        if not near[one.capability] & wanted:
            offers.setdefault(one.capability, []).append(one.holder)
    gaps = [_idle(market, at, holders) for at, holders in offers.items() if roster.touches_home(holders)]
    return roster.arrange(gaps)


def _list_topics(market: Market) -> set[int]:
    """Capabilities that a project names among its topics, by id or name."""
    network = market.roster.network
    topics = {word for cell in network.column("topics")[network.of_kinds(["project"])] for word in split_cell(cell)}
    return {number for word in topics if (number := market.listed.read(word)) is not None}


def _idle(market: Market, capability: int, holders: list[int]) -> Gap:
    roster, ids = market.roster, market.roster.network.node["id"]
    nearest = market.find_nearest([capability], (one for one in market.needs if one.lasts), holders)
    values = {
        "capability": market.name(capability),
        "offers": len(holders),
        "holders": list_names(sorted(map(roster.name, holders)), SHOWN),
        **_name_nearest(market, nearest),
    }
    return Gap(
        kind="idle_offer",
        claim="structural",
        groups=None,
        members=(*_ids(market, [capability]), *sorted(map(str, ids[holders]))),
        observed=len(holders),
        evidence={
            "capability": _ids(market, [capability])[0],
            "offers": len(holders),
            "offering": sorted(map(str, ids[holders])),
            "nearest": [str(ids[one.holder]) for one in nearest],
        },
        said=Sentence("gap_idle_offer", values),
        advice=Sentence("advice_idle_offer" if nearest else "advice_idle_offer_elsewhere", values),
        ties=_pair(roster, holders, nearest),
    )


# Both ----------------------------------------------------------------------------------------------------------------


def list_need_limits(roster: Roster) -> list[Sentence]:
    """Say which of needs and offers nobody has recorded: the other cannot be judged then."""
    market = Market(roster)
    if market.needs and market.offers:
        return []
    if market.needs or market.offers:
        return [Sentence("limit_no_offers" if market.needs else "limit_no_needs")]
    return [Sentence("limit_no_needs_no_offers")]


def _name_nearest(market: Market, nearest: Sequence[Holding]) -> dict[str, object]:
    """The first of what is nearest, and who has it."""
    same = [one for one in nearest if one.capability == nearest[0].capability]
    names = [market.roster.name(one.holder) for one in same]
    return {"nearest": market.name(same[0].capability) if same else "", "names": list_names(names, SHOWN)}


def _pair(roster: Roster, holders: Iterable[int], nearest: Sequence[Holding]) -> tuple[tuple[str, str], ...]:
    """Those who hold a need or an offer (of a project its best connected participant) with those who are nearest."""
    seekers = [roster.best(rows) for holder in holders if len(rows := roster.rows_of(holder))]
    return roster.start_ties(
        list(dict.fromkeys(seekers)), [roster.cooperation.positions[one.holder] for one in nearest]
    )


def _ids(market: Market, capabilities: Iterable[int]) -> list[str]:
    return sorted(market.listed.ids[at] for at in capabilities)
