"""Running statements: their parameters checked and names turned into ids before the database sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

import graphcdc.store.schema as schema
from graphcdc.errors import QueryError
from graphcdc.model import NODE_KINDS
from graphcdc.network import Network
from graphcdc.store.engine import Engine, Row, to_plain
from graphcdc.store.statements import NODE_TYPES, Statement

_NAMES = ("id", "name", "kind", "inn", "name_ru", "name_en")


def run_statement(engine: Engine, statement: Statement, given: Mapping[str, Any]) -> list[Row]:
    """Run a statement that has a header.

    Raises
    ------
    QueryError
        If a parameter is missing, unknown or of the wrong type, or both ends of a path are the same.
    UnknownName, AmbiguousName
        If a name fits no node, or several.
    """
    values = statement.bind(given)
    for one in statement.parameters:
        if one.type in NODE_TYPES and values[one.name]:
            values[one.name] = resolve(engine, values[one.name], one.type)
    if "source" in values and values.get("source") == values.get("target"):
        # One engine refuses a path from a node to itself, the other finds one of length 0.
        raise QueryError("same_ends", name=values["source"])
    return [to_plain(row) for row in engine.read(statement.text, values)]


def run_text(engine: Engine, text: str, given: Mapping[str, Any]) -> list[Row]:
    """Run a statement without a header; it gets its parameters as they are."""
    return [to_plain(row) for row in engine.read(text, {name: to_plain(value) for name, value in given.items()})]


def resolve(engine: Engine, text: str, family: str) -> str:
    """Return the id of the one node of a family that has this id, INN or part of a name.

    Raises
    ------
    UnknownName, AmbiguousName
        If no node fits, or several.
    """
    if has_node(engine, text, family):
        return text
    kinds = [name for name, kind in NODE_KINDS.items() if kind.family == family]
    return _read_names(engine).resolve(text, kinds)


def has_node(engine: Engine, node_id: str, family: str) -> bool:
    """Whether a node of a family has this id."""
    return bool(engine.read(f"MATCH (n:{schema.LABELS[family]} {{id: $id}}) RETURN n.id AS id", {"id": node_id}))


def _read_names(engine: Engine) -> Network:
    """Return a network of all nodes without their ties: all that is needed to find one by its name."""
    rows: list[list[str]] = []
    for family, label in schema.LABELS.items():
        # Outside the organizations the family is the kind.
        parts = ", ".join(f"coalesce(n.{name}, '{family if name == 'kind' else ''}')" for name in _NAMES)
        found = engine.read(f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN collect([{parts}]) AS rows", {})
        rows += found[0]["rows"]
    columns = {name: np.array([row[at] for row in rows], dtype=object) for at, name in enumerate(_NAMES)}
    return Network.build(columns, {"source": [], "target": [], "kind": []})
