"""The contract of a store: every test runs on the embedded one and on a real Neo4j."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from graphcdc import DataError, Store, StoreUnavailable, load_tables, open_store, read_tables
from graphcdc.resources import find_resource
from graphcdc.tables import make_network
from tests.tables import TOWN, assert_same, make_tables

TOWN_ROWS = {
    "organizations": 7,
    "clusters": 2,
    "projects": 3,
    "capabilities": 2,
    "memberships": 4,
    "participations": 5,
    "offers": 3,
    "needs": 2,
    "ties": 4,
}


def test_what_is_loaded_is_read_back_equal(store: Store, tmp_path: Path) -> None:
    tables = make_tables(tmp_path / "town", TOWN | {"graphcdc.toml": 'home_region = "SPb"\n'})
    changes = store.load(tables)
    assert changes.added == TOWN_ROWS
    assert len(changes) == 32
    assert_same(store.network(), load_tables(tmp_path / "town"))
    assert store.network().home == "SPb"


def test_a_real_data_set_is_read_back_equal(store: Store) -> None:
    path = find_resource("datasets/horizon-finland")
    store.load(read_tables(path))
    assert_same(store.network(), load_tables(path))


def test_an_empty_store_is_an_empty_network(store: Store) -> None:
    assert len(store.network()) == 0
    assert len(store) == 0


def test_loading_again_changes_nothing_in_any_order_of_rows(store: Store, tmp_path: Path) -> None:
    store.load(make_tables(tmp_path / "town", TOWN))
    for turn in range(3):
        shuffled = {}
        for name, text in TOWN.items():
            header, *rows = text.splitlines(keepends=True)
            random.Random(turn).shuffle(rows)
            shuffled[name] = header + "".join(rows)
        changes = store.load(make_tables(tmp_path / f"turn{turn}", shuffled), replace=turn == 2)
        assert (len(changes), changes.unchanged) == (0, TOWN_ROWS)
    assert len(store) == 1


def test_a_store_that_is_opened_again_holds_the_same(address: str, tmp_path: Path) -> None:
    tables = make_tables(tmp_path / "town", TOWN)
    with open_store(address) as store:
        store.load(tables)
    with open_store(address) as store:
        assert_same(store.network(), make_network(tables))
        assert len(store.load(tables)) == 0


def test_rows_with_a_known_key_are_changed_and_nothing_is_removed(store: Store, tmp_path: Path) -> None:
    store.load(make_tables(tmp_path / "town", TOWN))
    news = {
        "organizations": "id,name,size\na1,Альфа-2,\nz1,Zeta,7\n",
        "projects": "id,name,start\np1,One,2018-05\n",
        "participations": "organization,project,role\na1,p1,partner\nz1,p1,\n",
    }
    changes = store.load(make_tables(tmp_path / "news", news))
    assert changes.added == {"organizations": 1, "participations": 1}
    assert changes.changed == {"organizations": 1, "projects": 1, "participations": 1}
    assert changes.removed == {}
    network = store.network()
    nodes = network.nodes.set_index("id")
    # The table had the column `size` and nothing in it; it had no column `domains`.
    assert np.isnan(nodes.loc["a1", "size"])
    assert nodes.loc["a1", ["name", "kind", "domains"]].tolist() == ["Альфа-2", "organization", "laser;optics"]
    ties = network.ties.set_index(["source", "target", "kind"])
    assert ties.loc[("a1", "p1", "PARTICIPATES_IN"), ["role", "amount", "since"]].tolist() == [
        "partner",
        100.5,
        "2018-05",
    ]
    assert len(network) == 15


def test_replace_makes_the_store_equal_to_the_tables(store: Store, tmp_path: Path) -> None:
    store.load(make_tables(tmp_path / "town", TOWN | {"graphcdc.toml": 'home_region = "SPb"\n'}))
    less = {
        "organizations": "id,name,kind\na1,Альфа,sme\nb1,Beta,university\n",
        "projects": "id,name\np1,One\n",
        "participations": "organization,project\nb1,p1\n",
    }
    changes = store.load(make_tables(tmp_path / "less", less), replace=True)
    assert changes.removed == {
        "organizations": 5,
        "clusters": 2,
        "projects": 2,
        "capabilities": 2,
        "memberships": 4,
        "participations": 4,
        "offers": 3,
        "needs": 2,
        "ties": 4,
    }
    # What the tables have no column for is gone too: the regions, the size, the fields of work.
    assert changes.changed == {"organizations": 2, "projects": 1}
    assert_same(store.network(), load_tables(tmp_path / "less"))


def test_parallel_ties_stay_apart(store: Store, tmp_path: Path) -> None:
    texts = {
        "organizations": "id,name,kind\na,A,sme\nb,B,sme\n",
        "projects": "id,name\np,P\n",
        "participations": "organization,project,role,since\na,p,first,2019\na,p,second,2019\na,p,third,2020\n",
        "ties": "source,target,kind,note\nb,a,COOPERATES_WITH,x\na,b,COOPERATES_WITH,y\n"
        "a,p,PARTICIPATES_IN,from ties\n",
    }
    store.load(make_tables(tmp_path / "one", texts))
    assert_same(store.network(), load_tables(tmp_path / "one"))
    texts["participations"] = texts["participations"].replace("second", "other")
    changes = store.load(make_tables(tmp_path / "two", texts))
    assert changes.changed == {"participations": 1}
    assert_same(store.network(), load_tables(tmp_path / "two"))


def test_a_tie_whose_start_becomes_known_or_unknown_is_the_same_tie(store: Store, tmp_path: Path) -> None:
    texts = {
        "organizations": "id,name,kind\na,A,sme\nb,B,sme\n",
        "clusters": "id,name\nk,K\n",
        "memberships": "organization,cluster,role\na,k,core\nb,k,\n",
    }
    store.load(make_tables(tmp_path / "undated", texts))
    texts["memberships"] = "organization,cluster,since\na,k,2019\nb,k,\n"
    changes = store.load(make_tables(tmp_path / "dated", texts))
    assert (changes.changed, changes.added) == ({"memberships": 1}, {})
    ties = store.network().ties
    assert ties[["source", "since", "role"]].values.tolist() == [["a", "2019", "core"], ["b", "", ""]]
    # A table without the column says nothing about starts; an empty cell in it does.
    texts["memberships"] = "organization,cluster,role\na,k,partner\nb,k,\n"
    changes = store.load(make_tables(tmp_path / "silent", texts))
    assert (changes.changed, changes.added) == ({"memberships": 1}, {})
    assert store.network().ties[["since", "role"]].values.tolist() == [["2019", "partner"], ["", ""]]
    texts["memberships"] = "organization,cluster,since\na,k,\nb,k,\n"
    assert store.load(make_tables(tmp_path / "emptied", texts)).changed == {"memberships": 1}
    assert store.network().ties[["since", "role"]].values.tolist() == [["", "partner"], ["", ""]]
    # Two different starts are two memberships, one after the other.
    for year in ("2019", "2021"):
        texts["memberships"] = f"organization,cluster,since\na,k,{year}\nb,k,\n"
        store.load(make_tables(tmp_path / year, texts))
    assert sorted(store.network().ties["since"]) == ["", "2019", "2021"]
    # An undated row beside two dated ones could be either, so it is a third.
    texts["memberships"] = "organization,cluster,since\na,k,\nb,k,\n"
    assert store.load(make_tables(tmp_path / "third", texts)).added == {"memberships": 1}
    assert len(store.load(make_tables(tmp_path / "again", texts))) == 0


def test_nodes_of_every_kind_may_stand_among_the_organizations(store: Store, tmp_path: Path) -> None:
    texts = {
        "organizations": "id,name,kind,city\na,A,sme,X\nk,K,cluster,Y\np,P,project,Z\nt,T,capability,\n",
        "projects": "id,name,start\nq,Q,2019\n",
        "ties": "source,target,kind\na,k,MEMBER_OF\na,p,PARTICIPATES_IN\na,q,PARTICIPATES_IN\np,t,NEEDS\n",
    }
    tables = make_tables(tmp_path / "mixed", texts)
    store.load(tables)
    assert_same(store.network(), make_network(tables))
    store.export(tmp_path / "again")
    assert_same(load_tables(tmp_path / "again"), make_network(tables))
    # A node that moves to the table of its family keeps its ties.
    texts["organizations"] = texts["organizations"].replace("p,P,project,Z\n", "")
    texts["projects"] += "p,P,2020\n"
    changes = store.load(make_tables(tmp_path / "moved", texts), replace=True)
    assert changes.changed == {"projects": 1}
    assert_same(store.network(), load_tables(tmp_path / "moved"))


def test_a_node_that_becomes_another_family_is_refused_or_replaced(store: Store, tmp_path: Path) -> None:
    before = {
        "organizations": "id,name,kind\na,A,sme\nx,X,sme\n",
        "ties": "source,target,kind\na,x,SUPPORTS\n",
    }
    after = {
        "organizations": "id,name,kind\na,A,sme\nx,X,cluster\n",
        "ties": "source,target,kind\na,x,SUPPORTS\n",
    }
    store.load(make_tables(tmp_path / "before", before))
    with pytest.raises(DataError, match="the store knows x as organization, the tables as cluster"):
        store.load(make_tables(tmp_path / "after", after))
    assert_same(store.network(), load_tables(tmp_path / "before"))
    store.load(make_tables(tmp_path / "after", after), replace=True)
    assert_same(store.network(), load_tables(tmp_path / "after"))


def test_export_and_load_give_the_same_graph_and_the_same_files(store: Store, tmp_path: Path) -> None:
    texts = TOWN | {"graphcdc.toml": 'home_region = "Санкт-\\"П\\""\n'}
    texts["organizations"] = texts["organizations"].replace("Tver", 'Санкт-""П""').replace("Beta", '"B, ""x""\ny"')
    texts["organizations"] = texts["organizations"].replace('Санкт-""П""', '"Санкт-""П"""')
    texts["ties"] = texts["ties"].replace("2.5", "1.2340")
    store.load(make_tables(tmp_path / "town", texts))
    store.export(tmp_path / "once")
    assert_same(load_tables(tmp_path / "once"), load_tables(tmp_path / "town"))
    with open_store(tmp_path / "other") as other:
        other.load(read_tables(tmp_path / "once"))
        other.export(tmp_path / "twice")
    for path in (tmp_path / "once").iterdir():
        assert path.read_bytes() == (tmp_path / "twice" / path.name).read_bytes()


