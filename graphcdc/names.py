"""Names of nodes: finding them by id, INN or a part of a name, in either script."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from graphcdc.keys import fold_name, name_key, spell_in_latin

#: How a text can fit, the best way first. `DECISIVE` groups them: the first group in which somebody fits decides.
MATCHES = ("id", "inn", "name", "start", "part", "words", "spelling", "near")
DECISIVE = (("id", "inn", "name"), ("start", "part", "words"), ("spelling",))
_NEAR_SHOWN = 5
#: How many names are listed to somebody whose own is none of them.
_NAMED = 10


class Match(NamedTuple):
    """A node that a text fits; ``match`` says how.

    ``id``, ``inn``, ``name`` (the whole, but for legal form and quotes), ``start`` of a name, ``part`` of a name, its
    ``words`` in any order, ``spelling`` (the same letters in the other script), or ``near`` (a likely misspelling).
    """

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
        folded = [tuple({fold_name(name) for name in row if name}) for row in zip(*names, strict=True)]
        self._nodes = list(zip(ids, shown, map(str, kinds), inns, folded, strict=True))

    def find(self, text: str) -> list[Match]:
        """Return the nodes that a text fits, the best match first; misspelt ones only where nothing else fits."""
        wanted = fold_name(text)
        if not text.strip():
            return []
        found = []
        for node_id, name, kind, inn, folded in self._nodes:
            how = _compare(text.strip(), wanted, node_id, inn, folded)
            if how is not None:
                found.append((MATCHES.index(how), name, node_id, kind))
        if not found and wanted:
            found = self._find_spelling(wanted)
            if not found:
                return self._find_near(wanted)
        return [Match(node_id, name, kind, MATCHES[rank]) for rank, name, node_id, kind in sorted(found)]

    @cached_property
    def _latin(self) -> list[tuple[str, ...]]:
        return [tuple(spell_in_latin(name) for name in folded) for *_, folded in self._nodes]

    def _find_spelling(self, wanted: str) -> list[tuple[int, str, str, str]]:
        latin = spell_in_latin(wanted)
        rank = MATCHES.index("spelling")
        return [
            (rank, name, node_id, kind)
            for (node_id, name, kind, *_), spelt in zip(self._nodes, self._latin, strict=True)
            if any(latin in one for one in spelt)
        ]

    def _find_near(self, wanted: str) -> list[Match]:
        """The few nodes with a name, or a word of one, that is most like the text, the nearest first."""
        latin = spell_in_latin(name_key(wanted))
        by_word: dict[str, list[int]] = {}
        for at, spelt in enumerate(self._latin):
            for word in {part for one in spelt for part in (*one.split(), one)}:
                by_word.setdefault(word, []).append(at)
        near = difflib.get_close_matches(latin, by_word, n=_NEAR_SHOWN, cutoff=0.75)
        places = list(dict.fromkeys(at for word in near for at in by_word[word]))[:_NEAR_SHOWN]
        return [Match(*self._nodes[at][:3], "near") for at in places]


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


def name_some(text: str, names: Sequence[str]) -> str:
    """Return names to somebody whose text is none of them; of more than ten the one most like it, or else the first.

    Examples
    --------
    >>> name_some("nokio oyj", ["NOKIA OYJ", "VTT OY"]), name_some("nokio oyj", ["NOKIA OYJ", *"abcdefghij"])
    ('NOKIA OYJ, VTT OY', 'NOKIA OYJ ...')
    """
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{closest_name(text, names) or ', '.join(names[:_NAMED])} ..."


def _compare(text: str, wanted: str, node_id: str, inn: str, names: tuple[str, ...]) -> str | None:
    """How a text fits a node: one of `MATCHES`, None if it does not."""
    if text.casefold() == node_id.casefold():
        return "id"
    if text == inn:
        return "inn"
    best: str | None = None
    for name in names if wanted else ():
        how = _compare_name(wanted, name)
        if how is not None and (best is None or MATCHES.index(how) < MATCHES.index(best)):
            best = how
    return best


def _compare_name(wanted: str, name: str) -> str | None:
    if wanted in name:
        if name == wanted or name_key(name) == name_key(wanted):
            return "name"
        if name.startswith(wanted) or name_key(name).startswith(wanted):
            return "start"
        return "part"
    if " " not in wanted:
        return None
    words = [f" {word}" for word in name_key(wanted).split()]
    if not all(word in f" {name}" for word in words):
        return None
    return "name" if name_key(name) == name_key(wanted) else "words"
