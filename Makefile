# make run   sets everything up and recounts the examples
# make test  sets everything up, checks the code and runs the tests
PYTHON ?= python3
BIN := .venv/bin
RECORD ?= record/raqqa
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: install run test check screenshots benchmarks docs lock clean

install: .venv/.installed assets

.venv/.installed: pyproject.toml requirements/run.lock
	@echo "Installing Recount into .venv …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Recount needs Python 3.11 or newer; try: make PYTHON=python3.12 install")'
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/recount gazetteer build
	@touch $@

# the pages' map, timeline and keys, where Node is there to build them; the pages work without
.PHONY: assets
assets:
	@frontend/build.sh

.venv/.dev-installed: .venv/.installed requirements/dev.lock tools/test_tools.sh tools/test_node.py
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@$(BIN)/python tools/test_node.py .venv/node
	@tools/test_tools.sh
	@touch $@

# the same assets, by the Node that came with what the tests need
.PHONY: test-assets
test-assets: .venv/.dev-installed
	@PATH="$(CURDIR)/.venv/node:$$PATH" frontend/build.sh --must

run: install
	@$(BIN)/recount run examples/raqqa --record $(RECORD)

test: .venv/.dev-installed test-assets check
	$(BIN)/pytest

# the pictures of docs/, taken of the examples in a browser
screenshots: .venv/.dev-installed test-assets
	$(BIN)/python -m tools.screenshots

check: .venv/.dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# DATA is a folder of development data laid out as benchmarks/README.md says
DATA ?= ../shared/data
benchmarks: .venv/.dev-installed
	$(BIN)/python -m benchmarks.run --data $(DATA)

docs: .venv/.dev-installed
	$(BIN)/python -m tools.reference
	$(BIN)/python -m tools.outputs

lock:
	$(BIN)/uv pip compile pyproject.toml --group build --universal --generate-hashes --no-emit-index-url --no-header -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header -c requirements/run.lock -o requirements/dev.lock

clean:
	rm -rf .venv record frontend/node_modules src/recount/web/static/built
