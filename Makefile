# `make run` opens the dashboard, `make test` runs every test. Both set up .venv when something is missing.
PYTHON ?= python3
.PHONY: run test lint lock
