"""The invented world, and the real clusters, as rows of the tables."""

from __future__ import annotations

from collections.abc import Sequence

from st_petersburg.content import Link, list_capabilities
from st_petersburg.life import LAST_YEAR, Life, Project, name_project
from st_petersburg.words import CLUSTERS, HOME, REAL, SYNTHETIC, TRANSLATED
from st_petersburg.world import FIRMS, Organization, make_inn

Row = dict[str, str]

CENTRE, TECHNOPARK, INGRIA = "ckr", "technopark", "ingria"
REAL_ORGANIZATIONS = (
    (
        CENTRE,
        "Центр кластерного развития Санкт-Петербурга",
        "Cluster Development Centre of St. Petersburg",
        "cluster_organization",
    ),
    (TECHNOPARK, "Технопарк Санкт-Петербурга", "Technopark of St. Petersburg", "incubator"),
    (INGRIA, "Бизнес-инкубатор «Ингрия»", "Ingria Business Incubator", "incubator"),
)
_STAGES = ("посев", "старт", "рост", "расширение")


def list_clusters() -> list[Row]:
    """The 27 clusters, as the Centre gives them."""
    return [
        {
            "id": f"k{number:02}",
            "name": cluster.russian,
            "name_ru": cluster.russian,
            "name_en": cluster.english,
            "status": cluster.status,
            "region": HOME,
            "domains": ";".join(cluster.themes),
            "data_source": TRANSLATED,
        }
        for number, cluster in enumerate(CLUSTERS, start=1)
    ]


def list_real_organizations() -> list[Row]:
    """The Centre, Technopark and Ingria."""
    return [
        {
            "id": node,
            "name": russian,
            "name_ru": russian,
            "name_en": english,
            "kind": kind,
            "country": "Россия",
            "region": HOME,
            "city": HOME,
            "parent_organization": TECHNOPARK if node != TECHNOPARK else "",
            "data_source": REAL,
        }
        for node, russian, english, kind in REAL_ORGANIZATIONS
    ]


def list_real_ties() -> list[Row]:
    """Who is part of Technopark, and which clusters the Centre coordinates."""
    parts = [(node, TECHNOPARK, "PART_OF") for node in (CENTRE, INGRIA)]
    coordinated = [
        (CENTRE, f"k{number:02}", "COORDINATES")
        for number, cluster in enumerate(CLUSTERS, start=1)
        if cluster.status in ("pilot", "coordinated")
    ]
    return [
        {"source": source, "target": target, "kind": kind, "data_source": REAL}
        for source, target, kind in parts + coordinated
    ]


def tabulate(
    organizations: Sequence[Organization], life: Life, offers: Sequence[Link], needs: Sequence[Link]
) -> dict[str, list[Row]]:
    """Return all tables."""
    made = {
        "organizations": [_organization(one, number) for number, one in enumerate(organizations, start=1)],
        "projects": [_project(project, number) for number, project in enumerate(life.projects, start=1)],
        "capabilities": [
            {"id": node, "name": russian, "name_ru": russian, "name_en": english, "category": category}
            for node, (russian, english, category, _) in list_capabilities()
        ],
        "memberships": [
            {"organization": one.id, "cluster": f"k{cluster + 1:02}", "role": role, "since": since}
            for one in organizations
            for cluster, role, since in one.memberships
        ],
        "participations": [row for project in life.projects for row in _participations(project)],
        "offers": [_link(*link) for link in offers],
        "needs": [_link(*link) for link in needs],
        "ties": [
            {
                "source": tie.source,
                "target": tie.target,
                "kind": tie.kind,
                "since": tie.since,
                "until": tie.until,
                "strength": tie.strength,
                "confidence": tie.confidence,
            }
            for tie in life.ties
        ],
    }
    for rows in made.values():
        for row in rows:
            row["data_source"] = SYNTHETIC
    return {
        "organizations": list_real_organizations() + made.pop("organizations"),
        "clusters": list_clusters(),
        **made,
        "ties": list_real_ties() + made["ties"],
    }


def _organization(one: Organization, number: int) -> Row:
    row = {
        "id": one.id,
        "name": one.name,
        "name_ru": one.name,
        "name_en": one.english,
        "kind": one.kind,
        "country": "Россия",
        "region": one.region,
        "city": one.region if one.region in (HOME, "Москва") else "",
        "inn": make_inn(number),
        "domains": CLUSTERS[one.cluster].themes[number % len(CLUSTERS[one.cluster].themes)],
        "size": "" if one.size is None else str(one.size),
        "authority_level": one.level,
    }
    if one.kind == "public_authority":
        row["domains"] = ""
    if one.kind == "investor":
        first = number % 3
        least = (1, 3, 10, 50)[number % 4] * 1_000_000
        row["stage"] = ";".join(_STAGES[first : first + 2])
        row["ticket_min"], row["ticket_max"], row["currency"] = str(least), str(least * 10), "RUB"
    return row


def _project(project: Project, number: int) -> Row:
    russian, english = name_project(project, number)
    firms = sum(one.kind in FIRMS for one in project.members)
    return {
        "id": project.id,
        "name": russian,
        "name_ru": russian,
        "name_en": english,
        "start": project.start,
        "end": project.end,
        "clusters": f"k{project.cluster + 1:02}",
        "topics": CLUSTERS[project.cluster].themes[number % len(CLUSTERS[project.cluster].themes)],
        "status": "finished" if project.end < str(LAST_YEAR) else "running",
        "budget": str((3 + 4 * len(project.members) + 5 * firms) * 1_000_000),
        "currency": "RUB",
    }


def _participations(project: Project) -> list[Row]:
    return [
        {
            "organization": one.id,
            "project": project.id,
            "role": "координатор" if at == 0 and project.coordinated else "участник",
            "amount": str((6 if at == 0 else 3) * 1_000_000),
        }
        for at, one in enumerate(project.members)
    ]


def _link(holder: str, capability: str, level: str, since: str) -> Row:
    return {"holder": holder, "capability": capability, "skill_level": level, "since": since}
