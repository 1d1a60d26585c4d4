"""The signals of a suggestion: what speaks for a candidate, one number for each organization (notation in `basis`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.partners.basis import Basis, Ties, invert
from graphcdc.partners.queries import Question

Floats = NDArray[np.float64]
Signals = dict[str, Floats]

#: Chance to go back to the members after a step of the personalised PageRank, and how many steps are taken.
RESTART, STEPS, STEPS_ALIKE = 0.15, 12, 8
#: What a past project of other themes still counts where projects of the same themes are preferred.
_OTHER_THEME = 0.05
#: Keeps a product with the theme above zero, so that candidates without the theme keep their order.
NO_THEME = 0.01


@dataclass(frozen=True, eq=False)
class Asked:
    """A question over the matrices of a basis.

    Attributes
    ----------
    basis, question
        Where it is asked and what.
    """

    basis: Basis
    question: Question

    @property
    def rows(self) -> NDArray[np.int64]:
        """Rows of the given members."""
        return self.question.rows

    @cached_property
    def members(self) -> Floats:
        """1 for every given member."""
        flags = np.zeros(len(self.basis.degrees))
        flags[self.rows] = 1.0
        return flags

    @cached_property
    def overlap(self) -> Floats:
        """Given members in each past event."""
        return np.asarray(self.basis.by_event @ self.members, dtype=float)

    @cached_property
    def wanted(self) -> Floats:
        """Wanted themes, as weights over all themes."""
        return self.basis.themes.weigh(self.question.themes)

    @cached_property
    def likeness(self) -> Floats:
        """Cosine of each past event's themes and the wanted ones, by rarity."""
        themes = self.basis.themes
        block = themes.block(self.wanted)
        length = np.sqrt(themes.of_events @ (block * themes.rarity**2))
        return _divide(themes.of_events @ (self.wanted * themes.rarity**2), length * _norm(self.wanted * themes.rarity))

    @cached_property
    def alike(self) -> Floats:
        """What each past event counts where those of the wanted themes, and recent ones, are preferred."""
        return (_OTHER_THEME + self.likeness) * self.basis.decay

    def step(self, place: Floats, weights: Floats | None = None, share: Floats | None = None) -> Floats:
        """One step of a walk: from organizations to their events and on to the participants.

        ``weights`` say which events are preferred; ``share`` is 1 / their sum for each organization.
        """
        basis = self.basis
        at_events = basis.arriving @ (place * (basis.share if share is None else share))
        return np.asarray(basis.incidence @ (at_events if weights is None else weights * at_events), dtype=float)


def measure(basis: Basis, question: Question) -> Signals:
    """Return every signal of a question, by name.

    Parameters
    ----------
    basis
        What all queries of the network share.
    question
        The given members and the wanted themes.
    """
    asked = Asked(basis, question)
    signals: Signals = {}
    for group in (_ties, _consortia, _walks, _neighbours, _activity, _themes, _places, _cities):
        signals |= group(asked)
    return signals | _products(signals)


def _ties(asked: Asked) -> Signals:
    """Past work with the given members."""
    basis, rows = asked.basis, asked.rows
    count = max(len(rows), 1)
    fresh, joint = basis.fresh_ties[rows], basis.counts[rows]
    spread = fresh.copy()
    spread.data = np.log1p(20 * spread.data)
    loyal = joint.copy()
    loyal.data = loyal.data / np.repeat(basis.degrees[rows] + 0.5, np.diff(loyal.indptr))
    most = np.asarray(joint.max(axis=0).toarray()).ravel() if len(rows) else np.zeros(len(basis.degrees))
    return {
        "prior_ties": _sum(basis.flags[rows]) / count,
        "tie_weight": _sum(fresh),
        "tie_spread": _sum(spread),
        "joint_events": _sum(joint),
        "loyalty": most / (basis.degrees + 0.5),
        "member_loyalty": _sum(loyal),
        "last_joint": _last_joint(asked),
        "led_by_member": _led(asked),
    }


def _last_joint(asked: Asked) -> Floats:
    """exp(-years since the last event with a member), 0 where there is none."""
    basis = asked.basis
    shared = np.flatnonzero(asked.overlap)
    found = np.zeros(len(basis.degrees))
    part = basis.by_event[shared].tocoo()
    np.maximum.at(found, part.col, np.exp(-basis.ages[shared])[part.row])
    return found


