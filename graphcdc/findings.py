"""What reading and analyses find: problems, gaps and suggestions, with the evidence for each.

A finding keeps its sentences as `Sentence`, so that it can be said in either language.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, SupportsIndex, TypeVar, overload

from graphcdc.errors import UsageError
from graphcdc.listings import LISTINGS, SECTIONS, write_html_table
from graphcdc.sentences import Names, Phrase, Sentence, list_names
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES, say

if TYPE_CHECKING:
    from graphcdc.network import Network

__all__ = [
    "Finding",
    "Findings",
    "Gap",
    "Names",
    "Phrase",
    "Problem",
    "Sentence",
    "Suggestion",
    "end_sentence",
    "list_names",
    "shorten",
    "show_place",
]


def end_sentence(text: str) -> str:
    """Return a text with a full stop, unless it ends already.

    Examples
    --------
    >>> end_sentence("Write RUB"), end_sentence("thousands or decimals?")
    ('Write RUB.', 'thousands or decimals?')
    """
    return text if text.endswith((".", "?", "!")) else f"{text}."


def show_place(file: str, sheet: str | None) -> str:
    """Return a file, and the sheet in it if it is a workbook, as people say them.

    Examples
    --------
    >>> show_place("centre.xlsx", "Связи"), show_place("ties.csv", None)
    ('centre.xlsx, Связи', 'ties.csv')
    """
    return file if sheet is None else f"{file}, {sheet}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a table: where it stands, what it is, what to do.

    ``row`` counts as a spreadsheet does: the header is row 1. ``file`` is relative to the path that was read;
    ``column`` is the name in the contract, ``header`` the file's own word. All but severity, code and file may be
    None: an unreadable file has neither row nor column.
    """

    severity: str
    code: str
    file: str
    message: Sentence
    suggestion: Sentence
    row: int | None = None
    column: str | None = None
    header: str | None = None
    value: str | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return place, message, value and suggestion in one line."""
        row, column = say("place_row", lang), say("place_column", lang)
        place = show_place(self.file, self.sheet)
        place += "" if self.row is None else f", {row} {self.row}"
        place += "" if self.header is None else f", {column} {self.header}"
        value = "" if self.value is None else f" ({self.value})"
        return f"{place}: {end_sentence(self.message.say(lang) + value)} {end_sentence(self.suggestion.say(lang))}"

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""
        return {
            "severity": self.severity,
            "code": self.code,
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "header": self.header,
            "value": self.value,
            "message": self.message.say(lang),
            "suggestion": self.suggestion.say(lang),
        }


@dataclass(frozen=True)
class Gap:
    """A place where cooperation is missing.

    Attributes
    ----------
    kind, claim
        Kind of gap; ``structural`` is a fact of the graph, ``statistical`` less than a null model expects.
    groups
        The two groups, or None; the same word twice means within one group.
    members
        Ids of the organizations that the gap is about; of a paper cluster the cluster's own.
    observed, expected, ratio, interval
        For a group pair joint participations, what the null expects, their ratio and its 95 % interval; for a paper
        cluster the same within it, expected by degree. For other structural gaps `observed` is the severity and the
        others are None.
    p_value, q_value
        Lower tail, one-sided; None for structural gaps.
    evidence
        Facts behind the finding.
    said, advice, ties
        The finding, the action, and the ties (pairs of ids) that would be a start.
    """

    listing: ClassVar[str] = "gaps"

    kind: str
    claim: str
    groups: tuple[str, str] | None
    members: tuple[str, ...]
    observed: float
    evidence: Mapping[str, Any]
    said: Sentence
    advice: Sentence
    ties: tuple[tuple[str, str], ...] = ()
    expected: float | None = None
    ratio: float | None = None
    interval: tuple[float, float] | None = None
    p_value: float | None = None
    q_value: float | None = None
    priority: float | None = None
    p_real: float | None = None
    impact: float | None = None
    feasibility: float | None = None

    @property
    def id(self) -> str:
        """A short hash of kind, groups and members, the same in every run."""
        text = "\n".join([self.kind, *(self.groups or ("", "")), *sorted(self.members)])
        return "gap-" + hashlib.sha256(text.encode()).hexdigest()[:10]

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return the finding as one plain sentence."""
        return self.said.say(lang)

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""
        return {
            "id": self.id,
            "kind": self.kind,
            "claim": self.claim,
            "groups": None if self.groups is None else list(self.groups),
            "members": list(self.members),
            "observed": _plain(self.observed),
            "expected": _plain(self.expected),
            "ratio": _plain(self.ratio),
            "interval": None if self.interval is None else [_plain(end) for end in self.interval],
            "p_value": _plain(self.p_value),
            "q_value": _plain(self.q_value),
            "priority": self.priority,
            "p_real": self.p_real,
            "impact": self.impact,
            "feasibility": self.feasibility,
            "evidence": dict(self.evidence),
            "action": {"text": self.advice.say(lang), "ties": [list(tie) for tie in self.ties]},
            "text": self.text(lang),
        }


