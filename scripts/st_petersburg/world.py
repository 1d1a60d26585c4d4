"""The invented organizations: who they are, where they sit, which clusters they have joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, product
from random import Random

from st_petersburg.words import (
    ADJECTIVES,
    AUTHORITIES,
    BODIES,
    CLUSTERS,
    HOME,
    LEGAL_FORMS,
    OUTSIDE,
)

#: How many organizations of each kind; authorities come from their list.
COUNTS = {
    "sme": 245,
    "startup": 55,
    "large_firm": 36,
    "company": 24,
    "university": 18,
    "research_organization": 42,
    "ngo": 52,
    "cluster_organization": 16,
    "incubator": 14,
    "investor": 30,
    "organization": 40,
}
FIRMS = ("sme", "startup", "large_firm", "company")
_SIZES = {"sme": (8, 240), "startup": (2, 25), "large_firm": (260, 4000), "company": (5, 600)}
_OUTSIDE_SHARE = 0.11


@dataclass
class Organization:
    """An invented organization; `cluster` is the position of the cluster that it mostly works in."""

    id: str
    kind: str
    name: str
    english: str
    cluster: int
    region: str = HOME
    level: str = ""
    #: How eagerly it joins; a few are hubs.
    appetite: float = 1.0
    since: int = 2014
    size: int | None = None
    memberships: list[tuple[int, str, str]] = field(default_factory=list)  # position of the cluster, role, since
    reserved: bool = False


def make_organizations(random: Random) -> list[Organization]:
    """Invent the organizations, in the order of their ids."""
    drafts = [_draft(kind, random) for kind, count in COUNTS.items() for _ in range(count)]
    drafts += [_draft_authority(*authority) for authority in AUTHORITIES]
    _name(drafts)
    random.shuffle(drafts)
    for number, one in enumerate(drafts, start=1):
        one.id = f"o{number:03}"
    return drafts


def _draft(kind: str, random: Random) -> Organization:
    weights = [cluster.weight for cluster in CLUSTERS]
    one = Organization("", kind, "", "", random.choices(range(len(CLUSTERS)), weights)[0])
    if random.random() < _OUTSIDE_SHARE and kind not in ("cluster_organization", "investor"):
        one.region = random.choice(OUTSIDE)
    # Few are hubs, most join little: a Pareto tail, cut so that nobody is everywhere.
    one.appetite = min(random.paretovariate(1.6), 8.0) * (3.0 if kind == "university" else 1.0)
    one.since = random.choices(range(2014, 2026), [6, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1])[0]
    if kind in _SIZES:
        low, high = _SIZES[kind]
        one.size = int(low * (high / low) ** random.random())
    one.memberships = _join_clusters(one, random)
    return one


def _draft_authority(level: str, russian: str, english: str) -> Organization:
    region = "Москва" if level == "federal" else HOME
    return Organization("", "public_authority", russian, english, 0, region, level, appetite=2.0)


def _join_clusters(one: Organization, random: Random) -> list[tuple[int, str, str]]:
    """Most belong to the cluster of their field, some to a second one, some to none."""
    if one.region != HOME or one.kind == "investor" or random.random() < 0.08:
        return []
    role = {"cluster_organization": "управляющая организация", "large_firm": "якорное предприятие"}.get(
        one.kind, "участник"
    )
    joined = [(one.cluster, role, str(random.randint(one.since, 2025)))]
    if random.random() < 0.12:
        weights = [0.0 if at in (0, 1, one.cluster) else cluster.weight for at, cluster in enumerate(CLUSTERS)]
        second = random.choices(range(len(CLUSTERS)), weights)[0]
        joined.append((second, "участник", str(random.randint(one.since, 2025))))
    return joined


def _name(drafts: Sequence[Organization]) -> None:
    """Give every draft a name of its own: an adjective that nobody real bears, and what its cluster makes."""
    forms = {kind: cycle(of_kind) for kind, of_kind in LEGAL_FORMS.items()}
    firms = {at: _firm_names(at) for at in range(len(CLUSTERS))}
    bodies = {(kind, at): _body_names(kind, at) for kind in BODIES for at in range(len(CLUSTERS))}
    for one in drafts:
        if one.name:
            continue
        names = firms[one.cluster] if one.kind in FIRMS else bodies[one.kind, one.cluster]
        russian, english = next(names)
        legal_russian, legal_english = next(forms[one.kind])
        one.name, one.english = legal_russian.format(name=russian), legal_english.format(name=english)


def _firm_names(at: int) -> Iterator[tuple[str, str]]:
    for number in range(1, 99):
        for (plural, *_, english), (noun, noun_english) in product(ADJECTIVES, CLUSTERS[at].nouns):
            tail = "" if number == 1 else f"-{number}"
            yield f"{plural} {noun}{tail}", f"{english} {noun_english}{tail}"


def _body_names(kind: str, at: int) -> Iterator[tuple[str, str]]:
    russian, form, english = BODIES[kind]
    for number in range(1, 99):
        for words in ADJECTIVES:
            tail = "" if number == 1 else f" № {number}"
            values = {"adjective": words[form], "topic": CLUSTERS[at].topic[0]}
            yield (
                russian.format(**values) + tail,
                english.format(adjective=words[3], topic=CLUSTERS[at].topic[1]) + tail.replace("№", "No."),
            )


def make_inn(serial: int) -> str:
    """Return a number with the check digit of an INN, from a tax office that does not exist (7899)."""
    digits = f"7899{serial:05}"
    total = sum(weight * int(digit) for weight, digit in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), digits, strict=True))
    return f"{digits}{total % 11 % 10}"
