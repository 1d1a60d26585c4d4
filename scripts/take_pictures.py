"""Take the pictures of the documentation in a real Chromium: python scripts/take_pictures.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def open_profile(page: Page, name: str) -> None:
    """Search an organization and press Enter."""
    page.fill("input[type=search]", name)
    page.press("input[type=search]", "Enter")


def main() -> None:
    """Draw the demonstration and photograph it: the map in English, a profile in Russian."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=OPTIONS)
        for lang, name in (("en", "map.png"), ("ru", "profile_ru.png")):
            page_path = Path(folder) / f"{lang}.html"
            command = [Path(sys.executable).parent / "graphcdc", "demo", "--lang", lang, "-o", page_path]
            subprocess.run(command, check=True, capture_output=True)
            page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
            page.goto(page_path.as_uri())
            page.wait_for_timeout(1500)
            if lang == "ru":
                open_profile(page, "HELSINGIN YLIOPISTO")
                page.wait_for_timeout(1000)
            page.screenshot(path=PICTURES / name)
        browser.close()


if __name__ == "__main__":
    main()
