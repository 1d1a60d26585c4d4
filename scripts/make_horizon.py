"""Make datasets/horizon and datasets/horizon-finland from the reduced CORDIS tables.

    python scripts/make_horizon.py SOURCE [--output datasets]

SOURCE is a folder with organizations.csv.gz, projects.csv.gz and participations.csv.gz as described in the README that
this script writes. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

SOURCE_NOTE = "CORDIS Horizon 2020 (state of December 2020)"
KINDS = {
    "PRC": "company",
    "HES": "university",
    "REC": "research_organization",
    "PUB": "public_authority",
    "OTH": "organization",
}
PARTS = {
    "ARF": "Access to risk finance",
    "ERC": "European Research Council",
    "Euratom": "Euratom",
    "FET": "Future and emerging technologies",
    "Innovation in SMEs": "Innovation in SMEs",
    "LEIT": "Leadership in industrial technologies",
    "MSCA": "Marie Skłodowska-Curie actions",
    "RI": "Research infrastructures",
    "SC1": "Health (SC1)",
    "SC2": "Food and bioeconomy (SC2)",
    "SC3": "Energy (SC3)",
    "SC4": "Transport (SC4)",
    "SC5": "Climate and resources (SC5)",
    "SC6": "Inclusive societies (SC6)",
    "SC7": "Security (SC7)",
    "SEWP": "Spreading excellence, widening participation",
    "SWAFS": "Science with and for society",
}
Row = dict[str, str]
Tables = dict[str, list[Row]]


def read_source(folder: Path) -> Tables:
    """Read the three source tables and turn them into our columns."""
    with (Path(__file__).parent / "countries.csv").open(encoding="utf-8") as file:
        countries = {row["code"]: row["name"] for row in csv.DictReader(file)}
    organizations = [
        {
            "id": row["pic"],
            "name": row["name"] or f"PIC {row['pic']}",
            "kind": KINDS[row["activity_type"]],
            "country": row["country"],
            "region": countries[row["country"]],
            "city": row["city"],
            "data_source": SOURCE_NOTE,
        }
        for row in _read(folder / "organizations.csv.gz")
    ]
    projects = [
        {
            "id": f"P{row['project_rcn']}",
            "name": row["acronym"] or f"Project {row['project_rcn']}",
            "start": row["start_date"],
            "end": row["end_date"],
            "clusters": ";".join(part_id(part) for part in row["programme_parts"].split("|") if part),
            "topics": row["topic_2016"],
            "budget": row["total_cost_eur"],
            "currency": "EUR",
            "data_source": SOURCE_NOTE,
        }
        for row in _read(folder / "projects.csv.gz")
    ]
    participations = [
        {
            "organization": row["org_pic"],
            "project": f"P{row['project_rcn']}",
            "role": row["role"],
            "amount": row["ec_contribution_eur"],
            "data_source": SOURCE_NOTE,
        }
        for row in _read(folder / "participations.csv.gz")
    ]
    clusters = [{"id": part_id(part), "name": name, "data_source": SOURCE_NOTE} for part, name in sorted(PARTS.items())]
    return {
        "organizations": organizations,
        "clusters": clusters,
        "projects": projects,
        "participations": participations,
    }


def part_id(part: str) -> str:
    """Return the id of a programme part: ``Innovation in SMEs`` is ``INNOVATION-IN-SMES``."""
    return part.upper().replace(" ", "-")


def derive_memberships(tables: Tables) -> list[Row]:
    """Who took part in a programme part is its member since its first participation there."""
    projects = {row["id"]: row for row in tables["projects"]}
    first: dict[tuple[str, str], str] = {}
    for row in tables["participations"]:
        project = projects[row["project"]]
        for cluster in filter(None, project["clusters"].split(";")):
            key = (row["organization"], cluster)
            first[key] = min(first.get(key, "9999"), project["start"])
    return [
        {
            "organization": organization,
            "cluster": cluster,
            "since": since,
            "data_source": f"derived from participations; {SOURCE_NOTE}",
        }
        for (organization, cluster), since in sorted(first.items())
    ]


def cut_country(tables: Tables, country: str) -> Tables:
    """Keep the projects with a participant of a country, and everybody in them."""
    home = {row["id"] for row in tables["organizations"] if row["country"] == country}
    kept = {row["project"] for row in tables["participations"] if row["organization"] in home}
    participations = [row for row in tables["participations"] if row["project"] in kept]
    there = {row["organization"] for row in participations}
    return {
        "organizations": [row for row in tables["organizations"] if row["id"] in there],
        "clusters": tables["clusters"],
        "projects": [row for row in tables["projects"] if row["id"] in kept],
        "participations": participations,
    }


README = """# {title}

