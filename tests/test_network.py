"""The network: order, time, home, names, and what leaves it."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from networks import barbell, make_network

from graphcdc import AmbiguousName, DataError, Network, UnknownName

NO_TIES: dict[str, list[str]] = {"source": [], "target": [], "kind": []}


def organizations(ids: str, **columns: list[str]) -> dict[str, list[str]]:
    return {"id": list(ids), "name": list(ids.upper()), "kind": ["sme"] * len(ids), **columns}


def dated_ties() -> Network:
    """Three ties between a and b: one ended in March 2018, one from May 2019 to 2020, one without dates."""
    ties = {
        "source": ["a", "a", "a"],
        "target": ["b", "b", "b"],
        "kind": ["SUPPLIES", "COOPERATES_WITH", "CONTRACTS_WITH"],
        "since": ["2017", "2019-05-20", ""],
        "until": ["2018-03-31", "2020", ""],
    }
    return Network.build(organizations("ab"), ties)


# Building ------------------------------------------------------------------------------------------------------------


def test_nodes_stand_in_the_order_of_their_ids_and_len_counts_them() -> None:
    network = make_network({"p": ["c", "b"]}, clusters={"k": ["b"]}, alone=["z9", "a10", "a9"])
    assert list(network.node["id"]) == ["a10", "a9", "b", "c", "k", "p", "z9"]
    assert len(network) == 7


def test_rows_in_another_order_make_the_same_network() -> None:
    ties = {
        "source": ["a", "c", "a", "a"],
        "target": ["b", "b", "b", "b"],
        "kind": ["SUPPLIES", "SUPPLIES", "SUPPLIES", "COOPERATES_WITH"],
        "since": ["2019", "2018", "2017", ""],
    }
    straight = Network.build(organizations("abc"), ties)
    turned = Network.build(organizations("cba"), {name: values[::-1] for name, values in ties.items()})
    for name, values in straight.tie.items():
        assert turned.tie[name].tolist() == values.tolist(), name
    assert straight.node["id"].tolist() == turned.node["id"].tolist()
    # By kind in alphabetical order, then ends, then dates.
    assert straight.ties[["source", "target", "since"]].values.tolist() == [
        ["a", "b", ""],
        ["a", "b", "2017"],
        ["a", "b", "2019"],
        ["c", "b", "2018"],
    ]


def test_an_undirected_tie_is_the_same_from_either_end_and_a_directed_one_is_not() -> None:
    ties = {"source": ["b", "b"], "target": ["a", "a"], "kind": ["COOPERATES_WITH", "SUPPLIES"]}
    network = Network.build(organizations("ab"), ties)
    assert network.ties[["source", "target", "kind"]].values.tolist() == [
        ["a", "b", "COOPERATES_WITH"],
        ["b", "a", "SUPPLIES"],
    ]


def test_an_id_that_stands_twice_and_a_tie_that_ends_nowhere_are_errors() -> None:
    with pytest.raises(DataError, match="a"):
        Network.build(organizations("aba"), NO_TIES)
    with pytest.raises(DataError, match="zz"):
        Network.build(organizations("ab"), {"source": ["a"], "target": ["zz"], "kind": ["SUPPLIES"]})


def test_the_default_date_is_the_newest_start_or_check_and_never_an_end() -> None:
    ties = {"source": ["a"], "target": ["b"], "kind": ["SUPPLIES"], "since": ["2018"], "until": ["2031"]}
    assert Network.build(organizations("ab"), ties).date == "2018"
    assert Network.build(organizations("ab"), {**ties, "verified_on": ["2019-02-03"]}).date == "2019-02-03"
    assert Network.build(organizations("ab", start=["2020-07", ""]), ties).date == "2020-07"
    assert Network.build(organizations("ab"), NO_TIES).date == ""


def test_arrays_cannot_be_written_and_data_frames_are_copies() -> None:
    network = barbell()
    for values in (*network.node.values(), *network.tie.values()):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = values[1]
    nodes, ties = network.nodes, network.ties
    nodes.loc[0, "name"] = "changed"
    ties.loc[0, "source"] = "changed"
    assert network.nodes.loc[0, "name"] == "B1"
    assert "changed" not in set(network.ties["source"])


def test_arrays_that_a_network_was_built_of_stay_writable_and_apart() -> None:
    names = np.array(["A", "B"], dtype=object)
    network = Network.build({"id": ["a", "b"], "name": names, "kind": ["sme", "sme"]}, NO_TIES)
    names[0] = "changed"
    assert network.node["name"][0] == "A"


# Time ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "kinds"),
    [
        ("2016", ["CONTRACTS_WITH"]),
        ("2017", ["CONTRACTS_WITH", "SUPPLIES"]),
        ("2019-04", ["CONTRACTS_WITH", "SUPPLIES"]),
        ("2019-05", ["CONTRACTS_WITH", "COOPERATES_WITH", "SUPPLIES"]),
        ("2019-05-19", ["CONTRACTS_WITH", "SUPPLIES"]),
        ("2019-05-20", ["CONTRACTS_WITH", "COOPERATES_WITH", "SUPPLIES"]),
        ("2019", ["CONTRACTS_WITH", "COOPERATES_WITH", "SUPPLIES"]),
        (datetime.date(2019, 5, 19), ["CONTRACTS_WITH", "SUPPLIES"]),
        (datetime.datetime(2019, 5, 20, 12, 30), ["CONTRACTS_WITH", "COOPERATES_WITH", "SUPPLIES"]),
    ],
)
def test_a_date_takes_away_what_starts_later_and_keeps_what_has_ended(date: str, kinds: list[str]) -> None:
    earlier = dated_ties().as_of(date)
    assert list(earlier.ties["kind"]) == kinds
    assert len(earlier) == 2


def test_the_date_of_an_earlier_network_is_the_one_that_was_asked_for() -> None:
    assert dated_ties().date == "2019-05-20"
    assert dated_ties().as_of("2018").date == "2018"
    assert dated_ties().as_of(datetime.date(2018, 1, 2)).date == "2018-01-02"


@pytest.mark.parametrize("date", ["", "19", "2019-5", "01.05.2019", "2019-13", "2019-00", "2019-05-32", "２０１９"])
def test_what_is_no_date_is_an_error(date: str) -> None:
    with pytest.raises(DataError):
        dated_ties().as_of(date)


def test_a_project_that_starts_later_goes_with_all_its_ties() -> None:
    nodes = {
        "id": ["a", "b", "p", "q"],
        "name": list("ABPQ"),
        "kind": ["sme", "sme", "project", "project"],
        "start": ["", "", "2020-01", "2018"],
    }
    ties = {"source": ["a", "b", "a"], "target": ["p", "p", "q"], "kind": ["PARTICIPATES_IN"] * 3}
    earlier = Network.build(nodes, ties).as_of("2019")
    assert list(earlier.node["id"]) == ["a", "b", "q"]
    assert earlier.ties[["source", "target"]].values.tolist() == [["a", "q"]]


def test_an_earlier_network_keeps_a_stated_home() -> None:
    assert make_network({"p": ["b", "c"]}, regions={"b": "X", "c": "Y"}, home="Y").as_of("2019").home_region == "Y"


@pytest.mark.parametrize(
    ("date", "weight"),
    [
        # Without dates 1 always; the one of 2017 ends on 31 March 2018; that of May 2019 lasts to the end of 2020.
        ("2018-03-31", 2),
        ("2018-04-01", 1),
        ("2018-03", 2),
        ("2018", 1),
        ("2020-12-31", 2),
        ("2020", 2),
        ("2021-01-01", 1),
    ],
)
def test_active_leaves_out_what_had_ended_by_the_date(date: str, weight: int) -> None:
    network = dated_ties().as_of(date)
    assert network.cooperation(active=True).matrix.toarray()[0, 1] == weight
    # Ended or not, history counts: the contract, the supply from 2017, and the cooperation from May 2019.
    assert network.cooperation().matrix.toarray()[0, 1] == (3 if date >= "2019-06" else 2)


# Home ----------------------------------------------------------------------------------------------------------------


def test_the_home_region_is_stated_or_the_most_frequent_one_of_the_organizations() -> None:
    regions = {"b": "Omsk", "c": "Perm", "d": "Perm", "p": "Omsk", "q": "Omsk"}
    network = make_network({"p": ["b", "c"], "q": ["b", "d"]}, regions=regions)
    assert network.home is None
    assert network.home_region == "Perm"
    assert network.with_home("omsk").home_region == "Omsk"
    assert make_network({"p": ["b"]}, regions={"b": "Omsk"}, home="Perm").home_region == "Perm"


def test_equally_frequent_regions_go_by_name_and_unknown_ones_do_not_count() -> None:
    assert make_network({"p": ["b", "c", "d", "e", "f"]}, regions={"b": "Perm", "c": "Omsk"}).home_region == "Omsk"
    assert make_network({"p": ["b", "c"]}).home_region == ""


def test_the_country_stands_in_for_a_region_that_is_not_known() -> None:
    network = Network.build(organizations("abc", region=["Perm", "", ""], country=["RU", "FI", "FI"]), NO_TIES)
    assert network.regions.tolist() == ["Perm", "FI", "FI"]
    assert network.home_region == "FI"


def test_a_home_where_nobody_is_cannot_be_stated_and_the_closest_is_named() -> None:
    network = make_network({"p": ["b", "c"]}, regions={"b": "Saint Petersburg", "c": "Moscow"})
    with pytest.raises(UnknownName, match="Saint Petersburg"):
        network.with_home("Saint Petersbourg")


# Names ---------------------------------------------------------------------------------------------------------------


def named() -> Network:
    nodes = {
        "id": ["n1", "n2", "n3", "n4", "vector"],
        "name": ["Vector", "Vector Plus", "New Vector", "Optics", "Laser"],
        "name_ru": ["Вектор", "", "", "Оптика", ""],
        "kind": ["sme", "sme", "university", "sme", "project"],
        "inn": ["", "7707083893", "", "", ""],
    }
    return Network.build(nodes, NO_TIES)


def test_find_ranks_id_then_inn_then_whole_name_then_start_then_part() -> None:
    found = [(match.id, match.match) for match in named().find(" VECTOR ")]
    assert found == [("vector", "id"), ("n1", "name"), ("n2", "start"), ("n3", "part")]
    assert [(match.id, match.match) for match in named().find("7707083893")] == [("n2", "inn")]
    assert [(match.id, match.name, match.match) for match in named().find("опти")] == [("n4", "Optics", "start")]
    assert named().find("  ") == []


def test_find_leaves_out_quotes_and_legal_forms_and_takes_either_script_and_misspellings() -> None:
    names = ["ООО «Вектор-М»", "ФГБОУ ВО «Технический университет»", "АО НПО Вектор"]
    nodes = {"id": ["a", "b", "c"], "name": names, "kind": ["sme", "university", "company"]}
    network = Network.build(nodes, NO_TIES)

    def find(text: str) -> list[tuple[str, str]]:
        return [(match.id, match.match) for match in network.find(text)]

    assert find("Вектор М") == [("a", "name")]
    assert find('"вектор-м" ООО') == [("a", "name")]
    assert find("нпо век") == [("c", "start")]
    assert find("университет технич") == [("b", "words")]
    assert find("vektor") == [("c", "spelling"), ("a", "spelling")]
    assert find("тexнич") == [("b", "start")]  # e and x are Latin letters
    assert find("Технческий") == [("b", "near")]
    assert find("совсем другое") == []
    assert network.resolve("universitet") == "b"
    with pytest.raises(UnknownName, match="Технический"):
        network.resolve("Технческий университет")


def test_a_name_resolves_by_id_inn_whole_name_or_unique_part() -> None:
    network = named()
    assert network.resolve("n3") == "n3"
    assert network.resolve("N3") == "n3"
    assert network.resolve("7707083893") == "n2"
    assert network.resolve("vector", ["sme"]) == "n1"
    assert network.resolve("вектор") == "n1"
    assert network.resolve("new") == "n3"
    assert network.resolve("vector", ["university"]) == "n3"


def test_a_name_that_fits_several_lists_them_and_one_that_fits_none_names_the_closest() -> None:
    with pytest.raises(AmbiguousName) as caught:
        named().resolve("vec", ["sme"])
    assert caught.value.matches == (("n1", "Vector"), ("n2", "Vector Plus"))
    with pytest.raises(UnknownName, match="Optics"):
        named().resolve("Optiks")
    with pytest.raises(UnknownName):
        named().resolve("")


# To networkx ---------------------------------------------------------------------------------------------------------


def test_the_typed_graph_has_one_edge_per_stored_tie_shorthands_included() -> None:
    network = make_network({"p": ["b", "c"]}, direct=[("b", "c")], clusters={"k": ["b"]}, ties=[("b", "c", "SUPPLIES")])
    graph = network.to_networkx()
    assert graph.is_multigraph()
    assert graph.is_directed()
    assert sorted((source, target, data["kind"]) for source, target, data in graph.edges(data=True)) == [
        ("b", "c", "COOPERATES_WITH"),
        ("b", "c", "SUPPLIES"),
        ("b", "k", "MEMBER_OF"),
        ("b", "p", "PARTICIPATES_IN"),
        ("c", "p", "PARTICIPATES_IN"),
    ]
    assert graph.nodes["k"] == {"name": "K", "kind": "cluster"}


def test_the_projection_weighs_a_pair_by_its_joint_projects_and_direct_ties() -> None:
    # p of three gives 1/2 to each pair, q of two gives 1, the direct tie b-c gives 1; f has no partner.
    graph = make_network({"p": ["b", "c", "d"], "q": ["b", "c"], "s": ["f"]}, direct=[("b", "c")]).to_networkx(True)
    assert {tuple(sorted(edge[:2])): edge[2] for edge in graph.edges(data="weight")} == {
        ("b", "c"): 2.5,
        ("b", "d"): 0.5,
        ("c", "d"): 0.5,
    }
    assert set(graph.nodes) == {"b", "c", "d", "f"}
