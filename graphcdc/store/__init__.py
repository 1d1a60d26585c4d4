"""The store: the graph kept between calls, in a folder or in Neo4j, with the same Cypher for both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from graphcdc.errors import DataError, StoreUnavailable
from graphcdc.findings import Sentence
from graphcdc.network import Network
from graphcdc.store.address import ServerAddress, find_address
from graphcdc.store.embedded import EmbeddedEngine
from graphcdc.store.engine import Engine, Row
from graphcdc.store.loading import Progress, write_load
from graphcdc.store.mark import Mark, read_mark
from graphcdc.store.plan import Changes
from graphcdc.store.reading import read_back
from graphcdc.store.snapshot import find_snapshot, write_snapshot
from graphcdc.tables import Tables, make_network, read_tables, write_tables

__all__ = ["Changes", "Store", "open_store", "read_stored"]

#: Seconds that a command waits for another one to let the folder go.
_PATIENCE = 3.0


class Store:
    """A graph that is kept; `open_store` makes one.

    The same calls and the same Cypher work on a folder and on Neo4j, and give the same answers.
    """

    def __init__(self, engine: Engine, address: Path | ServerAddress) -> None:
        self._engine = engine
        self.address = address
        self._mark = read_mark(engine, address)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store: {self._engine.describe()} at {self.address}>"

    def close(self) -> None:
        """Let go of the folder or the server; closing twice does no harm."""
        self._engine.close()

    # Loading and reading -----------------------------------------------------------------------------------------

    def load(
        self, tables: Tables, replace: bool = False, *, progress: Progress | None = None
    ) -> Changes:
        """Bring the store up to date with tables.

        Rows with a key that the store knows are changed, others added; what the tables do not mention stays, unless
        `replace` is set. An interrupted load is completed by loading again.

        Parameters
        ----------
        tables
            Checked tables (`read_tables`).
        replace
            Make the store equal to the tables: remove what they do not have.
        progress
            Called with the number of rows written and the number of all.

        Returns
        -------
        Changes
            Rows added, changed, removed and left as they were.

        Raises
        ------
        DataError
            If a node is of another family than in the store; nothing is written then.
        StoreUnavailable
            If the store has gone, or holds a graph that graphcdc did not make.

        Examples
        --------
        >>> import tempfile
        >>> from graphcdc.resources import find_resource
        >>> tables = read_tables(find_resource("datasets/horizon-finland"))
        >>> with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
        ...     added, again = len(store.load(tables)), len(store.load(tables))
        ...     network = store.network()
        >>> added, again, network
        (36572, 0, <Network: 8573 nodes, 27999 ties, as of 2018-12-01>)
        """
        changes, self._mark = write_load(self._engine, self._mark, tables, replace, progress)
        self._refresh_snapshot()
        return changes

    def tables(self) -> Tables:
        """Return what is stored as tables, rows in the order of their ids.

        Raises
        ------
        StoreUnavailable
            If the store has gone.
        """
        return read_back(self._engine, self._mark or Mark())

    def network(self) -> Network:
        """Return what is stored as a network: equal to the one from the tables that were loaded."""
        return make_network(self.tables())

    def export(self, path: str | os.PathLike[str]) -> Path:
        """Write what is stored as a new folder of tables; loading it gives an equal graph.

        Raises
        ------
        OutputError
            If the folder holds files, or cannot be written to.
        """
        return write_tables(self.tables(), Path(path))

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What should be said about the state of the store."""
        return () if self._mark is None or self._mark.complete else (Sentence("note_interrupted"),)

    def __len__(self) -> int:
        """Count the loads that changed something; 0 is an empty store."""
        return self._mark.loads if self._mark else 0

    def _refresh_snapshot(self) -> None:
        """Write the snapshot of an embedded store, unless it shows the last load already."""
        if isinstance(self.address, Path) and self._mark is not None:
            newest = find_snapshot(self.address)
            if newest is None or newest[1] != self._mark.loads:
                write_snapshot(self.address, self._mark.loads, self.tables())


def open_store(address: str | os.PathLike[str] | None = None) -> Store:
    """Open the store at an address; use it in a ``with`` statement.

    Parameters
    ----------
    address
        A folder (made if it is missing), or ``bolt://``, ``neo4j://`` and their TLS forms for a Neo4j server, whose
        account comes from ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``. None looks for
        ``GRAPHCDC_STORE``, ``NEO4J_URI``, ``store`` in ``graphcdc.toml``, and then takes the folder
        ``graphcdc-store``.

    Raises
    ------
    StoreUnavailable
        If it cannot be reached or opened; the sentence says why and what to do.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
    ...     store.network()
    <Network: 0 nodes, 0 ties, as of no date>
    """
    return _open(find_address(address))


def _open(place: Path | ServerAddress) -> Store:
    engine: Engine
    if isinstance(place, Path):
        engine = EmbeddedEngine(place, _PATIENCE)
    else:
        from graphcdc.store.neo4j import Neo4jEngine

        engine = Neo4jEngine(place)
    try:
        return Store(engine, place)
    except BaseException:
        engine.close()
        raise


def read_stored(address: str | os.PathLike[str] | None = None) -> tuple[Tables, tuple[Sentence, ...]]:
    """Return the tables in a store, and what should be said about them; `make_network` makes a network of them.

    While another process has an embedded store open, they come from its last snapshot.

    Raises
    ------
    DataError
        If nothing was ever loaded.
    StoreUnavailable
        If the store cannot be reached or opened.
    """
    place = find_address(address)
    if isinstance(place, Path) and not place.exists():
        raise DataError("store_empty")
    try:
        with _open(place) as store:
            if not len(store):
                raise DataError("store_empty")
            return store.tables(), store.notes
    except StoreUnavailable as error:
        snapshot = find_snapshot(place) if error.key == "store_locked" and isinstance(place, Path) else None
        if snapshot is None:
            raise
    return read_tables(snapshot[0]), (Sentence("note_snapshot"),)
