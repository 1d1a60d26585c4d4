"""Rows of tables as nodes and ties of the graph, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

import graphcdc.store.schema as schema
from graphcdc.errors import DataError
from graphcdc.model import NODE_TABLES, SHORTHANDS, TABLES
from graphcdc.store.engine import Row
from graphcdc.tables import Tables

Array = np.ndarray[Any, Any]


class NodeRow(NamedTuple):
    """A node: its properties without blanks, and the table it comes from."""

    id: str
    table: str
    properties: Row


class TieRow(NamedTuple):
    """A tie: its ends and key, and its properties without blanks."""

    source: str
    target: str
    kind: str
    key: str
    table: str
    properties: Row


# Tables to graph -----------------------------------------------------------------------------------------------------


def list_nodes(tables: Tables) -> Iterator[tuple[str, NodeRow]]:
    """Yield every node of the tables with its family."""
    for table in NODE_TABLES:
        if table not in tables:
            continue
        columns = tables.columns[table]
        for node_id, properties in zip(columns["id"], _list_properties(table, columns), strict=True):
            yield schema.find_family(table, properties.get("kind")), NodeRow(node_id, table, properties)


def list_ties(tables: Tables) -> Iterator[TieRow]:
    """Yield every tie of the tables; the order of rows changes nothing."""
    for table in (*SHORTHANDS, "ties"):
        if table not in tables:
            continue
        columns = tables.columns[table]
        name, source, target = SHORTHANDS.get(table, ("", "source", "target"))
        kinds = [name] * len(columns[source]) if name else columns["kind"].tolist()
        ends = map(schema.turn_tie, kinds, columns[source].tolist(), columns[target].tolist())
        yield from _give_keys(table, zip(kinds, ends, _list_properties(table, columns), strict=True))


def _give_keys(table: str, rows: Iterable[tuple[str, tuple[str, str], Row]]) -> Iterator[TieRow]:
    """Number ties that start together by their other columns, so that the order of rows does not matter."""
    groups: dict[tuple[str, tuple[str, str], str], list[Row]] = defaultdict(list)
    for kind, ends, properties in rows:
        groups[kind, ends, properties.get("since", "")].append(properties)
    for (kind, (source, target), since), group in groups.items():
        if len(group) > 1:
            group.sort(key=lambda properties: repr(sorted(properties.items())))
        for count, properties in enumerate(group, start=1):
            yield TieRow(source, target, kind, schema.make_key(table, kind, since, count), table, properties)


def _list_properties(table: str, columns: Mapping[str, Array]) -> Iterator[Row]:
    """Yield the properties of each row: lists where a cell holds several values, nothing where it is blank."""
    names = [name for name in schema.list_columns(table) if name in columns]
    several = schema.holds_several(table)
    values = [map(schema.split_values, columns[name]) if name in several else columns[name].tolist() for name in names]
    if not names:
        yield from ({} for _ in next(iter(columns.values())))
        return
    for row in zip(*values, strict=True):
        yield {name: value for name, value in zip(names, row, strict=True) if value not in ("", []) and value == value}


# Graph to tables -----------------------------------------------------------------------------------------------------


def sort_tables(tables: Tables) -> Tables:
    """Return tables as a store gives them back that nothing else was loaded into: their rows sorted.

    Examples
    --------
    >>> columns = {"id": np.array(["b", "a"], dtype=object), "name": np.array(["B", "A"], dtype=object)}
    >>> sort_tables(Tables({"clusters": columns})).columns["clusters"]["name"].tolist()
    ['A', 'B']
    """
    names = {table: list(columns) for table, columns in tables.columns.items()}
    nodes = (row for _, row in list_nodes(tables))
    return Tables(make_tables(names, nodes, list_ties(tables)), tables.home)


def make_tables(
    names: Mapping[str, Collection[str]], nodes: Iterable[NodeRow], ties: Iterable[TieRow]
) -> dict[str, dict[str, Array]]:
    """Return tables with some columns each, in the order of the schema, their rows sorted."""
    nodes_of: dict[str, list[NodeRow]] = defaultdict(list)
    for node in nodes:
        nodes_of[node.table].append(node)
    ties_of: dict[str, list[TieRow]] = defaultdict(list)
    for tie in ties:
        ties_of[tie.table].append(tie)
    columns = {}
    for table in TABLES:
        if table in names:
            properties = [name for name in schema.list_columns(table) if name in names[table]]
            if table in NODE_TABLES:
                columns[table] = make_node_table(table, properties, nodes_of[table])
            else:
                columns[table] = make_tie_table(table, properties, ties_of[table])
    return columns


def make_node_table(table: str, names: Sequence[str], rows: Iterable[NodeRow]) -> dict[str, Array]:
    """Return the columns of a table of nodes, sorted by id."""
    chosen = sorted(rows, key=lambda row: row.id)
    columns = {"id": np.array([row.id for row in chosen], dtype=object)}
    return columns | _make_columns(table, names, [row.properties for row in chosen])


def make_tie_table(table: str, names: Sequence[str], rows: Iterable[TieRow]) -> dict[str, Array]:
    """Return the columns of a table of ties, sorted by kind, ends and key."""
    chosen = sorted(rows, key=lambda row: (row.kind, row.source, row.target, row.key))
    ends = SHORTHANDS[table][1:] if table in SHORTHANDS else ("source", "target")
    columns = {
        ends[0]: np.array([row.source for row in chosen], dtype=object),
        ends[1]: np.array([row.target for row in chosen], dtype=object),
    }
    if table not in SHORTHANDS:
        columns["kind"] = np.array([row.kind for row in chosen], dtype=object)
    return columns | _make_columns(table, names, [row.properties for row in chosen])


def _make_columns(table: str, names: Sequence[str], rows: Sequence[Row]) -> dict[str, Array]:
    several, numbers = schema.holds_several(table), schema.list_numbers(table)
    columns = {}
    for name in names:
        try:
            if name in numbers:
                columns[name] = np.array([row.get(name, np.nan) for row in rows], dtype=float)
            elif name in several:
                columns[name] = np.array([";".join(row.get(name, ())) for row in rows], dtype=object)
            else:
                columns[name] = np.array([row.get(name, "") + "" for row in rows], dtype=object)
        except (TypeError, ValueError) as error:
            # Somebody has changed the graph by other means; loading the tables again puts it right.
            raise DataError("store_value", table=table, column=name) from error
    return columns
