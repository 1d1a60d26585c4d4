"""Lone brokers and structural holes: each on a network worked out by hand, and as facts of the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import make_network

from graphcdc import Gap, Network, find_gaps, load_tables
from graphcdc.gaps import closes_gap, find_sides
from graphcdc.gaps.null import stratify
from graphcdc.partners.closing import close_gap
from graphcdc.resources import find_resource


def find(network: Network, kind: str) -> list[Gap]:
    return find_gaps(network, kinds=[kind])


def sides(network: Network, gap: Gap) -> list[list[str]]:
    ids = network.node["id"][network.organizations]
    return [ids[side].tolist() for side in find_sides(network, gap)]


@cache
def town() -> Network:
    return load_tables(find_resource("datasets/st-petersburg"))


# Lone brokers --------------------------------------------------------------------------------------------------------


def ring(name: str, members: int) -> list[tuple[str, str]]:
    ids = [f"{name}{at}" for at in range(members)]
    return list(pairwise([*ids, ids[0]]))


def clusters_around(
    *ties: tuple[str, str],
    rings: Sequence[str] = "bc",
    members: int = 6,
    also: Mapping[str, Sequence[str]] | None = None,
    alone: Sequence[str] = (),
    regions: Mapping[str, str] | None = None,
) -> Network:
    """Clusters whose members b0, b1, ... work in a ring, and other ties; `also` are further members of a cluster."""
    clusters = {name: [f"{name}{at}" for at in range(members)] + list((also or {}).get(name, ())) for name in rings}
    direct = [tie for name in rings for tie in ring(name, members)] + list(ties)
    names = {"b": "Boats", "c": "Cranes", "d": "Docks", "e": "Engines"}
    ids = {f"k-{name}": its for name, its in clusters.items()}
    return make_network(
        {},
        direct=direct,
        clusters=ids,
        names={f"k-{name}": names[name] for name in rings},
        alone=alone,
        regions=regions,
    )


def test_one_member_through_whom_alone_two_clusters_work_is_a_gatekeeper() -> None:
    network = clusters_around(("b0", "c0"), ("b0", "c2"))
    (gap,) = find(network, "brokerage_gap")
    assert (gap.members, gap.groups, gap.claim, gap.observed) == (("b0",), None, "structural", 4)
    # b0 works with b1 and b5 of its own and with c0 and c2.
    assert gap.evidence["joins"] == [
        {
            "clusters": ["k-b", "k-c"],
            "role": "gatekeeper",
            "partners": [["b1", "b5"], ["c0", "c2"]],
            "pairs": 4,
            "outsiders": 0,
            # Pairs of a b and a c: four of b0, two each of c0 and c2 (between b0 and their neighbours in the ring).
            "hhi": float(f"{(16 + 4 + 4) / 64:.6g}"),
        }
    ]
    # Within its own cluster it stands between b1 and b5, and as a member of one of two between c0 and c2.
    assert gap.evidence["roles"] == {"coordinator": 1.0, "consultant": 1.0, "gatekeeper": 4.0, "liaison": 0.0}
    assert gap.ties == (("b1", "c0"),)
    assert gap.text("en") == "Boats and Cranes work together only through B0, which joins 4 pairs of their members."
    assert gap.text("ru") == (
        "Кластеры «Boats» и «Cranes» сотрудничают только через B0: на этом держатся 4 пары их участников."
    )
    assert gap.advice.say("en") == (
        "Ask B0 to bring B1 and C0 together, so that Boats and Cranes do not hang on it alone."
    )


def test_an_outsider_that_alone_has_partners_in_both_is_a_liaison() -> None:
    network = clusters_around(("x", "b0"), ("x", "b2"), ("x", "c0"), ("x", "c1"))
    (gap,) = find(network, "brokerage_gap")
    assert (gap.members, gap.observed) == (("x",), 4)
    (joint,) = gap.evidence["joins"]
    assert (joint["role"], joint["outsiders"], joint["hhi"]) == ("liaison", 0, 1.0)
    assert gap.evidence["roles"]["liaison"] == 4
    assert gap.text("en") == (
        "Boats and Cranes do not work together, and only X has partners in both: "
        "it stands between 4 pairs of their members."
    )
    # A second outsider between them: neither is alone.
    assert (
        find(clusters_around(*((x, f"{name}{at}") for x in "xy" for name in "bc" for at in (0, 2))), "brokerage_gap")
        == []
    )


def test_outsiders_between_two_clusters_are_no_tie_of_their_own() -> None:
    outsiders = [(x, f"{name}3") for x in "xy" for name in "bc"]
    (gap,) = find(clusters_around(("b0", "c0"), ("b0", "c2"), *outsiders), "brokerage_gap")
    assert (gap.members, gap.evidence["joins"][0]["outsiders"]) == (("b0",), 2)


def test_a_tie_past_the_broker_ends_its_being_alone() -> None:
    assert find(clusters_around(("b0", "c0"), ("b0", "c2"), ("b3", "c3")), "brokerage_gap") == []
    outside = [("x", "b0"), ("x", "b2"), ("x", "c0"), ("x", "c1")]
    assert find(clusters_around(*outside, ("b3", "c3")), "brokerage_gap") == []


def test_a_single_tie_has_no_broker_and_one_partner_at_home_is_too_few() -> None:
    assert find(clusters_around(("b0", "c0")), "brokerage_gap") == []
    # x is a new member of b with a tie to one other of it only.
    lonely = clusters_around(("x", "b0"), ("x", "c0"), ("x", "c2"), also={"b": ["x"]})
    assert find(lonely, "brokerage_gap") == []
    joined = clusters_around(("x", "b0"), ("x", "b2"), ("x", "c0"), ("x", "c2"), also={"b": ["x"]})
    assert [gap.members for gap in find(joined, "brokerage_gap")] == [("x",)]


def test_a_member_of_both_joins_them_and_alone_only_if_no_other_member_is_shared() -> None:
    ends = [("x", "b0"), ("x", "b2"), ("x", "c0"), ("x", "c2")]
    (gap,) = find(clusters_around(*ends, also={"b": ["x"], "c": ["x"]}), "brokerage_gap")
    assert (gap.members, gap.evidence["joins"][0]["role"]) == (("x",), "gatekeeper")
    shared = clusters_around(*ends, also={"b": ["x", "y"], "c": ["x", "y"]})
    assert find(shared, "brokerage_gap") == []
    # An outsider cannot be alone between clusters that share a member, nor can a member of one of them.
    assert find(clusters_around(*ends, also={"b": ["y"], "c": ["y"]}, alone=["y"]), "brokerage_gap") == []
    assert find(clusters_around(*ends, also={"b": ["x", "y"], "c": ["y"]}), "brokerage_gap") == []


def test_a_cluster_of_fewer_than_five_others_that_cooperate_is_too_small_to_tell() -> None:
    ends = [("x", "b0"), ("x", "b2"), ("x", "c0"), ("x", "c2")]
    assert len(find(clusters_around(*ends, members=5), "brokerage_gap")) == 1
    assert find(clusters_around(*ends, members=4), "brokerage_gap") == []
    # Members without a partner do not count, nor does the broker itself.
    silent = clusters_around(*ends, members=4, also={"b": ["s", "t"], "c": ["s2", "t2"]})
    assert find(silent, "brokerage_gap") == []
    own = clusters_around(*ends, members=4, also={"b": ["x"], "c": ["c9"]})
    assert find(own, "brokerage_gap") == []


def test_a_broker_of_several_pairs_has_one_gap_the_worst_pair_first() -> None:
    ends = [("b0", f"{name}{at}") for name, count in (("c", 2), ("d", 3)) for at in range(count)]
    (mixed,) = find(clusters_around(*ends, rings="bcd"), "brokerage_gap")
    # It stands between the other two as well, as an outsider: 6 + 6 + 4 pairs.
    assert [(*joint["clusters"], joint["role"]) for joint in mixed.evidence["joins"]] == [
        ("k-b", "k-d", "gatekeeper"),
        ("k-c", "k-d", "liaison"),
        ("k-b", "k-c", "gatekeeper"),
    ]
    assert (mixed.observed, mixed.ties) == (16, (("b1", "d0"), ("c0", "d0"), ("b1", "c0")))
    assert mixed.text("en").startswith("Only B0 joins 3 pairs of clusters whose other members do not work")
    # Where these two work together, only the pairs of its own cluster are left.
    ends.append(("c5", "d5"))
    (gap,) = find(clusters_around(*ends, rings="bcd"), "brokerage_gap")
    assert [joint["clusters"] for joint in gap.evidence["joins"]] == [["k-b", "k-d"], ["k-b", "k-c"]]
    assert (gap.observed, gap.ties) == (10, (("b1", "d0"), ("b1", "c0")))
    assert gap.text("en") == (
        "Boats works with 2 other clusters only through B0, which joins 10 pairs of their members: Docks; Cranes."
    )
    assert gap.text("ru") == (
        "Кластер «Boats» сотрудничает с 2 другими кластерами только через B0, на этом держится 10 пар их участников: "
        "Docks; Cranes."
    )
    assert sides(clusters_around(*ends, rings="bcd"), gap) == [
        [f"b{at}" for at in range(1, 6)],
        [f"{name}{at}" for name in "cd" for at in range(6)],
    ]


def test_pairs_of_partners_that_are_in_several_clusters_count_once() -> None:
    ends = [("x", f"{name}{at}") for name in "bcd" for at in range(2)]
    (gap,) = find(clusters_around(*ends, rings="bcd"), "brokerage_gap")
    assert (len(gap.evidence["joins"]), gap.observed) == (3, 12)
    assert gap.text("en") == (
        "Only X joins 3 pairs of clusters whose other members do not work with each other, 12 pairs of organizations "
        "in all: Boats – Cranes; Boats – Docks; Cranes – Docks."
    )


def test_brokers_that_join_most_come_first() -> None:
    ends = [("b0", "c0"), ("b0", "c2"), *(("d0", f"e{at}") for at in range(3))]
    assert [gap.members for gap in find(clusters_around(*ends, rings="bcde"), "brokerage_gap")] == [("d0",), ("b0",)]


def test_with_a_stated_home_the_broker_or_a_partner_that_it_joins_is_there() -> None:
    network = clusters_around(("b0", "c0"), ("b0", "c2"), regions={"b0": "Oulu", "c2": "Perm", "b2": "Omsk"})
    found = {home: len(find(network.with_home(home), "brokerage_gap")) for home in ("Oulu", "Perm", "Omsk")}
    assert found == {"Oulu": 1, "Perm": 1, "Omsk": 0}


TIES = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)).filter(lambda tie: tie[0] != tie[1]), max_size=22)
BELONG = st.lists(st.sampled_from(["", "b", "c", "bc"]), min_size=14, max_size=14)


@settings(max_examples=150, deadline=None)
@given(TIES, BELONG)
def test_a_lone_broker_is_what_taking_it_out_shows(ties: list[tuple[int, int]], belong: list[str]) -> None:
    ids = [f"o{at:02}" for at in range(14)]
    clusters = {f"k-{name}": [ids[at] for at in range(14) if name in belong[at]] for name in "bc"}
    direct = sorted({(ids[min(tie)], ids[max(tie)]) for tie in ties})
    network = make_network({}, direct=direct, alone=ids, clusters=clusters)
    graph = network.to_networkx(projection=True)
    expected = {}
    for broker in ids:
        first, second = (set(its) - {broker} for its in clusters.values())
        near = set(graph[broker])
        others = [x for x in set(ids) - first - second - {broker} if set(graph[x]) & first and set(graph[x]) & second]
        inside = any(broker in its for its in clusters.values())
        alone = not first & second and not any(graph.has_edge(a, b) for a, b in product(first, second))
        large = all(sum(graph.degree(one) > 0 for one in side) >= 5 for side in (first, second))
        if alone and large and min(len(near & first), len(near & second)) >= 2 and (inside or not others):
            expected[broker] = len(near & first) * len(near & second)
    gaps = find(network, "brokerage_gap")
    assert {gap.members[0]: gap.observed for gap in gaps} == expected
    for gap in gaps:
        for a, b in gap.ties:
            assert not graph.has_edge(a, b)
            assert closes_gap(network, gap, a, b)
            cured = make_network({}, direct=[*direct, (a, b)], alone=ids, clusters=clusters)
            assert gap.members not in {other.members for other in find(cured, "brokerage_gap")}


def test_the_lone_brokers_of_st_petersburg() -> None:
    gaps = find(town(), "brokerage_gap")
    assert [gap.members for gap in gaps] == [("o028",), ("o198",), ("o061",)]
    graph = town().to_networkx(projection=True)
    ids = town().node["id"]
    its = {cluster: set(ids[members]) for cluster, members in town().members.items()}
    assert [joint["clusters"] for joint in gaps[2].evidence["joins"]] == [["k13", "k21"]]
    for gap in gaps:
        (broker,) = gap.members
        for joint in gap.evidence["joins"]:
            first, second = (its[cluster] - {broker} for cluster in joint["clusters"])
            assert not first & second
            assert not any(graph.has_edge(a, b) for a, b in product(first, second))
            assert joint["partners"] == [sorted(set(graph[broker]) & side) for side in (first, second)]


# Structural holes ----------------------------------------------------------------------------------------------------


def spokes(hub: str = "hub", *, rings: int = 4, ties: Sequence[tuple[str, str]] = ()) -> Network:
    """A hub with a tie to the first of each of some groups of five that all work with one another (a0 ... a4)."""
    groups = {f"p{at}": [f"{chr(97 + at)}{one}" for one in range(5)] for at in range(rings)}
    return make_network(groups, direct=[*((hub, f"{chr(97 + at)}0") for at in range(rings)), *ties])


def test_an_organization_between_four_groups_is_a_structural_hole() -> None:
    (gap,) = find(spokes(), "structural_hole")
    assert (gap.members, gap.groups, gap.claim, gap.observed) == (("hub",), None, "structural", 6)
    # Four partners with a quarter each, no two of which have met: 4 x (1/4)^2.
    assert gap.evidence == {
        "partners": 4,
        "pairs": 6,
        "pairs_met": 0,
        "effective_size": 4.0,
        "constraint": 0.25,
        "place": 1,
        "percentile": float(f"{100 / 21:.6g}"),
        "compared": 21,
        "partners_of_compared": [4, 5],
    }
    # Any two of the partners bring each other four of a group: the first by name.
    assert gap.ties == (("a0", "b0"),)
    assert gap.text("en") == (
        "The 4 partners of HUB hardly meet without it: 0 of 6 pairs have worked together. In constraint (Burt), lowest "
        "first, it is number 1 of 21 organizations with about as many partners."
    )
    assert gap.advice.say("ru") == (
        "HUB может познакомить A0 и B0: в двух шагах от них окажется ещё 8 организаций, и связь перестанет держаться "
        "на одном участнике."
    )


def test_fewer_than_twenty_to_compare_with_tell_nothing() -> None:
    # Fifteen of four or five partners, and a hub of three.
    assert find(spokes(rings=3), "structural_hole") == []
    # 17 and two hubs of four partners: 19 in all.
    few = make_network(
        {f"p{at}": [f"{chr(97 + at)}{one}" for one in range(5)] for at in range(3)},
        direct=[(hub, f"{chr(97 + at)}{place}") for place, hub in enumerate(("h1", "h2")) for at in range(3)]
        + [("h1", "x"), ("h2", "y")],
    )
    assert find(few, "structural_hole") == []


def test_partners_that_work_on_average_with_one_other_or_more_are_no_hole() -> None:
    # Of four partners one pair has met: each works with half an other.
    one = spokes(ties=[("a0", "b0")])
    assert [(gap.observed, gap.evidence["pairs_met"]) for gap in find(one, "structural_hole")] == [(5, 1)]
    assert find(spokes(ties=[("a0", "b0"), ("c0", "d0")]), "structural_hole") == []


def test_the_two_that_gain_most_are_introduced() -> None:
    # c0 and d0 have a partner more than a0 and b0: they bring each other five each, all others four or five.
    (gap,) = find(spokes(ties=[("d0", "x1"), ("c0", "y1")]), "structural_hole")
    assert gap.ties == (("c0", "d0"),)
    assert "10 organizations come within two steps" in gap.advice.say("en")


def test_equal_constraint_shares_a_place() -> None:
    groups = {f"p{at:02}": [f"{at:02}{one}" for one in range(5)] for at in range(8)}
    direct = [(hub, f"{at + 4 * place:02}0") for place, hub in enumerate(("h1", "h2")) for at in range(4)]
    gaps = find(make_network(groups, direct=direct), "structural_hole")
    assert [(gap.members, gap.evidence["place"]) for gap in gaps] == [(("h1",), 1), (("h2",), 1)]


def test_with_a_stated_home_a_hole_is_one_at_home_and_its_tie_too_if_it_can_be() -> None:
    groups = {f"p{at}": [f"{chr(97 + at)}{one}" for one in range(5)] for at in range(4)}
    regions = {"hub": "Perm", "c0": "Perm", "d0": "Perm", "a0": "Oulu"}
    network = make_network(groups, direct=[("hub", f"{name}0") for name in "abcd"], regions=regions)
    assert [gap.ties for gap in find(network.with_home("Perm"), "structural_hole")] == [(("c0", "d0"),)]
    assert find(network.with_home("Oulu"), "structural_hole") == []


def test_both_sides_of_a_hole_are_its_partners() -> None:
    network = spokes()
    (gap,) = find(network, "structural_hole")
    assert sides(network, gap) == [["a0", "b0", "c0", "d0"]] * 2
    assert not closes_gap(network, gap, "hub", "a1")


def test_the_holes_of_st_petersburg_are_the_planted_one_and_others_that_are_true() -> None:
    gaps = find(town(), "structural_hole")
    assert [gap.members[0] for gap in gaps] == ["o071", "o413", "o583", "o095", "o061"]
    graph = town().to_networkx(projection=True)
    constraint = nx.constraint(graph, weight="weight")
    several = [one for one in graph if graph.degree(one) >= 4]
    strata = dict(zip(several, stratify(np.array([graph.degree(one) for one in several])).tolist(), strict=True))
    for gap in gaps:
        (one,) = gap.members
        met = sum(graph.has_edge(a, b) for a, b in combinations(graph[one], 2))
        assert 2 * met < graph.degree(one)
        assert (gap.evidence["pairs_met"], gap.evidence["partners"]) == (met, graph.degree(one))
        peers = [other for other in several if strata[other] == strata[one]]
        place = 1 + sum(constraint[other] < constraint[one] - 1e-9 for other in peers)
        assert (gap.evidence["place"], gap.evidence["compared"]) == (place, len(peers))
        assert place <= len(peers) / 20
        assert gap.evidence["constraint"] == pytest.approx(constraint[one], rel=1e-5)


@pytest.mark.parametrize("kind", ["brokerage_gap", "structural_hole"])
def test_partners_are_suggested_that_close_it(kind: str) -> None:
    gap = find(town(), kind)[-1]
    suggested = close_gap(town(), gap, k=3)
    assert suggested
    for one in suggested:
        assert closes_gap(town(), gap, one.evidence["for"], one.candidate)
