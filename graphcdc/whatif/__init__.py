"""What-if: what a tie, a project or the loss of an organization would change, before anybody acts.

Every figure is a property of the recorded graph: who would be joined to whom, were the tie on record. It says nothing
of what the tie would cause.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphcdc.comparison.differences import Comparison, Effect
from graphcdc.distances import EXACT_UP_TO, SAMPLE
from graphcdc.findings import Gap, Sentence
from graphcdc.gaps import find_gaps
from graphcdc.network import Network
from graphcdc.whatif.baseline import prepare
from graphcdc.whatif.choice import choose_ties
from graphcdc.whatif.effects import WHOLE, Case, measure_holes, tell_effect
from graphcdc.whatif.groups import list_pairs, measure_groups
from graphcdc.whatif.scenario import Scenario
from graphcdc.whatif.yardstick import compare, draw_effects, draw_partners

__all__ = ["Scenario", "choose_ties", "what_if"]


def what_if(
    network: Network, changes: Scenario, *, gaps: Sequence[Gap] = (), yardstick: bool = True, seed: int = 0
) -> Comparison:
    """Measure what a change of a network would change.

    Of the whole cooperation network, whatever the home region: pairs that a path joins, components, organizations
    without partners, bridges and cut vertices (all, and those that cut off three or more), mean distance and global
    efficiency. Of the pairs of groups that new ties touch: joint participations as a share of those expected by
    degree. Of every organization whose ties are named: constraint and effective size (Burt). All exact, but for the
    two about distances in a network of more than 30,000 organizations: those are counted from 256 random ones and from
    the ends of the change, and `error` is half the width of the 95 % interval of the difference.

    Parameters
    ----------
    network
        The network.
    changes
        What is added and taken out.
    gaps
        Gaps of `find_gaps`; of each structural one it is looked up whether it is still there afterwards.
    yardstick
        Whether to measure random feasible changes of the same size too: the mean of 100 (`random`), and the best of
        them by the measure itself (`best`). Two organizations are feasible for a tie if they are in the scope (at
        home, if a home region was stated), no project and no tie of any kind joins them, and neither belongs to the
        other. For constraint and effective size of an end the end stays and its new partner is drawn. None where
        something is taken out.
    seed
        Start of the random numbers.

    Returns
    -------
    Comparison
        A list of effects.

    Raises
    ------
    UnknownName, AmbiguousName, UsageError, DataError
        If a name fits nothing, or several nodes; if the change makes no sense (see `Scenario.resolve`).

    Examples
    --------
    >>> network = Network.build(
    ...     {"id": list("abcd"), "name": ["Anna", "Boris", "Clara", "Dora"], "kind": ["sme"] * 4},
    ...     {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2},
    ... )
    >>> found = what_if(network, Scenario(ties=[("clara", "dora")]))
    >>> [(one.measure, one.before, one.after) for one in found[:2]]
    [('reachable_pairs', 3, 6), ('components', 2, 1)]
    >>> found.find("reachable_pairs").best
    3
    """
    base = prepare(network, seed)
    scenario = changes.resolve(network)
    case = Case(base, scenario)
    effects = [effect for measure in WHOLE for effect in measure(case)]
    pairs = list_pairs(case)
    groups, holes = measure_groups(case, pairs), measure_holes(case)
    notes = [Sentence("note_no_cause"), *scenario.list_notes(network)]
    if yardstick and scenario.only_adds:
        drawn = draw_effects(base, len(scenario.ties), [len(members) for members in scenario.projects], pairs)
        effects, groups = compare(effects, drawn), compare(groups, drawn)
        holes = [_beside_others(case, effect) for effect in holes] if _is_one_tie(scenario) else holes
        counts = [len(values) for values in drawn.values()]
        notes.append(Sentence("note_yardstick", {"count": max(counts)}) if counts else Sentence("note_no_yardstick"))
    if not base.exact:
        notes += [Sentence("note_sampled", {"sources": SAMPLE, "most": EXACT_UP_TO}), *_say_errors(effects)]
    return Comparison.between(network, [*effects, *groups, *holes, *_look_up(case, gaps, seed)], notes)


def _say_errors(effects: Sequence[Effect]) -> list[Sentence]:
    errors = {effect.measure: effect.error for effect in effects if effect.error is not None}
    if not {"mean_distance", "global_efficiency"} <= errors.keys():
        return []
    values = {"distance": errors["mean_distance"], "efficiency": errors["global_efficiency"]}
    return [Sentence("note_errors", values)]


def _is_one_tie(scenario: Scenario) -> bool:
    return len(scenario.ties) == 1 and not scenario.projects


def _beside_others(case: Case, effect: Effect) -> Effect:
    """The effect on an end beside what other partners would do."""
    (end,) = effect.about
    (row,) = case.rows([end])
    constraint, size = (effect.before if effect.measure == name else None for name in ("constraint", "effective_size"))
    return compare([effect], draw_partners(case.base, row, end, constraint, size))[0]


def _look_up(case: Case, gaps: Sequence[Gap], seed: int) -> list[Effect]:
    """Whether each structural gap is still there after the change; a test of groups would need new draws."""
    structural = [gap for gap in gaps if gap.claim == "structural"]
    if not structural:
        return []
    left = {gap.id for gap in find_gaps(case.after_network, kinds={gap.kind for gap in structural}, seed=seed)}
    return [
        tell_effect("gap", (gap.id,), 1, int(gap.id in left), {"kind": gap.kind, "id": gap.id}) for gap in structural
    ]
