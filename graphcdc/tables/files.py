"""Files to grids of text: which files there are, how they are encoded, where a row starts and ends."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import itertools
import os
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphcdc.errors import DataError
from graphcdc.findings import Problem, Sentence
from graphcdc.guard import has_guards, unguard
from graphcdc.settings import FILE
from graphcdc.tables.grids import OUR_LISTS, OUR_SHEETS, Grid, count_headers
from graphcdc.tables.home import Home
from graphcdc.vocabulary import find_table, fold_words
from graphcdc.words.examples import HOME_LINE
from graphcdc.workbooks.limits import CELL_LIMIT, ROW_LIMIT, RawSheet, read_workbook

#: A file larger than this, unpacked, is refused rather than filling the memory; so is a small one that unpacks to very
#: much more than a table ever does.
SIZE_LIMIT = 512 * 2**20
_RATIO, _SMALL = 250, 2**20
#: What all files of a set may hold; a workbook takes far longer to read and may hold less (`ROW_LIMIT`).
_ROWS, _CELLS = 3_000_000, 30_000_000
# Python gives up at cells of 128 KiB, with a message about quotation marks; files have a limit of their own.
csv.field_size_limit(SIZE_LIMIT)
DELIMITERS = (",", ";", "\t")
#: How many rows are looked at to find the separator.
_FIRST_ROWS = 20
#: How many times the text of a file may be read anew, in all, to go on behind quotation marks that nobody closed.
_READ_AGAIN = 10
#: Old encodings of Russian; which one it is, the plausibility of the letters tells.
_ENCODINGS = ["cp1251", "koi8_r", "cp866"]
#: Bytes that are no UTF-8; words with Russian letters; words that mix alphabets or have letters that Russian lacks;
#: lines and boxes, which come out of letters in the wrong encoding.
_DAMAGED = re.compile("[\udc80-\udcff]")
_RUSSIAN = re.compile("[а-яёА-ЯЁ]+")
_MIXED = re.compile("[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]|[ЂЃѓЉЊЌЋЏђљњќћџ]")
_FRAME = re.compile("[\u2500-\u259f]")
#: How a text in UTF-16 begins; without that, the zero bytes of its separators tell.
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 2**16
#: With fewer Russian words than this the choice of an old encoding is a guess.
_SURE = 5
#: Files that are tables, only of a format that is not read; everything else that is no table may lie beside tables.
_UNREAD = {".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers", ".tsv", ".tab", ".dbf", ".parquet"}
#: How many files that are no tables are named.
_NAMED = 10
#: What the script of a synthetic data set writes down beside the tables: the gaps that it planted.
_ANSWERS = "planted_gaps.csv"


@dataclass
class Contents:
    """What one file holds: grids with the names that may tell their tables, and what should be said about it.

    ``home`` is the home region that the explaining sheet of a workbook states.
    """

    grids: list[tuple[str, Grid]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    home: Home | None = None


@dataclass
class Room:
    """How many more rows and cells are read, in all files together."""

    rows: int = _ROWS
    cells: int = _CELLS

    def take(self, rows: int, cells: int) -> None:
        """Take room for some more.

        Raises
        ------
        DataError
            If there is none left.
        """
        self.rows -= rows
        self.cells -= cells
        if self.rows < 0 or self.cells < 0:
            raise DataError("too_many_rows", rows=_ROWS, cells=_CELLS)


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
    files, problems, beside = [], [], []
    for entry in entries:
        suffix = entry.suffix.lower()
        if entry.is_dir() or entry.name.startswith((".", "~$")) or entry.name == _ANSWERS:
            beside.append(show_name(entry))
        elif _is_table(entry):
            files.append(entry)
        elif suffix in _UNREAD or (suffix == ".txt" and find_table(entry.stem)):
            problems.append(_wrong_format(entry))
        elif entry.name != FILE:
            beside.append(show_name(entry))
    if not files and not problems:
        problems.append(_problem("no_tables", show_name(path)))
    if not beside:
        return files, problems, []
    shown = ", ".join(beside[:_NAMED]) + (" ..." if len(beside) > _NAMED else "")
    return files, problems, [Sentence("note_skipped_files", {"files": shown})]


def read_file(path: Path, room: Room | None = None) -> Contents:
    """Read one file, as far as there is room."""
    room = room or Room()
    try:
        if path.name.lower().endswith(".xlsx"):
            sheets = read_workbook(path, min(room.rows, ROW_LIMIT), min(room.cells, CELL_LIMIT))
            room.take(sum(len(sheet.rows) for sheet in sheets), sum(len(row) for sheet in sheets for row in sheet.rows))
            return _sort_sheets(path, sheets)
        return _read_text(path, room)
    except DataError as error:
        return Contents(problems=[_problem(error.key, show_name(path), **error.values)])


def _read_text(path: Path, room: Room) -> Contents:
    """Read a file of lines; blank ones are left out."""
    file = show_name(path)
    text, encoding = _decode(_read_bytes(path))
    separator = _find_separator(text)
    grid = Grid(file, None, [], [], separator)
    guarded = has_guards(text)
    for number, cells, whole in _records(text, separator):
        joined = "".join(cells)
        if whole and not joined.strip():
            continue
        room.take(1, len(cells))
        grid.rows.append([unguard(cell.strip()) for cell in cells] if guarded else cells)
        grid.numbers.append(number)
        if "\n" in joined and any(_swallows(cell, separator) for cell in cells):
            grid.swallowed.add(number)
        if not whole:
            grid.broken.add(number)
    contents = Contents([(path.name.split(".")[0], grid)])
    if encoding is not None:
        contents.notes.append(Sentence("note_encoding", {"file": file, "encoding": encoding}))
        if len(_RUSSIAN.findall(text)) < _SURE:
            contents.problems.append(grid.problem("guessed_encoding", severity="warning", encoding=encoding))
    return contents


def _sort_sheets(path: Path, sheets: list[RawSheet]) -> Contents:
    """Tell the sheets with tables from those that explain, and from empty ones."""
    file = show_name(path)
    contents = Contents()
    tables = [sheet for sheet in sheets if not _is_ours(sheet)]
    filled = [sheet for sheet in tables if sheet.rows]
    for sheet in sheets:
        values = {"file": file, "sheet": sheet.name}
        if sheet not in tables:
            contents.home = contents.home or _find_home(file, sheet)
        elif sheet not in filled:
            contents.notes.append(Sentence("note_empty_sheet", values))
        else:
            if sheet.hidden:
                contents.notes.append(Sentence("note_hidden_sheet", values))
            # A workbook with one sheet may be named after the table instead of the sheet.
            nameless = len(filled) == 1 and fold_words(sheet.name) in ("лист1", "sheet1")
            contents.grids.append((path.stem if nameless else sheet.name, _make_grid(file, sheet)))
    if not filled:
        contents.problems.append(_problem("empty_workbook", file))
    return contents


def _is_ours(sheet: RawSheet) -> bool:
    name = fold_words(sheet.name)
    return name in OUR_SHEETS or (sheet.hidden and name in OUR_LISTS)


def _find_home(file: str, sheet: RawSheet) -> Home | None:
    words = {fold_words(word) for word in HOME_LINE}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if len(row) > 1 and fold_words(row[0]) in words:
            return Home(row[1].strip(), file, sheet.name, number) if row[1].strip() else None
    return None


def _make_grid(file: str, sheet: RawSheet) -> Grid:
    rows = [[_normalize(cell) for cell in row] for row in sheet.rows]
    grid = Grid(file, sheet.name, rows, sheet.numbers)
    grid.faults = {(row, place): code for row, place, code in sheet.faults}
    for cells in sheet.merged:
        first, last = (int(re.sub("[A-Z]", "", end)) for end in cells.split(":"))
        grid.merged.append((first, last, cells))
    return grid


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


def _swallows(cell: str, separator: str) -> bool:
    """Whether a cell looks like the end of one row and the start of the next: a separator on either side of a break."""
    above, _, below = cell.partition("\n")
    return separator in above and separator in below


def _find_separator(text: str) -> str:
    """Choose the separator under which a row names most headers, then that which most rows agree on."""

    def judge(separator: str) -> tuple[int, int]:
        first = [cells for _, cells, _ in itertools.islice(_records(text, separator), _FIRST_ROWS)]
        widths = [len(cells) for cells in first if len(cells) > 1]
        agreed = max((widths.count(width) for width in widths), default=0)
        return max(map(count_headers, first), default=0), agreed

    return max(DELIMITERS, key=judge)


class _UnreadableError(DataError):
    """A file that cannot be read as a whole."""


def _read_bytes(path: Path) -> bytes:
    limit = SIZE_LIMIT
    try:
        if path.name.lower().endswith(".gz"):
            limit = min(limit, max(_SMALL, _RATIO * path.stat().st_size))
            with gzip.open(path) as packed:
                data = packed.read(limit + 1)
        else:
            with path.open("rb") as plain:
                data = plain.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _UnreadableError("bad_file", why=_say_why(error)) from error
    if len(data) > limit:
        raise _UnreadableError("too_large" if limit == SIZE_LIMIT else "packed_too_well", limit=limit)
    return data


def _decode(data: bytes) -> tuple[str, str | None]:
    """Return the text, and the encoding if it had to be found out."""
    start = data[:_LOOKED_AT]
    if not data.startswith(_UTF16) and start.count(0) > len(start) / 25:
        raise _UnreadableError("bad_encoding")  # UTF-16 that does not say so, or no text at all
    try:
        if data.startswith(_UTF16):
            return _normalize(data.decode("utf-16")), None
        return _normalize(data.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape")
        damaged = len(_DAMAGED.findall(text))
        if sum(letter > "\x7f" for letter in text) - damaged > 3 * damaged:
            raise _UnreadableError("broken_utf8", line=data.count(b"\n", 0, error.start) + 1) from error
        return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    """Choose the old encoding of Russian whose letters are most plausible; none if words of two alphabets come out."""
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=_ENCODINGS).best()
    text = "" if found is None else data.decode(found.encoding)
    russian = len(_RUSSIAN.findall(text))
    if found is None or _FRAME.search(text) or len(_MIXED.findall(text)) > russian / 10:
        raise _UnreadableError("bad_encoding")
    return _normalize(text), found.encoding.replace("_", "-").upper()


def _normalize(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def show_name(path: Path) -> str:
    r"""Return the name of a file as text that can be printed: a byte that is no UTF-8 becomes ``\xff``."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "backslashreplace")


def _say_why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz", ".xlsx"))


def _wrong_format(path: Path) -> Problem:
    name = show_name(path)
    return _problem("bad_format", name, suffix=Path(name).suffix or name)


def _problem(code: str, file: str, **values: object) -> Problem:
    return Problem("error", code, file, Sentence(code, values), Sentence(f"{code}_help"))
