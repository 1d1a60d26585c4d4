"""A copy of the tables as a workbook in which every problem is marked and explained at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcdc.findings import Problem, end_sentence, show_place
from graphcdc.output import check_folder, write_bytes
from graphcdc.tables.files import list_files, read_file
from graphcdc.tables.grids import Grid, find_header_row
from graphcdc.vocabulary import find_table
from graphcdc.words import DEFAULT_LANGUAGE, say
from graphcdc.workbooks.writing import make_cell_text, save_book

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C"}
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
        If the workbook cannot be written.
    """
    import openpyxl

    check_folder(output)
    files, _, _ = list_files(Path(path))
    grids = [(file, name, grid) for file in files for name, grid in read_file(file).grids]
    single = len(files) == 1 and files[0].suffix.lower() == ".xlsx" and bool(grids)
    book = openpyxl.load_workbook(files[0]) if single else openpyxl.Workbook()
    if not single:
        book.remove(book.worksheets[0])
    sheets = {}
    for _, name, grid in grids:
        sheet = book[grid.sheet] if single and grid.sheet is not None else _copy_rows(book, name, grid)
        sheets[show_place(grid.file, grid.sheet)] = (sheet, _read_header(grid, name))
    cells = [_mark(problem, sheets, lang) for problem in problems]
    _list_problems(book, problems, cells, lang)
    write_bytes(output, save_book(book))
    return output


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


def _mark(problem: Problem, sheets: dict[str, tuple[Any, list[str]]], lang: str) -> Any:
    """Colour the cell of a problem and explain it in a comment; return the cell, None if it has no place."""
    from openpyxl.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    sheet, header = sheets.get(show_place(problem.file, problem.sheet), (None, []))
    if sheet is None or problem.row is None:
        return None
    place = header.index(problem.header) + 1 if problem.header in header else 1
    cell = sheet.cell(problem.row, place)
    if isinstance(cell, MergedCell):
        return cell
    text = f"{end_sentence(problem.message.say(lang))} {end_sentence(problem.suggestion.say(lang))}"
    marked = cell.comment is not None and cell.comment.author == "graphcdc"
    if not (marked and problem.severity == "warning"):  # errors come first
        cell.fill = PatternFill("solid", fgColor=_COLOURS[problem.severity])
    cell.comment = Comment(f"{cell.comment.text}\n{text}" if marked else text, "graphcdc", height=120, width=320)
    return cell


def _list_problems(book: Workbook, problems: Sequence[Problem], cells: Sequence[Any], lang: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.worksheet.properties import PageSetupProperties

    title = say("marked_sheet", lang)
    if title in book.sheetnames:
        book.remove(book[title])
    sheet = book.create_sheet(title, 0)
    book.active = 0
    headings = say("marked_headings", lang).split("|")
    for at, (heading, width) in enumerate(zip(headings, (12, 34, 10, 24, 30, 60, 60), strict=True), start=1):
        sheet.cell(1, at, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, (problem, cell) in enumerate(zip(problems, cells, strict=True), start=2):
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
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor=_COLOURS[problem.severity])
        if cell is not None:
            sheet.cell(number, 3).hyperlink = f"#{quote_sheetname(cell.parent.title)}!{cell.coordinate}"
            sheet.cell(number, 3).font = Font(underline="single", color="0563C1")
