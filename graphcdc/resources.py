"""Where the data files of graphcdc lie: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from graphcdc.errors import DataError


def find_resource(name: str) -> Path:
    """Return the path of a bundled file or folder, such as ``datasets/horizon-finland``.

    Raises
    ------
    DataError
        If this installation does not have it.

    Examples
    --------
    >>> find_resource("datasets/horizon-finland").is_dir()
    True
    """
    package = Path(__file__).parent
    for home in (package, package.parent):
        if (home / name).exists():
            return home / name
    raise DataError("no_resource", name=name)
