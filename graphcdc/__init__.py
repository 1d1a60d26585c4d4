"""graphcdc: cooperation gaps and partner suggestions for cluster development centres.

The names below are the public ones. Each is imported when it is first used, so that ``import graphcdc`` is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphcdc.comparison import Comparison, Difference, compare
    from graphcdc.errors import (
        AmbiguousName,
        DataError,
        GraphcdcError,
        OutputError,
        TableError,
        UnknownName,
        UsageError,
    )
    from graphcdc.evaluation import Backtest, backtest
    from graphcdc.findings import Findings, Gap, Problem, Suggestion
    from graphcdc.gaps import find_gaps
    from graphcdc.introductions import Introduction, find_introductions
    from graphcdc.names import Match
    from graphcdc.network import Network
    from graphcdc.partners import Team, recommend_partners
    from graphcdc.partners.closing import close_gap
    from graphcdc.priorities import rank_gaps
    from graphcdc.store import Changes, Store, open_store
    from graphcdc.tables import Report, Tables, check_tables, load_tables, read_tables
    from graphcdc.views import draw_map
    from graphcdc.whatif import Scenario, choose_ties, what_if

__version__ = "0.1.0"

__all__ = [
    "AmbiguousName",
    "Backtest",
    "Changes",
    "Comparison",
    "DataError",
    "Difference",
    "Findings",
    "Gap",
    "GraphcdcError",
    "Introduction",
    "Match",
    "Network",
    "OutputError",
    "Problem",
    "QueryError",
    "Report",
    "Scenario",
    "Store",
    "StoreUnavailable",
    "Suggestion",
    "TableError",
    "Tables",
    "Team",
    "UnknownName",
    "UsageError",
    "__version__",
    "backtest",
    "check_tables",
    "choose_ties",
    "close_gap",
    "compare",
    "draw_map",
    "find_gaps",
    "find_introductions",
    "load_tables",
    "open_store",
    "rank_gaps",
    "read_tables",
    "recommend_partners",
    "what_if",
]

_HOMES = {
    **dict.fromkeys(("Findings", "Gap", "Problem", "Suggestion"), "findings"),
    **dict.fromkeys(("Report", "Tables", "check_tables", "load_tables", "read_tables"), "tables"),
    **dict.fromkeys(("Backtest", "backtest"), "evaluation"),
    **dict.fromkeys(("Introduction", "find_introductions"), "introductions"),
    **dict.fromkeys(("Team", "recommend_partners"), "partners"),
    **dict.fromkeys(("Changes", "Store", "open_store"), "store"),
    **dict.fromkeys(("Comparison", "Difference", "compare"), "comparison"),
    **dict.fromkeys(("Scenario", "choose_ties", "what_if"), "whatif"),
    "Match": "names",
    "close_gap": "partners.closing",
    "Network": "network",
    "draw_map": "views",
    "find_gaps": "gaps",
    "rank_gaps": "priorities",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'graphcdc' has no attribute {name!r}")
    return getattr(importlib.import_module(f"graphcdc.{_HOMES.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
