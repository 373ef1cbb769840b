# Everything a person or a machine does with this checkout; “make” alone lists it.
#
# Each target sets up what it needs in .venv, once, from the lock files with their hashes.
# PYTHON chooses the interpreter (3.11 or newer), VENV the folder, ARGS goes to the program or to pytest.

PYTHON ?= python3
VENV ?= .venv
UV ?= uv
WORKERS ?= 2
ARGS ?=

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUN_READY := $(VENV)/.ready-to-run
DEV_READY := $(VENV)/.ready-to-develop
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --python-version 3.11

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run figures test journeys check lint types floors words bench docs example messages lock clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: $(RUN_READY) ## set everything up and open the example workspace
	@$(BIN)/lexframe demo $(ARGS)

test: $(DEV_READY) ## run every test
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

journeys: $(DEV_READY) ## the stories by keyboard in a real terminal, one at a time
	@$(BIN)/pytest -m pty tests/journeys $(ARGS)

check: lint types floors words ## lint, types, import contracts, translations

lint: $(DEV_READY)
	$(BIN)/ruff check --output-format concise .

types: $(DEV_READY)
	$(BIN)/mypy

floors: $(DEV_READY)
	$(BIN)/lint-imports --no-cache

words: $(DEV_READY)
	$(BIN)/python tools/messages.py check

bench: $(DEV_READY) ## measure; every figure in the documents comes from here
	@$(BIN)/python -m bench

figures: $(DEV_READY) ## measure, and write docs/figures.md
	@$(BIN)/python -m bench --record

docs: $(DEV_READY) ## write the generated pages of docs/
	$(BIN)/python tools/reference.py write
	$(BIN)/python tools/keys.py write
	$(BIN)/python tools/screens.py write

example: $(DEV_READY) ## play the example's story and write its sealed register to the root
	$(BIN)/python tools/example.py write

messages: $(DEV_READY) ## compile the Spanish words, then list what is missing or dead
	$(BIN)/python tools/messages.py compile
	$(BIN)/python tools/messages.py check

lock: ## resolve the dependencies again (needs uv); LOCK_ARGS=--upgrade takes newer versions
	$(LOCK) $(LOCK_ARGS) --all-extras pyproject.toml -o requirements.lock >/dev/null
	$(LOCK) $(LOCK_ARGS) --all-extras --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock >/dev/null
	printf 'hatchling\neditables\n' | $(LOCK) -c requirements-dev.lock - -o requirements-build.lock >/dev/null

clean: ## remove the virtual environment and every cache
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'lexframe needs Python 3.11 or newer. Name one: make PYTHON=python3.12 …' >&2; exit 1; }
	@command -v git >/dev/null || { echo 'lexframe needs git 2.38 or newer on the path.' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once; needs the network)…' >&2
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo 'On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }

# lexframe itself is built with the tools of the build lock, never with ones fetched on the way.
$(RUN_READY): requirements.lock requirements-build.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
