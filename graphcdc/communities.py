"""Communities of the cooperation network: who works mostly with whom, and how the declared clusters compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.findings import Sentence
from graphcdc.memberships import rank_clusters
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Group of each organization, in the rows of the cooperation; below 0: of none.
Groups = NDArray[np.int64]
#: Cooperating pairs above which nothing is sought.
MOST_PAIRS = 300_000
#: The division is the best of so many tries, of fewer where together they had more ties (both ways) to look at.
_TRIES, _WORK = 20, 40_000


# Communities ---------------------------------------------------------------------------------------------------------


def find_communities(cooperation: Cooperation, *, seed: int = 0) -> Groups:
    """Return the community of each organization: groups within which it cooperates more than between them.

    Louvain's method of ``networkx.community.louvain_communities`` on the weights of the cooperation. In a small network
    one bad start can cost a half of the modularity: there it is the best of several tries. Above 300,000 pairs, where
    it would take half a minute, nothing is sought.

    Parameters
    ----------
    cooperation
        The events.
    seed
        Start of the random order in which organizations move. The same data and seed give the same communities; another
        seed may place organizations between two communities elsewhere.

    Returns
    -------
    array of int
        Communities count from 0, the one with most members first, of equal ones that with the lowest id. -1 without
        partners: who works with nobody is of no community; -1 for all if nothing was sought.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R., Lefebvre, E. (2008), Fast unfolding of communities in large
    networks, Journal of Statistical Mechanics, P10008.

    Examples
    --------
    >>> nodes = {"id": list("abcdx"), "name": list("ABCDX"), "kind": ["sme"] * 5}
    >>> ties = {"source": ["a", "c"], "target": ["b", "d"], "kind": ["COOPERATES_WITH"] * 2}
    >>> find_communities(Network.build(nodes, ties).cooperation()).tolist()
    [0, 0, 1, 1, -1]
    """
    import networkx as nx

    groups = np.full(len(cooperation.organizations), -1)
    connected = np.flatnonzero(cooperation.partners > 0)
    if not len(connected) or not is_sought(cooperation):
        return groups
    ties = cooperation.matrix[connected][:, connected]
    graph = nx.from_scipy_sparse_array(ties)
    tries = max(1, min(_TRIES, _WORK // ties.nnz))
    divisions = [
        _flatten(nx.community.louvain_communities(graph, seed=seed * _TRIES + number), len(connected))
        for number in range(tries)
    ]
    groups[connected] = _number(max(divisions, key=lambda division: _modularity(ties, division)))
    return groups


def find_levels(ties: csr_array[Any], *, seed: int = 0) -> list[Groups]:
    """Return the divisions that one run of Louvain's method goes through, the finest first.

    Each division joins communities of the one before it. A small group that works with few others is a community of
    its own at a fine level, and in a large network a part of a larger one at the last (the resolution limit of the
    modularity), so that who looks for such groups has to look at every level.

    Parameters
    ----------
    ties
        Weights between organizations that all have a partner, symmetric.
    seed
        Start of the random order in which organizations move.

    References
    ----------
    Fortunato, S., Barthelemy, M. (2007), Resolution limit in community detection, PNAS 104 (1), 36-41.

    Examples
    --------
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> ties = {"source": ["a", "c"], "target": ["b", "d"], "kind": ["COOPERATES_WITH"] * 2}
    >>> [level.tolist() for level in find_levels(Network.build(nodes, ties).cooperation().matrix)]
    [[0, 0, 1, 1]]
    """
    import networkx as nx

    graph = nx.from_scipy_sparse_array(ties)
    return [_number(_flatten(level, ties.shape[0])) for level in nx.community.louvain_partitions(graph, seed=seed)]


def list_limits(cooperation: Cooperation) -> list[Sentence]:
    """Return what should be said where nothing was sought."""
    return [] if is_sought(cooperation) else [Sentence("limit_communities", {"most": MOST_PAIRS})]


def is_sought(cooperation: Cooperation) -> bool:
    """Whether the network is small enough to be divided."""
    return cooperation.matrix.nnz <= 2 * MOST_PAIRS


def _flatten(communities: Iterable[set[int]], count: int) -> Groups:
    groups = np.zeros(count, dtype=np.int64)
    for number, members in enumerate(communities):
        groups[list(members)] = number
    return groups


def _number(groups: Groups) -> Groups:
    """Number groups by size, of equal ones by their first row: rows stand in the order of the ids."""
    _, first, inverse, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(first), dtype=np.int64)
    place[np.lexsort((first, -sizes))] = np.arange(len(first))
    return place[inverse]


# Comparing divisions -------------------------------------------------------------------------------------------------


def measure_modularity(cooperation: Cooperation, groups: Groups) -> float:
    """Return the modularity of a division: the share of cooperation within groups, less what is expected of it.

    Q = sum over groups of L_c / m - (K_c / 2m)^2, with L_c the weight within the group, K_c the sum of the weights of
    its members and m the whole weight. 0: no more within groups than by chance; above about 0.3 the groups are plain to
    see; below 0 members avoid each other. NaN without cooperation. Organizations of no group count each alone.

    Parameters
    ----------
    cooperation
        The events.
    groups
        Group of each organization, below 0 for none.

    References
    ----------
    Newman, M. E. J., Girvan, M. (2004), Finding and evaluating community structure in networks, Physical Review E 69,
    026113; the same number as ``networkx.community.modularity``.

    Examples
    --------
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> ties = {"source": ["a", "c"], "target": ["b", "d"], "kind": ["COOPERATES_WITH"] * 2}
    >>> measure_modularity(Network.build(nodes, ties).cooperation(), np.array([0, 0, 1, 1]))
    0.5
    """
    if not cooperation.matrix.nnz:
        return float("nan")
    alone = int(groups.max()) + 1 + np.arange(len(groups))
    return _modularity(cooperation.matrix, np.where(groups < 0, alone, groups))


def _modularity(ties: csr_array[Any], groups: Groups) -> float:
    entries = ties.tocoo()
    volumes = np.bincount(groups, np.asarray(ties.sum(axis=1)))
    total = volumes.sum()
    within = entries.data[groups[entries.row] == groups[entries.col]].sum()
    return float(within / total - ((volumes / total) ** 2).sum())


def measure_agreement(first: Groups, second: Groups) -> float:
    """Return how far two divisions of the same organizations agree: the adjusted Rand index.

    Of all pairs of organizations those are counted that are together in both divisions; 1 if the divisions are the
    same, 0 if they agree no more than by chance, below 0 if less. NaN where nothing can be told: both put all into one
    group, or both leave each alone.

    Parameters
    ----------
    first, second
        Group of each organization; those that have none (below 0) in either are left out.

    References
    ----------
    Hubert, L., Arabie, P. (1985), Comparing partitions, Journal of Classification 2.

    Examples
    --------
    >>> measure_agreement(np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3]))
    1.0
    >>> measure_agreement(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    -0.5
    """
    known = (first >= 0) & (second >= 0)
    pairs = np.stack([first[known], second[known]])
    together = _count_pairs(np.unique(pairs, axis=1, return_counts=True)[1])
    left, right = (_count_pairs(np.unique(groups, return_counts=True)[1]) for groups in pairs)
    every = _count_pairs(np.array([known.sum()]))
    # (together - expected) / (most - expected), with left x right / every expected and (left + right) / 2 the most
    # that could be; multiplied out, so that whole numbers say exactly when it is 0 / 0.
    above, room = together * every - left * right, (left + right) * every - 2 * left * right
    return 2 * above / room if room else float("nan")


def _count_pairs(sizes: NDArray[np.int64]) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


@dataclass(frozen=True)
class Comparison:
    """The declared clusters beside the communities found; NaN where nothing can be told.

    Attributes
    ----------
    organizations_without_cluster
        Organizations that are in no cluster.
    communities
        Communities found, each of two members or more; NaN if they were not sought (`is_sought`).
    modularity_communities, modularity_clusters
        Of the communities, and of the clusters on the same network.
    agreement_clusters_communities
        Adjusted Rand index between cluster and community.
    """

    organizations_without_cluster: int
    communities: float
    modularity_communities: float
    modularity_clusters: float
    agreement_clusters_communities: float

    def to_dict(self) -> dict[str, float | None]:
        """Return the measures by name, to six digits; None where nothing can be told."""
        return {
            name: value if isinstance(value, int) else None if np.isnan(value) else float(f"{value:.6g}")
            for name, value in vars(self).items()
        }


def compare_clusters(network: Network, *, seed: int = 0) -> Comparison:
    """Compare the declared clusters with the communities of the whole cooperation network, whatever the home region.

    Clusters overlap, so that each organization stands for its main one (`rank_clusters`: that of most of its joint
    projects, then the smaller). Organizations without a cluster count each alone in the modularity: both numbers are
    then of the same ties, and a tie that leads out of the clusters is one that the clusters do not explain. In the
    agreement they are left out, as are those without partners: where one side is silent there is nothing to agree on.

    Parameters
    ----------
    network
        The network.
    seed
        Start of the random numbers of `find_communities`.

    Examples
    --------
    >>> nodes = {"id": list("abcdkl"), "name": list("ABCDKL"), "kind": ["sme"] * 4 + ["cluster"] * 2}
    >>> ties = {
    ...     "source": ["a", "c", *"abcd"],
    ...     "target": ["b", "d", *"kkll"],
    ...     "kind": ["COOPERATES_WITH"] * 2 + ["MEMBER_OF"] * 4,
    ... }
    >>> found = compare_clusters(Network.build(nodes, ties))
    >>> found.communities, found.modularity_clusters, found.agreement_clusters_communities
    (2, 0.5, 1.0)
    """
    cooperation = network.cooperation()
    communities = find_communities(cooperation, seed=seed)
    clusters = _list_main_clusters(network, cooperation)
    declared = bool((clusters >= 0).any())
    sought, unknown = is_sought(cooperation), float("nan")
    return Comparison(
        int((clusters < 0).sum()),
        int(communities.max(initial=-1)) + 1 if sought else unknown,
        measure_modularity(cooperation, communities) if sought else unknown,
        measure_modularity(cooperation, clusters) if declared else unknown,
        measure_agreement(clusters, communities) if sought else unknown,
    )


def _list_main_clusters(network: Network, cooperation: Cooperation) -> Groups:
    """The main cluster of each organization as a number, -1 without one."""
    number = {cluster: at for at, cluster in enumerate(sorted(network.members))}
    ranked = rank_clusters(network)
    return np.array(
        [number[ranked[node][0]] if node in ranked else -1 for node in cooperation.organizations.tolist()],
        dtype=np.int64,
    )
