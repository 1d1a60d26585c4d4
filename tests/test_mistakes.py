"""A clerk's workbook with thirty mistakes of thirty kinds: each is named at its cell, and nothing is loaded."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from graphcdc import DataError, check_tables, load_tables
from graphcdc.resources import find_resource
from tests.outside import Rows, make_book, run

MISTAKES: dict[str, Rows] = {
    "Организации": [
        [
            "Код",
            "Название",
            "Вид",
            "ИНН",
            "ОГРН",
            "Численность",
            "Чек от",
            "Валюта",
            "Головная организация",
            "Цвет",
            "Телефон",
            "Регион",
        ],
        ["o1", "ООО «Вектор»", "МСП", "7707083893", "1027700132195", "45", "", "", "", "красный", "123", "Тверь"],
        ["o2", 'ПАО "ВЕКТОР"', "МСП", "", "", "", "", "", "", "", "", "Тверь"],
        ["o3", "Политех", "универсетет", "7707083894", "", "", "", "", "", "", "", ""],
        ["o4", "НИИ Спектр", "НИИ", "77070838", "", "", "", "", "", "", "", ""],
        ["o5", "Фонд Рост", "фонд", "", "", "", "1,500", "тугрики", "", "", "", ""],
        ["o1", "Дубль", "МСП", "", "", "", "", "", "", "", "", ""],
        ["o6", "", "МСП", "", "", "", "", "", "", "", "", ""],
        ["o7", "Без вида", "", "", "", "", "", "", "", "", "", ""],
        ["o8", "Башкирия", "МСП", "274062111", "", "", "", "", "", "", "", ""],
        ["o9", "Короткий", "МСП", "7,8E+09", "", "", "", "", "", "", "", ""],
        ["o10", "Филиал", "МСП", "7707083893", "", "", "", "", "", "", "", ""],
        ["o11", "Скры\u200bтый", "МСП", "", "102770013219", "много", "", "", "o99", "", "", ""],
        ["o12", "Контроль", "МСП", "", "1027700132196", "", "", "", "", "", "", ""],
    ],
    "Кластеры": [
        ["Код", "Название", "Статус"],
        ["k1", "Высокие технологии и инжиниринг", "пилотный"],
        ["k2", "Хай-тек и инжиниринг", "инициатива"],
    ],
    "Проекты": [
        ["Код", "Название", "Начало", "Окончание", "Бюджет", "Кластеры"],
        ["p1", "Лазер", "31.02.2019", "", "", "k1"],
        ["p2", "Оптика", "01/02/2019", "", "", "k1"],
        ["p3", "Станок", "1.2.19", "", "", "k1"],
        ["p4", "Верфь", "2020", "2019", "", "k1"],
        ["p5", "Мост", "2020", "", "-5", "k1"],
        ["Итого", "", "", "", "100", ""],
    ],
    "Участие в проектах": [
        ["Организация", "Проект", "Роль"],
        ["Вектор", "p1", "координатор"],
        ["o4", "p5", "участник"],
        ["o4", "p5", "партнёр"],
    ],
    "Связи": [
        ["От кого", "Кому", "Вид связи", "Достоверность"],
        ["o4", "o4", "сотрудничает", ""],
        ["o4", "o5", "инвестирует", ""],
        ["o4", "o5", "сотрудничает", "120 %"],
        ["Код", "Название", "", ""],
    ],
}

#: Severity, code, sheet, row, column, value.
EXPECTED = {
    ("warning", "unknown_column", "Организации", 1, "Цвет", None),
    ("warning", "personal_column", "Организации", 1, "Телефон", None),
    ("warning", "same_name", "Организации", 3, "name", 'ПАО "ВЕКТОР"'),
    ("error", "bad_choice", "Организации", 4, "kind", "универсетет"),
    ("warning", "inn_check_digit", "Организации", 4, "inn", "7707083894"),
    ("error", "bad_inn", "Организации", 5, "inn", "77070838"),
    ("error", "unclear_number", "Организации", 6, "ticket_min", "1,500"),
    ("error", "bad_currency", "Организации", 6, "currency", "тугрики"),
    ("error", "duplicate_id", "Организации", 7, "id", "o1"),
    ("error", "missing_value", "Организации", 8, "name", ""),
    ("warning", "kind_missing", "Организации", 9, "kind", ""),
    ("warning", "zero_restored", "Организации", 10, "inn", "274062111"),
    ("error", "digits_lost", "Организации", 11, "inn", "7,8E+09"),
    ("warning", "same_inn", "Организации", 12, "inn", "7707083893"),
    ("warning", "hidden_characters", "Организации", 13, "name", "Скры<U+200B>тый"),
    ("error", "bad_ogrn", "Организации", 13, "ogrn", "102770013219"),
    ("error", "bad_number", "Организации", 13, "size", "много"),
    ("error", "unknown_reference", "Организации", 13, "parent_organization", "o99"),
    ("warning", "ogrn_check_digit", "Организации", 14, "ogrn", "1027700132196"),
    ("warning", "alike_clusters", "Кластеры", 3, "name", "Хай-тек и инжиниринг"),
    ("error", "bad_date", "Проекты", 2, "start", "31.02.2019"),
    ("error", "unclear_date", "Проекты", 3, "start", "01/02/2019"),
    ("error", "short_year", "Проекты", 4, "start", "1.2.19"),
    ("error", "until_before_since", "Проекты", 5, "end", "2019"),
    ("error", "out_of_range", "Проекты", 6, "budget", "-5"),
    ("error", "totals_row", "Проекты", 7, None, "Итого"),
    ("error", "ambiguous_reference", "Участие в проектах", 2, "organization", "Вектор"),
    ("warning", "duplicate_tie", "Участие в проектах", 4, "project", "p5"),
    ("error", "self_tie", "Связи", 2, "target", "o4"),
    ("error", "wrong_end", "Связи", 3, "source", "o4"),
    ("error", "out_of_range", "Связи", 4, "confidence", "120 %"),
    ("error", "second_table", "Связи", 5, None, "Код"),
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return make_book(tmp_path / "centre.xlsx", MISTAKES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "centre").mkdir()
    for name, rows in MISTAKES.items():
        # One character of one cell is in no old encoding: that cell is clean here.
        with (tmp_path / "centre" / f"{name}.csv").open("w", encoding="cp1251", newline="") as file:
            csv.writer(file, delimiter=";").writerows([[cell.replace("\u200b", "") for cell in row] for row in rows])
    return tmp_path / "centre"


def test_thirty_kinds_of_mistake_are_named_by_sheet_row_column_and_value(workbook: Path) -> None:
    report = check_tables(workbook)
    found = {(p.severity, p.code, p.sheet, p.row, p.column, p.value) for p in report.problems}
    assert found == EXPECTED
    assert len(report.problems) == len(EXPECTED)
    assert len({code for _, code, *_ in EXPECTED}) >= 30
    for problem in report.problems:
        assert problem.file == "centre.xlsx"
        assert problem.suggestion.say("ru")
        assert problem.suggestion.say("en")
    assert report.tables is None


def test_rows_read_are_rows_accepted_and_reported(workbook: Path) -> None:
    report = check_tables(workbook)
    assert report.rows_read == {
        "clusters": 2,
        "organizations": 13,
        "participations": 3,
        "projects": 6,
        "ties": 4,
    }
    for table, read in report.rows_read.items():
        assert read == report.rows_accepted[table] + report.rows_reported[table]
    assert report.rows_reported == {"clusters": 0, "organizations": 7, "participations": 1, "projects": 6, "ties": 4}


def test_the_same_mistakes_in_old_csv_files_are_the_same(folder: Path) -> None:
    found = {(p.severity, p.code, p.file, p.row, p.column, p.value) for p in check_tables(folder).problems}
    assert found == {
        (severity, code, f"{sheet}.csv", row, column, value)
        for severity, code, sheet, row, column, value in EXPECTED
        if code != "hidden_characters"
    }


def test_nothing_of_it_is_loaded(workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError):
        load_tables(workbook)
    done = run("load", workbook, cwd=tmp_path)
    assert done.returncode == 1
    assert "ничего не загружено" in done.stderr
    assert not (tmp_path / "graphcdc-store").exists()


def test_the_clerk_sees_the_same_mistake_in_many_rows_as_one_line(workbook: Path) -> None:
    done = run("check", workbook, "-f", "table")
    assert done.returncode == 1
    assert "centre.xlsx, Проекты: ошибок 6, предупреждений 0" in done.stdout
    assert "Проекты: прочитано строк 6 = принято 0 + с ошибками 6" in done.stdout
    assert "2019-02-01" in done.stdout
    items = json.loads(run("check", workbook, "-f", "json").stdout)["items"]
    assert len(items) == len(EXPECTED)


def test_a_copy_has_every_mistake_marked_at_its_cell(workbook: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.xlsx"
    assert run("check", workbook, "-o", marked).returncode == 1
    book = openpyxl.load_workbook(marked)
    assert book.sheetnames == ["Проблемы", *MISTAKES]
    rows = list(book["Проблемы"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(EXPECTED)
    cell = book["Проекты"]["C3"]
    assert cell.value == "01/02/2019"
    assert cell.fill.fgColor.rgb == "00FFC7CE"
    assert cell.comment.text == "где день, а где месяц? Напишите 2019-02-01 или 2019-01-02."
    assert book["Организации"]["A1"].comment is None
    assert book["Организации"]["J1"].fill.fgColor.rgb == "00FFEB9C"
    for sheet, place in [row[1:3] for row in rows]:
        assert book[sheet][place].comment.author == "graphcdc"
    # The copy is checked as the original is: the list of problems in it is no table.
    again = {(p.severity, p.code, p.sheet, p.row, p.column, p.value) for p in check_tables(marked).problems}
    assert again == EXPECTED


def test_csv_files_are_marked_in_a_workbook_with_the_same_rows(folder: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.xlsx"
    assert run("check", folder, "-o", marked, "--lang", "en").returncode == 1
    book = openpyxl.load_workbook(marked)
    assert set(book.sheetnames) == {"Problems", *MISTAKES}
    assert book["Проекты"]["C3"].comment.text.startswith("which is the day, which the month?")
    assert book["Связи"]["A5"].value == "Код"


def test_strict_makes_warnings_stop_too(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text("id,name\no1,Вектор\n", encoding="utf-8")
    assert run("check", path).returncode == 0
    assert run("check", path, "--strict").returncode == 1
    done = run("load", path, "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert "вид не указан" in done.stderr
    assert "предупреждений в таблицах: 1, с --strict они останавливают загрузку" in done.stderr
    path.write_text("id,name\no1,Вектор\no1,Вектор\n", encoding="utf-8")
    done = run("load", path, "--strict", cwd=tmp_path)
    assert "в таблицах ошибок: 1, предупреждений: 1; ничего не загружено" in done.stderr
    assert "ошибок в таблицах: 1, ничего не загружено" in run("load", path, cwd=tmp_path).stderr
    path.write_text("id,name\no1,Вектор\n", encoding="utf-8")
    assert not (tmp_path / "graphcdc-store").exists()
    assert run("load", path, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("dataset", "known"),
    [
        # Two numbers of VTT in the source; and three pairs in the whole programme.
        ("horizon-finland", {("same_name", 6970)}),
        ("horizon", None),
        ("st-petersburg", {("alike_clusters", 15), ("alike_clusters", 16)}),
        ("st-petersburg/csv-ru", {("alike_clusters", 15), ("alike_clusters", 16)}),
        ("st-petersburg/workbook-ru", {("alike_clusters", 15), ("alike_clusters", 16)}),
        ("st-petersburg/workbook-en", {("alike_clusters", 15), ("alike_clusters", 16)}),
        ("st-petersburg-starter", {("alike_clusters", 15), ("alike_clusters", 16)}),
    ],
)
def test_there_is_no_false_alarm_on_the_bundled_data(dataset: str, known: set[tuple[str, int]] | None) -> None:
    report = check_tables(find_resource(f"datasets/{dataset}"))
    assert report.errors == ()
    if known is not None:
        assert {(p.code, p.row) for p in report.problems} == known
    else:
        assert [p.code for p in report.problems] == ["same_name"] * 3


def advice(path: Path) -> list[tuple[str, int | None, str]]:
    return [(p.code, p.row, p.suggestion.say("ru")) for p in check_tables(path).problems]


def test_columns_that_belong_elsewhere_are_told_where(tmp_path: Path) -> None:
    rows: Rows = [["№ п/п", "Код", "Название", "Вид", "Кластер"], [1, "o1", "Вектор", "МСП", "Лазеры"]]
    projects: Rows = [["Код", "Название", "Участники"], ["p1", "Резка", "Вектор, Политех"]]
    path = make_book(tmp_path / "centre.xlsx", {"Организации": rows, "Проекты 2024": projects})
    assert advice(path) == [
        ("unknown_column", 1, "Этому место на отдельном листе «Участие в кластерах»: по строке на каждую запись"),
        ("unknown_column", 1, "Этому место на отдельном листе «Участие в проектах»: по строке на каждую запись"),
    ]


def test_a_row_of_totals_is_one_even_where_every_required_cell_is_filled(tmp_path: Path) -> None:
    rows: Rows = [["Код", "Название", "Вид"], ["o1", "Вектор", "МСП"], ["Итого:", 1, ""]]
    path = make_book(tmp_path / "centre.xlsx", {"Организации": rows})
    assert advice(path) == [("totals_row", 3, "Удалите строку")]


def test_a_name_finds_its_row_also_when_another_cell_of_it_is_wrong(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Организации": [
            ["Код", "Название", "Вид"],
            ["o1", "АО «Вектор»", "ООО"],
            ["o2", "Университет ИТМО", "вуз"],
            ["o3", "Фонд «Рост»", "фонд"],
        ],
        "Связи": [
            ["От кого", "Кому", "Вид связи"],
            ["Вектор", "o2", "сотрудничает"],
            ["ИТМО", "o1", "сотрудничает"],
            ["Фонд Росст", "o1", "инвестирует"],
        ],
    }
    path = make_book(tmp_path / "centre.xlsx", sheets)
    assert [(code, row) for code, row, _ in advice(path)] == [
        ("bad_choice", 2),
        ("unknown_reference", 3),
        ("unknown_reference", 4),
    ]
    assert advice(path)[1][2] == "Возможно, Университет ИТМО (o2)"
    assert advice(path)[2][2] == "Возможно, Фонд «Рост» (o3)"


def test_a_region_in_two_spellings_is_said(tmp_path: Path) -> None:
    rows: Rows = [["Код", "Название", "Вид", "Регион"]]
    rows += [[f"o{at}", f"Вектор {at}", "МСП", "Санкт-Петербург"] for at in range(3)]
    rows += [
        ["o4", "Политех", "вуз", "г. Санкт-Петербург"],
        ["o5", "Спектр", "НИИ", "СПб"],
        ["o6", "Луч", "МСП", "Тверь"],
    ]
    path = make_book(tmp_path / "centre.xlsx", {"Организации": rows})
    assert advice(path) == [
        ("region_spelling", 5, "Если это тот же регион, пишите одинаково: Санкт-Петербург"),
        ("region_spelling", 6, "Если это тот же регион, пишите одинаково: Санкт-Петербург"),
    ]


def test_no_workbook_of_the_clerk_is_ever_replaced(workbook: Path, tmp_path: Path) -> None:
    before = workbook.read_bytes()
    for words in (
        ("template", "-o", workbook),
        ("check", workbook, "-o", workbook),
        ("export", "--from", find_resource("datasets/st-petersburg-starter"), "-o", workbook),
    ):
        done = run(*words, cwd=tmp_path)
        assert done.returncode == 1
        assert "уже есть и не перезаписан" in done.stderr
    assert workbook.read_bytes() == before
