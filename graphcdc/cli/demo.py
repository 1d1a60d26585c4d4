"""The demonstration: real data, gaps, suggestions for one project, and a map."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.cli.maps import suggest_to_all
from graphcdc.keys import name_key
from graphcdc.model import FIRM_KINDS
from graphcdc.output import check_folder
from graphcdc.words import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphcdc.findings import Gap, Suggestion
    from graphcdc.network import Network

    Positions = NDArray[np.int64]

DATASETS = ("horizon-finland", "st-petersburg")
_GAPS_SHOWN = 5
_SUGGESTIONS_SHOWN = 5
_LARGEST_PROJECT = 12


@click.command()
@click.option(
    "--dataset", type=click.Choice(DATASETS), default=DATASETS[0], show_default=True, help="The data to show."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("map.html"),
    show_default=True,
    help="The page to write.",
)
@options.seed_option
@options.language_option
@options.debug_option
def demo(dataset: str, output: Path, seed: int, lang: str) -> None:
    """Show it all: Horizon 2020 projects of Finland (real), or the centre of St. Petersburg (synthetic)."""
    from graphcdc.resources import find_resource
    from graphcdc.standing import measure_organizations
    from graphcdc.tables import load_tables
    from graphcdc.views import draw_map

    check_folder(output)
    path = f"datasets/{dataset}"
    _step(lang, "demo_reading", path=path)
    folder = find_resource(path)
    network = load_tables(folder)
    if network.synthetic:
        click.echo(say("note_synthetic", lang))
    at_home = _print_counts(network, lang)
    gaps = _print_gaps(network, seed, lang)
    project, members = choose_project(network, at_home)
    suggestions = _print_suggestions(network, project, members, at_home, gaps, seed, lang)
    _step(lang, "demo_map")
    with show_progress(lang, "progress_partners") as progress:
        partners = suggest_to_all(network, seed=seed, progress=progress)
    written = draw_map(
        network,
        output,
        gaps=gaps,
        suggestions=suggestions,
        suggested_to=(project,),
        partners=partners,
        standing=measure_organizations(network, seed=seed),
        lang=lang,
        seed=seed,
    )
    _step(lang, "demo_next")
    shown = path if Path(path).is_dir() else folder
    name = choose_firm(network, at_home)
    for words in ("stats", "gaps", f"find {name_key(name).split()[0]}", f'partners "{name}"'):
        click.echo(f"graphcdc {words} --from {shown} --lang {lang}")
    click.echo(written)


def _step(lang: str, key: str, **values: Any) -> None:
    click.echo(f"\n== {say(key, lang, **values)}")


def _print_counts(network: Network, lang: str) -> Positions:
    """Say how large the data are; return the positions of the organizations at home."""
    region = network.home_region
    at_home: Positions = network.organizations[network.regions[network.organizations] == region]
    counts = {
        "organizations": len(network.organizations),
        "home": len(at_home),
        "region": region,
        "projects": len(network.of_kinds(["project"])),
        "participations": int((network.tie["kind"] == "PARTICIPATES_IN").sum()),
    }
    click.echo(say("demo_read", lang, **counts))
    return at_home


def _print_gaps(network: Network, seed: int, lang: str) -> list[Gap]:
    from graphcdc.gaps import find_gaps, list_limits

    _step(lang, "demo_gaps", region=network.home_region)
    with show_progress(lang) as progress:
        gaps = find_gaps(network, seed=seed, progress=progress)
    for limit in list_limits(network):
        click.echo(f"- {limit.say(lang)}")
    _step(lang, "demo_worst")
    items = [gap.to_dict(lang) for gap in _pick_worst(gaps)]
    options.show("gaps", items, {}, form="table", output=None, lang=lang)
    return gaps


def _print_suggestions(
    network: Network,
    project: str,
    members: list[str],
    at_home: Positions,
    gaps: list[Gap],
    seed: int,
    lang: str,
) -> list[Suggestion]:
    from graphcdc.partners import recommend_partners

    names = network.node["name"]
    shown = {
        "project": f"{names[network.positions[project]]} ({project})",
        "region": network.home_region,
        "count": len(members),
        "names": ", ".join(names[network.positions[member]] for member in members),
    }
    _step(lang, "demo_partners", **shown)
    among = network.node["id"][at_home]
    suggestions = recommend_partners(network, project, k=_SUGGESTIONS_SHOWN, among=among, gaps=gaps, seed=seed)
    items = [suggestion.to_dict(lang) for suggestion in suggestions]
    options.show("partners", items, {}, form="table", output=None, lang=lang)
    return suggestions


def _pick_worst(gaps: list[Gap]) -> list[Gap]:
    """A few gaps of either claim in turn: the first of every kind, then the second ones; claims stay together."""
    by_claim: dict[str, dict[str, list[Gap]]] = {}
    for gap in gaps:
        by_claim.setdefault(gap.claim, {}).setdefault(gap.kind, []).append(gap)
    worst = _take_turns(_take_turns(by_kind.values()) for by_kind in by_claim.values())[:_GAPS_SHOWN]
    return [gap for gap in gaps if gap in worst]


def _take_turns(lists: Iterable[list[Gap]]) -> list[Gap]:
    """The first of every list, then the second ones."""
    return [gap for turn in zip_longest(*lists) for gap in turn if gap is not None]


def choose_firm(network: Network, at_home: Positions) -> str:
    """Return the name of the firm at home with most projects and ties."""
    cooperation = network.cooperation()
    firms = [node for node in at_home.tolist() if network.node["kind"][node] in FIRM_KINDS]
    names, ids = network.node["name"], network.node["id"]
    degrees = {node: int(cooperation.degrees[cooperation.positions[node]]) for node in firms}
    return str(names[min(firms, key=lambda node: (-degrees[node], names[node], ids[node]))])


def choose_project(network: Network, at_home: Positions) -> tuple[str, list[str]]:
    """Return the newest small project with a name, and at least three named members at home, a firm among them.

    Returns
    -------
    tuple
        Id of the project, ids of its members at home.
    """
    import numpy as np

    joined = network.tie["kind"] == "PARTICIPATES_IN"
    here = joined & np.isin(network.tie["source"], at_home)
    names, ids, kinds = network.node["name"], network.node["id"], network.node["kind"]
    starts = network.column("start")
    sizes = np.bincount(network.tie["target"][joined], minlength=len(network))
    members: dict[int, list[int]] = {}
    for source, target in zip(network.tie["source"][here].tolist(), network.tie["target"][here].tolist(), strict=True):
        members.setdefault(target, []).append(source)
    fitting = [
        project
        for project, its in members.items()
        if len(its) >= 3
        and sizes[project] <= _LARGEST_PROJECT
        and not any(names[node].startswith(("PIC ", "Project ")) for node in (project, *its))
        and any(kinds[node] in FIRM_KINDS for node in its)
    ]
    chosen = max(fitting, key=lambda project: (starts[project], names[project], ids[project]))
    return str(ids[chosen]), [str(ids[node]) for node in members[chosen]]
