"""Communities of the cooperation network: who works mostly with whom, and how the declared clusters compare."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.memberships import rank_clusters
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Group of each organization, in the rows of the cooperation; below 0: of none.
Groups = NDArray[np.int64]
#: A move that gains less than this is rounding, and could be made for ever.
_NOTHING = 1e-12
#: The division is the best of so many tries, of fewer where together they had more ties (both ways) to look at.
_TRIES, _WORK = 20, 400_000


# Communities ---------------------------------------------------------------------------------------------------------


def find_communities(cooperation: Cooperation, *, seed: int = 0) -> Groups:
    """Return the community of each organization: groups within which it cooperates more than between them.

    Louvain: each organization in turn moves to the community of partners where the modularity gains most, until nobody
    gains; then each community is taken for one organization, and so on. As in the Leiden method only those whose
    partners have moved are asked again. In a small network one bad start can cost a half of the modularity: there it
    is the best of 20 tries. ``networkx.louvain_communities`` finds divisions as good as one try, but takes ten times
    as long: 25 seconds for 27,000 organizations.

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
        partners: who works with nobody is of no community.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R., Lefebvre, E. (2008), Fast unfolding of communities in large
    networks, Journal of Statistical Mechanics, P10008.
    Traag, V. A., Waltman, L., van Eck, N. J. (2019), From Louvain to Leiden: guaranteeing well-connected communities,
    Scientific Reports 9, 5233.

    Examples
    --------
    >>> nodes = {"id": list("abcdx"), "name": list("ABCDX"), "kind": ["sme"] * 5}
    >>> ties = {"source": ["a", "c"], "target": ["b", "d"], "kind": ["COOPERATES_WITH"] * 2}
    >>> find_communities(Network.build(nodes, ties).cooperation()).tolist()
    [0, 0, 1, 1, -1]
    """
    groups = np.full(len(cooperation.organizations), -1)
    connected = np.flatnonzero(cooperation.partners > 0)
    if not len(connected):
        return groups
    ties = cooperation.matrix[connected][:, connected].tocsr()
    random = np.random.default_rng(seed)
    tries = max(1, min(_TRIES, _WORK // ties.nnz))
    found = max((_divide(ties, random) for _ in range(tries)), key=lambda division: _modularity(ties, division))
    groups[connected] = _number(found)
    return groups


def _divide(ties: csr_array[Any], random: np.random.Generator) -> Groups:
    """Move members, merge each group into one, and again, until no group joins another."""
    from scipy.sparse import csr_array

    found = np.arange(ties.shape[0])
    while True:
        merged = _move_members(ties, random)
        found = merged[found]
        count = int(merged.max()) + 1
        if count == len(merged):
            return found
        belongs = csr_array((np.ones(len(merged)), (np.arange(len(merged)), merged)), shape=(len(merged), count))
        ties = (belongs.T @ ties @ belongs).tocsr()


def _move_members(ties: csr_array[Any], random: np.random.Generator) -> Groups:
    """Move one member after another to the best group until nobody gains; groups are numbered without a break."""
    starts, ends, weights = ties.indptr.tolist(), ties.indices.tolist(), ties.data.tolist()
    volume = np.asarray(ties.sum(axis=1)).tolist()
    total = sum(volume)
    group = list(range(len(volume)))
    inside = list(volume)
    waiting = deque(random.permutation(len(volume)).tolist())
    is_waiting = [True] * len(volume)
    while waiting:
        member = waiting.popleft()
        is_waiting[member] = False
        own = group[member]
        partners = ends[starts[member] : starts[member + 1]]
        joint = {own: 0.0}
        for partner, weight in zip(partners, weights[starts[member] : starts[member + 1]], strict=True):
            # The ties within a member (a community of before) go with it wherever it moves.
            if partner != member:
                joint[group[partner]] = joint.get(group[partner], 0.0) + weight
        inside[own] -= volume[member]
        share = volume[member] / total
        best, most = own, joint[own] - inside[own] * share + _NOTHING
        for other, weight in joint.items():
            if weight - inside[other] * share > most:
                best, most = other, weight - inside[other] * share
        inside[best] += volume[member]
        if best != own:
            group[member] = best
            for partner in partners:
                if group[partner] != best and not is_waiting[partner]:
                    waiting.append(partner)
                    is_waiting[partner] = True
    return np.unique(np.array(group, dtype=np.int64), return_inverse=True)[1]


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
        Communities found; each has two members or more.
    modularity_communities, modularity_clusters
        Of the communities, and of the clusters on the same network.
    agreement_clusters_communities
        Adjusted Rand index between cluster and community.
    """

    organizations_without_cluster: int
    communities: int
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
    return Comparison(
        int((clusters < 0).sum()),
        int(communities.max(initial=-1)) + 1,
        measure_modularity(cooperation, communities),
        measure_modularity(cooperation, clusters) if declared else float("nan"),
        measure_agreement(clusters, communities),
    )


def _list_main_clusters(network: Network, cooperation: Cooperation) -> Groups:
    """The main cluster of each organization as a number, -1 without one."""
    number = {cluster: at for at, cluster in enumerate(sorted(network.members))}
    ranked = rank_clusters(network)
    return np.array(
        [number[ranked[node][0]] if node in ranked else -1 for node in cooperation.organizations.tolist()],
        dtype=np.int64,
    )
