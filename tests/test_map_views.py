"""The views of one thing: what each draws, says and opens, worked out by hand on two small towns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from graphcdc import draw_map
from graphcdc.errors import DataError, UnknownName, UsageError
from graphcdc.findings import Sentence, Suggestion
from graphcdc.introductions import find_introductions
from graphcdc.network import Network
from tests.networks import make_network
from tests.pages import GAPS, SAID, SUGGESTIONS, Seen, opened, towns
from tests.test_map import data_of


def chain() -> Network:
    """Build a - b - c - d: a and b in p, b and c in q, c and d directly; e knows nobody."""
    return make_network(
        {"p": ["a1", "b1"], "q": ["b1", "c1"]},
        direct=[("c1", "d1")],
        alone=["e1"],
        clusters={"k": ["a1", "b1"], "l": ["b1", "c1", "d1"]},
        starts={"p": "2015", "q": "2019"},
    )


def page(tmp_path: Path, network: Network, **options: Any) -> dict[str, Any]:
    return data_of(draw_map(network, tmp_path / "map.html", lang="en", **options).read_text(encoding="utf-8"))


def drawn(data: dict[str, Any]) -> list[str]:
    """Ids of what has a sign, in the order of the page."""
    return [row[0] for row in data["rows"]][: len(data["stage"]["main"])]


def test_ego_shows_partners_projects_and_who_is_suggested(tmp_path: Path) -> None:
    suggestion = Suggestion("y3", "Organization y3", "investor", "main", 1, 1.0, {}, [SAID], {})
    data = page(tmp_path, towns(), view="ego", about=["x0"], suggestions=[suggestion], suggested_to=["x0"])
    assert drawn(data) == ["px", "x0", "x1", "x2", "y3"]
    assert data["title"][0] == "Organization x0: 2 partners in 1 cluster (synthetic data)"
    assert [data["rows"][at][0] for at in data["about"]] == ["x0"]
    assert [[drawn(data)[at] for at in pair] for pair in data["stage"]["suggested"]] == [["x0", "y3"]]


def test_ego_of_somebody_alone_and_of_many_partners_say_so(tmp_path: Path) -> None:
    assert page(tmp_path, chain(), view="ego", about=["e1"])["title"][0] == "E1 has no partner on record"
    many = make_network({f"p{at}": ["hub", f"c{at:03d}"] for at in range(100)})
    data = page(tmp_path, many, view="ego", about=["hub"])
    assert "the 80 closest of 100 partners are drawn" in data["subtitle"][0]
    assert sum(row[2] != data["kinds"].index("project") for row in data["rows"][: len(drawn(data))]) == 81


def test_project_shows_participants_candidates_and_names_itself(tmp_path: Path) -> None:
    suggestion = Suggestion("d1", "d1", "company", "main", 1, 1.0, {}, [SAID], {})
    data = page(tmp_path, chain(), view="project", about=["p"], suggestions=[suggestion], suggested_to=["p"])
    # d1 has no partner among the participants, but c1 has one of both.
    assert drawn(data) == ["a1", "b1", "c1", "d1", "p"]
    assert data["title"][0].startswith("Who could join P: 1 suggestion")
    assert [[drawn(data)[at] for at in pair] for pair in data["stage"]["suggested"]] == [["p", "d1"]]
    assert page(tmp_path, chain(), view="project", about=["p"], gaps=GAPS)["title"][0].startswith("P: 2 participants")
    assert "p" in drawn(page(tmp_path, chain(), view="project", about=["p"], since="2030"))


def test_path_shows_the_way_its_title_and_its_weakest_link(tmp_path: Path) -> None:
    network = chain()
    ways = find_introductions(network, "a1", "d1")
    file = draw_map(network, tmp_path / "map.html", view="path", introductions=ways, lang="en")
    data = data_of(file.read_text(encoding="utf-8"))
    assert drawn(data) == ["a1", "b1", "c1", "d1"]
    assert data["title"][0] == "B1 → C1 can introduce A1 to D1"
    assert file.read_text(encoding="utf-8").count('"w":1') == 1
    assert page(tmp_path, network, view="path", about=["a1", "e1"])["title"][0] == "No way leads from A1 to E1"


def test_clusters_without_a_hull_are_counted_listed_and_in_the_gaps(tmp_path: Path) -> None:
    # Everybody's main cluster is the smaller one, k; l has the same members and one more.
    network = make_network({"p": ["a1", "b1"]}, clusters={"k": ["a1", "b1"], "l": ["a1", "b1", "c1"], "m": ["c1"]})
    gap = replace(GAPS[1], groups=("k", "l"))
    data = page(tmp_path, network, gaps=[gap])
    assert [hull[0] for hull in data["stage"]["hulls"]] == ["k", "m"]
    assert [data["clusters"][at][0] for at in data["present"]] == ["k", "l", "m"]
    assert "3 clusters" in data["subtitle"][0]
    assert data["gaps"][0]["here"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"view": "ego"}, "cannot be about that"),
        ({"view": "ego", "about": ["a1", "b1"]}, "cannot be about that"),
        ({"view": "organizations", "about": ["a1"]}, "cannot be about that"),
        ({"view": "path", "about": ["a1", "a1"]}, "a1"),
        ({"view": "ego", "about": ["a1"], "kinds": ["sme"]}, "no use for the filter kinds"),
        ({"view": "path", "about": ["a1", "b1"], "since": "2019"}, "no use for the filter since"),
        ({"since": "hello"}, "hello"),
    ],
)
def test_what_a_view_cannot_be_is_said(tmp_path: Path, options: dict[str, Any], error: str) -> None:
    with pytest.raises((UsageError, DataError), match=error):
        draw_map(chain(), tmp_path / "map.html", **options)
    assert not (tmp_path / "map.html").exists()


def test_ways_of_others_and_strangers_are_refused_or_left_out(tmp_path: Path) -> None:
    ways = find_introductions(chain(), "a1", "d1")
    with pytest.raises(UsageError, match="do not lead from b1 to d1"):
        draw_map(chain(), tmp_path / "map.html", view="path", about=["b1", "d1"], introductions=ways)
    with pytest.raises(UnknownName):
        draw_map(chain(), tmp_path / "map.html", view="ego", about=["p"])
    stranger = Suggestion("nobody", "Nobody", "company", "main", 1, 1.0, {}, [SAID], {})
    for view, about in (("ego", "a1"), ("project", "p")):
        data = page(tmp_path, chain(), view=view, about=[about], suggestions=[stranger], suggested_to=[about])
        assert data["stage"]["suggested"] == []


def test_a_filtered_picture_does_not_speak_of_gaps_of_the_whole(tmp_path: Path) -> None:
    assert page(tmp_path, towns(), gaps=GAPS, since="2020")["title"][0].startswith("8 organizations in 2 clusters")
    assert drawn(page(tmp_path, towns(), kinds=["project"])) == ["px", "py"]


# In the browser -------------------------------------------------------------------------------------------------------


def lit(seen: Seen) -> list[str]:
    """Ids of what is lit."""
    return sorted(seen.ask("[...state.lit.dots].map((at) => D.rows[S.rows[at]][ROW.id])"))


def test_a_page_about_something_opens_it_and_a_matrix_opens_its_tab(browser: Browser, tmp_path: Path) -> None:
    for view, about, title in (("ego", "x0", "Organization x0"), ("project", "px", "Sauna")):
        file = draw_map(towns(), tmp_path / f"{view}.html", view=view, about=[about], lang="en")
        with opened(browser, file) as seen:
            assert seen.page.inner_text("#panel h3") == title
    with opened(browser, draw_map(towns(), tmp_path / "matrix.html", view="matrix")) as seen:
        assert seen.page.locator("#matrix td button").count() == 2
        assert seen.page.is_visible("#matrix")
    ways = find_introductions(chain(), "a1", "d1")
    with opened(browser, draw_map(chain(), tmp_path / "path.html", view="path", introductions=ways)) as seen:
        assert lit(seen) == ["a1", "b1", "c1", "d1"]
        assert seen.page.locator("#panel .weak").count() == 1


def test_what_is_opened_is_lit_and_what_is_suggested_dashed(browser: Browser, tmp_path: Path) -> None:
    file = draw_map(towns(), tmp_path / "map.html", gaps=GAPS, suggestions=SUGGESTIONS, suggested_to=["x0"])
    with opened(browser, file) as seen:
        seen.open_by_search("x0")
        assert lit(seen) == ["px", "x0", "y1"]
        assert seen.ask("state.lit.suggested.map((pair) => pair.map((at) => D.rows[S.rows[at]][ROW.id]))") == [
            ["x0", "y1"]
        ]
        seen.page.keyboard.press("Escape")
        # The dotted arrow is drawn, and not without gaps.
        seen.ask("() => { const one = drawArrow; drawArrow = (...all) => { window.arrows++; one(...all); }; }")
        seen.ask("() => { window.arrows = 0; }")
        seen.ask("network.redraw()")
        seen.page.wait_for_timeout(200)
        assert seen.ask("window.arrows") > 0
        seen.page.uncheck("[data-show=gaps]")
        seen.page.wait_for_timeout(200)
        seen.ask("() => { window.arrows = 0; network.redraw(); }")
        seen.page.wait_for_timeout(200)
        assert seen.ask("window.arrows") == 0


def test_counter_reasons_and_probability_are_shown_when_there_are_some(browser: Browser, tmp_path: Path) -> None:
    counter = Sentence("reason_popular", {"projects": 9})
    one = replace(SUGGESTIONS[0], counter_reasons=[counter], probability=0.0626, next_step=counter)
    file = draw_map(towns(), tmp_path / "map.html", suggestions=[one], suggested_to=["x0"], lang="en")
    with opened(browser, file) as seen:
        assert seen.page.inner_text("#panel .counter") == "Active: 9 joint projects so far."
        assert "probability 6.3 %" in seen.panel()
        assert seen.page.inner_text("#panel .step") == "Active: 9 joint projects so far."


def test_names_on_a_crowded_page_never_overlap(browser: Browser, tmp_path: Path) -> None:
    projects = {f"p{at}": [f"c{at}", f"c{(at * 7 + 3) % 160}", f"c{(at * 3 + 11) % 160}"] for at in range(160)}
    clusters = {f"k{at}": [f"c{one}" for one in range(at, 160, 8)] for at in range(8)}
    names = {f"c{at}": f"Общество с ограниченной ответственностью {at}" for at in range(160)}
    network = make_network(projects, clusters=clusters, names=names)
    with opened(browser, draw_map(network, tmp_path / "map.html")) as seen:
        boxes = seen.ask(
            """() => {
                const boxes = [], add = Crowd.prototype.add;
                Crowd.prototype.add = function (...a) {
                    if (!a[5]) boxes.push(a.slice(0, 4));
                    return add.apply(this, a);
                };
                screen(network.canvas.getContext(), () => drawTexts(network.canvas.getContext(), network.getScale()));
                return boxes;
            }"""
        )
        # There is not room for all: some names had to be left out.
        assert 12 < len(boxes) < 168
        for at, a in enumerate(boxes):
            for b in boxes[at + 1 :]:
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
