"""Tables, or none, as a workbook that a clerk can fill in: titles, lists of words, examples, an explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from graphcdc.model import TABLES, TIE_KINDS, Column, list_offered
from graphcdc.tables.values import NUMERIC
from graphcdc.vocabulary import list_headers
from graphcdc.words import name_choice, name_column, name_table
from graphcdc.words.examples import (
    ANY_ORGANIZATION,
    EXAMPLE_MARK,
    EXAMPLE_NOTE,
    EXAMPLES,
    HEADINGS,
    HOME_ADVICE,
    HOME_LINE,
    LISTS_SHEET,
    README_SHEET,
    REQUIRED,
    STEPS,
    TIE_HEADINGS,
    TITLE,
    TYPE_WORDS,
)
from graphcdc.words.headers import words_of
from graphcdc.workbooks.writing import SheetPlan, write_workbook

Columns = Mapping[str, "np.ndarray[Any, Any]"]
Words = TypeVar("Words")
_WIDE = {"name": 40, "name_ru": 40, "name_en": 40, "note": 30, "evidence": 30, "kind": 26, "domains": 26}
_WIDTH = 16


def write_book(tables: Mapping[str, Columns], home: str | None, path: Path, lang: str) -> Path:
    """Write tables as a workbook with a sheet for each, the words in a language.

    Raises
    ------
    OutputError
        If a text or table is longer than the format allows, or the file cannot be written.
    """
    plans = [_plan_readme(list(tables), home, lang)]
    for table, columns in tables.items():
        plans.append(_plan_sheet(table, _list_shown(table, columns), _spell_rows(table, columns, lang), lang))
    write_workbook(path, plans, _own(LISTS_SHEET, lang))
    return path


def write_template(path: Path, lang: str) -> Path:
    """Write an empty workbook: every table with its columns and one example row, and a sheet that explains them.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    plans = [_plan_readme(list(TABLES), "", lang)]
    for table, columns in TABLES.items():
        example = [show_example(table, column.name, lang) for column in columns]
        plans.append(_plan_sheet(table, columns, [example], lang, faded=1))
    write_workbook(path, plans, _own(LISTS_SHEET, lang))
    return path


def spell_table(table: str, columns: Columns, lang: str) -> tuple[str, list[str], list[list[str | float]]]:
    """Return a table in the words of a language: its name, header and rows; numbers stay numbers.

    Examples
    --------
    >>> spell_table("ties", {"source": np.array(["a"]), "kind": np.array(["SUPPLIES"])}, "ru")
    ('Связи', ['От кого', 'Вид связи'], [['a', 'поставляет']])
    """
    header = [name_column(column.table, column.name, lang) for column in _list_shown(table, columns)]
    return name_table(table, lang), header, _spell_rows(table, columns, lang)


def show_example(table: str, column: str, lang: str) -> str:
    """Return the cell of the example row."""
    if column == "data_source":
        return _own(EXAMPLE_MARK, lang)
    words = EXAMPLES[table].get(column)
    return "" if words is None else _own(words, lang)


def _plan_sheet(table: str, columns: Sequence[Column], rows: Any, lang: str, faded: int = 0) -> SheetPlan:
    return SheetPlan(
        name=name_table(table, lang),
        header=[name_column(column.table, column.name, lang) + (" *" if column.required else "") for column in columns],
        rows=rows,
        widths=[_WIDE.get(column.name, _WIDTH) for column in columns],
        required=frozenset(at for at, column in enumerate(columns) if column.required),
        numbers=frozenset(at for at, column in enumerate(columns) if column.type in NUMERIC),
        lists={
            at: _list_choices(column, lang) for at, column in enumerate(columns) if column.type.startswith("choice:")
        },
        faded=faded,
        note=_own(EXAMPLE_NOTE, lang) if faded else "",
    )


def _plan_readme(tables: Sequence[str], home: str | None, lang: str) -> SheetPlan:
    rows: list[list[str]] = [[_own(TITLE, lang)], []]
    rows += [[step] for step in _own(STEPS, lang)]
    rows.append([])
    if home is not None:
        rows += [[_own(HOME_LINE, lang), home, "", _own(HOME_ADVICE, lang)], []]
    bold = frozenset({0, len(rows), *(at for at, row in enumerate(rows) if row[:1] == [_own(HOME_LINE, lang)])})
    rows.append(list(_own(HEADINGS, lang)))
    for table in tables:
        sheet = name_table(table, lang)
        for column in TABLES[table]:
            meaning = column.meaning.replace("`", "") if lang == "en" else words_of(column.table, column.name)[1]
            required = _own(REQUIRED, lang) if column.required else ""
            title = name_column(table, column.name, lang)
            others = ", ".join(header for header in list_headers(column) if header != title)
            rows.append([sheet, title, required, _explain(column, lang), meaning, others])
    if "ties" in tables:
        bold |= {len(rows) + 1}
        rows += [[], list(_own(TIE_HEADINGS, lang))]
        for tie in TIE_KINDS.values():
            ends = (_name_ends(tie.sources, lang), _name_ends(tie.targets, lang))
            rows.append([name_choice("tie_kind", tie.name, lang), "", "", *ends])
    return SheetPlan(_own(README_SHEET, lang), [], rows, [22, 26, 14, 44, 60, 60], bold=bold)


def _name_ends(ends: Sequence[str], lang: str) -> str:
    """Name the kinds and families of nodes that may stand at an end of a tie."""
    return ", ".join(
        _own(ANY_ORGANIZATION, lang) if end == "organization" else name_choice("node_kind", end, lang) for end in ends
    )


def _explain(column: Column, lang: str) -> str:
    word = column.type.partition(":")[0]
    if word == "choice":
        return ", ".join(_list_choices(column, lang))
    return _own(TYPE_WORDS.get(column.type) or TYPE_WORDS[word], lang)


def _list_choices(column: Column, lang: str) -> list[str]:
    """Return the words of a drop-down list."""
    choice = column.type.removeprefix("choice:")
    return [name_choice(choice, word, lang) for word in list_offered(column)]


def _list_shown(table: str, columns: Columns) -> list[Column]:
    return [column for column in TABLES[table] if column.name in columns]


def _spell_rows(table: str, columns: Columns, lang: str) -> list[list[str | float]]:
    cells: list[list[str | float]] = []
    for column in _list_shown(table, columns):
        values = columns[column.name]
        if values.dtype.kind == "f":
            cells.append(["" if np.isnan(value) else value for value in values.tolist()])
        elif column.type.startswith("choice:"):
            choice = column.type.removeprefix("choice:")
            cells.append([name_choice(choice, str(value), lang) for value in values])
        else:
            cells.append([str(value) for value in values])
    return [*map(list, zip(*cells, strict=True))]


def _own(words: tuple[Words, Words], lang: str) -> Words:
    """The one of an English and a Russian text that is wanted."""
    return words[0] if lang == "en" else words[1]
