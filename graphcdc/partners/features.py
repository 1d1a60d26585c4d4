"""What the scorer sees of a candidate: each signal as its rank, its level and its logarithm among the candidates.

Each of them stands there twice, the second time multiplied with how active the members are: a busy organization finds
its partners in other ways than one that is new.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.partners.signals import Signals

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: The forms that each signal takes.
FORMS = ("rank", "level", "log", "rank_active", "level_active", "log_active")
#: Signals are compared after rounding: the order in which numbers were added up must not decide a rank.
_DIGITS = 12
#: Added to a level before its logarithm is taken.
_FLOOR = 0.01


def make_features(signals: Signals, rows: Rows, activity: float) -> Floats:
    """Return the features of some candidates, one row each.

    With v the value of a signal and m its largest among the candidates: rank is -log2(1 + average rank), level is
    v / m, log is ln(v / m + 0.01); rank_active, level_active and log_active are these times the activity. Equal values
    have equal features, whatever the order of rows.

    Parameters
    ----------
    signals
        Every signal of the question, one value for each organization, none negative.
    rows
        The candidates.
    activity
        How active the members are, about 0 for usual ones (`scoring.tell_activity`).

    Returns
    -------
    array
        Candidates x (signals x forms), form after form of signal after signal.

    Examples
    --------
    >>> make_features({"popularity": np.array([4.0, 2.0, 2.0, 9.0])}, np.array([0, 1]), 2.0).round(2).tolist()
    [[-1.0, 1.0, 0.01, -2.0, 2.0, 0.02], [-1.58, 0.5, -0.67, -3.17, 1.0, -1.35]]
    """
    values: Floats = np.stack([values[rows] for values in signals.values()], axis=1).round(_DIGITS)
    largest = values.max(axis=0, initial=0.0)
    level = values / np.where(largest > 0, largest, 1.0)
    features = np.empty((len(rows), len(signals), len(FORMS)))
    features[:, :, 0] = -np.log2(1 + _rank(values))
    features[:, :, 1] = level
    features[:, :, 2] = np.log(level + _FLOOR)
    features[:, :, 3:] = activity * features[:, :, :3]
    return features.reshape(len(rows), -1)


def _rank(values: Floats) -> Floats:
    """Average rank in each column, the largest value first."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(-values, axis=0), dtype=float)
