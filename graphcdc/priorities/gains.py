"""What closing a gap would change, in the measure of its kind."""

from __future__ import annotations

import numpy as np

from graphcdc.findings import Gap
from graphcdc.network import Network

#: What the severity of a structural gap counts (`Gap.observed`): what closing it makes up for.
SEVERITY = {
    "single_point_of_failure": "pairs_secured",
    "periphery": "pairs_secured",
    "pendant": "pairs_secured",
    "brokerage_gap": "pairs_brought_together",
    "structural_hole": "pairs_brought_together",
    "fragmentation": "pairs_joined",
    "unmet_need": "needs_met",
    "idle_offer": "offers_used",
    "role_gap": "participants_coordinated",
    "helix_gap": "projects_widened",
    "dormant_tie": "joint_projects_revived",
    "eligibility_gap": "shortfalls_made_up",
    "data_gap": "members_recorded",
    "emerging_cluster": "joint_participations_named",
}


def measure_gain(network: Network, gap: Gap) -> tuple[str, float]:
    """Return what closing a gap changes: the measure, and by how much.

    For groups and paper clusters the joint participations that are missing, expected less observed; for an isolate the
    pairs of organizations that a path joins when it has the tie that it asks for; for other gaps their severity.

    Parameters
    ----------
    network, gap
        The network that the gap was found in.

    Examples
    --------
    >>> from graphcdc.gaps import find_gaps
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> network = Network.build(nodes, {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2})
    >>> [measure_gain(network, gap) for gap in find_gaps(network, kinds=["isolate"])]
    [('pairs_joined', 3.0)]
    """
    if gap.expected is not None:
        return "joint_participations_missing", float(gap.expected - gap.observed)
    if gap.kind == "isolate":
        return "pairs_joined", float(_count_joined(network, gap))
    return SEVERITY[gap.kind], float(gap.observed)


def _count_joined(network: Network, gap: Gap) -> int:
    """Organizations in the component that the tie of an isolate leads into."""
    cooperation = network.cooperation()
    sizes = np.bincount(cooperation.component)
    others = [network.positions[end] for tie in gap.ties for end in tie if end not in gap.members]
    return max((int(sizes[cooperation.component[cooperation.positions[node]]]) for node in others), default=0)
