"""Needs that a partner meets: who looks for what, and whether somebody it works with offers it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphcdc.capabilities import list_capabilities
from graphcdc.cooperation import Cooperation
from graphcdc.network import Network

Rows = NDArray[np.int64]
#: Rows of organizations and node positions of capabilities, one of each for every declaration.
Declared = tuple[Rows, Rows]


@lru_cache(maxsize=4)
def list_declared(network: Network, kind: str) -> Declared:
    """Return who needs or offers what (``NEEDS``, ``OFFERS``), each once; what has ended is left out."""
    ties = (network.tie["kind"] == kind) & network.lasting
    ties &= np.isin(network.tie["source"], network.organizations)
    pairs = np.unique(np.stack([network.tie["source"][ties], network.tie["target"][ties]], axis=1), axis=0)
    return np.searchsorted(network.organizations, pairs[:, 0]), pairs[:, 1]


@lru_cache(maxsize=4)
def list_suppliers(network: Network) -> list[list[int]]:
    """Return for each need the rows of those who offer that capability or a narrower one, rising."""
    _, wanted = list_declared(network, "NEEDS")
    rows, offered = list_declared(network, "OFFERS")
    listed = list_capabilities(network)
    serving = {int(listed.nodes[at]): listed.nodes[narrower] for at, narrower in enumerate(listed.serving)}
    return [np.unique(rows[np.isin(offered, serving.get(node, [node]))]).tolist() for node in wanted.tolist()]


def count_met(network: Network, cooperation: Cooperation) -> int:
    """Count the needs of organizations that one of their partners has an offer for.

    Parameters
    ----------
    network
        Who needs and offers what.
    cooperation
        Who works with whom, the same organizations.

    Examples
    --------
    >>> nodes = {"id": ["a", "b", "c"], "name": ["Anna", "Boris", "laser"], "kind": ["sme", "sme", "capability"]}
    >>> ties = {"source": ["a", "b", "a"], "target": ["c", "c", "b"], "kind": ["NEEDS", "OFFERS", "COOPERATES_WITH"]}
    >>> network = Network.build(nodes, ties)
    >>> count_met(network, network.cooperation())
    1
    """
    rows, _ = list_declared(network, "NEEDS")
    met = 0
    for row, suppliers in zip(rows.tolist(), list_suppliers(network), strict=True):
        met += bool(set(suppliers) & set(cooperation.neighbours(row).tolist()))
    return met
