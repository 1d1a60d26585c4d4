"""Answers of the command line: a table for people, JSON, lines of JSON or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphcdc.guard import guard
from graphcdc.listings import LISTINGS, SECTIONS, Column, Item, read_field, read_kind
from graphcdc.views.mixing import print_mixing
from graphcdc.views.problems import group_problems
from graphcdc.words import name_of, name_table, say, write_number

if TYPE_CHECKING:
    from rich.console import Console

#: How many ties a profile shows as a table; JSON has all.
_TIES_SHOWN = 20
FORMATS = ("table", "json", "ndjson", "csv")


@dataclass(frozen=True)
class Answer:
    """What a command found, ready to be written.

    Attributes
    ----------
    command
        The word of the command; it decides the columns of the table.
    items
        The findings, as in the public contract.
    meta
        ``command``, ``version``, ``as_of``, ``seed``, ``sources``, ``notes`` and what the command adds.
    lang
        Language of the table.
    """

    command: str
    items: Sequence[Item]
    meta: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "ru"


def write_answer(answer: Answer, form: str) -> str:
    """Return an answer as text in one of the formats for programs (`json`, `ndjson`, `csv`)."""
    if form == "json":
        return json.dumps({"meta": answer.meta, "items": answer.items}, ensure_ascii=False, indent=1) + "\n"
    if form == "ndjson":
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in answer.items)
    text = io.StringIO()
    names = list(dict.fromkeys(name for item in answer.items for name in item))
    writer = csv.writer(text, lineterminator="\n")
    if names:
        writer.writerow(names)
    writer.writerows([_cell(item.get(name)) for name in names] for item in answer.items)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """Return what stands in a CSV cell; text that a spreadsheet would take for a formula is made text by a quote."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


def print_answer(answer: Answer, console: Console) -> None:
    """Print an answer as tables, the notes below them."""
    if answer.command == "profile":
        for item in answer.items:
            _print_profile(item, answer.lang, console)
    else:
        for heading, items in _sections(answer):
            _print_section(answer, heading, items, console)
    if answer.command == "stats":
        print_mixing([item for item in answer.items if item["measure"] == "mixing"], answer.lang, console)
    for table, read in answer.meta.get("rows_read", {}).items():
        counts = {name: answer.meta[f"rows_{name}"][table] for name in ("accepted", "reported")}
        console.print(say("rows_counted", answer.lang, table=table, read=read, **counts), highlight=False, markup=False)
    for note in answer.meta.get("notes", ()):
        console.print(f"- {note}", style="dim", highlight=False, markup=False)


def _print_section(answer: Answer, heading: str, items: Sequence[Item], console: Console) -> None:
    if heading:
        console.print(f"\n{heading}", style="bold", highlight=False, markup=False)
    if items:
        console.print(_table(answer, items))
    else:
        key = "no_problems" if answer.command == "check" else "nothing_found"
        console.print(say(key, answer.lang), highlight=False, markup=False)


def _print_profile(item: Item, lang: str, console: Console) -> None:
    """Print an organization part by part: name, measures, ties, gaps, whom to meet."""
    clusters = ", ".join(cluster["name"] for cluster in item["clusters"])
    about = f"{item['name']} ({item['id']}), {name_of(item['kind'], lang)}{'; ' + clusters if clusters else ''}"
    console.print(f"\n{about}", style="bold", highlight=False, markup=False)
    known = [{"measure": name, "value": value} for name, value in item["measures"].items() if value is not None]
    for command, items in (("measures", known), ("ties", item["ties"])):
        _print_section(Answer(command, items, {}, lang), say(f"heading_{command}", lang), items[:_TIES_SHOWN], console)
        if len(items) > _TIES_SHOWN:
            console.print(say("and_more", lang, count=len(items) - _TIES_SHOWN), highlight=False, markup=False)
    for command in ("gaps", "partners"):
        print_answer(Answer(command, item[command], {}, lang), console)


def _sections(answer: Answer) -> list[tuple[str, list[Item]]]:
    """Items that must not be mixed in one list, under headings of their own."""
    if answer.command == "check":
        return group_problems(answer.items, answer.lang) or [("", [])]
    if answer.command == "stats":
        return [("", [item for item in answer.items if item["measure"] != "mixing"])]
    key, words = SECTIONS.get(answer.command, ("", ()))
    if not words:
        return [("", list(answer.items))]
    parts = [
        (say(f"heading_{word}", answer.lang), [item for item in answer.items if item[key] == word]) for word in words
    ]
    # Of a comparison a part may not have been asked for.
    return [(heading, part) for heading, part in parts if part or answer.command != "compare"]


def _table(answer: Answer, items: Sequence[Item]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    columns = COLUMNS.get(answer.command) or [(name, read_field(name)) for name in items[0]]
    for name, _ in columns:
        numeric = isinstance(items[0].get(name), int | float)
        # The columns of a Cypher statement are called what the statement calls them.
        heading = say(f"column_{name}", answer.lang) if answer.command in COLUMNS else name.replace("_", " ")
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for item in items:
        table.add_row(*(Text(read(item, answer.lang)) for _, read in columns))
    return table


#: For each command the columns of its table.
COLUMNS: dict[str, list[Column]] = {
    **LISTINGS,
    "stats": [
        ("measure", lambda item, lang: say(f"measure_{item['measure']}", lang)),
        ("kind", read_kind),
        (
            "value",
            lambda item, lang: say("not_told", lang) if item["value"] is None else write_number(item["value"], lang),
        ),
    ],
    "find": [("id", read_field("id")), ("name", read_field("name")), ("kind", read_kind)],
    "check": [
        ("severity", lambda item, lang: say(f"severity_{item['severity']}", lang)),
        ("row", read_field("rows")),
        ("column", read_field("column")),
        ("cell", read_field("values")),
        ("message", read_field("problem")),
    ],
    "load": [
        ("table", lambda item, lang: name_table(item["table"], lang)),
        *((name, read_field(name)) for name in ("added", "changed", "removed", "unchanged")),
    ],
    "statements": [
        ("name", read_field("name")),
        ("purpose", read_field("purpose")),
        ("parameters", read_field("parameters")),
    ],
    "doctor": [
        ("check", lambda item, lang: say(f"check_{item['check']}", lang)),
        ("state", lambda item, lang: say(f"state_{item['state']}", lang)),
        ("value", read_field("value")),
        ("advice", read_field("advice")),
    ],
    "measures": [
        ("measure", lambda item, lang: say(f"measure_{item['measure']}", lang)),
        (
            "value",
            lambda item, lang: (
                say(f"sphere_{item['value']}", lang)
                if item["measure"] == "sphere"
                else write_number(item["value"], lang)
            ),
        ),
    ],
    "ties": [
        ("kind", lambda item, lang: f"{'← ' if item['direction'] == 'in' else ''}{read_kind(item, lang)}"),
        ("with", read_field("name")),
        ("since", read_field("since")),
        ("until", read_field("until")),
    ],
}
