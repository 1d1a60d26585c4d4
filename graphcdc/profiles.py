"""One organization: who it is, how it stands in the network, what it lacks, whom to meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphcdc.findings import Gap, Suggestion
from graphcdc.model import NODE_KINDS, ORGANIZATION_KINDS, TIE_KINDS
from graphcdc.network import Network
from graphcdc.standing import Standing, measure_organizations
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
        ``events``, ``partners``, ``strength``, ``constraint``, ``effective_size``, ``outside_share``, ``reachable`` and
        ``betweenness`` as in `Standing`; ``betweenness_rank`` (1 for the most; None where the betweenness is 0),
        ``community_size`` (members of its community, itself too), ``community_cluster_mates`` (the others of them that
        share one of its clusters), ``sphere`` (of the helix). None where nothing can be told.
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
    network: Network,
    name: str,
    *,
    gaps: Sequence[Gap] = (),
    suggestions: Sequence[Suggestion] = (),
    standing: Standing | None = None,
    seed: int = 0,
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
    standing
        Measures of all organizations of this network, where they are at hand; else they are taken here.
    seed
        Start of the random numbers of these measures.

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
        read_measures(network, standing or measure_organizations(network, seed=seed), at),
        tuple(_list_ties(network, at)),
        tuple(gap for gap in gaps if node in gap.members),
        tuple(suggestions),
    )


def read_measures(network: Network, standing: Standing, at: int) -> dict[str, float | str | None]:
    """Return the measures of a profile for the organization at a node position, None where nothing can be told."""
    row = network.cooperation().positions[at]
    betweenness, community = standing.betweenness, int(standing.community[row])
    fellows = standing.organizations[(standing.community == community) & (community >= 0)]
    own = [members for members in network.members.values() if at in members]
    mates = np.isin(fellows[fellows != at], np.concatenate(own)) if own else None
    return {
        "events": int(standing.events[row]),
        "partners": int(standing.partners[row]),
        "strength": _round(standing.strength[row]),
        "betweenness": _round(betweenness[row]),
        # Most organizations are on no way at all; a place among equals at the end would say nothing.
        "betweenness_rank": int((betweenness > betweenness[row]).sum()) + 1 if betweenness[row] > 0 else None,
        "constraint": _round(standing.constraint[row]),
        "effective_size": _round(standing.effective_size[row]),
        "community_size": len(fellows) or None,
        "community_cluster_mates": int(mates.sum()) if mates is not None and len(fellows) else None,
        "outside_share": _round(standing.outside_share[row]),
        "reachable": int(standing.reachable[row]),
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
