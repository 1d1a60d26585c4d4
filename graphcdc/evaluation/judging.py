"""One cell of a backtest: every question of a task in a setting, answered by every method."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphcdc.evaluation.baselines import list_baselines, score_baselines
from graphcdc.evaluation.metrics import SHORT, Answers, Bin, average_ranks, bin_predictions
from graphcdc.evaluation.trials import Origin, Trial, list_settings, list_trials
from graphcdc.partners.basis import Basis
from graphcdc.partners.queries import Question
from graphcdc.partners.ranking import choose_scored
from graphcdc.partners.scoring import Scored, Scorer, choose_scale, order_rows, score_candidates, shipped_scorer
from graphcdc.partners.signals import Signals, measure
from graphcdc.partners.weights import NEW_BLOOD

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

OURS = "graphcdc"
#: Who is ranked: everybody who may be suggested; the true ones among wrong ones that are hard to tell from them; and
#: those without a tie to any given member.
FIELDS = ("all", "hard", "newcomers")
#: Wrong organizations that the true ones have to beat in ``hard`` (HeaRT, Li et al. 2023).
HARD = 500
#: So many questions of a cell tell about probabilities, those that nothing came of among them.
CALIBRATED = 1000
#: Below every score: who is no candidate.
_NOT_CHOSEN = -1e9


@dataclass(eq=False)
class _Sheet:
    """What one method answered, question by question."""

    ranks: list[Floats] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    newcomers: list[Flags] = field(default_factory=list)
    top: list[NDArray[np.int64]] = field(default_factory=list)
    top_newcomers: list[Flags] = field(default_factory=list)
    hits: list[Flags] = field(default_factory=list)
    reached: list[Flags] = field(default_factory=list)
    seconds: float = 0.0

    def close(self) -> Answers:
        return Answers(
            ranks=tuple(self.ranks),
            groups=np.array(self.groups, dtype=str),
            candidates=np.array(self.candidates, dtype=np.int64),
            newcomers=tuple(self.newcomers),
            top=tuple(self.top),
            top_newcomers=tuple(self.top_newcomers),
            hits=tuple(self.hits),
            reached=tuple(self.reached) if self.reached else None,
            seconds=self.seconds,
            subjects=np.array(self.subjects, dtype=str),
        )


@dataclass(frozen=True, eq=False)
class Cell:
    """All answers of a task in a setting.

    Attributes
    ----------
    task, setting
        Which.
    answers
        The answers by field (`FIELDS`) and method.
    bins
        How often suggestions of about the same probability came true.
    organizations
        How many different organizations could have been suggested to somebody.
    """

    task: str
    setting: str
    answers: dict[tuple[str, str], Answers]
    bins: list[Bin]
    organizations: int


def judge(
    origins: list[Origin],
    task: str,
    setting: str,
    *,
    most: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Cell:
    """Ask every question of a task in a setting and note what each method answers.

    Parameters
    ----------
    origins
        The days.
    task, setting
        One of `TASKS` and `SETTINGS`.
    most
        Questions with an answer at most, shared out evenly among the days and regions.
    progress
        Called with the number of questions after each.
    """
    sheets = {(name, method): _Sheet() for name in FIELDS for method in (OURS, *list_baselines())}
    chances: list[Floats] = []
    came: list[Flags] = []
    numbers: dict[str, int] = {}
    done = 0
    places = [(origin, place) for origin in origins for place in list_settings(origin, setting)]
    share = None if most is None else -(-most // max(len(places), 1))
    sampled = -(-CALIBRATED // max(len(places), 1))
    for origin, (region, inside, candidates) in places:
        own = _number(numbers, inside.basis, candidates)
        answered = 0
        for at, trial in enumerate(list_trials(inside, task, candidates)):
            if share is not None and answered >= share and at >= sampled:
                break
            wanted = bool(len(trial.truth)) and (share is None or answered < share)
            if not wanted and at >= sampled:
                continue
            judged = _Judged(inside.basis, trial, task, setting, region)
            if at < sampled:
                chances.append(judged.chances)
                came.append(judged.came)
            if wanted:
                answered += 1
                judged.note(sheets, f"{region} {origin.day}" if region else trial.subject, own)
            done += 1
            if progress is not None:
                progress(done)
    answers = {key: sheet.close() for key, sheet in sheets.items() if sheet.ranks}
    return Cell(task, setting, answers, bin_predictions(chances, came), len(numbers))


def score_everybody(
    scorer: Scorer, basis: Basis, question: Question, signals: Signals, allowed: Flags, *, new: bool = False
) -> tuple[Floats, Scored]:
    """Return the score of every organization, that of no candidate below all others; and the candidates.

    Parameters
    ----------
    scorer
        The weights.
    basis, question, signals
        What is asked, and the signals that `measure` returned for it.
    allowed
        Who may be suggested.
    new
        Whether they are newcomers, for the list of new blood.
    """
    rows = choose_scored(basis, question, signals, allowed, new=new)
    scored = score_candidates(scorer, basis, question, signals, rows)
    scores = np.full(len(allowed), _NOT_CHOSEN)
    scores[rows] = scored.score
    return scores, scored


def _number(numbers: dict[str, int], basis: Basis, candidates: Flags) -> NDArray[np.int64]:
    """The number of each organization that may be suggested, the same on every day; new ones are added."""
    found = np.full(len(candidates), -1, dtype=np.int64)
    ids = basis.network.node["id"][basis.cooperation.organizations]
    for row in np.flatnonzero(candidates & basis.active):
        found[row] = numbers.setdefault(str(ids[row]), len(numbers))
    return found


class _Judged:
    """One question, answered by us at once and by the others when it is noted."""

    def __init__(self, basis: Basis, trial: Trial, task: str, setting: str, region: str) -> None:
        began = time.perf_counter()
        self.basis, self.trial = basis, trial
        self.signals = measure(basis, trial.question)
        scale = setting if setting != "whole" else choose_scale(basis, trial.allowed)
        self.ours, self.chances, self.came = self._score(task, scale, region)
        self.seconds = time.perf_counter() - began
        self.new_blood, _, _ = self._score(task, scale, region, new=True)

    def _score(self, task: str, scale: str, region: str, new: bool = False) -> tuple[Floats, Floats, Flags]:
        """Scores of everybody (or of all newcomers), and probability and truth of the first ten."""
        trial = self.trial
        scorer = shipped_scorer(task + (NEW_BLOOD if new else ""), scale, region or None)
        allowed = trial.allowed & ~trial.familiar if new else trial.allowed
        scores, scored = score_everybody(scorer, self.basis, trial.question, self.signals, allowed, new=new)
        first = order_rows(self.basis.degrees, scored.rows, scored.score)[:SHORT]
        return scores, scored.probability[first], np.isin(scored.rows[first], self.trial.truth)

    def note(self, sheets: dict[tuple[str, str], _Sheet], group: str, numbers: NDArray[np.int64]) -> None:
        """Write down what every method answered, organizations by their numbers."""
        others = score_baselines(self.basis, self.signals, self.trial.subject)
        for name in FIELDS:
            allowed, truth = self._field(name)
            if not len(truth):
                continue
            own = self.new_blood if name == "newcomers" else self.ours
            for method, scores in {OURS: own, **others}.items():
                sheet = sheets[name, method]
                sheet.ranks.append(average_ranks(scores, allowed, truth))
                sheet.groups.append(group)
                sheet.subjects.append(self.trial.subject)
                sheet.candidates.append(int(allowed.sum()))
                sheet.newcomers.append(~self.trial.familiar[truth])
                top = _best(scores, allowed, self.basis.degrees)
                sheet.top.append(numbers[top])
                sheet.top_newcomers.append(~self.trial.familiar[top])
                sheet.hits.append(np.isin(top, truth))
            sheets[name, OURS].reached.append(own[truth] > _NOT_CHOSEN)
            sheets[name, OURS].seconds += self.seconds

    def _field(self, name: str) -> tuple[Flags, NDArray[np.int64]]:
        """Who is ranked, and who is right."""
        trial = self.trial
        if name == "newcomers":
            return trial.allowed & ~trial.familiar, trial.truth[trial.newcomers]
        if name == "hard":
            return self._hard(), trial.truth
        return trial.allowed, trial.truth

    def _hard(self) -> Flags:
        """The true ones, and the wrong ones that stand highest by resource allocation or PageRank."""
        wrong = np.flatnonzero(self.trial.allowed)
        wrong = wrong[~np.isin(wrong, self.trial.truth)]
        places = []
        for name in ("resource_allocation", "page_rank"):
            place = np.empty(len(wrong), dtype=np.int64)
            place[np.lexsort((wrong, -np.round(self.signals[name][wrong], 12)))] = np.arange(len(wrong))
            places.append(place)
        order = np.lexsort((wrong, np.minimum(*places)))
        ranked = np.zeros(len(self.trial.allowed), dtype=bool)
        ranked[wrong[order[:HARD]]] = True
        ranked[self.trial.truth] = True
        return ranked


def _best(scores: Floats, allowed: Flags, degrees: Floats) -> NDArray[np.int64]:
    """Rows of the ten best; equal scores by popularity, then by id."""
    rows = np.flatnonzero(allowed)
    own = np.round(scores[rows], 12)
    if len(rows) > SHORT:
        least = np.partition(own, len(own) - SHORT)[len(own) - SHORT]
        rows, own = rows[own >= least], own[own >= least]
    return np.asarray(rows[order_rows(degrees, rows, own)[:SHORT]], dtype=np.int64)
