"""What a tie between the members and a candidate would close: given gaps, or else distance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap
from graphcdc.gaps import find_sides
from graphcdc.partners.basis import Basis
from graphcdc.partners.facts import count_steps

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def measure_closure(basis: Basis, rows: Rows, gaps: Sequence[Gap]) -> Floats:
    """Return for every organization what its tie to one of the members would close of some gaps.

    A structural gap is worth the pairs of organizations that the tie joins: the product of the sizes of the two
    components; where they are one already, the pairs that a single point of failure would part, and one pair for all
    other kinds. A group pair is worth the joint
    participations that it falls short of, whoever closes it. The two are different units and are not added: each is
    divided by its largest over all organizations first.

    Parameters
    ----------
    basis
        What all queries of the network share.
    rows
        The members.
    gaps
        Gaps of `find_gaps`.

    Returns
    -------
    array
        One number for each organization, from 0 to 2.
    """
    worth = {claim: np.zeros(len(basis.degrees)) for claim in ("structural", "statistical")}
    cooperation = basis.cooperation
    _, component, sizes = np.unique(cooperation.component, return_inverse=True, return_counts=True)
    for gap in gaps:
        sides = find_sides(basis.network, gap)
        gain = np.zeros(len(basis.degrees))
        parted = gap.observed if gap.kind == "single_point_of_failure" else 1.0
        for here, there in (sides, sides[::-1]):
            for row in rows[here[rows]]:
                joined = sizes[component[row]] * sizes[component[there]]
                lost = np.where(component[there] == component[row], parted, joined)
                value = lost if gap.expected is None else gap.expected - gap.observed
                gain[there] = np.maximum(gain[there], value)
        worth[gap.claim] += gain
    return np.asarray(sum(scale(values) for values in worth.values()), dtype=float)


def name_gaps(basis: Basis, rows: Rows, candidates: Rows, gaps: Sequence[Gap]) -> list[str | None]:
    """Return for each candidate the id of the first gap that its tie to one of the members would help to close.

    Parameters
    ----------
    basis
        What all queries of the network share.
    rows, candidates
        The members, and the candidates.
    gaps
        Gaps of `find_gaps`.
    """
    named: list[str | None] = [None] * len(candidates)
    for gap in reversed(gaps):
        here, there = find_sides(basis.network, gap)
        closed = (here[rows].any() & there[candidates]) | (there[rows].any() & here[candidates])
        named = [gap.id if own else name for own, name in zip(closed, named, strict=True)]
    return named


def measure_nearness(basis: Basis, rows: Rows) -> Floats:
    """Return for every organization how much nearer it and its partners would come by a tie to the members.

    Somebody who is s steps from the nearest member counts 1 / s, and 0 where no way leads there. The candidate comes
    to one step and its partners to two: the sum of what they would count more. Without members it is 0.

    Parameters
    ----------
    basis
        What all queries of the network share.
    rows
        The members.

    Examples
    --------
    >>> from graphcdc.network import Network
    >>> from graphcdc.partners.basis import prepare
    >>> nodes = {"id": list("abcd"), "name": list("ABCD"), "kind": ["sme"] * 4}
    >>> ties = {"source": list("abc"), "target": list("bcd"), "kind": ["COOPERATES_WITH"] * 3}
    >>> measure_nearness(prepare(Network.build(nodes, ties)), np.array([0])).round(3).tolist()
    [0.0, 0.0, 0.667, 0.667]
    """
    if not len(rows):
        return np.zeros(len(basis.degrees))
    steps = count_steps(basis, rows)
    near = 1 / np.maximum(steps, 1)
    return np.asarray(1 - near + basis.flags @ np.maximum(0.5 - near, 0.0), dtype=float)


def scale(values: Floats) -> Floats:
    """Return values as shares of the largest; zeros where none is above zero.

    Examples
    --------
    >>> scale(np.array([0.5, 2.0])).tolist()
    [0.25, 1.0]
    """
    largest = values.max(initial=0.0)
    return values / largest if largest > 0 else np.zeros_like(values)
