"""Templates, styles and scripts of the pages."""

from __future__ import annotations

from importlib import resources


def read_asset(name: str) -> str:
    """Return the text of a file of the folder `page_files`."""
    return resources.files("graphcdc.views").joinpath("page_files", name).read_text(encoding="utf-8")
