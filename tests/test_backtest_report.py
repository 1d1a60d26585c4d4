"""The report on a backtest: what stands in it, in both languages, on a screen and on paper, whatever the texts are."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from rich.console import Console

from graphcdc.errors import OutputError, UsageError
from graphcdc.views.answers import Answer, print_answer
from graphcdc.views.charts import ForestRow, draw_forest, draw_interval, draw_reliability
from graphcdc.views.evaluation import write_report
from graphcdc.words import BACKTESTS, say

ATTACK = "</td></svg></style><img src=x onerror=alert(1)>\"'&<script>alert(2)</script><a href=http://evil>"
META = {
    "version": "0.1.0",
    "as_of": "2018-12-01",
    "seed": 7,
    "sources": {"Register": 1200},
    "notes": ["the data are synthetic"],
}
NUMBERS = ("hit_10", "hit_50", "mrr", "recall_50")


def item(task: str, setting: str, method: str, ndcg: float | None, **others: Any) -> dict[str, Any]:
    """Build an item as the command makes it; its measures are parts of its NDCG."""
    plain = {"task": task, "setting": setting, "method": method, "negatives": "all", "subset": "all"}
    sizes = {"origin": "2018-01-01", "queries": 400, "groups": 90, "ndcg_10": ndcg, "ms_per_query": 2.5}
    interval = None if ndcg is None else [ndcg - 0.01, ndcg + 0.01]
    return plain | sizes | {"interval": interval} | dict.fromkeys(NUMBERS, ndcg) | others


def cell(task: str, setting: str, low: float, high: float, **others: Any) -> list[dict[str, Any]]:
    """Build a cell: ours, three baselines, and what is said of the comparison."""
    bins = [
        {"predicted": 0.05, "observed": 0.04, "count": 300, "low": 0.02, "high": 0.07},
        {"predicted": 0.2, "observed": 0.22, "count": 310, "low": 0.18, "high": 0.27},
    ]
    ratio = {"best_single": "l3", "ratio": (low + high) / 2, "ratio_interval": [low, high], "reliability": bins}
    exposure = {"candidate_recall": 0.9, "ece": 0.012, "newcomer_share": 0.1, "coverage": 0.3, "gini": 0.8}
    verdict = {"verdict": f"said of {task} {setting}"}
    return [
        item(task, setting, "popularity_theme", 0.1, **others),
        item(task, setting, "random", 0.02, **others),
        item(task, setting, "l3", 0.2, **others),
        item(task, setting, "graphcdc", 0.25, **{**ratio, **exposure, **verdict, **others}),
    ]


ITEMS = [
    *cell("kick_off", "own", 0.8, 0.95),
    *cell("completion", "whole", 1.1, 1.3),
    *cell("completion", "own", 0.95, 1.3),
    *cell("completion", "whole", 1.02, 1.2, negatives="hard"),
    *cell("kick_off", "own", 1.01, 1.2, subset="newcomers"),
]


class Reader(HTMLParser):
    """The elements of a page with their attributes, and its rows as lists of texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[tuple[str | None, list[str]]] = []
        self.texts: list[str] = []
        self._cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append((dict(attrs).get("class"), []))
        self._cell = tag in ("td", "th") or (self._cell and tag in ("span", "svg", "line", "circle"))
        if tag in ("td", "th"):
            self.rows[-1][1].append("")

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())
        if self._cell and data.strip():
            self.rows[-1][1][-1] += data.strip() + " "

    def names(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def read(items: list[dict[str, Any]], folder: Path, lang: str = "en", **meta: Any) -> Reader:
    return Reader(write_report(items, META | meta, folder / "report.html", lang).read_text(encoding="utf-8"))


def test_the_page_asks_nobody_for_anything_and_runs_nothing(tmp_path: Path) -> None:
    for lang in ("ru", "en"):
        page = read(ITEMS, tmp_path, lang)
        assert ("html", {"lang": lang}) in page.elements
        assert not {"script", "link", "img", "iframe", "object", "a"} & set(page.names())
        attributes = [name for _, attrs in page.elements for name in attrs]
        assert not [name for name in attributes if name in ("src", "href", "style") or name.startswith("on")]
        policy = next(attrs["content"] for tag, attrs in page.elements if "http-equiv" in attrs)
        assert policy is not None
        assert policy.startswith("default-src 'none'")


def test_the_title_says_what_came_of_all_comparisons(tmp_path: Path) -> None:
    texts = read(ITEMS, tmp_path).texts
    assert (
        "Suggestions are better than the best simple method in 1 of 3 comparisons, worse in 1; 1 is undecided" in texts
    )
    assert "3 comparisons, 400 test queries each · tested from 2018-01-01" in texts
    russian = read(cell("partner", "whole", 1.1, 1.2), tmp_path, "ru").texts
    assert "Предложения точнее лучшего простого способа" in russian
    assert "одно сравнение, проверочных запросов: 400 · проверено с 2018-01-01" in russian


def test_tasks_and_networks_stand_in_their_order_each_with_its_verdict(tmp_path: Path) -> None:
    page = read(ITEMS, tmp_path)
    order = [text for text in page.texts if text.startswith("said of")]
    assert order == ["said of completion whole", "said of completion own", "said of kick_off own"]
    levels = [attrs["class"] for tag, attrs in page.elements if tag == "li" and "class" in attrs]
    assert levels == ["better", "cannot_tell", "worse"]


def test_methods_stand_below_ours_from_the_best_on_and_the_best_is_marked(tmp_path: Path) -> None:
    rows = read(cell("completion", "whole", 1.1, 1.3), tmp_path).rows
    assert [mark for mark, _ in rows[:6]] == [None, "cell", "ours", "best", "", ""]
    assert [texts[0].strip() for _, texts in rows[1:6]] == [
        "whole network 400 test queries in 90 independent groups",
        "graphcdc",
        "paths of three (L3) best simple one",
        "popularity + theme",
        "random",
    ]
    assert [text.strip() for text in rows[2][1][2:]] == ["0.250", "0.240–0.260", *["0.250"] * 4, "2.5"]


def test_hard_candidates_newcomers_and_exposure_have_tables_of_their_own(tmp_path: Path) -> None:
    page = read(ITEMS, tmp_path)
    groups = [texts[0].strip() for mark, texts in page.rows if mark == "cell"]
    size = "400 test queries in 90 independent groups"
    assert groups == [
        *(f"{name} {size}" for name in ("whole network", "regions, own ties only", "regions, own ties only")),
        f"missing member, whole network {size} · 1.11 (1.02–1.20) times the best simple one",
        f"kick-off, regions, own ties only {size} · 1.10 (1.01–1.20) times the best simple one",
        *("missing member whole network", "missing member regions, own ties only", "kick-off regions, own ties only"),
    ]
    assert [text.strip() for text in page.rows[-2][1]] == ["graphcdc", "0.900", "0.012", "0.100", "0.300", "0.800"]
    assert page.rows[-1][0] == "best"
    plain = read(cell("partner", "whole", 1.1, 1.2), tmp_path).texts
    assert not {"Against hard candidates", "Newcomers"} & set(plain)


def test_each_task_shows_how_reliable_its_probabilities_are(tmp_path: Path) -> None:
    page = read(ITEMS, tmp_path, "ru")
    assert [attrs.get("class") for tag, attrs in page.elements if tag == "svg"].count("reliability") == 3
    assert "предсказано 20,0 %, сбылось 22,0 % (18,0–27,0 %), предложений: 310" in page.texts
    assert page.texts.count("предложений: 610") == 3


def test_several_dates_are_cells_of_their_own(tmp_path: Path) -> None:
    two = [*cell("partner", "whole", 1.1, 1.2), *cell("partner", "whole", 1.2, 1.4, origin="2019-01-01")]
    page = read(two, tmp_path)
    groups = [texts[0].partition(" 400")[0].strip() for mark, texts in page.rows if mark == "cell"]
    assert groups[:2] == ["whole network, 2018-01-01", "whole network, 2019-01-01"]
    assert "2 comparisons, 400 test queries each · tested from 2018-01-01, 2019-01-01" in page.texts


def test_a_note_that_the_page_says_beside_its_task_is_not_said_again(tmp_path: Path) -> None:
    notes = ["said of completion whole", "days: 2018"]
    page = " ".join(read(ITEMS, tmp_path, notes=notes).texts)
    assert [page.count(note) for note in notes] == [1, 1]


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    known = ("task", "setting", "method")
    bare = [{name: value if name in known else None for name, value in one.items()} for one in ITEMS]
    for items in (bare, [{name: one[name] for name in known} for one in ITEMS]):
        page = read(items, tmp_path, version=None, seed=None, sources={}, notes=[], as_of=None)
        assert "None" not in " ".join(page.texts)
        assert "not known" in " ".join(page.texts)
    without_ours = [one for one in ITEMS if one["method"] != "graphcdc"]
    page = read(without_ours, tmp_path)
    assert "The suggestions could not be checked against the past" in page.texts
    assert "forest" not in [attrs.get("class") for _, attrs in page.elements]
    assert [mark for mark, _ in page.rows].count("best") == 0


def test_without_items_the_page_says_so(tmp_path: Path) -> None:
    page = read([], tmp_path, "ru")
    assert "Проверить предложения на прошлом не удалось" in page.texts
    assert "table" not in page.names()
    assert "Что это показывает и чего не показывает" in page.texts


def test_markup_in_any_text_stays_text(tmp_path: Path) -> None:
    words = {"task": ATTACK, "setting": ATTACK, "verdict": ATTACK, "best_single": ATTACK, "origin": ATTACK}
    items = [{**one, **words} for one in cell("", "", 1.1, 1.2)]
    items[0]["method"] = ATTACK
    for lang in ("ru", "en"):
        page = read(items, tmp_path, lang, notes=[ATTACK], sources={ATTACK: 1}, version=ATTACK, as_of=ATTACK)
        assert not {"script", "img", "a"} & set(page.names())
        assert sum(ATTACK in text for text in page.texts) >= 9


def test_the_same_items_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("a.html", "b.html"))
    write_report(ITEMS, META, first, "ru")
    write_report(ITEMS[::-1], META, second, "ru")
    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_cannot_be_written_and_an_unknown_language_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_report([], {}, tmp_path / "none" / "report.html")
    with pytest.raises(UsageError):
        write_report([], {}, tmp_path / "report.html", "de")


