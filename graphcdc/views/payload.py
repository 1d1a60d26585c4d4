"""Everything that the scripts of the page read, user text included, as one value for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from graphcdc.findings import Gap, Suggestion
from graphcdc.introductions import list_links
from graphcdc.measures import tabulate_cluster_pairs
from graphcdc.standing import Standing
from graphcdc.views.headline import legend_of, size_key, source_of, subtitle_of, title_of, warn_of_synthetic
from graphcdc.views.lines import year_of
from graphcdc.views.looks import GAP, HULL_EDGE, KNOWN_TIE, LOOKS, MARKED_TIE, SUGGESTED_TIE
from graphcdc.views.nodes import draw_organizations
from graphcdc.views.panel import KIND_WORDS, MEASURES, rows_of, write_gaps, write_rows, write_suggestions
from graphcdc.views.phrases import PAGE_LANGUAGES, Phrasebook
from graphcdc.views.scene import AGGREGATE, Scene, list_clusters
from graphcdc.views.scope import Scope
from graphcdc.views.stages import inner_stage_of, stage_of, years_of
from graphcdc.views.texts import TEXTS, TIE_NAMES, tell
from graphcdc.words import SENTENCES, name_of

#: Words for the measures of a profile.
_MEASURE_WORDS = [key for key in SENTENCES if key.startswith(("measure_", "sphere_"))]
#: Organizations of a cluster that is opened on the map of clusters; pairs over which the page finds introductions.
_MOST_INSIDE, _MOST_LINKS = 120, 30_000


@dataclass(frozen=True)
class Content:
    """What a page shows beside the network itself.

    Attributes
    ----------
    gaps, suggestions, askers
        Gaps, the worst first; partners; ids of the organizations or of the project that these are for.
    partners
        Partners suggested to other organizations and projects, by id.
    standing
        Measures of the organizations.
    about
        Ids that the view is about.
    title
        A title instead of the message of the picture.
    marks
        What the marked lines are, a key of the texts of the page; the title is ``title_{marks}`` with `facts`.
    facts
        The values of that title.
    """

    gaps: Sequence[Gap] = ()
    suggestions: Sequence[Suggestion] = ()
    askers: Sequence[str] = ()
    partners: Mapping[str, Sequence[Suggestion]] = field(default_factory=dict)
    standing: Standing | None = None
    about: Sequence[str] = ()
    title: str | None = None
    marks: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def page_data(scene: Scene, view: str, content: Content, lang: str, seed: int) -> dict[str, Any]:
    """Return everything that the scripts of the page read."""
    network = scene.scope.network
    nodes = rows_of(scene)
    position_rows = {node: row for row, node in enumerate(nodes)}
    row_of = {str(network.node["id"][node]): row for row, node in enumerate(nodes)}
    clusters = _clusters(scene, nodes)
    numbers = {cluster: at for at, cluster in enumerate(clusters) if cluster}
    regions = sorted({str(network.regions[node]) for node in nodes} - {""})
    phrases = Phrasebook(network)
    years = years_of(network)
    askers = [one for one in content.askers if one in network.positions]
    partners = {
        row_of[one]: write_suggestions(found, row_of, phrases)
        for one, found in sorted(content.partners.items())
        if one in row_of and found
    }
    data = {
        "lang": lang,
        "languages": PAGE_LANGUAGES,
        "view": view,
        "rest": scene.rest,
        "title": _in_both(lambda one: _title(scene, content, askers, one)),
        "subtitle": _in_both(lambda one: subtitle_of(scene, one)),
        "source": _in_both(lambda one: source_of(network, seed, one)),
        "legend": legend_of(scene),
        "sizes": size_key(scene),
        "looks": {look.name: {"shape": look.shape, "fill": look.fill} for look in LOOKS.values()},
        "colours": {
            "gap": GAP,
            "suggested": SUGGESTED_TIE,
            "known": KNOWN_TIE,
            "edge": HULL_EDGE,
            "marked": MARKED_TIE,
        },
        "kinds": KIND_WORDS,
        "ties": list(TIE_NAMES.values()),
        "regions": regions,
        "measures": MEASURES,
        "years": years,
        "present": [numbers[one] for one in list_clusters(scene) if one in numbers],
        "clusters": [[one, phrases.name(network.positions[one]) if one else -1] for one in clusters],
        "rows": write_rows(scene, numbers, regions, content.standing, phrases),
        "stage": stage_of(scene),
        "inner": _inner_stages(scene, position_rows, years[0] if years else 0, seed),
        "gaps": write_gaps(scene, content.gaps, row_of, numbers, phrases),
        "suggestions": write_suggestions(content.suggestions, row_of, phrases),
        "askers": [[row_of.get(one, -1), phrases.name(network.positions[one])] for one in askers],
        "partners": partners,
        "matrix": _matrix(scene.scope, numbers),
        "links": _links(scene, nodes, row_of, phrases),
        "about": [row_of[one] for one in content.about if one in row_of],
        "marks": content.marks,
    }
    return data | {
        "texts": TEXTS | {key: SENTENCES[key] for key in _MEASURE_WORDS},
        "sentences": phrases.templates,
        "strings": phrases.texts,
        "words": {kind: _forms(kind) for kind in _kinds_said(data, phrases)},
    }


def _in_both(say: Any) -> list[str]:
    return [say(one) for one in PAGE_LANGUAGES]


def _title(scene: Scene, content: Content, askers: Sequence[str], lang: str) -> str:
    if content.marks is not None:
        said = tell(f"title_{content.marks}", lang, **content.facts)
    else:
        said = content.title or title_of(scene, content.gaps, content.suggestions, askers, content.about, lang)
    return warn_of_synthetic(said, scene.scope.network, lang)


def _clusters(scene: Scene, nodes: Sequence[int]) -> list[str]:
    """Ids of the hulls in their order, then of the other clusters of somebody in the page."""
    hulls = [hull.id for hull in scene.hulls]
    others = {name for node in nodes for name in scene.clusters.get(node, ())} | set(scene.scope.network.members)
    return [*hulls, *sorted(others - set(hulls))]


def _kinds_said(data: Mapping[str, Any], phrases: Phrasebook) -> list[str]:
    gaps = {gap["kind"] for gap in data["gaps"]}
    said = {text for text in phrases.texts if isinstance(text, str) and name_of(text, "ru") != text}
    return sorted({*KIND_WORDS, *gaps, *said})


def _forms(kind: str) -> list[str]:
    """English singular and plural, Russian singular and plural."""
    return [name_of(kind, lang, plural) for lang in PAGE_LANGUAGES for plural in (False, True)]


def _inner_stages(scene: Scene, row_of: Mapping[int, int], first_year: int, seed: int) -> dict[int, Any]:
    """Return the members of each cluster, for a map that shows clusters first."""
    if not scene.by_clusters:
        return {}
    scope, members = scene.scope, scene.scope.network.members
    stages = {}
    for at, hull in enumerate(scene.hulls):
        if not hull.id:
            continue
        inside = np.intersect1d(scope.organizations, members[hull.id])
        part = replace(scope, organizations=inside, projects=np.empty(0, dtype=np.int64), cluster=hull.id)
        own = dict.fromkeys(inside.tolist(), (hull.id,))
        inner = draw_organizations(part, (), (), seed, clusters=own, most=_MOST_INSIDE)
        stages[at] = inner_stage_of(inner, row_of, first_year)
    return stages


def _matrix(scope: Scope, numbers: Mapping[str, int]) -> list[list[float]]:
    """Return two numbers of clusters, their joint participations, and how many were expected by degree."""
    if len(scope.network.members) < 2:
        return []
    return [
        [numbers[a], numbers[b], observed, float(f"{expected:.6g}")]
        for a, b, observed, expected in tabulate_cluster_pairs(scope.network)
        if a in numbers and b in numbers
    ]


def _links(
    scene: Scene, nodes: Sequence[int], row_of: Mapping[str, int], phrases: Phrasebook
) -> list[list[float]] | None:
    """Return who can introduce whom: two rows, kind, project (row, or below zero a name), year, quality.

    None for too many pairs.
    """
    scope = scene.scope
    listed = np.intersect1d(nodes, scope.network.organizations)
    part = scope.network.cooperation()
    if len(listed) > AGGREGATE or part.restrict(np.isin(part.organizations, listed)).matrix.nnz > 2 * _MOST_LINKS:
        return None
    kinds = {kind: at for at, kind in enumerate(TIE_NAMES)}
    positions = scope.network.positions
    written = []
    for link in list_links(scope.network, listed):
        project = 0
        if link.project is not None:
            project = row_of.get(link.project, -1 - phrases.name(positions[link.project]))
        quality = float(f"{link.quality:.4g}")
        written.append(
            [row_of[link.source], row_of[link.target], kinds[link.kind], project, year_of(link.last), quality]
        )
    return written
