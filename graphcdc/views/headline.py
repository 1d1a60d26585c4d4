"""The words round the picture: title with a message, subtitle with counts, legend, source note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphcdc import __version__
from graphcdc.findings import Gap, Suggestion
from graphcdc.network import Network
from graphcdc.views.looks import LOOKS, radius
from graphcdc.views.scene import Scene, kinds_present
from graphcdc.views.texts import tell, tie_name
from graphcdc.words import name_of, write_number


def warn_of_synthetic(title: str, network: Network, lang: str) -> str:
    """Return a title that says so if the data are synthetic."""
    return f"{title} ({tell('synthetic', lang)})" if network.synthetic else title


def title_of(
    scene: Scene,
    gaps: Sequence[Gap],
    suggestions: Sequence[Suggestion],
    askers: Sequence[str],
    lang: str,
) -> str:
    """Return the message of the map: what is suggested, or else what the gaps say, or else what there is."""
    scope = scene.scope
    names, positions = scope.network.node["name"], scope.network.positions
    chosen = {str(scope.network.node["id"][node]) for node in scope.organizations.tolist()}
    prefix = f"{scope.network.home}: " if scope.network.home else ""
    if scope.cluster is not None:
        prefix = f"{names[positions[scope.cluster]]}: "
    if suggestions and askers:
        whom = [str(names[positions[one]]) for one in askers if one in positions]
        more = f" {tell('and_more', lang, n=len(whom) - 1)}" if len(whom) > 2 else ""
        named = ", ".join(whom[: 1 if more else 2]) + more
        return tell("title_suggestions", lang, n=len(suggestions), name=named)
    alone = {member for gap in gaps if gap.kind == "isolate" for member in gap.members} & chosen
    if alone:
        return prefix + tell("title_isolates", lang, n=len(alone), all=len(chosen))
    for arrow in scene.arrows[:1]:
        gap = gaps[arrow.gap]
        if gap.expected is not None:
            values = {"a": scene.hulls[arrow.source].name, "b": scene.hulls[arrow.target].name}
            return prefix + tell("title_pair", lang, observed=gap.observed, expected=gap.expected, **values)
    if gaps:
        return prefix + tell("title_gaps", lang, n=len(gaps))
    clusters = sum(1 for hull in scene.hulls if hull.id)
    if clusters and scope.cluster is None:
        return prefix + tell("title_counts", lang, n=len(chosen), m=clusters)
    return prefix + tell("title_plain", lang, n=len(chosen))


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
    clusters = sum(1 for hull in scene.hulls if hull.id)
    parts += [tell("n_clusters", lang, n=clusters)] if clusters else []
    parts += [tell("n_suggested", lang, n=len(scene.suggested))] if scene.suggested else []
    for key, values in scene.left_out:
        said = dict(values)
        if key == "only_kinds":
            said["kinds"] = ", ".join(name_of(kind, lang, plural=True) for kind in values["kinds"])
        elif key == "only_ties":
            said["kinds"] = ", ".join(tie_name(kind, lang) for kind in values["kinds"])
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


def legend_of(scene: Scene, lang: str) -> list[dict[str, Any]]:
    """Return the kinds that are there: look, label, count, and the kinds behind a label of several."""
    counts = kinds_present(scene)
    rows = []
    for look in LOOKS.values():
        kinds = [(kind, counts[kind]) for kind in look.kinds if kind in counts]
        if kinds:
            parts = ", ".join(
                f"{name_of(kind, lang, plural=True)} {write_number(count, lang)}"
                for kind, count in sorted(kinds, key=lambda item: -item[1])
            )
            rows.append(
                {
                    "look": look,
                    "label": tell(look.name, lang),
                    "count": write_number(sum(count for _, count in kinds), lang),
                    "parts": parts if len(look.kinds) > 1 else "",
                }
            )
    return rows


def size_key(scene: Scene, lang: str) -> list[tuple[str, float, int]]:
    """Return three real values of the metric, with the radius of each and the side of a box that holds it."""
    metrics = sorted({dot.metric for dot in scene.dots})
    if scene.view == "clusters":
        members = sorted({hull.members for hull in scene.hulls if hull.id})
        middle = {members[0], members[len(members) // 2], members[-1]} if members else set()
        size = {hull.members: hull.radius for hull in scene.hulls}
        return [(write_number(value, lang), round(size[value] / 5, 1), 34) for value in sorted(middle)]
    if not metrics:
        return []
    target = metrics[-1] / 4
    middle_value = min(metrics, key=lambda value: (abs(value - target), value))
    chosen = sorted({metrics[0], middle_value, metrics[-1]})
    sizes = [radius(value, metrics[-1], len(scene.dots)) for value in chosen]
    return [
        (write_number(value, lang), size, max(8, round(2 * size) + 2))
        for value, size in zip(chosen, sizes, strict=True)
    ]
