"""The words round the picture: title with a message, subtitle with counts, legend, source note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphcdc import __version__
from graphcdc.findings import Gap, Suggestion
from graphcdc.network import Network
from graphcdc.partners import list_members
from graphcdc.views.looks import LOOKS, radius
from graphcdc.views.scene import Scene, kinds_present, list_clusters
from graphcdc.views.scope import name_in
from graphcdc.views.texts import tell, tie_name
from graphcdc.words import name_of

#: Two clusters hardly work together below this share of what was expected.
_HARDLY = 0.5
#: Longest name where a title holds two.
_LONGEST = 30


def warn_of_synthetic(title: str, network: Network, lang: str) -> str:
    """Return a title that says so if the data are synthetic."""
    return f"{title} ({tell('synthetic', lang)})" if network.synthetic else title


def title_of(
    scene: Scene,
    gaps: Sequence[Gap],
    suggestions: Sequence[Suggestion],
    askers: Sequence[str],
    about: Sequence[str],
    lang: str,
) -> str:
    """Return the message of the picture.

    That of an introduction is the way; of one organization its partners; else what is suggested, or which clusters do
    not work together, or what the gaps say, or what there is.
    """
    network = scene.scope.network
    if scene.view == "path":
        return _say_way(scene, about, lang)
    if scene.view == "ego":
        return _say_circle(scene, gaps, about[0], lang)
    if suggestions and askers:
        project = {str(network.node["kind"][network.positions[one]]) for one in askers} == {"project"}
        key = "title_project" if project else "title_suggestions"
        return tell(key, lang, n=len(suggestions), name=_whom(network, askers, lang))
    if scene.view == "project":
        return _say_project(scene, about[0], lang)
    said = _say_gaps(scene, gaps, lang)
    prefix = _prefix(scene, lang)
    # A title that speaks of the cluster already need not begin with it.
    return said if prefix and prefix in said else f"{prefix}: {said}" if prefix else said


def _short(name: str) -> str:
    """A name of which there are two in a title."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _prefix(scene: Scene, lang: str) -> str:
    scope = scene.scope
    if scope.cluster is not None:
        return _short(name_in(scope.network, scope.network.positions[scope.cluster], lang))
    return scope.network.home or ""


def _whom(network: Network, askers: Sequence[str], lang: str) -> str:
    whom = [name_in(network, network.positions[one], lang) for one in askers if one in network.positions]
    more = f" {tell('and_more', lang, n=len(whom) - 1)}" if len(whom) > 2 else ""
    return ", ".join(whom[: 1 if more else 2]) + more


def _say_gaps(scene: Scene, gaps: Sequence[Gap], lang: str) -> str:
    scope = scene.scope
    chosen = {str(scope.network.node["id"][node]) for node in scope.organizations.tolist()}
    # Gaps are of the whole network: of a filtered picture they would not be true.
    gaps = () if _is_filtered(scene) else gaps
    for arrow in scene.arrows[:1] if gaps else ():
        gap = gaps[arrow.gap]
        if gap.expected is not None:
            ends = {key: _short(scene.name_hull(at, lang)) for key, at in (("a", arrow.source), ("b", arrow.target))}
            key = "title_pair" if gap.observed < _HARDLY * gap.expected else "title_pair_less"
            return tell(key, lang, observed=gap.observed, expected=gap.expected, **ends)
    alone = {member for gap in gaps if gap.kind == "isolate" for member in gap.members}
    # Those of whom nothing is recorded at all have no partner on record either.
    alone |= {member for gap in gaps if gap.kind == "data_gap" for member in gap.evidence["members"]}
    alone &= chosen
    if alone:
        return tell("title_isolates", lang, n=len(alone), all=len(chosen))
    if gaps:
        return tell("title_gaps", lang, n=len(gaps))
    clusters = len(list_clusters(scene))
    if clusters and scope.cluster is None:
        return tell("title_counts", lang, n=len(chosen), m=clusters)
    return tell("title_plain", lang, n=len(chosen))


def _is_filtered(scene: Scene) -> bool:
    return bool({key for key, _ in scene.left_out} & {"only_since", "only_ties", "only_kinds"})


def _say_project(scene: Scene, project: str, lang: str) -> str:
    network = scene.scope.network
    participants = len(list_members(network, project))
    return tell("title_participants", lang, name=name_in(network, network.positions[project], lang), n=participants)


def _say_way(scene: Scene, about: Sequence[str], lang: str) -> str:
    """The first way is the best; without any line there is none."""
    network = scene.scope.network
    names = {"a": _short(_whom(network, about[:1], lang)), "b": _short(_whom(network, about[1:2], lang))}
    if not scene.lines:
        return tell("title_no_way", lang, **names)
    between = [name_in(network, network.positions[node], lang) for node in about[2:]]
    if not between:
        return tell("title_acquainted", lang, **names)
    return tell("title_way", lang, via=" → ".join(map(_short, between)), **names)


