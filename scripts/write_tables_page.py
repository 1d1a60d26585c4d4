"""Write docs/tables.md from the schema: python scripts/write_tables_page.py."""

from __future__ import annotations

from pathlib import Path

from graphcdc.model import CHOICES, NODE_KINDS, NODE_TABLES, SHORTHANDS, TABLES, TIE_KINDS

INTRODUCTION = """# Tables

<!-- Made by scripts/write_tables_page.py from graphcdc/model.py: change it there. -->

graphcdc reads a folder of CSV files, or one such file alone: UTF-8 with or without a byte order mark, separated by
commas, semicolons or tabs, plain (`organizations.csv`) or gzipped (`organizations.csv.gz`). `organizations` and `ties`
alone are a valid set. A file whose name is no table's is taken for the table whose required columns it has.

`*` marks a required column. Headers are these words in any case. Several values in a cell are separated by `;`. Dates
are `2019`, `2019-03` or `2019-03-01`. Numbers have a point before decimals and nothing between thousands. Identifiers
are text: `007` stays `007`, `NA` stays `NA`. `graphcdc check FOLDER` names everything that is wrong
(see [check](check.md)).

A `graphcdc.toml` beside the tables may say `home_region = "NAME"`.
"""


def write_page() -> str:
    """Return the text of docs/tables.md."""
    parts = [INTRODUCTION]
    for table, columns in TABLES.items():
        parts.append(f"\n## {table}\n\n{_about(table)}\n\n| column | holds | unit | meaning |\n|---|---|---|---|\n")
        for column in columns:
            name = f"`{column.name}`" + (" *" if column.required else "")
            parts.append(f"| {name} | {_describe(column.type)} | {column.unit or ''} | {column.meaning} |\n")
    parts.append("\n## Kinds of node\n\n| kind | sphere | meaning |\n|---|---|---|\n")
    for kind in NODE_KINDS.values():
        parts.append(f"| `{kind.name}` | {kind.sphere or ''} | {kind.meaning} |\n")
    parts.append(
        "\n## Kinds of tie\n\nA tie of a kind that counts as cooperation joins two organizations in the cooperation"
        " network.\nThe warmth says how well it carries an introduction.\n\n"
        "| kind | from | to | directed | cooperation | warmth |\n|---|---|---|---|---|---|\n"
    )
    for tie in TIE_KINDS.values():
        counts = {"projection": "through joint projects", True: "yes", False: "no"}[tie.cooperation]
        directed = "yes" if tie.directed else "no"
        row = [f"`{tie.name}`", ", ".join(tie.sources), ", ".join(tie.targets), directed, counts]
        parts.append(f"| {' | '.join(row)} | {'' if tie.warmth is None else tie.warmth} |\n")
    return "".join(parts)


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
