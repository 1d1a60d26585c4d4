"""What a cell may hold: one rule for each type of column of the schema.

A rule takes the text of a cell (never empty, without blanks around it) and returns the value, or a `Fault`.
Rules see each different text of a column once.
"""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphcdc.model import CHOICES, Column, split_cell

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_UNCLEAR = re.compile(r"[+-]?\d{1,3}\.\d{3}")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell; ``value`` is what may be used all the same when it is a warning."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    help: str | None = None
    help_values: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "error"
    value: Any = None


def find_rule(column: Column) -> Callable[[str], Any]:
    """Return the rule for a column of the schema.

    Examples
    --------
    >>> from graphcdc.model import Column
    >>> rule = find_rule(Column("projects", "start", "date", False, None, ""))
    >>> rule("2019-03"), rule("03/2019").code
    ('2019-03', 'bad_date')
    """
    if column.type.startswith("choice:"):
        return lambda text: _choice(text, CHOICES[column.type.removeprefix("choice:")])
    if column.type == "number" and column.name == "strength":
        return lambda text: _bounded(text, "> 0", lambda number: number > 0)
    if column.type == "number":
        return lambda text: _bounded(text, ">= 0", lambda number: number >= 0)
    return _RULES.get(column.type, lambda text: text)


def _date(text: str) -> str | Fault:
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = match.groups(default="1")
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        return Fault("bad_date")
    return text


def _number(text: str) -> float | Fault:
    if not _NUMBER.fullmatch(text) or not text.isascii() or math.isinf(float(text)):
        return Fault("bad_number")
    if _UNCLEAR.fullmatch(text) and not text.lstrip("+-").startswith("0"):
        whole = {"thousands": text.replace(".", ""), "decimals": f"{float(text):g}"}
        return Fault("unclear_number", help_values=whole)
    return float(text)


def _bounded(text: str, bounds: str, holds: Callable[[float], bool]) -> float | Fault:
    number = _number(text)
    if isinstance(number, Fault) or holds(number):
        return number
    return Fault("out_of_range", help_values={"range": bounds})


def _choice(text: str, words: tuple[str, ...]) -> str | Fault:
    folded = {word.casefold(): word for word in words}
    if text.casefold() in folded:
        return folded[text.casefold()]
    near = difflib.get_close_matches(text.casefold(), list(folded), n=1, cutoff=0.7)
    if near:
        return Fault("bad_choice", help="nearest_help", help_values={"nearest": folded[near[0]]})
    return Fault("bad_choice", help_values={"words": ", ".join(words)})


def _inn(text: str) -> str | Fault:
    """Check an INN: 10 digits with one check digit, or 12 with two (order MMV-7-6/435 of the Russian tax service)."""
    if not (text.isascii() and text.isdigit() and len(text) in (10, 12)):
        return Fault("bad_inn", help="bad_register_help")
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    digits = [int(digit) for digit in text]
    for place in (9,) if len(text) == 10 else (10, 11):
        total = sum(weight * digit for weight, digit in zip(weights[11 - place :], digits, strict=False))
        if total % 11 % 10 != digits[place]:
            return Fault("inn_check_digit", help="check_digit_help", severity="warning", value=text)
    return text


def _ogrn(text: str) -> str | Fault:
    """Check an OGRN: 13 digits, the last one the rest of the others by 11, or 15 digits, by 13."""
    if not (text.isascii() and text.isdigit() and len(text) in (13, 15)):
        return Fault("bad_ogrn", help="bad_register_help")
    if int(text[:-1]) % (len(text) - 2) % 10 != int(text[-1]):
        return Fault("ogrn_check_digit", help="check_digit_help", severity="warning", value=text)
    return text


def _currency(text: str) -> str | Fault:
    return text.upper() if _CURRENCY.fullmatch(text.upper()) else Fault("bad_currency")


def _several(text: str) -> str:
    """Values of a cell without blanks and repeats, in the order of the cell."""
    return ";".join(dict.fromkeys(split_cell(text)))


_RULES: dict[str, Callable[[str], Any]] = {
    "date": _date,
    "share": lambda text: _bounded(text, "0-1", lambda number: 0 <= number <= 1),
    "inn": _inn,
    "ogrn": _ogrn,
    "currency": _currency,
    "words": _several,
    "references:clusters": _several,
}
