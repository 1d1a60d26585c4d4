"""Options that commands share, reading the network they ask for, and writing what they found."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

import graphcdc
from graphcdc.errors import UsageError
from graphcdc.output import write_file
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES, say

if TYPE_CHECKING:
    from rich.console import Console

    from graphcdc.findings import Sentence
    from graphcdc.network import Network

Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS = ("table", "json", "ndjson", "csv")
_SUFFIXES = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".txt": "table"}


def _apply(decorators: Sequence[Callable[[Any], Any]], command: Command) -> Command:
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def answer_options(command: Command) -> Command:
    """Add what every command has: how to answer."""
    return _apply(
        [
            click.option(
                "-f",
                "--format",
                "form",
                type=click.Choice(FORMATS),
                help="Default: table on a terminal, json in a pipe.",
            ),
            click.option(
                "-o",
                "--output",
                type=click.Path(path_type=Path),
                help="Write to this file; the format follows its suffix.",
            ),
            language_option,
            debug_option,
        ],
        command,
    )


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Keep a value where the group finds it when it has to say an error."""
    context.meta[parameter.name or ""] = value
    return value


language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=DEFAULT_LANGUAGE,
    show_default=True,
    callback=_remember,
    is_eager=True,
    help="Language of the answer.",
)
debug_option = click.option(
    "--debug",
    is_flag=True,
    callback=_remember,
    is_eager=True,
    expose_value=False,
    help="Show a traceback of an error.",
)
store_option = click.option(
    "--store",
    metavar="ADDRESS",
    help="Folder of the store, or bolt://HOST, neo4j+s://HOST; default graphcdc-store.",
)
save_option = click.option("--save", is_flag=True, help="Write what is found into the store too, for Neo4j Browser.")
rules_option = click.option(
    "--rules",
    "rules_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What clusters have to meet, in place of the rules of graphcdc.",
)
seed_option = click.option("--seed", type=int, default=0, show_default=True, help="Start of the random numbers.")


def network_options(command: Command) -> Command:
    """Add where the network comes from and how it is seen."""
    return _apply(
        [
            click.option(
                "--from",
                "path",
                type=click.Path(path_type=Path),
                help="Read a folder of tables, or one table, instead of the store.",
            ),
            store_option,
            click.option(
                "--date",
                metavar="DATE",
                help="See the network as of this date; default the newest dated fact.",
            ),
            click.option("--home", metavar="REGION", help="Home region; default home_region of graphcdc.toml."),
            seed_option,
        ],
        command,
    )


def filter_options(command: Command) -> Command:
    """Add the filters of a list."""
    return _apply(
        [
            click.option("--cluster", metavar="NAME", help="Only members of this cluster."),
            click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only of this kind; may be repeated."),
            click.option("--region", metavar="REGION", help="Only in this region."),
            limit_option,
        ],
        command,
    )


limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many items.")


def order_options(command: Command) -> Command:
    """Add the orders of suggestions beside that of accuracy; the command gets those given as one argument, `order`."""

    @functools.wraps(command)
    def call(*args: Any, quotas: tuple[str, ...], **rest: Any) -> Any:
        order = {name: rest.pop(name) for name in ("diversity", "bridge", "newcomers")}
        order["quotas"] = dict(map(_read_quota, quotas)) or None
        return command(*args, order={name: value for name, value in order.items() if value is not None}, **rest)

    return _apply(
        [
            click.option(
                "--diversity", type=float, metavar="SHARE", help="0 to 1: prefer candidates unlike each other."
            ),
            click.option(
                "--quota",
                "quotas",
                multiple=True,
                metavar="SPHERE=N",
                help="At least N of industry, academia, government or civil_society; may be repeated.",
            ),
            click.option(
                "--bridge", type=float, metavar="SHARE", help="0 to 1: prefer ties that close the gap, or a distance."
            ),
            click.option("--newcomers", type=int, metavar="N", help="N of the --limit places go to new blood."),
        ],
        cast(Command, call),
    )


