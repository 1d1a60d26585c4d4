"""What is wrong with one cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell; ``value`` is what may be used all the same when it is a warning."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    help: str | None = None
    help_values: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "error"
    value: Any = None
