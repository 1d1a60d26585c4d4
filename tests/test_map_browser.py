"""The map page in a real browser, without a network: it opens quietly, finds, shows, filters, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphcdc import draw_map, find_gaps
from tests.pages import GAPS, SUGGESTIONS, Seen, opened, towns


@pytest.fixture
def seen(browser: Browser, tmp_path: Path) -> Iterator[Seen]:
    file = draw_map(towns(), tmp_path / "map.html", gaps=GAPS, suggestions=SUGGESTIONS, suggested_to=["x0"], lang="en")
    with opened(browser, file) as page:
        yield page


def test_the_page_says_what_it_shows(seen: Seen) -> None:
    assert seen.page.get_attribute("html", "lang") == "en"
    assert seen.page.inner_text("h1") == "1 partner suggested for Organization x0 (synthetic data)"
    assert "8 organizations · 2 projects · 6 ties · 2 clusters · 1 suggested here" in seen.page.inner_text("#subtitle")
    legend = seen.page.inner_text("#legend")
    for word in ("Organization", "Investor", "Project", "North", "South", "suggested ties", "gap"):
        assert word in legend
    assert "synthetic data" in seen.page.inner_text("footer")
    panel = seen.page.inner_text("#panel")
    assert panel.index("Organization y1") < panel.index("FEWER TIES THAN CHANCE") < panel.index("FACTS OF THE NETWORK")


def test_everything_lies_between_the_panels(seen: Seen) -> None:
    legend = seen.page.locator("#legend").bounding_box()
    panel = seen.page.locator("#panel").bounding_box()
    assert legend
    assert panel
    for row in range(10):
        x, y = seen.place_of(row)
        assert legend["x"] + legend["width"] < x < panel["x"]
        assert 50 < y < 770


def test_enter_on_a_name_opens_its_profile_and_escape_closes_it(seen: Seen) -> None:
    text = seen.open_by_search("Organization x0")
    for word in ("SME", "ID x0", "North", "Organization x1", "Sauna", "Organization y1", "Active: 3 joint projects"):
        assert word in text
    seen.page.press("#search", "Escape")
    assert "ID x0" not in seen.page.inner_text("#panel")
    assert "ID x3" in seen.open_by_search("x3")
    assert "Nothing is called that" in seen.open_by_search("Atlantis")


def test_a_click_on_a_node_opens_it_and_hovering_names_it(seen: Seen) -> None:
    x, y = seen.place_of(7)
    seen.page.mouse.move(x, y)
    assert seen.page.inner_text("#tooltip").startswith("Organization y1")
    seen.page.mouse.click(x, y)
    seen.page.wait_for_selector("#panel h3")
    assert seen.page.inner_text("#panel h3") == "Organization y1"


def test_a_gap_of_the_list_is_shown(seen: Seen) -> None:
    seen.page.locator("#panel .gap button").last.click()
    assert "Organization x3" in seen.page.inner_text("#panel")
    assert seen.page.evaluate("[...state.lit.dots]") == [5]


def test_a_filter_hides_a_kind(seen: Seen) -> None:
    shown = "S.nodeView.length"
    assert seen.page.evaluate(shown) == 10
    seen.page.uncheck('[data-look="project"]')
    assert seen.page.evaluate(shown) == 8


def test_names_on_the_canvas_never_overlap(seen: Seen) -> None:
    boxes = seen.page.evaluate(
        """() => {
            const boxes = [], add = Crowd.prototype.add;
            Crowd.prototype.add = function (...a) { if (!a[5]) boxes.push(a.slice(0, 4)); return add.apply(this, a); };
            network.redraw();
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(boxes))));
        }"""
    )
    # Ten nodes, two clusters and the number of the gap, all of them with room.
    first = boxes[:13]
    assert len(first) == 13
    for at, a in enumerate(first):
        for b in first[at + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_view_of_clusters_lists_sizes_kinds_members_and_pairs(browser: Browser, tmp_path: Path) -> None:
    file = draw_map(towns(), tmp_path / "map.html", view="clusters", gaps=GAPS, lang="en")
    with opened(browser, file) as seen:
        seen.page.locator("#cluster-list button").first.click()
        for word in ("North", "4 organizations", "SME", "Organization x0", "0 / 3.6", "Open: see its members"):
            assert word in seen.panel()
        assert "ID x1" in seen.open_by_search("Organization x1")


# Both languages -----------------------------------------------------------------------------------------------------


def test_the_switch_turns_every_word_of_the_page(seen: Seen) -> None:
    seen.open_by_search("Organization x0")
    seen.page.click("#language")
    assert seen.page.get_attribute("html", "lang") == "ru"
    assert seen.page.inner_text("h1") == "1 возможный партнёр для: Organization x0 (синтетические данные)"
    assert "синтетические данные" in seen.page.inner_text("footer")
    assert "малое или среднее предприятие" in seen.panel()
    assert "Активный участник: 3 совместных проекта." in seen.panel()
    for word in ("Организация", "Инвестор", "предлагаемые связи"):
        assert word in seen.page.inner_text("#legend")
    assert seen.page.get_attribute("#search", "placeholder") == "Найти организацию… ( / )"
    seen.page.click("#language")
    assert seen.page.get_attribute("html", "lang") == "en"
    assert "Active: 3 joint projects so far." in seen.panel()


def test_a_name_of_two_languages_is_shown_in_that_of_the_page(browser: Browser, tmp_path: Path) -> None:
    network = towns({"x0": "ООО «Вектор»"}, english={"x0": "Vector LLC"})
    file = draw_map(network, tmp_path / "map.html", gaps=GAPS, lang="ru")
    with opened(browser, file) as seen:
        assert "ООО «Вектор»" in seen.open_by_search("vector")
        seen.page.click("#language")
        assert seen.page.inner_text("#panel h3") == "Vector LLC"
        assert "Vector LLC" in seen.open_by_search("вектор")


def test_sentences_within_sentences_and_names_of_rules_are_said_in_that_language_too(
    browser: Browser, tmp_path: Path
) -> None:
    network = towns({"x": "Север"}, english={"x": "North"})
    gap, _ = find_gaps(network, kinds=["eligibility_gap"])
    file = draw_map(network, tmp_path / "map.html", gaps=[gap], lang="ru")
    with opened(browser, file) as seen:
        assert gap.text("ru") in seen.panel()
        seen.page.click("#language")
        assert gap.text("en").replace("Север", "North") in seen.panel()


# Filters ------------------------------------------------------------------------------------------------------------


def shown(seen: Seen) -> list[str]:
    """Ids of the organizations and projects that the filters leave."""
    return sorted(seen.ask("S.rows.filter((_, at) => visible(at)).map((row) => D.rows[row][ROW.id])"))


def test_a_cluster_a_region_and_a_kind_of_tie_can_be_taken_off_and_all_brought_back(seen: Seen) -> None:
    seen.page.locator("#cluster-list input").first.uncheck()
    assert shown(seen) == ["py", "y0", "y1", "y2", "y3"]
    assert seen.page.inner_text("#count").startswith("5 of 10 signs, 3 of 6 ties.")
    seen.page.click("#count button")
    assert len(shown(seen)) == 10
    assert seen.page.locator("#cluster-list input").first.is_checked()
    seen.page.click("#filters summary")
    seen.page.select_option("#filters select >> nth=0", label="Tver")
    assert shown(seen) == ["px", "py", "y0", "y1", "y2", "y3"]
    seen.page.click("#count button")
    assert seen.ask("S.edgeView.length") == 7


def test_years_leave_the_ties_that_began_in_them(seen: Seen) -> None:
    # px began in 2019, py in 2021; one of the seven lines is the suggestion.
    seen.page.click("#filters summary")
    seen.page.select_option("#filters select >> nth=1", label="2020")
    assert seen.page.inner_text("#count").startswith("10 of 10 signs, 3 of 6 ties.")
    assert seen.ask("S.edgeView.length") == 4
    seen.page.select_option("#filters select >> nth=1", label="2019")
    assert seen.ask("S.edgeView.length") == 7


# Ego, ways, clusters, table -------------------------------------------------------------------------------------------


def test_only_the_surroundings_of_one_organization(seen: Seen) -> None:
    seen.open_by_search("x0")
    seen.page.click("text=Only its surroundings")
    # Its project with the other participants, and who is suggested to it.
    assert shown(seen) == ["px", "x0", "x1", "x2", "y1"]
    seen.page.click("text=Show the others too")
    assert len(shown(seen)) == 10


def test_a_way_is_picked_by_search_and_by_the_card_of_a_suggestion(seen: Seen) -> None:
    seen.open_by_search("x0")
    seen.page.click("text=Who can introduce it to")
    assert "Now find the other organization" in seen.panel()
    text = seen.open_by_search("x1")
    for word in ("Organization x0 → Organization x1", "Way 1: 1 step", "joint project Sauna, 2021"):
        assert word in text


def test_the_matrix_names_both_clusters_and_opens_the_gap(seen: Seen) -> None:
    seen.page.click("[data-tab-of=matrix]")
    cell = seen.page.locator("#matrix td.gap button").first
    assert cell.get_attribute("aria-label") == "North – South: 0 ties, 3.6 expected"
    cell.click()
    assert "Cluster-to-cluster gap" in seen.panel()


def test_the_table_holds_what_the_map_shows_and_sorts(seen: Seen) -> None:
    seen.page.click("[data-tab-of=table]")
    assert seen.page.inner_text("#table caption") == "Organizations: 8 of 8 rows"
    seen.page.click("#table th >> text=Name")
    assert seen.page.inner_text("#table tbody tr >> nth=0").startswith("Organization x0")
    seen.page.click("#table th >> text=Name")
    assert seen.page.inner_text("#table tbody tr >> nth=0").startswith("Organization y3")
    assert seen.ask("document.activeElement.textContent") == "Name"
    seen.page.uncheck('[data-look="investor"]')
    assert seen.page.inner_text("#table caption") == "Organizations: 6 of 6 rows"
    seen.page.click("#table .acts >> text=Projects")
    assert seen.page.inner_text("#table caption") == "Projects: 2 of 2 rows"
    seen.page.uncheck('[data-look="project"]')
    assert seen.page.inner_text("#table caption") == "Projects: 0 of 0 rows"
    seen.page.click("#table .acts >> text=Ties")
    assert seen.page.inner_text("#table caption") == "Ties: 0 of 0 rows"
    seen.page.click("#count button")
    assert seen.page.inner_text("#table caption") == "Ties: 6 of 6 rows"
    seen.page.click("#table tbody tr >> nth=0 >> button >> nth=0")
    assert seen.page.locator("#panel h3").count() == 1


def test_a_cell_without_a_gap_tells_of_the_pair(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, draw_map(towns(), tmp_path / "map.html", view="matrix", lang="en")) as seen:
        seen.page.locator("#matrix td button").first.click()
        assert "North – South" in seen.panel()
        assert "0 joint participations, 3.6 expected by chance." in seen.panel()


@pytest.mark.parametrize(
    "text",
    ["ООО Вектор Маш", '"вектор маш" ооо', "маш вектор", "ВЕКТОР-МАШ", "х0", "7707 083 893", "vector", "расчетный"],
)
def test_search_takes_what_people_type(browser: Browser, tmp_path: Path, text: str) -> None:
    network = towns({"x0": "ООО «Вектор-Маш» расчётный"}, english={"x0": "Vector LLC"}, inns={"x0": "7707083893"})
    with opened(browser, draw_map(network, tmp_path / "map.html")) as seen:
        assert "ID x0" in seen.open_by_search(text)


def test_what_was_open_before_is_one_step_back(seen: Seen) -> None:
    seen.open_by_search("x0")
    seen.page.click("#panel .card button >> text=Organization y1")
    assert seen.page.inner_text("#panel h3") == "Organization y1"
    seen.page.click("#panel button[aria-label=Back]")
    assert seen.page.inner_text("#panel h3") == "Organization x0"
    assert seen.ask("document.activeElement.tagName") == "H3"


def test_the_surroundings_are_left_for_somebody_else(seen: Seen) -> None:
    seen.open_by_search("x0")
    seen.page.click("text=Only its surroundings")
    seen.open_by_search("y3")
    assert len(shown(seen)) == 10


def test_filters_reach_what_is_selected(seen: Seen) -> None:
    seen.open_by_search("x0")
    seen.page.uncheck('[data-look="organization"]')
    seen.page.keyboard.press("Escape")
    assert "hidden by the filters" in seen.open_by_search("x0")
    assert seen.page.locator("#count button").count() == 1


def test_a_cluster_opens_from_inside_and_leads_back(browser: Browser, tmp_path: Path) -> None:
    file = draw_map(towns(), tmp_path / "map.html", view="clusters", gaps=GAPS, lang="en")
    with opened(browser, file) as seen:
        seen.page.locator("#cluster-list button").first.click()
        seen.page.click("text=Open: see its members")
        assert seen.ask("S.rows.map((row) => D.rows[row][ROW.id])") == ["x0", "x1", "x2", "x3"]
        assert "The 4 best connected of its 4 organizations" in seen.panel()
        # Somebody from elsewhere leads back to the map of clusters.
        assert "ID y1" in seen.open_by_search("Organization y1")
        assert seen.ask("S === whole")
        seen.page.keyboard.press("Escape")
        assert seen.ask("state.open") is None


# Keys and readers of the screen ---------------------------------------------------------------------------------------


def test_the_page_can_be_used_by_keys_alone(seen: Seen) -> None:
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("organization x")
    assert seen.page.locator("#found li").count() == 4
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("ArrowDown")
    second = seen.page.inner_text("#found li[aria-selected=true] strong")
    seen.page.keyboard.press("Enter")
    assert seen.page.inner_text("#panel h3") == second
    seen.page.keyboard.press("Escape")
    seen.page.focus("#network")
    seen.page.keyboard.press("ArrowRight")
    first = seen.page.inner_text("#panel h3")
    seen.page.keyboard.press("ArrowRight")
    assert seen.page.inner_text("#panel h3") != first


def test_a_reader_of_the_screen_finds_search_filters_list_and_panel(seen: Seen) -> None:
    tree = seen.page.locator("body").aria_snapshot()
    for part in (
        'combobox "Find an organization"',
        'complementary "Legend and filters"',
        'complementary "Profile, gaps and suggestions"',
        'application "Map of the network; arrow keys walk from sign to sign"',
        'tablist "Views"',
        'tab "Map" [selected]',
        'tab "Table"',
        'checkbox "Investor 2" [checked]',
        'checkbox "North" [checked]',
        'heading "1 partner suggested for Organization x0 (synthetic data)" [level=1]',
    ):
        assert part in tree, tree
    seen.page.fill("#search", "organization")
    assert 'listbox "What fits"' in seen.page.locator("body").aria_snapshot()


def test_printed_it_keeps_title_legend_and_source_and_loses_the_controls(seen: Seen) -> None:
    seen.page.emulate_media(media="print")
    for part in ("h1", "#legend", "#network", "#source", "#panel"):
        assert seen.page.locator(part).is_visible(), part
    for part in ("#search", ".tabs", "#language", "#whole"):
        assert not seen.page.locator(part).is_visible(), part
