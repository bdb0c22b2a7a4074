# The commands for development. Each installs what it needs into .venv, and nothing elsewhere.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGES ?=
SOAK ?=
GOLD ?= tests/gold
EVAL ?=
JOBS ?= 2
# Each test file runs in one process, so that its shared fixtures are made once; in the order of names, so that long files come first.
SPREAD := --dist loadfile --no-loadscope-reorder

.PHONY: help demo test test-all lint format bench eval gold soak docs constraints clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /' | sort

demo: $(VENV)/.installed  ## run the whole pipeline over a small news site on this machine
	$(BIN)/pullquote demo

test: lint  ## lint, types and the fast tests, in two processes (JOBS=1 for one)
	$(BIN)/python -m pytest -n $(JOBS) $(SPREAD)

test-all: lint  ## the same with the slow tests; this is what the checks run
	$(BIN)/python -m pytest -n $(JOBS) $(SPREAD) -m "not soak"

lint: $(VENV)/.installed-dev  ## ruff and mypy, as the checks run them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev  ## format the code with ruff
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev  ## measure the cost compared with a plain loop, of a start, of extraction, of annotation and of hostile pages; PAGES=dir for pages of your own (.html, .html.gz)
	$(BIN)/python tests/bench/bench.py $(PAGES)
	$(BIN)/python tests/bench/start.py
	$(BIN)/python tests/bench/extract.py $(PAGES)
	$(BIN)/python tests/bench/annotate.py
	$(BIN)/python tests/bench/hostile.py

eval: $(VENV)/.installed-dev  ## measure the accuracy over texts and pages with known answers; GOLD=dir for your own, EVAL="--group REGEX" and other options
	$(BIN)/python -m tools.evaluate $(GOLD) $(EVAL)

gold: $(VENV)/.installed-dev  ## make the rows of tests/gold from its marked articles
	$(BIN)/python -m tools.mark_gold tests/gold

soak: $(VENV)/.installed-dev  ## 200 runs, half of them killed, tests that take long, property tests with new inputs; SOAK="--runs 40" and the like
	$(BIN)/python -m pytest -m soak
	$(BIN)/python -m pytest -m "hypothesis and not soak" --hypothesis-profile=random
	$(BIN)/python tests/soak/soak.py $(SOAK)

docs: $(VENV)/.installed  ## generate docs/records.md from the types
	$(BIN)/python -m tools.record_docs docs/records.md

constraints: $(VENV)/.installed-dev  ## pin the installed versions in constraints.txt
	(echo "# The versions that are tested together: names and versions only. Made with 'make constraints'."; \
	 $(BIN)/python -m pip freeze --exclude-editable) > constraints.new && mv constraints.new constraints.txt

clean:  ## remove everything that can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis demo-out

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Pullquote needs Python 3.11 or later; name one with PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "$(PYTHON) can't make a virtual environment; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed
