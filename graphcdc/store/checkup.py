"""The state of a store: what it is, what it holds, and what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import graphcdc
import graphcdc.store.schema as schema
from graphcdc.errors import GraphcdcError
from graphcdc.findings import Sentence
from graphcdc.model import TIE_KINDS
from graphcdc.store.address import ServerAddress
from graphcdc.store.engine import Engine
from graphcdc.store.mark import Mark
from graphcdc.store.snapshot import find_snapshot
from graphcdc.words import DEFAULT_LANGUAGE

_DAY = 86400


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``advice`` is None where all is well."""

    check: str
    value: str | Sentence
    advice: Sentence | None = None
    fatal: bool = False

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the answer."""
        return {
            "check": self.check,
            "state": "ok" if self.advice is None else "wrong",
            "value": self.value.say(lang) if isinstance(self.value, Sentence) else self.value,
            "advice": None if self.advice is None else self.advice.say(lang),
        }


def examine(engine: Engine, mark: Mark | None, place: Path | ServerAddress) -> Iterator[Finding]:
    """Yield what a store that could be opened looks like."""
    yield Finding("version", f"graphcdc {graphcdc.__version__}")
    yield Finding("address", str(place))
    yield Finding("engine", engine.describe())
    missing = set(schema.CONSTRAINTS) - engine.list_constraints()
    known = len(schema.CONSTRAINTS)
    advice = Sentence("advice_constraints") if missing and mark is not None else None
    yield Finding("constraints", f"{known - len(missing)}/{known}", advice)
    if mark is None:
        yield Finding("loads", "0", Sentence("advice_empty"))
        return
    yield Finding("format", str(mark.format))
    yield Finding("loads", str(mark.loads))
    yield Finding("last_load", f"{mark.done}/{mark.batches}", None if mark.complete else Sentence("advice_interrupted"))
    yield Finding("home_region", mark.home or "")
    yield from _count(engine)
    if isinstance(place, Path):
        yield _look_at_snapshot(place, mark.loads)


def examine_closed(error: GraphcdcError, place: Path | ServerAddress) -> Iterator[Finding]:
    """Yield what can be said of a store that could not be opened."""
    yield Finding("version", f"graphcdc {graphcdc.__version__}")
    yield Finding("address", str(place))
    yield Finding("engine", "", Sentence(error.key, error.values), fatal=True)
    if isinstance(place, Path) and find_snapshot(place) is not None:
        yield _look_at_snapshot(place, None)


def _count(engine: Engine) -> Iterator[Finding]:
    for label in (*schema.LABELS.values(), *schema.RESULT_LABELS):
        count = engine.read(f"MATCH (n:{label}) RETURN count(n) AS count", {})[0]["count"]
        yield Finding(label, str(count))
    nameless = sum(
        engine.read(f"MATCH (n:{label}) WHERE n.id IS NULL RETURN count(n) AS count", {})[0]["count"]
        for label in schema.LABELS.values()
    )
    saved = engine.read("MATCH ()-[s:SUGGESTED]->() RETURN count(s) AS count", {})[0]["count"]
    yield Finding("SUGGESTED", str(saved))
    kinds = "|".join(TIE_KINDS)
    found = engine.read(f"MATCH ()-[r:{kinds}]->() RETURN count(r) AS count, count(r.key) AS ours", {})[0]
    yield Finding("ties", str(found["count"]))
    strays = nameless + found["count"] - found["ours"]
    if strays:
        yield Finding("made_by_hand", str(strays), Sentence("advice_strays"))


def _look_at_snapshot(folder: Path, loads: int | None) -> Finding:
    newest = find_snapshot(folder)
    if newest is None:
        return Finding("snapshot", "", Sentence("advice_snapshot"))
    path, number = newest
    days = max(0, int((time.time() - path.stat().st_mtime) // _DAY))
    advice = Sentence("advice_snapshot") if loads is not None and number != loads else None
    return Finding("snapshot", Sentence("snapshot_age", {"path": str(path), "days": days}), advice)
