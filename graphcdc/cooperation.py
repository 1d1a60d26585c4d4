"""The cooperation of organizations: who took part in what together.

An *event* is a project with two or more participants, or a direct tie of a cooperation kind, which counts as a
project of two. Events and organizations make a bipartite incidence; its projection is the cooperation network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WEIGHTS = ("newman", "count")


@dataclass(frozen=True, eq=False)
class Cooperation:
    """The organizations of a network and the events that join them.

    Attributes
    ----------
    organizations
        Node positions of the organizations in the network, rising; row i of every matrix is organization i here.
    projects
        Node positions of the projects among the events; column j of `incidence` is project j, and the columns
        after the last project are direct ties.
    incidence
        Organizations x events, 1 where the organization takes part; events have two or more participants.
    strengths
        Strength of every event: 1 for a project, that of the tie for a direct tie.
    weight
        ``newman``: an event of k participants adds strength / (k - 1) to each pair (Newman 2001); ``count``: it adds 1.
    starts
        When each event began, ISO: the first participation in a project, the start of a direct tie; "" if not known.
    """

    organizations: NDArray[np.int64]
    projects: NDArray[np.int64]
    incidence: csr_array[Any]
    strengths: NDArray[np.float64]
    weight: str = "newman"
    starts: NDArray[np.str_] = field(default_factory=lambda: np.empty(0, "U10"))

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Participants of each event."""
        return np.asarray(self.incidence.sum(axis=0), dtype=np.int64)

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """Events of each organization."""
        return np.asarray(self.incidence.sum(axis=1), dtype=np.int64)

    @cached_property
    def matrix(self) -> csr_array[Any]:
        """Weights between organizations: symmetric, zero diagonal, rows sorted."""
        if self.weight == "newman":
            return self.project(self.strengths / np.maximum(self.sizes - 1, 1))
        return self.project(np.ones(len(self.strengths)))

    @cached_property
    def partners(self) -> NDArray[np.int64]:
        """Different partners of each organization."""
        return np.asarray(np.diff(self.matrix.indptr), dtype=np.int64)

    @cached_property
    def upward(self) -> csr_array[Any]:
        """Each tie once, as 1, from the organization with fewer partners to that with more, of equal ones to the later.

        A triangle of organizations is then met once, from its organization with the fewest partners: looking for it
        from each of the three would look longest at those that have most partners.
        """
        from scipy.sparse import csr_array

        place = np.empty(len(self.partners), dtype=np.int64)
        place[np.argsort(self.partners, kind="stable")] = np.arange(len(place))
        ties = self.matrix.tocoo()
        kept = place[ties.row] < place[ties.col]
        return csr_array((np.ones(int(kept.sum())), (ties.row[kept], ties.col[kept])), shape=ties.shape)

    @cached_property
    def component(self) -> NDArray[np.int64]:
        """Number of the component of each organization; equal for those that a path joins."""
        from scipy.sparse.csgraph import connected_components

        return np.asarray(connected_components(self.matrix, directed=False)[1], dtype=np.int64)

    @cached_property
    def distinct_events(self) -> NDArray[np.int64]:
        """Columns of the events, rising, but of the events of two only the first of each pair."""
        events = self.incidence.tocsc()
        pairs = np.flatnonzero(self.sizes == 2)
        ends = events.indices[events.indptr[pairs][:, None] + np.arange(2)].astype(np.int64)
        # Rows of a column rise, so one number stands for a pair.
        _, first = np.unique(ends[:, 0] * len(self.organizations) + ends[:, 1], return_index=True)
        return np.sort(np.concatenate([np.flatnonzero(self.sizes > 2), pairs[first]]))

    @cached_property
    def positions(self) -> dict[int, int]:
        """Row of an organization by its node position."""
        return {int(node): row for row, node in enumerate(self.organizations)}

    def project(self, weights: NDArray[np.float64]) -> csr_array[Any]:
        """Return the sum over the joint events of any two organizations, each event counting its weight.

        Parameters
        ----------
        weights
            What each event adds to every pair of its participants.

        Returns
        -------
        sparse array
            Symmetric, with zero diagonal and sorted rows.
        """
        from scipy.sparse import csr_array, diags_array

        joint = (self.incidence @ diags_array(weights) @ self.incidence.T).tocoo()
        off = joint.row != joint.col
        projected = csr_array((joint.data[off], (joint.row[off], joint.col[off])), shape=joint.shape)
        projected.sort_indices()
        return projected

    def neighbours(self, row: int) -> NDArray[np.int64]:
        """Rows of the partners of the organization in `row`, rising."""
        start, stop = self.matrix.indptr[row : row + 2]
        return np.asarray(self.matrix.indices[start:stop], dtype=np.int64)

    def events(self, row: int) -> NDArray[np.int64]:
        """Columns of the events of the organization in `row`, rising."""
        start, stop = self.incidence.indptr[row : row + 2]
        return np.asarray(self.incidence.indices[start:stop], dtype=np.int64)

    def joint_projects(self, row: int, other: int) -> NDArray[np.int64]:
        """Node positions of the projects that two organizations share, rising."""
        both = np.intersect1d(self.events(row), self.events(other), assume_unique=True)
        return self.projects[both[both < len(self.projects)]]

    def restrict(self, keep: NDArray[np.bool_]) -> Cooperation:
        """Only the organizations in `keep`, and the events that still have two of them.

        Parameters
        ----------
        keep
            One flag for each organization here.
        """
        incidence = self.incidence[np.flatnonzero(keep)].tocsc()
        events = np.flatnonzero(np.diff(incidence.indptr) >= 2)
        return Cooperation(
            self.organizations[keep],
            self.projects[events[events < len(self.projects)]],
            _sorted(incidence[:, events].tocsr()),
            self.strengths[events],
            self.weight,
            self.starts[events] if len(self.starts) else self.starts,
        )


