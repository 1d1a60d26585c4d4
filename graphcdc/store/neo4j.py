"""The Neo4j store: a server or Aura, by the official driver."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphcdc.errors import GraphcdcError, QueryError, StoreUnavailable
from graphcdc.store.address import ServerAddress
from graphcdc.store.engine import Row, Step, run_interruptibly

if TYPE_CHECKING:
    import neo4j

_OLDEST = 5
_PATIENCE = 10.0
_TRIES = 3


class Neo4jEngine:
    """A connection to a Neo4j server of version 5 or later."""

    batch = 2000
    #: Search by name in Neo4j Browser and Bloom; the embedded engine has no such index.
    extras: Sequence[str] = (
        "CREATE FULLTEXT INDEX graphcdc_names IF NOT EXISTS FOR (n:Organization|Cluster|Project|Capability) "
        "ON EACH [n.name, n.name_ru, n.name_en]",
    )

    def __init__(self, address: ServerAddress) -> None:
        import neo4j

        # What the driver has to say about a connection comes as an error of ours, not as lines on the terminal.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
        self._neo4j = neo4j
        self._address = address
        auth = None if address.password is None else (address.user, address.password)
        with self._translated():
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=auth,
                connection_timeout=_PATIENCE,
                connection_acquisition_timeout=2 * _PATIENCE,
                max_transaction_retry_time=_PATIENCE,
                notifications_min_severity="OFF",
                user_agent="graphcdc",
            )
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                # Not by `execute_read`, which would try for ten seconds to reach a server that is not there.
                agent = session.run("RETURN 1").consume().server.agent
            self._version = agent.partition("/")[2]
            check_version(self._version, address.uri)
        except BaseException:
            self._driver.close()
            raise

    def read(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Return the rows of a statement; the server refuses one that would write."""

        def work() -> list[Row]:
            with self._session(self._neo4j.READ_ACCESS) as session:
                return session.execute_read(lambda transaction: transaction.run(statement, dict(parameters)).data())

        return run_interruptibly(work, self._abandon)

    def write(self, steps: Sequence[Step]) -> None:
        """Run statements in one transaction, again if the answer to its commit is lost.

        The driver does not repeat a transaction whose commit got no answer, because it may have gone through. Ours
        may be repeated: every statement leaves the same graph if it runs twice.
        """

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for statement, parameters in steps:
                transaction.run(statement, dict(parameters)).consume()

        def write() -> list[Row]:
            for tries_left in reversed(range(_TRIES)):
                try:
                    with self._session(self._neo4j.WRITE_ACCESS) as session:
                        session.execute_write(work)
                    break
                except StoreUnavailable:
                    if not tries_left:
                        raise
            return []

        run_interruptibly(write, self._abandon)

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema."""
        self.write([(statement, {})])

    def list_constraints(self) -> set[str]:
        """Names of the constraints that are there."""
        return {str(row["name"]) for row in self.read("SHOW CONSTRAINTS YIELD name RETURN name", {})}

    def describe(self) -> str:
        """Name and version of the server."""
        return f"Neo4j {self._version}, driver {self._neo4j.__version__}"

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()

    def _abandon(self) -> None:
        """Close the connection without waiting; the server ends what runs on it."""

        def close() -> None:
            # The connection is in use by the thread that was interrupted, so its end may be a noisy one.
            with contextlib.suppress(Exception):
                self._driver.close()

        threading.Thread(target=close, daemon=True).start()

    @contextmanager
    def _session(self, mode: str) -> Iterator[neo4j.Session]:
        with (
            self._translated(),
            self._driver.session(
                database=self._address.database,
                default_access_mode=mode,
                # On a cluster (Aura) a read may go to another member than the write before it, and has to wait for it.
                bookmark_manager=self._driver.execute_query_bookmark_manager,
            ) as session,
        ):
            yield session

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the errors of the driver into those of graphcdc."""
        try:
            yield
        except GraphcdcError:
            raise
        except (self._neo4j.exceptions.Neo4jError, self._neo4j.exceptions.DriverError, ValueError, OSError) as error:
            raise self._translate(error) from error

    def _translate(self, error: Exception) -> GraphcdcError:
        where = {"address": self._address.uri, "database": self._address.database or ""}
        code = getattr(error, "code", None) or ""
        for start, key in _REFUSALS.items():
            if code.startswith(start):
                return StoreUnavailable(key, **where)
        if code == "Neo.ClientError.Statement.AccessMode":
            return QueryError("query_writes")
        if code.startswith("Neo.ClientError") or code.startswith("Neo.DatabaseError.Statement"):
            return QueryError("query_wrong", why=_first_line(error))
        if isinstance(error, self._neo4j.exceptions.ConfigurationError | ValueError):
            return StoreUnavailable("neo4j_address", **where, why=_first_line(error))
        return StoreUnavailable("neo4j_silent", **where)


#: What a server says when it lets nobody in, by the start of its code.
_REFUSALS = {
    "Neo.ClientError.Security.Forbidden": "neo4j_forbidden",
    "Neo.ClientError.Security.": "neo4j_password",
    "Neo.ClientError.Database.": "neo4j_database",
}


def check_version(version: str, address: str) -> None:
    """Refuse a server older than Neo4j 5.

    Raises
    ------
    StoreUnavailable
        If it is older.

    Examples
    --------
    >>> check_version("5.26.12", "bolt://localhost")
    >>> check_version("4.4.40", "bolt://localhost")
    Traceback (most recent call last):
    graphcdc.errors.StoreUnavailable: bolt://localhost runs Neo4j 4.4.40, and version 5 or later is needed. ...
    """
    first = version.partition(".")[0]
    if first.isdigit() and int(first) < _OLDEST:
        raise StoreUnavailable("neo4j_old", address=address, version=version)


def _first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return text.strip().split("\n")[0]
