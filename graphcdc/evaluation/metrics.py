"""Measures of suggestions whose truth is known: one method's answers to the queries of one cell.

A cell is one task (new partner, missing member, kick-off) on one kind of network. Ranks are among all candidates, for
measures on sampled ones do not even keep the order of two methods (Krichene and Rendle 2020), and equal scores share
their average rank, for the order of rows must not decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]

#: Scores are compared after rounding: the order in which numbers were added up must not decide a rank.
DIGITS = 12
#: The length of a list as it is shown, and of one that somebody would read to the end.
SHORT, LONG = 10, 50
#: Calibration needs this many predictions in a bin, in at most so many bins.
LEAST_IN_BIN, MOST_BINS = 100, 10
_Z = 1.959963984540054


@dataclass(frozen=True, eq=False)
class Answers:
    """One method's answers to the queries of one cell; every query has at least one true organization.

    Attributes
    ----------
    ranks
        For each query the average rank of each true organization, inf if it can never be ranked.
    groups
        The unit of resampling of each query: a project, or a country and a year.
    candidates
        How many organizations were ranked for each query.
    newcomers
        Which true organizations have no tie to any given member.
    top, top_newcomers, hits
        The rows of the best candidates of each query, at most ten; which of them are newcomers; which are true.
    chances
        Probabilities of `top`, None where the method gives none.
    reached
        Which true organizations were in the union of candidates, None where the method ranks everybody.
    seconds
        Time for all queries together.
    subjects
        The project or organization of each query, None where nobody asks for it.
    """

    ranks: tuple[Floats, ...]
    groups: NDArray[np.str_]
    candidates: Rows
    newcomers: tuple[Flags, ...]
    top: tuple[Rows, ...]
    top_newcomers: tuple[Flags, ...]
    hits: tuple[Flags, ...]
    chances: tuple[Floats, ...] | None = None
    reached: tuple[Flags, ...] | None = None
    seconds: float = 0.0
    subjects: NDArray[np.str_] | None = None


@dataclass(frozen=True)
class Measures:
    """What is said of one method in one cell; means over queries, None where there is nothing to measure.

    Attributes
    ----------
    queries, groups
        How many queries, and groups of them that depend on each other.
    ndcg_10
        Gain 1 / log2(1 + rank) of the true organizations in the first ten, divided by the best possible one.
    hit_10, hit_50
        Share of queries with a true organization in the first ten or fifty.
    mrr
        1 / rank of the best true organization.
    recall_50, candidate_recall
        Share of the true organizations that are in the first fifty, or were candidates at all.
    ece
        Expected calibration error of the probabilities of the first ten.
    newcomer_share
        Share of newcomers in what was suggested.
    coverage, gini
        Share of organizations ever suggested; inequality of how often each was, 0 all alike, towards 1 one alone.
    ms_per_query
        Milliseconds for a query; None where they were not taken.
    """

    queries: int
    groups: int
    ndcg_10: float | None
    hit_10: float | None
    hit_50: float | None
    mrr: float | None
    recall_50: float | None
    candidate_recall: float | None
    ece: float | None
    newcomer_share: float | None
    coverage: float | None
    gini: float | None
    ms_per_query: float | None


@dataclass(frozen=True)
class Bin:
    """Predictions of about the same probability: their mean, the share that came true, and its 95 % interval."""

    predicted: float
    observed: float
    count: int
    low: float
    high: float


def average_ranks(scores: Floats, allowed: Flags, truth: Rows) -> Floats:
    """Return the rank of each true organization among all allowed ones: best 1, equal scores their average rank.

    Parameters
    ----------
    scores
        The score of each organization.
    allowed
        Which organizations may be suggested.
    truth
        Rows of the true ones; one that is not allowed has rank inf.

    Examples
    --------
    >>> scores = np.array([0.5, 0.9, 0.5, 0.1, 0.7])
    >>> allowed = np.array([True, True, True, True, False])
    >>> average_ranks(scores, allowed, np.array([1, 2, 3, 4])).tolist()
    [1.0, 2.5, 4.0, inf]
    """
    rounded = np.round(scores, DIGITS)
    rising = np.sort(rounded[allowed])
    own = rounded[truth]
    below = np.searchsorted(rising, own, side="left")
    not_above = np.searchsorted(rising, own, side="right")
    return np.where(allowed[truth], len(rising) - (below + not_above - 1) / 2, np.inf)


def measure_answers(answers: Answers, organizations: int) -> Measures:
    """Return the measures of one method in one cell.

    Parameters
    ----------
    answers
        Its answers.
    organizations
        How many organizations could have been suggested to somebody.

    Examples
    --------
    >>> yes, no = np.array([True]), np.array([False])
    >>> answers = Answers(
    ...     ranks=(np.array([1.0]), np.array([3.0])),
    ...     groups=np.array(["p1", "p2"]),
    ...     candidates=np.array([4, 4]),
    ...     newcomers=(yes, no),
    ...     top=(np.array([2]), np.array([2])),
    ...     top_newcomers=(yes, no),
    ...     hits=(yes, no),
    ... )
    >>> found = measure_answers(answers, organizations=4)
    >>> found.ndcg_10, round(found.mrr, 3), found.newcomer_share, found.coverage, found.gini
    (0.75, 0.667, 0.5, 0.25, 0.75)
    """
    count = len(answers.ranks)
    best = np.array([ranks.min() for ranks in answers.ranks])
    suggested = _join(answers.top, np.int64)
    times = np.bincount(suggested, minlength=organizations)
    return Measures(
        queries=count,
        groups=len(np.unique(answers.groups)),
        ndcg_10=_mean(ndcg_by_query(answers)),
        hit_10=_mean(best <= SHORT),
        hit_50=_mean(best <= LONG),
        mrr=_mean(1 / best),
        recall_50=_mean([np.mean(ranks <= LONG) for ranks in answers.ranks]),
        candidate_recall=None if answers.reached is None else _mean([reached.mean() for reached in answers.reached]),
        ece=calibration_error(reliability(answers)),
        newcomer_share=_mean(_join(answers.top_newcomers, np.bool_)),
        coverage=float((times > 0).mean()) if len(suggested) else None,
        gini=_inequality(times) if len(suggested) else None,
        ms_per_query=1000 * answers.seconds / count if count and answers.seconds else None,
    )


def ndcg_by_query(answers: Answers) -> Floats:
    """Return the NDCG@10 of each query, from 0 to 1.

    Examples
    --------
    Truth on the ranks 1 and 3 gives 1 + 0.5, of 1 + 0.63 that were possible:

    >>> flags, rows = (np.array([True, True]),), (np.array([0]),)
    >>> answers = Answers((np.array([1.0, 3.0]),), np.array(["p1"]), np.array([9]), flags, rows, flags, flags)
    >>> ndcg_by_query(answers).round(3).tolist()
    [0.92]
    """
    return measure_ndcg(answers.ranks)


def measure_ndcg(of_queries: Sequence[Floats]) -> Floats:
    """Return the NDCG@10 of each query from the ranks of its true organizations, at least one of each.

    Examples
    --------
    >>> measure_ndcg([np.array([1.0]), np.array([2.0, np.inf]), np.array([11.0])]).round(3).tolist()
    [1.0, 0.387, 0.0]
    """
    sizes = np.array([len(ranks) for ranks in of_queries], dtype=np.int64)
    ranks, query = _join(of_queries, np.float64), np.repeat(np.arange(len(sizes)), sizes)
    order = np.lexsort((ranks, query))
    place = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # A list of ten holds ten: with twelve true ones that share the rank 6.5 no more than ten count.
    counts = (place < SHORT) & (ranks[order] <= SHORT)
    gain = np.zeros(len(order))
    gain[counts] = 1 / np.log2(1 + ranks[order][counts])
    ideal = np.cumsum(1 / np.log2(1 + np.arange(1, SHORT + 1)))
    return np.asarray(np.bincount(query, gain, len(sizes)) / ideal[np.minimum(sizes, SHORT) - 1], dtype=float)


def reliability(answers: Answers) -> list[Bin]:
    """Return how often suggestions of about the same probability came true; none below a hundred of them.

    The bins hold about equally many predictions, and equal predictions stand in one bin. The intervals are Wilson's
    and take the suggestions for independent; those of one query are not, so that the true ones are somewhat wider.
    """
    return [] if answers.chances is None else bin_predictions(answers.chances, answers.hits)


def bin_predictions(predicted: Sequence[Floats], came: Sequence[Flags]) -> list[Bin]:
    """Return predictions of about the same probability with the share that came true; none below a hundred of them.

    Parameters
    ----------
    predicted, came
        For each question the probabilities, and which of them came true.
    """
    chances = np.round(_join(predicted, np.float64), DIGITS)
    hits = _join(came, np.bool_)
    values, first, counts = np.unique(chances, return_inverse=True, return_counts=True)
    true = np.bincount(first, hits, len(values))
    found = []
    for part in _cut(counts):
        count = int(counts[part].sum())
        mean = float((values[part] * counts[part]).sum() / count)
        found.append(Bin(mean, float(true[part].sum() / count), count, *wilson(int(true[part].sum()), count)))
    return found


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927).

    Examples
    --------
    >>> [round(end, 4) for end in wilson(2, 10)]
    [0.0567, 0.5098]
    """
    share, square = hits / count, _Z**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _Z * np.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def _join(parts: Sequence[NDArray[Any]], dtype: type[Any]) -> NDArray[Any]:
    return np.concatenate([np.empty(0, dtype), *parts]).astype(dtype)


