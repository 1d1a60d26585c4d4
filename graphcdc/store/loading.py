"""Bringing a store up to date with tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as with_values

import graphcdc.store.schema as schema
from graphcdc.errors import StoreUnavailable
from graphcdc.store.engine import Engine
from graphcdc.store.mark import Mark
from graphcdc.store.plan import Changes, Plan, make_plan
from graphcdc.store.reading import read_nodes, read_ties
from graphcdc.tables import Tables

Progress = Callable[[int, int], None]


def write_load(
    engine: Engine,
    read_mark: Callable[[], Mark | None],
    tables: Tables,
    replace: bool,
    progress: Progress | None,
) -> Changes:
    """Write the difference between tables and a store; return what it was.

    Everything is compared and checked before the first write. Each batch is one transaction and commits the count of
    batches done with it, so that an interrupt, a kill or a lost connection leaves whole batches, and the next load
    finds by comparing what is missing.
    """
    mark = read_mark()
    if mark is None and _holds_nodes(engine):
        # Another writer may have begun in between; its mark comes before its first node.
        mark = read_mark()
        if mark is None:
            raise StoreUnavailable("store_foreign_graph")
    define_schema(engine)
    before = mark or Mark()
    plan = make_plan(tables, read_nodes(engine, before), lambda kind: read_ties(engine, kind, before), replace=replace)
    own = {f"{table}.{name}" for table, columns in tables.columns.items() for name in columns}
    known = own if replace else own | set(before.columns)
    home = tables.home if replace or tables.home is not None else before.home
    after = with_values(before, columns=tuple(sorted(known)), home=home)
    if mark is not None and mark.complete and after == before and not len(plan.changes):
        return plan.changes
    _write(engine, plan, before, after, replace, progress)
    return plan.changes


def define_schema(engine: Engine) -> None:
    """Make the constraints that are missing: without them two writers at once could make a node twice."""
    missing = set(schema.CONSTRAINTS) - engine.list_constraints()
    for name in sorted(missing):
        engine.define(
            f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{schema.CONSTRAINTS[name]}) REQUIRE n.id IS UNIQUE"
        )
    if missing:
        for statement in engine.extras:
            engine.define(statement)


def _write(engine: Engine, plan: Plan, before: Mark, after: Mark, replace: bool, progress: Progress | None) -> None:
    batches = list(plan.split(engine.batch))
    total = sum(len(rows) for _, rows in batches)
    # While batches are under way the store knows all columns, those of before and those to come.
    columns = tuple(sorted({*before.columns, *after.columns}))
    mark = with_values(before, columns=columns, loads=before.loads + 1, batches=len(batches) + 1, done=0)
    engine.write([(schema.MARK_COLUMNS, {"mark": mark.to_properties(), "columns": list(columns)})])
    written = 0
    for done, (statement, rows) in enumerate(batches, start=1):
        engine.write([(statement, {"rows": rows}), (schema.MARK, {"mark": {"done": done}})])
        written += len(rows)
        if progress is not None:
            progress(written, total)
    mark = with_values(mark, columns=after.columns, home=after.home, done=mark.batches)
    final = mark.to_properties() | ({"columns": list(after.columns)} if replace else {})
    engine.write([(schema.MARK, {"mark": final})])


def _holds_nodes(engine: Engine) -> bool:
    """Labels such as ``Project`` are common: without a mark the nodes are somebody else's."""
    return bool(engine.read(schema.COUNT_NODES, {})[0]["count"])
