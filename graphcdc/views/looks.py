"""How things look: kinds as shape and fill, clusters as pale tints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Shape and fill of a family of kinds; `shape` is a word of vis-network."""

    name: str
    shape: str
    fill: str
    kinds: tuple[str, ...]


#: The fills were found by search: the smallest distance between two is 29 (ΔE76) over normal and three
#: colour-blind sights, each at least 3:1 on white. The shape carries greyscale.
LOOKS = {
    look.name: look
    for look in (
        Look("organization", "dot", "#009988", ("company", "sme", "large_firm", "startup", "organization")),
        Look("research", "triangle", "#7570B3", ("university", "research_organization")),
        Look("authority", "square", "#222255", ("public_authority",)),
        Look("investor", "diamond", "#B8860B", ("investor",)),
        Look("support", "star", "#8022C3", ("ngo", "cluster_organization", "incubator")),
        Look("project", "hexagon", "#663333", ("project",)),
    )
}
LOOK_OF_KIND = {kind: look.name for look in LOOKS.values() for kind in look.kinds}

KNOWN_TIE, SUGGESTED_TIE, GAP, HULL_EDGE = "#7B8794", "#D55E00", "#C1121F", "#9AA5B1"
#: Ties that a picture is about, such as those that are new.
MARKED_TIE = "#1D4ED8"

#: Pale tints of the hulls (L about 92), and the one of a group that is no cluster.
TINTS = (
    "#D6E6F7",
    "#FCE4CB",
    "#DAF1D6",
    "#EBDCF7",
    "#F8F0B8",
    "#FADAE3",
    "#CDF0EC",
    "#E3E6EA",
    "#E4F2C0",
    "#EFE0D2",
)
NO_TINT = "#F3F4F6"

#: Radius of a node in px at 1600x900, before it is scaled to the number of nodes.
_SMALLEST, _GROWTH, _FLOOR, _FULL_SIZE_UP_TO = 4.0, 16.0, 2.0, 150


def radius(metric: float, largest: float, nodes: int) -> float:
    """Return a radius in px at 1600x900: 4 + 16 √(metric / largest), smaller above 150 nodes, never below 2.

    Examples
    --------
    >>> radius(25, 100, 150), radius(25, 100, 600), radius(0, 100, 5000)
    (12.0, 6.0, 2.0)
    """
    full = _SMALLEST + _GROWTH * float(metric / largest) ** 0.5 if largest else _SMALLEST
    shrink = min(1.0, (_FULL_SIZE_UP_TO / nodes) ** 0.5) if nodes else 1.0
    return round(max(_FLOOR, full * shrink), 2)


def tints(centres: Sequence[tuple[float, float]], sizes: Sequence[float]) -> list[str]:
    """Choose a tint for every hull, such that hulls that lie near each other look different.

    Examples
    --------
    >>> len(set(tints([(0, 0), (9, 0), (0, 9)], [3, 2, 1])))
    3
    """
    chosen: dict[int, int] = {}
    for hull in sorted(range(len(centres)), key=lambda at: (-sizes[at], at)):
        # A tint that is not used yet is a little better than one that is.
        used = list(chosen.values())
        cost = [1e-5 * used.count(at) for at in range(len(TINTS))]
        for other, tint in chosen.items():
            (x, y), (u, v) = centres[hull], centres[other]
            nearness = 1 / (1 + (x - u) ** 2 + (y - v) ** 2)
            for at in range(len(TINTS)):
                cost[at] += nearness * _likeness(at, tint)
        chosen[hull] = min(range(len(TINTS)), key=lambda at: (cost[at], at))
    return [TINTS[chosen[hull]] for hull in range(len(centres))]


def _likeness(tint: int, other: int) -> float:
    first, second = (bytes.fromhex(TINTS[at][1:]) for at in (tint, other))
    return 1 / (0.02 + sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) / 3000)
