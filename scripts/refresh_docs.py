"""Run every command that the documentation shows and write down what it really prints.

    python scripts/refresh_docs.py [--check]

A block that starts with three backticks and ``console`` holds commands, each after ``$ ``, and what they printed.
With --check nothing is written, and the exit code is 1 if a page shows something else than what comes out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
WIDTH = "100"


def list_pages() -> list[Path]:
    """Return the pages that may show commands."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def refresh(text: str, folder: Path) -> str:
    """Return a page with the output of its commands as it is now.

    Parameters
    ----------
    text
        The page.
    folder
        Where the commands run; `datasets` must be there.
    """
    return BLOCK.sub(lambda match: match[1] + _run_block(match[2], folder) + match[3], text)


def _run_block(block: str, folder: Path) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_run(command, folder)}" for command in commands)


def _run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPHCDC_", "NEO4J_"))}
    environment = {**own, "PATH": path, "COLUMNS": WIDTH, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=folder, env=environment, encoding="utf-8"
    )
    if "command not found" in done.stderr:
        raise SystemExit(f"{command}: {done.stderr.strip()}; install the project first")
    lines = (done.stdout + done.stderr).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def main() -> int:
    """Refresh or check all pages."""
    wrong = 0
    for page in list_pages():
        # A folder for each page, so that one finds no store that another made.
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "datasets").symlink_to(ROOT / "datasets")
            (folder / "tests").symlink_to(ROOT / "tests")
            text = page.read_text(encoding="utf-8")
            new = refresh(text, folder)
        if new != text:
            wrong += 1
            print(f"{page.relative_to(ROOT)} shows other output than the commands print")
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8", newline="\n")
    return int(bool(wrong) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
