"""Counter-reasons: each worked out by hand, and looked up again in the rows of any network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markets import make_market
from networks import make_dated, make_network

from graphcdc import Network, Team, recommend_partners
from graphcdc.findings import Sentence
from graphcdc.partners.basis import prepare
from graphcdc.partners.facts import Facts
from graphcdc.partners.objections import Objections
from graphcdc.partners.queries import read_query

JOINED, WORKS = "PARTICIPATES_IN", "COOPERATES_WITH"
#: Two joint projects each, so that nobody is little known, and a day long after them.
BUSINESS = [(who, project, JOINED, "2010") for who in ("b", "c", "x") for project in ("p1", "p2")]
TODAY = ("y1", "y2", WORKS, "2020-01-01")


def object_to(
    network: Network, candidate: str = "c", query: str | Team = "b", *, but: Sequence[str] = ("counter_dormant",)
) -> list[str]:
    """The counter-reasons of a candidate in words, without those of some keys."""
    basis = prepare(network)
    row = basis.cooperation.positions[network.positions[candidate]]
    found = Objections(Facts(basis, read_query(basis, query))).find(row)
    return [one.say("en") for one in found if one.key not in but]


def business(*ties: Sequence[str], **columns: Mapping[str, str]) -> Network:
    return make_dated([*BUSINESS, TODAY, *ties], **columns)


# Whose side it is on -------------------------------------------------------------------------------------------------


def test_nothing_is_said_against_whom_nothing_is_known_of() -> None:
    assert object_to(business()) == []


def test_a_competitor_of_a_member_is_named_as_long_as_it_is_one() -> None:
    assert object_to(business(("b", "c", "COMPETES_WITH"))) == ["Competes with B."]
    assert object_to(business(("c", "b", "COMPETES_WITH", "2010", "2019-12-31"))) == []
    rivals = business(("b", "c", "COMPETES_WITH"), ("c", "x", "COMPETES_WITH"))
    assert object_to(rivals, query=Team(members=("b", "x"))) == ["Competes with B, X."]
    assert object_to(rivals, "x") == []


@pytest.mark.parametrize("stated", ["tie", "column"])
def test_parents_are_read_from_ties_and_from_the_column(stated: str) -> None:
    def belong(**parents: str) -> Network:
        ties = [(child, parent, "PART_OF") for child, parent in parents.items()] if stated == "tie" else []
        columns = {} if stated == "tie" else {"parent_organization": parents}
        return business(*ties, ("m", "y1", WORKS), **columns)

    assert object_to(belong(b="c")) == ["Is the parent organization of B."]
    assert object_to(belong(c="b")) == ["Belongs to B."]
    assert object_to(belong(b="m", c="m")) == ["Belongs to the same parent organization as B: M."]
    assert object_to(belong(b="m", c="y1")) == []
    # Children of one member are its own, not siblings of it.
    assert object_to(belong(c="b", x="b"), query=Team(members=("b", "x"))) == ["Belongs to B."]


def test_a_parent_that_has_ended_is_none() -> None:
    assert object_to(business(("c", "b", "PART_OF", "2001", "2005"))) == []


def test_who_offers_the_same_as_a_member_is_named_with_the_offers() -> None:
    teams = {"p1": "a b", "p2": "a b", "p3": "b e f", "p4": "b e f"}
    names = {"a": "A", "e": "E", "f": "F", "c1": "welding", "c2": "cutting", "c4": "laser cutting"}
    market = make_market(
        {"a": "c1 c2", "e": "c1 c3", "f": "c1 c3 c5"}, listed="c1 c2 c3 c4 c5", teams=teams, name=names
    )
    # One of two offers is half of them, one of three is not.
    assert object_to(market, "e", "a") == ["Offers much the same as A: welding."]
    assert object_to(market, "f", "a") == []
    near = make_market(
        {"a": "c2", "b": "c3", "e": "c4"}, listed="c2 c3 c4", parents={"c4": "c2"}, teams=teams, name=names
    )
    # A member's wider offer is worth 0.6 of it.
    assert object_to(near, "e", Team(members=("a", "b"))) == ["Offers much the same as A: laser cutting."]


def test_a_membership_that_has_ended_is_told_if_the_cluster_is_wanted_and_no_other_lasts() -> None:
    wanted = ("b", "k1", "MEMBER_OF")
    left = ("c", "k1", "MEMBER_OF", "2010", "2015")
    assert object_to(business(wanted, left)) == ["Left the cluster K1 (2015)."]
    assert object_to(business(wanted, left, ("c", "k1", "MEMBER_OF", "2017"))) == []
    assert object_to(business(("b", "k2", "MEMBER_OF"), left)) == []
    assert object_to(business(wanted, left, ("c", "k1", "MEMBER_OF", "2011", "2017"))) == [
        "Left the cluster K1 (2017)."
    ]


# How far it can be counted on ----------------------------------------------------------------------------------------


def dormant(*ties: Sequence[str], **columns: Mapping[str, str]) -> list[str]:
    """What is said of c, who has worked with b in these ties, on 2020-01-01."""
    network = make_dated([TODAY, *ties], **columns)
    return object_to(network, query=Team(members=("b",)), but=("counter_little_known",))


def test_a_tie_is_dormant_three_years_after_its_last_date() -> None:
    joint = [("b", "p1", JOINED), ("c", "p1", JOINED)]
    said = "The last known joint work, with B, is of {}: 3 years ago or more."
    assert dormant(*joint, start={"p1": "2014"}, end={"p1": "2016-12-31"}) == [said.format("2016-12-31")]
    assert dormant(*joint, start={"p1": "2014"}, end={"p1": "2017-02"}) == []
    # Without an end its start is the last that is known; without both nobody can say.
    assert dormant(*joint, start={"p1": "2014-05"}) == [said.format("2014-05")]
    assert dormant(*joint) == []
    # A year may be its last day.
    assert dormant(*joint, start={"p1": "2016"}) == [said.format("2016")]
    assert dormant(*joint, start={"p1": "2017"}) == []


def test_a_direct_tie_goes_on_until_it_ends() -> None:
    assert dormant(("b", "c", WORKS, "2010")) == []
    assert len(dormant(("b", "c", WORKS, "2010", "2015"))) == 1
    assert dormant(("b", "c", WORKS, "2010", "2015"), ("c", "b", "SUPPLIES", "2011")) == []
    # Ties that are no cooperation keep nothing awake.
    assert len(dormant(("b", "c", WORKS, "2010", "2015"), ("b", "c", "COMPETES_WITH"))) == 2
    # The newest of all counts.
    joint = [("b", "p1", JOINED), ("c", "p1", JOINED)]
    assert dormant(("b", "c", WORKS, "2010", "2015"), *joint, start={"p1": "2019"}) == []


def test_who_never_worked_with_a_member_has_no_dormant_tie() -> None:
    network = make_dated([TODAY, ("b", "x", WORKS, "2010", "2011"), ("x", "c", WORKS, "2010", "2011")])
    assert object_to(network, but=("counter_little_known",)) == []


def test_who_has_five_running_projects_and_more_than_nearly_all_others_is_busy() -> None:
    def network(running: int, others: int, until: str = "2021") -> Network:
        ties = [("c", f"p{at}", JOINED, "2019", until) for at in range(running)]
        ties += [(f"d{at}", "p0", JOINED, "2019", until) for at in range(others)]
        return make_dated([TODAY, ("c", "y1", WORKS), *ties])

    # With c, y1 and y2 there are 40 active organizations, 39 of which have fewer.
    said = "Busy: 5 running projects, more than {} % of the active organizations have."
    assert object_to(network(5, 37), query="y1") == [said.format(97)]
    assert object_to(network(4, 37), query="y1") == []
    # 18 of 19 are not quite 95 %.
    assert object_to(network(5, 16), query="y1") == []
    assert object_to(network(5, 17), query="y1") == [said.format(95)]
    # What ends on the day still runs; what has ended or has no end is not known to.
    assert object_to(network(5, 37, "2020-01-01"), query="y1") == [said.format(97)]
    assert object_to(network(5, 37, "2019-12-31"), query="y1") == object_to(network(5, 37, ""), query="y1") == []


def test_who_has_fewer_than_two_joint_projects_and_ties_is_little_known() -> None:
    network = make_network({"p1": ["b", "c"], "p2": ["b", "d"], "p3": ["d", "e"]}, alone=["f"])
    said = "Little is known of it: {} on record."
    assert object_to(network, "c") == [said.format("1 joint project or tie")]
    assert object_to(network, "f") == [said.format("0 joint projects and ties")]
    assert object_to(network, "d") == []


# Looked up again -----------------------------------------------------------------------------------------------------

PEOPLE = st.sampled_from("bcdexy")
KINDS = st.sampled_from([WORKS, "SUPPLIES", "COMPETES_WITH", "PART_OF"])
YEARS = st.sampled_from(["", "2010", "2015", "2016-12-31", "2019"])
TIES = st.lists(
    st.tuples(PEOPLE, PEOPLE, KINDS, st.just("2009"), YEARS).filter(lambda tie: tie[0] != tie[1]), max_size=9
)
TEAMS = st.lists(st.tuples(st.sets(PEOPLE, min_size=2, max_size=4), YEARS), max_size=4)


@settings(max_examples=80, deadline=None)
@given(TIES, TEAMS, st.sets(PEOPLE, min_size=1, max_size=2))
def test_every_counter_reason_can_be_looked_up(
    ties: list[tuple[str, ...]], teams: list[tuple[set[str], str]], members: set[str]
) -> None:
    joined = [(who, f"p{at}", JOINED, "2009", end) for at, (team, end) in enumerate(teams) for who in team]
    projects = {f"p{at}": end for at, (_, end) in enumerate(teams)}
    starts, everybody = dict.fromkeys(projects, "2009"), dict.fromkeys("bcdexy", "")
    network = make_dated([TODAY, *ties, *joined], end=projects, start=starts, note=everybody)
    for one in recommend_partners(network, Team(members=tuple(members)), k=20):
        assert one.counter_reasons is not None
        said = {reason.key: reason for reason in one.counter_reasons}
        own = [tie for tie in ties if one.candidate in tie[:2]]
        lasting = {tie for tie in own if tie[4] == ""}
        rivals = {end for tie in lasting if tie[2] == "COMPETES_WITH" for end in tie[:2]} & members
        assert named(said, "counter_competes") == {rival.upper() for rival in rivals}
        above = {tie[1] for tie in lasting if tie[2] == "PART_OF" and tie[0] == one.candidate}
        assert named(said, "counter_belongs") == {parent.upper() for parent in above & members}
        dates = [
            projects[f"p{at}"] or "2009"
            for at, (team, _) in enumerate(teams)
            if one.candidate in team and team & members
        ]
        dates += [tie[4] or "9999" for tie in own if tie[2] in (WORKS, "SUPPLIES") and set(tie[:2]) & members]
        # On 2020-01-01 the last day of 2016 is three years ago.
        assert ("counter_dormant" in said) == (bool(dates) and max(dates) <= "2016-12-31")
        events = sum(one.candidate in team for team, _ in teams)
        events += sum(tie[2] in (WORKS, "SUPPLIES") for tie in own) + (one.candidate in TODAY)
        assert ("counter_little_known" in said) == (events < 2)


def named(said: Mapping[str, Sentence], key: str) -> set[str]:
    return set(said[key].values["names"].names) if key in said else set()
