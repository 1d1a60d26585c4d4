"""The graph of a store back to rows and tables."""

from __future__ import annotations

from collections import defaultdict

import graphcdc.store.schema as schema
from graphcdc.model import TIE_KINDS
from graphcdc.store.engine import Engine, Row
from graphcdc.store.mark import Mark
from graphcdc.store.rows import NodeRow, TieRow, make_tables
from graphcdc.tables import Tables

Nodes = dict[str, dict[str, NodeRow]]
Ties = dict[tuple[str, str, str], TieRow]


def read_nodes(engine: Engine, mark: Mark) -> Nodes:
    """Return the nodes of a store by family and id."""
    names = group_columns(mark)
    nodes: Nodes = {}
    for family, home in schema.HOME_TABLES.items():
        columns = sorted({*names.get(home, ()), *names.get("organizations", ())} - {"id"})
        found = engine.read(schema.read_nodes(family, columns), {})[0]["rows"]
        nodes[family] = {
            node_id: NodeRow(node_id, listed_in or home, _drop_blank(columns, values))
            for node_id, listed_in, *values in found
        }
    return nodes


def read_ties(engine: Engine, kind: str, mark: Mark) -> Ties:
    """Return the ties of one kind by source, target and key."""
    names = group_columns(mark)
    tables = [table for table in (schema.HOME_TABLES_OF_TIES.get(kind), "ties") if table in names]
    if not tables:
        return {}
    columns = sorted({name for table in tables for name in schema.list_columns(table) if name in names[table]})
    found = engine.read(schema.read_ties(kind, columns), {})[0]["rows"]
    return {
        (source, target, key): TieRow(
            source, target, kind, key, schema.find_table(kind, key), _drop_blank(columns, values)
        )
        for source, target, key, *values in found
    }


def read_back(engine: Engine, mark: Mark) -> Tables:
    """Return what is stored as tables, their rows sorted."""
    nodes = (row for rows in read_nodes(engine, mark).values() for row in rows.values())
    ties = (row for kind in TIE_KINDS for row in read_ties(engine, kind, mark).values())
    return Tables(make_tables(group_columns(mark), nodes, ties), mark.home)


def group_columns(mark: Mark) -> dict[str, list[str]]:
    """Columns that a store knows, by table."""
    names: dict[str, list[str]] = defaultdict(list)
    for column in mark.columns:
        table, _, name = column.partition(".")
        names[table].append(name)
    return names


def _drop_blank(names: list[str], values: list[object]) -> Row:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}
