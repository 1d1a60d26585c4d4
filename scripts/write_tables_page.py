"""Write docs/tables.md from the schema: python scripts/write_tables_page.py."""

from __future__ import annotations

from pathlib import Path

from graphcdc.model import CHOICES, NODE_KINDS, NODE_TABLES, SHORTHANDS, TABLES, TIE_KINDS, Column
from graphcdc.vocabulary import list_headers
from graphcdc.words.choices import CHOICE_WORDS
from graphcdc.words.headers import TABLE_WORDS

INTRODUCTION = """# Tables

<!-- Made by scripts/write_tables_page.py from graphcdc/model.py and graphcdc/words: change it there. -->

graphcdc reads one Excel workbook (`.xlsx`) with a sheet for each table, a folder of workbooks and CSV files, or one
such file alone. CSV is UTF-8, UTF-16, Windows-1251, KOI8-R or CP866, separated by commas, semicolons or tabs, plain
(`organizations.csv`) or gzipped (`organizations.csv.gz`). `organizations` and `ties` alone are a valid set. A sheet or
file whose name is no table's, neither in English nor in Russian, is taken for the table whose required columns it has.
`graphcdc template` makes an empty workbook ([template](template.md)); [your own data](data.md) shows the way to the
map.

`*` marks a required column. Headers are the words of the first column below or one of the others beside it, in any
case, with or without marks; a remark in brackets is left out with a warning, unless it states a unit. Several values in
a cell are separated by `;`. An id may be given as the INN or the whole name of a row where only one row has it. Dates
are `2019`, `2019-03`, `2019-03-01`, `01.03.2019`, or what else has one meaning, of the years 1900 to 2100; numbers may
have blanks between thousands and a comma before decimals. Identifiers are text: `007` stays `007`, `NA` stays `NA`.
`graphcdc check PATH` names everything that is wrong or unclear (see [check](check.md)).

A `graphcdc.toml` beside the tables may say `home_region = "NAME"`.
"""


def write_page() -> str:
    """Return the text of docs/tables.md."""
    parts = [INTRODUCTION]
    for table, columns in TABLES.items():
        parts.append(f"\n## {table}\n\n{_about(table)}\nOther names: {', '.join(TABLE_WORDS[table])}.\n\n")
        parts.append("| column | holds | unit | meaning | other headers |\n|---|---|---|---|---|\n")
        for column in columns:
            name = f"`{column.name}`" + (" *" if column.required else "")
            parts.append(
                f"| {name} | {_describe(column.type)} | {column.unit or ''} | {column.meaning} | {_others(column)} |\n"
            )
    parts.append("\n## Kinds of node\n\n| kind | sphere | meaning | other words |\n|---|---|---|---|\n")
    for kind in NODE_KINDS.values():
        words = ", ".join(CHOICE_WORDS["node_kind"][kind.name])
        parts.append(f"| `{kind.name}` | {kind.sphere or ''} | {kind.meaning} | {words} |\n")
    parts.append(
        "\n## Kinds of tie\n\nA tie of a kind that counts as cooperation joins two organizations in the cooperation"
        " network.\nThe warmth says how well it carries an introduction.\n\n"
        "| kind | from | to | directed | cooperation | warmth | other words |\n|---|---|---|---|---|---|---|\n"
    )
    for tie in TIE_KINDS.values():
        counts = {"projection": "through joint projects", True: "yes", False: "no"}[tie.cooperation]
        directed = "yes" if tie.directed else "no"
        row = [f"`{tie.name}`", ", ".join(tie.sources), ", ".join(tie.targets), directed, counts]
        words = ", ".join(CHOICE_WORDS["tie_kind"][tie.name])
        parts.append(f"| {' | '.join(row)} | {'' if tie.warmth is None else tie.warmth} | {words} |\n")
    parts.append("\n## Words of the short lists\n\n| column | word | other words |\n|---|---|---|\n")
    for choice, lists in CHOICE_WORDS.items():
        if choice not in ("node_kind", "tie_kind"):
            for word, others in lists.items():
                parts.append(f"| {choice.replace('_', ' ')} | `{word}` | {', '.join(others)} |\n")
    return "".join(parts)


def _others(column: Column) -> str:
    return ", ".join(list_headers(column)[1:])


def _about(table: str) -> str:
    if table in SHORTHANDS:
        kind, source, target = SHORTHANDS[table]
        return f"Each row is a tie `{kind}` from `{source}` to `{target}`."
    if table in NODE_TABLES:
        return f"Each row is a node{'' if table == 'organizations' else f' of the kind `{NODE_TABLES[table]}`'}."
    return "Each row is a tie of the kind that it names."


def _describe(kind: str) -> str:
    word, _, of = kind.partition(":")
    if word == "choice":
        return (
            "one of " + ", ".join(f"`{choice}`" for choice in CHOICES[of])
            if len(CHOICES[of]) < 8
            else "a kind, see below"
        )
    if word == "reference":
        return "an id" if of == "organizations" else f"an id of `{of}`"
    if word == "references":
        return f"ids of `{of}`"
    return {"words": "several words", "share": "0 to 1"}.get(word, word)


if __name__ == "__main__":
    (Path(__file__).parent.parent / "docs" / "tables.md").write_text(write_page(), encoding="utf-8", newline="\n")
