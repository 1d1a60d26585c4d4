"""The commands about tables: template, check, export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import graphcdc
from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.errors import UsageError
from graphcdc.output import check_folder, check_new

_SPREADSHEETS = (".xls", ".xlsm", ".ods", ".csv")


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The workbook to write (.xlsx).")
@options.language_option
@options.debug_option
def template(output: Path, lang: str) -> None:
    """Write an empty workbook to fill in: a sheet for each table, an example row, lists of words, explanations."""
    from graphcdc.tables import write_template

    if output.suffix.lower() != ".xlsx":
        raise UsageError("not_a_workbook", name=output.name)
    click.echo(write_template(output, lang))


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings too.")
@options.limit_option
@options.answer_options
def check(path: Path, strict: bool, limit: int | None, form: str | None, output: Path | None, lang: str) -> None:
    """Check the tables in PATH (a workbook, a folder, or one file) and name every problem.

    With -o FILE.xlsx it writes a copy of the tables in which every problem is marked at its cell. Exit code 1 if there
    is an error; warnings alone leave it at 0.
    """
    from graphcdc.tables import check_tables, mark_problems

    marked = output if output is not None and output.suffix.lower() == ".xlsx" else None
    if marked is not None:
        check_new(marked)
    with show_progress(lang, "progress_tables"):
        report = check_tables(path)
    answer = report.to_dict(lang)
    meta = {"command": "check", "version": graphcdc.__version__, **answer["meta"]}
    if marked is not None:
        with show_progress(lang, "progress_write"):
            mark_problems(path, report.problems, marked, lang)
        click.echo(marked, err=True)
        output = None
    options.show("check", answer["items"][:limit], meta, form=form, output=output, lang=lang)
    if report.errors or (strict and report.problems):
        sys.exit(1)


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="A workbook (.xlsx), or a new folder for CSV files.",
)
@click.option(
    "--from", "path", type=click.Path(path_type=Path), help="Take these tables instead of those in the store."
)
@options.store_option
@options.language_option
@options.debug_option
def export(output: Path, path: Path | None, store: str | None, lang: str) -> None:
    """Write the tables in the store to a workbook or a new folder; loading it gives an equal graph.

    The words of a workbook are Russian, or English with --lang en; CSV files have the words of docs/tables.md.
    """
    from graphcdc.store import read_stored, sort_tables
    from graphcdc.tables import read_tables, write_tables

    if path is not None and store is not None:
        raise UsageError("store_and_tables")
    if output.suffix.lower() in _SPREADSHEETS:
        raise UsageError("not_a_table_folder", name=output.name)
    (check_new if output.suffix.lower() == ".xlsx" else check_folder)(output)
    tables, notes = (sort_tables(read_tables(path)), ()) if path is not None else read_stored(store)
    with show_progress(lang, "progress_write"):
        write_tables(tables, output, lang)
    for note in notes:
        click.echo(note.say(lang), err=True)
    click.echo(output)
