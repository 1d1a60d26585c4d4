"""Measures of all organizations side by side: by hand, against those of one organization, in any order of rows."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import barbell, make_network, star
from test_properties import NETWORKS, shuffle_rows

from graphcdc import Network
from graphcdc.centrality import measure_betweenness
from graphcdc.profiles import describe_organization
from graphcdc.standing import Standing, measure_organizations


def values_of(standing: Standing) -> dict[str, Any]:
    read = {field.name: getattr(standing, field.name) for field in fields(standing)}
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in read.items()}


def test_two_triangles_and_a_loner_worked_out_by_hand() -> None:
    # b1 b2 b3 in one project, c1 c2 c3 in another, b1 - c1 directly, d1 with nobody; at home are the b and d1.
    network = make_network(
        {"left": ["b1", "b2", "b3"], "right": ["c1", "c2", "c3"]},
        direct=[("b1", "c1")],
        alone=["d1"],
        regions={"b1": "Perm", "b2": "Perm", "b3": "Perm", "d1": "Perm", "c1": "Omsk", "c2": "Omsk", "c3": "Omsk"},
    )
    standing = measure_organizations(network)
    assert standing.organizations.tolist() == list(range(7))
    assert standing.events.tolist() == [2, 1, 1, 2, 1, 1, 0]
    assert standing.partners.tolist() == [3, 2, 2, 3, 2, 2, 0]
    assert standing.strength.tolist() == [2, 1, 1, 2, 1, 1, 0]
    # 6 of 15 pairs of others.
    assert standing.betweenness == pytest.approx([0.4, 0, 0, 0.4, 0, 0, 0])
    # Three partners with one tie among them: 3 - 2 / 3; two partners with one: 2 - 2 / 2.
    assert standing.effective_size == pytest.approx([3 - 2 / 3, 1, 1, 3 - 2 / 3, 1, 1, np.nan], nan_ok=True)
    assert standing.community.tolist() == [0, 0, 0, 1, 1, 1, -1]
    # Omsk is outside of Perm, the most frequent region.
    assert standing.outside_share == pytest.approx([1 / 3, 0, 0, 2 / 3, 1, 1, np.nan], nan_ok=True)
    assert standing.reachable.tolist() == [5] * 6 + [0]
    assert (standing.sources, standing.estimated, standing.list_limits()) == (6, False, [])


def test_a_stated_home_changes_only_what_is_outside() -> None:
    network = make_network({"p": ["b1", "b2", "c1"]}, regions={"b1": "Perm", "b2": "Perm", "c1": "Omsk"})
    one, other = (values_of(measure_organizations(network.with_home(region))) for region in ("Perm", "Omsk"))
    assert one.pop("outside_share") == [0.5, 0.5, 0]
    assert other.pop("outside_share") == [0.5, 0.5, 1]
    assert str(one) == str(other)


def test_where_no_region_is_known_nothing_is_told_of_outside() -> None:
    assert np.isnan(measure_organizations(barbell()).outside_share).all()


def test_an_empty_network_has_empty_measures() -> None:
    values = values_of(measure_organizations(make_network({})))
    assert (values.pop("sources"), values.pop("estimated")) == (0, False)
    assert list(values.values()) == [[]] * len(values)


@given(NETWORKS, st.integers(0, 9))
def test_the_order_of_rows_does_not_matter(network: Network, seed: int) -> None:
    one, other = (values_of(measure_organizations(each)) for each in (network, shuffle_rows(network, seed)))
    assert all(one[name] == pytest.approx(other[name], nan_ok=True) for name in one)


@settings(max_examples=25)
@given(NETWORKS)
def test_a_profile_says_what_stands_in_the_row_of_the_organization(network: Network) -> None:
    standing = measure_organizations(network)
    for row, node in enumerate(standing.organizations[:4].tolist()):
        measures = describe_organization(network, network.node["id"][node]).measures
        for name in ("partners", "strength", "betweenness", "constraint", "effective_size", "outside_share"):
            value = float(getattr(standing, name)[row])
            assert measures[name] == (None if np.isnan(value) else pytest.approx(value, rel=1e-5))


def test_an_estimate_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "graphcdc.standing.measure_betweenness",
        lambda cooperation, seed: measure_betweenness(cooperation, seed=seed, budget=0),
    )
    (limit,) = measure_organizations(star(150)).list_limits()
    assert limit.say("en") == "betweenness is estimated, from the shortest ways of 100 organizations"
    assert limit.say("ru") == "посредничество оценено по кратчайшим путям 100 организаций"
