"""Placed names: what they never cover, and cases worked out by hand."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcdc.views.labels import Box, Label, Title, break_title, place_labels, shorten, title_size
from graphcdc.views.layout import outline
from graphcdc.views.typeface import measure_text

PAGE = (0.0, 0.0, 1600.0, 900.0)
#: "Oulu" is 27.3 px wide at 12 px, and has 2 px for the halo at each side.
OULU = 31.3


def at(*dots: tuple[float, float, float]) -> tuple[list[float], list[float], list[float]]:
    return [x for x, _, _ in dots], [y for _, y, _ in dots], [r for _, _, r in dots]


def hull(text: str, x: float, y: float, radius: float = 50.0) -> Title:
    return Title(text, x, y - radius, y + radius, radius, outline([(x, y)], radius))


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def covers(box: Box, x: float, y: float, radius: float) -> bool:
    dx, dy = x - min(max(x, box[0]), box[2]), y - min(max(y, box[1]), box[3])
    return dx * dx + dy * dy < radius * radius - 1e-6


# Nodes ------------------------------------------------------------------------------------------------------------


def test_eight_places_are_tried_in_turn() -> None:
    # The node at (100, 100) has radius 10, so its name begins 12 px beside it; walls close one place after another.
    right = (110.0, 90.0, 160.0, 110.0)
    left = (40.0, 90.0, 90.0, 110.0)
    above, below = (84.0, 70.0, 116.0, 90.0), (84.0, 110.0, 116.0, 130.0)
    expected = [
        ((), (127.6, 100.0)),
        ((right,), (72.4, 100.0)),
        ((right, left), (100.0, 81.0)),
        ((right, left, above), (100.0, 119.0)),
    ]
    for walls, middle in expected:
        _, (label,) = place_labels(at((100, 100, 10)), [(0, "Oulu")], [], PAGE, taken=walls)
        assert (label.x, label.y, label.width, label.height) == (*middle, OULU, 14.0)
    assert place_labels(at((100, 100, 10)), [(0, "Oulu")], [], PAGE, taken=(right, left, above, below))[1] == ()


def test_a_corner_is_taken_when_the_sides_are_closed() -> None:
    walls = (
        (112.0, 95.0, 160.0, 105.0),
        (40.0, 95.0, 88.0, 105.0),
        (84.0, 70.0, 100.0, 90.0),
        (84.0, 110.0, 100.0, 130.0),
    )
    # 0.71 * 12 = 8.52 px beside and above the middle: 100 + 8.52 + 15.65, 100 - 8.52 - 7.
    _, (label,) = place_labels(at((100, 100, 10)), [(0, "Oulu")], [], PAGE, taken=walls)
    assert (label.x, label.y) == (124.2, 84.5)


def test_the_first_named_wins_and_the_budget_ends_it() -> None:
    dots = at((100, 100, 5), (130, 100, 5))
    _, labels = place_labels(dots, [(1, "Oulu"), (0, "Oulu")], [], PAGE)
    assert [(label.owner, label.x > dots[0][label.owner]) for label in labels] == [(1, True), (0, False)]
    assert [label.owner for label in place_labels(dots, [(1, "Oulu"), (0, "Oulu")], [], PAGE, budget=1)[1]] == [1]


def test_a_name_without_a_place_is_left_out_and_the_next_gets_its_turn() -> None:
    # The first is too near the edge on three sides, and below it the place is taken.
    dots, wall = at((20, 12, 8), (8, 42, 2)), (0.0, 24.0, 46.0, 32.0)
    _, labels = place_labels(dots, [(0, "Oulu"), (1, "Oulu")], [], (0, 0, 46, 50), taken=[wall])
    assert [label.owner for label in labels] == [1]


def test_long_names_are_cut_at_30_characters() -> None:
    name = "ООО «Образцовый центр городской экологии»"
    _, (label,) = place_labels(at((500, 500, 5)), [(0, name)], [], PAGE)
    assert label.text == shorten(name) == "ООО «Образцовый центр городск…"
    assert len(label.text) == 30
    assert label.width == round(measure_text(label.text, 12) + 4, 1)


# Clusters ---------------------------------------------------------------------------------------------------------


def test_a_cluster_has_its_name_above_else_below_else_beside() -> None:
    title = hull("Maritime", 400, 300)
    (label,), _ = place_labels(at(), [], [title], PAGE)
    assert (label.x, label.y, label.width, label.height) == (400.0, 240.0, 64.0, 16.0)
    above, below = (300.0, 200.0, 500.0, 252.0), (300.0, 348.0, 500.0, 400.0)
    (label,), _ = place_labels(at(), [], [title], PAGE, taken=[above])
    assert (label.x, label.y) == (400.0, 360.0)
    (label,), _ = place_labels(at(), [], [title], PAGE, taken=[above, below])
    # 50 + 4 + 32 px to the right of the middle.
    assert (label.x, label.y) == (486.0, 300.0)


def test_a_cluster_at_the_edge_of_the_picture_keeps_its_name_inside() -> None:
    (label,), _ = place_labels(at(), [], [hull("Clean technologies", 30, 300, 28)], PAGE)
    assert label.box[0] == 0
    assert label.box[3] <= 272


def test_a_disc_may_carry_its_name_inside() -> None:
    one = Title("Maritime", 400, 300, 500, 100, outline([(400, 400)], 100), inside=True)
    (label,), _ = place_labels(at(), [], [one], PAGE)
    assert (label.x, label.y) == (400.0, 400.0)


def test_a_name_keeps_clear_of_another_hull() -> None:
    # The lower hull has the upper one directly above it, and its name finds the place below.
    labels, _ = place_labels(at(), [], [hull("Maritime", 400, 300, 60), hull("Polymers", 400, 415, 50)], PAGE)
    assert [(label.x, label.y) for label in labels] == [(400.0, 230.0), (400.0, 475.0)]


def test_every_cluster_gets_its_name_even_among_nodes_but_those_without_a_hull_do_not() -> None:
    dots = at(*((x, y, 7.0) for x in range(10, 800, 12) for y in range(10, 600, 12)))
    titles = [hull("Maritime", 200, 300), hull("Polymers", 500, 300), Title("Without cluster", 350, 300, 400, 40)]
    labels, _ = place_labels(dots, [], titles, (0, 0, 800, 600))
    assert [label.owner for label in labels] == [0, 1]


def test_names_of_clusters_are_broken_into_balanced_lines() -> None:
    assert break_title("Polymers") == ("Polymers",)
    assert break_title("Высокие технологии и инжиниринг") == ("Высокие технологии", "и инжиниринг")
    assert break_title("Транспортно-логистический") == ("Транспортно-", "логистический")
    assert break_title("Marie Skłodowska-Curie actions") == ("Marie Skłodowska-Curie", "actions")
    assert break_title("А" * 80)[0].endswith("…")
    for text in ("Развитие информационных технологий, радиоэлектроники и связи", "Б" * 50 + " в", "в " + "Б" * 50):
        assert all(measure_text(line, 13, bold=True) <= 190 * 1.15 for line in break_title(text))
    assert title_size("Высокие технологии и инжиниринг")[1] == 32.0
    assert title_size(" ") == (0.0, 0.0)


# Always -----------------------------------------------------------------------------------------------------------

COORDINATE = st.integers(0, 4000).map(lambda tenth: tenth / 10)
DOT = st.tuples(COORDINATE, COORDINATE, st.integers(20, 150).map(lambda tenth: tenth / 10))
NAME = st.text(alphabet="аБв Wi«»", min_size=1, max_size=40).filter(str.strip)
HULL = st.tuples(NAME, COORDINATE, COORDINATE, st.integers(10, 60))
FRAME = (0.0, 0.0, 400.0, 400.0)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(DOT, NAME), max_size=25), st.lists(HULL, max_size=4), st.integers(0, 12))
def test_names_cover_nothing(nodes: list[tuple[tuple[float, float, float], str]], hulls: list, budget: int) -> None:
    dots = at(*(dot for dot, _ in nodes))
    taken = [(100.0, 100.0, 140.0, 120.0)]
    names = [(number, name) for number, (_, name) in enumerate(nodes)]
    titles = [hull(text, x, y, float(radius)) for text, x, y, radius in hulls]
    above, labels = place_labels(dots, names, titles, FRAME, budget, taken)
    assert len(labels) <= budget
    assert [label.owner for label in above] == list(range(len(titles)))
    for label in (*above, *labels):
        left, top, right, bottom = label.box
        assert left >= 0
        assert top >= 0
        assert right <= 400
        assert bottom <= 400
        assert (round(label.x, 1), round(label.y, 1)) == (label.x, label.y)
    for one, other in itertools.combinations([*taken, *(label.box for label in (*above, *labels))], 2):
        assert apart(one, other)
    for label in labels:
        for number, dot in enumerate(zip(*dots, strict=True)):
            assert number == label.owner or not covers(label.box, *dot)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(DOT, NAME), max_size=20, unique_by=lambda one: one[0][:2]),
    st.randoms(),
    st.lists(HULL, max_size=3),
)
def test_the_order_of_nodes_changes_nothing(nodes: list, random: object, hulls: list) -> None:
    titles = [hull(text, x, y, float(radius)) for text, x, y, radius in hulls]
    order = list(range(len(nodes)))
    random.shuffle(order)  # type: ignore[attr-defined]

    def placed(numbers: list[int]) -> list[tuple[int, str, float, float]]:
        dots = at(*(nodes[number][0] for number in numbers))
        ranked = sorted(range(len(numbers)), key=lambda dot: numbers[dot])
        _, labels = place_labels(dots, [(dot, nodes[numbers[dot]][1]) for dot in ranked], titles, FRAME)
        return [(numbers[label.owner], label.text, label.x, label.y) for label in labels]

    assert placed(order) == placed(sorted(order))


def test_nodes_are_covered_by_names_of_clusters_only_where_there_is_no_other_place() -> None:
    random = np.random.default_rng(2)
    dots = at(*((x, y, 4.0) for x, y in random.uniform((0, 0), (1600, 900), size=(300, 2)).tolist()))
    titles = [
        hull(f"Cluster number {number}", 130 + 220 * (number % 7), 150 + 220 * (number // 7), 70)
        for number in range(21)
    ]
    labels, _ = place_labels(dots, [], titles, PAGE)
    assert len(labels) == 21
    assert not any(covers(label.box, *dot) for label in labels for dot in zip(*dots, strict=True))


def test_a_label_knows_its_lines_and_its_box() -> None:
    label = Label(3, "Clean\ntechnologies", 100.0, 50.0, 80.0, 32.0)
    assert label.lines == ("Clean", "technologies")
    assert label.box == (60.0, 34.0, 140.0, 66.0)
