"""Cells of a file or sheet, before anybody knows what they mean, to a table: its name, header row and rows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from graphcdc.findings import Problem, Sentence, show_place
from graphcdc.model import TABLES
from graphcdc.tables.ledger import Ledger
from graphcdc.vocabulary import find_header, find_table, fold_words, list_headers
from graphcdc.words.examples import EXAMPLE_MARK, EXAMPLES

#: How far down the header row is looked for.
_HEADER_WITHIN = 20
#: Sheets of a workbook that our own commands write beside the tables; the lists are hidden ones.
OUR_SHEETS = ("readme", "прочтите", "проблемы", "problems")
OUR_LISTS = ("lists", "списки")
_TOTAL = re.compile(r"(итого|всего|итог|total|totals)\b")
_TOTAL_STARTS = ("итог", "всего", "total")
#: A cell with nothing but this word is a total whatever else the row holds.
_SURE_TOTAL = ("итого", "всего", "итог")


@dataclass
class Grid:
    """Rows of text with their numbers in the file, blank ones left out.

    ``broken`` are numbers of rows that cannot be split into cells for sure, ``swallowed`` of rows with a cell that
    looks like several, ``faults`` cells (row number, place) that
    hold no value, with a code; ``merged`` ranges of rows in which cells are merged. ``separator`` is None in a
    workbook, where no row can have too many cells.
    """

    file: str
    sheet: str | None
    rows: list[list[str]]
    numbers: list[int]
    separator: str | None = None
    broken: set[int] = field(default_factory=set)
    swallowed: set[int] = field(default_factory=set)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """File and sheet as people say them."""
        return show_place(self.file, self.sheet)

    def problem(
        self, code: str, *, severity: str = "error", row: int | None = None, value: str | None = None, **values: object
    ) -> Problem:
        """Return a problem of a row, or of the whole."""
        message, advice = Sentence(code, values), Sentence(f"{code}_help", values)
        return Problem(severity, code, self.file, message, advice, row=row, value=value, sheet=self.sheet)


@dataclass
class Sheet:
    """One table as text: the header, and each row with its number in the file."""

    file: str
    sheet: str | None
    table: str
    header: list[str]
    header_row: int
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)  # one for all tables of a set
    broken: list[list[str]] = field(default_factory=list)  # rows that are reported as a whole; their cells are a guess
    faults: dict[tuple[int, int], str] = field(default_factory=dict)  # by position of the row and place of the cell
    notes: list[Sentence] = field(default_factory=list)
    declared: int = 0  # cells of the header row, blank ones at its end included
    beyond: tuple[int, str] | None = None  # the first cell to the right of all headers: position of its row, text
    examples: int = 0  # rows of the template that were left out

    @property
    def place(self) -> str:
        """File and sheet as people say them."""
        return show_place(self.file, self.sheet)

    @cached_property
    def columns(self) -> list[str]:
        """The contract's name of every column, "" for one that is none of the table.

        Of two headers that mean the same column the one that stands first among its headers counts, and last one with
        a remark in brackets.
        """
        names = [find_header(self.table, header) or "" for header in self.header]
        chosen = {}
        for column in TABLES[self.table]:
            if names.count(column.name) > 1:
                order = {fold_words(header): at for at, header in reversed([*enumerate(list_headers(column))])}
                there = [fold_words(self.header[at]) for at, name in enumerate(names) if name == column.name]
                chosen[column.name] = min(there, key=lambda header: order.get(header, len(order)))
        pairs = zip(self.header, names, strict=True)
        return [name if chosen.get(name, fold_words(header)) == fold_words(header) else "" for header, name in pairs]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column of the contract stands; the first place of one that stands twice."""
        return {name: at for at, name in reversed([*enumerate(self.columns)]) if name}