def _led(asked: Asked) -> Floats:
    """Ties from events that a member coordinated: who leads chooses the partners."""
    basis = asked.basis
    led = np.where(basis.leaders >= 0, asked.members[np.maximum(basis.leaders, 0)], 0.0)
    return np.asarray(basis.incidence @ (led * basis.fresh.weights), dtype=float)


def _consortia(asked: Asked) -> Signals:
    """Past events that several of the members shared: consortia come back."""
    basis, overlap = asked.basis, asked.overlap
    union = basis.sizes + len(asked.rows) - overlap
    weights = {
        "consortium": overlap**3 / np.sqrt(np.maximum(basis.sizes, 1)) * basis.decay,
        "consortium_share": (overlap / np.maximum(union, 1)) ** 2 * basis.decay,
        "consortium_theme": overlap**2 / (basis.sizes + max(len(asked.rows), 1)) * asked.alike,
    }
    return {name: np.asarray(basis.incidence @ values, dtype=float) for name, values in weights.items()}


def _walks(asked: Asked) -> Signals:
    """Walks over the bipartite graph of organizations and events (P1, P3; Cooper et al. 2014), and PageRank."""
    basis = asked.basis
    start = asked.members / max(len(asked.rows), 1)
    p1 = asked.step(start)
    p3 = asked.step(p1)
    fresh, recent = invert(basis.fresh_events), invert(basis.quick_events)
    p1_fresh = asked.step(start, basis.decay, fresh)
    p1_alike = asked.step(start, asked.alike)
    alike = invert(np.asarray(basis.incidence @ asked.alike, dtype=float))
    return {
        "p1": p1,
        "p3": p3,
        "p5": asked.step(p3),
        "p1_fresh": p1_fresh,
        "p3_fresh": asked.step(p1_fresh, basis.decay, fresh),
        "p3_recent": asked.step(asked.step(start, basis.quick_decay, recent), basis.quick_decay, recent),
        "p1_alike": p1_alike,
        "p3_alike": asked.step(p1_alike, asked.alike),
        "page_rank": _page_rank(asked, start, STEPS),
        "page_rank_alike": _page_rank(asked, start, STEPS_ALIKE, asked.alike, alike),
    }


def _page_rank(
    asked: Asked, start: Floats, steps: int, weights: Floats | None = None, share: Floats | None = None
) -> Floats:
    """Personalised PageRank by so many steps; weights and share as in `Asked.step`."""
    rank = start
    for _ in range(steps):
        rank = RESTART * start + (1 - RESTART) * asked.step(rank, weights, share)
    return rank


def _neighbours(asked: Asked) -> Signals:
    """Common neighbours, Adamic-Adar, resource allocation, and paths of length three (Kovacs et al. 2019)."""
    basis = asked.basis
    near = _sum(basis.flags[asked.rows])
    log_partners = np.log(np.maximum(basis.partners, 2.0))
    partners = np.flatnonzero(near)
    stacked = np.stack([near, near / log_partners, near / np.maximum(basis.partners, 1.0)], axis=1)
    common = np.asarray(basis.flags[partners].T @ stacked[partners], dtype=float)
    fresh = basis.fresh
    first = fresh.follow(basis, asked.members)
    return {
        "common_neighbours": common[:, 0],
        "adamic_adar": common[:, 1],
        "resource_allocation": common[:, 2],
        "l3": _three_steps(asked, basis.newman),
        "l3_fresh": _three_steps(asked, fresh),
        "two_steps": fresh.follow(basis, _divide(first, fresh.strength)),
    }


def _three_steps(asked: Asked, ties: Ties) -> Floats:
    """Sum of A_ua A_ab A_bv / sqrt(k_a k_b) over all members u."""
    found = ties.follow(asked.basis, asked.members)
    for _ in range(2):
        found = ties.follow(asked.basis, ties.damp * found)
    return found


