"""Where names stand in a picture, decided once for every writer: never over a node, another name or the edge.

Names of clusters come first, then those of nodes in the order given. All measures are px of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graphcdc.views.naming import FloatArray, IntArray
from graphcdc.views.typeface import measure_text

#: Left, top, right, bottom.
Box = tuple[float, float, float, float]

#: Size of type, height of a line and room for the halo on both sides together; of nodes and of clusters.
LABEL_SIZE, TITLE_SIZE = 12.0, 13.0
_LINE, _TITLE_LINE, _HALO = 14.0, 16.0, 4.0
#: Names of nodes are cut above so many characters, names of clusters are broken above so many px.
#: A line may be a little wider if the name is then whole.
_LONGEST, _BROKEN, _SQUEEZED = 30, 190.0, 1.15
#: Distance of a name from its node, and from its hull.
_NEXT, _OFF = 2.0, 2.0
#: A cluster's name that finds no place at its hull may stand so far away, on a grid of so many px.
_AWAY, _GRID, _AT_ONCE = 90.0, 9.0, 200


@dataclass(frozen=True)
class Label:
    """A name and the box that it takes up, halo included.

    Attributes
    ----------
    owner
        Number of the node or of the cluster.
    text
        As it is drawn, already cut; a line break between the lines.
    x, y
        Middle of the box.
    """

    owner: int
    text: str
    x: float
    y: float
    width: float
    height: float

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines from top to bottom, each as high as the others and centred."""
        return tuple(self.text.split("\n"))

    @property
    def box(self) -> Box:
        """Left, top, right and bottom."""
        across, down = self.width / 2, self.height / 2
        return self.x - across, self.y - down, self.x + across, self.y + down


@dataclass(frozen=True)
class Title:
    """The name of a cluster and where its hull is.

    Attributes
    ----------
    x, top, bottom, half
        Middle, upper and lower end, and half the width of the hull.
    outline
        Corners of the hull, which is convex. Without them the name may be left out if there is no place for it.
    inside
        Whether the name goes into the hull if it fits there.
    """

    text: str
    x: float
    top: float
    bottom: float
    half: float
    outline: tuple[tuple[float, float], ...] = ()
    inside: bool = False


