"""Words against words: forms, languages, scripts, slips of the pen, and how often the likeness of texts is right."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from markets import covered, make_market
from numpy.typing import NDArray

from graphcdc import Network, load_tables
from graphcdc.partners import likeness
from graphcdc.partners.likeness import TextIndex
from graphcdc.partners.matching import prepare_matcher
from graphcdc.resources import find_resource

# One word -------------------------------------------------------------------------------------------------------------

NAMES = {"c1": "Лазерная резка", "c2": "чёткая печать", "c3": "optics"}
ENGLISH = {"c1": "laser cutting", "c2": "sharp printing"}


def shop(**columns: Mapping[str, str]) -> Network:
    return make_market({"a": "c1", "b": "c2", "d": ""}, name=NAMES, name_en=ENGLISH, **columns)


@pytest.mark.parametrize("word", ["c1", "C1 ", "лазерная резка", "ЛАЗЕРНАЯ РЕЗКА", "Laser cutting", "«Лазерная резка»"])
def test_an_id_and_a_name_in_either_language_are_the_capability(word: str) -> None:
    assert prepare_matcher(shop()).read_need(word) == "c1"
    assert covered(shop(), word) == {"a": 1.0}


@pytest.mark.parametrize("word", ["четкая печать", "Чёткая Печать", "SHARP PRINTING"])
def test_yo_and_case_are_no_difference(word: str) -> None:
    assert prepare_matcher(shop()).read_need(word) == "c2"


@pytest.mark.parametrize("word", ["лазерные резки", "лазерной резкой", "laser cuttings", "lasers cutting"])
def test_other_forms_of_the_words_find_it_whole(word: str) -> None:
    assert prepare_matcher(shop()).read_need(word) == word
    assert covered(shop(), word) == {"a": 1.0}


@pytest.mark.parametrize("word", ["резка металла", "", " ", "и", "!!!", "бухгалтерия", "tea", "лазер"])
def test_what_has_too_little_in_common_finds_nobody(word: str) -> None:
    # "резка металла" shares one of two words, and so less than half.
    assert covered(shop(), word) == {}


def test_a_longer_phrase_and_a_slip_of_the_pen_find_it_in_part() -> None:
    longer, slip = covered(shop(), "лазерная резка металла"), covered(shop(), "лазерная рeзкка")
    assert set(longer) == set(slip) == {"a"}
    assert 0.5 <= longer["a"] < 1 > slip["a"] >= 0.5


def test_a_name_of_two_entries_finds_both() -> None:
    market = make_market({"a": "c1", "b": "c2", "d": "c3"}, name={"c1": "шлифовка", "c2": "Шлифовка", "c3": "сварка"})
    assert prepare_matcher(market).read_need("шлифовка") == "шлифовка"
    assert covered(market, "шлифовка") == {"a": 1.0, "b": 1.0}


def test_a_field_of_work_counts_half_an_offer_and_a_name_or_note_a_quarter() -> None:
    market = shop(domains={"d": "Laser cutting; tea"})
    assert covered(market, "c1") == {"a": 1.0, "d": 0.5}
    market = make_market({"a": "c1", "b": "", "d": "", "e": ""}, name={**NAMES, "b": "ООО «Лазерные резки»"},
                     name_en=ENGLISH, note={"d": "Звонить Ивану. Есть лазерная резка, но мало"})  # fmt: skip
    found = covered(market, "laser cutting")
    assert (found["a"], found["b"], set(found)) == (1.0, 0.25, {"a", "b", "d"})
    assert 0.125 <= found["d"] < 0.25


def test_a_free_word_finds_fields_that_are_in_no_list_and_through_the_list_those_in_the_other_language() -> None:
    market = shop(domains={"d": "лазерные резки; квантовая связь", "b": "Quantum"})
    assert covered(market, "квантовой связи") == {"d": 0.5}
    assert covered(market, "quantum") == {"b": 0.5}
    # The English need is like c1 by its English name, the Russian field by its Russian one.
    assert covered(market, "laser cuttings") == {"a": 1.0, "d": 0.5}


def test_a_free_word_finds_the_family_too() -> None:
    market = make_market({"a": "c2"}, parents={"c2": "c1"}, name={"c1": "сварка", "c2": "пайка"})
    assert covered(market, "сварки") == {"a": 0.8}


def test_many_texts_are_compared_as_each_alone() -> None:
    texts = tuple(f"{first}ок {second}ка" for first in "бвгджзклмнпрст" for second in "аеиоуыэюябвгджзклмн")
    index = TextIndex(texts, texts[:7])
    together = index.compare(texts).toarray()
    assert len(texts) > 256
    assert together.diagonal().tolist() == [1.0] * len(texts)
    assert np.array_equal(together, together.T)
    assert np.array_equal(together[[260]], index.compare([texts[260]]).toarray())


# How often it is right ------------------------------------------------------------------------------------------------

#: Phrases, the capabilities that they mean, and what sort of phrase it is. `tuning` is about the St. Petersburg set:
#: how texts are taken apart and the threshold were chosen on it. `unseen` is of another list, written afterwards.
WORDINGS = Path(__file__).parent / "data" / "wordings"
PAGE = Path(__file__).parent.parent / "docs" / "matching.md"
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6)


def read_rows(name: str) -> list[dict[str, str]]:
    with (WORDINGS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def build_market(name: str) -> Network:
    """Each capability offered by one organization, and one more, x, that works in all fields of the town."""
    nodes = load_tables(find_resource("datasets/st-petersburg")).nodes
    fields = sorted({*";".join(nodes["domains"]).split(";")} - {""}) if name == "tuning" else []
    rows = nodes[nodes["kind"] == "capability"].to_dict("records")
    if name == "unseen":
        rows = read_rows("unseen_capabilities")
    names = {column: {row["id"]: row[column] for row in rows} for column in ("name", "name_en")}
    listed = [row["id"] for row in rows]
    offers = {f"o{one}": one for one in listed} | {"x": ""}
    return make_market(offers, listed=" ".join(listed), domains={"x": ";".join(fields)}, **names)


@cache
def judge(name: str, threshold: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.str_]]:
    """Which capabilities each phrase finds, which it means, and its sort."""
    rows = read_rows(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "THRESHOLD", threshold)
        matcher = prepare_matcher(build_market(name))
        found = np.array([matcher.cover({row["phrase"]: 1})[:-1] > 0 for row in rows])
    meant = np.array([[one in row["capabilities"].split(";") for one in matcher.capabilities.ids] for row in rows])
    return found, meant, np.array([row["sort"] for row in rows])


def test_the_threshold_is_the_lowest_at_which_nine_of_ten_finds_are_right() -> None:
    right = {}
    for threshold in THRESHOLDS:
        found, meant, _ = judge("tuning", threshold)
        right[threshold] = (found & meant).sum() / found.sum()
    assert min(threshold for threshold, share in right.items() if share >= 0.9) == likeness.THRESHOLD


@pytest.mark.parametrize("name", ["tuning", "unseen"])
def test_the_page_states_how_often_words_find_what_they_mean_and_how_often_something_else(name: str) -> None:
    lines = []
    for threshold in THRESHOLDS:
        found, meant, _ = judge(name, threshold)
        right, total, wanted = (found & meant).sum(), found.sum(), meant.sum()
        shares = f"{right} of {total} ({right / total:.2f}) | {right} of {wanted} ({right / wanted:.2f})"
        lines.append(f"| {name} | {threshold:.2f} | {shares} |")
    found, meant, sorts = judge(name, likeness.THRESHOLD)
    for sort in dict.fromkeys(sorts):
        phrases = sorts == sort
        hits, wanted, wrong = ((one[phrases]).sum() for one in (found & meant, meant, found & ~meant))
        lines.append(f"| {name} | `{sort}` | {phrases.sum()} | {hits} of {wanted} | {wrong} |")
    page = PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in page] == []
