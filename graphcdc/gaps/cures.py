"""Cures of single points of failure: the ties after which nothing hangs on one organization or one tie any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphcdc.gaps.pairs import pair_up
from graphcdc.gaps.roster import Roster
from graphcdc.measures import Cut, find_cuts
from graphcdc.network import Network

Rows = NDArray[np.int64]
#: What remains of a component when all that its single points cut off is taken away.
_CORE = -1


def find_cure(network: Network, *, smallest: int = 3) -> list[tuple[str, str]]:
    """Return a small set of ties that together cure all single points of failure, bridges and cut vertices alike.

    A tie between two places cures every bridge on the way between them, and joins two of the sides of every cut vertex
    on it. The sides within which no other cut lies are the leaves of a tree; each of them needs a tie, and a cut vertex
    that leaves k + 1 sides needs k. So no set is smaller than the larger of half the number of leaves and the largest
    k. In the order of a walk through the tree each leaf is tied to the one half the order further on (Eswaran and
    Tarjan 1976), which reaches that bound where all cuts are bridges; sides that are still apart then get ties of
    their own, each where it joins most. That is also tried from the start, and the smaller set is taken: it was as
    small as the bound for each of 3,931 random trees with a project in them.

    Only ties that may be advised are used (`list_barred_pairs`), between organizations at home before others, the
    best connected of each place first. A cut that no such tie can cure stays.

    ``networkx.k_edge_augmentation`` cures bridges only, of which there are few in a network of projects (1 of the 60
    single points of the whole Horizon 2020), and takes 14 s there where this takes a fraction of one.

    Parameters
    ----------
    network
        The network; if a home region was stated, of the single points that touch it.
    smallest
        Fewest organizations that a single point of failure cuts off (`find_cuts`). With 1 every component of three or
        more becomes biconnected: it survives the loss of any one tie and of any one organization.

    Returns
    -------
    list of pairs of ids
        Empty where there is nothing to cure.

    References
    ----------
    Eswaran, K. P., Tarjan, R. E. (1976), Augmentation problems, SIAM Journal on Computing 5 (4), 653-665.

    Examples
    --------
    A project of three on each side of one organization:

    >>> network = Network.build(
    ...     {"id": [*"abcuxyz", "p", "q"], "name": [*"ABCUXYZ", "P", "Q"], "kind": ["sme"] * 7 + ["project"] * 2},
    ...     {"source": [*"abcu", *"uxyz"], "target": [*"pppp", *"qqqq"], "kind": ["PARTICIPATES_IN"] * 8},
    ... )
    >>> find_cure(network)
    [('a', 'x')]
    """
    roster = Roster(network)
    cuts = group_cuts(roster, list_cuts(roster, smallest))
    pairs = [pair for its in cuts.values() for pair in cure_together(roster, its)]
    return list(roster.identify(sorted(pairs, key=lambda pair: (roster.rank[pair[0]], roster.rank[pair[1]]))))


def list_cuts(roster: Roster, smallest: int = 3) -> list[Cut]:
    """The single points of failure at home, or that cut off somebody at home."""
    if not roster.cooperation.incidence.shape[1]:
        return []
    return [
        cut
        for cut in find_cuts(roster.cooperation, smallest, roster.rank)
        if roster.inside[cut.part].any() or roster.inside[list(cut.rows)].any()
    ]


def group_cuts(roster: Roster, cuts: Sequence[Cut]) -> dict[int, list[Cut]]:
    """The cuts of each component, by its number."""
    groups: dict[int, list[Cut]] = {}
    for cut in cuts:
        groups.setdefault(int(roster.cooperation.component[cut.rows[0]]), []).append(cut)
    return groups


def cure_cut(roster: Roster, cut: Cut, component: Rows) -> list[tuple[int, int]]:
    """The ties that cure one cut: of each side that it cuts off one to what remains, if any two may cooperate.

    The point itself is no end of them. As far as there are enough, each organization is named once.
    """
    remaining = roster.sort(np.setdiff1d(component, np.concatenate([cut.part, cut.rows])))
    used: set[int] = set()
    pairs: list[tuple[int, int]] = []
    # The largest sides choose first.
    for side in reversed(cut.sides):
        inner = roster.sort(np.setdiff1d(side, cut.rows))
        fresh = [row for row in remaining if row not in used]
        pair = pair_up(inner, fresh, roster.may_cooperate, 1) or pair_up(inner, remaining, roster.may_cooperate, 1)
        pairs += pair
        used |= {row for _, row in pair}
    return pairs


def cure_together(roster: Roster, cuts: Sequence[Cut]) -> list[tuple[int, int]]:
    """The ties that cure all these cuts of one component, see `find_cure`."""
    forests = [_Forest(roster, cuts) for _ in range(2)]
    forests[0].join_halves()
    for forest in forests:
        while (best := forest.find_best()) is not None:
            forest.join(*best)
    return min(forests, key=lambda forest: (forest.apart, len(forest.pairs))).pairs


@dataclass
class _Side:
    """A side that a cut takes off, and what lies in it: sides of different cuts lie in one another, or apart."""

    cut: int
    number: int
    rows: Rows
    inner: list[int] = field(default_factory=list)
    outer: int | None = None


class _Forest:
    """The sides that cuts take off, one within the other; what is outside of all of them is the core."""

    def __init__(self, roster: Roster, cuts: Sequence[Cut]) -> None:
        self.roster = roster
        self.pairs: list[tuple[int, int]] = []
        self.points = np.array(sorted({row for cut in cuts for row in cut.rows}), dtype=np.int64)
        # By name, not by row: other ids must not lead to other ties.
        ordered = sorted(cuts, key=lambda cut: sorted(roster.rank[list(cut.rows)].tolist()))
        sides = [_Side(at, number + 1, rows) for at, cut in enumerate(ordered) for number, rows in enumerate(cut.sides)]
        self.sides = sorted(sides, key=lambda side: len(side.rows))
        # Which sides of a cut are joined already; 0 is what remains.
        self.joined = [list(range(len(cut.sides) + 1)) for cut in ordered]
        self._nest()
        self._barren: set[tuple[int, int]] = set()

    def _nest(self) -> None:
        outermost = np.full(len(self.roster.rank), _CORE)
        for at, side in enumerate(self.sides):
            side.inner = [int(one) for one in np.unique(outermost[side.rows]) if one != _CORE]
            for one in side.inner:
                self.sides[one].outer = at
            outermost[side.rows] = at
        roots = [at for at, side in enumerate(self.sides) if side.outer is None]
        self.leaves = list(self._walk(roots))
        # Where everything hangs on one cut, what remains is a leaf too.
        if len({self.sides[root].cut for root in roots}) == 1:
            self.leaves.insert(0, _CORE)
        component = self.roster.cooperation.component
        same = component == component[self.points[0]]
        self._ends = {_CORE: np.flatnonzero(same & (outermost == _CORE))}
        self._ends |= {leaf: self.sides[leaf].rows for leaf in self.leaves if leaf != _CORE}

    def _walk(self, sides: list[int]) -> Iterator[int]:
        for at in sorted(sides, key=lambda one: (self.sides[one].cut, self.sides[one].number)):
            if self.sides[at].inner:
                yield from self._walk(self.sides[at].inner)
            else:
                yield at

    def _places(self, leaf: int) -> dict[int, int]:
        """For each cut that separates a leaf from the core, the side on which the leaf stands."""
        found = {}
        at: int | None = None if leaf == _CORE else leaf
        while at is not None:
            found[self.sides[at].cut] = self.sides[at].number
            at = self.sides[at].outer
        return found

    def _open(self, leaf: int, other: int) -> list[tuple[int, int, int]]:
        """Cuts on the way between two leaves whose sides are still apart, with the names of the two sides."""
        one, two = self._places(leaf), self._places(other)
        found = [
            (cut, self.joined[cut][one.get(cut, 0)], self.joined[cut][two.get(cut, 0)]) for cut in sorted({*one, *two})
        ]
        return [(cut, here, there) for cut, here, there in found if here != there]

    def join(self, leaf: int, other: int) -> None:
        """Add the best tie between two leaves, unless it would cure nothing or no two of them may cooperate."""
        opened = self._open(leaf, other)
        if not opened:
            return
        pair = pair_up(self._list_ends(leaf), self._list_ends(other), self.roster.may_cooperate, 1)
        if not pair:
            self._barren.add((leaf, other))
            return
        self.pairs += pair
        for cut, here, there in opened:
            self.joined[cut] = [there if side == here else side for side in self.joined[cut]]

    def _list_ends(self, leaf: int) -> list[int]:
        """Who of a leaf could be an end of a tie: a single point itself only where there is nobody else."""
        rows = self._ends[leaf]
        inner = np.setdiff1d(rows, self.points)
        return self.roster.sort(inner if len(inner) or leaf == _CORE else rows)

    def join_halves(self) -> None:
        """Tie each leaf to the one that stands half the order of the walk further on."""
        half = len(self.leaves) // 2
        for leaf, other in zip(self.leaves, self.leaves[half:], strict=False):
            if leaf != other:
                self.join(leaf, other)

    @property
    def apart(self) -> int:
        """Sides that nothing joins to the others yet."""
        return sum(len(set(sides)) - 1 for sides in self.joined)

    def find_best(self) -> tuple[int, int] | None:
        """The leaf that is cut off most often, and the one with which a tie joins most sides; None if nothing is left.

        Pairs of which no two may cooperate are passed over.
        """
        others = list(dict.fromkeys([_CORE, *self.leaves]))
        apart = {leaf: len(self._open(leaf, _CORE)) for leaf in self.leaves}
        for leaf in sorted((leaf for leaf in apart if apart[leaf]), key=lambda leaf: -apart[leaf]):
            gains = {other: len(self._open(leaf, other)) for other in others if (leaf, other) not in self._barren}
            if any(gains.values()):
                return leaf, max(gains, key=lambda other: gains[other])
        return None
