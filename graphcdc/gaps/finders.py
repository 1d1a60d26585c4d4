"""The finders of gaps that need no test: facts of the graph, and of what its tables say."""

from __future__ import annotations

from collections.abc import Callable

from graphcdc.findings import Gap
from graphcdc.gaps.clusters import find_emerging_clusters, find_paper_clusters
from graphcdc.gaps.roster import Roster
from graphcdc.gaps.structure import find_fragments, find_isolates, find_single_points
from graphcdc.network import Network

#: Each kind with its finder, in the order of the list.
FINDERS: dict[str, Callable[[Roster], list[Gap]]] = {
    "single_point_of_failure": find_single_points,
    "fragmentation": find_fragments,
    "isolate": find_isolates,
    "paper_cluster": find_paper_clusters,
    "emerging_cluster": find_emerging_clusters,
}
STRUCTURAL_GAPS = tuple(FINDERS)


def find_structural_gaps(network: Network, kinds: tuple[str, ...]) -> list[Gap]:
    """Find the structural gaps of these kinds; without any recorded cooperation there is nothing to judge."""
    roster = Roster(network)
    if not roster.cooperation.incidence.shape[1]:
        return []
    return [gap for kind, find in FINDERS.items() if kind in kinds for gap in find(roster)]
