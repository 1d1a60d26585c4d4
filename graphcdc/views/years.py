"""When the ties behind a line of the map began, and of which kind they are: what the filters of the page go by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.model import TIE_KINDS
from graphcdc.network import Network

#: Kind of a tie and the year in which it began, 0 where that is not known.
Event = tuple[str, int]


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
