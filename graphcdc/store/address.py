"""Where the store is: a folder, or a Neo4j server; and who asks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graphcdc.errors import StoreUnavailable
from graphcdc.settings import read_settings

DEFAULT_FOLDER = "graphcdc-store"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class ServerAddress:
    """A Neo4j server and the account to use; without a password none is sent."""

    uri: str
    user: str
    password: str | None = field(repr=False)
    database: str | None

    def __str__(self) -> str:
        return self.uri


def find_address(given: str | os.PathLike[str] | None = None) -> Path | ServerAddress:
    """Return the address of the store.

    The first of these that is there: the given one, ``GRAPHCDC_STORE``, ``NEO4J_URI``, ``store`` of the
    ``graphcdc.toml`` in the working folder, the folder ``graphcdc-store``. ``NEO4J_USERNAME``, ``NEO4J_PASSWORD``
    and ``NEO4J_DATABASE`` go with every Neo4j address.

    Raises
    ------
    StoreUnavailable
        If the address is no folder and no address of a Neo4j server, or holds a password.

    Examples
    --------
    >>> find_address("my-store").name
    'my-store'
    """
    text = os.fspath(given) if given is not None else ""
    text = text or os.environ.get("GRAPHCDC_STORE") or os.environ.get("NEO4J_URI") or ""
    return read_address(text or read_settings(Path()).store or DEFAULT_FOLDER, os.environ)


def read_address(text: str, environment: Mapping[str, str]) -> Path | ServerAddress:
    """Return what the text of an address means.

    Examples
    --------
    >>> read_address("bolt://localhost", {"NEO4J_PASSWORD": "hidden"})
    ServerAddress(uri='bolt://localhost', user='neo4j', database=None)
    """
    scheme, mark, _ = text.partition("://")
    if not mark:
        return Path(text)
    try:
        parts = urlsplit(text)
        host, account = parts.hostname, parts.username is not None or parts.password is not None
    except ValueError:
        host, account = None, "@" in text
    if account:
        raise StoreUnavailable("address_with_password")
    if scheme.lower() not in SCHEMES or not host:
        raise StoreUnavailable("address_unknown", address=text)
    return ServerAddress(
        text,
        environment.get("NEO4J_USERNAME") or "neo4j",
        environment.get("NEO4J_PASSWORD") or None,
        environment.get("NEO4J_DATABASE") or None,
    )
