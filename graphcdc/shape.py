"""The shape of a cooperation network in numbers: what hangs together, and its single points of failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Integers = NDArray[np.int64]
#: A cut counts as large if it leaves at least so many organizations on both sides, as in `measures.find_cuts`.
SMALLEST = 3


@dataclass(frozen=True)
class Shape:
    """What a cooperation network looks like.

    Attributes
    ----------
    organizations, components, isolates
        Organizations; components, an organization without partners being one; organizations without partners.
    reachable
        Pairs of organizations that a path joins.
    bridges, cut_vertices
        Ties and organizations whose loss takes a component apart.
    large_bridges, large_cut_vertices
        Those of them that cut off three organizations or more.
    """

    organizations: int
    components: int
    isolates: int
    reachable: int
    bridges: int
    cut_vertices: int
    large_bridges: int
    large_cut_vertices: int


def measure_shape(cooperation: Cooperation) -> Shape:
    """Count components, reachable pairs, bridges and cut vertices in one depth-first walk.

    Organization r is node r, event e is node n + e of the incidence graph, which keeps the same organizations together
    as the cooperation network does and has far fewer edges. In a depth-first tree of it a child v of u is cut off by u
    exactly when no node below v has a neighbour above u. A bridge is an event of two that is a cut vertex there.

    Parameters
    ----------
    cooperation
        The events.

    Returns
    -------
    Shape
        The same counts as ``networkx`` and `graphcdc.measures.find_cuts`.

    References
    ----------
    Hopcroft, J., Tarjan, R. (1973), Efficient algorithms for graph manipulation, Communications of the ACM 16 (6).

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abcx"), "name": list("ABCX"), "kind": ["sme"] * 4}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> shape = measure_shape(Network.build(nodes, ties).cooperation())
    >>> shape.components, shape.reachable, shape.bridges, shape.cut_vertices, shape.large_bridges
    (2, 3, 2, 1, 0)
    """
    walk = _Walk(cooperation)
    sizes = walk.totals
    return Shape(
        len(cooperation.organizations),
        len(sizes),
        int((sizes == 1).sum()),
        int((sizes * (sizes - 1) // 2).sum()),
        *walk.count(),
    )


class _Walk:
    """A depth-first tree of the incidence graph; everything is in the order of the walk.

    All components hang on one more node, the first of the walk, so that one walk visits them all.
    """

    def __init__(self, cooperation: Cooperation) -> None:
        from scipy.sparse.csgraph import connected_components, depth_first_order

        kept = cooperation.distinct_events
        incidence, sizes = cooperation.incidence[:, kept].tocsr(), cooperation.sizes[kept]
        self.organizations, events = incidence.shape
        by_event = incidence.T.tocsr()
        last = self.organizations + events
        pointers = np.concatenate([incidence.indptr, incidence.indptr[-1] + by_event.indptr[1:]]).astype(np.int64)
        neighbours = np.concatenate([incidence.indices + self.organizations, by_event.indices]).astype(np.int64)
        count, label = connected_components(_graph(neighbours, pointers), directed=False)
        self.totals = np.bincount(label[: self.organizations], minlength=count)
        first = np.full(count, last)
        np.minimum.at(first, label[: self.organizations], np.arange(self.organizations))
        rooted = _graph(np.concatenate([neighbours, first]), np.append(pointers, pointers[-1] + count))
        order, before = depth_first_order(rooted, last)
        place = np.empty(last + 1, dtype=np.int64)
        place[order] = np.arange(last + 1)
        self.parent = np.zeros(last + 1, dtype=np.int64)
        self.parent[1:] = place[before[order[1:]]]
        self.is_organization = order < self.organizations
        self.is_pair = np.zeros(last + 1, dtype=bool)
        inner = np.flatnonzero(~self.is_organization)[1:]
        self.is_pair[inner] = sizes[order[inner] - self.organizations] == 2
        self.total = np.zeros(last + 1, dtype=np.int64)
        self.total[1:] = self.totals[label[order[1:]]]
        self._climb(place, neighbours, pointers)

    def _climb(self, place: Integers, neighbours: Integers, pointers: Integers) -> None:
        """From the leaves up: how many organizations stand below each node, and how far up a neighbour of theirs."""
        nodes = len(place)
        highest = np.arange(nodes)
        filled = np.flatnonzero(np.diff(pointers) > 0)
        if len(filled):
            nearest = np.minimum.reduceat(place[neighbours], pointers[filled])
            highest[place[filled]] = np.minimum(highest[place[filled]], nearest)
        parents, reach, size = self.parent.tolist(), highest.tolist(), [1] * nodes
        for node in range(nodes - 1, 0, -1):
            parent = parents[node]
            size[parent] += size[node]
            reach[parent] = min(reach[parent], reach[node])
        self.highest = np.array(reach)
        # What stands below a node follows it in the order of the walk.
        passed = np.concatenate([[0], np.cumsum(self.is_organization)])
        at = np.arange(nodes)
        self.below = passed[at + np.array(size)] - passed[at]

    def count(self) -> tuple[int, int, int, int]:
        """Bridges, cut vertices, and how many of each cut off three organizations or more."""
        nodes, parent = len(self.parent), self.parent
        child = np.flatnonzero(parent > 0)
        cut_off = child[(self.highest[child] >= parent[child]) | (parent[parent[child]] == 0)]
        sides = np.bincount(parent[cut_off], minlength=nodes)
        below = np.bincount(parent[cut_off], self.below[cut_off], nodes).astype(np.int64)
        largest = np.zeros(nodes, dtype=np.int64)
        np.maximum.at(largest, parent[cut_off], self.below[cut_off])
        # Whoever is neither cut off below nor the node itself stays together above it.
        above = self.total - self.is_organization - below
        above[0] = 0
        largest = np.maximum(largest, above)
        apart = (sides > 0) & (sides + (above > 0) >= 2)
        large = apart & (largest >= SMALLEST) & (below + above - largest >= SMALLEST)
        kinds = (self.is_pair, self.is_organization)
        bridges, vertices, large_bridges, large_vertices = (
            int((flags & kind).sum()) for flags in (apart, large) for kind in kinds
        )
        return bridges, vertices, large_bridges, large_vertices


def _graph(neighbours: Integers, pointers: Integers) -> csr_array[Any]:
    from scipy.sparse import csr_array

    size = len(pointers) - 1
    return csr_array((np.ones(len(neighbours)), neighbours, pointers), shape=(size, size))
