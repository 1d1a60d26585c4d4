"""How likely a tie is: the probability that two organizations begin a first joint project."""

from __future__ import annotations

from graphcdc.network import Network
from graphcdc.partners.absence import explain_absence


def estimate_tie(network: Network, first: str, second: str) -> float | None:
    """Return the probability that two organizations have a first joint project within twelve months.

    The mean of what `recommend_partners` says of either as a partner for the other, or what it says of one side if it
    cannot tell of the other.

    Parameters
    ----------
    network
        The network.
    first, second
        Ids, INNs or unique parts of the names of the two.

    Returns
    -------
    float or None
        None where history is too short, nothing is known of either, or they are partners already.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name fits nothing, or several nodes.

    Examples
    --------
    >>> nodes = {"id": ["a", "b"], "name": ["Anna", "Boris"], "kind": ["sme", "sme"]}
    >>> estimate_tie(Network.build(nodes, {"source": [], "target": [], "kind": []}), "anna", "boris") is None
    True
    """
    sides = [explain_absence(network, one, other).probability for one, other in ((first, second), (second, first))]
    known = [side for side in sides if side is not None]
    return sum(known) / len(known) if known else None
