# Everything happens in .venv; `make run` is all a reader needs.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: setup run test lint bench clean

setup: .venv/.dev

run: .venv/.runtime
	@exec $(BIN)/opcit run

test: .venv/.dev lint
	$(BIN)/python -m pytest

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev
	$(BIN)/python tests/benchmarks/run.py

clean:
	rm -rf .venv

.venv/.runtime: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Opcit needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	@echo "Installing Opcit into .venv (about a minute the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) torch
	@$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/.runtime
	@$(PIP) --editable '.[dev]'
	@touch $@
