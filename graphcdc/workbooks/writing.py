"""Sheets to an Excel workbook: text stays text, numbers stay numbers, and nothing becomes a formula."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcdc.errors import OutputError
from graphcdc.output import check_new, write_bytes

if TYPE_CHECKING:
    from openpyxl import Workbook

#: What a cell of a workbook can hold at most, and a sheet.
_TEXT_LIMIT, _ROW_LIMIT = 32_767, 1_048_576
#: Characters that the format cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HEADER, _REQUIRED, _EXAMPLE = "DDE6F0", "C6D9EC", "F2F2F2"


@dataclass(frozen=True)
class SheetPlan:
    """A sheet to write.

    ``header`` may be empty. ``required`` and ``numbers`` are the places of required columns and of columns with
    numbers, ``lists`` the words of the drop-down list of a column by its place; ``faded`` is how many of the first
    rows are examples, and ``bold`` are rows that stand out; ``note`` is a
    comment at the first example.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | float]]
    widths: Sequence[int]
    required: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    lists: Mapping[int, Sequence[str]] = field(default_factory=dict)
    faded: int = 0
    bold: frozenset[int] = frozenset()
    note: str = ""


def write_workbook(path: Path, plans: Sequence[SheetPlan], lists_name: str) -> None:
    """Write sheets as a new workbook, which appears whole or not at all.

    Same sheets, same bytes: the workbook carries no time of its making.

    Raises
    ------
    OutputError
        If the file is there already, a text or table is longer than the format allows, or it cannot be written.
    """
    import openpyxl

    check_new(path)
    for plan in plans:
        _check_limits(plan)
    book = openpyxl.Workbook(write_only=True)
    columns: dict[tuple[str, ...], str] = {}
    for plan in plans:
        _write_sheet(book, plan, columns, lists_name)
    if columns:
        sheet = book.create_sheet(lists_name)
        sheet.sheet_state = "hidden"
        words = list(columns)
        for at in range(max(map(len, words))):
            sheet.append([_make_cell(sheet, column[at]) if at < len(column) else None for column in words])
    write_bytes(path, save_book(book))


def _check_limits(plan: SheetPlan) -> None:
    """Refuse what the format would cut off."""
    if len(plan.rows) >= _ROW_LIMIT:
        raise OutputError("sheet_too_long", sheet=plan.name, limit=_ROW_LIMIT)
    for number, row in enumerate(plan.rows, start=2):
        if any(isinstance(value, str) and len(value) > _TEXT_LIMIT for value in row):
            raise OutputError("text_too_long", sheet=plan.name, row=number, limit=_TEXT_LIMIT)


def save_book(book: Workbook) -> bytes:
    """Return the bytes of a workbook without any time in them: same sheets, same bytes."""
    import datetime
    import io
    import zipfile

    moment = datetime.datetime(2000, 1, 1)
    book.properties.creator = "graphcdc"
    book.properties.created = moment
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
                data = re.sub(stamp, rb"\g<1>" + moment.isoformat().encode() + b"Z", data)
            target.writestr(zipfile.ZipInfo(entry.filename, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _write_sheet(book: Workbook, plan: SheetPlan, columns: dict[tuple[str, ...], str], lists_name: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(plan.name)
    fit_on_page(sheet)
    for at, width in enumerate(plan.widths):
        dimension = sheet.column_dimensions[get_column_letter(at + 1)]
        dimension.width = width
        dimension.number_format = "@" if plan.header and at not in plan.numbers else "General"
    if plan.header:
        sheet.freeze_panes = "A2"
        header = [_make_cell(sheet, title) for title in plan.header]
        for at, cell in enumerate(header):
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor=_REQUIRED if at in plan.required else _HEADER)
        sheet.append(header)
    for place, words in plan.lists.items():
        _add_list(sheet, place, tuple(words), columns, lists_name)
    faded = (Font(italic=True, color="808080"), PatternFill("solid", fgColor=_EXAMPLE))
    for number, row in enumerate(plan.rows, start=2):
        cells = [None if value == "" else _make_cell(sheet, value) for value in row]
        if number - 2 < plan.faded:
            for cell in cells:
                if cell is not None:
                    cell.font, cell.fill = faded
            if plan.note and cells[0] is not None:
                cells[0].comment = Comment(plan.note, "graphcdc", height=80, width=240)
        if not plan.header and len(row) > 1:
            sheet.row_dimensions[number - 1].height = find_height(row, plan.widths)
        for at, cell in enumerate(cells):
            if cell is not None and not plan.header:
                cell.font = Font(bold=number - 2 in plan.bold)
                cell.alignment = Alignment(wrap_text=at > 0, vertical="top")
        sheet.append(cells)
    if plan.header:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(plan.header))}{sheet._max_row}"


def _add_list(
    sheet: Any, place: int, words: tuple[str, ...], columns: dict[tuple[str, ...], str], lists_name: str
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = columns.setdefault(words, get_column_letter(len(columns) + 1))
    formula = f"'{lists_name}'!${letter}$1:${letter}${len(words)}"
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    column = get_column_letter(place + 1)
    rule.add(f"{column}2:{column}{_ROW_LIMIT}")
    sheet.data_validations.append(rule)


def _make_cell(sheet: Any, value: str | float) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, int(value) if float(value).is_integer() and abs(value) < 1e15 else value)
    cell = WriteOnlyCell(sheet)
    make_cell_text(cell, value)
    return cell


def fit_on_page(sheet: Any) -> None:
    """Make a sheet print with all its columns on a page across."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def find_height(texts: Sequence[str | float], widths: Sequence[int]) -> float:
    """Return the height in points of a row whose texts are wrapped: not every program finds it out by itself.

    Examples
    --------
    >>> find_height(["short", "x" * 50], [20, 20])
    45
    """
    lines = max(
        (math.ceil(1.1 * len(str(text)) / width) for text, width in zip(texts, widths, strict=False)), default=1
    )
    return 15 * max(lines, 1)


def clean_text(text: str) -> str:
    """Return a text without what the format cannot hold, and with what it would take for an escape written out."""
    return _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", text))


def make_cell_text(cell: Any, text: str) -> None:
    """Put a text into a cell as text: one that begins like a formula stays text also when somebody edits it."""
    cell.value = clean_text(text)[:_TEXT_LIMIT]
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_LIVE):
        cell.quotePrefix = True
