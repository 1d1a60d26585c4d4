"""Needs against offers: who can do what is looked for, also where nothing is known of it but what it declares.

The list of capabilities decides first: an entry meets itself with 1 and its family with less. Words that are in no list
are compared as texts, with capabilities and with fields of work. Three directions are kept apart: what a candidate can
do for the members (`Fit.covers`), what they can do for it (`Fit.asks`), and that it does the same as they do, which is
competition and no fit (`Fit.rivalry`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcdc.capabilities import CapabilityList, list_capabilities
from graphcdc.model import split_cell
from graphcdc.network import Network
from graphcdc.partners.likeness import DIGITS
from graphcdc.partners.supply import Supply, list_declared, read_supply
from graphcdc.products import best_products, make_table

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Rows = Sequence[int] | Integers

#: What a topic of a project counts beside a need: the project is about it, but nobody said that it is missing.
TOPIC = 0.5


class Covered(NamedTuple):
    """A need that a candidate covers: the need, what covers it, and how much that adds to `Fit.covers`.

    ``need`` is a capability id or the word that was asked; ``offer`` a capability id, a field of work, or the words of
    a name or note (folded). `Matcher.offers_of` tells which: a declared offer has 0.8 or more there, a field of work
    0.5, and what a name or note mentions is not in it.
    """

    need: str
    offer: str
    value: float


@dataclass(frozen=True, eq=False)
class Fit:
    """How organizations fit some members, one value from 0 to 1 for each row of the cooperation.

    Attributes
    ----------
    covers
        Gain in coverage: the share of the members' needs that a candidate covers and nobody among them covers yet.
    asks
        The share of a candidate's own needs that the members cover.
    rivalry
        The share of a candidate's offers that the members offer as well: competition, a reason against.
    """

    covers: Floats
    asks: Floats
    rivalry: Floats


class _Demand(NamedTuple):
    """A need, its share of all needs, and the row of the organization that declares it (-1: a project or a user)."""

    need: str
    share: float
    holder: int


@dataclass(frozen=True, eq=False)
class Matcher:
    """Needs and offers of one network; rows are those of ``network.cooperation().organizations``.

    Only ties of the network count, and of organizations only those that have not ended by its date.

    Attributes
    ----------
    network, capabilities, supply
        The network, its list of capabilities, and what its organizations have to meet a need with.
    needs
        Organizations x capabilities: 1 for each declared need.
    """

    network: Network
    capabilities: CapabilityList
    supply: Supply
    needs: csr_array[Any]

    def read_need(self, word: str) -> str:
        """Return the id of the capability that a word names, by its id or name in any language, else the word itself.

        Examples
        --------
        >>> nodes = {"id": ["c1"], "name": ["лазерная резка"], "name_en": ["laser cutting"], "kind": ["capability"]}
        >>> matcher = prepare_matcher(Network.build(nodes, {"source": [], "target": [], "kind": []}))
        >>> [matcher.read_need(word) for word in ("Laser cutting", "C1", " optics ")]
        ['c1', 'c1', 'optics']
        """
        number = self.capabilities.read(word)
        return word.strip() if number is None else self.capabilities.ids[number]

    def needs_of(self, rows: Rows, project: int | None = None) -> dict[str, float]:
        """Return the needs of some organizations and of a project (a node position), by capability id.

        A need weighs as much as there are that declare it. The needs of a project count whether or not it has ended,
        for it is what is asked about, and those of its topics that name a capability count `TOPIC`.

        Examples
        --------
        >>> nodes = {"id": ["a", "c1", "c2", "p"], "name": ["Anna", "laser cutting", "welding", "Ship"]}
        >>> nodes |= {"kind": ["sme", "capability", "capability", "project"], "topics": ["", "", "", "Welding"]}
        >>> ties = {"source": ["a", "p"], "target": ["c1", "c1"], "kind": ["NEEDS"] * 2}
        >>> matcher = prepare_matcher(Network.build(nodes, ties))
        >>> matcher.needs_of([0]), matcher.needs_of([0], project=3)
        ({'c1': 1.0}, {'c1': 2.0, 'c2': 0.5})
        """
        total = np.asarray(self.needs[_as_rows(rows)].sum(axis=0), dtype=float)
        if project is not None:
            topics = map(self.capabilities.read, split_cell(self.network.column("topics")[project]))
            own = np.zeros(len(total))
            own[[number for number in topics if number is not None]] = TOPIC
            own[self._held_by(project, "NEEDS")] = 1.0
            total += own
        return {self.capabilities.ids[at]: float(total[at]) for at in np.flatnonzero(total)}

    def offers_of(self, rows: Rows, project: int | None = None) -> dict[str, float]:
        """Return what some organizations and a project (a node position) declare that they can do, and what it counts.

        Capability ids and free words; the most that one of them has. An offer counts by its skill level (0.8 to 1), a
        field of work 0.5.

        Examples
        --------
        >>> nodes = {"id": ["a", "c1"], "name": ["Anna", "welding"], "kind": ["sme", "capability"]}
        >>> network = Network.build(nodes | {"domains": ["Optics", ""]}, {"source": [], "target": [], "kind": []})
        >>> prepare_matcher(network).offers_of([0])
        {'Optics': 0.5}
        """
        best = np.zeros(len(self.supply.labels))
        for table in (self.supply.offers, self.supply.fields):
            part = table[_as_rows(rows)]
            np.maximum.at(best, part.indices, part.data)
        if project is not None:
            best[self._held_by(project, "OFFERS")] = 1.0
        return {self.supply.labels[at]: float(best[at]) for at in np.flatnonzero(best)}

    def _held_by(self, project: int, kind: str) -> Integers:
        """Numbers of the capabilities that a project needs or offers."""
        tie = self.network.tie
        held = (tie["kind"] == kind) & (tie["source"] == project) & np.isin(tie["target"], self.capabilities.nodes)
        return np.asarray(np.searchsorted(self.capabilities.nodes, tie["target"][held]), dtype=np.int64)

    def cover(self, needs: Mapping[str, float]) -> Floats:
        """Return how well each organization covers weighted needs, 0 to 1: the weighted mean over the needs.

        Parameters
        ----------
        needs
            Weights of capability ids, names of capabilities or free words; what does not weigh above 0 is left out.

        Examples
        --------
        >>> nodes = {"id": ["a", "b", "c1", "c2"], "name": ["Anna", "Boris", "laser cutting", "welding"]}
        >>> nodes |= {"kind": ["sme", "sme", "capability", "capability"]}
        >>> ties = {"source": ["a", "b", "b"], "target": ["c1", "c1", "c2"], "kind": ["OFFERS"] * 3}
        >>> prepare_matcher(Network.build(nodes, ties)).cover({"c1": 3, "Welding": 1}).tolist()
        [0.75, 1.0]
        """
        return self._add_up(self._gains(self._share(needs), _as_rows(()), self._everybody))

    def fit(self, member_rows: Rows, project_needs: Mapping[str, float]) -> Fit:
        """Return how each organization fits some members, in three directions.

        Parameters
        ----------
        member_rows
            The members.
        project_needs
            What their project needs, as `cover` takes it. Empty: the members' own needs stand in, and nobody counts as
            covering what it says itself that it needs.

        Examples
        --------
        >>> nodes = {"id": ["a", "b", "c1", "c2"], "name": ["Anna", "Boris", "laser cutting", "welding"]}
        >>> nodes |= {"kind": ["sme", "sme", "capability", "capability"]}
        >>> kinds = ["NEEDS", "OFFERS", "OFFERS", "OFFERS"]
        >>> ties = {"source": ["a", "a", "b", "b"], "target": ["c1", "c2", "c1", "c2"], "kind": kinds}
        >>> fit = prepare_matcher(Network.build(nodes, ties)).fit([0], {})
        >>> fit.covers[1].item(), fit.asks[1].item(), fit.rivalry[1].item()
        (1.0, 0.0, 0.5)
        """
        members = _as_rows(member_rows)
        covers = self._add_up(self._gains(self._demands(members, project_needs), members, self._everybody))
        return Fit(covers, self._ask(members), self._rival(members))

    def explain(self, row: int, member_rows: Rows, project_needs: Mapping[str, float]) -> list[Covered]:
        """Return what stands behind ``fit(member_rows, project_needs).covers[row]``, the largest first.

        What a member can do for a candidate is what explains the member to the candidate alone:
        ``explain(member, [candidate], {})``.

        Examples
        --------
        >>> nodes = {"id": ["a", "b", "c1"], "name": ["Anna", "Boris", "welding"], "kind": ["sme", "sme", "capability"]}
        >>> ties = {"source": ["a", "b"], "target": ["c1", "c1"], "kind": ["NEEDS", "OFFERS"]}
        >>> prepare_matcher(Network.build(nodes, ties)).explain(1, [0], {})
        [Covered(need='c1', offer='c1', value=1.0)]
        """
        members = _as_rows(member_rows)
        demands = self._demands(members, project_needs)
        values: dict[str, float] = {}
        for demand, gain in zip(demands, self._gains(demands, members, _as_rows([row])), strict=True):
            values[demand.need] = values.get(demand.need, 0.0) + float(gain[0])
        found = {need: round(value, DIGITS) for need, value in values.items()}
        covered = [Covered(need, self.supply.name_best(need, row), value) for need, value in found.items() if value > 0]
        return sorted(covered, key=lambda one: (-one.value, one.need))

    # Arithmetic ----------------------------------------------------------------------------------------------------

    @property
    def _everybody(self) -> Integers:
        return np.arange(self.needs.shape[0])

    def _share(self, needs: Mapping[str, float]) -> list[_Demand]:
        """Weighted words as demands; several words for one capability are one."""
        weights: dict[str, list[float]] = {}
        for word, weight in needs.items():
            if weight > 0:
                weights.setdefault(self.read_need(word), []).append(weight)
        sums = {need: math.fsum(given) for need, given in sorted(weights.items())}
        total = math.fsum(sums.values())
        return [_Demand(need, weight / total, -1) for need, weight in sums.items()]

    def _demands(self, members: Integers, project_needs: Mapping[str, float]) -> list[_Demand]:
        if project_needs:
            return self._share(project_needs)
        needs = self.needs[members].tocoo()
        pairs = sorted(zip(needs.col.tolist(), members[needs.row].tolist(), strict=True))
        return [_Demand(self.capabilities.ids[at], 1 / len(pairs), holder) for at, holder in pairs]

    def _gains(self, demands: Sequence[_Demand], members: Integers, candidates: Integers) -> Iterator[Floats]:
        """What each candidate adds to each demand, above what the members other than its holder cover."""
        needs = sorted({demand.need for demand in demands})
        theirs, taken = self.supply.meet(needs, candidates), self.supply.meet(needs, members, any_skill=True)
        place = {need: at for at, need in enumerate(needs)}
        for demand in demands:
            at = place[demand.need]
            covered = taken[at, members != demand.holder].max(initial=0.0)
            yield demand.share * np.maximum(theirs[at] - covered, 0.0)

    def _add_up(self, gains: Iterable[Floats]) -> Floats:
        total = sum(gains, np.zeros(self.needs.shape[0]))
        return np.minimum(total.round(DIGITS), 1.0)

    def _ask(self, members: Integers) -> Floats:
        """Share of each organization's needs that the members cover."""
        needed = np.unique(self.needs.indices)
        met = self.supply.meet([self.capabilities.ids[at] for at in needed], members)
        reach = np.zeros(len(self.capabilities))
        reach[needed] = met.max(axis=1, initial=0.0)
        return _mean(self.needs, reach)

    def _rival(self, members: Integers) -> Floats:
        """Share of each organization's offers that the offers of the members would do for as well."""
        offers = self.supply.offers
        met = best_products(self.capabilities.kinship, offers[members].T.tocsr()).toarray()
        return _mean(offers, met.max(axis=1, initial=0.0))


