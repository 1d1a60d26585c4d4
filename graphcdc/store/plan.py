"""What a load has to write: the difference between the tables and what the store holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import graphcdc.store.schema as schema
from graphcdc.errors import DataError
from graphcdc.model import TABLES, TIE_KINDS
from graphcdc.store.engine import Row
from graphcdc.store.reading import Nodes, Ties
from graphcdc.store.rows import NodeRow, TieRow, list_nodes, list_ties
from graphcdc.tables import Tables


@dataclass(frozen=True)
class Changes:
    """What a load did, in rows by table.

    Attributes
    ----------
    added, changed, removed, unchanged
        Rows by table. A row with a key that the store knows is changed or unchanged, any other one added; rows are
        removed only when the store is made equal to the tables.
    """

    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]
    unchanged: Mapping[str, int]

    def __len__(self) -> int:
        """Count the rows that were added, changed or removed."""
        return sum(sum(rows.values()) for rows in (self.added, self.changed, self.removed))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one record per table, in the order of the schema."""
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed, "unchanged": self.unchanged}
        tables = [table for table in TABLES if any(table in rows for rows in counts.values())]
        return [{"table": table} | {name: rows.get(table, 0) for name, rows in counts.items()} for table in tables]


@dataclass
class Plan:
    """The writes of a load, and what they amount to."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    deletions: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    node_deletions: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    nodes: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    @property
    def changes(self) -> Changes:
        """What the writes amount to."""
        names = ("added", "changed", "removed", "unchanged")
        return Changes(*({table: count for table, count in self.counts[name].items() if count} for name in names))

    def split(self, size: int) -> Iterator[tuple[str, list[Row]]]:
        """Yield statements with at most so many rows, in an order in which every end of a tie is there."""
        for part in (self.deletions, self.node_deletions, self.nodes, self.ties):
            for statement, rows in part.items():
                for start in range(0, len(rows), size):
                    yield statement, rows[start : start + size]


def make_plan(tables: Tables, nodes: Nodes, read_ties: Callable[[str], Ties], *, replace: bool) -> Plan:
    """Compare tables with a store.

    Parameters
    ----------
    tables
        Checked tables.
    nodes
        Nodes of the store by family and id; they are used up.
    read_ties
        Gives the ties of one kind by source, target and key; kinds are read one after another to save memory.
    replace
        Remove what the tables do not have; otherwise rows and columns that they lack stay as they are.

    Raises
    ------
    DataError
        If a node is of another family than in the store, and `replace` is off.
    """
    plan = Plan()
    before = {node_id: family for family, rows in nodes.items() for node_id in rows}
    families = _plan_nodes(plan, tables, nodes, before, replace)
    moved = {node_id for node_id, family in families.items() if before.get(node_id, family) != family}
    by_kind: dict[str, list[TieRow]] = defaultdict(list)
    for tie in list_ties(tables):
        by_kind[tie.kind].append(tie)
    for kind in TIE_KINDS:
        if kind in by_kind or replace:
            _plan_ties(plan, tables, by_kind.pop(kind, []), read_ties(kind), (before, families, moved), replace)
    return plan


def _plan_nodes(plan: Plan, tables: Tables, nodes: Nodes, before: Mapping[str, str], replace: bool) -> dict[str, str]:
    families: dict[str, str] = {}
    for family, row in list_nodes(tables):
        families[row.id] = family
        old = nodes.get(family, {}).pop(row.id, None)
        if old is None and not replace and row.id in before:
            values = {"id": row.id, "before": before[row.id], "now": family}
            raise DataError("family_changed", **values)
        properties = _compare(tables, row, old, replace)
        home = schema.HOME_TABLES[family]
        if row.table != (old.table if old else home):
            properties["listed_in"] = None if row.table == home else row.table
        if old is None or properties:
            plan.nodes[schema.write_nodes(family)].append({"id": row.id, "properties": properties})
        _count(plan, row.table, old is None, bool(properties))
    if replace:
        for family, rows in nodes.items():
            for row in rows.values():
                plan.node_deletions[schema.delete_nodes(family)].append({"id": row.id})
                plan.counts["removed"][row.table] += 1
    return families


def _plan_ties(
    plan: Plan,
    tables: Tables,
    ties: list[TieRow],
    stored: Ties,
    ends: tuple[Mapping[str, str], Mapping[str, str], set[str]],
    replace: bool,
) -> None:
    before, families, moved = ends
    undated = {} if replace else _match_starts(ties, stored)
    for tie in ties:
        key = (tie.source, tie.target, tie.key)
        # The old ties of a node that moves to another family go with it.
        old = None if moved and {tie.source, tie.target} & moved else stored.pop(key, None)
        if key in undated:
            _redate(plan, tables, tie, undated[key], families)
            continue
        properties = _compare(tables, tie, old, replace)
        if old is None or properties:
            statement = schema.write_ties(tie.kind, families[tie.source], families[tie.target])
            row = {"source": tie.source, "target": tie.target, "key": tie.key, "properties": properties}
            plan.ties[statement].append(row)
        _count(plan, tie.table, old is None, bool(properties))
    if replace:
        for tie in stored.values():
            statement = schema.delete_ties(tie.kind, before[tie.source], before[tie.target])
            plan.deletions[statement].append({"source": tie.source, "target": tie.target, "key": tie.key})
            plan.counts["removed"][tie.table] += 1


def _match_starts(ties: list[TieRow], stored: Ties) -> Ties:
    """New ties by their keys, with the stored tie that each is: one of the two has no start, and both are alone."""
    if not stored or all((tie.source, tie.target, tie.key) in stored for tie in ties):
        return {}
    before, now = _find_lone_ties(stored.values()), _find_lone_ties(ties)
    return {
        (tie.source, tie.target, tie.key): before[place]
        for place, tie in now.items()
        if place in before and ("since" in tie.properties) != ("since" in before[place].properties)
    }


def _find_lone_ties(ties: Iterable[TieRow]) -> dict[tuple[str, str, str], TieRow]:
    """Ties that are the only ones of their kind between their ends, by ends and table."""
    found: dict[tuple[str, str, str], list[TieRow]] = defaultdict(list)
    for tie in ties:
        found[tie.source, tie.target, tie.table].append(tie)
    return {place: group[0] for place, group in found.items() if len(group) == 1}


def _redate(plan: Plan, tables: Tables, tie: TieRow, old: TieRow, families: Mapping[str, str]) -> None:
    """A tie whose start becomes known, or unknown, is the same tie: it is changed, and not added beside the old one."""
    properties = _compare(tables, tie, old, replace=False)
    if "since" in properties:  # else the table says nothing about starts, and the old one stays
        properties["key"] = tie.key
    if properties:
        statement = schema.change_ties(tie.kind, families[tie.source], families[tie.target])
        row = {"source": tie.source, "target": tie.target, "key": old.key, "properties": properties}
        plan.ties[statement].append(row)
    _count(plan, tie.table, False, bool(properties))


def _compare(tables: Tables, row: NodeRow | TieRow, old: NodeRow | TieRow | None, replace: bool) -> Row:
    """Properties to set; a column that the table does not have is left alone, unless the store is replaced."""
    if old is None:
        return dict(row.properties)
    if row.properties == old.properties:
        return {}
    now, then = row.properties, old.properties
    names = {*now, *then} if replace else {*now, *(name for name in then if name in tables.columns[row.table])}
    return {name: now.get(name) for name in sorted(names) if now.get(name) != then.get(name)}


def _count(plan: Plan, table: str, added: bool, changed: bool) -> None:
    plan.counts["added" if added else "changed" if changed else "unchanged"][table] += 1
