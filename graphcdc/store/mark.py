"""What a store says about itself: its form, the columns that its tables had, and how far the last load came."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import graphcdc.store.schema as schema
from graphcdc.errors import StoreUnavailable
from graphcdc.store.engine import Engine

#: The form of the graph; a store of a higher one is refused.
FORMAT = 1


@dataclass(frozen=True)
class Mark:
    """The one ``:Store`` node.

    Attributes
    ----------
    columns
        ``table.column`` of everything that was ever loaded, also of columns without a value.
    home
        The stated home region.
    loads
        Number of the last load that changed something.
    batches, done
        Writes of that load, and how many of them are committed; every write commits its own mark.
    """

    format: int = FORMAT
    columns: tuple[str, ...] = ()
    home: str | None = None
    loads: int = 0
    batches: int = 0
    done: int = 0

    @property
    def complete(self) -> bool:
        """Whether the last load came to its end."""
        return self.done == self.batches

    def to_properties(self) -> dict[str, Any]:
        """Return the properties of the node but for the columns, to which writers add."""
        return {name: value for name, value in asdict(self).items() if name != "columns"}


def read_mark(engine: Engine, name: object) -> Mark | None:
    """Return the mark of a store; None if nothing was ever loaded.

    Raises
    ------
    StoreUnavailable
        If a newer version of graphcdc wrote it.
    """
    rows = engine.read(schema.READ_MARK, {})
    if not rows:
        return None
    row = rows[0]
    if row["format"] > FORMAT:
        raise StoreUnavailable("store_newer", name=name)
    return Mark(**row | {"columns": tuple(sorted(row["columns"]))})
