"""Who works with whom, kind by kind, as a matrix on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphcdc.words import name_of, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

#: Room that the names of the kinds need at least; longer ones are folded.
_NAME = 14


def print_mixing(items: Sequence[Mapping[str, Any]], lang: str, console: Console) -> None:
    """Print the items `mixing` of ``graphcdc stats`` as a matrix of kinds; nothing where there are none.

    Each pair of kinds has one cell, on or below the diagonal: the joint participations, and in brackets those expected.
    The columns have numbers for headings, those of the rows: a dozen names side by side fit no terminal. Where even the
    numbers do not fit, the rest of the columns follow as another matrix.
    """
    if not items:
        return
    kinds = list(dict.fromkeys(item["kind"] for item in items))
    cells = {
        frozenset((kinds.index(item["kind"]), kinds.index(item["other_kind"]))): say(
            "mixing_cell", lang, observed=item["value"], expected=item["expected"]
        )
        for item in items
    }
    names = [f"{number} {name_of(kind, lang)}" for number, kind in enumerate(kinds, 1)]
    widest = max(len(line) for cell in cells.values() for line in cell.split("\n"))
    fitting = max(1, (console.width - _NAME - 2) // (widest + 2))
    console.print(f"\n{say('heading_mixing', lang)}", style="bold", highlight=False, markup=False)
    console.print(say("mixing_explained", lang), highlight=False, markup=False)
    for start in range(0, len(kinds), fitting):
        console.print(_make_block(names, cells, range(start, min(start + fitting, len(kinds))), lang))


def _make_block(names: Sequence[str], cells: Mapping[frozenset[int], str], columns: range, lang: str) -> Table:
    """The columns of the matrix that fit side by side, and the rows that have anything in them."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column(say("column_kind", lang), overflow="fold")
    for column in columns:
        table.add_column(str(column + 1), justify="right", no_wrap=True)
    for row in range(columns.start, len(names)):
        texts = [cells[frozenset((row, column))] if column <= row else "" for column in columns]
        table.add_row(names[row], *map(Text, texts))
    return table
