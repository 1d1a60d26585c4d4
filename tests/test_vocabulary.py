"""The words of spreadsheets: each means one thing, and what is not known is never taken for something else."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcdc.model import CHOICES, TABLES
from graphcdc.tables.dates import read_date
from graphcdc.tables.faults import Fault
from graphcdc.tables.numbers import read_number
from graphcdc.tables.writing import write_cell
from graphcdc.vocabulary import (
    find_choice,
    find_header,
    find_table,
    fold_words,
    list_headers,
    nearest_choice,
    nearest_header,
)
from graphcdc.words.choices import CHOICE_WORDS
from graphcdc.words.examples import EXAMPLES, TYPE_WORDS
from graphcdc.words.headers import COLUMN_WORDS, TABLE_WORDS

# The lists of words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_header_of_a_table_means_one_column(table: str) -> None:
    meanings: dict[str, set[str]] = {}
    for column in TABLES[table]:
        for header in list_headers(column):
            meanings.setdefault(fold_words(header), set()).add(column.name)
            assert find_header(table, header) == column.name
            assert find_header(table, f" {header.upper()} * ") == column.name
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}
    assert "" not in meanings


@pytest.mark.parametrize("choice", CHOICES)
def test_every_word_of_a_list_means_one_thing(choice: str) -> None:
    assert set(CHOICE_WORDS[choice]) == set(CHOICES[choice])
    meanings: dict[str, set[str]] = {}
    for word, others in CHOICE_WORDS[choice].items():
        for name in (word, *others):
            meanings.setdefault(fold_words(name), set()).add(word)
            assert find_choice(choice, name.upper()) == word
    assert {name: words for name, words in meanings.items() if len(words) > 1} == {}


def test_no_word_is_kept_for_a_column_that_is_not_there() -> None:
    columns = {column.name for table in TABLES.values() for column in table}
    paths = {f"{column.table}.{column.name}" for table in TABLES.values() for column in table}
    assert {key for key in COLUMN_WORDS if key not in columns | paths} == set()
    assert set(TABLE_WORDS) == set(EXAMPLES) == set(TABLES)
    assert {column.type.partition(":")[0] for table in TABLES.values() for column in table} <= set(TYPE_WORDS)


@pytest.mark.parametrize(
    ("table", "header", "column"),
    [
        ("organizations", "Вид организации (из списка)", "kind"),
        ("organizations", "Субъект РФ", "region"),
        ("organizations", "ИHН", "inn"),  # the middle letter is Latin
        ("organizations", "NAME_EN", "name_en"),
        ("organizations", "Источник", "data_source"),
        ("ties", "Источник", "source"),
        ("ties", "От кого", "source"),
        ("ties", "Кому", "target"),
        ("ties", "Получатель", "target"),
        ("ties", "Тип связи", "kind"),
        ("memberships", "Участник", "organization"),
        ("memberships", "С", "since"),
        ("memberships", "C", "since"),  # Latin
        ("projects", "Дата окончания", "end"),
        ("ties", "Дата окончания", "until"),
        ("ties", "Вес", None),
        ("organizations", "", None),
    ],
)
def test_headers_as_people_write_them(table: str, header: str, column: str | None) -> None:
    assert find_header(table, header) == column


def test_a_misspelt_word_gets_a_candidate_and_no_meaning() -> None:
    assert find_header("organizations", "Назвние") is None
    assert nearest_header("organizations", "Назвние") == "Название"
    assert find_choice("node_kind", "университетт") is None
    assert nearest_choice("node_kind", "университетт") == "университет"
    assert nearest_choice("node_kind", "xyz") is None


def test_sheets_and_files_are_known_by_their_names() -> None:
    names = (
        "Организации|Кластеры|Проекты|Компетенции|Участие в кластерах|Участие в проектах|Предложения|Потребности|Связи"
    )
    assert [find_table(name) for name in names.split("|")] == list(TABLES)
    assert find_table("СВЯЗИ (2)") == find_table("Связи 2024") == "ties"
    assert find_table("Связи (старые)") is None
    assert find_table("Лист1") is None


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", "2019"),
        ("2019 г.", "2019"),
        ("2019-3", "2019-03"),
        ("2019/03/01", "2019-03-01"),
        ("2019-03-01 00:00:00", "2019-03-01"),
        ("01.03.2019", "2019-03-01"),
        ("1.3.2019", "2019-03-01"),
        ("31/12/2019", "2019-12-31"),
        ("12/31/2019", "2019-12-31"),
        ("05-05-2019", "2019-05-05"),
        ("03.2019", "2019-03"),
        ("март 2019", "2019-03"),
        ("Март 2019 года", "2019-03"),
        ("1 марта 2019 г.", "2019-03-01"),
        ("9 мая 2019", "2019-05-09"),
        ("March 2019", "2019-03"),
        ("Mar 1, 2019", "2019-03-01"),
        ("1st of March", "bad_date"),
        ("2nd December 2019", "2019-12-02"),
        ("29.02.2019", "bad_date"),
        ("29.02.2020", "2020-02-29"),
        ("01/02/2019", "unclear_date"),
        ("1-2-2019", "unclear_date"),
        ("01.02.19", "short_year"),
        ("43525", "bad_date"),
        ("марина 2019", "bad_date"),
        ("2019-03-01 13:30:00", "bad_date"),
        ("20190301", "bad_date"),
        ("2019.10", "2019-10"),
        ("2019.1", "bad_date"),  # what a spreadsheet makes of 2019.10
        ("01.02.0019", "bad_year"),
        ("9999", "bad_year"),
        ("2190", "bad_year"),
        ("1850", "bad_year"),
        ("1900", "1900"),
        ("31.12.2100", "2100-12-31"),
        ("1-мар-2019", "2019-03-01"),
        ("01.мар.2019", "2019-03-01"),
        ("1-Mar-2019", "2019-03-01"),
        ("мар.2019", "2019-03"),
        ("март-2019", "2019-03"),
        ("01.мар.19", "short_year"),
        ("1-мар-19", "short_year"),
        ("1-мур-2019", "bad_date"),
        ("2019-00", "bad_date"),
        ("весной", "bad_date"),
    ],
)
def test_dates_as_people_write_them(text: str, date: str) -> None:
    found = read_date(text)
    assert (found.code if isinstance(found, Fault) else found) == date


def test_a_number_that_may_be_a_date_of_excel_says_which() -> None:
    found = read_date("43525")
    assert isinstance(found, Fault)
    assert found.help_values == {"date": "2019-03-01"}


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_date_is_read_back_in_three_spellings(date: datetime.date) -> None:
    text = str(date)
    year, month, day = text.split("-")
    assert read_date(text) == read_date(f"{day}.{month}.{year}") == read_date(f"{year}/{month}/{day}") == text


# Numbers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45", 45.0),
        ("-3", -3.0),
        ("\u22123", -3.0),  # a real minus sign
        ("0,5", 0.5),
        ("12,50", 12.5),
        ("1 500 000", 1_500_000.0),
        ("1\u00a0500,50", 1500.5),
        ("1,500,000", 1_500_000.0),
        ("1.500.000", 1_500_000.0),
        ("1.500,50", 1500.5),
        ("1,500.50", 1500.5),
        ("0.500", 0.5),
        ("0,500", 0.5),
        ("1e3", 1000.0),
        ("1500.000", 1500.0),
        ("1,500", "unclear_number"),
        ("1.500", "unclear_number"),
        ("-12.345", "unclear_number"),
        ("1 50", "bad_number"),
        ("1,50,000", "bad_number"),
        ("1 500 руб.", "bad_number"),
        ("много", "bad_number"),
        ("nan", "bad_number"),
        ("inf", "bad_number"),
        ("٣", "bad_number"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: float | str) -> None:
    found = read_number(text)
    assert (found.code if isinstance(found, Fault) else found) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_read_back(number: float) -> None:
    assert read_number(write_cell(number)) == number
