"""What a store needs of a database, and what both databases share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Row = dict[str, Any]
Step = tuple[str, Mapping[str, Any]]


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
