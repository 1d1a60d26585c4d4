"""The snapshot beside an embedded store: the same graph as tables, for when nobody else may open the store."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from graphcdc.tables import Tables, write_tables

_NAME = re.compile(r"snapshot-(\d+)")


def find_snapshot(folder: Path) -> tuple[Path, int] | None:
    """Return the newest snapshot of a store and the number of the load that it shows."""
    if not folder.is_dir():
        return None
    found = [(int(match[1]), path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    return max(((path, number) for number, path in found), key=lambda pair: pair[1], default=None)


def write_snapshot(folder: Path, number: int, tables: Tables) -> Path:
    """Write the snapshot of a load, then remove those of earlier ones.

    A finished folder gets its name in one step, so there is always a whole snapshot to read.
    """
    target = folder / f"snapshot-{number}"
    if not target.exists():
        write_tables(tables, target)
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name) and path != target:
            shutil.rmtree(path, ignore_errors=True)
    return target
