"""Measure the reading of tables against named peers: python benchmarks/tables.py.

Horizon 2020 from CSV against pandas.read_csv; a workbook of 5,000 organizations and 30,000 ties against
pandas.read_excel.
The peers only read; graphcdc checks every cell and row as well.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import datetime
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd

from graphcdc import check_tables, load_tables
from graphcdc.resources import find_resource

REPEATS = 3


def make_workbook(path: Path) -> Path:
    """Write a workbook of 5,000 organizations and 30,000 ties with Russian headers and words."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Организации"
    sheet.append(
        ["Код", "Название", "Вид организации", "Регион", "Численность", "Сферы деятельности", "Источник данных"]
    )
    for at in range(5000):
        sheet.append([f"o{at}", f"ООО «Организация {at}»", "МСП", "Тверь", at, "лазеры;оптика", "synthetic"])
    ties = book.create_sheet("Связи")
    ties.append(["От кого", "Кому", "Вид связи", "С", "По", "Сила", "Достоверность", "Подтверждение", "Примечание"])
    for at in range(30_000):
        start = datetime.date(2015 + at % 9, 1 + at % 12, 1 + at % 28)
        ends = [f"o{at % 5000}", f"o{(at * 7 + 1 + at // 5000) % 5000}"]
        ties.append([*ends, "сотрудничает", start, None, 1.5, 0.8, f"договор {at}", None])
    book.save(path)
    return path


def best(function: Callable[[], object]) -> float:
    """Return the shortest of a few runs in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print seconds and ratios."""
    horizon = find_resource("datasets/horizon")
    ours = best(lambda: load_tables(horizon))
    peer = best(lambda: [pd.read_csv(path, dtype=str) for path in horizon.glob("*.csv*")])
    print(
        f"Horizon 2020 (184,216 rows): load_tables {ours:.2f} s, pandas.read_csv {peer:.2f} s, ratio {ours / peer:.1f}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = make_workbook(Path(folder) / "centre.xlsx")
        ours = best(lambda: check_tables(path))
        peer = best(lambda: pd.read_excel(path, sheet_name=None, dtype=str))
    print(f"workbook (35,000 rows): check_tables {ours:.2f} s, pandas.read_excel {peer:.2f} s, ratio {ours / peer:.1f}")


if __name__ == "__main__":
    main()
