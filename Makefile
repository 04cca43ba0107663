# Everything is reached by a target; `make` or `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup chat serve train test quick core again read check format schema lock audit manifests sbom bench clean
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
# What Rasa and its libraries would say in silence: see rolewise/rasa/quiet.py.
QUIET := PYTHONWARNINGS=ignore SQLALCHEMY_SILENCE_UBER_WARNING=1 TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false

# Tests that share a server or a browser stay in one process: see tests/conftest.py. WORKERS=0 runs them one by one.
WORKERS ?= 2
PARALLEL := --numprocesses $(WORKERS) --dist loadgroup

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## Make the environment in .venv, unless it is current.
	@sh scripts/bootstrap.sh

chat: setup ## Talk to the assistant in the terminal; trains first if need be.
	@$(BIN)/rolewise chat

serve: setup ## Start the server on 127.0.0.1:5005 (ROLEWISE_PORT names another port).
	@$(BIN)/rolewise serve

train: setup ## Train a model, unless there is one for today's files.
	@$(BIN)/rolewise train

test: setup ## Train if need be and run every test, in WORKERS processes (2).
	@$(BIN)/rolewise train
	@$(QUIET) $(BIN)/python -m pytest --quiet $(PARALLEL)

quick: setup ## The tests of the core alone, without Rasa or a server: the inner loop.
	@$(QUIET) $(BIN)/python -m pytest --quiet $(PARALLEL) -m "not slow" tests/core tests/editing tests/agreement

core: setup ## The tests of the core with the newest Python at hand, where Rasa is not installed.
	@sh scripts/core.sh

again: setup ## Run the suite ten times, three of them with every core kept busy beside it.
	@$(BIN)/rolewise train
	@$(QUIET) sh scripts/again.sh $(BIN)/python -m pytest --quiet $(PARALLEL)

read: setup ## Read every answer about every occupation; takes half an hour.
	@ROLEWISE_EVERY=1 $(BIN)/python -m pytest --quiet tests/core/answers/test_every_answer.py -k occupations

check: setup ## Lint, types, the knowledge base, and Rasa's data.
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary rolewise actions
	@$(BIN)/rolewise check
	@$(QUIET) $(BIN)/rasa data validate --fail-on-warnings >.cache/validate.log 2>&1 || { cat .cache/validate.log >&2; exit 1; }
	@echo "rasa's data is sound"

format: setup ## Put the code's form right.
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

schema: setup ## After a new sentence, cue, field or id: make the contract and the schemas anew.
	@$(BIN)/rolewise schema --contract

lock: ## Make the locks anew from pyproject.toml.
	@sh scripts/bootstrap.sh uv
	@echo "Resolving …" >&2
	@.tools/uv/bin/uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --group dev pyproject.toml -o requirements.lock
	@sh scripts/audit.sh lock

audit: setup ## Ask the registry for known weaknesses of every pinned package (pip-audit); fails where it cannot ask.
	@sh scripts/audit.sh audit

manifests: setup ## Check deploy/ against the schemas of Compose and Kubernetes.
	@sh scripts/audit.sh manifests

sbom: setup ## Write what is installed, as CycloneDX: reports/sbom.json, and sbom-serve.json of a server.
	@sh scripts/audit.sh sbom

bench: setup ## Measure, against what rasa init sets up, too; the first time takes half an hour.
	@$(BIN)/python -m benchmarks

clean: ## Remove what was made, models and environment included.
	@rm -rf .venv .tools .cache models results reports .rasa build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
