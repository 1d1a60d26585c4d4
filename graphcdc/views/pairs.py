"""Two maps to lay side by side: a baseline and a follow-up, everybody at the same place in both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graphcdc.comparison.panel import Panel, keep_running, make_panel, unite
from graphcdc.comparison.turnover import Ties, match_ties
from graphcdc.errors import OutputError, UsageError
from graphcdc.measures import tabulate_cluster_pairs
from graphcdc.network import Network
from graphcdc.output import check_folder
from graphcdc.views.discs import draw_clusters
from graphcdc.views.mapfile import MapFile
from graphcdc.views.nodes import draw_organizations
from graphcdc.views.page import write_page
from graphcdc.views.payload import Content
from graphcdc.views.scene import Scene, choose_view
from graphcdc.views.scope import Filters, Scope, choose, clusters_of
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES

NAMES = ("before.html", "after.html")


def draw_both(
    before: Network, after: Network, folder: Path, *, lang: str = DEFAULT_LANGUAGE, seed: int = 0
) -> tuple[MapFile, MapFile]:
    """Draw two networks as pages ``before.html`` and ``after.html`` in a folder, which is made if it is missing.

    The places are those of one layout of everybody who is in either. Only ties that run at the date of each network are
    drawn. Ties that are lost by the second date are marked on the first map, new ones on the second.

    Parameters
    ----------
    before, after
        The networks.
    folder
        Where the pages go; old ones are replaced.
    lang, seed
        The language that the pages open in; seed of the layout.

    Returns
    -------
    two paths
        The pages.

    Raises
    ------
    OutputError, UsageError
        If the folder cannot be made, or a file not be written; if there is no such language.
    """
    if lang not in LANGUAGES:
        raise UsageError("unknown_word", what="language", text=lang, known=", ".join(LANGUAGES))
    _make_folder(folder)
    panel = make_panel(before, after)
    ties = match_ties(panel)
    model = _draw_model(unite(*panel.networks), seed)
    pages = []
    for name, network, sort in zip(NAMES, panel.without_absent(), ("lost", "new"), strict=True):
        scene = _draw(choose(keep_running(network), Filters()), model, seed)
        page = MapFile(folder / name)
        marked = {frozenset(pair) for pair in ties.pairs(sort)} | _list_joined(panel, sort)
        write_page(page, _mark(scene, marked), "auto", _tell(panel, ties, sort), lang, seed)
        pages.append(page)
    return pages[0], pages[1]


def _make_folder(folder: Path) -> None:
    check_folder(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError("not_written", file=folder, why=error.strerror) from error


def _draw_model(whole: Network, seed: int) -> Scene:
    """The picture of everybody, from which both maps take places, groups and colours."""
    scope = choose(whole, Filters())
    if choose_view(scope, "auto") == "clusters":
        return draw_clusters(scope, (), tabulate_cluster_pairs(scope.network), seed)
    return draw_organizations(scope, (), (), seed)


def _draw(scope: Scope, model: Scene, seed: int) -> Scene:
    network = scope.network
    if model.by_clusters:
        discs = {hull.id: (hull.x, hull.y) for hull in model.hulls}
        scene = draw_clusters(scope, (), tabulate_cluster_pairs(network), seed, places=discs)
    else:
        ids = model.scope.network.node["id"]
        places = {str(ids[dot.node]): (dot.x, dot.y) for dot in model.dots}
        clusters = _group_alike(scope, model)
        scene = draw_organizations(scope, (), (), seed, clusters=clusters, places=places)
    tints = {hull.id: hull.tint for hull in model.hulls}
    return replace(scene, hulls=tuple(replace(hull, tint=tints.get(hull.id, hull.tint)) for hull in scene.hulls))


def _group_alike(scope: Scope, model: Scene) -> dict[int, tuple[str, ...]]:
    """The clusters of each node, that of its place first; who is no member of that one (yet) stands in none there."""
    network, whole = scope.network, model.scope.network
    clusters = {}
    for node, own in clusters_of(scope).items():
        main = model.clusters.get(whole.positions[network.node["id"][node]], ("",))[0]
        others = tuple(cluster for cluster in own if cluster != main)
        clusters[node] = ((main if main in own else ""), *others)
    return clusters


def _list_joined(panel: Panel, sort: str) -> set[frozenset[str]]:
    """Participants with the projects that they are in at one date only; in a small network these are lines too."""
    joined = []
    for network in panel.networks:
        rows = network.lasting & (network.tie["kind"] == "PARTICIPATES_IN")
        ends = (network.node["id"][network.tie[end][rows]] for end in ("source", "target"))
        joined.append({frozenset(pair) for pair in zip(*ends, strict=True)})
    return joined[0] - joined[1] if sort == "lost" else joined[1] - joined[0]


def _mark(scene: Scene, marked: set[frozenset[str]]) -> Scene:
    """The scene with the lines between these marked; lines between discs stand for many and are left as they are."""
    if scene.by_clusters:
        return scene
    ids = scene.scope.network.node["id"]
    ends = [frozenset(ids[scene.dots[end].node] for end in (line.source, line.target)) for line in scene.lines]
    lines = [replace(line, marked=own in marked) for line, own in zip(scene.lines, ends, strict=True)]
    return replace(scene, lines=tuple(lines))


def _tell(panel: Panel, ties: Ties, sort: str) -> Content:
    """The title, and what the marked lines are."""
    at = ("lost", "new").index(sort)
    here, there = (panel.networks[one].date or "?" for one in (at, 1 - at))
    running = int(((ties.before, ties.after)[at] > 0).sum())
    return Content(
        marks=f"{sort}_ties", facts={"date": here, "other": there, "n": len(ties.choose(sort)), "all": running}
    )