def _activity(asked: Asked) -> Signals:
    """How active a candidate is, whoever asks."""
    basis = asked.basis
    return {
        "popularity": basis.degrees,
        "popularity_fresh": basis.fresh_events,
        "ongoing": basis.ongoing,
        "recent": basis.recent,
        "projects": basis.projects,
        "idle": 1 / (1 + basis.idle),
        "breadth": _divide(basis.partners, basis.degrees),
        "usual_size": basis.usual_sizes,
        "size_fit": np.exp(-np.abs(basis.usual_sizes - np.log(len(asked.rows) + 1))),
        "leads": basis.led,
    }


def _themes(asked: Asked) -> Signals:
    """How much a candidate works in the wanted themes."""
    basis, wanted = asked.basis, asked.wanted
    themes = basis.themes
    rarity = themes.rarity
    block = themes.block(wanted)
    length = np.sqrt(np.asarray(themes.squared @ (block * rarity**2), dtype=float))
    cosine = _divide(themes.activity @ (wanted * rarity**2), length * _norm(wanted * rarity))
    fresh = np.asarray(basis.fresh_themes @ wanted, dtype=float)
    return {
        "theme": np.asarray(themes.logged @ (wanted * rarity), dtype=float),
        "theme_fresh": fresh,
        "theme_cosine": cosine,
        "theme_share": _divide(fresh, basis.fresh_events),
        "theme_projects": np.asarray(basis.incidence @ (asked.likeness**2 * basis.decay), dtype=float),
    }


def _places(asked: Asked) -> Signals:
    """Kinds and regions: those of the members, and those that work in the wanted themes."""
    basis = asked.basis
    signals = {}
    events = np.asarray(basis.incidence @ (asked.likeness * basis.decay), dtype=float)
    everybody = np.ones(len(events), dtype=bool)
    for name, codes, mixing, known in (
        ("region", basis.regions, basis.region_ties, basis.placed),
        ("kind", basis.kinds, basis.kind_ties, everybody),
    ):
        # Two organizations whose regions are not known are not of the same one.
        given = np.bincount(codes[asked.rows], known[asked.rows], minlength=len(mixing)) / max(len(asked.rows), 1)
        active = np.bincount(codes, events * known, minlength=len(mixing))
        signals[f"same_{name}"] = given[codes]
        signals[f"{name}_ties"] = np.where(known, np.exp(given @ mixing)[codes], 1.0)
        signals[f"{name}_theme"] = (active / max(active.sum(), 1e-9))[codes]
    return signals


def _cities(asked: Asked) -> Signals:
    """Whether members, and their partners, are from the candidate's city; 0 where it is not known."""
    basis, signals = asked.basis, {}
    known = basis.cities >= 0
    for name, who in (("same_city", asked.members), ("city_ties", _sum(basis.fresh_ties[asked.rows]))):
        of_city = np.bincount(basis.cities[known], who[known], minlength=int(basis.cities.max(initial=-1)) + 1)
        # The last place is that of the code of an unknown city.
        signals[name] = np.append(of_city, 0.0)[basis.cities] / max(who.sum(), 1e-9)
    return signals


def _products(signals: Signals) -> Signals:
    """Ties and themes together: a candidate should have both."""
    cosine, fresh = NO_THEME + signals["theme_cosine"], NO_THEME + signals["theme_fresh"]
    return {
        "p1_x_theme": signals["p1"] * (NO_THEME + signals["theme"]),
        "p3_x_theme": signals["p3"] * fresh,
        "p5_x_theme": signals["p5"] * cosine,
        "page_rank_x_theme": signals["page_rank"] * cosine,
        "l3_x_theme": signals["l3"] * cosine,
        "resource_allocation_x_theme": signals["resource_allocation"] * fresh,
        "popularity_x_theme": signals["popularity_fresh"] * cosine,
        "recent_x_theme": signals["recent"] * cosine,
        "region_x_walk": signals["same_region"] * signals["p3"],
        "region_x_popularity": signals["same_region"] * np.log1p(signals["popularity_fresh"]),
    }


def _sum(rows: Any) -> Floats:
    return np.asarray(rows.sum(axis=0), dtype=float).ravel()


def _divide(values: Any, by: Floats) -> Floats:
    dividend = np.asarray(values, dtype=float)
    quotient: Floats = np.divide(dividend, by, out=np.zeros_like(dividend), where=by > 0)
    return quotient


def _norm(values: Floats) -> float:
    return float(np.sqrt((values**2).sum()))
