# Two commands for everybody: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
lang ?= en

.PHONY: demo test check docs neo4j clean

demo: $(VENV)/.installed
	$(BIN)/graphcdc demo --lang $(lang)
	$(BIN)/graphcdc demo --dataset st-petersburg --lang $(lang) -o map-st-petersburg.html

test: $(VENV)/.developing
	sh scripts/ensure_chromium.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict graphcdc
	$(BIN)/python -m pytest -q

# The quick daily one: no browser, no notebooks, no wheel, no documentation run, no kills and cuts of stores.
check: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict graphcdc
	$(BIN)/python -m pytest -q --ignore=tests/test_map_browser.py --ignore=tests/test_notebooks.py --ignore=tests/test_wheel.py --ignore=tests/test_docs_output.py --ignore=tests/test_store_commands.py --ignore=tests/test_store_wire.py

# Run every command shown in the documentation again and write down what it prints.
docs: $(VENV)/.developing
	$(BIN)/python scripts/refresh_docs.py

# A Neo4j server with Browser in the foreground, for trying things out; it prints its address.
neo4j: $(VENV)/.developing
	$(BIN)/python scripts/neo4j_server.py --browser

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("graphcdc needs Python 3.11 or newer: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev --group server
	touch $@
