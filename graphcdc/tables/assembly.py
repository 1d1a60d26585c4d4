"""Checked tables to a `Network`: shorthands become ties, ties without dates take those of their project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graphcdc.model import NODE_TABLES, SHORTHANDS
from graphcdc.network import Network

Columns = Mapping[str, np.ndarray[Any, Any]]


def assemble_network(tables: Mapping[str, Columns]) -> Network:
    """Make a network of checked tables.

    Parameters
    ----------
    tables
        Columns of each table; every reference in them is known to hold.
    """
    nodes = []
    for table, family in NODE_TABLES.items():
        if table in tables:
            columns = dict(tables[table])
            rows = len(columns["id"])
            columns.setdefault("kind", np.full(rows, family, dtype="U21"))
            nodes.append(columns)
    dates: dict[str, dict[str, str]] = {
        name: dict(zip(columns["id"], columns[name], strict=True))
        for columns in nodes
        for name in ("start", "end")
        if name in columns
    }
    ties = [_read_ties(table, tables[table], dates) for table in (*SHORTHANDS, "ties") if table in tables]
    return Network.build(
        _stack(nodes, ("id", "name", "kind")), _stack(ties, ("source", "target", "kind", "since", "until"))
    )


def _read_ties(table: str, columns: Columns, dates: Mapping[str, Mapping[str, str]]) -> Columns:
    tie = dict(columns)
    if table in SHORTHANDS:
        kind, source, target = SHORTHANDS[table]
        tie["source"], tie["target"] = tie.pop(source), tie.pop(target)
        tie["kind"] = np.full(len(tie["source"]), kind, dtype="U21")
    for own, of_project in (("since", "start"), ("until", "end")):
        known = dates.get(of_project, {})
        from_project = [
            known.get(target) or known.get(source) or ""
            for source, target in zip(tie["source"], tie["target"], strict=True)
        ]
        given = tie.get(own)
        tie[own] = np.array(from_project, dtype="U10")
        if given is not None:
            tie[own] = np.where(given == "", tie[own], given.astype("U10"))
    return tie


def _stack(parts: Sequence[Columns], needed: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
    """Put the rows of several tables under one another; a column that a table lacks is blank there."""
    names = dict.fromkeys((*needed, *(name for part in parts for name in part)))
    stacked = {}
    for name in names:
        numeric = any(name in part and part[name].dtype.kind == "f" for part in parts)
        columns = [
            part[name] if name in part else np.full(len(part[needed[0]]), np.nan if numeric else "", dtype=object)
            for part in parts
        ]
        stacked[name] = np.concatenate(columns) if columns else np.array([], dtype=object)
    return stacked
