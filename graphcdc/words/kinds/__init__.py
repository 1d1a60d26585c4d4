"""What each kind of gap is, how it is found and read, and what to do about it."""

from __future__ import annotations

from graphcdc.words.kinds.content import CONTENT
from graphcdc.words.kinds.entry import Entry
from graphcdc.words.kinds.groups import GROUPS
from graphcdc.words.kinds.structure import STRUCTURE

__all__ = ["ENTRIES", "Entry"]

#: What is told of each kind of gap, in the order of `GAP_KINDS`.
ENTRIES: dict[str, Entry] = {**GROUPS, **STRUCTURE, **CONTENT}
