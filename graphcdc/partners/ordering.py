"""Other orders of the suggestions than that of accuracy alone, and what they cost.

All of them are off by default. With p the probability of a candidate, b the `bridge` and g what its tie would close
(`bridging`), both as shares of the largest in the list, a candidate is worth (1 - b) p + b g. With d the `diversity`
the next place goes to the largest (1 - d) worth - d (likeness to the most alike of those chosen before it): maximal
marginal relevance. Likeness is the mean of three shares: same kind, clusters in common (Jaccard), themes (cosine by
rarity); what is not known of one of the two is left out of the mean. Equal values stand in the order of accuracy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.errors import UsageError
from graphcdc.findings import Gap, Sentence
from graphcdc.model import NODE_KINDS, SPHERES
from graphcdc.partners.basis import Basis
from graphcdc.partners.bridging import measure_closure, measure_nearness, scale
from graphcdc.partners.queries import Question
from graphcdc.partners.scoring import Scored

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Values are compared after rounding: the order in which numbers were added up must not decide a place.
_DIGITS = 12


@dataclass(frozen=True)
class Order:
    """What counts for the order beside accuracy; nothing does by default.

    Attributes
    ----------
    diversity
        0 to 1: how much a candidate loses for being like one that stands above it.
    bridge
        0 to 1: how much it counts what a tie to the candidate would close.
    quotas
        Places in the main list that each helix sphere (`SPHERES`) gets at least.
    newcomers
        Places of the `k` that go to new blood; None leaves both lists as long as `k`.
    """

    diversity: float = 0.0
    bridge: float = 0.0
    quotas: Mapping[str, int] = field(default_factory=dict)
    newcomers: int | None = None

    @property
    def is_accurate(self) -> bool:
        """Whether only accuracy counts."""
        return self == Order()

    def count_places(self, name: str, k: int) -> int:
        """Return how many places a list has."""
        if self.newcomers is None:
            return k
        return self.newcomers if name == "new_blood" else k - self.newcomers

    def check(self, k: int) -> None:
        """Refuse what makes no sense for lists of `k`.

        Raises
        ------
        UsageError
            If a number is out of its range, a sphere is not known, or the quotas need more places than there are.

        Examples
        --------
        >>> Order(diversity=2.0).check(10)
        Traceback (most recent call last):
        graphcdc.errors.UsageError: diversity must be between 0 and 1
        """
        for name, value, most in (
            ("diversity", self.diversity, 1),
            ("bridge", self.bridge, 1),
            ("newcomers", self.newcomers or 0, k),
        ):
            # Not "value < 0 or value > most": that lets NaN pass.
            if not 0 <= value <= most:
                raise UsageError("not_between", name=name, least=0, most=most)
        for sphere, places in self.quotas.items():
            if sphere not in SPHERES:
                raise UsageError("unknown_word", what="sphere", text=sphere, known=", ".join(SPHERES))
            if places < 0:
                raise UsageError("too_small_a_number", name=f"quota {sphere}", least=0)
        asked, there = sum(self.quotas.values()), self.count_places("main", k)
        if asked > there:
            raise UsageError("too_many_quotas", asked=asked, places=there)


@dataclass(frozen=True, eq=False)
class Chosen:
    """The candidates that a list shows.

    Attributes
    ----------
    name
        ``main`` or ``new_blood``.
    places
        The chosen candidates as places of the `Scored`, in their new order.
    now
        Their probabilities.
    accurate
        The `k` largest probabilities in the list.
    missing
        How many places each sphere got less than its quota.
    """

    name: str
    places: list[int]
    now: Floats
    accurate: Floats
    missing: Mapping[str, int] = field(default_factory=dict)


class Arranger:
    """Puts the candidates of one question in the order that was asked for."""

    def __init__(self, basis: Basis, question: Question, order: Order, k: int, gaps: Sequence[Gap]) -> None:
        order.check(k)
        self.basis, self.question, self.order, self.k, self.gaps = basis, question, order, k, gaps

    @cached_property
    def spheres(self) -> NDArray[np.str_]:
        """The helix sphere of each organization, "" where its kind has none."""
        kinds = self.basis.network.node["kind"][self.basis.cooperation.organizations].tolist()
        return np.array([NODE_KINDS[kind].sphere or "" for kind in kinds])

    @cached_property
    def gain(self) -> Floats:
        """What a tie to each organization would close."""
        if self.gaps:
            return measure_closure(self.basis, self.question.rows, self.gaps)
        return measure_nearness(self.basis, self.question.rows)

    def widen(self, name: str, rows: Rows, listed: NDArray[np.bool_]) -> Rows:
        """Add to the candidates of a list those that it needs and that the signals passed over.

        These are all of a sphere, or all that would close a given gap, where the candidates hold too few of them.
        """
        places = self.order.count_places(name, self.k)
        needed = [(self.spheres == sphere, least) for sphere, least in self._quotas(name).items()]
        if self.order.bridge and self.gaps:
            needed.append((self.gain > 0, places))
        for wanted, least in needed:
            if int((wanted & listed)[rows].sum()) < least:
                rows = np.union1d(rows, np.flatnonzero(wanted & listed))
        return rows

    def arrange(self, name: str, scored: Scored, ranked: Sequence[int]) -> Chosen:
        """Choose whom a list shows.

        Parameters
        ----------
        name
            ``main`` or ``new_blood``.
        scored
            The candidates.
        ranked
            Places of those that may stand in the list, in the order of accuracy.
        """
        order, places = self.order, self.order.count_places(name, self.k)
        probability = scored.probability[list(ranked)]
        if order.is_accurate:
            return Chosen(name, list(ranked[:places]), probability[:places], probability[: self.k])
        rows, quotas = scored.rows[list(ranked)], self._quotas(name)
        worth = scale(probability)
        if order.bridge:
            worth = (1 - order.bridge) * worth + order.bridge * scale(self.gain[rows])
        spheres = self.spheres[rows]
        chosen = choose_places(
            worth,
            places,
            diversity=order.diversity,
            compare=Traits.of(self.basis, rows).compare if order.diversity else None,
            groups=spheres,
            quotas=quotas,
        )
        missing = {sphere: least - int((spheres == sphere).sum()) for sphere, least in quotas.items()}
        return Chosen(
            name,
            [ranked[at] for at in chosen],
            probability[chosen],
            probability[: self.k],
            {sphere: count for sphere, count in missing.items() if count > 0},
        )

    def list_notes(self, lists: Sequence[Chosen], certain: bool) -> list[Sentence]:
        """Say which quotas could not be met, how many newcomers are shown, and what the order costs.

        Parameters
        ----------
        lists
            What `arrange` chose for each list.
        certain
            Whether there is enough history for probabilities.
        """
        if self.order.is_accurate:
            return []
        shown = sum(len(one.places) for one in lists)
        notes = [
            Sentence("note_quota", {"sphere": sphere, "found": asked - missing, "asked": asked})
            for one in lists
            for sphere, missing in one.missing.items()
            for asked in [self.order.quotas[sphere]]
        ]
        if self.order.newcomers is not None:
            fresh = sum(len(one.places) for one in lists if one.name == "new_blood")
            notes.append(Sentence("note_newcomers", {"count": fresh, "shown": shown}))
        if not shown:
            return notes
        return [*notes, self._say_cost(lists) if certain else Sentence("note_cost_unknown")]

    def _say_cost(self, lists: Sequence[Chosen]) -> Sentence:
        """The sum of the probabilities of those shown, against the best that as many places could have shown."""
        if self.order.newcomers is None:
            best = sum(float(one.accurate[: len(one.places)].sum()) for one in lists)
        else:
            both = np.sort(np.concatenate([one.accurate for one in lists]))[::-1]
            best = float(both[: sum(len(one.places) for one in lists)].sum())
        lost = round(best - sum(float(one.now.sum()) for one in lists), _DIGITS)
        return Sentence("note_cost" if lost > 0 else "note_no_cost", {"lost": lost, "best": best})

    def _quotas(self, name: str) -> Mapping[str, int]:
        return self.order.quotas if name == "main" else {}


def choose_places(
    worth: Floats,
    count: int,
    *,
    diversity: float = 0.0,
    compare: Callable[[int], Floats] | None = None,
    groups: Sequence[str] | NDArray[np.str_] = (),
    quotas: Mapping[str, int] | None = None,
) -> list[int]:
    """Choose candidates one after another; of equal ones the first.

    A place goes to the largest (1 - diversity) worth - diversity (largest likeness to one that is chosen). Where as
    many places are left as quotas still need, only candidates of these groups are considered.

    Parameters
    ----------
    worth
        What each candidate is worth.
    count
        How many are chosen, all if there are fewer.
    diversity
        0 to 1.
    compare
        Gives the likeness of all candidates to one of them, 0 to 1; needed where `diversity` is above 0.
    groups, quotas
        The group of each candidate, and how many at least of a group are chosen, if there are as many.

    Examples
    --------
    >>> alike = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> choose_places(np.array([1.0, 0.9, 0.5]), 2, diversity=0.5, compare=lambda at: alike[at])
    [0, 2]
    >>> choose_places(np.array([1.0, 0.9, 0.5]), 2, groups=["firm", "firm", "authority"], quotas={"authority": 1})
    [0, 2]
    """
    own = np.asarray(groups)
    due = {group: min(least, int((own == group).sum())) for group, least in (quotas or {}).items()}
    left = np.ones(len(worth), dtype=bool)
    nearest = np.zeros(len(worth))
    chosen: list[int] = []
    for places in range(min(count, len(worth)), 0, -1):
        open_to = (
            left & np.isin(own, [group for group in due if due[group] > 0]) if places <= sum(due.values()) else left
        )
        value = np.round((1 - diversity) * worth - diversity * nearest, _DIGITS)
        at = int(np.argmax(np.where(open_to, value, -np.inf)))
        chosen.append(at)
        left[at] = False
        if due.get(str(own[at]) if len(own) else "", 0):
            due[str(own[at])] -= 1
        if compare is not None:
            nearest = np.maximum(nearest, compare(at))
    return chosen


@dataclass(frozen=True, eq=False)
class Traits:
    """What makes candidates alike.

    Attributes
    ----------
    kinds
        Kind of each candidate, "" where it is not known.
    clusters
        Candidates x clusters, 1 for a member.
    themes
        Candidates x themes: ln(1 + activity) by rarity, each row of length 1 or empty.
    """

    kinds: NDArray[np.str_]
    clusters: csr_array[Any]
    themes: csr_array[Any]

    @classmethod
    def of(cls, basis: Basis, rows: Rows) -> Traits:
        """Return the traits of some organizations.

        Parameters
        ----------
        basis
            What all queries of the network share.
        rows
            The organizations.
        """
        from scipy.sparse import coo_array, diags_array

        nodes = basis.cooperation.organizations[rows]
        kinds = basis.network.node["kind"][nodes].astype(str)
        members = [np.flatnonzero(np.isin(rows, own)) for own in basis.clusters]
        pairs = [(row, at) for at, own in enumerate(members) for row in own.tolist()]
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        shape = (len(rows), len(members))
        themes = basis.themes.logged[rows] @ diags_array(basis.themes.rarity)
        length = np.sqrt(np.asarray(themes.power(2).sum(axis=1), dtype=float))
        return cls(
            np.where(kinds == "organization", "", kinds),
            coo_array((np.ones(len(pairs)), (ends[0], ends[1])), shape=shape).tocsr(),
            (diags_array(1 / np.where(length > 0, length, 1.0)) @ themes).tocsr(),
        )

    def compare(self, at: int) -> Floats:
        """Return how alike all candidates are to one of them, 0 to 1."""
        common = np.asarray((self.clusters @ self.clusters[[at]].T).toarray(), dtype=float)[:, 0]
        counts = np.diff(self.clusters.indptr)
        cosine = np.asarray((self.themes @ self.themes[[at]].T).toarray(), dtype=float)[:, 0]
        active = np.diff(self.themes.indptr) > 0
        shares = np.stack(
            [
                self.kinds == self.kinds[at],
                common / np.maximum(counts + counts[at] - common, 1),
                np.minimum(cosine, 1.0),
            ]
        )
        known = np.stack([self.kinds != "", counts > 0, active])
        known &= known[:, [at]]
        return np.asarray((shares * known).sum(axis=0) / np.maximum(known.sum(axis=0), 1), dtype=float)
