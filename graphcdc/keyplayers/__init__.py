"""Key players (Borgatti 2006): the few whose loss would break the network up most, the few who reach most of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.keyplayers.losses import Losses
from graphcdc.keyplayers.searches import Rows, count_by_row, count_by_source, mark_sources, spread, sum_nearness

Floats = NDArray[np.float64]

#: Up to this much work (organizations x ties, each counted both ways) losses are exact: 5,000 with 20,000 pairs.
BUDGET = 5_000 * 40_000
#: Beyond it the ways are counted from so many random organizations, which tells the sum of 1 / steps to about 1 %.
SOURCES = 256
#: Up to so many organizations it is counted of all whether they are reached, in larger networks of so many.
TARGETS = 8_192
#: Random sets that the key players are compared with, in large networks first by the ways of so many sources.
RANDOM_SETS, FIRST_SOURCES = 200, 64
#: Values that differ by less are equal: they are sums of the same numbers.
_SAME = 1e-12


@dataclass(frozen=True)
class KeyPlayers:
    """A set of key players, and what it is worth beside other sets.

    Attributes
    ----------
    rows
        The organizations, in the order in which they were chosen.
    value
        What the set is worth: of `find_negative_key_players` the fragmentation of the network without it
        (`measure_fragmentation`), of `find_positive_key_players` its reach (`measure_reach`).
    before
        The same with nobody chosen.
    by_degree, by_chance
        The same of as many organizations with most partners, and of the best of 200 random sets of as many.
    bound
        No set of as many is worth more; None where this is not known.
    sources
        Organizations that the ways were counted from while choosing.
    error
        Standard error of the values; 0 if they are exact.
    """

    rows: tuple[int, ...]
    value: float
    before: float
    by_degree: float
    by_chance: float
    bound: float | None
    sources: int
    error: float


# Whose loss would break it up ----------------------------------------------------------------------------------------


def measure_fragmentation(cooperation: Cooperation, without: Sequence[int] = ()) -> float:
    """Return the distance-weighted fragmentation of the network without some organizations (D_F).

    D_F = 1 - 2 sum over pairs i < j of 1 / d_ij / (n (n - 1)), where d_ij is the number of steps between two of the n
    organizations that are left, and 1 / d_ij is 0 where no path leads: 0 if all work with all, 1 if nobody works with
    anybody, or fewer than two are left.

    Parameters
    ----------
    cooperation
        The events.
    without
        Rows of the organizations that are taken out.

    References
    ----------
    Borgatti, S. P. (2006), Identifying sets of key players in a social network, Computational and Mathematical
    Organization Theory 12.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abc"), "name": list("ABC"), "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> cooperation = Network.build(nodes, ties).cooperation()
    >>> round(measure_fragmentation(cooperation), 3), measure_fragmentation(cooperation, [1])
    (0.167, 1.0)
    """
    return Losses(cooperation, np.flatnonzero(cooperation.partners > 0)).measure(without)[0]


def find_negative_key_players(
    cooperation: Cooperation, size: int, *, rank: Rows | None = None, seed: int = 0, budget: int = BUDGET
) -> KeyPlayers:
    """Find the organizations whose loss together would break the network up most (KPP-NEG).

    The set that leaves the greatest `measure_fragmentation`, one organization after another: each time the one whose
    loss now costs most. Fragmentation is not submodular, so that nothing is promised of such a choice: see it beside
    the other sets.

    Parameters
    ----------
    cooperation
        The events.
    size
        How many; fewer where fewer have a partner.
    rank
        Of equal organizations that with the lowest rank is chosen, and the random numbers go by it; default the rows.
    seed
        Start of the random numbers.
    budget
        Most work, organizations x ties. Beyond it ways are counted from 256 random organizations, only the losses of 64
        are looked at in full at a time, and the values are estimated from 256 others, with `error`.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abcde"), "name": list("ABCDE"), "kind": ["sme"] * 5}
    >>> ties = {"source": ["a", "b", "c", "d"], "target": ["b", "c", "d", "e"], "kind": ["COOPERATES_WITH"] * 4}
    >>> players = find_negative_key_players(Network.build(nodes, ties).cooperation(), 1)
    >>> players.rows, round(players.value, 3), round(players.before, 3)
    ((2,), 0.667, 0.358)
    """
    order, random = _order(cooperation, rank), np.random.default_rng(seed)
    connected = order[cooperation.partners[order] > 0]
    most = len(connected) if len(connected) * cooperation.matrix.nnz <= budget else SOURCES
    losses, judge, first = (
        Losses(cooperation, _draw(connected, number, random)) for number in (most, most, min(most, FIRST_SOURCES))
    )
    chosen: list[int] = []
    for _ in range(min(size, len(connected))):
        chosen.append(_first_best(losses.measure_each(chosen), order))
    # Where they are a sample, the sources that the set was chosen by would flatter it.
    value, error = judge.measure(chosen)
    sets = [_draw(connected, len(chosen), random).tolist() for _ in range(RANDOM_SETS)]
    if not losses.exact:
        sets = [max(sets, key=lambda rows: first.measure(rows)[0])]
    return KeyPlayers(
        tuple(chosen),
        value,
        judge.measure(())[0],
        judge.measure(_list_hubs(cooperation, order, len(chosen)))[0],
        max(judge.measure(rows)[0] for rows in sets),
        None,
        len(losses.sources),
        error,
    )


# Who reaches most ----------------------------------------------------------------------------------------------------


def measure_reach(cooperation: Cooperation, rows: Sequence[int]) -> float:
    """Return the distance-weighted reach of a set of organizations (D_R).

    D_R = 1 / n sum over all n organizations j of 1 / d_Kj, where d_Kj is the number of steps from the nearest of the
    set, 1 for its own members, and 1 / d_Kj is 0 where no path leads: 1 if everybody is in the set or works with one of
    it.

    Parameters
    ----------
    cooperation
        The events.
    rows
        Rows of the set; without any there is no reach.

    References
    ----------
    Borgatti, S. P. (2006), Identifying sets of key players in a social network, Computational and Mathematical
    Organization Theory 12.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2}
    >>> cooperation = Network.build(nodes, ties).cooperation()
    >>> measure_reach(cooperation, [1]), measure_reach(cooperation, [0]), measure_reach(cooperation, [1, 3])
    (0.75, 0.625, 1.0)
    """
    return float(_measure_reaches(cooperation, [rows])[0])


def find_positive_key_players(
    cooperation: Cooperation, size: int, *, rank: Rows | None = None, seed: int = 0, targets: int = TARGETS
) -> KeyPlayers:
    """Find the organizations that together reach most others in few steps (KPP-POS): whom to tell first.

    The set with the greatest `measure_reach`, one organization after another: each time the one that adds most. Reach
    is monotone and submodular, so that such a set is worth at least 1 - 1/e = 63 % of the best (Nemhauser, Wolsey and
    Fisher 1978); `bound` is what the best can be worth at most in this network, and mostly shows it to be nearer.

    Parameters
    ----------
    cooperation
        The events.
    size
        How many; fewer where there are fewer.
    rank
        Of equal organizations that with the lowest rank is chosen, and the random numbers go by it; default the rows.
    seed
        Start of the random numbers.
    targets
        Where there are more organizations, the set is chosen by its reach of so many random ones. Its value is exact
        all the same; `bound` is then not known.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A., Fisher, M. L. (1978), An analysis of approximations for maximizing submodular set
    functions, Mathematical Programming 14.

    Examples
    --------
    >>> from graphcdc import Network
    >>> nodes = {"id": list("abcde"), "name": list("ABCDE"), "kind": ["sme"] * 5}
    >>> ties = {"source": ["a", "b", "d"], "target": ["b", "c", "e"], "kind": ["COOPERATES_WITH"] * 3}
    >>> players = find_positive_key_players(Network.build(nodes, ties).cooperation(), 2)
    >>> players.rows, players.value, players.bound
    ((1, 3), 1.0, 1.0)
    """
    order, random = _order(cooperation, rank), np.random.default_rng(seed)
    reached, count = _draw(order, targets, random), min(size, len(order))
    chosen, bound = _choose_reaching(cooperation, reached, count, order)
    drawn = [_draw(order, count, random).tolist() for _ in range(RANDOM_SETS)]
    sets = [chosen, _list_hubs(cooperation, order, count), *drawn]
    value, by_degree, *by_chance = _measure_reaches(cooperation, sets).tolist()
    known = bound if len(reached) == len(order) else None
    return KeyPlayers(tuple(chosen), value, 0.0, by_degree, max(by_chance), known, len(reached), 0.0)


def _choose_reaching(cooperation: Cooperation, targets: Rows, count: int, order: Rows) -> tuple[list[int], float]:
    """The rows that add most to the reach of the targets, one after another, and the most that as many can reach.

    Whoever is left adds to a larger set no more than now: the best set reaches no more than the one there is, and what
    the `count` that add most now would add to it, each for itself.
    """
    levels = list(spread(cooperation.matrix, mark_sources(len(order), targets[:, None].tolist())))
    # 1 for who is within one step, of which 1/2 is left at two, 1/3 at three.
    weights = [1 / step - 1 / (step + 1) for step in range(1, len(levels))] + [1 / len(levels)]
    reached = [np.zeros(level.shape[1], dtype=np.uint64) for level in levels]
    chosen: list[int] = []
    value, bound = 0.0, float(len(targets))
    for at in range(count + 1):
        parts = zip(levels, reached, weights, strict=True)
        gains = np.sum([weight * count_by_row(level & ~there) for level, there, weight in parts], axis=0)
        bound = min(bound, value + float(np.sort(gains)[len(gains) - count :].sum()))
        if at < count:
            best = _first_best(np.where(np.isin(np.arange(len(gains)), chosen), -1.0, gains), order)
            value += float(gains[best])
            reached = [there | level[best] for level, there in zip(levels, reached, strict=True)]
            chosen.append(best)
    return chosen, bound / max(len(targets), 1)


def _measure_reaches(cooperation: Cooperation, sets: Sequence[Sequence[int]]) -> Floats:
    """The reach of several sets: one search from all members of each at once."""
    seeds = mark_sources(len(cooperation.organizations), sets)
    within = [count_by_source(level, len(sets)) for level in spread(cooperation.matrix, seeds)]
    # Its own members count as one step away.
    return np.asarray(sum_nearness([np.zeros(len(sets)), *within]) / max(len(seeds), 1))


# Choice --------------------------------------------------------------------------------------------------------------


def _order(cooperation: Cooperation, rank: Rows | None) -> Rows:
    return np.arange(len(cooperation.organizations)) if rank is None else np.argsort(rank, kind="stable")


def _first_best(worth: Floats, order: Rows) -> int:
    """The first in an order of the rows that are worth most."""
    best = float(worth.max())
    return int(order[np.argmax(worth[order] >= best - _SAME * max(1.0, abs(best)))])


def _list_hubs(cooperation: Cooperation, order: Rows, count: int) -> list[int]:
    """The rows with most partners."""
    return [int(row) for row in order[np.argsort(-cooperation.partners[order], kind="stable")][:count]]


def _draw(among: Rows, count: int, random: np.random.Generator) -> Rows:
    """So many random rows, or all of them."""
    return among if len(among) <= count else random.choice(among, count, replace=False)
