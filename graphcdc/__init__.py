"""graphcdc: cooperation gaps and partner suggestions for cluster development centres.

The names below are the public ones. Each is imported when it is first used, so that ``import graphcdc`` is quick.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Network": "graphcdc.network",
    "Match": "graphcdc.names",
    "Gap": "graphcdc.findings",
    "Suggestion": "graphcdc.findings",
    "Team": "graphcdc.partners",
    "find_gaps": "graphcdc.gaps",
    "recommend_partners": "graphcdc.partners",
    "draw_map": "graphcdc.views",
    "Tables": "graphcdc.tables",
    "Report": "graphcdc.tables",
    "read_tables": "graphcdc.tables",
    "check_tables": "graphcdc.tables",
    "load_tables": "graphcdc.tables",
    "GraphcdcError": "graphcdc.errors",
    "DataError": "graphcdc.errors",
    "TableError": "graphcdc.errors",
    "UnknownName": "graphcdc.errors",
    "AmbiguousName": "graphcdc.errors",
    "OutputError": "graphcdc.errors",
    "UsageError": "graphcdc.errors",
    "Problem": "graphcdc.findings",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'graphcdc' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
