"""The commands about the store: load, query, doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import graphcdc
from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.errors import TableError, UsageError
from graphcdc.output import check_folder


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@options.store_option
@click.option("--strict", is_flag=True, help="Warnings stop the load too.")
@click.option("--replace", is_flag=True, help="Make the store equal to the tables: remove what they do not have.")
@options.answer_options
def load(
    path: Path, store: str | None, strict: bool, replace: bool, form: str | None, output: Path | None, lang: str
) -> None:
    """Load the tables in PATH (a workbook, a folder, or one file) into the store.

    Known rows are changed, new ones added; loading twice changes nothing. An interrupted load is completed by loading
    again.
    """
    from graphcdc.findings import Sentence
    from graphcdc.store import open_store
    from graphcdc.tables import check_tables

    if output is not None:
        check_folder(output)
    with show_progress(lang, "progress_tables"):
        report = check_tables(path)
    if report.tables is None or (strict and report.problems):
        raise TableError(report.problems, strict=strict)
    with open_store(store) as opened, show_progress(lang, "progress_load") as progress:
        changes = opened.load(report.tables, replace, progress=progress)
    totals = {name: sum(getattr(changes, name).values()) for name in ("added", "changed", "removed")}
    notes = [Sentence("note_load", {"count": len(changes), **totals})]
    if report.problems:
        notes.append(Sentence("note_warnings", {"count": len(report.problems), "path": path}))
    meta = {"command": "load", "version": graphcdc.__version__, "notes": [note.say(lang) for note in notes]}
    options.show("load", changes.to_dicts(), meta, form=form, output=output, lang=lang)


@click.command()
@click.argument("statement", metavar="[NAME|FILE.cypher]", required=False)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; may be repeated.")
@click.option("--list", "listing", is_flag=True, help="List the named statements with their parameters.")
@options.store_option
@options.answer_options
def query(
    statement: str | None,
    params: tuple[str, ...],
    listing: bool,
    store: str | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Run a named Cypher statement, or one in a file, on the store. Statements only read.

    Where a parameter asks for an organization, project or cluster, give an id, an INN or a part of a name.
    """
    from graphcdc.store import open_loaded
    from graphcdc.store.statements import find_statement, list_statements, read_statement

    meta: dict[str, Any] = {"command": "query", "version": graphcdc.__version__}
    if listing:
        items = [one.to_dict(lang) for one in list_statements()]
        options.show("statements", items, meta | {"notes": []}, form=form, output=output, lang=lang)
        return
    if statement is None:
        raise UsageError("no_query")
    chosen = read_statement(Path(statement)) if statement.endswith(".cypher") else find_statement(statement)
    given = _read_parameters(params)
    if output is not None:
        check_folder(output)
    with open_loaded(store) as opened:
        rows, notes = opened.query(chosen, **given), opened.notes
    meta |= {"statement": chosen.name, "parameters": given, "notes": [note.say(lang) for note in notes]}
    options.show("query", rows, meta, form=form, output=output, lang=lang)


@click.command()
@options.store_option
@options.answer_options
def doctor(store: str | None, form: str | None, output: Path | None, lang: str) -> None:
    """Say which store is used, what it holds, what is wrong with it, and the command that mends it.

    Exit code 1 if something is wrong, 3 if the store cannot be opened.
    """
    from graphcdc.store import examine_store

    findings = examine_store(store)
    meta = {"command": "doctor", "version": graphcdc.__version__, "notes": []}
    items = [finding.to_dict(lang) for finding in findings]
    options.show("doctor", items, meta, form=form, output=output, lang=lang)
    if any(finding.fatal for finding in findings):
        sys.exit(3)
    if any(finding.advice is not None for finding in findings):
        sys.exit(1)


def _read_parameters(params: tuple[str, ...]) -> dict[str, str]:
    given = {}
    for text in params:
        name, mark, value = text.partition("=")
        if not mark or not name.strip():
            raise UsageError("query_form", text=text)
        given[name.strip()] = value.strip()
    return given
