"""What is recorded at all: no data is not the same as no tie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Sentence, list_names
from graphcdc.gaps.roster import Roster
from graphcdc.network import Network

#: Ties that say what an organization states of itself, and nothing of whom it works with.
_OWN = ("MEMBER_OF", "OFFERS", "NEEDS")
#: Members from which on a cluster can be silent: of one organization alone its being an isolate says it all.
LEAST_MEMBERS = 2
#: Sources that a note shows at most.
_SHOWN = 3


@dataclass(frozen=True)
class Coverage:
    """How much a data source tells of the organizations that it lists.

    Attributes
    ----------
    source
        The data source of the organizations; "" where none is stated.
    organizations, tied, dated
        How many it lists; of how many any source records a project or a tie; of how many one with a date.
    """

    source: str
    organizations: int
    tied: int
    dated: int

    @property
    def share(self) -> float:
        """The share of its organizations of whom a project or a tie is recorded."""
        return self.tied / self.organizations


def measure_coverage(network: Network) -> list[Coverage]:
    """Return for each data source of how many of its organizations a project or a tie is recorded.

    A project with nobody else counts, and a tie of any kind; memberships, offers and needs do not: they say nothing of
    whom somebody works with. Where a source lists organizations of whom nothing else is known, a tie that is not
    recorded is no tie that is not there.

    Returns
    -------
    list of Coverage
        By the name of the source.

    Examples
    --------
    >>> nodes = {"id": ["a", "b", "c"], "name": ["A", "B", "C"], "kind": ["sme"] * 3}
    >>> nodes["data_source"] = ["register", "register", "survey"]
    >>> network = Network.build(nodes, {"source": ["a"], "target": ["c"], "kind": ["SUPPLIES"], "since": ["2020"]})
    >>> [(one.source, one.share, one.dated) for one in measure_coverage(network)]
    [('register', 0.5, 1), ('survey', 1.0, 1)]
    """
    tied, dated = flag_recorded(network), flag_recorded(network, dated=True)
    source = network.column("data_source")[network.organizations].astype(str)
    return [
        Coverage(str(name), int(own.sum()), int(tied[own].sum()), int(dated[own].sum()))
        for name in np.unique(source)
        for own in (source == name,)
    ]


def flag_recorded(network: Network, *, dated: bool = False) -> NDArray[np.bool_]:
    """Return of which organizations a project or a tie is recorded, in the order of ``network.organizations``.

    Parameters
    ----------
    network
        The network.
    dated
        Count only what has a start.
    """
    told = ~np.isin(network.tie["kind"], _OWN)
    if dated:
        told &= network.tie["since"] != ""
    recorded = np.zeros(len(network), dtype=bool)
    for end in ("source", "target"):
        recorded[network.tie[end][told]] = True
    return recorded[network.organizations]


def find_silent(roster: Roster) -> dict[int, NDArray[np.int64]]:
    """Return the clusters of none of whose members a project or a tie is recorded: node position to rows."""
    recorded = flag_recorded(roster.network)
    return {
        cluster: rows
        for cluster, rows in roster.members.items()
        if len(rows) >= LEAST_MEMBERS and not recorded[rows].any()
    }


def find_data_gaps(roster: Roster) -> list[Gap]:
    """Clusters of two members or more of none of whom a project or a tie is recorded.

    Nothing can be said of their cooperation, so their members are no isolates either, unless they belong to another
    cluster that is not silent. The number of members is the severity.

    Examples
    --------
    >>> nodes = {"id": ["a", "b", "c", "d", "k"], "name": list("ABCDK"), "kind": ["sme"] * 4 + ["cluster"]}
    >>> ties = {"source": ["a", "b", "c"], "target": ["b", "k", "k"]}
    >>> network = Network.build(nodes, ties | {"kind": ["SUPPLIES", "MEMBER_OF", "MEMBER_OF"]})
    >>> len(find_data_gaps(Roster(network)))
    0
    >>> ties = {"source": ["a", "d", "c"], "target": ["b", "k", "k"]}
    >>> network = Network.build(nodes, ties | {"kind": ["SUPPLIES", "MEMBER_OF", "MEMBER_OF"]})
    >>> [gap.members for gap in find_data_gaps(Roster(network))]
    [('k',)]
    """
    silent = find_silent(roster).items()
    return roster.arrange([_silence(roster, cluster, rows) for cluster, rows in silent if roster.inside[rows].any()])


def _silence(roster: Roster, cluster: int, rows: NDArray[np.int64]) -> Gap:
    values = {"cluster": roster.name(cluster), "members": len(rows), "names": roster.list_names(rows)}
    return Gap(
        kind="data_gap",
        claim="structural",
        groups=None,
        members=(str(roster.network.node["id"][cluster]),),
        observed=len(rows),
        evidence={"members": sorted(map(str, roster.ids[rows]))},
        said=Sentence("gap_data", values),
        advice=Sentence("advice_data", values),
    )


def list_coverage_limits(roster: Roster) -> list[Sentence]:
    """Say of how many organizations nothing is recorded, and which sources list most of them."""
    coverage = measure_coverage(roster.network)
    total, tied = sum(one.organizations for one in coverage), sum(one.tied for one in coverage)
    if tied == total:
        return []
    worst = sorted(coverage, key=lambda one: (one.tied - one.organizations, one.source))
    named = [_say_source(one) for one in worst if one.tied < one.organizations]
    values = {"silent": total - tied, "total": total, "sources": list_names(named, _SHOWN)}
    return [Sentence("limit_coverage", values)]


def _say_source(coverage: Coverage) -> Sentence:
    values = {"source": coverage.source, "tied": coverage.tied, "organizations": coverage.organizations}
    return Sentence("coverage_of_source" if coverage.source else "coverage_without_source", values)
