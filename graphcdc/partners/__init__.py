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
from graphcdc.partners.queries import Question, Team, read_query
from graphcdc.partners.reasons import Explainer

__all__ = ["Team", "list_members", "recommend_partners"]

#: What each signal weighs in each task; chosen by hand on projects that start in 2016 and 2017, see docs/partners.md.
WEIGHTS = {
    "partner": {"walk": 0.3, "three_steps": 0.2, "theme": 0.4, "popularity": 0.1},
    "completion": {"prior_ties": 0.65, "walk": 0.18, "three_steps": 0.02, "theme": 0.14, "popularity": 0.01},
    "kick_off": {"prior_ties": 0.4, "walk": 0.25, "three_steps": 0.1, "theme": 0.22, "popularity": 0.03},
    "new_blood": {"theme": 0.8, "popularity": 0.2},
}
#: Scores are rounded, so that the order in which numbers were added up never decides a rank.
DIGITS = 12


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

    Every signal is divided by its largest value over all organizations that may be suggested to this query, weighted
    and added up. Candidates without a tie to any given member (and, for an organization, without a partner in common)
    stand in a list of their own, ``new_blood``, ranked by theme and popularity: history says little about them.

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
        Not used by the present method, which draws nothing.

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
    wanted = _matches(basis, kinds, among)
    answer = _Answer(basis, read_query(basis, query), tuple(gaps))
    return Findings.of(network, answer.suggest(k, wanted))


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


def _score(basis: Basis, question: Question, allowed: NDArray[np.bool_]) -> dict[str, NDArray[np.float64]]:
    """Each signal between 0 and 1: divided by its largest value over the allowed candidates."""
    raw = {
        "prior_ties": basis.prior_ties(question.rows),
        "walk": basis.walk(question.rows),
        "three_steps": basis.three_steps(question.rows),
        "theme": basis.theme(question.themes),
        "popularity": basis.popularity,
    }
    largest = {signal: float(values[allowed].max(initial=0.0)) for signal, values in raw.items()}
    return {signal: values / (largest[signal] or 1.0) for signal, values in raw.items()}


def _matches(basis: Basis, kinds: Iterable[str] | None, among: Iterable[str] | None) -> NDArray[np.bool_]:
    nodes = basis.cooperation.organizations
    right = np.ones(len(nodes), dtype=bool)
    if kinds is not None:
        right &= np.isin(basis.network.node["kind"][nodes], list(kinds))
    if among is not None:
        positions = basis.network.positions
        right &= np.isin(nodes, [positions[node_id] for node_id in among if node_id in positions])
    return right


def _rank(basis: Basis, parts: dict[str, NDArray[np.float64]], rows: NDArray[np.bool_]) -> list[int]:
    """Rows by score; equal scores by popularity, then by id. Nobody without any score is suggested."""
    score = np.round(sum(parts.values()), DIGITS)
    chosen = np.flatnonzero(rows & (score > 0))
    # Organizations stand in the order of their ids, so the row itself is the last key.
    order = np.lexsort((chosen, -basis.cooperation.degrees[chosen], -score[chosen]))
    return [int(row) for row in chosen[order]]


class _Answer:
    """The suggestions for one question."""

    def __init__(self, basis: Basis, question: Question, gaps: tuple[Gap, ...]) -> None:
        self.basis, self.question, self.gaps = basis, question, gaps
        self.explainer = Explainer(basis, question)
        self.nodes = basis.cooperation.organizations
        self.members = [str(member) for member in basis.network.node["id"][self.nodes[question.rows]]]

    def suggest(self, k: int, wanted: NDArray[np.bool_]) -> list[Suggestion]:
        """Return the best of both lists among the wanted organizations."""
        allowed, familiar = _sort_candidates(self.basis, self.question)
        scores = _score(self.basis, self.question, allowed)
        wanted = wanted & allowed
        lists = (("main", self.question.task, wanted & familiar), ("new_blood", "new_blood", wanted & ~familiar))
        suggestions = []
        for name, task, rows in lists:
            parts = {signal: np.round(weight * scores[signal], DIGITS) for signal, weight in WEIGHTS[task].items()}
            for rank, row in enumerate(_rank(self.basis, parts, rows)[:k], 1):
                own = {signal: float(values[row]) for signal, values in parts.items()}
                suggestions.append(self._describe(name, rank, row, own))
        return suggestions

    def _describe(self, name: str, rank: int, row: int, parts: dict[str, float]) -> Suggestion:
        network, node = self.basis.network, self.nodes[row]
        candidate = str(network.node["id"][node])
        reasons, evidence = self.explainer.explain(row, parts)
        return Suggestion(
            candidate=candidate,
            name=str(network.node["name"][node]),
            kind=str(network.node["kind"][node]),
            list=name,
            rank=rank,
            score=round(sum(parts.values()), DIGITS),
            parts=parts,
            reasons=tuple(reasons),
            evidence=evidence,
            gap_closed=self._find_gap(candidate),
        )

    def _find_gap(self, candidate: str) -> str | None:
        """The first given gap that a tie between a member and the candidate would help to close."""
        for gap in self.gaps:
            if any(closes_gap(self.basis.network, gap, member, candidate) for member in self.members):
                return gap.id
        return None
