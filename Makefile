# CareCircle. Needs Python 3.11 or newer and make; everything else lands in .venv.
PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Many tests wait for servers, browsers and faults: one process more than cores keeps them busy.
TEST_PROCESSES ?= 3
PIP := .venv/bin/python -m pip install -qq --disable-pip-version-check \
	--constraint .ci/constraints.txt
PINS := pyproject.toml .ci/constraints.txt

.PHONY: install run test check lint bench torture words screenshots clean

install: .venv/.installed

.venv/.installed: $(PINS)
	@test -n "$(PYTHON)" || { echo "CareCircle needs Python 3.11 or newer." >&2; exit 1; }
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@echo "Installing CareCircle into .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/.tested: $(PINS)
	@$(MAKE) --no-print-directory install
	@echo "Installing what the tests need ..."
	@$(PIP) --editable '.[test]'
	@touch $@

run: install
	@exec .venv/bin/python -m carecircle.cli run --demo --port $(PORT)

test: .venv/.tested
	@sh .ci/tools
	@.venv/bin/python -m pytest -n $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder $(ARGS)

bench: .venv/.tested
	@.venv/bin/python -m benchmarks $(ARGS)

torture: .venv/.tested
	@sh .ci/tools
	@.venv/bin/python -m tests.torture $(ARGS)
	@CARECIRCLE_TEST_SCALE=10 .venv/bin/python -m pytest -m slow --durations=0

# The words of every template and module into the catalogue of each language, to be translated there.
words: .venv/.installed
	@mkdir -p build
	@.venv/bin/pybabel -q extract -F pyproject.toml --no-default-keywords -k _ -k gettext -k lazy_gettext \
		-k ngettext:1,2 -k pgettext:1c,2 -k lazy_pgettext:1c,2 \
		--add-location=file --sort-by-file -o build/words.pot .
	@.venv/bin/pybabel update -N --omit-header -i build/words.pot -d carecircle/translations

# What can be checked without running anything: style, imports, types, templates, scripts.
check lint: .venv/.tested
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/lint-imports
	@.venv/bin/mypy
	@for lint in .ci/lint-templates .ci/lint-js; do \
		[ ! -x $$lint ] || PATH="$(CURDIR)/.venv/bin:$$PATH" $$lint || exit 1; \
	done

# Draws docs/images again from a frozen demo family.
screenshots: .venv/.tested
	@.venv/bin/python -m docs.images.draw

clean:
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
