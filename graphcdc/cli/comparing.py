"""The commands that compare: what would change (whatif), and what has changed (compare)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.errors import UsageError
from graphcdc.model import AIMS, split_cell

if TYPE_CHECKING:
    from graphcdc.comparison import Comparison
    from graphcdc.findings import Gap, Sentence
    from graphcdc.network import Network
    from graphcdc.whatif import Scenario

#: Items of each sort that the table of a comparison shows unless --limit says otherwise; the other formats have all.
_SHOWN = 5
#: Parts that are never shortened: a row for each kind of tie, and for each kind of gap.
_WHOLE = ("tie_kinds", "gaps")


@click.command()
@click.option("--tie", "ties", type=(str, str), multiple=True, metavar="A B", help="A and B begin to cooperate.")
@click.option("--project", "projects", multiple=True, metavar='"A; B; C"', help="A new joint project of these.")
@click.option("--remove-tie", "lost_ties", type=(str, str), multiple=True, metavar="A B", help="Their direct ties end.")
@click.option("--remove", "removed", multiple=True, metavar="NAME", help="An organization or project leaves.")
@click.option("--close", "gap_id", metavar="GAP_ID", help="Add the ties that the action of this gap names.")
@click.option("--draws", type=click.IntRange(min=1), metavar="N", help="Draws with which `graphcdc gaps` found it.")
@click.option("--best", "count", type=click.IntRange(min=1), metavar="N", help="Choose the N best ties instead.")
@click.option("--aim", type=click.Choice(AIMS), help="What the best ties are chosen for; default efficiency.")
@click.option("--for", "center", metavar="NAME", help="For --aim reach: the organization that all ties go to.")
@options.network_options
@options.answer_options
def whatif(
    ties: tuple[tuple[str, str], ...],
    projects: tuple[str, ...],
    lost_ties: tuple[tuple[str, str], ...],
    removed: tuple[str, ...],
    gap_id: str | None,
    draws: int | None,
    count: int | None,
    aim: str | None,
    center: str | None,
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Measure what ties, projects or losses would change, beside random feasible ties; or choose the best ties.

    The options may be given together and repeated: all changes are measured as one.
    """
    from graphcdc.whatif import Scenario, choose_ties, what_if

    scenario = Scenario(ties, tuple(map(split_cell, projects)), lost_ties, removed)
    asked = scenario != Scenario((), (), (), ()) or gap_id is not None
    if count is not None and asked:
        raise UsageError("best_alone")
    if count is None and not asked:
        raise UsageError("scenario_empty")
    if count is None and (aim is not None or center is not None):
        raise UsageError("aim_alone")
    reading = options.read_network(path, store, date, home)
    network = reading.network
    if count is not None:
        found = choose_ties(network, count, aim=aim or AIMS[0], center=center, seed=seed)
        found, notes = _weigh_each(network, found)
    else:
        gaps = () if gap_id is None else (_find_gap(network, gap_id, draws, seed, lang),)
        scenario = _add_ties(scenario, gaps)
        found = what_if(network, scenario, gaps=gaps, seed=seed)
        found, notes = _weigh_all(network, found, scenario)
        notes = [*(gap.advice for gap in gaps), *notes]
    notes = [*(note for note in found.notes if note not in reading.notes), *notes]
    items = [one.to_dict(lang) for one in found]
    meta = options.describe("whatif", reading, seed, lang, notes)
    options.show(_choose_listing(found), items, meta, form=form, output=output, lang=lang)


def _choose_listing(found: Comparison) -> str:
    """The columns that have something to show."""
    if any(one.expected is not None for one in found):
        return "whatif_likely"
    return "whatif" if any(one.random is not None for one in found) else "whatif_alone"


def _find_gap(network: Network, gap_id: str, draws: int | None, seed: int, lang: str) -> Gap:
    from graphcdc.gaps import find_gap

    with show_progress(lang) as progress:
        return find_gap(network, gap_id, draws=draws, seed=seed, progress=progress)


def _add_ties(scenario: Scenario, gaps: Sequence[Gap]) -> Scenario:
    """The scenario with the ties that the actions of gaps name."""
    from dataclasses import replace

    for gap in gaps:
        if not gap.ties:
            raise UsageError("gap_without_ties", id=gap.id)
        scenario = replace(scenario, ties=(*scenario.ties, *gap.ties))
    return scenario


