"""Make datasets/st-petersburg-starter: the workbook that a centre would begin with.

    python scripts/make_starter.py SOURCE [--output datasets]

SOURCE is a folder with organizations.csv.gz and names.csv.gz from the Research Organization Registry (CC0 1.0).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import shutil
import tempfile
from pathlib import Path

from graphcdc import read_tables
from graphcdc.model import TABLES
from graphcdc.tables.books import write_book
from st_petersburg.readme import STARTER
from st_petersburg.tables import Row, list_clusters, list_real_organizations
from st_petersburg.words import HOME

SOURCE_NOTE = "Research Organization Registry (CC0 1.0)"
KINDS = {"education": "university", "facility": "research_organization", "nonprofit": "ngo"}


def read_institutions(folder: Path) -> list[Row]:
    """Return the institutions of the city that have a Russian name and are no companies."""
    names: dict[str, dict[str, str]] = {}
    for row in _read(folder / "names.csv.gz"):
        kinds = row["kinds"].split("|")
        if "label" in kinds and row["lang"] == "ru" and row["script"] == "cyrillic":
            names.setdefault(row["ror_id"], {}).setdefault("ru", row["name"])
        if "display" in kinds and row["script"] == "latin":
            names.setdefault(row["ror_id"], {}).setdefault("en", row["name"])
    rows = []
    for row in _read(folder / "organizations.csv.gz"):
        own = names.get(row["ror_id"], {})
        types = row["types"].split(";")
        if row["city"] != "St Petersburg" or row["country"] != "RU" or "ru" not in own or "company" in types:
            continue
        kind = next((KINDS[word] for word in types if word in KINDS), "organization")
        rows.append(
            {
                "id": f"ror-{row['ror_id']}",
                "name": own["ru"],
                "name_ru": own["ru"],
                "name_en": own.get("en", ""),
                "kind": kind,
                "country": "Россия",
                "region": HOME,
                "city": HOME,
                "note": f"https://ror.org/{row['ror_id']}",
                "data_source": SOURCE_NOTE,
            }
        )
    return sorted(rows, key=lambda row: row["name"])


def _read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write the workbook and its README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent.parent / "datasets")
    arguments = parser.parse_args()
    folder = arguments.output / "st-petersburg-starter"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    institutions = read_institutions(arguments.source)
    made = {"organizations": list_real_organizations() + institutions, "clusters": list_clusters()}
    with tempfile.TemporaryDirectory() as draft:
        for table, columns in TABLES.items():
            names = [column.name for column in columns]
            with (Path(draft) / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(made.get(table, []))
        tables = read_tables(draft)
    write_book(tables.columns, HOME, folder / "st-petersburg-starter.xlsx", "ru")
    counts = {"organizations": len(made["organizations"]), "institutions": len(institutions), "clusters": 27}
    (folder / "README.md").write_text(STARTER.format(**counts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
