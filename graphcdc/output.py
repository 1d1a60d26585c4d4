"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from graphcdc.errors import OutputError


def check_folder(path: Path) -> None:
    """Make sure, before any long work, that a file can be put where it should go.

    Raises
    ------
    OutputError
        If the folder is missing.

    Examples
    --------
    >>> check_folder(Path("no_such_folder/map.html"))
    Traceback (most recent call last):
    graphcdc.errors.OutputError: there is no folder no_such_folder. Make it, or choose another file
    """
    if not path.parent.is_dir():
        raise OutputError("no_folder", folder=path.parent)


def check_new(path: Path) -> None:
    """Make sure, before any long work, that a workbook replaces nothing: somebody may have worked in it.

    Raises
    ------
    OutputError
        If the folder is missing, or the file is there already.
    """
    check_folder(path)
    if path.exists():
        raise OutputError("file_exists", file=path)


def write_file(path: Path, text: str) -> None:
    """Write a file in UTF-8; an old one stays whole if that fails or is interrupted.

    Raises
    ------
    OutputError
        If the folder is missing or cannot be written to.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file; an old one stays whole if that fails or is interrupted.

    Raises
    ------
    OutputError
        If the folder is missing or cannot be written to.
    """
    check_folder(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise OutputError("not_written", file=path, why=error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
