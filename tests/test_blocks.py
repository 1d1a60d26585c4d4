"""Groups that share members and keep to themselves, against hand-worked values and slow re-implementations."""

from __future__ import annotations

import numpy as np
import pytest
from networks import draw_network, make_network
from numpy.typing import NDArray
from regimes import VERY_COHESIVE, plant_deficit
from regimes import draw_network as draw_regime
from scipy.sparse import csr_array

from graphcdc import find_gaps
from graphcdc.gaps.families import CLUSTER_GAP, plan_tests
from graphcdc.gaps.mixing import Mixer, fit_independence

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def small_mixer(impossible: Integers | None = None) -> Mixer:
    """60 organizations in five groups that share members, all of one block."""
    cooperation = draw_network(3, organizations=60, projects=50, direct=10).cooperation()
    cooperation = cooperation.restrict(cooperation.degrees > 0)
    labels = (np.random.default_rng(1).random((len(cooperation.organizations), 5)) < 0.3).astype(float)
    return Mixer(cooperation, csr_array(labels), [np.arange(5)], impossible)


def meet_slowly(mixer: Mixer, labels: Floats) -> Floats:
    """Events x groups x groups: pairs of participants that belong to one of two groups only, one by one."""
    members = mixer.members.toarray()
    found = np.zeros((len(members), labels.shape[1], labels.shape[1]))
    for event, row in enumerate(members):
        there = np.flatnonzero(row)
        for i in there:
            for j in there:
                alone, other = labels[i] * (1 - labels[j]), labels[j] * (1 - labels[i])
                found[event] += np.outer(alone, other) * (i != j)
    return found


def test_whoever_belongs_to_both_groups_is_left_out_of_their_pair() -> None:
    # b1 in k, b2 in m, b3 in both; two more clusters of one member each make a block of four.
    projects = {"p": ["b1", "b2"], "q": ["b1", "b3"], "r": ["b2", "b3"], "s": ["b1", "b4"], "t": ["b2", "b5"]}
    clusters = {"k": ["b1", "b3"], "m": ["b2", "b3"], "n": ["b4"], "o": ["b5"]}
    cooperation = make_network(projects, clusters=clusters).cooperation()
    labels = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=float)
    mixer = Mixer(cooperation, csr_array(labels), [np.arange(4)])
    mixing = mixer.count()
    # Of the three meetings of k and m (p, q, r) only p has nobody of both.
    assert mixing.observed[0, 1] == mixing.observed[1, 0] == 1
    # Degrees 3, 3, 2, 1, 1: five meetings over ((10)^2 - 24) / 2 = 38 products, of which b1 with b2 has 9.
    assert mixing.by_degree[0, 1] == pytest.approx(5 * 9 / 38)
    # Within a group and with groups that share nobody everything counts.
    assert mixing.observed.diagonal().tolist() == [1, 1, 0, 0]
    assert mixing.observed[0].tolist() == [1, 1, 1, 0]
    assert [mixer.count_left_out(0, 1), mixer.count_left_out(0, 2), mixer.count_left_out(0, 0)] == [1, 0, 0]
    # Groups that are not fitted keep everybody.
    plain = Mixer(cooperation, csr_array(labels))
    assert plain.count().observed[0, 1] == 3
    assert plain.count_left_out(0, 1) == 0


