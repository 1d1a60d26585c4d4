"""Make datasets/st-petersburg: the example of a whole centre, real clusters and invented organizations.

    python scripts/make_st_petersburg.py [--output datasets]

The same bytes every time. What is planted stands in planted_gaps.csv beside the tables.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

from graphcdc import read_tables
from graphcdc.model import TABLES
from graphcdc.tables import make_network, write_tables
from graphcdc.tables.books import spell_table
from graphcdc.tables.writing import write_cell
from st_petersburg.content import make_content
from st_petersburg.judged import judge_groups
from st_petersburg.life import live
from st_petersburg.planted import Planted, cast_parts, plant
from st_petersburg.readme import README
from st_petersburg.tables import Row, tabulate
from st_petersburg.words import HOME
from st_petersburg.world import make_organizations

SEED = 2025


def invent(seed: int) -> tuple[dict[str, list[Row]], list[Planted]]:
    """Return the tables, and what was planted in them but for the gaps between groups."""
    random = Random(seed)
    organizations = make_organizations(random)
    parts = cast_parts(organizations, random)
    life = live(organizations, random)
    planted = plant(life, organizations, parts, random)
    life.projects.sort(key=lambda project: (project.start, project.end, [one.id for one in project.members]))
    for number, project in enumerate(life.projects, start=1):
        project.id = f"p{number:03}"
    offers, needs, of_content = make_content(organizations, life, random)
    return tabulate(organizations, life, offers, needs), planted + of_content


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], **form: str) -> None:
    """Write a CSV file; ``encoding`` and ``delimiter`` may be given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", delimiter=form.get("delimiter", ","))
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(form.get("encoding", "utf-8")))


def main() -> None:
    """Write the folder, its copies in Russian and as workbooks, and the planted gaps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent.parent / "datasets")
    folder = parser.parse_args().output / "st-petersburg"
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("", "csv-ru", "workbook-ru", "workbook-en"):
        (folder / part).mkdir(parents=True)
    made, planted = invent(SEED)
    for table, rows in made.items():
        columns = [column.name for column in TABLES[table] if any(column.name in row for row in rows)]
        write_rows(folder / f"{table}.csv", columns, [[row.get(column, "") for column in columns] for row in rows])
    for part in ("", "csv-ru"):
        (folder / part / "graphcdc.toml").write_text(f'home_region = "{HOME}"\n', encoding="utf-8", newline="\n")
    tables = read_tables(folder)
    for table in tables.columns:
        name, header, rows = spell_table(table, tables.columns[table], "ru")
        cells = [[write_cell(cell) if isinstance(cell, float) else cell for cell in row] for row in rows]
        write_rows(folder / "csv-ru" / f"{name}.csv", header, cells, encoding="cp1251", delimiter=";")
    for lang in ("ru", "en"):
        write_tables(tables, folder / f"workbook-{lang}" / "st-petersburg.xlsx", lang)
    planted = judge_groups(make_network(tables)) + planted
    answers = [(gap.kind, ";".join(gap.members), gap.why) for gap in planted]
    write_rows(folder / "planted_gaps.csv", ("kind", "members", "why"), answers)
    counts = {name: f"{len(rows):,}" for name, rows in made.items()}
    (folder / "README.md").write_text(README.format(**counts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
