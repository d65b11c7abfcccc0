"""The documentation builds without a warning, its code runs, and it names everything that there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from urllib.parse import unquote

import pytest
from lxml import html

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.plugins.manager import HOOKS, Plugins

ROOT = Path(__file__).parents[2]
HOWTO = sorted((ROOT / "docs/howto").glob("*.md"))
PYTHON = re.compile(r"^```python\n((?:.*\n)*?)```$", re.MULTILINE)
TOML = re.compile(r"^```toml\n((?:.*\n)*?)```$", re.MULTILINE)


IN_REPOSITORY = {"rules", "kinds"}
"""Pages for those who read in the repository; the site has the same on several pages, made when it is built."""

LONGEST = 200_000
"""Bytes of a page of the site."""


def test_it_builds_in_strict_mode(built):
    assert (built / "tutorial.html").exists()
    assert (built / "reference/rules.html").exists()


def test_no_page_of_the_site_is_too_long(built):
    sizes = {page.relative_to(built).as_posix(): page.stat().st_size for page in built.rglob("*.html")}
    assert {page: size for page, size in sizes.items() if size > LONGEST} == {}
    assert len(sizes) > 80


def test_every_link_within_the_site_leads_to_something_that_is_there(built):
    pages = {page: html.parse(str(page)).getroot() for page in built.rglob("*.html")}
    names = {page: set(root.xpath("//@id | //a/@name")) for page, root in pages.items()}
    wrong, counted = [], 0
    for page, root in pages.items():
        for address in root.xpath("//a/@href | //img/@src | //source/@srcset | //link/@href | //script/@src"):
            where, _hash, name = address.partition("#")
            if "://" not in where and not where.startswith(("mailto:", "data:")):
                counted += 1
                target = (page.parent / unquote(where.partition("?")[0])).resolve() if where else page
                is_there = target.exists() and (not name or unquote(name) in names.get(target, ()))
                wrong += [] if is_there else [f"{page.relative_to(built)}: {address}"]
    assert wrong == []
    assert counted > 1000


def test_each_page_has_contents_a_search_and_dark_mode(built):
    for name in ("index", "first-cycle", "howto/rules", "reference/rules-eligibility"):
        page = html.parse(str(built / f"{name}.html")).getroot()
        assert page.xpath("//input[@name='q']"), name
        assert page.xpath("//button[contains(@class, 'theme-toggle')]"), name
        assert name == "index" or page.xpath("//div[contains(@class, 'toc-tree')]//a"), name
        assert any("copybutton" in one for one in page.xpath("//script/@src")), name


def test_the_reference_has_every_kind_rule_stage_graph_and_edition(built):
    plugins = Plugins.discover(third_party=False)
    pages = {
        name: "".join(page.read_text("utf-8") for page in sorted((built / "reference").glob(f"{name}*.html")))
        for name in ("rules", "kinds", "stages", "editions")
    }
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
    assert {page for page in pages - left_out - IN_REPOSITORY if f"\n{page}\n" not in contents} == set()
    assert {page for page in IN_REPOSITORY if f"\nreference/{page}\n" not in contents} == set()
