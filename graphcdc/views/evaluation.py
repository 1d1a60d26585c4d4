"""The report on a backtest: one HTML page without a script that needs no network, for the screen and for paper."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphcdc.errors import UsageError
from graphcdc.evaluation.verdict import find_level, sum_up
from graphcdc.listings import write_interval, write_ratio
from graphcdc.output import check_folder, write_file
from graphcdc.views.assets import read_asset
from graphcdc.views.charts import ForestRow, draw_forest, draw_interval, draw_reliability
from graphcdc.views.mapfile import MapFile
from graphcdc.views.texts import tell
from graphcdc.words import DEFAULT_LANGUAGE, LANGUAGES, SENTENCES, name_word, say, write_fixed, write_number

Item = Mapping[str, Any]

OURS = "graphcdc"
_TASKS = ("partner", "completion", "kick_off")
_SETTINGS = ("whole", "region", "own")
_ACCURACY = ("hit_10", "hit_50", "mrr", "recall_50")
_EXPOSURE = ("candidate_recall", "ece", "newcomer_share", "coverage", "gini")


@dataclass(frozen=True)
class Cell:
    """The methods on one task and one network: ours ({} if it is not there), the others from the best on."""

    task: str
    setting: str
    ours: Item
    others: tuple[Item, ...]

    @property
    def rows(self) -> tuple[Item, ...]:
        """All methods, ours first."""
        return (self.ours, *self.others) if self.ours else self.others

    @property
    def best(self) -> str | None:
        """The word of the best simple method."""
        return self.ours.get("best_single")

    @property
    def level(self) -> str:
        """What can be concluded: the level of a verdict."""
        queries, groups = (self.ours.get(name) or 0 for name in ("queries", "groups"))
        return find_level(queries, groups, *(self.ours.get("ratio_interval") or (None, None)))


def write_report(
    items: Sequence[Item], meta: Mapping[str, Any], path: str | os.PathLike[str], lang: str = DEFAULT_LANGUAGE
) -> MapFile:
    """Write the report on a backtest as one page; an old file is replaced.

    Parameters
    ----------
    items
        The items of ``graphcdc backtest``, one for each task, network, method, kind of candidates and of truth; what
        is missing or None is left out.
    meta
        ``sources``, ``as_of``, ``seed``, ``version`` and ``notes`` of the answer.
    path, lang
        The file; the language, ``ru`` or ``en``.

    Raises
    ------
    OutputError, UsageError
        If the file cannot be written; if there is no such language.
    """
    from jinja2 import DictLoader, Environment

    if lang not in LANGUAGES:
        raise UsageError("unknown_word", what="language", text=lang, known=", ".join(LANGUAGES))
    target = MapFile(path)
    check_folder(target)
    loader = DictLoader({"page": read_asset("evaluation.html")})
    template = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("page")
    write_file(target, template.render(_describe(items, meta, lang)) + "\n")
    return target


def _describe(items: Sequence[Item], meta: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Everything the template writes."""
    cells = _cells(items, lang, "all", "all")
    hard = _cells(items, lang, "hard", "all")
    newcomers = _cells(items, lang, "all", "newcomers")
    compared = [cell for cell in cells if cell.ours]
    title = sum_up([cell.level for cell in compared]).say(lang)
    said = {title, *(cell.ours.get("verdict") for cell in compared)}
    return {
        "lang": lang,
        "style": read_asset("evaluation.css"),
        "title": title,
        "subtitle": _subtitle(items, compared, lang),
        # What the page says beside each task is not said again.
        "notes": [note for note in meta.get("notes") or () if note not in said],
        "forest": draw_forest([_forest_row(cell, lang) for cell in compared], lang) if compared else "",
        "tasks": [_describe_task(cells, task, lang) for task in dict.fromkeys(cell.task for cell in cells)],
        "others": [
            (name, _describe_table(them, lang, named=True))
            for name, them in (("hard", hard), ("newcomers", newcomers))
            if them
        ],
        "exposure": _describe_exposure(cells, lang),
        "limits": [
            say(f"report_limit_{word}", lang, **({"n": len(compared)} if word == "many" else {}))
            for word in ("replay", "misses", "recorded", "groups", "many", "else")
            if word != "many" or len(compared) > 1
        ],
        "source": _source(meta, lang),
        "accuracy": _ACCURACY,
        "exposed": _EXPOSURE,
        "say": lambda key, **values: say(key, lang, **values),
    }


def _cells(items: Sequence[Item], lang: str, negatives: str, subset: str) -> list[Cell]:
    """Items by task, network and date, in the order in which people read them."""
    chosen = [
        item
        for item in items
        if (item.get("negatives") or "all") == negatives and (item.get("subset") or "all") == subset
    ]
    found: dict[tuple[Any, ...], list[Item]] = {}
    for item in chosen:
        found.setdefault((item["task"], item["setting"], item.get("origin") or ""), []).append(item)
    several = len({origin for _, _, origin in found}) > 1

    def order(key: tuple[Any, ...]) -> tuple[Any, ...]:
        task, setting, origin = key
        return _place(task, _TASKS), task, _place(setting, _SETTINGS), setting, origin

    cells = []
    for task, setting, origin in sorted(found, key=order):
        its = found[task, setting, origin]
        ours: Item = next((item for item in its if item["method"] == OURS), {})
        others = [item for item in its if item["method"] != OURS]
        others.sort(key=lambda item: (-_number(item, "ndcg_10", -1), item["method"]))
        name = name_word("setting", setting, lang) + (f", {origin}" if several and origin else "")
        cells.append(Cell(task, name, ours, tuple(others)))
    return cells


