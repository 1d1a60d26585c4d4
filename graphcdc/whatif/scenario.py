"""Scenarios: what is added to a network and what is taken out of it, before anybody does so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.columns import Array
from graphcdc.cooperation import Cooperation
from graphcdc.errors import DataError, UsageError
from graphcdc.findings import Sentence, list_names
from graphcdc.model import ORGANIZATION_KINDS, TIE_KINDS
from graphcdc.network import Network

#: Kind of a tie that is added.
ADDED = "COOPERATES_WITH"
_DIRECT = [name for name, kind in TIE_KINDS.items() if kind.cooperation is True]


@dataclass(frozen=True)
class Scenario:
    """A change of a network: organizations and projects by id, INN or a unique part of a name.

    Attributes
    ----------
    ties
        Pairs of organizations that begin to cooperate.
    projects
        New joint projects, each given by its participants.
    lost_ties
        Pairs whose direct ties of cooperation end; joint projects of theirs go on.
    removed
        Organizations and projects that leave the network.

    Examples
    --------
    >>> Scenario(ties=[("a", "b")]).resolve(Network.build(
    ...     {"id": ["a", "b"], "name": ["Anna", "Boris"], "kind": ["sme", "sme"]},
    ...     {"source": [], "target": [], "kind": []},
    ... ))
    Scenario(ties=(('a', 'b'),), projects=(), lost_ties=(), removed=())
    """

    ties: Sequence[tuple[str, str]] = ()
    projects: Sequence[Sequence[str]] = ()
    lost_ties: Sequence[tuple[str, str]] = ()
    removed: Sequence[str] = ()

    @property
    def teams(self) -> tuple[tuple[str, ...], ...]:
        """The participants of all events that are added."""
        return (*map(tuple, self.ties), *map(tuple, self.projects))

    @property
    def only_adds(self) -> bool:
        """Whether nothing is taken out."""
        return not self.lost_ties and not self.removed

    def resolve(self, network: Network) -> Scenario:
        """Return the same by ids, checked.

        Raises
        ------
        UnknownName, AmbiguousName
            If a name fits nothing, or several nodes.
        UsageError
            If nothing changes, a tie has one end, a project one participant, or somebody both leaves and joins.
        DataError
            If a tie is to be lost that is not there.
        """

        def name(text: str) -> str:
            return network.resolve(text, ORGANIZATION_KINDS)

        found = Scenario(
            tuple((name(a), name(b)) for a, b in self.ties),
            tuple(tuple(dict.fromkeys(map(name, members))) for members in self.projects),
            tuple((name(a), name(b)) for a, b in self.lost_ties),
            tuple(dict.fromkeys(network.resolve(one, (*ORGANIZATION_KINDS, "project")) for one in self.removed)),
        )
        found._check(network)
        return found

    def _check(self, network: Network) -> None:
        if self == Scenario((), (), (), ()):
            raise UsageError("scenario_empty")
        for members in (*self.teams, *self.lost_ties):
            if len(set(members)) < 2:
                raise UsageError("scenario_alone", name=_name(network, members[0]) if members else "")
            gone = sorted(set(members) & set(self.removed))
            if gone:
                raise UsageError("scenario_gone", name=_name(network, gone[0]))
        for a, b in self.lost_ties:
            if not self._direct(network, {frozenset((a, b))}).any():
                names = {"a": _name(network, a), "b": _name(network, b)}
                projects = _joint_projects(network, a, b)
                if projects:
                    raise DataError("scenario_only_projects", **names, projects=list_names(projects))
                raise DataError("scenario_no_tie", **names)

    def apply(self, network: Network) -> Network:
        """Return the network with the changes: new ties and projects begin on its date.

        Parameters
        ----------
        network
            The network for which `resolve` returned this scenario.

        Examples
        --------
        >>> network = Network.build(
        ...     {"id": ["a", "b"], "name": ["A", "B"], "kind": ["sme", "sme"]},
        ...     {"source": [], "target": [], "kind": []},
        ... )
        >>> Scenario(ties=[("a", "b")]).apply(network).cooperation().partners.tolist()
        [1, 1]
        """
        kept = ~np.isin(network.node["id"], list(self.removed))
        nodes = {name: values[kept] for name, values in network.node.items()}
        projects = _new_ids(network, len(self.projects))
        for project in projects:
            nodes = _append(nodes, {"id": project, "name": project, "kind": "project"})
        lost = self._direct(network, set(map(frozenset, self.lost_ties)))
        stays = kept[network.tie["source"]] & kept[network.tie["target"]] & ~lost
        ties = {name: values[stays] for name, values in network.tie.items()}
        ties |= {end: network.node["id"][ties[end]] for end in ("source", "target")}
        rows = [(a, b, ADDED) for a, b in self.ties]
        rows += [
            (member, project, "PARTICIPATES_IN")
            for project, members in zip(projects, self.projects, strict=True)
            for member in members
        ]
        for source, target, kind in rows:
            ties = _append(ties, {"source": source, "target": target, "kind": kind, "since": network.date})
        return replace(Network.build(nodes, ties, home=network.home), date=network.date)

    def _direct(self, network: Network, pairs: set[frozenset[str]]) -> NDArray[np.bool_]:
        """The direct cooperation ties between some pairs."""
        if not pairs:
            return np.zeros(len(network.tie["kind"]), dtype=bool)
        chosen = np.isin(network.tie["kind"], _DIRECT)
        chosen[chosen] = [frozenset(ends) in pairs for ends in list_ties(network, _DIRECT)]
        return chosen

    def list_notes(self, network: Network) -> list[Sentence]:
        """Say of those who are to work together what speaks against it, and which tie is no new one."""
        cooperation = network.cooperation()
        notes = []
        for a, b in self.ties:
            row, other = (cooperation.positions[network.positions[one]] for one in (a, b))
            if other in cooperation.neighbours(row):
                notes.append(Sentence("note_partners_already", {"a": _name(network, a), "b": _name(network, b)}))
        together = {frozenset(pair) for team in self.teams for pair in combinations(team, 2)}
        for kind, key in (("COMPETES_WITH", "note_competitors"), ("PART_OF", "note_part_of")):
            for a, b in list_ties(network, [kind]):
                if frozenset((a, b)) in together:
                    notes.append(Sentence(key, {"a": _name(network, a), "b": _name(network, b)}))
        return notes


def join_teams(cooperation: Cooperation, teams: Sequence[Sequence[int]]) -> Cooperation:
    """Return a cooperation with more events, given by the rows of their participants, as long as one measures it.

    The new events stand after all others and have the strength 1, whether they are ties or projects.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> network = Network.build(nodes, {"source": ["a"], "target": ["b"], "kind": ["COOPERATES_WITH"]})
    >>> join_teams(network.cooperation(), [(0, 1, 2)]).matrix.toarray().tolist()
    [[0.0, 1.5, 0.5], [1.5, 0.0, 0.5], [0.5, 0.5, 0.0]]
    """
    from scipy.sparse import csr_array, hstack

    rows = np.concatenate([np.asarray(team, dtype=np.int64) for team in teams])
    columns = np.repeat(np.arange(len(teams)), [len(team) for team in teams])
    shape = (len(cooperation.organizations), len(teams))
    added = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    incidence = csr_array(hstack([cooperation.incidence, added], format="csr"))
    return Cooperation(
        cooperation.organizations,
        cooperation.projects,
        incidence,
        np.concatenate([cooperation.strengths, np.ones(len(teams))]),
        cooperation.weight,
    )


def list_ties(network: Network, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return the ids at the two ends of every tie of some kinds, in the order of the ties."""
    chosen = np.isin(network.tie["kind"], kinds)
    ids = network.node["id"]
    return list(zip(ids[network.tie["source"][chosen]], ids[network.tie["target"][chosen]], strict=True))


def _append(columns: dict[str, Array], row: dict[str, Any]) -> dict[str, Array]:
    """Columns with one more row, of which nothing else is known."""
    blank = {name: np.nan if values.dtype.kind == "f" else "" for name, values in columns.items()}
    return {
        name: np.append(values, np.array([row.get(name, blank[name])], dtype=values.dtype))
        for name, values in columns.items()
    }


def _new_ids(network: Network, count: int) -> list[str]:
    """Ids that no node has."""
    free = (f"what-if-{number}" for number in range(1, len(network) + count + 1))
    unused = [one for one in free if one not in network.positions]
    return unused[:count]


def _name(network: Network, node: str) -> str:
    return str(network.node["name"][network.positions[node]])


def _joint_projects(network: Network, a: str, b: str) -> list[str]:
    """The joint projects of two organizations by name and id, for whoever wants to take them out."""
    cooperation = network.cooperation()
    row, other = (cooperation.positions[network.positions[one]] for one in (a, b))
    joint = cooperation.joint_projects(row, other)
    return [f"{network.node['name'][node]} ({network.node['id'][node]})" for node in joint]
