"""What a cell may hold: one rule for each type of column of the schema.

A rule takes the text of a cell (never empty, without blanks around it) and returns the value, or a `Fault`.
Rules see each different text of a column once. Dates and numbers have modules of their own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from graphcdc.model import NAME_COLUMNS, Column, list_offered, split_cell
from graphcdc.tables.dates import read_date
from graphcdc.tables.faults import Fault
from graphcdc.tables.numbers import read_number, read_share
from graphcdc.vocabulary import find_choice, nearest_choice

#: How many unknown words of a column get the nearest known one looked up: so many different ones are no misspellings.
_MOST_NEAREST = 500
_CURRENCY = re.compile(r"[A-Z]{3}")
#: The currencies of ISO 4217, without funds, metals and codes for tests.
_ISO_CURRENCIES = frozenset(
    _CURRENCY.findall(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
        "CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF "
        "GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP "
        "LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB "
        "PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
        "THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR "
        "ZMW ZWG"
    )
)
#: Signs and names of currencies that leave no doubt.
_CURRENCIES = {"₽": "RUB", "РУБ": "RUB", "РУБ.": "RUB", "РУБЛЬ": "RUB", "РУБЛИ": "RUB", "€": "EUR", "$": "USD"}
#: What people write into a cell of which they know nothing.
_NOTHING = re.compile(
    r"[-–—?]+|нет( данных)?|н/?д|не ?известно|не указано|отсутствует|no|none|n/?a|no data|unknown", re.IGNORECASE
)
#: Longer ids and names are most likely something else; the longest name of Horizon 2020 has 185 characters.
_LONGEST_ID, _LONGEST_NAME = 100, 300
#: A number that a spreadsheet has shortened, such as 7.80012E+11: its last digits are gone.
_SHORTENED = re.compile(r"\d([.,]\d+)?[eEеЕ]\+?\d{1,3}")


def find_rule(column: Column) -> Callable[[str], Any]:
    """Return the rule for a column of the schema.

    Examples
    --------
    >>> from graphcdc.model import Column
    >>> rule = find_rule(Column("projects", "start", "date", False, None, ""))
    >>> rule("2019-03"), rule("03/2019"), rule("01/02/2019").code
    ('2019-03', '2019-03', 'unclear_date')
    """
    if column.type.startswith("choice:"):
        asked = itertools.count()
        return lambda text: _choice(text, column, asked)
    if column.name in NAME_COLUMNS:
        return lambda text: _limit(text, _LONGEST_NAME)
    if column.type == "number" and column.name == "strength":
        return lambda text: _bounded(read_number(text), "> 0", lambda number: number > 0)
    if column.type == "number":
        return lambda text: _bounded(read_number(text), ">= 0", lambda number: number >= 0)
    return _RULES.get(column.type, lambda text: text)


def _bounded(number: float | Fault, bounds: str, holds: Callable[[float], bool]) -> float | Fault:
    if isinstance(number, Fault) or holds(number):
        return number
    return Fault("out_of_range", help_values={"range": bounds})


def _choice(text: str, column: Column, asked: Iterator[int]) -> str | Fault:
    choice = column.type.removeprefix("choice:")
    found = find_choice(choice, text)
    if found is not None:
        return found
    near = nearest_choice(choice, text) if next(asked) < _MOST_NEAREST else None
    if near is not None:
        return Fault("bad_choice", help="nearest_help", help_values={"nearest": near})
    return Fault("bad_choice", help_values={"choice": f"{choice}:{','.join(list_offered(column))}"})


def says_nothing(text: str) -> bool:
    """Whether a cell that should be empty says so in words or signs."""
    return _NOTHING.fullmatch(text) is not None


def _id(text: str) -> str | Fault:
    return Fault("digits_lost") if _SHORTENED.fullmatch(text) else _limit(text, _LONGEST_ID)


def _limit(text: str, limit: int) -> str | Fault:
    if len(text) <= limit:
        return text
    return Fault("long_text", {"length": len(text), "limit": limit}, severity="warning", value=text)


def _inn(text: str) -> str | Fault:
    """Check an INN: 10 digits with one check digit, or 12 with two (order MMV-7-6/435 of the Russian tax service).

    A spreadsheet that took it for a number has dropped a zero in front; it comes back where the check digits say so.
    """
    digits = _join_digits(text)
    if isinstance(digits, Fault) or not (digits.isascii() and digits.isdigit()):
        return digits if isinstance(digits, Fault) else Fault("bad_inn", help="bad_register_help")
    if not digits.strip("0"):
        return Fault("only_zeros", help="leave_empty_help")
    if len(digits) in (9, 11) and _fits_inn("0" + digits):
        restored = "0" + digits
        return Fault("zero_restored", {"value": restored}, severity="warning", value=restored)
    if len(digits) not in (10, 12):
        return Fault("bad_inn", help="bad_register_help")
    if not _fits_inn(digits):
        return Fault("inn_check_digit", help="check_digit_help", severity="warning", value=digits)
    return digits


def _fits_inn(text: str) -> bool:
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    digits = [int(digit) for digit in text]
    for place in (9,) if len(text) == 10 else (10, 11):
        total = sum(weight * digit for weight, digit in zip(weights[11 - place :], digits, strict=False))
        if total % 11 % 10 != digits[place]:
            return False
    return True


def _ogrn(text: str) -> str | Fault:
    """Check an OGRN: 13 digits, the last one the rest of the others by 11, or 15 digits, by 13."""
    digits = _join_digits(text)
    if isinstance(digits, Fault):
        return digits
    if not (digits.isascii() and digits.isdigit() and len(digits) in (13, 15)):
        return Fault("bad_ogrn", help="bad_register_help")
    if not digits.strip("0"):
        return Fault("only_zeros", help="leave_empty_help")
    if int(digits[:-1]) % (len(digits) - 2) % 10 != int(digits[-1]):
        return Fault("ogrn_check_digit", help="check_digit_help", severity="warning", value=digits)
    return digits


def _join_digits(text: str) -> str | Fault:
    """Digits that stand in groups, as one number; a fault if a spreadsheet has shortened them."""
    return Fault("digits_lost") if _SHORTENED.fullmatch(text) else "".join(text.split())


def _currency(text: str) -> str | Fault:
    word = _CURRENCIES.get(text.upper(), text.upper())
    if not _CURRENCY.fullmatch(word):
        return Fault("bad_currency")
    # A currency of the past is possible, a mistyped one more likely.
    return word if word in _ISO_CURRENCIES else Fault("unknown_currency", severity="warning", value=word)


def _several(text: str) -> str:
    """Values of a cell, apart by semicolons or line breaks, without blanks and repeats, in the order of the cell."""
    return ";".join(dict.fromkeys(split_cell(text.replace("\n", ";"))))


_RULES: dict[str, Callable[[str], Any]] = {
    "id": _id,
    "date": read_date,
    "share": lambda text: _bounded(read_share(text), "0-1", lambda number: 0 <= number <= 1),
    "inn": _inn,
    "ogrn": _ogrn,
    "currency": _currency,
    "words": _several,
    "references:clusters": _several,
}
