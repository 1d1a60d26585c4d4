"""Widths of texts, added by hand from the widths that the font itself states."""

from __future__ import annotations

import pytest

from graphcdc.views.typeface import measure_text


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("", 0),
        (" ", 260),
        # O 781, u 618, l 258, u 618.
        ("Oulu", 2275),
        # О 781, О 781, О 781, blank 260, « 509, Р 605, о 605, » 509.
        ("ООО «Ро»", 4831),
        # № 1020, blank 260, 5 and 7 572 each, … 791.
        ("№ 57…", 3215),
        # – 500, — 1000, " 408, “ 359, ” 359.
        ('–—"“”', 2626),
        # Ä 639, ö 605, é 564, ł 258.
        ("Äöéł", 2066),
        # A script that writes in squares, and one that is not in the table.
        ("東京", 2000),
        ("אב", 1240),
    ],
)
def test_regular(text: str, thousandths: int) -> None:
    assert measure_text(text, 1000) == thousandths


def test_bold_is_wider() -> None:
    # O 796, u 657, l 305, u 657.
    assert measure_text("Oulu", 1000, bold=True) == 2415
    assert measure_text("Oulu", 13, bold=True) == pytest.approx(31.395, abs=0.006)


def test_width_grows_with_the_size() -> None:
    assert measure_text("Кластер", 24) == pytest.approx(2 * measure_text("Кластер", 12), abs=0.01)


def test_signs_that_are_put_on_others_take_no_room() -> None:
    assert measure_text("и\u0306", 12) == measure_text("и", 12)
    assert measure_text("a\u200b\n", 12) == measure_text("a", 12)
