# `make run` and `make test` need Python 3.11 to 3.13 with pip, and make; they install the rest.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: run test check bench faults install lock clean

run: install  ## ingest the seed article and show what was found
	$(BIN)/foretell ingest
	$(BIN)/foretell show --summary

test: install  ## the whole suite, in two processes
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: install  ## style, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install  ## speed and memory, as ratios in one run; FIGURES=1000000: a large warehouse
	$(BIN)/python -m tests.benchmarks $(if $(FIGURES),--figures $(FIGURES))

faults: install  ## kill runs at every stage border, and judge what is left
	$(BIN)/python -m tests.faults

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(STAMP)

lock:  ## resolve the dependencies anew, with hashes and without any index address
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache
