"""How far ranks hold: the gaps found and ranked anew in networks that have lost some of their ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graphcdc.columns import keep_rows
from graphcdc.findings import Gap
from graphcdc.gaps import find_gaps
from graphcdc.gaps.null import Progress
from graphcdc.network import Network

#: Share of the ties that a network loses.
DROPPED = 0.05
#: Draws from the null for each of the networks.
DRAWS = 999
#: Ties that say what somebody belongs to, offers or needs: they are stated once and stay.
_STATED = ("MEMBER_OF", "OFFERS", "NEEDS")


@dataclass(frozen=True)
class Stability:
    """How the ranks of gaps hold.

    Attributes
    ----------
    intervals
        For each gap, by its id, the middle 95 % of its ranks where it was found; None where it never was.
    found
        The share of the networks in which it was found.
    places
        The rank of the first gap whose interval overlaps its own.
    """

    intervals: Mapping[str, tuple[int, int] | None]
    found: Mapping[str, float]
    places: Mapping[str, int]

    def tell(self, gap: Gap) -> Gap:
        """Return a gap with how its rank holds in the evidence."""
        interval = self.intervals[gap.id]
        told = {
            "rank_interval": None if interval is None else list(interval),
            "found_in": self.found[gap.id],
            "place": self.places[gap.id],
        }
        return replace(gap, evidence={**gap.evidence, **told})


def measure_stability(
    network: Network,
    ranked: Sequence[Gap],
    rank: Callable[[Network, list[Gap]], list[Gap]],
    *,
    count: int,
    seed: int,
    progress: Progress | None = None,
) -> Stability:
    """Find and rank the gaps anew in networks without 5 % of the ties.

    Ranks are counted among the gaps that were given: what is found besides is no rival. A gap that is not found has no
    rank there.

    Parameters
    ----------
    network
        The whole network.
    ranked
        Its gaps, the first first.
    rank
        Ranks the gaps of a network.
    count, seed
        Number of networks; start of the random numbers.
    progress
        Called with networks done and networks in all.
    """
    kinds = dict.fromkeys(gap.kind for gap in ranked)
    known = {gap.id for gap in ranked}
    ranks: dict[str, list[int]] = {gap.id: [] for gap in ranked}
    random = np.random.default_rng(seed)
    for done in range(1, count + 1):
        dropped = drop_ties(network, random)
        again = [gap for gap in find_gaps(dropped, kinds=kinds, draws=DRAWS, seed=seed) if gap.id in known]
        for place, gap in enumerate(rank(dropped, again), start=1):
            ranks[gap.id].append(place)
        if progress is not None:
            progress(done, count)
    intervals = {one: _bound(own) for one, own in ranks.items()}
    return Stability(
        intervals,
        {one: round(len(own) / count, 2) for one, own in ranks.items()},
        _share_places([gap.id for gap in ranked], intervals),
    )


def drop_ties(network: Network, random: np.random.Generator, share: float = DROPPED) -> Network:
    """Return the network without a share of its ties, chosen by chance; memberships, offers and needs stay.

    Ties enter the choice in the order of the names of their ends: renaming ids does not change what is dropped.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> network = Network.build(nodes, {"source": ["a", "b"], "target": ["b", "c"], "kind": ["SUPPLIES"] * 2})
    >>> len(drop_ties(network, np.random.default_rng(0), share=0.5).tie["kind"])
    1
    """
    tie, names = network.tie, network.node["name"].astype(str)
    places = np.flatnonzero(~np.isin(tie["kind"], _STATED))
    keys = [tie["until"], tie["since"], tie["kind"], names[tie["target"]], names[tie["source"]]]
    order = places[np.lexsort([key[places].astype(str) for key in keys])]
    kept = np.ones(len(tie["kind"]), dtype=bool)
    kept[random.choice(order, round(share * len(order)), replace=False)] = False
    rows = keep_rows(network.node, tie, np.ones(len(network), dtype=bool), kept)
    return Network(*rows, network.date, network.home)


def _bound(ranks: Sequence[int]) -> tuple[int, int] | None:
    """The middle 95 % of some ranks, as ranks that were there."""
    if not ranks:
        return None
    low = np.quantile(ranks, 0.025, method="lower")
    return int(low), int(np.quantile(ranks, 0.975, method="higher"))


def _share_places(ids: Sequence[str], intervals: Mapping[str, tuple[int, int] | None]) -> dict[str, int]:
    """The rank of the first gap, counted down the list, with which each one's interval overlaps.

    Examples
    --------
    >>> _share_places(["a", "b", "c", "d"], {"a": (1, 2), "b": (1, 3), "c": (3, 4), "d": None})
    {'a': 1, 'b': 1, 'c': 3, 'd': 4}
    """
    places: dict[str, int] = {}
    leader = 0
    for rank, one in enumerate(ids, start=1):
        own, first = intervals[one], intervals[ids[leader]]
        overlaps = own is not None and first is not None and own[0] <= first[1] and first[0] <= own[1]
        if not overlaps:
            leader = rank - 1
        places[one] = leader + 1
    return places
