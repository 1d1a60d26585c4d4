"""The matrix of kinds on a terminal."""

from __future__ import annotations

import io

from networks import make_network
from rich.console import Console

from graphcdc.measures import summarize
from graphcdc.views.answers import Answer, print_answer
from graphcdc.views.mixing import print_mixing


def printed(items: list[dict[str, object]], width: int, lang: str = "en") -> list[str]:
    console = Console(width=width, file=io.StringIO())
    print_mixing(items, lang, console)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def pairs_of(*cells: tuple[str, str, int, float]) -> list[dict[str, object]]:
    names = ("kind", "other_kind", "value", "expected")
    return [{"measure": "mixing", **dict(zip(names, cell, strict=True))} for cell in cells]


THREE = pairs_of(
    ("sme", "sme", 12, 1200.4),
    ("sme", "university", 3, 2.25),
    ("sme", "investor", 0, 0.5),
    ("university", "university", 7, 7.0),
    ("university", "investor", 1, 9.5),
    ("investor", "investor", 0, 0.0),
)


def test_each_pair_of_kinds_has_one_cell_with_the_expectation_in_brackets() -> None:
    assert printed(THREE, 90)[3:] == [
        "",
        " kind                1      2    3",
        " ─────────────────────────────────",
        " 1 SME              12",
        "               (1,200)",
        " 2 university        3      7",
        "                 (2.2)    (7)",
        " 3 investor          0      1    0",
        "                 (0.5)  (9.5)  (0)",
        "",
    ]


def test_columns_that_do_not_fit_follow_below_and_no_number_is_cut() -> None:
    lines = printed(THREE, 34)
    assert [line for line in lines if line.startswith(" kind")] == [" kind                1      2", " kind          3"]
    assert not any("…" in line for line in lines)
    assert lines[-3:] == [" 3 investor    0", "             (0)", ""]


def test_without_joint_participations_there_is_no_matrix() -> None:
    assert printed([], 80) == []


def test_a_table_of_counts_says_what_is_not_known_and_shows_kinds_in_russian() -> None:
    console = Console(width=100, file=io.StringIO())
    items = summarize(make_network({"p": ["b1", "u1"]}))
    print_answer(Answer("stats", items, {}, "ru"), console)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    (line,) = [line for line in text.splitlines() if "модулярность кластеров" in line]
    assert line.split()[-1] == "неизвестно"
    assert "2 вуз" in text[text.index("Кто с кем работает") :]
    assert "mixing" not in text
