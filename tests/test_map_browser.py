"""The map page in a real browser, without a network: it opens quietly, finds, shows, and runs nothing of a name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graphcdc import draw_map
from graphcdc.findings import Gap, Sentence, Suggestion
from graphcdc.network import Network

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ATTACK = '</script><img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'
SAID = Sentence("reason_popular", {"projects": 3})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = next((one for one in found if one), None)
    assert path, "no Chromium for the tests of the map: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


def towns(names: dict[str, str] | None = None) -> Network:
    """Build two clusters of four organizations; the first two of each share a project with its third."""
    ids = [f"{cluster}{at}" for cluster in "xy" for at in range(4)]
    projects = ["px", "py"]
    name = {**{one: f"Organization {one}" for one in ids}, "px": "Sauna", "py": "Ferry", "x": "North", "y": "South"}
    name |= names or {}
    ties = [(one, f"p{one[0]}", "PARTICIPATES_IN") for one in ids if one[1] != "3"]
    ties += [(one, one[0], "MEMBER_OF") for one in ids]
    kinds = ["sme", "university", "public_authority", "investor"] * 2
    return Network.build(
        {
            "id": [*ids, *projects, "x", "y"],
            "name": [name[one] for one in [*ids, *projects, "x", "y"]],
            "kind": [*kinds, "project", "project", "cluster", "cluster"],
            "data_source": ["synthetic"] * 12,
        },
        dict(zip(("source", "target", "kind"), zip(*ties, strict=True), strict=True)),
    )


GAPS = [
    Gap("isolate", "structural", None, ("x3",), 1, {}, SAID, SAID),
    Gap("cluster_to_cluster_gap", "statistical", ("x", "y"), (), 0, {}, SAID, SAID, expected=7.0),
]
SUGGESTIONS = [Suggestion("y1", "Organization y1", "university", "main", 1, 1.0, {}, [SAID], {})]


class Seen:
    """A page that is open, and everything it said or asked for."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        self.page: Page = self.context.new_page()
        self.noise: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("html[data-ready=yes]")
        self.page.wait_for_timeout(200)

    def open_by_search(self, text: str) -> str:
        self.page.fill("#search", text)
        self.page.press("#search", "Enter")
        return self.page.inner_text("#panel")

    def place_of(self, row: int) -> tuple[float, float]:
        """Where a node is on the screen."""
        x, y = self.page.evaluate(
            "(at) => { const p = network.canvasToDOM({ x: S.dots[at].x, y: S.dots[at].y });"
            " const r = box.getBoundingClientRect(); return [p.x + r.left, p.y + r.top]; }",
            row,
        )
        return x, y


@pytest.fixture
def seen(browser: Browser, tmp_path: Path) -> Iterator[Seen]:
    file = draw_map(towns(), tmp_path / "map.html", gaps=GAPS, suggestions=SUGGESTIONS, suggested_to=["x0"], lang="en")
    opened = Seen(browser, file)
    yield opened
    opened.context.close()
    assert opened.noise == []
    assert opened.requests == [file.as_uri()]


def test_the_page_says_what_it_shows(seen: Seen) -> None:
    assert seen.page.get_attribute("html", "lang") == "en"
    assert seen.page.inner_text("h1") == "1 partner suggested for Organization x0 (synthetic data)"
    assert "8 organizations · 2 projects · 6 ties · 2 clusters · 1 suggested here" in seen.page.inner_text("#subtitle")
    legend = seen.page.inner_text("#legend")
    for word in ("Organization", "Investor", "Project", "North", "South", "suggested ties", "gap"):
        assert word in legend
    assert "synthetic data" in seen.page.inner_text("footer")
    panel = seen.page.inner_text("#panel")
    assert panel.index("Organization y1") < panel.index("FEWER TIES THAN CHANCE") < panel.index("FACTS OF THE NETWORK")


def test_everything_lies_between_the_panels(seen: Seen) -> None:
    legend = seen.page.locator("#legend").bounding_box()
    panel = seen.page.locator("#panel").bounding_box()
    assert legend
    assert panel
    for row in range(10):
        x, y = seen.place_of(row)
        assert legend["x"] + legend["width"] < x < panel["x"]
        assert 50 < y < 770


def test_enter_on_a_name_opens_its_profile_and_escape_closes_it(seen: Seen) -> None:
    text = seen.open_by_search("Organization x0")
    for word in ("SME", "ID x0", "North", "Organization x1", "Sauna", "Organization y1", "Active: 3 joint projects"):
        assert word in text
    seen.page.press("#search", "Escape")
    assert "ID x0" not in seen.page.inner_text("#panel")
    assert "ID x3" in seen.open_by_search("x3")
    assert "Nothing is called that" in seen.open_by_search("Atlantis")


def test_a_click_on_a_node_opens_it_and_hovering_names_it(seen: Seen) -> None:
    x, y = seen.place_of(7)
    seen.page.mouse.move(x, y)
    assert seen.page.inner_text("#tooltip").startswith("Organization y1")
    seen.page.mouse.click(x, y)
    seen.page.wait_for_selector("#panel h3")
    assert seen.page.inner_text("#panel h3") == "Organization y1"


def test_a_gap_of_the_list_is_shown(seen: Seen) -> None:
    seen.page.locator("#panel .gap button").last.click()
    assert "Organization x3" in seen.page.inner_text("#panel")
    assert seen.page.evaluate("[...state.lit.dots]") == [5]


def test_a_filter_hides_a_kind(seen: Seen) -> None:
    shown = "S.nodeView.length"
    assert seen.page.evaluate(shown) == 10
    seen.page.uncheck('[data-look="project"]')
    assert seen.page.evaluate(shown) == 8


def test_names_on_the_canvas_never_overlap(seen: Seen) -> None:
    boxes = seen.page.evaluate(
        """() => {
            const boxes = [], add = Crowd.prototype.add;
            Crowd.prototype.add = function (...a) { if (!a[5]) boxes.push(a.slice(0, 4)); return add.apply(this, a); };
            network.redraw();
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(boxes))));
        }"""
    )
    # Ten nodes, two clusters and the number of the gap, all of them with room.
    first = boxes[:13]
    assert len(first) == 13
    for at, a in enumerate(first):
        for b in first[at + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_markup_in_names_is_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    network = towns({"x0": ATTACK, "x": ATTACK, "px": ATTACK})
    file = draw_map(network, tmp_path / "map.html", gaps=GAPS, suggestions=SUGGESTIONS, suggested_to=["x0"])
    seen = Seen(browser, file)
    assert ATTACK in seen.open_by_search(ATTACK)
    seen.page.locator("#cluster-list button").first.click()
    assert ATTACK in seen.page.inner_text("#panel")
    assert seen.page.evaluate("document.images.length") == 0
    assert seen.page.title() != "owned"
    assert seen.noise == []
    assert seen.requests == [file.as_uri()]
    seen.context.close()


def test_the_view_of_clusters_lists_sizes_kinds_members_and_pairs(browser: Browser, tmp_path: Path) -> None:
    file = draw_map(towns(), tmp_path / "map.html", view="clusters", gaps=GAPS, lang="en")
    seen = Seen(browser, file)
    seen.page.locator("#cluster-list button").first.click()
    text = seen.page.inner_text("#panel")
    for word in ("North", "4 organizations", "SME", "Organization x0", "0 / 3.6", "Open: see its members"):
        assert word in text
    assert "ID x1" in seen.open_by_search("Organization x1")
    assert seen.noise == []
    seen.context.close()
