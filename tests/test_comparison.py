"""Two dates or two files: the frame by hand and against networkx, who moved, which ties and gaps are new or gone."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import draw_network, make_dated, make_network, star

from graphcdc import Comparison, Network, compare, find_gaps
from graphcdc.comparison import MOST_LISTED
from graphcdc.comparison.frame import measure_frame
from graphcdc.comparison.panel import make_panel


def differ(before: Network, after: Network) -> Comparison:
    return compare(before, after, gaps=False)


def listed(found: Comparison, measure: str) -> list[tuple[str, ...]]:
    return [one.about for one in found if one.measure == measure]


def values(found: Comparison, *about: str) -> tuple[float | None, float | None]:
    one = found.find(*about)
    return one.before, one.after


# The frame ------------------------------------------------------------------------------------------------------------


def test_the_frame_of_a_star_and_of_a_triangle_with_a_loner() -> None:
    frame = measure_frame(star(4), star(4).cooperation())
    assert (frame["density"], frame["fragmentation"]) == (4 / 10, 0)
    # All others have three less than the hub: 4 x 3 over 4 x 3. Every two-step way is open.
    assert (frame["centralization"], frame["brokerage"]) == (1, 1)
    assert frame["global_efficiency"] == pytest.approx((4 + 6 / 2) / 10)
    network = make_network({"p": ["b1", "b2", "u1"]}, alone=["b3"], clusters={"k": ["b1", "b2"], "l": ["u1"]})
    frame = measure_frame(network, network.cooperation())
    assert (frame["density"], frame["fragmentation"]) == (0.5, 0.5)
    # Degrees 2, 2, 2, 0: 2 short of 2 over 3 x 2.
    assert (frame["centralization"], frame["brokerage"]) == (pytest.approx(2 / 6), 0)
    # Two of three ties go to the university, which is in another cluster.
    assert (frame["between_kinds"], frame["between_clusters"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_who_is_in_one_cluster_of_several_with_the_other_is_within() -> None:
    network = make_network({}, direct=[("b1", "b2"), ("b2", "b3")], clusters={"k": ["b1", "b2"], "l": ["b2"]})
    # b3 has no cluster, so its tie says nothing.
    assert measure_frame(network, network.cooperation())["between_clusters"] == 0


def test_nothing_can_be_told_of_nobody() -> None:
    nobody = make_network({})
    unknown = measure_frame(nobody, nobody.cooperation())
    assert {name for name, value in unknown.items() if value is not None} == {
        *("roster", "cooperating_pairs", "components", "isolated_organizations")
    }
    alone = make_network({}, alone=["b1", "b2"])
    assert measure_frame(alone, alone.cooperation())["fragmentation"] == 1


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_frame_is_that_of_networkx(seed: int) -> None:
    random = np.random.default_rng(seed)
    network = draw_network(
        seed, organizations=30, projects=int(random.integers(0, 15)), direct=int(random.integers(10))
    )
    cooperation = network.cooperation()
    graph = nx.Graph(network.to_networkx(projection=True))
    frame = measure_frame(network, cooperation)
    sizes = [len(part) for part in nx.connected_components(graph)]
    degrees = [degree for _, degree in graph.degree()]
    assert frame["cooperating_pairs"] == graph.number_of_edges()
    assert frame["density"] == pytest.approx(nx.density(graph), abs=1e-12)
    assert frame["components"] == len(sizes)
    assert frame["isolated_organizations"] == len(list(nx.isolates(graph)))
    fragmentation = 1 - sum(one * (one - 1) for one in sizes) / (30 * 29)
    assert frame["fragmentation"] == pytest.approx(fragmentation, abs=1e-12)
    assert frame["global_efficiency"] == pytest.approx(nx.global_efficiency(graph), abs=1e-12)
    assert frame["centralization"] == pytest.approx(sum(max(degrees) - one for one in degrees) / (29 * 28), abs=1e-12)
    if any(degree > 1 for degree in degrees):
        assert frame["brokerage"] == pytest.approx(1 - nx.transitivity(graph), abs=1e-12)
    else:
        assert frame["brokerage"] is None


# The same organizations at both dates ---------------------------------------------------------------------------------

PAST = make_dated(
    [
        *(("b1", "b2", "SUPPLIES", "2014", "2016"), ("b2", "u1", "COOPERATES_WITH", "2014")),
        *(("b1", "p1", "PARTICIPATES_IN", "2015"), ("u1", "p1", "PARTICIPATES_IN", "2015")),
        *(("b3", "b1", "CONTRACTS_WITH", "2019"), ("b3", "k1", "MEMBER_OF", "2018")),
        *(("b1", "u1", "CONTRACTS_WITH", "2018"), ("b1", "k1", "MEMBER_OF", "2014")),
        *(("u1", "k1", "MEMBER_OF", "2014", "2017"), ("b4", "b1", "SUPPORTS", "")),
    ]
)


def test_measures_are_taken_of_the_organizations_that_are_in_both() -> None:
    found = differ(PAST.as_of("2016"), PAST)
    # b3 came in 2018. Of b1, b2, u1 and b4 three pairs worked together in 2016, two in 2019.
    assert values(found, "roster") == (4, 4)
    assert values(found, "cooperating_pairs") == (3, 2)
    assert values(found, "density") == (pytest.approx(3 / 6), pytest.approx(2 / 6))
    assert values(found, "isolated_organizations") == (1, 1)


def test_kinds_of_tie_stand_apart() -> None:
    found = differ(PAST.as_of("2016"), PAST)
    kinds = {one.about[0]: (one.before, one.after) for one in found if one.part == "tie_kinds"}
    assert kinds == {
        "PARTICIPATES_IN": (1, 1),
        "COOPERATES_WITH": (1, 1),
        "SUPPLIES": (1, 0),
        "CONTRACTS_WITH": (0, 1),
        "SUPPORTS": (1, 1),
    }
    said = {one.about[0]: one.text("en") for one in found if one.part == "tie_kinds"}
    assert said["PARTICIPATES_IN"] == "joint projects"


def test_who_entered_and_left_the_network_and_its_clusters() -> None:
    found = differ(PAST.as_of("2016"), PAST)
    assert (values(found, "organizations"), values(found, "entered"), values(found, "left")) == ((4, 5), (0, 1), (0, 0))
    assert listed(found, "organization_entered") == [("b3",)]
    assert values(found, "members", "k1") == (2, 2)
    assert listed(found, "member_joined") == [("b3", "k1")]
    assert listed(found, "member_left") == [("u1", "k1")]
    assert found.find("member_left", "u1", "k1").text("ru") == "K1: больше не участник – U1"


def test_ties_are_new_lost_stronger_or_weaker() -> None:
    found = differ(PAST.as_of("2016"), PAST)
    # b1 and b2 no longer supply each other; b1 and u1 have a contract beside their project; b3 is new.
    assert listed(found, "tie_new") == [("b1", "b3")]
    assert listed(found, "tie_lost") == [("b1", "b2")]
    assert listed(found, "tie_stronger") == [("b1", "u1")]
    assert values(found, "tie_stronger", "b1", "u1") == (1, 2)
    assert values(found, "ties_running") == (3, 3)
    back = differ(PAST, PAST.as_of("2016"))
    assert listed(back, "tie_weaker") == [("b1", "u1")]
    assert listed(back, "organization_left") == [("b3",)]


def test_a_larger_project_makes_no_tie_weaker() -> None:
    before = make_network({"p": ["b1", "b2"]})
    after = make_network({"p": ["b1", "b2", "b3"]})
    assert listed(differ(before, after), "tie_weaker") == []
    assert listed(differ(before, after), "tie_new") == [("b1", "b3"), ("b2", "b3")]


def test_two_files_are_matched_by_id_and_who_is_alone_twice_stays_on_the_roster() -> None:
    before = make_network({"p": ["b1", "b2"]}, alone=["b3", "b4"])
    after = make_network({"p": ["b1", "b2"]}, alone=["b3", "b5"], names={"b5": "Newcomer"})
    found = differ(before, after)
    assert values(found, "roster") == (3, 3)
    assert listed(found, "organization_entered") == [("b5",)]
    assert listed(found, "organization_left") == [("b4",)]
    assert found.find("organization_entered", "b5").text("en") == "entered: Newcomer"


def test_with_a_stated_home_all_is_about_the_organizations_there() -> None:
    regions = {"b1": "Perm", "b2": "Perm", "b3": "Oulu"}
    before = make_network({}, direct=[("b1", "b2")], regions=regions)
    after = make_network({}, direct=[("b1", "b2"), ("b1", "b3"), ("b2", "b3")], regions=regions, home="Perm")
    found = differ(before, after)
    assert values(found, "roster") == (2, 2)
    assert values(found, "cooperating_pairs") == (1, 1)
    assert listed(found, "tie_new") == []
    # Of the ends of their ties, two of four lead to b3.
    assert values(found, "outside_share") == (0, 0.5)


def test_two_equal_networks_differ_in_nothing() -> None:
    found = compare(PAST, PAST)
    assert {one.delta for one in found if one.delta is not None} == {0}
    assert not [one for one in found if one.part in ("gaps_closed", "gaps_opened")]


def test_of_many_ties_the_strongest_changes_are_listed_and_all_counted() -> None:
    alone = [f"b{at:03}" for at in range(300)]
    direct = [(f"b{at:03}", f"b{at + 1:03}") for at in range(299)]
    found = differ(make_network({}, alone=alone), make_network({}, direct=[*direct, direct[250]], alone=alone))
    assert len(listed(found, "tie_new")) == MOST_LISTED
    assert listed(found, "tie_new")[0] == direct[250]
    assert values(found, "ties_new") == (0, 299)
    assert "note_ties_listed" in [note.key for note in found.notes]


# Gaps -----------------------------------------------------------------------------------------------------------------


def test_gaps_close_and_open() -> None:
    before = make_network({"p": ["b1", "b2"], "q": ["c1"]}, alone=["d1"])
    after = make_network({"p": ["b1", "b2", "c1"]}, direct=[("d1", "e1")])
    found = compare(before, after)
    gone = {gap.id for gap in find_gaps(before)}
    come = {gap.id for gap in find_gaps(after)}
    assert {one.about[0] for one in found if one.part == "gaps_closed"} == gone - come
    assert {one.about[0] for one in found if one.part == "gaps_opened"} == come - gone
    assert values(found, "gaps", "isolate") == (2, 0)
    assert values(found, "gaps", "fragmentation") == (0, 1)


def test_a_first_tie_is_a_tie_of_a_survey_and_an_entry_of_one_data_set_that_grows() -> None:
    one = make_dated([("b1", "b2", "SUPPLIES", "2015", "2016")], name={"b3": "Loner"})
    other = make_dated([("b2", "b3", "SUPPLIES", "2019", "")], name={"b1": "First"})
    survey = differ(one, other)
    assert (values(survey, "roster"), listed(survey, "organization_entered")) == ((3, 3), [])
    growing = make_dated([("b1", "b2", "SUPPLIES", "2015", "2016"), ("b2", "b3", "SUPPLIES", "2019", "")])
    found = differ(growing.as_of("2016"), growing)
    assert (values(found, "roster"), listed(found, "organization_entered")) == ((2, 2), [("b3",)])


def test_who_has_not_come_yet_is_no_gap() -> None:
    early = PAST.as_of("2016")
    assert {gap.members for gap in find_gaps(early) if gap.kind == "isolate"} == {("b3",), ("b4",)}
    assert values(compare(early, PAST), "gaps", "isolate") == (1, 1)
    assert make_panel(early, PAST).absent == ({"b3"}, frozenset())


# What it says ---------------------------------------------------------------------------------------------------------


def test_the_notes_say_what_was_compared_and_what_that_does_not_show() -> None:
    said = [note.say("en") for note in differ(PAST.as_of("2016"), PAST).notes]
    assert said == [
        "before: 2016; after: 2019; ties are those that run at each date",
        "the first two tables are about the 4 organizations in both",
        "a difference between two dates is no effect of a programme: that takes organizations to compare with",
    ]
    assert differ(PAST, PAST).in_language("en")._repr_html_().startswith("<table><caption")
