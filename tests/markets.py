"""Small networks of offers and needs whose matches can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcdc import Network
from graphcdc.partners.matching import prepare_matcher

Words = Mapping[str, str]
NONE: dict[str, str] = {}


def make_market(
    offers: Words,
    needs: Words = NONE,
    *,
    listed: str = "c1 c2 c3",
    parents: Words = NONE,
    levels: Mapping[str, float] | None = None,
    since: Words = NONE,
    until: Words = NONE,
    teams: Words = NONE,
    **columns: Words,
) -> Network:
    """Make a market: holders with the ids that they offer and need, parted by blanks; p1 is a project, c1 a capability.

    `levels`, `since` and `until` belong to a tie "holder capability"; `teams` to a project; `columns` to a node.
    """
    ids = sorted({*offers, *needs, *teams, *listed.split(), *(one for team in teams.values() for one in team.split())})
    kinds = ["capability" if node in listed.split() else "project" if node[0] == "p" else "sme" for node in ids]
    columns = {"name": NONE, "parent": parents, **columns}
    nodes = {name: [values.get(node, "") for node in ids] for name, values in columns.items()}
    rows = [
        (holder, one, kind)
        for kind, table in (("OFFERS", offers), ("NEEDS", needs))
        for holder, held in table.items()
        for one in held.split()
    ]
    rows += [(member, project, "PARTICIPATES_IN") for project, team in teams.items() for member in team.split()]
    ties: dict[str, list[Any]] = {
        name: [row[at] for row in rows] for at, name in enumerate(("source", "target", "kind"))
    }
    for name, given_dates in (("since", since), ("until", until)):
        ties[name] = [given_dates.get(f"{row[0]} {row[1]}", "") for row in rows]
    if levels is not None:
        ties["skill_level"] = [levels.get(f"{row[0]} {row[1]}", float("nan")) for row in rows]
    return Network.build({"id": ids, "kind": kinds, **nodes}, ties)


def covered(network: Network, *needs: str) -> dict[str, float]:
    """How well each organization covers some needs of equal weight, where it does at all."""
    values = prepare_matcher(network).cover(dict.fromkeys(needs, 1.0))
    ids = network.node["id"][network.cooperation().organizations]
    return {str(one): round(float(value), 4) for one, value in zip(ids, values, strict=True) if value}
