"""The store: the graph kept between calls, in a folder or in Neo4j, with the same Cypher for both."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from graphcdc.errors import DataError, StoreUnavailable, UnknownName
from graphcdc.findings import Gap, Sentence, Suggestion
from graphcdc.network import Network
from graphcdc.store.address import ServerAddress, find_address
from graphcdc.store.checkup import Finding, examine, examine_closed
from graphcdc.store.embedded import EmbeddedEngine
from graphcdc.store.engine import Engine, Row
from graphcdc.store.loading import Progress, define_schema, write_load
from graphcdc.store.mark import Mark, read_mark
from graphcdc.store.plan import Changes
from graphcdc.store.queries import has_node, run_statement, run_text
from graphcdc.store.reading import read_back
from graphcdc.store.results import save_gaps, save_suggestions
from graphcdc.store.rows import sort_tables
from graphcdc.store.snapshot import find_snapshot, write_snapshot
from graphcdc.store.statements import Statement, find_statement
from graphcdc.tables import Tables, make_network, read_tables, write_tables
from graphcdc.words import DEFAULT_LANGUAGE

__all__ = ["Changes", "Finding", "Store", "examine_store", "open_loaded", "open_store", "read_stored", "sort_tables"]

#: Seconds that a command waits for another one to let the folder go.
_PATIENCE = 3.0


class Store:
    """A graph that is kept; `open_store` makes one.

    The same calls and the same Cypher work on a folder and on Neo4j, and give the same answers.
    """

    def __init__(self, engine: Engine, address: Path | ServerAddress) -> None:
        self._engine = engine
        self.address = address
        self._read_mark()

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

    def load(self, tables: Tables, replace: bool = False, *, progress: Progress | None = None) -> Changes:
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
        changes = write_load(self._engine, self._read_mark, tables, replace, progress)
        self._refresh_snapshot()
        return changes

    def tables(self) -> Tables:
        """Return what is stored as tables, rows in the order of their ids.

        Raises
        ------
        StoreUnavailable
            If the store has gone.
        """
        return read_back(self._engine, self._read_mark() or Mark())

    def network(self) -> Network:
        """Return what is stored as a network: equal to the one from the tables that were loaded."""
        return make_network(self.tables())

    def export(self, path: str | os.PathLike[str]) -> Path:
        """Write what is stored as a new folder of tables, or a workbook (``.xlsx``); loading it gives an equal graph.

        Raises
        ------
        OutputError
            If the folder holds files, or cannot be written to.
        """
        return write_tables(self.tables(), Path(path))

    # Statements and results --------------------------------------------------------------------------------------

    def run(self, name: str, /, **parameters: Any) -> list[Row]:
        """Run a named statement of the folder ``cypher`` and return its rows in its total order.

        Parameters
        ----------
        name
            One of the names that ``graphcdc query --list`` shows.
        **parameters
            Its parameters; where one asks for a node, an id, an INN or a part of a name.

        Raises
        ------
        QueryError
            If there is no such statement, or a parameter is missing, unknown or of the wrong type.
        UnknownName, AmbiguousName
            If a name fits no node, or several.

        Examples
        --------
        >>> import tempfile
        >>> from graphcdc.resources import find_resource
        >>> with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
        ...     _ = store.load(read_tables(find_resource("datasets/horizon-finland")))
        ...     store.run("cluster_members", cluster="EURATOM", limit=1)[0]["name"]
        'TEKNOLOGIAN TUTKIMUSKESKUS VTT OY'
        """
        return run_statement(self._engine, find_statement(name), parameters)

    def query(self, statement: str | Statement, /, **parameters: Any) -> list[Row]:
        """Run any Cypher statement that only reads; one that would write is refused by the database.

        Nodes and ties come as their properties; a statement that returns values and maps has the same answer on
        every store.

        Raises
        ------
        QueryError
            If the statement is wrong or would write.
        """
        if isinstance(statement, Statement):
            if statement.parameters:
                return run_statement(self._engine, statement, parameters)
            statement = statement.text
        return run_text(self._engine, statement, parameters)

    def save_gaps(self, gaps: Sequence[Gap], *, as_of: str, lang: str = DEFAULT_LANGUAGE) -> str:
        """Write gaps into the graph in place of those saved before; return the id of the run."""
        define_schema(self._engine)
        return save_gaps(self._engine, gaps, as_of, lang)

    def save_suggestions(
        self, suggestions: Sequence[Suggestion], query: str, *, as_of: str, lang: str = DEFAULT_LANGUAGE
    ) -> str:
        """Write suggestions for a stored organization or project in place of those saved for it before.

        Returns
        -------
        str
            The id of the run.

        Raises
        ------
        UnknownName
            If the store has no organization or project with the id `query`.
        """
        for family in ("organization", "project"):
            if has_node(self._engine, query, family):
                return save_suggestions(self._engine, suggestions, query, family, as_of, lang)
        raise UnknownName("unknown_name", text=query)

    def examine(self) -> list[Finding]:
        """Return what the store is, what it holds and what is wrong with it."""
        return list(examine(self._engine, self._read_mark(), self.address))

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What should be said about the state of the store."""
        mark = self._read_mark()
        return () if mark is None or mark.complete else (Sentence("note_interrupted"),)

    def __len__(self) -> int:
        """Count the loads that changed something; 0 is an empty store."""
        mark = self._read_mark()
        return mark.loads if mark else 0

    def _read_mark(self) -> Mark | None:
        # Every time anew: another process may have loaded into the same server, and a load may have been interrupted.
        return read_mark(self._engine, self.address)

    def _refresh_snapshot(self) -> None:
        """Write the snapshot of an embedded store, unless it shows the last load already."""
        mark = self._read_mark()
        if isinstance(self.address, Path) and mark is not None:
            newest = find_snapshot(self.address)
            if newest is None or newest[1] != mark.loads:
                write_snapshot(self.address, mark.loads, self.tables())


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


@contextmanager
def open_loaded(address: str | os.PathLike[str] | None = None) -> Iterator[Store]:
    """Open a store that something was loaded into; unlike `open_store`, make none.

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
    with _open(place) as store:
        if not len(store):
            raise DataError("store_empty")
        yield store


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
    try:
        with open_loaded(address) as store:
            return store.tables(), store.notes
    except StoreUnavailable as error:
        place = find_address(address)
        snapshot = find_snapshot(place) if error.key == "store_locked" and isinstance(place, Path) else None
        if snapshot is None:
            raise
    return read_tables(snapshot[0]), (Sentence("note_snapshot"),)


def examine_store(address: str | os.PathLike[str] | None = None) -> list[Finding]:
    """Return what a store is, what it holds and what is wrong with it, also if it cannot be opened."""
    place = find_address(address)
    if isinstance(place, Path) and not place.exists():
        return [Finding("address", str(place)), Finding("loads", "0", Sentence("advice_empty"))]
    try:
        with _open(place) as store:
            return store.examine()
    except StoreUnavailable as error:
        return list(examine_closed(error, place))