def project_cooperation(
    organizations: NDArray[np.int64],
    participations: tuple[NDArray[np.int64], NDArray[np.int64]],
    direct: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]],
    weight: str,
    since: tuple[NDArray[np.str_], NDArray[np.str_]] | None = None,
) -> Cooperation:
    """Build the cooperation of organizations from ties given by node positions.

    Parameters
    ----------
    organizations
        Node positions of all organizations, rising.
    participations
        Organizations and projects, tie by tie; a pair that occurs twice counts once.
    direct
        The two ends and the strength of each direct cooperation tie.
    weight
        One of `WEIGHTS`.
    since
        The starts of the participations and of the direct ties; left out where nobody asks when an event began.

    Raises
    ------
    ValueError
        If `weight` is not one of `WEIGHTS`.
    """
    from scipy.sparse import coo_array

    if weight not in WEIGHTS:
        raise ValueError(f"no weight {weight!r}; there are {', '.join(WEIGHTS)}")
    members, joined = participations
    pairs = np.unique(np.stack([joined, members], axis=1), axis=0) if len(members) else np.empty((0, 2), int)
    projects, column, sizes = np.unique(pairs[:, 0], return_inverse=True, return_counts=True)
    shared = sizes >= 2
    new_column = np.cumsum(shared) - 1
    kept = shared[column]
    left, right, strengths = direct
    events = int(shared.sum())
    ties = events + np.arange(len(left))
    rows = np.searchsorted(organizations, np.concatenate([pairs[kept, 1], left, right]))
    columns = np.concatenate([new_column[column[kept]], ties, ties])
    incidence = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(organizations), events + len(left))).tocsr()
    return Cooperation(
        organizations,
        projects[shared],
        _sorted(incidence),
        np.concatenate([np.ones(events), strengths]),
        weight,
        np.empty(0, "U10")
        if since is None
        else np.concatenate([_first_days(joined, since[0], projects[shared]), since[1]]),
    )


def _first_days(joined: NDArray[np.int64], since: NDArray[np.str_], projects: NDArray[np.int64]) -> NDArray[np.str_]:
    """The first start of a participation in each of some projects; "" is before every date and so says nothing."""
    order = np.lexsort((since, since == "", joined))
    return np.asarray(since[order[np.searchsorted(joined[order], projects)]])


def _sorted(matrix: csr_array[Any]) -> csr_array[Any]:
    matrix.sort_indices()
    return matrix
