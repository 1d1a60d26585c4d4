"""The commands about the store: load, export, query, doctor."""

from __future__ import annotations

from pathlib import Path

import click

import graphcdc
from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.errors import TableError, UsageError
from graphcdc.output import check_folder


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@options.store_option
@click.option("--replace", is_flag=True, help="Make the store equal to the tables: remove what they do not have.")
@options.answer_options
def load(path: Path, store: str | None, replace: bool, form: str | None, output: Path | None, lang: str) -> None:
    """Load the tables in PATH (a folder, or one file) into the store.

    Known rows are changed, new ones added; loading twice changes nothing. An interrupted load is completed by loading
    again.
    """
    from graphcdc.findings import Sentence
    from graphcdc.store import open_store
    from graphcdc.tables import check_tables

    if output is not None:
        check_folder(output)
    report = check_tables(path)
    if report.tables is None:
        raise TableError(report.problems)
    with open_store(store) as opened, show_progress(lang, "progress_load") as progress:
        changes = opened.load(report.tables, replace, progress=progress)
    totals = {name: sum(getattr(changes, name).values()) for name in ("added", "changed", "removed")}
    notes = [Sentence("note_load", {"count": len(changes), **totals})]
    if report.problems:
        notes.append(Sentence("note_warnings", {"count": len(report.problems)}))
    meta = {"command": "load", "version": graphcdc.__version__, "notes": [note.say(lang) for note in notes]}
    options.show("load", changes.to_dicts(), meta, form=form, output=output, lang=lang)


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A new folder for the tables.")
@options.store_option
@options.language_option
@options.debug_option
def export(output: Path, store: str | None, lang: str) -> None:
    """Write the tables in the store to a new folder; loading it gives an equal graph."""
    from graphcdc.store import read_stored
    from graphcdc.tables import write_tables

    if output.suffix.lower() in (".xlsx", ".xls", ".ods", ".csv"):
        raise UsageError("not_a_table_folder", name=output.name)
    check_folder(output)
    tables, notes = read_stored(store)
    write_tables(tables, output)
    for note in notes:
        click.echo(note.say(lang), err=True)
    click.echo(output)
