"""Dates against one another: within a row, with those of the project that a tie belongs to, and with all others."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from graphcdc.model import NODE_TABLES, SHORTHANDS
from graphcdc.tables.checked import Checked
from graphcdc.tables.faults import Fault

#: The columns that the day of the analysis is taken from (`graphcdc.network`).
_STARTS = ("start", "since", "verified_on")
#: So many years without any start make those behind them stand far ahead.
_YEARS = 5
#: Of so many starts one may be mistyped; more that stand ahead are taken as meant.
_ONE_IN = 50
#: With fewer starts than `_MANY` it takes `_YEARS_OF_FEW` years, and more than all other starts lie apart.
_FEWEST, _MANY, _YEARS_OF_FEW = 5, 20, 10


def check_periods(checked: Sequence[Checked]) -> None:
    """Check that nothing ends before it starts, also with the dates of its project, and warn of starts far ahead."""
    projects: dict[str, tuple[str, str]] = {}
    for one in checked:
        if one.table == "projects":
            _check_order(one, "start", "end")
            rows = enumerate(zip(*_read(one, "id", "start", "end"), strict=True))
            projects.update({node: (start, end) for at, (node, start, end) in rows if at not in one.bad})
    for one in checked:
        if one.table not in NODE_TABLES:
            _check_order(one, "since", "until")
            _check_inherited(one, projects)
    _warn_of_starts_ahead(checked)


def _read(one: Checked, *columns: str) -> list[Sequence[str]]:
    blank = [""] * len(one.sheet.rows)
    return [one.columns.get(column, blank) for column in columns]


def _is_turned(since: str, until: str) -> bool:
    """Whether an end lies before a start; "2019-03" to "2019" is fine: of the end only the year is known."""
    return bool(since and until) and until < since[: len(until)]


def _check_order(one: Checked, start: str, end: str) -> None:
    for at, (since, until) in enumerate(zip(*_read(one, start, end), strict=True)):
        if _is_turned(since, until):
            one.report(Fault("until_before_since", {"start": since}), at, end, until)


def _check_inherited(one: Checked, projects: Mapping[str, tuple[str, str]]) -> None:
    """Check ties that take one of their dates from a project, and participations outside their project."""
    kind, source, target = SHORTHANDS.get(one.table, ("", "source", "target"))
    if "since" not in one.columns and "until" not in one.columns:
        return
    kinds = one.columns.get("kind") or [kind] * len(one.sheet.rows)
    rows = zip(kinds, *_read(one, source, target, "since", "until"), strict=True)
    for at, (tie, a, b, since, until) in enumerate(rows):
        project = b if b in projects else a
        if project not in projects or not (since or until) or _is_turned(since, until):
            continue
        start, end = projects[project]
        if _is_turned(since or start, until or end):
            _report_turned(one, at, project, since or start, end)
        elif tie == "PARTICIPATES_IN":
            period = {"project": project, "start": start or "…", "end": end or "…"}
            fault = Fault("outside_project", period, severity="warning")
            for column, date in (("since", since), ("until", until)):
                if _is_turned(start, date) or _is_turned(date, end):
                    one.report(fault, at, column, date)


def _report_turned(one: Checked, at: int, project: str, since: str, end: str) -> None:
    """Report an end before the start of which one is the project's: at the end, or at the start if there is no such."""
    column = "until" if "until" in one.columns else "since"
    own = one.columns[column][at]
    taken = "end" if column == "since" or not own else "start"
    values = {"project": project, "end": end}
    fault = Fault("until_before_since", {"start": since}, help=f"project_{taken}_help", help_values=values)
    one.report(fault, at, column, own)


def _warn_of_starts_ahead(checked: Sequence[Checked]) -> None:
    """The newest start is the day of the analysis: one mistyped year would move all of it."""
    columns = [(one, name) for one in checked for name in _STARTS if name in one.columns]
    counts = Counter(int(start[:4]) for one, name in columns for start in one.columns[name] if start)
    latest = _find_latest(counts)
    if latest is None:
        return
    for one, name in columns:
        for at, start in enumerate(one.columns[name]):
            if start and int(start[:4]) > latest:
                values = {"years": int(start[:4]) - latest, "latest": str(latest)}
                one.report(Fault("start_ahead", values, severity="warning"), at, name, start)


def _find_latest(counts: Mapping[int, int]) -> int | None:
    """Return the latest year of starts before those that stand far ahead, None if none do.

    A few do (one in `_ONE_IN`, or a single one) if nothing starts in the `_YEARS` before them. Where there are few
    starts at all, a young network with one old tie looks the same; there it takes more.
    """
    total, ahead, found = sum(counts.values()), 0, None
    if total < _FEWEST:
        return None
    years = sorted(counts, reverse=True)
    for later, earlier in itertools.pairwise(years):
        ahead += counts[later]
        if ahead > max(1, total // _ONE_IN):
            break
        if later - earlier > (_YEARS if total >= _MANY else max(_YEARS_OF_FEW, earlier - years[-1])):
            found = earlier
    return found
