"""How soon the map page can be used, and how large it is: python benchmarks/pages.py.

Draws invented networks of 500 and 1,999 organizations (from 2,000 on clusters come first) and the whole of Horizon
2020, opens each page in Chromium without a network, and prints the size of the file, the CPU seconds of the page
until it answers a search, and the seconds that drawing it took.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from graphcdc import draw_map, find_gaps, load_tables
from graphcdc.cli.maps import suggest_to_all
from graphcdc.network import Network

DATASETS = Path(__file__).parent.parent / "datasets"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def invent(count: int, clusters: int = 20, seed: int = 0) -> Network:
    """Build a network of organizations with long Russian names in clusters and projects of three to eight."""
    random = np.random.default_rng(seed)
    ids = [f"o{at:05d}" for at in range(count)]
    kinds = random.choice(["sme", "large_firm", "university", "public_authority", "investor", "ngo"], count)
    cluster = random.integers(0, clusters, count)
    nodes = [
        (one, f"ООО «Выдуманная организация номер {at}»", f"Invented Organization Number {at} LLC", kind, "")
        for at, (one, kind) in enumerate(zip(ids, kinds, strict=True))
    ]
    nodes += [(f"c{at}", f"Кластер {at}", f"Cluster {at}", "cluster", "") for at in range(clusters)]
    ties = [(one, f"c{at}", "MEMBER_OF", "") for one, at in zip(ids, cluster, strict=True)]
    for at in range(count * 3 // 4):
        year = int(random.integers(2014, 2026))
        nodes.append((f"p{at:05d}", f"Проект {at}", f"Project {at}", "project", str(year)))
        near = np.flatnonzero(cluster == random.integers(0, clusters))
        pool = near if random.random() < 0.7 and len(near) > 8 else np.arange(count)
        for one in random.choice(pool, int(random.integers(3, 8)), replace=False):
            ties.append((ids[one], f"p{at:05d}", "PARTICIPATES_IN", str(year)))
    node = dict(zip(("id", "name", "name_en", "kind", "start"), zip(*nodes, strict=True), strict=True))
    tie = dict(zip(("source", "target", "kind", "since"), zip(*ties, strict=True), strict=True))
    return Network.build({**node, "data_source": ["synthetic"] * len(nodes)}, tie)


def measure(browser: Browser, page_path: Path) -> tuple[float, float]:
    """Return CPU seconds and elapsed seconds until the page has drawn itself and opened a profile by a search."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    began = time.perf_counter()
    page.goto(page_path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.fill("#search", "Number 7 LLC" if "invented" in page_path.name else "AALTO")
    page.press("#search", "Enter")
    page.wait_for_selector("#panel h3")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    elapsed = time.perf_counter() - began
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return metrics["TaskDuration"], elapsed


def main() -> None:
    """Print a table."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    networks = {f"{count} invented": invent(count) for count in (500, 1999)}
    networks |= {"Horizon 2020": load_tables(DATASETS / "horizon")}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        print(f"{'network':16} {'drawn, s':>9} {'file, MB':>9} {'CPU, s':>7} {'elapsed, s':>10}")
        for name, network in networks.items():
            gaps = find_gaps(network)
            partners = suggest_to_all(network)
            began = time.perf_counter()
            drawn = draw_map(network, Path(folder, f"{name}.html"), gaps=gaps, partners=partners)
            seconds = time.perf_counter() - began
            cpu, elapsed = min(measure(browser, drawn) for _ in range(3))
            print(f"{name:16} {seconds:9.1f} {drawn.stat().st_size / 1e6:9.2f} {cpu:7.2f} {elapsed:10.2f}")
        browser.close()


if __name__ == "__main__":
    main()
