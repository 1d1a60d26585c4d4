"""The planted gaps of structure: who stands apart, who holds what together, which cluster is one on paper."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from st_petersburg.life import Life, Project, Tie
from st_petersburg.words import CLUSTERS, HOME
from st_petersburg.world import FIRMS, Organization

WATER, HERITAGE, LIGHT_ART, JEWELRY = 21, 23, 20, 12


class Planted(NamedTuple):
    """A planted gap: its kind, the ids or group words that it is about, and why it is one."""

    kind: str
    members: tuple[str, ...]
    why: str


class Cast:
    """The organizations that play a part in planted gaps and stay out of the rest."""

    def __init__(self, organizations: Sequence[Organization], random: Random) -> None:
        self.random = random
        self.organizations = organizations
        self._free = [one for one in organizations if one.region == HOME]
        random.shuffle(self._free)

    def take(
        self, count: int, cluster: int | None = None, kinds: Sequence[str] = (*FIRMS, "organization")
    ) -> list[Organization]:
        """Reserve organizations of some kinds, as members of a cluster if one is given."""
        chosen = [one for one in self._free if one.kind in kinds and not one.reserved][:count]
        for one in chosen:
            one.reserved, one.since = True, 2014
            if cluster is not None:
                one.memberships = [(cluster, "участник", str(self.random.randint(2014, 2024)))]
        return chosen


class Parts(NamedTuple):
    """Who plays what."""

    isolates: list[Organization]
    island: list[Organization]
    gateway: list[Organization]
    bridge: list[Organization]
    pendant: list[Organization]
    chain: list[Organization]
    emerging: list[Organization]
    water: list[Organization]
    broker: list[Organization]
    lone_broker: list[Organization]
    dormant: list[Organization]


def cast_parts(organizations: Sequence[Organization], random: Random) -> Parts:
    """Choose, before life begins, who plays a part."""
    cast = Cast(organizations, random)
    return Parts(
        isolates=cast.take(3, cluster=4),
        island=cast.take(4, cluster=16),
        gateway=cast.take(7, cluster=19),
        bridge=cast.take(4, cluster=22),
        pendant=cast.take(1, cluster=24),
        chain=cast.take(2, cluster=18),
        emerging=cast.take(4) + cast.take(8, kinds=("organization", "ngo")),
        water=cast.take(6, cluster=WATER),
        broker=cast.take(1, cluster=6),
        lone_broker=cast.take(1, cluster=JEWELRY),
        dormant=cast.take(2, cluster=3),
    )


def plant(life: Life, organizations: Sequence[Organization], parts: Parts, random: Random) -> list[Planted]:
    """Add what the parts do to the life of the others."""
    hubs = _find_hubs(life, organizations)
    return [
        *(
            Planted("isolate", (one.id,), "member of a cluster, but neither a project nor a tie is recorded")
            for one in parts.isolates
        ),
        *_plant_islands(life, parts, hubs),
        *_plant_edges(life, parts, hubs),
        *_plant_brokers(life, organizations, parts),
        *_plant_clusters(life, organizations, parts, hubs, random),
        _plant_dormant(life, parts, hubs),
    ]


def _find_hubs(life: Life, organizations: Sequence[Organization]) -> list[Organization]:
    """Intermediaries at home with most projects and ties."""
    counts: dict[str, int] = {}
    for project in life.projects:
        for one in project.members:
            counts[one.id] = counts.get(one.id, 0) + 1
    for tie in life.ties:
        counts[tie.source] = counts.get(tie.source, 0) + 1
    able = [
        one for one in organizations if one.kind in ("ngo", "incubator") and one.region == HOME and not one.reserved
    ]
    return sorted(able, key=lambda one: (-counts.get(one.id, 0), one.id))[:10]


def _join(life: Life, cluster: int, year: int, members: Sequence[Organization], until: int | None = None) -> None:
    life.projects.append(Project(cluster, f"{year}-03", f"{until or year + 2}-12", list(members), year % 6))


def _cooperate(life: Life, one: Organization, other: Organization, year: int) -> None:
    life.ties.append(Tie(one.id, other.id, "COOPERATES_WITH", str(year)))


def _plant_islands(life: Life, parts: Parts, hubs: Sequence[Organization]) -> list[Planted]:
    _join(life, 16, 2021, parts.island)
    gate, *behind = parts.gateway
    _join(life, 19, 2020, [gate, *behind])
    for hub in hubs[:2]:
        _cooperate(life, gate, hub, 2019)
    end, *others = parts.bridge
    _join(life, 22, 2022, [end, *others])
    _cooperate(life, end, hubs[2], 2022)
    return [
        Planted("fragmentation", _ids(parts.island), "four that work with one another and with nobody else"),
        Planted(
            "single_point_of_failure",
            (gate.id,),
            "cut vertex: six organizations reach the rest of the network only through it",
        ),
        Planted(
            "single_point_of_failure",
            _ids([end, hubs[2]]),
            "bridge: the one tie that joins four organizations to the rest of the network",
        ),
    ]


def _plant_edges(life: Life, parts: Parts, hubs: Sequence[Organization]) -> list[Planted]:
    _cooperate(life, parts.pendant[0], hubs[3], 2023)
    inner, outer = parts.chain
    _cooperate(life, inner, hubs[4], 2018)
    _cooperate(life, outer, inner, 2019)
    return [
        Planted("pendant", _ids(parts.pendant), "one partner, by one tie"),
        Planted("periphery", _ids(parts.chain), "two in a row at the edge: one partner outside the two"),
    ]


def _plant_brokers(life: Life, organizations: Sequence[Organization], parts: Parts) -> list[Planted]:
    """A broker among eight that do not know one another, and the only link between two clusters."""
    taken: list[Organization] = []
    able = [one for one in organizations if one.kind == "organization" and one.region == HOME and one.since <= 2016]
    for one in sorted(able, key=lambda one: one.id):
        free = not one.reserved and len(taken) < 8
        if free and not any(_have_met(life, one, other) for other in taken):
            taken.append(one)
    for other in taken:
        _cooperate(life, parts.broker[0], other, 2021)
    for cluster in (JEWELRY, LIGHT_ART):
        for other in _list_members(organizations, cluster)[:2]:
            _cooperate(life, parts.lone_broker[0], other, 2020)
    return [
        Planted(
            "structural_hole",
            _ids(parts.broker),
            f"its {len(taken)} partners have not worked with one another: low constraint, all through one",
        ),
        Planted(
            "brokerage_gap",
            _ids(parts.lone_broker),
            f"lone broker: joins {_name(JEWELRY)} and {_name(LIGHT_ART)}, whose members do not meet otherwise",
        ),
    ]


def _list_members(organizations: Sequence[Organization], cluster: int) -> list[Organization]:
    return [one for one in organizations if not one.reserved and cluster in {at for at, *_ in one.memberships}]


def _plant_clusters(
    life: Life, organizations: Sequence[Organization], parts: Parts, hubs: Sequence[Organization], random: Random
) -> list[Planted]:
    """A cluster on paper, one that nobody has declared, one without data, and one that is too small."""
    paper: list[Organization] = []
    for one in sorted(organizations, key=lambda one: one.id):
        fit = (
            one.region == HOME
            and not one.reserved
            and one.cluster not in (0, 1)
            and one.kind in ("sme", "company", "ngo")
        )
        active = any(one in project.members for project in life.projects)
        if fit and active and len(paper) < 16 and not any(_have_met(life, one, other) for other in paper):
            paper.append(one)
            one.memberships.append((HERITAGE, "участник", str(max(one.since, 2017))))
    for year in range(2016, 2025):
        _join(life, 15, year, random.sample(parts.emerging, 5))
    for one, hub in zip(parts.emerging[-3:], hubs[6:9], strict=True):
        _cooperate(life, one, hub, 2020)
    return [
        Planted(
            "paper_cluster",
            (f"k{HERITAGE + 1:02}",),
            f"{len(paper)} members of {_name(HERITAGE)}, no two of which share a project or a tie",
        ),
        Planted(
            "emerging_cluster",
            _ids(parts.emerging),
            "twelve of several clusters that share nine projects with one another; no cluster is declared for them",
        ),
        Planted(
            "data_gap",
            (f"k{WATER + 1:02}",),
            f"{len(parts.water)} members of {_name(WATER)} are recorded, but neither a project nor a tie of theirs",
        ),
    ]


def _plant_dormant(life: Life, parts: Parts, hubs: Sequence[Organization]) -> Planted:
    for year in (2014, 2015, 2016):
        _join(life, 3, year, [*parts.dormant, hubs[5]], until=year + 1)
    return Planted("dormant_tie", _ids(parts.dormant), "three joint projects, the last one ended in 2017, none since")


def _have_met(life: Life, one: Organization, other: Organization) -> bool:
    return any(one in project.members and other in project.members for project in life.projects) or any(
        {tie.source, tie.target} == {one.id, other.id} for tie in life.ties
    )


def _ids(organizations: Sequence[Organization]) -> tuple[str, ...]:
    return tuple(sorted(one.id for one in organizations))


def _name(cluster: int) -> str:
    return CLUSTERS[cluster].english.strip('"')
