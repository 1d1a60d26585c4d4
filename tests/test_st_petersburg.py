"""The example of a whole centre: what it says of itself is true, and what was planted in it is there."""

from __future__ import annotations

import csv
import importlib
import itertools
import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graphcdc import Gap, Network, find_gaps, load_tables, read_tables
from graphcdc.gaps import GAP_KINDS, list_limits
from graphcdc.model import TABLES
from graphcdc.resources import find_resource
from graphcdc.tables.cells import find_rule

REAL = {"ckr", "technopark", "ingria"}
HOME = "Санкт-Петербург"


def place(part: str = "") -> Path:
    return find_resource("datasets/st-petersburg") / part


@cache
def town() -> Network:
    return load_tables(place())


@cache
def projection() -> nx.Graph:
    graph = town().to_networkx(projection=True)
    assert isinstance(graph, nx.Graph)
    return graph


@cache
def planted() -> list[dict[str, str]]:
    with (place() / "planted_gaps.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def found() -> list[Gap]:
    return find_gaps(town())


def members_of(kind: str) -> list[list[str]]:
    return [row["members"].split(";") for row in planted() if row["kind"] == kind]


def ends(*kinds: str) -> list[tuple[str, str]]:
    network = town()
    chosen = np.isin(network.tie["kind"], kinds)
    ids = network.node["id"]
    return list(zip(ids[network.tie["source"][chosen]], ids[network.tie["target"][chosen]], strict=True))


def column(name: str) -> dict[str, str]:
    network = town()
    return dict(zip(network.node["id"], network.column(name), strict=True))


# What it is ----------------------------------------------------------------------------------------------------------


def test_it_is_as_large_as_a_centre() -> None:
    network = town()
    kinds = Counter(network.node["kind"].tolist())
    assert (len(network.organizations), kinds["project"], kinds["cluster"]) == (600, 300, 27)
    assert (kinds["investor"], kinds["public_authority"]) == (30, 25)
    assert all(kinds[kind] for kind in ("sme", "large_firm", "startup", "company", "university", "ngo", "incubator"))
    sizes = Counter(target for _, target in ends("PARTICIPATES_IN"))
    assert len(sizes) == 300
    assert 3 == min(sizes.values()) < max(sizes.values()) <= 12
    levels = Counter(column("authority_level").values())
    assert {level: levels[level] for level in ("federal", "regional", "local")} == {
        "federal": 5,
        "regional": 12,
        "local": 8,
    }
    starts = sorted({since[:4] for since in network.tie["since"] if since})
    assert (starts[0], starts[-1]) == ("2014", "2025")
    assert network.home == HOME
    tables = read_tables(place())
    investors = tables["organizations"][tables["organizations"]["kind"] == "investor"]
    assert (investors["ticket_max"] > investors["ticket_min"]).all()
    assert (investors["stage"] != "").all()


def test_what_is_real_and_what_is_synthetic_is_said_in_every_row() -> None:
    sources = column("data_source")
    real = {node for node, source in sources.items() if source != "synthetic"}
    clusters = {f"k{number:02}" for number in range(1, 28)}
    assert real == REAL | clusters
    assert all("our translation" in sources[cluster] for cluster in clusters)
    network = town()
    ids = network.node["id"]
    for source, target, kind, data_source in zip(
        ids[network.tie["source"]],
        ids[network.tie["target"]],
        network.tie["kind"],
        network.tie_column("data_source"),
        strict=True,
    ):
        if data_source != "synthetic":
            assert (kind, target) in {("PART_OF", "technopark"), *(("COORDINATES", f"k{at:02}") for at in range(1, 9))}
        else:
            assert not {source, target} & REAL


def test_the_centre_coordinates_the_first_eight_clusters() -> None:
    assert sorted(target for source, target in ends("COORDINATES") if source == "ckr") == [
        f"k{number:02}" for number in range(1, 9)
    ]
    assert set(ends("PART_OF")) == {("ckr", "technopark"), ("ingria", "technopark")}
    status = column("status")
    assert [status[f"k{number:02}"] for number in (1, 2, 3, 8, 9, 27)] == [
        "pilot",
        "pilot",
        "coordinated",
        "coordinated",
        "initiative",
        "initiative",
    ]
    assert column("name_en")["k14"] == "Hi-tech and Engineering"


def test_every_inn_is_sound_and_of_no_tax_office_that_exists() -> None:
    rule = find_rule(next(one for one in TABLES["organizations"] if one.name == "inn"))
    numbers = [inn for inn in column("inn").values() if inn]
    assert len(numbers) == len(set(numbers)) == 597
    assert all(rule(inn) == inn and inn.startswith("7899") for inn in numbers)


def test_hubs_and_newcomers_are_there() -> None:
    degrees = sorted((degree for _, degree in projection().degree()), reverse=True)
    assert degrees[0] > 60
    assert sum(degree <= 2 for degree in degrees) > 100


@pytest.mark.parametrize("command", ["stats", "gaps --draws 199", "partners p221", "partners o011"])
def test_russian_and_english_tables_and_workbooks_give_the_same_bytes(command: str) -> None:
    answers = set()
    for part in ("", "csv-ru", "workbook-ru", "workbook-en"):
        words = [sys.executable, "-m", "graphcdc", *command.split(), "--from", str(place(part)), "-f", "json"]
        done = subprocess.run(words, capture_output=True, check=True)
        answers.add(done.stdout)
    assert len(answers) == 1
    assert "данные синтетические" in json.loads(answers.pop())["meta"]["notes"][0]


def test_the_script_makes_the_same_tables_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "scripts"))
    script = importlib.import_module("make_st_petersburg")
    monkeypatch.setattr(sys, "argv", ["make_st_petersburg.py", "--output", str(tmp_path)])
    script.main()
    made = sorted(path.relative_to(tmp_path / "st-petersburg") for path in tmp_path.rglob("*") if path.is_file())
    assert made == sorted(path.relative_to(place()) for path in place().rglob("*") if path.is_file())
    for path in made:
        if path.suffix != ".xlsx":  # how well it is packed depends on the library for it
            assert (tmp_path / "st-petersburg" / path).read_bytes() == (place() / path).read_bytes(), path


# What was planted ----------------------------------------------------------------------------------------------------


def test_every_kind_of_gap_that_the_field_knows_is_planted() -> None:
    assert {row["kind"] for row in planted()} == {
        "research_gap",
        "education_gap",
        "capital_gap",
        "policy_gap",
        "firm_to_firm_gap",
        "cluster_to_cluster_gap",
        "global_gap",
        "group_deficit",
        "isolate",
        "pendant",
        "fragmentation",
        "single_point_of_failure",
        "structural_hole",
        "brokerage_gap",
        "paper_cluster",
        "emerging_cluster",
        "periphery",
        "unmet_need",
        "idle_offer",
        "role_gap",
        "helix_gap",
        "eligibility_gap",
        "dormant_tie",
        "data_gap",
    }


def test_all_planted_gaps_of_the_kinds_that_are_looked_for_are_found() -> None:
    groups = {(gap.kind, *sorted(gap.groups)) for gap in found() if gap.groups}
    members = {(gap.kind, *sorted(gap.members)) for gap in found() if not gap.groups}
    wanted = [row for row in planted() if row["kind"] in GAP_KINDS]
    assert len(wanted) == 27
    for row in wanted:
        assert (row["kind"], *sorted(row["members"].split(";"))) in groups | members, row


def test_planted_deficits_can_be_told_from_chance() -> None:
    tested = {gap.kind: gap for gap in found() if gap.groups and not gap.members}
    for row in planted():
        if row["members"].count(";") == 1 and row["why"].startswith(tuple("0123456789")):
            observed, expected = (int(word) for word in row["why"].split() if word.isdigit())
            assert expected >= 80
            assert observed < expected / 3
    for kind in ("firm_to_firm_gap", "research_gap", "education_gap", "policy_gap", "capital_gap"):
        gap = tested[kind]
        assert gap.expected is not None
        assert gap.expected >= 80
        assert gap.observed < gap.expected / 3


def test_planted_isolates_islands_and_edges_are_facts_of_the_graph() -> None:
    graph = projection()
    for (alone,) in members_of("isolate"):
        assert graph.degree(alone) == 0
    (island,) = members_of("fragmentation")
    assert nx.node_connected_component(graph, island[0]) == set(island)
    (cut,), bridge = members_of("single_point_of_failure")
    parts = sorted(map(len, nx.connected_components(graph.subgraph(set(graph) - {cut}))), reverse=True)
    assert 6 in parts
    assert tuple(bridge) in set(nx.bridges(graph)) or tuple(reversed(bridge)) in set(nx.bridges(graph))
    ((pendant,),) = members_of("pendant")
    assert graph.degree(pendant) == 1
    (chain,) = members_of("periphery")
    around = {other for one in chain for other in graph[one]} - set(chain)
    assert len(around) == 1
    assert graph.has_edge(*chain)


