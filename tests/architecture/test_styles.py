"""Style sheets lie beside the screens and widgets that they are for, and name only widgets that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import textual.containers
import textual.screen
import textual.widgets
import textual.widgets._collapsible
import textual.widgets._select
import textual.widgets._tabbed_content
import textual.widgets._tabs

ROOT = Path(__file__).parents[2]
SHEETS = [
    path for folder in ("ogpkit", "plugins", "scaffold", "examples") for path in sorted((ROOT / folder).rglob("*.tcss"))
]
SELECTOR = re.compile(r"(?<![\w.#$-])[A-Z]\w*")


def known_widgets() -> set[str]:
    """Return the names of the classes of the app, of the panels and of the framework."""
    own = {
        node.name
        for folder in ("ogpkit/app", "plugins")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ClassDef)
    }
    modules = (
        textual.widgets._collapsible,
        textual.widgets._select,
        textual.widgets._tabbed_content,
        textual.widgets._tabs,
    )
    private = {name for module in modules for name in vars(module)}
    framework = {*textual.widgets.__all__, *dir(textual.containers), *dir(textual.screen), *private}
    return own | framework | {"Contents", "PlotextPlot"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_style_sheet_names_only_widgets_that_there_are(sheet):
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert set(SELECTOR.findall(selectors)) - known_widgets() == set()


def test_no_widget_keeps_a_style_sheet_in_its_code():
    long = [
        f"{path.name}:{node.lineno}"
        for folder in ("ogpkit", "plugins")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").endswith("CSS")
        if isinstance(node.value, ast.Constant)
    ]
    assert long == []


def test_a_lookup_by_a_selector_is_declared_once_with_its_type():
    """A class declares what it looks up with `getters.query_one`; by a string it asks only for what it passes on unseen."""
    lookups = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for folder in ("ogpkit/app", "plugins")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "query_one" and len(node.args) == 2
        if isinstance(node.args[0], ast.Constant) and ast.unparse(node.func.value) == "self"
    ]
    assert lookups == []
