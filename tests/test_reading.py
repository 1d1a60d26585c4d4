"""Reading tables: every problem by file, row and column, and everything sound just as it was."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graphcdc import Network, TableError, UnknownName, check_tables, load_tables, read_tables
from graphcdc.tables import make_network

GOOD = {
    "organizations.csv": (
        "id,name,kind,inn,domains\n007,ООО «Вектор»,sme,7707083893,laser; optics\nNA,Политех,university,,\n"
    ),
    "projects.csv": "id,name,start,end\np1,Лазер,2019-03,2021\n",
    "participations.csv": "organization,project,role,since\n007,p1,coordinator,\nNA,p1,participant,2020\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def places(folder: Path) -> list[tuple[str, str, int | None, str | None, str | None]]:
    return [(p.code, p.file, p.row, p.column, p.value) for p in check_tables(folder).errors]


def same(one: Network, other: Network) -> bool:
    return one.nodes.equals(other.nodes) and one.ties.equals(other.ties) and one.date == other.date


def test_ten_kinds_of_error_are_all_named_at_once(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "bad",
        {
            "organizations.csv": (
                "id,name,kind,inn,size\n"
                "o1,Альфа,sme,,10\n"
                "o2,Бета,universitty,,\n"
                "o3,,company,,\n"
                "o1,Гамма,company,12345,\n"
                "o4,Дельта,company,,много\n"
            ),
            "projects.csv": "id,name,start,end\np1,Лазер,2019-13,\np2,Оптика,2020,2019\n",
            "participations.csv": "organization,project,role\no1,p9,x\no4,p2,x,extra\n",
            "ties.csv": "source,target,kind\no1,o1,SUPPLIES\no1,o4,INVESTS_IN\n",
        },
    )
    assert places(folder) == [
        ("bad_choice", "organizations.csv", 3, "kind", "universitty"),
        ("missing_value", "organizations.csv", 4, "name", ""),
        ("duplicate_id", "organizations.csv", 5, "id", "o1"),
        ("bad_inn", "organizations.csv", 5, "inn", "12345"),
        ("bad_number", "organizations.csv", 6, "size", "много"),
        ("unknown_reference", "participations.csv", 2, "project", "p9"),
        ("extra_cells", "participations.csv", 3, None, "extra"),
        ("bad_date", "projects.csv", 2, "start", "2019-13"),
        ("until_before_since", "projects.csv", 3, "end", "2019"),
        ("self_tie", "ties.csv", 2, "target", "o1"),
        ("wrong_end", "ties.csv", 3, "source", "o1"),
    ]
    report = check_tables(folder)
    assert report.tables is None
    assert report.rows_read == {"organizations": 5, "participations": 2, "projects": 2, "ties": 2}
    assert report.rows_accepted == {"organizations": 1, "participations": 0, "projects": 0, "ties": 0}
    assert report.rows_reported == {"organizations": 4, "participations": 2, "projects": 2, "ties": 2}
    with pytest.raises(TableError, match="11 errors in the tables, nothing was loaded"):
        read_tables(folder)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separator_byte_order_mark_and_line_ends_change_nothing(
    delimiter: str, bom: str, end: str, tmp_path: Path
) -> None:
    plain = load_tables(
        write(tmp_path / "plain", {**GOOD, "organizations.csv": GOOD["organizations.csv"].replace("; ", " ")})
    )
    files = {
        name: bom + text.replace("; ", " ").replace(",", delimiter).replace("\n", end) for name, text in GOOD.items()
    }
    assert same(load_tables(write(tmp_path / "other", files)), plain)


def test_a_gzipped_table_is_the_same_table(tmp_path: Path) -> None:
    plain = load_tables(write(tmp_path / "plain", GOOD))
    packed = write(tmp_path / "packed", {"projects.csv": GOOD["projects.csv"]})
    for name in ("organizations.csv", "participations.csv"):
        (packed / f"{name}.gz").write_bytes(gzip.compress(GOOD[name].encode()))
    assert same(load_tables(packed), plain)


def test_identifiers_stay_text(tmp_path: Path) -> None:
    network = load_tables(write(tmp_path / "good", GOOD))
    assert network.node["id"].tolist() == ["007", "NA", "p1"]
    assert network.column("inn").tolist() == ["7707083893", "", ""]
    assert network.column("domains").tolist() == ["laser;optics", "", ""]


def test_a_tie_has_its_own_date_or_else_that_of_its_project(tmp_path: Path) -> None:
    network = load_tables(write(tmp_path / "good", GOOD))
    assert network.tie["since"].tolist() == ["2019-03", "2020"]
    assert network.tie["until"].tolist() == ["2021", "2021"]
    assert network.date == "2020"


def test_a_wrong_check_digit_and_a_missing_kind_are_warnings_that_stop_nothing(tmp_path: Path) -> None:
    text = "id,name,kind,inn\no1,Альфа,,7707083890\n"
    folder = write(tmp_path / "good", {"organizations.csv": text})
    report = check_tables(folder)
    assert [(p.severity, p.code, p.row) for p in report.problems] == [
        ("warning", "inn_check_digit", 2),
        ("warning", "kind_missing", 2),
    ]
    assert load_tables(folder).node["kind"].tolist() == ["organization"]


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    text = 'id,name,kind\n"o1","Альфа\nв две строки",sme\n\n,,\no2,Бета,wrong word\n'
    folder = write(tmp_path / "rows", {"organizations.csv": text})
    assert places(folder) == [("bad_choice", "organizations.csv", 5, "kind", "wrong word")]
    report = check_tables(folder)
    assert report.rows_read == {"organizations": 2}
    assert [note.say("en") for note in report.notes] == ["organizations.csv: 2 blank rows skipped"]


def test_a_file_of_any_name_is_known_by_its_headers(tmp_path: Path) -> None:
    folder = write(tmp_path / "named", {"organizations.csv": GOOD["organizations.csv"]})
    write(folder, {"связи 2019.csv": "Source,TARGET,kind\n007,NA,COOPERATES_WITH\n"})
    assert load_tables(folder).tie["kind"].tolist() == ["COOPERATES_WITH"]
    write(folder, {"numbers.csv": "a,b\n1,2\n"})
    assert places(folder) == [("unknown_table", "numbers.csv", 1, None, None)]


def test_one_file_alone_is_a_valid_set(tmp_path: Path) -> None:
    folder = write(tmp_path / "one", {"organizations.csv": GOOD["organizations.csv"]})
    assert len(load_tables(folder / "organizations.csv")) == 2


def test_what_is_no_table_is_refused_by_name_or_skipped(tmp_path: Path) -> None:
    beside = [".DS_Store", "Thumbs.db", "desktop.ini", "photo.jpg", "readme.md", "заметки.txt", "~$book.xlsx"]
    folder = write(tmp_path / "mixed", {**GOOD, **dict.fromkeys(beside, "x"), "graphcdc.toml": ""})
    write(folder / "old", GOOD)
    report = check_tables(folder)
    assert report.problems == ()
    assert [note.say("en") for note in report.notes] == [
        "skipped, being no tables: .DS_Store, Thumbs.db, desktop.ini, old, photo.jpg, readme.md, ~$book.xlsx, "
        "заметки.txt"
    ]
    write(folder, {"book.ods": "x", "book.xlsx": "x", "ties.txt": "x"})
    assert places(folder) == [
        ("bad_format", "book.ods", None, None, None),
        ("no_workbook", "book.xlsx", None, None, None),
        ("bad_format", "ties.txt", None, None, None),
    ]
    assert places(tmp_path / "nowhere") == [("no_file", "nowhere", None, None, None)]
    assert places(write(tmp_path / "empty", {})) == [("no_tables", "empty", None, None, None)]


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "broken", {"organizations.csv": GOOD["organizations.csv"]})
    (folder / "projects.csv").write_bytes("id,name\np1,Jyväskylä\n".encode("cp1252"))
    (folder / "ties.csv.gz").write_bytes(gzip.compress(b"source,target,kind\n" * 99)[:-9])
    write(folder, {"clusters.csv": ""})
    assert [(code, file) for code, file, *_ in places(folder)] == [
        ("empty_file", "clusters.csv"),
        ("bad_encoding", "projects.csv"),
        ("bad_file", "ties.csv.gz"),
    ]


def test_the_home_region_stands_beside_the_tables(tmp_path: Path) -> None:
    text = "id,name,region\no1,Альфа,Санкт-Петербург\no2,Бета,Москва\no3,Гамма,Москва\n"
    folder = write(tmp_path / "home", {"organizations.csv": text})
    network = load_tables(folder)
    assert (network.home, network.home_region) == (None, "Москва")
    write(folder, {"graphcdc.toml": 'home_region = "санкт-петербург"\n'})
    assert load_tables(folder).home == "Санкт-Петербург"
    write(folder, {"graphcdc.toml": "home_region = 78\n"})
    assert places(folder) == [("bad_file", "graphcdc.toml", None, None, None)]


def warnings(folder: Path) -> list[tuple[str, str, str | None, int | None, str]]:
    problems = check_tables(folder).problems
    return [(p.code, p.file, p.sheet, p.row, p.suggestion.say("en")) for p in problems if p.code != "kind_missing"]


def test_a_home_region_that_no_organization_has_is_named_at_its_line(tmp_path: Path) -> None:
    files = {
        "organizations.csv": "id,name,kind,region,country\no1,Альфа,sme,Тверь,Россия\no2,Бета,sme,,Россия\n",
        "graphcdc.toml": '# the centre\nhome_region = "Питер"\n',
    }
    folder = write(tmp_path / "home", files)
    help_ = "Write a region as it stands in the tables: Россия, Тверь"
    assert warnings(folder) == [("unknown_home", "graphcdc.toml", None, 2, help_)]
    with pytest.raises(UnknownName, match=r"no organization lies in the home region Питер .* There are: Россия, Тверь"):
        load_tables(folder)
    assert make_network(read_tables(folder), "тверь").home == "Тверь"
    write(folder, {"graphcdc.toml": 'home_region = "россия"'})
    assert warnings(folder) == []


def test_a_home_region_is_left_out_of_account_where_no_organization_has_a_region(tmp_path: Path) -> None:
    files = {
        "organizations.csv": "id,name,kind\no1,Альфа,sme\n",
        "clusters.csv": "id,name,region\nk1,Лазеры,Тверь\n",
        "graphcdc.toml": 'home_region = "Тверь"',
    }
    folder = write(tmp_path / "home", files)
    help_ = "No organization has a region: fill in the column region, or clear the home region"
    assert warnings(folder) == [("unknown_home", "graphcdc.toml", None, 1, help_)]
    assert load_tables(folder).home is None
    with pytest.raises(UnknownName, match="no organization has a region, so none lies in Тверь"):
        make_network(read_tables(folder), "Тверь")
    write(folder, {"organizations.csv": "id,name,kind\n"})
    assert warnings(folder) == []


def test_a_text_in_utf16_is_read_with_its_mark_and_refused_without(tmp_path: Path) -> None:
    text = "Код;Название;Вид\no1;Альфа;вуз\no2;Бета;вуз\n"
    path = tmp_path / "организации.csv"
    for encoding in ("utf-16-le", "utf-16-be"):
        path.write_bytes(text.encode(encoding))
        assert places(tmp_path) == [("bad_encoding", "организации.csv", None, None, None)]
    path.write_bytes(text.encode("utf-16"))
    assert load_tables(tmp_path).node["name"].tolist() == ["Альфа", "Бета"]


def test_the_same_tie_twice_is_a_warning_and_counts_once_in_cooperation(tmp_path: Path) -> None:
    files = {**GOOD, "participations.csv": GOOD["participations.csv"] + "007,p1,partner,\n"}
    folder = write(tmp_path / "twice", files)
    assert [(p.severity, p.code, p.row) for p in check_tables(folder).problems] == [("warning", "duplicate_tie", 4)]
    assert load_tables(folder).cooperation().matrix.toarray().tolist() == [[0.0, 1.0], [1.0, 0.0]]
