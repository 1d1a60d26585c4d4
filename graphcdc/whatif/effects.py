"""Effects: what each measure is before and after a change.

A function of a `Case` gives the effects of one family; `WHOLE` and `OWN` list them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.brokerage import count_brokerage_of, measure_roles
from graphcdc.comparison.differences import Effect
from graphcdc.cooperation import Cooperation
from graphcdc.findings import Sentence
from graphcdc.helix import HELIX, flag_presence, flag_spheres, measure_synergy
from graphcdc.holes import measure_constraint, measure_effective_size
from graphcdc.measures import label_clusters
from graphcdc.network import Network
from graphcdc.shape import Shape, measure_shape
from graphcdc.whatif.baseline import Baseline, Nearness
from graphcdc.whatif.needs import count_met, list_declared
from graphcdc.whatif.scenario import Scenario, join_teams

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
#: Brokerage roles that are counted.
ROLES = ("coordinator", "consultant", "gatekeeper", "liaison")
#: What each count of `Shape` is called.
SHAPES = {
    "reachable": "reachable_pairs",
    "components": "components",
    "isolates": "isolated_organizations",
    "bridges": "bridges",
    "large_bridges": "large_bridges",
    "cut_vertices": "cut_vertices",
    "large_cut_vertices": "large_cut_vertices",
}
#: Whether more is better (1) or less (-1), which decides what the best of the random changes is.
BETTER = {
    **dict.fromkeys(SHAPES.values(), -1),
    "reachable_pairs": 1,
    "mean_distance": -1,
    "global_efficiency": 1,
    "needs_met": 1,
    "constraint": -1,
    "effective_size": 1,
    "kind_pair_ratio": 1,
    "cluster_pair_ratio": 1,
}


@dataclass(frozen=True, eq=False)
class Case:
    """A network before and after a change.

    Attributes
    ----------
    base
        The network before.
    scenario
        The change, by ids.
    quick
        Whether it is one of many random changes, for which estimates will do.
    """

    base: Baseline
    scenario: Scenario
    quick: bool = False

    @cached_property
    def after_network(self) -> Network:
        """The network after the change."""
        return self.scenario.apply(self.base.network)

    @cached_property
    def after(self) -> Cooperation:
        """The cooperation after the change; where nothing is taken out, its rows are those of before."""
        if self.scenario.only_adds:
            return join_teams(self.base.cooperation, [self.rows(team) for team in self.scenario.teams])
        return self.after_network.cooperation()

    @cached_property
    def shape(self) -> Shape:
        """Components, bridges, cut vertices after the change."""
        return measure_shape(self.after)

    @cached_property
    def moved(self) -> Rows:
        """The row after the change of each organization, -1 for those who are gone."""
        if self.scenario.only_adds:
            return np.arange(self.base.count)
        ids = self.base.network.node["id"][self.base.cooperation.organizations]
        there = self.after_network.positions
        row_of = self.after.positions
        return np.array([row_of[there[one]] if one in there else -1 for one in ids], dtype=np.int64)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """Ids of the organizations that stay and whose ties are named, in the order in which they are named."""
        named = (*self.scenario.teams, *self.scenario.lost_ties)
        return tuple(dict.fromkeys(member for team in named for member in team))

    @cached_property
    def touched(self) -> list[int]:
        """Rows of those whose ties change: ends, organizations that leave, participants of projects taken out."""
        network, row_of = self.base.network, self.base.cooperation.positions
        gone = [network.positions[one] for one in self.scenario.removed]
        joined = (network.tie["kind"] == "PARTICIPATES_IN") & np.isin(network.tie["target"], gone)
        nodes = [*gone, *network.tie["source"][joined].tolist()]
        return [*self.rows(self.ends), *(row_of[node] for node in nodes if node in row_of)]

    def rows(self, members: Sequence[str]) -> list[int]:
        """The rows of some organizations before the change."""
        network, positions = self.base.network, self.base.cooperation.positions
        return [positions[network.positions[member]] for member in members]


# The whole network ----------------------------------------------------------------------------------------------------


def measure_structure(case: Case) -> list[Effect]:
    """Components, isolates, reachable pairs, bridges and cut vertices."""
    values = {one.name: (getattr(case.base.shape, one.name), getattr(case.shape, one.name)) for one in fields(Shape)}
    return [tell_effect(measure, (), *values[name]) for name, measure in SHAPES.items()]


def measure_nearness(case: Case) -> list[Effect]:
    """Mean distance and global efficiency, with the error of the difference where they are estimated."""
    before, after = case.base.nearness, find_nearness(case)
    return [
        tell_effect(
            measure,
            (),
            None if old is None else old.value,
            None if new is None else new.value,
            error=None if new is None else new.error,
        )
        for measure, old, new in (
            ("mean_distance", before.distance, after.distance),
            ("global_efficiency", before.efficiency, after.efficiency),
        )
    ]


def find_nearness(case: Case) -> Nearness:
    """Return the nearness after the change; a single new tie needs no search from everybody."""
    scenario, base = case.scenario, case.base
    if scenario.only_adds and len(scenario.teams) == 1 and len(scenario.teams[0]) == 2:
        row, other = case.rows(scenario.teams[0])
        after = base.add_tie(row, other, case.shape.reachable)
        if after is not None:
            return after
    return base.measure_after(case.after, case.shape, case.moved, case.touched, quick=case.quick)


def measure_needs(case: Case) -> list[Effect]:
    """Needs of organizations that a partner has an offer for; nothing where nobody needs anything."""
    network = case.base.network
    if not len(list_declared(network, "NEEDS")[0]):
        return []
    after = network if case.scenario.only_adds else case.after_network
    counts = (count_met(network, case.base.cooperation), count_met(after, case.after))
    return [tell_effect("needs_met", (), *counts)]


# Those who are touched -----------------------------------------------------------------------------------------------


def measure_holes(case: Case) -> list[Effect]:
    """Constraint and effective size (Burt) of each end."""
    if not case.ends:
        return []
    rows = np.array(case.rows(case.ends), dtype=np.int64)
    effects = []
    for measure, take in (("constraint", measure_constraint), ("effective_size", measure_effective_size)):
        before, after = take(case.base.cooperation, rows), take(case.after, case.moved[rows])
        for end, old, new in zip(case.ends, before.tolist(), after.tolist(), strict=True):
            effects.append(tell_effect(measure, (end,), _known(old), _known(new), {"name": _name(case, end)}))
    return effects


def measure_brokerage(case: Case) -> list[Effect]:
    """How often each end has each brokerage role (Gould and Fernandez) between clusters, where there are two."""
    ids, labels = label_clusters(case.base.network, case.base.cooperation)
    if len(ids) < 2 or not case.ends:
        return []
    rows = np.array(case.rows(case.ends), dtype=np.int64)
    stays = case.moved >= 0
    moved = np.zeros((len(case.after.organizations), len(ids)))
    moved[case.moved[stays]] = labels[stays]
    before = _count_roles(case.base.cooperation, labels, rows)
    after = _count_roles(case.after, moved, case.moved[rows])
    return [
        tell_effect(role, (end,), float(before[role][at]), float(after[role][at]), {"name": _name(case, end)})
        for at, end in enumerate(case.ends)
        for role in ROLES
        if before[role][at] or after[role][at]
    ]


def _count_roles(cooperation: Cooperation, labels: Floats, rows: Rows) -> dict[str, Floats]:
    roles = measure_roles(labels[rows], count_brokerage_of(cooperation, labels, rows))
    return {role: getattr(roles, role) for role in ROLES}


def measure_helix(case: Case) -> list[Effect]:
    """T of the three spheres over joint projects; nothing where the change touches no project."""
    if not (case.scenario.projects or case.scenario.removed):
        return []
    networks = (case.base.network, case.base.cooperation), (case.after_network, case.after_network.cooperation())
    before, after = (_measure_synergy(network, cooperation) for network, cooperation in networks)
    return [tell_effect("helix_synergy", (), before, after)]


def _measure_synergy(network: Network, cooperation: Cooperation) -> float | None:
    """In millibits; None without a joint project."""
    projects = cooperation.incidence.T.tocsr()[: len(cooperation.projects)]
    if not projects.shape[0]:
        return None
    presence = flag_presence(projects, flag_spheres(network, cooperation))
    return 1000 * measure_synergy(presence[:, : len(HELIX)])


def _name(case: Case, organization: str) -> str:
    return str(case.base.network.node["name"][case.base.network.positions[organization]])


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def tell_effect(
    measure: str,
    about: tuple[str, ...],
    before: float | None,
    after: float | None,
    values: Mapping[str, Any] | None = None,
    error: float | None = None,
) -> Effect:
    """Return an effect, said in the words of its measure."""
    said = Sentence(f"difference_{measure}", values or {})
    return Effect(measure, said, before, after, about, error=error)


#: About the whole network, and measured of random changes too: `BETTER` must know each of these measures.
WHOLE: tuple[Callable[[Case], list[Effect]], ...] = (measure_structure, measure_nearness, measure_needs)
#: About the organizations whose ties are named, and the projects: not measured of random changes.
OWN: tuple[Callable[[Case], list[Effect]], ...] = (measure_holes, measure_brokerage, measure_helix)
