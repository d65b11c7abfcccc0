"""The documentation builds without a warning, its code runs, and it names everything that there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.plugins.manager import HOOKS, Plugins

ROOT = Path(__file__).parents[2]
HOWTO = sorted((ROOT / "docs/howto").glob("*.md"))
PYTHON = re.compile(r"^```python\n((?:.*\n)*?)```$", re.MULTILINE)
TOML = re.compile(r"^```toml\n((?:.*\n)*?)```$", re.MULTILINE)


def test_it_builds_in_strict_mode(built):
    assert (built / "tutorial.html").exists()
    assert (built / "rules.html").exists()


def test_the_reference_has_every_kind_rule_stage_graph_and_edition(built):
    plugins = Plugins.discover(third_party=False)
    there = {
        "rules": "rules",
        "kinds": "kinds",
        "stages": "reference/stages",
        "editions": "reference/editions",
    }
    pages = {name: (built / f"{place}.html").read_text("utf-8") for name, place in there.items()}
    for kind in plugins.kinds:
        assert f">{kind.pattern.text}<" in pages["kinds"] or kind.pattern.text.split("{")[0] in pages["kinds"]
        assert f">{kind.name}<" in pages["kinds"].replace('<span class="pre">', ">").replace("</span>", "<")
    for rule in plugins.rules:
        assert f'id="{rule.value.code.lower()}"' in pages["rules"]
    for graph in plugins.stages:
        assert f"<h2>{graph.value.title}" in pages["stages"]
    for edition in plugins.editions.names:
        assert f"<h2>{edition}" in pages["editions"]


def blocks(page):
    return PYTHON.findall(page.read_text("utf-8"))


@pytest.mark.parametrize(
    "page", [page for page in HOWTO if page.stem != "tests" and blocks(page)], ids=lambda one: one.stem
)
def test_the_code_of_a_how_to_page_runs_and_its_hooks_are_accepted(page, tmp_path):
    module = ModuleType(f"howto_{page.stem}")
    module.__file__ = str(tmp_path / f"{module.__name__}.py")
    sys.modules[module.__name__] = module
    (tmp_path / "editions").mkdir()
    for block in TOML.findall(page.read_text("utf-8")):
        if "extends" in block:
            (tmp_path / "editions/atlantis-2025.toml").write_text(block, "utf-8")
    try:
        for block in blocks(page):
            exec(compile(block, str(page), "exec", dont_inherit=True), vars(module))  # the page's own code
    finally:
        del sys.modules[module.__name__]
    hooks = {name: value for name, value in vars(module).items() if name in HOOKS}
    others = {"commitments": ogpkit_commitments, "eligibility": ogpkit_eligibility}
    plugins = Plugins.of({**others, "howto": SimpleNamespace(**hooks)})
    given = plugins.call_all()
    assert plugins.faults == ()
    assert {hook for hook, values in given.items() if any(one.plugin == "howto" for one in values)} == set(hooks)


def test_the_code_of_the_page_about_tests_passes_as_tests(tmp_path):
    page = next(page for page in HOWTO if page.stem == "tests")
    conftest = [block for block in blocks(page) if block.startswith("pytest_plugins")]
    tests = [block for block in blocks(page) if not block.startswith("pytest_plugins")]
    (tmp_path / "conftest.py").write_text("\n".join(conftest), "utf-8")
    (tmp_path / "test_page.py").write_text("\n".join(tests), "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\n", "utf-8")
    words = ["-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", str(tmp_path)]
    ran = subprocess.run(
        [sys.executable, "-P", *words], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stdout


def test_every_page_is_in_the_contents():
    contents = (ROOT / "docs/index.md").read_text("utf-8")
    pages = {page.relative_to(ROOT / "docs").with_suffix("").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    left_out = {page for page in pages if page.startswith(("walks/", "reference/"))} | {"index"}
    assert {page for page in pages - left_out if f"\n{page}\n" not in contents} == set()
