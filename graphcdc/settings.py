"""What a ``graphcdc.toml`` states: the home region, and where the store is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graphcdc.errors import DataError

FILE = "graphcdc.toml"


@dataclass(frozen=True)
class Settings:
    """The lines of a ``graphcdc.toml``; None where there is none."""

    home_region: str | None = None
    store: str | None = None


def read_settings(folder: Path) -> Settings:
    """Return what the ``graphcdc.toml`` in a folder states; other lines are left alone.

    Raises
    ------
    DataError
        If the file is no TOML, or a value no text.

    Examples
    --------
    >>> from graphcdc.resources import find_resource
    >>> read_settings(find_resource("datasets/horizon-finland"))
    Settings(home_region='Finland', store=None)
    """
    file = folder / FILE
    try:
        if not file.is_file():
            return Settings()
        lines = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError("bad_settings", file=FILE, why=error) from error
    known = {}
    for name in ("home_region", "store"):
        value = lines.get(name)
        if value is not None and not isinstance(value, str):
            raise DataError("bad_settings", file=FILE, why=f"{name} = {value}")
        known[name] = value
    return Settings(**known)
