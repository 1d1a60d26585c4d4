"""Traps of messy tables: each once gave a wrong value, a lost row or a hang."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from graphcdc import check_tables, read_tables
from graphcdc.tables import mark_problems, write_tables
from tests.outside import make_book


def write(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def found(path: Path) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(p.code, p.row, p.column, p.value) for p in check_tables(path).problems if p.code != "kind_missing"]


# Wrong values --------------------------------------------------------------------------------------------------------


def test_a_required_cell_with_nothing_that_can_be_seen_is_empty(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", organizations="id,name,kind\no1,A,sme\n\u200b,B,sme\no3,\u200b,sme\n")
    codes = [(code, row, column) for code, row, column, _ in found(folder)]
    assert ("missing_value", 3, "id") in codes
    assert ("missing_value", 4, "name") in codes


@pytest.mark.parametrize("header", ["Бюджет (тыс. руб.)", "Бюджет, млн", "budget (thousand)", "Бюджет, млн руб."])
def test_a_unit_in_a_header_is_never_dropped(header: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", projects=f'id,name,"{header}"\np1,Лазер,1200\n')
    assert found(folder) == [("unit_in_header", 1, header, None)]


def test_a_remark_in_brackets_is_not_dropped_unless_it_changes_nothing(tmp_path: Path) -> None:
    text = "Код,Название,Вид (из списка),Куратор (телефон),ИНН (10 цифр)\no1,А,МСП,+7 812,7707083893\n"
    folder = write(tmp_path / "in", organizations=text)
    assert found(folder) == [("personal_column", 1, "Куратор (телефон)", None)]
    assert "curator" not in read_tables(folder)["organizations"]
    folder = write(tmp_path / "two", ties="source,target,kind\na,b,поставляет (не подтверждено)\n")
    assert ("bad_choice", 2, "kind", "поставляет (не подтверждено)") in found(folder)


def test_damaged_utf8_and_western_files_are_no_old_russian(tmp_path: Path) -> None:
    rows = "".join(f"o{at},НИИ «Спектр» {at},company\n" for at in range(20)).encode()
    folder = write(tmp_path / "one", organizations=b"id,name,kind\n" + rows + b"x,\xff,company\n")
    assert [(code, row) for code, row, *_ in found(folder)] == [("broken_utf8", None)]
    assert "line 22" in check_tables(folder).problems[0].message.say("en")
    for name in ("Müller GmbH,Köln", "Åbo Akademi,Åbo", "Société Générale,Évry"):
        folder = write(tmp_path / name[:3], organizations=f"id,name,city\no1,{name}\n".encode("cp1252"))
        assert [code for code, *_ in found(folder)] == ["bad_encoding"], name


def test_a_handful_of_letters_in_an_old_encoding_is_a_guess_that_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", organizations="id,name,kind\no1,МСП Вектор,sme\n".encode("cp1251"))
    assert [code for code, *_ in found(folder)] == ["guessed_encoding"]


def test_names_with_other_marks_or_legal_forms_are_other_names(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in",
        organizations="id,name,kind\no1,АО «Вектор»,company\no2,ООО «12»,sme\no3,Луч,sme\n",
        capabilities="id,name\nc1,C#\n",
        offers="holder,capability\no3,C++\no3,c#\n",
        ties="source,target,kind\nООО «Вектор»,o3,SUPPLIES\n12,o3,SUPPLIES\nвектор,o3,SUPPLIES\n",
    )
    assert found(folder) == [
        ("unknown_reference", 2, "capability", "C++"),
        ("unknown_reference", 2, "source", "ООО «Вектор»"),
        ("unknown_reference", 3, "source", "12"),
    ]


def test_numbers_in_cells_of_text_stay_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Проекты"
    for row in (["Код", "Название", "Начало", "Бюджет"], [12.345, 1e16, 2019.1, 1.234], [1, "Б", 3.202, 12.5]):
        sheet.append(row)
    sheet["A3"].number_format = "000"
    book.save(tmp_path / "book.xlsx")
    assert found(tmp_path / "book.xlsx") == [
        ("digits_lost", 2, "name", "1.0000000000000000E+16"),
        ("bad_date", 2, "start", "2019.1"),
        ("bad_date", 3, "start", "3.202"),
    ]
    sheet["B2"], sheet["C2"], sheet["C3"] = "А", 2019, "2020-03"
    book.save(tmp_path / "book.xlsx")
    projects = read_tables(tmp_path / "book.xlsx")["projects"]
    assert projects["id"].tolist() == ["12.345", "001"]
    assert projects["budget"].tolist() == [1.234, 12.5]


@pytest.mark.parametrize("text", ["#Н/Д", "#ССЫЛКА!", "#REF!", "#DIV/0!", "######", "#N/A"])
def test_what_a_spreadsheet_shows_for_an_error_is_no_value(text: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", organizations=f"id,name,kind,city\no1,А,sme,{text}\n")
    assert found(folder) == [("error_value", 2, "city", text)]


# Lost and wrong rows -------------------------------------------------------------------------------------------------


def test_the_upper_of_two_tables_is_not_taken_for_title_lines(tmp_path: Path) -> None:
    text = "Код;Название;;\no1;А;;\no2;Б;;\n;;;\nКод;Название;Вид;Регион\no3;В;МСП;Тверь\n"
    folder = write(tmp_path / "in", organizations=text)
    assert found(folder) == [("second_table", 5, None, "Код")]
    report = check_tables(folder)
    assert (report.rows_read, report.rows_reported) == ({"organizations": 4}, {"organizations": 2})


def test_rows_that_are_no_data_are_told(tmp_path: Path) -> None:
    text = "Код;Название;Регион\n1;2;3\no1;А;Тверь\nКод;Название организации;Местонахождение\no2;Б;Тверь\n"
    folder = write(tmp_path / "in", organizations=text)
    assert found(folder) == [("second_table", 4, None, "Код")]
    assert any("row 2 only numbers the columns" in note.say("en") for note in check_tables(folder).notes)
    folder = write(tmp_path / "two", organizations="Код;Название;Цвет\no1;А;\nКод;Название;Цвет\no2;Б;\n")
    assert ("second_table", 3, None, "Код") in found(folder)


def test_a_missing_quotation_mark_that_swallows_a_row_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", organizations='id;name;kind\no1;"ООО Вектор;sme\no2;АО Б";sme\n')
    assert [(code, row) for code, row, *_ in found(folder)] == [("swallowed_rows", 2)]


def test_a_table_known_by_its_headers_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", лист1="Код;Название;Направление\no1;ООО Вектор;лазеры\n")
    assert [note.say("en") for note in check_tables(folder).notes] == [
        "лист1.csv: taken for the table projects by its headers"
    ]


def test_a_table_saved_as_txt_is_named_and_the_same_tie_in_two_files_too(tmp_path: Path) -> None:
    organizations = "id,name,kind\na,А,sme\nb,Б,sme\n"
    folder = write(tmp_path / "in", organizations=organizations, ties="source,target,kind\na,b,COOPERATES_WITH\n")
    (folder / "Связи 2.csv").write_text("source,target,kind\nb,a,COOPERATES_WITH\n")
    assert found(folder) == [("duplicate_tie", 2, "target", "a")]
    (folder / "Связи.txt").write_text("x")
    assert ("bad_format", None, None, None) in found(folder)


# Time and memory -----------------------------------------------------------------------------------------------------


def test_many_unknown_references_and_equal_names_take_no_quadratic_time(tmp_path: Path) -> None:
    organizations = "id,name,kind,region\n" + "".join(f"org-{at:05},Школа № 1,ngo,Регион {at}\n" for at in range(4000))
    ties = "source,target,kind\n" + "".join(f"{at},{at + 9},SUPPLIES\n" for at in range(4000))
    folder = write(tmp_path / "in", organizations=organizations, ties=ties)
    start = time.perf_counter()
    report = check_tables(folder)
    assert len(report.errors) == 8000
    assert time.perf_counter() - start < 10


def test_a_stray_cell_far_to_the_right_costs_no_memory_and_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Организации"
    sheet.append(["Код", "Название", "Вид"])
    for at in range(3000):
        sheet.append([f"o{at}", "А", "МСП"])
    sheet["XFD7"] = "x"
    sheet["XFC8"] = " "
    book.save(tmp_path / "book.xlsx")
    start = time.perf_counter()
    stray = [problem for problem in check_tables(tmp_path / "book.xlsx").problems if problem.code == "unknown_column"]
    assert [(problem.row, problem.value) for problem in stray] == [(7, "x")]
    assert time.perf_counter() - start < 10


# Marked copies and exports -------------------------------------------------------------------------------------------


def test_marks_stand_where_the_problem_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Организации"
    for row in (["Код", "Название", "Вид"], ["o1", "А", "МСП", "лишнее"], ["o2", None, "МСП"], ["o3", "Б", "МСП"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "book.xlsx")
    report = check_tables(tmp_path / "book.xlsx")
    marked = openpyxl.load_workbook(mark_problems(tmp_path / "book.xlsx", report.problems, tmp_path / "m.xlsx"))
    comments = {cell.coordinate: cell.comment.text for row in marked["Организации"] for cell in row if cell.comment}
    assert set(comments) == {"B2", "D2"}
    assert "объединены" in comments["B2"]
    assert "пуста" in comments["B2"]


def test_a_workbook_with_odd_links_is_copied_by_its_rows(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.xlsx", {"Организации": [["Код", "Название"], ["o1", None]]})
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    link = (
        b'</sheetData><hyperlinks><hyperlink ref="B2" r:id="rId77" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></hyperlinks>'
    )
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", link)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    marked = openpyxl.load_workbook(mark_problems(path, check_tables(path).problems, tmp_path / "m.xlsx"))
    assert marked["Организации"]["B2"].comment is not None


def test_a_copy_with_marks_opens_again_whatever_the_header_holds(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", organizations="id,name\x01,kind\no1,,sme\n")
    openpyxl.load_workbook(mark_problems(folder, check_tables(folder).problems, tmp_path / "m.xlsx"))


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_line_breaks_escapes_and_parts_of_lists_come_back(name: str, tmp_path: Path) -> None:
    text = 'id,name,kind,domains,note\no1,ООО _x0041_,sme,лазеры;=1+1,"x\ry\r\nz"\n'
    tables = read_tables(write(tmp_path / "in", organizations=text))
    assert tables["organizations"].iloc[0].tolist() == ["o1", "ООО _x0041_", "sme", "лазеры;=1+1", "x\ny\nz"]
    again = read_tables(write_tables(tables, tmp_path / name))
    assert again["organizations"].equals(tables["organizations"])
    if name == "out":
        assert ";'=1+1" in (tmp_path / "out" / "organizations.csv").read_text(encoding="utf-8")


def test_of_two_headers_with_one_meaning_the_plainer_one_counts(tmp_path: Path) -> None:
    text = "Код;Краткое название;Наименование;Вид\no1;Вектор;ООО «Вектор»;МСП\n"
    folder = write(tmp_path / "in", organizations=text)
    (problem,) = check_tables(folder).problems
    assert (problem.code, problem.column, problem.severity) == ("second_column", "Краткое название", "warning")
    assert problem.message.say("en") == "the column means the same as Наименование and was left out"
    assert read_tables(folder)["organizations"]["name"].tolist() == ["ООО «Вектор»"]
    folder = write(tmp_path / "two", organizations="Код;Название;Название\no1;А;Б\n")
    assert [code for code, *_ in found(folder)] == ["repeated_column"]
