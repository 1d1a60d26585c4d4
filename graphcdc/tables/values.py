"""Rows of text to columns of values: every header known, every cell by the type of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from graphcdc.model import TABLES, Column
from graphcdc.tables.cells import find_rule
from graphcdc.tables.checked import Checked
from graphcdc.tables.faults import Fault
from graphcdc.tables.grids import Sheet
from graphcdc.vocabulary import fold_words, list_headers, nearest_header
from graphcdc.words.headers import ELSEWHERE, RUNNING_NUMBERS

NUMERIC = ("number", "share")
#: Control characters, and those that take no room or turn the direction of writing.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
#: Headers of columns that hold data about persons, folded; they are never kept.
_PERSONAL = re.compile(
    r"\b(телефон\w*|тел|моб\w*|phone|mobile|e ?mail|mail|почта|паспорт\w*|passport|снилс|snils|фио|дата рождения)\b"
)


def read_values(sheet: Sheet) -> Checked:
    """Read every cell of a table by the type of its column."""
    checked = Checked(sheet, {}, list(sheet.problems), notes=list(sheet.notes))
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
            results[text] = rule(clean) if clean else nothing
            faulty = faulty or isinstance(results[text], Fault)
        values.append(results[text])
    place = checked.sheet.places[column.name]
    empty = {at for at, where in checked.sheet.faults if where == place}
    for at in sorted(empty):
        checked.report(Fault(checked.sheet.faults[at, place]), at, column.name, cells[at].strip())
        values[at] = nothing
    if hidden:
        fault = Fault("hidden_characters", severity="warning")
        for at, cell in enumerate(cells):
            if cell.strip() in hidden:
                checked.report(fault, at, column.name, _HIDDEN.sub(_show_hidden, cell.strip()))
    if faulty:
        for at, value in enumerate(values):
            if isinstance(value, Fault):
                checked.report(value, at, column.name, cells[at].strip())
                values[at] = nothing if value.value is None else value.value
    if column.required:
        for at, value in enumerate(values):
            if value == "" and not cells[at].strip() and at not in empty:
                checked.report(Fault("missing_value"), at, column.name, "")
    return values


def _show_hidden(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"


def _check_header(checked: Checked) -> None:
    sheet = checked.sheet
    names = sheet.columns
    near = {
        header: nearest_header(sheet.table, header)
        for header, name in zip(sheet.header, names, strict=True)
        if header and not name
    }
    for column in TABLES[sheet.table]:
        if column.required and column.name not in names:
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
    for place, (header, name) in enumerate(zip(sheet.header, names, strict=True)):
        if fold_words(header) in RUNNING_NUMBERS:
            continue
        if header and not name:
            checked.report(_unknown(sheet, header, near[header]), None, header, None)
        elif not header:
            _report_headless(checked, place)


def _unknown(sheet: Sheet, header: str, near: str | None) -> Fault:
    if _PERSONAL.search(fold_words(header)):
        return Fault("personal_column", severity="warning")
    elsewhere = ELSEWHERE.get((sheet.table, fold_words(header)))
    if elsewhere is not None:
        return Fault("unknown_column", help="elsewhere_help", help_values={"table": elsewhere}, severity="warning")
    if near is not None:
        return Fault("unknown_column", help="nearest_help", help_values={"nearest": near}, severity="warning")
    return Fault("unknown_column", severity="warning")


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
