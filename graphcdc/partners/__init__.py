"""Partner suggestions: who should join, why, and which gap that would close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.errors import UsageError
from graphcdc.findings import Findings, Gap, Suggestion
from graphcdc.gaps import closes_gap
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.candidates import choose_candidates
from graphcdc.partners.queries import Question, Team, read_query
from graphcdc.partners.reasons import Explainer
from graphcdc.partners.scoring import Scored, choose_scale, score_candidates, shipped_scorer
from graphcdc.partners.signals import measure

__all__ = ["Team", "list_members", "recommend_partners"]

#: Fewer active organizations than these among the wanted ones are judged among all that may be suggested.
LEAST_CANDIDATES = 150
#: Probabilities need this many joint events with a known start, over at least so many years.
LEAST_EVENTS, LEAST_YEARS = 30, 1.0


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
        The network; pass ``network.as_of(date)`` for the answer of that date.
    query
        An organization (new partners for it), a project (who is missing in it), or a `Team` (a project that is not
        there yet; one member is a kick-off). Ids, INNs and unique parts of names will do.
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
    [('Clara', 'main', '1 partner in common: Boris.')]
    """
    kinds = None if kinds is None else tuple(kinds)
    _check_call(k, kinds)
    basis = prepare(network)
    answer = _Answer(basis, read_query(basis, query), tuple(gaps))
    return Findings.of(network, answer.suggest(k, _matches(basis, kinds, among)))


def _check_call(k: int, kinds: Iterable[str] | None) -> None:
    if k < 1:
        raise UsageError("too_small_a_number", name="k", least=1)
    wrong = sorted(set(kinds or ()) - set(ORGANIZATION_KINDS))
    if wrong:
        raise UsageError("unknown_word", what="kind", text=wrong[0], known=", ".join(ORGANIZATION_KINDS))


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


def _sort_candidates(basis: Basis, question: Question) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who may be suggested at all, and who of these has a way to the members (the others are new blood)."""
    cooperation, network = basis.cooperation, basis.network
    count = len(cooperation.organizations)
    tied = np.zeros(count, dtype=bool)
    for row in question.rows:
        tied[cooperation.neighbours(int(row))] = True
    partners = tied.copy()
    # Ties that are no cooperation (competition, ownership) are ties all the same: nobody tied is new blood.
    source, target = network.tie["source"], network.tie["target"]
    nodes = cooperation.organizations[question.rows]
    for here, there in ((source, target), (target, source)):
        for node in there[np.isin(here, nodes)]:
            if int(node) in cooperation.positions:
                tied[cooperation.positions[int(node)]] = True
    allowed = basis.known.copy()
    allowed[question.rows] = False
    familiar = tied
    if question.task == "partner":
        allowed &= ~partners
        steps = cooperation.matrix @ partners.astype(float)
        familiar = tied | (np.asarray(steps) > 0)
    return allowed, familiar


def _matches(basis: Basis, kinds: Iterable[str] | None, among: Iterable[str] | None) -> NDArray[np.bool_]:
    nodes = basis.cooperation.organizations
    right = np.ones(len(nodes), dtype=bool)
    if kinds is not None:
        right &= np.isin(basis.network.node["kind"][nodes], list(kinds))
    if among is not None:
        positions = basis.network.positions
        right &= np.isin(nodes, [positions[node_id] for node_id in among if node_id in positions])
    return right


def _rank(basis: Basis, scored: Scored, wanted: NDArray[np.bool_]) -> list[int]:
    """Places of the wanted candidates by score; equal scores by popularity, then by id."""
    places = np.flatnonzero(wanted[scored.rows])
    rows = scored.rows[places]
    # Organizations stand in the order of their ids, so the row itself is the last key.
    order = np.lexsort((rows, -basis.cooperation.degrees[rows], -scored.score[places]))
    return [int(place) for place in places[order]]


def has_history(basis: Basis) -> bool:
    """Whether there is enough dated history for a probability."""
    dated = basis.ages[basis.cooperation.starts != ""]
    return len(dated) >= LEAST_EVENTS and float(np.ptp(dated)) >= LEAST_YEARS


class _Answer:
    """The suggestions for one question."""

    def __init__(self, basis: Basis, question: Question, gaps: tuple[Gap, ...]) -> None:
        self.basis, self.question, self.gaps = basis, question, gaps
        self.explainer = Explainer(basis, question)
        self.nodes = basis.cooperation.organizations
        self.members = [str(member) for member in basis.network.node["id"][self.nodes[question.rows]]]
        self.signals = measure(basis, question)
        self.certain = has_history(basis)

    def suggest(self, k: int, wanted: NDArray[np.bool_]) -> list[Suggestion]:
        """Return the best of both lists among the wanted organizations."""
        allowed, familiar = _sort_candidates(self.basis, self.question)
        few = int((wanted & allowed & self.basis.active).sum()) < LEAST_CANDIDATES
        field = allowed if few else wanted & allowed
        suggestions = []
        for name, among, listed in (("main", field, familiar), ("new_blood", field & ~familiar, ~familiar)):
            task = self.question.task + ("" if name == "main" else "_new_blood")
            scorer = shipped_scorer(task, choose_scale(self.basis, field))
            rows = choose_candidates(self.basis, self.signals, among)
            if few:
                rows = np.union1d(rows, np.flatnonzero(wanted & among & (listed if name == "main" else among)))
            scored = score_candidates(scorer, self.basis, self.question, self.signals, rows)
            for rank, place in enumerate(_rank(self.basis, scored, wanted & listed)[:k], 1):
                suggestions.append(self._describe(name, rank, scored, place))
        return suggestions

    def _describe(self, name: str, rank: int, scored: Scored, place: int) -> Suggestion:
        network, row = self.basis.network, int(scored.rows[place])
        node = self.nodes[row]
        candidate = str(network.node["id"][node])
        parts = {family: float(values[place]) for family, values in scored.parts.items()}
        reasons, evidence = self.explainer.explain(row, parts)
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
        )

    def _find_gap(self, candidate: str) -> str | None:
        """The first given gap that a tie between a member and the candidate would help to close."""
        for gap in self.gaps:
            if any(closes_gap(self.basis.network, gap, member, candidate) for member in self.members):
                return gap.id
        return None
