"""What the invented organizations can do and look for, and the planted gaps of content."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from st_petersburg.life import EXHIBITION, SCIENCE, Life
from st_petersburg.planted import LIGHT_ART, Planted
from st_petersburg.words import CAPABILITIES, CLUSTERS, IDLE, UNMET
from st_petersburg.world import FIRMS, Organization

Link = tuple[str, str, str, str]  # holder, capability, skill level, since


def list_capabilities() -> list[tuple[str, tuple[str, str, str, int]]]:
    """Return all capabilities with their ids."""
    return [(f"c{number:02}", words) for number, words in enumerate((*CAPABILITIES, UNMET, IDLE), start=1)]


def make_content(
    organizations: Sequence[Organization], life: Life, random: Random
) -> tuple[list[Link], list[Link], list[Planted]]:
    """Return offers, needs, and the gaps that are planted in them and in the roles of projects."""
    known = list_capabilities()
    unmet, idle = known[-2][0], known[-1][0]
    common = known[:-2]
    offers, needs = [], []
    for one in organizations:
        if one.reserved or one.kind not in (*FIRMS, *SCIENCE, "incubator", "investor"):
            continue
        for capability, (*_, cluster) in common:
            money = capability == "c27"
            fits = one.kind == "investor" if money else one.cluster == cluster
            if random.random() < (0.5 if fits else 0.0 if money else 0.012):
                offers.append((one.id, capability, str(random.randint(1, 5)), str(max(one.since, 2015))))
    for project in life.projects:
        for capability, (*_, cluster) in common:
            if random.random() < (0.12 if project.cluster == cluster else 0.008):
                needs.append((project.id, capability, str(random.randint(1, 4)), ""))
    for one in organizations:
        if not one.reserved and one.kind in FIRMS and random.random() < 0.12:
            capability, _ = random.choice(common)
            if (one.id, capability) not in {offer[:2] for offer in offers}:
                needs.append((one.id, capability, str(random.randint(1, 4)), str(max(one.since, 2020))))
    seekers = [project for project in life.projects if project.cluster == 19][:3]
    needs += [(project.id, unmet, "3", "") for project in seekers]
    makers = [one for one in organizations if one.cluster == 22 and one.kind in FIRMS and not one.reserved][:2]
    offers += [(one.id, idle, "4", "2019") for one in makers]
    headless = next(project for project in life.projects if project.start >= "2024" and len(project.members) >= 5)
    headless.coordinated = False
    size = sum(LIGHT_ART in {at for at, *_ in one.memberships} for one in organizations)
    return (
        sorted(set(offers)),
        sorted(set(needs)),
        [
            Planted(
                "unmet_need",
                (unmet, *(project.id for project in seekers)),
                "three projects look for it, nobody offers it",
            ),
            Planted("idle_offer", (idle, *(one.id for one in makers)), "two firms offer it, nobody looks for it"),
            Planted("role_gap", (headless.id,), "the one project without a coordinator"),
            Planted(
                "helix_gap",
                (f"k{EXHIBITION + 1:02}",),
                f"no project of {CLUSTERS[EXHIBITION].english} has a university or a research organization",
            ),
            Planted(
                "eligibility_gap",
                (f"k{LIGHT_ART + 1:02}",),
                f"{size} members, and a cluster of the European platform has at least 15",
            ),
        ],
    )
