"""Write the table of widths in graphcdc/views/typeface.py: python scripts/make_typeface.py REGULAR.ttf BOLD.ttf.

The fonts are those of the Debian package fonts-noto-core (NotoSans-Regular.ttf, NotoSans-Bold.ttf; SIL Open Font
License 1.1). Needs fonttools, which graphcdc itself does not.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "graphcdc" / "views" / "typeface.py"
#: Latin with all European letters, Cyrillic, dashes and quotes, and single signs of texts about firms and money.
RUNS = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x218, 0x21B),
    (0x400, 0x4FF),
    (0x1E9E, 0x1E9E),
    (0x2010, 0x2027),
    (0x202F, 0x2030),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x20BD, 0x20BD),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
)


def read_widths(path: str) -> str:
    """Return the table of a font as Python."""
    font = TTFont(path)
    names, advances = font.getBestCmap(), font["hmtx"].metrics
    size = font["head"].unitsPerEm
    lines = []
    for first, last in RUNS:
        words: list[str] = []
        width = None
        for code in range(first, last + 1):
            # A character that the font lacks counts as none here; the code has a width for it.
            found = round(advances[names[code]][0] * 1000 / size) if code in names else 0
            words.append("." if found == width else str(found))
            width = found
        rows = textwrap.wrap(" ".join(words), 108)
        if len(rows) == 1:
            lines.append(f'    0x{first:X}: "{rows[0]}",')
            continue
        quoted = "\n".join(f'        "{row}{" " if row is not rows[-1] else ""}"' for row in rows)
        lines.append(f"    0x{first:X}: (\n{quoted}\n    ),")
    return "\n".join(lines)


def main() -> None:
    """Replace the table."""
    regular, bold = (read_widths(path) for path in sys.argv[1:3])
    text = TARGET.read_text(encoding="utf-8")
    table = f"_REGULAR = {{\n{regular}\n}}\n_BOLD = {{\n{bold}\n}}\n# End"
    text, found = re.subn(r"^_REGULAR.*?^# End", table, text, flags=re.DOTALL | re.MULTILINE)
    assert found == 1, TARGET
    TARGET.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
