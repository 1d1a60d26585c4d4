"""Tables of any size end in an answer: so many rows are read, so many problems listed, the rest is counted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graphcdc import check_tables
from graphcdc.tables.files import Room, read_file
from tests.test_workbooks import make_book


def refused(folder: Path) -> list[tuple[str, str]]:
    report = check_tables(folder)
    assert (report.tables, dict(report.rows_read)) == (None, {})
    return [(problem.code, problem.file) for problem in report.problems]


def test_a_small_archive_of_many_rows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv.gz").write_bytes(gzip.compress(b"id,name\n" + b"3,a\n" * 1_000_000))
    assert refused(tmp_path) == [("packed_too_well", "organizations.csv.gz")]


def test_an_archive_that_unpacks_to_very_much_more_is_refused_by_its_ratio(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv.gz").write_bytes(gzip.compress(b"id,name\n3," + b"a" * 5_000_000))
    assert refused(tmp_path) == [("packed_too_well", "organizations.csv.gz")]


@pytest.mark.parametrize(("rows", "cells", "code"), [(4, 8, None), (3, 8, "too_many_rows"), (4, 7, "too_many_rows")])
def test_filled_rows_and_their_cells_count_in_every_form(
    rows: int, cells: int, code: str | None, tmp_path: Path
) -> None:
    """A header and three rows of two cells; the blank rows between them take no room."""
    table = [["Код", "Название"], ["o1", "Альфа"], [], ["o2", "Бета"], [], ["o3", "Гамма"]]
    lines = tmp_path / "организации.csv"
    lines.write_text("".join(";".join(row) + "\n" for row in table), encoding="utf-8")
    for path in (lines, make_book(tmp_path / "book.xlsx", {"Организации": table})):
        problems = read_file(path, Room(rows, cells)).problems
        assert [problem.code for problem in problems] == [code] * (code is not None)


def test_all_files_of_a_set_share_the_room(tmp_path: Path) -> None:
    room = Room(rows=5)
    for name, left in (("organizations", 2), ("clusters", -1)):
        path = tmp_path / f"{name}.csv"
        path.write_text("id,name\nx,X\ny,Y\n", encoding="utf-8")
        problems = read_file(path, room).problems
        assert (room.rows, [problem.code for problem in problems]) == (left, ["too_many_rows"] * (left < 0))


def test_of_very_many_problems_the_first_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    """20,005 rows with one id: the first is sound. Row 3 to 10,002 are listed, of the other 10,004 the first."""
    (tmp_path / "organizations.csv").write_text("id,name,kind\n" + "3,a,sme\n" * 20_005, encoding="utf-8")
    report = check_tables(tmp_path)
    counts = (report.rows_read, report.rows_accepted, report.rows_reported)
    assert counts == ({"organizations": 20_005}, {"organizations": 1}, {"organizations": 20_004})
    *listed, more = report.errors
    assert {problem.code for problem in listed} == {"duplicate_id"}
    assert [problem.row for problem in listed] == [*range(3, 10_003)]
    assert (more.code, more.row, more.column, more.value) == ("more_problems", 10_003, "id", "3")
    assert more.message.say("en") == (
        "the id stands already in organizations.csv, row 2; "
        "so in 10,004 more places from here on, counted and not listed"
    )


def test_the_nearest_word_is_looked_up_for_the_first_of_many_unknown_ones(tmp_path: Path) -> None:
    rows = "".join(f"o{at},Альфа {at},universit{at:04}\n" for at in range(501))
    (tmp_path / "organizations.csv").write_text("id,name,kind\n" + rows, encoding="utf-8")
    problems = check_tables(tmp_path).problems
    assert [problem.suggestion.key for problem in problems[-2:]] == ["nearest_help", "bad_choice_help"]


def test_listed_warnings_leave_room_for_errors_and_the_other_way_round(tmp_path: Path) -> None:
    """So many rows of totals that only a part is listed, and one repeated id behind them."""
    rows = "Итого,,\n" * 10_001 + "o1,Альфа,sme\no1,Бета,sme\n"
    (tmp_path / "organizations.csv").write_text("id,name,kind\n" + rows, encoding="utf-8")
    report = check_tables(tmp_path)
    codes = [problem.code for problem in report.problems]
    assert {code: codes.count(code) for code in codes} == {"totals_row": 10_000, "more_problems": 1, "duplicate_id": 1}
    assert (report.rows_accepted, report.rows_reported) == ({"organizations": 1}, {"organizations": 10_002})