@pytest.mark.parametrize("at_once", [10, 4_000_000], ids=["many groups", "few groups"])
@pytest.mark.parametrize("impossible", [None, np.array([[0, 1], [2, 9], [3, 4], [5, 40]])])
def test_counts_are_those_of_a_walk_over_all_pairs(
    impossible: Integers | None, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphcdc.gaps.blocks._AT_ONCE", at_once)
    mixer = small_mixer(impossible)
    barred = {(int(i), int(j)) for i, j in ([] if impossible is None else impossible)}
    sources = np.stack([np.random.default_rng(seed).permutation(len(mixer.degrees)) for seed in range(3)])
    drawn = mixer.count(sources)
    apart = ~np.eye(5, dtype=bool)
    for source, observed, by_degree in zip(sources, drawn.observed, drawn.by_degree, strict=True):
        labels = mixer.labels.toarray()[source].astype(float)
        assert observed[apart].tolist() == meet_slowly(mixer, labels).sum(axis=0)[apart].tolist()
        expected, products = np.zeros((5, 5)), 0.0
        for i, d in enumerate(mixer.degrees):
            for j, e in enumerate(mixer.degrees):
                if i != j and (i, j) not in barred and (j, i) not in barred:
                    expected += np.outer(labels[i] * (1 - labels[j]), labels[j] * (1 - labels[i])) * d * e
                    products += d * e
        assert by_degree[apart] == pytest.approx((expected * mixer.joint / products)[apart])


def test_events_that_all_occur_once_are_counted_as_they_are() -> None:
    for impossible in (None, np.array([[0, 1], [2, 9]])):
        mixer = small_mixer(impossible)
        own, again = mixer.count(), mixer.resample(np.ones((2, mixer.members.shape[0])))
        for name in ("observed", "by_degree", "fitted"):
            assert getattr(again, name)[1] == pytest.approx(getattr(own, name), rel=1e-5)


def test_crowding_is_the_variance_of_what_the_fit_leaves_of_each_event() -> None:
    mixer = small_mixer()
    (block,) = mixer.blocks
    source = np.random.default_rng(0).permutation(len(mixer.degrees))
    fitted = mixer.count(source).fitted
    meetings = meet_slowly(mixer, mixer.labels.toarray()[source].astype(float))
    expected = fitted * (1 - np.eye(5))
    meetings *= 1 - np.eye(5)
    assert np.asarray(block.list_meetings(source).toarray()).reshape(-1, 5, 5).tolist() == meetings.tolist()
    # Each event moves the logarithms of the factors as the sums of the fit ask for.
    factors = np.linalg.solve(np.diag(expected.sum(axis=1)) + expected, meetings.sum(axis=2).T).T
    left = meetings - expected * (factors[:, :, None] + factors[:, None, :])
    variance = (left**2).sum(axis=(0, 2))
    # Drawn to what holds for all groups as by 50 more meetings.
    together = variance.sum() / expected.sum()
    wanted = (variance + 50 * together) / (expected.sum(axis=1) + 50)
    assert block.measure_crowding(source, fitted) == pytest.approx(wanted)


def test_where_nobody_meets_nothing_is_crowded() -> None:
    mixer = small_mixer()
    assert mixer.blocks[0].measure_crowding(np.arange(len(mixer.degrees)), np.zeros((5, 5))).tolist() == [0] * 5


def test_a_pair_left_out_of_the_fit_expects_what_the_others_say() -> None:
    (population,) = plan_tests(draw_regime(plant_deficit(0.5, 120), 1), (CLUSTER_GAP,)).populations
    mixing = population.mixer.count()
    observed, fitted = mixing.observed[0, 1], mixing.fitted[0, 1]
    # The same fit without the pair: its own expectation in its place until nothing changes.
    filled = mixing.observed.copy()
    for _ in range(60):
        filled[0, 1] = filled[1, 0] = fit_independence(filled, mixing.by_degree)[0, 1]
    leverage = population.mixer.measure_leverage(mixing)[0, 1]
    assert fitted < 0.95 * filled[0, 1]
    assert fitted * np.exp((1 - observed / fitted) * leverage) == pytest.approx(filled[0, 1], rel=0.01)


def test_a_planted_deficit_by_half_is_told_as_a_half() -> None:
    ratios = []
    for seed in range(1, 7):
        network = draw_regime(plant_deficit(0.5, 120), seed)
        gaps = find_gaps(network, kinds=[CLUSTER_GAP])
        ratios += [gap.ratio for gap in gaps if gap.groups == ("k00", "k01")]
    assert len(ratios) >= 5
    assert np.mean([ratio for ratio in ratios if ratio is not None]) == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_clusters_that_keep_to_themselves_and_share_members_avoid_nobody(seed: int) -> None:
    # With all members counted nearly every such network has pairs of clusters with q <= 0.05.
    network = draw_regime(VERY_COHESIVE, seed)
    assert find_gaps(network, kinds=[CLUSTER_GAP]) == []
    (population,) = plan_tests(network, (CLUSTER_GAP,)).populations
    assert len(population.pairs) > 60


def test_a_gap_of_clusters_says_how_many_are_left_out() -> None:
    (gap,) = find_gaps(draw_regime(plant_deficit(0.7, 120), 2), kinds=[CLUSTER_GAP])
    left_out = gap.evidence["left_out"]
    assert isinstance(left_out, int)
    assert left_out > 0
    assert f"Left out: {left_out} organizations that belong to both." in gap.text("en")
    assert f"Не учтены те, кто входит в обе группы: {left_out}." in gap.text("ru")
