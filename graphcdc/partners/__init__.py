"""Partner suggestions: who should join, why, and which gap that would close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Findings, Gap, Sentence, Suggestion
from graphcdc.network import Network
from graphcdc.partners.advice import advise
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.bridging import name_gaps
from graphcdc.partners.objections import Objections
from graphcdc.partners.ordering import Arranger, Order
from graphcdc.partners.queries import Question, Team, read_query
from graphcdc.partners.ranking import check_call, has_history, match_filters, rank_candidates
from graphcdc.partners.reasons import Explainer
from graphcdc.partners.scoring import Scored
from graphcdc.partners.signals import measure
from graphcdc.partners.weights import Weights

__all__ = ["Team", "list_members", "recommend_partners"]


def recommend_partners(
    network: Network,
    query: str | Team,
    *,
    k: int = 10,
    kinds: Iterable[str] | None = None,
    among: Iterable[str] | None = None,
    weights: Weights | None = None,
    gaps: Sequence[Gap] = (),
    diversity: float = 0.0,
    quotas: Mapping[str, int] | None = None,
    bridge: float = 0.0,
    newcomers: int | None = None,
    seed: int = 0,  # noqa: ARG001 - part of the contract; the present method draws nothing
) -> Findings[Suggestion]:
    """Suggest partners for an organization, a project, or a team.

    The score is the log odds that a candidate is right, learned from the past of Horizon 2020: a sum of parts
    (`scoring`). Who has no tie to any given member (and, for an organization, no partner in common) stands in a list
    of its own, ``new_blood``. The probability is of a first joint project, or of membership, within twelve months;
    None where history is too short.

    Parameters
    ----------
    network
        The network, or ``network.as_of(date)``.
    query
        An organization (id, INN or part of a name), a project (who is missing in it), or a `Team`.
    k, kinds, among, weights
        Suggestions per list; only organizations of these kinds; only these ids; other weights (`read_weights_file`).
    gaps
        Gaps of `find_gaps`; a suggestion names the first of them that it would help to close.
    diversity, quotas, bridge, newcomers
        Other orders than that of accuracy, all off: see `graphcdc.partners.ordering.Order`. The notes say their cost.

    Returns
    -------
    Findings of Suggestion
        A list: main, then new blood. Never a member of the query, never an existing partner of an organization.

    Raises
    ------
    UnknownName, AmbiguousName, UsageError
        If a name fits nothing, or several nodes; if a team is empty, a kind or number makes no sense.

    Examples
    --------
    >>> people = ["Anna", "Boris", "Clara", "Dora"]
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": people, "kind": ["sme"] * 4},
    ...     {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2},
    ... )
    >>> [(one.name, one.list, one.reasons[0].say("en")) for one in recommend_partners(network, "a")]
    [('Clara', 'main', '1 partner in common: Boris. Boris has direct ties with Anna and the candidate.')]
    """
    basis, kinds = prepare(network), None if kinds is None else tuple(kinds)
    check_call(k, kinds)
    question, order = read_query(basis, query), Order(diversity, bridge, quotas or {}, newcomers)
    answer = _Answer(basis, question, Arranger(basis, question, order, k, tuple(gaps)))
    return Findings.of(network, *answer.suggest(match_filters(basis, kinds, among), weights))


def list_members(network: Network, query: str | Team) -> list[str]:
    """Return the ids of the organizations that a query is about: itself, the project's members, or the team's.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": ["a", "p"], "name": ["Anna", "Laser"], "kind": ["sme", "project"]},
    ...     {"source": ["a"], "target": ["p"], "kind": ["PARTICIPATES_IN"]},
    ... )
    >>> list_members(network, "laser")
    ['a']
    """
    basis = prepare(network)
    rows = read_query(basis, query).rows
    return [str(node) for node in network.node["id"][basis.cooperation.organizations[rows]]]


class _Answer:
    """The suggestions for one question."""

    def __init__(self, basis: Basis, question: Question, arranger: Arranger) -> None:
        self.basis, self.question, self.arranger = basis, question, arranger
        self.explainer = Explainer(basis, question)
        self.objections = Objections(self.explainer.facts)
        self.nodes = basis.cooperation.organizations
        self.signals = measure(basis, question)
        self.certain = has_history(basis)

    def suggest(self, wanted: NDArray[np.bool_], weights: Weights | None) -> tuple[list[Suggestion], list[Sentence]]:
        """Return the best of both lists among the wanted organizations, and what must be said beside them."""
        suggestions, lists = [], []
        widen = self.arranger.widen
        for ranking in rank_candidates(self.basis, self.question, self.signals, wanted, widen, weights):
            scored = ranking.scored
            lists.append(self.arranger.arrange(ranking.name, scored, ranking.places))
            chosen = lists[-1].places
            gaps = name_gaps(self.basis, self.question.rows, scored.rows[chosen], self.arranger.gaps)
            for rank, (place, gap) in enumerate(zip(chosen, gaps, strict=True), 1):
                suggestions.append(self._describe(ranking.name, rank, scored, place, gap))
        return suggestions, self.arranger.list_notes(lists, self.certain)

    def _describe(self, name: str, rank: int, scored: Scored, place: int, gap: str | None) -> Suggestion:
        network, row = self.basis.network, int(scored.rows[place])
        node = self.nodes[row]
        candidate = str(network.node["id"][node])
        parts = {family: float(values[place]) for family, values in scored.parts.items()}
        reasons, evidence = self.explainer.explain(row, parts)
        facts = self.explainer.facts
        door, steps = facts.find_door(row), int(facts.steps[row])
        return Suggestion(
            candidate=candidate,
            name=str(network.node["name"][node]),
            kind=str(network.node["kind"][node]),
            list=name,
            rank=rank,
            score=float(scored.score[place]),
            parts=parts,
            reasons=tuple(reasons),
            evidence=evidence,
            gap_closed=gap,
            probability=float(scored.probability[place]) if self.certain else None,
            base_rate=float(scored.base_rate[place]) if self.certain else None,
            counter_reasons=tuple(self.objections.find(row)),
            introducer=None if door is None else facts.id(door.partner),
            weakest_link=None if door is None else tuple(map(facts.id, door.weakest)),
            next_step=advise(facts, row, door),
            novelty=steps if steps > 0 else None,
        )
