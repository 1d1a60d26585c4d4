"""Who is compared with chance: the organizations that cooperate, at home if a home was stated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.gaps.null import order_events
from graphcdc.network import Network


def choose_population(network: Network) -> Cooperation:
    """Return the cooperation of those who are compared: of all, or at home with one another if that was stated."""
    everybody = network.cooperation()
    keep = everybody.degrees > 0
    if network.home is not None:
        keep &= network.regions[everybody.organizations] == network.home
    cooperation = everybody.restrict(keep)
    return cooperation.restrict(cooperation.degrees > 0)


def order_by_name(network: Network, cooperation: Cooperation) -> NDArray[np.int64]:
    """Return the rows in the order of the names: other ids must not change who gets which random number."""
    nodes = cooperation.organizations
    return np.lexsort((network.node["id"][nodes], network.node["name"][nodes]))


def arrange_by_name(network: Network, cooperation: Cooperation) -> Cooperation:
    """Return the same cooperation with its rows in the order of the names and its events in that of who takes part.

    Which event is which project is not kept.
    """
    if not cooperation.incidence.shape[1]:
        return cooperation
    order = order_by_name(network, cooperation)
    events = order_events(cooperation.incidence.T.tocsr(), order)
    incidence = cooperation.incidence[order][:, events].tocsr()
    incidence.sort_indices()
    nobody = np.empty(0, dtype=np.int64)
    return Cooperation(cooperation.organizations[order], nobody, incidence, cooperation.strengths[events])
