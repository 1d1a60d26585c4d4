"""Brokerage roles (Gould and Fernandez 1989): who stands between organizations of one group or of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation

Floats = NDArray[np.float64]

#: What is left of a count below this is the rounding of shares: one pair of partners never weighs so little.
_ROUNDING = 1e-7


def share_memberships(labels: Floats) -> Floats:
    """Return how much of each organization belongs to each group: 1/m to each of its m groups, nothing without any.

    Parameters
    ----------
    labels
        Membership of organizations in groups, organizations x groups, 0 or 1.

    Examples
    --------
    >>> share_memberships(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])).tolist()
    [[1.0, 0.0], [0.5, 0.5], [0.0, 0.0]]
    """
    return np.asarray(labels / np.maximum(labels.sum(axis=1, keepdims=True), 1.0))


def count_brokerage(cooperation: Cooperation, labels: Floats) -> Floats:
    """Count for every organization b and every two groups g, h the pairs of its partners that it stands between.

    W_gh(b) is the number of pairs a, c of partners of b that have not worked together, one of them in g and the other
    in h (both in g for g = h): the open two-paths a - b - c. With n_g partners in g and e_gh ties between partners in
    g and partners in h this is n_g n_h - e_gh, which needs no list of the pairs. Who is in m groups counts 1/m in each
    (`share_memberships`), so that a pair of partners counts once in all, however many groups its ends are in; a pair
    with an end in no group does not count.

    Parameters
    ----------
    cooperation
        The events.
    labels
        Membership of organizations in groups, organizations x groups, 0 or 1; groups may overlap.

    Returns
    -------
    array
        Organizations x groups x groups, symmetric in the groups.

    References
    ----------
    Gould, R. V., Fernandez, R. M. (1989), Structures of mediation: a formal approach to brokerage in transaction
    networks, Sociological Methodology 19.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["b", "b"], "target": ["a", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> cooperation = Network.build(nodes, ties).cooperation()
    >>> count_brokerage(cooperation, np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))[1].tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    shares = share_memberships(labels)
    groups = shares.shape[1]
    pattern = cooperation.matrix.copy()
    pattern.data = np.ones(len(pattern.data))
    near = np.asarray(pattern @ shares)
    closed = np.zeros((len(shares), groups, groups))
    for group, its in _count_closed(cooperation, shares):
        closed[:, group] = its
    counts: Floats = near[:, :, None] * near[:, None, :] - closed - closed.transpose(0, 2, 1)
    for group in range(groups):
        # Nobody makes a pair with itself.
        counts[:, group] -= np.asarray(pattern @ (shares[:, [group]] * shares))
    counts[:, np.arange(groups), np.arange(groups)] /= 2
    counts[counts < _ROUNDING] = 0.0
    return counts


def count_brokerage_of(cooperation: Cooperation, labels: Floats, rows: NDArray[np.int64]) -> Floats:
    """Return `count_brokerage` of some organizations only, from the ties among their partners: rows x groups x groups.

    Parameters
    ----------
    cooperation, labels
        As for `count_brokerage`.
    rows
        Who is asked about.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["b", "b"], "target": ["a", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> cooperation = Network.build(nodes, ties).cooperation()
    >>> count_brokerage_of(cooperation, np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), np.array([1])).tolist()
    [[[0.0, 1.0], [1.0, 0.0]]]
    """
    shares = share_memberships(labels)
    found = np.zeros((len(rows), shares.shape[1], shares.shape[1]))
    for at, row in enumerate(rows.tolist()):
        near = cooperation.neighbours(row)
        apart = (cooperation.matrix[near][:, near].toarray() == 0).astype(float)
        np.fill_diagonal(apart, 0.0)
        own = shares[near]
        found[at] = own.T @ apart @ own
    groups = np.arange(shares.shape[1])
    found[:, groups, groups] /= 2
    return found


def _count_closed(cooperation: Cooperation, shares: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield for each group the ties between partners of every organization: organizations x group of the other end.

    Each tie among the partners is counted one way, from one of its ends to the other.
    """
    from scipy.sparse import diags_array

    upward = cooperation.upward
    for group in range(shares.shape[1]):
        members = np.flatnonzero(shares[:, group])
        own = diags_array(shares[members, group]) @ upward[members]
        # A triangle u, v, w with u below v below w. Between u and w stand those v that are of the group ...
        middle = (upward[:, members] @ own).multiply(upward).tocsr()
        # ... and below v and w those u.
        lowest = (upward[members].T @ own).multiply(upward).tocsr()
        yield group, np.asarray(middle @ shares + middle.T @ shares + lowest @ shares)


@dataclass(frozen=True, eq=False)
class Roles:
    """In how many open two-paths a - b - c each organization b has each role, in the rows of the cooperation.

    Attributes
    ----------
    coordinator
        All three are of one group.
    consultant
        a and c are of one group, b of another or of none (also called itinerant broker).
    gatekeeper
        b is of the group of one of them, the other is of another group. Cooperation has no direction, so the same
        number is that of the representative.
    liaison
        a and c are of two groups, b of neither.
    """

    coordinator: Floats
    consultant: Floats
    gatekeeper: Floats
    liaison: Floats


def measure_roles(labels: Floats, brokerage: Floats) -> Roles:
    """Return how often every organization has each of the brokerage roles.

    The pairs of partners of `count_brokerage`, divided by the group of the broker; a broker of m groups counts 1/m as
    of each of them, so that the four roles sum to its open two-paths between organizations of groups.

    Parameters
    ----------
    labels
        Membership of organizations in groups, organizations x groups, 0 or 1.
    brokerage
        Of the same organizations, by `count_brokerage`.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["b", "b"], "target": ["a", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> labels = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    >>> brokerage = count_brokerage(Network.build(nodes, ties).cooperation(), labels)
    >>> measure_roles(labels, brokerage).gatekeeper.tolist()
    [0.0, 1.0, 0.0]
    """
    shares = share_memberships(labels)
    within = np.einsum("bgg->bg", brokerage)
    between = brokerage.copy()
    np.einsum("bgg->bg", between)[:] = 0.0
    # Each pair of groups stands twice in the square, once beside each of its groups.
    ends = between.sum(axis=2)
    coordinator = (shares * within).sum(axis=1)
    gatekeeper = (shares * ends).sum(axis=1)
    return Roles(
        coordinator,
        within.sum(axis=1) - coordinator,
        gatekeeper,
        np.maximum(ends.sum(axis=1) / 2 - gatekeeper, 0.0),
    )


def measure_concentration(brokerage: Floats) -> Floats:
    """Return for every two groups how far the brokerage between them is in one hand, groups x groups.

    HHI_gh = sum over b of (W_gh(b) / sum of W_gh)^2, the Herfindahl-Hirschman index: 1 if one organization alone stands
    between the two groups, 1/k if k do so equally; NaN where nobody does.

    Parameters
    ----------
    brokerage
        Organizations x groups x groups, by `count_brokerage`.

    Examples
    --------
    >>> measure_concentration(np.array([[[0.0, 3.0], [3.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]]])).tolist()
    [[nan, 0.625], [0.625, nan]]
    """
    total = brokerage.sum(axis=0)
    squares = np.einsum("bgh,bgh->gh", brokerage, brokerage)
    return np.where(total > 0, squares / np.where(total > 0, total, 1.0) ** 2, np.nan)
