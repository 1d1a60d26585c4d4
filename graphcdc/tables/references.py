"""References from one table to the rows of another: by id, or else by INN or whole name where only one node has it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from graphcdc.findings import Sentence
from graphcdc.keys import name_key
from graphcdc.model import NODE_KINDS, NODE_TABLES, TABLES, Column, split_cell
from graphcdc.tables.checked import Checked
from graphcdc.tables.faults import Fault

_NAMES = ("name", "name_ru", "name_en")
_ANY = tuple(NODE_TABLES.values())
#: What a name may mean in the columns that are not for one family only.
_FAMILIES = {"holder": ("organization", "project"), "source": _ANY, "target": _ANY}


class Nodes:
    """All nodes of a set of tables: their kinds by id, and what else they are known by."""

    def __init__(self, checked: Iterable[Checked], kinds: Mapping[str, str]) -> None:
        self._checked = [one for one in checked if one.table in NODE_TABLES]
        self.kinds = kinds
        # A row of any kind may stand in `organizations`; one whose kind is wrong may have been meant as any.
        self._homes = {
            table: {node for node, kind in kinds.items() if not kind or NODE_KINDS[kind].family == family}
            for table, family in NODE_TABLES.items()
        }

    def allowed(self, one: Checked, table: str) -> Mapping[str, Any] | set[str]:
        """Return the ids that a reference may name; the ends of ties are checked by their kinds later."""
        return self._homes[table] if one.table in NODE_TABLES else self.kinds

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        """Ids by INN and by the key of every name."""
        found: dict[str, list[str]] = {}
        for one in self._checked:
            ids = one.columns.get("id", [])
            keys = [one.columns.get("inn", []), *([*map(name_key, one.columns.get(name, []))] for name in _NAMES)]
            for values in keys:
                for node, key in zip(ids, values, strict=False):
                    if key and node and node not in found.setdefault(key, []):
                        found[key].append(node)
        return found

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {
            node: name
            for one in self._checked
            for node, name in zip(one.columns.get("id", []), one.columns.get("name", []), strict=False)
        }

    def look_up(self, text: str, column: Column) -> list[str]:
        """Return the ids of the nodes that a text names; of several only those that the column is for."""
        found = self._by_key.get(text, []) or self._by_key.get(name_key(text), [])
        families = _FAMILIES.get(column.name) or (NODE_TABLES[column.type.partition(":")[2]],)
        # A node whose kind is wrong may have been meant as any.
        return [node for node in found if not self.kinds[node] or NODE_KINDS[self.kinds[node]].family in families]

    def nearest(self, text: str) -> str | None:
        """Return the id or name that is most like a text that is none, or that alone has it as a part."""
        key = name_key(text)
        within = {tuple(ids) for name, ids in self._by_key.items() if len(key) > 2 and key in name}
        if len(within) == 1:
            (ids,) = within
            return f"{self._shown[ids[0]]} ({ids[0]})"
        near = difflib.get_close_matches(text, list(self.kinds), n=1, cutoff=0.8)
        if near:
            return near[0]
        near = difflib.get_close_matches(key, list(self._by_key), n=1, cutoff=0.8)
        return f"{self._shown[self._by_key[near[0]][0]]} ({self._by_key[near[0]][0]})" if near else None


def check_references(one: Checked, nodes: Nodes, tables: set[str]) -> None:
    """Check every reference of a table; names and INNs become ids."""
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
                    one.report(_refuse(part, ids[part], table, nodes), at, column.name, part)
                named += part in unknown and len(ids[part]) == 1
            cells[at] = ";".join(ids[part][0] if len(ids.get(part, ())) == 1 else part for part in parts)
    if named:
        one.notes.append(Sentence("note_named_references", {"file": one.sheet.place, "count": named}))


def _split(word: str, cell: str) -> tuple[str, ...]:
    return split_cell(cell) if word == "references" else (cell,)


def _refuse(text: str, found: list[str], table: str, nodes: Nodes) -> Fault:
    if found:
        values = {"count": len(found), "ids": ", ".join(sorted(found)[:5])}
        return Fault("ambiguous_reference", values, help_values=values)
    near = nodes.nearest(text)
    if near is not None:
        return Fault("unknown_reference", {"table": table}, help="nearest_help", help_values={"nearest": near})
    return Fault("unknown_reference", {"table": table})