def _say_circle(scene: Scene, gaps: Sequence[Gap], node: str, lang: str) -> str:
    network = scene.scope.network
    at = network.positions[node]
    name = name_in(network, at, lang)
    row = scene.scope.cooperation.positions.get(at)
    near = (
        () if row is None else scene.scope.cooperation.organizations[scene.scope.cooperation.neighbours(row)].tolist()
    )
    partners = len(near)
    clusters = {cluster for other in near for cluster in scene.clusters.get(other, ())[:1]}
    own = [gap for gap in gaps if node in gap.members]
    alone = "title_alone_filtered" if _is_filtered(scene) else "title_alone"
    said = tell("title_circle" if partners else alone, lang, name=name, n=partners, m=len(clusters))
    return said + (tell("title_circle_gaps", lang, n=len(own)) if own and partners else "")


def subtitle_of(scene: Scene, lang: str) -> str:
    """Return what is counted in the picture, and what was left out."""
    scope = scene.scope
    parts = [tell("n_organizations", lang, n=len(scope.organizations))]
    if not len(scope.organizations):
        parts.append(tell("no_organizations", lang))
    if scene.cooperation_projects is None:
        projects = sum(1 for dot in scene.dots if dot.look == "project")
        parts += [tell("n_projects", lang, n=projects)] if projects else []
        parts.append(tell("n_ties", lang, n=scene.ties))
    else:
        parts.append(tell("n_cooperation", lang, n=scene.ties, m=scene.cooperation_projects))
    clusters = len(list_clusters(scene))
    parts += [tell("n_clusters", lang, n=clusters)] if clusters else []
    parts += [tell("n_suggested", lang, n=len(scene.suggested))] if scene.suggested else []
    for key, values in scene.left_out:
        said = dict(values)
        if key == "only_kinds":
            said["kinds"] = ", ".join(name_of(kind, lang, plural=True) for kind in values["kinds"])
        elif key == "only_ties":
            said["kinds"] = ", ".join(tie_name(kind, lang) for kind in values["kinds"])
        elif key == "only_cluster":
            said["name"] = name_in(scope.network, values["node"], lang)
        parts.append(tell(key, lang, **said))
    return " · ".join(parts)


def source_of(network: Network, seed: int, lang: str) -> str:
    """Return the sources with their rows, the date of the data, the seed and the version."""
    rows = [(str(name), count) for name, count in network.sources.items() if name]
    ranked = sorted(rows, key=lambda item: (-item[1], item[0]))
    named = [tell("rows", lang, name=name, n=count) for name, count in ranked[:4]]
    if len(ranked) > 4:
        named.append(tell("and_more", lang, n=len(ranked) - 4))
    parts = [f"{tell('source', lang)}: {', '.join(named) or tell('no_source', lang)}"]
    if network.synthetic:
        parts.append(tell("synthetic", lang))
    parts.append(tell("as_of", lang, date=network.date) if network.date else tell("no_date", lang))
    parts += [tell("layout", lang, seed=seed), f"graphcdc {__version__}"]
    return " · ".join(parts)


def legend_of(scene: Scene) -> list[dict[str, Any]]:
    """Return the looks that are there, each with its count and with the kinds behind it, the most frequent first."""
    counts = kinds_present(scene)
    rows = []
    for look in LOOKS.values():
        kinds = [(kind, counts[kind]) for kind in look.kinds if kind in counts]
        if kinds:
            ranked = sorted(kinds, key=lambda item: -item[1])
            rows.append({"look": look.name, "count": sum(count for _, count in kinds), "kinds": ranked})
    return rows


def size_key(scene: Scene) -> list[tuple[int, float, int]]:
    """Return three real values of the metric, with the radius of each and the side of a box that holds it."""
    metrics = sorted({dot.metric for dot in scene.dots})
    if scene.by_clusters:
        members = sorted({hull.members for hull in scene.hulls if hull.id})
        middle = {members[0], members[len(members) // 2], members[-1]} if members else set()
        size = {hull.members: hull.radius for hull in scene.hulls}
        return [(value, round(size[value] / 5, 1), 34) for value in sorted(middle)]
    if not metrics:
        return []
    target = metrics[-1] / 4
    middle_value = min(metrics, key=lambda value: (abs(value - target), value))
    chosen = sorted({metrics[0], middle_value, metrics[-1]})
    sizes = [radius(value, metrics[-1], len(scene.dots)) for value in chosen]
    return [(value, size, max(8, round(2 * size) + 2)) for value, size in zip(chosen, sizes, strict=True)]
