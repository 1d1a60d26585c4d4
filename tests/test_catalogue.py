"""The catalogue of sentences: both languages, the same values, and no key that nobody can say."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from graphcdc.measures import summarize
from graphcdc.views.answers import COLUMNS
from graphcdc.views.texts import TEXTS
from graphcdc.words import SENTENCES, fill, say, write_number
from tests.networks import barbell

PACKAGE = Path(__file__).parent.parent / "graphcdc"
CALLS = {"Sentence": 0, "say": 0, "step": 1, "_step": 1, "Fault": 0, "_problem": 0}
CALLS |= dict.fromkeys(("DataError", "OutputError", "UsageError", "UnknownName", "_UnreadableError"), 0)
CALLS |= dict.fromkeys(("QueryError", "StoreUnavailable"), 0)


def used_values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted({**SENTENCES, **TEXTS}))
def test_both_languages_say_the_same_thing(key: str) -> None:
    english, russian = {**SENTENCES, **TEXTS}[key]
    assert used_values(english) == used_values(russian)
    assert not re.search("[а-яё]", re.sub(r"\{.*?\}", "", english), re.IGNORECASE)
    assert re.search("[а-яё]", russian, re.IGNORECASE) or not re.search("[a-z]", re.sub(r"\{.*?\}", "", english))


def literal_keys() -> set[tuple[str, str]]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                place = CALLS.get(name)
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    found.add((str(path.relative_to(PACKAGE)), node.args[place].value))
    return found


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    keys = literal_keys()
    assert len(keys) > 60
    assert {(path, key) for path, key in keys if key not in SENTENCES} == set()


def test_every_column_and_measure_has_a_heading() -> None:
    for columns in COLUMNS.values():
        for name, _ in columns:
            assert say(f"column_{name}", "ru") != say(f"column_{name}", "en")
    for row in summarize(barbell()):
        assert say(f"measure_{row['measure']}", "ru")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (1, "проект"),
        (2, "проекта"),
        (5, "проектов"),
        (11, "проектов"),
        (21, "проект"),
        (112, "проектов"),
        (1.5, "проекта"),
    ],
)
def test_russian_has_three_forms(number: float, form: str) -> None:
    assert fill(("{n:project|projects}", "{n:проект|проекта|проектов}"), "ru", n=number) == form


def test_numbers_are_written_in_the_manner_of_the_language() -> None:
    assert [write_number(value, "en") for value in (0, 7, 1234567, 0.0123, 3.14159, -2.5)] == [
        "0",
        "7",
        "1,234,567",
        "0.012",
        "3.14",
        "-2.50",
    ]
    assert write_number(1234.5, "ru") == "1\u00a0234,5"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language 'de'"):
        say("no_file", "de")
