"""Rows of text to checked columns: every cell by its type, every row against the others and the other tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graphcdc.findings import Problem, Sentence
from graphcdc.model import NODE_KINDS, NODE_TABLES, SHORTHANDS, TABLES, TIE_KINDS, Column, allows_end, split_cell
from graphcdc.tables.cells import Fault, find_rule
from graphcdc.tables.files import Sheet

_NUMERIC = ("number", "share")


@dataclass
class Checked:
    """One file with its values; ``bad`` are the positions of rows with an error."""

    sheet: Sheet
    columns: dict[str, list[Any]]
    problems: list[Problem]
    bad: set[int] = field(default_factory=set)

    @property
    def table(self) -> str:
        """Name of the table."""
        return self.sheet.table

    def report(self, fault: Fault, at: int | None, column: str | None, value: str | None) -> None:
        """Add a fault at a row (its position among the rows, None for the header)."""
        sheet = self.sheet
        header = None
        if column is not None and column in sheet.places:
            header = sheet.header[sheet.places[column]]
        help_key = fault.help or f"{fault.code}_help"
        self.problems.append(
            Problem(
                fault.severity,
                fault.code,
                sheet.file,
                Sentence(fault.code, fault.values),
                Sentence(help_key, {**fault.help_values, "column": column}),
                row=1 if at is None else sheet.numbers[at],
                column=column,
                header=header if header is not None else column,
                value=value,
            )
        )
        if at is not None and fault.severity == "error":
            self.bad.add(at)


def check_sheets(sheets: Iterable[Sheet]) -> list[Checked]:
    """Check every cell, then every row against all tables."""
    checked = [_check_cells(sheet) for sheet in sheets]
    kinds = _check_ids(checked)
    tables = {one.table for one in checked}
    # A row of any kind may stand in `organizations`; one whose kind is wrong may have been meant as any.
    homes = {
        table: {node for node, kind in kinds.items() if not kind or NODE_KINDS[kind].family == family}
        for table, family in NODE_TABLES.items()
    }
    without_ids = any(one.table in NODE_TABLES and "id" not in one.columns for one in checked)
    for one in checked:
        if not without_ids:
            _check_references(one, kinds, homes, tables)
        if one.table not in NODE_TABLES:
            _check_ends(one, kinds)
        _check_dates(one)
    _check_repeats(checked)
    return checked


# Cells ---------------------------------------------------------------------------------------------------------------


def _check_cells(sheet: Sheet) -> Checked:
    checked = Checked(sheet, {}, list(sheet.problems))
    _check_header(checked)
    transposed = list(zip(*sheet.rows, strict=True)) if sheet.rows else [()] * len(sheet.header)
    for column in TABLES[sheet.table]:
        if column.name in sheet.places:
            cells = transposed[sheet.places[column.name]]
            checked.columns[column.name] = _read_column(checked, column, cells)
    if sheet.table == "organizations":
        _fill_kinds(checked)
    return checked


def _read_column(checked: Checked, column: Column, cells: Sequence[str]) -> list[Any]:
    """Values of a column: text with "" or numbers with NaN where there is none."""
    rule = find_rule(column)
    nothing = float("nan") if column.type in _NUMERIC else ""
    results: dict[str, Any] = {"": nothing}
    values, faulty = [], False
    for cell in cells:
        text = cell.strip()
        if text not in results:
            results[text] = rule(text)
            faulty = faulty or isinstance(results[text], Fault)
        values.append(results[text])
    if faulty:
        for at, value in enumerate(values):
            if isinstance(value, Fault):
                checked.report(value, at, column.name, cells[at].strip())
                values[at] = nothing if value.value is None else value.value
    if column.required:
        for at, value in enumerate(values):
            if value == "" and not cells[at].strip():
                checked.report(Fault("missing_value"), at, column.name, "")
    return values


def _check_header(checked: Checked) -> None:
    sheet = checked.sheet
    names = sheet.columns
    for column in TABLES[sheet.table]:
        if column.required and column.name not in names:
            checked.report(Fault("missing_column"), None, column.name, None)
        if names.count(column.name) > 1:
            checked.report(Fault("repeated_column"), None, column.name, None)
    known = ", ".join(column.name for column in TABLES[sheet.table])
    for place, (header, name) in enumerate(zip(sheet.header, names, strict=True)):
        if header and not name:
            fault = Fault("unknown_column", help_values={"columns": known}, severity="warning")
            checked.report(fault, None, header, None)
        elif not header:
            _report_headless(checked, place)


def _report_headless(checked: Checked, place: int) -> None:
    """Cells below an empty header belong to no column; the first of them is named."""
    for at, row in enumerate(checked.sheet.rows):
        if row[place].strip():
            known = ", ".join(column.name for column in TABLES[checked.table])
            fault = Fault("unknown_column", help_values={"columns": known}, severity="warning")
            checked.report(fault, at, None, row[place].strip())
            return


def _fill_kinds(checked: Checked) -> None:
    """An organization without a kind is an ``organization``; that is said, once when the column is missing."""
    rows = len(checked.sheet.rows)
    fault = Fault("kind_missing", severity="warning")
    if "kind" not in checked.columns:
        checked.report(fault, None, "kind", None)
        checked.columns["kind"] = ["organization"] * rows
        return
    kinds = checked.columns["kind"]
    for at, kind in enumerate(kinds):
        if kind == "" and at not in checked.bad:
            checked.report(fault, at, "kind", "")
            kinds[at] = "organization"


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
                file, row = first[node]
                one.report(Fault("duplicate_id", {"file": file, "row": row}), at, "id", node)
            elif node:
                first[node] = (one.sheet.file, one.sheet.numbers[at])
                kinds[node] = kind
    for one in checked:
        if one.table in NODE_TABLES and "id" in one.sheet.places:
            place = one.sheet.places["id"]
            for cells in one.sheet.broken:
                kinds.setdefault(cells[place].strip() if place < len(cells) else "", "")
    return kinds


def _check_references(one: Checked, kinds: Mapping[str, str], homes: Mapping[str, set[str]], tables: set[str]) -> None:
    for column in TABLES[one.table]:
        word, _, table = column.type.partition(":")
        if word not in ("reference", "references") or column.name not in one.columns:
            continue
        # The ends of ties are checked by their kinds.
        known: Any = homes[table] if one.table in NODE_TABLES else kinds
        cells = one.columns[column.name]
        wanted = {part for cell in set(cells) for part in split_cell(cell)} if word == "references" else set(cells)
        unknown = wanted - set(known) - {""}
        if not unknown:
            continue
        if table not in tables and "organizations" not in tables:
            one.report(
                Fault("missing_table", {"table": table}, help_values={"table": table}),
                None,
                column.name,
                None,
            )
            continue
        for at, cell in enumerate(cells):
            for part in split_cell(cell) if word == "references" else (cell,):
                if part in unknown:
                    one.report(Fault("unknown_reference", {"table": table}), at, column.name, part)


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


def _check_dates(one: Checked) -> None:
    start, end = ("start", "end") if one.table == "projects" else ("since", "until")
    if start not in one.columns or end not in one.columns:
        return
    for at, (since, until) in enumerate(zip(one.columns[start], one.columns[end], strict=True)):
        # "2019-03" to "2019" is fine: of the end only the year is known.
        if since and until and until < since[: len(until)]:
            one.report(Fault("until_before_since", {"start": since}), at, end, until)


def _check_repeats(checked: list[Checked]) -> None:
    """The same tie twice (kind, ends and start) is a warning at the later row."""
    for one in checked:
        if one.table in NODE_TABLES:
            continue
        ends = list(SHORTHANDS[one.table][1:]) if one.table in SHORTHANDS else ["source", "target", "kind"]
        if not all(name in one.columns for name in ends):
            continue
        key_columns = [one.columns[name] for name in [*ends, *(["since"] if "since" in one.columns else [])]]
        keys = list(zip(*key_columns, strict=True))
        if one.table == "ties":
            keys = [_turn(key) for key in keys]
        if len(set(keys)) == len(keys):
            continue
        first: dict[tuple[str, ...], int] = {}
        for at, key in enumerate(keys):
            if key in first:
                row = one.sheet.numbers[first[key]]
                fault = Fault("duplicate_tie", {"row": row}, severity="warning")
                one.report(fault, at, ends[1], one.columns[ends[1]][at])
            elif at not in one.bad:
                first[key] = at


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
                nothing = float("nan") if column.type in _NUMERIC else ""
                dtype: Any = float if column.type in _NUMERIC else object
                parts = []
                for one in ones:
                    values = one.columns.get(column.name, [nothing] * len(one.sheet.rows))
                    keep = [at for at in range(len(values)) if at not in one.bad] if one.bad else slice(None)
                    parts.append(np.array(values, dtype=dtype)[keep])
                columns[column.name] = np.concatenate(parts)
        yield table, columns
