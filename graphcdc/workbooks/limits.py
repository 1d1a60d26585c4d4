"""Reading a workbook that nobody knows: first the directory of its archive, then a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphcdc.errors import DataError
from graphcdc.sentences import Sentence
from graphcdc.workbooks import cells as reader

_ENTRIES = 10_000
_SIZE = 256 * 2**20
_RATIO = 250
#: Small archives may be packed as well as they like.
_SMALL = 4 * 2**20
_PARTS = ("[Content_Types].xml", "xl/workbook.xml")
_MEMORY = 2**30
#: What a workbook may hold: Horizon 2020, which must fit, has 184,000 rows and 1.5 million cells.
ROW_LIMIT, CELL_LIMIT = 300_000, 3_000_000
_SECONDS, _BYTES_PER_SECOND = 20, 2 * 2**20
#: Errors whose text is about the file; that of any other is about the inside of a parser.
_ABOUT_FILE = {"ParseError", "BadZipFile", "InvalidFileException", "RuntimeError"}
#: The namespace of a kind of workbook that hardly any program reads.
_STRICT = b"http://purl.oclc.org/ooxml/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class WorkbookError(DataError):
    """A workbook that is refused as a whole; ``key`` is the sentence that says why."""


@dataclass(frozen=True)
class RawSheet:
    """The filled rows of a sheet as text, with their numbers.

    ``faults`` are cells without a value (row, column from 0, code), ``merged`` ranges.
    """

    name: str
    hidden: bool
    rows: list[list[str]]
    numbers: list[int]
    faults: list[tuple[int, int, str]]
    merged: list[str]


def read_workbook(path: Path, rows: int = ROW_LIMIT, cells: int = CELL_LIMIT) -> list[RawSheet]:
    """Read the sheets of a workbook in a child process whose memory and time are limited.

    Parameters
    ----------
    path
        The workbook.
    rows, cells
        How many rows and cells it may hold.

    Raises
    ------
    WorkbookError
        If it is no workbook, is protected by a password, is too large, or cannot be read.
    """
    size = check_archive(path)
    command = [sys.executable, "-P", "-W", "ignore", str(reader.__file__), str(path.absolute()), str(rows), str(cells)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            timeout=_SECONDS + size / _BYTES_PER_SECOND,
            check=False,
            preexec_fn=_find_limiter(),
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookError("workbook_too_slow") from error
    except OSError as error:
        raise WorkbookError("bad_file", why=error.strerror) from error
    if done.returncode != 0:
        raise _explain(done.returncode, done.stderr.decode("utf-8", "replace"))
    return [
        RawSheet(
            one["name"],
            one["hidden"],
            one["rows"],
            one["numbers"],
            [(row, place, code) for row, place, code in one["faults"]],
            one["merged"],
        )
        for one in json.loads(done.stdout)
    ]


def _explain(code: int, stderr: str) -> WorkbookError:
    """Say why the child failed, from the last line of its traceback: class and message."""
    lines = stderr.strip().splitlines()
    name, _, message = (lines[-1] if lines else f"exit code {code}").partition(":")
    if code < 0 or name.endswith("MemoryError"):
        return WorkbookError("workbook_too_large")
    if name.endswith("TooManyRows"):
        return WorkbookError("too_many_rows", rows=ROW_LIMIT, cells=CELL_LIMIT)
    if name.endswith("Forbidden"):  # of defusedxml: entities, external references
        return WorkbookError("workbook_suspicious")
    about_file = name.rpartition(".")[2] in _ABOUT_FILE
    return WorkbookError("bad_workbook", why=message.strip() if about_file else Sentence("odd_part"))


def check_archive(path: Path) -> int:
    """Look at the directory of the archive before anything is unpacked; return the unpacked size in bytes.

    Raises
    ------
    WorkbookError
        If the file is no workbook, or one that would fill the memory.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start == _OLE:
            raise WorkbookError("workbook_locked")
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            first = _read_start(archive, entries)
    except OSError as error:
        raise WorkbookError("bad_file", why=error.strerror) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise WorkbookError("no_workbook") from error
    names = [entry.filename for entry in entries]
    if _STRICT in first:
        raise WorkbookError("workbook_strict")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if not set(_PARTS) <= set(names):
        raise WorkbookError("no_workbook")
    if len(entries) > _ENTRIES or len(set(names)) < len(names) or any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookError("workbook_suspicious")
    if unpacked > _SIZE:
        raise WorkbookError("workbook_too_large")
    if packed > path.stat().st_size or (unpacked > _SMALL and unpacked > _RATIO * max(packed, 1)):
        raise WorkbookError("workbook_suspicious")
    return unpacked


def _read_start(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> bytes:
    if not any(entry.filename == _PARTS[1] and not entry.flag_bits & 1 for entry in entries):
        return b""
    with archive.open(_PARTS[1]) as part:
        return part.read(4096)


def _find_limiter() -> Callable[[], None] | None:
    """Return what limits the memory of the child, None where the system cannot."""
    if sys.platform == "win32":
        return None
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    return limit
