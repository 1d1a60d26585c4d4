"""Dates as numbers of years."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def read_years(dates: str | NDArray[np.str_], late: bool = False) -> Any:
    """Return ISO dates as numbers of years; NaN where there is none.

    A year or a month means its middle, or its end if `late`.

    Examples
    --------
    >>> read_years(np.array(["2019", "2019-04", "2019-01-01", ""])).round(2).tolist()
    [2019.5, 2019.29, 2019.0, nan]
    """
    if isinstance(dates, str):
        return _read_year(dates, late)
    different, place = np.unique(dates, return_inverse=True)
    return np.array([_read_year(str(date), late) for date in different], dtype=float)[place]


def _read_year(date: str, late: bool) -> float:
    if not date:
        return np.nan
    share = 1.0 if late else 0.5
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return year + share
    if len(rest) == 1:
        return year + (rest[0] - 1 + share) / 12
    return year + (rest[0] - 1) / 12 + (rest[1] - 1 + late) / 372
