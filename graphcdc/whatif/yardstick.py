"""The yardstick: what random feasible changes of the same size do, on average and at best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from graphcdc.comparison.differences import Effect
from graphcdc.holes import measure_effective_size
from graphcdc.whatif.baseline import Baseline
from graphcdc.whatif.effects import BETTER, WHOLE, Case
from graphcdc.whatif.groups import Pairs, measure_groups
from graphcdc.whatif.scenario import Scenario

Floats = NDArray[np.float64]
#: A measure and what it is taken of, and by how much each random change changes it.
Drawn = dict[tuple[str, ...], list[float]]
#: Random changes.
DRAWS = 100


def draw_scenarios(base: Baseline, ties: int, teams: Sequence[int] = ()) -> list[Scenario]:
    """Draw random feasible changes: so many new ties, and projects of so many participants each.

    Of single ties all are different, and where there are no more than 100 feasible ones all are taken. Fewer changes,
    or none, where hardly anything is feasible.
    """
    random = np.random.default_rng(base.seed)
    feasible = base.feasible
    pool = feasible.draw_pairs(DRAWS * ties, random) if ties else []
    ids = base.network.node["id"][base.cooperation.organizations]
    found = []
    for number in range(DRAWS):
        pairs = [pool[number]] if ties == 1 and number < len(pool) else _choose(pool, ties, random) if ties > 1 else []
        projects = [team for size in teams if (team := feasible.draw_team(size, random)) is not None]
        if len(pairs) == ties and len(projects) == len(teams):
            found.append(
                Scenario(
                    tuple((ids[a], ids[b]) for a, b in pairs),
                    tuple(tuple(ids[list(team)]) for team in projects),
                )
            )
    return found


def _choose(pool: Sequence[tuple[int, int]], count: int, random: np.random.Generator) -> list[tuple[int, int]]:
    if len(pool) < count:
        return []
    return [pool[at] for at in random.choice(len(pool), count, replace=False).tolist()]


def draw_effects(base: Baseline, ties: int, teams: Sequence[int] = (), pairs: Pairs | None = None) -> Drawn:
    """Return by how much random changes change each measure of the whole network, and each of some pairs of groups."""
    kept = (ties, *teams)
    scenarios = draw_scenarios(base, ties, teams)
    if kept not in base.drawn:
        base.drawn[kept] = {}
        for one in scenarios:
            case = Case(base, one, quick=True)
            _collect(base.drawn[kept], (effect for measure in WHOLE for effect in measure(case)))
    drawn = dict(base.drawn[kept])
    if pairs is not None and pairs.pairs:
        for one in scenarios:
            _collect(drawn, measure_groups(Case(base, one, quick=True), pairs))
    return drawn


def _collect(drawn: Drawn, effects: Iterable[Effect]) -> None:
    for effect in effects:
        if effect.delta is not None:
            drawn.setdefault((effect.measure, *effect.about), []).append(effect.delta)


def draw_partners(base: Baseline, row: int, effect: Effect) -> Drawn:
    """Return by how much a measure of `DRAWN_FOR_ENDS` of an organization changes with a random feasible partner."""
    if effect.before is None:
        return {}
    partners = base.feasible.draw_partners(row, DRAWS, np.random.default_rng([base.seed, 1]))
    values = DRAWN_FOR_ENDS[effect.measure](base, row, partners)
    return {(effect.measure, *effect.about): [value - effect.before for value in values]}


def constrain_with(base: Baseline, row: int, partners: Sequence[int]) -> list[float]:
    """Return the constraint of an organization with a tie of strength 1 to each of some others, one at a time.

    With T its strength before, s = T / (T + 1), r_j = p_ij + sum over q of p_iq p_qj before and x the new partner:
    c = sum over partners j of (s r_j + p'_xj / (T + 1))^2 + (1 / (T + 1) + s r_x)^2.
    """
    matrix = base.cooperation.matrix
    strengths = np.asarray(matrix.sum(axis=1), dtype=float)
    own = matrix[[row]].toarray().ravel()
    total = strengths[row]
    shares = own / total if total > 0 else own
    weights = np.divide(shares, strengths, out=np.zeros_like(shares), where=strengths > 0)
    reached = shares + matrix @ weights
    known = np.flatnonzero(own)
    found = []
    for partner in partners:
        kept, new = total / (total + 1), 1 / (total + 1)
        through = matrix[[partner]].toarray().ravel()[known] / (strengths[partner] + 1)
        ways = kept * reached[known] + new * through
        found.append(float((ways**2).sum() + (new + kept * reached[partner]) ** 2))
    return found


def size_with(base: Baseline, row: int, partners: Sequence[int]) -> list[float]:
    """Return the effective size of an organization with each of some others as one more partner, one at a time."""
    cooperation = base.cooperation
    own = cooperation.neighbours(row)
    count = len(own)
    size = float(measure_effective_size(cooperation, np.array([row]))[0]) if count else 0.0
    # Effective size is n - 2 t / n, so the ties among partners can be read off it.
    doubled = (count - size) * count
    shared = [np.isin(cooperation.neighbours(one), own, assume_unique=True).sum() for one in partners]
    return [count + 1 - (doubled + 2 * common) / (count + 1) for common in shared]


#: Measures of the ends of a tie, and how to find what they are with each of some other partners.
DRAWN_FOR_ENDS: dict[str, Callable[[Baseline, int, Sequence[int]], list[float]]] = {
    "constraint": constrain_with,
    "effective_size": size_with,
}


def compare(effects: Sequence[Effect], drawn: Drawn) -> list[Effect]:
    """Return effects beside the mean of random changes, and the best of them by the measure itself."""
    found = []
    for effect in effects:
        values = drawn.get((effect.measure, *effect.about))
        if not values:
            found.append(effect)
            continue
        best = max(values) if BETTER[effect.measure] > 0 else min(values)
        found.append(replace(effect, random=float(np.mean(values)), best=best))
    return found
