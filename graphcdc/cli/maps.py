"""The command that draws a map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.errors import UsageError
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.output import check_folder

if TYPE_CHECKING:
    from graphcdc.findings import Gap, Suggestion
    from graphcdc.introductions import Introduction
    from graphcdc.network import Network

VIEWS = ("auto", "organizations", "clusters", "matrix", "ego", "project", "path")
#: Suggestions per list in the panel, one less where many ask, and where the picture is about the asker; most askers.
_PANEL, _FOCUS, _MANY, _MOST_ASKERS = 3, 5, 1200, 2500
_STATUS_OVER = ("finished", "stopped")


@click.command(name="map")
@options.network_options
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The page to write (.html).")
@click.option("--view", type=click.Choice(VIEWS), default="auto", show_default=True, help="What is drawn.")
@click.option("--about", multiple=True, metavar="NAME", help="For ego, project and path (twice): whom it is about.")
@click.option("--partners", "query", metavar="NAME", help="Draw the suggestions for this organization or project.")
@click.option("--gaps/--no-gaps", "with_gaps", default=True, show_default=True, help="Mark the gaps.")
@click.option("--outside", is_flag=True, help="Draw organizations outside the home region too.")
@click.option("--cluster", metavar="NAME", help="Only members of this cluster.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only nodes of this kind; may be repeated.")
@click.option("--tie", "ties", multiple=True, metavar="KIND", help="Only ties of this kind; may be repeated.")
@click.option("--since", metavar="DATE", help="Only ties that start on this date or later.")
@options.language_option
@options.debug_option
def draw(
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    output: Path,
    view: str,
    about: tuple[str, ...],
    query: str | None,
    with_gaps: bool,
    outside: bool,
    cluster: str | None,
    kinds: tuple[str, ...],
    ties: tuple[str, ...],
    since: str | None,
    lang: str,
) -> None:
    """Draw the network as an interactive page: one file that works offline."""
    from graphcdc.views import draw_map
    from graphcdc.views.focus import check_about
    from graphcdc.views.scope import Filters, choose

    if output.suffix.lower() not in (".html", ".htm"):
        raise UsageError("not_a_page", name=output.name)
    check_folder(output)
    network = options.read_network(path, store, date, home).network
    filters = Filters(kinds or None, cluster, since, ties or None, outside)
    ways = _find_ways(network, view, about)
    # What is wrong is said before the long work.
    check_about(network, view, about, ways, filters)
    choose(network, filters)
    asker, k = (about[0], _FOCUS) if view in ("ego", "project") else (query, 10)
    written = draw_map(
        network,
        output,
        view=view,
        about=about,
        introductions=ways,
        kinds=filters.kinds,
        cluster=cluster,
        since=since,
        tie_kinds=filters.tie_kinds,
        outside=outside,
        lang=lang,
        seed=seed,
        **_find_out(network, asker, about, k, with_gaps, outside, lang, seed),
    )
    click.echo(written)


def _find_out(
    network: Network,
    asker: str | None,
    about: Sequence[str],
    k: int,
    with_gaps: bool,
    outside: bool,
    lang: str,
    seed: int,
) -> dict[str, Any]:
    """Return what the map shows beside the network: gaps, suggestions, how everybody stands."""
    from graphcdc.gaps import find_gaps
    from graphcdc.priorities import rank_gaps
    from graphcdc.standing import measure_organizations

    found: list[Gap] = []
    if with_gaps:
        with show_progress(lang) as progress:
            found = find_gaps(network, seed=seed, progress=progress)
        found = rank_gaps(network, found)
    near = _near(network, about) if about else None
    with show_progress(lang, "progress_partners") as progress:
        partners = suggest_to_all(network, outside=outside, only=near, seed=seed, progress=progress)
    suggestions, node = _suggest(network, asker, found, outside, k, seed)
    return {
        "gaps": found,
        "suggestions": suggestions,
        "suggested_to": (node,) if node else (),
        "partners": partners,
        "standing": measure_organizations(network, seed=seed) if partners else None,
    }


def _find_ways(network: Network, view: str, about: Sequence[str]) -> list[Introduction]:
    from graphcdc.introductions import find_introductions

    return find_introductions(network, *about) if view == "path" and len(about) == 2 else []


def _suggest(
    network: Network, asker: str | None, gaps: list[Gap], outside: bool, k: int, seed: int
) -> tuple[list[Suggestion], str | None]:
    """Return the suggestions for one organization or project, and its id."""
    from graphcdc.partners import recommend_partners

    if asker is None:
        return [], None
    node = network.resolve(asker, [*ORGANIZATION_KINDS, "project"])
    return recommend_partners(network, node, k=k, among=_among(network, outside), gaps=gaps, seed=seed), node


def suggest_to_all(
    network: Network,
    *,
    outside: bool = False,
    only: Collection[str] | None = None,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, list[Suggestion]]:
    """Suggest a few partners to every organization of the region and every project that is not over.

    A region too large to be drawn whole gets none; of many projects the newest get them; with `only`, nobody else.
    """
    from graphcdc.partners import recommend_partners
    from graphcdc.views.scene import AGGREGATE

    among = _among(network, outside)
    ids = [str(node) for node in network.node["id"][network.organizations]]
    askers = [one for one in ids if among is None or one in among]
    if only is None and len(askers) >= AGGREGATE:
        return {}
    askers = (askers + _open_projects(network))[:_MOST_ASKERS]
    askers = [one for one in askers if only is None or one in only]
    found: dict[str, list[Suggestion]] = {}
    k = _PANEL if len(askers) <= _MANY else _PANEL - 1
    for done, asker in enumerate(askers, 1):
        found[asker] = recommend_partners(network, asker, k=k, among=among, seed=seed)
        if progress is not None:
            progress(done, len(askers))
    return found


def _near(network: Network, about: Sequence[str]) -> set[str]:
    """Ids of those that a picture is about, and of their partners and participants."""
    from graphcdc.partners import list_members

    cooperation, ids = network.cooperation(), network.node["id"]
    near = {network.resolve(name, [*ORGANIZATION_KINDS, "project"]) for name in about}
    near |= {member for one in near for member in list_members(network, one)}
    rows = [
        cooperation.positions[network.positions[one]] for one in near if network.positions[one] in cooperation.positions
    ]
    return near | {str(ids[cooperation.organizations[other]]) for row in rows for other in cooperation.neighbours(row)}


def _among(network: Network, outside: bool) -> set[str] | None:
    """The organizations at home, where a home was stated."""
    return None if outside or network.home is None else options.choose_among(network, None, network.home)


def _open_projects(network: Network) -> list[str]:
    """Projects with a participant that nothing says are over, the newest first."""
    projects = network.of_kinds(["project"])
    joined = set(network.tie["target"][network.tie["kind"] == "PARTICIPATES_IN"].tolist())
    start, end, status = (network.column(name) for name in ("start", "end", "status"))
    ranked = sorted(projects.tolist(), key=lambda node: (str(start[node]), -node), reverse=True)
    return [
        str(network.node["id"][node])
        for node in ranked
        if node in joined
        and not (network.date and end[node] and str(end[node]) < network.date)
        and status[node] not in _STATUS_OVER
    ]
