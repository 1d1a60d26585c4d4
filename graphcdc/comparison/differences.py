"""Differences: one figure before and after, and the list of them that a comparison is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from graphcdc.errors import UnknownName
from graphcdc.findings import Findings, Sentence
from graphcdc.network import Network
from graphcdc.words import DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Difference:
    """One measure before and after.

    Attributes
    ----------
    measure, about
        The measure; the organizations, groups, kind of tie or gap that it is taken of, empty for the whole network.
    said
        What it is, in words.
    before, after
        Its values; None where there is none, as the constraint of an organization without partners.
    part
        Where it stands in a listing.
    random, best
        What a random feasible change of the same size does on average, and the best of those drawn; None where none
        was drawn.
    error
        Half the width of the 95 % interval of `delta`; None where it is exact.
    probability
        That the change comes about; None where that is not known.
    """

    listing: ClassVar[str] = "compare"

    measure: str
    said: Sentence
    before: float | None
    after: float | None
    about: tuple[str, ...] = ()
    part: str = "frame"
    random: float | None = None
    best: float | None = None
    error: float | None = None
    probability: float | None = None

    @property
    def delta(self) -> float | None:
        """After less before; None where one of them is."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def expected(self) -> float | None:
        """The probability times `delta`; None where one of them is."""
        return None if self.probability is None or self.delta is None else self.probability * self.delta

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return what the measure is, in a language."""
        return self.said.say(lang)

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""
        figures = ("before", "after", "delta", "random", "best", "error", "probability", "expected")
        return {
            "part": self.part,
            "measure": self.measure,
            "about": list(self.about),
            "text": self.text(lang),
            **{name: _plain(getattr(self, name)) for name in figures},
        }


class Effect(Difference):
    """A difference that a change would make, beside what random changes do."""

    listing: ClassVar[str] = "whatif"


class Comparison(Findings[Difference]):
    """What is different between two networks: a list of differences that can be looked up by measure.

    Examples
    --------
    >>> both = Comparison([Difference("components", Sentence("difference_components"), 2, 1)])
    >>> both.find("components").delta, both[0].text("en")
    (-1, 'components')
    """

    @classmethod
    def between(cls, network: Network, found: Iterable[Difference], notes: Sequence[Sentence]) -> Comparison:
        """Return the differences from a network; if that is synthetic, they say so wherever they show themselves."""
        listed = Findings.of(network, found, notes)
        return cls(listed, listed.notes)

    def find(self, measure: str, *about: str) -> Difference:
        """Return the difference of a measure, or of a measure of these ids.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for one in self:
            if one.measure == measure and one.about == about:
                return one
        raise UnknownName("unknown_difference", text=", ".join([measure, *about]))

    def weigh(self, probability: Callable[[Difference], float | None]) -> Comparison:
        """Return the same with the probability that what each difference is about comes about.

        Parameters
        ----------
        probability
            Gives that of a difference, such as `graphcdc.partners.chances.estimate_tie` finds it; None if not known.

        Examples
        --------
        >>> both = Comparison([Difference("components", Sentence("difference_components"), 2, 1)])
        >>> both.weigh(lambda one: 0.25)[0].expected
        -0.25
        """
        weighed = [replace(one, probability=probability(one)) for one in self]
        return Comparison(weighed, self.notes, self.lang)


def _plain(value: float | None) -> float | int | None:
    """A number as it should stand in JSON: whole numbers whole, others to ten significant digits."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(f"{value:.10g}")
