"""From the words of a spreadsheet to those of the schema: headers, names of tables, words of a choice."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from graphcdc.model import CHOICES, TABLES, Column
from graphcdc.words.choices import CHOICE_WORDS
from graphcdc.words.headers import TABLE_WORDS, words_of

#: Latin letters that look like Cyrillic ones, small; in a word with Cyrillic letters they are typing mistakes.
LOOKALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_CYRILLIC = re.compile("[а-я]")
#: Remarks behind a header that change nothing of what it means.
_ASIDE = re.compile(
    r"\((из списка|обязательно|обязательный|если есть|при наличии|\d+( (или|or) \d+)? (цифр|digits)|через ;"
    r"|required|optional|if any|from the list|руб\.?|rub|чел\.?)\)"
)
_WORD = re.compile(r"[^\W_]+|[+\-]$")
_NEAR = 0.75


@lru_cache(maxsize=10_000)
def fold_words(text: str) -> str:
    """Return a text without case, marks, harmless remarks in brackets and typing mistakes that cannot be seen.

    Examples
    --------
    >>> fold_words(" Data_Source*"), fold_words("Вид организации (из списка)"), fold_words("Hазвание")
    ('data source', 'вид организации', 'название')
    >>> fold_words("Бюджет (тыс. руб.)")
    'бюджет тыс руб'
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    words = _WORD.findall(_ASIDE.sub(" ", plain))
    return " ".join(word.translate(LOOKALIKES) if _CYRILLIC.search(word) else word for word in words)


def list_headers(column: Column) -> tuple[str, ...]:
    """Return the headers that a column is known by: the word of the contract, the Russian title, and others.

    Examples
    --------
    >>> from graphcdc.model import TABLES
    >>> list_headers(TABLES["participations"][1])
    ('project', 'Проект', 'Код проекта')
    """
    title, _, others = words_of(column.table, column.name)
    return column.name, title, *others


def find_header(table: str, header: str) -> str | None:
    """Return the column of a table that a header means, None if it is none of them.

    Examples
    --------
    >>> find_header("ties", "Источник"), find_header("projects", "Источник"), find_header("ties", "Colour")
    ('source', 'data_source', None)
    """
    exact, folded = _headers(table)
    return exact.get(header.strip()) or folded.get(fold_words(header))


def nearest_header(table: str, header: str) -> str | None:
    """Return the known header of a table that is most like an unknown one, in the same alphabet."""
    return _nearest(header, (name for column in TABLES[table] for name in list_headers(column)))


def find_table(name: str) -> str | None:
    """Return the table that the name of a sheet or file means, None if it means none.

    Examples
    --------
    >>> find_table("Участники кластеров"), find_table("Проекты 2024"), find_table("Лист1")
    ('memberships', 'projects', None)
    """
    return _tables().get(" ".join(word for word in fold_words(name).split() if not word.isdecimal()))


def find_choice(choice: str, text: str) -> str | None:
    """Return the word of a list that a cell means, None if it means none.

    Examples
    --------
    >>> find_choice("node_kind", "ВУЗ"), find_choice("tie_kind", "Cooperates with"), find_choice("flag", "может быть")
    ('university', 'COOPERATES_WITH', None)
    """
    return _choices(choice).get(fold_words(text))


def nearest_choice(choice: str, text: str) -> str | None:
    """Return the known word of a list that is most like an unknown one."""
    words = CHOICE_WORDS[choice]
    return _nearest(text, (name for word in CHOICES[choice] for name in (word, *words[word])))


def _nearest(text: str, known: Iterable[str]) -> str | None:
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(fold_words(name), name)
    near = difflib.get_close_matches(fold_words(text), list(folded), n=1, cutoff=_NEAR)
    return folded[near[0]] if near else None


@cache
def _headers(table: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Columns by header as written and by folded header; the words of the contract go first."""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for place in range(max(len(list_headers(column)) for column in TABLES[table])):
        for column in TABLES[table]:
            headers = list_headers(column)
            if place < len(headers):
                exact.setdefault(headers[place], column.name)
                folded.setdefault(fold_words(headers[place]), column.name)
    return exact, folded


@cache
def _tables() -> Mapping[str, str]:
    return {fold_words(name): table for table, names in TABLE_WORDS.items() for name in (table, *names)}


@cache
def _choices(choice: str) -> Mapping[str, str]:
    words = CHOICE_WORDS[choice]
    return {fold_words(name): word for word in CHOICES[choice] for name in (word, *words[word])}
