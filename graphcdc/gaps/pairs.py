"""Pairs to start with: who of one side should meet whom of the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def pair_up(
    first: Sequence[int], second: Sequence[int], fits: Callable[[int, int], bool], most: int = 3
) -> list[tuple[int, int]]:
    """Return up to `most` pairs of one of each side that fit, nobody twice: those that stand early on both sides.

    Parameters
    ----------
    first, second
        The two sides, the best first; somebody may stand on both.
    fits
        Whether two may be brought together.
    most
        Pairs wanted.

    Examples
    --------
    >>> pair_up([1, 2, 3], [7, 8], lambda a, b: (a, b) != (1, 7))
    [(1, 8), (2, 7)]
    """
    used: set[int] = set()
    pairs: list[tuple[int, int]] = []
    # The sum of the two places grows, so that a pair of good ones comes before the best with a poor one.
    for total in range(len(first) + len(second) - 1):
        for i in range(max(0, total - len(second) + 1), min(total + 1, len(first))):
            if len(pairs) == most:
                return pairs
            a, b = first[i], second[total - i]
            if a != b and not {a, b} & used and fits(a, b):
                used |= {a, b}
                pairs.append((a, b))
    return pairs
