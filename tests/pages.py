"""A real Chromium without a network, pages that are open in it, and a small world to draw."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

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
SAID = Sentence("reason_popular", {"projects": 3})


@contextmanager
def started_browser() -> Iterator[Browser]:
    """Start Chromium; without one there is nothing to test, which is a failure."""
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = next((one for one in found if one), None)
    assert path, "no Chromium for the tests of the map: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


def towns(
    names: dict[str, str] | None = None,
    english: dict[str, str] | None = None,
    inns: dict[str, str] | None = None,
) -> Network:
    """Build two clusters of four organizations; the first three of each share a project, of 2019 and of 2021."""
    ids = [f"{cluster}{at}" for cluster in "xy" for at in range(4)]
    projects = ["px", "py"]
    name = {**{one: f"Organization {one}" for one in ids}, "px": "Sauna", "py": "Ferry", "x": "North", "y": "South"}
    name |= names or {}
    ties = [(one, f"p{one[0]}", "PARTICIPATES_IN", "2019" if one[0] == "x" else "2021") for one in ids if one[1] != "3"]
    ties += [(one, one[0], "MEMBER_OF", "") for one in ids]
    kinds = ["sme", "university", "public_authority", "investor"] * 2
    nodes = [*ids, *projects, "x", "y"]
    return Network.build(
        {
            "id": nodes,
            "name": [name[one] for one in nodes],
            "name_en": [(english or {}).get(one, "") for one in nodes],
            "inn": [(inns or {}).get(one, "") for one in nodes],
            "kind": [*kinds, "project", "project", "cluster", "cluster"],
            "region": ["Oulu"] * 4 + ["Tver"] * 4 + [""] * 4,
            "data_source": ["synthetic"] * 12,
        },
        dict(zip(("source", "target", "kind", "since"), zip(*ties, strict=True), strict=True)),
    )


GAPS = [
    Gap("isolate", "structural", None, ("x3",), 1, {}, SAID, SAID),
    Gap("cluster_to_cluster_gap", "statistical", ("x", "y"), (), 0, {}, SAID, SAID, expected=7.0),
]
SUGGESTIONS = [Suggestion("y1", "Organization y1", "university", "main", 1, 1.0, {}, [SAID], {})]


class Seen:
    """A page that is open, and everything it said or asked for."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self.file = file
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        self.page: Page = self.context.new_page()
        self.noise: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", lambda dialog: self.noise.append(dialog.message))
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

    def ask(self, script: str, *values: Any) -> Any:
        """Return what a script of the page answers."""
        return self.page.evaluate(script, *values)

    def panel(self) -> str:
        """What the panel says."""
        return self.page.inner_text("#panel")


@contextmanager
def opened(browser: Browser, file: Path) -> Iterator[Seen]:
    """Open a page; in the end it must have said nothing and asked for nothing."""
    seen = Seen(browser, file)
    yield seen
    seen.context.close()
    assert seen.noise == []
    assert seen.requests == [file.as_uri()]
