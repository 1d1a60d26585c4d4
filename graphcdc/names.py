"""Names of nodes: finding them by id, INN or a part of a name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_MATCHES = ("id", "inn", "name", "start", "part")


class Match(NamedTuple):
    """A node that a text fits; ``match`` says how: id, inn, name, start or part."""

    id: str
    name: str
    kind: str
    match: str


class NameIndex:
    """The ids, INNs and names of nodes, folded once for searching.

    Parameters
    ----------
    ids, kinds, inns
        One value per node.
    names
        Columns of names, the one to show first; "" where there is none.
    """

    def __init__(
        self, ids: Iterable[str], kinds: Iterable[str], inns: Iterable[str], names: Sequence[Iterable[str]]
    ) -> None:
        shown, *_ = names
        folded = [tuple({name.casefold() for name in row if name}) for row in zip(*names, strict=True)]
        self._nodes = list(zip(ids, shown, map(str, kinds), inns, folded, strict=True))

    def find(self, text: str) -> list[Match]:
        """Return the nodes that a text fits, the best match first."""
        wanted = text.strip().casefold()
        if not wanted:
            return []
        found = []
        for node_id, name, kind, inn, folded in self._nodes:
            rank = _rank(wanted, node_id, inn, folded)
            if rank is not None:
                found.append((rank, name, node_id, kind))
        return [Match(node_id, name, kind, _MATCHES[rank]) for rank, name, node_id, kind in sorted(found)]


def closest_name(text: str, names: Sequence[str]) -> str:
    """Return the name most like a text, "" if none is.

    Examples
    --------
    >>> closest_name("nokio oyj", ["NOKIA OYJ", "VTT OY"])
    'NOKIA OYJ'
    """
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(text.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def _rank(wanted: str, node_id: str, inn: str, names: tuple[str, ...]) -> int | None:
    if wanted == node_id.casefold():
        return 0
    if wanted == inn:
        return 1
    best = None
    for name in names:
        if wanted in name:
            rank = 2 if name == wanted else 3 if name.startswith(wanted) else 4
            best = rank if best is None else min(best, rank)
    return best
