"""Make tests/data/informetrics: who wrote papers with whom in informetrics, as tables of organizations and ties.

    python scripts/make_informetrics.py SOURCE [--output tests/data/informetrics]

SOURCE is a folder with coauthorship.csv.gz (period, source, target, weight), the two example networks of the package
linkpred (New BSD), and its licence LICENSE.txt, which stays beside the data.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import shutil
from pathlib import Path

README = """\
# Informetrics: a small network of authors in two periods

Who wrote papers with whom in informetrics, 1990-2004 ({first:,} ties) and 2005-2009 ({second:,} ties): data to check
simple predictors of new ties against other implementations. Authors stand for organizations; a tie begins with its
period, and its strength is the number of joint papers.

Source: the example networks `inf1990-2004.net` and `inf2005-2009.net` of `rafguns/linkpred`
(9fb5d5d943159997cd2585e667093104ecb103bf), New BSD, (c) 2013 the linkpred developers: see `LICENSE.txt`.
Made by `scripts/make_informetrics.py`.
"""
SOURCE_NOTE = "linkpred example networks (New BSD)"

Row = dict[str, str]


def read_ties(file: Path) -> list[Row]:
    """Return the ties of both periods as rows of the table `ties`."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        rows = [
            {
                "source": min(row["source"], row["target"]),
                "target": max(row["source"], row["target"]),
                "kind": "COOPERATES_WITH",
                "since": row["period"][:4],
                "strength": row["weight"],
                "data_source": SOURCE_NOTE,
            }
            for row in csv.DictReader(text)
        ]
    return sorted(rows, key=lambda row: (row["since"], row["source"], row["target"]))


def write_table(file: Path, rows: list[Row]) -> None:
    """Write a gzipped table, the same bytes every time."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def main() -> None:
    """Make the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent.parent / "tests" / "data" / "informetrics")
    arguments = parser.parse_args()
    folder: Path = arguments.output
    folder.mkdir(parents=True, exist_ok=True)
    ties = read_ties(arguments.source / "coauthorship.csv.gz")
    authors = sorted({row[end] for row in ties for end in ("source", "target")})
    write_table(
        folder / "organizations.csv.gz",
        [{"id": name, "name": name, "kind": "organization", "data_source": SOURCE_NOTE} for name in authors],
    )
    write_table(folder / "ties.csv.gz", ties)
    shutil.copyfile(arguments.source / "LICENSE.txt", folder / "LICENSE.txt")
    first = sum(row["since"] == "1990" for row in ties)
    text = README.format(first=first, second=len(ties) - first)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