def _mean(values: Any) -> float | None:
    return float(np.mean(values)) if len(values) else None


def _cut(counts: Rows) -> list[slice]:
    """Cut groups of equal predictions, in their order, into parts of at least a hundred, at most ten parts."""
    reached = np.cumsum(counts)
    total = int(reached[-1]) if len(counts) else 0
    if total < LEAST_IN_BIN:
        return []
    size = total / min(MOST_BINS, total // LEAST_IN_BIN)
    ends = [0]
    while ends[-1] < len(counts):
        done = reached[ends[-1] - 1] if ends[-1] else 0
        ends.append(min(int(np.searchsorted(reached, done + size)) + 1, len(counts)))
    if len(ends) > 2 and total - reached[ends[-2] - 1] < LEAST_IN_BIN:
        del ends[-2]
    return [slice(start, end) for start, end in pairwise(ends)]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the mean distance of what was predicted from what came true, by the number of predictions.

    Examples
    --------
    >>> calibration_error([Bin(0.1, 0.2, 100, 0.0, 1.0), Bin(0.5, 0.5, 300, 0.0, 1.0)])
    0.025
    """
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.predicted - one.observed) for one in bins) / total if total else None


def _inequality(times: Rows) -> float:
    """Gini coefficient of counts, those of 0 among them."""
    rising, count = np.sort(times).astype(float), len(times)
    return float(2 * (np.arange(1, count + 1) * rising).sum() / (count * rising.sum()) - (count + 1) / count)
