"""Who introduces whom: ways with answers worked out by hand."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest

from graphcdc import AmbiguousName, Network, UnknownName, UsageError, find_introductions, load_tables
from graphcdc.introductions import Introduction
from graphcdc.resources import find_resource


def build(
    organizations: str,
    ties: list[tuple[str, str, str, str, str]] = [],  # noqa: B006
    projects: dict[str, tuple[str, str]] | None = None,
) -> Network:
    """Organizations of one letter; ties as source, target, kind, since, until; projects with members and end."""
    projects = projects or {}
    rows = [*ties, *((one, p, "PARTICIPATES_IN", "2010", end) for p, (its, end) in projects.items() for one in its)]
    ids = [*organizations, *projects]
    kinds = ["sme"] * len(organizations) + ["project"] * len(projects)
    columns = ("source", "target", "kind", "since", "until")
    table = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    return Network.build({"id": ids, "name": [one.upper() * 3 for one in ids], "kind": kinds}, table)


def ways(network: Network, a: str, b: str, k: int = 3) -> list[tuple[str, float]]:
    return [("".join(way.nodes), round(way.strength, 4)) for way in find_introductions(network, a, b, k=k)]


def running(*pairs: str, kind: str = "COOPERATES_WITH") -> list[tuple[str, str, str, str, str]]:
    return [(a, b, kind, "2020", "") for a, b in pairs]


def test_fewest_steps_come_first_then_the_strongest_then_one_step_more() -> None:
    # Each tie runs: 1.0 x 1/2. PART_OF: 0.9 / 2, SUPPLIES 0.7 / 2.
    ties = [*running("ab", "bz", "cz"), *running("ac", kind="PART_OF"), *running("dz", "ce", "ez", kind="SUPPLIES")]
    assert ways(build("abcdez", ties), "a", "z") == [("abz", 0.25), ("acz", 0.225), ("acez", 0.0551)]
    assert ways(build("abcdez", ties), "a", "z", k=1) == [("abz", 0.25)]


def test_a_tie_loses_half_of_its_worth_in_five_years_and_counts_half_without_dates() -> None:
    ties = [*running("xy"), ("a", "b", "COOPERATES_WITH", "2000", "2015"), ("c", "d", "COOPERATES_WITH", "", "")]
    network = build("abcdxy", ties)
    assert network.date == "2020"
    assert ways(network, "a", "b") == [("ab", 0.25)]
    assert ways(network, "c", "d") == [("cd", 0.25)]
    assert ways(network, "x", "y") == [("xy", 0.5)]


def test_in_a_large_project_few_know_everybody() -> None:
    # Two: w = 1, 0.8 / 2. Five: w = 1/4, 0.8 x 0.2.
    network = build("abcdefxy", running("xy"), {"p": ("ab", "2030"), "q": ("bcdef", "2030")})
    assert ways(network, "a", "b") == [("ab", 0.4)]
    assert ways(network, "b", "c")[0] == ("bc", 0.16)
    (way,) = find_introductions(network, "a", "f", k=1)
    assert [(link.kind, link.project, link.last) for link in way.links] == [
        ("PARTICIPATES_IN", "p", "2020"),
        ("PARTICIPATES_IN", "q", "2020"),
    ]
    assert way.weakest_link == 1
    assert way.to_dict()["weakest_link"] == ["b", "f"]
    assert way.to_dict()["names"] == ["AAA", "BBB", "FFF"]


def test_the_best_of_several_ties_is_the_link_and_a_competitor_introduces_nobody() -> None:
    ties = [
        ("a", "b", "SUPPLIES", "2020", ""),
        ("b", "a", "COOPERATES_WITH", "2000", "2010"),
        *running("ac", kind="COMPETES_WITH"),
    ]
    network = build("abc", ties)
    (way,) = find_introductions(network, "a", "b")
    assert way.links[0].kind == "SUPPLIES"
    assert way.strength == pytest.approx(0.35)
    assert find_introductions(network, "a", "c") == []


def test_a_cluster_in_common_introduces_nobody() -> None:
    nodes = {"id": ["a", "b", "k"], "name": ["A", "B", "K"], "kind": ["sme", "sme", "cluster"]}
    ties = {"source": ["a", "b"], "target": ["k", "k"], "kind": ["MEMBER_OF"] * 2}
    assert find_introductions(Network.build(nodes, ties), "a", "b") == []


def test_whom_one_asks_about_is_found_by_name_and_wrong_questions_are_refused() -> None:
    network = build("ab", running("ab"))
    assert len(find_introductions(network, "aaa", "BBB")) == 1
    with pytest.raises(UsageError, match="both ends"):
        find_introductions(network, "a", "AAA")
    with pytest.raises(UnknownName):
        find_introductions(network, "a", "nobody at all")
    with pytest.raises(UsageError):
        find_introductions(network, "a", "b", k=0)
    twice = Network.build(
        {"id": ["a", "b", "c"], "name": ["A", "Twin 1", "Twin 2"], "kind": ["sme"] * 3},
        {"source": [], "target": [], "kind": []},
    )
    with pytest.raises(AmbiguousName):
        find_introductions(twice, "a", "twin")


def test_on_real_data_the_ways_are_the_best_of_all_shortest_ones() -> None:
    network = load_tables(find_resource("datasets/st-petersburg"))
    graph = nx.Graph()
    qualities: dict[frozenset[str], float] = {}
    for node in network.node["id"][network.organizations]:
        graph.add_node(node)
    pairs = itertools.islice(itertools.combinations(network.node["id"][network.organizations][:60], 2), 400)

    def quality(a: str, b: str) -> float:
        key = frozenset((a, b))
        if key not in qualities:
            (way,) = [one for one in find_introductions(network, a, b, k=1) if len(one.nodes) == 2] or [None]
            qualities[key] = way.strength if way else 0.0
        return qualities[key]

    tie = network.tie
    ids = network.node["id"]
    carrying = (
        "COOPERATES_WITH",
        "CONTRACTS_WITH",
        "SUPPLIES",
        "INVESTS_IN",
        "FUNDS",
        "PART_OF",
        "SUPPORTS",
        "REGULATES",
    )
    members: dict[str, list[str]] = {}
    for source, target, kind in zip(ids[tie["source"]], ids[tie["target"]], tie["kind"], strict=True):
        if kind in carrying and source in graph and target in graph:
            graph.add_edge(source, target)
        elif kind == "PARTICIPATES_IN":
            members.setdefault(target, []).append(source)
    for its in members.values():
        graph.add_edges_from(itertools.combinations(its, 2))
    checked = 0
    for a, b in list(pairs)[::40]:
        found: list[Introduction] = find_introductions(network, a, b, k=1)
        if not found:
            assert not nx.has_path(graph, a, b)
            continue
        shortest = nx.shortest_path_length(graph, a, b)
        assert len(found[0].links) == shortest
        if shortest == 2:
            best = max(quality(a, middle) * quality(middle, b) for middle in nx.common_neighbors(graph, a, b))
            assert found[0].strength == pytest.approx(best)
            checked += 1
    assert checked >= 2
