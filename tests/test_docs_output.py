"""The documentation shows what the commands print, to the letter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_command_in_the_documentation_prints_what_the_page_says() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/refresh_docs.py", "--check"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}Run: make docs"
