"""Comparison: what is different between two dates, or two sets of tables, and whether a programme's network changed."""

from __future__ import annotations

from collections import Counter

from graphcdc.comparison.differences import Comparison, Difference
from graphcdc.comparison.frame import compare_frames, compare_tie_kinds
from graphcdc.comparison.panel import Panel, make_panel
from graphcdc.comparison.turnover import MOST_LISTED, compare_members, compare_ties, match_ties
from graphcdc.findings import Sentence
from graphcdc.gaps import GAP_KINDS, find_gaps
from graphcdc.gaps.null import Progress
from graphcdc.network import Network

__all__ = ["Comparison", "Difference", "compare"]


def compare(
    before: Network,
    after: Network,
    *,
    gaps: bool = True,
    draws: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Comparison:
    """Compare two networks, a baseline and a follow-up, by the ids of their nodes.

    The parts of the result: ``frame``, measures of the organizations that are in both (the roster); ``tie_kinds``, the
    pairs of the roster that each kind of tie joins; ``turnover``, who entered and left the network and its clusters;
    ``tie_changes``, pairs whose cooperation is new, lost, stronger or weaker; ``gaps``, how many of each kind there
    are; ``gaps_closed`` and ``gaps_opened``, which. Ties are those that run at the date of each network, so that a
    project that has ended is lost; gaps are those of `find_gaps`, for which history counts. If a home region was stated
    for the later network, all is about the organizations at home.

    Parameters
    ----------
    before, after
        The networks, such as ``network.as_of("2016")`` and ``network``, or those of two files.
    gaps
        Whether to look for gaps in both.
    draws, seed, progress
        As for `find_gaps`; the same for both, so that gaps are matched by their ids.

    Returns
    -------
    Comparison
        A list of differences.

    Examples
    --------
    >>> nodes = {"id": list("abc"), "name": ["Anna", "Boris", "Clara"], "kind": ["sme"] * 3}
    >>> ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["SUPPLIES"] * 2, "since": ["2018", "2020"]}
    >>> network = Network.build(nodes, ties)
    >>> found = compare(network.as_of("2019"), network)
    >>> [(one.measure, one.about) for one in found if one.part == "tie_changes" and one.about]
    [('tie_new', ('b', 'c'))]
    """
    panel = make_panel(before, after)
    ties = match_ties(panel)
    found = [*compare_frames(panel), *compare_tie_kinds(panel), *compare_members(panel), *compare_ties(panel, ties)]
    notes = [
        Sentence("note_compared", {"before": before.date or "?", "after": after.date or "?"}),
        Sentence("note_roster", {"count": len(panel.roster)}),
        Sentence("note_no_effect"),
    ]
    if any(len(ties.choose(sort)) > MOST_LISTED for sort in ("new", "lost", "stronger", "weaker")):
        notes.append(Sentence("note_ties_listed", {"most": MOST_LISTED}))
    if gaps:
        found += _compare_gaps(panel, draws, seed, progress)
    return Comparison.between(after, found, notes)


def _compare_gaps(panel: Panel, draws: int | None, seed: int, progress: Progress | None) -> list[Difference]:
    """How many gaps of each kind there are, which ids are gone, and which are new."""
    old, new = (find_gaps(network, draws=draws, seed=seed, progress=progress) for network in panel.without_absent())
    found = []
    for part, here, there, values in (("gaps_closed", old, new, (1, 0)), ("gaps_opened", new, old, (0, 1))):
        known = {gap.id for gap in there}
        found += [Difference("gap", gap.said, *values, (gap.id,), part) for gap in here if gap.id not in known]
    counts = [Counter(gap.kind for gap in gaps) for gaps in (old, new)]
    return [
        *(
            Difference(
                "gaps", Sentence("difference_gaps", {"kind": kind}), counts[0][kind], counts[1][kind], (kind,), "gaps"
            )
            for kind in GAP_KINDS
            if counts[0][kind] or counts[1][kind]
        ),
        *found,
    ]
