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
from collections.abc import Collection, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from graphcdc.errors import UsageError
from graphcdc.findings import Gap, Suggestion
from graphcdc.network import Network
from graphcdc.output import check_folder, write_file
from graphcdc.views.discs import Pair, draw_clusters
from graphcdc.views.headline import legend_of, size_key, source_of, subtitle_of, title_of, warn_of_synthetic
from graphcdc.views.looks import GAP, HULL_EDGE, KNOWN_TIE, LOOKS, SUGGESTED_TIE
from graphcdc.views.nodes import draw_organizations
from graphcdc.views.panel import KIND_WORDS, list_gaps, list_suggestions, profiles, rows_of
from graphcdc.views.scene import Scene, choose_view, room_to_grow
from graphcdc.views.scope import Filters, choose
from graphcdc.views.texts import TEXTS, TIE_NAMES, tie_name
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES, name_of, write_number

#: Above so many drawn nodes only the selected one shows its suggestions.
_OVERVIEW = 800


def draw_map(
    network: Network,
    path: str | os.PathLike[str],
    *,
    view: str = "auto",
    gaps: Sequence[Gap] = (),
    suggestions: Sequence[Suggestion] = (),
    suggested_to: Sequence[str] = (),
    pairs: Sequence[Pair] = (),
    kinds: Collection[str] | None = None,
    cluster: str | None = None,
    since: str | None = None,
    tie_kinds: Collection[str] | None = None,
    outside: bool = False,
    title: str | None = None,
    lang: str = DEFAULT_LANGUAGE,
    seed: int = 0,
) -> Path:
    """Draw the network as an interactive page, one HTML file that needs no network; an old file is replaced.

    Up to 300 nodes organizations and projects are drawn, above it organizations joined by their cooperation, and from
    2,000 organizations on the clusters. With a stated home only its organizations are drawn.

    Parameters
    ----------
    view
        ``auto``, ``organizations`` or ``clusters``.
    gaps, suggestions, suggested_to
        Gaps, the worst first; partners; ids of the organizations or project that these are for.
    pairs
        For the view of clusters: two clusters, their joint participations, how many were expected (or None).
    kinds, cluster, since, tie_kinds, outside
        Only these kinds of node; only members of this cluster (id or name); only ties that began then or later;
        only these kinds of tie; organizations outside the home region too.
    title, lang, seed
        A title instead of the message of the map; ``ru`` or ``en``; seed of the layout.

    Raises
    ------
    OutputError
        If the file cannot be written.
    UsageError, UnknownName, AmbiguousName
        If there is no such view, language, kind or cluster.
    """
    if lang not in LANGUAGES:
        raise UsageError("unknown_word", what="language", text=lang, known=", ".join(LANGUAGES))
    target = Path(path)
    check_folder(target)
    scope = choose(network, Filters(kinds, cluster, since, tie_kinds, outside))
    wanted = [(tuple(suggested_to), one.candidate) for one in suggestions]
    if choose_view(scope, view) == "clusters":
        scene = draw_clusters(scope, gaps, pairs, lang, seed)
    else:
        scene = draw_organizations(scope, gaps, wanted, lang, seed)
    data = _page_data(scene, gaps, suggestions, suggested_to, lang) | {"source": source_of(network, seed, lang)}
    message = title or title_of(scene, gaps, suggestions, suggested_to, lang)
    data["title"] = warn_of_synthetic(message, network, lang)
    write_file(target, _render(scene, data, lang))
    return target


def _page_data(
    scene: Scene,
    gaps: Sequence[Gap],
    suggestions: Sequence[Suggestion],
    askers: Sequence[str],
    lang: str,
) -> dict[str, Any]:
    """Everything that the scripts of the page read, user text included."""
    network = scene.scope.network
    nodes = rows_of(scene)
    ids, names = network.node["id"], network.node["name"]
    row_of = {str(ids[node]): row for row, node in enumerate(nodes)}
    cluster_ids = [hull.id for hull in scene.hulls]
    others = sorted({name for node in nodes for name in scene.clusters.get(node, ())} - set(cluster_ids))
    numbers = {name: at for at, name in enumerate([*cluster_ids, *others]) if name}
    known = [one for one in askers if one in network.positions]
    count = len(scene.dots)
    placed = [0] * len(scene.hulls)
    for dot in scene.dots:
        placed[dot.hull] += dot.look != "project"
    return {
        "lang": lang,
        "view": scene.view,
        "subtitle": subtitle_of(scene, lang),
        "texts": {key: pair[0 if lang == "en" else 1] for key, pair in TEXTS.items()},
        "kinds": [name_of(kind, lang) for kind in KIND_WORDS],
        "kindWords": KIND_WORDS,
        "ties": [tie_name(kind, lang) for kind in TIE_NAMES],
        "looks": {look.name: {"shape": look.shape, "fill": look.fill} for look in LOOKS.values()},
        "colours": {"gap": GAP, "suggested": SUGGESTED_TIE, "known": KNOWN_TIE, "edge": HULL_EDGE},
        "room": room_to_grow(scene),
        "shrink": round(max(0.5, min(1.0, (150 / count) ** 0.5)), 3) if count else 1,
        "hulls": [
            [
                hull.id,
                hull.name,
                hull.tint,
                hull.x,
                hull.y,
                hull.radius,
                [number for corner in hull.outline for number in corner],
                hull.members,
            ]
            for hull in scene.hulls
        ],
        "placed": placed,
        "others": [str(names[network.positions[name]]) for name in others],
        "main": [dot.hull for dot in scene.dots],
        "second": [dot.second for dot in scene.dots],
        "ringed": [at for at, dot in enumerate(scene.dots) if dot.ringed],
        "arrows": [[arrow.source, arrow.target, arrow.text, arrow.gap] for arrow in scene.arrows],
        "suggested": [list(pair) for pair in scene.suggested],
        "rows": profiles(scene, numbers),
        "gaps": list_gaps(scene, gaps, row_of, lang),
        "suggestions": list_suggestions(suggestions, row_of, lang),
        "askers": [{"row": row_of.get(one, -1), "name": str(names[network.positions[one]])} for one in known],
    }


