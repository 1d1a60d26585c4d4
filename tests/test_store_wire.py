"""What goes wrong between a store and its users: cut connections, two writers at once, and strange texts."""

from __future__ import annotations

import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcdc import Store, StoreUnavailable, open_store, read_tables
from graphcdc.store.embedded import MARK
from graphcdc.tables import make_network
from tests.tables import TOWN, assert_same, make_tables
from tests.test_store_commands import LOADING


class Proxy(socketserver.ThreadingTCPServer):
    """Passes bytes on to a server, and once cuts the line instead of passing on the n-th reply."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.target = target
        self.cut_at = 0
        self.replies = 0
        self.cuts = 0


class _Line(socketserver.BaseRequestHandler):
    server: Proxy

    def handle(self) -> None:
        with socket.create_connection(self.server.target) as upstream:
            threading.Thread(target=self._pass_up, args=(upstream,), daemon=True).start()
            while data := self._read(upstream):
                self.server.replies += 1
                if self.server.replies == self.server.cut_at:
                    self.server.cuts += 1
                    break
                self.request.sendall(data)
            self.request.shutdown(socket.SHUT_RDWR)

    def _pass_up(self, upstream: socket.socket) -> None:
        while data := self._read(self.request):
            try:
                upstream.sendall(data)
            except OSError:
                return

    @staticmethod
    def _read(line: socket.socket) -> bytes:
        try:
            return line.recv(65536)
        except OSError:
            return b""


@contextmanager
def run_proxy(address: str) -> Iterator[Proxy]:
    parts = urlsplit(address)
    with Proxy((parts.hostname or "", parts.port or 7687)) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()


def test_a_line_cut_at_any_reply_loses_nothing_and_doubles_nothing(neo4j_server: str, tmp_path: Path) -> None:
    """Also when the lost reply is the one to a COMMIT: it may or may not have gone through, and is sent again."""
    from tests.conftest import clear

    three_batches = {
        "organizations": "id,name,kind\na,A,sme\nb,B,sme\n",
        "projects": "id,name\np,P\n",
        "participations": "organization,project\na,p\nb,p\n",
    }
    tables = make_tables(tmp_path / "tables", three_batches)
    expected = make_network(tables)
    with run_proxy(neo4j_server) as proxy:
        address = f"bolt://127.0.0.1:{proxy.server_address[1]}"
        for _ in range(2):  # the first load may make the constraints, which takes more replies
            clear(neo4j_server)
            proxy.replies = 0
            with open_store(address) as store:
                store.load(tables)
        whole = proxy.replies
        completed = 0
        for cut_at in range(1, whole + 1, 2):
            clear(neo4j_server)
            proxy.replies, proxy.cut_at = 0, cut_at
            try:
                with open_store(address) as store:
                    store.load(tables)
                completed += 1
            except StoreUnavailable:
                proxy.cut_at = 0
            with open_store(neo4j_server) as store:
                store.load(tables)
                assert_same(store.network(), expected)
                assert len(store.load(tables, replace=True)) == 0
        # Some replies come in one piece or in two, so the last cuts may find nothing to cut.
        assert proxy.cuts >= whole // 2 - 5
        assert completed >= whole // 4


def test_two_loads_at_once_give_one_graph(address: str, tmp_path: Path) -> None:
    """On Neo4j both write; on the embedded store the second waits, or is told who is in the way."""
    tables = make_tables(tmp_path / "town", TOWN)
    command = [sys.executable, "-c", LOADING, str(tmp_path / "town"), address]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [writer.communicate(timeout=120)[1] for writer in writers]
    for writer, errors in zip(writers, said, strict=True):
        assert writer.returncode == 0 or "another process has the store" in errors, errors
    assert any(writer.returncode == 0 for writer in writers)
    with open_store(address) as store:
        assert_same(store.network(), make_network(tables))
        assert len(store.load(tables, replace=True)) == 0


def test_a_writer_that_begins_after_the_look_at_the_mark_is_not_somebody_else(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One writer saw an empty store; by the time that it counts the nodes another has written some."""
    tables = make_tables(tmp_path / "town", TOWN)
    with open_store(address) as store:
        store.load(tables)
        marks = iter([None])
        read = store._read_mark
        monkeypatch.setattr(store, "_read_mark", lambda: next(marks, read()))
        assert len(store.load(tables)) == 0
        assert next(marks, "read") == "read"
        assert_same(store.network(), make_network(tables))


OPENING = """
import sys, time
import arcadedb
from graphcdc.store import open_store
time.sleep(max(0, float(sys.argv[2]) - time.time()))
open_store(sys.argv[1]).close()
"""


def test_a_store_that_several_make_at_the_same_moment_opens_for_all(tmp_path: Path) -> None:
    for round_ in range(3):
        command = [sys.executable, "-c", OPENING, str(tmp_path / f"store-{round_}"), str(time.time() + 1.5)]
        makers = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(6)]
        assert [maker.communicate(timeout=120)[1] for maker in makers] == [b""] * 6
        assert [maker.returncode for maker in makers] == [0] * 6


def test_a_folder_with_nothing_but_a_draft_of_the_mark_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / f".{MARK}.1.part").write_text("")
    with open_store(tmp_path) as store:
        assert len(store.network()) == 0


def test_two_different_loads_at_once_lose_nothing_of_each_other(neo4j_address: str, tmp_path: Path) -> None:
    columns = ["city", "note", "inn", "region"]
    for at, column in enumerate(columns):
        rows = "".join(f"{column}{row},X,sme,{'7707083893' if column == 'inn' else column}\n" for row in range(300))
        make_tables(tmp_path / column, {"organizations": f"id,name,kind,{column}\n{rows}"})
        with open_store(tmp_path / "one-by-one") as store:
            assert len(store.load(read_tables(tmp_path / column))) == 300, at
    commands = [[sys.executable, "-c", LOADING, str(tmp_path / column), neo4j_address] for column in columns]
    writers = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * len(writers)
    with open_store(neo4j_address) as store, open_store(tmp_path / "one-by-one") as other:
        assert_same(store.network(), other.network())


#: Control characters and those that cannot be seen are taken out, and said, when tables are read.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=20).filter(
    lambda text: text.strip() != ""
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(TEXTS, min_size=1, max_size=4),
    size=st.floats(min_value=0, allow_nan=False, allow_infinity=False),
    words=st.lists(TEXTS, max_size=3),
)
def test_every_text_and_number_comes_back_as_it_was(
    store: Store, tmp_path_factory: pytest.TempPathFactory, names: list[str], size: float, words: list[str]
) -> None:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "name", "kind", "size", "domains", "note"])
    for at, name in enumerate(names):
        writer.writerow([f"{name}-{at}", name, "sme", repr(size), ";".join(words), "'\";\\`$\u2028"])
    folder = tmp_path_factory.mktemp("texts")
    tables = make_tables(folder / "in", {"organizations": text.getvalue()})
    store.load(tables, replace=True)
    assert_same(store.network(), make_network(tables))
    assert len(store.load(tables, replace=True)) == 0
    store.export(folder / "out")
    assert_same(make_network(read_tables(folder / "out")), make_network(tables))
