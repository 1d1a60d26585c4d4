"""What is sound cell by cell and makes no sense together: dates, codes that look alike, headers with remarks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graphcdc import check_tables, load_tables
from graphcdc.resources import find_resource
from graphcdc.tables import write_template
from tests.outside import make_book

ORGANIZATIONS = "id,name,kind\na,Альфа,sme\nb,Бета,sme\n"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def found(path: Path) -> list[tuple[str, str, int | None, str | None, str | None]]:
    return [(p.severity, p.code, p.row, p.column, p.value) for p in check_tables(path).problems]


def advice(path: Path, lang: str = "en") -> list[str]:
    return [problem.suggestion.say(lang) for problem in check_tables(path).problems]


def ties(*starts: str) -> str:
    return "source,target,kind,since\n" + "".join(
        f"a,b,{kind},{start}\n" for start, kind in zip(starts, ["SUPPLIES", "PART_OF"] * len(starts), strict=False)
    )


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "said"), [("2190", "bad_year"), ("2099", "start_ahead"), ("2035", "start_ahead")])
def test_one_mistyped_year_in_a_whole_centre_is_named(year: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    (original,) = Path(find_resource("datasets/st-petersburg/workbook-ru")).glob("*.xlsx")
    book = openpyxl.load_workbook(original)
    book["Связи"]["D56"] = year
    book.save(path)
    (problem,) = [one for one in check_tables(path).problems if one.code != "alike_clusters"]
    assert (problem.code, problem.sheet, problem.row, problem.column) == (said, "Связи", 56, "since")
    if said == "start_ahead":
        assert problem.message.values["latest"] == "2025"


@pytest.mark.parametrize(
    ("starts", "ahead"),
    [
        (["2019"] * 19 + ["2025"], ["2025"]),  # 20 starts, one of them 6 years behind all others
        (["2019"] * 19 + ["2024"], []),  # five years may pass
        (["2019"] * 18 + ["2025"] * 2, []),  # two of twenty are no slip
        (["2019"] * 98 + ["2035", "2099"], ["2035", "2099"]),  # two of a hundred may be
        (["2018", "2019", "2020", "2021", "2033"], ["2033"]),  # few: 12 years, more than the 3 of the others
        (["1931", "1960", "1999", "2001", "2024"], []),  # 23 years, but the others lie 70 apart
        (["2019", "2020", "2020", "2099"], []),  # too few to tell
    ],
)
def test_a_start_far_ahead_of_almost_all_others_is_a_warning(
    starts: list[str], ahead: list[str], tmp_path: Path
) -> None:
    path = write(tmp_path / "t", organizations=ORGANIZATIONS, ties=ties(*starts))
    assert [value for _, code, _, _, value in found(path) if code == "start_ahead"] == ahead


def test_an_end_may_be_planned_far_ahead(tmp_path: Path) -> None:
    projects = "id,name,start,end\n" + "".join(f"p{n},Имя {n},2020,{'2050' if n else '2021'}\n" for n in range(30))
    assert found(write(tmp_path / "t", projects=projects)) == []


def test_dates_of_a_project_count_for_what_has_none_of_its_own(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t",
        organizations=ORGANIZATIONS,
        projects="id,name,start,end\np1,One,2020-03,2021\np2,Two,2021,2019\n",
        participations=(
            "organization,project,since,until\n"
            "a,p1,,2019\n"  # from March 2020 to 2019
            "b,p1,2022,\n"  # from 2022 to 2021
            "a,p1,2010,2030\n"  # both outside
            "b,p1,2020,2021-12\n"  # 2020 may be its March, and December is still in 2021
            "a,p2,,2018\n"  # the project itself is wrong, which is said once
        ),
    )
    assert found(path) == [
        ("error", "until_before_since", 2, "until", "2019"),
        ("error", "until_before_since", 3, "until", ""),
        ("error", "until_before_since", 3, "end", "2019"),
        ("warning", "outside_project", 4, "since", "2010"),
        ("warning", "outside_project", 4, "until", "2030"),
    ]
    assert advice(path)[:2] == [
        "The start is that of the project p1: correct the end, or fill in the start",
        "The end is that of the project p1 (2021): correct the start, or fill in the end",
    ]


# Codes --------------------------------------------------------------------------------------------------------------


def test_codes_that_look_alike_are_named_and_the_letter_with_them(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t",
        organizations="id,name,kind\nК1,Альфа,sme\nK1,Бета,sme\no2,Гамма,sme\n02,Дельта,sme\n",
        ties="source,target,kind\nо2,2,SUPPLIES\n",
    )
    assert found(path) == [
        ("error", "unknown_reference", 2, "source", "о2"),
        ("error", "unknown_reference", 2, "target", "2"),
        ("warning", "alike_ids", 3, "id", "K1"),
    ]
    assert advice(path) == [
        "Perhaps o2 (here Cyrillic, there Latin: о)",
        "Perhaps 02",
        "Cannot be told apart by eye (here Latin, there Cyrillic: K). Write it in one way, or change one of them",
    ]


def test_of_spellings_of_a_region_the_one_of_one_alphabet_with_a_capital_is_better(tmp_path: Path) -> None:
    regions = ["Санкт-Петербург", "Cанкт-Петербург", "санкт-петербург", "санкт-петербург"]  # the second with a Latin C
    rows = "".join(f"o{at},Имя {at},sme,{region}\n" for at, region in enumerate(regions))
    path = write(tmp_path / "t", organizations=f"id,name,kind,region\n{rows}")
    assert [(row, value) for _, _, row, _, value in found(path)] == list(zip((3, 4, 5), regions[1:], strict=True))
    assert advice(path)[0].endswith("write it in one way: Санкт-Петербург (here Latin, there Cyrillic: C)")
    assert advice(path)[1].endswith("write it in one way: Санкт-Петербург")


def test_nothing_is_a_part_of_itself_and_no_range_is_upside_down(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t",
        organizations=(
            "id,name,kind,parent_organization,ticket_min,ticket_max\n"
            "a,A,sme,a,,\nb,B,sme,c,,\nc,C,sme,b,,\nd,D,investor,b,10,5\ne,E,investor,,5,5\n"
        ),
        capabilities="id,name,parent\nx,X,y\ny,Y,z\nz,Z,x\n",
    )
    assert found(path) == [
        ("error", "parent_circle", 2, "parent", "y"),
        ("error", "parent_circle", 3, "parent", "z"),
        ("error", "parent_circle", 4, "parent", "x"),
        ("error", "parent_circle", 2, "parent_organization", "a"),
        ("error", "parent_circle", 3, "parent_organization", "c"),
        ("error", "parent_circle", 4, "parent_organization", "b"),
        ("error", "ticket_range", 5, "ticket_max", "5"),
    ]
    assert str(check_tables(path).problems[0].message.say("en")).endswith("x → y → z → x")


def test_a_row_with_a_wrong_kind_is_compared_with_the_others_at_once(tmp_path: Path) -> None:
    rows = "id,name,kind\na,ООО «Вектор»,sme\nb,ООО Вектор,smee\n"
    codes = [code for _, code, *_ in found(write(tmp_path / "t", organizations=rows))]
    assert codes == ["bad_choice", "same_name"]


# Headers and cells --------------------------------------------------------------------------------------------------


def test_a_remark_in_brackets_is_left_out_and_said(tmp_path: Path) -> None:
    header = "Код (уникальный),Название (полное),Вид\n"
    path = write(tmp_path / "t", organizations=f"{header}a,Альфа,вуз\n")
    assert found(path) == [
        ("warning", "remark_in_header", 1, "id", None),
        ("warning", "remark_in_header", 1, "name", None),
    ]
    assert load_tables(path).node["name"].tolist() == ["Альфа"]


def test_a_header_without_a_remark_goes_before_one_with_it(tmp_path: Path) -> None:
    header = "Код,Название (полное),Название (краткое),Наименование,Вид\n"
    path = write(tmp_path / "t", organizations=f"{header}a,x,y,Альфа,вуз\n")
    assert [code for _, code, *_ in found(path)] == ["second_column", "second_column"]
    assert load_tables(path).node["name"].tolist() == ["Альфа"]


def test_brackets_with_a_unit_or_with_persons_are_no_remark(tmp_path: Path) -> None:
    path = write(tmp_path / "t", projects="id,name,Бюджет (USD)\np,П,5\n", organizations="id,name,Куратор (телефон)\n")
    assert [code for _, code, *_ in found(path)] == ["kind_missing", "personal_column", "unknown_column"]
    assert advice(path)[-1] == "Perhaps Бюджет"


def test_a_header_that_begins_with_the_missing_one_is_proposed(tmp_path: Path) -> None:
    path = write(tmp_path / "t", organizations="Код,Наименование предприятия,Вид\na,Альфа,вуз\n")
    assert advice(path) == [
        "Perhaps Наименование предприятия is meant: rename it to name",
        "Perhaps Наименование",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("inn", "0000000000", "only_zeros"),
        ("inn", "000000000", "only_zeros"),
        ("ogrn", "0000000000000", "only_zeros"),
        ("inn", "-", "bad_inn"),
        ("inn", "нет", "bad_inn"),
        ("size", "н/д", "bad_number"),
        ("parent_organization", "-", "unknown_reference"),
    ],
)
def test_what_says_nothing_should_be_left_empty(column: str, cell: str, code: str, tmp_path: Path) -> None:
    path = write(tmp_path / "t", organizations=f"id,name,kind,{column}\na,Альфа,sme,{cell}\n")
    assert found(path) == [("error", code, 2, column, cell)]
    assert advice(path) == ["If there is none or it is not known, leave the cell empty"]


def test_a_code_that_is_no_currency_is_a_warning(tmp_path: Path) -> None:
    rows = "id,name,currency\n" + "".join(f"p{at},Имя {at},{code}\n" for at, code in enumerate(["RUB", "XYZ", "kzt"]))
    assert found(write(tmp_path / "t", projects=rows)) == [("warning", "unknown_currency", 3, "currency", "XYZ")]


def test_a_cell_that_has_swallowed_a_text_is_a_warning(tmp_path: Path) -> None:
    rows = f"id,name,kind\n{'x' * 100},{'y' * 300},sme\n{'x' * 101},{'z' * 32767},sme\n"
    assert found(write(tmp_path / "t", organizations=rows)) == [
        ("warning", "long_text", 3, "id", "x" * 101),
        ("warning", "long_text", 3, "name", "z" * 200 + "…"),
    ]


def test_only_kinds_that_the_sheet_is_for_are_offered(tmp_path: Path) -> None:
    (said,) = advice(write(tmp_path / "t", organizations="id,name,kind\na,Альфа,ООО\n"), "ru")
    assert said.endswith("управляющая организация кластера, инкубатор или технопарк, инвестор, организация")


def test_a_wrong_end_speaks_of_kinds_as_the_template_does(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t",
        organizations=ORGANIZATIONS,
        clusters="id,name\nk,К\n",
        ties="source,target,kind\na,k,COORDINATES\n",
    )
    assert advice(path, "ru") == ["Допустимо: управляющая организация кластера, инкубатор или технопарк"]


# Files and examples -------------------------------------------------------------------------------------------------


def test_what_a_damaged_file_may_hold_is_not_called_missing(tmp_path: Path) -> None:
    path = write(tmp_path / "t", memberships="organization,cluster\na,k\n", clusters="id,name\nk,К\n")
    assert [code for _, code, *_ in found(path)] == ["missing_table"]
    (path / "organizations.xlsx").write_text("no workbook", encoding="utf-8")
    assert [code for _, code, *_ in found(path)] == ["no_workbook"]


def test_a_reference_to_an_example_of_the_template_is_told_so(tmp_path: Path) -> None:
    path = write_template(tmp_path / "book.xlsx", "ru")
    book = openpyxl.load_workbook(path)
    book["Организации"]["A3"], book["Организации"]["B3"], book["Организации"]["E3"] = "77", "Новая", "вуз"
    book["Потребности"]["A3"], book["Потребности"]["B3"] = "o1", "Волоконные лазеры"
    book.save(path)
    assert found(path) == [
        ("error", "unknown_reference", 3, "capability", "Волоконные лазеры"),
        ("error", "unknown_reference", 3, "holder", "o1"),
    ]
    for sheet, said in zip(("Компетенции", "Организации"), advice(path, "ru"), strict=True):
        assert said.startswith(f"Так названа строка-пример на листе «{sheet}»")


def test_a_changed_example_is_marked_at_its_mark(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "book.xlsx",
        {"Кластеры": [["Код *", "Название *", "Источник данных"], ["k1", "Мой", "пример (не загружается)"]]},
    )
    (problem,) = check_tables(path).problems
    assert (problem.code, problem.column, problem.header) == ("example_changed", "data_source", "Источник данных")


def test_tables_are_counted_in_the_order_of_the_template(tmp_path: Path) -> None:
    path = write(tmp_path / "t", organizations=ORGANIZATIONS, clusters="id,name\nk,К\n", ties=ties("2019"))
    assert list(check_tables(path).rows_accepted) == ["organizations", "clusters", "ties"]
