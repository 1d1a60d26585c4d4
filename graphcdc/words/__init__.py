"""The words of graphcdc, in English and Russian.

`say` fills a sentence of the catalogue with values. In the braces ``{x:n}`` is a number in the manner of the language,
``{x:about}`` one without decimals, ``{x:kind}``, ``{x:kinds}`` and ``{x:plural}`` what people call kinds
(``{x:Plural}`` where a sentence begins), ``{x:sphere}`` a helix sphere, ``{x:column}`` and ``{x:table}`` what they
call columns and tables, ``{x:lists}`` lists of suggestions, ``{x:choices}`` words of a list (``flag:yes,no``), and
``{x:one|many}`` the form that goes with the number x; the Russian side has three forms, for 1, 2-4 and 5 or more.
"""

from __future__ import annotations

import string
from decimal import Decimal
from typing import Any

from graphcdc.words.answers import ANSWERS
from graphcdc.words.backtests import BACKTESTS
from graphcdc.words.brokers import BROKERS
from graphcdc.words.choices import CHOICE_WORDS
from graphcdc.words.clusters import CLUSTERS
from graphcdc.words.comparisons import COMPARISONS
from graphcdc.words.content import CONTENT
from graphcdc.words.gaps import GAPS
from graphcdc.words.headers import TABLE_WORDS, words_of
from graphcdc.words.names import GAP_NAMES, GROUP_NAMES, KIND_NAMES
from graphcdc.words.problems import PROBLEMS
from graphcdc.words.reasons import REASONS
from graphcdc.words.rows import ROWS
from graphcdc.words.stores import STORES

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"

SENTENCES = {
    **PROBLEMS,
    **ROWS,
    **ANSWERS,
    **GAPS,
    **BROKERS,
    **CLUSTERS,
    **CONTENT,
    **REASONS,
    **BACKTESTS,
    **STORES,
    **COMPARISONS,
}


def name_of(kind: str, lang: str = DEFAULT_LANGUAGE, plural: bool = False) -> str:
    """Return what people call a kind; a word that is no kind comes back as it is.

    Examples
    --------
    >>> name_of("university", "en", plural=True), name_of("investor", "ru"), name_of("ITMO", "en")
    ('universities', 'инвестор', 'ITMO')
    """
    if kind in CHOICE_WORDS["tie_kind"]:
        return name_choice("tie_kind", kind, lang)
    for names in (KIND_NAMES.get(kind), GAP_NAMES.get(kind), GROUP_NAMES.get(kind)):
        if names is not None:
            half = len(names) // 2
            own = names[:half] if lang == "en" else names[half:]
            return own[-1] if plural else own[0]
    return kind


