# `make run` opens the dashboard, `make test` runs every test. Both set up .venv where something is missing.
PYTHON ?= python3
PORT ?= 8501
export PYTHON

.PHONY: run test lint format lock wheel bench clean

run: .venv/.run
	@.venv/bin/figures app --port $(PORT)

test: .venv/.test
	@.venv/bin/python -m pytest

lint: .venv/.test
	@.venv/bin/ruff format --check . && .venv/bin/ruff check . && .venv/bin/mypy

format: .venv/.test
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

bench: .venv/.test
	@.venv/bin/python -m benchmarks

wheel: .venv/.test
	@.venv/bin/python -m hatchling build --target wheel

# Pins every dependency with its hashes, for all platforms and Python versions at once.
LOCK = .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml
lock: .venv/.test
	@$(LOCK) --extra setup --output-file requirements.txt
	@$(LOCK) --extra setup --extra test --output-file requirements-test.txt

clean:
	@rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.run: requirements.txt pyproject.toml setup.sh
	@sh setup.sh requirements.txt && touch $@

.venv/.test: requirements-test.txt pyproject.toml setup.sh
	@sh setup.sh requirements-test.txt && touch .venv/.run $@
