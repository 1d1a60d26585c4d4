"""Why somebody is not suggested: its place, what costs it most, and what is not known of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Sentence
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.facts import Facts
from graphcdc.partners.needs import NEEDS, fit_needs
from graphcdc.partners.queries import Team, read_query
from graphcdc.partners.ranking import (
    Ranking,
    check_call,
    has_history,
    match_filters,
    rank_candidates,
    sort_candidates,
)
from graphcdc.partners.scoring import FAMILIES
from graphcdc.partners.signals import measure
from graphcdc.partners.weights import Weights
from graphcdc.words import DEFAULT_LANGUAGE

#: So many parts are named of those that cost most.
COSTS = 2


@dataclass(frozen=True)
class Absence:
    """How an organization stands for a question.

    Attributes
    ----------
    candidate, name, kind
        The organization.
    standing
        ``suggested``; ``below`` (ranked, not shown); ``overlooked`` (its score would do, but among very many it is by
        no strong signal one of the best, and only those are scored); ``filtered`` (ranked as without the filters);
        ``member``; ``partner`` (of an organization that asks); or ``unknown`` (there is nothing to judge by).
    list, rank, ranked
        The list it stands in, its place there, and how many were ranked; None where it may not be suggested.
    score, probability
        As in `Suggestion`.
    last
        Id of the last one that is shown in that list, where the organization stands below it.
    costs
        The parts that cost most against the last one shown, and how much, in log odds below zero.
    reasons
        Why, in sentences.
    missing
        What is not known of it and could change its place.
    """

    listing: ClassVar[str] = "absence"

    candidate: str
    name: str
    kind: str
    standing: str
    reasons: tuple[Sentence, ...]
    missing: tuple[Sentence, ...] = ()
    list: str | None = None
    rank: int | None = None
    ranked: int | None = None
    score: float | None = None
    probability: float | None = None
    last: str | None = None
    costs: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields as plain values, sentences in a language."""
        names = ("candidate", "name", "kind", "standing", "list", "rank", "ranked", "score", "probability", "last")
        return {
            **{name: getattr(self, name) for name in names},
            "costs": dict(self.costs),
            "reasons": [reason.say(lang) for reason in self.reasons],
            "missing": [one.say(lang) for one in self.missing],
        }


def explain_absence(
    network: Network,
    query: str | Team,
    candidate: str,
    *,
    k: int = 10,
    kinds: Iterable[str] | None = None,
    among: Iterable[str] | None = None,
    weights: Weights | None = None,
) -> Absence:
    """Say where an organization stands for a question, and why it is not suggested.

    Parameters
    ----------
    network, query, k, kinds, among, weights
        As in `recommend_partners`.
    candidate
        Id, INN or a unique part of the name of an organization.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name fits nothing, or several nodes.
    UsageError
        If `k` is not positive, a kind is none of an organization, or a team is empty.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": ["Anna", "Boris", "Clara", "Dora"], "kind": ["sme"] * 4},
    ...     {"source": ["a", "b", "b"], "target": ["b", "c", "d"], "kind": ["COOPERATES_WITH"] * 3},
    ... )
    >>> [explain_absence(network, "a", name, k=1).reasons[0].say("en") for name in ("boris", "clara", "dora")]
    ['Boris is a partner already.', 'Clara is suggested: number 1.', 'Dora is number 2 of 2; 1 is shown.']
    """
    kinds = None if kinds is None else tuple(kinds)
    check_call(k, kinds)
    basis = prepare(network)
    node = network.positions[network.resolve(candidate, ORGANIZATION_KINDS)]
    return _Absent(basis, query, basis.cooperation.positions[node], weights).explain(k, kinds, among)


