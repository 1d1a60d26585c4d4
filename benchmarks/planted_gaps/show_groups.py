"""Write what `groups.py` printed as tables into the page beside it: ``python show_groups.py groups.json``."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "README.md"
Item = dict[str, Any]


def show_false(summary: dict[str, Item]) -> list[str]:
    """How many networks without any gap have a finding."""
    lines = ["| networks | tests | networks with a finding | pairs of clusters among them |", "|---|---|---|---|"]
    for name, one in summary.items():
        if "power by q" not in one:
            false = f"{one['with a false finding']} of {one['networks']}"
            clusters = f"{one['false findings of cluster pairs']} of {one['networks']}"
            lines.append(f"| {name} | {one['tests']:.0f} | {false} | {clusters} |")
    return lines


def show_power(summary: dict[str, Item]) -> list[str]:
    """How often a planted deficit is seen."""
    lines = [
        "| planted deficit | expected by degree | ratio | by p | by q | networks with another finding |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in summary.items():
        if "power by q" in one:
            deficit = re.findall(r"[\d.]+", name)[0]
            cells = [f"{float(deficit):.0%}", f"{one['expected']:.0f}", f"{one['ratio']:.2f}"]
            cells += [f"{one[f'power by {by}']:.2f}" for by in ("p", "q")]
            cells.append(f"{one['with a false finding']} of {one['networks']}")
            lines.append("| " + " | ".join(cells) + " |")
    return lines


def main() -> None:
    """Replace what stands between the two marks of the page."""
    summary = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    tables = [*show_false(summary), "", *show_power(summary)]
    block = "\n".join(["<!-- groups -->", "", *tables, "", "<!-- end of groups -->"])
    text = re.sub(
        r"<!-- groups -->.*<!-- end of groups -->", lambda _: block, PAGE.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
