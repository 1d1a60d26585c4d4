"""Rows of text to columns of values: every header known, every cell by the type of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from graphcdc.guard import unify_breaks
from graphcdc.model import TABLES, Column
from graphcdc.tables.cells import find_rule, says_nothing
from graphcdc.tables.checked import Checked
from graphcdc.tables.faults import Fault
from graphcdc.tables.grids import Sheet
from graphcdc.vocabulary import (
    PERSONAL,
    UNIT,
    find_header,
    fold_words,
    has_remark,
    list_headers,
    nearest_header,
    nearest_start,
)
from graphcdc.words.headers import ELSEWHERE, RUNNING_NUMBERS

NUMERIC = ("number", "share")
#: How much of a cell is shown in a problem.
_SHOWN = 200
#: Control characters, and those that take no room or turn the direction of writing.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
#: What spreadsheet programs show in place of a result that is an error, and of a number that is too wide.
_ERROR = re.compile(
    r"#(н/д|n/a|ссылка!|ref!|знач!|value!|дел/0!|div/0!|имя\?|name\?|пусто!|null!|число!|num!|#{2,})", re.IGNORECASE
)


def read_values(sheet: Sheet) -> Checked:
    """Read every cell of a table by the type of its column."""
    checked = Checked(sheet, {}, notes=list(sheet.notes))
    _check_header(checked)
    transposed = list(zip(*sheet.rows, strict=True)) if sheet.rows else [()] * len(sheet.header)
    for column in TABLES[sheet.table]:
        if column.name in sheet.places:
            cells = transposed[sheet.places[column.name]]
            checked.columns[column.name] = _read_column(checked, column, cells)
    if sheet.table == "organizations":
        _fill_kinds(checked)
    return checked


def _read_column(checked: Checked, column: Column, cells: Sequence[str]) -> list[Any]:
    """Values of a column: text with "" or numbers with NaN where there is none."""
    rule = find_rule(column)
    nothing = float("nan") if column.type in NUMERIC else ""
    results: dict[str, Any] = {"": nothing}
    values, faulty, hidden = [], False, set()
    for cell in cells:
        text = cell.strip()
        if text not in results:
            clean = _HIDDEN.sub("", text).strip()
            if clean != text:
                hidden.add(text)
            results[text] = _read_text(column, rule, clean) if clean else nothing
            faulty = faulty or isinstance(results[text], Fault)
        values.append(results[text])
    place = checked.sheet.places[column.name]
    marked = {at: code for (at, where), code in checked.sheet.faults.items() if where == place}
    for at, code in sorted(marked.items()):
        values[at] = _read_marked(column, rule, code, values[at], cells[at].strip())
        faulty = faulty or isinstance(values[at], Fault)
    if hidden:
        fault = Fault("hidden_characters", severity="warning")
        for at, cell in enumerate(cells):
            if cell.strip() in hidden:
                checked.report(fault, at, column.name, _HIDDEN.sub(_show_hidden, cell.strip()))
    refused = set()
    if faulty:
        for at, value in enumerate(values):
            if isinstance(value, Fault):
                refused.add(at)
                checked.report(value, at, column.name, _shorten(cells[at].strip()))
                values[at] = nothing if value.value is None else value.value
    if column.required:
        for at, value in enumerate(values):
            if value == "" and at not in refused:
                checked.report(Fault("missing_value"), at, column.name, _HIDDEN.sub(_show_hidden, cells[at].strip()))
    return values


def _read_text(column: Column, rule: Callable[[str], Any], text: str) -> Any:
    if text.startswith("#") and _ERROR.fullmatch(text):
        return Fault("error_value")
    value = rule(unify_breaks(text))
    if isinstance(value, Fault) and not column.required and says_nothing(text):
        return replace(value, help="leave_empty_help")
    return value


def _read_marked(column: Column, rule: Callable[[str], Any], code: str, value: Any, text: str) -> Any:
    """Read a cell of a workbook of which more is known than its text (`graphcdc.workbooks.cells`)."""
    if code == "fraction":
        # Three decimals of a number are no thousands; one more zero says so.
        return rule(f"{text}0") if column.type in NUMERIC else value
    if code == "long_number":
        return value if column.type in NUMERIC else Fault("digits_lost")
    return Fault(code)


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _show_hidden(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"


def _check_header(checked: Checked) -> None:
    sheet = checked.sheet
    names = sheet.columns
    missing = {column.name for column in TABLES[sheet.table] if column.required} - {*names}
    near = {
        header: nearest_header(sheet.table, header) or nearest_start(sheet.table, header, missing)
        for header, name in zip(sheet.header, names, strict=True)
        if header and not name
    }
    for column in TABLES[sheet.table]:
        if column.name in missing:
            like = next((header for header, known in near.items() if known in list_headers(column)), None)
            path = f"{column.table}.{column.name}"
            if like is None and column.type == "id":
                fault = Fault("missing_column", help="missing_id_help", help_values={"path": path})
            elif like is None:
                fault = Fault("missing_column", help_values={"path": path})
            else:
                values = {"path": path, "like": like}
                fault = Fault("missing_column", help="missing_column_like_help", help_values=values)
            checked.report(fault, None, column.name, None)
        if names.count(column.name) > 1:
            checked.report(Fault("repeated_column"), None, column.name, None)
    _report_beyond(checked)
    for place, (header, name) in enumerate(zip(sheet.header, names, strict=True)):
        if fold_words(header) in RUNNING_NUMBERS:
            continue
        if header and not name:
            checked.report(_unknown(sheet, header, near[header]), None, header, None)
        elif not header:
            _report_headless(checked, place)
        elif has_remark(sheet.table, header):
            values = {"path": f"{sheet.table}.{name}"}
            checked.report(Fault("remark_in_header", values, severity="warning"), None, name, None)


def _unknown(sheet: Sheet, header: str, near: str | None) -> Fault:
    twin = find_header(sheet.table, header) if header else None
    if twin is not None:
        return Fault("second_column", {"other": sheet.header[sheet.places[twin]]}, severity="warning")
    if UNIT.search(fold_words(header)) and _names_number(sheet.table, header):
        return Fault("unit_in_header")
    if PERSONAL.search(fold_words(header)):
        return Fault("personal_column", severity="warning")
    elsewhere = ELSEWHERE.get((sheet.table, fold_words(header)))
    if elsewhere is not None:
        return Fault("unknown_column", help="elsewhere_help", help_values={"table": elsewhere}, severity="warning")
    if near is not None:
        return Fault("unknown_column", help="nearest_help", help_values={"nearest": near}, severity="warning")
    return Fault("unknown_column", severity="warning")


def _names_number(table: str, header: str) -> bool:
    """Whether a header is that of a column of numbers once its unit is taken out."""
    bare = re.sub(r"\b(руб\w*|rub|р|eur|usd|чел\w*|employees)\b", "", UNIT.sub("", fold_words(header)))
    name = find_header(table, bare)
    return any(column.name == name and column.type in NUMERIC for column in TABLES[table])


def _report_beyond(checked: Checked) -> None:
    """Cells to the right of the last header belong to no column; the first of them is named."""
    if checked.sheet.beyond is not None:
        at, text = checked.sheet.beyond
        checked.report(_unknown(checked.sheet, "", None), at, None, text)


def _report_headless(checked: Checked, place: int) -> None:
    """Cells below an empty header belong to no column; the first of them is named."""
    for at, row in enumerate(checked.sheet.rows):
        if row[place].strip():
            checked.report(_unknown(checked.sheet, "", None), at, None, row[place].strip())
            return


def _fill_kinds(checked: Checked) -> None:
    """An organization without a kind is an ``organization``; that is said, once when the column is missing."""
    rows = len(checked.sheet.rows)
    fault = Fault("kind_missing", severity="warning")
    if "kind" not in checked.columns:
        checked.report(fault, None, "kind", None)
        checked.columns["kind"] = ["organization"] * rows
        return
    kinds = checked.columns["kind"]
    for at, kind in enumerate(kinds):
        if kind == "" and at not in checked.bad:
            checked.report(fault, at, "kind", "")
            kinds[at] = "organization"
