"""Small pictures of the report on a backtest, as SVG to be put into a page.

Orange is graphcdc, as suggested ties are on the map; grey is what it is compared with. A hollow sign decides nothing, a
square is worse: shape says it as well as colour.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphcdc.views.typeface import measure_text
from graphcdc.words import say, write_fixed, write_number

OURS, THEIRS, WORSE, INK, QUIET, GRID = "#d55e00", "#7b8794", "#c1121f", "#1f2933", "#52606d", "#e4e7eb"

#: The width of a page on the screen, so that the type of the picture has its own size there.
_WIDTH = 1072
#: Between two columns of texts.
_SPACE = 16
#: Marks of a scale of ratios, the most wanted first.
_RATIOS = (1, 2, 0.5, 4, 0.25, 1.5, 0.67, 1.25, 0.8, 1.1, 0.9, 1.05, 0.95, 1.02, 0.98)
#: Ends of a scale of probabilities whose half is a round number too.
_SHARES = (0.02, 0.04, 0.06, 0.08, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class ForestRow:
    """One comparison: what it is about, the ratio with its interval and in words, and what can be concluded."""

    task: str
    setting: str
    against: str
    said: str
    level: str
    ratio: float | None
    low: float | None
    high: float | None


def draw_interval(value: float, low: float | None, high: float | None, most: float, ours: bool) -> str:
    """Return a dot with its interval on a scale from 0 to `most`, for a row of a table.

    Examples
    --------
    >>> draw_interval(0.5, None, None, 1.0, ours=True)
    '<svg class="dot" viewBox="0 0 200 14" aria-hidden="true"><circle cx="100" cy="7" r="4" fill="#d55e00"/></svg>'
    """
    colour = OURS if ours else THEIRS
    at = [None if one is None else _short(4 + 192 * min(one / most, 1)) for one in (value, low, high)]
    line = "" if at[1] is None or at[2] is None else _line(at[1], 7, at[2], 7, colour, width=2)
    dot = f'<circle cx="{at[0]}" cy="7" r="{4 if ours else 3}" fill="{colour}"/>'
    return f'<svg class="dot" viewBox="0 0 200 14" aria-hidden="true">{line}{dot}</svg>'


def draw_forest(rows: Sequence[ForestRow], lang: str) -> str:
    """Return the comparisons as dots with intervals on one scale of ratios, a row for each."""
    right, top, step = 676, 26, 26
    second = _widest([row.task for row in rows], 240, bold=True)
    left = second + _widest([row.setting for row in rows], 290)
    place, ticks = _scale(rows, left, right)
    bottom = top + step * len(rows)
    parts = [
        _text(left, 14, say("level_worse", lang), QUIET) if place(1) - left > 60 else "",
        _text(right, 14, say("level_better", lang), QUIET, "end"),
        _text(right + 16, 14, say("report_forest_ratio", lang), QUIET),
        _text(right + 190, 14, say("report_forest_against", lang), QUIET),
    ]
    for tick in ticks:
        x = _short(place(tick))
        parts.append(_line(x, top, x, bottom, INK if tick == 1 else GRID))
        parts.append(_text(x, bottom + 15, write_fixed(tick, lang, 2).rstrip("0").rstrip(",."), QUIET, "middle"))
    for at, row in enumerate(rows):
        y = top + step * at + step // 2
        if not at or rows[at - 1].task != row.task:
            parts.append(_line(0, y - step // 2, _WIDTH, y - step // 2, GRID))
            parts.append(_text(0, y + 4, _cut(row.task, second - _SPACE, bold=True), INK, weight=700))
        parts.append(_text(second, y + 4, _cut(row.setting, left - second - _SPACE), INK))
        parts.append(_sign(row, y, place, left, right))
        parts.append(_text(right + 16, y + 4, row.said, INK))
        parts.append(_text(right + 190, y + 4, _cut(row.against, _WIDTH - right - 190), QUIET))
    label = html.escape(say("report_forest", lang))
    size = f'viewBox="0 0 {_WIDTH} {bottom + 22}"'
    return f'<svg class="forest" {size} role="img" aria-label="{label}">{"".join(parts)}</svg>'


def draw_reliability(bins: Sequence[Mapping[str, Any]], title: str, lang: str) -> str:
    """Return how often suggestions of about the same probability came true, beside the diagonal."""
    largest = max(max(one["predicted"], one["high"]) for one in bins)
    most = next((end for end in _SHARES if end >= largest), 1.0)
    left, top, side = 30, 22, 190
    bottom = top + side

    def x(share: float) -> float:
        return _short(left + side * share / most)

    def y(share: float) -> float:
        return _short(bottom - side * share / most)

    parts = [_text(0, 12, say("report_observed", lang), QUIET)]
    for tick in (0, most / 2, most):
        said = write_number(round(100 * tick), lang)
        parts.append(_line(left, y(tick), left + side, y(tick), GRID))
        parts.append(_text(left - 6, y(tick) + 4, said, QUIET, "end"))
        parts.append(_text(x(tick), bottom + 32, said, QUIET, "middle"))
    parts.append(_line(left, bottom, left + side, top, QUIET, dashes="4 4"))
    most_counted = max(one["count"] for one in bins)
    for one in bins:
        at = x(one["predicted"])
        shares = {name: write_fixed(100 * one[name], lang, 1) for name in ("predicted", "observed", "low", "high")}
        said = html.escape(say("report_dot", lang, count=one["count"], **shares))
        whisker = _line(at, y(one["low"]), at, y(one["high"]), OURS, width=2)
        dot = f'<circle cx="{at}" cy="{y(one["observed"])}" r="4" fill="{OURS}" stroke="#fff"/>'
        height = _short(1 + 14 * one["count"] / most_counted)
        bar = f'<rect x="{_short(at - 1.5)}" y="{bottom + 3}" width="3" height="{height}" fill="{THEIRS}"/>'
        parts.append(f"<g><title>{said}</title>{whisker}{dot}{bar}</g>")
    parts.append(_text(left + side, bottom + 47, say("report_predicted", lang), QUIET, "end"))
    label = html.escape(f"{say('report_reliability', lang)} {title}")
    drawn = "".join(parts)
    return f'<svg class="reliability" viewBox="0 0 232 {bottom + 54}" role="img" aria-label="{label}">{drawn}</svg>'


def _scale(rows: Sequence[ForestRow], left: float, right: float) -> tuple[Any, list[float]]:
    """Return where a ratio stands, on a logarithmic scale around 1, and the marks that fit on it."""
    known = [end for row in rows for end in (row.ratio, row.low, row.high) if end]
    least = math.log(max(min([*known, 0.98]) * 0.98, 0.2))
    most = math.log(min(max([*known, 1.02]) * 1.02, 5))

    def place(ratio: float) -> float:
        share = (math.log(max(ratio, 1e-9)) - least) / (most - least)
        return left + (right - left) * min(max(share, 0), 1)

    ticks: list[float] = []
    for ratio in _RATIOS:
        if least <= math.log(ratio) <= most and all(abs(place(ratio) - place(other)) >= 38 for other in ticks):
            ticks.append(ratio)
    return place, ticks


def _sign(row: ForestRow, y: float, place: Any, left: float, right: float) -> str:
    """The dot of a comparison with its interval; an interval without upper end runs to the edge."""
    if row.ratio is None:
        return ""
    colour = {"better": OURS, "worse": WORSE}.get(row.level, QUIET)
    at = _short(place(row.ratio))
    line = ""
    if row.low is not None:
        high = right if row.high is None else place(row.high)
        line = _line(_short(max(place(row.low), left)), y, _short(high), y, colour, width=2)
    if row.level == "worse":
        return f'{line}<rect x="{_short(at - 4.5)}" y="{_short(y - 4.5)}" width="9" height="9" fill="{colour}"/>'
    fill = colour if row.level == "better" else "#fff"
    return f'{line}<circle cx="{at}" cy="{y}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def _widest(texts: Sequence[str], most: float, bold: bool = False) -> int:
    """The width of a column for these texts, and the space behind it."""
    return round(min(max(measure_text(text, 12, bold) for text in texts), most)) + _SPACE


def _cut(text: str, width: float, bold: bool = False) -> str:
    """As much of a text as there is room for."""
    if measure_text(text, 12, bold) <= width + 1:
        return text
    length = next((end for end in range(len(text), 0, -1) if measure_text(text[:end] + "…", 12, bold) <= width), 0)
    return text[:length].rstrip() + "…"


def _text(x: float, y: float, text: str, colour: str, anchor: str = "start", weight: int = 400) -> str:
    looks = f'fill="{colour}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text x="{x}" y="{y}" {looks}>{html.escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: int = 1, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _short(value: float) -> float:
    """A coordinate to a tenth, whole ones whole."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
