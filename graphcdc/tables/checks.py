"""Every row against the others and the other tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from graphcdc.model import NODE_TABLES, SHORTHANDS, TABLES, TIE_KINDS, allows_end
from graphcdc.tables.checked import Checked
from graphcdc.tables.duplicates import warn_of_duplicates
from graphcdc.tables.faults import Fault
from graphcdc.tables.grids import Sheet
from graphcdc.tables.periods import check_periods
from graphcdc.tables.references import Nodes, check_references
from graphcdc.tables.values import NUMERIC, read_values
from graphcdc.vocabulary import fold_words
from graphcdc.words.choices import BY_TARGET, OPEN_WORDS

#: How many organizations of a circle are named.
_SHOWN = 6


def check_sheets(sheets: Iterable[Sheet], *, lost: bool = False) -> list[Checked]:
    """Check every cell, then every row against all tables; ``lost`` says that some table could not be read."""
    checked = [read_values(sheet) for sheet in sheets]
    kinds = _check_ids(checked)
    nodes = Nodes(checked, kinds)
    tables = {one.table for one in checked}
    without_ids = any(one.table in NODE_TABLES and "id" not in one.columns for one in checked)
    for one in checked:
        if not without_ids:
            check_references(one, nodes, tables, lost=lost)
        if one.table == "ties":
            _settle_kinds(one, kinds)
        if one.table not in NODE_TABLES:
            _check_ends(one, kinds)
        _check_tickets(one)
    check_periods(checked)
    _check_parents(checked)
    _check_repeats(checked)
    warn_of_duplicates(checked)
    return checked


# Rows ----------------------------------------------------------------------------------------------------------------


def _check_ids(checked: list[Checked]) -> dict[str, str]:
    """Return the kind of every node, "" if it is wrong; the same id twice is an error at the later row."""
    kinds: dict[str, str] = {}
    first: dict[str, tuple[str, int]] = {}
    for one in checked:
        family = NODE_TABLES.get(one.table)
        if family is None:
            continue
        ids = one.columns.get("id", [])
        own = one.columns["kind"] if one.table == "organizations" else itertools.repeat(family)
        for at, (node, kind) in enumerate(zip(ids, own, strict=False)):
            if node in first:
                where, row = first[node]
                one.report(Fault("duplicate_id", {"place": where, "row": row}), at, "id", node)
            elif node:
                first[node] = (one.sheet.place, one.sheet.numbers[at])
                kinds[node] = kind
    for one in checked:
        if one.table in NODE_TABLES and "id" in one.sheet.places:
            place = one.sheet.places["id"]
            for cells in one.sheet.broken:
                kinds.setdefault(cells[place].strip() if place < len(cells) else "", "")
    return kinds


def _settle_kinds(one: Checked, kinds: Mapping[str, str]) -> None:
    """A word such as "participant" is a tie to a project or to a cluster: the other end tells."""
    ties, targets = one.columns.get("kind", []), one.columns.get("target", [])
    words = {fold_words(word) for word in OPEN_WORDS}
    place = one.sheet.places.get("kind")
    for at, (tie, target) in enumerate(zip(ties, targets, strict=False)):
        meant = BY_TARGET.get((tie, kinds.get(target, "")))
        if meant is not None and place is not None and fold_words(one.sheet.rows[at][place]) in words:
            ties[at] = meant


def _check_ends(one: Checked, kinds: Mapping[str, str]) -> None:
    """Ends of ties: of a kind that the tie allows, and two different nodes."""
    if one.table in SHORTHANDS:
        tie, source, target = SHORTHANDS[one.table]
        ties = [tie] * len(one.sheet.rows)
    else:
        source, target = "source", "target"
        ties = one.columns.get("kind", [])
    sources, targets = one.columns.get(source, []), one.columns.get(target, [])
    if not (len(sources) == len(targets) == len(ties)):
        return  # a column is missing, which has been said
    combinations = set(zip(ties, map(kinds.get, sources), map(kinds.get, targets), strict=True))
    wrong = {key: _wrong_ends(*key) for key in combinations}
    for at, (tie, a, b) in enumerate(zip(ties, sources, targets, strict=True)):
        for end, fault in wrong[tie, kinds.get(a), kinds.get(b)]:
            column, value = (source, a) if end == 0 else (target, b)
            one.report(fault, at, column, value)
        if a == b and a:
            one.report(Fault("self_tie"), at, target, b)


def _wrong_ends(tie: str, source: str | None, target: str | None) -> list[tuple[int, Fault]]:
    if tie not in TIE_KINDS:
        return []
    found = []
    for end, (kind, ends) in enumerate(((source, TIE_KINDS[tie].sources), (target, TIE_KINDS[tie].targets))):
        if kind and not allows_end(ends, kind):
            values = {"kind": tie, "node_kind": kind}
            found.append((end, Fault("wrong_end", values, help_values={"allowed": ", ".join(ends)})))
    return found


def _check_tickets(one: Checked) -> None:
    place = one.sheet.places.get("ticket_max", 0)
    pairs = zip(one.columns.get("ticket_min", []), one.columns.get("ticket_max", []), strict=False)
    for at, (least, most) in enumerate(pairs):
        if most < least:  # never, if one of them is not known
            one.report(Fault("ticket_range", {"least": least}), at, "ticket_max", one.sheet.rows[at][place].strip())


def _check_parents(checked: list[Checked]) -> None:
    """Nothing is a part of itself, neither at once nor by way of others."""
    for table, column in (("organizations", "parent_organization"), ("capabilities", "parent")):
        its = [one for one in checked if one.table == table and column in one.columns and "id" in one.columns]
        parents = {
            node: parent for one in its for node, parent in zip(one.columns["id"], one.columns[column], strict=True)
        }
        ways = _find_circles(parents)
        for one in its:
            for at, node in enumerate(one.columns["id"]):
                if node in ways and one.columns[column][at] == parents[node]:
                    one.report(Fault("parent_circle", {"way": ways[node]}), at, column, parents[node])


def _find_circles(parents: Mapping[str, str]) -> dict[str, str]:
    """Return for each node that is a part of itself the way back to it."""
    ways: dict[str, str] = {}
    settled = {""}
    for first in parents:
        path: dict[str, None] = {}
        node = first
        while node in parents and node not in settled and node not in path:
            path[node] = None
            node = parents[node]
        if node in path:
            circle = [*path][[*path].index(node) :]
            for at, one in enumerate(circle):
                way = [*circle[at:], *circle[:at]]
                ways[one] = " → ".join([*way[:_SHOWN], *(["…"] if len(way) > _SHOWN else []), one])
        settled |= path.keys()
    return ways


def _check_repeats(checked: list[Checked]) -> None:
    """The same tie twice (kind, ends and start), also in two files, is a warning at the later row."""
    tables: dict[str, list[tuple[Checked, list[tuple[str, ...]]]]] = {}
    for one in checked:
        if one.table not in NODE_TABLES and all(name in one.columns for name in _list_ends(one.table)):
            tables.setdefault(one.table, []).append((one, _list_keys(one)))
    for table, its in tables.items():
        every = [key for _, keys in its for key in keys]
        if len(set(every)) == len(every):
            continue
        first: dict[tuple[str, ...], tuple[str, int]] = {}
        end = _list_ends(table)[1]
        for one, keys in its:
            for at, key in enumerate(keys):
                if key in first:
                    place, row = first[key]
                    fault = Fault("duplicate_tie", {"place": place, "row": row}, severity="warning")
                    one.report(fault, at, end, one.columns[end][at])
                elif at not in one.bad:
                    first[key] = (one.sheet.place, one.sheet.numbers[at])


def _list_ends(table: str) -> list[str]:
    """The columns that say between what and of which kind a tie is."""
    return list(SHORTHANDS[table][1:]) if table in SHORTHANDS else ["source", "target", "kind"]


def _list_keys(one: Checked) -> list[tuple[str, ...]]:
    since = one.columns.get("since") or [""] * len(one.sheet.rows)
    keys = list(zip(*(one.columns[name] for name in _list_ends(one.table)), since, strict=True))
    return [_turn(key) for key in keys] if one.table == "ties" else keys


def _turn(key: tuple[str, ...]) -> tuple[str, ...]:
    """Source, target and kind of a tie, the lower end first where the kind has no direction."""
    source, target, kind, *rest = key
    if kind in TIE_KINDS and not TIE_KINDS[kind].directed and target < source:
        source, target = target, source
    return source, target, kind, *rest


def join_columns(checked: Iterable[Checked]) -> Iterator[tuple[str, dict[str, np.ndarray[Any, Any]]]]:
    """Yield every table with the sound rows of all its files, the columns in the order of the schema."""
    by_table: dict[str, list[Checked]] = {}
    for one in checked:
        by_table.setdefault(one.table, []).append(one)
    for table, ones in sorted(by_table.items(), key=lambda item: list(TABLES).index(item[0])):
        columns = {}
        for column in TABLES[table]:
            if any(column.name in one.columns for one in ones):
                nothing = float("nan") if column.type in NUMERIC else ""
                dtype: Any = float if column.type in NUMERIC else object
                parts = []
                for one in ones:
                    values = one.columns.get(column.name, [nothing] * len(one.sheet.rows))
                    keep = [at for at in range(len(values)) if at not in one.bad] if one.bad else slice(None)
                    parts.append(np.array(values, dtype=dtype)[keep])
                columns[column.name] = np.concatenate(parts)
        yield table, columns
