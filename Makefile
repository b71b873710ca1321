# dateline: `make` builds the briefing, `make test` checks everything, `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet --quiet
DATA ?= ../shared
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := site
.PHONY: site serve deploy status test unit check format evaluate bench screenshots stress model lock wheel clean help

site: $(VENV)/.runtime ## Read what is new in seeds/, build the site, say where it is (the default)
	@trap 'exit 130' INT; $(BIN)/dateline extract; read=$$?; $(BIN)/dateline build || exit; \
		[ $$read -eq 0 ] || { echo "the site is built, but not every article was read: see above" >&2; exit $$read; }

serve: $(VENV)/.runtime ## Show the site while you edit content/: a saved record is on screen about a second later
	@$(BIN)/dateline serve

deploy: $(VENV)/.runtime ## Check, build and publish to the target in content/briefing.yml
	@$(BIN)/dateline deploy

status: $(VENV)/.runtime ## Say what is unread, what waits for an editor, and which command comes next
	@$(BIN)/dateline status

test: $(VENV)/.dev ## Run every test (browser tests need Chromium: .ci/run installs it)
	$(BIN)/pytest -n auto --dist loadgroup

unit: $(VENV)/.dev ## Run the fast tests only
	$(BIN)/pytest -n auto -m "not slow and not browser and not evaluation"

check: $(VENV)/.dev ## Look for faults without running: ruff, format, types, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: $(VENV)/.dev ## Measure the extractor on the gold articles, and on the data in $(DATA) where there are any
	$(BIN)/python tests/evaluation/evaluate.py --dev $(DATA)

bench: $(VENV)/.dev ## Measure speed stage by stage
	$(BIN)/python tests/evaluation/speed.py

screenshots: $(VENV)/.dev ## Take the pictures of the documentation anew (needs Chromium)
	$(BIN)/python tests/browser/screenshots.py

stress: $(VENV)/.dev ## Merge a hundred thousand random edit histories, kill hundreds of runs (takes long)
	DATELINE_HISTORIES=100000 $(BIN)/pytest -n auto tests/store tests/test_merge.py
	DATELINE_EDITS=200 $(BIN)/pytest -n auto tests/pages/test_memory.py

model: $(VENV)/.dev ## Train the bundled language model anew: see training/README.md
	$(MAKE) -C training PYTHON=$(abspath $(BIN)/python)

wheel: $(VENV)/.dev ## Build the package into dist/
	$(BIN)/python -m build --wheel --no-isolation

lock: ## Write requirements/*.txt anew from pyproject.toml (needs uv)
	requirements/lock.sh

clean: ## Delete what can be built anew (not .venv)
	rm -rf site public dist build .site-* docs/actors docs/articles docs/assets/generated docs/corrections docs/data \
		docs/events docs/places docs/timeline docs/index.md .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment: run-time packages first, so that `make` alone installs no test tools.
$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "installing the packages of requirements/runtime.txt into $(VENV)"
	@$(PIP) install --no-compile --require-hashes --requirement requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "installing the packages of requirements/dev.txt into $(VENV)"
	@$(PIP) install --no-compile --require-hashes --requirement requirements/dev.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "dateline needs Python 3.11 or newer: install it, or name it as in make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) has no venv module: on Debian or Ubuntu, sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "making the environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)
