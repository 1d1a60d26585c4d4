"""The finders of gaps that need no test: facts of the graph, and of what its tables say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from graphcdc.findings import Gap, Sentence
from graphcdc.gaps.brokers import find_holes, find_lone_brokers
from graphcdc.gaps.clusters import (
    find_emerging_clusters,
    find_paper_clusters,
    list_emerging_limits,
    list_paper_limits,
)
from graphcdc.gaps.coverage import find_data_gaps, list_coverage_limits
from graphcdc.gaps.dormancy import find_dormant_ties
from graphcdc.gaps.edges import find_pendants, find_peripheries
from graphcdc.gaps.eligibility import find_eligibility_gaps, list_eligibility_limits
from graphcdc.gaps.needs import find_idle_offers, find_unmet_needs, list_need_limits
from graphcdc.gaps.roles import find_role_gaps, list_role_limits
from graphcdc.gaps.roster import Roster
from graphcdc.gaps.rules import Rule
from graphcdc.gaps.spheres import find_helix_gaps, list_helix_limits
from graphcdc.gaps.structure import find_fragments, find_isolates, find_single_points
from graphcdc.network import Network

Finder = Callable[[Roster], list[Gap]]

#: Each kind with its finder, in the order of the list.
FINDERS: dict[str, Finder] = {
    "single_point_of_failure": find_single_points,
    "fragmentation": find_fragments,
    "brokerage_gap": find_lone_brokers,
    "structural_hole": find_holes,
    "periphery": find_peripheries,
    "isolate": find_isolates,
    "pendant": find_pendants,
    "unmet_need": find_unmet_needs,
    "idle_offer": find_idle_offers,
    "role_gap": find_role_gaps,
    "helix_gap": find_helix_gaps,
    "dormant_tie": find_dormant_ties,
    "eligibility_gap": find_eligibility_gaps,
    "data_gap": find_data_gaps,
    "paper_cluster": find_paper_clusters,
    "emerging_cluster": find_emerging_clusters,
}
STRUCTURAL_GAPS = tuple(FINDERS)
#: Kinds that need no cooperation on record, only needs and offers.
DECLARED = ("unmet_need", "idle_offer")
#: What cannot be told of kinds of gap, and what is to be read beside them.
LIMITS: dict[tuple[str, ...], Callable[[Roster], list[Sentence]]] = {
    DECLARED: list_need_limits,
    ("role_gap",): list_role_limits,
    ("helix_gap",): list_helix_limits,
    ("eligibility_gap",): list_eligibility_limits,
    ("data_gap",): list_coverage_limits,
    ("paper_cluster",): list_paper_limits,
    ("emerging_cluster",): list_emerging_limits,
}


def find_structural_gaps(network: Network, kinds: tuple[str, ...], rules: Sequence[Rule] | None = None) -> list[Gap]:
    """Find the structural gaps of these kinds; without any recorded cooperation only needs and offers can be judged."""
    roster = Roster(network)
    finders: dict[str, Finder] = FINDERS | {"eligibility_gap": partial(find_eligibility_gaps, rules=rules)}
    if not roster.cooperation.incidence.shape[1]:
        finders = {kind: finders[kind] for kind in DECLARED}
    return [gap for kind, find in finders.items() if kind in kinds for gap in find(roster)]


def list_structural_limits(
    network: Network, kinds: tuple[str, ...], rules: Sequence[Rule] | None = None
) -> list[Sentence]:
    """Say what cannot be told of the structural gaps of these kinds."""
    roster = Roster(network)
    listers = LIMITS | {("eligibility_gap",): partial(list_eligibility_limits, rules=rules)}
    return [limit for own, find in listers.items() if set(own) & set(kinds) for limit in find(roster)]
