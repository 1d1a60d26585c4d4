"""A scene on a sheet: every name inside the picture, and none over another or over a node."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from graphcdc import find_gaps, load_tables
from graphcdc.resources import find_resource
from graphcdc.views.discs import draw_clusters
from graphcdc.views.labels import Box, Label
from graphcdc.views.nodes import draw_organizations
from graphcdc.views.scene import Scene, order_names
from graphcdc.views.scope import Filters, choose
from graphcdc.views.sheet import Sheet, lay_out
from graphcdc.words import LANGUAGES
from tests.networks import make_network


def scenes() -> Iterator[tuple[str, Scene]]:
    """The maps of both data sets: whole, one cluster, and by clusters."""
    for name in ("st-petersburg", "horizon-finland"):
        network = load_tables(find_resource(f"datasets/{name}"))
        gaps = find_gaps(network)
        yield f"{name} whole", draw_organizations(choose(network, Filters()), gaps, (), 0)
        largest = max(network.members, key=lambda one: (len(network.members[one]), one))
        yield f"{name} cluster", draw_organizations(choose(network, Filters(cluster=largest)), gaps, (), 0)
        yield f"{name} clusters", draw_clusters(choose(network, Filters()), gaps, [], 0)


@pytest.fixture(scope="module")
def drawn() -> list[tuple[str, Scene]]:
    return list(scenes())


def sheet_of(scene: Scene, lang: str) -> Sheet:
    return lay_out(scene, ["5 ties, 108 expected" for _ in scene.arrows], lang)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def covers(box: Box, dot: tuple[float, float, float]) -> bool:
    x, y, radius = dot
    aside, above = max(box[0] - x, x - box[2], 0), max(box[1] - y, y - box[3], 0)
    return (aside**2 + above**2) ** 0.5 < radius


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_covers_another_and_none_leaves_the_picture(drawn: list[tuple[str, Scene]], lang: str) -> None:
    for what, scene in drawn:
        sheet = sheet_of(scene, lang)
        labels: list[Label] = [*sheet.titles, *sheet.names, *sheet.arrows]
        assert not [(a.text, b.text) for a, b in combinations(labels, 2) if overlap(a.box, b.box)], what
        for label in (*sheet.titles, *sheet.names):
            left, top, right, bottom = label.box
            assert sheet.frame[0] <= left, what
            assert right <= sheet.frame[2], what
            assert sheet.frame[1] <= top, what
            assert bottom <= sheet.frame[3], what


def test_no_name_of_a_node_covers_a_node(drawn: list[tuple[str, Scene]]) -> None:
    for what, scene in drawn:
        sheet = sheet_of(scene, "ru")
        for label in sheet.names:
            others = [dot for at, dot in enumerate(sheet.dots) if at != label.owner]
            assert not any(covers(label.box, dot) for dot in others), (what, label.text)


def test_every_cluster_has_its_name_and_the_budget_is_used(drawn: list[tuple[str, Scene]]) -> None:
    for what, scene in drawn:
        sheet = sheet_of(scene, "ru")
        assert {label.owner for label in sheet.titles} >= {at for at, hull in enumerate(scene.hulls) if hull.id}, what
        if "whole" in what:
            assert len(sheet.names) == 60


def test_dots_keep_apart_at_the_scale_of_the_sheet(drawn: list[tuple[str, Scene]]) -> None:
    for what, scene in drawn:
        dots = sorted(sheet_of(scene, "ru").dots)
        for at, (x, y, radius) in enumerate(dots):
            for u, v, other in dots[at + 1 : at + 80]:
                if u - x < 60:
                    assert ((x - u) ** 2 + (y - v) ** 2) ** 0.5 > radius + other - 0.2, what


def test_a_small_scene_by_hand() -> None:
    network = make_network({}, alone=["a", "b"], names={"a": "Alpha", "b": "Beta"})
    scene = draw_organizations(choose(network, Filters()), (), (), 0)
    sheet = lay_out(scene, [], "en")
    assert [label.text for label in sheet.names] == ["Alpha", "Beta"]
    assert order_names(scene) == [0, 1]
    # Nobody has a partner: both have the smallest radius, and the picture is not drawn larger than 1.5 times.
    assert sheet.scale == 1.5
    assert [radius for _, _, radius in sheet.dots] == [4.0, 4.0]
    middle = [sum(dot[axis] for dot in sheet.dots) / 2 for axis in (0, 1)]
    assert middle == pytest.approx([(16 + 60 + 1360 - 60) / 2, (76 + 36 + 860) / 2], abs=0.2)


def test_nothing_to_draw_is_an_empty_sheet() -> None:
    network = make_network({}, alone=["a"])
    sheet = lay_out(draw_organizations(choose(network, Filters(kinds=["investor"])), (), (), 0), [], "ru")
    assert (sheet.dots, sheet.titles, sheet.names) == ((), (), ())


def test_every_arrow_has_its_number(drawn: list[tuple[str, Scene]]) -> None:
    whole = dict(drawn)["st-petersburg whole"]
    assert len(whole.arrows) == 1
    assert len(sheet_of(whole, "ru").arrows) == 1