def shorten(text: str, longest: int = _LONGEST) -> str:
    """Cut a name that is too long.

    Examples
    --------
    >>> shorten("Technical Research Centre of Finland"), shorten("Oulu")
    ('Technical Research Centre of…', 'Oulu')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def break_title(text: str, most: float = _BROKEN) -> tuple[str, ...]:
    """Break the name of a cluster into one line, or two of about the same length, none much wider than `most` px.

    Examples
    --------
    >>> break_title("Maritime"), break_title("Clean technologies for the urban environment")
    (('Maritime',), ('Clean technologies for', 'the urban environment'))
    >>> break_title("Development of information technologies, radio electronics and communication")
    ('Development of information', 'technologies, radio electro…')
    """
    whole = " ".join(text.split())
    if _wide(whole) <= most:
        return (whole,)
    gaps = [gap.span() for gap in re.finditer(r" |(?<=\w{3}-)(?=\w{3})", whole)]
    pairs = [(whole[:start], whole[end:]) for start, end in gaps]
    spaced = [pair for pair, (start, end) in zip(pairs, gaps, strict=True) if start < end]
    # Between words if that will do, else at a hyphen.
    for some in (spaced, pairs):
        widest, best = min(((max(map(_wide, pair)), pair) for pair in some), default=(most * 2, ("", "")))
        if widest <= _SQUEEZED * most:
            return best
    # Too long for two lines: the first takes what it can, and the second is cut.
    fitting = [pair for pair in pairs if _wide(pair[0]) <= most]
    return tuple(_cut(line, most) for line in (fitting[-1] if fitting else (whole,)))


def title_size(text: str, most: float = _BROKEN) -> tuple[float, float]:
    """Return width and height of the name of a cluster in px, halo included; no name has neither.

    Examples
    --------
    >>> title_size("Maritime"), title_size("Clean technologies for the urban environment")
    ((64.0, 16.0), (156.4, 32.0))
    """
    if not text.strip():
        return 0.0, 0.0
    lines = break_title(text, most)
    return round(max(map(_wide, lines)) + _HALO, 1), _TITLE_LINE * len(lines)


def _wide(text: str) -> float:
    return measure_text(text, TITLE_SIZE, bold=True)


def _cut(text: str, most: float) -> str:
    if _wide(text) <= most:
        return text
    while text and _wide(text + "…") > most:
        text = text[:-1].rstrip()
    return text + "…"


def place_labels(
    dots: tuple[Sequence[float], Sequence[float], Sequence[float]],
    names: Sequence[tuple[int, str]],
    titles: Sequence[Title],
    frame: Box,
    budget: int = 60,
    taken: Sequence[Box] = (),
) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """Return the names of clusters and those of nodes that find a place.

    Every cluster with an outline gets its name: above its hull, else below, else beside it, else near it; over other
    hulls or, in the last resort, over nodes only where nothing else is left, and never over another name.

    Parameters
    ----------
    dots
        x, y and radius of each node; a ring round the node counts.
    names
        Number of the node and its name, the most important first.
    titles
        Names of clusters.
    frame
        Edge of the picture.
    budget
        Most names of nodes.
    taken
        Boxes in which something else is written.

    Examples
    --------
    >>> _, names = place_labels(([50.0], [50.0], [8.0]), [(0, "Oulu")], [], (0, 0, 200, 100))
    >>> names
    (Label(owner=0, text='Oulu', x=75.6, y=50.0, width=31.3, height=14.0),)
    """
    crowd = _Crowd(dots, frame, taken)
    outlines = [np.array(title.outline, dtype=np.float64).reshape(-1, 2) for title in titles]
    hulls: list[Label] = []
    for at in sorted(range(len(titles)), key=lambda at: _rank(titles[at])):
        others = [shape for number, shape in enumerate(outlines) if number != at and len(shape)]
        label = _place_title(at, titles[at], outlines[at], others, crowd)
        if label is not None:
            hulls.append(label)
            crowd.take(label.box)
    return tuple(sorted(hulls, key=lambda label: label.owner)), tuple(_place_names(names, budget, crowd))


def _rank(title: Title) -> tuple[bool, float, float, float, str]:
    """Hulls first, the largest first, and nothing after their number, which the order of rows decides on."""
    return not title.outline, -title.half, title.x, title.top, title.text


class _Crowd:
    """The nodes, the edge, and the boxes that are taken so far."""

    def __init__(
        self, dots: tuple[Sequence[float], Sequence[float], Sequence[float]], frame: Box, taken: Sequence[Box]
    ) -> None:
        self.x, self.y, self.radius = (np.asarray(axis, dtype=np.float64) for axis in dots)
        self.frame = frame
        self.boxes: FloatArray = np.array(taken, dtype=np.float64).reshape(-1, 4)
        # Nodes from top to bottom, so that those near a row of boxes are found among few.
        self.order = np.argsort(self.y, kind="stable")
        self.rows = self.y[self.order]
        self.widest = float(self.radius.max(initial=0))

    def take(self, box: Box) -> None:
        self.boxes = np.vstack([self.boxes, box])

    def open(self, boxes: FloatArray) -> NDArray[np.bool_]:
        """Which boxes are inside the edge and over no other."""
        left, top, right, bottom = (boxes[:, side, None] for side in range(4))
        other = self.boxes.T
        taken = ((left < other[2]) & (right > other[0]) & (top < other[3]) & (bottom > other[1])).any(axis=1)
        inside = (boxes[:, :2] >= self.frame[:2]).all(axis=1) & (boxes[:, 2:] <= self.frame[2:]).all(axis=1)
        return np.asarray(inside & ~taken, dtype=bool)

    def clear(self, boxes: FloatArray, owners: IntArray) -> NDArray[np.bool_]:
        """Which boxes cover no node but their owner; there are several boxes for each owner."""
        low, high = boxes[:, :, :2].min(axis=1) - self.widest, boxes[:, :, 2:].max(axis=1) + self.widest
        first = np.searchsorted(self.rows, low[:, 1], "left")
        counts = np.searchsorted(self.rows, high[:, 1], "right") - first
        # Pairs of an owner and a node that is near it from top to bottom, then also from left to right.
        own = np.repeat(np.arange(len(boxes)), counts)
        node = self.order[np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)]
        near = (self.x[node] > low[own, 0]) & (self.x[node] < high[own, 0]) & (node != owners[own])
        own, node = own[near], node[near]
        x, y, reach = self.x[node], self.y[node], self.radius[node] ** 2
        clear = np.ones(boxes.shape[:2], dtype=bool)
        for way in range(boxes.shape[1]):
            left, top, right, bottom = boxes[own, way].T
            # How far the middle of the node is from the nearest point of the box.
            aside = np.maximum(np.maximum(left - x, x - right), 0)
            above = np.maximum(np.maximum(top - y, y - bottom), 0)
            clear[own[aside**2 + above**2 < reach], way] = False
        return clear


def _boxes(middles: FloatArray, width: FloatArray | float, height: float) -> tuple[FloatArray, FloatArray]:
    """Round the middles of boxes, and return them with the boxes."""
    middles = np.round(middles, 1) + 0.0
    half = np.stack([np.broadcast_to(width, middles.shape[:-1]) / 2, np.full(middles.shape[:-1], height / 2)], axis=-1)
    return middles, np.concatenate([middles - half, middles + half], axis=-1)


def _place_names(names: Sequence[tuple[int, str]], budget: int, crowd: _Crowd) -> Iterator[Label]:
    """Try right, left, above, below and the four corners of each node."""
    for first in range(0, len(names), _AT_ONCE):
        some = [(dot, text) for dot, name in names[first : first + _AT_ONCE] if (text := shorten(name.strip()))]
        owners = np.array([dot for dot, _ in some], dtype=np.int64)
        widths = np.round([measure_text(text, LABEL_SIZE) + _HALO for _, text in some], 1)
        beside = crowd.radius[owners] + _NEXT
        across, down, none = beside + widths / 2, beside + _LINE / 2, np.zeros(len(some))
        # At a corner the box begins where the circle crosses the diagonal.
        aside, above = 0.71 * beside + widths / 2, 0.71 * beside + _LINE / 2
        right = np.stack([across, -across, none, none, aside, aside, -aside, -aside], axis=1)
        lower = np.stack([none, none, -down, down, -above, above, -above, above], axis=1)
        middles = np.stack([crowd.x[owners, None] + right, crowd.y[owners, None] + lower], axis=2)
        middles, boxes = _boxes(middles, widths[:, None], _LINE)
        clear = crowd.clear(boxes, owners)
        for at in np.flatnonzero(clear.any(axis=1)).tolist():
            free = clear[at] & crowd.open(boxes[at])
            if free.any() and budget > 0:
                (dot, text), (x, y) = some[at], middles[at, int(np.argmax(free))].tolist()
                label = Label(dot, text, x, y, float(widths[at]), _LINE)
                budget -= 1
                crowd.take(label.box)
                yield label
        if budget <= 0:
            return


def _place_title(
    owner: int, title: Title, outline: FloatArray, hulls: Sequence[FloatArray], crowd: _Crowd
) -> Label | None:
    """Take the first place that is free: clear of other hulls if that can be, over nodes only if it must be."""
    if not title.text.strip():
        return None
    width, height = title_size(title.text)
    beside = _beside(title, outline, width, height, crowd.frame)
    second: list[float] = []
    for over_nodes in (False, True):
        if over_nodes and not len(outline):
            return None
        away = float("inf") if over_nodes else _AWAY
        for places in chain([beside], _nearby(title, width, height, crowd.frame, away)):
            middles, boxes = _boxes(places, width, height)
            free = np.flatnonzero(crowd.open(boxes))
            if not over_nodes:
                free = free[crowd.clear(boxes[free, None], np.full(len(free), -1))[:, 0]]
            for at in free.tolist():
                if over_nodes or not any(_meets(boxes[at], hull) for hull in hulls):
                    return _title_label(owner, title, middles[at].tolist())
                second = second or middles[at].tolist()
        if second:
            return _title_label(owner, title, second)
    return None


def _title_label(owner: int, title: Title, middle: Sequence[float]) -> Label:
    return Label(owner, "\n".join(break_title(title.text)), middle[0], middle[1], *title_size(title.text))


def _beside(title: Title, outline: FloatArray, width: float, height: float, frame: Box) -> FloatArray:
    """Places of a name above, below and beside its hull, the best first."""
    low, high = frame[0] + width / 2, frame[2] - width / 2
    above, below, inside = [], [], []
    middle = (title.top + title.bottom) / 2
    if title.inside and width < 1.75 * title.half and height + 8 < 0.6 * (title.bottom - title.top):
        inside = [(title.x, middle)]
    for shift in (0.0, -0.06, 0.06, -0.12, 0.12, -0.25, 0.25, -0.4, 0.4):
        # At the edge of the picture the name moves along its hull.
        x = min(max(title.x + shift * width, low), high) if low <= high else title.x
        top, bottom = _reach(title, outline, x - width / 2, x + width / 2)
        above.append((x, top - height / 2 - _OFF))
        below.append((x, bottom + height / 2 + _OFF))
    across = title.half + width / 2 + 2 * _OFF
    sides = [(title.x + way * across, middle + lift) for lift in (0.0, -20.0, 20.0) for way in (1, -1)]
    return np.array([*inside, *above[:5], *below[:5], *above[5:], *below[5:], *sides])


def _reach(title: Title, outline: FloatArray, left: float, right: float) -> tuple[float, float]:
    """Upper and lower end of that part of a hull which lies between two x."""
    if not len(outline):
        return title.top, title.bottom
    ends = np.roll(outline, -1, axis=0)
    heights = outline[(outline[:, 0] >= left) & (outline[:, 0] <= right), 1].tolist()
    for x in (left, right):
        crossing = (outline[:, 0] - x) * (ends[:, 0] - x) < 0
        (x0, y0), (x1, y1) = outline[crossing].T, ends[crossing].T
        heights += (y0 + (x - x0) / (x1 - x0) * (y1 - y0)).tolist()
    return (min(heights), max(heights)) if heights else (title.top, title.bottom)


def _nearby(title: Title, width: float, height: float, frame: Box, away: float) -> Iterator[FloatArray]:
    """Places round a hull, the nearest to the usual one first, some at a time."""
    usual = np.array([title.x, title.top - height / 2 - _OFF])
    half = np.array([width / 2, height / 2])
    low, high = np.array(frame[:2]) + half, np.array(frame[2:]) - half
    reach = np.array([title.half, 0.0]) + half + away
    low = np.maximum(low, [title.x - reach[0], title.top - reach[1]])
    high = np.minimum(high, [title.x + reach[0], title.bottom + reach[1]])
    if (low > high).any():
        return
    x, y = (np.append(np.arange(first, last, _GRID), last) for first, last in zip(low, high, strict=True))
    places = np.stack(np.meshgrid(x, y), axis=2).reshape(-1, 2)
    places = places[np.argsort(((places - usual) ** 2).sum(axis=1), kind="stable")]
    for first in range(0, len(places), _AT_ONCE):
        yield places[first : first + _AT_ONCE]


def _meets(box: FloatArray, outline: FloatArray) -> bool:
    """Whether a box and a convex polygon have a point in common: they have if no edge has the other on its far side."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    if (box[:2] >= high).any() or (box[2:] <= low).any():
        return False
    edges = np.roll(outline, -1, axis=0) - outline
    normals = np.stack([edges[:, 1], -edges[:, 0]], axis=1)
    # Outwards, whichever way round the corners go.
    normals *= np.sign(((outline - outline.mean(axis=0)) * normals).sum())
    # How far the corners of the box are beyond each edge.
    beyond = normals[:, :1] * (box[[0, 2, 0, 2]] - outline[:, :1])
    beyond += normals[:, 1:] * (box[[1, 1, 3, 3]] - outline[:, 1:])
    return not bool((beyond > 0).all(axis=1).any())
