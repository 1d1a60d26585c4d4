"""The edges of the network: who hangs on one partner, alone or two together.

One of a row of three: a pendant (one organization), a periphery (two) and a single point of failure (three or more,
`measures.find_cuts`) are what one organization joins to the rest of its component. A wider periphery is not looked for:
a core and a periphery show up in every network whose organizations differ in how many partners they have, so that
such a structure says nothing beyond the degrees and is not claimed without a test of its significance (Kojaku and
Masuda 2018, Core-periphery structure requires something else in the network, New Journal of Physics 20, 043012).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Sentence
from graphcdc.gaps.roster import Roster

# Pendants ------------------------------------------------------------------------------------------------------------


def find_pendants(roster: Roster) -> list[Gap]:
    """Find the organizations with exactly one partner, which joins them to the rest of their component.

    Two that have only each other are no pendants but an island (`find_fragments`): nothing lies beyond the partner. The
    outer end of a chain of two is a pendant, and with its partner a periphery too: each is a fact, and the tie that is
    advised for the one cures the other as well.

    Parameters
    ----------
    roster
        The organizations.

    Returns
    -------
    list of Gap
        `observed` is the number of organizations that it loses every path to if its partner leaves; most first, of
        equal ones those with most joint projects and direct ties: they have most to lose. The tie is one to the best
        connected member of its smallest cluster, or else to the best connected partner of its partner.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["b", "b"], "target": ["a", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> [(gap.members, gap.ties) for gap in find_pendants(Roster(Network.build(nodes, ties)))]
    [(('a',), (('a', 'c'),)), (('c',), (('c', 'a'),))]
    """
    cooperation, contacts = roster.cooperation, _Contacts(roster)
    gaps = []
    for row in np.flatnonzero((cooperation.partners == 1) & roster.inside).tolist():
        partner = int(cooperation.neighbours(row)[0])
        if cooperation.partners[partner] > 1:
            gap = _describe_pendant(roster, row, partner, contacts)
            key = (not roster.first[row], -gap.observed, -cooperation.degrees[row], roster.names[row], roster.ids[row])
            gaps.append((key, gap))
    return [gap for _, gap in sorted(gaps, key=lambda item: item[0])]


def _describe_pendant(roster: Roster, row: int, partner: int, contacts: _Contacts) -> Gap:
    rest = contacts.count_reachable(row) - 1
    # At the end of a chain of two the partner's only other partner would leave both hanging on it.
    further = [one for one in roster.cooperation.neighbours(partner).tolist() if one != row]
    through = further[0] if len(further) == 1 and rest > 1 else partner
    contact, cluster = contacts.choose(row, [partner, through], through)
    values = {
        "name": roster.names[row],
        "partner": roster.names[partner],
        "rest": rest,
        "through": roster.names[through],
        "contact": "" if contact is None else roster.names[contact],
        "cluster": cluster,
    }
    return Gap(
        kind="pendant",
        claim="structural",
        groups=None,
        members=(roster.ids[row],),
        observed=rest,
        evidence={"partner": roster.ids[partner], "reachable": rest + 1, **_describe_events(roster, row)},
        said=Sentence("gap_pendant", values),
        advice=Sentence(_choose_advice("pendant", contact, cluster), values),
        ties=() if contact is None else roster.identify([(row, contact)]),
    )


def _describe_events(roster: Roster, row: int) -> dict[str, Any]:
    """What joins an organization to its one partner: joint projects, direct ties, and since when."""
    cooperation = roster.cooperation
    events = cooperation.events(row)
    projects = events[events < len(cooperation.projects)]
    starts = sorted(str(start) for start in cooperation.starts[events] if start)
    return {
        "joint_projects": roster.network.node["id"][cooperation.projects[projects]].tolist(),
        "direct_ties": len(events) - len(projects),
        "since": starts[0] if starts else None,
        "last_start": starts[-1] if starts else None,
    }


# Peripheries ---------------------------------------------------------------------------------------------------------


def find_peripheries(roster: Roster) -> list[Gap]:
    """Find the pairs of organizations that only one other organization joins to the rest of their component.

    The two work with each other, and with nobody else but that one: a chain of two, or a project of three at the edge.
    The rest must be more than they are, or else it would be at the edge.

    No core and periphery of the whole network is claimed: the degrees alone bring it about (Kojaku and Masuda 2018, New
    Journal of Physics 20, 043012), so it takes a test of significance to say more.

    Parameters
    ----------
    roster
        The organizations.

    Returns
    -------
    list of Gap
        `observed` is the number of pairs of organizations that lose every path if the one that joins them leaves; most
        first. The tie leads from the outer of the two (if both have two partners, the better connected one) to the
        best connected member of its smallest cluster, or else to the best connected partner of the one that joins
        them.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abxcde"), "name": list("ABXCDE"), "kind": ["sme"] * 6}
    >>> ties = {"source": list("abxxx"), "target": list("bxcde"), "kind": ["COOPERATES_WITH"] * 5}
    >>> [(gap.members, gap.observed, gap.ties) for gap in find_peripheries(Roster(Network.build(nodes, ties)))]
    [(('a', 'b'), 6, (('a', 'c'),))]
    """
    contacts = _Contacts(roster)
    gaps = []
    for pair, joiner in _list_peripheries(roster):
        rest = contacts.count_reachable(joiner) - 2
        if rest > len(pair) and roster.inside[pair].any():
            gap = _describe_periphery(roster, pair, joiner, rest, contacts)
            key = (not roster.first[pair].any(), -gap.observed, str(roster.list_names(np.array(pair))), gap.members)
            gaps.append((key, gap))
    return [gap for _, gap in sorted(gaps, key=lambda item: item[0])]


def _list_peripheries(roster: Roster) -> Iterator[tuple[list[int], int]]:
    """Every two rows that have no partner but each other and one more, the better connected first; and that one."""
    cooperation = roster.cooperation
    for row in np.flatnonzero((cooperation.partners == 1) | (cooperation.partners == 2)).tolist():
        near = cooperation.neighbours(row)
        for other in near.tolist():
            outside = np.setdiff1d(np.union1d(near, cooperation.neighbours(other)), [row, other])
            # Each pair is met from both sides.
            if len(outside) == 1 and roster.rank[row] < roster.rank[other]:
                yield [row, other], int(outside[0])


def _describe_periphery(roster: Roster, pair: list[int], joiner: int, rest: int, contacts: _Contacts) -> Gap:
    partners = roster.cooperation.partners[pair]
    member = roster.best(np.array(pair)) if partners[0] == partners[1] else pair[int(np.argmin(partners))]
    contact, cluster = contacts.choose(member, [*pair, joiner], joiner)
    values = {
        "first": roster.names[pair[0]],
        "second": roster.names[pair[1]],
        "joiner": roster.names[joiner],
        "rest": rest,
        "member": roster.names[member],
        "contact": "" if contact is None else roster.names[contact],
        "cluster": cluster,
    }
    return Gap(
        kind="periphery",
        claim="structural",
        groups=None,
        members=tuple(sorted(roster.ids[pair])),
        observed=len(pair) * rest,
        evidence={
            "joined_by": roster.ids[joiner],
            "remaining": rest,
            "tied_to_it": sorted(roster.ids[np.intersect1d(pair, roster.cooperation.neighbours(joiner))]),
        },
        said=Sentence("gap_periphery", values),
        advice=Sentence(_choose_advice("periphery", contact, cluster), values),
        ties=() if contact is None else roster.identify([(member, contact)]),
    )


def _choose_advice(kind: str, contact: int | None, cluster: str) -> str:
    if contact is None:
        return "advice_barred"
    return f"advice_{kind}_cluster" if cluster else f"advice_{kind}"


# Whom to meet --------------------------------------------------------------------------------------------------------


class _Contacts:
    """Whom an organization at the edge could meet: somebody of its own component, since that is where a tie helps."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.sizes = np.bincount(roster.cooperation.component)
        network = roster.network
        names = {cluster: str(network.node["name"][network.positions[cluster]]) for cluster in network.members}
        # The smallest cluster says most about an organization; of equal ones the first by name.
        self.clusters: dict[int, list[tuple[str, str]]] = {}
        for cluster in sorted(names, key=lambda one: (len(network.members[one]), names[one], one)):
            for member in network.members[cluster].tolist():
                self.clusters.setdefault(member, []).append((cluster, names[cluster]))

    def count_reachable(self, row: int) -> int:
        """How many others a path leads to."""
        return int(self.sizes[self.roster.cooperation.component[row]]) - 1

    def choose(self, row: int, avoid: list[int], through: int) -> tuple[int | None, str]:
        """The best connected member of the smallest of its clusters that has one, and the name of that cluster.

        Without a cluster, whose name is then "", the best connected partner of the one that it hangs on. None if it may
        not work with any of them.
        """
        roster, cooperation = self.roster, self.roster.cooperation
        component = cooperation.component
        for cluster, name in self.clusters.get(int(cooperation.organizations[row]), ()):
            mates = np.searchsorted(cooperation.organizations, roster.network.members[cluster])
            if free := self._list_free(row, mates[component[mates] == component[row]], avoid):
                return free[0], name
        return next(iter(self._list_free(row, cooperation.neighbours(through), avoid)), None), ""

    def _list_free(self, row: int, rows: NDArray[np.int64], avoid: list[int]) -> list[int]:
        """Those of some rows that one may begin to work with, the best connected first."""
        free = self.roster.sort(rows[~np.isin(rows, [row, *avoid])])
        return [other for other in free if self.roster.may_cooperate(row, other)]
