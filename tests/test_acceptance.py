"""What a user was promised, tried from the outside: the command line on a small centre's folder of tables."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

import graphcdc
from tests.outside import run

ORGANIZATIONS = [
    ("id", "name", "kind", "region", "inn", "data_source"),
    *((f"f{at}", f"ООО «Вектор-{at}»", "sme", "Санкт-Петербург", "", "synthetic") for at in range(1, 13)),
    *((f"u{at}", f"Политех {at}", "university", "Санкт-Петербург", "", "synthetic") for at in range(1, 5)),
    ("r1", "НИИ «Спектр»", "research_organization", "Москва", "", "synthetic"),
    ("a1", "Комитет по промышленности", "public_authority", "Санкт-Петербург", "", "synthetic"),
]
PROJECTS = [
    ("id", "name", "start", "end", "clusters", "topics"),
    *(
        (f"p{at}", f"Проект {at}", f"20{10 + at}", f"20{12 + at}", "c1" if at % 2 else "c2", "лазер")
        for at in range(1, 9)
    ),
]
PARTICIPATIONS = [
    ("organization", "project", "role"),
    *((f"f{1 + (at * 5) % 11}", f"p{at}", "coordinator") for at in range(1, 9)),
    *((f"f{1 + (at * 7 + 3) % 11}", f"p{at}", "participant") for at in range(1, 9)),
    *((f"u{1 + at % 4}", f"p{at}", "participant") for at in range(1, 8)),
    ("r1", "p1", "participant"),
]
CLUSTERS = [("id", "name", "status"), ("c1", "Фотоника", "pilot"), ("c2", "Композиты", "initiative")]
TABLES = {
    "organizations": ORGANIZATIONS,
    "projects": PROJECTS,
    "participations": PARTICIPATIONS,
    "clusters": CLUSTERS,
}


def write_folder(folder: Path, seed: int | None = None, delimiter: str = ",") -> Path:
    """Write the tables; with a seed the rows of each in another order."""
    folder.mkdir()
    for name, (header, *rows) in TABLES.items():
        if seed is not None:
            random.Random(seed).shuffle(rows)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "centre")


COMMANDS = [
    ("stats", "-f", "json"),
    ("gaps", "-f", "json", "--draws", "99"),
    ("partners", "p1", "-f", "json"),
    ("partners", "ООО «Вектор-1»", "-f", "csv", "--lang", "en"),
    ("find", "вектор", "-f", "ndjson"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_the_same_call_gives_the_same_bytes_in_any_order_of_rows(command: tuple[str, ...], tmp_path: Path) -> None:
    first = run(*command, "--from", write_folder(tmp_path / "one"))
    assert (first.returncode, first.stderr) == (0, "")
    assert run(*command, "--from", write_folder(tmp_path / "two", seed=3)).stdout == first.stdout
    assert run(*command, "--from", write_folder(tmp_path / "three", seed=4, delimiter=";")).stdout == first.stdout


def test_the_map_has_the_same_bytes_in_any_order_of_rows(tmp_path: Path) -> None:
    pages = []
    for seed in (1, 2):
        page = tmp_path / f"{seed}.html"
        done = run("map", "--from", write_folder(tmp_path / str(seed), seed=seed), "-o", page, "--partners", "p1")
        assert done.stdout.splitlines()[-1] == str(page)
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]
    assert "синтетические".encode() in pages[0]


def test_an_isolate_that_funds_projects_is_told_so() -> None:
    # A map draws the tie of the committee, but it joins no two organizations.
    nodes = {"id": ["g", "a", "b", "c", "p"], "name": ["Комитет", "А", "Б", "В", "П"]}
    nodes["kind"] = ["public_authority", "sme", "university", "sme", "project"]
    ties = {"source": ["g", "a"], "target": ["p", "b"], "kind": ["FUNDS", "SUPPLIES"]}
    gaps = graphcdc.find_gaps(graphcdc.Network.build(nodes, ties), kinds=["isolate"])
    said = {gap.members[0]: gap.text("en") for gap in gaps}
    assert said == {
        "g": "Комитет supports projects or clusters, but no cooperation with another organization is on record, "
        "neither taking part in a project nor a direct tie.",
        "c": "В has no cooperation with other organizations on record, neither a project nor a direct tie.",
    }


def test_an_organization_without_a_partner_is_a_gap_with_an_action(folder: Path) -> None:
    answer = json.loads(run("gaps", "--from", folder, "--kind", "isolate", "-f", "json").stdout)
    assert [item["members"] for item in answer["items"]] == [["a1"], ["f12"], ["f1"]]
    assert answer["items"][0]["text"] == (
        "Комитет по промышленности: нет ни одной записи о сотрудничестве с другими организациями, "
        "ни проектов, ни прямых связей."
    )
    assert answer["items"][0]["action"]["ties"][0][0] == "a1"
    assert answer["meta"]["as_of"] == "2018"
    assert answer["meta"]["sources"] == {"": 34, "synthetic": 18}


def test_partners_of_a_project_never_are_its_members_and_their_parts_sum_to_the_score(folder: Path) -> None:
    items = json.loads(run("partners", "Проект 1", "--from", folder, "-f", "json").stdout)["items"]
    members = {row[0] for row in PARTICIPATIONS if row[1] == "p1"}
    assert items
    assert not members & {item["candidate"] for item in items}
    for item in items:
        assert abs(sum(item["parts"].values()) - item["score"]) < 1e-9
        assert 1 <= len(item["reasons"]) <= 4
        assert item["probability"] is None


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("stats", "--from", "nowhere"), 1, "nowhere"),
        (("partners", "никто", "--from", "centre"), 1, "никто"),
        (("partners", "Вектор", "--from", "centre"), 1, "f12  ООО «Вектор-12»"),
        (("partners", "--from", "centre"), 2, "--member"),
        (("gaps", "--from", "centre", "--kind", "nonsense"), 2, "nonsense"),
        (("gaps", "--from", "centre", "--home", "Тверь"), 1, "Санкт-Петербург"),
        (("stats", "--from", "centre", "--date", "yesterday"), 1, "yesterday"),
        (("stats", "--from", "centre", "-o", "missing/stats.json"), 1, "missing"),
        (("stats", "--from", "centre", "-o", "stats.docx"), 2, "stats.docx"),
        (("map", "--from", "centre", "-o", "missing/map.html"), 1, "missing"),
        (("map", "--from", "centre", "-o", "map.png"), 2, "map.png"),
        (("gaps", "--from", "centre", "--fail-on", "isolate"), 4, ""),
        (("gaps", "--from", "centre", "--limit", "1", "--fail-on", "isolate"), 4, ""),
        (("gaps", "--from", "centre", "--fail-on", "statistical"), 0, ""),
        (("stats", "--from"), 2, "--from"),
        (("nonsense",), 2, "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_exit_codes_and_one_sentence_without_a_traceback(
    words: tuple[str, ...], code: int, says: str, folder: Path
) -> None:
    done = run(*words, cwd=folder.parent)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(folder.parent.glob("*.json"))


def test_debug_shows_the_traceback(folder: Path) -> None:
    assert "Traceback" in run("partners", "nobody", "--from", folder, "--debug").stderr


def test_a_home_region_narrows_gaps_and_is_said(folder: Path) -> None:
    (folder / "graphcdc.toml").write_text('home_region = "Москва"\n', encoding="utf-8")
    answer = json.loads(run("gaps", "--from", folder, "-f", "json").stdout)
    # The one organization at home has partners, but hangs on a single point of failure.
    assert [item["kind"] for item in answer["items"]] == ["single_point_of_failure"]
    assert "r1" in answer["items"][0]["evidence"]["cut_off"]
    assert "домашний регион: Москва" in answer["meta"]["notes"]


def test_an_earlier_date_knows_no_later_project(folder: Path) -> None:
    answer = json.loads(run("stats", "--from", folder, "-f", "json", "--date", "2014").stdout)
    values = {(item["measure"], item["kind"]): item["value"] for item in answer["items"]}
    assert values["projects", None] == 4
    assert answer["meta"]["as_of"] == "2014"


def test_two_calls_in_one_process_find_their_commands(folder: Path) -> None:
    code = (
        "from click.testing import CliRunner\n"
        "import graphcdc.cli.actions, graphcdc.cli.demo\n"
        "from graphcdc.cli import commands\n"
        f"for _ in range(2): print(CliRunner().invoke(commands, ['stats', '--from', {str(folder)!r}]).exit_code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n0\n"


def test_an_id_of_another_kind_is_told_apart_from_an_unknown_one(folder: Path) -> None:
    done = run("partners", "c1", "--from", folder, "--lang", "en")
    assert (done.returncode, done.stderr) == (1, "UnknownName: c1 is a cluster, and that cannot be asked about here\n")
