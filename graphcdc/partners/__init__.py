"""Partner suggestions: who should join, why, and which gap that would close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Findings, Gap, Suggestion
from graphcdc.gaps import closes_gap
from graphcdc.network import Network
from graphcdc.partners.advice import advise
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.objections import Objections
from graphcdc.partners.queries import Question, Team, read_query
from graphcdc.partners.ranking import check_call, has_history, match_filters, rank_candidates
from graphcdc.partners.reasons import Explainer
from graphcdc.partners.scoring import Scored
from graphcdc.partners.signals import measure

__all__ = ["Team", "list_members", "recommend_partners"]


def recommend_partners(
    network: Network,
    query: str | Team,
    *,
    k: int = 10,
    kinds: Iterable[str] | None = None,
    among: Iterable[str] | None = None,
    gaps: Sequence[Gap] = (),
    seed: int = 0,  # noqa: ARG001 - part of the contract; the present method draws nothing
) -> Findings[Suggestion]:
    """Suggest partners for an organization, a project, or a team.

    The score is the log odds that a candidate is right, a sum of parts (`scoring`). Candidates without a tie to any
    member (and, for an organization, without a partner in common) stand in a list of their own, ``new_blood``. The
    probability is of a first joint project, or of membership, within twelve months; None where history is too short.

    Parameters
    ----------
    network
        The network, or ``network.as_of(date)``.
    query
        An organization (id, INN or part of a name), a project (who is missing in it), or a `Team`.
    k
        Suggestions per list.
    kinds, among
        Only organizations of these kinds; only these ids.
    gaps
        Gaps of `find_gaps`; a suggestion names the first of them that it would help to close.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Findings of Suggestion
        A list: main, then new blood. Never a member of the query, never an existing partner of an organization.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name fits nothing, or several nodes.
    UsageError
        If `k` is not positive, a kind is none of an organization, or a team is empty.

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
    kinds = None if kinds is None else tuple(kinds)
    check_call(k, kinds)
    basis = prepare(network)
    wanted = match_filters(basis, kinds, among)
    answer = _Answer(basis, read_query(basis, query), tuple(gaps))
    return Findings.of(network, answer.suggest(k, wanted))


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

    def __init__(self, basis: Basis, question: Question, gaps: tuple[Gap, ...]) -> None:
        self.basis, self.question, self.gaps = basis, question, gaps
        self.explainer = Explainer(basis, question)
        self.objections = Objections(self.explainer.facts)
        self.nodes = basis.cooperation.organizations
        self.members = [str(member) for member in basis.network.node["id"][self.nodes[question.rows]]]
        self.signals = measure(basis, question)
        self.certain = has_history(basis)

    def suggest(self, k: int, wanted: NDArray[np.bool_]) -> list[Suggestion]:
        """Return the best of both lists among the wanted organizations."""
        return [
            self._describe(ranking.name, rank, ranking.scored, place)
            for ranking in rank_candidates(self.basis, self.question, self.signals, wanted)
            for rank, place in enumerate(ranking.places[:k], 1)
        ]

    def _describe(self, name: str, rank: int, scored: Scored, place: int) -> Suggestion:
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
            gap_closed=self._find_gap(candidate),
            probability=float(scored.probability[place]) if self.certain else None,
            base_rate=float(scored.base_rate[place]) if self.certain else None,
            counter_reasons=tuple(self.objections.find(row)),
            introducer=None if door is None else facts.id(door.partner),
            weakest_link=None if door is None else tuple(map(facts.id, door.weakest)),
            next_step=advise(facts, row, door),
            novelty=steps if steps > 0 else None,
        )

    def _find_gap(self, candidate: str) -> str | None:
        """The first given gap that a tie between a member and the candidate would help to close."""
        for gap in self.gaps:
            if any(closes_gap(self.basis.network, gap, member, candidate) for member in self.members):
                return gap.id
        return None
