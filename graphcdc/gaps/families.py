"""Which groups are compared: kinds, spheres, regions, topics, clusters, and those at home with those elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, combinations_with_replacement
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.feasibility import list_barred_pairs
from graphcdc.gaps.mixing import FEWEST_GROUPS, Mixer
from graphcdc.model import FIRM_KINDS, NODE_KINDS, ORGANIZATION_KINDS, SPHERES, split_cell
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

#: The innovation gaps (Solvell, Lindqvist, Williams) among kinds: the two sides of each.
SIDES = {
    "firm_to_firm_gap": ("firm", "firm"),
    "research_gap": ("firm", "research_organization"),
    "education_gap": ("firm", "university"),
    "policy_gap": ("firm", "public_authority"),
    "capital_gap": ("firm", "investor"),
}
GLOBAL_GAP, CLUSTER_GAP, DEFICIT = "global_gap", "cluster_to_cluster_gap", "group_deficit"
GROUP_GAPS = (*SIDES, GLOBAL_GAP, CLUSTER_GAP, DEFICIT)
HOME, OUTSIDE = "home", "outside"
#: Kinds that make groups: firms together, and every other kind that is known.
_GROUPED = ("firm", *(kind for kind in ORGANIZATION_KINDS if kind not in (*FIRM_KINDS, "organization")))
#: Firms whose size is known make groups beside: startups may keep away from large firms.
_FIRMS = ("sme", "large_firm", "startup")
#: Pairs that can expect fewer joint participations than this are not tested: nothing could be told.
SMALLEST_EXPECTATION = 5.0


def group_kinds(word: str) -> tuple[str, ...]:
    """Return the kinds of organization that a word for a side means.

    Examples
    --------
    >>> group_kinds("firm"), group_kinds("university")
    (('sme', 'large_firm', 'startup', 'company'), ('university',))
    """
    return FIRM_KINDS if word == "firm" else (word,)


# Groups --------------------------------------------------------------------------------------------------------------


def _by_kind(network: Network) -> dict[str, Integers]:
    return {word: network.of_kinds(group_kinds(word)) for word in (*_GROUPED, *_FIRMS)}


def _by_sphere(network: Network) -> dict[str, Integers]:
    return {
        sphere: network.of_kinds([name for name, kind in NODE_KINDS.items() if kind.sphere == sphere])
        for sphere in SPHERES
    }


def _by_region(network: Network) -> dict[str, Integers]:
    regions = network.regions[network.organizations].astype(str)
    return {str(one): network.organizations[regions == one] for one in np.unique(regions) if one}


def _by_topic(network: Network) -> dict[str, Integers]:
    """Organizations by the domains that they state; those of their projects would say who works with whom already."""
    domains = network.column("domains")
    found: dict[str, list[int]] = {}
    for node in network.organizations.tolist():
        for word in dict.fromkeys(part.casefold() for part in split_cell(domains[node])):
            found.setdefault(word, []).append(node)
    return {word: np.array(found[word], dtype=np.int64) for word in sorted(found)}


def _by_cluster(network: Network) -> dict[str, Integers]:
    return {cluster: network.members[cluster] for cluster in sorted(network.members)}


def _by_place(network: Network) -> dict[str, Integers]:
    at_home = network.regions[network.organizations] == network.home
    return {HOME: network.organizations[at_home], OUTSIDE: network.organizations[~at_home]}


#: How organizations are grouped; pairs of those that tend to keep to themselves are fitted by quasi-independence.
_SORTS: dict[str, Callable[[Network], dict[str, Integers]]] = {
    "kind": _by_kind,
    "sphere": _by_sphere,
    "region": _by_region,
    "topic": _by_topic,
    "cluster": _by_cluster,
    "place": _by_place,
}
_FITTED = ("region", "topic", "cluster")


def list_groups(network: Network, sort: str) -> dict[str, Integers]:
    """Return the groups of a sort with the node positions of their members.

    Parameters
    ----------
    network
        The network.
    sort
        ``kind`` (firms together), ``sphere``, ``region``, ``topic`` (the domains that organizations state, without
        case), ``cluster``, or ``place`` (at home and outside).

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abc"), "name": list("ABC"), "kind": ["company", "company", "university"]},
    ...     {"source": [], "target": [], "kind": []},
    ... )
    >>> {word: members.tolist() for word, members in list_groups(network, "kind").items() if len(members)}
    {'firm': [0, 1], 'university': [2]}
    """
    return _SORTS[sort](network)


# Plans ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    """Two groups that are compared: the kind of gap it would be, the sort of the groups, and their words."""

    kind: str
    sort: str
    words: tuple[str, str]


@dataclass(frozen=True, eq=False)
class Population:
    """Organizations among whom groups are compared.

    Attributes
    ----------
    about
        Id of the cluster whose members they are; "" for all (those at home if a home region was stated), ``outside``
        for everybody wherever they are.
    cooperation
        Those of them that take part in an event.
    mixer
        Joint participations of them, and their groups.
    pairs, columns, expected
        The pairs to be tested, the columns of their groups, and what their degrees lead to expect.
    small
        The pairs that expect too little, with what they expect.
    """

    about: str
    cooperation: Cooperation
    mixer: Mixer
    pairs: tuple[Pair, ...]
    columns: Integers
    expected: Floats
    small: tuple[tuple[Pair, float], ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """Which pairs of groups can be tested in a network.

    Attributes
    ----------
    populations
        With the pairs of each.
    empty
        Kinds of gap that these data cannot show, with the group that nobody belongs to.
    """

    populations: tuple[Population, ...]
    empty: Mapping[str, str] = field(default_factory=dict)

    @property
    def tests(self) -> int:
        """Pairs that are tested, as one family."""
        return sum(len(one.pairs) for one in self.populations)


def plan_tests(network: Network, kinds: Sequence[str] = GROUP_GAPS) -> Plan:
    """Find out which pairs of groups can be tested; the rule looks at expectations, never at what was observed.

    Parameters
    ----------
    network
        The network. If a home region was stated, groups are those of the organizations at home.
    kinds
        Kinds of gap that are wanted, of `GROUP_GAPS`.
    """
    everybody = network.cooperation()
    inside = np.ones(len(everybody.organizations), dtype=bool)
    if network.home is not None:
        inside = network.regions[everybody.organizations] == network.home
    populations = []
    if pairs := _list_pairs(network, kinds):
        populations.append(_gather(network, "", inside, pairs))
    if GLOBAL_GAP in kinds and network.home is not None:
        pair = Pair(GLOBAL_GAP, "place", (HOME, OUTSIDE))
        populations.append(_gather(network, OUTSIDE, np.ones_like(inside), [pair]))
    for cluster, members in sorted(network.members.items()):
        pairs = [Pair(kind, "kind", words) for kind, words in SIDES.items() if kind in kinds]
        if pairs:
            populations.append(_gather(network, cluster, inside & np.isin(everybody.organizations, members), pairs))
    return Plan(tuple(one for one in populations if one.pairs or one.small), _find_empty(network, kinds))


def _list_pairs(network: Network, kinds: Sequence[str]) -> list[Pair]:
    """The pairs of groups of everybody."""
    pairs = [Pair(kind, "kind", words) for kind, words in SIDES.items() if kind in kinds]
    if CLUSTER_GAP in kinds:
        pairs += [Pair(CLUSTER_GAP, "cluster", words) for words in combinations(sorted(network.members), 2)]
    if DEFICIT in kinds:
        taken = {frozenset(words) for words in SIDES.values()}
        pairs += [
            Pair(DEFICIT, "kind", words)
            for words in combinations_with_replacement(_GROUPED, 2)
            if frozenset(words) not in taken
        ]
        pairs += [Pair(DEFICIT, "kind", words) for words in combinations(_FIRMS, 2)]
        # Industry is the firms and government the public authorities: that pair has been taken.
        pairs += [
            Pair(DEFICIT, "sphere", words) for words in combinations(SPHERES, 2) if words != ("industry", "government")
        ]
        sorts = ["topic"] if network.home is not None else ["region", "topic"]
        pairs += [Pair(DEFICIT, sort, words) for sort in sorts for words in combinations(list_groups(network, sort), 2)]
    return pairs


def _gather(network: Network, about: str, keep: NDArray[np.bool_], pairs: list[Pair]) -> Population:
    """Label a population, and sort out the pairs that can expect enough."""
    everybody = network.cooperation()
    cooperation = everybody.restrict(keep & (everybody.degrees > 0))
    cooperation = cooperation.restrict(cooperation.degrees > 0)
    sorts = list(dict.fromkeys(pair.sort for pair in pairs))
    groups = {(sort, word): nodes for sort in sorts for word, nodes in list_groups(network, sort).items()}
    column = {group: at for at, group in enumerate(groups)}
    labels = _label(cooperation, list(groups.values()))
    filled = np.asarray(labels.sum(axis=0)) > 0
    blocks = [
        np.array([at for (sort, _), at in column.items() if sort == one and filled[at]], dtype=np.int64)
        for one in sorts
        if one in _FITTED
    ]
    blocks = [block for block in blocks if len(block) >= FEWEST_GROUPS]
    mixer = Mixer(cooperation, labels, blocks, _list_impossible(network, cooperation))
    expected = mixer.count().by_degree
    chosen, columns, small = [], [], []
    for pair in pairs:
        first, second = (column[pair.sort, word] for word in pair.words)
        if expected[first, second] >= SMALLEST_EXPECTATION:
            chosen.append(pair)
            columns.append((first, second))
        elif expected[first, second] > 0 or (pair.kind in SIDES and not about):
            small.append((pair, float(expected[first, second])))
    at = np.array(columns, dtype=np.int64).reshape(-1, 2)
    return Population(about, cooperation, mixer, tuple(chosen), at, expected[at[:, 0], at[:, 1]], tuple(small))


def _label(cooperation: Cooperation, groups: Sequence[Integers]) -> csr_array[Any]:
    from scipy.sparse import coo_array

    rows, columns = [], []
    for at, nodes in enumerate(groups):
        found = np.flatnonzero(np.isin(cooperation.organizations, nodes))
        rows.append(found)
        columns.append(np.full(len(found), at))
    ends = (np.concatenate(rows), np.concatenate(columns)) if rows else (np.empty(0, int), np.empty(0, int))
    shape = (len(cooperation.organizations), len(groups))
    labels: csr_array[Any] = coo_array((np.ones(len(ends[0])), ends), shape=shape).tocsr()
    return labels


def _list_impossible(network: Network, cooperation: Cooperation) -> Integers:
    """Rows of pairs that may not work together (`list_barred_pairs`) and never have: nobody expects them to."""
    rows = cooperation.positions
    pairs = sorted((rows[a], rows[b]) for a, b in list_barred_pairs(network) if a in rows and b in rows)
    strangers = [pair for pair in pairs if pair[1] not in cooperation.neighbours(pair[0])]
    return np.array(strangers, dtype=np.int64).reshape(-1, 2)


def _find_empty(network: Network, kinds: Sequence[str]) -> dict[str, str]:
    """Kinds of gap that nobody could have, with the group that is empty."""
    empty = {}
    for kind, words in SIDES.items():
        for word in reversed(words):
            if kind in kinds and not _has_members(network, word):
                empty[kind] = word
    if CLUSTER_GAP in kinds and len(network.members) < 2:
        empty[CLUSTER_GAP] = "cluster"
    return empty


def _has_members(network: Network, word: str) -> bool:
    """Whether anybody in the population is of a group, with or without cooperation."""
    population = network.of_kinds(group_kinds(word))
    return bool(len(population)) and (network.home is None or bool((network.regions[population] == network.home).any()))
