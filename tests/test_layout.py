"""Where nodes and discs stand: what is apart, what is near, and whether names have room."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcdc.views.labels import Title, place_labels, title_size
from graphcdc.views.layout import AREA, hull_margin, outline, place, place_discs
from graphcdc.views.naming import FloatArray, IntArray
from graphcdc.views.packing import pack
from graphcdc.views.seats import Ties, choose_seats

#: Members of 27 clusters, and their names: short and long, of one line and of two.
SIZES = [48, 43, 36, 36, 35, 33, 27, 25, 25, 25, 22, 20, 18, 17, 15, 14, 13, 12, 11, 10, 10, 9, 9, 9, 7, 7, 6]
NAMES = ["Optics", "Pharmaceuticals and medicine", "Clean technologies for the urban environment"]


def clusters(sizes: list[int], inside: float = 0.7, seed: int = 0) -> tuple[IntArray, Ties]:
    """Build nodes in groups of these sizes, with five ties for each node, most of them inside its group."""
    random = np.random.default_rng(seed)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum([0, *sizes])
    source = np.repeat(np.arange(len(groups)), 5)
    own = first[groups[source]] + (random.random(len(source)) * np.array(sizes)[groups[source]]).astype(int)
    target = np.where(random.random(len(source)) < inside, own, random.integers(0, len(groups), len(source)))
    kept = source != target
    return groups, (source[kept], target[kept], np.ones(int(kept.sum())))


def closest(xy: FloatArray) -> float:
    from scipy.spatial import cKDTree

    return float(cKDTree(xy).query(xy, k=2)[0][:, 1].min())


# Nodes ------------------------------------------------------------------------------------------------------------


def test_without_nodes_there_are_no_places() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert place(none, (none, none, np.zeros(0)), [], 0).shape == (0, 2)


def test_a_single_node_stands_in_the_middle() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert place(np.zeros(1, dtype=np.int64), (none, none, np.zeros(0)), [], 0).tolist() == [[0.0, 0.0]]


def test_the_same_input_gives_the_same_places_and_the_seed_others() -> None:
    groups, ties = clusters(SIZES)
    first = place(groups, ties, [(0, 90.0)], 3)
    assert first.tobytes() == place(groups, ties, [(0, 90.0)], 3).tobytes()
    assert not np.array_equal(first, place(groups, ties, [(0, 90.0)], 4))
    assert np.array_equal(first, np.round(first, 1))
    assert (np.abs(first.min(axis=0) + first.max(axis=0)) <= 0.11).all()


@pytest.mark.parametrize("sizes", [[3], [700], SIZES, [400, 5, 5, 1], [2] * 40])
def test_nodes_keep_their_distance(sizes: list[int]) -> None:
    groups, ties = clusters(sizes)
    named = [(node, 180.0) for node in range(0, len(groups), 9)]
    # Neighbouring slots are at 0.9 of the usual distance, which leaves the largest nodes (20 px at 53 px) apart.
    assert closest(place(groups, ties, named, 0)) > 0.9 * 53 * (150 / max(len(groups), 60)) ** 0.5


def test_tied_nodes_stand_nearer_than_others_also_in_a_large_group() -> None:
    # Two halves with ties only inside each: by chance a tie would be as long as the way between any two.
    count = 800
    random = np.random.default_rng(1)
    source = np.repeat(np.arange(count), 4)
    target = (random.integers(0, count // 2, len(source)) * 2 + source % 2) % count
    xy = place(np.zeros(count, dtype=np.int64), (source, target, np.ones(len(source))), [], 0)
    ties = np.sqrt(((xy[source] - xy[target]) ** 2).sum(axis=1)).mean()
    any_pair = np.sqrt(((xy[source] - xy[random.permutation(target)]) ** 2).sum(axis=1)).mean()
    assert ties < 0.85 * any_pair


def test_the_hub_of_a_star_sits_in_the_middle() -> None:
    for count in (40, 500):
        spokes = np.arange(1, count)
        ties = (np.zeros(count - 1, dtype=np.int64), spokes, np.ones(count - 1))
        xy = place(np.zeros(count, dtype=np.int64), ties, [], 0)
        assert np.hypot(*xy[0]) < 0.2 * np.hypot(*xy.T).max()


def test_members_with_a_seat_keep_it() -> None:
    slots = np.array([[0.0, 0.0], [1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    ties = (np.array([0, 1]), np.array([1, 2]), np.ones(2))
    for fixed in ({0: 4}, {2: 0, 3: 1}):
        seats = choose_seats(slots, ties, np.zeros((5, 2)), fixed, np.random.default_rng(0))
        assert sorted(seats.tolist()) == list(range(5))
        assert {member: int(seats[member]) for member in fixed} == fixed


# Discs ------------------------------------------------------------------------------------------------------------


def boxes_of(centres: FloatArray, radii: FloatArray, titles: FloatArray) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the name directly above each disc."""
    return [
        (x - w / 2, y - r - 2 - h, x + w / 2, y - r - 2)
        for (x, y), r, (w, h) in zip(centres.tolist(), radii.tolist(), titles.tolist(), strict=True)
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(20, 150), st.floats(30, 120), st.sampled_from([0.0, 16.0, 32.0])), min_size=2, max_size=9
    ),
    st.integers(0, 5),
)
def test_discs_and_the_names_above_them_are_apart(discs: list[tuple[float, float, float]], seed: int) -> None:
    radii, titles = np.array([one[0] for one in discs]), np.array([one[1:] for one in discs])
    centres, scale = pack(radii, np.ones((len(discs), len(discs))), titles, AREA, seed)
    drawn = radii * scale
    boxes = boxes_of(centres, drawn, titles)
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert np.abs(centres[at, 0]) + drawn[at] <= AREA[0] / 2 + 0.01
        for other in range(len(discs)):
            x, y = centres[other]
            if other != at:
                assert math.dist(centres[at], centres[other]) > drawn[at] + drawn[other] + 5.9
            if other != at and titles[at, 1]:
                nearest = (min(max(x, left), right), min(max(y, top), bottom))
                assert math.dist(nearest, (x, y)) > drawn[other]
    for (at, one), (other, two) in itertools.combinations(enumerate(boxes), 2):
        if titles[at, 1] and titles[other, 1]:
            assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def test_too_many_names_leave_the_discs_apart() -> None:
    radii, titles = np.full(60, 30.0), np.tile((400.0, 60.0), (60, 1))
    centres = place_discs(radii, np.zeros((60, 60)), 0, titles)
    assert closest(centres) > 60


