"""Texts in CSV files that a spreadsheet program would take for a formula: a quotation mark in front makes them text."""

from __future__ import annotations

import re

#: The full-width forms of the signs too: some programs take them for the plain ones.
_SIGNS = r"[=+\-@＝＋－＠\t\r]"
_LIVE = re.compile(f"'*{_SIGNS}")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_GUARDED = re.compile(f"'+{_SIGNS}")
#: Whether any cell of a file may be guarded: a quick look at the whole text.
_SOMEWHERE = re.compile(f"'{_SIGNS}")


def guard(text: str) -> str:
    """Return a text as it is written to a CSV file; a number, also a negative one, stays as it is.

    Every part behind a semicolon is guarded too: many a spreadsheet program begins a new cell there.

    Examples
    --------
    >>> guard("=1+1"), guard("-5"), guard("лазер;=1"), guard("'=x"), guard("＝1+1")
    ("'=1+1", '-5', "лазер;'=1", "''=x", "'＝1+1")
    """
    return ";".join(
        f"'{part}" if _LIVE.match(part) and not _NUMBER.fullmatch(part) else part for part in text.split(";")
    )


def unguard(text: str) -> str:
    """Return a text as it was before `guard`.

    Examples
    --------
    >>> unguard("'=1+1"), unguard("-5"), unguard("'n Sync"), unguard("лазер;'=1")
    ('=1+1', '-5', "'n Sync", 'лазер;=1')
    """
    return ";".join(part[1:] if _GUARDED.match(part) else part for part in text.split(";"))


def unify_breaks(text: str) -> str:
    r"""Return a text with every line break as ``\n``: a lone ``\r`` is no safe content of a CSV cell.

    Examples
    --------
    >>> unify_breaks("a\r\nb\rc") == "a\nb\nc"
    True
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def has_guards(text: str) -> bool:
    """Whether any cell of a file may begin with a guard."""
    return _SOMEWHERE.search(text) is not None
