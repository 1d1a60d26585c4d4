"""The path of a map: a path in everything, and the map in a notebook, where it works and reaches nothing."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame

from graphcdc import draw_map
from graphcdc.views.mapfile import MapFile
from tests.pages import GAPS, SUGGESTIONS, towns

ATTACK = '"></iframe><script>parent.document.title = "owned"</script><img src=x onerror=alert(1)>'
HOST = '<!DOCTYPE html><meta charset="utf-8"><title>host</title><script>var secret = "token";</script>'


def read_frame(text: str) -> dict[str, str]:
    """The attributes of the one element that there is."""
    found: list[dict[str, str]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append({"": tag, **{name: value or "" for name, value in attrs}})

    Reader().feed(text)
    (frame,) = found
    return frame


def test_the_path_of_a_map_is_a_path(tmp_path: Path) -> None:
    plain = tmp_path / "map.html"
    file = draw_map(towns(), str(plain))
    assert isinstance(file, Path)
    assert file == plain
    assert plain == file
    assert hash(file) == hash(plain)
    assert str(file) == str(plain)
    assert {file: 1}[plain] == 1  # type: ignore[index]
    assert file.parent == tmp_path
    assert file.with_suffix(".txt").name == "map.txt"
    assert file.parent.joinpath("map.html") == plain
    assert file.read_bytes() == plain.read_bytes()
    with file.open(encoding="utf-8") as page:
        assert page.readline() == "<!DOCTYPE html>\n"
    assert file.relative_to(tmp_path) == Path("map.html")
    twin = pickle.loads(pickle.dumps(file))
    assert twin == file
    assert twin._repr_html_() == file._repr_html_()


def test_the_frame_holds_the_page_and_may_run_scripts_and_nothing_else(tmp_path: Path) -> None:
    file = draw_map(towns(dict.fromkeys(("x0", "x"), ATTACK)), tmp_path / 'a"><b>.html')
    frame = read_frame(file._repr_html_() or "")
    assert frame[""] == "iframe"
    assert frame["sandbox"] == "allow-scripts"
    assert frame["title"] == 'graphcdc: a"><b>.html'
    assert frame["srcdoc"] == file.read_text(encoding="utf-8")
    assert set(frame) == {"", "sandbox", "title", "style", "srcdoc"}


def test_without_a_page_the_path_shows_as_a_path(tmp_path: Path) -> None:
    file = draw_map(towns(), tmp_path / "map.html")
    assert file.parent._repr_html_() is None
    file.unlink()
    assert file._repr_html_() is None
    (tmp_path / "map.html").write_bytes(b"\xff\xfe\x00")
    assert MapFile(file)._repr_html_() is None


@pytest.fixture
def frame(browser: Browser, tmp_path: Path) -> Iterator[Frame]:
    """A map with markup in its names, in a page as a notebook is one; in the end nothing was said or asked for."""
    network = towns({"x1": ATTACK, "px": ATTACK})
    file = draw_map(network, tmp_path / "map.html", gaps=GAPS, suggestions=SUGGESTIONS, suggested_to=["x0"], lang="en")
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"{HOST}{file._repr_html_()}", encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    noise: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(notebook.as_uri())
    inner = page.frames[1]
    inner.wait_for_selector("html[data-ready=yes]")
    page.wait_for_timeout(200)
    yield inner
    assert page.title() == "host"
    context.close()
    assert noise == []
    assert requests == [notebook.as_uri()]


def test_search_click_tabs_and_language_work_in_the_frame(frame: Frame) -> None:
    frame.fill("#search", "Organization x0")
    frame.press("#search", "Enter")
    assert "ID x0" in frame.inner_text("#panel")
    frame.press("#search", "Escape")
    box = frame.frame_element().bounding_box()
    assert box
    assert box["height"] == 700
    x, y = frame.evaluate(
        "() => { const p = network.canvasToDOM({ x: S.dots[1].x, y: S.dots[1].y });"
        " const r = document.getElementById('network').getBoundingClientRect(); return [p.x + r.left, p.y + r.top]; }"
    )
    frame.page.mouse.click(box["x"] + x, box["y"] + y)
    frame.wait_for_selector("#panel h3")
    assert "ID py" in frame.inner_text("#panel")
    frame.click("[data-tab-of=table]")
    assert ATTACK in frame.inner_text("#table")
    frame.click("#language")
    assert frame.get_attribute("html", "lang") == "ru"


def test_the_frame_has_no_origin_and_reaches_neither_its_parent_nor_a_store_of_the_browser(frame: Frame) -> None:
    for what in ("parent.document.title", "parent.secret", "localStorage.length", "document.cookie"):
        got = frame.evaluate(f"() => {{ try {{ return String({what}); }} catch (error) {{ return error.name; }} }}")
        assert got == "SecurityError", what
    assert frame.evaluate("self.origin") == "null"
