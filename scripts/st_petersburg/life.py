"""What the invented organizations do together: projects, direct ties, offers and needs, over the years.

The rules of who meets whom are the planted gaps between groups: firms meet hardly anybody but intermediaries
(associations, incubators, cluster offices, centres); science, authorities and investors meet among themselves;
universities avoid associations; the two largest clusters avoid each other; home avoids outside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from st_petersburg.words import CLUSTERS, HOME
from st_petersburg.world import FIRMS, Organization

INTERMEDIARIES = ("ngo", "incubator", "cluster_organization", "organization")
SCIENCE = ("university", "research_organization")
LAST_YEAR = 2025
#: The cluster that has projects, but none with science.
EXHIBITION = 17
_PROJECT_WORDS = ("Разработка", "Внедрение", "Испытания", "Подготовка производства", "Пилотная линия", "Кадры")
_ENGLISH_WORDS = ("Development", "Introduction", "Testing", "Preparing production", "Pilot line", "Skills")


@dataclass
class Project:
    """A project: position of its cluster, years, members with the coordinator first."""

    cluster: int
    start: str
    end: str
    members: list[Organization]
    word: int
    id: str = ""
    status: str = ""
    coordinated: bool = True


@dataclass
class Tie:
    """A direct tie."""

    source: str
    target: str
    kind: str
    since: str = ""
    until: str = ""
    strength: str = ""
    confidence: str = ""


@dataclass
class Life:
    """All projects and ties so far."""

    projects: list[Project] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


#: Clusters whose members avoid one another, and how seldom they meet all the same.
AVOIDANCE = {frozenset((0, 1)): 0.06, frozenset((12, 20)): 0.0}


class Crowd:
    """Draws organizations by kind, by cluster and by appetite, and keeps those apart that avoid one another."""

    def __init__(self, organizations: Sequence[Organization], random: Random) -> None:
        self.organizations = [one for one in organizations if not one.reserved]
        self.random = random

    def draw(
        self,
        count: int,
        kinds: Sequence[str],
        year: int,
        *,
        cluster: int | None = None,
        outside: bool = False,
        beside: Sequence[Organization] = (),
    ) -> list[Organization]:
        """Return up to `count` different organizations of some kinds, mostly of one cluster, who stand one another."""
        pool = [
            one
            for one in self.organizations
            if one.kind in kinds and one.since <= year and (one.region != HOME) == outside and one not in beside
        ]
        chosen: list[Organization] = []
        while pool and len(chosen) < count:
            weights = [one.appetite * (8.0 if one.cluster == cluster else 1.0) for one in pool]
            one = self.random.choices(pool, weights)[0]
            pool.remove(one)
            if not any(self._avoid(one, other) for other in (*beside, *chosen)):
                chosen.append(one)
        return chosen

    def _avoid(self, one: Organization, other: Organization) -> bool:
        ours, theirs = ({at for at, *_ in who.memberships} for who in (one, other))
        for pair, chance in AVOIDANCE.items():
            if pair & ours and pair & theirs and pair <= ours | theirs:
                return self.random.random() >= chance
        return False


#: How many projects of each sort; those of the planted gaps come on top.
SORTS = {"business": 145, "science": 100, "helix": 14, "outside": 26}


def live(organizations: Sequence[Organization], random: Random) -> Life:
    """Let the organizations meet."""
    crowd = Crowd(organizations, random)
    life = Life()
    gatherings = {
        "business": _gather_business,
        "science": _gather_science,
        "helix": _gather_helix,
        "outside": _gather_outside,
    }
    for sort, count in SORTS.items():
        target = len(life.projects) + count
        while len(life.projects) < target:
            _add_project(life, crowd, gatherings[sort])
    _tie_firms(life, crowd)
    _tie_money(life, crowd)
    return life


def _add_project(life: Life, crowd: Crowd, gather: Callable[[Crowd, int, int], list[Organization]]) -> None:
    random = crowd.random
    cluster, year = _when(random)
    if cluster == EXHIBITION:
        gather = _gather_business  # planted: this cluster has projects, but none with science
    members = gather(crowd, cluster, year)
    if len(members) < 3:
        return
    start = f"{year}-{random.randint(1, 12):02}"
    end = f"{year + random.randint(1, 4)}-{random.randint(1, 12):02}"
    life.projects.append(Project(cluster, start, end, members[:12], random.randrange(len(_PROJECT_WORDS))))


def _gather_business(crowd: Crowd, cluster: int, year: int) -> list[Organization]:
    firms = crowd.draw(1, FIRMS, year, cluster=cluster)
    count = crowd.random.choices((2, 3, 4, 5), (5, 4, 2, 1))[0]
    return firms + crowd.draw(count, INTERMEDIARIES, year, cluster=cluster, beside=firms)


def _gather_science(crowd: Crowd, cluster: int, year: int) -> list[Organization]:
    random = crowd.random
    members = crowd.draw(random.randint(2, 5), SCIENCE, year, cluster=cluster)
    members += crowd.draw(_few(random), ("public_authority",), year, beside=members)
    members += crowd.draw(_few(random), ("investor",), year, cluster=cluster, beside=members)
    others: Sequence[str] = ("incubator", "cluster_organization", "organization")
    if not any(one.kind == "university" for one in members):
        others = INTERMEDIARIES
    return members + crowd.draw(random.randint(0, 3), others, year, cluster=cluster, beside=members)


def _few(random: Random) -> int:
    return random.choices((0, 1, 2), (3, 4, 2))[0]


def _gather_helix(crowd: Crowd, cluster: int, year: int) -> list[Organization]:
    """The rare project in which all meet, so that the planted gaps are gaps and not walls."""
    members: list[Organization] = []
    for count, kinds in ((1, ("university",)), (2, FIRMS), (1, ("research_organization",))):
        members += crowd.draw(count, kinds, year, cluster=cluster, beside=members)
    for kind in ("public_authority", "investor"):
        members += crowd.draw(1, (kind,), year, beside=members)
    return members


def _gather_outside(crowd: Crowd, cluster: int, year: int) -> list[Organization]:
    random = crowd.random
    kinds = (*FIRMS, *SCIENCE, *INTERMEDIARIES)
    members = crowd.draw(random.randint(3, 6), kinds, year, cluster=cluster, outside=True)
    if random.random() < 0.3:
        members += crowd.draw(1, ("organization", "ngo"), year, cluster=cluster, beside=members)
    return members


def _tie_firms(life: Life, crowd: Crowd) -> None:
    """Firms and intermediaries are tied directly, firms with one another now and then."""
    random = crowd.random
    for _ in range(1000):
        cluster, year = _when(random)
        firm = crowd.draw(1, FIRMS, year, cluster=cluster)
        other = crowd.draw(1, INTERMEDIARIES, year, cluster=cluster, beside=firm)
        if firm and other:
            kind = random.choices(("COOPERATES_WITH", "CONTRACTS_WITH", "SUPPLIES"), (6, 3, 2))[0]
            _tie(life, random, firm[0], other[0], kind, year)
    for _ in range(45):
        cluster, year = _when(random)
        pair = crowd.draw(2, FIRMS, year, cluster=cluster)
        if len(pair) == 2:
            _tie(life, random, *pair, random.choice(("SUPPLIES", "CONTRACTS_WITH")), year)
    for _ in range(25):
        cluster, year = _when(random)
        pair = crowd.draw(2, ("sme", "startup"), year, cluster=cluster)
        if len(pair) == 2 and pair[0].cluster == pair[1].cluster:
            _tie(life, random, *pair, "COMPETES_WITH", year)


def _tie_money(life: Life, crowd: Crowd) -> None:
    """Authorities and investors fund science and intermediaries; investors hardly any firm."""
    random = crowd.random
    for kind, ties in (("investor", 90), ("public_authority", 60)):
        for _ in range(ties):
            cluster, year = _when(random)
            giver = crowd.draw(1, (kind,), year, cluster=cluster)
            taker = crowd.draw(1, (*SCIENCE, "incubator", "organization"), year, cluster=cluster, beside=giver)
            if giver and taker:
                _tie(life, random, giver[0], taker[0], "FUNDS", year)
    for _ in range(10):
        cluster, year = _when(random)
        giver = crowd.draw(1, ("investor",), year, cluster=cluster)
        taker = crowd.draw(1, ("startup", "sme"), year, cluster=cluster, beside=giver)
        if giver and taker:
            _tie(life, random, giver[0], taker[0], "INVESTS_IN", year)


def _when(random: Random) -> tuple[int, int]:
    cluster = random.choices(range(len(CLUSTERS)), [one.weight for one in CLUSTERS])[0]
    return cluster, random.choices(range(2014, LAST_YEAR + 1), range(4, 16))[0]


def _tie(life: Life, random: Random, source: Organization, target: Organization, kind: str, year: int) -> None:
    if any({tie.source, tie.target} == {source.id, target.id} and tie.kind == kind for tie in life.ties):
        return
    until = "" if random.random() < 0.7 else str(min(year + random.randint(1, 5), LAST_YEAR))
    strength = random.choices(("", "2", "3"), (6, 2, 1))[0]
    confidence = random.choices(("", "0.9", "0.7", "0.5"), (4, 3, 2, 1))[0]
    since = f"{year}-{random.randint(1, 12):02}" if random.random() < 0.6 else str(year)
    life.ties.append(Tie(source.id, target.id, kind, since, until, strength, confidence))


def name_project(project: Project, number: int) -> tuple[str, str]:
    """Return the Russian and English name of a project."""
    theme = CLUSTERS[project.cluster].themes[number % len(CLUSTERS[project.cluster].themes)]
    russian = f"{_PROJECT_WORDS[project.word]}: {theme}, {number}"
    english = f"{_ENGLISH_WORDS[project.word]}: {CLUSTERS[project.cluster].topic[1]}, {number}"
    return russian, english
