"""The scorer: log odds that a candidate is right, as a sum of parts that can each be explained.

The shipped weights were learned on the past of Horizon 2020 (`weights.json`; `benchmarks/train_weights.py` makes it).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.partners.basis import Basis
from graphcdc.partners.features import FORMS, make_features
from graphcdc.partners.needs import NEEDS, weigh_needs
from graphcdc.partners.queries import Question
from graphcdc.partners.signals import Signals

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: What the signals are about; the parts of a score are these, ``base`` (how likely anybody is) and ``needs``.
FAMILIES: dict[str, tuple[str, ...]] = {
    "prior_ties": (
        *("prior_ties", "tie_weight", "tie_spread", "joint_events", "loyalty", "member_loyalty", "last_joint"),
        *("led_by_member", "consortium", "consortium_share", "consortium_theme"),
    ),
    "common_partners": (
        *("p1", "p3", "p5", "p1_fresh", "p3_fresh", "p3_recent", "p1_alike", "p3_alike", "page_rank"),
        "page_rank_alike",
        *("common_neighbours", "adamic_adar", "resource_allocation", "l3", "l3_fresh", "two_steps"),
        *(
            "p1_x_theme",
            "p3_x_theme",
            "p5_x_theme",
            "page_rank_x_theme",
            "l3_x_theme",
            "resource_allocation_x_theme",
        ),
    ),
    "theme": ("theme", "theme_fresh", "theme_cosine", "theme_share", "theme_projects"),
    "activity": (
        *(
            "popularity",
            "popularity_fresh",
            "ongoing",
            "recent",
            "projects",
            "idle",
            "breadth",
            "usual_size",
            "size_fit",
        ),
        *("leads", "popularity_x_theme", "recent_x_theme"),
    ),
    "region": (
        *("same_region", "region_ties", "region_theme", "region_x_popularity", "region_x_walk"),
        *("same_city", "city_ties"),
    ),
    "kind": ("same_kind", "kind_ties", "kind_theme"),
}
BASE = "base"
#: Scores are rounded, so that the order in which numbers were added up never decides a rank.
DIGITS = 12
#: The weights in use, and those that were learned without a part of the regions, to be judged on them.
SHIPPED, HELD_OUT = "weights.json", "weights_held_out.json"
#: A network with more active organizations than this is scored with the weights of the whole programme.
LARGE = 5000


@dataclass(frozen=True, eq=False)
class Scorer:
    """Weights of one task.

    Attributes
    ----------
    weights
        Weights of each signal's forms (`FORMS`); signals that are not here weigh nothing.
    odds
        From scores to log odds: intercept, and the coefficients of the log share of the score among all candidates,
        of ln(1 + members) and of ln(1 + fresh events of a member).
    """

    weights: Mapping[str, Sequence[float]]
    odds: Sequence[float]

    def align(self, signals: Sequence[str]) -> Floats:
        """Return the weights in the order of the features of these signals."""
        nothing = [0.0] * len(FORMS)
        return np.array([self.weights.get(name, nothing) for name in signals], dtype=float).ravel()

    def to_dict(self) -> dict[str, Any]:
        """Return the scorer as it stands in a file of weights."""
        return {"odds": list(self.odds), "weights": {name: list(own) for name, own in self.weights.items()}}


@dataclass(frozen=True, eq=False)
class Scored:
    """The candidates of one question with their scores.

    Attributes
    ----------
    rows
        The candidates, rising.
    parts
        What each family adds to the score of each candidate, against the average candidate; what its fit to the needs
        adds, against one that fits none; and the base.
    score
        The sum of the parts: log odds that the candidate is right.
    """

    rows: Rows
    parts: Mapping[str, Floats]
    score: Floats

    @property
    def probability(self) -> Floats:
        """1 / (1 + exp(-score))."""
        return np.asarray(1 / (1 + np.exp(-self.score)), dtype=float)

    @property
    def base_rate(self) -> Floats:
        """The same of the base: how likely an average candidate is that fits no need."""
        return np.asarray(1 / (1 + np.exp(-self.parts[BASE])), dtype=float)


def score_candidates(scorer: Scorer, basis: Basis, question: Question, signals: Signals, rows: Rows) -> Scored:
    """Score the candidates of a question.

    With s the weighted sum of a candidate's features, the log odds are a + b ln(exp(s) / sum of exp(s) over the
    candidates) + c x, x being what is known of the members. Each family's part is b times its sum less the mean of
    that over the candidates; what is left is the base, the same for all. The part ``needs`` was not learned and comes
    on top (`weigh_needs`).

    Parameters
    ----------
    scorer
        The weights.
    basis, question, signals
        What is asked, and the signals that `measure` returned for it.
    rows
        The candidates, of `choose_candidates`.
    """
    if not len(rows):
        return Scored(rows, {name: np.zeros(0) for name in (BASE, *FAMILIES, NEEDS)}, np.zeros(0))
    names = list(signals)
    members = describe_members(basis, question)
    weighted = make_features(signals, rows, tell_activity(question, members)) * scorer.align(names)
    by_signal = weighted.reshape(len(rows), len(names), len(FORMS)).sum(axis=2)
    by_signal -= by_signal.mean(axis=0)
    intercept, slope, *others = scorer.odds
    parts = {
        family: slope * by_signal[:, [names.index(name) for name in members]].sum(axis=1)
        for family, members in FAMILIES.items()
    }
    total = by_signal.sum(axis=1)
    spread = total.max() + np.log(np.exp(total - total.max()).sum())
    base = intercept - slope * spread + float(np.dot(others, members))
    parts = {BASE: np.full(len(rows), base), **parts, NEEDS: weigh_needs(basis, question)[rows]}
    parts = {name: np.round(values, DIGITS) + 0.0 for name, values in parts.items()}  # never -0.0
    return Scored(rows, parts, np.round(sum(parts.values(), np.zeros(len(rows))), DIGITS))


def order_rows(degrees: NDArray[Any], rows: Rows, scores: Floats) -> Rows:
    """Return the order of candidates: by score, equal scores by popularity, then by id.

    Parameters
    ----------
    degrees
        Events of every organization.
    rows, scores
        The candidates with their scores. Organizations stand in the order of their ids, so the row is the last key.

    Examples
    --------
    >>> order_rows(np.array([1, 5, 5]), np.array([0, 1, 2]), np.array([0.5, 0.5, 0.5])).tolist()
    [1, 2, 0]
    """
    return np.asarray(np.lexsort((rows, -degrees[rows], -scores)), dtype=np.int64)


def describe_members(basis: Basis, question: Question) -> Floats:
    """Return ln(1 + members) and ln(1 + fresh events of a member), which say how likely anybody is at all."""
    fresh = basis.fresh_events[question.rows].mean() if len(question.rows) else 0.0
    return np.array([np.log1p(len(question.rows)), np.log1p(fresh)])


def tell_activity(question: Question, members: Floats) -> float:
    """Return how active the members of a project are of whom `describe_members` tells, 0 for e - 1 fresh events.

    Also 0 where one organization asks: its partners are found no better for it (``benchmarks/ablations.py``).
    """
    return float(members[1] - 1) if question.task == "completion" else 0.0


def choose_scale(basis: Basis, allowed: NDArray[np.bool_]) -> str:
    """Which weights fit: ``whole`` for a large network, ``region`` for a part of one, ``own`` for a small one."""
    active = int(basis.active.sum())
    if active <= LARGE:
        return "own"
    return "whole" if int((allowed & basis.active).sum()) > active / 2 else "region"


@lru_cache(maxsize=2)
def read_weights(name: str) -> dict[str, Any]:
    """Return the content of a file of weights beside this module."""
    content: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return content


@dataclass(frozen=True)
class Learned:
    """Where the shipped weights come from: a part of the name of the data's source, and the last day they have seen."""

    source: str
    until: str


def learned_from() -> Learned:
    """Return where the shipped weights come from."""
    content = read_weights(SHIPPED)
    return Learned(content["source"], content["until"])


def shipped_scorer(task: str, scale: str, region: str | None = None) -> Scorer:
    """Return the shipped weights of a task.

    Parameters
    ----------
    task
        ``partner``, ``completion`` or ``kick_off``, or one of them with ``_new_blood``.
    scale
        ``whole``, ``region`` or ``own``.
    region
        Give the weights that were learned without this region, to judge them on it.
    """
    scorers = read_weights(SHIPPED)["scorers"]
    if region is not None:
        held_out = read_weights(HELD_OUT)
        if region in held_out["parts"]:
            scorers = held_out["scorers"][held_out["parts"][region]]
    learned = scorers[task][scale]
    return Scorer(learned["weights"], learned["odds"])
