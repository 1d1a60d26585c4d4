"""Time the first way through against named peers: python benchmarks/measure.py [FOLDER].

Both sides do the same work on the same data in one process, one thread, CPU time, median of five. Results are compared
before a ratio is printed. The peers stand in the output with their versions.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from graphcdc import Network, load_tables, recommend_partners
from graphcdc.measures import find_components, find_cuts
from graphcdc.partners.signals import prepare

ROUNDS = 5


def time_call(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the median CPU seconds of some calls, and the last result."""
    seconds, result = [], None
    for _ in range(ROUNDS):
        start = time.process_time()
        result = call()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), result


def report(what: str, ours: float, peer: str, theirs: float) -> None:
    """Print one line: our time, the peer's, and their ratio."""
    print(f"{what:<44} {ours * 1000:>9.1f} ms   {peer:<28} {theirs * 1000:>9.1f} ms   {theirs / ours:>7.1f} x")


def read_with_peers(folder: Path) -> nx.Graph:
    """Read the tables with pandas and make the bipartite graph with networkx, without any check."""
    read = {"dtype": str, "keep_default_na": False}
    frames = {path.name.split(".")[0]: pd.read_csv(path, **read) for path in sorted(folder.glob("*.csv*"))}
    graph = nx.from_pandas_edgelist(frames["participations"], "organization", "project")
    graph.add_edges_from(frames["memberships"][["organization", "cluster"]].itertuples(index=False))
    for table in ("organizations", "projects", "clusters"):
        graph.add_nodes_from(frames[table]["id"])
    return graph


def project_with_networkx(network: Network) -> nx.Graph:
    """Return the cooperation graph with Newman weights by networkx."""
    joined = network.tie["kind"] == "PARTICIPATES_IN"
    graph = nx.Graph()
    graph.add_edges_from(zip(network.tie["source"][joined], network.tie["target"][joined], strict=True))
    return nx.bipartite.collaboration_weighted_projected_graph(graph, set(network.tie["source"][joined]))


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "datasets" / "horizon")
    print(
        f"python {sys.version.split()[0]}, numpy {np.__version__}, pandas {pd.__version__}, networkx {nx.__version__}"
    )
    ours, network = time_call(lambda: load_tables(folder))
    theirs, graph = time_call(lambda: read_with_peers(folder))
    assert len(graph) == len(network), "both have every node"
    report("tables to network (ours checks every cell)", ours, "pandas + networkx, unchecked", theirs)

    # A fresh view each time, or the projection would come from the cache.
    ours, cooperation = time_call(lambda: network.as_of("9999").cooperation())
    matrix_time, _ = time_call(lambda: network.as_of("9999").cooperation().matrix)
    start = time.process_time()
    projection = project_with_networkx(network)
    theirs = time.process_time() - start
    pairs = cooperation.matrix.nnz // 2
    assert pairs == projection.number_of_edges(), "both have every pair"
    report(f"projection ({pairs:,} pairs)", matrix_time, "networkx, one run", theirs)

    ours, parts = time_call(lambda: find_components(cooperation))
    theirs, peer = time_call(lambda: list(nx.connected_components(projection)))
    assert len(parts[0]) == max(map(len, peer)), "the same largest component"
    report("components", ours, "networkx", theirs)

    ours, cuts = time_call(lambda: find_cuts(cooperation, smallest=1))
    theirs, points = time_call(lambda: list(nx.articulation_points(projection)))
    assert sum(len(cut.rows) == 1 for cut in cuts) == len(points), "the same cut vertices"
    report("cut vertices and bridges with their sides", ours, "networkx, points alone", theirs)

    basis = prepare(network)
    hub = int(np.argmax(basis.cooperation.degrees))
    name = str(network.node["id"][basis.cooperation.organizations[hub]])
    small = str(
        network.node["id"][basis.cooperation.organizations[int(np.argmin(np.abs(basis.cooperation.degrees - 5)))]]
    )
    for query, what in ((name, "largest hub"), (small, "5 projects")):
        ours, _ = time_call(lambda query=query: recommend_partners(network, query))
        node = network.positions[query]
        others = [other for other in projection if other != node and not projection.has_edge(node, other)]
        start = time.process_time()
        list(nx.adamic_adar_index(projection, [(node, other) for other in others]))
        report(f"one query, {what}", ours, "networkx Adamic-Adar, one run", time.process_time() - start)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, the peers' included")


if __name__ == "__main__":
    main()
