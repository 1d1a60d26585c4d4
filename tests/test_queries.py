"""Cypher statements: answers worked out by hand, the same on both stores, and nothing but reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphcdc import AmbiguousName, QueryError, Store, UnknownName, find_gaps, open_store, recommend_partners
from graphcdc.resources import find_resource
from graphcdc.store.statements import list_statements
from tests.tables import TOWN, make_tables

STATEMENTS = {statement.name: statement for statement in list_statements()}


@pytest.fixture(scope="module")
def towns(neo4j_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """The town in both stores, open; nothing here changes it but the saved results."""
    from tests.conftest import clear

    clear(neo4j_server)
    folder = tmp_path_factory.mktemp("town")
    tables = make_tables(folder / "tables", TOWN)
    with open_store(folder / "store") as embedded, open_store(neo4j_server) as server:
        for store in (embedded, server):
            store.load(tables)
        yield {"embedded": embedded, "neo4j": server}


@pytest.fixture(params=["embedded", "neo4j"])
def town(request: pytest.FixtureRequest, towns: dict[str, Store]) -> Store:
    return towns[str(request.param)]


ANSWERS: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    (
        "cluster_overview",
        {},
        [
            {"id": "k1", "members": 2, "kinds": 2, "in_projects": 2, "projects": 2, "status": "pilot"},
            {"id": "k2", "members": 2, "kinds": 2, "in_projects": 1, "projects": 1, "status": None},
        ],
    ),
    (
        "cluster_members",
        {"cluster": "photonics"},
        [
            {"id": "a1", "role": "core", "since": "2015", "projects": 2},
            {"id": "b1", "role": None, "since": None, "projects": 2},
        ],
    ),
    ("cluster_members", {"cluster": "k2", "limit": 1}, [{"id": "c1", "projects": 1}]),
    ("cluster_pairs", {}, [{"cluster": "k1", "other": "k2", "joint_projects": 1, "direct_ties": 1}]),
    (
        "organizations_without_projects",
        {},
        [
            {"id": "d1", "name": "Delta", "region": "SPb", "clusters": ["k2"]},
            {"id": "i1", "clusters": []},
            {"id": "l1"},
            {"id": "g1", "name": "Комитет"},
        ],
    ),
    ("partners_of_partners", {"organization": "a1"}, [{"id": "c1", "links": 1, "through": ["b1"]}]),
    (
        "partners_of_partners",
        {"organization": "d1"},
        [{"id": "b1", "links": 1, "through": ["a1"]}, {"id": "i1", "links": 1, "through": ["a1"]}],
    ),
    ("candidates_by_partners", {"project": "p2"}, [{"id": "a1", "members_known": 1, "joint_projects": 1}]),
    (
        "candidates_by_needs",
        {"project": "One"},
        [{"id": "c1", "covers": ["t1", "t2"], "open": 0}, {"id": "d1", "covers": ["t1"], "open": 1}],
    ),
    (
        "investors",
        {"domain": "LASER", "stage": "Seed", "ticket": 2_000_000},
        [
            {
                "id": "i1",
                "domains": ["Laser", "IT"],
                "stage": ["seed", "growth"],
                "ticket_min": 1e6,
                "ticket_max": 5e6,
                "currency": "RUB",
                "investments": 1,
            }
        ],
    ),
    ("investors", {"ticket": "500000"}, []),
    ("investors", {"stage": "ipo"}, []),
    ("investors", {}, [{"id": "i1"}]),
    (
        "authorities",
        {"cluster": "k1"},
        [{"cluster": "k1", "id": "g1", "authority_level": "regional", "ties": ["REGULATES", "SUPPORTS"]}],
    ),
    ("authorities", {"cluster": "k2"}, []),
    ("authorities", {}, [{"cluster": "k1", "since": "2016"}]),
    (
        "introduction_path",
        {"source": "d1", "target": "c1"},
        [
            {
                "steps": 5,
                "ids": ["d1", "a1", "p1", "b1", "p2", "c1"],
                "names": ["Delta", "Альфа", "One", "Beta", "Two", "Gamma"],
            }
        ],
    ),
    ("introduction_path", {"source": "a1", "target": "l1"}, []),
    (
        "ego_network",
        {"organization": "a1"},
        [
            {"id": "b1", "depth": 1, "links": 1},
            {"id": "d1", "depth": 1, "links": 1},
            {"id": "i1", "depth": 1, "links": 1},
            {"id": "c1", "depth": 2, "links": 1},
        ],
    ),
    ("ego_network", {"organization": "l1"}, []),
    (
        "tie_freshness",
        {},
        [
            {"data_source": "", "kind": "INVESTS_IN", "ties": 1, "undated": 0, "newest": "2018-03-01"},
            {"data_source": "", "kind": "MEMBER_OF", "ties": 4, "undated": 2, "newest": "2018"},
            {"data_source": "", "kind": "NEEDS", "ties": 2, "undated": 0, "newest": "2019"},
            {"data_source": "", "kind": "OFFERS", "ties": 3, "undated": 3, "newest": None},
            {"data_source": "", "kind": "PARTICIPATES_IN", "ties": 5, "undated": 1, "newest": "2020"},
            {"data_source": "decree", "kind": "REGULATES", "ties": 1, "undated": 1, "newest": None},
            {"data_source": "decree", "kind": "SUPPORTS", "ties": 1, "undated": 0, "newest": "2016"},
            {"data_source": "survey", "kind": "COOPERATES_WITH", "ties": 1, "verified": 1, "last_verified": "2020-05"},
        ],
    ),
]


@pytest.mark.parametrize(("name", "parameters", "answer"), ANSWERS, ids=lambda value: str(value)[:40])
def test_the_answer_is_the_one_worked_out_by_hand(
    town: Store, name: str, parameters: dict[str, Any], answer: list[dict[str, Any]]
) -> None:
    rows = town.run(name, **parameters)
    assert [{key: row[key] for key in wanted} for row, wanted in zip(rows, answer, strict=True)] == answer
    columns = [column for column, _, _ in STATEMENTS[name].columns]
    assert all(list(row) == columns for row in rows)


def test_every_statement_is_answered_here_and_has_a_header() -> None:
    answered = {name for name, _, _ in ANSWERS} | {"saved_gaps", "saved_suggestions"}
    assert answered == set(STATEMENTS)
    for statement in STATEMENTS.values():
        assert statement.purpose
        assert statement.purpose_ru
        assert statement.columns
        assert set(re.findall(r"\$(\w+)", statement.text)) == {one.name for one in statement.parameters}


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_every_statement_ends_in_a_total_order(name: str) -> None:
    text = STATEMENTS[name].text
    assert "ORDER BY" in text[text.rindex("RETURN") :]
    for forbidden in ("elementId", "apoc", "gds.", "CYPHER 5"):
        assert forbidden not in text


WRITING = [
    "CREATE (:Organization {id: 'x'})",
    "MATCH (n:Cluster) SET n.name = 'x' RETURN n.id AS id",
    "MATCH (n) DETACH DELETE n",
    "UNWIND [1] AS x MERGE (n:Cluster {id: 'x'}) RETURN n.id AS id",
    "MATCH (n:Cluster) REMOVE n.name RETURN 1 AS one",
    "FOREACH (x IN [1] | CREATE (:Cluster {id: 'x'}))",
    "MATCH (n:Cluster) CALL { WITH n CREATE (b:Cluster) RETURN b } RETURN 1 AS one",
    "/* MATCH only */ MATCH (n:Cluster {id: 'k1'}) SET n.name = 'RETURN 1' RETURN 1 AS one",
    "CREATE CONSTRAINT foo IF NOT EXISTS FOR (n:Foo) REQUIRE n.id IS UNIQUE",
    "DROP CONSTRAINT organization_id IF EXISTS",
]


@pytest.mark.parametrize("statement", WRITING)
def test_a_statement_that_writes_is_refused(town: Store, statement: str) -> None:
    before = town.tables()
    with pytest.raises(QueryError, match="would change the graph"):
        town.query(statement)
    assert len(town.network()) == 14
    assert before["clusters"].equals(town.tables()["clusters"])
    assert [finding.value for finding in town.examine() if finding.check == "constraints"] == ["6/6"]


def test_the_word_for_writing_in_a_text_is_no_reason_to_refuse(town: Store) -> None:
    assert town.query("MATCH (n:Cluster) WHERE n.name <> 'SET x' RETURN count(n) AS deleted") == [{"deleted": 2}]


@pytest.mark.parametrize("statement", ["MATCH (n RETURN n", "RETURN $nothing AS x", "RETURN 1/0 AS x"])
def test_a_wrong_statement_is_refused_in_one_line(town: Store, statement: str) -> None:
    with pytest.raises(QueryError, match="the statement was refused: ") as caught:
        town.query(statement)
    assert "\n" not in caught.value.text("ru")
    assert "com.arcadedb" not in caught.value.text("en")
    assert len(town.query("RETURN 1 AS one")) == 1


def test_nodes_come_as_their_properties(town: Store) -> None:
    assert town.query("MATCH (n:Cluster {id: 'k2'}) RETURN n") == [{"n": {"id": "k2", "name": "IT"}}]
    row = town.query("RETURN [1, 2.5, null, true] AS list, {a: {b: 'x'}} AS map, 0.0 / 0.0 AS nan")[0]
    assert row == {"list": [1, 2.5, None, True], "map": {"a": {"b": "x"}}, "nan": None}


def test_parameters_are_values_and_never_statements(town: Store) -> None:
    attack = "' OR 1 = 1 //\u2028\"}) DETACH DELETE n //"
    assert town.query("RETURN $text AS text", text=attack) == [{"text": attack}]
    with pytest.raises(UnknownName):
        town.run("cluster_members", cluster=attack)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("no_such", {}, "there is no statement no_such. There are: authorities, "),
        ("../secrets", {}, "there is no statement"),
        ("cluster_members", {}, "needs the parameter cluster. For example: graphcdc query cluster_members --param"),
        ("cluster_members", {"cluster": "k1", "size": 3}, "has no parameter size. It has: cluster, limit"),
        ("cluster_members", {"cluster": "k1", "limit": "many"}, "limit is a number, and many is none"),
        ("introduction_path", {"source": "a1", "target": "альфа"}, "both ends are a1"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(
    town: Store, name: str, parameters: dict[str, Any], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        town.run(name, **parameters)


def test_names_of_nodes_are_turned_into_ids(town: Store) -> None:
    assert town.run("ego_network", organization="gamma") == town.run("ego_network", organization="c1")
    with pytest.raises(AmbiguousName, match="c1  Gamma"):
        town.run("ego_network", organization="a")
    with pytest.raises(UnknownName, match="k1 is a cluster"):
        town.run("ego_network", organization="k1")


# Saved results -------------------------------------------------------------------------------------------------------


def test_saved_gaps_are_in_the_graph_and_a_second_run_replaces_the_first(town: Store) -> None:
    network = town.network()
    found = find_gaps(network)
    # Two loners, three that hang on one partner; a cluster without authorities in its projects; two that are too small
    # for a platform.
    kinds = {"isolate": 2, "pendant": 3, "helix_gap": 1, "eligibility_gap": 2}
    assert Counter(gap.kind for gap in found) == kinds
    run = town.save_gaps(found, as_of=network.date, lang="en")
    rows = town.run("saved_gaps")
    assert [row["id"] for row in rows] == [gap.id for gap in found]
    assert [row["text"] for row in rows] == [gap.text("en") for gap in found]
    assert [row["members"] for row in rows] == [len(gap.members) for gap in found]
    assert {(row["run"], row["as_of"]) for row in rows} == {(run, "2020-05")}
    assert town.query("MATCH (g:Gap)-[:CONCERNS]->(o) RETURN count(*) AS n")[0]["n"] == sum(
        len(gap.members) for gap in found
    )
    # Saving again, and saving less, leaves nothing of the first run.
    assert town.save_gaps(found, as_of=network.date, lang="en") == run
    other = town.save_gaps(found[:1], as_of=network.date, lang="ru")
    assert other != run
    assert [(row["id"], row["run"]) for row in town.run("saved_gaps")] == [(found[0].id, other)]
    assert town.network().ties.equals(network.ties)
    town.save_gaps([], as_of="", lang="en")
    assert town.run("saved_gaps") == []


def test_gaps_between_clusters_lie_between_them(town: Store) -> None:
    network = town.network()
    gap = find_gaps(network)[0]
    from dataclasses import replace

    town.save_gaps([replace(gap, groups=("k1", "k2"))], as_of=network.date)
    rows = town.query("MATCH (:Gap)-[:BETWEEN]->(c) RETURN c.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["k1", "k2"]
    town.save_gaps([], as_of="")


def test_saved_suggestions_are_replaced_for_their_project_alone(town: Store) -> None:
    network = town.network()
    for project in ("p1", "p2"):
        found = recommend_partners(network, project)
        town.save_suggestions(found, project, as_of=network.date, lang="en")
        rows = town.run("saved_suggestions", project=project)
        assert [(row["id"], row["list"], row["rank"], row["score"]) for row in rows] == [
            (one.candidate, one.list, one.rank, one.score) for one in found
        ]
        for row, one in zip(rows, found, strict=True):
            assert row["probability"] == one.probability
            assert row["counter_reasons"] == [reason.say("en") for reason in one.counter_reasons or ()]
            assert one.next_step is not None
            assert row["next_step"] == one.next_step.say("en")
    one = recommend_partners(network, "p1", k=1)[:1]
    town.save_suggestions(one, "p1", as_of=network.date)
    assert [row["id"] for row in town.run("saved_suggestions", project="p1")] == [one[0].candidate]
    assert town.run("saved_suggestions", project="p2")
    assert town.network().ties.equals(network.ties)
    town.save_suggestions(recommend_partners(network, "a1"), "a1", as_of=network.date)
    assert town.query("MATCH ()-[s:SUGGESTED]->(:Organization {id: 'a1'}) RETURN count(s) > 0 AS any")[0]["any"]
    with pytest.raises(UnknownName):
        town.save_suggestions(one, "k1", as_of=network.date)


def test_the_example_of_every_statement_runs_on_the_real_data(tmp_path: Path) -> None:
    from graphcdc import read_tables

    with open_store(tmp_path / "store") as store:
        store.load(read_tables(find_resource("datasets/horizon-finland")))
        for statement in STATEMENTS.values():
            given = {one.name: one.example.strip('"') for one in statement.parameters if one.example}
            rows = store.run(statement.name, **given)
            assert rows or statement.name in (
                "authorities",
                "candidates_by_needs",
                "investors",
                "organizations_without_projects",
                "saved_gaps",
                "saved_suggestions",
            )
