"""Neighbours: organizations of the same city or region, and those of which it is not known."""

from __future__ import annotations

import pytest
from histories import by_id, measured
from networks import make_network

from graphcdc import Network, Team
from graphcdc.partners.basis import prepare
from graphcdc.partners.queries import read_query
from graphcdc.partners.reasons import Explainer
from graphcdc.partners.scoring import FAMILIES

PARTS = (*FAMILIES, "needs")
CITIES = {"b1": "Perm", "c1": " PERM", "d1": "Omsk", "e1": "Perm", "u1": "Omsk"}
REGIONS = {"b1": "West", "c1": "West", "d1": "East", "e1": "East", "u1": "East"}


def town() -> Network:
    """b1 works with u1 and d1 of Omsk and f1 of nowhere; c1 is from its city, e1 from another one of the same name."""
    projects = {"p": ["b1", "u1"], "q": ["b1", "d1"], "r": ["b1", "f1"], "s": ["c1", "e1"]}
    return make_network(projects, cities=CITIES, regions=REGIONS)


def test_cities_of_one_name_in_two_regions_are_two_and_an_unknown_one_is_none() -> None:
    cities = dict(zip(("b1", "c1", "d1", "e1", "f1", "u1"), prepare(town()).cities.tolist(), strict=True))
    assert cities["b1"] == cities["c1"] != cities["e1"] != cities["d1"] == cities["u1"]
    assert cities["f1"] == -1
    assert prepare(make_network({"p": ["b1", "c1"]})).cities.tolist() == [-1, -1]


def test_who_is_from_the_city_of_the_members_or_of_their_partners() -> None:
    same = by_id(town(), measured(town(), ["b1"])["same_city"])
    assert same == {"b1": 1, "c1": 1, "d1": 0, "e1": 0, "f1": 0, "u1": 0}
    # Three partners, all ties alike: two of Omsk, one of which nothing is known.
    ties = by_id(town(), measured(town(), ["b1"])["city_ties"])
    assert ties == pytest.approx({"b1": 0, "c1": 0, "d1": 2 / 3, "e1": 0, "f1": 0, "u1": 2 / 3})
    both = by_id(town(), measured(town(), ["b1", "f1"])["same_city"])
    assert both == pytest.approx({"b1": 0.5, "c1": 0.5, "d1": 0, "e1": 0, "f1": 0, "u1": 0})


def test_without_cities_or_members_they_say_nothing() -> None:
    network = make_network({"p": ["b1", "c1"]})
    for members in ([], ["b1"]):
        for name in ("same_city", "city_ties"):
            assert by_id(network, measured(network, members)[name]) == {"b1": 0, "c1": 0}


def test_the_city_is_given_as_a_reason_before_the_region() -> None:
    basis, rows = prepare(town()), town().cooperation().positions

    def say(query: str | Team, candidate: str, lang: str = "en") -> list[str]:
        explainer = Explainer(basis, read_query(basis, query))
        reasons, _ = explainer.explain(rows[town().positions[candidate]], {**dict.fromkeys(PARTS, -1.0), "region": 1.0})
        return [reason.say(lang) for reason in reasons]

    assert say("b1", "c1") == ["From the same city: PERM."]
    assert say("b1", "c1", "ru") == ["Из того же города: PERM."]
    assert say("d1", "e1") == ["From the same region: East."]
    team = Team(members=("b1", "d1"))
    assert say(team, "c1") == ["1 of 2 members is from the same city: PERM."]
    assert say(team, "c1", "ru") == ["Из того же города (PERM) участников: 1 из 2."]
    assert say(team, "e1") == ["1 of 2 members is from the same region: East."]


def test_two_organizations_whose_regions_are_not_known_are_not_of_the_same_one() -> None:
    network = make_network({"p": ["b1", "c1"], "q": ["d1", "e1"]}, regions={"d1": "Tver", "e1": "Tver"})
    for name in ("same_region", "region_theme"):
        assert by_id(network, measured(network, ["b1"])[name]) == dict.fromkeys(("b1", "c1", "d1", "e1"), 0)
    ties = by_id(network, measured(network, ["b1"])["region_ties"])
    assert (ties["b1"], ties["c1"]) == (1, 1)
    both = by_id(network, measured(network, ["b1", "d1"])["same_region"])
    assert both == {"b1": 0, "c1": 0, "d1": 0.5, "e1": 0.5}
