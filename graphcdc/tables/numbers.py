"""Numbers as people write them, where they leave no doubt; the others are asked about."""

from __future__ import annotations

import math
import re

from graphcdc.tables.faults import Fault

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
#: Thousands apart by a space, a point or a comma (always the same one), then decimals after the other mark.
_GROUPED = re.compile(r"([+-]?[1-9]\d{0,2})((?:([ .,'])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?", re.ASCII)
_COMMA = re.compile(r"([+-]?\d+),(\d+)", re.ASCII)


def read_number(text: str) -> float | Fault:
    """Return a number.

    ``1 500 000``, ``1,500,000``, ``1.500,50`` and ``0,5`` have one reading. ``1,500`` and ``1.500`` have two and are
    asked about.

    Examples
    --------
    >>> read_number("1 500 000"), read_number("1.500,50"), read_number("0,5"), read_number("1,500").code
    (1500000.0, 1500.5, 0.5, 'unclear_number')
    """
    plain = " ".join(text.replace("\u2212", "-").split())
    if _UNCLEAR.fullmatch(plain):
        digits = re.sub("[.,]", "", plain)
        whole = {"thousands": digits, "decimals": f"{float(plain.replace(',', '.')):g}"}
        return Fault("unclear_number", help_values=whole)
    if match := _GROUPED.fullmatch(plain):
        head, tail, group, mark, decimals = match.groups()
        if mark is None or mark != group:
            plain = head + tail.replace(group, "") + (f".{decimals}" if decimals else "")
    elif match := _COMMA.fullmatch(plain):
        plain = f"{match[1]}.{match[2]}"
    if not _NUMBER.fullmatch(plain) or math.isinf(float(plain)):
        return Fault("bad_number")
    return float(plain)


def read_share(text: str) -> float | Fault:
    """Return a share, 0 to 1, also one in per cent.

    Examples
    --------
    >>> read_share("0,8"), read_share("80 %")
    (0.8, 0.8)
    """
    if not text.endswith("%"):
        return read_number(text)
    number = read_number(text.removesuffix("%").strip())
    return number if isinstance(number, Fault) else number / 100
