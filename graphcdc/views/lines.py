"""The lines of the map: which ties are drawn, and what stands behind each, which the filters of the page go by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.model import TIE_KINDS
from graphcdc.network import Network
from graphcdc.views.naming import FloatArray
from graphcdc.views.scene import MOST_LINES, Line
from graphcdc.views.scope import IntArray, Scope

#: Kind of a tie and the year in which it began, 0 where that is not known.
Event = tuple[str, int]


def single_ties(scope: Scope, nodes: IntArray) -> tuple[list[Line], int, int | None]:
    """Every tie between two drawn nodes; those of the same pair and kind are one line."""
    network = scope.network
    source, target, kind = (network.tie[name] for name in ("source", "target", "kind"))
    drawn = np.isin(source, nodes) & np.isin(target, nodes) & (source != target)
    strength = np.nan_to_num(network.tie.get("strength", np.ones(len(source))), nan=1.0)
    total: dict[tuple[int, int, str], float] = {}
    years: dict[tuple[int, int, str], list[int]] = {}
    began = tie_years(network)
    for row in np.flatnonzero(drawn).tolist():
        key = (int(source[row]), int(target[row]), str(kind[row]))
        total[key] = total.get(key, 0.0) + float(strength[row])
        years.setdefault(key, []).append(int(began[row]))
    keys = sorted(total)
    widths = _line_widths(np.array([total[key] for key in keys]))
    at = {node: dot for dot, node in enumerate(nodes.tolist())}
    lines = [
        Line(
            at[a],
            at[b],
            float(width),
            word,
            TIE_KINDS[word].directed,
            tuple((word, year) for year in sorted(set(years[a, b, word]))),
        )
        for (a, b, word), width in zip(keys, widths, strict=True)
    ]
    return lines, len(lines), None


def join_by_cooperation(scope: Scope, nodes: IntArray) -> tuple[list[Line], int, int | None]:
    """Join the drawn organizations by at most `MOST_LINES` ties, each one's strongest among them."""
    part = scope.cooperation.restrict(np.isin(scope.cooperation.organizations, nodes))
    upper = part.matrix.tocoo()
    half = upper.row < upper.col
    a, b, weight = upper.row[half], upper.col[half], upper.data[half]
    kept = np.lexsort((b, a, -weight))
    if len(kept) > MOST_LINES:
        first: dict[int, int] = {}
        for row in kept.tolist():
            first.setdefault(int(a[row]), row)
            first.setdefault(int(b[row]), row)
        strongest = set(first.values())
        rest = [row for row in kept.tolist() if row not in strongest]
        kept = np.array(sorted(strongest) + rest[: MOST_LINES - len(strongest)])
    kept = kept[np.lexsort((b[kept], a[kept]))]
    widths = _line_widths(weight[kept])
    ends = list(zip(a[kept].tolist(), b[kept].tolist(), strict=True))
    events = list_events(scope.network, part, ends)
    lines = [
        Line(x, y, float(width), events=behind) for (x, y), width, behind in zip(ends, widths, events, strict=True)
    ]
    return lines, len(a), len(part.projects)


def _line_widths(weights: FloatArray) -> FloatArray:
    """Lines of 0.6 to 2.2 px."""
    top = weights.max(initial=0)
    return np.round(0.6 + 1.6 * np.sqrt(weights / top), 2) if top > 0 else np.full(len(weights), 0.6)


def year_of(date: str) -> int:
    """Return the year of a date, 0 without one.

    Examples
    --------
    >>> year_of("2019-03"), year_of("")
    (2019, 0)
    """
    return int(date[:4]) if date else 0


def tie_years(network: Network) -> NDArray[np.int64]:
    """Return the year in which each tie began, 0 where that is not known."""
    years = network.tie["since"].astype("U4")
    return np.where(years == "", "0", years).astype(np.int64)


def list_events(
    network: Network, cooperation: Cooperation, pairs: Sequence[tuple[int, int]]
) -> list[tuple[Event, ...]]:
    """Return the different events behind each of some pairs of organizations, sorted.

    Parameters
    ----------
    network
        The network.
    cooperation
        Its cooperation, or a part of it.
    pairs
        Rows of `cooperation`, the lower one first.
    """
    began, starts = tie_years(network), _project_years(network, cooperation)
    direct: dict[tuple[int, int], set[Event]] = {}
    kind, source, target = (network.tie[name] for name in ("kind", "source", "target"))
    cooperating = [name for name, one in TIE_KINDS.items() if one.cooperation is True]
    inside = np.isin(source, cooperation.organizations) & np.isin(target, cooperation.organizations)
    for row in np.flatnonzero(np.isin(kind, cooperating) & inside).tolist():
        ends = sorted((int(source[row]), int(target[row])))
        direct.setdefault((ends[0], ends[1]), set()).add((str(kind[row]), int(began[row])))
    found = []
    for row, other in pairs:
        nodes = (int(cooperation.organizations[row]), int(cooperation.organizations[other]))
        joint = cooperation.joint_projects(row, other).tolist()
        events = direct.get(nodes, set()) | {("PARTICIPATES_IN", starts[project]) for project in joint}
        found.append(tuple(sorted(events)))
    return found


def _project_years(network: Network, cooperation: Cooperation) -> dict[int, int]:
    """The first year in which somebody took part in each project of a cooperation, 0 where that is not known."""
    never = 10_000
    target, began = network.tie["target"], tie_years(network)
    dated = np.flatnonzero((network.tie["kind"] == "PARTICIPATES_IN") & (began > 0))
    first = np.full(len(network), never)
    np.minimum.at(first, target[dated], began[dated])
    return {project: int(first[project]) % never for project in cooperation.projects.tolist()}
