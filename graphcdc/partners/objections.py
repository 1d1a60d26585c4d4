"""What speaks against a candidate, or should be looked at before anybody writes to it: counter-reasons.

They change no score. Each is a fact of the data that can be looked up, and names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Sentence, list_names
from graphcdc.model import TIE_KINDS
from graphcdc.partners.facts import Facts
from graphcdc.partners.needs import fit_needs
from graphcdc.years import read_years

#: A tie without any sign of life for so many years is dormant.
DORMANT = 3.0
#: Who takes part in so many running projects, and in more than this share of the active organizations, is busy.
BUSY, BUSIER_THAN = 5, 0.95
#: With fewer joint projects and ties than these there is little to judge an organization by.
LEAST_EVENTS = 2
#: So large a share of its offers, and offers so near to those of a member, make a competitor.
RIVALRY = 0.5


@dataclass(frozen=True, eq=False)
class Objections:
    """The counter-reasons of one question."""

    facts: Facts

    def find(self, row: int) -> list[Sentence]:
        """Return what speaks against an organization; an empty list where nothing is known."""
        makers = (
            *(self._competes, self._is_parent, self._belongs, self._has_same_parent, self._offers_the_same),
            *(self._left, self._rests, self._is_busy, self._is_little_known),
        )
        return [sentence for maker in makers if (sentence := maker(row)) is not None]

    # Whose side it is on -------------------------------------------------------------------------------------------

    def _competes(self, row: int) -> Sentence | None:
        """A tie COMPETES_WITH that has not ended."""
        node, ends = self._node(row), self._competition
        others = {*ends[ends[:, 0] == node, 1].tolist(), *ends[ends[:, 1] == node, 0].tolist()}
        rivals = [member for member in self.facts.members if self._node(member) in others]
        return self._name("counter_competes", rivals)

    def _is_parent(self, row: int) -> Sentence | None:
        return self._name(
            "counter_parent", [one for one, above in self._parents.items() if self.facts.id(row) in above]
        )

    def _belongs(self, row: int) -> Sentence | None:
        above = self._above(row)
        return self._name("counter_belongs", [one for one in self.facts.members if self.facts.id(one) in above])

    def _has_same_parent(self, row: int) -> Sentence | None:
        own = self._above(row) - {self.facts.id(member) for member in self.facts.members}
        shared = {member: own & above for member, above in self._parents.items()}
        siblings = [member for member, parents in shared.items() if parents]
        parents = sorted({self.facts.node_name(one) for parents in shared.values() for one in parents})
        return self._name("counter_same_parent", siblings, parents=list_names(parents))

    @cached_property
    def _parents(self) -> dict[int, set[str]]:
        return {member: self._above(member) for member in self.facts.members}

    @cached_property
    def _stated(self) -> NDArray[np.object_]:
        return self.facts.basis.network.column("parent_organization")

    def _above(self, row: int) -> set[str]:
        """Ids of the organizations that one belongs to: lasting ties PART_OF, and its `parent_organization`."""
        node, network = self._node(row), self.facts.basis.network
        parents = {str(network.node["id"][one]) for one in self._ownership[self._ownership[:, 0] == node, 1]}
        return (parents | {str(self._stated[node])}) - {"", self.facts.id(row)}

    def _offers_the_same(self, row: int) -> Sentence | None:
        """Most of its offers would do for what the members offer, or are the same."""
        fit = fit_needs(self.facts.basis, self.facts.question)
        if fit is None or fit.rivalry[row] < RIVALRY:
            return None
        matcher = self.facts.basis.matcher
        offers, kinship = matcher.supply.offers, matcher.capabilities.kinship
        own, theirs = offers[[row]].indices, offers[self.facts.question.rows]
        alike = kinship[own][:, theirs.indices].toarray() >= RIVALRY
        holders = np.repeat(self.facts.question.rows, np.diff(theirs.indptr))[alike.any(axis=0)]
        names = sorted(self.facts.node_name(matcher.capabilities.ids[one]) for one in own[alike.any(axis=1)])
        return self._name("counter_offers", self.facts.by_name(set(holders.tolist())), offers=list_names(names))

    def _left(self, row: int) -> Sentence | None:
        """Its membership of a wanted cluster has ended, and no other of it lasts."""
        network, places = self.facts.basis.network, self._ties("MEMBER_OF")
        # Within a kind ties stand in the order of their sources.
        own = np.arange(
            *(places.start + np.searchsorted(network.tie["source"][places], self._node(row) + np.arange(2)))
        )
        clusters = {int(at): str(network.node["id"][network.tie["target"][at]]) for at in own}
        lasting = {cluster for at, cluster in clusters.items() if network.lasting[at]}
        ended = [
            (str(network.tie["until"][at]), self.facts.node_name(cluster))
            for at, cluster in clusters.items()
            if cluster in self.facts.question.themes and cluster not in lasting
        ]
        return Sentence("counter_left", dict(zip(("until", "cluster"), max(ended), strict=True))) if ended else None

    # How far it can be counted on ----------------------------------------------------------------------------------

    def _rests(self, row: int) -> Sentence | None:
        """There was joint work, all of it has a date, and the last date is long past."""
        facts = self.facts
        if facts.steps[row] != 1:
            return None
        dates = list(self._last_signs(row))
        now = read_years(facts.basis.network.date, late=True)
        if "" in dates or not now - max(read_years(date, late=True) for date in dates) >= DORMANT:
            return None
        names = facts.list_names(list(facts.work(row)))
        return Sentence("counter_dormant", {"names": names, "last": max(dates), "years": int(DORMANT)})

    def _last_signs(self, row: int) -> Iterator[str]:
        """The last known date of each joint project (its end, or else its start) and direct tie; "" if it may go on."""
        facts, network = self.facts, self.facts.basis.network
        events, cooperation = facts.joint_events(row), facts.basis.cooperation
        for project in cooperation.projects[events[events < len(cooperation.projects)]]:
            yield str(network.column("end")[project]) or facts.start(int(project))
        if (events >= len(cooperation.projects)).any():
            tie, node = network.tie, self._node(row)
            members = cooperation.organizations[facts.question.rows]
            direct = (tie["source"] == node) & np.isin(tie["target"], members)
            direct |= (tie["target"] == node) & np.isin(tie["source"], members)
            kinds = [name for name, kind in TIE_KINDS.items() if kind.cooperation is True]
            at = np.flatnonzero(direct)
            yield from map(str, tie["until"][at[np.isin(tie["kind"][at], kinds)]])

    def _is_busy(self, row: int) -> Sentence | None:
        basis = self.facts.basis
        count = int(basis.running[row])
        if count < BUSY:
            return None
        share = float((basis.running[basis.active] < count).mean())
        return Sentence("counter_busy", {"count": count, "share": int(100 * share)}) if share >= BUSIER_THAN else None

    def _is_little_known(self, row: int) -> Sentence | None:
        count = int(self.facts.basis.degrees[row])
        return Sentence("counter_little_known", {"count": count}) if count < LEAST_EVENTS else None

    # Rows of the data ----------------------------------------------------------------------------------------------

    def _node(self, row: int) -> int:
        return int(self.facts.basis.cooperation.organizations[row])

    @cached_property
    def _competition(self) -> NDArray[np.int64]:
        return self._ends("COMPETES_WITH")

    @cached_property
    def _ownership(self) -> NDArray[np.int64]:
        return self._ends("PART_OF")

    def _ends(self, kind: str) -> NDArray[np.int64]:
        """Source and target of the lasting ties of a kind."""
        network, places = self.facts.basis.network, self._ties(kind)
        return np.stack([network.tie[end][places] for end in ("source", "target")], axis=1)[network.lasting[places]]

    def _ties(self, kind: str) -> slice:
        """The ties of a kind: a network keeps its ties sorted by kind."""
        kinds = self.facts.basis.network.tie["kind"]
        return slice(int(np.searchsorted(kinds, kind, "left")), int(np.searchsorted(kinds, kind, "right")))

    def _name(self, key: str, members: list[int], **values: object) -> Sentence | None:
        return Sentence(key, {"names": self.facts.list_names(members), **values}) if members else None
