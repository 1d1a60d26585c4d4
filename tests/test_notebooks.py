"""The notebooks run from top to bottom without a word of complaint, and show tables and maps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: How many maps and tables each shows.
SHOWN = {"01-explore-the-map": (4, 4), "02-find-gaps": (1, 5), "03-recommend-partners": (3, 6)}


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def html_of(notebook: Any) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like that of the notebooks, beside the data sets; Jupyter writes nothing elsewhere."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    (tmp_path / "datasets").symlink_to(ROOT / "datasets")
    (tmp_path / "notebooks").mkdir()
    return tmp_path / "notebooks"


def test_there_are_three_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(SHOWN)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stored_notebook_is_valid_short_and_has_no_outputs(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec == {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert 8 <= len(notebook.cells) <= 18
    for cell in notebook.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert "synthetic" in notebook.cells[0].source
    assert re.search("[а-яё]", notebook.cells[0].source)
    # Stored as it is written here: a run that was saved would show as a difference.
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert path.read_text(encoding="utf-8") == json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_tables_and_maps(path: Path, folder: Path) -> None:
    notebook = read(path)
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    maps = [text for text in html_of(notebook) if text.startswith("<iframe ")]
    tables = [text for text in html_of(notebook) if "<table" in text and text not in maps]
    assert all(text.startswith('<iframe sandbox="allow-scripts" title="graphcdc: ') for text in maps)
    assert (len(maps), len(tables)) == SHOWN[path.stem]
    assert len(list((folder / "maps").glob("*.html"))) == len(maps)
    # What the text says of the real data.
    if path.stem == "02-find-gaps":
        assert "Weak points of the structure" in tables[-1]
        assert "Organizations of Finland and those elsewhere" in tables[-1]
