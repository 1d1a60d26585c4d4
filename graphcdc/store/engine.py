"""What a store needs of a database, and what both databases share."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

Row = dict[str, Any]
Step = tuple[str, Mapping[str, Any]]
#: Seconds between two looks for an interrupt, and to wait for a statement to end after one.
_STEP, _PATIENCE = 0.05, 1.0


class Engine(Protocol):
    """A database that understands the Cypher of graphcdc.

    Every method raises `StoreUnavailable` if the database has gone, and `QueryError` if it refuses a statement.
    """

    #: Rows of one write; a measured constant of each database.
    batch: int
    #: Statements for the schema that only this database understands.
    extras: Sequence[str]

    def read(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Return the rows of a statement that may only read; one that would write is refused by the database."""

    def write(self, steps: Sequence[Step]) -> None:
        """Run statements in one transaction: all of them or none."""

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema."""

    def list_constraints(self) -> set[str]:
        """Names of the constraints that are there."""

    def describe(self) -> str:
        """Name and version of the database."""

    def close(self) -> None:
        """Let go of the database; closing twice does no harm."""


def run_interruptibly(work: Callable[[], list[Row]], stop: Callable[[], None]) -> list[Row]:
    """Return what `work` returns; an interrupt (Ctrl-C) is noticed while it runs, and calls `stop` to end it.

    Neither database lets go of a running statement by itself: one is in native code, the other waits for its server.
    """
    found: list[list[Row]] = []
    failed: list[Exception] = []

    def wrapped() -> None:
        try:
            found.append(work())
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=wrapped, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_STEP)
    except BaseException:
        stop()
        thread.join(_PATIENCE)
        raise
    if failed:
        raise failed[0]
    return found[0]


def to_plain(value: Any) -> Any:
    """Return a value of a result as text, number, bool, None, list or map; a node or tie as its properties.

    Examples
    --------
    >>> to_plain({"@rid": "#1:0", "id": "a", "n": float("nan"), "many": (1, 2)})
    {'id': 'a', 'n': None, 'many': [1, 2]}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: to_plain(part) for name, part in value.items() if not name.startswith("@")}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(part) for part in value]
    return str(value)
