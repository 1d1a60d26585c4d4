"""The template, and tables as a workbook: what is made loads, what is loaded comes back, and nothing is live."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcdc import OutputError, Store, Tables, check_tables, load_tables, read_tables
from graphcdc.guard import guard, unguard
from graphcdc.model import CHOICES, ORGANIZATION_KINDS, TABLES
from graphcdc.tables import make_network, write_tables, write_template
from graphcdc.words import name_choice
from graphcdc.workbooks.cells import read_sheets
from graphcdc.workbooks.writing import SheetPlan, write_workbook
from tests.outside import run
from tests.tables import TOWN, assert_same, make_tables

ATTACKS = ["=1+1", "+7 812", "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0", "\t=1", "'=1", "''-x", "=", "-", "- 5", "«=1»"]
ATTACKS += ["＝1+1", "＋7", "－2+3", "＠SUM(1)", "'＝1", "a;＝1"]


# The template -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_template_has_every_table_and_column_and_loads_as_nothing(lang: str, tmp_path: Path) -> None:
    path = write_template(tmp_path / "book.xlsx", lang)
    report = check_tables(path)
    assert report.problems == ()
    assert report.rows_read == dict.fromkeys(sorted(TABLES), 0)
    assert report.tables is not None
    assert [list(report.tables.columns[table]) for table in TABLES] == [
        [column.name for column in columns] for columns in TABLES.values()
    ]
    assert [note.say("en") for note in report.notes] == ["book.xlsx: 9 example rows skipped"]
    again = write_template(tmp_path / "again.xlsx", lang)
    assert again.read_bytes() == path.read_bytes()


def test_the_template_explains_every_column_and_offers_the_words_of_every_list(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(tmp_path / "book.xlsx", "ru"))
    explained = [row[:2] for row in book["Прочтите"].iter_rows(min_row=13, values_only=True)]
    for sheet in book.worksheets[1:-1]:
        for cell in sheet[1]:
            assert (sheet.title, str(cell.value).removesuffix(" *")) in explained
    lists = {
        "Организации": ["node_kind", "authority_level"],
        "Кластеры": ["cluster_status"],
        "Проекты": ["project_status"],
        "Компетенции": ["capability_category"],
        "Связи": ["tie_kind", "flag"],
    }
    for sheet in book.worksheets[1:-1]:
        found = []
        for rule in sheet.data_validations.dataValidation:
            name, _, place = rule.formula1.replace("$", "").partition("!")
            assert name == "'Списки'"
            found.append([cell.value for (cell,) in book["Списки"][place]])
        wanted = [
            ORGANIZATION_KINDS if choice == "node_kind" else CHOICES[choice] for choice in lists.get(sheet.title, [])
        ]
        assert [len(words) for words in found] == [len(words) for words in wanted]
    assert book["Списки"].sheet_state == "hidden"


@pytest.mark.parametrize(
    ("lang", "sheet", "heading", "line", "stages"),
    [
        (
            "ru",
            "Прочтите",
            "вид связи",
            ("финансирует", "орган власти, инвестор", "проект, любая организация, кластер"),
            "посев; старт; рост; расширение",
        ),
        (
            "en",
            "README",
            "kind of tie",
            ("FUNDS", "public_authority, investor", "project, any organization, cluster"),
            "seed, start-up, growth, expansion",
        ),
    ],
)
def test_the_template_says_what_each_kind_of_tie_may_join_and_names_stages(
    lang: str, sheet: str, heading: str, line: tuple[str, str, str], stages: str, tmp_path: Path
) -> None:
    rows = [*openpyxl.load_workbook(write_template(tmp_path / "book.xlsx", lang))[sheet].values]
    start = [row[0] for row in rows].index(heading)
    said = [(row[0], row[3], row[4]) for row in rows[start + 1 :]]
    assert [kind for kind, _, _ in said] == [name_choice("tie_kind", kind, lang) for kind in CHOICES["tie_kind"]]
    assert line in said
    assert any(stages in str(row[4]) for row in rows[:start])


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_examples_are_sound_rows_once_they_are_taken_over(lang: str, tmp_path: Path) -> None:
    path = write_template(tmp_path / "book.xlsx", lang)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:-1]:
        place = next(cell.column for cell in sheet[1] if cell.value in ("Источник данных", "data_source"))
        sheet.cell(2, place).value = "опрос"
    organizations = book["Организации" if lang == "ru" else "organizations"]
    organizations["A3"], organizations["B3"], organizations["E3"] = (
        "o2",
        "Политех",
        "вуз" if lang == "ru" else "university",
    )
    book.save(path)
    assert check_tables(path).problems == ()
    assert len(load_tables(path).ties) == 5


def test_an_example_that_was_written_over_but_is_still_marked_is_an_error(tmp_path: Path) -> None:
    path = write_template(tmp_path / "book.xlsx", "ru")
    book = openpyxl.load_workbook(path)
    book["Кластеры"]["B2"] = "Мой кластер"
    book.save(path)
    (problem,) = check_tables(path).problems
    assert (problem.code, problem.sheet, problem.row, problem.severity) == ("example_changed", "Кластеры", 2, "error")


def test_a_new_user_fills_ten_rows_checks_loads_and_draws(tmp_path: Path) -> None:
    assert run("template", "-o", "книга.xlsx", cwd=tmp_path).stdout == "книга.xlsx\n"
    book = openpyxl.load_workbook(tmp_path / "книга.xlsx")

    def fill(sheet: str, *rows: tuple[Any, ...]) -> None:
        for row in rows:
            book[sheet].append(row)

    fill(
        "Организации",
        ("1", "ООО «Вектор»", None, None, "малое или среднее предприятие", "Россия", "Тверь"),
        ("2", "Политех", None, None, "вуз", "Россия", "Тверь"),
        ("3", "Фонд роста", None, None, "инвестор", "Россия", "Тверь"),
    )
    fill("Кластеры", ("к1", "Лазеры", None, None, "пилотный"))
    fill("Проекты", ("п1", "Лазерная резка", None, None, "01.03.2019", "2021"))
    fill("Участие в кластерах", ("1", "к1"), ("Политех", "Лазеры"))
    fill("Участие в проектах", ("ООО «Вектор»", "п1", "координатор"), ("2", "Лазерная резка"))
    fill("Связи", ("Фонд роста", "1", "инвестирует в", "2020"))
    book.save(tmp_path / "книга.xlsx")
    assert run("check", "книга.xlsx", cwd=tmp_path).returncode == 0
    assert run("load", "книга.xlsx", cwd=tmp_path).returncode == 0
    stats = json.loads(run("stats", "-f", "json", cwd=tmp_path).stdout)["items"]
    counts = {item["measure"]: item["value"] for item in stats if item["kind"] is None}
    assert (counts["organizations"], counts["projects"], counts["clusters"], counts["ties"]) == (3, 1, 1, 5)
    assert run("map", "-o", "карта.html", cwd=tmp_path).stdout == "карта.html\n"


def test_a_template_is_a_workbook(tmp_path: Path) -> None:
    done = run("template", "-o", "book.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "book.csv" in done.stderr
    assert run("template", "-o", "nowhere/book.xlsx", cwd=tmp_path).returncode == 1


# Tables as a workbook -----------------------------------------------------------------------------------------------


def assert_same_tables(one: Tables, other: Tables) -> None:
    assert one.home == other.home
    assert list(one.columns) == list(other.columns)
    for table, columns in one.columns.items():
        assert list(columns) == list(other.columns[table])
        for name, values in columns.items():
            np.testing.assert_array_equal(values, other.columns[table][name], err_msg=f"{table}.{name}")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_store_comes_back_as_a_workbook_and_loads_as_the_same(lang: str, store: Store, tmp_path: Path) -> None:
    tables = make_tables(tmp_path / "town", {**TOWN, "graphcdc.toml": 'home_region = "Tver"\n'})
    store.load(tables)
    again = read_tables(write_tables(store.tables(), tmp_path / "book.xlsx", lang))
    assert_same_tables(again, store.tables())
    assert_same(make_network(again), store.network())
    assert len(store.load(again, replace=True)) == 0
    store.export(tmp_path / "direct.xlsx")
    assert_same_tables(read_tables(tmp_path / "direct.xlsx"), store.tables())


def test_tables_and_a_store_with_them_are_exported_as_the_same_bytes(tmp_path: Path) -> None:
    """Also where rows stand in any order, and the same tie stands twice."""
    again = "d1,a1,COOPERATES_WITH,2017,1,,,letter\n"
    texts = {**TOWN, "ties": TOWN["ties"] + again}
    make_tables(tmp_path / "town", texts)
    lines = {table: text.splitlines() for table, text in texts.items()}
    make_tables(tmp_path / "turned", {table: "\n".join([head, *rows[::-1]]) for table, (head, *rows) in lines.items()})
    run("load", "town", "--store", "kept", cwd=tmp_path)
    for name, words in (("stored", ["--store", "kept"]), ("given", ["--from", "town"]), ("last", ["--from", "turned"])):
        for suffix in ("", ".xlsx"):
            assert run("export", *words, "-o", name + suffix, cwd=tmp_path).returncode == 0
    for other in ("given", "last"):
        assert (tmp_path / f"{other}.xlsx").read_bytes() == (tmp_path / "stored.xlsx").read_bytes()
        for file in (tmp_path / "stored").iterdir():
            assert (tmp_path / other / file.name).read_bytes() == file.read_bytes()


def test_export_takes_tables_as_well_as_a_store(tmp_path: Path) -> None:
    make_tables(tmp_path / "town", TOWN)
    assert run("export", "--from", "town", "-o", "book.xlsx", cwd=tmp_path).stdout == "book.xlsx\n"
    assert run("export", "--from", "book.xlsx", "-o", "again", cwd=tmp_path).stdout == "again\n"
    assert_same(load_tables(tmp_path / "again"), load_tables(tmp_path / "town"))
    assert openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames[:3] == ["Прочтите", "Организации", "Кластеры"]
    assert run("export", "--from", "town", "--store", "x", "-o", "b.xlsx", cwd=tmp_path).returncode == 2
    assert run("export", "--from", "town", "-o", "b.ods", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
def test_no_text_becomes_a_formula_and_every_text_comes_back(name: str, tmp_path: Path) -> None:
    rows = [{"id": f"o{at}", "name": text, "note": text} for at, text in enumerate(ATTACKS)]
    columns = {key: np.array([row[key] for row in rows], dtype=object) for key in ("id", "name", "note")}
    columns["size"] = np.array([-5.5 if at == 0 else 7.0 for at in range(len(rows))])
    path = write_tables(Tables({"organizations": columns}), tmp_path / name)
    if name == "folder":
        for line in (path / "organizations.csv").read_text(encoding="utf-8").splitlines()[1:]:
            assert not [
                cell for cell in line.split(",") if cell[:1] in ("=", "+", "@", "\t", "＝", "＋", "－", "＠")
            ], line
        assert ",-5.5" in (path / "organizations.csv").read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(path) as archive:
            parts = b"".join(archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets"))
        assert b"<f>" not in parts.replace(b"<formula1>", b"")
        assert b'quotePrefix="1"' in zipfile.ZipFile(path).read("xl/styles.xml")
    problems = check_tables(path).errors
    assert [(problem.column, problem.value) for problem in problems] == [("size", "-5.5")]  # no changed number
    columns["size"][0] = 5.5
    again = read_tables(write_tables(Tables({"organizations": columns}), tmp_path / f"good-{name}"))
    # Blanks at the ends of a cell are not kept.
    assert again["organizations"]["name"].tolist() == [text.strip() for text in ATTACKS]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in ("=", "@", "＝", "＋", "－", "＠")


#: A cell with nothing but blanks is an empty one.
WRITTEN = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(WRITTEN, min_size=1))
def test_every_text_in_a_cell_is_read_as_it_was_written(texts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(path, [SheetPlan("Лист", ["a"], [[text] for text in texts], [10])], "Lists")
        (sheet,) = read_sheets(path, 1000, 1000)
    kept = [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]
    found = {number: cells for number, (cells,) in zip(sheet["numbers"], sheet["rows"], strict=True)}
    assert [found.get(number, "") for number in range(2, len(texts) + 2)] == kept


def test_a_text_that_is_too_long_for_a_cell_is_refused_not_cut(tmp_path: Path) -> None:
    columns = {key: np.array([text], dtype=object) for key, text in (("id", "o1"), ("name", "x" * 40_000))}
    with pytest.raises(OutputError, match="row 2: a cell holds at most 32,767 characters"):
        write_tables(Tables({"organizations": columns}), tmp_path / "book.xlsx")
    assert not (tmp_path / "book.xlsx").exists()
    write_tables(Tables({"organizations": columns}), tmp_path / "folder")
