"""One organization: measures worked out by hand, and against networkx."""

from __future__ import annotations

import json
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from networks import barbell, make_network

from graphcdc import Network, UnknownName, find_gaps, load_tables, recommend_partners
from graphcdc.holes import measure_constraint, measure_effective_size
from graphcdc.profiles import describe_organization
from graphcdc.resources import find_resource


def test_burts_measures_of_a_triangle_with_a_tail_and_of_loners() -> None:
    nodes = {"id": list("abcdex"), "name": list("ABCDEX"), "kind": ["sme"] * 6}
    ends = {"source": ["a", "a", "a", "b"], "target": ["b", "c", "d", "c"], "kind": ["COOPERATES_WITH"] * 4}
    network = Network.build(nodes, ends)
    constraint = measure_constraint(network.cooperation())
    # a: to b 1/3 + 1/3 x 1/2 (by c) = 1/2, to c the same, to d 1/3. d: all on a.
    assert constraint[:4] == pytest.approx([0.25 + 0.25 + 1 / 9, 1.0069444, 1.0069444, 1.0], abs=1e-6)
    assert np.isnan(constraint[4:]).all()
    # a: 3 - 2 x 1 / 3; b: 2 - 2 x 1 / 2.
    assert measure_effective_size(network.cooperation())[:4] == pytest.approx([3 - 2 / 3, 1, 1, 1])
    some = np.array([3, 0])
    assert measure_constraint(network.cooperation(), some) == pytest.approx(constraint[some])


def test_burts_measures_are_those_of_networkx() -> None:
    network = load_tables(find_resource("datasets/st-petersburg"))
    cooperation = network.cooperation()
    graph = network.to_networkx(projection=True)
    ids = network.node["id"][cooperation.organizations]
    theirs = nx.constraint(graph, weight="weight")
    assert measure_constraint(cooperation) == pytest.approx([theirs[one] for one in ids], nan_ok=True)
    sizes = nx.effective_size(graph)
    assert measure_effective_size(cooperation) == pytest.approx([sizes[one] for one in ids], nan_ok=True)
    some = np.arange(0, len(ids), 7)
    assert measure_effective_size(cooperation, some) == pytest.approx([sizes[one] for one in ids[some]], nan_ok=True)


def town() -> Network:
    nodes = {
        "id": ["a", "b", "c", "p", "k"],
        "name": ["Alpha", "Beta", "Gamma", "Laser", "Photonics"],
        "kind": ["sme", "university", "investor", "project", "cluster"],
        "region": ["Tver", "Tver", "Perm", "", ""],
    }
    rows = [
        ("a", "p", "PARTICIPATES_IN", "2019", "2021"),
        ("b", "p", "PARTICIPATES_IN", "2019", "2021"),
        ("a", "k", "MEMBER_OF", "2015", ""),
        ("c", "a", "INVESTS_IN", "2020", ""),
        ("a", "b", "COOPERATES_WITH", "2018", ""),
    ]
    columns = ("source", "target", "kind", "since", "until")
    return Network.build(nodes, {name: [row[at] for row in rows] for at, name in enumerate(columns)})


def test_a_profile_says_who_it_is_and_how_it_stands() -> None:
    profile = describe_organization(town(), "alpha")
    assert (profile.id, profile.name, profile.kind, profile.clusters) == ("a", "Alpha", "sme", (("k", "Photonics"),))
    assert profile.measures == {
        "events": 3,
        "partners": 2,
        "strength": 3.0,  # the project of two, the tie to Beta, the investment
        "betweenness": 1.0,  # the only way from Beta to Gamma
        "betweenness_rank": 1,
        "constraint": pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2, abs=1e-5),
        "effective_size": 2.0,
        "community_size": 3,
        "community_cluster_mates": 0,  # neither Beta nor Gamma is in Photonics
        "outside_share": 0.5,
        "reachable": 2,
        "sphere": "industry",
    }
    assert [(tie["kind"], tie["direction"], tie["other"]) for tie in profile.ties] == [
        ("COOPERATES_WITH", "both", "b"),
        ("INVESTS_IN", "in", "c"),
        ("PARTICIPATES_IN", "out", "p"),
    ]


def test_a_profile_counts_who_of_its_community_shares_one_of_its_clusters() -> None:
    # All four work together in one project; b1 shares k with b2 and l with b2 and c1, and d1 is in m only.
    clusters = {"k": ["b1", "b2", "x"], "l": ["b1", "b2", "c1"], "m": ["d1"]}
    network = make_network({"p": ["b1", "b2", "c1", "d1"]}, clusters=clusters)
    found = {one: describe_organization(network, one).measures for one in ("b1", "c1", "d1", "x")}
    assert {one: measures["community_size"] for one, measures in found.items()} == {
        "b1": 4,
        "c1": 4,
        "d1": 4,
        "x": None,
    }
    assert {one: measures["community_cluster_mates"] for one, measures in found.items()} == {
        "b1": 2,
        "c1": 2,
        "d1": 0,
        "x": None,
    }


def test_places_by_betweenness_are_shared_by_equals() -> None:
    # Both ends of the bridge lie on 6 ways; the others on none have no place.
    places = [describe_organization(barbell(), one).measures["betweenness_rank"] for one in ("b1", "c1", "b2")]
    assert places == [1, 1, None]


def test_of_the_gaps_only_its_own_are_kept_and_nothing_is_invented_for_a_loner() -> None:
    nodes = {"id": ["a", "b", "x"], "name": ["Alpha", "Beta", "Loner"], "kind": ["sme", "sme", "investor"]}
    network = Network.build(nodes, {"source": ["a"], "target": ["b"], "kind": ["SUPPLIES"]})
    gaps = find_gaps(network)
    profile = describe_organization(network, "Loner", gaps=gaps, suggestions=recommend_partners(network, "x"))
    assert [gap.kind for gap in profile.gaps] == ["isolate"]
    assert describe_organization(network, "a", gaps=gaps).gaps == ()
    assert (profile.measures["constraint"], profile.measures["outside_share"], profile.measures["sphere"]) == (
        None,
    ) * 3
    assert profile.measures["betweenness"] == 0
    assert profile.measures["betweenness_rank"] is profile.measures["community_size"] is None
    assert json.dumps(profile.to_dict("ru"))
    with pytest.raises(UnknownName):
        describe_organization(town(), "Photonics")


def test_the_command_gives_the_fields_of_the_contract() -> None:
    words = ["profile", "o451", "--from", str(find_resource("datasets/st-petersburg")), "-f", "json", "--limit", "2"]
    done = subprocess.run([sys.executable, "-m", "graphcdc", *words], capture_output=True, check=True)
    (item,) = json.loads(done.stdout)["items"]
    assert list(item) == ["id", "name", "kind", "clusters", "measures", "ties", "gaps", "partners"]
    assert [gap["kind"] for gap in item["gaps"]] == ["single_point_of_failure"]
    assert 0 < len(item["partners"]) <= 4