class _Absent:
    """One organization and one question."""

    def __init__(self, basis: Basis, query: str | Team, row: int, weights: Weights | None) -> None:
        self.basis, self.row, self.weights = basis, row, weights
        self.question = read_query(basis, query)
        self.facts = Facts(basis, self.question)
        node = basis.cooperation.organizations[row]
        self.who = (self.facts.id(row), self.facts.name(row), str(basis.network.node["kind"][node]))
        self.values = {"name": self.who[1]}
        self.overlooked = False

    def explain(self, k: int, kinds: tuple[str, ...] | None, among: Iterable[str] | None) -> Absence:
        allowed, _ = sort_candidates(self.basis, self.question)
        if not allowed[self.row]:
            return self._refuse()
        wanted = match_filters(self.basis, kinds, among)
        filtered = [] if wanted[self.row] else self._name_filters(kinds)
        if filtered:
            wanted = np.ones(len(wanted), dtype=bool)
        signals = measure(self.basis, self.question)
        for ranking in rank_candidates(self.basis, self.question, signals, wanted, self._widen, self.weights):
            rank = ranking.find(self.row)
            if rank is not None:
                return self._place(ranking, rank, k, filtered)
        raise AssertionError("who may be suggested stands in one of the lists")

    def _widen(self, _: str, rows: NDArray[np.int64], listed: NDArray[np.bool_]) -> NDArray[np.int64]:
        if not listed[self.row]:
            return rows
        self.overlooked = self.row not in rows
        return np.union1d(rows, [self.row])

    def _refuse(self) -> Absence:
        if self.row in self.question.rows:
            key = "absence_asks" if self.question.task == "partner" else "absence_member"
            return Absence(*self.who, "member", (Sentence(key, self.values),))
        if self.facts.steps[self.row] == 1:
            (projects,) = self.facts.work(self.row).values()
            values = {**self.values, "projects": self.facts.list_projects(projects)}
            reason = Sentence("absence_partner_in" if projects else "absence_partner", values)
            return Absence(*self.who, "partner", (reason,))
        return Absence(*self.who, "unknown", (Sentence("absence_unknown", self.values),), tuple(self._list_missing()))

    def _name_filters(self, kinds: tuple[str, ...] | None) -> list[Sentence]:
        kind = self.who[2]
        if kinds is not None and kind not in kinds:
            return [Sentence("absence_kind", {**self.values, "kind": kind, "kinds": ", ".join(kinds)})]
        return [Sentence("absence_among", self.values)]

    def _place(self, ranking: Ranking, rank: int, k: int, filtered: list[Sentence]) -> Absence:
        place, last = ranking.places[rank - 1], ranking.places[min(k, len(ranking.places)) - 1]
        count = {**self.values, "rank": rank, "count": len(ranking.places), "shown": k}
        costs = self._find_costs(ranking, place, last) if rank > k else {}
        standing = "below" if rank > k else "overlooked" if self.overlooked else "suggested"
        if filtered:
            reasons = [*filtered, Sentence(f"absence_otherwise_{ranking.name}", count)]
        else:
            reasons = [Sentence(f"absence_{standing}_{ranking.name}", count)]
        reasons += [self._say_cost(part, cost, int(ranking.scored.rows[last])) for part, cost in costs.items()]
        return Absence(
            *self.who,
            "filtered" if filtered else standing,
            tuple(reasons),
            tuple(self._list_missing()),
            list=ranking.name,
            rank=rank,
            ranked=len(ranking.places),
            score=float(ranking.scored.score[place]),
            probability=float(ranking.scored.probability[place]) if has_history(self.basis) else None,
            last=self.facts.id(int(ranking.scored.rows[last])) if rank > k else None,
            costs=costs,
        )

    # What it costs -------------------------------------------------------------------------------------------------

    def _find_costs(self, ranking: Ranking, place: int, last: int) -> dict[str, float]:
        """The parts in which it falls behind the last one shown most, the worst first."""
        parts = ranking.scored.parts
        behind = {name: float(parts[name][place] - parts[name][last]) for name in (*FAMILIES, NEEDS)}
        worst = sorted(behind, key=lambda name: behind[name])[:COSTS]
        return {name: behind[name] for name in worst if behind[name] < 0}

    def _say_cost(self, part: str, cost: float, last: int) -> Sentence:
        times = math.exp(-cost)
        values = {"other": self.facts.name(last), "times": round(times, 2) if times < 10 else round(times)}
        own, others = (self._describe(part, row) for row in (self.row, last))
        if part == NEEDS and own >= others:
            part = "asks"
            own, others = (self._describe(part, row) for row in (self.row, last))
        return Sentence(f"cost_{part}", {**values, "own": own, "others": others})

    def _describe(self, part: str, row: int) -> Any:
        """The plainest fact behind a part."""
        facts, network = self.facts, self.basis.network
        node = self.basis.cooperation.organizations[row]
        if part == "prior_ties":
            return len(facts.joint_events(row))
        if part == "common_partners":
            return len(facts.common_partners(row))
        if part == "theme":
            return facts.count_projects(row, list(self.question.themes))
        if part == "activity":
            return int(self.basis.degrees[row])
        if part == "region":
            return ", ".join(name for name in (self.facts.city(row), str(network.regions[node])) if name) or "?"
        if part == "kind":
            return str(network.node["kind"][node])
        fit = fit_needs(self.basis, self.question)
        return 0 if fit is None else round(100 * float((fit.asks if part == "asks" else fit.covers)[row]))

    # What is not known ---------------------------------------------------------------------------------------------

    def _list_missing(self) -> Iterable[Sentence]:
        """What is not known of it, where it is known of others."""
        basis, network, row = self.basis, self.basis.network, self.row
        node = basis.cooperation.organizations[row]
        dated = np.asarray(basis.incidence @ (basis.cooperation.starts != "").astype(float), dtype=float)
        works = np.diff(basis.themes.activity.indptr)
        regions = network.regions[basis.cooperation.organizations]
        offers = np.diff(basis.matcher.supply.offers.indptr)
        for key, known, anybody in (
            ("missing_dates", dated[row] > 0, dated.any()),
            ("missing_themes", works[row] > 0, works.any()),
            ("missing_region", bool(network.regions[node]), (regions != "").any()),
            ("missing_kind", self.who[2] != "organization", True),
            ("missing_offers", offers[row] > 0, offers.any()),
        ):
            if anybody and not known:
                yield Sentence(key, {})