def _place(word: str, words: Sequence[str]) -> int:
    return words.index(word) if word in words else len(words)


def _number(item: Item, name: str, otherwise: float = 0) -> float:
    value = item.get(name)
    return otherwise if value is None else float(value)


def _subtitle(items: Sequence[Item], compared: Sequence[Cell], lang: str) -> str:
    if not compared:
        return say("report_nothing", lang)
    counts = sorted(cell.ours.get("queries") or 0 for cell in compared)
    if len(counts) == 1:
        parts = [say("report_one_comparison", lang, n=counts[0])]
    else:
        sizes = "–".join(write_number(count, lang) for count in sorted({counts[0], counts[-1]}))
        parts = [say("report_comparisons", lang, n=len(counts), sizes=sizes)]
    origins = sorted({str(item["origin"]) for item in items if item.get("origin")})
    parts += [say("report_from", lang, dates=", ".join(origins))] if origins else []
    return " · ".join(parts)


def _forest_row(cell: Cell, lang: str) -> ForestRow:
    ours = cell.ours
    low, high = ours.get("ratio_interval") or (None, None)
    return ForestRow(
        task=name_word("task", cell.task, lang),
        setting=cell.setting,
        against="" if cell.best is None else name_word("method", cell.best, lang),
        said=write_ratio(ours, lang) or say("not_told", lang),
        level=cell.level,
        ratio=ours.get("ratio"),
        low=low,
        high=high,
    )


def _describe_task(cells: Sequence[Cell], task: str, lang: str) -> dict[str, Any]:
    """One task: what can be concluded, its table, and how reliable the probabilities are."""
    own = [cell for cell in cells if cell.task == task]
    plots = []
    for cell in own:
        bins = cell.ours.get("reliability") or ()
        if bins:
            count = say("report_bars", lang, n=sum(one["count"] for one in bins))
            plots.append((cell.setting, count, draw_reliability(bins, cell.setting, lang)))
    return {
        "name": name_word("task", task, lang),
        "asked": say(f"report_asked_{task}", lang) if f"report_asked_{task}" in SENTENCES else "",
        "verdicts": [(one.level, one.setting, one.ours["verdict"]) for one in own if one.ours.get("verdict")],
        "table": _describe_table(own, lang),
        "plots": plots,
    }


def _describe_table(cells: Sequence[Cell], lang: str, named: bool = False) -> dict[str, Any]:
    """The methods of some cells on one scale; each cell with its task and ratio, where no other place says them."""
    ends = [_number(item, "ndcg_10") for cell in cells for item in cell.rows]
    ends += [high for cell in cells for item in cell.rows for high in (item.get("interval") or ())[1:] if high]
    most = max([*ends, 0.01])
    described = []
    for cell in cells:
        first = cell.rows[0]
        size = ""
        if first.get("queries") and first.get("groups"):
            size = say("report_queries", lang, queries=first["queries"], groups=first["groups"])
        name, ratio = cell.setting, write_ratio(cell.ours, lang)
        if named:
            name = f"{name_word('task', cell.task, lang)}, {name}"
            size += f" · {say('report_ratio', lang, ratio=ratio)}" if ratio else ""
        rows = [_describe_row(item, cell, most, lang) for item in cell.rows]
        described.append({"name": name, "size": size, "rows": rows})
    return {"scale": say("report_scale", lang, most=write_fixed(most, lang, 2)), "cells": described}


def _describe_row(item: Item, cell: Cell, most: float, lang: str) -> dict[str, Any]:
    ours = item["method"] == OURS
    low, high = item.get("interval") or (None, None)
    value = item.get("ndcg_10")
    milliseconds = item.get("ms_per_query")
    return {
        "mark": "ours" if ours else "best" if item["method"] == cell.best else "",
        "method": name_word("method", item["method"], lang),
        "picture": "" if value is None else draw_interval(value, low, high, most, ours),
        "ndcg_10": _write(item, "ndcg_10", lang),
        "interval": write_interval(item.get("interval"), lang),
        "measures": [_write(item, name, lang) for name in _ACCURACY],
        "ms_per_query": "" if milliseconds is None else write_fixed(milliseconds, lang, 1),
    }


def _write(item: Item, name: str, lang: str) -> str:
    return "" if item.get(name) is None else write_fixed(item[name], lang)


def _describe_exposure(cells: Sequence[Cell], lang: str) -> list[dict[str, Any]]:
    """Who gets suggested: ours beside the best simple method and plain popularity, where anything is known of it."""
    found = []
    for cell in cells:
        chosen = [item for item in cell.rows if item["method"] in (OURS, cell.best, "popularity")]
        if all(item.get(name) is None for item in chosen for name in _EXPOSURE):
            continue
        rows = [_describe_row(item, cell, 1, lang) for item in chosen]
        for row, item in zip(rows, chosen, strict=True):
            row["measures"] = [_write(item, name, lang) for name in _EXPOSURE]
        found.append({"task": name_word("task", cell.task, lang), "setting": cell.setting, "rows": rows})
    return found


def _source(meta: Mapping[str, Any], lang: str) -> str:
    """Sources with their rows, the date of the data, the seed and the version."""
    counted = sorted((meta.get("sources") or {}).items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(tell("rows", lang, name=name, n=count) for name, count in counted if name)
    parts = [f"{tell('source', lang)}: {named or tell('no_source', lang)}"]
    parts.append(tell("as_of", lang, date=meta["as_of"]) if meta.get("as_of") else tell("no_date", lang))
    parts += [] if meta.get("seed") is None else [say("report_seed", lang, seed=meta["seed"])]
    return " · ".join([*parts, f"graphcdc {meta.get('version') or ''}".strip()])