def _render(scene: Scene, data: dict[str, Any], lang: str) -> str:
    """Let pyvis fill the template, and write the policy that allows these scripts and no others."""
    from jinja2 import DictLoader, Environment
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    # pyvis has no way in that is not quadratic, so its lists are filled directly.
    picture.nodes = _vis_nodes(scene)
    picture.node_ids = [node["id"] for node in picture.nodes]
    picture.node_map = {node["id"]: node for node in picture.nodes}
    picture.edges = _vis_edges(scene, lang)
    picture.options = _vis_options(scene)
    library = Path(picture.template_dir, "lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    picture.path = "map.html"
    picture.templateEnv = Environment(loader=DictLoader({"map.html": _asset("map.html")}), autoescape=True)
    picture.templateEnv.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "sort_keys": True}
    picture.templateEnv.globals.update(
        lang=lang,
        texts=data["texts"],
        style=_asset("map.css"),
        kinds=legend_of(scene, lang),
        filters=scene.view == "organizations",
        suggested=bool(scene.suggested),
        rings=any(dot.ringed for dot in scene.dots),
        arrows=bool(scene.arrows),
        seconds=any(dot.second >= 0 for dot in scene.dots),
        size_key=size_key(scene, lang),
        size_title=data["texts"]["size_members" if scene.view == "clusters" else "size_partners"],
        colours=data["colours"],
        data=_safe_json(data),
        library=library,
        canvas=_asset("canvas.js"),
        labels=_asset("labels.js"),
        page=_asset("page.js"),
    )
    html = str(picture.generate_html())
    return html.replace("@@POLICY@@", _policy(html), 1)


def _vis_nodes(scene: Scene) -> list[dict[str, Any]]:
    if scene.view == "clusters":
        return [
            {"id": f"c{at}", "x": hull.x, "y": hull.y, "size": hull.radius, "color": hull.tint}
            for at, hull in enumerate(scene.hulls)
        ]
    return [
        {"id": f"n{at}", "x": dot.x, "y": dot.y, "size": dot.radius, "group": dot.look}
        for at, dot in enumerate(scene.dots)
    ]


def _vis_edges(scene: Scene, lang: str) -> list[dict[str, Any]]:
    """Lines, with what the scripts read: k kind, d directed, s suggested, o observed, e expected, t text."""
    mark = "c" if scene.view == "clusters" else "n"
    numbers = {kind: at for at, kind in enumerate(TIE_NAMES)}
    edges: list[dict[str, Any]] = []
    for at, line in enumerate(scene.lines):
        edge: dict[str, Any] = {"id": at, "from": f"{mark}{line.source}", "to": f"{mark}{line.target}"}
        edge["width"] = line.width
        if line.kind:
            edge["k"] = numbers[line.kind]
        if line.directed:
            edge["d"] = 1
        if line.observed is not None:
            edge["o"] = round(line.observed, 2)
            edge["t"] = write_number(round(line.observed), lang)
        if line.expected is not None:
            edge["e"] = round(line.expected, 2)
            edge["t"] += " / " + write_number(round(line.expected), lang)
        edges.append(edge)
    if len(scene.dots) <= _OVERVIEW:
        edges += [
            {
                "id": f"s{at}",
                "from": f"n{source}",
                "to": f"n{target}",
                "s": 1,
                "width": 2.2,
                "color": {"color": SUGGESTED_TIE, "opacity": 1},
                # vis-network draws round ends, which eat as much of a gap as the line is wide: 7 and 4 px to the eye.
                "dashes": [6, 7],
                "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.18},
            }
            for at, (source, target) in enumerate(scene.suggested)
        ]
    return edges


def _vis_options(scene: Scene) -> dict[str, Any]:
    """Options of vis-network: nothing moves, nothing is styled by default."""
    many = len(scene.lines) > 1500
    # A white edge of 1.2 px would leave little of a small node.
    border = round(1.2 * max(0.4, min(1.0, (150 / max(len(scene.dots), 1)) ** 0.5)), 2)
    opacity = 0.4 if len(scene.lines) <= 600 else max(0.14, round(0.4 * (600 / len(scene.lines)) ** 0.5, 2))
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "dragNodes": False,
            "hover": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
        },
        "groups": {
            look.name: {"shape": look.shape, "color": {"background": look.fill, "border": "#FFFFFF"}}
            for look in LOOKS.values()
        },
        "nodes": {"shape": "dot", "borderWidth": border, "borderWidthSelected": border, "chosen": False},
        "edges": {
            "smooth": False,
            "chosen": False,
            "arrows": {"to": {"enabled": False}},
            "color": {"color": KNOWN_TIE, "opacity": opacity, "inherit": False},
        },
    }


def _asset(name: str) -> str:
    return resources.files("graphcdc.views").joinpath(name).read_text(encoding="utf-8")


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
