"""References from one table to the rows of another: by id, or else by INN or whole name where only one node has it."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from graphcdc.findings import Sentence
from graphcdc.keys import id_key, legal_form, name_key
from graphcdc.model import NAME_COLUMNS, NODE_KINDS, NODE_TABLES, TABLES, Column, split_cell
from graphcdc.tables.cells import says_nothing
from graphcdc.tables.checked import Checked
from graphcdc.tables.faults import Fault, tell_letters
from graphcdc.words.examples import EXAMPLES

#: Marks that make another name of it: C, C# and C++ are three.
_MARKS = re.compile(r"[+#&%@]")
#: How many unknown references get the nearest name looked up: it takes long, and with so many something else is wrong.
_MOST_NEAREST = 60
_ANY = tuple(NODE_TABLES.values())
#: What a name may mean in the columns that are not for one family only.
_FAMILIES = {"holder": ("organization", "project"), "source": _ANY, "target": _ANY}


class Nodes:
    """All nodes of a set of tables: their kinds by id, and what else they are known by."""

    def __init__(self, checked: Iterable[Checked], kinds: Mapping[str, str]) -> None:
        self._checked = [one for one in checked if one.table in NODE_TABLES]
        self.kinds = kinds
        self._nearest: dict[str, str | None] = {}
        #: What the example rows that were left out are known by, and the table of each.
        self.examples = {
            word: one.table
            for one in self._checked
            if one.sheet.examples
            for column in ("id", *NAME_COLUMNS)
            for word in EXAMPLES[one.table].get(column, ())
        }
        # A row of any kind may stand in `organizations`; one whose kind is wrong may have been meant as any.
        self._homes = {
            table: {node for node, kind in kinds.items() if not kind or NODE_KINDS[kind].family == family}
            for table, family in NODE_TABLES.items()
        }

    def allowed(self, one: Checked, table: str) -> Mapping[str, Any] | set[str]:
        """Return the ids that a reference may name; the ends of ties are checked by their kinds later."""
        return self._homes[table] if one.table in NODE_TABLES else self.kinds

    def _cells(self, *columns: str) -> Iterator[tuple[str, str]]:
        """Id and cell of every node for some columns, blank ones left out."""
        for one, name in itertools.product(self._checked, columns):
            for node, value in zip(one.columns.get("id", []), one.columns.get(name, []), strict=False):
                if node and value:
                    yield node, value

    @cached_property
    def _by_inn(self) -> dict[str, list[str]]:
        return _collect((inn, node) for node, inn in self._cells("inn"))

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        return _collect((name_key(name), node) for node, name in self._cells(*NAME_COLUMNS))

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return _collect(self._cells(*NAME_COLUMNS))

    @cached_property
    def _by_look(self) -> dict[str, list[str]]:
        return _collect((id_key(node), node) for node in self.kinds if node)

    def find_alike(self, text: str) -> str | None:
        """Return the id that looks like a text that is none, None if there is no such or several."""
        found = self._by_look.get(id_key(text), [])
        return found[0] if len(found) == 1 else None

    def look_up(self, text: str, column: Column) -> list[str]:
        """Return the ids of the nodes that a text names; of several only those that the column is for."""
        found = self._by_inn.get(text, [])
        if not found and not text.isdecimal():
            found = [node for node in self._by_key.get(name_key(text), []) if self._is_named(node, text)]
        families = _FAMILIES.get(column.name) or (NODE_TABLES[column.type.partition(":")[2]],)
        # A node whose kind is wrong may have been meant as any.
        return [node for node in found if not self.kinds[node] or NODE_KINDS[self.kinds[node]].family in families]

    def _is_named(self, node: str, text: str) -> bool:
        """Whether a name of a node says no more and no less than a text: the same marks, no other legal form."""
        same = (name for name in self._names[node] if name_key(name) == name_key(text))
        return any(
            _MARKS.findall(name) == _MARKS.findall(text) and len({legal_form(name), legal_form(text)} - {""}) < 2
            for name in same
        )

    def nearest(self, text: str) -> str | None:
        """Return the id or name that is most like a text that is none, or that alone has it as a part."""
        if text in self._nearest or len(self._nearest) >= _MOST_NEAREST:
            return self._nearest.get(text)
        self._nearest[text] = self._find_nearest(text)
        return self._nearest[text]

    def _find_nearest(self, text: str) -> str | None:
        key = name_key(text)
        within = {tuple(ids) for name, ids in self._by_key.items() if len(key) > 2 and key in name}
        if len(within) != 1:
            near = difflib.get_close_matches(text, list(self.kinds), n=1, cutoff=0.8)
            if near:
                return near[0]
            close = difflib.get_close_matches(key, list(self._by_key), n=1, cutoff=0.8)
            within = {tuple(self._by_key[name]) for name in close}
        return next((f"{self._names[node][0]} ({node})" for node, *_ in within), None)


def _collect(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """All different values of every key, in the order in which they come."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: list(values) for key, values in found.items()}


