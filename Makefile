# Two commands matter: `make run` and `make test`. Both need only Python 3.11 or newer and git.

PORT ?= 8501
PYTHON ?= $(shell for candidate in python3 python3.13 python3.12 python3.11 python; do \
	if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$candidate; break; fi; done)

.DEFAULT_GOAL := help
.PHONY: help run test format docs learn screenshots benchmark wheelhouse lock clean python

help:
	@echo "make run        the app on http://127.0.0.1:$(PORT), with the sample corpus (PORT=8502 for another port)"
	@echo "make test       every check and every test (ARGS='--only tests -k words': one check, some tests)"
	@echo "make benchmark  every figure of this commit, into benchmarks/RESULTS.md"
	@echo "make wheelhouse everything to install on a machine that never goes online, into wheelhouse/"
	@echo "make format     lay out the code and set right what can be set right without thinking"
	@echo "make docs       docs/commands.md anew from the program"
	@echo "make learn      train the topic head anew from analyzer/data, and write its weights and figures there"
	@echo "make screenshots docs/screenshots anew, from the sample corpus in a real browser"
	@echo "make lock       requirements/ anew from pyproject.toml, and the bill of materials (ARGS=--upgrade for newer versions)"
	@echo "make clean      remove .venv and what the tools left; your library in index/ stays"

run: python
	@$(PYTHON) -m tools.run --port $(PORT) $(ARGS)

test: python
	@$(PYTHON) -m tools.test $(ARGS)

benchmark: python
	@$(PYTHON) -m tools.environment --dev
	@.venv/bin/python -m benchmarks $(ARGS)

wheelhouse: python
	@$(PYTHON) -m tools.wheelhouse $(ARGS)

format: python
	@$(PYTHON) -m tools.environment --dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

docs: python
	@$(PYTHON) -m tools.environment --dev
	@.venv/bin/python -m tools.commands

learn: python
	@$(PYTHON) -m tools.environment --dev
	@.venv/bin/python -m analyzer.learning

screenshots: python
	@ANALYZER_SCREENSHOTS="$(CURDIR)/docs/screenshots" $(PYTHON) -m tools.test --only tests tests/app/test_browser.py tests/app/test_browser_ai_clauses.py tests/app/test_browser_compare.py tests/app/test_browser_journeys.py

lock: python
	@$(PYTHON) -m tools.environment --dev
	@.venv/bin/python -m tools.lock $(ARGS)
	@$(PYTHON) -m tools.environment --dev
	@.venv/bin/python -m tools.bill

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "This needs Python 3.11 or newer, and there is none on the path."; \
		echo "Debian, Ubuntu: sudo apt install python3 python3-venv    macOS: brew install python"; \
		echo "If you have one elsewhere: make run PYTHON=/path/to/python3"; \
		exit 1; fi
