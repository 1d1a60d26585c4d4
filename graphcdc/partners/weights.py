"""Weights in a file: written where they were learned, read where they are used in place of the shipped ones."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphcdc.errors import DataError
from graphcdc.model import SETTINGS, TASKS
from graphcdc.output import write_file
from graphcdc.partners.features import FORMS
from graphcdc.partners.scoring import FAMILIES, Scorer, shipped_scorer

#: Added to a task: its list of those without a way to the members.
NEW_BLOOD = "_new_blood"
#: What there are weights of: each task, and its list of new blood.
LISTS = tuple(task + ending for task in TASKS for ending in ("", NEW_BLOOD))
#: The odds of a scorer: intercept, log share, members, their activity.
_ODDS = 4
#: No learned weight comes near it; what is larger would overflow in a score.
_LARGEST = 1e6


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights to use in place of the shipped ones.

    Attributes
    ----------
    scorers
        By list (a task, or one with ``_new_blood``) and scale (``whole``, ``region`` or ``own``).
    until
        The last day that they have seen; "" where that is not known.
    """

    scorers: Mapping[tuple[str, str], Scorer] = field(default_factory=dict)
    until: str = ""

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that it holds weights of."""
        held = {name for name, _ in self.scorers}
        return tuple(name for name in LISTS if name in held)

    def find(self, task: str, scale: str) -> Scorer:
        """Return the weights of a list; the shipped ones where there are no others.

        Examples
        --------
        >>> weights = Weights({("partner", "own"): Scorer({}, (-3.0, 1.0, 0.0, 0.0))})
        >>> weights.find("partner", "own").odds
        (-3.0, 1.0, 0.0, 0.0)
        >>> weights.find("partner", "whole").weights == shipped_scorer("partner", "whole").weights
        True
        """
        return self.scorers.get((task, scale)) or shipped_scorer(task, scale)

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return the scorers as they stand in a file: by list, then by scale."""
        found: dict[str, dict[str, Any]] = {}
        for (name, scale), scorer in self.scorers.items():
            found.setdefault(name, {})[scale] = scorer.to_dict()
        return found


def write_weights_file(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file of weights, one line for each signal.

    Parameters
    ----------
    path
        Where to.
    content
        ``made_by``, ``learned_from``, ``until``, and the ``scorers``.

    Raises
    ------
    OutputError
        If the folder is missing or cannot be written to.
    """
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    # The numbers of a signal stand in its line.
    text = re.sub(
        r"\[[-+.\deE,\s]*\]", lambda numbers: " ".join(numbers[0].split()).replace("[ ", "[").replace(" ]", "]"), text
    )
    write_file(path, text + "\n")


def read_weights_file(path: Path) -> Weights:
    """Read a file that ``graphcdc backtest --learn`` wrote.

    Raises
    ------
    DataError
        If there is no such file, or if it is none of weights, or of those of another version.

    Examples
    --------
    >>> read_weights_file(Path("no_such_file.json"))
    Traceback (most recent call last):
    graphcdc.errors.DataError: there is no file of weights no_such_file.json. Make one: graphcdc backtest --learn FILE
    """
    return _Reader(path).read()


class _Reader:
    """One file, looked at before any of it is used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.signals = {name for family in FAMILIES.values() for name in family}

    def read(self) -> Weights:
        content = self._load()
        scorers = content.get("scorers") if isinstance(content, dict) else None
        until = content.get("until") if isinstance(content, dict) else None
        if not isinstance(scorers, dict) or not isinstance(until, str) or not until:
            raise self._fail("weights_foreign")
        found = {}
        for name, scales in scorers.items():
            if name not in LISTS or not isinstance(scales, dict):
                raise self._fail("weights_unknown_list", name=name, known=", ".join(LISTS))
            for scale, given in scales.items():
                if scale not in SETTINGS:
                    raise self._fail("weights_unknown_scale", name=name, scale=scale, known=", ".join(SETTINGS))
                found[name, scale] = self._read_scorer(f"{name}, {scale}", given)
        return Weights(found, until)

    def _load(self) -> Any:
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise self._fail("weights_no_file") from error
        except OSError as error:
            raise self._fail("weights_unreadable", why=error.strerror) from error
        # Also of bytes that are no text, and of brackets in brackets without an end.
        except (ValueError, RecursionError) as error:
            raise self._fail("weights_not_json") from error

    def _read_scorer(self, place: str, given: Any) -> Scorer:
        weights, odds = (given.get(name) if isinstance(given, dict) else None for name in ("weights", "odds"))
        if not isinstance(weights, dict) or not isinstance(odds, list):
            raise self._fail("weights_foreign")
        unknown = sorted(set(weights) - self.signals)
        if unknown:
            raise self._fail("weights_unknown_signal", place=place, name=unknown[0])
        read = {name: self._read_numbers(f"{place}, {name}", own, len(FORMS)) for name, own in weights.items()}
        numbers = self._read_numbers(f"{place}, odds", odds, _ODDS)
        if numbers[1] <= 0:  # it would turn the list round
            raise self._fail("weights_slope", place=place, number=numbers[1])
        return Scorer(read, numbers)

    def _read_numbers(self, place: str, given: Any, count: int) -> tuple[float, ...]:
        if not isinstance(given, list) or len(given) != count:
            there = len(given) if isinstance(given, list) else 0
            raise self._fail("weights_count", place=place, there=there, count=count)
        for number in given:
            right = isinstance(number, int | float) and not isinstance(number, bool)
            if not right or not abs(number) <= _LARGEST:  # nothing is smaller or larger than NaN
                raise self._fail("weights_no_number", place=place, text=str(number)[:40], most=_LARGEST)
        return tuple(map(float, given))

    def _fail(self, key: str, **values: Any) -> DataError:
        return DataError(key, file=self.path, **values)
