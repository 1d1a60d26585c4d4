"""The home region that is stated with tables: where it stands, and whether any organization lies there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from graphcdc.errors import DataError
from graphcdc.findings import Problem, Sentence
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.names import name_some
from graphcdc.settings import FILE, read_settings

_LINE = re.compile(r"\s*[\"']?home_region\b")


@dataclass(frozen=True)
class Home:
    """A stated home region and its place: a line of ``graphcdc.toml``, or a cell of the sheet that explains."""

    region: str
    file: str
    sheet: str | None
    row: int | None


def read_home(path: Path) -> tuple[Home | None, list[Problem]]:
    """Read the home region that the ``graphcdc.toml`` beside the tables states, and what is wrong with the file."""
    folder = path if path.is_dir() else path.parent
    try:
        region = read_settings(folder).home_region
        if region is None:
            return None, []
        lines = (folder / FILE).read_text(encoding="utf-8-sig").splitlines()
    except OSError:  # of a path that cannot even be looked at, which has been said
        return None, []
    except DataError as error:
        message = Sentence("bad_file", {"why": error.values["why"]})
        return None, [Problem("error", "bad_file", FILE, message, Sentence("bad_settings_help"))]
    row = next((number for number, line in enumerate(lines, start=1) if _LINE.match(line)), None)
    return Home(region, FILE, None, row), []


def check_home(home: Home, tables: Mapping[str, Mapping[str, np.ndarray[Any, Any]]]) -> list[Problem]:
    """Return a warning if no organization lies in the stated home region; without organizations there is none."""
    columns = tables.get("organizations", {})
    if not len(columns.get("id", ())):
        return []
    blank = np.full(len(columns["id"]), "", dtype=object)
    region = columns.get("region", blank)
    # As `Network.regions`: the country stands in for the region.
    places = np.where(region == "", columns.get("country", blank), region)
    known = sorted(set(places[np.isin(columns["kind"].astype(str), ORGANIZATION_KINDS)]) - {""})
    if any(name.casefold() == home.region.casefold() for name in known):
        return []
    advice = Sentence("unknown_home_help", {"known": name_some(home.region, known)})
    return [
        Problem(
            "warning",
            "unknown_home",
            home.file,
            Sentence("unknown_home", {"text": home.region}),
            advice if known else Sentence("no_regions_help"),
            row=home.row,
            value=home.region,
            sheet=home.sheet,
        )
    ]
