"""Arrays of a network to networkx graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

if TYPE_CHECKING:
    import networkx as nx

Array = NDArray[Any]


def make_projection(ids: Array, cooperation: Cooperation) -> nx.Graph[str]:
    """Return the weighted cooperation graph of the organizations; one without partners is a node too."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    names = ids[cooperation.organizations]
    graph.add_nodes_from(names)
    entries = cooperation.matrix.tocoo()
    half = entries.row < entries.col
    weights = np.asarray(entries.data)[half].tolist()
    graph.add_weighted_edges_from(zip(names[entries.row[half]], names[entries.col[half]], weights, strict=True))
    return graph


def make_typed_graph(node: Mapping[str, Array], tie: Mapping[str, Array]) -> nx.MultiDiGraph[str]:
    """Return every node, and one edge per stored tie; what is not known is no attribute."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ids = node["id"]
    graph.add_nodes_from(zip(ids, _records(node, leave=("id",)), strict=True))
    ends = (ids[tie["source"]], ids[tie["target"]])
    for source, target, values in zip(*ends, _records(tie, leave=("source", "target")), strict=True):
        graph.add_edge(source, target, **values)
    return graph


def _records(columns: Mapping[str, Array], leave: tuple[str, ...]) -> Iterable[dict[str, Any]]:
    """Rows as dictionaries with plain Python values; NaN is the one value that does not equal itself."""
    names = [name for name in columns if name not in leave]
    for row in zip(*(columns[name].tolist() for name in names), strict=True):
        known = ((name, value) for name, value in zip(names, row, strict=True) if value not in ("", None))
        yield {name: value for name, value in known if value == value}
