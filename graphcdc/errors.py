"""What can go wrong, as one tree.

::

    GraphcdcError
    ├── DataError              the data are not fit for what was asked         exit 1
    │   ├── TableError         rows or files with problems (``.problems``)
    │   ├── UnknownName        no node has this id, INN or name
    │   └── AmbiguousName      several nodes have it (``.matches``)
    ├── OutputError            a result could not be written                   exit 1
    └── UsageError             the call itself makes no sense                  exit 2

Every message says what is wrong, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class GraphcdcError(Exception):
    """The root of all errors that graphcdc raises on purpose."""

    exit_code = 1


class DataError(GraphcdcError):
    """The data are not fit for what was asked."""


class TableError(DataError):
    """Tables with problems; nothing of them was used.

    Attributes
    ----------
    problems
        Every problem of the load (`graphcdc.findings.Problem`), errors first.
    """

    def __init__(self, problems: Sequence[Any]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in self.problems if problem.severity == "error"]
        shown = "\n".join(f"  {problem}" for problem in errors[:20])
        more = f"\n  ... and {len(errors) - 20} more: graphcdc check" if len(errors) > 20 else ""
        noun = "error" if len(errors) == 1 else "errors"
        super().__init__(f"{len(errors)} {noun} in the tables, nothing was loaded:\n{shown}{more}")


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
        shown = "\n".join(f"  {node_id}  {name}" for node_id, name in self.matches[:10])
        more = f"\n  ... and {len(matches) - 10} more: graphcdc find" if len(matches) > 10 else ""
        super().__init__(f"{len(matches)} nodes fit {text!r}. Give one of these ids:\n{shown}{more}")


class OutputError(GraphcdcError):
    """A result could not be written."""


class UsageError(GraphcdcError):
    """The call itself makes no sense, whatever the data."""

    exit_code = 2
