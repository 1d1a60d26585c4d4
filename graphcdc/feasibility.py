"""Which organizations cannot be asked to work together, whatever the graph would gain by it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from graphcdc.network import Network


@lru_cache(maxsize=4)
def list_barred_pairs(network: Network) -> frozenset[tuple[int, int]]:
    """Return the pairs of organizations that no advice may bring together, by node positions, the lower one first.

    Competitors (a tie COMPETES_WITH that had not ended by the date of the network), and the whole with its own part:
    a tie PART_OF that had not ended, or a stated parent organization, over as many steps as there are. Parts of one
    whole may work together.

    Parameters
    ----------
    network
        The network.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4},
    ...     {"source": ["a", "b", "d"], "target": ["b", "c", "a"], "kind": ["PART_OF", "PART_OF", "COMPETES_WITH"]},
    ... )
    >>> sorted(list_barred_pairs(network))
    [(0, 1), (0, 2), (0, 3), (1, 2)]
    """
    pairs = _list_ties(network, "COMPETES_WITH")
    wholes: dict[int, set[int]] = {}
    for part, whole in [*_list_ties(network, "PART_OF"), *_list_parents(network)]:
        wholes.setdefault(part, set()).add(whole)
    pairs += [(part, whole) for part in wholes for whole in _climb(wholes, part)]
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


def _list_ties(network: Network, kind: str) -> list[tuple[int, int]]:
    at = np.flatnonzero((network.tie["kind"] == kind) & network.lasting)
    return list(zip(network.tie["source"][at].tolist(), network.tie["target"][at].tolist(), strict=True))


def _list_parents(network: Network) -> list[tuple[int, int]]:
    stated = network.column("parent_organization")
    return [
        (int(at), network.positions[stated[at]])
        for at in np.flatnonzero(stated != "")
        if stated[at] in network.positions
    ]


def _climb(wholes: dict[int, set[int]], part: int) -> set[int]:
    """Everything that one is a part of, over any number of steps; a ring of parts is walked once."""
    found: set[int] = set()
    ahead = list(wholes[part])
    while ahead:
        whole = ahead.pop()
        if whole not in found:
            found.add(whole)
            ahead += wholes.get(whole, ())
    return found
