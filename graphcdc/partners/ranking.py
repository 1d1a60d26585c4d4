"""Who may be suggested and in which order; who has no way to the members stands in a list of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.errors import UsageError
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.partners.basis import Basis
from graphcdc.partners.candidates import choose_candidates
from graphcdc.partners.needs import choose_fitting, weigh_needs
from graphcdc.partners.queries import Question
from graphcdc.partners.scoring import Scored, choose_scale, order_rows, score_candidates, shipped_scorer
from graphcdc.partners.signals import Signals
from graphcdc.partners.weights import NEW_BLOOD, Weights

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
#: Adds to the rows that are scored for a list (its name, the rows so far) some of those that may stand in it.
Widen = Callable[[str, Rows, Flags], Rows]

#: Fewer active organizations than these among the wanted ones are judged among all that may be suggested.
LEAST_CANDIDATES = 150
#: Probabilities need this many joint events with a known start, over at least so many years.
LEAST_EVENTS, LEAST_YEARS = 30, 1.0


@dataclass(frozen=True, eq=False)
class Ranking:
    """One list of suggestions, whole.

    Attributes
    ----------
    name
        ``main`` or ``new_blood``.
    scored
        Everybody who was scored, those too that may not stand in this list.
    places
        Who stands in it, the best first, as places in `scored`.
    """

    name: str
    scored: Scored
    places: list[int]

    def find(self, row: int) -> int | None:
        """Return the rank of an organization, from 1; None if it is not in the list."""
        rows = self.scored.rows[self.places].tolist()
        return rows.index(row) + 1 if row in rows else None


def check_call(k: int, kinds: Iterable[str] | None) -> None:
    """Refuse a number of suggestions that is not positive, and words that are no kind of organization."""
    if k < 1:
        raise UsageError("too_small_a_number", name="k", least=1)
    wrong = sorted(set(kinds or ()) - set(ORGANIZATION_KINDS))
    if wrong:
        raise UsageError("unknown_word", what="kind", text=wrong[0], known=", ".join(ORGANIZATION_KINDS))


def match_filters(basis: Basis, kinds: Iterable[str] | None, among: Iterable[str] | None) -> Flags:
    """Return who is of these kinds and among these ids; None stands for all."""
    nodes = basis.cooperation.organizations
    right = np.ones(len(nodes), dtype=bool)
    if kinds is not None:
        right &= np.isin(basis.network.node["kind"][nodes], list(kinds))
    if among is not None:
        positions = basis.network.positions
        right &= np.isin(nodes, [positions[node_id] for node_id in among if node_id in positions])
    return right


def rank_candidates(
    basis: Basis,
    question: Question,
    signals: Signals,
    wanted: Flags,
    widen: Widen | None = None,
    weights: Weights | None = None,
) -> Iterator[Ranking]:
    """Rank the candidates of a question: main, then new blood.

    Parameters
    ----------
    basis, question, signals
        What is asked, and the signals that `measure` returned for it.
    wanted
        Who is asked for: filters of kind, cluster and region.
    widen
        Who must be scored although it is not among the strongest.
    weights
        Other weights than the shipped ones.
    """
    find_scorer = shipped_scorer if weights is None else weights.find
    allowed, familiar = sort_candidates(basis, question)
    few = int((wanted & allowed & basis.active).sum()) < LEAST_CANDIDATES
    field = allowed if few else wanted & allowed
    for name, among, listed in (("main", field, familiar), ("new_blood", field & ~familiar, ~familiar)):
        task = question.task + ("" if name == "main" else NEW_BLOOD)
        scorer = find_scorer(task, choose_scale(basis, field))
        rows = choose_scored(basis, question, signals, among, new=name == "new_blood")
        if few:
            rows = np.union1d(rows, np.flatnonzero(wanted & among & (listed if name == "main" else among)))
        if widen is not None:
            rows = widen(name, rows, wanted & among & listed)
        scored = score_candidates(scorer, basis, question, signals, rows)
        yield Ranking(name, scored, _rank(basis, scored, wanted & listed))


def choose_scored(basis: Basis, question: Question, signals: Signals, allowed: Flags, *, new: bool = False) -> Rows:
    """Return who of those that may be suggested is scored: by a strong signal, or by what is needed."""
    return np.union1d(choose_candidates(basis, signals, allowed, new=new), choose_fitting(basis, question, allowed))


def sort_candidates(basis: Basis, question: Question) -> tuple[Flags, Flags]:
    """Return who may be suggested at all, and who has a way to the members (the others are new blood).

    Nobody is suggested of whom nothing is known: no tie, no theme, and nothing that is needed.
    """
    allowed = basis.known | (weigh_needs(basis, question) > 0)
    allowed[question.rows] = False
    if question.task == "partner":
        allowed &= ~_find_partners(basis, question)
    return allowed, find_familiar(basis, question)


def find_familiar(basis: Basis, question: Question) -> Flags:
    """Return who has a tie to a member and, where one organization asks, who has a partner in common with it.

    Ties that are no cooperation (competition, ownership) are ties all the same: nobody tied is new blood.
    """
    partners = _find_partners(basis, question)
    familiar = partners | (np.asarray(basis.tied[question.rows].sum(axis=0)).ravel() > 0)
    if question.task == "partner":
        familiar |= np.asarray(basis.flags[np.flatnonzero(partners)].sum(axis=0)).ravel() > 0
    return np.asarray(familiar)


def _find_partners(basis: Basis, question: Question) -> Flags:
    return np.asarray(basis.flags[question.rows].sum(axis=0)).ravel() > 0


def _rank(basis: Basis, scored: Scored, wanted: Flags) -> list[int]:
    """Places of the wanted candidates by score; equal scores by popularity, then by id."""
    places = np.flatnonzero(wanted[scored.rows])
    order = order_rows(basis.cooperation.degrees, scored.rows[places], scored.score[places])
    return [int(place) for place in places[order]]


def has_history(basis: Basis) -> bool:
    """Whether there is enough dated history for a probability."""
    dated = basis.ages[basis.cooperation.starts != ""]
    return len(dated) >= LEAST_EVENTS and float(np.ptp(dated)) >= LEAST_YEARS
