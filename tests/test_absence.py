"""Why not, and what if removed: standings by hand, and answers found again without the search."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import draw_network, make_dated, make_network, two_islands_and_a_loner

from graphcdc import Network, Suggestion, Team, UnknownName, UsageError, recommend_partners
from graphcdc.cli import commands
from graphcdc.partners.absence import Absence, explain_absence
from graphcdc.partners.changes import MOST, TRIED, Change, find_smallest_change
from graphcdc.resources import find_resource

JOINED, WORKS = "PARTICIPATES_IN", "COOPERATES_WITH"


def said(found: Absence) -> list[str]:
    return [reason.say("en") for reason in found.reasons]


def missing(found: Absence) -> list[str]:
    return [one.key for one in found.missing]


# Where somebody stands -----------------------------------------------------------------------------------------------


def fan() -> Network:
    """b has worked with x in p1; x with c, d, u by direct ties; e1 and e2 are elsewhere, f has nothing."""
    ties = [("b", "p1", JOINED, "2019"), ("x", "p1", JOINED, "2019"), ("b", "y", WORKS)]
    ties += [("x", other, WORKS) for other in ("c", "d", "u")] + [("e1", "e2", WORKS)]
    return make_dated(ties, start={"p1": "2019"}, region={"c": "North", "b": "North", "f": ""})


def test_who_may_not_be_suggested_is_told_why() -> None:
    assert said(explain_absence(fan(), "b", "b")) == ["B is the one that asks."]
    assert said(explain_absence(fan(), "b", "x")) == ["X is a partner already: P1 (2019)."]
    assert said(explain_absence(fan(), "b", "y")) == ["Y is a partner already."]
    assert said(explain_absence(fan(), Team(members=("b", "x")), "x")) == ["X is a member already."]
    assert said(explain_absence(fan(), "p1", "b")) == ["B is a member already."]
    nothing = explain_absence(fan(), "b", "f")
    assert said(nothing) == ["Nothing is known of F to judge by: no tie, no field of work, no offer."]
    # That somebody offers nothing and has no theme is no news where nobody has.
    assert missing(nothing) == ["missing_dates", "missing_region"]
    found = [explain_absence(fan(), "b", one) for one in "bxf"]
    assert [one.standing for one in found] == ["member", "partner", "unknown"]
    assert {(one.list, one.rank, one.score, one.last) for one in found} == {(None, None, None, None)}


def test_who_is_left_out_by_a_filter_is_told_which_and_where_it_would_stand() -> None:
    rank = explain_absence(fan(), "b", "u").rank
    found = explain_absence(fan(), "b", "u", kinds=["company", "ngo"])
    assert found.standing == "filtered"
    assert said(found) == [
        "U is left out by the filter: university, asked for are company, NGO.",
        f"Without the filter it would be number {rank} of 3.",
    ]
    assert said(explain_absence(fan(), "b", "c", among=["d"]))[0] == "C is left out by the filter of region or cluster."
    assert said(explain_absence(fan(), "b", "e1", among=["d"]))[1].endswith("in the list of new blood.")


def test_the_place_and_the_score_are_those_of_the_list() -> None:
    network = draw_network(3, projects=70)
    query = str(network.node["id"][network.organizations[2]])
    everybody = recommend_partners(network, query, k=1000)
    lists = {name: [one for one in everybody if one.list == name] for name in ("main", "new_blood")}
    assert all(len(one) > 12 for one in lists.values())
    for own in lists.values():
        for one in (own[0], own[9], own[10], own[-1]):
            found = explain_absence(network, query, one.candidate)
            assert (found.list, found.rank, found.score, found.ranked) == (one.list, one.rank, one.score, len(own))
            assert found.standing == ("suggested" if one.rank <= 10 else "below")
            check_costs(found, one, own[9])


def check_costs(found: Absence, one: Suggestion, last: Suggestion) -> None:
    """The two parts that fall furthest behind those of the last one shown, by going through all of them."""
    if one.rank <= 10:
        assert (found.costs, found.last, len(found.reasons)) == ({}, None, 1)
        return
    behind = sorted((one.parts[part] - last.parts[part], part) for part in one.parts if part != "base")
    assert found.costs == pytest.approx({part: cost for cost, part in behind[:2] if cost < 0})
    assert found.last == last.candidate
    assert len(found.reasons) == 1 + len(found.costs)
    for sentence, cost in zip(found.reasons[1:], found.costs.values(), strict=True):
        assert sentence.values["times"] == pytest.approx(np.exp(-cost), rel=0.05)
        assert sentence.values["other"] == last.name


def test_what_costs_is_told_with_the_facts_of_both() -> None:
    # Whatever the weights: of 20 strangers some stand below the first, and each sentence must be right.
    team = [f"b{at}" for at in range(3)]
    projects = {f"p{at}": [*team[: 1 + at % 3], f"c{at % 7}", f"d{at}"] for at in range(20)}
    network = make_network(projects, topics={f"p{at}": f"t{at % 2}" for at in range(20)}, alone=["e"])
    for one in recommend_partners(network, Team(members=tuple(team)), k=100):
        found = explain_absence(network, Team(members=tuple(team)), one.candidate, k=1)
        for part, sentence in zip(found.costs, found.reasons[1:], strict=True):
            values = {who: facts(projects, team, str(who)) for who in (one.candidate, found.last)}
            if part in values[one.candidate]:
                assert sentence.values["own"] == values[one.candidate][part]
                assert sentence.values["others"] == values[str(found.last)][part]


def facts(projects: dict[str, list[str]], team: list[str], who: str) -> dict[str, int]:
    own = [members for members in projects.values() if who in members]
    near = {end for members in projects.values() for end in members if set(members) & set(team)} - set(team)
    partners = {end for members in own for end in members} - {who}
    return {
        "prior_ties": sum(bool(set(members) & set(team)) for members in own),
        "common_partners": len(near & partners),
        "theme": len(own),
        "activity": len(own),
    }


def test_what_is_not_known_is_listed_where_it_is_known_of_others() -> None:
    ties = [
        ("b", "x", WORKS),
        ("x", "c", WORKS),
        ("x", "o", WORKS, "2019"),
        ("o", "s1", "OFFERS"),
        ("o", "k1", "MEMBER_OF"),
    ]
    kinds = {"b": "sme", "x": "sme", "c": "organization", "o": "sme", "s1": "capability", "k1": "cluster"}
    network = make_dated(ties, kind=kinds, region={"o": "North"})
    everything = ["missing_dates", "missing_themes", "missing_region", "missing_kind", "missing_offers"]
    assert missing(explain_absence(network, "b", "c")) == everything
    assert missing(explain_absence(network, "b", "o")) == []
    assert missing(explain_absence(make_dated(ties[:2], kind=dict.fromkeys("bcx", "sme")), "b", "c")) == []


def test_who_is_not_among_the_strongest_of_many_is_ranked_all_the_same() -> None:
    network = draw_network(5, organizations=1500, projects=700)
    query = str(network.node["id"][network.organizations[3]])
    scored = {one.candidate for one in recommend_partners(network, query, k=2000)}
    others = [str(node) for node in network.node["id"][network.organizations] if node not in {*scored, query}]
    assert len(others) > 400
    for one in others[::40]:
        found = explain_absence(network, query, one)
        # Whatever its score would be, it is not in the list.
        assert found.standing == "partner" or found.standing == ("below" if (found.rank or 0) > 10 else "overlooked")
        assert found.standing != "overlooked" or said(found)[0].startswith(f"{found.name} is among the best by none")


def test_wrong_calls_are_refused_and_the_answer_is_plain_json() -> None:
    with pytest.raises(UnknownName):
        explain_absence(fan(), "b", "nobody at all")
    with pytest.raises(UnknownName):
        explain_absence(fan(), "b", "p1")
    for values in ({"k": 0}, {"kinds": ["project"]}):
        with pytest.raises(UsageError):
            explain_absence(fan(), "b", "c", **values)  # type: ignore[arg-type]
        with pytest.raises(UsageError):
            find_smallest_change(fan(), "b", **values)  # type: ignore[arg-type]
    found = explain_absence(fan(), "b", "c", k=1)
    assert json.loads(json.dumps(found.to_dict("en")))["reasons"] == said(found)


# What it hangs on ----------------------------------------------------------------------------------------------------


def without(network: Network, gone: set[tuple[str, str]]) -> Network:
    """The network without the ties between these pairs, built anew."""
    ids = network.node["id"]
    ends = list(zip(ids[network.tie["source"]], ids[network.tie["target"]], strict=True))
    keep = [at for at, (one, other) in enumerate(ends) if (one, other) not in gone and (other, one) not in gone]
    ties = {"source": [ends[at][0] for at in keep], "target": [ends[at][1] for at in keep]}
    ties |= {name: network.tie[name][keep] for name in ("kind", "since", "until")}
    return Network.build(dict(network.node), ties)


def ask(network: Network, query: str | Team, gone: tuple[str, ...], among: list[str]) -> list[Suggestion]:
    """Suggestions without some ties of the query, or without some members of it."""
    if isinstance(query, Team) and len(query.members) > 1:
        rest = tuple(one for one in query.members if one not in gone)
        return recommend_partners(network, Team(rest, topics=query.topics), k=1000, among=among)
    asker = query if isinstance(query, str) else query.members[0]
    return recommend_partners(without(network, {(asker, one) for one in gone}), query, k=1000, among=among)


PEOPLE = st.integers(0, 7)
TEAMS = st.lists(st.sets(PEOPLE, min_size=2, max_size=4), min_size=2, max_size=8)


@settings(max_examples=25, deadline=None)
@given(TEAMS, PEOPLE, st.sets(PEOPLE, min_size=2, max_size=4))
def test_a_change_does_what_it_says_and_none_smaller_does(teams: list[set[int]], asker: int, members: set[int]) -> None:
    projects = {f"p{at}": [f"b{one}" for one in team] for at, team in enumerate(teams)}
    topics = {f"p{at}": f"t{at % 3}" for at in range(len(teams))}
    network = make_network(projects, topics=topics, alone=[f"b{at}" for at in range(8)])
    for query in (f"b{asker}", Team((f"b{asker}",), topics=("t1",)), Team(tuple(f"b{one}" for one in sorted(members)))):
        found = recommend_partners(network, query, k=1000)
        change = find_smallest_change(network, query)
        if change is None:
            continue
        assert (change.candidate, change.rank) == (found[0].candidate, 1)
        among = [one.candidate for one in found]
        check_change(change, [one for one in ask(network, query, change.removed, among) if one.list == found[0].list])
        assert 1 <= len(change.removed) <= MOST
        if len(change.removed) > 1:
            own = [*members] if change.kind == "members" else []
            units = [f"b{one}" for one in own] or [name for name, team in projects.items() if f"b{asker}" in team]
            for unit in units:
                first = ask(network, query, (unit,), among)[0]
                assert (first.candidate, first.list) == (found[0].candidate, found[0].list)


def check_change(change: Change, after: list[Suggestion]) -> None:
    ranks = {one.candidate: one.rank for one in after}
    assert ranks.get(change.candidate) == change.new_rank != 1
    assert change.first == (after[0].candidate if after else None)


def test_the_only_tie_and_the_way_there() -> None:
    # Of twelve ties of b only that to x leads to c; e1 and e2 are there for new blood.
    ties = [("b", f"d{at:02}") for at in range(11)] + [("b", "x"), ("x", "c"), ("e1", "e2")]
    network = make_network({}, direct=ties)
    change = find_smallest_change(network, "b")
    assert change is not None
    assert (change.candidate, change.kind, change.removed) == ("c", "ties", ("x",))
    assert (change.rank, change.new_rank, change.first) == (1, None, None)
    assert change.said.say("en") == "Without the ties to X, neither C nor anybody else would be in the list."
    assert change.to_dict("en")["text"] == change.said.say("en")
    assert TRIED == 10


def test_there_is_no_change_where_nobody_can_take_the_place() -> None:
    # Whoever is left, c is the only one that can be suggested.
    network = make_network({"p": ["b", "c"], "q": ["x", "c"]})
    assert find_smallest_change(network, Team(members=("b", "x"))) is None
    # Below the first k there is no place to lose, and nobody without any tie has one.
    below = recommend_partners(fan(), "b", k=5)[1].candidate
    assert find_smallest_change(fan(), "b", below, k=1) is None
    assert find_smallest_change(fan(), "b", "f") is None
    assert find_smallest_change(two_islands_and_a_loner(), "d1") is None
    assert find_smallest_change(make_network({"p": ["b", "c"]}), "b") is None


def test_another_than_the_first_loses_its_place_when_it_leaves_the_first_k() -> None:
    last = recommend_partners(fan(), "b")[2]
    assert (last.list, last.rank) == ("main", 3)
    change = find_smallest_change(fan(), "b", last.candidate, k=3)
    assert change is not None
    # Without p1 there is no way to any of the three; the tie to y leads nowhere.
    assert (change.removed, change.new_rank) == (("p1",), None)


# The command ---------------------------------------------------------------------------------------------------------


def run(*words: str) -> Result:
    folder = find_resource("datasets/st-petersburg")
    return CliRunner().invoke(commands, ["partners", *words, "--from", str(folder), "--lang", "en"])


def test_the_command_says_why_not_in_json_and_in_a_table() -> None:
    answer = json.loads(run("p221", "--why-not", "o371", "--limit", "1", "-f", "json").output)
    assert answer["meta"]["command"] == "partners"
    (item,) = answer["items"]
    assert (item["candidate"], item["standing"], item["list"]) == ("o371", "below", "main")
    assert item["reasons"][0].startswith(f"{item['name']} is number {item['rank']} of {item['ranked']}")
    table = run("p221", "--why-not", "o371", "--kind", "sme", "-f", "table").output
    assert "left out by the filter" in " ".join(table.split())
    filtered = json.loads(run("--member", "o001", "--member", "o022", "--why-not", "o022", "-f", "json").output)
    assert filtered["items"][0]["standing"] == "member"


def test_the_command_says_what_the_first_hangs_on() -> None:
    answer = json.loads(run("p221", "--what-if-removed", "--limit", "2", "-f", "json").output)
    first, *others = answer["items"]
    assert not any("smallest_change" in item for item in others)
    change = first["smallest_change"]
    assert change is None or (change["candidate"], change["kind"]) == (first["candidate"], "members")
    said = "No change of up to three" if change is None else change["text"]
    assert any(note.startswith(said) for note in answer["meta"]["notes"])
    assert "smallest_change" not in run("p221", "--limit", "1", "-f", "json").output


def test_an_answer_to_why_not_cannot_be_saved(tmp_path: Path) -> None:
    words = ["partners", "a", "--why-not", "b", "--save", "--store", str(tmp_path / "store")]
    result = CliRunner().invoke(commands, words, catch_exceptions=False)
    assert result.exit_code == 2
    assert "--why-not" in result.output
