"""Discs with names above them in a picture: which goes where, such that none covers another and all are large."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcdc.views.naming import FloatArray, IntArray

#: Distance of any two of them in px of the picture, and of a disc and its own name.
_GAP, _ABOVE = 6.0, 2.0
#: Rounds of the arrangement, and halvings in the search for the largest scale.
_ROUNDS, _HALVINGS = 120, 5
#: Most rounds in which discs change places.
_SWEEPS = 4
#: The smallest scale, as a share of what would be possible if discs left no room between them.
_SMALLEST = 0.42
#: Shares of the room for names that are tried when there is too little for all.
_SHARES = (1.0, 0.75, 0.5, 0.25, 0.0)
#: Places lie on a grid of so many points, whatever the size of the picture.
_POINTS = 19_000


def pack(
    radii: FloatArray, between: FloatArray, titles: FloatArray, area: tuple[float, float], seed: int
) -> tuple[FloatArray, float]:
    """Return centres of discs in px, the middle of the picture at the origin, and the scale at which they are drawn.

    Discs are apart, tied ones near each other, and above each is room for its name; if there is not room enough for
    all names, each gets as large a share of it as can be.

    Parameters
    ----------
    radii
        Radius of each disc.
    between
        Weight of the ties between two discs; symmetric.
    titles
        Width and height of the name above each disc in px of the picture; height 0 if there is none.
    area
        Width and height of the picture in px.
    seed
        Seed of the starts, of which the one is kept with which the picture can be drawn largest.
    """
    board = _Board(radii, titles, np.array(area, dtype=np.float64))
    wishes = _arrange(radii, between, board, seed)
    for share in _SHARES:
        best, scale = _search(board, wishes, share)
        if best is not None:
            return _swap(board, best, scale, share, between), scale
    while best is None:
        scale *= 0.8
        best = board.put(wishes[0], scale, 0.0)
    return best, scale


def _search(board: _Board, wishes: FloatArray, share: float) -> tuple[FloatArray | None, float]:
    """Return the centres at the largest scale found."""
    best, low = None, _SMALLEST * board.most
    for wish in wishes:
        # A start that cannot beat the best one by a little is not worth a search.
        found = board.put(wish, low * (1.02 if best is not None else 1), share)
        if found is None:
            continue
        best, low, high = found, low * (1.02 if best is not None else 1), board.most
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            # What stands already is a better wish than the rough arrangement, as long as it can be kept.
            found = board.put(best, middle, share)
            if found is None:
                high = middle
            else:
                best, low = found, middle
    return best, low


def _swap(board: _Board, centres: FloatArray, scale: float, share: float, between: FloatArray) -> FloatArray:
    """Let two discs change places where that shortens the ties and both fit, until no such pair is left.

    Putting the largest first takes tied discs apart; this brings back together what can be.
    """
    centres = centres.copy()
    for _ in range(_SWEEPS):
        before = centres.copy()
        for one in range(len(centres)):
            for other in range(one + 1, len(centres)):
                swapped = centres.copy()
                swapped[[one, other]] = centres[[other, one]]
                lengths = [
                    _tie_length(places, between, one) + _tie_length(places, between, other)
                    for places in (centres, swapped)
                ]
                if lengths[1] < lengths[0] - 1e-6 and all(
                    board.stands(swapped, disc, scale, share) for disc in (one, other)
                ):
                    centres = swapped
        if (centres == before).all():
            break
    return centres


def _tie_length(centres: FloatArray, between: FloatArray, disc: int) -> float:
    """Length of the ties of a disc, each as often as it weighs."""
    far = np.sqrt(((centres - centres[disc]) ** 2).sum(axis=1))
    return float((between[disc] * far).sum())


class _Board:
    """The picture, on which discs are put one after the other, the largest first."""

    def __init__(self, radii: FloatArray, titles: FloatArray, area: FloatArray) -> None:
        self.radii, self.titles, self.area = radii, titles, area
        circles = np.pi * (radii**2).sum()
        #: No scale can be larger than this.
        self.most = float(min((area.prod() / circles) ** 0.5, area.min() / (2 * radii.max())))
        #: Radius of a disc as large as the disc and its name together, at a likely scale.
        likely = 0.75 * self.most
        self.bulk: FloatArray = np.sqrt(radii**2 + titles.prod(axis=1) / np.pi / likely**2)
        self.order: IntArray = np.lexsort((np.arange(len(radii)), -self.bulk))
        self.grid = float((area.prod() / _POINTS) ** 0.5)
        columns, rows = np.floor(area / 2 / self.grid).astype(int)
        # Half the usual precision is enough for places on a grid, and twice as quick.
        self.x = (self.grid * np.arange(-columns, columns + 1)).astype(np.float32)
        self.y = (self.grid * np.arange(-rows, rows + 1)).astype(np.float32)[:, None]

    def stands(self, centres: FloatArray, disc: int, scale: float, share: float) -> bool:
        """Whether a disc and its name are inside the picture and clear of all others and their names."""
        radii, sizes = self.radii * scale, share * self.titles
        others = np.arange(len(centres)) != disc
        x, y = (centres - centres[disc]).T
        if (np.abs(centres[disc]) > self.area / 2 - radii[disc]).any():
            return False
        if (np.hypot(x, y) < radii + radii[disc] + _GAP)[others].any():
            return False
        lifts = radii + _ABOVE + sizes[:, 1] / 2
        named = sizes[:, 1] > 0
        # From the name of this disc to the others, and from their names to this disc.
        wide, high = sizes[disc] / 2
        covered = named[disc] & (
            np.hypot(np.maximum(np.abs(x) - wide, 0), np.maximum(np.abs(y + lifts[disc]) - high, 0)) < radii
        )
        covers = named & (
            np.hypot(np.maximum(np.abs(x) - sizes[:, 0] / 2, 0), np.maximum(np.abs(y - lifts) - sizes[:, 1] / 2, 0))
            < radii[disc]
        )
        crossed = (
            named
            & named[disc]
            & (np.abs(x) < wide + sizes[:, 0] / 2)
            & (np.abs(y - lifts + lifts[disc]) < high + sizes[:, 1] / 2)
        )
        edge = named[disc] and (
            abs(centres[disc, 0]) > self.area[0] / 2 - wide or centres[disc, 1] - lifts[disc] - high < -self.area[1] / 2
        )
        return not edge and not (covered | covers | crossed)[others].any()

    def put(self, wish: FloatArray, scale: float, share: float) -> FloatArray | None:
        """Return centres in px of the picture, near those wished for in the same measure, if there is room."""
        centres = np.zeros_like(wish)
        # How far every place of the grid is from what stands already, less the gap.
        field = np.full((self.y.size, self.x.size), np.inf, dtype=np.float32)
        for disc in self.order.tolist():
            radius, (width, height) = float(self.radii[disc] * scale), (share * self.titles[disc]).tolist()
            lift = radius + _ABOVE + height / 2
            fits = field >= radius
            fits &= (np.abs(self.x) <= self.area[0] / 2 - radius) & (np.abs(self.y) <= self.area[1] / 2 - radius)
            if height > 0:
                fits &= _fits(field, width / self.grid, height / self.grid, lift / self.grid)
            rows, columns = np.nonzero(fits)
            if not len(rows):
                return None
            x, y = wish[disc].tolist()
            nearest = int(np.argmin((self.x[columns] - x) ** 2 + (self.y[rows, 0] - y) ** 2))
            x, y = float(self.x[columns[nearest]]), float(self.y[rows[nearest], 0])
            centres[disc] = x, y
            np.minimum(field, np.sqrt((self.x - x) ** 2 + (self.y - y) ** 2) - radius - _GAP, out=field)
            if height > 0:
                aside = np.maximum(np.abs(self.x - x) - width / 2, 0)
                above = np.maximum(np.abs(self.y - y + lift) - height / 2, 0)
                np.minimum(field, np.sqrt(aside**2 + above**2) - _GAP, out=field)
        return centres


def _fits(field: NDArray[np.float32], width: float, height: float, lift: float) -> NDArray[np.bool_]:
    """Whether a name has room above a disc whose middle is at a place of the grid, for all the places.

    The size of the name and how far its middle is above that of the disc are in steps of the grid.
    """
    rows, columns = field.shape
    taken = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    np.cumsum(field < 0, axis=0, out=taken[1:, 1:])
    np.cumsum(taken, axis=1, out=taken)
    # The places that the name covers, rounded outwards, counted from that of the middle of the disc.
    side = int(np.ceil(width / 2))
    top, bottom = int(np.ceil(lift + height / 2)), int(np.floor(lift - height / 2))
    fits = np.zeros(field.shape, dtype=bool)
    if top >= rows or 2 * side >= columns:
        return fits
    # Corners of the windows in the table of sums.
    high, low = taken[: rows - top], taken[top - bottom + 1 :][: rows - top]
    right, left = slice(2 * side + 1, None), slice(None, columns - 2 * side)
    fits[top:, side : columns - side] = low[:, right] - low[:, left] - high[:, right] + high[:, left] == 0
    return fits


def _arrange(radii: FloatArray, between: FloatArray, board: _Board, seed: int) -> FloatArray:
    """Return several rough arrangements, each as large as the picture."""
    count, area, likely = len(radii), board.area, 0.75 * board.most
    # Many discs take long to put down and leave less to chance.
    starts = max(3, min(8, 240 // count))
    tries = np.stack([np.random.default_rng([seed, start]).normal(size=(count, 2)) for start in range(starts)])
    tries *= float(radii.sum()) / count**0.5
    # Ties decide on who is near whom, the pull to the middle on compactness; it is weaker along the longer side.
    bond = np.where(np.eye(count, dtype=bool), 0, between / np.outer(radii, radii))
    bond = 0.04 * bond / (bond.max() * count**0.5) if bond.max() > 0 else bond
    gravity = 0.02 * area[::-1] / area
    apart = board.bulk[:, None] + board.bulk[None, :] + _GAP / likely
    np.fill_diagonal(apart, 0)
    for step in range(_ROUNDS):
        # Sums without a matrix product: the same with every library of linear algebra.
        pulled = np.einsum("ij,sjk->sik", bond, tries) - bond.sum(axis=1)[:, None] * tries
        tries = tries + (1 - step / _ROUNDS) * pulled
        # A pull that grows towards the border fills the corners of the area, which an even one leaves empty.
        border = np.abs(tries).max(axis=1, keepdims=True) + 1e-9
        tries = tries - gravity * tries * (0.3 + (tries / border) ** 2)
        for _ in range(3):
            tries = tries + 0.35 * _push(tries, apart)
    low, high = (tries - board.bulk[:, None]).min(axis=1), (tries + board.bulk[:, None]).max(axis=1)
    middle, half = (low + high)[:, None, :] / 2, (high - low)[:, None, :] / 2
    return np.asarray((tries - middle) / half * area / 2, dtype=np.float64)


def _push(tries: FloatArray, apart: FloatArray) -> FloatArray:
    x, y = tries[:, :, 0], tries[:, :, 1]
    dx, dy = x[:, :, None] - x[:, None, :], y[:, :, None] - y[:, None, :]
    distance = np.sqrt(dx * dx + dy * dy) + 1e-9
    overlap = np.maximum(apart / distance - 1, 0)
    return np.stack([(dx * overlap).sum(axis=2), (dy * overlap).sum(axis=2)], axis=2)
