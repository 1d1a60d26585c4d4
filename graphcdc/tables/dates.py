"""Dates as people write them, where they leave no doubt; the others are asked about."""

from __future__ import annotations

import datetime
import re

from graphcdc.tables.faults import Fault

# With a point a month has two digits: 2019.1 may be what a spreadsheet has made of 2019.10.
_ISO = re.compile(
    r"(\d{4})(?:(?:[-/](\d{1,2})|\.(\d{2}))(?:[-/.](\d{1,2}))?)?(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII
)
#: The dates of the tables are those of ties and projects, none that of a foundation; an end may be planned far ahead.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}", re.ASCII)
_SERIAL = re.compile(r"\d{5}", re.ASCII)
#: A month in words, also as Excel writes dates: 1-мар-2019, 01.мар.2019.
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ .-]+)?([a-zа-я]+)\.?,?[ .-]+(?:(\d{1,2}),?[ ]+)?(\d{4}|\d{2})", re.ASCII
)
_YEAR_MARK = re.compile(r"\s*(г\.?|год|года|year)$")
_MONTHS = tuple(
    re.compile(pattern)
    for pattern in (
        "янв(ар[ья])?|jan(uary)?",
        "фев(р|рал[ья])?|feb(ruary)?",
        "март?|марта|mar(ch)?",
        "апр(ел[ья])?|apr(il)?",
        "ма[йя]|may",
        "июн[ья]?|june?",
        "июл[ья]?|july?",
        "авг(уста?)?|aug(ust)?",
        "сент?(ябр[ья])?|sept?(ember)?",
        "окт(ябр[ья])?|oct(ober)?",
        "ноя(б|бр[ья])?|nov(ember)?",
        "дек(абр[ья])?|dec(ember)?",
    )
)


def read_date(text: str) -> str | Fault:
    """Return a date as ISO text, a year or a month where no more is known.

    Read are ``2019``, ``2019-03``, ``2019-03-01``, ``2019.03.01``, ``01.03.2019`` (with points the day comes first),
    ``31/12/2019`` and ``12/31/2019`` (only one reading is a date), ``03.2019``, and months in words (``1-мар-2019``
    too). ``01/02/2019`` has two readings and is asked about, and so is a year of two digits.

    Examples
    --------
    >>> read_date("01.03.2019"), read_date("12/31/2019"), read_date("март 2019 г."), read_date("1 March 2019")
    ('2019-03-01', '2019-12-31', '2019-03', '2019-03-01')
    >>> read_date("01/02/2019").code, read_date("1.2.19").code, read_date("2019-13").code
    ('unclear_date', 'short_year', 'bad_date')
    """
    plain = _YEAR_MARK.sub("", " ".join(text.casefold().split()))
    if match := _ISO.fullmatch(plain):
        year, month, second_month, day = match.groups()
        return _write(year, month or second_month, day)
    if match := _DAY_FIRST.fullmatch(plain):
        first, mark, second, year = match.groups()
        return _settle(first, second, year, by_points=mark == ".")
    if match := _MONTH_YEAR.fullmatch(plain):
        return _write(match[2], match[1], None)
    if match := _WORDS.fullmatch(plain):
        day, name, later_day, year = match.groups()
        month = _find_month(name)
        if month is not None and not (day and later_day):
            return _write(year, month, day or later_day) if len(year) == 4 else Fault("short_year")
    if _SHORT_YEAR.fullmatch(plain):
        return Fault("short_year")
    if _SERIAL.fullmatch(plain):
        day_of = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(plain))
        return Fault("bad_date", help="serial_date_help", help_values={"date": day_of.isoformat()})
    return Fault("bad_date")


def _settle(first: str, second: str, year: str, *, by_points: bool) -> str | Fault:
    """Choose which of two numbers is the day: with points the first one, else the one that can be."""
    day_first, month_first = _write(year, second, first), _write(year, first, second)
    if by_points or day_first == month_first or isinstance(month_first, Fault):
        return day_first
    if isinstance(day_first, Fault):
        return month_first
    return Fault("unclear_date", help_values={"one": day_first, "other": month_first})


def _find_month(name: str) -> str | None:
    found = (str(number) for number, month in enumerate(_MONTHS, start=1) if month.fullmatch(name))
    return next(found, None)


def _write(year: str, month: str | None, day: str | None) -> str | Fault:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return Fault("bad_date")
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return Fault("bad_year", help_values={"first": str(_FIRST_YEAR), "last": str(_LAST_YEAR)})
    return year + "".join(f"-{int(part):02}" for part in (month, day) if part is not None)
