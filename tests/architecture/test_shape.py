"""How the house is built: few rooms, short modules, functions that begin with a verb, docstrings that begin with what to do.

Whoever knows Python, Textual and pluggy is to find any room in a minute. `verbs.txt` holds the verbs that functions begin with; a
new one is added there, which is the moment to ask whether it is one.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "ogpkit"
VERBS = frozenset(Path(__file__).with_name("verbs.txt").read_text("utf-8").split())
PREDICATES = frozenset({"is", "has", "can", "are"})
ARTICLES = frozenset({"The", "What", "Whether", "A", "An"})
DATA = frozenset({"locale", "__pycache__"})


def modules(folder: Path) -> list[Path]:
    """Return the modules of the core or of all plugins; tests that lie beside are none."""
    return sorted(path for path in folder.rglob("*.py") if "tests" not in path.relative_to(folder).parts)


def functions(folder: Path) -> list[str]:
    """Return the name of every function and method, of nested and private ones too, without those that Python names."""
    return [
        node.name
        for path in modules(folder)
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__")
    ]


def sort_of(name: str) -> str:
    """Return `verb`, `participle` or `other` for the name of a function."""
    words = name.strip("_").split("_")
    if words[0] in VERBS | PREDICATES:
        return "verb"
    return "participle" if len(words) == 1 and words[0].endswith(("ed", "ing")) else "other"


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("read_file", "verb"),
        ("_find_place", "verb"),
        ("is_open", "verb"),
        ("counted", "participle"),
        ("_waiting", "participle"),
        ("country_name", "other"),
    ],
)
def test_names_are_sorted_by_their_first_word(name, sort):
    assert sort_of(name) == sort


def test_the_core_has_few_rooms():
    rooms = [entry for entry in CORE.iterdir() if entry.is_dir() and entry.name not in DATA]
    loose = [entry for entry in CORE.glob("*.py") if entry.name != "__init__.py"]
    assert len(rooms) + len(loose) <= 14, rooms
    assert len(loose) <= 3, loose


def test_few_modules_are_so_short_that_they_could_be_part_of_another_one():
    short = [path for path in modules(CORE) if path.stem not in {"__init__", "__main__"}]
    assert len([path for path in short if len(path.read_text("utf-8").splitlines()) < 60]) <= 40


@pytest.mark.parametrize(("folder", "least"), [("ogpkit", 0.60), ("plugins", 0.50)])
def test_functions_begin_with_a_verb(folder, least):
    sorts = Counter(map(sort_of, functions(ROOT / folder)))
    assert sorts.total() > 300
    assert sorts["verb"] / sorts.total() >= least
    assert sorts["participle"] / sorts.total() <= 0.02


def test_every_verb_of_the_list_begins_a_function():
    used = {name.strip("_").split("_")[0] for folder in ("ogpkit", "plugins") for name in functions(ROOT / folder)}
    assert sorted(VERBS - used) == []


@pytest.mark.parametrize("folder", ["ogpkit", "plugins"])
def test_docstrings_begin_with_what_to_do(folder):
    first_words = [
        text.split()[0].strip(".,:")
        for path in modules(ROOT / folder)
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if (text := ast.get_docstring(node))
    ]
    assert len(first_words) > 500
    assert len([word for word in first_words if word in ARTICLES]) / len(first_words) <= 0.05


def test_names_of_tests_can_be_read_at_a_glance():
    names = [
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    ]
    assert [name for name in names if len(name) > 70] == []