def test_planted_brokers_stand_between_those_who_do_not_meet() -> None:
    graph = projection()
    ((broker,),) = members_of("structural_hole")
    assert graph.degree(broker) == 8
    assert not any(graph.has_edge(a, b) for a, b in itertools.combinations(graph[broker], 2))
    ((lone,),) = members_of("brokerage_gap")
    members = {
        cluster: {one for one, target in ends("MEMBER_OF") if target == cluster} - {lone} for cluster in ("k13", "k21")
    }
    assert not any(graph.has_edge(a, b) for a in members["k13"] for b in members["k21"])
    assert all(set(graph[lone]) & its for its in members.values())


def test_planted_clusters_are_on_paper_undeclared_without_data_and_too_small() -> None:
    graph = projection()
    memberships = ends("MEMBER_OF")
    ((paper,),) = members_of("paper_cluster")
    its = [one for one, cluster in memberships if cluster == paper]
    assert len(its) == 16
    assert not any(graph.has_edge(a, b) for a, b in itertools.combinations(its, 2))
    assert all(graph.degree(one) for one in its)
    (emerging,) = members_of("emerging_cluster")
    inner = graph.subgraph(emerging)
    assert nx.is_connected(inner)
    assert nx.density(inner) > 0.6
    homes = Counter(cluster for one, cluster in memberships if one in emerging)
    assert len(homes) >= 5
    assert max(homes.values()) <= 4
    ((silent,),) = members_of("data_gap")
    quiet = [one for one, cluster in memberships if cluster == silent]
    assert len(quiet) == 6
    assert not any(graph.degree(one) for one in quiet)
    ((small,),) = members_of("eligibility_gap")
    assert 0 < sum(cluster == small for _, cluster in memberships) < 15


def test_planted_needs_offers_roles_and_helix_are_as_they_say() -> None:
    offers, needs = ends("OFFERS"), ends("NEEDS")
    ((unmet, *seekers),) = members_of("unmet_need")
    assert sorted(one for one, capability in needs if capability == unmet) == sorted(seekers)
    assert unmet not in {capability for _, capability in offers}
    ((idle, *makers),) = members_of("idle_offer")
    assert sorted(one for one, capability in offers if capability == idle) == sorted(makers)
    assert idle not in {capability for _, capability in needs}
    # Every other capability is both offered and looked for.
    others = {f"c{number:02}" for number in range(1, 29)}
    assert (
        others == {capability for _, capability in offers} - {idle} == {capability for _, capability in needs} - {unmet}
    )
    participations = read_tables(place())["participations"]
    led = set(participations.loc[participations["role"] == "координатор", "project"])
    ((headless,),) = members_of("role_gap")
    assert set(participations["project"]) - led == {headless}
    ((barren,),) = members_of("helix_gap")
    kinds, clusters = column("kind"), column("clusters")
    science = {
        project
        for one, project in ends("PARTICIPATES_IN")
        if kinds[one] in ("university", "research_organization") and clusters[project] == barren
    }
    assert science == set()
    assert any(its == barren for its in clusters.values())


def test_the_planted_dormant_tie_has_slept_since_2017() -> None:
    (pair,) = members_of("dormant_tie")
    joined: dict[str, set[str]] = {}
    for one, project in ends("PARTICIPATES_IN"):
        joined.setdefault(project, set()).add(one)
    ends_of = column("end")
    joint = sorted(ends_of[project] for project, its in joined.items() if set(pair) <= its)
    assert [end[:4] for end in joint] == ["2015", "2016", "2017"]


# To begin with -------------------------------------------------------------------------------------------------------


def test_the_starter_has_the_clusters_the_institutions_and_no_ties() -> None:
    network = load_tables(find_resource("datasets/st-petersburg-starter"))
    kinds = Counter(network.node["kind"].tolist())
    assert (kinds["cluster"], len(network.organizations), len(network.ties)) == (27, 48, 0)
    assert network.home == HOME
    assert "ror-04txgxn49" in network.positions
    assert network.resolve("ITMO") == "ror-04txgxn49"
    assert find_gaps(network) == []
    assert [limit.key for limit in list_limits(network)] == ["limit_no_cooperation"]
    assert all(network.column("name_ru") != "")
    assert not network.synthetic
