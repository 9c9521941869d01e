# make         set up what is missing, then build every book into output/
# make test    the same set-up and the checkers, then all checks and all tests
# make test-long   try the properties with 1,000 examples each, by chance and not the same every time, and whole books
# make coverage    run all tests and count every branch that they run, in every process: fails below what it was before
# make check   only the checks that read the sources: style, types, shape, spelling
# make format  put the sources into the house style
# make bench   measure the speed and print the tables (BENCH=--quick for the small ones, BENCH="--text FOLDER" for a book of yours)
# make bench-lines   measure how the lines of books are broken (LINES="BOOK... FILE.pdf..." for others than ours, --size 11 for other letters)
# make bench-hold    correct books at 100 places by chance, with the pages of their printing held (HOLD="BOOK... --count 20 --project FOLDER")
# make bench-order   hold the order of tags against the order of the page (FILES="FILE.pdf...")
# make test-walks   go the ways of a newcomer and a publisher: install the wheel anew, import, change the look, read the press files
# make wheel   pack octavo into dist/, with the lists of its libraries
# make clean   remove what was built;  make distclean: the environment too

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
UNISOLATED := --no-build-isolation --use-pep517
WORKERS ?= 2
DIST ?= dist

.DELETE_ON_ERROR:
.PHONY: all build setup test-setup test test-long test-walks coverage check style types shape dependencies spelling format bench bench-lines bench-hold bench-order wheel clean distclean

all: build

build: setup
	@$(PY) build.py build

# Each stamp is younger than what it was made from, so a second run has nothing to do.
setup: $(VENV)/octavo.stamp
test-setup: setup $(VENV)/test.stamp $(VENV)/checkers.stamp

$(VENV)/system-run.stamp: scripts/system-libraries
	@scripts/system-libraries run $(PYTHON)
	@mkdir -p $(VENV) && touch $@

$(VENV)/made.stamp: | $(VENV)/system-run.stamp
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# What packs comes first, so that nothing is fetched, unpinned, to pack a library that comes as sources only.
$(VENV)/run.stamp: requirements/build.txt requirements/run.txt $(VENV)/made.stamp
	@echo "setting up: the libraries of requirements/run.txt"
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes $(UNISOLATED) -r requirements/run.txt
	@touch $@

# Octavo itself, in place: what is edited here is what runs. Its version stands in the metadata too.
$(VENV)/octavo.stamp: pyproject.toml octavo/__init__.py $(VENV)/run.stamp
	@$(PIP) install --no-index --no-deps $(UNISOLATED) --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@echo "setting up: the tools of requirements/test.txt"
	@$(PIP) install --require-hashes $(UNISOLATED) -r requirements/test.txt
	@touch $@

# Both scripts write their stamp themselves, and only where nothing was missing.
$(VENV)/system-test.stamp: scripts/system-libraries $(VENV)/system-run.stamp
	@scripts/system-libraries test $(PYTHON) $@

$(VENV)/checkers.stamp: $(wildcard scripts/checkers/*) $(VENV)/test.stamp $(VENV)/system-test.stamp
	@scripts/checkers/compile $@

# `make -k` tells the findings of all of them at once.
CHECKS := style types shape dependencies spelling

# Two of the checks at a time: most of them wait for mypy else.
test: test-setup
	@$(MAKE) --no-print-directory --jobs=2 check
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term:skip-covered

test-long: test-setup
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal --no-cov -m "hypothesis or long or longer" --hypothesis-profile=long

# TESTS names a part of them, to see what it runs; only all of them reach the limit.
coverage: test-setup
	@OCTAVO_MEASURED=$(CURDIR)/octavo $(PY) -m pytest -n $(WORKERS) --dist worksteal --measure-all \
		--cov --cov-config=tests/whole.coveragerc $(TESTS)

# They stand in files that pytest does not collect by itself.
test-walks: test-setup
	@$(PY) -m pytest --no-cov tests/walks/newcomer.py tests/walks/publisher.py

check: $(CHECKS)

$(CHECKS): test-setup

style:
	@$(PY) -m ruff check --quiet --output-format=concise .
	@$(PY) -m ruff format --quiet --check .

types:
	@$(PY) -m mypy --no-error-summary

shape:
	@$(PY) $(VENV)/bin/lint-imports --no-logo --no-cache >$(VENV)/shape.log || { cat $(VENV)/shape.log; exit 1; }

dependencies:
	@$(PY) -m deptry . 2>$(VENV)/deptry.log || { cat $(VENV)/deptry.log; exit 1; }

spelling:
	@$(PY) -m codespell_lib

format: test-setup
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format --quiet .

bench: setup
	@$(PY) -m tests.bench $(BENCH)

bench-lines: setup
	@$(PY) -m tests.bench.lines $(LINES)

bench-hold: setup
	@$(PY) -m tests.bench.hold $(HOLD)

bench-order: setup
	@$(PY) -m tests.bench.visual_order $(FILES)

# Beside the wheel lies what pip needs to install its libraries, pinned.
wheel: setup
	@$(PIP) wheel --no-index --no-deps $(UNISOLATED) --wheel-dir $(DIST) .
	@cp requirements/build.txt requirements/run.txt $(DIST)

clean:
	find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	rm -rf dist .coverage .coverage.* .*_cache

distclean: clean
	rm -rf $(VENV)