def test_a_disc_is_near_the_one_it_is_tied_to() -> None:
    between = np.zeros((12, 12))
    between[3, 8] = between[8, 3] = 50
    centres = place_discs(np.full(12, 60.0), between, 0)
    apart = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=2))
    assert apart[3, 8] < np.median(apart[3])


def test_names_of_27_clusters_have_room_above_their_hulls() -> None:
    groups, ties = clusters(SIZES)
    names = [NAMES[at % 3] for at in range(len(SIZES))]
    area = (1100.0, 760.0)
    xy = place(groups, ties, [], 0, np.array([title_size(name) for name in names]), area)
    shapes = [
        np.array(outline([*map(tuple, xy[groups == at].tolist())], hull_margin(len(xy)))) for at in range(len(names))
    ]
    corners = np.concatenate(shapes)
    zoom = float(((np.array(area) - (0, 32)) / (corners.max(axis=0) - corners.min(axis=0))).min())
    shift = np.array([0, 32]) / 2 - zoom * (corners.max(axis=0) + corners.min(axis=0)) / 2
    shapes, (x, y) = [zoom * shape + shift for shape in shapes], (zoom * xy + shift).T
    hulls = [
        Title(name, (low[0] + high[0]) / 2, low[1], high[1], (high[0] - low[0]) / 2, tuple(map(tuple, shape.tolist())))
        for name, shape in zip(names, shapes, strict=True)
        for low, high in [(shape.min(axis=0), shape.max(axis=0))]
    ]
    frame = (-area[0] / 2 - 60, -area[1] / 2, area[0] / 2 + 60, area[1] / 2)
    placed, _ = place_labels((x, y, np.full(len(x), 4.0)), [], hulls, frame)
    assert len(placed) == 27
    assert sum(label.box[3] <= hulls[label.owner].top for label in placed) >= 25
    for label in placed:
        left, top, right, bottom = label.box
        for other, shape in enumerate(shapes):
            if other != label.owner:
                inside = (shape > (left, top)) & (shape < (right, bottom))
                assert not inside.all(axis=1).any()
