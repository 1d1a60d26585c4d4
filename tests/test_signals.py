"""The signals of a suggestion, worked out by hand on tiny networks; `test_walks` has those of dense matrices."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log1p, sqrt

import numpy as np
import pytest
from histories import QUESTIONS, build, by_id, histories, measured, rename, renamed
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import chain, make_network

from graphcdc import Network
from graphcdc.partners.basis import prepare
from graphcdc.partners.queries import Question
from graphcdc.partners.scoring import FAMILIES
from graphcdc.partners.signals import measure
from graphcdc.years import read_years

#: What the three events of `chain` still count: its date is the end of 2018, so that p1 (the middle of May 2016) is
#: 2 5/8 years old and p2 (the middle of 2018) half a year; p3 has no date and the mean age, 1 9/16.
AGES = (2.625, 0.5, 1.5625)
P1, P2, P3 = (exp(-age / 3) for age in AGES)
#: Of five organizations with themes four have laser (not e1), four optics (not b1).
RARITY = log(6 / 5) + 1


def of(network: Network, members: Sequence[str], name: str, themes: Sequence[str] = ()) -> dict[str, float]:
    """One signal of a question by the ids of the organizations."""
    return by_id(network, measured(network, members, themes)[name])


def of_chain(name: str) -> dict[str, float]:
    """One signal of the question who should join b1 and u1 in a project about lasers."""
    return of(chain(), ["b1", "u1"], name, ["laser"])


def close(values: dict[str, float], **expected: float) -> None:
    assert values == pytest.approx(expected)


# Dates ---------------------------------------------------------------------------------------------------------------


def test_a_year_and_a_month_mean_their_middle_and_late_their_end() -> None:
    dates = np.array(["2019", "2019-07", "2019-07-01", "2019-01-01", "2019-12-31", ""])
    assert read_years(dates) == pytest.approx(
        [2019.5, 2019 + 6.5 / 12, 2019.5, 2019, 2020 - 1 / 372, np.nan], nan_ok=True
    )
    late = read_years(dates, late=True)
    assert late == pytest.approx([2020, 2019 + 7 / 12, 2019.5 + 1 / 372, 2019 + 1 / 372, 2020, np.nan], nan_ok=True)
    assert (read_years("2019"), read_years("2019", late=True)) == (2019.5, 2020)


def test_events_age_to_the_date_of_the_network_and_undated_ones_are_as_old_as_the_others() -> None:
    basis = prepare(chain())
    assert basis.ages == pytest.approx(AGES)
    assert basis.decay == pytest.approx([P1, P2, P3])
    assert basis.quick_decay == pytest.approx([exp(-age) for age in AGES])
    # A year later everything is a year older. Nothing is younger than the network: its own year is half over.
    assert prepare(chain().as_of("2019")).ages == pytest.approx([age + 1 for age in AGES])
    assert prepare(chain().as_of("2018-03")).ages == pytest.approx([2016 + 10.5 / 12 - 2015, 0, 1.875 / 2])


def test_without_any_date_nothing_decays() -> None:
    network = make_network({"p": ["b1", "b2", "u1"]}, direct=[("b1", "c1")])
    basis = prepare(network)
    assert (basis.ages.tolist(), basis.decay.tolist()) == ([0, 0], [1, 1])
    assert (basis.fresh_ties != basis.ties).nnz == 0
    # No start is known, so that nobody is known to have been idle: an event as old as the others, here 0.
    close(of(network, ["b1"], "idle"), b1=1, b2=1, c1=1, u1=1)


def test_a_direct_tie_counts_by_its_strength_where_events_decay() -> None:
    ends = {"source": ["b1", "b1"], "target": ["b2", "b3"], "kind": ["COOPERATES_WITH"] * 2}
    nodes = {"id": ["b1", "b2", "b3"], "name": ["B1", "B2", "B3"], "kind": ["sme"] * 3}
    network = Network.build(nodes, {**ends, "strength": [0.5, 4.0], "since": ["2018-01-01", "2017-01-01"]})
    fresh = [0.5 * exp(-(1 / 372) / 3), 4 * exp(-(1 + 1 / 372) / 3)]
    close(of(network, ["b1"], "tie_weight"), b1=0, b2=fresh[0], b3=fresh[1])
    close(of(network, ["b1"], "popularity_fresh"), b1=sum(fresh), b2=fresh[0], b3=fresh[1])
    close(of(network, ["b1"], "p1_fresh"), b1=0.5, b2=fresh[0] / sum(fresh) / 2, b3=fresh[1] / sum(fresh) / 2)
    # An event is an event for the plain walk and for the last joint one.
    close(of(network, ["b1"], "p1"), b1=0.5, b2=0.25, b3=0.25)
    close(of(network, ["b1"], "joint_events"), b1=0, b2=1, b3=1)
    close(of(network, ["b1"], "last_joint"), b1=exp(-1 / 372), b2=exp(-1 / 372), b3=exp(-1 - 1 / 372))


# Past work with the members ------------------------------------------------------------------------------------------


def test_past_work_with_the_members() -> None:
    # Of b1 and u1, b1 knows u1, u1 knows b1, c1 and d1 know u1 (from p2, a pair of which counts 1 / 2), e1 nobody.
    close(of_chain("prior_ties"), b1=0.5, c1=0.5, d1=0.5, e1=0, u1=0.5)
    close(of_chain("tie_weight"), b1=P1, c1=P2 / 2, d1=P2 / 2, e1=0, u1=P1)
    spread = {name: log1p(20 * weight) for name, weight in of_chain("tie_weight").items()}
    close(of_chain("tie_spread"), **spread)
    close(of_chain("joint_events"), b1=1, c1=1, d1=1, e1=0, u1=1)
    # Joint events beside all events of the candidate, and of the members: b1 has one, u1 two.
    close(of_chain("loyalty"), b1=1 / 1.5, c1=1 / 2.5, d1=1 / 1.5, e1=0, u1=1 / 2.5)
    close(of_chain("member_loyalty"), b1=1 / 2.5, c1=1 / 2.5, d1=1 / 2.5, e1=0, u1=1 / 1.5)
    close(of_chain("last_joint"), b1=exp(-2.625), c1=exp(-0.5), d1=exp(-0.5), e1=0, u1=exp(-0.5))


def test_who_worked_with_more_members_more_often_is_closer() -> None:
    network = make_network({"p": ["b1", "b2", "c1"], "q": ["b1", "c1"], "r": ["b2", "c2"]}, direct=[("b1", "c1")])
    close(of(network, ["b1", "b2"], "prior_ties"), b1=0.5, b2=0.5, c1=1, c2=0.5)
    close(of(network, ["b1", "b2"], "joint_events"), b1=1, b2=1, c1=4, c2=1)
    close(of(network, ["b1", "b2"], "tie_weight"), b1=0.5, b2=0.5, c1=3, c2=1)
    # ln by member and pair: 2.5 with b1 and 0.5 with b2.
    assert of(network, ["b1", "b2"], "tie_spread")["c1"] == pytest.approx(log(51) + log(11))
    # c1 had three of its three events with b1, one with b2: the larger counts; of b1 three of three, of b2 one of two.
    assert of(network, ["b1", "b2"], "loyalty")["c1"] == pytest.approx(3 / 3.5)
    assert of(network, ["b1", "b2"], "member_loyalty")["c1"] == pytest.approx(3 / 3.5 + 1 / 2.5)


def test_who_was_led_by_a_member_is_counted_by_what_the_member_led() -> None:
    # u1 leads p1; c1, no member, leads p2; p3 is led by nobody.
    close(of_chain("led_by_member"), b1=P1, c1=0, d1=0, e1=0, u1=P1)
    close(of(chain(), ["c1"], "led_by_member"), b1=0, c1=P2 / 2, d1=P2 / 2, e1=0, u1=P2 / 2)
    close(of_chain("leads"), b1=0, c1=1, d1=0, e1=0, u1=1)


@pytest.mark.parametrize("role", ["coordinator", " Lead", "Координатор", "ГОЛОВНОЙ ИСПОЛНИТЕЛЬ"])
def test_who_leads_is_written_in_two_languages(role: str) -> None:
    rows = [{"source": one, "target": "p", "kind": "PARTICIPATES_IN"} for one in ("b1", "b2")]
    nodes = [{"id": one, "name": one, "kind": kind} for one, kind in (("b1", "sme"), ("b2", "sme"), ("p", "project"))]
    assert prepare(build(nodes, [rows[0], {**rows[1], "role": role}])).leaders.tolist() == [1]
    assert prepare(build(nodes, [rows[0], {**rows[1], "role": "участник"}])).leaders.tolist() == [-1]


def test_of_two_coordinators_neither_is_the_leader() -> None:
    rows = [{"source": one, "target": "p", "kind": "PARTICIPATES_IN", "role": "coordinator"} for one in ("b1", "b2")]
    rows.append({"source": "b3", "target": "p", "kind": "PARTICIPATES_IN"})
    nodes = [{"id": one, "name": one, "kind": "sme"} for one in ("b1", "b2", "b3")]
    network = build([*nodes, {"id": "p", "name": "P", "kind": "project"}], rows)
    assert prepare(network).leaders.tolist() == [-1]
    close(of(network, ["b2"], "led_by_member"), b1=0, b2=0, b3=0)


def test_past_consortia_of_several_members_come_back() -> None:
    # Of b1 and u1 p1 had both, p2 of three one, p3 of two none.
    close(
        of_chain("consortium"),
        b1=8 / sqrt(2) * P1,
        c1=P2 / sqrt(3),
        d1=P2 / sqrt(3),
        e1=0,
        u1=8 / sqrt(2) * P1 + P2 / sqrt(3),
    )
    # The share of what either has: both of two, one of four.
    close(of_chain("consortium_share"), b1=P1, c1=P2 / 16, d1=P2 / 16, e1=0, u1=P1 + P2 / 16)
    # About lasers p1 is, p2 with one theme of two (cosine 1 / sqrt 2).
    p1, p2 = 4 / 4 * 1.05 * P1, 1 / 5 * (0.05 + 1 / sqrt(2)) * P2
    close(of_chain("consortium_theme"), b1=p1, c1=p2, d1=p2, e1=0, u1=p1 + p2)


# Neighbours and walks ------------------------------------------------------------------------------------------------


def test_walks_from_the_members() -> None:
    # From b1 and u1 (1/2 each): p1 3/4, p2 1/4; so b1 3/8, u1 3/8 + 1/12, c1 and d1 1/12.
    close(of_chain("p1"), b1=3 / 8, c1=1 / 12, d1=1 / 12, e1=0, u1=11 / 24)
    # On to p1 3/8 + 11/48, p2 11/48 + 1/24 + 1/12, p3 1/24.
    p1, p2, p3 = 29 / 48, 17 / 48, 1 / 24
    close(of_chain("p3"), b1=p1 / 2, c1=p2 / 3 + p3 / 2, d1=p2 / 3, e1=p3 / 2, u1=p1 / 2 + p2 / 3)
    b1, c1, d1, e1, u1 = of_chain("p3").values()
    assert of_chain("p5")["e1"] == pytest.approx((c1 / 2 + e1) / 2)
    assert of_chain("p5")["d1"] == pytest.approx((c1 / 2 + d1 + u1 / 2) / 3)
    assert sum((b1, c1, d1, e1, u1)) == pytest.approx(1)


def test_walks_that_prefer_fresh_events_and_those_of_the_theme() -> None:
    # From u1 the fresh walk takes p1 with P1 / (P1 + P2); from b1 p1 alone.
    to_p2 = P2 / (P1 + P2) / 2
    close(
        of_chain("p1_fresh"),
        b1=(1 - to_p2) / 2,
        c1=to_p2 / 3,
        d1=to_p2 / 3,
        e1=0,
        u1=(1 - to_p2) / 2 + to_p2 / 3,
    )
    # e1 is reached from c1 by p3, which is P3 / (P2 + P3) of what c1 has.
    assert of_chain("p3_fresh")["e1"] == pytest.approx(to_p2 / 3 * P3 / (P2 + P3) / 2)
    quick = [exp(-age) for age in AGES]
    quick_p2 = quick[1] / (quick[0] + quick[1]) / 2
    assert of_chain("p3_recent")["e1"] == pytest.approx(quick_p2 / 3 * quick[2] / (quick[1] + quick[2]) / 2)
    # By theme, events count alike + 0.05 times their decay, and nothing is shared out: p2 a quarter of a third of that.
    alike = (0.05 + 1 / sqrt(2)) * P2
    assert of_chain("p1_alike")["d1"] == pytest.approx(alike / 12)
    assert of_chain("p3_alike")["e1"] == pytest.approx(alike / 12 / 2 * 0.05 * P3 / 2)


def test_common_neighbours_and_what_each_of_them_counts() -> None:
    # Between b1 and c1 stands u1, between u1 and c1 d1; u1 has three partners, c1 three, d1 two.
    assert [of_chain("common_neighbours")[one] for one in ("c1", "d1", "e1")] == [2, 2, 1]
    assert of_chain("adamic_adar")["c1"] == pytest.approx(1 / log(3) + 1 / log(2))
    assert of_chain("adamic_adar")["d1"] == pytest.approx(2 / log(3))
    assert of_chain("resource_allocation")["c1"] == pytest.approx(1 / 3 + 1 / 2)
    assert of_chain("resource_allocation")["e1"] == pytest.approx(1 / 3)


def test_paths_of_three_and_two_steps() -> None:
    network = chain()
    # From b1 by u1 (sum 2): to c1 over d1 (sum 1) .5 x .5 / sqrt 2, to d1 over c1 (sum 2) .5 x .5 / 2, to e1 over c1.
    found = of(network, ["b1"], "l3")
    assert [found[one] for one in ("c1", "d1", "e1")] == pytest.approx([0.25 / sqrt(2), 0.125, 0.25])
    # Fresh: b1 u1 P1; u1c1, u1d1, c1d1 P2 / 2; c1e1 P3. Sums: u1 P1 + P2, c1 P2 + P3, d1 P2.
    found = of(network, ["b1"], "l3_fresh")
    assert found["e1"] == pytest.approx(P1 * P2 / 2 * P3 / sqrt((P1 + P2) * (P2 + P3)))
    assert found["c1"] == pytest.approx(P1 * P2 / 2 * P2 / 2 / sqrt((P1 + P2) * P2))
    assert of(network, ["b1"], "two_steps")["c1"] == pytest.approx(P1 * P2 / 2 / (P1 + P2))
    assert of(network, ["b1"], "two_steps")["e1"] == 0


# Activity ------------------------------------------------------------------------------------------------------------


def test_activity_of_a_candidate_whoever_asks() -> None:
    close(of_chain("popularity"), b1=1, c1=2, d1=1, e1=1, u1=2)
    close(of_chain("popularity_fresh"), b1=P1, c1=P2 + P3, d1=P2, e1=P3, u1=P1 + P2)
    close(of_chain("recent"), b1=0, c1=1, d1=1, e1=0, u1=1)
    close(of_chain("projects"), b1=1, c1=2, d1=1, e1=1, u1=2)
    close(of_chain("idle"), b1=1 / 3.625, c1=1 / 1.5, d1=1 / 1.5, e1=1 / 2.5625, u1=1 / 1.5)
    close(of_chain("breadth"), b1=1, c1=3 / 2, d1=2, e1=1, u1=3 / 2)
    both = log(6) / 2
    close(of_chain("usual_size"), b1=log(2), c1=both, d1=log(3), e1=log(2), u1=both)
    # With two members a third would come: ln 3 is the size that fits.
    close(of_chain("size_fit"), b1=2 / 3, c1=sqrt(2 / 3), d1=1, e1=2 / 3, u1=sqrt(2 / 3))


def test_a_project_without_another_participant_is_no_event_but_a_project() -> None:
    network = make_network(
        {"p": ["b1", "b2"], "own": ["b1"]}, alone=["c1"], starts={"p": "2015-01-01", "own": "2018-01-01"}
    )
    close(of(network, ["b2"], "projects"), b1=2, b2=1, c1=0)
    close(of(network, ["b2"], "popularity"), b1=1, b2=1, c1=0)
    # Years since the last participation; who has none is taken to be idle for ten.
    day = 1 / 372
    close(of(network, ["b2"], "idle"), b1=1 / (1 + day), b2=1 / (4 + day), c1=1 / 11)


def test_an_event_goes_on_to_the_last_day_of_its_end() -> None:
    ends = {"p1": "2018-05-31", "p2": "2018-06-01", "p3": "2018-06", "p4": "2018", "p5": "", "p6": "2017"}
    nodes = [{"id": one, "name": one, "kind": "project"} for one in ends]
    nodes += [{"id": one, "name": one, "kind": "sme"} for one in ("b1", *(f"c{one}" for one in ends))]
    ties = [
        {"source": one, "target": project, "kind": "PARTICIPATES_IN", "since": "2016", "until": end}
        for project, end in ends.items()
        for one in ("b1", f"c{project}")
    ]
    ties.append({"source": "b1", "target": "cp1", "kind": "SUPPLIES", "since": "2018-06-01"})
    ties.append({"source": "b1", "target": "cp2", "kind": "SUPPLIES", "since": "2015", "until": "2016"})
    network = build(nodes, ties)
    assert network.date == "2018-06-01"
    # p1 ended the day before, p6 and a direct tie long ago; the other tie goes on.
    close(of(network, [], "ongoing"), b1=5, cp1=1, cp2=1, cp3=1, cp4=1, cp5=1, cp6=0)


# Themes --------------------------------------------------------------------------------------------------------------


def test_themes_of_a_candidate() -> None:
    once, twice = log(2) * RARITY, log(3) * RARITY
    close(of_chain("theme"), b1=once, c1=once, d1=once, e1=0, u1=twice)
    close(of_chain("theme_fresh"), b1=P1, c1=P2, d1=P2, e1=0, u1=P1 + P2)
    close(of_chain("theme_cosine"), b1=1, c1=1 / sqrt(5), d1=1 / sqrt(2), e1=0, u1=2 / sqrt(5))
    close(of_chain("theme_share"), b1=1, c1=P2 / (P2 + P3), d1=1, e1=0, u1=1)
    close(of_chain("theme_projects"), b1=P1, c1=P2 / 2, d1=P2 / 2, e1=0, u1=P1 + P2 / 2)


def test_rare_themes_count_more_and_themes_that_nobody_has_not_at_all() -> None:
    basis = prepare(make_network({"p": ["b1", "b2"], "q": ["b3"]}, topics={"p": "laser", "q": "Tea; laser"}))
    assert basis.themes.names == {"laser": 0, "tea": 1}
    assert basis.themes.rarity == pytest.approx([1, log(4 / 2) + 1])
    assert basis.themes.weigh({"tea": 0.5, "unheard of": 0.5}).tolist() == [0, 0.5]
    signals = measure(basis, Question("kick_off", np.empty(0, dtype=np.int64), {"unheard of": 1.0}))
    assert all((signals[name] == 0).all() for name in FAMILIES["theme"])


def test_themes_of_organizations_are_counted_from_projects_memberships_domains_and_offers() -> None:
    network = make_network(
        {"p": ["b1", "b2"], "q": ["b1", "b2"], "own": ["b1"]},
        topics={"p": "Laser", "q": "laser;laser", "own": "laser"},
        clusters={"k1": ["b2"]},
        project_clusters={"p": "k1"},
        domains={"b2": " Laser ;tea"},
        capabilities=["Cap"],
        ties=[("b1", "Cap", "OFFERS")],
    )
    themes = prepare(network).themes
    assert list(themes.names) == ["cap", "k1", "laser", "tea"]
    assert themes.is_cluster.tolist() == [False, True, False, False]
    assert themes.activity.toarray().tolist() == [[1, 1, 3, 0], [0, 2, 3, 1]]
    assert themes.of_events.toarray().tolist() == [[0, 1, 1, 0], [0, 0, 1, 0]]
    # Who has clusters is known by clusters alone.
    assert themes.profile(np.array([0])) == themes.profile(np.array([1])) == {"k1": 1.0}


def test_clusters_are_compared_with_clusters_and_words_with_words() -> None:
    network = make_network(
        {"p": ["b1", "b2"], "q": ["b1", "b3"]},
        clusters={"k1": ["b1"], "k2": ["b1"]},
        domains={"b1": "tea", "b2": "tea;laser"},
    )
    k1 = of(network, ["b3"], "theme_cosine", ["k1"])
    # Words are left out where clusters are asked for, and the other way round: both are half of what b1 has there.
    close(k1, b1=1 / sqrt(2), b2=0, b3=0)
    close(of(network, ["b3"], "theme_cosine", ["k1", "k2"]), b1=1, b2=0, b3=0)
    rare, often = log(3 / 2) + 1, 1  # of two organizations with themes one has laser (and k1 and k2), both have tea
    close(of(network, ["b3"], "theme_cosine", ["tea"]), b1=1, b2=often / sqrt(often**2 + rare**2), b3=0)
    # Asked for both, everything counts: b1 has k1 and tea of k1, k2 and tea.
    both = (rare**2 + often**2) / sqrt(rare**2 + often**2) / sqrt(2 * rare**2 + often**2)
    assert of(network, ["b3"], "theme_cosine", ["k1", "tea"])["b1"] == pytest.approx(both)


# Kinds and places, and products --------------------------------------------------------------------------------------


def test_kinds_and_regions_of_the_members_and_of_the_theme() -> None:
    network = make_network(
        {"p": ["b1", "u1"], "q": ["b2", "u1"], "r": ["b1", "b3"]},
        topics={"p": "laser", "q": "tea"},
        regions={"b1": "Perm", "u1": "Perm", "b2": "Omsk", "b3": "Omsk"},
    )
    close(of(network, ["b1", "b2"], "same_region"), b1=0.5, b2=0.5, b3=0.5, u1=0.5)
    close(of(network, ["b1", "u1"], "same_kind"), b1=0.5, b2=0.5, b3=0.5, u1=0.5)
    close(of(network, ["b1"], "same_region"), b1=1, b2=0, b3=0, u1=1)
    # Ties by kind: companies 2 among themselves (both ends), 2 with universities. Sums 4 and 2, of 6 in all.
    firm, with_university = (2 + 2) / (16 / 6 + 2), (2 + 2) / (8 / 6 + 2)
    close(of(network, ["b1"], "kind_ties"), b1=firm, b2=firm, b3=firm, u1=with_university)
    # Several members: the mean of the logarithms.
    mixed = sqrt(firm * with_university)
    assert of(network, ["b1", "u1"], "kind_ties")["b2"] == pytest.approx(mixed)
    # Regions: Perm 2 within, 2 with Omsk, which has none within; sums 4 and 2.
    perm, omsk = (2 + 2) / (16 / 6 + 2), (2 + 2) / (8 / 6 + 2)
    close(of(network, ["b1"], "region_ties"), b1=perm, b2=omsk, b3=omsk, u1=perm)
    # p alone is about lasers: a company and a university, both in Perm.
    close(of(network, ["b2"], "kind_theme", ["laser"]), b1=0.5, b2=0.5, b3=0.5, u1=0.5)
    close(of(network, ["b2"], "region_theme", ["laser"]), b1=1, b2=0, b3=0, u1=1)
    close(of(network, ["b2"], "region_theme"), b1=0, b2=0, b3=0, u1=0)


def test_products_need_both_and_leave_a_hundredth_without_the_theme() -> None:
    c1 = {name: of_chain(name)["c1"] for name in measured(chain(), [])}
    assert c1["p1_x_theme"] == pytest.approx(1 / 12 * (0.01 + log(2) * RARITY))
    assert c1["p3_x_theme"] == pytest.approx(20 / 144 * (0.01 + P2))
    assert c1["p5_x_theme"] == pytest.approx(c1["p5"] * (0.01 + 1 / sqrt(5)))
    assert c1["page_rank_x_theme"] == pytest.approx(c1["page_rank"] * (0.01 + 1 / sqrt(5)))
    assert c1["l3_x_theme"] == pytest.approx(c1["l3"] * (0.01 + 1 / sqrt(5)))
    assert c1["resource_allocation_x_theme"] == pytest.approx(5 / 6 * (0.01 + P2))
    assert c1["popularity_x_theme"] == pytest.approx((P2 + P3) * (0.01 + 1 / sqrt(5)))
    assert c1["recent_x_theme"] == pytest.approx(0.01 + 1 / sqrt(5))
    # Nobody says where it is.
    assert (c1["region_x_walk"], c1["region_x_popularity"]) == (0, 0)
    near = make_network({"p": ["b1", "u1"], "q": ["u1", "c1"]}, regions={"b1": "Tver", "c1": "Tver"})
    placed = {name: values["c1"] for name in measured(near, []) for values in [of(near, ["b1"], name)]}
    assert placed["region_x_walk"] == pytest.approx(1 / 8)
    assert placed["region_x_popularity"] == pytest.approx(log1p(1))
    assert of_chain("p3_x_theme")["e1"] == pytest.approx(1 / 48 * 0.01)


# For every network ---------------------------------------------------------------------------------------------------


def test_every_signal_belongs_to_one_family() -> None:
    names = [name for family in FAMILIES.values() for name in family]
    assert sorted(names) == sorted(measured(chain(), ["b1"]))


@settings(max_examples=150)
@given(st.one_of(histories(), histories(dates=("",))), QUESTIONS)
def test_no_signal_is_negative_or_not_finite(network: Network, question: tuple[set[str], list[str]]) -> None:
    for name, values in measured(network, *question).items():
        assert np.isfinite(values).all(), name
        assert (values >= 0).all(), name
        assert len(values) == len(network.organizations), name


@pytest.mark.parametrize("kinds", [[], ["project"], ["cluster"]])
def test_a_network_without_organizations_has_empty_signals(kinds: list[str]) -> None:
    network = build([{"id": kind, "name": kind, "kind": kind} for kind in kinds], [])
    assert {len(values) for values in measured(network, [], ["laser"]).values()} == {0}


@given(histories(), QUESTIONS, st.integers(0, 999))
def test_ids_change_no_signal(network: Network, question: tuple[set[str], list[str]], seed: int) -> None:
    """Sanity 4: permuting node ids permutes every signal."""
    members, themes = question
    other, new = rename(network, seed)
    before = measured(network, members, themes)
    after = measured(other, {new[one] for one in members}, themes)
    for name, values in before.items():
        expected = renamed(by_id(network, values), new)
        assert by_id(other, after[name]) == pytest.approx(expected, rel=1e-9, abs=1e-12), name
