"""The commands whatif and compare: what may be given together, what comes out, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphcdc import load_tables, open_store, read_tables
from graphcdc.cli import commands
from graphcdc.resources import find_resource

TABLES = {
    "organizations": "id,name,kind,region\n"
    + "".join(f"b{at},Firm {at},sme,Perm\n" for at in range(1, 7))
    + "u1,Polytech,university,Perm\n",
    "projects": "id,name,start,end\np1,Laser,2014,2016\np2,Optics,2018,2020\n",
    "participations": "organization,project\nb1,p1\nb2,p1\nb3,p1\nb1,p2\nu1,p2\n",
    "ties": "source,target,kind,since\nb4,b5,SUPPLIES,2015\n",
}


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, [*map(str, words), "--lang", "en"])


def run(*words: str | Path) -> Any:
    result = call(*words, "-f", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def pick(answer: Any, measure: str, *about: str) -> Any:
    (item,) = (one for one in answer["items"] if one["measure"] == measure and one["about"] == list(about))
    return item


# whatif ---------------------------------------------------------------------------------------------------------------


def test_a_tie_is_measured_beside_random_ones(centre: Path) -> None:
    answer = run("whatif", "--tie", "Firm 3", "b4", "--from", centre)
    joined = pick(answer, "reachable_pairs")
    # The island of four and that of two: 6 + 1 pairs before, 15 after.
    assert (joined["before"], joined["after"], joined["delta"], joined["best"]) == (7, 15, 8, 8)
    assert 0 < joined["random"] < 8
    assert answer["meta"]["command"] == "whatif"
    assert any("no promise" in note for note in answer["meta"]["notes"])
    assert {"constraint", "effective_size"} <= {item["measure"] for item in answer["items"]}
    assert sum("no promise" in note for note in answer["meta"]["notes"]) == 1


def test_all_changes_of_a_call_are_measured_as_one(centre: Path) -> None:
    answer = run(
        *("whatif", "--tie", "b3", "b4", "--project", "Firm 5; Firm 6", "--remove", "Optics"),
        *("--remove-tie", "b4", "b5", "--from", centre),
    )
    # Left: p1 (b1 b2 b3) with b4, and b5 with b6; Polytech has lost its project.
    assert (pick(answer, "components")["after"], pick(answer, "reachable_pairs")["after"]) == (3, 7)
    assert pick(answer, "reachable_pairs")["random"] is None


def test_the_action_of_a_gap_is_tried(centre: Path) -> None:
    gap = next(one for one in run("gaps", "--from", centre)["items"] if one["kind"] == "fragmentation")
    answer = run("whatif", "--close", gap["id"], "--from", centre)
    assert (pick(answer, "gap", gap["id"])["before"], pick(answer, "gap", gap["id"])["after"]) == (1, 0)
    assert gap["action"]["text"] in answer["meta"]["notes"]
    assert (
        "UnknownName: no gap found here has the id gap-none"
        in call(*("whatif", "--close", "gap-none", "--from", centre)).stderr
    )


def test_how_likely_a_tie_is_weighs_what_it_would_change() -> None:
    folder = find_resource("datasets/st-petersburg")
    answer = run("whatif", "--tie", "o011", "o539", "--from", folder)
    (probability,) = {item["probability"] for item in answer["items"]}
    assert 0 < probability < 1
    for item in answer["items"]:
        assert item["expected"] == pytest.approx(probability * item["delta"], rel=1e-6)
    assert any("first joint project within 12 months" in note for note in answer["meta"]["notes"])
    table = call("whatif", "--tie", "o011", "o539", "--from", folder, "-f", "table").stdout
    assert "expected" in table


def test_without_history_nothing_is_said_about_likelihood(centre: Path) -> None:
    answer = run("whatif", "--tie", "b3", "b4", "--from", centre)
    assert {item["probability"] for item in answer["items"]} == {None}
    assert "how likely it is that such a tie forms cannot be told from these data" in answer["meta"]["notes"]
    assert "expected " not in call("whatif", "--tie", "b3", "b4", "--from", centre, "-f", "table").stdout.split("\n")[1]
    lost = call("whatif", "--remove", "b1", "--from", centre, "-f", "table").stdout
    assert "best" not in lost


def test_the_best_ties_are_listed_with_what_all_do_together(centre: Path) -> None:
    answer = run("whatif", "--best", "2", "--aim", "pairs", "--from", centre)
    assert [item["about"] for item in answer["items"]] == [["b1", "b4"], ["b1", "b6"], []]
    assert [item["delta"] for item in answer["items"]] == [8, 6, 14]
    reach = run("whatif", "--best", "1", "--aim", "reach", "--for", "Firm 6", "--from", centre)
    assert [item["about"] for item in reach["items"]] == [["b6", "b1"], []]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], "say what changes"),
        (["--best", "2", "--tie", "b1", "b4"], "--best chooses the ties itself"),
        (["--best", "2", "--close", "gap-1"], "--best chooses the ties itself"),
        (["--tie", "b1", "b4", "--aim", "pairs"], "--aim and --for go with --best"),
        (["--tie", "b1", "b4", "--for", "b1"], "--aim and --for go with --best"),
        (["--best", "2", "--aim", "reach"], "the aim reach needs an organization"),
        (["--project", "b1"], "it takes two different organizations"),
    ],
)
def test_what_makes_no_sense_is_refused(words: list[str], text: str, centre: Path) -> None:
    result = call("whatif", *words, "--from", centre)
    assert result.exit_code == 2
    assert text in result.stderr


# compare --------------------------------------------------------------------------------------------------------------


def test_one_set_of_tables_at_two_dates(centre: Path) -> None:
    answer = run("compare", "--from", centre, "--date", "2015", "--to-date", "2018")
    assert (answer["meta"]["baseline"], answer["meta"]["as_of"]) == ("2015", "2018")
    assert {tuple(item["about"]) for item in answer["items"] if item["measure"] == "tie_new"} == {("b1", "u1")}
    assert {tuple(item["about"]) for item in answer["items"] if item["measure"] == "tie_lost"} == {
        *(("b1", "b2"), ("b1", "b3"), ("b2", "b3"))
    }
    assert {item["random"] for item in answer["items"]} == {None}
    assert [item for item in answer["items"] if item["part"] == "gaps"]


def test_two_sets_of_tables_and_two_stores_give_the_same(centre: Path, tmp_path: Path) -> None:
    late = tmp_path / "late"
    late.mkdir()
    for name, text in TABLES.items():
        (late / f"{name}.csv").write_text(text, encoding="utf-8")
    (late / "ties.csv").write_text(TABLES["ties"] + "b5,b6,SUPPLIES,2017\n", encoding="utf-8")
    answer = run("compare", centre, late, "--no-gaps")
    assert {tuple(item["about"]) for item in answer["items"] if item["measure"] == "tie_new"} == {("b5", "b6")}
    assert not [item for item in answer["items"] if item["part"].startswith("gaps")]
    for folder in (centre, late):
        with open_store(tmp_path / f"{folder.name}-store") as store:
            store.load(read_tables(folder))
    stored = run("compare", tmp_path / "centre-store", tmp_path / "late-store", "--no-gaps")
    assert stored["items"] == answer["items"]
    dated = run("compare", centre, late, "--no-gaps", "--date", "2016", "--to-date", "2018")
    assert (dated["meta"]["baseline"], dated["meta"]["as_of"]) == ("2016", "2018")


def test_a_table_shows_a_few_of_each_sort_and_says_so(centre: Path) -> None:
    words = ("compare", "--from", centre, "--date", "2015", "--to-date", "2018", "--no-gaps")
    table = call(*words, "-f", "table", "--limit", "1").stdout
    assert table.count("lost: ") == 1
    assert "at most 1 of each sort are shown" in table
    assert "Gaps" not in table
    assert len([item for item in run(*words, "--limit", "2")["items"] if item["measure"] == "tie_lost"]) == 2


def test_two_maps_are_drawn(centre: Path, tmp_path: Path) -> None:
    words = ("compare", "--from", centre, "--date", "2015", "--no-gaps", "--map", tmp_path / "maps", "-f", "json")
    result = call(*words)
    assert result.stderr.split() == [str(tmp_path / "maps" / name) for name in ("before.html", "after.html")]
    assert all(Path(page).is_file() for page in result.stderr.split())
    json.loads(result.stdout)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["compare"], "give two sets of tables or stores"),
        (["compare", "--to-date", "2018"], "give two sets of tables or stores"),
        (["compare", "one", "--date", "2015"], "give two sets of tables or stores"),
        (["compare", "one", "two", "three"], "give two sets of tables or stores"),
        (["compare", "--date", "2018", "--to-date", "2015"], "the first date (2018) must be earlier"),
        (["compare", "--date", "2030"], "the first date (2030) must be earlier"),
    ],
)
def test_what_cannot_be_compared_is_refused(words: list[str], text: str, centre: Path) -> None:
    result = call(*words, "--from", centre)
    assert result.exit_code == 2
    assert text in result.stderr


def test_the_library_gives_what_the_command_prints(centre: Path) -> None:
    from graphcdc import compare

    network = load_tables(centre)
    found = compare(network.as_of("2015"), network)
    assert [one.to_dict("en") for one in found] == run("compare", "--from", centre, "--date", "2015")["items"]
