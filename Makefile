.PHONY: run test bench

run: ## serve the workbench
	[ -x .venv/bin/factdesk ] || (python3 -m venv .venv && .venv/bin/pip install --quiet --editable .)
	.venv/bin/streamlit run app.py

test: ## linter, types, all tests
	sh .ci/test

bench: ## time of import and of each stage of a check
	.venv/bin/python benchmarks/check_article.py tests/data/munir-us-visit.txt
