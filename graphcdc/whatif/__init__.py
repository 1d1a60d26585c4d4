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
from graphcdc.whatif.effects import OWN, WHOLE, Case, tell_effect
from graphcdc.whatif.groups import Pairs, list_pairs, measure_groups
from graphcdc.whatif.scenario import Scenario
from graphcdc.whatif.yardstick import DRAWN_FOR_ENDS, compare, draw_effects, draw_partners

__all__ = ["Scenario", "choose_ties", "what_if"]


def what_if(
    network: Network, changes: Scenario, *, gaps: Sequence[Gap] = (), yardstick: bool = True, seed: int = 0
) -> Comparison:
    """Measure what a change of a network would change.

    Of the whole cooperation network, whatever the home region: pairs that a path joins, components, organizations
    without partners, bridges and cut vertices (all, and those that cut off three or more), mean distance, global
    efficiency, needs that a partner has an offer for. Of the pairs of groups that ties touch: joint participations as a
    share of those expected by degree. Of everybody whose ties are named: constraint and effective size (Burt). All
    exact, but for the two about distances in a network of more than 30,000 organizations (see `error` of the effects).

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
        them by the measure itself (`best`); `graphcdc.whatif.feasible.Feasible` says who is. For constraint and
        effective size of an end its new partner is drawn. None where something is taken out.
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
    scenario = changes.resolve(network)
    case = Case(prepare(network, seed), scenario)
    pairs = list_pairs(case)
    effects = [effect for measure in WHOLE for effect in measure(case)] + measure_groups(case, pairs)
    own = [effect for measure in OWN for effect in measure(case)]
    notes = [Sentence("note_no_cause"), *scenario.list_notes(network)]
    if yardstick and scenario.only_adds:
        effects, own, count = _beside_random(case, pairs, effects, own)
        notes.append(Sentence("note_yardstick", {"count": count}) if count else Sentence("note_no_yardstick"))
    if not case.base.exact:
        notes += [Sentence("note_sampled", {"sources": SAMPLE, "most": EXACT_UP_TO}), *_say_errors(effects)]
    return Comparison.between(network, [*effects, *own, *_look_up(case, gaps, seed)], notes)


def _beside_random(
    case: Case, pairs: Pairs, effects: Sequence[Effect], own: Sequence[Effect]
) -> tuple[list[Effect], list[Effect], int]:
    """The effects beside those of random changes, and how many of these there were."""
    scenario = case.scenario
    sizes = [len(members) for members in scenario.projects]
    drawn = draw_effects(case.base, len(scenario.ties), sizes, pairs)
    if len(scenario.ties) == 1 and not sizes:
        own = [_beside_others(case, effect) if effect.measure in DRAWN_FOR_ENDS else effect for effect in own]
    return compare(effects, drawn), list(own), max(map(len, drawn.values()), default=0)


def _say_errors(effects: Sequence[Effect]) -> list[Sentence]:
    errors = {effect.measure: effect.error for effect in effects if effect.error is not None}
    if not {"mean_distance", "global_efficiency"} <= errors.keys():
        return []
    values = {"distance": errors["mean_distance"], "efficiency": errors["global_efficiency"]}
    return [Sentence("note_errors", values)]


def _beside_others(case: Case, effect: Effect) -> Effect:
    """The effect on an end beside what other partners would do."""
    (row,) = case.rows(effect.about)
    return compare([effect], draw_partners(case.base, row, effect))[0]


def _look_up(case: Case, gaps: Sequence[Gap], seed: int) -> list[Effect]:
    """Whether each structural gap is still there after the change; a test of groups would need new draws."""
    structural = [gap for gap in gaps if gap.claim == "structural"]
    if not structural:
        return []
    left = {gap.id for gap in find_gaps(case.after_network, kinds={gap.kind for gap in structural}, seed=seed)}
    return [
        tell_effect("gap", (gap.id,), 1, int(gap.id in left), {"kind": gap.kind, "id": gap.id}) for gap in structural
    ]
