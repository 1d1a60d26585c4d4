"""What is asked: a partner for an organization, the missing member of a project, or a project that is not there yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphcdc.errors import UnknownName, UsageError
from graphcdc.model import ORGANIZATION_KINDS, split_cell
from graphcdc.network import Network
from graphcdc.partners.basis import Basis
from graphcdc.partners.matching import TOPIC
from graphcdc.partners.themes import fold_theme, share_themes


@dataclass(frozen=True)
class Team:
    """A project that is not in the network yet.

    Attributes
    ----------
    members
        Organizations that are in it already (ids, INNs or unique parts of names); one member is a kick-off.
    clusters, topics, needs
        Clusters it belongs to (ids or names); its topics; the capabilities that it looks for.
    """

    members: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Question:
    """A query in terms of rows of the cooperation.

    Attributes
    ----------
    task
        ``partner``, ``completion`` or ``kick_off``; each has weights of its own.
    rows
        The given members.
    themes
        Wanted themes with weights that sum to 1.
    needs
        What a project or team needs, with weights: capability ids or free words. Empty: the members' own needs count.
    stated
        Whether the themes are those of a project or team; else they are the members'.
    """

    task: str
    rows: NDArray[np.int64]
    themes: dict[str, float]
    needs: Mapping[str, float] = field(default_factory=dict)
    stated: bool = False


def read_query(basis: Basis, query: str | Team) -> Question:
    """Turn an id, INN, part of a name or a `Team` into a question.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name fits no organization or project, or several.
    UsageError
        If a team has neither members nor themes.
    """
    network = basis.network
    if isinstance(query, Team):
        return _read_team(basis, query)
    node_id = network.resolve(query, (*ORGANIZATION_KINDS, "project"))
    node = network.positions[node_id]
    if network.node["kind"][node] != "project":
        rows = np.array([basis.cooperation.positions[node]])
        return Question("partner", rows, basis.themes.profile(rows))
    joined = (network.tie["kind"] == "PARTICIPATES_IN") & (network.tie["target"] == node)
    members = np.unique(network.tie["source"][joined])
    rows = np.array([basis.cooperation.positions[int(member)] for member in members], dtype=np.int64)
    return ask_team(basis, _task(rows), rows, ask_project(network, node), ask_needs(basis, node))


def ask_project(network: Network, node: int) -> list[str]:
    """Return the themes of a project: its clusters, topics and needs."""
    themes = [*split_cell(network.column("clusters")[node])]
    themes += map(fold_theme, split_cell(network.column("topics")[node]))
    needs = (network.tie["kind"] == "NEEDS") & (network.tie["source"] == node)
    return themes + [fold_theme(network.node["id"][target]) for target in network.tie["target"][needs]]


def ask_needs(basis: Basis, node: int) -> dict[str, float]:
    """Return the needs of a project by capability id; its topics are no needs, nobody said that they are missing."""
    matcher = basis.matcher
    # Most networks have no list of capabilities, and a backtest asks thousands of times.
    found = matcher.needs_of((), node) if len(matcher.capabilities) else {}
    return {need: weight for need, weight in found.items() if weight > TOPIC}


def ask_team(
    basis: Basis, task: str, rows: NDArray[np.int64], themes: list[str], needs: Mapping[str, float] | None = None
) -> Question:
    """Return the question of a team; where it names no theme, its members' themes are wanted."""
    shares = share_themes(themes)
    return Question(task, rows, shares or basis.themes.profile(rows), needs or {}, bool(shares))


def ask_again(basis: Basis, question: Question, rows: NDArray[np.int64]) -> Question:
    """Return the same question of other members, or to another network of the same organizations."""
    task = question.task if question.task == "partner" else _task(rows)
    themes = question.themes if question.stated else basis.themes.profile(rows)
    return Question(task, rows, themes, question.needs, question.stated)


def _read_team(basis: Basis, team: Team) -> Question:
    network = basis.network
    members = {network.resolve(member, ORGANIZATION_KINDS) for member in team.members}
    nodes = sorted(network.positions[member] for member in members)
    rows = np.array([basis.cooperation.positions[node] for node in nodes], dtype=np.int64)
    themes = [network.resolve(cluster, ["cluster"]) for cluster in team.clusters]
    themes += [fold_theme(word) for word in team.topics]
    themes += [_read_need(basis, word) for word in team.needs]
    if not len(rows) and not themes:
        raise UsageError("empty_team")
    needs = {basis.matcher.read_need(word): 1.0 for word in team.needs}
    return ask_team(basis, _task(rows), rows, themes, needs)


def _read_need(basis: Basis, word: str) -> str:
    """A need as a theme: a word in use as it is, else the capability of that id or name, else a free word."""
    theme = fold_theme(word)
    if theme in basis.themes.names:
        return theme
    try:
        return fold_theme(basis.network.resolve(word, ["capability"]))
    except UnknownName:
        return theme


def _task(rows: NDArray[np.int64]) -> str:
    return "completion" if len(rows) > 1 else "kick_off"
