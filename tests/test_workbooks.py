"""Workbooks: what a cell shows is what is read, and hostile files are refused before they do harm."""

from __future__ import annotations

import datetime
import io
import itertools
import random
import socket
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import datetime as excel_dates

from graphcdc import check_tables, read_tables
from graphcdc.workbooks.limits import WorkbookError, check_archive, read_workbook
from tests.outside import Rows, make_book


def repack(path: Path, change: dict[str, Callable[[bytes], bytes]]) -> Path:
    """Rewrite parts of a workbook; a part that is not there yet is added."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for name, function in change.items():
        parts[name] = function(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def codes(path: Path) -> list[tuple[str, str, str | None, int | None, str | None, str | None]]:
    return [(p.severity, p.code, p.sheet, p.row, p.column, p.value) for p in check_tables(path).problems]


TOWN: dict[str, Rows] = {
    "Организации": [
        ["Код", "Название", "Вид организации", "ИНН", "Численность"],
        ["o1", "ООО «Вектор»", "МСП", 7707083893, 45],
        ["o2", "Политех", "ВУЗ", None, None],
    ],
    "Связи": [["От кого", "Кому", "Вид связи", "С"], ["o1", "o2", "сотрудничает", datetime.date(2019, 3, 1)]],
}


# What is read --------------------------------------------------------------------------------------------------------


def test_a_workbook_with_russian_headers_and_words_is_read(tmp_path: Path) -> None:
    tables = read_tables(make_book(tmp_path / "town.xlsx", TOWN))
    organizations, ties = tables["organizations"], tables["ties"]
    assert organizations["kind"].tolist() == ["sme", "university"]
    assert organizations["inn"].tolist() == ["7707083893", ""]
    assert organizations["size"].iloc[0] == 45
    assert ties.iloc[0].tolist() == ["o1", "o2", "COOPERATES_WITH", "2019-03-01"]


def test_every_kind_of_cell_is_read_as_the_text_that_it_shows(tmp_path: Path) -> None:
    moment = datetime.datetime(2024, 2, 29, 13, 30)
    row = ["007", 7, 7.0, 0.5, 1.234, -3, True, datetime.date(2024, 2, 29), moment, 1e16, " x "]
    (sheet,) = read_workbook(make_book(tmp_path / "cells.xlsx", {"Лист": [row, [], ["a"]]}))
    assert sheet.rows == [
        [
            "007",
            "7",
            "7",
            "0.5",
            "1.234",
            "-3",
            "TRUE",
            "2024-02-29",
            "2024-02-29 13:30:00",
            "1.0000000000000000E+16",
            " x ",
        ],
        ["a"],
    ]
    assert sheet.numbers == [1, 3]


SHARED = b"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2">
<si><t>\xd0\x9a\xd0\xbe\xd0\xb4</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si></sst>"""
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/></Types>'
)


def share_strings(path: Path, strings: bytes) -> Path:
    """Keep texts in a part of their own, as Excel does."""
    first = b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>'
    return repack(
        path,
        {
            "[Content_Types].xml": lambda text: text.replace(b"</Types>", SHARED_TYPE),
            "xl/sharedStrings.xml": lambda _: strings,
            "xl/worksheets/sheet1.xml": lambda text: (
                text.partition(b"<sheetData>")[0] + first + text.partition(b"</sheetData>")[2]
            ),
        },
    )


def test_texts_in_a_part_of_their_own_are_read_rich_ones_too(tmp_path: Path) -> None:
    path = share_strings(make_book(tmp_path / "book.xlsx", {"Лист": [["a"]]}), SHARED)
    assert read_workbook(path)[0].rows == [["Код", "rich"]]


def test_dates_of_either_epoch_are_the_same_dates(tmp_path: Path) -> None:
    def use_1904(book: Any) -> None:
        book.epoch = excel_dates.CALENDAR_MAC_1904

    rows: Rows = [["Код", "Название", "Начало"], ["p1", "Лазер", datetime.date(2019, 3, 1)]]
    for at, change in enumerate((None, use_1904)):
        tables = read_tables(make_book(tmp_path / f"{at}.xlsx", {"Проекты": rows}, change))
        assert tables["projects"]["start"].tolist() == ["2019-03-01"]