def check_references(one: Checked, nodes: Nodes, tables: Collection[str], *, lost: bool = False) -> None:
    """Check every reference of a table; names and INNs become ids.

    Parameters
    ----------
    one
        The table.
    nodes
        All nodes.
    tables
        The tables that there are.
    lost
        Whether something could not be read. What may stand there is not called unknown.
    """
    named = 0
    for column in TABLES[one.table]:
        word, _, table = column.type.partition(":")
        if word not in ("reference", "references") or column.name not in one.columns:
            continue
        known = nodes.allowed(one, table)
        cells = one.columns[column.name]
        wanted = {part for cell in set(cells) for part in _split(word, cell)}
        unknown = wanted - set(known) - {""}
        if not unknown:
            continue
        if lost and not _list_homes(column).issubset(tables):
            continue
        if table not in tables and "organizations" not in tables:
            fault = Fault("missing_table", {"table": table}, help_values={"table": table})
            one.report(fault, None, column.name, None)
            continue
        ids = {text: nodes.look_up(text, column) for text in unknown}
        for at, cell in enumerate(cells):
            parts = _split(word, cell)
            if unknown.isdisjoint(parts):
                continue
            for part in parts:
                if part in unknown and len(ids[part]) != 1:
                    one.report(_refuse(part, ids[part], column, nodes), at, column.name, part)
                named += part in unknown and len(ids[part]) == 1
            cells[at] = ";".join(ids[part][0] if len(ids.get(part, ())) == 1 else part for part in parts)
    if named:
        one.notes.append(Sentence("note_named_references", {"file": one.sheet.place, "count": named}))


def _split(word: str, cell: str) -> tuple[str, ...]:
    return split_cell(cell) if word == "references" else (cell,)


def _list_homes(column: Column) -> set[str]:
    """The tables that may hold what a column names."""
    families = _FAMILIES.get(column.name) or (NODE_TABLES[column.type.partition(":")[2]],)
    return {table for table, family in NODE_TABLES.items() if family in families}


def _refuse(text: str, found: list[str], column: Column, nodes: Nodes) -> Fault:
    if found:
        values = {"count": len(found), "ids": ", ".join(sorted(found)[:5])}
        return Fault("ambiguous_reference", values, help_values=values)
    advice, values = _advise(text, column, nodes)
    return Fault("unknown_reference", {"table": column.type.partition(":")[2]}, help=advice, help_values=values)


def _advise(text: str, column: Column, nodes: Nodes) -> tuple[str | None, dict[str, Any]]:
    """Return what to do about a reference to nothing: the key of a sentence and its values."""
    if says_nothing(text) and not column.required:
        return "leave_empty_help", {}
    alike = nodes.find_alike(text)
    letters = None if alike is None else tell_letters(text, alike)
    if letters is not None:
        return "alike_reference_help", {"nearest": alike, "difference": letters}
    if alike is None and text in nodes.examples:
        return "example_reference_help", {"table": nodes.examples[text]}
    near = alike or nodes.nearest(text)
    return (None, {}) if near is None else ("nearest_help", {"nearest": near})
