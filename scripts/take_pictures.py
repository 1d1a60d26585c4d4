"""Take the pictures of the documentation in a real Chromium: python scripts/take_pictures.py.

Beside the tools of development it needs Pillow: pip install pillow.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PETERSBURG = ["map", "--from", "datasets/st-petersburg"]
#: Name of the picture, the command that draws its page (without -o), and what is done in the page before.
SHOTS: list[tuple[str, list[str], list[str]]] = [
    ("map", ["demo", "--lang", "en"], []),
    ("map_petersburg", [*PETERSBURG, "--lang", "en"], []),
    ("profile_ru", [*PETERSBURG, "--lang", "ru"], ["search:ООО «Небывалые вагоны»"]),
    ("gap", [*PETERSBURG, "--lang", "en"], ["click:#panel .gap >> nth=2 >> button"]),
    ("matrix", [*PETERSBURG, "--lang", "en", "--view", "matrix"], ["click:#matrix td.gap button >> nth=0"]),
    ("table", [*PETERSBURG, "--lang", "en"], ["click:[data-tab-of=table]"]),
    ("ego", [*PETERSBURG, "--lang", "en", "--view", "ego", "--about", "o451"], []),
    ("project", [*PETERSBURG, "--lang", "en", "--view", "project", "--about", "p221"], []),
    ("path_ru", [*PETERSBURG, "--lang", "ru", "--view", "path", "--about", "o451", "--about", "o005"], []),
    ("clusters", ["map", "--from", "datasets/horizon", "--lang", "en", "--no-gaps"], []),
    ("inside", ["map", "--from", "datasets/horizon", "--lang", "en", "--no-gaps"], ["open:Energy (SC3)"]),
]


def act(page: Page, what: str) -> None:
    """Do one thing in a page."""
    way, _, where = what.partition(":")
    if way == "search":
        page.fill("input[type=search]", where)
        page.press("input[type=search]", "Enter")
    elif way == "open":
        page.click(f"#cluster-list button >> text={where}")
        page.click("#panel .acts button")
    else:
        page.click(where)
    page.wait_for_timeout(600)


def save(picture: bytes, path: Path) -> None:
    """Write a picture with 256 colours, the rare ones kept: a fifth as large, and to the eye the same."""
    from PIL import Image

    colours = (
        Image.open(io.BytesIO(picture))
        .convert("RGB")
        .quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    colours.save(path, optimize=True)


def main() -> None:
    """Draw every page once and photograph it."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawn: dict[tuple[str, ...], Path] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=OPTIONS)
        for name, command, acts in SHOTS:
            if tuple(command) not in drawn:
                drawn[tuple(command)] = Path(folder) / f"{name}.html"
                program = [str(Path(sys.executable).parent / "graphcdc"), *command, "-o", str(drawn[tuple(command)])]
                subprocess.run(program, check=True, capture_output=True, cwd=ROOT)
            page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
            page.goto(drawn[tuple(command)].as_uri())
            page.wait_for_selector("html[data-ready=yes]")
            page.wait_for_timeout(1000)
            for what in acts:
                act(page, what)
            save(page.screenshot(), PICTURES / f"{name}.png")
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
