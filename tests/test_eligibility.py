"""Rules of eligibility: what they check, where nothing can be told, and files that say what nobody understands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from networks import make_dated

from graphcdc import Gap, GraphcdcError, Network, UnknownName, find_gaps
from graphcdc.cli import commands
from graphcdc.errors import DataError
from graphcdc.gaps import find_gap, find_sides, list_limits, read_rules
from graphcdc.gaps.rules import Rule

NAME = 'name = "Ours"\nsource = "the statutes"\n'


def make_rules(folder: Path, text: str) -> tuple[Rule, ...]:
    file = folder / "rules.toml"
    file.write_text(text, encoding="utf-8")
    return read_rules(file)


def cluster(size: int, letters: str = "bu", name: str = "k1") -> list[tuple[str, ...]]:
    """Members of a cluster, their kinds in turn, none of whom works with another."""
    return [(f"{letters[at % len(letters)]}{name}{at:02}", name, "MEMBER_OF") for at in range(size)]


def find(ties: Sequence[tuple[str, ...]], rules: Sequence[Rule] | None = None, **columns: dict[str, str]) -> list[Gap]:
    network = make_dated([*ties, ("y", "z", "SUPPLIES", "2024")], **columns)
    return find_gaps(network, kinds=["eligibility_gap"], rules=rules)


def limits(ties: Sequence[tuple[str, ...]], rules: Sequence[Rule] | None = None) -> list[str]:
    network = make_dated([*ties, ("y", "z", "SUPPLIES")])
    return [limit.say("en") for limit in list_limits(network, kinds=["eligibility_gap"], rules=rules)]


# What comes with graphcdc --------------------------------------------------------------------------------------------


def test_a_cluster_of_fourteen_is_too_small_for_the_european_platform_and_one_of_fifteen_is_not() -> None:
    (gap,) = find(cluster(14))
    assert (gap.members, gap.observed, gap.claim) == (("k1",), 1, "structural")
    (broken,) = gap.evidence["breaks"]
    assert (broken["rule"], broken["check"]) == ("european_platform", "least_members")
    assert (broken["found"], broken["needed"], broken["who"]) == (14, 15, [])
    assert "simplified reading" in broken["source"]
    assert gap.text("en") == (
        "K1 falls short of requirements: European Cluster Collaboration Platform wants at least 15 members, it has 14."
    )
    assert gap.text("ru") == (
        "Кластер K1 не дотягивает до требований: "
        "Европейская платформа кластеров (ECCP), участников нужно не меньше 15, есть 14."
    )
    assert find(cluster(15)) == []


def test_two_types_are_two_spheres_or_a_sphere_and_investors_but_not_two_kinds_of_firm() -> None:
    kinds = {f"bk1{at:02}": "sme" for at in range(0, 15, 2)}
    (gap,) = find(cluster(15, "b"), kind=kinds)
    assert [broken["check"] for broken in gap.evidence["breaks"]] == ["least_member_types"]
    assert gap.text("en").endswith("wants at least 2 types of member, it has 1.")
    assert find(cluster(15, "bi")) == []
    assert find(cluster(15, "bu")) == []


def test_members_of_no_known_kind_may_be_of_the_missing_type() -> None:
    ties = cluster(15, "b")
    unknown = {ties[0][0]: "organization"}
    assert find(ties, kind=unknown) == []
    network = make_dated([*ties, ("y", "z", "SUPPLIES")], kind=unknown)
    assert "European Cluster Collaboration Platform: cannot be told for 1 of 1 cluster, too little is recorded" in [
        limit.say("en") for limit in list_limits(network, kinds=["eligibility_gap"])
    ]


def test_a_member_without_a_contract_breaks_the_decree_and_the_tie_that_cures_it_is_named() -> None:
    ties = cluster(15)
    members = [tie[0] for tie in ties]
    contracts = [(a, b, "CONTRACTS_WITH") for a, b in zip(members[0:14:2], members[1:14:2], strict=True)]
    (gap,) = find([*ties, *contracts])
    assert (gap.members, gap.observed, gap.ties) == (("k1", members[14]), 1, ((members[14], members[0]),))
    (broken,) = gap.evidence["breaks"]
    assert (broken["rule"], broken["found"], broken["needed"], broken["who"]) == ("decree_779", 14, 15, [members[14]])
    assert gap.text("en").endswith(
        "industrial cluster (Decree 779) wants a tie between members of the kind contract, 1 of 15 have none (BK114)."
    )
    assert gap.advice.say("en") == "These ties would do: BK114 – BK100."
    # A contract with the state, such as a special investment contract, stands in for one with another member.
    state = [(members[14], "a1", "CONTRACTS_WITH")]
    assert find([*ties, *contracts, *state]) == []
    # One with anybody else does not, nor does one that has ended.
    assert len(find([*ties, *contracts, (members[14], "b1", "CONTRACTS_WITH")])) == 1
    assert len(find([*ties, *contracts, (members[14], members[0], "CONTRACTS_WITH", "2015", "2018")])) == 1


def test_two_without_a_contract_are_paired_with_each_other_first_those_who_work_together() -> None:
    ties = cluster(20)
    members = [tie[0] for tie in ties]
    contracts = [(a, b, "CONTRACTS_WITH") for a, b in zip(members[0:14:2], members[1:14:2], strict=True)]
    loose = members[14:]
    (gap,) = find([*ties, *contracts, (loose[0], loose[3], "COOPERATES_WITH")])
    assert gap.evidence["breaks"][0]["who"] == sorted(loose)
    assert gap.ties[0] == (loose[0], loose[3])
    assert sorted(end for tie in gap.ties for end in tie) == sorted(loose)
    here, there = find_sides(make_dated(ties), gap)
    assert (here.sum(), there.sum()) == (6, 20)


def test_where_fewer_than_half_have_a_contract_contracts_are_not_recorded() -> None:
    ties = cluster(15)
    few = [(ties[at][0], ties[at + 1][0], "CONTRACTS_WITH") for at in (0, 2, 4)]
    assert find([*ties, *few]) == []
    untold = "industrial cluster (Decree 779): cannot be told for 1 of 1 cluster, too little is recorded"
    assert untold in limits([*ties, *few])
    eight = [*few, (ties[6][0], ties[7][0], "CONTRACTS_WITH")]
    assert len(find([*ties, *eight])) == 1
    assert untold not in limits([*ties, *eight])


def test_who_has_left_the_cluster_is_no_member() -> None:
    left = [("b9", "k1", "MEMBER_OF", "2015", "2019")]
    assert [gap.observed for gap in find([*cluster(14), *left])] == [1]
    assert find(left) == []


def test_those_who_work_with_most_members_are_invited() -> None:
    ties = cluster(13)
    near = [("b1", ties[0][0], "SUPPLIES"), ("b2", ties[0][0], "SUPPLIES"), ("b2", ties[1][0], "SUPPLIES")]
    (gap,) = find([*ties, *near])
    assert gap.evidence["invited"] == ["b1", "b2"]
    # Each with the best connected member that it does not work with yet; nobody stands in two ties.
    assert gap.ties == (("b2", ties[2][0]), ("b1", ties[1][0]))
    assert gap.advice.say("en") == "2 more members needed; those who work with its members: B2, B1."


# Own rules -----------------------------------------------------------------------------------------------------------


def test_own_rules_stand_in_place_of_the_others_and_one_finding_names_all_breaks(tmp_path: Path) -> None:
    rules = make_rules(
        tmp_path,
        f'[size]\nname = {{ en = "Fund", ru = "Фонд" }}\nsource = "its call"\nleast_members = 4\ncoordinated = true\n'
        f'[supply]\n{NAME}tied_by = ["SUPPLIES", "CONTRACTS_WITH"]\ntied_share = 0.8\n',
    )
    ties = [*cluster(3), ("bk100", "uk101", "SUPPLIES")]
    (gap,) = find(ties, rules)
    assert gap.members == ("k1", "bk102")
    # A member, a coordinator, and one without a tie: 0.8 of three are three.
    assert gap.observed == 3
    assert [(one["rule"], one["check"]) for one in gap.evidence["breaks"]] == [
        ("size", "least_members"),
        ("size", "coordinated"),
        ("supply", "tied_by"),
    ]
    assert gap.text("ru") == (
        "Кластер K1 не дотягивает до требований: Фонд, участников нужно не меньше 4, есть 3; "
        "Фонд, нужна организация-координатор, её нет; "
        "Ours, нужна связь вида «поставка, договор» с другим участником, у 1 из 3 её нет (BK102)."
    )


@pytest.mark.parametrize(
    "tie",
    [("n1", "k1", "COORDINATES"), ("bk100", "k1", "MEMBER_OF", "", "", "Координатор")],
    ids=["coordinates", "role"],
)
def test_a_cluster_is_coordinated_by_a_tie_or_by_a_member_that_leads(tmp_path: Path, tie: tuple[str, ...]) -> None:
    rules = make_rules(tmp_path, f"[led]\n{NAME}coordinated = true\n")
    assert len(find(cluster(2), rules)) == 1
    kinds = {"n1": "cluster_organization"} if tie[0] == "n1" else {}
    assert find([*cluster(2), tie], rules, kind=kinds) == []


def test_a_rule_applies_to_the_clusters_and_statuses_that_it_names(tmp_path: Path) -> None:
    ties = [*cluster(2), *cluster(2, name="k2")]
    named = make_rules(tmp_path, f'[few]\n{NAME}least_members = 3\nclusters = ["K2"]\n')
    assert [gap.members for gap in find(ties, named)] == [("k2",)]
    pilots = make_rules(tmp_path, f'[few]\n{NAME}least_members = 3\nstatuses = ["pilot"]\n')
    assert [gap.members for gap in find(ties, pilots, status={"k1": "pilot"})] == [("k1",)]
    unknown = make_rules(tmp_path, f'[few]\n{NAME}least_members = 3\nclusters = ["k7"]\n')
    with pytest.raises(UnknownName, match="k7"):
        find(ties, unknown)
    assert limits([*ties], pilots) == []


def test_a_gap_of_own_rules_is_found_again_with_them(tmp_path: Path) -> None:
    rules = make_rules(tmp_path, f"[few]\n{NAME}least_members = 3\n")
    network = make_dated([*cluster(2), ("y", "z", "SUPPLIES")])
    (gap,) = find_gaps(network, kinds=["eligibility_gap"], rules=rules)
    assert find_gap(network, gap.id, rules=rules).evidence == gap.evidence


def save(network: Network, folder: Path) -> None:
    nodes, ties = network.nodes, network.ties
    nodes[["id", "name", "kind"]].to_csv(folder / "organizations.csv", index=False)
    ties[["source", "target", "kind"]].to_csv(folder / "ties.csv", index=False)


def test_the_commands_take_a_file_of_rules(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    save(make_dated([*cluster(2), ("y", "z", "SUPPLIES")]), data)
    make_rules(tmp_path, f"[few]\n{NAME}least_members = 3\n")
    options = ["--from", str(data), "--rules", str(tmp_path / "rules.toml"), "-f", "json", "--lang", "en"]
    done = CliRunner().invoke(commands, ["gaps", "--kind", "eligibility_gap", *options], catch_exceptions=False)
    answer = json.loads(done.stdout)
    assert [item["text"] for item in answer["items"]] == [
        "K1 falls short of requirements: Ours wants at least 3 members, it has 2."
    ]
    assert "rules of eligibility read in short, no legal advice: Ours" in answer["meta"]["notes"]
    found = answer["items"][0]["id"]
    done = CliRunner().invoke(commands, ["partners", "--gap", found, *options], catch_exceptions=False)
    assert {item["gap_closed"] for item in json.loads(done.stdout)["items"]} == {found}


# Files that nobody understands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a", "rules.toml cannot be read as rules"),
        ("least_members = 3", "rules.toml: least_members is no rule"),
        (
            f"[a]\n{NAME}leest_members = 3",
            "rule a: there is no word leest_members. There are: name, source, least_member",
        ),
        (f"[a]\n{NAME}", "rule a: nothing is asked. There are: least_members"),
        (f"[a]\n{NAME}coordinated = false", "rule a: nothing is asked"),
        ("[a]\nsource = 's'\nleast_members = 3", "rule a: name is missing"),
        ("[a]\nname = 's'\nleast_members = 3", "rule a: source is missing"),
        ("[a]\nname = { en = 'x' }\nsource = 's'\nleast_members = 3", "rule a: name = {'en': 'x'} makes no sense"),
        ("[a]\nname = ' '\nsource = 's'\nleast_members = 3", "rule a: name =   makes no sense"),
        (f"[a]\n{NAME}least_members = 0", "least_members = 0 makes no sense. It has to be: 1, 2, 3"),
        (f"[a]\n{NAME}least_members = true", "least_members = True makes no sense"),
        (f"[a]\n{NAME}least_member_types = 1.5", "least_member_types = 1.5 makes no sense"),
        (f"[a]\n{NAME}tied_by = ['MARRIED_TO']", "tied_by = .* It has to be: .COOPERATES_WITH"),
        (f"[a]\n{NAME}tied_by = 'SUPPLIES'", "tied_by = SUPPLIES makes no sense"),
        (f"[a]\n{NAME}tied_by = []", "makes no sense"),
        (f"[a]\n{NAME}tied_by = ['SUPPLIES']\ntied_share = 2", "tied_share = 2 makes no sense"),
        (f"[a]\n{NAME}least_members = 3\ntied_share = 0.5", "tied_share needs tied_by"),
        (f"[a]\n{NAME}least_members = 3\nor_tied_to = ['investor']", "or_tied_to needs tied_by"),
        (f"[a]\n{NAME}tied_by = ['SUPPLIES']\nor_tied_to = ['project']", "or_tied_to = .* makes no sense"),
        (f"[a]\n{NAME}coordinated = 'yes'", "coordinated = yes makes no sense"),
        (f"[a]\n{NAME}least_members = 3\nstatuses = ['famous']", "statuses = .* It has to be: .pilot"),
    ],
)
def test_a_rule_that_says_what_is_not_known_is_an_error_that_says_what_is(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(DataError, match=message) as caught:
        make_rules(tmp_path, text)
    assert isinstance(caught.value, GraphcdcError)
    assert "rules.toml" in caught.value.text("ru")


def test_a_file_that_is_not_there_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.toml cannot be read"):
        read_rules(tmp_path / "none.toml")


def test_the_rules_that_come_with_graphcdc_name_their_sources_in_both_languages() -> None:
    for rule in read_rules():
        for lang, words in (("en", "simplified reading"), ("ru", "упрощённое прочтение")):
            assert words in rule.source.say(lang)
            assert "http" not in rule.source.say(lang)
            assert rule.name.say(lang)
