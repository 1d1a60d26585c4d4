"""The words of graphcdc, in English and Russian.

`say` fills a sentence of the catalogue with values. In the braces ``{x:n}`` is a number in the manner of the language,
``{x:about}`` one without decimals, ``{x:kind}``, ``{x:kinds}`` and ``{x:plural}`` what people call kinds
(``{x:Plural}`` where a sentence begins), ``{x:column}``, ``{x:columns}`` and ``{x:table}`` what they call columns and
tables, ``{x:choices}`` the words of a list, and ``{x:one|many}`` the form that goes with the number x; the Russian side
has three forms, for 1, 2-4 and 5 or more.
"""

from __future__ import annotations

import string
from typing import Any

from graphcdc.words.answers import ANSWERS
from graphcdc.words.choices import CHOICE_WORDS
from graphcdc.words.headers import COLUMN_WORDS, TABLE_WORDS
from graphcdc.words.names import GAP_NAMES, KIND_NAMES
from graphcdc.words.problems import PROBLEMS
from graphcdc.words.rows import ROWS
from graphcdc.words.stores import STORES

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"

SENTENCES = {**PROBLEMS, **ROWS, **ANSWERS, **STORES}


def name_of(kind: str, lang: str = DEFAULT_LANGUAGE, plural: bool = False) -> str:
    """Return what people call a kind; a word that is no kind comes back as it is.

    Examples
    --------
    >>> name_of("university", "en", plural=True), name_of("investor", "ru"), name_of("ITMO", "en")
    ('universities', 'инвестор', 'ITMO')
    """
    if lang != "en" and kind in CHOICE_WORDS["tie_kind"]:
        return CHOICE_WORDS["tie_kind"][kind][0]
    for names in (KIND_NAMES.get(kind), GAP_NAMES.get(kind)):
        if names is not None:
            half = len(names) // 2
            own = names[:half] if lang == "en" else names[half:]
            return own[-1] if plural else own[0]
    return kind


def name_columns(paths: str, lang: str = DEFAULT_LANGUAGE, full: bool = False) -> str:
    """Return columns (``table.column``, apart by blanks) as people call them; in full with the contract's word.

    Examples
    --------
    >>> name_columns("ties.source ties.kind", "ru"), name_columns("ties.kind", "ru", full=True)
    ('От кого, Вид связи', 'Вид связи (kind)')
    """
    names = []
    for path in paths.split():
        name = path.partition(".")[2]
        title = name if lang == "en" else (COLUMN_WORDS.get(path) or COLUMN_WORDS[name])[0]
        names.append(f"{title} ({name})" if full and lang != "en" else title)
    return ", ".join(names)


class _Speaker(string.Formatter):
    """Formatting with two more words: ``{x:n}`` is a number, ``{x:one|many}`` the form that goes with a number."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "n":
            return write_number(value, self.lang)
        if format_spec == "about":
            about = f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")
            return about if self.lang == "en" else about.replace(",", "\u00a0").replace(".", ",")
        if format_spec in ("plural", "Plural"):
            name = name_of(value, self.lang, plural=True)
            return name[:1].upper() + name[1:] if format_spec == "Plural" and value in KIND_NAMES else name
        if format_spec == "kind":
            return name_of(value, self.lang)
        if format_spec == "kinds":
            return ", ".join(name_of(kind, self.lang) for kind in value.split(", "))
        if format_spec in ("column", "columns"):
            return name_columns(value, self.lang, full=format_spec == "column")
        if format_spec == "table":
            return ", ".join(word if self.lang == "en" else TABLE_WORDS[word][0] for word in value.split(", "))
        if format_spec == "choices":
            return ", ".join(word if self.lang == "en" else titles[0] for word, titles in CHOICE_WORDS[value].items())
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
    """
    if float(value).is_integer():
        text = f"{int(value):,}"
    elif abs(value) >= 10:
        text = f"{value:,.1f}"
    else:
        text = f"{value:.2g}" if abs(value) < 1 else f"{value:.2f}"
    if lang == "ru":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text


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
