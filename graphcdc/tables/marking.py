"""A copy of the tables as a workbook in which every problem is marked and explained at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcdc.findings import Problem, end_sentence, show_place
from graphcdc.output import check_new, write_bytes
from graphcdc.tables.files import list_files, read_file
from graphcdc.tables.grids import Grid, find_header_row
from graphcdc.vocabulary import find_table
from graphcdc.words import DEFAULT_LANGUAGE, say
from graphcdc.workbooks.writing import clean_text, find_height, fit_on_page, make_cell_text, save_book

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C"}
#: How many problems are explained and listed; all are coloured. So many comments are slow to write and to open.
_EXPLAINED = 3000
_WIDTHS = (12, 34, 10, 24, 30, 60, 60)
_NAME_LIMIT = 31
_FORBIDDEN = str.maketrans("[]:*?/\\", "_______")


def mark_problems(path: str | Path, problems: Sequence[Problem], output: Path, lang: str = DEFAULT_LANGUAGE) -> Path:
    """Write a copy of the tables with their problems marked, and a first sheet that lists them all.

    A single workbook is copied with its looks; other tables become a workbook with a sheet for each. The copy can be
    mended and checked again.

    Parameters
    ----------
    path
        What was checked.
    problems
        What `check_tables` found in it.
    output
        The workbook to write (``.xlsx``).

    Raises
    ------
    OutputError
        If the workbook is there already, or cannot be written.
    """
    import openpyxl

    check_new(output)
    files, _, _ = list_files(Path(path))
    grids = [(file, name, grid) for file in files for name, grid in read_file(file).grids]
    copied = _copy_book(files[0]) if len(files) == 1 and files[0].suffix.lower() == ".xlsx" and grids else None
    single = copied is not None
    book = copied or openpyxl.Workbook()
    if not single:
        book.remove(book.worksheets[0])
    sheets = {}
    for _, name, grid in grids:
        sheet = book[grid.sheet] if single and grid.sheet is not None else _copy_rows(book, name, grid)
        sheets[show_place(grid.file, grid.sheet)] = (sheet, _read_header(grid, name))
    cells = [_mark(problem, sheets, lang, explain=at < _EXPLAINED) for at, problem in enumerate(problems)]
    _list_problems(book, problems, cells, lang)
    write_bytes(output, save_book(book))
    return output


def _copy_book(path: Path) -> Workbook | None:
    """Return a workbook with its looks, None if it holds something that only reading by rows gets over."""
    import openpyxl

    try:
        return openpyxl.load_workbook(path)
    except Exception:  # whatever is odd in looks, links or comments
        return None


def _copy_rows(book: Workbook, name: str, grid: Grid) -> Worksheet:
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    title = name.translate(_FORBIDDEN)[:_NAME_LIMIT] or "_"
    number = 2
    while title.casefold() in taken:
        title = f"{name.translate(_FORBIDDEN)[: _NAME_LIMIT - 4]} {number}"
        number += 1
    sheet: Worksheet = book.create_sheet(title)
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        for at, text in enumerate(row, start=1):
            if text:
                make_cell_text(sheet.cell(number, at), text)
    return sheet


def _read_header(grid: Grid, name: str) -> list[str]:
    start = find_header_row(grid, find_table(name))
    return [] if start is None else [cell.strip() for cell in grid.rows[start]]


def _mark(problem: Problem, sheets: dict[str, tuple[Any, list[str]]], lang: str, *, explain: bool) -> Any:
    """Colour the cell of a problem and explain it in a comment; return the cell, None if it has no place."""
    from openpyxl.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    sheet, header = sheets.get(show_place(problem.file, problem.sheet), (None, []))
    if sheet is None or problem.row is None:
        return None
    cell = sheet.cell(problem.row, _find_place(problem, sheet, header))
    if isinstance(cell, MergedCell):
        around = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(around.min_row, around.min_col)
    text = clean_text(f"{end_sentence(problem.message.say(lang))} {end_sentence(problem.suggestion.say(lang))}")
    marked = cell.comment is not None and cell.comment.author == "graphcdc"
    if not (marked and problem.severity == "warning"):  # errors come first
        cell.fill = PatternFill("solid", fgColor=_COLOURS[problem.severity])
    if explain:
        cell.comment = Comment(f"{cell.comment.text}\n{text}" if marked else text, "graphcdc", height=120, width=320)
    return cell


def _find_place(problem: Problem, sheet: Any, header: list[str]) -> int:
    """Return the column of a problem, from 1: that of its header, else of its value in the row, else the first."""
    if problem.code == "repeated_column":
        return len(header) - header[::-1].index(problem.header) if problem.header in header else 1
    if problem.header in header:
        return header.index(problem.header) + 1
    if problem.code == "merged_cells" and problem.value is not None:
        from openpyxl.utils import range_boundaries

        return int(range_boundaries(problem.value)[0] or 1)
    cells = list(sheet[problem.row])
    return next((cell.column for cell in cells if problem.value and str(cell.value).strip() == problem.value), 1)


def _list_problems(book: Workbook, problems: Sequence[Problem], cells: Sequence[Any], lang: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter, quote_sheetname

    title = say("marked_sheet", lang)
    if title in book.sheetnames:
        book.remove(book[title])
    sheet = book.create_sheet(title, 0)
    book.active = 0
    headings = say("marked_headings", lang).split("|")
    for at, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True), start=1):
        sheet.cell(1, at, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    fit_on_page(sheet)
    shown = list(zip(problems, cells, strict=True))[:_EXPLAINED]
    if len(shown) < len(problems):
        sheet.cell(len(shown) + 2, 1, say("and_more", lang, count=len(problems) - len(shown)).strip())
    for number, (problem, cell) in enumerate(shown, start=2):
        row = (
            say(f"severity_{problem.severity}", lang),
            problem.sheet or problem.file,
            "" if cell is None else cell.coordinate,
            problem.header or "",
            problem.value or "",
            problem.message.say(lang),
            problem.suggestion.say(lang),
        )
        for at, text in enumerate(row, start=1):
            make_cell_text(sheet.cell(number, at), text)
            sheet.cell(number, at).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = find_height(row, _WIDTHS)
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor=_COLOURS[problem.severity])
        if cell is not None:
            sheet.cell(number, 3).hyperlink = f"#{quote_sheetname(cell.parent.title)}!{cell.coordinate}"
            sheet.cell(number, 3).font = Font(underline="single", color="0563C1")
