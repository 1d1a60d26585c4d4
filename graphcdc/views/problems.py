"""Problems of tables as a clerk reads them: by sheet, the same mistake in many rows as one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcdc.findings import end_sentence, show_place
from graphcdc.words import say

Item = Mapping[str, Any]
_VALUES_SHOWN = 3


def group_problems(items: Sequence[Item], lang: str) -> list[tuple[str, list[Item]]]:
    """Return the problems of each sheet under its heading; the same mistake in many rows is one item.

    Parameters
    ----------
    items
        Problems with the fields of the public contract, in the order in which they are shown.
    lang
        Language of the headings.

    Returns
    -------
    list
        Heading, and items with ``severity``, ``column``, ``rows``, ``values`` and ``problem``.
    """
    sheets: dict[str, list[Item]] = {}
    for item in items:
        sheets.setdefault(show_place(item["file"], item["sheet"]), []).append(item)
    found = []
    for place, its in sheets.items():
        counts = {word: sum(item["severity"] == word for item in its) for word in ("error", "warning")}
        found.append((say("heading_sheet", lang, place=place, **counts), _group(its)))
    return found


def _group(items: Sequence[Item]) -> list[Item]:
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for item in items:
        key = (item["severity"], item["code"], item["header"] or item["column"], item["message"], item["suggestion"])
        groups.setdefault(key, []).append(item)
    return [
        {
            "severity": severity,
            "rows": show_rows(sorted({item["row"] for item in its if item["row"] is not None})),
            "column": column or "",
            "values": _show_values([item["value"] for item in its if item["value"]]),
            "problem": f"{end_sentence(message)} {end_sentence(suggestion)}",
        }
        for (severity, _, column, message, suggestion), its in groups.items()
    ]


def show_rows(numbers: Sequence[int]) -> str:
    """Return row numbers, those that follow one another as a range.

    Examples
    --------
    >>> show_rows([2, 5, 6, 7, 9, 10])
    '2, 5-7, 9, 10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _show_values(values: Sequence[str]) -> str:
    different = list(dict.fromkeys(values))
    return "\n".join([*different[:_VALUES_SHOWN], *(["..."] if len(different) > _VALUES_SHOWN else [])])