def _weigh_all(network: Network, found: Comparison, scenario: Scenario) -> tuple[Comparison, list[Sentence]]:
    """What is to be expected of a single new tie, and a note on how likely it is."""
    from graphcdc.findings import Sentence
    from graphcdc.partners.chances import estimate_tie

    if len(scenario.ties) != 1 or scenario.projects or not scenario.only_adds:
        return found, []
    probability = estimate_tie(network, *scenario.ties[0])
    if probability is None:
        return found, [Sentence("note_no_probability")]
    note = Sentence("note_probability", {"percent": 100 * probability})
    return found.weigh(lambda _: probability), [note]


def _weigh_each(network: Network, found: Comparison) -> tuple[Comparison, list[Sentence]]:
    """What is to be expected of each tie of a list."""
    from graphcdc.findings import Sentence
    from graphcdc.partners.chances import estimate_ties

    pairs = [(one.about[0], one.about[1]) for one in found if len(one.about) == 2]
    chances: dict[tuple[str, ...], float | None] = dict(estimate_ties(network, pairs).items())
    known = any(chance is not None for chance in chances.values())
    key = "note_probabilities" if known else "note_no_probability"
    return found.weigh(lambda one: chances.get(one.about)), [Sentence(key)] if chances else []


@click.command()
@click.argument("places", nargs=-1, metavar="[BEFORE AFTER]")
@options.network_options
@click.option("--to-date", metavar="DATE", help="The date of the network after; default its newest dated fact.")
@click.option("--gaps/--no-gaps", "with_gaps", default=True, show_default=True, help="Compare the gaps too.")
@click.option("--draws", type=click.IntRange(min=1), metavar="N", help="Draws from the null model, as for gaps.")
@click.option(
    "--map",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Draw before.html and after.html there, everybody at the same place.",
)
@options.limit_option
@options.answer_options
def compare(
    places: tuple[str, ...],
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    to_date: str | None,
    with_gaps: bool,
    draws: int | None,
    folder: Path | None,
    limit: int | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Compare a baseline with a follow-up: two sets of tables or stores, or one at two dates (--date, --to-date).

    BEFORE and AFTER are folders or files of tables, or stores.
    """
    from graphcdc.comparison import compare as find_differences
    from graphcdc.findings import Sentence

    first, second = _read_both(places, path, store, (date, to_date), home)
    with show_progress(lang) as progress:
        found = find_differences(
            first.network, second.network, gaps=with_gaps, draws=draws, seed=seed, progress=progress
        )
    if folder is not None:
        from graphcdc.views.pairs import draw_both

        for page in draw_both(first.network, second.network, folder, lang=lang, seed=seed):
            click.echo(page, err=True)
    is_table = form == "table" or (form is None and output is None and options.is_terminal())
    items = [one.to_dict(lang) for one in found]
    shown = _shorten(items, limit or (_SHOWN if is_table else len(items)))
    notes = [note for note in found.notes if note not in second.notes]
    if len(shown) < len(items):
        notes.append(Sentence("note_shortened", {"most": limit or _SHOWN}))
    meta = options.describe("compare", second, seed, lang, notes) | {"baseline": first.network.date or None}
    options.show("compare", shown, meta, form=form, output=output, lang=lang)


def _read_both(
    places: tuple[str, ...],
    path: Path | None,
    store: str | None,
    dates: tuple[str | None, str | None],
    home: str | None,
) -> tuple[options.Reading, options.Reading]:
    """The networks before and after."""
    from dataclasses import replace

    if len(places) not in (0, 2) or (places and (path, store) != (None, None)) or not (places or dates[0]):
        raise UsageError("compare_two")
    if places:
        first, second = (
            options.read_network(*_split_place(place), date, home) for place, date in zip(places, dates, strict=True)
        )
        return first, second
    second = options.read_network(path, store, dates[1], home)
    first = replace(second, network=second.network.as_of(dates[0] or ""))
    if first.network.date >= second.network.date:
        raise UsageError("compare_order", before=first.network.date, after=second.network.date or "?")
    return first, second


def _split_place(place: str) -> tuple[Path | None, str | None]:
    """The tables, or the address of the store, that a text means."""
    from graphcdc.store.embedded import is_store

    return (None, place) if is_store(place) else (Path(place), None)


def _shorten(items: Sequence[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """At most so many items of each measure in each part."""
    counts: Counter[tuple[str, str]] = Counter()
    shown = []
    for item in items:
        counts[item["part"], item["measure"]] += 1
        if counts[item["part"], item["measure"]] <= most or item["part"] in _WHOLE:
            shown.append(item)
    return shown
