"""What a suggestion hangs on: the fewest own ties or members without which it would lose its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.columns import keep_rows
from graphcdc.findings import Sentence, list_names
from graphcdc.model import ORGANIZATION_KINDS, TIE_KINDS
from graphcdc.network import Network
from graphcdc.partners.basis import Basis, make_basis, prepare
from graphcdc.partners.facts import DIGITS, Facts
from graphcdc.partners.queries import Question, Team, ask_again, read_query
from graphcdc.partners.ranking import Ranking, check_call, match_filters, rank_candidates, sort_candidates
from graphcdc.partners.signals import measure
from graphcdc.partners.weights import Weights
from graphcdc.words import DEFAULT_LANGUAGE

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
#: Of the own ties or members so many are tried, those that lead to the candidate most; so many are taken away at most.
TRIED, MOST = 10, 3


@dataclass(frozen=True)
class Change:
    """What would take a suggestion from its place.

    Attributes
    ----------
    candidate
        Id of the suggestion.
    kind
        ``ties`` of the one organization that asks, or ``members`` of the team.
    removed
        Ids: the projects and partners that the ties lead to, or the members.
    rank, new_rank
        Its place before and after; None where it would not stand in the same list.
    first
        Id of the one that would be first in its list instead, if there is any.
    said
        The same as a sentence.
    """

    candidate: str
    kind: str
    removed: tuple[str, ...]
    rank: int
    new_rank: int | None
    first: str | None
    said: Sentence

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {
            "candidate": self.candidate,
            "kind": self.kind,
            "removed": list(self.removed),
            "rank": self.rank,
            "new_rank": self.new_rank,
            "first": self.first,
            "text": self.said.say(lang),
        }


def find_smallest_change(
    network: Network,
    query: str | Team,
    candidate: str | None = None,
    *,
    k: int = 10,
    kinds: Iterable[str] | None = None,
    among: Iterable[str] | None = None,
    weights: Weights | None = None,
) -> Change | None:
    """Find the fewest own ties or members without which a suggestion would lose its place.

    Of one organization, also as a team of one, its ties are tried: joint projects and direct ties of cooperation; of a
    team of several its members. The ten that lead to the candidate most are taken away one by one, and everything is
    measured and scored again without them. If no single one is enough, the one that costs most stays away and the
    others are tried beside it, up to three: greedy, so that among the ten a smaller set than two may not exist, but
    another of two or three may. Nobody takes the place who could not be suggested before: neither those that were
    taken away nor partners through them.

    Parameters
    ----------
    network, query, k, kinds, among, weights
        As in `recommend_partners`.
    candidate
        Id, INN or a unique part of a name; without it, the first of the main list, or else of new blood.

    Returns
    -------
    Change or None
        For the first of a list what takes it from there, for another what takes it from the first `k`. None if the
        candidate is not among the first `k`, or if nothing of the kind is found.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name fits nothing, or several nodes.
    UsageError
        If `k` is not positive, a kind is none of an organization, or a team is empty.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abcde"), "name": ["Anna", "Boris", "Clara", "Dora", "Egor"], "kind": ["sme"] * 5},
    ...     {"source": ["a", "b", "a", "d"], "target": ["b", "c", "d", "e"], "kind": ["COOPERATES_WITH"] * 4},
    ... )
    >>> change = find_smallest_change(network, "a", "clara", k=1)
    >>> change.removed, change.said.say("en")
    (('b',), 'Without the ties to Boris, Clara would not be in the list; Egor would be first.')
    """
    kinds = None if kinds is None else tuple(kinds)
    check_call(k, kinds)
    basis = prepare(network)
    wanted = match_filters(basis, kinds, among)
    row = None
    if candidate is not None:
        row = basis.cooperation.positions[network.positions[network.resolve(candidate, ORGANIZATION_KINDS)]]
    return _Search(basis, read_query(basis, query), wanted, weights).run(row, k)


class _Search:
    """The search for one question."""

    def __init__(self, basis: Basis, question: Question, wanted: Flags, weights: Weights | None) -> None:
        self.basis, self.question, self.facts = basis, question, Facts(basis, question)
        self.weights = weights
        # Who could not be suggested before takes nobody's place: those taken away, and partners through them.
        self.wanted = wanted & sort_candidates(basis, question)[0]
        self.kind = "ties" if len(question.rows) == 1 else "members"

    def run(self, row: int | None, k: int) -> Change | None:
        """Take away what costs most, until the candidate has lost its place."""
        row = self._first() if row is None else row
        lists = {} if row is None else self._rank(self.basis, self.question, row)
        name = next((name for name, ranking in lists.items() if row is not None and ranking.find(row)), None)
        if row is None or name is None:
            return None
        rank = lists[name].find(row) or 0
        place, units = 1 if rank == 1 else k, self._list_units(row)
        removed: list[str] = []
        # A team without members would be another question.
        most = min(MOST, len(units) - (self.kind == "members")) if rank <= k else 0
        while len(removed) < most:
            tried = {
                one: self._without([units[other] for other in (*removed, one)], row)[name]
                for one in units
                if one not in removed
            }
            # Of equal ones the first: it leads to the candidate most.
            worst = min(tried, key=lambda one: _stand(tried[one], row, place))
            removed.append(worst)
            if not _stand(tried[worst], row, place)[0]:
                return self._describe(row, rank, tried[worst], removed)
        return None

    def _first(self) -> int | None:
        lists = self._rank(self.basis, self.question, None).values()
        return next((int(one.scored.rows[one.places[0]]) for one in lists if one.places), None)

    def _rank(self, basis: Basis, question: Question, row: int | None) -> dict[str, Ranking]:
        def widen(_: str, rows: Rows, listed: Flags) -> Rows:
            return np.union1d(rows, [row]) if row is not None and listed[row] else rows

        ranked = rank_candidates(basis, question, measure(basis, question), self.wanted, widen, self.weights)
        return {ranking.name: ranking for ranking in ranked}

    def _without(self, units: list[Rows], row: int) -> dict[str, Ranking]:
        """Rank everybody anew without some members (rows), or without some ties (places in the table of ties)."""
        gone = np.concatenate(units)
        if self.kind == "members":
            rows = np.setdiff1d(self.question.rows, gone)
            return self._rank(self.basis, ask_again(self.basis, self.question, rows), row)
        network = self.basis.network
        lives = np.ones(len(network.tie["source"]), dtype=bool)
        lives[gone] = False
        there = np.ones(len(network), dtype=bool)
        basis = make_basis(Network(*keep_rows(network.node, network.tie, there, lives), network.date, network.home))
        return self._rank(basis, ask_again(basis, self.question, self.question.rows), row)

    # What can be taken away ----------------------------------------------------------------------------------------

    def _list_units(self, row: int) -> dict[str, Rows]:
        """The own ties or members that lead to a candidate most, by id: what goes with each (see `_without`)."""
        near = self.basis.fresh_ties[[row]].toarray()[0]
        found = self._list_members(near) if self.kind == "members" else self._list_ties(near, row)
        best = sorted(found, key=lambda unit: (-round(found[unit][0], DIGITS), self.facts.node_name(unit), unit))[
            :TRIED
        ]
        return {unit: found[unit][1] for unit in best}

    def _list_members(self, near: Floats) -> dict[str, tuple[float, Rows]]:
        """What leads from each member to the candidate: their own tie, and those over one partner."""
        ties = self.basis.fresh_ties[self.question.rows] @ near
        rows = self.question.rows
        return {
            self.facts.id(int(member)): (float(near[member] + over), np.array([member]))
            for member, over in zip(rows, ties, strict=True)
        }

    def _list_ties(self, near: Floats, row: int) -> dict[str, tuple[float, Rows]]:
        """What leads to the candidate over each project and each partner by direct ties."""
        basis, network = self.basis, self.basis.network
        cooperation, tie = basis.cooperation, network.tie
        asker = int(self.question.rows[0])
        node = cooperation.organizations[asker]
        cooperative = [name for name, kind in TIE_KINDS.items() if kind.cooperation]
        own = np.flatnonzero(((tie["source"] == node) | (tie["target"] == node)) & np.isin(tie["kind"], cooperative))
        others = np.where(tie["source"][own] == node, tie["target"][own], tie["source"][own])
        open_ways = near.copy()
        open_ways[row] = 1.0  # an event with the candidate itself leads there most
        open_ways[asker] = 0.0
        over = (basis.by_event @ open_ways) * basis.decay / np.maximum(basis.sizes - 1, 1)
        of_project = dict(zip(cooperation.projects.tolist(), over.tolist(), strict=False))
        found = {}
        for other in np.unique(others).tolist():
            if other in cooperation.positions:
                gain = float(open_ways[cooperation.positions[other]])
            elif other in of_project:
                gain = of_project[other]
            else:
                continue
            found[str(network.node["id"][other])] = (gain, own[others == other])
        return found

    def _describe(self, row: int, rank: int, ranking: Ranking, removed: list[str]) -> Change:
        new_rank = ranking.find(row)
        first = int(ranking.scored.rows[ranking.places[0]]) if ranking.places else None
        values: dict[str, Any] = {"name": self.facts.name(row)}
        values["names"] = list_names([self.facts.node_name(one) for one in removed])
        how = "alone" if first is None else "gone" if new_rank is None else "lower"
        values |= {} if new_rank is None else {"rank": new_rank}
        values |= {} if first is None else {"first": self.facts.name(first)}
        said = Sentence(f"change_{self.kind}_{how}", values)
        other = None if first is None else self.facts.id(first)
        return Change(self.facts.id(row), self.kind, tuple(removed), rank, new_rank, other, said)


def _stand(ranking: Ranking, row: int, place: int) -> tuple[bool, float]:
    """Whether an organization keeps one of the first places, and how far it stands above the first one behind them."""
    rank = ranking.find(row)
    if rank is None:
        return False, -np.inf
    scores = ranking.scored.score[ranking.places]
    others = np.delete(scores, rank - 1)
    return rank <= place, float(scores[rank - 1] - others[place - 1]) if len(others) >= place else np.inf
