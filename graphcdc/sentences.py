"""What a finding says: a key of the catalogue in `words` and the values to put in, so that it speaks both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphcdc.words import DEFAULT_LANGUAGE, say


@dataclass(frozen=True)
class Sentence:
    """A sentence of the catalogue with its values; ``say`` puts it in words."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return the sentence in a language, ``ru`` or ``en``.

        Examples
        --------
        >>> Sentence("reason_popular", {"projects": 3}).say("en")
        'Active: 3 joint projects so far.'
        """
        return say(self.key, lang, **self.values)


@dataclass(frozen=True)
class Phrase:
    """A text of somebody else (the name of a rule) in both languages, to stand in a sentence as a name does."""

    english: str
    russian: str

    def say(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return the text in a language, ``ru`` or ``en``.

        Examples
        --------
        >>> Phrase("industrial cluster", "промышленный кластер").say("en")
        'industrial cluster'
        """
        return self.english if lang == "en" else self.russian


@dataclass(frozen=True)
class Names:
    """Names in a sentence, kept apart so that a page can show each in its own language.

    Examples
    --------
    >>> str(Names(("Alpha", "Beta"), tail=" +2"))
    'Alpha, Beta +2'
    >>> str(list_names(["Alpha", "Beta", "Gamma", "Delta"]))
    'Alpha, Beta, Gamma +1'
    """

    names: tuple[str | Names | Sentence | Phrase, ...]
    between: str = ", "
    tail: str = ""

    def say(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return the names one after another; those that speak both languages in the one asked for.

        Examples
        --------
        >>> Names(("Alpha", Sentence("sphere_government"))).say("en")
        'Alpha, government'
        """
        return self.between.join(one if isinstance(one, str) else one.say(lang) for one in self.names) + self.tail

    def __str__(self) -> str:
        return self.say()

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def list_names(names: Sequence[str | Names | Sentence | Phrase], most: int = 3, count: int | None = None) -> Names:
    """Return the first names of a list, with the number of those that are not shown; `count` says how many there are.

    Examples
    --------
    >>> str(list_names(["Alpha", "Beta"], count=74))
    'Alpha, Beta +72'
    """
    shown = tuple(names[:most])
    rest = (len(names) if count is None else count) - len(shown)
    return Names(shown, tail=f" +{rest}" if rest else "")
