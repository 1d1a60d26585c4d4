"""What is wrong with one cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphcdc.findings import Sentence
from graphcdc.keys import find_other_letters


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell; ``value`` is what may be used all the same when it is a warning."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    help: str | None = None
    help_values: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "error"
    value: Any = None


def tell_letters(ours: str, theirs: str) -> Sentence | None:
    """Return what tells two texts apart that look the same: letters of another alphabet; None if it is not that."""
    letters, alphabet = find_other_letters(ours, theirs)
    return Sentence(f"letters_{alphabet}", {"letters": letters}) if letters else None
