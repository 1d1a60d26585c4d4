"""From the words of a spreadsheet to those of the schema: headers, names of tables, words of a choice."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
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
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
#: A unit in a header that would make the numbers below mean something else.
UNIT = re.compile(r"\b(тыс\w*|млн|млрд|миллион\w*|thousands?|thsd|millions?|mln|mn|bn)\b")
#: Words in brackets that are more than a remark on amounts.
_MEASURE = re.compile(r"\b(руб\w*|rub|usd|eur|евро|долл\w*|dollars?|euros?|лет|мес\w*|years?|months?)\b|[$€£₽%]")
#: Headers of columns that hold data about persons, folded; they are never kept.
PERSONAL = re.compile(
    r"\b(телефон\w*|тел|моб\w*|phone|mobile|e ?mail|mail|почта|паспорт\w*|passport|снилс|snils|фио|дата рождения)\b"
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

    A remark in brackets does not count, unless it states a unit or data about persons.

    Examples
    --------
    >>> find_header("ties", "Источник"), find_header("projects", "Источник"), find_header("ties", "Colour")
    ('source', 'data_source', None)
    >>> find_header("clusters", "Название (полное)"), find_header("projects", "Бюджет (USD)")
    ('name', None)
    """
    return _find_plain(table, header) or _find_plain(table, _drop_remark(header))


def has_remark(table: str, header: str) -> bool:
    """Whether a header means a column of a table only without what stands in brackets.

    Examples
    --------
    >>> has_remark("clusters", "Название (полное)"), has_remark("clusters", "Название (обязательно)")
    (True, False)
    """
    return _find_plain(table, header) is None and _find_plain(table, _drop_remark(header)) is not None


def _find_plain(table: str, header: str) -> str | None:
    exact, folded = _headers(table)
    return exact.get(header.strip()) or folded.get(fold_words(header))


def _drop_remark(header: str) -> str:
    """Return a header without what stands in brackets, "" if that is more than a remark."""
    remarks = " ".join(_BRACKETS.findall(header)).casefold()
    telling = any(pattern.search(remarks) for pattern in (UNIT, _MEASURE, PERSONAL))
    return "" if telling else _BRACKETS.sub(" ", header)


def nearest_header(table: str, header: str) -> str | None:
    """Return the known header of a table that is most like an unknown one, brackets left out, in the same alphabet."""
    bare = _BRACKETS.sub(" ", header)
    return _nearest(bare, (name for column in TABLES[table] for name in list_headers(column)))


def nearest_start(table: str, header: str, columns: Container[str]) -> str | None:
    """Return the longest known header of some columns that an unknown one begins with.

    Examples
    --------
    >>> nearest_start("organizations", "Наименование предприятия", {"id", "name"})
    'Наименование'
    """
    words = f"{fold_words(header)} "
    known = (name for column in TABLES[table] if column.name in columns for name in list_headers(column))
    return max((name for name in known if words.startswith(f"{fold_words(name)} ")), key=len, default=None)


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
