"""Questions of the past: who is asked what on a day, who is right, and that nothing of the future is seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from histories import QUESTIONS, build, by_id, draw_history, histories, measured, rename
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import KINDS, make_network

from graphcdc import Network
from graphcdc.evaluation import list_days, trials
from graphcdc.evaluation.trials import Origin, Trial, list_regions, list_settings, list_trials
from graphcdc.model import TASKS
from graphcdc.partners.basis import prepare
from graphcdc.partners.scoring import learned_from

DAY = "2018-01-01"
REGIONS = {"b1": "Perm", "d1": "Perm", "u1": "Perm", "c1": "Omsk", "e1": "Omsk"}
#: Start, topics and members, the coordinator first.
PROJECTS = {
    "old1": ("2016-03", "laser", "u1 b1"),
    "old2": ("2017", "tea", "c1 u1"),
    "old3": ("2017-12-31", "tea", "d1 e1"),
    "own": ("2017-02", "laser", "s1"),
    "new1": ("2018-01-01", "Optics; laser", "u1 b1 d1 n1"),
    "new2": ("2018", "tea", "e1 n1 s1"),
    "late": ("2019-01-01", "tea", "b1 e1"),
}


def timeline() -> Network:
    """Before 2018 b1 - u1 - c1 and d1 - e1, s1 in a project of its own; in 2018 new1, new2 and a direct tie c1 - d1.

    n1 has its first tie in 2018, z1 has none; new1 is of the cluster k1 and needs cap.
    """
    nodes: list[dict[str, Any]] = [
        {"id": one, "name": one, "kind": KINDS.get(one[0], "company"), "region": REGIONS.get(one, "")}
        for one in ("b1", "c1", "d1", "e1", "n1", "s1", "u1", "z1")
    ]
    nodes += [{"id": "k1", "name": "K1", "kind": "cluster"}, {"id": "cap", "name": "Cap", "kind": "capability"}]
    ties: list[dict[str, Any]] = []
    for project, (start, topics, members) in PROJECTS.items():
        clusters = "k1" if project == "new1" else ""
        row = {"id": project, "name": project, "kind": "project", "start": start, "topics": topics}
        nodes.append({**row, "clusters": clusters})
        roles = ["coordinator", *[""] * 9]
        for member, role in zip(members.split(), roles, strict=False):
            row = {"source": member, "target": project, "kind": "PARTICIPATES_IN", "since": start, "role": role}
            ties.append(row)
    ties.append({"source": "c1", "target": "d1", "kind": "COOPERATES_WITH", "since": "2018-06"})
    ties.append({"source": "c1", "target": "e1", "kind": "COMPETES_WITH", "since": "2018-06"})
    ties.append({"source": "new1", "target": "cap", "kind": "NEEDS", "since": "2018-06"})
    return build(nodes, ties)


def names(origin: Origin, rows: Any) -> str:
    """Ids of some organizations of the history: rows, or one flag each."""
    ids = origin.history.node["id"][origin.basis.cooperation.organizations]
    return " ".join(ids[rows])


def everybody(origin: Origin) -> np.ndarray:
    return np.ones(len(origin.basis.degrees), dtype=bool)


def described(origin: Origin, task: str, candidates: np.ndarray | None = None, **options: Any) -> dict[Any, str]:
    """Each question by subject and given members: who is right, who may be suggested, who is familiar."""
    chosen = everybody(origin) if candidates is None else candidates
    return {
        (one.subject, names(origin, one.question.rows)): "; ".join(
            names(origin, rows) for rows in (one.truth, one.allowed, one.familiar)
        )
        for one in list_trials(origin, task, chosen, **options)
    }


# By hand -------------------------------------------------------------------------------------------------------------


def test_a_partner_is_whoever_came_first_to_work_with_an_organization() -> None:
    origin = Origin.of(timeline(), DAY)
    assert described(origin, "partner") == {
        # Joint events before: b1 u1, c1 u1, d1 e1. n1 is new to everybody, s1 has a project of its own.
        ("b1", "b1"): "d1; c1 d1 e1 s1; b1 c1 u1",
        ("c1", "c1"): "d1; b1 d1 e1 s1; b1 c1 u1",
        ("d1", "d1"): "b1 c1 u1; b1 c1 s1 u1; d1 e1",
        ("e1", "e1"): "s1; b1 c1 s1 u1; d1 e1",
        ("u1", "u1"): "d1; d1 e1 s1; b1 c1 u1",
    }
    found = {one.subject: one for one in list_trials(origin, "partner", everybody(origin))}
    assert found["b1"].question.themes == {"laser": 1.0}
    assert found["u1"].question.themes == {"laser": 0.5, "tea": 0.5}
    assert found["b1"].newcomers.tolist() == [True]
    assert {one.question.task for one in found.values()} == {"partner"}


def test_a_missing_member_is_each_member_of_a_new_project_in_turn() -> None:
    origin = Origin.of(timeline(), DAY)
    found = described(origin, "completion", hidden=9)
    assert found == {
        ("new1", "b1 d1 n1"): "u1; c1 e1 s1 u1; e1 u1",
        ("new1", "b1 d1 u1"): "; c1 e1 s1; b1 c1 e1 u1",  # n1, who is missing, was new to everybody
        ("new1", "b1 n1 u1"): "d1; c1 d1 e1 s1; b1 c1 u1",
        ("new1", "d1 n1 u1"): "b1; b1 c1 e1 s1; b1 c1 e1",
        ("new2", "e1 n1"): "s1; b1 c1 d1 s1 u1; d1",
        ("new2", "e1 s1"): "; b1 c1 d1 u1; d1",
        ("new2", "n1 s1"): "e1; b1 c1 d1 e1 u1; ",
    }
    for one in list_trials(origin, "completion", everybody(origin)):
        shares = dict.fromkeys(["k1", "optics", "laser", "cap"], 0.25) if one.subject == "new1" else {"tea": 1.0}
        assert one.question.themes == shares
    # Fewer hidden ones are the first of them, and fewer questions the first ones.
    order = list(found)
    for hidden in (1, 2):
        kept = list(described(origin, "completion", hidden=hidden))
        assert kept == [key for key in order if [one for one in order if one[0] == key[0]].index(key) < hidden]
    assert list(described(origin, "completion", hidden=9, most=3)) == order[:3]
    assert described(origin, "completion", most=0) == {}


def test_a_kick_off_is_asked_by_the_coordinator() -> None:
    assert described(Origin.of(timeline(), DAY), "kick_off") == {
        ("new1", "u1"): "b1 d1; b1 c1 d1 e1 s1; b1 c1",
        ("new2", "e1"): "s1; b1 c1 d1 s1 u1; d1",
    }
    # In 2016 nobody had done anything before, not even the coordinator.
    assert described(Origin.of(timeline(), "2016-01-01"), "kick_off") == {}


def test_a_project_of_two_is_a_kick_off_and_lacks_nobody() -> None:
    network = make_network(
        {"old": ["b1", "b2"], "new": ["b1", "b2"], "three": ["b1", "b2", "b3"]},
        starts={"old": "2017", "new": "2018", "three": "2018"},
        leaders={"new": "b2", "three": "b1"},
    )
    origin = Origin.of(network, DAY)
    # b3 is new to everybody, but a member all the same.
    assert described(origin, "completion", hidden=9) == {
        ("three", "b1 b2"): "; ; b1 b2",
        ("three", "b1 b3"): "b2; b2; b2",
        ("three", "b2 b3"): "b1; b1; b1",
    }
    assert described(origin, "kick_off") == {("new", "b2"): "b1; b1; b1", ("three", "b1"): "b2; b2; b2"}


def test_who_is_hidden_first_differs_from_project_to_project() -> None:
    projects = {f"p{at}": ["b1", "b2", "b3"] for at in range(9)}
    network = make_network(
        {"old": ["b1", "b2", "b3"], **projects}, starts={"old": "2017", **dict.fromkeys(projects, "2018")}
    )
    found = list(list_trials(Origin.of(network, DAY), "completion", np.ones(3, dtype=bool)))
    assert len(found) == 9
    assert {int(one.truth[0]) for one in found} == {0, 1, 2}


def test_only_organizations_of_the_region_are_hidden_and_suggested_and_ask() -> None:
    origin = Origin.of(timeline(), DAY)
    perm = origin.history.regions[origin.history.organizations] == "Perm"
    assert described(origin, "partner", perm) == {
        ("b1", "b1"): "d1; d1; b1 c1 u1",
        ("d1", "d1"): "b1 u1; b1 u1; d1 e1",
        ("u1", "u1"): "d1; d1; b1 c1 u1",
    }
    assert described(origin, "completion", perm, hidden=9) == {
        ("new1", "b1 d1 n1"): "u1; u1; e1 u1",
        ("new1", "b1 n1 u1"): "d1; d1; b1 c1 u1",
        ("new1", "d1 n1 u1"): "b1; b1; b1 c1 e1",
    }
    assert described(origin, "kick_off", perm) == {("new1", "u1"): "b1 d1; b1 d1; b1 c1"}


def test_a_region_on_its_own_has_its_own_ties_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "SMALLEST", 2)
    origin = Origin.of(timeline(), DAY)
    assert list_regions(origin) == ["Omsk", "Perm"]  # s1 lies nowhere
    for setting, sizes in (("whole", [8]), ("region", [8, 8]), ("own", [2, 3])):
        assert [len(one.basis.degrees) for _, one, _ in list_settings(origin, setting)] == sizes
    (_, whole, flags), (_, inside, own) = next(list_settings(origin, "whole")), list(list_settings(origin, "own"))[1]
    assert (whole is origin, flags.all(), own.all()) == (True, True, True)
    assert [names(origin, flags) for _, _, flags in list_settings(origin, "region")] == ["c1 e1", "b1 d1 u1"]
    # Without e1 old3 is a project of d1 alone: a tie, so that d1 can be suggested, and no event to ask about.
    assert described(inside, "partner") == {("b1", "b1"): "d1; d1; b1 u1", ("u1", "u1"): "d1; d1; b1 u1"}
    assert described(inside, "completion", hidden=9) == {
        ("new1", "b1 d1"): "u1; u1; u1",
        ("new1", "b1 u1"): "d1; d1; b1 u1",
        ("new1", "d1 u1"): "b1; b1; b1",
    }


def test_the_twelve_months_begin_on_the_day_whatever_is_known_of_a_start() -> None:
    def fresh(day: str, months: int = 12) -> str:
        origin = Origin.of(timeline(), day, months)
        cooperation = origin.later.cooperation()
        ids = origin.later.node["id"][cooperation.projects]
        return " ".join(ids[origin.fresh[origin.fresh < len(ids)]])

    assert fresh("2018-01-01") == "new1 new2"
    assert fresh("2018-01-02") == "late"  # a year counts from its first day, so that new2 was there before
    assert fresh("2017-01-01") == "old2 old3"
    assert fresh("2017-01-01", months=24) == "new1 new2 old2 old3"
    assert fresh("2016-03-01", months=1) == "old1"
    assert fresh("2017-12-31", months=2) == "new1 new2 old3"  # to the end of February


def test_a_second_participation_in_an_old_project_is_no_new_event() -> None:
    nodes, ties = timeline().node, timeline().ties
    columns = {name: [*ties[name], ties[name].iloc[0]] for name in ties}
    columns["source"][-1], columns["target"][-1], columns["kind"][-1] = "u1", "old1", "PARTICIPATES_IN"
    columns["since"][-1] = "2018-05-01"
    twice = Network.build(nodes, columns)
    assert described(Origin.of(twice, DAY), "partner") == described(Origin.of(timeline(), DAY), "partner")


def test_days_are_those_of_years_with_events_before_and_in_them() -> None:
    # Ten events a year are enough; the data must reach December.
    network = draw_history(0, projects=100, years=4)
    assert network.date[:7] == "2017-12"
    assert list_days(network) == ["2015-01-01", "2016-01-01", "2017-01-01"]
    assert list_days(network.as_of("2017-11-30")) == ["2015-01-01", "2016-01-01"]
    assert list_days(draw_history(0, projects=36, years=4)) == []
    assert list_days(draw_history(1, projects=240, years=8)) == [f"{year}-01-01" for year in range(2017, 2022)]
    assert list_days(timeline()) == []


def test_years_that_the_weights_have_seen_are_not_asked_about() -> None:
    learned = learned_from()
    last = int(learned.until[:4])
    # Four years from the last but one that was learned from: two of them are left.
    network = moved(draw_history(0, projects=100, years=4), last - 2015)
    assert list_days(network) == [f"{year}-01-01" for year in (last, last + 1, last + 2)]
    for source, years in ((f"{learned.source}, 2021", (last + 1, last + 2)), ("CORDIS", (last, last + 1, last + 2))):
        nodes = {**network.node, "data_source": [source] * len(network)}
        assert list_days(Network.build(nodes, tie_ids(network))) == [f"{year}-01-01" for year in years]


def moved(network: Network, years: int) -> Network:
    """The same network so many years later."""
    nodes, ties = dict(network.node), tie_ids(network)
    for columns, name in ((nodes, "start"), (ties, "since")):
        columns[name] = [date and f"{int(date[:4]) + years}{date[4:]}" for date in columns[name].tolist()]
    return Network.build(nodes, ties)


def tie_ids(network: Network) -> dict[str, Any]:
    ids = network.node["id"]
    return {**network.tie, "source": ids[network.tie["source"]], "target": ids[network.tie["target"]]}


# For every network ---------------------------------------------------------------------------------------------------


DAYS = st.sampled_from(["2016-07-01", "2017-01-01", "2017-06-30", "2018-01-01"])


@given(histories(), DAYS)
def test_nothing_dated_on_the_day_or_after_is_known(network: Network, day: str) -> None:
    """Sanity 1: the newest date in what the answers see is before the day."""
    origin = Origin.of(network, day)
    seen = [*origin.history.tie["since"], *origin.history.column("start"), *origin.basis.cooperation.starts]
    assert max(seen, default="") < day
    assert (origin.basis.ages >= 0).all()


@given(histories(), DAYS)
def test_an_event_is_either_known_or_new(network: Network, day: str) -> None:
    origin = Origin.of(network, day)
    later, before = origin.later.cooperation(), origin.basis.cooperation
    is_fresh = np.isin(np.arange(len(later.sizes)), origin.fresh)
    projects = len(later.projects)
    known = origin.later.node["id"][later.projects[~is_fresh[:projects]]]
    assert set(known) == set(origin.history.node["id"][before.projects])
    assert (~is_fresh[projects:]).sum() == len(before.sizes) - len(before.projects)


@given(histories(), DAYS, QUESTIONS)
def test_what_comes_later_changes_no_signal(network: Network, day: str, question: tuple[set[str], list[str]]) -> None:
    """Sanity 8: neither new projects with their texts nor offers and memberships of later are read."""
    origin = Origin.of(network, day)
    later = np.asarray(network.column("start") > origin.history.date)
    nodes = {**network.node, "topics": np.where(later, "laser;rewritten", network.column("topics"))}
    nodes["clusters"] = np.where(later, "k2", network.column("clusters"))
    ties = tie_ids(network)
    more = (("b1", "laser", "OFFERS"), ("u5", "k1", "MEMBER_OF"), ("b1", "u6", "COOPERATES_WITH"))
    for source, target, kind in more:
        row = {"source": source, "target": target, "kind": kind, "since": day, "strength": 1.0}
        ties = {name: [*values, row.get(name, "")] for name, values in ties.items()}
    changed = Origin.of(Network.build(nodes, ties), day)
    assert changed.later.cooperation().incidence.shape != origin.later.cooperation().incidence.shape
    before, after = (measured(one.history, *question) for one in (origin, changed))
    for name in before:
        assert (before[name] == after[name]).all(), name


def check_rules(origin: Origin, trial: Trial) -> None:
    """Sanity 6: never the given members or an existing partner, never anybody without a tie before the day."""
    basis = origin.basis
    assert not trial.allowed[trial.question.rows].any()
    assert trial.allowed[trial.truth].all()
    assert basis.active[trial.allowed].all()
    assert sum(trial.question.themes.values()) == pytest.approx(1) or not trial.question.themes
    tied = np.asarray(basis.ties[trial.question.rows].sum(axis=0)).ravel() > 0
    # Ties of any kind: a competitor is no newcomer.
    members = set(basis.cooperation.organizations[trial.question.rows].tolist())
    pairs = set(zip(origin.history.tie["source"].tolist(), origin.history.tie["target"].tolist(), strict=True))
    joined = {end for pair in pairs if members & set(pair) for end in pair}
    familiar = tied | np.isin(basis.cooperation.organizations, [end for end in joined if end not in members])
    if trial.question.task == "partner":
        assert not (trial.allowed & tied).any()
        familiar |= np.asarray(basis.ties @ tied.astype(float)).ravel() > 0
    else:
        assert trial.subject not in origin.history.positions
    assert (trial.familiar == familiar)[trial.allowed].all()


@settings(max_examples=60)
@given(histories(), DAYS, st.sampled_from(TASKS), st.sampled_from(["", "Perm"]))
def test_every_question_keeps_the_rules(network: Network, day: str, task: str, region: str) -> None:
    origin = Origin.of(network, day)
    candidates = np.ones(7, dtype=bool)
    if region:
        candidates = origin.history.regions[origin.history.organizations] == region
    for trial in list_trials(origin, task, candidates, hidden=9):
        check_rules(origin, trial)
        assert candidates[trial.allowed].all()


@settings(max_examples=60)
@given(histories(), DAYS)
def test_partners_that_came_are_those_of_a_plain_search(network: Network, day: str) -> None:
    origin = Origin.of(network, day)
    before, after = (one.to_networkx(projection=True) for one in (origin.history, origin.later))
    tied = {one for one, active in by_id(origin.history, origin.basis.active).items() if active}
    for trial in list_trials(origin, "partner", everybody(origin)):
        expected = {one for one in after[trial.subject] if one in tied and one not in before[trial.subject]}
        assert set(names(origin, trial.truth).split()) == expected


@settings(max_examples=40)
@given(histories(), DAYS, st.sampled_from(TASKS), st.integers(0, 99))
def test_ids_change_no_question(network: Network, day: str, task: str, seed: int) -> None:
    """Sanity 4: only the draw depends on ids, and all questions are the same."""
    other, new = rename(network, seed)

    def translate(text: str) -> str:
        return " ".join(sorted(new[one] for one in text.split()))

    expected = {
        (new[subject], translate(given_)): "; ".join(map(translate, told.split("; ")))
        for (subject, given_), told in described(Origin.of(network, day), task, hidden=9).items()
    }
    assert described(Origin.of(other, day), task, hidden=9) == expected


@given(histories(), DAYS)
def test_an_organization_is_one_row_on_both_sides_of_the_day(network: Network, day: str) -> None:
    """Sanity 7: nobody stands on both sides under two ids."""
    origin = Origin.of(network, day)
    assert sorted(origin.rows[origin.rows >= 0]) == list(range(len(origin.basis.degrees)))
    later = origin.later.node["id"][origin.later.organizations]
    assert names(origin, origin.rows[origin.rows >= 0]).split() == later[origin.rows >= 0].tolist()


def test_the_basis_of_a_day_is_that_of_its_history() -> None:
    origin = Origin.of(timeline(), DAY)
    assert origin.basis is prepare(origin.history)
    assert origin.basis.network.date == "2017-12-31"