def read_table(grid: Grid, name: str, ledger: Ledger) -> tuple[Sheet | None, list[Problem]]:
    """Make a table of a grid; what makes that impossible comes back as problems and no table.

    Parameters
    ----------
    grid
        The cells.
    name
        Name of the sheet, or of the file without its suffix.
    ledger
        Where problems of rows go.
    """
    wanted = find_table(name)
    start = find_header_row(grid, wanted)
    if start is None:
        return None, [grid.problem("empty_file")]
    number, header = grid.numbers[start], _strip_row(grid.rows[start])
    if number in grid.broken:
        return None, [grid.problem("bad_quote", row=number)]
    table, problem = (wanted, None) if wanted else _choose_table(grid, header, number)
    if table is None:
        return None, [problem] if problem else []
    sheet = Sheet(grid.file, grid.sheet, table, header, number, ledger=ledger, declared=len(grid.rows[start]))
    above = sum(any(cell.strip() for cell in row) for row in grid.rows[:start])
    if above:
        values = {"place": grid.place, "row": number, "count": above}
        sheet.notes.append(Sentence("note_title_rows", values))
    if wanted is None:
        sheet.notes.append(Sentence("note_guessed_table", {"place": grid.place, "table": table}))
    _split_rows(grid, _skip_numbers(grid, start + 1, sheet), sheet)
    for first, last, cells in grid.merged:
        if last > number:
            row = max(first, number + 1)
            sheet.ledger.add(grid.problem("merged_cells", severity="warning", row=row, value=cells))
    return sheet, []


def _strip_row(row: list[str]) -> list[str]:
    """Return the cells of a row without blanks around them, and without blank cells at the end."""
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _skip_numbers(grid: Grid, start: int, sheet: Sheet) -> int:
    """Skip a row below the header that only numbers the columns: 1, 2, 3 ..."""
    cells = _strip_row(grid.rows[start]) if start < len(grid.rows) else []
    if len(cells) < 3 or cells != [str(number) for number in range(1, len(cells) + 1)]:
        return start
    sheet.notes.append(Sentence("note_numbered_columns", {"place": grid.place, "row": grid.numbers[start]}))
    return start + 1


def _split_rows(grid: Grid, start: int, sheet: Sheet) -> None:
    examples, below = 0, False
    blank = grid.numbers[-1] - grid.numbers[start - 1] - (len(grid.numbers) - start)
    width = len(sheet.header)
    is_plain = _find_plain_rows(grid, sheet)
    for number, cells in zip(grid.numbers[start:], grid.rows[start:], strict=True):
        plain = below or is_plain(number, cells)
        if not plain and _is_example(sheet, cells):
            examples += 1
            continue
        problem = None if plain else _refuse_row(grid, sheet, number, cells)
        below = below or (problem is not None and problem.code == "second_table")
        if number in grid.swallowed:
            value = next(cell for cell in cells if "\n" in cell)
            sheet.ledger.add(grid.problem("swallowed_rows", severity="warning", row=number, value=value))
        if problem is not None:
            sheet.ledger.add(problem)
        if problem is not None or below:
            sheet.broken.append(cells)
            continue
        if sheet.beyond is None and len(cells) > width:
            stray = next((cell.strip() for cell in cells[width:] if cell.strip()), None)
            sheet.beyond = None if stray is None else (len(sheet.rows), stray)
        sheet.rows.append(cells if len(cells) == width else (cells + [""] * (width - len(cells)))[:width])
        sheet.numbers.append(number)
    positions = {number: at for at, number in enumerate(sheet.numbers)} if grid.faults else {}
    sheet.faults = {(positions[row], at): code for (row, at), code in grid.faults.items() if row in positions}
    sheet.examples = examples
    if blank:
        sheet.notes.append(Sentence("note_blank_rows", {"file": grid.place, "count": blank}))


def _find_plain_rows(grid: Grid, sheet: Sheet) -> Callable[[int, list[str]], bool]:
    """Return a quick look at a row: whether nothing about it asks for a second one."""
    mark = sheet.places.get("data_source", -1)
    words = _first_words() | {cell.casefold() for cell in sheet.header}
    broken, declared = grid.broken, sheet.declared

    def is_plain(number: int, cells: list[str]) -> bool:
        first = (cells[0].strip() or next(cell for cell in cells if cell.strip()).strip()).casefold()
        return (
            first not in words
            and not first.startswith(_TOTAL_STARTS)
            and number not in broken
            and len(cells) <= declared
            and (mark < 0 or mark >= len(cells) or cells[mark].strip() not in EXAMPLE_MARK)
        )

    return is_plain


