"""Listings: the columns in which people read findings, on a terminal and in a notebook."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graphcdc.words import name_of, say, write_number

Item = Mapping[str, Any]
#: The word of the heading, and how to read an item in a language.
Column = tuple[str, Callable[[Item, str], str]]

_CELL = 'style="text-align:left;vertical-align:top;white-space:pre-wrap"'


def read_field(name: str) -> Callable[[Item, str], str]:
    """Return a reader of one field of an item.

    Examples
    --------
    >>> read_field("score")({"score": 0.3512}, "ru")
    '0,35'
    """
    return lambda item, lang: write_cell(item[name], lang)


def read_kind(item: Item, lang: str) -> str:
    """Return what people call the kind of an item."""
    return name_of(item["kind"] or "", lang)


def write_cell(value: Any, lang: str) -> str:
    """Return a value as it stands in a table for people.

    Examples
    --------
    >>> write_cell(["a", 1200], "en"), write_cell(None, "en"), write_cell(True, "en")
    ('a, 1,200', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(write_cell(part, lang) for part in value)
    return write_number(value, lang) if isinstance(value, int | float) else str(value)


def _way(item: Item, lang: str) -> str:
    """The organizations of a way, each behind the tie that leads to it."""
    lines = [item["names"][0]]
    for tie, name in zip(item["ties"], item["names"][1:], strict=True):
        what = (
            name_of(tie["kind"], lang)
            if tie["project"] is None
            else say("joint_project", lang, name=tie["project_name"])
        )
        lines.append(f"  {what}{', ' + tie['last'] if tie['last'] else ''}")
        lines.append(name)
    return "\n".join(lines)


def _weakest(item: Item, _: str) -> str:
    return " – ".join(str(item["names"][item["nodes"].index(end)]) for end in item["weakest_link"])


#: The columns of each kind of finding, by the command that prints them.
LISTINGS: dict[str, list[Column]] = {
    "gaps": [
        ("kind", read_kind),
        ("finding", read_field("text")),
        ("action", lambda item, _: str(item["action"]["text"])),
        ("id", read_field("id")),
    ],
    "partners": [
        ("rank", read_field("rank")),
        ("name", lambda item, lang: f"{item['name']} ({name_of(item['kind'], lang)})"),
        ("score", lambda item, lang: write_number(round(item["score"], 2), lang)),
        ("reasons", lambda item, _: "\n".join(item["reasons"])),
    ],
    "path": [
        ("way", _way),
        ("score", lambda item, lang: write_number(item["strength"], lang)),
        ("weakest", _weakest),
    ],
}
#: Findings that must not be mixed in one table: the field that tells them apart, and its words in order.
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "gaps": ("claim", ("statistical", "structural")),
    "partners": ("list", ("main", "new_blood")),
}


def write_html_table(caption: str, headings: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a plain table in HTML. Whatever the texts are, they show as text: no markup of theirs is one.

    Examples
    --------
    >>> write_html_table("", ["name"], [["<b>"]]).partition("<tbody>")[2]
    '<tr><td style="text-align:left;vertical-align:top;white-space:pre-wrap">&lt;b&gt;</td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col" style="text-align:left">{html.escape(heading)}</th>' for heading in headings)
    body = "".join("<tr>" + "".join(f"<td {_CELL}>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    title = f'<caption style="text-align:left;font-weight:bold">{html.escape(caption)}</caption>' if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
