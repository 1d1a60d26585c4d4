"""The commands on stores: equal bytes everywhere, plain errors, interrupts and kills."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from graphcdc import StoreUnavailable, load_tables, open_store, read_tables
from graphcdc.resources import find_resource
from graphcdc.store.statements import list_statements
from graphcdc.tables import Tables, make_network, write_tables
from tests.tables import TOWN, assert_same, make_tables

FINLAND = find_resource("datasets/horizon-finland")


def run(*arguments: object, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    command = [sys.executable, "-W", "error", "-m", "graphcdc", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(env or {})}, cwd=cwd)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def finland(neo4j_server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The addresses of both stores, with the Finnish data in them."""
    from tests.conftest import clear

    clear(neo4j_server)
    folder = str(tmp_path_factory.mktemp("stores") / "finland")
    for address in (folder, neo4j_server):
        code, output, _ = run("load", FINLAND, "--store", address, "-f", "json", "--lang", "en")
        assert code == 0
        assert json.loads(output)["meta"]["notes"][0] == "36,572 changes: 36,572 rows added, 0 changed, 0 removed"
    return folder, neo4j_server


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats",),
        ("stats", "-f", "csv", "--date", "2016"),
        ("find", "nokia"),
        ("gaps", "--draws", "99"),
        ("partners", "NOKIA OYJ", "--kind", "company"),
        ("partners", "P200853", "--home", "Germany"),
    ],
)
def test_answers_are_the_same_bytes_from_tables_and_from_both_stores(
    finland: tuple[str, str], arguments: tuple[str, ...]
) -> None:
    answers = [run(*arguments, *place) for place in (("--from", FINLAND), *(("--store", one) for one in finland))]
    assert [code for code, _, _ in answers] == [0, 0, 0]
    assert answers[0][1] == answers[1][1] == answers[2][1]


def test_every_named_query_is_the_same_bytes_on_both_stores(finland: tuple[str, str]) -> None:
    for statement in list_statements():
        given = [f"--param={one.name}={one.example.strip(chr(34))}" for one in statement.parameters if one.example]
        answers = [run("query", statement.name, *given, "--store", one) for one in finland]
        assert [code for code, _, _ in answers] == [0, 0]
        assert answers[0][1] == answers[1][1]
        assert not any(part in answers[0][1] for part in finland)


def test_a_store_is_found_by_flag_then_variable_then_settings_then_default(tmp_path: Path) -> None:
    stores = {}
    for place in ("flag", "variable", "settings", "graphcdc-store"):
        texts = {"organizations": "id,name,kind\n" + "".join(f"{place}{at},X,sme\n" for at in range(len(stores) + 1))}
        make_tables(tmp_path / f"tables-{place}", texts)
        assert run("load", tmp_path / f"tables-{place}", "--store", tmp_path / place)[0] == 0
        stores[place] = len(stores) + 1

    def count(*arguments: str, **env: str) -> int:
        code, output, errors = run("stats", *arguments, "-f", "json", env=env, cwd=tmp_path)
        assert code == 0, errors
        return int(json.loads(output)["items"][0]["value"])

    assert count() == stores["graphcdc-store"]
    (tmp_path / "graphcdc.toml").write_text('store = "settings"\n', encoding="utf-8")
    assert count() == stores["settings"]
    assert count(GRAPHCDC_STORE="variable", NEO4J_URI="bolt://127.0.0.1:1") == stores["variable"]
    assert count("--store", "flag", GRAPHCDC_STORE="variable") == stores["flag"]
    assert run("stats", env={"NEO4J_URI": "bolt://127.0.0.1:1"}, cwd=tmp_path)[0] == 3


def test_neo4j_is_found_by_its_own_variables(finland: tuple[str, str], tmp_path: Path) -> None:
    code, output, _ = run("stats", env={"NEO4J_URI": finland[1], "NEO4J_DATABASE": "neo4j"}, cwd=tmp_path)
    assert code == 0
    assert json.loads(output)["items"][0]["value"] == 7336