@dataclass(frozen=True)
class Suggestion:
    """A candidate partner.

    Attributes
    ----------
    candidate, name, kind
        The organization.
    list, rank
        ``main`` or ``new_blood``, and its place there, from 1.
    score, parts
        What the ranking goes by, and what each part adds to it; the parts sum to the score.
    reasons
        At most four sentences, in the order of the parts that they explain.
    evidence
        Ids of the members, projects, partners, themes and needs behind the reasons, and the newest date among them.
    gap_closed
        Id of a given gap that a tie to this candidate would close.
    probability, base_rate
        That the candidate is right, and that an average candidate of the same question is; None where the past does
        not say.
    counter_reasons
        Facts that speak against it; empty where none is known.
    introducer, weakest_link
        Id of the partner in common that can introduce it best, and the ids at the ends of the weaker tie on that way;
        None where nobody can, or it has a tie with a member already.
    next_step
        What to do next, in a sentence.
    novelty
        Steps of cooperation from the nearest member, at most 6; None without a way.
    """

    listing: ClassVar[str] = "partners"

    candidate: str
    name: str
    kind: str
    list: str
    rank: int
    score: float
    parts: Mapping[str, float]
    reasons: Sequence[Sentence]
    evidence: Mapping[str, Any]
    gap_closed: str | None = None
    probability: float | None = None
    base_rate: float | None = None
    counter_reasons: Sequence[Sentence] | None = None
    introducer: str | None = None
    weakest_link: Sequence[str] | None = None
    next_step: Sentence | None = None
    novelty: float | None = None

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""
        return {
            "candidate": self.candidate,
            "name": self.name,
            "kind": self.kind,
            "list": self.list,
            "rank": self.rank,
            "score": self.score,
            "parts": dict(self.parts),
            "probability": self.probability,
            "base_rate": self.base_rate,
            "reasons": [reason.say(lang) for reason in self.reasons],
            "counter_reasons": _say_all(self.counter_reasons, lang),
            "evidence": dict(self.evidence),
            "introducer": self.introducer,
            "weakest_link": None if self.weakest_link is None else list(self.weakest_link),
            "next_step": None if self.next_step is None else self.next_step.say(lang),
            "gap_closed": self.gap_closed,
            "novelty": self.novelty,
        }


class Finding(Protocol):
    """What can stand in `Findings`: it names its listing (`LISTINGS`), and gives the fields of the public contract."""

    listing: ClassVar[str]

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return the fields of the public contract."""


F = TypeVar("F", bound=Finding)


class Findings(list[F]):
    """A list of findings of one kind that shows itself as a table in a notebook.

    It is a list in everything else. A slice of it is one too; of a list that was put together anew make one again:
    ``Findings(gap for gap in gaps if gap.kind == "isolate")``.

    Parameters
    ----------
    found
        The findings.
    notes, lang
        What must be read beside them; the language that they show themselves in, ``ru`` or ``en``.

    Examples
    --------
    >>> none = Findings[Gap]().in_language("en")
    >>> none == [], none._repr_html_()
    (True, '<p>none found</p>')
    """

    #: Rows that a table shows at most.
    shown = 20

    def __init__(self, found: Iterable[F] = (), notes: Sequence[Sentence] = (), lang: str = DEFAULT_LANGUAGE) -> None:
        super().__init__(found)
        self.notes, self.lang = tuple(notes), lang

    @classmethod
    def of(cls, network: Network, found: Iterable[F], notes: Sequence[Sentence] = ()) -> Findings[F]:
        """Return findings of a network; if that is synthetic, they say so wherever they show themselves."""
        return cls(found, [*([Sentence("note_synthetic")] if network.synthetic else []), *notes])

    def in_language(self, lang: str) -> Findings[F]:
        """Return the same findings, to be shown in a language, ``ru`` or ``en``.

        Raises
        ------
        UsageError
            If there is no such language.
        """
        if lang not in LANGUAGES:
            raise UsageError("unknown_word", what="language", text=lang, known=", ".join(LANGUAGES))
        return Findings(self, self.notes, lang)

    @overload
    def __getitem__(self, at: SupportsIndex) -> F: ...
    @overload
    def __getitem__(self, at: slice) -> Findings[F]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> F | Findings[F]:
        if isinstance(at, slice):
            return Findings(super().__getitem__(at), self.notes, self.lang)
        return super().__getitem__(at)

    def _repr_html_(self) -> str:
        """Return the tables that Jupyter shows: one for each kind of claim or list, as the command line has them."""
        notes = "".join(f"<p>{html.escape(note.say(self.lang))}</p>" for note in self.notes)
        if not self:
            return f"<p>{say('nothing_found', self.lang)}</p>{notes}"
        listing = self[0].listing
        name, words = SECTIONS.get(listing, ("", ("",)))
        parts = [(word, [one for one in self if not word or getattr(one, name) == word]) for word in words]
        return "".join(self._table(listing, word, part) for word, part in parts if part) + notes

    def _table(self, listing: str, section: str, part: Sequence[F]) -> str:
        lang, columns = self.lang, LISTINGS[listing]
        items = [one.to_dict(lang) for one in part[: self.shown]]
        table = write_html_table(
            say(f"heading_{section}", lang) if section else "",
            [say(f"column_{name}", lang) for name, _ in columns],
            [[read(item, lang) for _, read in columns] for item in items],
        )
        rest = len(part) - len(items)
        return f"{table}<p>{say('and_more', lang, count=rest).strip()}</p>" if rest else table


def _say_all(sentences: Sequence[Sentence] | None, lang: str) -> list[str] | None:
    return None if sentences is None else [sentence.say(lang) for sentence in sentences]


def shorten(value: float) -> float:
    """Return a figure with six significant digits, as figures stand in answers.

    Examples
    --------
    >>> shorten(2 / 3)
    0.666667
    """
    return float(f"{value:.6g}")


def _plain(value: float | None) -> float | int | None:
    """Return a number as it should stand in JSON: whole numbers whole, others to six significant digits."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else shorten(value)
