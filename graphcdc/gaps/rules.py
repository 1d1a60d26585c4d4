"""Rules that clusters have to meet, read from a file that people can read too."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graphcdc.errors import DataError
from graphcdc.findings import Phrase
from graphcdc.model import CHOICES, ORGANIZATION_KINDS

#: Kinds of tie that can join two members of a cluster.
MEMBER_TIES = ("COOPERATES_WITH", "SUPPLIES", "CONTRACTS_WITH", "INVESTS_IN", "FUNDS", "SUPPORTS", "PART_OF")
SHIPPED = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True)
class Rule:
    """What a cluster has to be; a check that is not asked for is 0, empty or False.

    Attributes
    ----------
    id, name, source
        Its id in the file; what people call it; where it is from.
    least_members, least_member_types
        Members, and types of member, at least.
    tied_by, or_tied_to, tied_share
        This share of the members has a tie of one of these kinds with another member, or with an organization of one
        of these kinds.
    coordinated
        Whether an organization has to coordinate the cluster.
    clusters, statuses
        The clusters that it applies to (ids or names) and their statuses; empty: all.
    """

    id: str
    name: Phrase
    source: Phrase
    least_members: int = 0
    least_member_types: int = 0
    tied_by: tuple[str, ...] = ()
    or_tied_to: tuple[str, ...] = ()
    tied_share: float = 1.0
    coordinated: bool = False
    clusters: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def read_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """Read the rules of a TOML file in the order in which they stand there; without a file those of graphcdc.

    Raises
    ------
    DataError
        If the file cannot be read, or a rule of it says something that is not known: the error names file and rule,
        and what is known.

    Examples
    --------
    >>> [(rule.id, rule.least_members, rule.tied_by) for rule in read_rules()]
    [('european_platform', 15, ()), ('decree_779', 0, ('CONTRACTS_WITH',))]
    """
    return _read_shipped() if path is None else _read_file(path)


@cache
def _read_shipped() -> tuple[Rule, ...]:
    return _read_file(SHIPPED)


def _read_file(path: Path) -> tuple[Rule, ...]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError("bad_rules", file=path.name, why=error) from error
    return tuple(_read_rule(path.name, name, table) for name, table in tables.items())


def _read_rule(file: str, name: str, table: Any) -> Rule:
    where = {"file": file, "rule": name}
    known = ", ".join(_WORDS)
    if not isinstance(table, Mapping):
        raise DataError("rule_no_table", **where)
    for word in table:
        if word not in _WORDS:
            raise DataError("rule_unknown_word", **where, word=word, known=known)
    values: dict[str, Any] = {}
    for word, (read, form) in _WORDS.items():
        if word in table:
            values[word] = read(table[word])
            if values[word] is None:
                raise DataError("rule_bad_value", **where, word=word, value=table[word], form=form)
    for word in ("name", "source"):
        if word not in values:
            raise DataError("rule_without", **where, word=word)
    if not any(values.get(word) for word in _CHECKS):
        raise DataError("rule_without_check", **where, known=", ".join(_CHECKS))
    for word in ("or_tied_to", "tied_share"):
        if word in values and "tied_by" not in values:
            raise DataError("rule_needs", **where, word=word, other="tied_by")
    return Rule(name, **values)


# The words of a rule: what reads each (None for a value that makes no sense), and what form a value has to have.


def _text(value: Any) -> Phrase | None:
    pair = (value, value) if isinstance(value, str) else None
    if isinstance(value, Mapping) and set(value) == {"en", "ru"}:
        pair = (value["en"], value["ru"])
    return Phrase(*pair) if pair and all(isinstance(text, str) and text.strip() for text in pair) else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None


def _share(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 < value <= 1 else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _words(known: tuple[str, ...]) -> Callable[[Any], tuple[str, ...] | None]:
    """Reads a list of words, of the known ones if there are any."""

    def read(value: Any) -> tuple[str, ...] | None:
        fits = isinstance(value, list) and value and all(isinstance(word, str) for word in value)
        return tuple(value) if fits and (not known or set(value) <= set(known)) else None

    return read


_CHECKS = ("least_members", "least_member_types", "tied_by", "coordinated")
_WORDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "name": (_text, '"...", { en = "...", ru = "..." }'),
    "source": (_text, '"...", { en = "...", ru = "..." }'),
    "least_members": (_count, "1, 2, 3 ..."),
    "least_member_types": (_count, "1, 2, 3 ..."),
    "tied_by": (_words(MEMBER_TIES), f"[{', '.join(MEMBER_TIES)}]"),
    "or_tied_to": (_words(ORGANIZATION_KINDS), f"[{', '.join(ORGANIZATION_KINDS)}]"),
    "tied_share": (_share, "0 ... 1"),
    "coordinated": (_flag, "true, false"),
    "clusters": (_words(()), '["...", "..."]'),
    "statuses": (_words(CHOICES["cluster_status"]), f"[{', '.join(CHOICES['cluster_status'])}]"),
}
