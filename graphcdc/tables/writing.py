"""Tables back to files, in the form that `read_tables` reads."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from graphcdc.errors import OutputError
from graphcdc.guard import guard, unify_breaks
from graphcdc.output import check_folder
from graphcdc.settings import FILE

_UNCLEAR = re.compile(r"\d{1,3}\.\d{3}")


def write_folder(columns: Mapping[str, Mapping[str, np.ndarray[Any, Any]]], home: str | None, folder: Path) -> Path:
    """Write tables as CSV files (and ``graphcdc.toml``, if a home region is stated) into a new folder.

    The folder appears whole or not at all. One that is there already must be empty.

    Raises
    ------
    OutputError
        If the folder holds files, or cannot be written to.
    """
    check_folder(folder)
    with _draft(folder) as draft:
        for table, values in columns.items():
            (draft / f"{table}.csv").write_text(_write_table(values), encoding="utf-8", newline="")
        if home is not None:
            # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
            text = json.dumps(home, ensure_ascii=False).replace("\x7f", "\\u007f")
            (draft / FILE).write_text(f"home_region = {text}\n", encoding="utf-8", newline="\n")
    return folder


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, and put it in its place when all is written."""
    draft = folder.with_name(f".{folder.name}.part")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError("folder_not_empty", folder=folder)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        yield draft
        if folder.exists():
            folder.rmdir()
        draft.replace(folder)
    except OSError as error:
        raise OutputError("not_written", file=folder, why=error.strerror) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_table(columns: Mapping[str, np.ndarray[Any, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    cells = [
        map(write_cell, values.tolist())
        if values.dtype.kind == "f"
        else [guard(unify_breaks(str(value))) for value in values]
        for values in columns.values()
    ]
    writer.writerows(zip(*cells, strict=True))
    return text.getvalue()


def write_cell(number: float) -> str:
    """Return a number as a cell that is read back as the same number; "" if it is not known.

    Three decimals after at most three digits could be meant as thousands and would be refused on reading, so they
    get a zero more.

    Examples
    --------
    >>> write_cell(230000.0), write_cell(0.5), write_cell(1.234), write_cell(float("nan"))
    ('230000', '0.5', '1.2340', '')
    """
    if math.isnan(number):
        return ""
    text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return f"{text}0" if _UNCLEAR.fullmatch(text) else text
