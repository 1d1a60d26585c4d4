"""Files to rows of text: which files there are, how they are encoded, where a row starts and ends."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import os
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graphcdc.errors import DataError
from graphcdc.findings import Problem, Sentence
from graphcdc.model import TABLES

#: A table larger than this, unpacked, is refused rather than filling the memory.
SIZE_LIMIT = 512 * 2**20
DELIMITERS = (",", ";", "\t")
#: How many times the text of a file may be read anew, in all, to go on behind quotation marks that nobody closed.
_READ_AGAIN = 10
#: Files that lie beside tables and are none; spreadsheets are not among them, so that they are refused by name.
_BESIDE = {".md", ".txt", ".toml", ".json", ".html", ".png", ".py", ".ipynb", ""}


@dataclass
class Sheet:
    """One table as text: the header, and each row with its number in the file (the header is row 1)."""

    file: str
    table: str
    header: list[str]
    rows: list[list[str]]
    numbers: list[int]
    problems: list[Problem] = field(default_factory=list)
    broken: list[list[str]] = field(default_factory=list)  # rows that cannot be split into cells for sure: a guess
    blank: int = 0

    @cached_property
    def columns(self) -> list[str]:
        """The contract's name of every column, "" for one that is none of the table."""
        known = {column.name for column in TABLES[self.table]}
        return [name if name in known else "" for name in map(fold_header, self.header)]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column of the contract stands; the first place of one that stands twice."""
        return {name: at for at, name in reversed([*enumerate(self.columns)]) if name}


def fold_header(header: str) -> str:
    """Return a header as the contract would write it.

    Examples
    --------
    >>> fold_header(" Data Source")
    'data_source'
    """
    return "_".join(header.strip().casefold().replace("-", " ").replace("_", " ").split())


def list_files(path: Path) -> tuple[list[Path], list[Problem], list[Sentence]]:
    """Return the table files of a folder (or the one file), what is wrong, and what was skipped."""
    try:
        if not path.exists():
            return [], [_problem("no_file", show_name(path))], []
        entries = sorted(path.iterdir(), key=lambda entry: entry.name) if path.is_dir() else None
    except (OSError, ValueError) as error:  # no right to look, a name that no file can have
        return [], [_problem("bad_file", show_name(path), why=_say_why(error))], []
    if entries is None:
        wrong = [] if _is_table(path) else [_wrong_format(path)]
        return ([] if wrong else [path]), wrong, []
    files, problems, notes = [], [], []
    for entry in entries:
        if entry.name.startswith("~$"):
            notes.append(Sentence("note_skipped_file", {"file": show_name(entry)}))
        elif entry.name.startswith(".") or entry.is_dir() or entry.suffix.lower() in _BESIDE:
            continue
        elif _is_table(entry):
            files.append(entry)
        else:
            problems.append(_wrong_format(entry))
    if not files and not problems:
        problems.append(_problem("no_tables", show_name(path)))
    return files, problems, notes


def read_sheet(path: Path) -> tuple[Sheet | None, list[Problem]]:
    """Read one file; what makes it unreadable as a whole comes back as problems and no sheet."""
    try:
        text = _decode(_read_bytes(path))
    except _UnreadableError as error:
        return None, [_problem(error.key, show_name(path), **error.values)]
    delimiter, header = _find_header(text)
    if header is None:
        return None, [_problem("bad_quote", show_name(path), row=1)]
    if not any(cell.strip() for cell in header):
        return None, [_problem("empty_file", show_name(path))]
    table, problem = _choose_table(path, header)
    if table is None:
        return None, [problem] if problem else []
    return _split_rows(show_name(path), table, delimiter, text), []


def _split_rows(file: str, table: str, delimiter: str, text: str) -> Sheet:
    sheet = Sheet(file, table, [], [], [])
    for number, cells, whole in _records(text, delimiter):
        if number == 1:
            sheet.header = [cell.strip() for cell in cells]
            continue
        width = len(sheet.header)
        if not whole:
            sheet.broken.append(cells)
            sheet.problems.append(_problem("bad_quote", file, row=number))
        elif not any(cell.strip() for cell in cells):
            sheet.blank += 1
        elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
            sheet.broken.append(cells)
            values = {"found": len(cells), "expected": width}
            sheet.problems.append(
                _problem("extra_cells", file, row=number, value=delimiter.join(cells[width:]), **values)
            )
        else:
            sheet.rows.append(cells if len(cells) == width else (cells + [""] * width)[:width])
            sheet.numbers.append(number)
    return sheet


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Rows with their numbers, and whether their quotation marks are right; if not, the cells are a guess.

    A mark that is never closed would swallow the rows below, so reading goes on with the next line.
    """
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    again = _READ_AGAIN * len(text)
    for number in itertools.count(1):
        start = lines.tell()
        try:
            yield number, next(reader), True
        except StopIteration:
            return
        except csv.Error:
            end = lines.tell()
            lines.seek(start)
            yield number, lines.readline().split(delimiter), False
            again -= end - lines.tell()
            if again < 0:
                lines.seek(end)


def _find_header(text: str) -> tuple[str, list[str] | None]:
    """Choose the separator under which the first row has most headers that some table knows."""
    known = {column.name for columns in TABLES.values() for column in columns}
    best: tuple[int, str, list[str] | None] = (-1, DELIMITERS[0], [])
    for delimiter in DELIMITERS:
        _, header, whole = next(_records(text, delimiter), (1, [], True))
        hits = sum(fold_header(cell) in known for cell in header)
        if hits > best[0]:
            best = (hits, delimiter, header if whole else None)
    return best[1], best[2]


def _choose_table(path: Path, header: list[str]) -> tuple[str | None, Problem | None]:
    stem = fold_header(path.name.split(".")[0])
    if stem in TABLES:
        return stem, None
    there = {fold_header(cell) for cell in header}
    fitting = [
        table for table, columns in TABLES.items() if {column.name for column in columns if column.required} <= there
    ]
    # Id and name are enough for four tables: the one with most of its own headers there is meant.
    scores = {table: sum(column.name in there for column in TABLES[table]) for table in fitting}
    best = [table for table in fitting if scores[table] == max(scores.values())]
    if len(best) == 1:
        return best[0], None
    names = ", ".join(best or TABLES)
    code = "several_tables" if best else "unknown_table"
    message = Sentence(code, {"tables": names})
    advice = Sentence("unknown_table_help", {"tables": names})
    return None, Problem("error", code, show_name(path), message, advice, row=1)


class _UnreadableError(DataError):
    """A file that cannot be read as a whole."""


def _read_bytes(path: Path) -> bytes:
    try:
        if path.name.lower().endswith(".gz"):
            with gzip.open(path) as packed:
                data = packed.read(SIZE_LIMIT + 1)
        else:
            with path.open("rb") as plain:
                data = plain.read(SIZE_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _UnreadableError("bad_file", why=_say_why(error)) from error
    if len(data) > SIZE_LIMIT:
        raise _UnreadableError("too_large", limit=SIZE_LIMIT)
    return data


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnreadableError("bad_encoding") from error
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def show_name(path: Path) -> str:
    r"""Return the name of a file as text that can be printed: a byte that is no UTF-8 becomes ``\xff``."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "backslashreplace")


def _say_why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz"))


def _wrong_format(path: Path) -> Problem:
    name = show_name(path)
    return _problem("bad_format", name, suffix=Path(name).suffix or name)


def _problem(code: str, file: str, *, row: int | None = None, value: str | None = None, **values: object) -> Problem:
    return Problem("error", code, file, Sentence(code, values), Sentence(f"{code}_help"), row=row, value=value)
