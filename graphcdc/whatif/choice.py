"""The best k ties for an aim, chosen one after the other."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np

from graphcdc.comparison.differences import Comparison, Effect
from graphcdc.distances import KEPT_UP_TO
from graphcdc.errors import UsageError
from graphcdc.findings import Sentence
from graphcdc.gaps.roster import Roster
from graphcdc.measures import find_components
from graphcdc.model import AIMS, ORGANIZATION_KINDS
from graphcdc.network import Network
from graphcdc.whatif.aims import Aim, Efficiency, NeedsMet, Reach, ReachablePairs, is_nothing
from graphcdc.whatif.baseline import Baseline, prepare
from graphcdc.whatif.feasible import Pair
from graphcdc.whatif.yardstick import DRAWS, draw_effects

#: Organizations whose pairs are tried for efficiency: 4,950 pairs, and 190 where distances must be searched for each.
_TRIED, _TRIED_IN_LARGE = 100, 20


def choose_ties(
    network: Network, k: int, *, aim: str = "efficiency", center: str | None = None, seed: int = 0
) -> Comparison:
    """Choose k ties that together do most for an aim, each after those before it (greedy).

    ``pairs``: pairs that a path joins. The largest component is joined with the next largest, the best there is.
    ``reach``: organizations within two steps of one, `center`, to which all ties go (KPP-POS). ``needs``: needs of
    organizations for which a partner has an offer. Both are submodular: the set reaches at least 1 - 1/e (63 %) of the
    best possible one (Nemhauser, Wolsey and Fisher 1978), and a gain that was once found bounds every later one, so
    that few need to be looked at again (lazy greedy, Minoux 1978).
    ``efficiency``: global efficiency. It is not submodular, so that nothing is guaranteed. Only pairs of the 100 best
    connected organizations are tried, the best of each component first (of 20 among more than 8,000 organizations).

    Parameters
    ----------
    network
        The network; ties are between organizations at home, if a home region was stated.
    k
        How many ties.
    aim
        One of `graphcdc.model.AIMS`.
    center
        For ``reach`` the organization: id, INN or a unique part of its name.
    seed
        Start of the random numbers of the sets that it is compared with.

    Returns
    -------
    Comparison
        An effect for each tie, its ends in `about`, and one for all together beside the mean of 100 random sets of as
        many feasible ties and the best of them. Fewer than k ties where no more add anything.

    Raises
    ------
    UsageError
        If there is no such aim, `k` is not positive, or ``reach`` has no center, or another aim has one.
    UnknownName, AmbiguousName
        If the center is not one organization.

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": ["Anna", "Boris", "Clara", "Dora"], "kind": ["sme"] * 4},
    ...     {"source": ["a"], "target": ["b"], "kind": ["COOPERATES_WITH"]},
    ... )
    >>> [(one.about, one.delta) for one in choose_ties(network, 2, aim="pairs")]
    [(('a', 'c'), 2), (('a', 'd'), 3), ((), 5)]
    """
    if aim not in AIMS:
        raise UsageError("unknown_word", what="aim", text=aim, known=", ".join(AIMS))
    if k < 1:
        raise UsageError("too_small_a_number", name="k", least=1)
    if (aim == "reach") != (center is not None):
        raise UsageError("aim_center")
    base = prepare(network, seed)
    row = -1 if center is None else _find_row(base, center)
    start = _start(base, aim, row)
    candidates = list_candidates(base, aim, k, row)
    chosen = pick(start(), candidates, k)
    return _report(base, aim, start, chosen, candidates, k)


def _start(base: Baseline, aim: str, center: int) -> Callable[[], Aim]:
    """What makes the aim with no tie added yet."""
    aims: dict[str, Callable[[], Aim]] = {
        "efficiency": lambda: Efficiency(base),
        "pairs": lambda: ReachablePairs(base),
        "reach": lambda: Reach(base, center),
        "needs": lambda: NeedsMet(base.network, base.cooperation),
    }
    return aims[aim]


def _find_row(base: Baseline, center: str) -> int:
    node = base.network.resolve(center, ORGANIZATION_KINDS)
    return base.cooperation.positions[base.network.positions[node]]


def list_candidates(base: Baseline, aim: str, k: int, center: int) -> list[Pair]:
    """Return the feasible ties that are tried for an aim, in an order that decides between equals."""
    feasible, network = base.feasible, base.network
    roster = Roster(network)
    ranked = sorted(feasible.rows.tolist(), key=lambda row: roster.rank[row])
    if aim == "reach":
        return feasible.list_pairs([center], ranked)
    if aim == "needs":
        inside = set(ranked)
        pairs = [pair for pair in NeedsMet(network, base.cooperation).needs if inside.issuperset(pair)]
        return sorted(
            (pair for pair in pairs if feasible.allows(*pair)),
            key=lambda pair: sorted((roster.rank[pair[0]], roster.rank[pair[1]])),
        )
    parts = _split(base, ranked, roster)
    if aim == "pairs":
        joined = (_join(base, parts[:at], part) for at, part in enumerate(parts) if at)
        return list(islice((pair for pair in joined if pair is not None), k))
    first = [part[0] for part in parts]
    most = _TRIED if base.count <= KEPT_UP_TO else _TRIED_IN_LARGE
    tried = list(dict.fromkeys([*first, *ranked]))[:most]
    return feasible.list_pairs(tried)


def _split(base: Baseline, ranked: Sequence[int], roster: Roster) -> list[list[int]]:
    """The rows of the scope in each component that has any, the largest component first, the best connected first."""
    component = base.cooperation.component
    inside: dict[int, list[int]] = {}
    for row in ranked:
        inside.setdefault(int(component[row]), []).append(row)
    order = [int(component[part[0]]) for part in find_components(base.cooperation, roster.rank)]
    return [inside[number] for number in order if number in inside]


def _join(base: Baseline, larger: Sequence[Sequence[int]], part: Sequence[int]) -> Pair | None:
    """The best connected feasible pair of a component and the largest possible of those larger."""
    pairs = (
        pair
        for one in larger
        for total in range(len(one) + len(part) - 1)
        for pair in _diagonal(one, part, total)
        if base.feasible.allows(*pair)
    )
    return next(pairs, None)


def _diagonal(one: Sequence[int], other: Sequence[int], total: int) -> list[Pair]:
    lowest = max(0, total - len(other) + 1)
    return [(one[at], other[total - at]) for at in range(lowest, min(total, len(one) - 1) + 1)]


def pick(aim: Aim, candidates: Sequence[Pair], k: int) -> list[tuple[Pair, float, float]]:
    """Add up to k ties to an aim, always the one that adds most; return them with the value before and after.

    Of equals the first in the order of the candidates. Where the aim is submodular a gain that was found earlier is at
    least the present one, so that only those at the top are looked at again.
    """
    chosen: list[tuple[Pair, float, float]] = []
    heap = [(-aim.gain(pair), at) for at, pair in enumerate(candidates)]
    heapq.heapify(heap)
    while heap and len(chosen) < k:
        if not aim.submodular and chosen:
            heap = [(-aim.gain(candidates[at]), at) for _, at in heap]
            heapq.heapify(heap)
        bound, at = heapq.heappop(heap)
        gain = aim.gain(candidates[at]) if aim.submodular else -bound
        if aim.submodular and heap and (-gain, at) > heap[0]:
            heapq.heappush(heap, (-gain, at))
            continue
        if is_nothing(gain):
            break
        before = aim.value
        aim.add(candidates[at])
        chosen.append((candidates[at], before, aim.value))
    return chosen


def _report(
    base: Baseline,
    aim: str,
    start: Callable[[], Aim],
    chosen: Sequence[tuple[Pair, float, float]],
    candidates: Sequence[Pair],
    k: int,
) -> Comparison:
    network, nodes = base.network, base.cooperation.organizations
    ids, names = network.node["id"][nodes], network.node["name"][nodes]
    measure = start().measure
    effects = [
        Effect(
            measure,
            Sentence("difference_tie", {"a": names[a], "b": names[b]}),
            before,
            after,
            (str(ids[a]), str(ids[b])),
            part="ties",
        )
        for (a, b), before, after in chosen
    ]
    notes = [Sentence("note_no_cause"), Sentence(f"note_aim_{aim}", {"tried": len(candidates)})]
    if len(chosen) < k:
        notes.append(Sentence("note_no_more_ties", {"count": len(chosen), "asked": k}))
    if chosen:
        drawn = _draw_sets(base, aim, start, candidates, len(chosen))
        effects.append(
            Effect(
                measure,
                Sentence(f"difference_{measure}"),
                chosen[0][1],
                chosen[-1][2],
                part="ties",
                random=float(np.mean(drawn)) if drawn else None,
                best=max(drawn, default=None),
            )
        )
        key = "note_yardstick" if drawn else "note_no_yardstick"
        notes.append(Sentence(key, {"count": len(drawn)}))
    return Comparison.between(network, effects, notes)


def _draw_sets(
    base: Baseline, aim: str, start: Callable[[], Aim], candidates: Sequence[Pair], count: int
) -> list[float]:
    """What random sets of as many feasible ties add."""
    if aim in ("efficiency", "pairs"):
        return draw_effects(base, count).get((start().measure,), [])
    random = np.random.default_rng(base.seed)
    pool = list(candidates) if aim == "reach" else base.feasible.draw_pairs(DRAWS * count, random)
    found = []
    for _ in range(DRAWS if len(pool) >= count else 0):
        trial = start()
        before = trial.value
        for at in random.choice(len(pool), count, replace=False).tolist():
            trial.add(pool[at])
        found.append(trial.value - before)
    return found