def test_a_formula_gives_its_saved_result_and_one_without_is_an_error(tmp_path: Path) -> None:
    rows: Rows = [["Код", "Название", "Численность"], ["o1", "Альфа", "=20+25"], ["o2", "Бета", "=1/0"]]
    path = make_book(tmp_path / "town.xlsx", {"Организации": rows})
    assert [found[1:] for found in codes(path) if found[0] == "error"] == [
        ("formula_without_result", "Организации", 2, "size", "=20+25"),
        ("formula_without_result", "Организации", 3, "size", "=1/0"),
    ]

    def save_results(sheet: bytes) -> bytes:
        # As a spreadsheet program saves them: a number, and an error.
        sheet = sheet.replace(b"<f>20+25</f><v />", b"<f>20+25</f><v>45</v>")
        return sheet.replace(b'<c r="C3"><f>1/0</f><v />', b'<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v>')

    repack(path, {"xl/worksheets/sheet1.xml": save_results})
    assert [found[1:] for found in codes(path) if found[0] == "error"] == [
        ("error_value", "Организации", 3, "size", "#DIV/0!")
    ]


def test_a_formula_with_an_empty_text_as_its_result_is_an_empty_cell(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "town.xlsx", {"Организации": [["Код", "Название", "Город"], ["o1", "А", '=IF(1,"","")']]}
    )

    def save_result(sheet: bytes) -> bytes:
        return sheet.replace(b'<c r="C2"><f>', b'<c r="C2" t="str"><f>').replace(b"</f><v />", b"</f><v></v>")

    repack(path, {"xl/worksheets/sheet1.xml": save_result})
    assert read_tables(path)["organizations"]["city"].tolist() == [""]


