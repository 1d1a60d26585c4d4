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
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
#: A number format that shows an identifier with the zeros in front of it.
_ZEROS = re.compile("0{2,20}")
_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
#: Excel keeps 15 digits of a number; from here on the last ones may be lost.
_DIGITS_LOST = 10**15


class TooManyRows(Exception):
    """The workbook holds more than may be read."""


def read_sheets(path: Path, room: int, width: int) -> list[dict[str, Any]]:
    """Return the sheets of a workbook; those of charts are none.

    Parameters
    ----------
    path
        The workbook.
    room, width
        How many filled rows all sheets may hold, and how many cells.

    Returns
    -------
    list
        For each sheet ``name``, ``hidden``, ``rows`` (lists of text, blank ones left out) and their ``numbers``,
        ``faults`` (row, column from 0, code) and ``merged`` (ranges such as ``A1:B2``). The faults ``fraction`` and
        ``long_number`` say that the text is that of a number: one that could be taken for thousands, or one that
        may have lost digits.
    """
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: pip install defusedxml")
    book = _open(path)
    results: Any = None
    sheets = []
    for sheet in book.worksheets:
        rows: dict[int, list[str]] = {}
        faults: list[tuple[int, int, str]] = []
        formulas: list[tuple[int, int]] = []
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [_write(cell) for cell in row]
            for place, cell in enumerate(row):
                if cell.data_type == "f":
                    formulas.append((number, place))
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            room, width = room - 1, width - len(cells)
            if room < 0 or width < 0:
                raise TooManyRows
            rows[number] = cells
            faults += [(number, place, code) for place, cell in enumerate(row) if (code := _judge(cell))]
        if formulas:
            results = results or _open(path, data_only=True)
            faults += _fill_results(rows, formulas, results[sheet.title])
        sheets.append(
            {
                "name": sheet.title,
                "hidden": sheet.sheet_state != "visible",
                "rows": list(rows.values()),
                "numbers": list(rows),
                "faults": sorted(faults),
                "merged": _find_merged(path, sheet._worksheet_path),
            }
        )
    return sheets


def _open(path: Path, *, data_only: bool = False) -> Any:
    """Open a workbook without its charts: openpyxl stumbles over an empty sheet of them."""
    from openpyxl.chartsheet import Chartsheet
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        def read_chartsheet(self, sheet: Any, rel: Any) -> None:  # noqa: ARG002
            # It keeps its place among the sheets, which names refer to by number.
            self.wb._sheets.append(Chartsheet(parent=self.wb, title=sheet.name))  # type: ignore[attr-defined]

    reader = Reader(path, read_only=True, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


def _fill_results(
    rows: dict[int, list[str]], formulas: list[tuple[int, int]], sheet: Any
) -> list[tuple[int, int, str]]:
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
            rows[number][place] = _write(cell)
            if (code := _judge(cell)) is not None:
                faults.append((number, place, code))
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


def _judge(cell: Any) -> str | None:
    """What should be known of a cell besides its text."""
    if cell.data_type == "e":
        return "error_value"
    value = cell.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    if abs(value) >= _DIGITS_LOST or not math.isfinite(value):
        return "long_number"
    return "fraction" if isinstance(value, float) and _UNCLEAR.fullmatch(repr(value)) else None


def _write(cell: Any) -> str:
    """Return the text that a person would read in a cell."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    if isinstance(value, int | float):
        if abs(value) >= _DIGITS_LOST or not math.isfinite(value):
            return f"{value:.16E}"
        shown = cell.number_format
        return str(int(value)).zfill(len(shown)) if _ZEROS.fullmatch(shown) else str(int(value))
    return str(value)


def unescape(text: str) -> str:
    """Return a text with the characters that the format writes as ``_x000D_``."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def main() -> int:
    """Write the sheets of the workbook that is named, or why they cannot be read: class and text of the error."""
    try:
        sheets = read_sheets(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    except Exception as error:  # whatever a hostile file leads a parser to
        reason: BaseException = error
        while (inner := reason.__cause__ or reason.__context__) is not None:
            reason = inner
        print(f"{type(reason).__name__}: {reason}", file=sys.stderr)
        return 1
    sys.stdout.write(json.dumps(sheets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
