"""Listings: the columns in which people read findings, on a terminal and in a notebook."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from graphcdc.words import name_of, name_word, say, write_fixed, write_number

Item = Mapping[str, Any]
#: The word of the heading, and how to read an item in a language.
Column = tuple[str, Callable[[Item, str], str]]

_CELL = 'style="text-align:left;vertical-align:top;white-space:pre-wrap"'


def read_field(name: str) -> Callable[[Item, str], str]:
    """Return a reader of one field of an item.

    Examples
    --------
    >>> read_field("score")({"score": 0.3512}, "ru")
    '0,35'
    """
    return lambda item, lang: write_cell(item[name], lang)


def read_kind(item: Item, lang: str) -> str:
    """Return what people call the kind of an item."""
    return name_of(item["kind"] or "", lang)


def read_figure(name: str, *, signed: bool = False) -> Callable[[Item, str], str]:
    """Return a reader of one field of an item that writes four significant digits, or three and its sign for a change.

    Examples
    --------
    >>> read_figure("before")({"before": 0.30353}, "ru"), read_figure("delta", signed=True)({"delta": 2108}, "en")
    ('0,3035', '+2,108')
    >>> read_figure("delta", signed=True)({"delta": -0.0000288}, "en"), read_figure("best")({"best": None}, "en")
    ('-0.0000288', '')
    """

    def read(item: Item, lang: str) -> str:
        value = item[name]
        if value is None:
            return ""
        if float(value).is_integer() or abs(value) >= 1000:
            text = write_number(round(value), lang)
        else:
            text = format(Decimal(f"{value:.{3 if signed else 4}g}"), "f")
            text = text.replace(".", ",") if lang == "ru" else text
        return f"+{text}" if signed and value > 0 else text

    return read


def write_cell(value: Any, lang: str) -> str:
    """Return a value as it stands in a table for people.

    Examples
    --------
    >>> write_cell(["a", 1200], "en"), write_cell(None, "en"), write_cell(True, "en")
    ('a, 1,200', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(write_cell(part, lang) for part in value)
    return write_number(value, lang) if isinstance(value, int | float) else str(value)


def read_fixed(name: str) -> Callable[[Item, str], str]:
    """Return a reader of one field of an item that writes three decimals; nothing where there is no number.

    Examples
    --------
    >>> read_fixed("mrr")({"mrr": 0.25}, "ru"), read_fixed("mrr")({"mrr": None}, "ru")
    ('0,250', '')
    """
    return lambda item, lang: "" if item.get(name) is None else write_fixed(item[name], lang)


def write_interval(ends: Sequence[float | None] | None, lang: str, digits: int = 3) -> str:
    """Return an interval as people write it; nothing where one of its ends is not known.

    Examples
    --------
    >>> write_interval([0.1, 0.25], "en"), write_interval([1.1, None], "en")
    ('0.100–0.250', '')
    """
    low, high = ends or (None, None)
    return "" if low is None or high is None else f"{write_fixed(low, lang, digits)}–{write_fixed(high, lang, digits)}"


def write_ratio(item: Item, lang: str) -> str:
    """Return how a method of a backtest compares with the best simple one, with the interval.

    Examples
    --------
    >>> write_ratio({"ratio": 1.1749, "ratio_interval": [1.1, 1.25]}, "en"), write_ratio({}, "en")
    ('1.17 (1.10–1.25)', '')
    """
    if item.get("ratio") is None:
        return ""
    interval = write_interval(item.get("ratio_interval"), lang, 2)
    return write_fixed(item["ratio"], lang, 2) + (f" ({interval})" if interval else "")


def _task(item: Item, lang: str) -> str:
    newcomers = f", {name_word('subset', 'newcomers', lang)}" if item.get("subset") == "newcomers" else ""
    return _narrow(name_word("task", item["task"], lang) + newcomers)


def _setting(item: Item, lang: str) -> str:
    hard = f", {name_word('negatives', 'hard', lang)}" if item.get("negatives") == "hard" else ""
    return _narrow(name_word("setting", item["setting"], lang) + hard)


def _ndcg(item: Item, lang: str) -> str:
    """NDCG@10 over its interval."""
    return "\n".join([read_fixed("ndcg_10")(item, lang), write_interval(item.get("interval"), lang)]).strip()


def _narrow(text: str) -> str:
    """A text in short lines of whole words, so that nine columns fit side by side in 100 characters."""
    return textwrap.fill(text, 10, break_long_words=False, break_on_hyphens=False)


def _way(item: Item, lang: str) -> str:
    """The organizations of a way, each behind the tie that leads to it."""
    lines = [item["names"][0]]
    for tie, name in zip(item["ties"], item["names"][1:], strict=True):
        what = (
            name_of(tie["kind"], lang)
            if tie["project"] is None
            else say("joint_project", lang, name=tie["project_name"])
        )
        lines.append(f"  {what}{', ' + tie['last'] if tie['last'] else ''}")
        lines.append(name)
    return "\n".join(lines)


def _weakest(item: Item, _: str) -> str:
    return " – ".join(str(item["names"][item["nodes"].index(end)]) for end in item["weakest_link"])


def _chance(item: Item, lang: str) -> str:
    """The probability in percent, above that of an average candidate."""
    if item["probability"] is None:
        return ""
    own, base = (f"{write_number(100 * item[name], lang)} %" for name in ("probability", "base_rate"))
    return f"{own}\n{say('on_average', lang, share=base)}"


def _why(item: Item, _: str) -> str:
    """The reasons, then what speaks against it behind a minus, then the next step behind an arrow."""
    against = [f"– {one}" for one in item["counter_reasons"] or ()]
    return "\n".join([*item["reasons"], *against, *([f"→ {item['next_step']}"] if item["next_step"] else [])])


def _explain(item: Item, lang: str) -> str:
    """What is told of a kind of gap, a paragraph for each part."""
    parts = ("definition", "formula", "null", "reading", "action", "source")
    return "\n\n".join(f"{say(f'part_{part}', lang)}: {item[part]}" for part in parts)


def _place(item: Item, lang: str) -> str:
    """The rank of a gap; with its interval the place that it shares, and the interval below."""
    evidence = item["evidence"]
    if "place" not in evidence:
        return write_number(evidence["rank"], lang)
    interval = evidence["rank_interval"]
    return write_number(evidence["place"], lang) + (f"\n({interval[0]}–{interval[1]})" if interval else "")


def _axes(item: Item, lang: str) -> str:
    """The three parts of a priority, one below the other."""
    parts = [(name, item[name]) for name in ("p_real", "impact", "feasibility") if item[name] is not None]
    return "\n".join(
        say(f"axis_{name}", lang, value=write_number(float(f"{value:.2g}"), lang)) for name, value in parts
    )


_CHANGE: list[Column] = [
    ("measure", lambda item, _: str(item["text"])),
    ("before", read_figure("before")),
    ("after", read_figure("after")),
    ("delta", read_figure("delta", signed=True)),
]
_BESIDE: list[Column] = [(name, read_figure(name, signed=True)) for name in ("random", "best")]

#: The columns of each kind of finding, by the command that prints them.
LISTINGS: dict[str, list[Column]] = {
    "gaps": [
        ("kind", read_kind),
        ("finding", read_field("text")),
        ("action", lambda item, _: str(item["action"]["text"])),
        ("id", read_field("id")),
    ],
    "key_players": [
        ("key_players", lambda item, lang: say(f"players_{item['measure']}", lang)),
        ("name", lambda item, _: "\n".join(item["names"])),
        *((name, read_fixed(name)) for name in ("before", "value", "by_degree", "by_chance", "bound")),
    ],
    "explain": [
        ("kind", read_kind),
        ("explained", _explain),
    ],
    "gaps_ranked": [
        ("rank", _place),
        ("kind", read_kind),
        ("finding", read_field("text")),
        ("action", lambda item, _: str(item["action"]["text"])),
        ("priority", _axes),
        ("id", read_field("id")),
    ],
    "partners": [
        ("rank", read_field("rank")),
        ("name", lambda item, lang: f"{item['name']} ({name_of(item['kind'], lang)})"),
        ("score", lambda item, lang: write_number(round(item["score"], 2), lang)),
        ("probability", _chance),
        ("reasons", _why),
    ],
    "absence": [
        ("name", lambda item, lang: f"{item['name']} ({name_of(item['kind'], lang)})"),
        ("rank", read_field("rank")),
        ("reasons", lambda item, _: "\n".join(item["reasons"])),
        ("missing", lambda item, _: "\n".join(item["missing"])),
    ],
    "path": [
        ("way", _way),
        ("score", lambda item, lang: write_number(item["strength"], lang)),
        ("weakest", _weakest),
    ],
    "compare": _CHANGE,
    "whatif": [*_CHANGE, *_BESIDE],
    "whatif_alone": _CHANGE,
    "whatif_likely": [*_CHANGE, *_BESIDE, ("expected", read_figure("expected", signed=True))],
    "backtest": [
        ("task", _task),
        ("setting", _setting),
        ("method", lambda item, lang: textwrap.fill(name_word("method", item["method"], lang), 24)),
        ("queries", read_field("queries")),
        ("ndcg_95", _ndcg),
        *((name, read_fixed(name)) for name in ("hit_10", "hit_50")),
        ("ratio", lambda item, lang: write_ratio(item, lang).replace(" (", "\n").rstrip(")")),
    ],
}
#: Findings that must not be mixed in one table: the field that tells them apart, and its words in order.
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "gaps": ("claim", ("statistical", "structural")),
    "gaps_ranked": ("claim", ("statistical", "structural")),
    "partners": ("list", ("main", "new_blood")),
    "compare": (
        "part",
        ("frame", "tie_kinds", "turnover", "tie_changes", "gaps", "gaps_closed", "gaps_opened"),
    ),
}


def write_html_table(caption: str, headings: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a plain table in HTML. Whatever the texts are, they show as text: no markup of theirs is one.

    Examples
    --------
    >>> write_html_table("", ["name"], [["<b>"]]).partition("<tbody>")[2]
    '<tr><td style="text-align:left;vertical-align:top;white-space:pre-wrap">&lt;b&gt;</td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col" style="text-align:left">{html.escape(heading)}</th>' for heading in headings)
    body = "".join("<tr>" + "".join(f"<td {_CELL}>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    title = f'<caption style="text-align:left;font-weight:bold">{html.escape(caption)}</caption>' if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
