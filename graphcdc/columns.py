"""Columns of nodes and ties as arrays: their types, their order, and that nobody changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.model import TIE_KINDS

Array = NDArray[Any]

_FIXED = {"kind": "U21", "since": "U10", "until": "U10", "start": "U10", "end": "U10", "verified_on": "U10"}
_NUMBERS = ("strength", "confidence", "amount", "skill_level", "budget", "size", "ticket_min", "ticket_max")


def make_column(name: str, values: Sequence[Any] | Array) -> Array:
    """Return values as the array that their column is kept in.

    Examples
    --------
    >>> make_column("strength", [1, 2]).dtype.kind, make_column("since", ["2019"]).dtype.kind
    ('f', 'U')
    """
    dtype: Any = float if name in _NUMBERS else _FIXED.get(name, object)
    return np.asarray(values, dtype=dtype)


def make_blank(length: int, dtype: Any) -> Array:
    """Return a column in which nothing is known."""
    return np.full(length, "", dtype=dtype)


def freeze(columns: dict[str, Array]) -> Mapping[str, Array]:
    """Return the columns so that neither they nor their values can be changed."""
    for values in columns.values():
        values.flags.writeable = False
    return MappingProxyType(columns)


def keep_rows(
    node: Mapping[str, Array], tie: Mapping[str, Array], there: NDArray[np.bool_], lives: NDArray[np.bool_]
) -> tuple[Mapping[str, Array], Mapping[str, Array]]:
    """Return the columns of some nodes and of those of some ties that have both ends among them."""
    lives = lives & there[tie["source"]] & there[tie["target"]]
    moved = np.cumsum(there) - 1
    kept = {name: values[lives] for name, values in tie.items()}
    kept["source"], kept["target"] = moved[kept["source"]], moved[kept["target"]]
    return freeze({name: values[there] for name, values in node.items()}), freeze(kept)


def sort_ties(tie: dict[str, Array]) -> dict[str, Array]:
    """Return ties sorted by kind, ends and all other columns; the lower end first where a kind has no direction."""
    undirected = np.isin(tie["kind"], [name for name, kind in TIE_KINDS.items() if not kind.directed])
    turned = undirected & (tie["source"] > tie["target"])
    source = np.where(turned, tie["target"], tie["source"])
    target = np.where(turned, tie["source"], tie["target"])
    codes = np.searchsorted(np.array(sorted(TIE_KINDS)), tie["kind"])
    rest = sorted(set(tie) - {"source", "target", "kind"})
    order = np.lexsort((target, source, codes))
    # Only ties between the same ends need their other columns compared, and those are few.
    changes = np.ones(len(order) + 1, dtype=bool)
    changes[1:-1] = np.any([np.diff(values[order]) != 0 for values in (codes, source, target)], axis=0)
    bounds = np.flatnonzero(changes)
    for at in np.flatnonzero(np.diff(bounds) > 1):
        group = slice(bounds[at], bounds[at + 1])
        order[group] = sorted(order[group], key=lambda row: tuple(str(tie[name][row]) for name in rest))
    ordered = {name: values[order] for name, values in tie.items()}
    ordered["source"], ordered["target"] = source[order], target[order]
    return ordered
