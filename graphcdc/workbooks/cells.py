"""The child process that reads a workbook: sheets of text go to its standard output as JSON.

It imports openpyxl and nothing of graphcdc, so that it starts quickly; memory and time are limited from outside.
"""

from __future__ import annotations

import datetime
import json
import math
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

_UNCLEAR = re.compile(r"-?\d{1,3}\.\d{3}")
_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
#: Excel keeps 15 digits of a number; from here on the last ones may be lost.
_DIGITS_LOST = 10**15


def read_sheets(path: Path) -> list[dict[str, Any]]:
    """Return the sheets of a workbook.

    Returns
    -------
    list
        For each sheet ``name``, ``hidden``, ``rows`` (lists of text, from row 1, as long as they are filled),
        ``faults`` (row, column from 0, code) and ``merged`` (ranges such as ``A1:B2``).
    """
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: pip install defusedxml")
    book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    results: Any = None
    sheets = []
    for sheet in book.worksheets:
        rows: list[list[str]] = []
        faults: list[tuple[int, int, str]] = []
        formulas: list[tuple[int, int]] = []
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [_write(cell.value) for cell in row]
            for place, cell in enumerate(row):
                if cell.data_type == "f":
                    formulas.append((number, place))
                elif cell.data_type == "e":
                    faults.append((number, place, "error_value"))
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
        while rows and not rows[-1]:
            rows.pop()
        if formulas:
            results = results or openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            faults += _fill_results(rows, formulas, results[sheet.title])
        sheets.append(
            {
                "name": sheet.title,
                "hidden": sheet.sheet_state != "visible",
                "rows": rows,
                "faults": sorted(faults),
                "merged": _find_merged(path, sheet._worksheet_path),  # type: ignore[attr-defined]
            }
        )
    return sheets


def _fill_results(rows: list[list[str]], formulas: list[tuple[int, int]], sheet: Any) -> list[tuple[int, int, str]]:
    """Put the results of formulas in their places; return those that have none, or an error."""
    faults = []
    wanted: dict[int, list[int]] = {}
    for number, place in formulas:
        wanted.setdefault(number, []).append(place)
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for place in wanted.get(number, ()):
            cell = row[place]
            if cell.value is None and cell.data_type != "str":  # "str": a result that is an empty text
                faults.append((number, place, "formula_without_result"))
                continue
            rows[number - 1][place] = _write(cell.value)
            if cell.data_type == "e":
                faults.append((number, place, "error_value"))
    return faults


def _find_merged(path: Path, part: str) -> list[str]:
    """Return the merged ranges of a sheet, which reading by rows does not tell."""
    found: set[bytes] = set()
    with zipfile.ZipFile(path) as archive, archive.open(part) as text:
        tail = b""
        while chunk := text.read(2**20):
            found |= set(_MERGED.findall(tail + chunk))
            tail = chunk[-64:]
    return sorted(item.decode() for item in found)


def _write(value: Any) -> str:
    """Return a value as the text that a person would read in the cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _write_number(value)
    return str(value)


def _write_number(value: float) -> str:
    """Write a number so that it cannot be taken for thousands; one of too many digits as ``1.23...E+16``."""
    if abs(value) >= _DIGITS_LOST or not math.isfinite(value):
        return f"{value:.16E}"
    if float(value).is_integer():
        return str(int(value))
    text = repr(float(value))
    return f"{text}0" if _UNCLEAR.fullmatch(text) else text


def main() -> int:
    """Write the sheets of the workbook that is named, or why they cannot be read: class and text of the error."""
    try:
        sheets = read_sheets(Path(sys.argv[1]))
    except Exception as error:  # whatever a hostile file leads a parser to
        reason: BaseException = error
        while (inner := reason.__cause__ or reason.__context__) is not None:
            reason = inner
        print(f"{type(reason).__name__}: {reason}", file=sys.stderr)
        return 1
    json.dump(sheets, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