{about}

| table | rows |
|---|---|
{counts}

**Source: CORDIS, (c) European Union, 1995-2020, CC BY 4.0; reduced and joined by the graphcdc project.**
The licence is Creative Commons Attribution 4.0 International (<https://creativecommons.org/licenses/by/4.0/>): print
the line above wherever the data or results from them are shown. The rows were taken from public repositories under the
MIT License: (c) 2016 and 2017 Spaghetti Open Data, (c) 2020 Martins.

What to know before you use it:

- Projects of Horizon 2020 that start before 2019, as of December 2020. A participation has the dates of its project.
- `kind` comes from the CORDIS activity type: PRC company, HES university, REC research_organization, PUB
  public_authority, OTH organization (kind unknown). There are no investors, and the size of a company is not known.
- Clusters are the 17 parts of the programme. Memberships are derived: whoever took part in a project of a part is its
  member since its first participation there. They are not declared by anybody.
- Somewhat under a half of the organizations have no name in the source and show as "PIC 9xxxxxxxx"; so do most projects
  show as "Project NUMBER". Whether a name is known says in which later export an organization was seen: never use it
  as a feature of a prediction.
- `region` is the name of the country in `country` (codes as in the EU: EL Greece, UK United Kingdom).
- `topics` are known for the projects of the mid-2016 export only (a third of them).
- {alone:,} of the {projects:,} projects have one participant and so join nobody.

Made by `scripts/make_horizon.py`.
"""


def write_dataset(folder: Path, tables: Tables, title: str, about: str) -> None:
    """Write the tables (large ones gzipped), and the README with their counts."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {**tables, "memberships": derive_memberships(tables)}
    for name, rows in tables.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: tuple(row.values())))
        data = text.getvalue().encode()
        if len(rows) > 100:
            (folder / f"{name}.csv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        else:
            (folder / f"{name}.csv").write_bytes(data)
    counts = "\n".join(f"| `{name}` | {len(rows):,} |" for name, rows in tables.items())
    sizes = Counter(row["project"] for row in tables["participations"])
    text = README.format(
        title=title, about=about, counts=counts, projects=len(sizes), alone=list(sizes.values()).count(1)
    )
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")


def _read(file: Path) -> Iterable[Row]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def main() -> None:
    """Make both data sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent.parent / "datasets")
    arguments = parser.parse_args()
    tables = read_source(arguments.source)
    write_dataset(
        arguments.output / "horizon",
        tables,
        "Horizon 2020, projects that start before 2019",
        "Who took part in which research and innovation project of the European Union: real cooperation, whole.",
    )
    finland = cut_country(tables, "FI")
    write_dataset(
        arguments.output / "horizon-finland",
        finland,
        "Horizon 2020, projects with a participant from Finland",
        "A region as a cluster centre would see it: 542 organizations at home and the partners from other countries "
        "that\nthey share projects with. The partners' projects without anybody from Finland are not in it.",
    )
    settings = arguments.output / "horizon-finland" / "graphcdc.toml"
    settings.write_text('home_region = "Finland"\n', encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
