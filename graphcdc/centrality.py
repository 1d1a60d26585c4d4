"""Betweenness of all organizations at once: who lies on the short ways between the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
#: Up to this much work (sources x ties, each counted both ways) all organizations are sources: 5,000 with 20,000 pairs.
BUDGET = 5_000 * 40_000
#: Fewer sources than this tell too little, whatever they cost.
_LEAST = 100
#: Cells of a matrix organizations x sources that is worked on at a time.
_CELLS = 500_000


@dataclass(frozen=True, eq=False)
class Betweenness:
    """How much of the short ways between other organizations passes through each.

    Attributes
    ----------
    values
        0 to 1 for each organization, in the rows of the cooperation.
    sources
        Organizations that the ways were counted from.
    estimated
        Whether these are a sample of those that have a partner, so that the values are estimates.
    """

    values: Floats
    sources: int
    estimated: bool


def measure_betweenness(cooperation: Cooperation, *, seed: int = 0, budget: int = BUDGET) -> Betweenness:
    """Return the betweenness of every organization.

    b_v = sum over pairs s, t of other organizations of the share of the shortest ways between them that pass through
    v, divided by the (n - 1) (n - 2) / 2 pairs. Weights are left aside: a way is as long as it has steps. 0 without
    partners, and for all where there are fewer than three organizations.

    Parameters
    ----------
    cooperation
        The events.
    seed
        Start of the random numbers that choose the sources of an estimate.
    budget
        Most work, sources x ties. Beyond it the ways are counted from as many random organizations as it allows (never
        fewer than 100) and scaled up; a source counts on no way of its own, so it is scaled by the other sources.

    Returns
    -------
    Betweenness
        Exact: the same numbers as ``networkx.betweenness_centrality``, where it would take minutes.

    References
    ----------
    Freeman, L. C. (1977), A set of measures of centrality based on betweenness, Sociometry 40 (1).
    Brandes, U. (2001), A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2).
    Brandes, U., Pich, C. (2007), Centrality estimation in large networks, International Journal of Bifurcation and
    Chaos 17 (7).

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> ties = {"source": ["a", "b", "c"], "target": ["b", "c", "d"], "kind": ["COOPERATES_WITH"] * 3}
    >>> measure_betweenness(Network.build(nodes, ties).cooperation()).values.round(3).tolist()
    [0.0, 0.667, 0.667, 0.0]
    """
    count = len(cooperation.organizations)
    values = np.zeros(count)
    # Who has no partner lies on no way and starts none; leaving them out changes nothing but the time.
    connected = np.flatnonzero(cooperation.partners > 0)
    if len(connected) < 3:
        return Betweenness(values, len(connected), False)
    ties = cooperation.matrix[connected][:, connected].tocsr()
    ties.data = np.ones(len(ties.data))
    sources = _choose_sources(len(connected), budget // ties.nnz, seed)
    passed = np.zeros(len(connected))
    step = max(1, _CELLS // len(connected))
    for start in range(0, len(sources), step):
        passed += _count_passing(ties, sources[start : start + step])
    others = np.full(len(connected), len(sources))
    others[sources] -= 1
    values[connected] = passed * ((len(connected) - 1) / others) / ((count - 1) * (count - 2))
    return Betweenness(values, len(sources), len(sources) < len(connected))


def _choose_sources(count: int, most: int, seed: int) -> NDArray[np.int64]:
    """All rows, or where these are too many a random choice of them, rising."""
    most = max(most, _LEAST)
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, most, replace=False))


def _count_passing(ties: csr_array[Any], sources: NDArray[np.int64]) -> Floats:
    """Sum, over the ways from the sources to all others, of the share that passes through each row.

    Brandes' two sweeps for many sources at once: outwards one step after another the ways to each row are counted, and
    back again each row hands the share of its ways on to the rows one step nearer.
    """
    columns = np.arange(len(sources))
    ways = np.zeros((ties.shape[0], len(sources)))
    ways[sources, columns] = 1.0
    fronts = [ways.copy()]
    while True:
        front = ties @ fronts[-1]
        front *= ways == 0
        if not front.any():
            break
        ways += front
        fronts.append(front)
    ways[ways == 0] = 1.0
    passed = np.zeros_like(ways)
    for at in range(len(fronts) - 1, 1, -1):
        # Rows `at` steps away, with what passes through them and what ends there, per way that leads to them.
        share = (passed + 1.0) / ways
        share *= fronts[at] > 0
        passed += (ties @ share) * fronts[at - 1]
    return np.asarray(passed.sum(axis=1))
