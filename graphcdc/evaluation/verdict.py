"""What a backtest allows to conclude, in words, and whether its history is long enough for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphcdc.evaluation.intervals import Ratio
from graphcdc.findings import Sentence

#: Nothing is concluded from fewer queries than these, or from fewer groups of them: with five even the whole range of
#: the draws is no 95 % interval (`intervals`).
LEAST_QUERIES, LEAST_GROUPS = 30, 6
#: One date to learn from, one to test on.
LEAST_ORIGINS = 2


@dataclass(frozen=True)
class Verdict:
    """What can be concluded from one cell.

    Attributes
    ----------
    level
        ``no_history``, ``too_short``, ``cannot_tell``, ``better`` or ``worse``.
    said
        The verdict in words.
    visible
        The smallest relative difference that such data could show, None where there is no interval.
    """

    level: str
    said: Sentence
    visible: float | None = None


def reach_verdict(ratio: Ratio, queries: int, groups: int, *, joint_projects: int, origins: int) -> Verdict:
    """Return what can be concluded from the comparison of one cell.

    Parameters
    ----------
    ratio
        Ours against the best simple method.
    queries, groups
        Test queries, and groups of them that do not depend on each other.
    joint_projects, origins
        Joint projects with a date; dates with joint projects before and after them.

    Examples
    --------
    >>> verdict = reach_verdict(Ratio(1.2, 1.1, 1.34), 400, 90, joint_projects=900, origins=3)
    >>> verdict.level, verdict.visible
    ('better', 0.1)
    >>> reach_verdict(Ratio(), 12, 4, joint_projects=9, origins=2).said.say("en")[:48]
    'The history is too short: 12 test queries in 4 i'
    """
    if joint_projects == 0:
        return Verdict("no_history", Sentence("verdict_no_projects"))
    if origins < LEAST_ORIGINS:
        return Verdict("no_history", Sentence("verdict_no_origins", {"origins": origins}))
    level = find_level(queries, groups, ratio.low, ratio.high)
    size = {"queries": queries, "groups": groups, "least": LEAST_QUERIES, "few": LEAST_GROUPS}
    if ratio.ratio is None or ratio.low is None or ratio.high is None:
        return Verdict(level, Sentence("verdict_too_short" if level == "too_short" else "verdict_no_ratio", size))
    if ratio.ratio == 0:
        return Verdict(level, Sentence("verdict_too_short" if level == "too_short" else "verdict_none_found", size))
    visible = round((ratio.high - ratio.low) / 2 / ratio.ratio, 6)
    values = size | {"percent": 100 * visible, "ratio": ratio.ratio, "low": ratio.low, "high": ratio.high}
    key = "verdict_too_short_seen" if level == "too_short" else f"verdict_{level}"
    return Verdict(level, Sentence(key, values), visible)


def find_level(queries: int, groups: int, low: float | None, high: float | None) -> str:
    """Return the level of a comparison whose ratio has this 95 % interval.

    Examples
    --------
    >>> find_level(400, 90, 1.1, 1.3), find_level(400, 90, 0.9, 1.3), find_level(29, 29, 1.1, 1.3)
    ('better', 'cannot_tell', 'too_short')
    """
    if queries < LEAST_QUERIES or groups < LEAST_GROUPS:
        return "too_short"
    if low is None or high is None or low <= 1 <= high:
        return "cannot_tell"
    return "better" if low > 1 else "worse"


def sum_up(levels: Sequence[str]) -> Sentence:
    """Return one sentence about all comparisons, from their levels.

    Examples
    --------
    >>> sum_up(["better", "cannot_tell", "worse"]).say("en")
    'Suggestions are better than the best simple method in 1 of 3 comparisons, worse in 1; 1 is undecided'
    """
    better, worse = levels.count("better"), levels.count("worse")
    undecided = len(levels) - better - worse
    if not levels or set(levels) == {"no_history"}:
        return Sentence("summary_nothing")
    if len(levels) == 1:
        return Sentence("summary_one_better" if better else "summary_one_worse" if worse else "summary_one_open")
    values = {"all": len(levels), "better": better, "worse": worse, "open": undecided}
    if better == len(levels):
        return Sentence("summary_all_better", values)
    return Sentence("summary_all_open" if undecided == len(levels) else "summary_some", values)
