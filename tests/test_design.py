"""What the projects there are explain of a deficit, against hand-worked values and a walk over all pairs."""

from __future__ import annotations

import numpy as np
import pytest
from networks import draw_network, make_network
from scipy.sparse import csr_array

from graphcdc import find_gaps
from graphcdc.gaps.design import FEWEST_EVENTS, expect_alike, sort_events
from graphcdc.gaps.families import plan_tests
from graphcdc.gaps.mixing import Mixer


def test_the_expectation_is_that_of_each_sort_added_up() -> None:
    # b1 and b2 are firms, u1 a university. Of one sort b1 with b2 and b1 with u1, of the other b2 with u1 twice.
    projects = {"p": ["b1", "b2"], "q": ["b1", "u1"], "r": ["b2", "u1"], "s": ["b2", "u1"]}
    cooperation = make_network(projects).cooperation()
    labels = csr_array(np.array([[1, 0], [1, 0], [0, 1]], dtype=float))
    mixer = Mixer(cooperation, labels)
    # First sort: degrees 2, 1, 1, two meetings over 5 products: c = 0.4. Second: 0, 2, 2 and c = 2 / 4.
    expected = expect_alike(mixer, np.array([0, 0, 1, 1]))
    assert expected == pytest.approx(np.array([[0.4 * 2, 0.4 * 3 + 0.5 * 4], [0.4 * 3 + 0.5 * 4, 0.0]]))
    # Pairs that cannot meet are not expected to: without b1 and u1, c of the first sort is 2 / 3.
    barred = Mixer(cooperation, labels, impossible=np.array([[0, 2]]))
    assert expect_alike(barred, np.array([0, 0, 1, 1]))[0, 1] == pytest.approx(2 / 3 * 1 + 0.5 * 4)


@pytest.mark.parametrize("seed", range(3))
def test_if_all_events_are_alike_it_is_the_expectation_by_degree(seed: int) -> None:
    (population,) = plan_tests(draw_network(seed, projects=60, direct=20), ["education_gap"]).populations[:1]
    cooperation, labels = population.cooperation, population.mixer.labels
    for one in (Mixer(cooperation, labels), Mixer(cooperation, labels, (), np.array([[0, 1], [2, 9], [3, 4]]))):
        alike = expect_alike(one, np.zeros(one.members.shape[0], dtype=np.int64))
        assert alike == pytest.approx(one.count().by_degree)


def test_events_are_alike_by_clusters_and_size_as_long_as_there_are_enough() -> None:
    few, many = FEWEST_EVENTS - 1, FEWEST_EVENTS
    teams = {2: ["b1", "b2"], 3: ["b1", "b2", "u1"], 6: ["b1", "b2", "u1", "u2", "a1", "a2"]}
    wanted = [("k", 2, many), ("k", 3, few), ("k", 6, few), ("m", 2, few), ("n", 2, 1), ("n", 3, 3)]
    projects = {f"p{k}{size}-{at:02}": teams[size] for k, size, count in wanted for at in range(count)}
    network = make_network(
        projects,
        direct=[("b1", "b2"), ("u1", "u2")],
        clusters={"k": ["b1"], "m": ["b2"], "n": ["u1"]},
        project_clusters={name: name[1] for name in projects},
    )
    cooperation = network.cooperation()
    names, sorts = network.node["id"][cooperation.projects], sort_events(network, cooperation).tolist()
    found = dict(zip(names, sorts, strict=False))
    number = {}
    for k, size, count in wanted:
        of_project = [number for name, number in found.items() if name.startswith(f"p{k}{size}")]
        assert of_project == [of_project[0]] * count
        number[k, size] = of_project[0]
    # 20 of cluster k and size 2 are enough; the others of k together; 19 of m and one of n have a size in common.
    assert number["k", 3] == number["k", 6] != number["k", 2]
    assert number["m", 2] == number["n", 2] not in (number["k", 2], number["k", 3])
    # Three of n remain.
    assert number["n", 3] not in (number["k", 2], number["k", 3], number["m", 2])
    direct = sort_events(network, cooperation)[len(cooperation.projects) :].tolist()
    assert direct[0] == direct[1] not in number.values()


def test_a_deficit_of_two_kinds_of_projects_is_explained_by_them() -> None:
    # Firms and universities meet at random in projects of m, but those of k have hardly any university.
    random = np.random.default_rng(0)
    firms, others = [f"b{at}" for at in range(40)], [f"u{at}" for at in range(40)]
    projects = {}
    for at in range(60):
        projects[f"pk{at:02}"] = random.choice(firms, 4, replace=False).tolist()
        projects[f"pm{at:02}"] = random.choice([*others, *firms[:8]], 4, replace=False).tolist()
    own = {one: one[1] for one in projects}
    network = make_network(projects, clusters={"k": firms, "m": others}, project_clusters=own)
    (gap,) = find_gaps(network, kinds=["education_gap"])
    alike = gap.evidence["expected_in_alike_projects"]
    assert gap.ratio is not None
    assert gap.ratio < 0.5
    assert gap.observed / alike == pytest.approx(1.0, abs=0.15)
    explained = round(100 * (gap.expected - alike) / (gap.expected - gap.observed))
    assert explained >= 80
    told = f"explains {explained} % of the deficit" if explained < 100 else "explains all of the deficit"
    assert told in gap.text("en")
    assert "состав проектов объясняет" in gap.text("ru")


def test_with_one_sort_of_events_nothing_is_said_of_projects() -> None:
    projects = {f"p{kind}{at}": [f"{kind}{at}", f"{kind}{at + 15}"] for kind in "bu" for at in range(15)}
    (gap,) = find_gaps(make_network(projects), kinds=["education_gap"])
    assert gap.evidence["expected_in_alike_projects"] is None
    assert "same clusters" not in gap.text("en")
