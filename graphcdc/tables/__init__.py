"""Spreadsheets to validated rows, and rows to a `Network`.

A bad row is named with file, row, column and value; nothing goes on unless the whole set is sound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcdc.errors import TableError, UnknownName
from graphcdc.findings import Problem, Sentence
from graphcdc.model import TABLES
from graphcdc.network import Network
from graphcdc.tables.assembly import assemble_network
from graphcdc.tables.books import write_book, write_template
from graphcdc.tables.checked import Checked
from graphcdc.tables.checks import check_sheets, join_columns
from graphcdc.tables.files import Room, list_files, read_file
from graphcdc.tables.grids import Sheet, read_table
from graphcdc.tables.home import Home, check_home, read_home
from graphcdc.tables.ledger import Ledger
from graphcdc.tables.marking import mark_problems
from graphcdc.tables.writing import write_folder
from graphcdc.words import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = [
    "Report",
    "Tables",
    "check_tables",
    "load_tables",
    "make_network",
    "mark_problems",
    "read_tables",
    "write_tables",
    "write_template",
]


@dataclass(frozen=True)
class Tables:
    """Checked tables.

    Attributes
    ----------
    columns
        For each table its columns as arrays: text with "" or numbers with NaN where nothing is known.
    home
        The home region stated in the ``graphcdc.toml`` beside the tables or on the first sheet of the workbook, or
        None.
    """

    columns: Mapping[str, Mapping[str, np.ndarray[Any, Any]]]
    home: str | None = None

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return one table as a new data frame."""
        import pandas as pd

        return pd.DataFrame(dict(self.columns[table]))

    def __contains__(self, table: object) -> bool:
        return table in self.columns


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes
    ----------
    problems
        Every problem: errors first, then by file, row and column.
    tables
        The sound rows; None if there is an error.
    rows_read, rows_accepted, rows_reported
        Rows by table; a row with an error is reported, every other one accepted. Blank rows are not read.
    notes
        What else should be said.
    """

    problems: tuple[Problem, ...]
    tables: Tables | None
    rows_read: Mapping[str, int]
    rows_accepted: Mapping[str, int]
    rows_reported: Mapping[str, int]
    notes: tuple[Sentence, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Only the problems that stop a load."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""
        return {
            "meta": {
                "rows_read": dict(self.rows_read),
                "rows_accepted": dict(self.rows_accepted),
                "rows_reported": dict(self.rows_reported),
                "notes": [note.say(lang) for note in self.notes],
            },
            "items": [problem.to_dict(lang) for problem in self.problems],
        }


def check_tables(path: str | Path) -> Report:
    """Check a folder of tables or a single table; bad data never raise.

    Parameters
    ----------
    path
        A workbook with a sheet for each table, a folder of CSV files (plain or gzipped), or one such file.

    Examples
    --------
    >>> print(check_tables("no/such/folder").problems[0])
    folder: there is no such file or folder. Check the path.
    """
    files, wrong, notes = list_files(Path(path))
    ledger, room = Ledger(), Room()
    ledger.extend(wrong)
    sheets: list[Sheet] = []
    homes = []
    for file in files:
        contents = read_file(file, room)
        ledger.extend(contents.problems)
        notes.extend(contents.notes)
        homes.append(contents.home)
        for name, grid in contents.grids:
            sheet, wrong = read_table(grid, name, ledger)
            ledger.extend(wrong)
            if sheet is not None:
                sheets.append(sheet)
    home, wrong = read_home(Path(path))
    home = home or next(filter(None, homes), None)
    ledger.extend(wrong)
    notes.extend(_count_examples(sheets))
    checked = check_sheets(sheets, lost=ledger.has_errors)
    for one in checked:
        notes.extend(one.notes)
    return _summarize(checked, ledger.close(), notes, home)


def read_tables(path: str | Path) -> Tables:
    """Read a folder of tables or a single table.

    Raises
    ------
    TableError
        If anything is wrong in any of them; ``.problems`` lists all of it.

    Examples
    --------
    >>> from graphcdc.resources import find_resource
    >>> tables = read_tables(find_resource("datasets/horizon-finland"))
    >>> len(tables["projects"]), tables.home
    (1220, 'Finland')
    """
    report = check_tables(path)
    if report.tables is None:
        raise TableError(report.problems)
    return report.tables


def load_tables(path: str | Path) -> Network:
    """Read tables and make a network of them.

    Raises
    ------
    TableError
        If anything is wrong in any of them.
    UnknownName
        If nobody lies in the home region that the ``graphcdc.toml`` beside the tables states.

    Examples
    --------
    >>> from graphcdc.resources import find_resource
    >>> load_tables(find_resource("datasets/horizon-finland"))
    <Network: 8573 nodes, 27999 ties, as of 2018-12-01>
    """
    return make_network(read_tables(path))


def make_network(tables: Tables, home: str | None = None) -> Network:
    """Make a network of checked tables.

    Parameters
    ----------
    tables
        The tables. A home region stated with them is left out if no organization has a region at all.
    home
        The home region in place of the one stated with the tables.

    Raises
    ------
    UnknownName
        If nobody lies in the home region.
    """
    network = assemble_network(tables.columns)
    if home is not None:
        return network.with_home(home)
    if tables.home is None or not network.home_region:
        return network
    try:
        return network.with_home(tables.home)
    except UnknownName as error:
        raise UnknownName("unknown_stated_home", **error.values) from None


def write_tables(tables: Tables, path: str | Path, lang: str = DEFAULT_LANGUAGE) -> Path:
    """Write tables so that `read_tables` reads them back as the same tables.

    Parameters
    ----------
    tables
        The tables.
    path
        A workbook (``.xlsx``), or else a new folder for CSV files; either appears whole or not at all.
    lang
        Language of the sheets, headers and kinds in a workbook. CSV files have the words of the contract.

    Raises
    ------
    OutputError
        If the folder is there and not empty, or the workbook is there; if a text or table is too long for a workbook;
        or if the path cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> from graphcdc.resources import find_resource
    >>> tables = read_tables(find_resource("datasets/horizon-finland"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     again = load_tables(write_tables(tables, Path(folder) / "tables"))
    >>> again
    <Network: 8573 nodes, 27999 ties, as of 2018-12-01>
    """
    if Path(path).suffix.lower() == ".xlsx":
        return write_book(tables.columns, tables.home, Path(path), lang)
    return write_folder(tables.columns, tables.home, Path(path))


def _count_examples(sheets: list[Sheet]) -> list[Sentence]:
    counts: Counter[str] = Counter()
    for sheet in sheets:
        counts[sheet.file] += sheet.examples
    return [Sentence("note_examples", {"file": file, "count": count}) for file, count in counts.items() if count]


def _summarize(checked: list[Checked], problems: list[Problem], notes: list[Sentence], home: Home | None) -> Report:
    read: Counter[str] = Counter()
    reported: Counter[str] = Counter()
    for one in checked:
        read[one.table] += len(one.sheet.rows) + len(one.sheet.broken)
        reported[one.table] += len(one.bad) + len(one.sheet.broken)
    in_order = [table for table in TABLES if table in read]
    tables = None
    if not any(problem.severity == "error" for problem in problems):
        tables = Tables(dict(join_columns(checked)), home.region if home else None)
        problems = [*problems, *(check_home(home, tables.columns) if home else [])]
    problems.sort(
        key=lambda problem: (
            problem.severity != "error",
            problem.file,
            problem.sheet or "",
            problem.row or 0,
            problem.column or "",
            problem.code,
        )
    )
    return Report(
        tuple(problems),
        tables,
        {table: read[table] for table in in_order},
        {table: read[table] - reported[table] for table in in_order},
        {table: reported[table] for table in in_order},
        tuple(notes),
    )