# --- pictures


def forest(level: str, ratio: float | None, low: float | None, high: float | None) -> str:
    return draw_forest([ForestRow("t", "s", "l3", "said", level, ratio, low, high)], "en")


def test_the_sign_of_a_comparison_tells_its_level() -> None:
    assert 'r="5" fill="#d55e00"' in forest("better", 1.2, 1.1, 1.3)
    assert 'r="5" fill="#fff" stroke="#52606d"' in forest("cannot_tell", 1.2, 0.9, 1.3)
    assert '<rect x="' in forest("worse", 0.8, 0.7, 0.9)
    assert not re.search("<circle|<rect", forest("cannot_tell", None, None, None))


def test_ratios_stand_on_a_logarithmic_scale_and_open_ends_run_to_its_edge() -> None:
    half, double = (
        float(re.findall(r'<circle cx="([\d.]+)"', forest("better", ratio, 0.45, 2.2))[0]) for ratio in (0.5, 2.0)
    )
    one = float(
        re.findall(
            r'x="([\d.]+)" y="67" fill="#52606d" text-anchor="middle" font-weight="400">1<',
            forest("better", 1.5, 0.45, 2.2),
        )[0]
    )
    assert one - half == pytest.approx(double - one, abs=0.3)
    assert 'x2="676" y2="39"' in forest("cannot_tell", 1.2, 0.9, None)
    assert 'x2="676" y2="39"' in forest("better", 30.0, 20.0, 40.0)


