"""Settings of all tests, and the stores that they run on."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from graphcdc.store import Store, open_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# On a shared machine the time of one example says nothing; in CI the same commit must give the same result.
settings.register_profile("graphcdc", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("graphcdc")

for name in ("GRAPHCDC_STORE", "NEO4J_URI"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Neo4j: that of GRAPHCDC_TEST_NEO4J_URI, or of a server started for these tests."""
    given = os.environ.get("GRAPHCDC_TEST_NEO4J_URI")
    if given:
        if count_nodes(given):
            pytest.fail(f"{given} is not empty; the tests would delete what it holds")
        yield given
        clear(given)
        return
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "scripts"))
    starter = importlib.import_module("neo4j_server")
    with starter.run_server(tmp_path_factory.mktemp("neo4j")) as server:
        os.environ |= {"NEO4J_USERNAME": starter.USER, "NEO4J_PASSWORD": server.password}
        yield server.address


@pytest.fixture
def neo4j_address(neo4j_server: str) -> str:
    """The address of the server, emptied."""
    clear(neo4j_server)
    return neo4j_server


@pytest.fixture(params=["embedded", "neo4j"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store: every test that takes it runs on both."""
    if request.param == "embedded":
        return str(tmp_path / "store")
    return str(request.getfixturevalue("neo4j_address"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store, open."""
    with open_store(address) as opened:
        yield opened


def count_nodes(address: str) -> int:
    with open_store(address) as opened:
        return int(opened.query("MATCH (n) RETURN count(n) AS count")[0]["count"])


def clear(address: str) -> None:
    import neo4j

    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(address, auth=auth) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium for all tests of pages."""
    from tests.pages import started_browser

    with started_browser() as started:
        yield started
