"""Write what each kind of gap is into docs/gaps.md and docs/gaps.ru.md: python scripts/write_gap_kinds.py."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from graphcdc.gaps import GAP_KINDS, explain_kind
from graphcdc.words import say
from graphcdc.words.kinds import Entry

#: What is told of a kind beside its definition.
PARTS = Entry._fields[1:]
DOCS = Path(__file__).parent.parent / "docs"
START, END = "<!-- Made by scripts/write_gap_kinds.py from graphcdc/words/kinds. -->\n\n", "<!-- end of the kinds -->"


def write_kinds(lang: str) -> str:
    """Return one section for each kind; what several kinds in a row have in common stands after the last of them."""
    told = [explain_kind(kind, lang) for kind in GAP_KINDS]
    parts = []
    for shared, run in itertools.groupby(told, key=lambda one: [one[part] for part in PARTS]):
        kinds = list(run)
        parts += [_introduce(kind, lang) for kind in kinds]
        if len(kinds) > 1:
            parts.append(say("part_shared", lang))
        lines = [f"- **{say(f'part_{part}', lang)}**: {text}" for part, text in zip(PARTS, shared, strict=True)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n\n"


def _introduce(told: dict[str, Any], lang: str) -> str:
    """The heading of a kind and its definition."""
    name, claim = told["name"], say(f"claim_{told['claim']}", lang)
    return f"### {name[0].upper()}{name[1:]}: `{told['kind']}`\n\n{told['definition']} ({claim})"


def replace_kinds(page: Path, lang: str) -> str:
    """Return a page with the sections of the kinds as they are now."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    return before + START + write_kinds(lang) + END + rest.partition(END)[2]


def main() -> None:
    """Write both pages."""
    for lang, page in (("en", DOCS / "gaps.md"), ("ru", DOCS / "gaps.ru.md")):
        page.write_text(replace_kinds(page, lang), encoding="utf-8")


if __name__ == "__main__":
    main()
