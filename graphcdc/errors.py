"""What can go wrong, as one tree.

::

    GraphcdcError
    ├── DataError              the data are not fit for what was asked         exit 1
    │   ├── TableError         rows or files with problems (``.problems``)
    │   ├── UnknownName        no node has this id, INN or name
    │   ├── AmbiguousName      several nodes have it (``.matches``)
    │   └── QueryError         a Cypher statement is wrong, or was asked wrongly
    ├── StoreUnavailable       the store cannot be reached or opened           exit 3
    ├── OutputError            a result could not be written                   exit 1
    └── UsageError             the call itself makes no sense                  exit 2

Every message says what is wrong, where, and what to do next, and can be said in either language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphcdc.words import say

_SHOWN = 20


class GraphcdcError(Exception):
    """The root of all errors that graphcdc raises on purpose.

    Parameters
    ----------
    key
        Sentence of the catalogue in `graphcdc.words`.
    values
        What to put into it.

    Examples
    --------
    >>> print(UsageError("too_small_a_number", name="k", least=1).text("en"))
    k must be 1 or more
    """

    exit_code = 1

    def __init__(self, key: str, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Return the message in a language."""
        return say(self.key, lang, **self.values)


class DataError(GraphcdcError):
    """The data are not fit for what was asked."""


class TableError(DataError):
    """Tables with problems; nothing of them was used.

    Attributes
    ----------
    problems
        Every problem of the load (`graphcdc.findings.Problem`), errors first.

    Parameters
    ----------
    problems
        The problems.
    strict
        Whether warnings stopped the load too.
    """

    def __init__(self, problems: Sequence[Any], *, strict: bool = False) -> None:
        self.problems = tuple(problems)
        self._strict = strict
        super().__init__("table_errors")

    def text(self, lang: str) -> str:
        """Return the first errors in a language."""
        errors = [problem for problem in self.problems if self._strict or problem.severity == "error"]
        lines = [f"  {problem.text(lang)}" for problem in errors[:_SHOWN]]
        if len(errors) > _SHOWN:
            lines.append(say("and_more", lang, count=len(errors) - _SHOWN))
        count = sum(problem.severity == "error" for problem in errors)
        warnings = len(errors) - count
        key = "table_warnings" if warnings and not count else "table_problems" if warnings else self.key
        return say(key, lang, count=count, warnings=warnings, shown="\n".join(lines))


class UnknownName(DataError):
    """No node has this id, INN or part of a name."""


class AmbiguousName(DataError):
    """Several nodes fit a name.

    Attributes
    ----------
    matches
        Pairs of id and name, the best match first.
    """

    def __init__(self, text: str, matches: Sequence[tuple[str, str]]) -> None:
        self.matches = tuple(matches)
        self.name = text
        super().__init__("ambiguous_name")

    def text(self, lang: str) -> str:
        """Return the first matches in a language."""
        lines = [f"  {node_id}  {name}" for node_id, name in self.matches[:_SHOWN]]
        if len(self.matches) > _SHOWN:
            lines.append(say("and_more", lang, count=len(self.matches) - _SHOWN))
        return say(self.key, lang, count=len(self.matches), text=self.name, shown="\n".join(lines))


class QueryError(DataError):
    """A Cypher statement is wrong, would write, or was asked with the wrong parameters."""


class StoreUnavailable(GraphcdcError):
    """The store cannot be reached or opened."""

    exit_code = 3


class OutputError(GraphcdcError):
    """A result could not be written."""


class UsageError(GraphcdcError):
    """The call itself makes no sense, whatever the data."""

    exit_code = 2