def _read_quota(text: str) -> tuple[str, int]:
    sphere, _, number = text.partition("=")
    if not (number.isascii() and number.isdecimal()):
        raise UsageError("bad_quota", text=text)
    return sphere.strip(), int(number)


@dataclass(frozen=True)
class Reading:
    """A network and what should be said about how it was read."""

    network: Network
    notes: tuple[Sentence, ...]


def read_network(path: Path | None, store: str | None, date: str | None, home: str | None) -> Reading:
    """Read the network of a command: from the tables of ``--from``, or else from the store.

    The home region is that of ``--home``, else the one stated with the tables, else that of the graphcdc.toml in the
    working folder; else the most frequent region, and a note says so.
    """
    from graphcdc.findings import Sentence
    from graphcdc.settings import read_settings
    from graphcdc.tables import make_network, read_tables

    notes: tuple[Sentence, ...] = ()
    if path is None:
        from graphcdc.store import read_stored

        tables, notes = read_stored(store)
    elif store is not None:
        raise UsageError("store_and_tables")
    else:
        tables = read_tables(path)
    tables = replace(tables, home=tables.home or read_settings(Path()).home_region)
    network = make_network(tables, home)
    if tables.home is not None and network.home is None:
        notes = (*notes, Sentence("note_home_ignored", {"region": tables.home}))
    if date is not None:
        network = network.as_of(date)
    if network.synthetic:
        notes = (Sentence("note_synthetic"), *notes)
    if not network.home_region:
        return Reading(network, notes)
    key = "note_home_guess" if network.home is None else "note_home"
    return Reading(network, (*notes, Sentence(key, {"region": network.home_region})))


def check_save(save: bool, path: Path | None) -> None:
    """Refuse to save into a store what was found in tables."""
    if save and path is not None:
        raise UsageError("save_needs_store")


def say_saved(run: str, query: str, lang: str) -> None:
    """Say that results were saved, beside the answer."""
    click.echo(say("note_saved", lang, run=run, query=query), err=True)


def describe(command: str, reading: Reading, seed: int, lang: str, notes: Iterable[Sentence] = ()) -> dict[str, Any]:
    """Return the ``meta`` of an answer."""
    network = reading.network
    return {
        "command": command,
        "version": graphcdc.__version__,
        "as_of": network.date or None,
        "seed": seed,
        "sources": network.sources,
        "notes": [note.say(lang) for note in (*reading.notes, *notes)],
    }


def choose_among(network: Network, cluster: str | None, region: str | None) -> set[str] | None:
    """Return the ids of the organizations that the filters leave; None without a filter."""
    if cluster is None and region is None:
        return None
    chosen = set(network.node["id"][network.organizations])
    if cluster is not None:
        chosen &= set(network.node["id"][network.members[network.resolve(cluster, ["cluster"])]])
    if region is not None:
        name = network.with_home(region).home
        chosen &= set(network.node["id"][network.regions == name])
    return chosen


def show(
    command: str,
    items: Sequence[Mapping[str, Any]],
    meta: Mapping[str, Any],
    *,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Write an answer to the file or the standard output, in the format asked for."""
    from graphcdc.views.answers import Answer, print_answer, write_answer

    answer = Answer(command, items, meta, lang)
    if output is not None:
        form = form or _SUFFIXES.get(output.suffix.lower())
        if form is None:
            raise UsageError("no_such_format", name=output.name)
    form = form or ("table" if is_terminal() else "json")
    if form != "table":
        text = write_answer(answer, form)
        if output is None:
            sys.stdout.write(text)
        else:
            write_file(output, text)
        return
    if output is None:
        print_answer(answer, make_console())
        return
    console = make_console(width=120)
    with console.capture() as captured:
        print_answer(answer, console)
    write_file(output, captured.get())


def is_terminal() -> bool:
    """Whether the answer goes to people rather than into a pipe."""
    return sys.stdout.isatty()


def make_console(**options: Any) -> Console:
    """Return a console for tables: as wide as the terminal (or COLUMNS), 120 where there is none."""
    from rich.console import Console

    width = options.pop("width", None) or (None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120)
    return Console(width=width, soft_wrap=False, **options)