def _refuse_row(grid: Grid, sheet: Sheet, number: int, cells: list[str]) -> Problem | None:
    """Return what is wrong with a row as a whole."""
    width = sheet.declared
    if number in grid.broken:
        return grid.problem("bad_quote", row=number)
    if len(cells) > width and grid.separator is not None and any(cell.strip() for cell in cells[width:]):
        value = grid.separator.join(cells[width:])
        return grid.problem("extra_cells", row=number, value=value, found=len(cells), expected=width)
    first = next(cell for cell in cells if cell.strip())
    folded = fold_words(first)
    if folded in _SURE_TOTAL or (_TOTAL.match(folded) and _lacks_required(sheet, cells)):
        return grid.problem("totals_row", row=number, value=first.strip())
    if _is_marked(sheet, cells):
        mark = sheet.places["data_source"]
        header = sheet.header[mark]
        problem = grid.problem("example_changed", row=number, value=cells[mark].strip(), column=header.rstrip(" *"))
        return replace(problem, column="data_source", header=header)
    if _is_header(sheet, cells, first):
        return grid.problem("second_table", row=number, value=first.strip())
    return None


def _is_marked(sheet: Sheet, cells: list[str]) -> bool:
    """Whether a row says of itself that it is an example."""
    place = sheet.places.get("data_source", len(cells))
    return place < len(cells) and cells[place].strip() in EXAMPLE_MARK


def _is_example(sheet: Sheet, cells: list[str]) -> bool:
    """Whether a row is the example of the template, untouched."""
    if not _is_marked(sheet, cells):
        return False
    lang = EXAMPLE_MARK.index(cells[sheet.places["data_source"]].strip())
    example = {column: words[lang] for column, words in EXAMPLES[sheet.table].items()}
    example["data_source"] = EXAMPLE_MARK[lang]
    there = {name: cells[place].strip() for name, place in sheet.places.items() if place < len(cells)}
    return all(cell == example.get(name, "") for name, cell in there.items())


def _lacks_required(sheet: Sheet, cells: list[str]) -> bool:
    required = {column.name for column in TABLES[sheet.table] if column.required}
    places = [place for name, place in sheet.places.items() if name in required]
    return any(place >= len(cells) or not cells[place].strip() for place in places)


def _is_header(sheet: Sheet, cells: list[str], first: str) -> bool:
    """Whether a row below the header is a header again, of this table or of another.

    It is if it repeats the header above, or if it begins with a known header and at least half of it, two cells or
    more, are headers that one table knows.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if filled == [cell for cell in sheet.header if cell]:
        return True
    return first.strip().casefold() in _first_words() and count_headers(filled) >= max(2, len(filled) / 2)


def find_header_row(grid: Grid, table: str | None) -> int | None:
    """Return the position of the header: the first row that names two columns, and half as many as any other.

    Where no row does, it is the first one that is filled.
    """
    rows = enumerate(grid.rows)
    found = (at for at, row in rows if grid.numbers[at] in grid.broken or any(map(str.strip, row)))
    filled = list(itertools.islice(found, _HEADER_WITHIN))
    if not filled:
        return None
    scores = {at: count_headers(grid.rows[at], table) for at in filled}
    enough = max(2, max(scores.values()) / 2)
    return next((at for at in scores if scores[at] >= enough), filled[0])


def count_headers(cells: list[str], table: str | None = None) -> int:
    """Count the columns of a table (of the one that fits best, if none is given) that a row names."""
    tables = [table] if table else list(TABLES)
    return max(len({find_header(one, cell) for cell in cells if cell.strip()} - {None}) for one in tables)


def _choose_table(grid: Grid, header: list[str], number: int) -> tuple[str | None, Problem | None]:
    there = {table: {find_header(table, cell) for cell in header if cell} - {None} for table in TABLES}
    fitting = [
        table
        for table, columns in TABLES.items()
        if {column.name for column in columns if column.required} <= there[table]
    ]
    # Id and name are enough for four tables: the one with most of its own headers there is meant.
    best = [table for table in fitting if len(there[table]) == max(len(there[one]) for one in fitting)]
    if len(best) == 1:
        return best[0], None
    code = "several_tables" if best else "unknown_table"
    return None, grid.problem(code, row=number, tables=", ".join(best or TABLES))


@cache
def _first_words() -> frozenset[str]:
    """All headers, small, as a quick first look at a row."""
    return frozenset(
        header.casefold() for columns in TABLES.values() for column in columns for header in list_headers(column)
    )
