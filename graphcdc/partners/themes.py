"""Themes of projects and organizations: clusters on one side, words (topics, domains, capabilities) on the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
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
class Themes:
    """Who works in which theme.

    Attributes
    ----------
    names
        Column of each theme: a cluster by its id, a topic, domain or capability by its folded word; rising.
    is_cluster
        Whether each theme is a cluster.
    activity
        Organizations x themes: projects there, plus one for a membership, a domain or an offer.
    of_events
        Events x themes of the cooperation: 1 where a project is about the theme.
    own
        Themes of projects (clusters and topics) and organizations (domains) by node position.
    """

    names: dict[str, int]
    is_cluster: NDArray[np.bool_]
    activity: csr_array[Any]
    of_events: csr_array[Any]
    own: dict[int, tuple[str, ...]]

    @cached_property
    def rarity(self) -> Floats:
        """Inverse document frequency of each theme, over the organizations that have any theme."""
        active = (np.diff(self.activity.indptr) > 0).sum()
        having = np.bincount(self.activity.indices, minlength=len(self.names))
        return np.asarray(np.log((1 + active) / (1 + having)) + 1.0, dtype=float)

    @cached_property
    def squared(self) -> csr_array[Any]:
        """Activity ** 2."""
        squared: csr_array[Any] = self.activity.power(2)
        return squared

    @cached_property
    def logged(self) -> csr_array[Any]:
        """ln(1 + activity)."""
        logged = self.activity.copy()
        logged.data = np.log1p(logged.data)
        return logged

    def weigh(self, wanted: Mapping[str, float]) -> Floats:
        """Return wanted themes as a vector over all themes; those that nobody works in are left out."""
        weights = np.zeros(len(self.names))
        for name, weight in wanted.items():
            if name in self.names:
                weights[self.names[name]] = weight
        return weights

    def profile(self, rows: NDArray[np.int64]) -> dict[str, float]:
        """Return the themes of some organizations: shares of their activity, summing to 1.

        Clusters alone where they have any: words are written down for some projects and not for others, so that they
        would say when somebody worked rather than in what.
        """
        total = np.asarray(self.activity[rows].sum(axis=0), dtype=float)
        if total[self.is_cluster].any():
            total = np.where(self.is_cluster, total, 0.0)
        names = list(self.names)
        return {names[at]: float(total[at] / total.sum()) for at in np.flatnonzero(total)}

    def block(self, weights: Floats) -> NDArray[np.bool_]:
        """Which themes are comparable with the wanted ones: clusters with clusters, words with words."""
        asked = weights > 0
        return (self.is_cluster & (asked & self.is_cluster).any()) | (
            ~self.is_cluster & (asked & ~self.is_cluster).any()
        )


def fold_theme(word: str) -> str:
    """Return a topic, domain or capability as themes are compared: without case and outer blanks.

    Examples
    --------
    >>> fold_theme(" Лазеры ")
    'лазеры'
    """
    return word.strip().casefold()


def share_themes(themes: Iterable[str]) -> dict[str, float]:
    """Return each theme once, with equal weights that sum to 1.

    Examples
    --------
    >>> share_themes(["lasers", "optics", "lasers"])
    {'lasers': 0.5, 'optics': 0.5}
    """
    different = list(dict.fromkeys(themes))
    return {theme: 1 / len(different) for theme in different}


def count_themes(network: Network, cooperation: Cooperation) -> Themes:
    """Count who works in which theme."""
    own = _own_themes(network)
    rows, names = _list_activity(network, cooperation, own)
    clusters = set(network.node["id"][network.of_kinds(["cluster"])])
    positions = {name: at for at, name in enumerate(sorted(set(names)))}
    events = [
        (event, theme) for event, project in enumerate(cooperation.projects) for theme in own.get(int(project), ())
    ]
    return Themes(
        names=positions,
        is_cluster=np.array([name in clusters for name in positions], dtype=bool),
        activity=_count(rows, [positions[name] for name in names], (len(cooperation.organizations), len(positions))),
        of_events=_count(
            [event for event, _ in events],
            [positions[theme] for _, theme in events],
            (cooperation.incidence.shape[1], len(positions)),
        ),
        own=own,
    )


def _list_activity(
    network: Network, cooperation: Cooperation, own: dict[int, tuple[str, ...]]
) -> tuple[list[int], list[str]]:
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
    return rows, names


def _own_themes(network: Network) -> dict[int, tuple[str, ...]]:
    own = {}
    columns = (network.column(name) for name in ("clusters", "topics", "domains"))
    for node, (clusters, topics, domains) in enumerate(zip(*columns, strict=True)):
        if clusters or topics or domains:
            words = map(fold_theme, (*split_cell(topics), *split_cell(domains)))
            own[node] = tuple(dict.fromkeys([*split_cell(clusters), *words]))
    return own


def _count(rows: list[int], columns: list[int], shape: tuple[int, int]) -> csr_array[Any]:
    from scipy.sparse import coo_array

    counted = coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    counted.sort_indices()
    return counted
