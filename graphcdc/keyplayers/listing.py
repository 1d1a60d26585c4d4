"""Key players by name, as ``graphcdc stats --key-players`` lists them."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphcdc.errors import UsageError
from graphcdc.findings import shorten
from graphcdc.keyplayers import KeyPlayers, find_negative_key_players, find_positive_key_players
from graphcdc.network import Network


def list_key_players(network: Network, size: int, *, seed: int = 0) -> list[dict[str, Any]]:
    """Return the key players of a network: whose loss would break it up most, and who reach most of it.

    Parameters
    ----------
    network
        The network; partners outside the home region count.
    size
        How many, each.
    seed
        Start of the random numbers.

    Returns
    -------
    list of dict
        ``measure`` (``fragmentation`` or ``reach``), ``members`` and ``names`` in the order in which they were chosen,
        and the values of `KeyPlayers`.

    Raises
    ------
    UsageError
        If `size` is not positive.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> network = Network.build(nodes, {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2})
    >>> [(one["measure"], one["names"], one["value"]) for one in list_key_players(network, 1)]
    [('fragmentation', ['B'], 1.0), ('reach', ['B'], 1.0)]
    """
    if size < 1:
        raise UsageError("too_small_a_number", name="size", least=1)
    cooperation = network.cooperation()
    nodes = cooperation.organizations
    order = np.lexsort((network.node["id"][nodes], network.node["name"][nodes], -cooperation.partners))
    rank = np.empty(len(nodes), dtype=np.int64)
    rank[order] = np.arange(len(nodes))
    found = {
        "fragmentation": find_negative_key_players(cooperation, size, rank=rank, seed=seed),
        "reach": find_positive_key_players(cooperation, size, rank=rank, seed=seed),
    }
    return [_tell(network, measure, players) for measure, players in found.items()]


def _tell(network: Network, measure: str, players: KeyPlayers) -> dict[str, Any]:
    nodes = network.cooperation().organizations[list(players.rows)]
    figures = {name: getattr(players, name) for name in ("before", "value", "by_degree", "by_chance", "bound", "error")}
    return {
        "measure": measure,
        "members": network.node["id"][nodes].tolist(),
        "names": network.node["name"][nodes].tolist(),
        **{name: None if number is None else shorten(number) for name, number in figures.items()},
    }
