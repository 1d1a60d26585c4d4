"""The command that judges suggestions by the past."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.model import SETTINGS, TASKS
from graphcdc.output import check_folder

#: How many of the simple methods a table shows in each cell; the other formats have all.
_SHOWN = 4


@click.command()
@options.network_options
@click.option("--task", "tasks", multiple=True, type=click.Choice(TASKS), help="Only this task; may be repeated.")
@click.option(
    "--setting",
    "settings",
    multiple=True,
    type=click.Choice(SETTINGS),
    help="The whole network, regions with their ties to others, or regions with their own ties; may be repeated.",
)
@click.option("--most", type=click.IntRange(min=1), default=1000, show_default=True, help="Questions in each cell.")
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="PAGE", help="Write a report as one HTML page as well."
)
@click.option(
    "--learn",
    "weights_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Learn weights from this history too, and write those that suggest better than the shipped ones.",
)
@options.answer_options
def backtest(
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    tasks: tuple[str, ...],
    settings: tuple[str, ...],
    most: int,
    report: Path | None,
    weights_file: Path | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Judge the suggestions by the past of the network: who was suggested, and who came within a year.

    Asks as on the first day of each year, ranks everybody, and compares with simple methods.
    """
    from graphcdc.evaluation import backtest as judge
    from graphcdc.evaluation.own import learn_own
    from graphcdc.views.evaluation import write_report

    if weights_file is not None:
        check_folder(weights_file)
    reading = options.read_network(path, store, date, home)
    network, asked = reading.network, tasks or TASKS
    with show_progress(lang, "progress_questions") as advance:
        progress = None if advance is None else lambda done: advance(done, None)
        found = judge(network, task=asked, setting=settings or SETTINGS, most=most, seed=seed, progress=progress)
        notes = found.list_notes()
        if weights_file is not None:
            own = learn_own(network, task=asked, most=most, seed=seed, progress=progress)
            notes += [*own.list_notes(), own.write(weights_file)]
    items = found.to_dicts(lang)
    meta = options.describe("backtest", reading, seed, lang, notes)
    if report is not None:
        write_report(items, meta, report, lang)
    is_table = form == "table" or (form is None and output is None and options.is_terminal())
    options.show("backtest", _shorten(items) if is_table else items, meta, form=form, output=output, lang=lang)


def _shorten(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Our own method and the best simple ones of each cell in which everybody is ranked."""
    shown: list[dict[str, Any]] = []
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for item in items:
        if item["negatives"] == "all":
            cells.setdefault((item["task"], item["setting"], item["subset"]), []).append(item)
    for methods in cells.values():
        ours, *others = methods
        shown += [ours, *sorted(others, key=lambda item: (-item["ndcg_10"], item["method"]))[:_SHOWN]]
    return shown
