"""The map page: one HTML file that works without a network, made with pyvis.

pyvis writes the nodes, lines and options of vis-network into a template of ours. It gets slugs and numbers
only: every name and every other text of a user travels in one block of JSON and reaches the page as plain text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphcdc.errors import UsageError
from graphcdc.findings import Gap, Suggestion
from graphcdc.introductions import Introduction
from graphcdc.measures import tabulate_cluster_pairs
from graphcdc.network import Network
from graphcdc.output import check_folder, write_file
from graphcdc.partners import list_members
from graphcdc.standing import Standing
from graphcdc.views.assets import read_asset
from graphcdc.views.discs import draw_clusters
from graphcdc.views.focus import check_about, gaps_about, look_around, look_into
from graphcdc.views.mapfile import MapFile
from graphcdc.views.nodes import draw_organizations
from graphcdc.views.payload import Content, page_data
from graphcdc.views.phrases import PAGE_LANGUAGES
from graphcdc.views.scene import Scene, choose_view
from graphcdc.views.scope import Filters, choose
from graphcdc.views.stages import vis_edges, vis_nodes, vis_options
from graphcdc.views.texts import TEXTS
from graphcdc.views.ways import draw_ways
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES

#: The scripts of the page, in the order in which they build on each other.
_SCRIPTS = ("words", "stage", "drawing", "labels", "ways", "panel", "cards", "search", "filters", "tables", "page")


def draw_map(
    network: Network,
    path: str | os.PathLike[str],
    *,
    view: str = "auto",
    about: Sequence[str] = (),
    gaps: Sequence[Gap] = (),
    suggestions: Sequence[Suggestion] = (),
    suggested_to: Sequence[str] = (),
    partners: Mapping[str, Sequence[Suggestion]] | None = None,
    standing: Standing | None = None,
    introductions: Sequence[Introduction] = (),
    kinds: Collection[str] | None = None,
    cluster: str | None = None,
    since: str | None = None,
    tie_kinds: Collection[str] | None = None,
    outside: bool = False,
    title: str | None = None,
    lang: str = DEFAULT_LANGUAGE,
    seed: int = 0,
) -> MapFile:
    """Draw the network as an interactive page, one HTML file that needs no network; an old file is replaced.

    Up to 300 nodes organizations and projects are drawn, above it organizations, and from 2,000 on the clusters, of
    which the page opens one on demand. With a stated home only its organizations are drawn. The path that comes back
    shows the map in a notebook.

    Parameters
    ----------
    view, about
        ``auto``, ``organizations``, ``clusters``, or ``matrix`` (which clusters work together); ``ego``, ``project`` or
        ``path`` about one organization, one project, or two organizations, by id or name.
    gaps, suggestions, suggested_to
        Gaps, the worst first; partners; ids of the organizations or of the project that these are for.
    partners, standing, introductions
        For the panel: partners suggested to organizations and projects, by id; measures of the organizations. For
        ``path``: the ways, the best first.
    kinds, cluster, since, tie_kinds, outside
        Only these kinds of node; only members of this cluster; only ties that began then or later; only these kinds of
        tie; organizations outside the home region too.
    title, lang, seed
        A title instead of the message; the language that the page opens in; seed of the layout.

    Raises
    ------
    OutputError, UsageError, UnknownName, AmbiguousName
        If the file cannot be written; if there is no such view, language, kind or name, or the view is about another.
    """
    if lang not in LANGUAGES:
        raise UsageError("unknown_word", what="language", text=lang, known=", ".join(LANGUAGES))
    target = MapFile(path)
    check_folder(target)
    filters = Filters(kinds, cluster, since, tie_kinds, outside)
    nodes = check_about(network, view, about, introductions, filters)
    gaps = gaps if cluster is None else gaps_about(network, cluster, gaps)
    content = Content(gaps, suggestions, suggested_to, partners or {}, standing, nodes, title)
    scene = _draw(network, view, content, introductions, filters, seed)
    write_page(target, scene, view, content, lang, seed)
    return target


def write_page(path: Path, scene: Scene, view: str, content: Content, lang: str, seed: int) -> None:
    """Write the page of a scene; an old file is replaced."""
    write_file(path, _render(scene, page_data(scene, view, content, lang, seed), lang))


def _draw(
    network: Network,
    view: str,
    content: Content,
    introductions: Sequence[Introduction],
    filters: Filters,
    seed: int,
) -> Scene:
    if view == "path":
        return draw_ways(network, introductions, content.about)
    gaps, about = content.gaps, content.about
    askers = [member for one in content.askers for member in _members(network, one)]
    if view == "ego":
        scope = look_around(network, about[0], content.suggestions, filters)
    elif view == "project":
        members = _members(network, about[0])
        scope = look_into(network, about[0], members, content.suggestions, filters)
        askers = [about[0]]
    else:
        scope = choose(network, filters)
    if choose_view(scope, view) == "clusters":
        return draw_clusters(scope, gaps, tabulate_cluster_pairs(scope.network), seed)
    wanted = [(askers, one.candidate) for one in content.suggestions]
    return draw_organizations(scope, gaps, wanted, seed, view=view if view in ("ego", "project") else "organizations")


def _members(network: Network, node: str) -> Sequence[str]:
    """The participants of a project; an organization stands for itself."""
    known = node in network.positions and network.node["kind"][network.positions[node]] == "project"
    return list_members(network, node) if known else (node,)


def _render(scene: Scene, data: dict[str, Any], lang: str) -> str:
    """Let pyvis fill the template, and write the policy that allows these scripts and no others."""
    from jinja2 import DictLoader, Environment
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    # pyvis has no way in that is not quadratic, so its lists are filled directly.
    picture.nodes = vis_nodes(scene)
    picture.node_ids = [node["id"] for node in picture.nodes]
    picture.node_map = {node["id"]: node for node in picture.nodes}
    picture.edges = vis_edges(scene, data["years"][0] if data["years"] else 0)
    picture.options = vis_options(scene)
    library = Path(picture.template_dir, "lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    picture.path = "map.html"
    picture.templateEnv = Environment(loader=DictLoader({"map.html": read_asset("map.html")}), autoescape=True)
    picture.templateEnv.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "sort_keys": True}
    at = PAGE_LANGUAGES.index(lang)
    picture.templateEnv.globals.update(
        lang=lang,
        texts={key: pair[at] for key, pair in TEXTS.items()},
        style=read_asset("map.css"),
        data=_safe_json(data),
        library=library,
        page="".join(read_asset(f"{name}.js") for name in _SCRIPTS),
    )
    html = str(picture.generate_html())
    return html.replace("@@POLICY@@", _policy(html), 1)


def _safe_json(data: Any) -> str:
    r"""JSON that cannot end its script element or start markup.

    Examples
    --------
    >>> _safe_json("</script>&")
    '"\\u003c/script\\u003e\\u0026"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _policy(html: str) -> str:
    """Content security policy: nothing from anywhere, and only the scripts that stand in the page."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
