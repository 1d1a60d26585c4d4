"""Synthetic networks in which it is known who avoids whom: what the planted-gap suite is judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphcdc import Network

KINDS = ("company", "university", "research_organization", "public_authority", "investor", "ngo")
#: How common each kind is.
SHARES = (0.5, 0.12, 0.12, 0.1, 0.06, 0.1)


@dataclass(frozen=True)
class Regime:
    """How a network comes about.

    Attributes
    ----------
    organizations, projects, direct
        How many; direct ties join two, projects 2 to 8.
    repeat
        Chance that the next member of a team comes from those who worked with one of the present members before.
    cohesion
        Chance that the next member comes from a cluster of the first one.
    clusters, share
        Number of clusters, and the chance that an organization belongs to each.
    deficit, pair, expected
        Share of the meetings of a pair of clusters that is taken away (0: nothing is planted); the clusters, and how
        many meetings degrees lead to expect of those who belong to one of the two only.
    """

    organizations: int = 240
    projects: int = 200
    direct: int = 0
    repeat: float = 0.0
    cohesion: float = 0.0
    clusters: int = 10
    share: float = 0.14
    deficit: float = 0.0
    pair: tuple[int, int] = (0, 1)
    expected: float = 0.0


#: Networks without any gap: teams are drawn without a look at kinds and clusters.
NULLS = {
    "projects": Regime(),
    "direct ties": Regime(projects=0, direct=900),
    "both": Regime(projects=120, direct=400),
    "repeated partners": Regime(repeat=0.85),
}
#: Clusters that keep to themselves, and still avoid nobody in particular.
COHESIVE = Regime(clusters=12, share=0.1, projects=260, cohesion=0.3)
VERY_COHESIVE = replace(COHESIVE, cohesion=0.5)


#: Joint participations of 200 projects of 2 to 8.
_JOINT = 200 * 12
#: How near to what is asked for an expectation must come.
_NEAR = 0.1


def plant_deficit(deficit: float, expected: float) -> Regime:
    """Return networks in which two clusters meet less often, and would meet about so often otherwise."""
    return replace(Regime(), deficit=deficit, expected=expected)


def draw_network(regime: Regime, seed: int) -> Network:
    """Draw a network of a regime.

    Organizations differ in how active they are (lognormal). Kinds and clusters are drawn apart from it.
    """
    random = np.random.default_rng(seed)
    count = regime.organizations
    kinds = random.choice(len(KINDS), count, p=SHARES)
    member = random.random((count, regime.clusters)) < regime.share
    active = random.lognormal(0.0, 0.8, count)
    teams = _Teams(regime, member, active, random)
    sizes = [*random.integers(2, 9, regime.projects), *[2] * regime.direct]
    drawn = [teams.draw(int(size)) for size in sizes]
    if regime.deficit:
        member[:, list(regime.pair)] = _draw_pair(drawn, count, regime.expected, random)
        _keep_apart(drawn, member[:, list(regime.pair)], regime.deficit, random)
    return _build(kinds, member, drawn, regime.projects)


class _Teams:
    """Draws teams one after the other, for who worked together before may do so again."""

    def __init__(
        self,
        regime: Regime,
        member: NDArray[np.bool_],
        active: NDArray[np.float64],
        random: np.random.Generator,
    ) -> None:
        self.regime, self.member, self.active, self.random = regime, member, active, random
        self.known: list[set[int]] = [set() for _ in active]

    def draw(self, size: int) -> list[int]:
        """Draw a team of so many, of fewer if a small circle has no more."""
        team: list[int] = []
        for _ in range(40 * size):
            pool = self._pool(team)
            one = int(self.random.choice(pool, p=self.active[pool] / self.active[pool].sum()))
            if one not in team:
                team.append(one)
            if len(team) == size:
                break
        for one in team:
            self.known[one] |= set(team) - {one}
        return team

    def _pool(self, team: Sequence[int]) -> NDArray[np.int64]:
        everybody = np.arange(len(self.active))
        if not team:
            return everybody
        if self.regime.repeat and self.random.random() < self.regime.repeat:
            near = sorted(set().union(*(self.known[one] for one in team)) - set(team))
            return np.array(near) if near else everybody
        if self.regime.cohesion and self.random.random() < self.regime.cohesion:
            own = np.flatnonzero(self.member[:, self.member[team[0]]].any(axis=1))
            return own if len(own) > len(team) else everybody
        return everybody


def _draw_pair(
    teams: Sequence[Sequence[int]], count: int, expected: float, random: np.random.Generator
) -> NDArray[np.bool_]:
    """Draw the members of two clusters, anew until degrees lead to expect about so many meetings."""
    degrees = np.bincount([one for team in teams for one in team], minlength=count).astype(float)
    joint = sum(len(team) * (len(team) - 1) for team in teams) / (degrees.sum() ** 2 - (degrees**2).sum())
    # With the share s of all organizations each, s (1 - s) of the participations are of one of them only.
    share = (1 - float(np.sqrt(1 - 4 * np.sqrt(expected / (2 * _JOINT))))) / 2
    while True:
        member: NDArray[np.bool_] = random.random((count, 2)) < share
        first, second = (degrees[member[:, at] & ~member[:, 1 - at]].sum() for at in (0, 1))
        if abs(joint * first * second - expected) <= _NEAR * expected:
            return member


def _keep_apart(teams: list[list[int]], member: NDArray[np.bool_], deficit: float, random: np.random.Generator) -> None:
    """Take away a share of the meetings of two clusters: somebody changes places with somebody of another team.

    Everybody takes part as often as before, and every team is as large.
    """
    met = [sum(_meetings(team, member, one) for one in team) // 2 for team in teams]
    left = sum(met) - random.binomial(sum(met), deficit)
    while sum(met) > left:
        at = int(random.choice(len(teams), p=np.array(met) / sum(met)))
        to = int(random.integers(len(teams)))
        one, other = (int(random.choice(teams[team])) for team in (at, to))
        if at == to or other in teams[at] or one in teams[to] or not _meetings(teams[at], member, one):
            continue
        changed = [[other if each == one else each for each in teams[at]]]
        changed += [[one if each == other else each for each in teams[to]]]
        now = [sum(_meetings(team, member, each) for each in team) // 2 for team in changed]
        if sum(now) < met[at] + met[to]:
            teams[at], teams[to] = changed
            met[at], met[to] = now


def _meetings(team: Sequence[int], member: NDArray[np.bool_], one: int) -> int:
    """With how many of a team somebody meets across the two clusters."""
    first, second = member[one]
    return sum(bool((first and member[other, 1]) or (second and member[other, 0])) for other in team if other != one)


def _build(
    kinds: NDArray[np.int64], member: NDArray[np.bool_], teams: Sequence[Sequence[int]], projects: int
) -> Network:
    ids = [f"o{at:04}" for at in range(len(kinds))]
    clusters = [f"k{at:02}" for at in range(member.shape[1])]
    joint = [f"p{at:04}" for at in range(projects)]
    nodes = [*ids, *clusters, *joint]
    kind = [*(KINDS[one] for one in kinds), *["cluster"] * len(clusters), *["project"] * len(joint)]
    rows = [(ids[one], clusters[cluster], "MEMBER_OF") for one, cluster in np.argwhere(member)]
    rows += [(ids[one], joint[at], "PARTICIPATES_IN") for at, team in enumerate(teams[:projects]) for one in team]
    rows += [(ids[team[0]], ids[team[1]], "COOPERATES_WITH") for team in teams[projects:] if len(team) == 2]
    columns = dict(zip(("source", "target", "kind"), map(list, zip(*rows, strict=True)), strict=True))
    return Network.build({"id": nodes, "name": [node.upper() for node in nodes], "kind": kind}, columns)
