# Every target bootstraps what it needs into this checkout: a private venv, uv, Node and the npm assets.
# A fresh machine has only Python 3.11+ with venv, git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
STAMP := $(VENV)/.stamps
export UV_PYTHON_DOWNLOADS = never
export UV_LINK_MODE = copy
export UV_PROJECT_ENVIRONMENT = $(VENV)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup demo run test test-sqlite test-postgres check fix docs messages bench wheelhouse clean

setup: $(STAMP)/assets $(STAMP)/messages

$(STAMP)/venv:
	@command -v $(PYTHON) >/dev/null || { echo "Cần Python 3.11 trở lên (gói python3 của hệ điều hành)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; $(PYTHON) là bản cũ hơn. Chọn bản khác: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python thiếu venv: cài gói python3-venv."; exit 1; }
	@command -v git >/dev/null || { echo "Cần git."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/packages: uv.lock pyproject.toml $(STAMP)/venv
	@echo "Cài các gói Python …"
	@$(UV) sync --quiet --frozen --inexact --compile-bytecode --python $(BIN)/python --group dev --group node
	@touch $@

$(STAMP)/assets: package-lock.json tools/assets.py tools/icons.txt $(wildcard src/goc/desk/editor/*.mjs) $(STAMP)/packages
	@echo "Cài tệp giao diện và phông chữ …"
	@npm ci --silent --no-audit --no-fund --ignore-scripts
	@python tools/assets.py
	@touch $@

$(STAMP)/messages: $(wildcard src/goc/locale/en/LC_MESSAGES/django.po) $(STAMP)/packages
	@python tools/messages.py compile
	@touch $@

demo: setup
	@goc demo --dir var/demo

run: setup
	@GOC_SITE=$${GOC_SITE:-var/demo} goc serve

# The fast suite on SQLite; `make check` runs everything on both databases.
test: setup
	@python -m pytest -n 2 --dist loadfile -m "not slow"

test-sqlite: setup
	@python -m pytest -n 2

test-postgres: setup
	@python tests/postgres.py python -m pytest -n 2

# Shows all failures, not the first.
check: setup
	@python tools/check.py

fix: setup
	@ruff check --quiet --fix src tests tools benchmarks || true
	@ruff format --quiet src tests tools benchmarks
	@djlint --quiet --reformat src/goc || true

docs: setup
	@python tools/docs.py write

messages: setup
	@python tools/messages.py update

bench: setup
	@python -m benchmarks

# The wheel, every dependency and checksums, for a site without a network.
wheelhouse: setup
	@rm -rf dist/wheelhouse && mkdir -p dist/wheelhouse
	@$(UV) build --quiet --wheel --out-dir dist/wheelhouse
	@$(UV) export --quiet --frozen --no-dev --extra catalogue --no-emit-project --no-hashes > dist/requirements.txt
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --wheel-dir dist/wheelhouse -r dist/requirements.txt
	@cd dist/wheelhouse && sha256sum *.whl > SHA256SUMS && echo "dist/wheelhouse: $$(ls *.whl | wc -l) tệp"

clean:
	@rm -rf $(VENV) node_modules src/goc/assets dist .mypy_cache .ruff_cache .pytest_cache
