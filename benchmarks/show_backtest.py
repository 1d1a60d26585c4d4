"""Write results as tables into a page: ``python benchmarks/show_backtest.py ANSWER.json PAGE``.

The JSON is that of ``graphcdc backtest --from datasets/horizon -f json`` or of ``benchmarks/ablations.py``; the tables
replace what stands between the lines ``<!-- backtest -->`` and ``<!-- end of backtest -->`` of the page, or between
those of ``ablations``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphcdc.evaluation.judging import OURS
from graphcdc.words import name_word

Item = dict[str, Any]


def write_ratio(ratio: float | None, ends: list[float] | None) -> str:
    """A ratio with its interval."""
    if ratio is None:
        return ""
    return f"{ratio:.2f}" + (f" ({ends[0]:.2f} to {ends[1]:.2f})" if ends else "")


def show_headline(items: list[Item]) -> list[str]:
    """Ours against the best simple method of each cell."""
    lines = [
        "| task | network | questions | NDCG@10 | hit@10 | best simple method | its NDCG@10 | ratio (95 %) "
        "| p, adjusted | calibration error |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one, best in compare(items, "all", "all", "best_single"):
        lines.append(
            f"| {one['task']} | {one['setting']} | {one['queries']:,} | {one['ndcg_10']:.3f} | {one['hit_10']:.2f} "
            f"| {name_word('method', best['method'], 'en')} | {best['ndcg_10']:.3f} "
            f"| {write_ratio(one['ratio'], one['ratio_interval'])} | {one['p_holm']:.3f} | {one['ece']:.4f} |"
        )
    return lines


def show_newcomers(items: list[Item]) -> list[str]:
    """The list of new blood: newcomers ranked among themselves."""
    lines = [
        "| task | network | questions | hit@10 | hit@50 | best simple method by hit@50 | its hit@50 | ratio (95 %) |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one, best in compare(items, "all", "newcomers", "hit_50_best"):
        lines.append(
            f"| {one['task']} | {one['setting']} | {one['queries']:,} | {one['hit_10']:.3f} | {one['hit_50']:.3f} "
            f"| {name_word('method', best['method'], 'en')} | {best['hit_50']:.3f} "
            f"| {write_ratio(one['hit_50_ratio'], one['hit_50_interval'])} |"
        )
    return lines


def show_hard(items: list[Item]) -> list[str]:
    """The same questions with hard negatives."""
    lines = [
        "| task | network | NDCG@10 | best simple method | its NDCG@10 | ratio (95 %) |",
        "|---|---|---|---|---|---|",
    ]
    for one, best in compare(items, "hard", "all", "best_single"):
        name = name_word("method", best["method"], "en")
        ratio = write_ratio(one["ratio"], one["ratio_interval"])
        lines.append(
            f"| {one['task']} | {one['setting']} | {one['ndcg_10']:.3f} | {name} | {best['ndcg_10']:.3f} | {ratio} |"
        )
    return lines


def show_regions(items: list[Item]) -> str:
    """In how many regions ours is below the best simple method by more than chance would explain."""
    told = [
        region
        for one, _ in compare(items, "all", "all", "best_single")
        for region in one["regions"]
        if region["ratio_interval"] is not None
    ]
    below = [region for region in told if region["ratio_interval"][1] < 1]
    above = [region for region in told if region["ratio_interval"][0] > 1]
    return (
        f"Region by region ({len(told)} comparisons of a task in a region): the interval lies above 1 in {len(above)}, "
        f"below 1 in {len(below)}."
    )


def show_ablations(items: list[Item]) -> list[str]:
    """The variants, and in each cell NDCG@10 as a ratio to the method as it is."""
    cells = list(dict.fromkeys((one["task"], one["setting"]) for one in items))
    found = {(one["variant"], one["task"], one["setting"]): one for one in items}
    lines = [
        "| variant | " + " | ".join(f"{task}, {setting}" for task, setting in cells) + " |",
        "|---" * (1 + len(cells)) + "|",
    ]
    for variant in dict.fromkeys(one["variant"] for one in items):
        own = [found.get((variant, *cell)) for cell in cells]
        if variant == "as it is":
            written = [f"NDCG@10 {one['ndcg_10']:.3f}, {one['queries']:,} questions" for one in own if one]
        else:
            written = [write_ratio(one["ratio"], one["ratio_interval"]) if one else "" for one in own]
        lines.append(f"| {variant} | " + " | ".join(written) + " |")
    return lines


def compare(items: list[Item], negatives: str, subset: str, best: str) -> Iterator[tuple[Item, Item]]:
    """Yield our result in each cell of a kind, and that of the simple method that it names as the best."""
    cell = ("task", "setting", "negatives", "subset")
    for one in items:
        if one["method"] == OURS and (one["negatives"], one["subset"]) == (negatives, subset):
            alike = (other for other in items if all(other[name] == one[name] for name in cell))
            yield one, next(other for other in alike if other["method"] == one[best])


def write_block(page: Path, name: str, parts: list[str]) -> None:
    """Replace what stands between the two lines of a name."""
    text = page.read_text(encoding="utf-8")
    block = f"<!-- {name} -->\n\n" + "\n\n".join(parts) + f"\n\n<!-- end of {name} -->"
    pattern = f"<!-- {name} -->.*<!-- end of {name} -->"
    page.write_text(re.sub(pattern, lambda _: block, text, flags=re.DOTALL), encoding="utf-8")


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answer", type=Path)
    parser.add_argument("page", type=Path)
    asked = parser.parse_args()
    answer = json.loads(asked.answer.read_text(encoding="utf-8"))
    if isinstance(answer, list):
        write_block(asked.page, "ablations", ["\n".join(show_ablations(answer))])
        return
    items = answer["items"]
    parts = [
        "\n".join(show_headline(items)),
        show_regions(items),
        "New blood, ranked among themselves:",
        "\n".join(show_newcomers(items)),
        "Among 500 wrong ones that are hard to tell from the right ones:",
        "\n".join(show_hard(items)),
    ]
    write_block(asked.page, "backtest", parts)


if __name__ == "__main__":
    main()
