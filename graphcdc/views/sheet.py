"""A scene on a sheet of a given size: where every node, hull and name stands, in px.

Names have a size of their own, whatever the scale, so where they stand is decided per sheet, once, for every writer of
pictures and slides. The page, whose size changes under the eyes, places them by the same rules and in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphcdc.views.labels import LABEL_SIZE, Box, Label, Title, place_labels
from graphcdc.views.scene import Scene, order_names, room_to_grow
from graphcdc.views.scope import name_in
from graphcdc.views.typeface import measure_text

Point = tuple[float, float]

#: Size of a sheet, and what stands round the picture on it: title above, legend on the right, source below.
SHEET = (1600.0, 900.0)
_MARGIN, _HEAD, _LEGEND, _FOOT = 16.0, 76.0, 240.0, 40.0
#: Room for names beside the outermost nodes and above the topmost hulls.
_BESIDE, _ABOVE = 60.0, 36.0
#: Most names of nodes; a ring and the white outline reach so far beyond the radius of a node.
_BUDGET, _RING, _OUTLINE = 60, 5.0, 1.2
#: The number of an arrow stands in the middle of it if it can, else a little off.
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7)


@dataclass(frozen=True)
class Sheet:
    """A scene in px of a sheet.

    Attributes
    ----------
    width, height
        Size of the sheet.
    frame
        Left, top, right and bottom of the picture on it.
    scale
        px of the sheet per px of the scene.
    dots
        x, y and radius of each dot of the scene.
    outlines
        Corners of each hull.
    arrows
        The number of each arrow that found a place.
    titles, names
        Names of hulls and of dots that found a place; ``owner`` counts hulls or dots.
    """

    width: float
    height: float
    frame: Box
    scale: float
    dots: tuple[tuple[float, float, float], ...]
    outlines: tuple[tuple[Point, ...], ...]
    arrows: tuple[Label, ...]
    titles: tuple[Label, ...]
    names: tuple[Label, ...]


def lay_out(scene: Scene, texts: Sequence[str], lang: str, size: tuple[float, float] = SHEET) -> Sheet:
    """Fit a scene into a sheet and place its names.

    Nodes keep the radius that the scene gives them, as far as the scale leaves room for it.

    Parameters
    ----------
    scene
        The scene.
    texts
        What is written at each of its arrows.
    lang
        Language of the names.
    size
        Width and height of the sheet in px.
    """
    frame = (_MARGIN, _HEAD, size[0] - _LEGEND, size[1] - _FOOT)
    fit = _fit(scene, frame)
    shrink = fit.shrink(scene)
    dots = tuple((*fit.put(dot.x, dot.y), round(dot.radius * shrink, 2)) for dot in scene.dots)
    outlines = tuple(tuple(fit.put(x, y) for x, y in hull.outline) for hull in scene.hulls)
    rings = [_OUTLINE + _RING * dot.ringed for dot in scene.dots]
    xs, ys = [dot[0] for dot in dots], [dot[1] for dot in dots]
    reach = [radius + ring for (_, _, radius), ring in zip(dots, rings, strict=True)]
    arrows = _number_arrows(scene, texts, outlines)
    titles = [_title(scene, at, outlines[at], fit, lang) for at in range(len(scene.hulls))]
    network = scene.scope.network
    names = [(at, name_in(network, scene.dots[at].node, lang)) for at in order_names(scene)]
    hulls, nodes = place_labels((xs, ys, reach), names, titles, frame, _BUDGET, [label.box for label in arrows])
    return Sheet(*size, frame, round(fit.scale, 4), dots, outlines, arrows, hulls, nodes)


@dataclass(frozen=True)
class _Fit:
    scale: float
    across: float
    down: float

    def put(self, x: float, y: float) -> Point:
        """Where a point of the scene is on the sheet."""
        return round(self.across + self.scale * x, 1) + 0.0, round(self.down + self.scale * y, 1) + 0.0

    def shrink(self, scene: Scene) -> float:
        """Nodes keep their size as far as none then touches another."""
        return min(1.0, self.scale * room_to_grow(scene))


def _fit(scene: Scene, frame: Box) -> _Fit:
    """Return scale and shift with which the picture lies in the middle of its frame."""
    xs = [x for hull in scene.hulls for x, _ in hull.outline] + [dot.x for dot in scene.dots]
    ys = [y for hull in scene.hulls for _, y in hull.outline] + [dot.y for dot in scene.dots]
    left, top, right, bottom = frame[0] + _BESIDE, frame[1] + _ABOVE, frame[2] - _BESIDE, frame[3]
    if not xs:
        return _Fit(1.0, (left + right) / 2, (top + bottom) / 2)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((right - left) / max(wide, 1.0), (bottom - top) / max(high, 1.0), 1.5)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return _Fit(scale, (left + right) / 2 - scale * middle[0], (top + bottom) / 2 - scale * middle[1])


def _title(scene: Scene, at: int, outline: Sequence[Point], fit: _Fit, lang: str) -> Title:
    hull = scene.hulls[at]
    (x, y), half = fit.put(hull.x, hull.y), fit.scale * hull.radius
    if outline:
        xs, ys = [corner[0] for corner in outline], [corner[1] for corner in outline]
        return Title(
            scene.name_hull(at, lang), x, min(ys), max(ys), (max(xs) - min(xs)) / 2, tuple(outline), scene.by_clusters
        )
    return Title(scene.name_hull(at, lang), x, y - half, y + half, half)


def _number_arrows(scene: Scene, texts: Sequence[str], outlines: Sequence[Sequence[Point]]) -> tuple[Label, ...]:
    """Put what is written at an arrow on the line between the middles of its hulls, none over another."""
    placed: list[Label] = []
    middles = [_middle(outline) for outline in outlines]
    for number, (arrow, text) in enumerate(zip(scene.arrows, texts, strict=True)):
        (x, y), (u, v) = middles[arrow.source], middles[arrow.target]
        width = round(measure_text(text, LABEL_SIZE, bold=True) + 4, 1)
        for share in _ALONG:
            place = round(x + share * (u - x), 1), round(y + share * (v - y), 1)
            label = Label(number, text, *place, width, 16.0)
            if not any(_meet(label.box, other.box) for other in placed):
                placed.append(label)
                break
    return tuple(placed)


def _middle(outline: Sequence[Point]) -> Point:
    xs, ys = [corner[0] for corner in outline], [corner[1] for corner in outline]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2) if xs else (0.0, 0.0)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
