"""The named Cypher statements in the folder ``cypher``, one in each file.

A statement begins with a header: its purpose, its parameters with their types, its columns. ::

    // Purpose: organizations in a cluster
    // Purpose in Russian: организации кластера
    // Parameter: cluster (cluster) the cluster; for example IMI
    // Parameter: limit (number, 20) at most so many rows
    // Column: id (text) id of the member

A parameter whose type is a family of nodes takes an id, an INN or a part of a name. One with a default may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphcdc.errors import QueryError
from graphcdc.model import NODE_TABLES
from graphcdc.resources import find_resource
from graphcdc.words import DEFAULT_LANGUAGE

FOLDER = "cypher"
NODE_TYPES = tuple(NODE_TABLES.values())
_LINE = re.compile(r"// (Purpose|Purpose in Russian|Parameter|Column): (.+)")
_PARAMETER = re.compile(r"(\w+) \((\w+)(?:, ([^)]*))?\) (.+?)(?:; for example (.+))?")
_COLUMN = re.compile(r"(\w+) \((\w+)\) (.+)")


@dataclass(frozen=True)
class Parameter:
    """A parameter; ``default`` is None where it must be given."""

    name: str
    type: str
    default: str | None
    meaning: str
    example: str | None

    def read(self, value: Any) -> Any:
        """Return a value as the type of the parameter.

        Raises
        ------
        QueryError
            If a number is wanted and the value is none.
        """
        if self.type != "number":
            return str(value)
        try:
            number = float(value)
            return int(number) if number.is_integer() else number
        except (TypeError, ValueError, OverflowError) as error:
            raise QueryError("query_number", name=self.name, text=value) from error


@dataclass(frozen=True)
class Statement:
    """A statement with its header."""

    name: str
    purpose: str
    purpose_ru: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str, str], ...]
    text: str

    @property
    def example(self) -> str:
        """A command that runs it."""
        given = [f" --param {one.name}={one.example}" for one in self.parameters if one.example is not None]
        return f"graphcdc query {self.name}" + "".join(given)

    def to_dict(self, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """Return what ``graphcdc query --list`` shows."""
        return {
            "name": self.name,
            "purpose": self.purpose if lang == "en" else self.purpose_ru,
            "parameters": [one.name for one in self.parameters],
            "required": [one.name for one in self.parameters if one.default is None],
            "columns": [name for name, _, _ in self.columns],
            "example": self.example,
        }

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value for each parameter, by its type.

        Raises
        ------
        QueryError
            If one is missing, unknown, or of the wrong type.
        """
        known = {one.name: one for one in self.parameters}
        for name in given:
            if name not in known:
                raise QueryError("query_no_parameter", name=self.name, text=name, known=", ".join(known))
        values = {}
        for name, one in known.items():
            value = given.get(name, one.default)
            if value is None:
                raise QueryError("query_missing", name=self.name, text=name, example=self.example)
            values[name] = one.read(value)
        return values


def read_statement(path: Path) -> Statement:
    """Read a file of Cypher; one without a header has no purpose, and its parameters are those it is given.

    Raises
    ------
    QueryError
        If the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise QueryError("query_no_file", name=path.name, why=why) from error
    parts: dict[str, list[str]] = {"Purpose": [], "Purpose in Russian": [], "Parameter": [], "Column": []}
    for line in text.splitlines():
        if match := _LINE.fullmatch(line.strip()):
            parts[match[1]].append(match[2])
    parameters = [match.groups() for line in parts["Parameter"] if (match := _PARAMETER.fullmatch(line))]
    columns = [match.groups() for line in parts["Column"] if (match := _COLUMN.fullmatch(line))]
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//")).strip().rstrip(";")
    return Statement(
        path.stem,
        " ".join(parts["Purpose"]),
        " ".join(parts["Purpose in Russian"]),
        tuple(Parameter(*groups) for groups in parameters),
        tuple((name, kind, meaning) for name, kind, meaning in columns),
        body,
    )


def list_statements() -> list[Statement]:
    """Return the named statements, by name."""
    return [read_statement(path) for path in sorted(find_resource(FOLDER).glob("*.cypher"))]


def find_statement(name: str) -> Statement:
    """Return a named statement.

    Raises
    ------
    QueryError
        If there is none of that name.

    Examples
    --------
    >>> find_statement("cluster_members").parameters[0].name
    'cluster'
    """
    folder = find_resource(FOLDER)
    known = sorted(path.stem for path in folder.glob("*.cypher"))
    if name not in known:
        raise QueryError("query_unknown", name=name, known=", ".join(known))
    return read_statement(folder / f"{name}.cypher")
