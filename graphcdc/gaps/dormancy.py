"""Dormant ties: organizations that worked together closely, and have not for years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Sentence, list_names, shorten
from graphcdc.gaps.roster import SHOWN, Roster
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.years import read_years

#: Years without anything together after which a tie sleeps: the usual length of a project, so that no next one of the
#: same programme is merely being prepared.
YEARS = 3.0
#: Joint projects that make a history: after one, nothing says that the two wanted to go on.
LEAST_PROJECTS = 2
#: What they weigh together (1 / (k - 1) for a project of k participants) before the two count as partners of each
#: other: as much as one project of just the two. Two consortia of ten say little about any pair in them.
LEAST_WEIGHT = 1.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class History:
    """When the events of a network ended.

    Attributes
    ----------
    roster
        The organizations.
    """

    roster: Roster

    @cached_property
    def now(self) -> float:
        """The date of the network as a number of years."""
        return float(read_years(self.roster.network.date, late=True))

    @cached_property
    def ends(self) -> Floats:
        """The end of each project by its node position, that of its last participation; infinite if one has no end."""
        tie = self.roster.network.tie
        joined = tie["kind"] == "PARTICIPATES_IN"
        ends = np.full(len(self.roster.network), -np.inf)
        np.maximum.at(ends, tie["target"][joined], self._until(joined))
        return ends

    def _until(self, ties: NDArray[np.bool_]) -> Floats:
        ends = read_years(self.roster.network.tie["until"][ties], late=True)
        return np.where(np.isnan(ends), np.inf, ends)

    @cached_property
    def over(self) -> NDArray[np.int64]:
        """Columns of the joint projects that ended so many years ago or more."""
        # Months are twelfths, which do not add up to whole years exactly.
        return np.flatnonzero(self.ends[self.roster.cooperation.projects] <= self.now - YEARS + 1e-9)

    @cached_property
    def recent_ties(self) -> set[tuple[int, int]]:
        """Pairs of organizations (rows) with a tie of any kind between them that has not ended so long ago."""
        network, positions = self.roster.network, self.roster.cooperation.positions
        source, target = network.tie["source"], network.tie["target"]
        between = np.isin(network.node["kind"], ORGANIZATION_KINDS)
        between = between[source] & between[target]
        late = self._until(between) > self.now - YEARS + 1e-9
        ends = zip(source[between][late].tolist(), target[between][late].tolist(), strict=True)
        return {pair for a, b in ends for pair in ((positions[a], positions[b]), (positions[b], positions[a]))}

    @cached_property
    def active(self) -> NDArray[np.bool_]:
        """Whether each organization has taken part in anything since: a project of its own or with others, or a tie."""
        active = np.zeros(len(self.roster.ids), dtype=bool)
        tie, rows = self.roster.network.tie, self.roster.cooperation.positions
        joined = tie["kind"] == "PARTICIPATES_IN"
        late = self._until(joined) > self.now - YEARS + 1e-9
        active[[rows[node] for node in np.unique(tie["source"][joined][late]).tolist()]] = True
        active[[row for pair in self.recent_ties for row in pair]] = True
        return active

    def find_sleeping(self) -> list[tuple[int, int, float]]:
        """The pairs (rows, the lower first) that worked together enough, and only long ago, with their weight."""
        from scipy.sparse import triu

        cooperation = self.roster.cooperation
        long_ago = np.zeros(len(cooperation.sizes))
        long_ago[self.over] = 1.0
        weights = triu(cooperation.project(long_ago / np.maximum(cooperation.sizes - 1, 1)), format="coo")
        strong = np.flatnonzero(weights.data >= LEAST_WEIGHT - 1e-9)
        columns = (column[strong].tolist() for column in (weights.row, weights.col, weights.data))
        return [(a, b, weight) for a, b, weight in zip(*columns, strict=True) if self._sleeps(a, b)]

    def _sleeps(self, a: int, b: int) -> bool:
        joint = self.ends[self.roster.cooperation.joint_projects(a, b)]
        enough = len(joint) >= LEAST_PROJECTS and joint.max() <= self.now - YEARS + 1e-9
        return bool(enough) and (a, b) not in self.recent_ties


def find_dormant_ties(roster: Roster) -> list[Gap]:
    """Pairs with two joint projects or more, all ended three years ago or more, and nothing between them since.

    Nothing means no later joint project and no tie of any kind between the two. The projects together must weigh as
    much as one of just the two (1 / (k - 1) for a project of k participants, Newman 2001). A project of which an end is
    not known is taken to last. Somebody who has taken part in nothing else since may be gone: the finding says so. The
    number of joint projects is the severity, of equal ones their weight counts, then how lately they ended.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": ["a", "b", "p", "q"], "name": list("ABPQ"), "kind": ["sme", "sme", "project", "project"]}
    >>> ties = {"source": list("abab"), "target": list("ppqq"), "kind": ["PARTICIPATES_IN"] * 4}
    >>> ties |= {"since": ["2014"] * 4, "until": ["2015", "2015", "2016", "2016"]}
    >>> network = Network.build(nodes, ties)
    >>> [len(find_dormant_ties(Roster(network.as_of(date)))) for date in ("2018", "2019")]
    [0, 1]
    """
    if not roster.network.date:
        return []
    history = History(roster)
    gaps = [
        _dormant(history, a, b, weight)
        for a, b, weight in history.find_sleeping()
        if (roster.inside[a] or roster.inside[b]) and roster.may_cooperate(a, b)
    ]
    return roster.arrange(gaps, lambda gap: (-gap.evidence["weight"], gap.evidence["years"]))


def _dormant(history: History, a: int, b: int, weight: float) -> Gap:
    roster, network = history.roster, history.roster.network
    # The better connected of the two is named first.
    first, second = sorted((a, b), key=lambda row: roster.rank[row])
    projects = roster.cooperation.joint_projects(a, b).tolist()
    joint = sorted(projects, key=lambda project: (-history.ends[project], roster.name(project)))
    gone = [row for row in (first, second) if not history.active[row]]
    years = round(history.now - float(history.ends[joint[0]]), 1)
    values = {
        "first": roster.names[first],
        "second": roster.names[second],
        "projects": len(joint),
        "years": int(years),
        "names": list_names([roster.name(project) for project in joint], SHOWN),
        "gone": list_names([str(roster.names[row]) for row in gone], SHOWN),
    }
    return Gap(
        kind="dormant_tie",
        claim="structural",
        groups=None,
        members=tuple(sorted((str(roster.ids[a]), str(roster.ids[b])))),
        observed=len(joint),
        evidence={
            "projects": sorted(str(network.node["id"][project]) for project in joint),
            "last_end": _last_end(network, joint[0]),
            "years": years,
            "weight": shorten(weight),
            "nothing_since": sorted(str(roster.ids[row]) for row in gone),
        },
        said=Sentence(("gap_dormant", "gap_dormant_one", "gap_dormant_both")[len(gone)], values),
        advice=Sentence("advice_dormant_gone" if gone else "advice_dormant", values),
        ties=((str(roster.ids[first]), str(roster.ids[second])),),
    )


def _last_end(network: Network, project: int) -> str:
    tie = network.tie
    return str(max(tie["until"][(tie["kind"] == "PARTICIPATES_IN") & (tie["target"] == project)].tolist()))
