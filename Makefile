# Everything is run through tools/bootstrap.py, which first brings the environment up to date.
# `exec` makes each command a direct child of make, so that it notices when make is gone.
PYTHON ?= python3
WITH = @exec $(PYTHON) tools/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help demo test check bench quality lock

help: ## what can be asked
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile
	@printf '\n  BOUTIQUE=carme PORT=8001 PRODUCTS=100000 make demo chooses the house, the port and the size.\n'

demo: ## a whole shop with customers, orders and staff at http://127.0.0.1:8000
	$(WITH) -- poincon demo

# A third process works while the others wait for the database or a browser.
test: ## all tests, on a real PostgreSQL and a real browser
	$(WITH) --dev --browser -- pytest -n 3 --dist worksteal

check: ## format, lint, types, contracts, migrations, translations, promises, docs
	$(WITH) --dev -- python tools/check.py

bench: ## the benchmarks, as ratios to this machine's floor
	$(WITH) --dev -- python -m bench

quality: ## every page of every house in a real browser, and Lighthouse (takes an hour)
	$(WITH) --dev --browser -- python -m tools.quality

lock: ## pin the newest dependencies that pyproject.toml allows, with their hashes
	$(WITH) --dev -- python tools/lock.py
