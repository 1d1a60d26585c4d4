"""What every method is worth in one cell of a backtest, and how ours compares with the best of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.evaluation.intervals import Ratio, bootstrap_mean, bootstrap_ratio, holm
from graphcdc.evaluation.judging import OURS, Cell
from graphcdc.evaluation.metrics import LONG, Answers, calibration_error, measure_answers, ndcg_by_query
from graphcdc.evaluation.verdict import Verdict, reach_verdict
from graphcdc.words import DEFAULT_LANGUAGE

Floats = NDArray[np.float64]

#: What is no rival: chance.
_CHANCE = "random"
_PLACES = 6
#: The fields of a cell, as `negatives` and `subset` of a result.
_FIELDS = {"all": ("all", "all"), "hard": ("hard", "all"), "newcomers": ("all", "newcomers")}


@dataclass(frozen=True)
class Result:
    """What one method is worth in one cell.

    Attributes
    ----------
    task, setting, negatives, subset, method
        Which: ``negatives`` is ``all`` (everybody is ranked) or ``hard``, ``subset`` is ``all`` or ``newcomers``
        (candidates without a tie to any given member, ranked among themselves).
    measures
        The measures, by the names of the JSON.
    interval
        95 % interval of NDCG@10.
    comparison
        For our own method, else empty: ``best_single``, ``ratio``, ``ratio_interval``, ``p_value`` (two-sided, of no
        difference) and ``p_holm`` (adjusted for all tasks and settings of the backtest), ``reliability``; the same by
        hit@50 (``hit_50_best``, ``hit_50_ratio``, ``hit_50_interval``); and ``regions``, each region compared.
    verdict
        For our own method, what the comparison allows to conclude.
    """

    task: str
    setting: str
    negatives: str
    subset: str
    method: str
    measures: Mapping[str, Any]
    interval: tuple[float, float] | None
    comparison: Mapping[str, Any]
    verdict: Verdict | None = None

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the JSON."""
        return {
            "task": self.task,
            "setting": self.setting,
            "negatives": self.negatives,
            "subset": self.subset,
            "method": self.method,
            **{name: _round(value) for name, value in self.measures.items()},
            "interval": None if self.interval is None else [_round(end) for end in self.interval],
            **self.comparison,
            **({} if self.verdict is None else {"verdict": self.verdict.said.say(lang)}),
        }


def sum_up_cell(cell: Cell, seed: int, events: int, origins: int) -> list[Result]:
    """Return the results of one cell: for each field our own method, then the others.

    Parameters
    ----------
    cell
        The answers.
    seed
        For the intervals.
    events, origins
        Dated joint events of the network, and on how many days was asked: what a verdict tells of the history.
    """
    results = []
    for field, (negatives, subset) in _FIELDS.items():
        answers = {method: given for (name, method), given in cell.answers.items() if name == field}
        if not answers:
            continue
        gains = {method: ndcg_by_query(given) for method, given in answers.items()}
        ratio, comparison = _compare(answers, gains, seed)
        comparison |= {"reliability": [asdict(one) for one in cell.bins]}
        for method, given in answers.items():
            measures = asdict(measure_answers(given, cell.organizations))
            measures["ece"] = calibration_error(cell.bins) if method == OURS and field == "all" else None
            _, low, high = bootstrap_mean(gains[method], given.groups, seed=seed)
            interval = None if low is None or high is None else (low, high)
            verdict = None
            if method == OURS:
                groups = measures["groups"]
                verdict = reach_verdict(ratio, len(given.ranks), groups, joint_projects=events, origins=origins + 1)
            own = comparison if method == OURS else {}
            results.append(Result(cell.task, cell.setting, negatives, subset, method, measures, interval, own, verdict))
    return results


def adjust_p_values(results: Sequence[Result]) -> list[Result]:
    """Return the results with the p-values of the headline adjusted for their number (Holm 1979)."""
    told = [at for at, one in enumerate(results) if one.method == OURS and one.negatives == one.subset == "all"]
    adjusted = holm([results[at].comparison["p_value"] for at in told])
    found = list(results)
    for at, value in zip(told, adjusted, strict=True):
        found[at] = replace(found[at], comparison={**found[at].comparison, "p_holm": _round(value)})
    return found


def _compare(answers: Mapping[str, Answers], gains: Mapping[str, Floats], seed: int) -> tuple[Ratio, dict[str, Any]]:
    """Ours against the best of the others, chosen on the same questions: by NDCG@10, by hit@50, region by region."""
    rivals = [method for method in answers if method not in (OURS, _CHANCE)]
    best = max(rivals, key=lambda method: (gains[method].mean(), method))
    groups = answers[OURS].groups
    ratio = bootstrap_ratio(gains[OURS], gains[best], groups, seed=seed)
    hits = {method: _hit_50(given) for method, given in answers.items()}
    most = max(rivals, key=lambda method: (hits[method].mean(), method))
    by_hits = _tell(bootstrap_ratio(hits[OURS], hits[most], groups, seed=seed))
    return ratio, {
        "best_single": best,
        "ratio": _tell(ratio)[0],
        "ratio_interval": _tell(ratio)[1],
        "p_value": _round(ratio.p_value),
        "hit_50_best": most,
        "hit_50_ratio": by_hits[0],
        "hit_50_interval": by_hits[1],
        "regions": _compare_regions(answers[OURS], gains[OURS], gains[best], seed),
    }


def _compare_regions(answers: Answers, ours: Floats, theirs: Floats, seed: int) -> list[dict[str, Any]]:
    """Ours against the best of the others in each region and year, by project or organization."""
    if answers.subjects is None or (answers.groups == answers.subjects).all():
        return []
    regions = []
    for name in np.unique(answers.groups).tolist():
        own = answers.groups == name
        ratio, interval = _tell(bootstrap_ratio(ours[own], theirs[own], answers.subjects[own], seed=seed))
        regions.append({"region": name, "queries": int(own.sum()), "ratio": ratio, "ratio_interval": interval})
    return regions


def _hit_50(answers: Answers) -> Floats:
    return np.array([float(ranks.min() <= LONG) for ranks in answers.ranks])


def _tell(ratio: Ratio) -> tuple[float | None, list[float] | None]:
    ends = None if ratio.low is None or ratio.high is None else [_round(ratio.low), _round(ratio.high)]
    return _round(ratio.ratio), ends


def _round(value: Any) -> Any:
    """Round a measure; counts and what is not known stay."""
    return round(value, _PLACES) if isinstance(value, float | np.floating) else value
