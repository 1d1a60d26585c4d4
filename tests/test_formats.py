"""What sort of event each is, and organizations of which the region is not known."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from histories import by_id, measured
from networks import make_network

from graphcdc import Network
from graphcdc.partners.basis import prepare
from graphcdc.partners.formats import CLASSES, sort_events

UNKNOWN = np.full(5, np.nan)
#: Five projects of two to six members; the organizations of each take part in no other.
SIZES = {f"p{at}": [f"b{at}{one}" for one in range(at)] for at in range(2, 7)}


def with_budgets(budgets: list[float], currencies: list[str]) -> Network:
    nodes = {"id": [f"p{at}" for at in range(5)], "name": list("PQRST"), "kind": ["project"] * 5}
    nodes |= {"budget": [*budgets, np.nan, np.nan], "currency": [*currencies, "", ""]}  # type: ignore[list-item]
    nodes = {name: [*values, *more] for (name, values), more in zip(nodes.items(), _PEOPLE, strict=True)}
    ties = [(one, f"p{at}") for at in range(5) for one in ("b1", "b2")]
    return Network.build(
        nodes,
        {
            "source": [one for one, _ in ties],
            "target": [project for _, project in ties],
            "kind": ["PARTICIPATES_IN"] * len(ties),
        },
    )


_PEOPLE: list[list[object]] = [["b1", "b2"], ["B", "C"], ["sme"] * 2, [np.nan] * 2, [""] * 2]


def test_events_of_one_size_are_alike_and_others_by_their_distance() -> None:
    network = make_network(SIZES)
    formats = sort_events(network, network.cooperation(), UNKNOWN)
    # Sizes fall into the classes 0 to 4; nothing is known of length and cost, so that all are in the middle.
    assert formats.of_events.tolist() == [size * CLASSES**2 + 2 * CLASSES + 2 for size in range(5)]
    near = formats.prefer(np.array([2.0, 0.0, 0.0, 0.0, 0.0]))
    assert near == pytest.approx([exp(-(apart**2) / 2) for apart in range(5)])
    both = formats.prefer(np.array([1.0, 0.0, 3.0, 0.0, 0.0]))
    assert both[0] == pytest.approx((1 + 3 * exp(-2)) / 4)
    assert formats.prefer(np.zeros(5)).tolist() == [0] * 5


def test_budgets_count_in_the_currency_that_most_of_them_have() -> None:
    network = with_budgets([1e5, 1e6, 7e7], ["EUR", "EUR", "RUB"])
    formats = sort_events(network, network.cooperation(), UNKNOWN)
    classes = (formats.of_events % CLASSES).tolist()
    assert classes == [0, 4, 2, 2, 2]
    # A budget of nothing is not known either.
    network = with_budgets([0.0, 1e6, 2e6], ["EUR", "EUR", "EUR"])
    assert (sort_events(network, network.cooperation(), UNKNOWN).of_events % CLASSES).tolist() == [2, 0, 4, 2, 2]


def test_the_length_of_an_event_is_that_from_its_start_to_its_end() -> None:
    nodes = {"id": ["p1", "p2", "b1", "b2"], "name": list("PQBC"), "kind": ["project", "project", "sme", "sme"]}
    ends = {"end": ["2017-12-31", "2020-12-31", "", ""]}
    ties = {"source": ["b1", "b2"] * 2, "target": ["p1", "p1", "p2", "p2"], "kind": ["PARTICIPATES_IN"] * 4}
    formats = prepare(Network.build({**nodes, **ends}, {**ties, "since": ["2017-01-01"] * 4})).formats
    assert (formats.of_events // CLASSES % CLASSES).tolist() == [0, 4]


def test_who_takes_part_in_events_like_those_of_the_members_is_nearer() -> None:
    network = make_network({**SIZES, "q": ["b20", "c1"], "r": ["d1", "d2", "d3", "d4", "d5", "d6"]})
    fit, events = (by_id(network, measured(network, ["b20"])[name]) for name in ("format_fit", "format_events"))
    # b20 has two events of two: so have its partners, and d1 one of six.
    assert fit["c1"] == pytest.approx(1)
    assert events["b20"] == pytest.approx(2)
    assert fit["b60"] == pytest.approx(fit["d1"])
    assert 0 < fit["d1"] < fit["b30"] < fit["c1"]
    walk = {name: by_id(network, measured(network, ["b20"])[name]) for name in ("p3", "p3_x_format")}
    assert walk["p3_x_format"]["c1"] == pytest.approx(walk["p3"]["c1"] * 1.01)


def test_two_organizations_whose_regions_are_not_known_are_not_of_the_same_one() -> None:
    network = make_network({"p": ["b1", "c1"], "q": ["d1", "e1"]}, regions={"d1": "Tver", "e1": "Tver"})
    for name in ("same_region", "region_theme"):
        assert by_id(network, measured(network, ["b1"])[name]) == dict.fromkeys(("b1", "c1", "d1", "e1"), 0)
    ties = by_id(network, measured(network, ["b1"])["region_ties"])
    assert (ties["b1"], ties["c1"]) == (1, 1)
    both = by_id(network, measured(network, ["b1", "d1"])["same_region"])
    assert both == {"b1": 0, "c1": 0, "d1": 0.5, "e1": 0.5}
