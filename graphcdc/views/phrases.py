"""Sentences and names for a page that can say them in either language: every text once, the rest are numbers."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from graphcdc.findings import Names, Phrase, Sentence
from graphcdc.network import Network
from graphcdc.views.scope import name_in
from graphcdc.words import SENTENCES

#: The languages of the page, in the order in which it keeps every pair of texts.
PAGE_LANGUAGES = ("en", "ru")


class Phrasebook:
    """Numbers the sentences and texts of a page, so that each is written once.

    Parameters
    ----------
    network
        Whose names the texts are.

    Attributes
    ----------
    texts
        The texts by their numbers: one for both languages, or an English and a Russian one.
    templates
        The English and the Russian template of each sentence by its number.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.texts: list[str | list[str]] = []
        self.templates: list[list[str]] = []
        self._numbers: dict[Any, int] = {}
        self._translations = _translations(network)

    def number(self, text: str) -> int:
        """Return the number of a text; a name of the network is kept in both languages."""
        return self._intern(self._translations.get(text) or text)

    def name(self, node: int) -> int:
        """Return the number of the name of a node."""
        forms = tuple(name_in(self.network, node, lang) for lang in PAGE_LANGUAGES)
        return self._intern(forms if forms[0] != forms[1] else forms[0])

    def encode(self, sentence: Sentence) -> list[Any]:
        """Return the number of a sentence, and its values in the order in which the English template names them.

        A number stays one; a text is a list of its number, as a list of names is one of theirs; a sentence within a
        sentence says so.
        """
        english, russian = SENTENCES[sentence.key]
        key = ("sentence", sentence.key)
        if key not in self._numbers:
            self._numbers[key] = len(self.templates)
            self.templates.append([english, russian])
        return [self._numbers[key], *(self._encode(sentence.values[name]) for name in placeholders(english, russian))]

    def _encode(self, value: Any) -> Any:
        if isinstance(value, str):
            return [self.number(value)]
        if isinstance(value, Phrase):
            return [self._intern((value.english, value.russian))]
        if isinstance(value, Sentence):
            return {"s": self.encode(value)}
        if isinstance(value, Names):
            names = [self.number(name) if isinstance(name, str) else self._encode(name) for name in value.names]
            # Most lists are joined by a comma and shown whole.
            usual = (value.between, value.tail) == (", ", "")
            return names if usual else {"n": names, "b": value.between, "t": value.tail}
        return value.item() if isinstance(value, np.generic) else value

    def _intern(self, text: str | tuple[str, ...]) -> int:
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text if isinstance(text, str) else list(text))
        return self._numbers[text]


def placeholders(english: str, russian: str) -> list[str]:
    """Return the names of the values of a sentence in the order of their first mention.

    Examples
    --------
    >>> placeholders("{n:n} {n:tie|ties} of {name}", "{name}: {n:n}")
    ['n', 'name']
    """
    return list(dict.fromkeys(re.findall(r"\{(\w+)", english + russian)))


def _translations(network: Network) -> dict[str, tuple[str, str]]:
    """The English and Russian form of every name that has two, but of names that two nodes translate differently."""
    found: dict[str, tuple[str, str] | None] = {}
    names = network.node["name"].tolist()
    columns = [network.column(f"name_{lang}").tolist() for lang in PAGE_LANGUAGES]
    for name, english, russian in zip(names, *columns, strict=True):
        forms = (str(english or name), str(russian or name))
        found[str(name)] = forms if found.get(str(name), forms) == forms else None
    return {name: forms for name, forms in found.items() if forms is not None and forms[0] != forms[1]}