def _as_rows(rows: Rows) -> Integers:
    return np.unique(np.asarray(rows, dtype=np.int64))


def _mean(weights: csr_array[Any], values: Floats) -> Floats:
    """Weighted mean of values for each row of weights, 0 where there is none."""
    total = np.asarray(weights.sum(axis=1), dtype=float)
    mean = np.asarray(weights @ values, dtype=float) / np.where(total > 0, total, 1.0)
    return np.minimum(mean.round(DIGITS), 1.0)


def prepare_matcher(network: Network) -> Matcher:
    """Read the needs and offers of a network, once for all questions.

    Texts (fields of work, names, notes) are read on the first question that they may have an answer to.

    Examples
    --------
    >>> nodes = {"id": ["a", "c1"], "name": ["Anna", "welding"], "kind": ["sme", "capability"]}
    >>> ties = {"source": ["a"], "target": ["c1"], "kind": ["OFFERS"], "since": ["2019"]}
    >>> network = Network.build(nodes, ties)
    >>> [prepare_matcher(network.as_of(date)).cover({"welding": 1}).tolist() for date in ("2018", "2019")]
    [[0.0], [1.0]]
    """
    capabilities = list_capabilities(network)
    rows, columns, _ = list_declared(network, capabilities, "NEEDS")
    shape = (len(network.organizations), len(capabilities))
    needs = make_table(rows, columns, np.ones(len(rows)), shape)
    return Matcher(network, capabilities, read_supply(network, capabilities), needs)