@pytest.mark.parametrize("fails_at", range(1, 14))
def test_an_interrupted_load_is_completed_by_the_next(
    fails_at: int, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables(tmp_path / "town", TOWN)
    with open_store(address) as store:
        write, calls = store._engine.write, []

        def failing(steps: object) -> None:
            calls.append(steps)
            if len(calls) == fails_at:
                raise KeyboardInterrupt
            write(steps)  # type: ignore[arg-type]

        monkeypatch.setattr(store._engine, "write", failing)
        monkeypatch.setattr(store._engine, "batch", 4)
        with pytest.raises(KeyboardInterrupt):
            store.load(tables)
        if fails_at % 2:
            store.load(tables)  # in the same session, as in a notebook
            assert_same(store.network(), make_network(tables))
            return
    with open_store(address) as store:
        if fails_at > 1:
            assert [note.key for note in store.notes] == ["note_interrupted"]
        store.load(tables)
        assert store.notes == ()
        assert_same(store.network(), make_network(tables))
        assert len(store.load(tables, replace=True)) == 0


def test_a_graph_of_somebody_else_is_left_alone(store: Store, tmp_path: Path) -> None:
    store._engine.write([("CREATE (:Project {id: 'theirs'})", {})])
    with pytest.raises(StoreUnavailable, match="holds a graph that graphcdc did not make"):
        store.load(make_tables(tmp_path / "town", TOWN))
    assert store.query("MATCH (n) RETURN count(n) AS count") == [{"count": 1}]


def test_what_was_made_by_hand_is_not_read_and_doctor_says_so(store: Store, tmp_path: Path) -> None:
    tables = make_tables(tmp_path / "town", TOWN)
    store.load(tables)
    store._engine.write([("CREATE (:Organization {name: 'no id'})", {})])
    store._engine.write([("MATCH (a {id: 'a1'}), (b {id: 'l1'}) CREATE (a)-[:COOPERATES_WITH]->(b)", {})])
    assert_same(store.network(), make_network(tables))
    wrong = [(finding.check, finding.value) for finding in store.examine() if finding.advice is not None]
    assert wrong == [("made_by_hand", "2")]


def test_a_value_of_another_type_is_named_and_mended_by_loading(store: Store, tmp_path: Path) -> None:
    tables = make_tables(tmp_path / "town", TOWN)
    store.load(tables)
    for change in ("n.size = 'many'", "n.size = 50.0, n.name = 7"):
        store._engine.write([(f"MATCH (n:Organization {{id: 'a1'}}) SET {change}", {})])
        with pytest.raises(DataError, match=r"another type in organizations\.(size|name)"):
            store.network()
        assert store.load(tables).changed == {"organizations": 1}
        assert_same(store.network(), make_network(tables))


def test_a_store_of_a_newer_version_is_refused(address: str, tmp_path: Path) -> None:
    with open_store(address) as store:
        store.load(make_tables(tmp_path / "town", TOWN))
        store._engine.write([("MATCH (s:Store) SET s.format = 99", {})])
    with pytest.raises(StoreUnavailable, match="newer version of graphcdc"):
        open_store(address)


def test_a_load_needs_its_constraints_and_doctor_counts_them(store: Store, tmp_path: Path) -> None:
    for name in store._engine.list_constraints():
        store._engine.define(f"DROP CONSTRAINT {name}")
    checks = {finding.check: finding for finding in store.examine()}
    assert checks["constraints"].value == "0/6"
    assert checks["loads"].advice is not None
    store.load(make_tables(tmp_path / "town", TOWN))
    checks = {finding.check: finding for finding in store.examine()}
    assert checks["constraints"].value == "6/6"
    assert checks["Organization"].value == "7"
    assert all(finding.advice is None for finding in checks.values())


def test_a_project_of_one_organization_joins_no_clusters(store: Store, tmp_path: Path) -> None:
    texts = {
        "organizations": "id,name,kind\na,A,sme\nb,B,sme\n",
        "clusters": "id,name\nk,K\nl,L\n",
        "memberships": "organization,cluster\na,k\na,l\n",
        "projects": "id,name\np,P\n",
        "participations": "organization,project,since\na,p,2019\na,p,2020\n",
    }
    texts["clusters"] += "m,Nobody yet\n"
    store.load(make_tables(tmp_path / "one", texts))
    assert store.run("cluster_pairs") == []
    rows = store.run("cluster_overview")
    assert [(row["id"], row["members"], row["kinds"], row["in_projects"], row["projects"]) for row in rows] == [
        ("k", 1, 1, 1, 0),
        ("l", 1, 1, 1, 0),
        ("m", 0, 0, 0, 0),
    ]
    texts["participations"] += "b,p,2019\n"
    texts["memberships"] += "b,l\n"
    store.load(make_tables(tmp_path / "two", texts))
    assert store.run("cluster_pairs") == [{"cluster": "k", "other": "l", "joint_projects": 1, "direct_ties": 0}]
