"""The embedded store: ArcadeDB in this process, in a folder, without a port."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from graphcdc.errors import GraphcdcError, QueryError, StoreUnavailable
from graphcdc.output import write_file
from graphcdc.store.engine import Row, Step, run_interruptibly
from graphcdc.store.mark import FORMAT

#: The file that marks a folder as a store, with the form of what is in it.
MARK = "graphcdc-store.json"
_STEP = 0.05
_LANGUAGE = "opencypher"


class EmbeddedEngine:
    """A folder with an ArcadeDB database in it.

    Parameters
    ----------
    folder
        The folder of the store; made if it is missing.
    patience
        Seconds to wait for another process to let the store go.
    """

    batch = 500
    extras: Sequence[str] = ()

    def __init__(self, folder: Path, patience: float) -> None:
        check_store_folder(folder)
        self._arcadedb = _import_arcadedb(folder)
        self._name = folder
        try:
            self._database = self._open(folder, patience)
        except OSError as error:
            raise StoreUnavailable("store_folder", folder=folder, why=error.strerror) from error

    def _open(self, folder: Path, patience: float) -> Any:
        database = folder / "database"
        if not (folder / MARK).exists():
            # The mark comes first: what an interrupt leaves is then known as a store, and completed next time.
            write_file(folder / MARK, json.dumps({"format": FORMAT}) + "\n")
        deadline = time.monotonic() + patience
        while True:
            try:
                there = self._arcadedb.database_exists(str(database))
                open_it = self._arcadedb.open_database if there else self._arcadedb.create_database
                opened = open_it(str(database))
                # Without it a commit is not on the disk when it is acknowledged. The setting is kept, but whoever made
                # the folder may have been killed before it was made.
                opened.command("sql", "ALTER DATABASE `arcadedb.txWalFlush` 2")
                return opened
            except self._arcadedb.ArcadeDBError as error:
                # Two that make one store at once: the one that comes second finds it there and waits to open it.
                overtaken = not there and self._arcadedb.database_exists(str(database))
                locked = overtaken or "LockException" in str(error)
                # Of one that is being made there is a folder before the engine calls it a database.
                half_made = not there and database.exists()
                if not (locked or half_made) or time.monotonic() >= deadline:
                    key = "store_locked" if locked else "store_broken"
                    raise StoreUnavailable(key, folder=folder, why=_first_line(error)) from error
            time.sleep(_STEP)

    def read(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Return the rows of a statement; one that would write is refused by the engine's own read mode."""

        def work() -> list[Row]:
            return cast("list[Row]", self._database.query(_LANGUAGE, statement, dict(parameters)).to_list())

        try:
            # Closing the database is what ends a native call.
            return run_interruptibly(work, self.close)
        except self._arcadedb.ArcadeDBError as error:
            raise self._translate(error) from error

    def write(self, steps: Sequence[Step]) -> None:
        """Run statements in one transaction."""

        def work() -> None:
            for statement, parameters in steps:
                self._database.command(_LANGUAGE, statement, dict(parameters))

        try:
            self._database.run_in_transaction(work)
        except self._arcadedb.ArcadeDBError as error:
            raise self._translate(error) from error

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema."""
        try:
            self._database.command(_LANGUAGE, statement)
        except self._arcadedb.ArcadeDBError as error:
            raise self._translate(error) from error

    def list_constraints(self) -> set[str]:
        """Names of the labels whose ids are unique, as names of constraints."""
        rows = self._database.query("sql", "SELECT FROM schema:indexes").to_list()
        # A kill may leave half an index behind, without a type and without properties.
        return {
            f"{row['typeName'].lower()}_id" for row in rows if row.get("unique") and row.get("properties") == [["id"]]
        }

    def describe(self) -> str:
        """Name and version of the engine."""
        return f"ArcadeDB {self._arcadedb.__version__}"

    def close(self) -> None:
        """Close the database; a statement that still runs ends with an error."""
        with contextlib.suppress(self._arcadedb.ArcadeDBError):
            if self._database.is_open():
                self._database.close()

    def _translate(self, error: Exception) -> GraphcdcError:
        text = str(error)
        if "QueryNotIdempotentException" in text:
            return QueryError("query_writes")
        if "DatabaseIsClosedException" in text:
            return StoreUnavailable("store_broken", folder=self._name, why=_first_line(error))
        return QueryError("query_wrong", why=_first_line(error))


def check_store_folder(folder: Path) -> None:
    """Make sure that a folder is a store of this version, or can become one; make it if it is missing.

    Raises
    ------
    StoreUnavailable
        If it holds something else, comes from a newer version, or cannot be made.
    """
    mark = folder / MARK
    try:
        if mark.is_file():
            found = json.loads(mark.read_text(encoding="utf-8"))["format"]
            if found > FORMAT:
                raise StoreUnavailable("store_newer", name=folder)
        elif folder.exists() and (not folder.is_dir() or _holds_other_files(folder)):
            raise StoreUnavailable("store_foreign", folder=folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable("store_folder", folder=folder, why=error.strerror) from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreUnavailable("store_broken", folder=folder, why=f"{MARK}: {error}") from error


def is_store(text: str) -> bool:
    """Whether a text is the address of a store: of a server, or of a folder that is a store already.

    Examples
    --------
    >>> is_store("bolt://localhost"), is_store("datasets/horizon-finland")
    (True, False)
    """
    return "://" in text or (Path(text) / MARK).is_file()


def _holds_other_files(folder: Path) -> bool:
    # Another process may be making a store of it at this moment: its draft of the mark is not foreign, and once there
    # is more, the mark is there too.
    other = any(MARK not in entry.name for entry in folder.iterdir())
    return other and not (folder / MARK).is_file()


def _import_arcadedb(folder: Path) -> Any:
    # Without these the engine writes to stderr and to a log in the user's home.
    os.environ["ARCADEDB_LOG_DIR"] = str((folder / "log").resolve())
    os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
    try:
        import arcadedb
    except ImportError as error:
        raise StoreUnavailable("no_embedded", why=error) from error
    return arcadedb


def _first_line(error: Exception) -> str:
    """The engine's own words, without the names of its classes."""
    line = str(error).strip().split("\n")[0]
    before, mark, after = line.rpartition("Exception: ")
    return after if mark and before else line
