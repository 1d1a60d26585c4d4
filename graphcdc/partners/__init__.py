"""Partner suggestions: who should join, why, and which gap that would close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.errors import UsageError
from graphcdc.findings import Findings, Gap, Sentence, Suggestion
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.partners.basis import Basis, prepare
from graphcdc.partners.bridging import name_gaps
from graphcdc.partners.candidates import choose_candidates
from graphcdc.partners.ordering import Arranger, Order
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
    diversity: float = 0.0,
    quotas: Mapping[str, int] | None = None,
    bridge: float = 0.0,
    newcomers: int | None = None,
    seed: int = 0,  # noqa: ARG001 - part of the contract; the present method draws nothing
) -> Findings[Suggestion]:
    """Suggest partners for an organization, a project, or a team.

    The score is the log odds that a candidate is right, learned from the past of Horizon 2020: a sum of parts, one
    for each family of signals, beside a base that is the same for all. Who has no tie to any given member (and, for an
    organization, no partner in common) stands in a list of its own, ``new_blood``, with other weights. The probability
    is of a first joint project (for an organization) or of membership within twelve months; None without much history.

    Parameters
    ----------
    network
        The network; pass ``network.as_of(date)`` for the answer of that date.
    query
        An organization (new partners for it), a project (who is missing in it), or a `Team` (a project that is not
        there yet; one member is a kick-off). Ids, INNs and unique parts of names will do.
    k, kinds, among
        Suggestions per list; only organizations of these kinds; only these ids.
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
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": ["Anna", "Boris", "Clara", "Dora"], "kind": ["sme"] * 4},
    ...     {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2},
    ... )
    >>> [(one.name, one.list) for one in recommend_partners(network, "a")]
    [('Clara', 'main'), ('Dora', 'new_blood')]
    """
    basis, kinds = prepare(network), None if kinds is None else tuple(kinds)
    _check_call(k, kinds)
    question, order = read_query(basis, query), Order(diversity, bridge, quotas or {}, newcomers)
    answer = _Answer(basis, question, Arranger(basis, question, order, k, tuple(gaps)))
    found, notes = answer.suggest(_matches(basis, kinds, among))
    return Findings.of(network, found, notes)


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
    allowed = np.ones(count, dtype=bool)
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

    def __init__(self, basis: Basis, question: Question, arranger: Arranger) -> None:
        self.basis, self.question, self.arranger = basis, question, arranger
        self.explainer = Explainer(basis, question)
        self.nodes = basis.cooperation.organizations
        self.signals = measure(basis, question)
        self.certain = has_history(basis)

    def suggest(self, wanted: NDArray[np.bool_]) -> tuple[list[Suggestion], list[Sentence]]:
        """Return the best of both lists among the wanted organizations, and what must be said beside them."""
        allowed, familiar = _sort_candidates(self.basis, self.question)
        few = int((wanted & allowed & self.basis.active).sum()) < LEAST_CANDIDATES
        field = allowed if few else wanted & allowed
        suggestions, lists = [], []
        for name, among, listed in (("main", field, familiar), ("new_blood", field & ~familiar, ~familiar)):
            task = self.question.task + ("" if name == "main" else "_new_blood")
            scorer = shipped_scorer(task, choose_scale(self.basis, field))
            rows = choose_candidates(self.basis, self.signals, among)
            if few:
                rows = np.union1d(rows, np.flatnonzero(wanted & among & (listed if name == "main" else among)))
            rows = self.arranger.widen(name, rows, wanted & among & listed)
            scored = score_candidates(scorer, self.basis, self.question, self.signals, rows)
            lists.append(self.arranger.arrange(name, scored, _rank(self.basis, scored, wanted & listed)))
            chosen = lists[-1].places
            gaps = name_gaps(self.basis, self.question.rows, scored.rows[chosen], self.arranger.gaps)
            for rank, (place, gap) in enumerate(zip(chosen, gaps, strict=True), 1):
                suggestions.append(self._describe(name, rank, scored, place, gap))
        return suggestions, self.arranger.list_notes(lists, self.certain)

    def _describe(self, name: str, rank: int, scored: Scored, place: int, gap: str | None) -> Suggestion:
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
            gap_closed=gap,
            probability=float(scored.probability[place]) if self.certain else None,
        )
