"""Time the stores: python benchmarks/stores.py [NEO4J_ADDRESS] [--folder TABLES].

Loads tables into an embedded store in a fresh process (for its memory), and into Neo4j if an address is given, whose
database must be empty; then times reading back and every named statement, each on the organization with most projects,
the project with most members and the largest cluster. Answers of the two stores are compared before a time is printed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphcdc import Store, open_store, read_tables
from graphcdc.store.statements import list_statements

ROUNDS = 5
_LOAD = """
import resource, sys, time
from graphcdc import open_store, read_tables
started = time.monotonic()
tables = read_tables(sys.argv[1])
with open_store(sys.argv[2]) as store:
    changes = len(store.load(tables))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{changes} changes, {time.monotonic() - started:.1f} s, {peak} MB at most in this process")
"""


def time_call(call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the median seconds of some calls after a first one, and the last result."""
    result, seconds = call(), []
    for _ in range(rounds):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def find_largest(store: Store) -> dict[str, Any]:
    """Return for each kind of parameter the node that makes a statement work most."""
    busiest = store.query(
        "MATCH (o:Organization)-[:PARTICIPATES_IN]->(p) RETURN o.id AS id, count(p) AS n ORDER BY n DESC, id LIMIT 2"
    )
    project = store.query(
        "MATCH (p:Project)<-[:PARTICIPATES_IN]-(o) RETURN p.id AS id, count(o) AS n ORDER BY n DESC, id LIMIT 1"
    )
    cluster = store.query(
        "MATCH (c:Cluster)<-[:MEMBER_OF]-(o) RETURN c.id AS id, count(o) AS n ORDER BY n DESC, id LIMIT 1"
    )
    return {
        "organization": busiest[0]["id"],
        "source": busiest[0]["id"],
        "target": busiest[1]["id"],
        "project": project[0]["id"],
        "cluster": cluster[0]["id"],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address", nargs="?", help="an empty Neo4j")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent.parent / "datasets" / "horizon")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        addresses = [f"{folder}/store", *([arguments.address] if arguments.address else [])]
        for address in addresses:
            for what in ("load", "load again"):
                done = subprocess.run(
                    [sys.executable, "-c", _LOAD, str(arguments.folder), address], capture_output=True, text=True
                )
                print(f"{what:<12} {done.stdout.strip() or done.stderr.strip()}")
        stores = [open_store(address) for address in addresses]
        print("\n" + " " * 32 + "".join(f"{store._engine.describe():>24}" for store in stores))
        tables = read_tables(arguments.folder)
        reads = [time_call(store.tables, 2) for store in stores]
        assert all(set(result.columns) == set(tables.columns) for _, result in reads)
        print(f"{'read all back':<32}" + "".join(f"{seconds * 1000:>21.0f} ms" for seconds, _ in reads))
        largest = find_largest(stores[0])
        for statement in list_statements():
            wanted = [one.name for one in statement.parameters if one.default is None or one.name in largest]
            given = {name: largest[name] for name in wanted}
            results = [time_call(lambda store=store: store.run(statement.name, **given)) for store in stores]  # type: ignore[misc]  # noqa: B023
            assert all(rows == results[0][1] for _, rows in results), statement.name
            print(f"{statement.name:<32}" + "".join(f"{seconds * 1000:>21.1f} ms" for seconds, _ in results))
        for store in stores:
            store.close()


if __name__ == "__main__":
    main()
