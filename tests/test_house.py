"""The rules of the house: layers, exports, the weight of an import, and documentation that lists every command."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import click
import pytest

import graphcdc
from graphcdc.cli import commands

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graphcdc"

#: Who may import whom: a module may import those in the lines above its own, and its own family.
LAYERS = [
    {"words"},
    {"errors", "sentences"},
    {"guard", "listings", "model", "output", "products", "resources", "settings", "years"},
    {"columns", "cooperation", "vocabulary"},
    {"conversion", "keys", "workbooks"},
    {"names"},
    {"network", "findings"},
    {
        "tables",
        "capabilities",
        "centrality",
        "distances",
        "feasibility",
        "helix",
        "holes",
        "keyplayers",
        "memberships",
        "brokerage",
        "shape",
    },
    {"communities"},
    {"measures", "standing"},
    {"gaps", "store"},
    {"comparison"},
    {"whatif"},
    {"introductions", "partners", "profiles"},
    {"evaluation", "priorities"},
    {"views"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ANALYSES = (
    *(
        "capabilities",
        "centrality",
        "distances",
        "feasibility",
        "helix",
        "holes",
        "keyplayers",
        "memberships",
        "brokerage",
        "shape",
    ),
    *("communities", "measures", "standing"),
    *("gaps", "comparison", "whatif", "introductions", "partners", "profiles", "evaluation", "priorities", "views"),
)
#: Neighbours that must not know each other although one stands above the other.
STRANGERS = {
    **{name: set(ANALYSES) for name in ("tables", "store")},
    **{name: {"tables", "store"} for name in ANALYSES},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def family(path: Path) -> str:
    """The first name below the package: graphcdc/gaps/null.py is of gaps."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_families(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names = [
                f"{node.module}.{alias.name}" if node.module == "graphcdc" else node.module for alias in node.names
            ]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("graphcdc.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = family(path)
    if own == "__init__":
        return
    for other in imported_families(path) - {own}:
        assert LEVEL[other] < LEVEL[own] or {own, other} == {"network", "findings"}, f"{own} imports {other}"
        assert other not in STRANGERS.get(own, set()), f"{own} imports {other}"


def test_analysis_knows_no_front_end() -> None:
    for path in MODULES:
        if family(path) in ("cooperation", "network", "findings", "tables", "store", *ANALYSES[:-1]):
            roots = {
                name.split(".")[0]
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Import | ast.ImportFrom)
                for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
            }
            assert not roots & {"click", "rich", "pyvis"}, path
            assert not roots & {"neo4j", "arcadedb"} or path.parent.name == "store", path


def test_all_exports_exist_and_are_documented() -> None:
    assert set(graphcdc.__all__) == {
        "AmbiguousName",
        "Backtest",
        "Changes",
        "Comparison",
        "DataError",
        "Difference",
        "Findings",
        "Gap",
        "Introduction",
        "GraphcdcError",
        "Match",
        "Network",
        "OutputError",
        "Problem",
        "QueryError",
        "Report",
        "Scenario",
        "Store",
        "StoreUnavailable",
        "Suggestion",
        "TableError",
        "Tables",
        "Team",
        "UnknownName",
        "UsageError",
        "__version__",
        "backtest",
        "check_tables",
        "choose_ties",
        "close_gap",
        "compare",
        "draw_map",
        "find_gaps",
        "find_introductions",
        "load_tables",
        "open_store",
        "rank_gaps",
        "read_tables",
        "recommend_partners",
        "what_if",
    }
    for name in set(graphcdc.__all__) - {"__version__"}:
        assert inspect.getdoc(getattr(graphcdc, name)), name


@pytest.mark.parametrize(
    "name", ["find_gaps", "find_introductions", "recommend_partners", "close_gap", "draw_map", "what_if", "choose_ties"]
)
def test_analysis_takes_the_network_first_and_at_most_three_positional(name: str) -> None:
    parameters = list(inspect.signature(getattr(graphcdc, name)).parameters.values())
    assert parameters[0].name == "network"
    positional = [p for p in parameters if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    assert len(positional) <= 3


def run_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.mark.parametrize(
    "code",
    [
        "import graphcdc",
        "import graphcdc.cli, click.testing\n"
        "click.testing.CliRunner().invoke(graphcdc.cli.commands, ['--help'], catch_exceptions=False)",
    ],
)
def test_an_import_and_the_help_load_nothing_heavy(code: str) -> None:
    heavy = {"pyvis", "neo4j", "arcadedb", "pandas", "scipy", "networkx", "numpy", "rich", "IPython"}
    loaded = run_python(f"{code}\nimport sys\nprint(*sys.modules)").split()
    assert not heavy & set(loaded)


def test_the_command_line_multiplies_matrices_in_one_thread_before_numpy_is_there() -> None:
    code = (
        "import contextlib, os, sys\nfrom graphcdc.cli import main\nsys.argv[1:] = ['--version']\n"
        "os.environ.pop('OPENBLAS_NUM_THREADS', None)\n"
        "with contextlib.suppress(SystemExit):\n    main()\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    )
    assert run_python(code).split()[-2:] == ["1", "False"]


@pytest.mark.parametrize("name", sorted(commands.list_commands(click.Context(commands))))
def test_every_command_has_a_page_that_shows_it(name: str) -> None:
    page = ROOT / "docs" / f"{name}.md"
    assert f"graphcdc {name}" in page.read_text(encoding="utf-8")
    assert f"docs/{name}.md" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(commands.list_commands(click.Context(commands))))
def test_every_option_is_on_the_page_of_its_command_or_among_the_shared_ones(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    text = "".join((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8") for page in (name, "options"))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{max(parameter.opts, key=len)}" in text, parameter.opts


def test_the_pages_of_gaps_tell_every_kind_as_the_program_does() -> None:
    for lang, page in (("en", "gaps.md"), ("ru", "gaps.ru.md")):
        code = (
            "import runpy, pathlib\n"
            "replace = runpy.run_path('scripts/write_gap_kinds.py')['replace_kinds']\n"
            f"print(replace(pathlib.Path('docs/{page}'), '{lang}'), end='')"
        )
        assert run_python(code) == (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_the_page_of_tables_says_what_the_schema_says() -> None:
    code = "import runpy; print(runpy.run_path('scripts/write_tables_page.py')['write_page'](), end='')"
    assert run_python(code) == (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def test_files_and_functions_stay_short() -> None:
    for path in [*MODULES, *(ROOT / "tests").glob("*.py"), *(ROOT / "scripts").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}: {node.name}"


def test_the_project_names_no_machine_it_was_made_on() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.split(
        "\n"
    )
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".js", ".css", ".html", ".sh", ".ipynb", "") and path.is_file():
            text = path.read_text(encoding="utf-8")
            for word in ("/wo" + "rk/", "/ro" + "ot/", "/home" + "/"):
                assert word not in text, f"{name} names {word}"
