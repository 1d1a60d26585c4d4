"""The scene of the map: what is drawn, where, and how large, with answers worked out by hand."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import pytest

from graphcdc.errors import UnknownName, UsageError
from graphcdc.findings import Gap, Sentence
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.views.discs import draw_clusters
from graphcdc.views.looks import LOOK_OF_KIND, radius
from graphcdc.views.nodes import draw_organizations
from graphcdc.views.scene import Scene, choose_view, room_to_grow
from graphcdc.views.scope import Filters, choose, clusters_of

SAID = Sentence("reason_popular", {"projects": 1})


def two_clusters(home: str | None = None) -> Network:
    """Build a small world.

    a, b and c take part in p (cluster x); c and d in q (cluster y); e has no project and no cluster. c is a member of
    both clusters. d lies in Espoo, the others in Oulu.
    """
    ids = ["a", "b", "c", "d", "e", "p", "q", "x", "y"]
    kinds = ["sme", "university", "company", "investor", "ngo", "project", "project", "cluster", "cluster"]
    ties = [*zip("abccd", "pppqq", ["PARTICIPATES_IN"] * 5, strict=True)]
    ties += [*zip("abccd", "xxxyy", ["MEMBER_OF"] * 5, strict=True)]
    return Network.build(
        {
            "id": ids,
            "name": [name.upper() for name in ids],
            "kind": kinds,
            "region": ["Oulu", "Oulu", "Oulu", "Espoo", "Oulu", "", "", "", ""],
            "clusters": ["", "", "", "", "", "x", "y", "", ""],
        },
        {"source": [tie[0] for tie in ties], "target": [tie[1] for tie in ties], "kind": [tie[2] for tie in ties]},
        home=home,
    )


def crowd(count: int, clusters: int = 3, reverse: bool = False) -> Network:
    """Build many organizations in a few clusters, organization i in a project with i + 1 and with i // 2."""
    names = [f"o{at:04d}" for at in range(count)]
    nodes = [(name, name, "sme") for name in names]
    nodes += [(f"c{at}", f"Cluster {at}", "cluster") for at in range(clusters)]
    nodes += [(f"p{at:04d}", f"Project {at}", "project") for at in range(count)]
    ties = []
    for at in range(count):
        ties.append((names[at], f"c{at % clusters}", "MEMBER_OF"))
        ties += [(names[other], f"p{at:04d}", "PARTICIPATES_IN") for other in {at, (at + 1) % count, at // 2}]
    if reverse:
        nodes.reverse()
        ties.reverse()
    return Network.build(
        dict(zip(("id", "name", "kind"), zip(*nodes, strict=True), strict=True)),
        dict(zip(("source", "target", "kind"), zip(*ties, strict=True), strict=True)),
    )


def gap(kind: str, members: Sequence[str] = (), groups: tuple[str, str] | None = None, **values: Any) -> Gap:
    claim = "structural" if groups is None else "statistical"
    return Gap(kind, claim, groups, tuple(members), values.pop("observed", 1), {}, SAID, SAID, **values)


def scene_of(
    network: Network,
    gaps: Sequence[Gap] = (),
    wanted: Sequence[tuple[Sequence[str], str]] = (),
    seed: int = 0,
    **filters: Any,
) -> Scene:
    return draw_organizations(choose(network, Filters(**filters)), gaps, wanted, seed)


def drawn(scene: Scene) -> list[str]:
    return [str(scene.scope.network.node["id"][dot.node]) for dot in scene.dots]


def joined(scene: Scene) -> list[tuple[str, str]]:
    ids = drawn(scene)
    return [(ids[line.source], ids[line.target]) for line in scene.lines]


# What is drawn ----------------------------------------------------------------------------------------------------


def test_a_small_network_is_drawn_whole_with_its_projects() -> None:
    scene = scene_of(two_clusters())
    assert drawn(scene) == ["a", "b", "c", "d", "e", "p", "q"]
    assert joined(scene) == [("a", "p"), ("b", "p"), ("c", "p"), ("c", "q"), ("d", "q")]
    assert all(line.directed and line.kind == "PARTICIPATES_IN" for line in scene.lines)
    assert {line.events for line in scene.lines} == {(("PARTICIPATES_IN", 0),)}


def test_with_a_home_only_its_organizations_are_drawn_and_the_others_are_counted() -> None:
    scene = scene_of(two_clusters(home="Oulu"))
    assert drawn(scene) == ["a", "b", "c", "e", "p", "q"]
    assert ("left_out_region", {"n": 1}) in scene.left_out
    assert drawn(scene_of(two_clusters(home="Oulu"), outside=True)) == ["a", "b", "c", "d", "e", "p", "q"]


def test_above_300_nodes_organizations_are_joined_by_their_cooperation() -> None:
    scene = scene_of(crowd(200))
    assert len(scene.dots) == 200
    assert {dot.look for dot in scene.dots} == {"organization"}
    assert scene.cooperation_projects == 200
    assert all(line.kind == "" and not line.directed for line in scene.lines)


def test_without_their_projects_participants_are_joined_directly() -> None:
    scene = scene_of(two_clusters(), kinds=["sme", "university", "company"])
    assert drawn(scene) == ["a", "b", "c"]
    assert joined(scene) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_filters_by_cluster_date_and_kind_of_tie() -> None:
    assert drawn(scene_of(two_clusters(), cluster="y")) == ["c", "d", "p", "q"]
    assert joined(scene_of(two_clusters(), since="2019")) == []
    assert joined(scene_of(two_clusters(), tie_kinds=["SUPPLIES"])) == []


def test_filters_refuse_what_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no kind planet"):
        scene_of(two_clusters(), kinds=["planet"])
    with pytest.raises(UsageError, match="no kind LIKES"):
        scene_of(two_clusters(), tie_kinds=["LIKES"])
    with pytest.raises(UnknownName, match="z"):
        scene_of(two_clusters(), cluster="z")
    with pytest.raises(UsageError, match="no view globe"):
        choose_view(choose(two_clusters(), Filters()), "globe")


def test_from_2000_organizations_on_clusters_come_first() -> None:
    assert choose_view(choose(crowd(1999), Filters()), "auto") == "organizations"
    assert choose_view(choose(crowd(2000), Filters()), "auto") == "clusters"
    assert choose_view(choose(crowd(2000), Filters(cluster="c0")), "auto") == "organizations"


def test_never_more_than_the_2000_best_connected_organizations() -> None:
    scene = scene_of(crowd(2100))
    assert len(scene.dots) == 2000
    assert ("best_connected", {"n": 2000, "all": 2100}) in scene.left_out
    # o0000 is in the projects 0, 1 and 2099: with o0001 and o2099, and as 1 // 2 also with o0002.
    assert "o0000" in drawn(scene)
    assert len(scene.lines) == 4000
    assert ("strongest_ties", {"n": 4000}) in scene.left_out


# Which cluster ----------------------------------------------------------------------------------------------------


def test_the_main_cluster_is_that_of_most_joint_projects() -> None:
    # c has one joint project in each; y is the smaller cluster.
    network = two_clusters()
    assert clusters_of(choose(network, Filters()))[network.positions["c"]] == ("y", "x")


def test_a_node_of_two_clusters_stands_in_one_and_is_marked_with_the_other() -> None:
    scene = scene_of(two_clusters())
    hulls = [hull.id for hull in scene.hulls]
    assert hulls == ["x", "y", ""]
    c = scene.dots[2]
    assert (hulls[c.hull], hulls[c.second]) == ("y", "x")
    assert {hull.id: hull.members for hull in scene.hulls} == {"x": 3, "y": 2, "": 1}


def test_the_group_without_a_cluster_has_no_outline() -> None:
    scene = scene_of(two_clusters())
    assert [bool(hull.outline) for hull in scene.hulls] == [True, True, False]
    assert scene.name_hull(2, "en") == "Without cluster"


def test_clusters_of_a_project_may_be_a_tuple_or_words() -> None:
    for value in ("x;y", ("y", "x")):
        network = Network.build(
            {
                "id": ["a", "b", "p", "x", "y"],
                "name": list("ABPXY"),
                "kind": ["sme", "sme", "project", "cluster", "cluster"],
                "clusters": ["", "", value, "", ""],
            },
            {
                "source": ["a", "b", "a", "b", "b"],
                "target": ["p", "p", "x", "x", "y"],
                "kind": ["PARTICIPATES_IN"] * 2 + ["MEMBER_OF"] * 3,
            },
        )
        clusters = clusters_of(choose(network, Filters()))
        assert [clusters[at] for at in range(3)] == [("x",), ("y", "x"), ("y", "x")]


# Looks and places -------------------------------------------------------------------------------------------------


def test_every_organization_kind_has_a_look() -> None:
    assert set(ORGANIZATION_KINDS) <= set(LOOK_OF_KIND)
    assert LOOK_OF_KIND["startup"] == "organization"
    assert LOOK_OF_KIND["university"] == "research"
    assert LOOK_OF_KIND["incubator"] == "support"


def test_size_follows_the_number_of_partners() -> None:
    # Partners: a 2, b 2, c 3, d 1, e 0; participants of p 3, of q 2.
    scene = scene_of(two_clusters())
    assert [dot.metric for dot in scene.dots] == [2, 2, 3, 1, 0, 3, 2]
    expected = [4 + 16 * math.sqrt(metric / 3) for metric in (2, 2, 3, 1, 0, 3, 2)]
    assert [dot.radius for dot in scene.dots] == pytest.approx(expected, abs=0.005)


def test_radius_shrinks_above_150_nodes_but_not_below_2_px() -> None:
    assert [radius(9, 9, nodes) for nodes in (10, 150, 600, 60000)] == [20, 20, 10, 2]


@pytest.mark.parametrize("network", [two_clusters(), crowd(100), crowd(700), crowd(1200, clusters=2)])
def test_no_two_nodes_overlap(network: Network) -> None:
    scene = scene_of(network)
    assert room_to_grow(scene) >= 1
    near = sorted(scene.dots, key=lambda dot: dot.x)
    for at, dot in enumerate(near):
        for other in itertools.takewhile(lambda one, dot=dot: one.x - dot.x < 41, near[at + 1 :]):
            assert math.hypot(dot.x - other.x, dot.y - other.y) > dot.radius + other.radius


def test_hulls_do_not_overlap() -> None:
    scene = scene_of(crowd(400, clusters=9))
    for one, other in itertools.combinations(scene.hulls, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius


def test_the_order_of_rows_changes_nothing_and_the_seed_does() -> None:
    assert scene_of(crowd(120)).dots == scene_of(crowd(120, reverse=True)).dots
    assert scene_of(crowd(120), seed=1).dots != scene_of(crowd(120)).dots


# Gaps and suggestions ---------------------------------------------------------------------------------------------


def test_only_organizations_with_a_readable_structural_gap_are_ringed() -> None:
    gaps = [gap("isolate", ["e"]), gap("single_point_of_failure", ["c"]), gap("periphery", ["a"])]
    gaps.append(gap("research_gap", ["b"], ("firm", "research_organization")))
    assert [name for name, dot in zip("abcdepq", scene_of(two_clusters(), gaps).dots, strict=True) if dot.ringed] == [
        "c",
        "e",
    ]


def test_gaps_between_drawn_clusters_are_arrows_the_first_five_of_them() -> None:
    pairs = list(itertools.combinations([f"c{at}" for at in range(4)], 2))
    gaps = [gap("isolate", ["o0000"])]
    gaps += [gap("cluster_to_cluster_gap", (), pair, observed=12, expected=31.4) for pair in pairs]
    gaps.append(gap("research_gap", (), ("firm", "research_organization"), expected=9.0))
    arrows = scene_of(crowd(40, clusters=4), gaps).arrows
    assert [(arrow.source, arrow.target, arrow.gap) for arrow in arrows] == [
        (0, 1, 1),
        (0, 2, 2),
        (0, 3, 3),
        (1, 2, 4),
        (1, 3, 5),
    ]


def test_suggestions_lead_from_the_best_connected_one_asked_for() -> None:
    scene = scene_of(two_clusters(), wanted=[(("a", "c"), "e"), (("a", "c"), "nobody"), (("a", "c"), "a")])
    assert [(drawn(scene)[one], drawn(scene)[other]) for one, other in scene.suggested] == [("c", "e")]


def test_at_most_12_suggestions_are_drawn() -> None:
    wanted = [(("o0000",), f"o{at:04d}") for at in range(1, 30)]
    assert scene_of(crowd(60), wanted=wanted).suggested == tuple((0, at) for at in range(1, 13))


# The view of clusters ---------------------------------------------------------------------------------------------


def test_clusters_are_discs_of_the_size_of_their_members() -> None:
    scene = draw_clusters(choose(two_clusters(), Filters()), [], [], 0)
    assert [(hull.id, hull.members) for hull in scene.hulls] == [("x", 3), ("y", 2), ("", 1)]
    assert scene.by_clusters
    assert scene.hulls[0].radius > scene.hulls[1].radius > scene.hulls[2].radius


def test_handed_in_pairs_are_drawn_as_they_are() -> None:
    scene = draw_clusters(choose(two_clusters(), Filters()), [], [("y", "x", 3.0, 4.5)], 0)
    assert [(line.source, line.target, line.observed, line.expected) for line in scene.lines] == [(1, 0, 3.0, 4.5)]
