# Copro's commands. `make` alone is `make run`; `make help` lists the rest.

PORT     ?= 8000
BROWSERS ?= 2
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
PYTHONS  := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
PY       := .venv/bin/python
PIP      := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
# These commands are for trying and building. A real server does not use them and says DEBUG=0 by itself.
DEBUG    ?= 1
export PORT CHROMIUM DEBUG

.DEFAULT_GOAL := run
.PHONY: run worker test unit e2e bench lint lock clean help

run: .venv/base.done ## Set up and serve on http://127.0.0.1:8000/ (PORT=8123 changes the port)
	@$(PY) manage.py migrate --verbosity 0
	@test -n "$$DATABASE_URL" -o "$$DEMO" = 0 || $(PY) manage.py load_demo --if-empty
	@echo
	@echo "  Copro is at http://127.0.0.1:$(PORT)/"
	@echo "  To get in, choose a person under 'Look around as'. Ctrl-C stops it; what you did is kept."
	@echo "  No email leaves this machine. What would have gone is at http://127.0.0.1:$(PORT)/demo/letters/"
	@echo
	@$(PY) manage.py worker --with-parent & \
	DJANGO_RUNSERVER_HIDE_WARNING=true exec $(PY) manage.py runserver 127.0.0.1:$(PORT)

worker: .venv/base.done ## Send letters and do what comes due by itself; `make run` does this too
	@$(PY) manage.py worker

test: ## Set up and run every test: first without a browser, then the stories in Chromium
	@failed=0; \
	$(MAKE) --no-print-directory unit || failed=1; \
	if test -n "$$CHROMIUM"; then $(MAKE) --no-print-directory e2e || failed=1; \
	else echo "NOT RUN: the browser stories in tests/stories, because there is no Chromium here;" \
	  "'apt-get install chromium' as root (or CHROMIUM=/path/to/chrome) gets it, then 'make e2e' runs them."; \
	  test "$$CI" != true || failed=1; fi; \
	exit $$failed

unit: .venv/dev.done ## The tests that need no browser
	@$(PY) -m pytest -n auto

e2e: .venv/e2e.done ## The browser stories; they need Chromium
	@test -n "$$CHROMIUM" || { echo "There is no Chromium here: 'apt-get install chromium' as root," \
	  "or CHROMIUM=/path/to/chrome make e2e."; exit 1; }
	@$(PY) -m pytest tests/stories -n $(BROWSERS)

bench: .venv/dev.done ## Measure Copro beside a bare Django view and Postgres COPY
	@$(PY) -m benchmarks

lint: .venv/dev.done ## Check the style of the Python files
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

# The whole set is resolved first and the smaller sets are held to it, so that they cannot disagree.
LOCK := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-annotate --no-emit-index-url --no-emit-find-links --no-config
lock: ## Pin the requirements anew, after a change of requirements/*.in
	@$(FIND_PYTHON); "$$found" -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) requirements/e2e.in -o requirements/e2e.txt
	@for set in dev base prod; do \
	  $(LOCK) --constraints requirements/e2e.txt requirements/$$set.in -o requirements/$$set.txt || exit 1; done
	@! grep -nE '://|^-' requirements/*.txt || { echo "An address or an option got into the pinned files."; exit 1; }

clean: ## Remove what was installed and built; the database stays
	rm -rf .venv .venv-lock staticfiles .pytest_cache .ruff_cache .hypothesis test-results .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@sed -n 's/^\([a-z0-9]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name what; do \
	  printf '%-14s %s\n' "$$name" "$$what"; done

FIND_PYTHON = for name in $(PYTHONS); do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && found="$$name" && break; done; \
	test -n "$$found" || { echo "Copro needs Python 3.11 or newer, and found none (tried: $(PYTHONS))." \
	  "Install one, or say where it is: make PYTHON=/path/to/python3"; exit 1; }; \
	"$$found" -c 'import ensurepip, venv' 2>/dev/null || { echo "$$found has no venv module." \
	  "On Debian and Ubuntu install it as root: apt-get install python3-venv"; exit 1; }

.venv/made:
	@$(FIND_PYTHON); "$$found" -m venv .venv
	@touch $@

.venv/%.done: requirements/%.txt .venv/made
	@echo "Installing the packages of $< into .venv (half a minute, once)"
	@$(PIP) -r $<
	@touch $@
