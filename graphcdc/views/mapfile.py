"""The path of a map, which shows the map where it is looked at in a notebook."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    _Path = Path
else:
    # Before Python 3.12 only the path class of the system can be built upon.
    _Path = type(Path())

_HEIGHT = 700


class MapFile(_Path):
    """The path of a page; in a notebook the page itself, in a frame that can do nothing but draw.

    Names of organizations are foreign text. The page shows them as text and its policy runs no script but its own;
    the frame is the second lock: its origin is no origin, so that nothing in it can reach the notebook or its server.
    """

    def _repr_html_(self) -> str | None:
        """Return the frame that Jupyter shows, None where there is no page (any more)."""
        try:
            page = self.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return (
            f'<iframe sandbox="allow-scripts" title="{html.escape(f"graphcdc: {self.name}")}" '
            f'style="width:100%;height:{_HEIGHT}px;border:0" srcdoc="{html.escape(page)}"></iframe>'
        )
