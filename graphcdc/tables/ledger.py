"""The problems of a set of tables, as many as anybody reads; the rest is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from graphcdc.findings import Problem, Sentence

#: How many problems of one code and severity are kept: a file of nothing but mistakes would fill the memory.
LISTED = 10_000


class Ledger:
    """Problems of all tables; of those with the same code and severity only the first are kept.

    Examples
    --------
    >>> ledger = Ledger()
    >>> for row in range(LISTED + 5):
    ...     ledger.add(Problem("error", "self_tie", "ties.csv", Sentence("self_tie"), Sentence("self_tie_help"), row))
    >>> kept = ledger.close()
    >>> len(kept), kept[-1].code, kept[-1].row, kept[-1].message.values["count"]
    (10001, 'more_problems', 10000, 5)
    """

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._beyond: dict[tuple[str, str], Problem] = {}

    def add(self, problem: Problem) -> None:
        """Keep a problem, or count it if there are enough like it."""
        key = (problem.severity, problem.code)
        self._counts[key] += 1
        if self._counts[key] <= LISTED:
            self._kept.append(problem)
        else:
            self._beyond.setdefault(key, problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several problems."""
        for problem in problems:
            self.add(problem)

    def count(self, severity: str, code: str) -> bool:
        """Count a problem and return True if it would not be kept anyhow: it need not even be made then."""
        if (severity, code) not in self._beyond:
            return False
        self._counts[severity, code] += 1
        return True

    @property
    def has_errors(self) -> bool:
        """Whether any problem so far is an error."""
        return any(severity == "error" for severity, _ in self._counts)

    def close(self) -> list[Problem]:
        """Return the problems, with one more for each code of which some were only counted, at the first of these."""
        return [
            *self._kept,
            *(
                replace(
                    problem,
                    code="more_problems",
                    message=Sentence(
                        "more_problems", {"message": problem.message, "count": self._counts[key] - LISTED}
                    ),
                )
                for key, problem in self._beyond.items()
            ),
        ]
