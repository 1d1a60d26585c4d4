"""Tables spoilt at random: always an answer in words, and rows read are rows accepted and reported."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import openpyxl
import pytest

from graphcdc import check_tables
from tests.tables import TOWN

WORDS = [
    "",
    " ",
    "Итого",
    "Код",
    "Название",
    "=1+1",
    "'=x",
    "01/02/2019",
    "1,500",
    "\x00",
    "\u200b",
    '"',
    '""',
    ";",
    ",",
    "\t",
]
WORDS += [
    "o" * 5000,
    "сотрудничает",
    "участник",
    "k1",
    "nan",
    "-",
    "#N/A",
    "7,8E+09",
    "\ufeff",
    "\u202e",
    "\r",
    "\n",
    "р1",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_r", "cp866", "latin-1"]


def spoil_rows(noise: random.Random) -> dict[str, list[list[str]]]:
    tables = {name: [line.split(",") for line in text.strip().splitlines()] for name, text in TOWN.items()}
    for _ in range(noise.randint(1, 12)):
        rows = noise.choice(list(tables.values()))
        row = noise.choice(rows)
        match noise.randrange(6):
            case 0:
                row[noise.randrange(len(row))] = noise.choice(WORDS)
            case 1:
                row.insert(noise.randrange(len(row) + 1), noise.choice(WORDS))
            case 2 if len(row) > 1:
                row.pop(noise.randrange(len(row)))
            case 3:
                rows.insert(noise.randrange(len(rows) + 1), list(noise.choice(rows)))
            case 4:
                rows.insert(noise.randrange(len(rows) + 1), [noise.choice(WORDS) for _ in range(noise.randint(0, 9))])
            case _:
                noise.shuffle(row)
    return tables


def judge(path: Path) -> None:
    start = time.perf_counter()
    report = check_tables(path)
    assert time.perf_counter() - start < 10
    for lang in ("ru", "en"):
        answer = json.dumps(report.to_dict(lang), ensure_ascii=False)
        assert "{" + "}" not in answer
        for problem in report.problems:
            assert problem.text(lang)
    for table, read in report.rows_read.items():
        assert read == report.rows_accepted[table] + report.rows_reported[table]
    assert (report.tables is None) == bool(report.errors)


@pytest.mark.parametrize("part", range(4))
def test_spoilt_csv_files_give_an_answer(part: int, tmp_path: Path) -> None:
    for seed in range(100):
        noise = random.Random(1000 * part + seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        separator = noise.choice([",", ";", "\t"])
        encoding = noise.choice(ENCODINGS)
        for name, rows in spoil_rows(noise).items():
            text = noise.choice(["\n", "\r\n", "\r"]).join(separator.join(row) for row in rows)
            data = bytearray(text.encode(encoding, "replace"))
            for _ in range(noise.choice([0, 0, 0, 3])):
                data[noise.randrange(len(data))] = noise.randrange(256)
            (folder / f"{name}.csv").write_bytes(bytes(data))
        judge(folder)


def test_spoilt_workbooks_give_an_answer(tmp_path: Path) -> None:
    for seed in range(60):
        noise = random.Random(seed)
        book = openpyxl.Workbook()
        for name, rows in spoil_rows(noise).items():
            sheet = book.create_sheet(noise.choice([name, name.upper(), f" {name}", "Свод"]))
            for number, row in enumerate(rows, start=noise.choice([1, 1, 1, 4])):
                for place, text in enumerate(row, start=1):
                    clean = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)
                    value = noise.choice([clean, clean, clean, int(clean) if clean.isdecimal() else clean])
                    sheet.cell(number, place).value = value or None
            if noise.random() < 0.2:
                sheet.merge_cells(f"A{noise.randint(1, 4)}:B{noise.randint(4, 6)}")
        book.save(tmp_path / "book.xlsx")
        judge(tmp_path / "book.xlsx")
