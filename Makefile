# Needs make and Python 3.11 or newer; everything else goes into .venv.
# Another Python: make agenda PYTHON=/path/to/python3.12

PYTHON ?= python3
WORKERS ?= auto
ARGS ?=

BIN := .venv/bin
JOURNAL := $(BIN)/python -m kontaktjournal
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
CODE := $(wildcard tool tests bench)
# Programs of the system that tests drive, each called as its Debian package is.
PROGRAMS := chromium khal khard nano vim
CATALOGUES := $(shell find tool/kontaktjournal/messages -name '*.po' 2>/dev/null)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: agenda test fuzz crash bench programs fmt messages clean help

agenda: .venv/core ## show an agenda: a sample journal whose dates lie around today
	@rm -rf .demo
	@$(JOURNAL) -q demo .demo >/dev/null
	@$(JOURNAL) -C .demo agenda

test: .venv/dev programs ## everything a change must pass: style, types, layers, tests
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

fuzz: .venv/dev ## edit a million mutated contact files: each exactly or not at all
	FUZZ=1000000 FUZZ_SALT="$$(date +%s):" $(BIN)/python -m pytest -n $(WORKERS) --timeout 0 $(ARGS) tests/fuzz

# As in CI, nothing may be left out.
crash: PROGRAMS += strace
crash: .venv/dev programs ## kill and starve what writes, at every system call; race it against editors
	CI=true $(BIN)/python -m pytest -n $(WORKERS) --timeout 0 -o python_files='lab_*.py' $(ARGS) \
	  tests/crash

bench: .venv/dev ## measure the performance targets and print the table (ARGS=--help)
	@$(BIN)/python bench $(ARGS)

# Where nothing can be installed, the tests say what they left out; in CI they fail.
programs:
	@missing=; \
	for name in $(PROGRAMS); do \
	  command -v $$name >/dev/null 2>&1 || missing="$$missing $$name"; \
	done; \
	test -n "$$missing" || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Installing$$missing ..."; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get -qq update && \
	    apt-get -qq -y install --no-install-recommends $$missing >/dev/null && exit 0; \
	fi; \
	echo "Missing:$$missing - on Debian and Ubuntu: apt install$$missing" >&2

fmt: .venv/dev ## put the code into the house's format
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

messages: .venv/dev ## compile the catalogues (.po -> .mo); both are committed
	@for catalogue in $(CATALOGUES); do \
	  $(BIN)/pybabel --quiet compile --input-file="$$catalogue" \
	    --output-file="$${catalogue%.po}.mo" || exit 1; \
	done

clean: ## remove what the targets above made
	rm -rf .venv .demo build dist htmlcov .coverage .hypothesis \
	  .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | \
	  while IFS='|' read -r target text; do printf '%-14s %s\n' "$$target" "$$text"; done

# The stamps say which set of libraries .venv holds; who has the larger one has the smaller, too.
.venv/core: .venv/pyvenv.cfg pyproject.toml
	@echo "Installing the journal into .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/dev: .venv/pyvenv.cfg pyproject.toml
	@echo "Installing the journal and its tools into .venv ..."
	@$(PIP) --editable '.[dev]'
	@touch .venv/core $@

.venv/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "$(PYTHON) is not here - install Python 3.11 or newer, or say: make PYTHON=..." >&2; \
	  exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), and the journal needs Python 3.11" \
	    "or newer - say: make PYTHON=python3.11" >&2; \
	  exit 2; }
	@$(PYTHON) -m venv .venv || { \
	  rm -rf .venv; \
	  echo "Python came without venv - on Debian and Ubuntu: apt install python3-venv" >&2; \
	  exit 2; }