@pytest.mark.parametrize(
    ("address", "env", "code", "message"),
    [
        ("bolt://127.0.0.1:1", {}, 3, "StoreUnavailable: Neo4j at bolt://127.0.0.1:1 gave no answer. Start it"),
        ("neo4j://127.0.0.1:1", {}, 3, "StoreUnavailable: Neo4j at neo4j://127.0.0.1:1 gave no answer. Start it"),
        ("bolt+s://no.such.host.invalid", {}, 3, "gave no answer"),
        ("{neo4j}", {"NEO4J_PASSWORD": "wrong-hidden"}, 3, "refused the user name or the password. Set NEO4J_USERNAME"),
        ("{neo4j}", {"NEO4J_DATABASE": "nix"}, 3, 'has no database "nix" that can be used. Set NEO4J_DATABASE'),
        ("bolt://me:hidden@127.0.0.1", {}, 3, "holds a user name or a password. Leave them out and set"),
        ("http://127.0.0.1:7474", {}, 3, "http://127.0.0.1:7474 is no address of a store. Give a folder, or bolt://"),
        ("bolt://", {}, 3, "is no address of a store"),
        ("nowhere", {}, 1, "DataError: nothing has been loaded into the store yet. Load tables: graphcdc load PATH"),
        ("{tables}", {}, 3, "holds other files and is no store. Choose a new or empty folder"),
        ("{tables}/projects.csv", {}, 3, "holds other files and is no store"),
        ("{newer}", {}, 3, "was written by a newer version of graphcdc. Update graphcdc"),
        ("{broken}", {}, 3, "cannot be opened: "),
    ],
)
def test_what_is_wrong_with_a_store_is_said_in_one_sentence(
    neo4j_server: str, tmp_path: Path, address: str, env: dict[str, str], code: int, message: str
) -> None:
    make_tables(tmp_path / "tables", TOWN)
    for name, mark in (("newer", '{"format": 99}'), ("broken", "not json")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "graphcdc-store.json").write_text(mark, encoding="utf-8")
    places = {name: tmp_path / name for name in ("tables", "newer", "broken")}
    text = address.format(neo4j=neo4j_server, **places)
    started = time.monotonic()
    found, output, errors = run("stats", "--store", text, "--lang", "en", env=env, cwd=tmp_path)
    assert (found, output) == (code, "")
    assert message in errors
    assert errors.count("\n") == 1
    assert "hidden" not in errors
    assert time.monotonic() - started < 30
    assert run("doctor", "--store", text, "--lang", "en", env=env, cwd=tmp_path)[0] in (1, 3)


def test_a_computer_without_the_embedded_engine_is_told_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "arcadedb", None)
    with pytest.raises(StoreUnavailable, match=r"does not run on this computer: .* Use Neo4j \(--store bolt://HOST\)"):
        open_store(tmp_path / "store")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, _, errors = run("load", FINLAND, "--store", tmp_path / "file" / "store", "--lang", "en")
    assert code == 3
    assert "cannot be made or opened" in errors


