"""How likely ties are: the probability that two organizations begin a first joint project, and who has time for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.objections import BUSY
from graphcdc.partners.queries import read_query
from graphcdc.partners.ranking import has_history, rank_candidates
from graphcdc.partners.signals import measure

Pair = tuple[str, str]


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
    pair = (network.resolve(first, ORGANIZATION_KINDS), network.resolve(second, ORGANIZATION_KINDS))
    return estimate_ties(network, [pair])[pair]


def estimate_ties(network: Network, pairs: Iterable[Pair]) -> dict[Pair, float | None]:
    """Return the probability of each of many pairs, as `estimate_tie` gives it; every organization is asked once.

    Parameters
    ----------
    network
        The network.
    pairs
        Ids of two organizations each.

    Examples
    --------
    >>> nodes = {"id": ["a", "b"], "name": ["Anna", "Boris"], "kind": ["sme", "sme"]}
    >>> estimate_ties(Network.build(nodes, {"source": [], "target": [], "kind": []}), [("a", "b")])
    {('a', 'b'): None}
    """
    wanted = list(dict.fromkeys(pairs))
    basis = prepare(network)
    if not has_history(basis):
        return dict.fromkeys(wanted)
    row = {end: basis.cooperation.positions[network.positions[end]] for pair in wanted for end in pair}
    others: dict[str, list[int]] = {}
    for a, b in wanted:
        others.setdefault(a, []).append(row[b])
        others.setdefault(b, []).append(row[a])
    told = {asker: _ask(basis, asker, rows) for asker, rows in others.items()}
    return {(a, b): _mean([told[a].get(row[b]), told[b].get(row[a])]) for a, b in wanted}


def _ask(basis: Basis, asker: str, rows: Sequence[int]) -> Mapping[int, float]:
    """What is said of some organizations as partners of one that asks; nothing of those who may not be suggested."""
    question = read_query(basis, asker)
    signals = measure(basis, question)
    wanted = np.zeros(len(basis.degrees), dtype=bool)
    wanted[rows] = True

    def widen(_: str, scored: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.union1d(scored, np.flatnonzero(allowed & wanted))

    found: dict[int, float] = {}
    for ranking in rank_candidates(basis, question, signals, np.ones_like(wanted), widen):
        chances = ranking.scored.probability
        found |= {
            row: float(chances[place])
            for place, row in zip(ranking.places, ranking.scored.rows[ranking.places].tolist(), strict=True)
            if wanted[row]
        }
    return found


def _mean(sides: Iterable[float | None]) -> float | None:
    known = [side for side in sides if side is not None]
    return sum(known) / len(known) if known else None


def measure_capacity(network: Network, organizations: Iterable[str]) -> dict[str, float]:
    """Return how free organizations are for one more project: 1 with up to five running ones, then 5 / their number.

    Five is the number of projects from which somebody may be called busy (`counter_reasons`).

    Parameters
    ----------
    network
        The network.
    organizations
        Their ids.

    Examples
    --------
    >>> nodes = {"id": ["a"], "name": ["Anna"], "kind": ["sme"]}
    >>> measure_capacity(Network.build(nodes, {"source": [], "target": [], "kind": []}), ["a"])
    {'a': 1.0}
    """
    basis = prepare(network)
    rows = {one: basis.cooperation.positions[network.positions[one]] for one in organizations}
    return {one: BUSY / max(BUSY, int(basis.running[row])) for one, row in rows.items()}
