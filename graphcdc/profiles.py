"""One organization: who it is, how it stands in the network, what it lacks, whom to meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphcdc.findings import Gap, Suggestion
from graphcdc.holes import measure_constraint, measure_effective_size
from graphcdc.model import NODE_KINDS, ORGANIZATION_KINDS, TIE_KINDS
from graphcdc.network import Network
from graphcdc.words import DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Profile:
    """What is known of one organization.

    Attributes
    ----------
    id, name, kind
        The organization.
    clusters
        Id and name of every cluster that it is a member of.
    measures
        ``events`` (joint projects and direct ties), ``partners``, ``strength`` (sum of the weights of its cooperation),
        ``constraint`` and ``effective_size`` (Burt), ``outside_share`` (partners outside the home region, 0 to 1),
        ``reachable`` (organizations that a path of cooperation leads to), ``sphere`` (of the helix). None where
        nothing can be told.
    ties
        Its ties but for memberships: kind, direction (``out``, ``in``, or ``both`` where the kind has none), other end,
        its name, since, until; by kind, newest first.
    gaps, partners
        The gaps and suggestions, of those that were given, that are about it.
    """

    id: str
    name: str
    kind: str
    clusters: tuple[tuple[str, str], ...]
    measures: dict[str, float | str | None]
    ties: tuple[dict[str, str], ...]
    gaps: tuple[Gap, ...]
    partners: tuple[Suggestion, ...]

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "clusters": [{"id": node, "name": name} for node, name in self.clusters],
            "measures": dict(self.measures),
            "ties": list(self.ties),
            "gaps": [gap.to_dict(lang) for gap in self.gaps],
            "partners": [suggestion.to_dict(lang) for suggestion in self.partners],
        }


def describe_organization(
    network: Network, name: str, *, gaps: Sequence[Gap] = (), suggestions: Sequence[Suggestion] = ()
) -> Profile:
    """Describe one organization.

    Parameters
    ----------
    network
        The network.
    name
        Id, INN or a part of a name.
    gaps
        Gaps of the network; those with the organization among their members are kept.
    suggestions
        Partners suggested to it.

    Raises
    ------
    UnknownName, AmbiguousName
        If nobody has this name, or several have.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abc"), "name": ["Alpha", "Beta", "Gamma"], "kind": ["sme", "university", "ngo"]},
    ...     {"source": ["a", "a"], "target": ["b", "c"], "kind": ["COOPERATES_WITH", "SUPPLIES"]},
    ... )
    >>> profile = describe_organization(network, "alpha")
    >>> profile.measures["partners"], profile.measures["constraint"], profile.measures["sphere"]
    (2, 0.5, 'industry')
    """
    node = network.resolve(name, ORGANIZATION_KINDS)
    at = network.positions[node]
    names = network.node["name"]
    clusters = [cluster for cluster, members in network.members.items() if at in members]
    return Profile(
        node,
        str(names[at]),
        str(network.node["kind"][at]),
        tuple((cluster, str(names[network.positions[cluster]])) for cluster in clusters),
        _measure(network, at),
        tuple(_list_ties(network, at)),
        tuple(gap for gap in gaps if node in gap.members),
        tuple(suggestions),
    )


def _measure(network: Network, at: int) -> dict[str, float | str | None]:
    cooperation = network.cooperation()
    row = cooperation.positions[at]
    rows = np.array([row])
    partners = cooperation.organizations[cooperation.neighbours(row)]
    outside = network.regions[partners] != network.home_region
    return {
        "events": int(cooperation.degrees[row]),
        "partners": len(partners),
        "strength": _round(float(cooperation.matrix[[row]].sum())),
        "constraint": _round(float(measure_constraint(cooperation, rows)[0])),
        "effective_size": _round(float(measure_effective_size(cooperation, rows)[0])),
        "outside_share": _round(float(outside.mean())) if len(partners) and network.home_region else None,
        "reachable": int((cooperation.component == cooperation.component[row]).sum()) - 1,
        "sphere": NODE_KINDS[str(network.node["kind"][at])].sphere,
    }


def _round(value: float) -> float | None:
    return None if np.isnan(value) else float(f"{value:.6g}")


def _list_ties(network: Network, at: int) -> list[dict[str, str]]:
    tie, ids, names = network.tie, network.node["id"], network.node["name"]
    rows = np.flatnonzero(((tie["source"] == at) | (tie["target"] == at)) & (tie["kind"] != "MEMBER_OF"))
    found = []
    for row in rows.tolist():
        other = int(tie["target"][row] if tie["source"][row] == at else tie["source"][row])
        kind, since, until = (str(tie[column][row]) for column in ("kind", "since", "until"))
        direction = "both" if not TIE_KINDS[kind].directed else "out" if tie["source"][row] == at else "in"
        ends = {"other": ids[other], "name": names[other]}
        found.append({"kind": kind, "direction": direction, **ends, "since": since, "until": until})
    found.sort(key=lambda one: (one["name"], one["other"]))
    found.sort(key=lambda one: one["since"], reverse=True)
    return sorted(found, key=lambda one: (one["kind"], one["direction"]))