def test_hidden_empty_and_explaining_sheets_are_told_apart(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Связи"].sheet_state = "hidden"

    path = make_book(tmp_path / "town.xlsx", {**TOWN, "Лист3": [], "README": [["Домашний регион", "Тверь"]]}, hide)
    report = check_tables(path)
    assert [note.say("en") for note in report.notes] == [
        "town.xlsx, Связи: the sheet is hidden and was read",
        "town.xlsx, Лист3: the sheet is empty",
    ]
    assert report.tables is not None
    assert report.tables.home == "Тверь"


def test_a_home_region_that_no_organization_has_is_named_at_its_cell(tmp_path: Path) -> None:
    rows: Rows = [["Код", "Название", "Вид", "Регион"], ["o1", "Альфа", "вуз", "Тверь"]]
    sheets: dict[str, Rows] = {"Организации": rows, "Прочтите": [["Домашний регион", "Питер"]]}
    path = make_book(tmp_path / "town.xlsx", sheets)
    assert codes(path) == [("warning", "unknown_home", "Прочтите", 1, None, "Питер")]


def test_a_sheet_of_charts_is_no_table_also_an_empty_one(tmp_path: Path) -> None:
    def draw(book: Any) -> None:
        book.create_chartsheet("Диаграмма", 0)
        chart = BarChart()
        chart.add_data(Reference(book["Организации"], min_col=2, min_row=1, max_row=3))
        book.create_chartsheet("Вторая").add_chart(chart)

    path = make_book(tmp_path / "town.xlsx", TOWN, draw)
    assert codes(path) == codes(make_book(tmp_path / "plain.xlsx", TOWN))
    assert check_tables(path).rows_read == {"organizations": 2, "ties": 1}


def test_an_error_inside_the_parser_is_never_shown(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.xlsx", TOWN)
    repack(path, {"xl/workbook.xml": lambda text: text.replace(b"<sheets>", b"<sheets><sheet/>")})
    (problem,) = check_tables(path).problems
    assert problem.message.say("en") == "the workbook cannot be read: a part of it is damaged or of an unknown form"


def test_a_sheet_that_is_no_table_is_named(tmp_path: Path) -> None:
    path = make_book(tmp_path / "town.xlsx", {**TOWN, "Свод": [["Месяц", "План"], ["май", 7]]})
    assert codes(path) == [("error", "unknown_table", "Свод", 1, None, None)]


def test_title_lines_totals_merged_cells_and_a_second_table_are_said(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book["Организации"].merge_cells("C5:C6")

    rows: Rows = [
        ["Реестр организаций центра"],
        [],
        ["Код", "Название", "Город"],
        ["o1", "Альфа", "Тверь"],
        ["o2", "Бета", "Тверь"],
        ["o3", "Гамма", None],
        ["Итого", None, None],
        [],
        ["От кого", "Кому", "Вид связи"],
        ["o1", "o2", "сотрудничает"],
    ]
    path = make_book(tmp_path / "town.xlsx", {"Организации": rows}, merge)
    assert [found for found in codes(path) if found[1] != "kind_missing"] == [
        ("error", "totals_row", "Организации", 7, None, "Итого"),
        ("error", "second_table", "Организации", 9, None, "От кого"),
        ("warning", "merged_cells", "Организации", 5, None, "C5:C6"),
    ]
    report = check_tables(path)
    assert (report.rows_read, report.rows_accepted, report.rows_reported) == (
        {"organizations": 6},
        {"organizations": 3},
        {"organizations": 3},
    )
    assert [note.say("en") for note in report.notes] == [
        "town.xlsx, Организации: the header is row 3, 1 row above it skipped",
        "town.xlsx, Организации: 1 blank row skipped",
    ]


def test_a_cell_far_away_costs_neither_time_nor_rows(tmp_path: Path) -> None:
    def touch(book: Any) -> None:
        book["Организации"]["A1000000"].number_format = "@"

    start = time.perf_counter()
    tables = read_tables(make_book(tmp_path / "town.xlsx", TOWN, touch))
    assert len(tables["organizations"]) == 2
    assert time.perf_counter() - start < 10


# What is refused -----------------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    start = time.perf_counter()
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    assert time.perf_counter() - start < 5
    (problem,) = check_tables(path).problems
    assert (problem.severity, problem.code, problem.file, problem.row) == ("error", caught.value.key, path.name, None)
    return caught.value.key


def test_what_is_no_workbook_is_refused_by_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refused(path) == "workbook_locked"
    path.write_bytes(b"id;name\n1;x\n")
    assert refused(path) == "no_workbook"
    path.write_bytes(b"")
    assert refused(path) == "no_workbook"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(path) == "no_workbook"


def test_archives_that_would_fill_the_memory_are_refused_by_their_directory(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.xlsx", TOWN)
    repack(path, {"xl/worksheets/sheet1.xml": lambda _: bytes(300 * 2**20)})
    assert refused(path) == "workbook_too_large"
    repack(path, {"xl/worksheets/sheet1.xml": lambda _: bytes(100 * 2**20)})
    assert refused(path) == "workbook_suspicious"
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(10_001):
            archive.writestr(f"{at}", b"")
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, b"")
    assert refused(path) == "workbook_suspicious"


def test_a_directory_that_lies_about_a_size_is_found_out(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.xlsx", TOWN)
    repack(path, {"xl/worksheets/sheet1.xml": lambda text: text + b" " * 5_000_000})
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (700).to_bytes(4, "little")))
    assert check_archive(path) < 100_000
    assert refused(path) == "bad_workbook"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str">
<v>&j;</v></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_bombs_and_external_entities_in_any_part_are_refused_and_open_no_connection(part: str, tmp_path: Path) -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    path = make_book(tmp_path / "book.xlsx", TOWN)
    share_strings(path, SHARED)
    repack(path, {part: lambda _: BOMB % entities.encode()})
    assert refused(path) == "workbook_suspicious"
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        for entity in (f'<!ENTITY j SYSTEM "{address}">', '<!ENTITY j SYSTEM "file:///etc/passwd">'):
            repack(path, {part: lambda _, entity=entity: BOMB % entity.encode()})  # type: ignore[misc]
            assert refused(path) == "workbook_suspicious"
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_sheet_that_needs_too_much_memory_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        return  # the system has no limit on the memory of a process
    monkeypatch.setattr("graphcdc.workbooks.limits._MEMORY", 150 * 2**20)
    noise = random.Random(1)
    rows: Rows = [["Код", "Название"], *([f"o{at}", noise.randbytes(150).hex()] for at in range(60_000))]
    assert refused(make_book(tmp_path / "book.xlsx", {"Организации": rows})) == "workbook_too_large"


def test_reading_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphcdc.workbooks.limits._SECONDS", 0.01)
    assert refused(make_book(tmp_path / "book.xlsx", TOWN)) == "workbook_too_slow"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_gives_an_answer_in_words(seed: int, tmp_path: Path) -> None:
    noise = random.Random(seed)
    path = make_book(tmp_path / "book.xlsx", TOWN)
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: bytearray(archive.read(entry)) for entry in archive.infolist()}
    if seed % 3 == 0:
        data = bytearray(path.read_bytes())
        for _ in range(noise.randint(1, 30)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        path.write_bytes(data)
    else:
        name = noise.choice(sorted(parts))
        for _ in range(noise.randint(1, 6)):
            at = noise.randrange(len(parts[name]))
            parts[name][at : at + noise.randint(0, 3)] = noise.randbytes(noise.randint(0, 3))
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, bytes(content))
    report = check_tables(path)
    for problem in report.problems:
        assert problem.text("ru")
        assert "Traceback" not in problem.text("en")
    for table, read in report.rows_read.items():
        assert read == report.rows_accepted[table] + report.rows_reported[table]
