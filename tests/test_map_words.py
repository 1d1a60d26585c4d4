"""What the page works out for itself is what the library says: sentences, numbers, ways of an introduction."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphcdc import draw_map, find_gaps, load_tables
from graphcdc.cli.maps import suggest_to_all
from graphcdc.introductions import find_introductions
from graphcdc.resources import find_resource
from graphcdc.words import LANGUAGES, fill, write_number
from tests.networks import make_network
from tests.pages import opened, towns

NUMBERS = [0, 1, 7, 999, 1000, 27411, 1234567, 0.5, 0.631, 0.05, 0.0123, 1.5, 9.99, 12.34, 99.95, 1234.5, 10.25]
NUMBERS += [10.75, 2.125, 0.125, 1e-7]


@pytest.mark.parametrize("source", ["st-petersburg", "horizon-finland"])
def test_the_page_says_every_sentence_as_the_library_does(browser: Browser, tmp_path: Path, source: str) -> None:
    network = load_tables(find_resource(f"datasets/{source}"))
    gaps = find_gaps(network)
    partners = suggest_to_all(network)
    reasons = {
        asker: [
            sentence
            for one in found
            for sentence in (*one.reasons, *(one.counter_reasons or ()), one.next_step)
            if sentence is not None
        ]
        for asker, found in partners.items()
        if found
    }
    assert len(reasons) > 400
    with opened(browser, draw_map(network, tmp_path / "map.html", gaps=gaps, partners=partners)) as seen:
        for lang in LANGUAGES:
            if lang == "en" and source == "st-petersburg":
                # There names have an English form, which only the page knows.
                continue
            seen.ask("(lang) => setLanguage(D.languages.indexOf(lang))", lang)
            said = seen.ask("D.gaps.map((gap) => [say(gap.said), say(gap.advice)])")
            assert said == [[gap.said.say(lang), gap.advice.say(lang)] for gap in gaps]
            page = seen.ask(
                "Object.fromEntries(Object.entries(D.partners).map(([at, found]) => "
                "[D.rows[at][ROW.id], found.flatMap((one) => "
                "[...one[SUGGESTION.reasons], ...one[SUGGESTION.counter], one[SUGGESTION.step]].map(say))]))"
            )
            drawn = {asker for asker in reasons if asker in page}
            assert len(drawn) > 400
            for asker in drawn:
                assert page[asker] == [reason.say(lang) for reason in reasons[asker]]


def test_the_page_writes_numbers_as_the_library_does(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, draw_map(towns(), tmp_path / "map.html")) as seen:
        for lang in LANGUAGES:
            seen.ask("(lang) => setLanguage(D.languages.indexOf(lang))", lang)
            assert seen.ask("(all) => all.map(writeNumber)", NUMBERS) == [write_number(one, lang) for one in NUMBERS]
            halves = [*NUMBERS, 2.25, 12.5, 13.5, 0.25, 1000.5]
            about = [fill(("{x:about}", "{x:about}"), lang, x=one) for one in halves]
            assert seen.ask("(all) => all.map(writeAbout)", halves) == about


def test_the_page_finds_the_ways_that_the_library_finds(browser: Browser, tmp_path: Path) -> None:
    projects = {f"p{at}": [f"c{at}", f"c{(at * 7 + 3) % 40}", f"c{(at * 3 + 11) % 40}"] for at in range(40)}
    starts = {project: str(2010 + at % 12) for at, project in enumerate(projects)}
    direct = [(f"c{at}", f"c{at + 5}") for at in range(0, 30, 4)]
    network = make_network(projects, direct=direct, starts=starts)
    ids = [str(network.node["id"][node]) for node in network.organizations.tolist()]
    compared = 0
    with opened(browser, draw_map(network, tmp_path / "map.html")) as seen:
        for at, a in enumerate(ids):
            b = ids[(at * 5 + 17) % len(ids)]
            if a == b:
                continue
            ours = find_introductions(network, a, b)
            theirs = seen.ask(
                "([a, b]) => findWays(...[a, b].map((id) => D.rows.findIndex((row) => row[ROW.id] === id)), 3, 6)"
                ".map((way) => ({ ids: way.rows.map((row) => D.rows[row][ROW.id]), product: way.product,"
                " weakest: weakestOf(way) }))",
                [a, b],
            )
            assert [way["ids"] for way in theirs] == [list(way.nodes) for way in ours], (a, b)
            assert [way["product"] for way in theirs] == pytest.approx([way.strength for way in ours], rel=2e-3)
            assert [way["weakest"] for way in theirs] == [way.weakest_link for way in ours]
            compared += len(ours)
    assert compared > 40