def test_dots_of_a_table_stand_on_a_scale_from_nought() -> None:
    at = [re.findall(r'cx="([\d.]+)"', draw_interval(value, None, None, 0.5, ours=False)) for value in (0, 0.25, 0.5)]
    assert at == [["4"], ["100"], ["196"]]


def test_probabilities_that_come_true_stand_on_the_diagonal() -> None:
    bins = [{"predicted": share, "observed": share, "count": 100, "low": share, "high": share} for share in (0.1, 0.2)]
    drawn = draw_reliability(bins, "", "en")
    places = [(float(x) - 30, 212 - float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    assert places == [(95, 95), (190, 190)]


# --- in a browser, on paper, on a terminal


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_on_a_screen_nothing_overlaps_and_nothing_sticks_out(browser: Browser, tmp_path: Path, lang: str) -> None:
    methods = [key.removeprefix("method_") for key in BACKTESTS if key.startswith("method_") and "with" not in key]
    items = [*ITEMS, *(item("partner", "region", f"{word}_theme", 0.1) for word in methods)]
    for word in methods:
        for one in cell("partner", "region", 1.1, 1.2, origin=f"20{methods.index(word) + 10}"):
            items.append({**one, "best_single": f"{word}_theme"} if one["method"] == "graphcdc" else one)
    file = write_report(items, META, tmp_path / "report.html", lang)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.goto(file.as_uri())
    overlaps = page.evaluate(
        """() => [...document.querySelectorAll('svg.forest, svg.reliability')].flatMap((picture) => {
          const frame = picture.getBoundingClientRect();
          const boxed = (text) => [text.textContent, text.getBoundingClientRect()];
          const texts = [...picture.querySelectorAll('text')].map(boxed);
          const out = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1);
          const meet = (a, b) =>
            a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
          const pairs = texts.flatMap(([text, a], at) =>
            texts.slice(at + 1).filter(([, b]) => meet(a, b)).map(([other]) => [text, other]));
          return [...out.map(([text]) => [text, 'out']), ...pairs];
        })"""
    )
    assert overlaps == []
    for width in (1280, 820):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == [file.as_uri()]
    assert page.inner_text("h1") != ""
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    context.close()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_on_a_terminal_the_table_keeps_words_whole_and_tells_what_is_hard_or_new(lang: str) -> None:
    text = io.StringIO()
    print_answer(Answer("backtest", ITEMS, {}, lang), Console(file=text, width=120))
    words = text.getvalue().split()
    for key in ("subset_newcomers", "negatives_hard", "task_completion", "method_l3"):
        assert set(say(key, lang).split()) <= set(words)
    assert {"ru": "0,250", "en": "0.250"}[lang] in words
    assert {"ru": "1,10–1,30", "en": "1.10–1.30"}[lang] in words
    assert {"ru": "0,240–0,260", "en": "0.240–0.260"}[lang] in words