def test_tables_with_errors_leave_the_store_as_it_was(finland: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name,kind\na,A,sme\na,B,sme\n", encoding="utf-8")
    for address in finland:
        code, _, errors = run("load", tmp_path, "--store", address, "--lang", "en")
        assert code == 1
        assert "nothing was loaded" in errors
        with open_store(address) as store:
            assert len(store.network()) == 8573


def test_readers_take_the_snapshot_while_another_process_has_the_store_open(tmp_path: Path) -> None:
    tables = make_tables(tmp_path / "town", TOWN)
    with open_store(tmp_path / "store") as store:
        store.load(tables)
        code, output, _ = run("stats", "--store", tmp_path / "store", "--lang", "en")
        assert code == 0
        answer = json.loads(output)
        assert answer["meta"]["notes"][0].startswith("another process has the store open; this answer comes from the")
        code, _, _ = run("export", "--store", tmp_path / "store", "-o", tmp_path / "out")
        assert code == 0
        for arguments in (("load", tmp_path / "town"), ("query", "cluster_overview"), ("doctor",)):
            code, output, errors = run(*arguments, "--store", tmp_path / "store", "--lang", "en")
            assert code == 3
            assert "another process has the store" in errors + output
    assert json.loads(run("stats", "--store", tmp_path / "store")[1])["items"] == answer["items"]
    assert_same(load_tables(tmp_path / "out"), make_network(tables))


def test_each_load_that_changes_something_replaces_the_snapshot(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        for at, texts in enumerate((TOWN, TOWN, TOWN | {"ties": "source,target,kind\na1,b1,SUPPLIES\n"})):
            store.load(make_tables(tmp_path / f"tables{at}", texts))
        assert [path.name for path in (tmp_path / "store").glob("*snapshot*")] == ["snapshot-2"]
        assert_same(load_tables(tmp_path / "store" / "snapshot-2"), store.network())
        checks = {finding.check: finding for finding in store.examine()}
        assert checks["snapshot"].advice is None
        assert str(checks["snapshot"].to_dict("en")["value"]).endswith("snapshot-2, 0 days old")


def test_save_writes_into_the_store_and_needs_one(finland: tuple[str, str]) -> None:
    for address in finland:
        code, output, errors = run("gaps", "--kind", "isolate", "--save", "--store", address, "--lang", "en")
        assert code == 0
        assert "graphcdc query saved_gaps" in errors
        saved = json.loads(run("query", "saved_gaps", "--store", address)[1])["items"]
        assert [row["id"] for row in saved] == [item["id"] for item in json.loads(output)["items"]][:50]
        code, output, _ = run("partners", "P200853", "--save", "--limit", "3", "--store", address)
        assert code == 0
        saved = json.loads(run("query", "saved_suggestions", "--param", "project=P200853", "--store", address)[1])
        assert [row["id"] for row in saved["items"]] == [item["candidate"] for item in json.loads(output)["items"]]
    assert run("gaps", "--save", "--from", FINLAND, "--lang", "en")[0] == 2
    assert run("partners", "--member", "NOKIA OYJ", "--save", "--store", finland[0])[0] == 2
    assert run("stats", "--from", FINLAND, "--store", finland[0])[0] == 2


# Interrupts and kills ------------------------------------------------------------------------------------------------

SLOW = "MATCH (a:Organization), (b:Organization) WHERE a.name < b.name AND a.id > b.id RETURN count(*) AS c"


@pytest.mark.parametrize("at", [0, 1], ids=["embedded", "neo4j"])
def test_an_interrupt_ends_a_slow_statement_within_two_seconds(
    finland: tuple[str, str], tmp_path: Path, at: int
) -> None:
    (tmp_path / "slow.cypher").write_text(SLOW, encoding="utf-8")
    command = [sys.executable, "-m", "graphcdc", "query", str(tmp_path / "slow.cypher"), "--store", finland[at]]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(2.5)
    assert process.poll() is None
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert time.monotonic() - started < 2
    assert (process.returncode, output, errors.strip()) == (130, "", "interrupted")
    assert run("query", "cluster_overview", "--store", finland[at])[0] == 0


LOADING = """
import sys, time
from graphcdc import open_store, read_tables
tables = read_tables(sys.argv[1])
print("ready", flush=True)
started = time.monotonic()
with open_store(sys.argv[2]) as store:
    store.load(tables)
print(time.monotonic() - started, flush=True)
"""


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the Finnish data: enough for many batches, little enough for many loads."""
    whole = read_tables(FINLAND)
    columns = {name: dict(table) for name, table in whole.columns.items()}
    keep = columns["projects"]["id"] < "P195500"
    columns["projects"] = {name: values[keep] for name, values in columns["projects"].items()}
    inside = set(columns["projects"]["id"])
    keep = [project in inside for project in columns["participations"]["project"]]
    columns["participations"] = {name: values[keep] for name, values in columns["participations"].items()}
    inside = set(columns["participations"]["organization"])
    for table, column in (("organizations", "id"), ("memberships", "organization")):
        keep = [node in inside for node in columns[table][column]]
        columns[table] = {name: values[keep] for name, values in columns[table].items()}
    return write_tables(Tables(columns, whole.home), tmp_path_factory.mktemp("part") / "tables")


def start_loading(part: Path, address: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOADING, str(part), address]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("at", ["embedded", "neo4j"])
def test_a_load_killed_at_any_instant_is_completed_by_loading_again(
    request: pytest.FixtureRequest, tmp_path: Path, part: Path, at: str
) -> None:
    from tests.conftest import clear

    instants = random.Random(4)
    expected = load_tables(part)
    server = request.getfixturevalue("neo4j_server") if at == "neo4j" else None
    duration, halves = 1.0, 0
    for turn in range(21):
        address = server or str(tmp_path / f"store{turn}")
        if server:
            clear(server)
        process = start_loading(part, address)
        if turn == 0:
            output, _ = process.communicate(timeout=120)
            duration = float(output)
        else:
            time.sleep(instants.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
            process.communicate()
        with open_store(address) as store:
            halves += bool(store.notes)
            store.load(read_tables(part))
            assert store.notes == ()
            assert_same(store.network(), expected)
            assert len(store.load(read_tables(part), replace=True)) == 0
    assert halves >= 2


def test_a_load_killed_while_the_store_is_made_is_completed_by_loading_again(tmp_path: Path) -> None:
    instants = random.Random(4)
    tables = make_tables(tmp_path / "town", TOWN)
    for turn in range(12):
        folder = tmp_path / f"store{turn}"
        process = start_loading(tmp_path / "town", str(folder))
        while not (folder / "database").exists() and process.poll() is None:
            pass
        time.sleep(instants.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with open_store(folder) as store:
            store.load(tables)
            assert_same(store.network(), make_network(tables))
            assert [finding.value for finding in store.examine() if finding.check == "constraints"] == ["6/6"]


@pytest.mark.parametrize("at", ["embedded", "neo4j"])
def test_an_interrupted_load_command_is_completed_by_loading_again(
    request: pytest.FixtureRequest, tmp_path: Path, at: str
) -> None:
    address = str(request.getfixturevalue("neo4j_address")) if at == "neo4j" else str(tmp_path / "store")
    command = [sys.executable, "-m", "graphcdc", "load", str(FINLAND), "--store", address]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None:
        time.sleep(0.2)
        if at == "neo4j" or (tmp_path / "store" / "database").exists():
            time.sleep(1.5)
            break
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors.strip()) == (130, "", "interrupted")
    code, _, _ = run("load", FINLAND, "--store", address)
    assert code == 0
    with open_store(address) as store:
        assert_same(store.network(), load_tables(FINLAND))
