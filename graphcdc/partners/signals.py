"""The signals of a suggestion: what speaks for a candidate, one number for each organization.

Notation: A is the cooperation matrix (Newman weights), k its row sums, X the incidence of organizations and events.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.model import split_cell
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Basis:
    """What all queries of one network share.

    Attributes
    ----------
    network, cooperation
        The network and its cooperation; signals have one value per row of the latter.
    themes
        Themes by name: a cluster as its id, a topic, domain or capability as its folded word.
    activity
        Organizations x themes: projects there, plus one for a membership, a domain or an offer.
    own_themes
        Themes of each project (clusters and topics) and organization (domains) by node position.
    """

    network: Network
    cooperation: Cooperation
    themes: dict[str, int]
    activity: csr_array[Any]
    own_themes: dict[int, tuple[str, ...]]

    @cached_property
    def joined(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Organizations and projects of all participations by node position, rising by organization."""
        chosen = self.network.tie["kind"] == "PARTICIPATES_IN"
        return self.network.tie["source"][chosen], self.network.tie["target"][chosen]

    @cached_property
    def rarity(self) -> Floats:
        """Inverse document frequency of each theme, over the organizations that have any theme."""
        active = (np.diff(self.activity.indptr) > 0).sum()
        having = np.bincount(self.activity.indices, minlength=len(self.themes))
        return np.asarray(np.log((1 + active) / (1 + having)) + 1.0, dtype=float)

    @cached_property
    def strength(self) -> Floats:
        """Sum of the weights of each organization's ties."""
        return np.asarray(self.cooperation.matrix.sum(axis=1), dtype=float)

    @cached_property
    def popularity(self) -> Floats:
        """ln(1 + events) of each organization."""
        return np.asarray(np.log1p(self.cooperation.degrees), dtype=float)

    def prior_ties(self, rows: NDArray[np.int64]) -> Floats:
        """Share of the members that a candidate has cooperated with."""
        if not len(rows):
            return np.zeros(len(self.strength))
        return np.asarray((self.cooperation.matrix[rows] > 0).sum(axis=0), dtype=float) / len(rows)

    def walk(self, rows: NDArray[np.int64]) -> Floats:
        """Chance that a walker ends at a candidate after two steps from a random member.

        A step goes from an organization to one of its events and on to one of the participants (P3 of the bipartite
        recommenders; Cooper et al. 2014), all with equal chances.
        """
        place = np.zeros(len(self.strength))
        if not len(rows):
            return place
        incidence, degrees = self.cooperation.incidence, np.maximum(self.cooperation.degrees, 1)
        place[rows] = 1 / len(rows)
        for _ in range(2):
            at_events = incidence.T @ (place / degrees)
            place = np.asarray(incidence @ (at_events / np.maximum(self.cooperation.sizes, 1)), dtype=float)
        return place

    def three_steps(self, rows: NDArray[np.int64]) -> Floats:
        """Paths of length three, L3: sum of A_ua A_ab A_bv / sqrt(k_a k_b) (Kovacs et al. 2019), from all members."""
        matrix = self.cooperation.matrix
        start = np.zeros(len(self.strength))
        start[rows] = 1.0
        damp = 1 / np.sqrt(np.where(self.strength > 0, self.strength, 1.0))
        return np.asarray(matrix @ (damp * (matrix @ (damp * (matrix @ start)))), dtype=float)

    def theme(self, wanted: dict[str, float]) -> Floats:
        """How much a candidate works in the wanted themes: sum of weight x rarity x ln(1 + activity)."""
        weights = np.zeros(len(self.themes))
        for name, weight in wanted.items():
            if name in self.themes:
                weights[self.themes[name]] = weight
        logged = self.activity.copy()
        logged.data = np.log1p(logged.data)
        return np.asarray(logged @ (weights * self.rarity), dtype=float)

    def profile(self, rows: NDArray[np.int64]) -> dict[str, float]:
        """The themes of some organizations: shares of their activity, summing to 1."""
        total = np.asarray(self.activity[rows].sum(axis=0), dtype=float)
        names = list(self.themes)
        return {names[at]: float(total[at] / total.sum()) for at in np.flatnonzero(total)}


@lru_cache(maxsize=4)
def prepare(network: Network) -> Basis:
    """Return the basis of a network; those of the last few networks are kept, for they hold the networks alive."""
    cooperation = network.cooperation()
    return Basis(network, cooperation, *_count_themes(network, cooperation))


def fold_theme(word: str) -> str:
    """Return a topic, domain or capability as themes are compared: without case and outer blanks.

    Examples
    --------
    >>> fold_theme(" Лазеры ")
    'лазеры'
    """
    return word.strip().casefold()


def _count_themes(
    network: Network, cooperation: Cooperation
) -> tuple[dict[str, int], csr_array[Any], dict[int, tuple[str, ...]]]:
    from scipy.sparse import coo_array

    own = _own_themes(network)
    ids, kinds = network.node["id"], network.tie["kind"]
    chosen = np.flatnonzero(np.isin(kinds, ["PARTICIPATES_IN", "MEMBER_OF", "OFFERS"]))
    ends = zip(network.tie["source"][chosen].tolist(), network.tie["target"][chosen].tolist(), strict=True)
    rows: list[int] = []
    names: list[str] = []
    for kind, (source, target) in zip(kinds[chosen].tolist(), ends, strict=True):
        row = cooperation.positions.get(source)
        if row is None:
            continue
        themes: tuple[str, ...] = (ids[target],)
        if kind == "PARTICIPATES_IN":
            themes = own.get(target, ())
        elif kind == "OFFERS":
            themes = (fold_theme(ids[target]),)
        rows += [row] * len(themes)
        names += themes
    for node, themes in own.items():
        row = cooperation.positions.get(node)
        if row is not None:
            rows += [row] * len(themes)
            names += themes
    positions = {name: at for at, name in enumerate(sorted(set(names)))}
    shape = (len(cooperation.organizations), len(positions))
    columns = [positions[name] for name in names]
    activity = coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    activity.sort_indices()
    return positions, activity, own


def _own_themes(network: Network) -> dict[int, tuple[str, ...]]:
    """Themes of projects (clusters and topics) and organizations (domains), by node position."""
    own = {}
    columns = (network.column(name) for name in ("clusters", "topics", "domains"))
    for node, (clusters, topics, domains) in enumerate(zip(*columns, strict=True)):
        if clusters or topics or domains:
            words = map(fold_theme, (*split_cell(topics), *split_cell(domains)))
            own[node] = tuple(dict.fromkeys([*split_cell(clusters), *words]))
    return own