def name_column(table: str, column: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return what people call a column: the contract's word in English.

    Examples
    --------
    >>> name_column("ties", "source", "ru"), name_column("ties", "source", "en")
    ('От кого', 'source')
    """
    return column if lang == "en" else words_of(table, column)[0]


def name_table(table: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return what people call a table: the contract's word in English.

    Examples
    --------
    >>> name_table("ties", "ru"), name_table("ties", "en")
    ('Связи', 'ties')
    """
    return table if lang == "en" else TABLE_WORDS[table][0]


def name_choice(choice: str, word: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return what people write for a word of a list: the contract's word in English; "" stays "".

    Examples
    --------
    >>> name_choice("flag", "yes", "ru"), name_choice("flag", "yes", "en")
    ('да', 'yes')
    """
    return word if lang == "en" or not word else CHOICE_WORDS[choice][word][0]


def name_word(group: str, word: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return what people call a word of a backtest: a task, a network, a method; any other comes back as it is.

    Examples
    --------
    >>> name_word("method", "l3_theme", "en"), name_word("setting", "own", "ru"), name_word("method", "graphcdc")
    ('paths of three (L3) + theme', 'регионы, только свои связи', 'graphcdc')
    """
    if f"{group}_{word}" in SENTENCES:
        return say(f"{group}_{word}", lang)
    if group == "method" and word.endswith("_theme"):
        return say("method_with_theme", lang, name=name_word(group, word.removesuffix("_theme"), lang))
    if group == "method" and word.endswith("_share"):
        return say("method_with_share", lang, name=name_word(group, word.removesuffix("_share"), lang))
    return word


class _Speaker(string.Formatter):
    """Formatting with two more words: ``{x:n}`` is a number, ``{x:one|many}`` the form that goes with a number."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        # A sentence within a sentence, or names: they speak the language themselves.
        if hasattr(value, "say"):
            return str(value.say(self.lang))
        if format_spec == "n":
            return write_number(value, self.lang)
        if format_spec == "about":
            about = f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")
            return about if self.lang == "en" else about.replace(",", "\u00a0").replace(".", ",")
        if format_spec in ("plural", "Plural"):
            name = name_of(value, self.lang, plural=True)
            return (
                name[:1].upper() + name[1:]
                if format_spec == "Plural" and value in {**KIND_NAMES, **GROUP_NAMES}
                else name
            )
        if format_spec == "kind":
            return name_of(value, self.lang)
        if format_spec == "kinds":
            return ", ".join(name_of(kind, self.lang) for kind in value.split(", "))
        if format_spec == "column":
            table, _, column = value.partition(".")
            title = name_column(table, column, self.lang)
            return title if title == column else f"{title} ({column})"
        if format_spec == "sphere":
            return say(f"sphere_{value}", self.lang)
        if format_spec == "table":
            return ", ".join(name_table(table, self.lang) for table in value.split(", "))
        if format_spec == "lists":
            return "; ".join(name_word("task", name, self.lang) for name in value.split("; "))
        if format_spec == "choices":
            choice, _, words = value.partition(":")
            return ", ".join(name_choice(choice, word, self.lang) for word in words.split(","))
        if "|" in format_spec:
            forms = format_spec.split("|")
            return forms[_form(value) if self.lang == "ru" else int(value != 1)]
        return str(super().format_field(value, format_spec))


def _form(number: float) -> int:
    """Which of the three Russian forms goes with a number: 0 for 1, 1 for 2-4, 2 for 5 and more; fractions as 2-4."""
    if number != int(number):
        return 1
    tens, units = int(number) // 10 % 10, int(number) % 10
    if tens == 1 or units == 0 or units > 4:
        return 2
    return 0 if units == 1 else 1


def write_number(value: float, lang: str = DEFAULT_LANGUAGE) -> str:
    r"""Return a number as people write it: thousands apart, at most two significant decimals.

    Examples
    --------
    >>> write_number(27411, "en"), write_number(27411, "ru"), write_number(0.6312, "ru"), write_number(12.5, "en")
    ('27,411', '27\xa0411', '0,63', '12.5')
    >>> write_number(0.0000471, "en")
    '0.000047'
    """
    if float(value).is_integer():
        text = f"{int(value):,}"
    elif abs(value) >= 10:
        text = f"{value:,.1f}"
    else:
        # Two digits, but never as 4.7e-05.
        text = format(Decimal(f"{value:.2g}"), "f") if abs(value) < 1 else f"{value:.2f}"
    if lang == "ru":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text


def write_fixed(value: float, lang: str = DEFAULT_LANGUAGE, digits: int = 3) -> str:
    """Return a number with so many decimals, for columns in which numbers are compared.

    Examples
    --------
    >>> write_fixed(0.1, "en"), write_fixed(1.1749, "ru", 2)
    ('0.100', '1,17')
    """
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang == "ru" else text


def say(key: str, lang: str = DEFAULT_LANGUAGE, **values: Any) -> str:
    """Return a sentence of the catalogue in a language.

    Raises
    ------
    ValueError
        If the language is not one of `LANGUAGES`.

    Examples
    --------
    >>> say("reason_popular", "ru", projects=22)
    'Активный участник: 22 совместных проекта.'
    """
    return fill(SENTENCES[key], lang, **values)


def fill(pair: tuple[str, str], lang: str, **values: Any) -> str:
    """Return the one of an English and a Russian text that is wanted, with its values.

    Raises
    ------
    ValueError
        If the language is not one of `LANGUAGES`.

    Examples
    --------
    >>> fill(("{n:n} {n:cluster|clusters}", "{n:n} {n:кластер|кластера|кластеров}"), "ru", n=5)
    '5 кластеров'
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; there are {', '.join(LANGUAGES)}")
    english, russian = pair
    return _Speaker(lang).vformat(english if lang == "en" else russian, (), values)
