"""Who is considered at all: the best of every strong signal, and some of every kind and cluster."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.partners.basis import Basis
from graphcdc.partners.signals import Signals

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Where no more organizations than this may be suggested, all of them are considered.
ALL_BELOW = 500
#: How many of each signal's best are considered, of each kind by two signals, and of each cluster.
BEST, OF_KIND, OF_KIND_BY_THEME, OF_CLUSTER = 120, 25, 15, 5
#: Signals say less of newcomers: as many of each signal's best are considered for the list of new blood.
BEST_OF_NEW = 250
#: Values that differ by less are equal: the order in which numbers were added up must not decide.
_NOTHING = 1e-12
#: Equal values at the end of a list are all taken, up to this many times its length.
_LONGEST = 3
_LEADING = (
    *("tie_weight", "consortium_theme", "p3", "p3_x_theme", "p3_alike", "page_rank", "l3_x_theme"),
    *("popularity_fresh", "popularity_x_theme", "theme_fresh"),
)


def choose_candidates(basis: Basis, signals: Signals, allowed: NDArray[np.bool_], *, new: bool = False) -> Rows:
    """Return the rows of the organizations that are scored for a question, rising.

    Parameters
    ----------
    basis, signals
        The network and the signals of the question.
    allowed
        Who may be suggested.
    new
        Whether they are newcomers, for the list of new blood.
    """
    rows = np.flatnonzero(allowed)
    if len(rows) <= ALL_BELOW:
        return rows
    best = BEST_OF_NEW if new else BEST
    chosen = [take_best(signals[name], rows, best) for name in _LEADING]
    for of_kind in basis.by_kind:
        alike = of_kind[allowed[of_kind]]
        chosen.append(take_best(signals["p3_x_theme"], alike, OF_KIND))
        chosen.append(take_best(signals["theme_fresh"], alike, OF_KIND_BY_THEME))
    chosen += [take_best(signals["p3_x_theme"], own[allowed[own]], OF_CLUSTER) for own in basis.clusters]
    return np.unique(np.concatenate(chosen))


def take_best(values: Floats, rows: Rows, count: int) -> Rows:
    """Return the rows of the largest values above zero.

    Equal ones at the end are taken together, unless they are too many.

    Examples
    --------
    >>> take_best(np.array([0.5, 0.0, 0.9, 0.5, 0.1]), np.array([0, 1, 3, 4]), 1).tolist()
    [0, 3]
    """
    positive: Rows = rows[values[rows] > _NOTHING]
    if len(positive) <= count:
        return positive
    own = values[positive]
    least = np.partition(own, len(own) - count)[len(own) - count]
    best: Rows = positive[own >= least - _NOTHING]
    above: Rows = positive[own > least + _NOTHING]
    return best if len(best) <= _LONGEST * count else above
