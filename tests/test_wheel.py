"""The wheel, installed in a clean place, has all it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tables import TOWN, make_tables

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_data_the_page_and_the_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "graphcdc/datasets/horizon-finland/graphcdc.toml",
        "graphcdc/datasets/horizon/participations.csv.gz",
        "graphcdc/cypher/cluster_overview.cypher",
        "graphcdc/views/page_files/map.html",
        "graphcdc/views/page_files/map.css",
        "graphcdc/views/page_files/page.js",
        "graphcdc/py.typed",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "scripts/", "docs/")) for name in names)


def test_the_wheel_in_a_clean_place_runs_the_demonstration(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRAPHCDC"))}
    done = subprocess.run(
        [environment / "bin" / "graphcdc", "demo", "--lang", "en"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=clean,
        check=True,
    )
    written = done.stdout.splitlines()[-1]
    assert written == "map.html"
    assert (tmp_path / written).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "7,336 organizations (542 in Finland)" in done.stdout
    make_tables(tmp_path / "town", TOWN)
    for command in (["load", "town"], ["query", "cluster_overview", "-f", "csv"]):
        done = subprocess.run(
            [environment / "bin" / "graphcdc", *command],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=clean,
            check=True,
        )
    assert done.stdout.splitlines()[1].startswith("k1,Photonics,pilot,2,")
