"""Lists of findings: lists in everything, and tables in a notebook."""

from __future__ import annotations

import copy
import pickle
import re
from html.parser import HTMLParser

import pytest

from graphcdc import Findings, Network, UsageError, find_gaps, find_introductions, recommend_partners
from graphcdc.findings import Gap, Sentence, Suggestion
from graphcdc.words import write_number
from tests.networks import barbell

ATTACK = "<img src=x onerror=alert(1)>\"'&<script>alert(2)</script>"
SAID = Sentence("reason_popular", {"projects": 3})
#: Nothing else may ever stand in a table.
PLAIN = {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}


class Reader(HTMLParser):
    """The elements of a piece of HTML, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"style", "scope"}
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def isolate(number: int) -> Gap:
    return Gap("isolate", "structural", None, (f"o{number}",), 0, {}, SAID, SAID)


def chain(names: dict[str, str] | None = None, source: str = "") -> Network:
    """a - b - c, where a and c have not met, and d whom nobody has met."""
    name = {"a": "Anna", "b": "Boris", "c": "Clara", "d": "Dora", **(names or {})}
    nodes = {
        "id": list("abcd"),
        "name": [name[one] for one in "abcd"],
        "kind": ["sme"] * 4,
        "data_source": [source] * 4,
    }
    ties = {"source": ["a", "b"], "target": ["b", "c"], "kind": ["COOPERATES_WITH"] * 2, "since": ["2020"] * 2}
    return Network.build(nodes, ties)


def test_findings_are_lists() -> None:
    network = barbell()
    for found in (find_gaps(network), recommend_partners(network, "b2"), find_introductions(network, "b2", "c2")):
        assert found
        assert isinstance(found, list)
        assert isinstance(found, Findings)
        assert found == list(found)
        assert list(found) == found
        assert type(found[0]) is not Findings
        assert repr(found) == repr(list(found))
        for twin in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
            assert twin == found
            assert twin._repr_html_() == found._repr_html_()


def test_a_slice_shows_itself_too_in_the_same_language() -> None:
    some = Findings(map(isolate, range(5))).in_language("en")[1:3]
    assert isinstance(some, Findings)
    assert some == [isolate(1), isolate(2)]
    assert "Weak points of the structure (facts)" in some._repr_html_()


def test_the_tables_of_gaps_have_the_columns_of_the_command_and_keep_the_two_claims_apart() -> None:
    tested = Gap("research_gap", "statistical", ("firm", "university"), (), 1, {}, SAID, SAID, expected=9.0)
    gaps = Findings([tested, isolate(1)])
    english = Reader(gaps.in_language("en")._repr_html_())
    assert english.elements.count("table") == 2
    columns = ["kind", "finding", "action", "id"]
    says = "Active: 3 joint projects so far."
    assert english.texts == [
        *("Less cooperation than expected (tested)", *columns, "research gap", says, says, tested.id),
        *("Weak points of the structure (facts)", *columns, "isolated organization", says, says, isolate(1).id),
    ]
    russian = Reader(gaps._repr_html_())
    assert russian.texts[:5] == [
        "Сотрудничества меньше ожидаемого (проверено)",
        *("вид", "что найдено", "что делать", "код"),
    ]
    assert "Активный участник: 3 совместных проекта." in russian.texts


def test_suggestions_show_rank_name_score_probability_and_what_speaks_for_and_against() -> None:
    (found,) = recommend_partners(chain(), "a").in_language("en")
    assert Reader(Findings([found], lang="en")._repr_html_()).texts == [
        "Suggested partners",
        *("rank", "name", "score", "probability", "reasons"),
        *("1", "Clara (SME)", write_number(round(found.score, 2), "en")),
        "1 partner in common: Boris. Boris has direct ties with Anna and the candidate.\n"
        "– Little is known of it: 1 joint project or tie on record.\n"
        "→ Ask Boris to introduce you to Clara.",
    ]
    new = Suggestion("z", "Zoe", "university", "new_blood", 1, 0.25, {}, [SAID, SAID], {}, None, 0.0765, 0.002)
    assert Reader(Findings([new])._repr_html_()).texts == [
        "Новые лица: связей с участниками ещё нет",
        *("место", "название", "балл", "вероятность", "почему"),
        *("1", "Zoe (вуз)", "0,25", "7,65 %\nсред. 0,2 %", "\n".join(["Активный участник: 3 совместных проекта."] * 2)),
    ]


def test_introductions_show_the_ways_by_name() -> None:
    ways = find_introductions(chain(), "a", "c").in_language("en")
    assert Reader(ways._repr_html_()).texts == [
        *("way", "score", "weakest link"),
        *("Anna\n  COOPERATES_WITH, 2020\nBoris\n  COOPERATES_WITH, 2020\nClara", "0.25", "Anna – Boris"),
    ]


def test_an_empty_list_says_so() -> None:
    assert find_gaps(chain(), kinds=["fragmentation"])._repr_html_() == "<p>не найдено</p>"
    assert Findings[Gap](lang="en")._repr_html_() == "<p>none found</p>"
    assert Findings[Gap]().in_language("en")[:3]._repr_html_() == "<p>none found</p>"


def test_a_long_table_shows_twenty_rows_and_counts_the_rest() -> None:
    gaps = Findings(map(isolate, range(22)))
    assert gaps._repr_html_().count("<tr>") == 21
    assert gaps._repr_html_().endswith("<p>... и ещё 2</p>")
    assert gaps.in_language("en")._repr_html_().endswith("<p>... and 2 more</p>")
    assert "more" not in gaps.in_language("en")[:20]._repr_html_()


def test_findings_of_synthetic_data_say_so_even_when_there_are_none() -> None:
    town = chain(source="synthetic")
    ways = find_introductions(town, "a", "c")
    for found in (find_gaps(town), find_gaps(town, kinds=[]), recommend_partners(town, "a")[:1], ways):
        assert "данные синтетические" in found._repr_html_()
        assert "the data are synthetic" in found.in_language("en")._repr_html_()
    assert "синтетические" not in recommend_partners(chain(), "a")._repr_html_()


def test_markup_in_names_is_text_in_every_table() -> None:
    network = chain(dict.fromkeys("abcd", ATTACK))
    for found in (find_gaps(network), recommend_partners(network, "a"), find_introductions(network, "a", "c")):
        read = Reader(found._repr_html_())
        assert set(read.elements) <= PLAIN
        assert ATTACK in "".join(read.texts)
        assert not re.search(r"<(script|img)", found._repr_html_())


def test_there_is_no_third_language() -> None:
    with pytest.raises(UsageError, match="ru, en"):
        Findings[Gap]().in_language("fi")
