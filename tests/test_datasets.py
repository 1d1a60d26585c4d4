"""The bundled data sets hold what their READMEs say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graphcdc import Network, load_tables, read_tables
from graphcdc.resources import find_resource

ATTRIBUTION = "Source: CORDIS, (c) European Union, 1995-2020, CC BY 4.0; reduced and joined by the graphcdc project."


@pytest.fixture(scope="module")
def finland() -> Network:
    return load_tables(find_resource("datasets/horizon-finland"))


@pytest.fixture(scope="module")
def horizon() -> Network:
    return load_tables(find_resource("datasets/horizon"))


def test_horizon_is_whole(horizon: Network) -> None:
    kinds = Counter(horizon.node["kind"].tolist())
    assert kinds == {
        "company": 17_584,
        "organization": 3_105,
        "research_organization": 2_532,
        "university": 2_246,
        "public_authority": 1_944,
        "project": 20_073,
        "cluster": 17,
    }
    assert Counter(horizon.tie["kind"].tolist())["PARTICIPATES_IN"] == 91_334
    assert len(horizon.organizations) == 27_411
    assert horizon.home is None
    assert horizon.date == "2018-12-25"


def test_finland_has_its_organizations_at_home_and_their_partners(finland: Network) -> None:
    at_home = finland.regions[finland.organizations] == "Finland"
    assert (int(at_home.sum()), int((~at_home).sum())) == (542, 6_794)
    assert len(finland.of_kinds(["project"])) == 1_220
    assert finland.home == finland.home_region == "Finland"


def test_every_project_of_finland_has_somebody_from_finland(finland: Network) -> None:
    joined = finland.tie["kind"] == "PARTICIPATES_IN"
    at_home = finland.regions[finland.tie["source"][joined]] == "Finland"
    assert set(finland.tie["target"][joined][at_home]) == set(finland.of_kinds(["project"]))


def test_namibia_is_a_country_and_not_a_missing_value(horizon: Network) -> None:
    assert set(horizon.regions[horizon.column("country") == "NA"]) == {"Namibia"}


def test_unnamed_organizations_show_their_number(horizon: Network) -> None:
    node = horizon.positions["888888170"]
    assert horizon.node["name"][node] == "PIC 888888170"


def test_membership_starts_with_the_first_participation_in_the_part(finland: Network) -> None:
    # VTT (932760440) took part in energy projects (SC3); its membership is as old as the oldest of them.
    vtt, energy = finland.positions["932760440"], finland.positions["SC3"]
    source, target, kind = finland.tie["source"], finland.tie["target"], finland.tie["kind"]
    since = finland.tie["since"]
    projects = target[(source == vtt) & (kind == "PARTICIPATES_IN")]
    starts = [
        finland.column("start")[project]
        for project in projects
        if "SC3" in finland.column("clusters")[project].split(";")
    ]
    assert since[(source == vtt) & (target == energy) & (kind == "MEMBER_OF")].tolist() == [min(starts)]


@pytest.mark.parametrize("name", ["horizon", "horizon-finland"])
def test_the_columns_of_the_source_are_filled(name: str) -> None:
    tables = read_tables(find_resource(f"datasets/{name}"))
    assert (tables["participations"]["amount"] >= 0).sum() > 0.8 * len(tables["participations"])
    assert set(tables["participations"]["role"]) == {"coordinator", "participant", "partner"}
    assert (tables["projects"]["budget"] > 0).sum() > 0.9 * len(tables["projects"])
    for table, column in (
        ("organizations", "city"),
        ("projects", "topics"),
        ("projects", "end"),
        ("projects", "clusters"),
    ):
        assert (tables[table][column] != "").sum() > 0.3 * len(tables[table]), (table, column)


@pytest.mark.parametrize("name", ["horizon", "horizon-finland"])
def test_the_readme_has_the_attribution_and_the_counts(name: str) -> None:
    folder: Path = find_resource(f"datasets/{name}")
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert ATTRIBUTION in text
    tables = read_tables(folder)
    for table in ("organizations", "clusters", "projects", "memberships", "participations"):
        assert f"| `{table}` | {len(tables[table]):,} |" in text
