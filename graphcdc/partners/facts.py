"""What the rows of the data say of the given members and a candidate: names, joint projects, partners in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Names, list_names
from graphcdc.partners.basis import Basis
from graphcdc.partners.queries import Question

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Steps are counted up to here; who is further away, but can be reached, is said to be as far.
MOST_STEPS = 6
#: So many names stand in a sentence.
SHOWN = 3
#: Weights are compared after rounding: the order in which numbers were added up must not decide.
DIGITS = 12


class Door(NamedTuple):
    """The best way over one partner in common: rows of the member, of the partner, and the ends of the weaker link."""

    member: int
    partner: int
    weakest: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Facts:
    """The facts of one question; all organizations are rows of the cooperation.

    Attributes
    ----------
    basis, question
        Where it is asked and what.
    """

    basis: Basis
    question: Question

    # Names ---------------------------------------------------------------------------------------------------------

    def id(self, row: int) -> str:
        """Return the id of an organization."""
        return str(self.basis.network.node["id"][self.basis.cooperation.organizations[row]])

    def name(self, row: int) -> str:
        """Return its name."""
        return str(self.basis.network.node["name"][self.basis.cooperation.organizations[row]])

    def node_name(self, node_id: str) -> str:
        """Return the name of the node of an id; what is no id is a word and its own name."""
        network = self.basis.network
        return str(network.node["name"][network.positions[node_id]]) if node_id in network.positions else node_id

    def list_names(self, rows: Sequence[int]) -> Names:
        """Return the names of the first of some organizations, for a sentence."""
        return list_names([self.name(row) for row in rows[:SHOWN]], SHOWN, len(rows))

    def list_projects(self, projects: Sequence[int], most: int = SHOWN) -> Names:
        """Return the names and years of the first of some projects."""
        return list_names([self.date_project(project) for project in projects[:most]], most, len(projects))

    def by_name(self, rows: Iterable[int]) -> list[int]:
        """Return rows in the order of names; equal names in that of the rows."""
        return sorted(map(int, rows), key=lambda row: (self.name(row), row))

    def date_project(self, project: int) -> str | Names:
        """Return the name of a project (a node position) with the year of its start, if that is known."""
        name, year = str(self.basis.network.node["name"][project]), self.start(project)[:4]
        return Names((name,), tail=f" ({year})") if year else name

    def start(self, project: int) -> str:
        """Return the start of a project."""
        return str(self.basis.network.column("start")[project])

    def newest_first(self, projects: Iterable[int]) -> list[int]:
        """Return projects once each, the newest first, equal dates by name."""
        names = self.basis.network.node["name"]
        by_name = sorted({int(project) for project in projects}, key=lambda project: (str(names[project]), project))
        return sorted(by_name, key=self.start, reverse=True)

    # Work together -------------------------------------------------------------------------------------------------

    @cached_property
    def members(self) -> list[int]:
        """Rows of the given members, by name."""
        return self.by_name(self.question.rows)

    def work(self, row: int) -> dict[int, list[int]]:
        """Return the members that an organization has cooperated with: their joint projects, most projects first."""
        cooperation = self.basis.cooperation
        tied = np.intersect1d(cooperation.neighbours(row), self.question.rows).tolist()
        shared = {member: self.newest_first(cooperation.joint_projects(row, member)) for member in tied}
        return {member: shared[member] for member in sorted(self.by_name(shared), key=lambda one: -len(shared[one]))}

    def joint_events(self, row: int) -> Rows:
        """Return the columns of the events that an organization shares with any member, rising."""
        events = self.basis.cooperation.events(row)
        return events[self.overlap[events] > 0]

    @cached_property
    def overlap(self) -> Floats:
        """Given members in each event."""
        given = np.zeros(len(self.basis.degrees))
        given[self.question.rows] = 1.0
        return np.asarray(self.basis.by_event @ given, dtype=float)

    # Partners in common --------------------------------------------------------------------------------------------

    @cached_property
    def near(self) -> tuple[Floats, Rows]:
        """For each organization but the members: its strongest tie with one of them, and that member's row."""
        matrix = self.basis.cooperation.matrix
        strongest, member = np.zeros(len(self.basis.degrees)), np.full(len(self.basis.degrees), -1, dtype=np.int64)
        for row in self.members:
            first, last = matrix.indptr[row : row + 2]
            partners, weights = matrix.indices[first:last], matrix.data[first:last].round(DIGITS)
            closer = weights > strongest[partners]
            strongest[partners[closer]], member[partners[closer]] = weights[closer], row
        strongest[self.question.rows] = 0.0
        return strongest, member

    def common_partners(self, row: int) -> list[int]:
        """Return the partners that an organization has in common with the members, the best way first.

        A way is as strong as the weaker of its two ties (Newman weights), then as the stronger one; then by name.
        """
        if row not in self._common:
            self._common[row] = self._find_common(row)
        return self._common[row]

    @cached_property
    def _common(self) -> dict[int, list[int]]:
        return {}

    def _find_common(self, row: int) -> list[int]:
        matrix = self.basis.cooperation.matrix
        first, last = matrix.indptr[row : row + 2]
        partners = matrix.indices[first:last]
        there, here = matrix.data[first:last].round(DIGITS), self.near[0][partners]
        common = here > 0
        ways = np.sort(np.stack([here[common], there[common]]), axis=0)
        order = np.lexsort((self.basis.by_name[partners[common]], -ways[1], -ways[0]))
        found: list[int] = partners[common][order].tolist()
        return found

    def find_door(self, row: int) -> Door | None:
        """Return who can introduce an organization best; None where nobody can, or where it needs no introduction."""
        if self.steps[row] == 1:
            return None
        common = self.common_partners(row)
        if not common:
            return None
        partner = common[0]
        member = int(self.near[1][partner])
        there = round(float(self.basis.cooperation.matrix[row, partner]), DIGITS)
        weakest = (member, partner) if self.near[0][partner] <= there else (partner, row)
        return Door(member, partner, weakest)

    @cached_property
    def steps(self) -> Rows:
        """Steps from the nearest member to each organization, up to `MOST_STEPS`; 0 for members, -1 without a way."""
        found = count_steps(self.basis, self.question.rows, MOST_STEPS - 1)
        steps = np.where(np.isinf(found), -1.0, found).astype(np.int64)
        if (steps == MOST_STEPS - 1).any():
            component = self.basis.cooperation.component
            steps[(steps < 0) & np.isin(component, component[self.question.rows])] = MOST_STEPS
        return steps

    # Themes --------------------------------------------------------------------------------------------------------

    def shared_themes(self, row: int) -> list[str]:
        """Return the wanted themes that an organization works in, what says most first."""
        themes = self.basis.themes
        start, stop = themes.activity.indptr[row : row + 2]
        counts = dict(zip(themes.activity.indices[start:stop], themes.activity.data[start:stop], strict=True))
        gains = {
            name: weight * themes.rarity[themes.names[name]] * np.log1p(counts[themes.names[name]])
            for name, weight in self.question.themes.items()
            if themes.names.get(name) in counts
        }
        return sorted(gains, key=lambda name: (-round(gains[name], DIGITS), self.node_name(name), name))

    def city(self, row: int) -> str:
        """Return the city of an organization as it stands in the data, "" where it is not known."""
        return str(self.basis.network.column("city")[self.basis.cooperation.organizations[row]]).strip()

    def projects(self, row: int) -> list[int]:
        """Return the projects of an organization (node positions), those without another participant among them."""
        sources, targets = self.basis.joined
        first, last = np.searchsorted(sources, self.basis.cooperation.organizations[row] + np.array([0, 1]))
        return [int(project) for project in np.unique(targets[first:last])]

    def count_projects(self, row: int, themes: Sequence[str]) -> int:
        """Count the projects of an organization in any of some themes."""
        own, wanted = self.basis.themes.own, set(themes)
        return sum(not wanted.isdisjoint(own.get(project, ())) for project in self.projects(row))


def count_steps(basis: Basis, rows: Rows, most: float = np.inf) -> Floats:
    """Return the steps from the nearest of some organizations to each, inf where no way of at most so many leads there.

    Over the incidence, which is far smaller than the ties.
    """
    steps = np.full(len(basis.degrees), np.inf)
    steps[rows] = 0
    reached, taken = steps == 0, 0
    while reached.any() and taken < most:
        taken += 1
        reached = (basis.incidence @ (basis.by_event @ reached.astype(float)) > 0) & np.isinf(steps)
        steps[reached] = taken
    return steps
