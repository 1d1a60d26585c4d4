"""The planted gaps between groups: what was observed and expected in the finished network, checked against the aim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc import Network
from graphcdc.cooperation import Cooperation
from graphcdc.measures import count_mixing
from graphcdc.model import FIRM_KINDS
from st_petersburg.planted import Planted

#: A planted deficit can be told from chance: so much expected, less than this share of it observed (METHODS 1.6).
LEAST_EXPECTED, MOST_OBSERVED = 80, 1 / 3

GROUP_PAIRS = (
    ("firm_to_firm_gap", "firm", "firm"),
    ("research_gap", "firm", "research_organization"),
    ("education_gap", "firm", "university"),
    ("policy_gap", "firm", "public_authority"),
    ("capital_gap", "firm", "investor"),
    ("group_deficit", "ngo", "university"),
    ("cluster_to_cluster_gap", "k01", "k02"),
    ("global_gap", "home", "outside"),
)


def judge_groups(network: Network) -> list[Planted]:
    """Return the planted gaps between groups with their figures.

    Raises
    ------
    SystemExit
        If one of them expects too little or shows too much to be told from chance.
    """
    found, wrong = [], []
    for kind, first, second in GROUP_PAIRS:
        observed, expected = _count(network, first, second, everywhere=kind == "global_gap")
        why = f"{observed:.0f} joint participations where the degrees lead to expect {expected:.0f}"
        found.append(Planted(kind, (first, second), why))
        if expected < LEAST_EXPECTED or observed >= MOST_OBSERVED * expected:
            wrong.append(f"{kind} {first}-{second}: {why}")
    if wrong:
        raise SystemExit("\n".join(wrong))
    return found


def _count(network: Network, first: str, second: str, *, everywhere: bool) -> tuple[float, float]:
    """Joint participations of two groups, observed and expected by degree: at home, or everywhere."""
    cooperation = network.cooperation()
    if not everywhere:
        cooperation = cooperation.restrict(network.regions[cooperation.organizations] == network.home)
    labels = np.stack([_label(network, cooperation, word) for word in (first, second)], axis=1)
    mixing = count_mixing(cooperation, labels.astype(float))
    pair = (0, 0) if first == second else (0, 1)
    return float(mixing.observed[pair]), float(mixing.expected[pair])


def _label(network: Network, cooperation: Cooperation, word: str) -> NDArray[np.bool_]:
    """Which organizations belong to a group: those of a place, a cluster, or a kind."""
    nodes = cooperation.organizations
    if word in ("home", "outside"):
        return np.asarray((network.regions[nodes] == network.home) == (word == "home"))
    if word in network.members:
        return np.isin(nodes, network.members[word])
    return np.isin(network.node["kind"][nodes], FIRM_KINDS if word == "firm" else (word,))
