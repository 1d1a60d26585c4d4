"""Planted weak points of the structure: all are found, and nothing else."""

from __future__ import annotations

import pytest
from webs import PLANTED, Web, plant_weak_points

from graphcdc import find_gaps


@pytest.mark.parametrize("seed", range(20))
def test_the_weak_points_that_are_planted_are_found_and_no_others(seed: int) -> None:
    web = plant_weak_points(seed)
    found = find_gaps(web.build(), kinds=PLANTED)
    assert {kind for kind, _ in web.truth} == set(PLANTED)
    assert {(gap.kind, frozenset(gap.members)) for gap in found} == web.truth
    assert len(found) == len(web.truth)


@pytest.mark.parametrize("seed", range(5))
def test_where_nothing_is_planted_nothing_is_found(seed: int) -> None:
    assert find_gaps(Web(seed).build(), kinds=PLANTED) == []
