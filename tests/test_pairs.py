"""Two maps side by side: everybody at the same place, and the ties that are lost or new marked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from networks import make_dated, make_network

from graphcdc import Network, OutputError, UsageError
from graphcdc.views import nodes, scene
from graphcdc.views.pairs import draw_both
from tests.test_map import data_of

Picture = dict[str, tuple[float, float]]


def read(page: Path) -> tuple[Picture, set[frozenset[str]], dict[str, Any]]:
    """Where each name stands, which pairs are marked, and the data of a page."""
    html = page.read_text(encoding="utf-8")
    data = data_of(html)
    drawn, lines = (
        json.loads(found) for found in re.findall(r"new vis\.DataSet\((\[.*?\])\)", html.replace("\n", ""))[-2:]
    )
    if data["stage"]["byClusters"]:
        places = {hull[0]: (hull[2], hull[3]) for hull in data["stage"]["hulls"]}
        return places, set(), data
    names = [data["strings"][row[1]] for row in data["rows"][: len(drawn)]]
    places = {name: (node["x"], node["y"]) for name, node in zip(names, drawn, strict=True)}
    ends = [[names[int(line[end][1:])] for end in ("from", "to")] for line in lines if line.get("n")]
    return places, {frozenset(pair) for pair in ends}, data


def centre(*more: tuple[str, ...]) -> Network:
    """Three firms of one cluster, and what else is given."""
    members = [(f"b{at}", "k1", "MEMBER_OF", "2014") for at in (1, 2, 3)]
    return make_dated([*members, ("b1", "b2", "SUPPLIES", "2014", "2016"), ("b1", "b3", "SUPPLIES", "2014"), *more])


def test_everybody_stands_at_the_same_place_and_only_changed_ties_are_marked(tmp_path: Path) -> None:
    whole = centre(
        ("b2", "b3", "SUPPLIES", "2018"), ("b4", "b3", "SUPPLIES", "2018"), ("b4", "k1", "MEMBER_OF", "2018")
    )
    pages = draw_both(whole.as_of("2015"), whole, tmp_path / "maps", lang="en")
    assert [page.name for page in pages] == ["before.html", "after.html"]
    (before, lost, first), (after, new, second) = map(read, pages)
    assert set(before) == {"B1", "B2", "B3"}
    assert set(after) == {"B1", "B2", "B3", "B4"}
    assert {name: after[name] for name in before} == before
    assert lost == {frozenset(("B1", "B2"))}
    assert new == {frozenset(("B2", "B3")), frozenset(("B3", "B4"))}
    assert (first["marks"], second["marks"]) == ("lost_ties", "new_ties")
    assert first["title"][0] == "2015: 1 of 2 pairs that cooperate no longer do so as of 2018"
    assert second["title"][0] == "2018: 2 of 3 pairs that cooperate did not yet as of 2015"


def test_what_has_ended_is_not_drawn(tmp_path: Path) -> None:
    whole = centre(("b2", "b3", "SUPPLIES", "2018"))
    _, after = draw_both(whole.as_of("2015"), whole, tmp_path)
    html = after.read_text(encoding="utf-8")
    (lines,) = (json.loads(found) for found in re.findall(r"edges = new vis\.DataSet\((\[.*?\])\)", html))
    assert len(lines) == 2


def test_participants_of_new_projects_are_marked_in_a_small_network(tmp_path: Path) -> None:
    whole = centre(("b2", "p1", "PARTICIPATES_IN", "2018"), ("b3", "p1", "PARTICIPATES_IN", "2018"))
    (_, _, _), (_, new, _) = map(read, draw_both(whole.as_of("2015"), whole, tmp_path))
    assert new == {frozenset(("B2", "P1")), frozenset(("B3", "P1"))}


def test_who_changes_the_cluster_keeps_the_place(tmp_path: Path) -> None:
    members = {"k": [f"b{at}" for at in range(6)], "l": [f"c{at}" for at in range(6)]}
    direct = [(f"b{at}", f"c{at}") for at in range(6)]
    before = make_network({}, direct=direct, clusters=members)
    after = make_network({}, direct=direct, clusters={"k": members["k"][1:], "l": [*members["l"], "b0"]})
    (first, _, one), (second, _, two) = map(read, draw_both(before, after, tmp_path))
    assert first == second
    hulls = [{hull[0]: hull[1] for hull in data["stage"]["hulls"]} for data in (one, two)]
    # The same colours; b0 stands among those it joins, where it is no member yet.
    assert hulls[0]["k"] == hulls[1]["k"]
    assert hulls[0]["l"] == hulls[1]["l"]
    counts = [{hull[0]: hull[6] for hull in data["stage"]["hulls"]} for data in (one, two)]
    assert (counts[0]["k"], counts[0]["l"]) == (6, 6)
    assert (counts[1]["k"], counts[1]["l"]) == (5, 7)


def test_a_large_network_is_drawn_by_clusters_at_the_same_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (scene, nodes):
        monkeypatch.setattr(module, "AGGREGATE", 10)
    members = {name: [f"{name}{at}" for at in range(8)] for name in "bcd"}
    direct = [(f"b{at}", f"c{at}") for at in range(8)]
    before = make_network({}, direct=direct, clusters={name: members[name] for name in "bc"})
    after = make_network({}, direct=[*direct, ("c1", "d1")], clusters=members)
    (first, _, one), (second, _, two) = map(read, draw_both(before, after, tmp_path))
    assert one["stage"]["byClusters"]
    assert two["stage"]["byClusters"]
    assert set(second) == {"b", "c", "d"}
    assert {name: second[name] for name in first} == first


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    whole = centre(("b2", "b3", "SUPPLIES", "2018"))
    pages = [draw_both(whole.as_of("2015"), whole, tmp_path / name) for name in ("one", "two")]
    for one, two in zip(*pages, strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    whole = centre()
    with pytest.raises(OutputError):
        draw_both(whole, whole, tmp_path / "missing" / "maps")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        draw_both(whole, whole, tmp_path / "file")
    with pytest.raises(UsageError):
        draw_both(whole, whole, tmp_path, lang="de")
