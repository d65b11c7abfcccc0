"""What holds for the project as a whole: one distribution, one list of plugins, two commands in the README."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def plugin_packages() -> set[str]:
    """The import package in each folder under plugins/."""
    return {f"plugins/{folder.parent.name}/{folder.name}" for folder in (ROOT / "plugins").glob("*/ogpkit_*")}


def test_every_plugin_folder_is_shipped_and_declared():
    """Forgetting one of the three lists is the likeliest mistake when a plugin is added."""
    shipped = set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) - {"ogpkit"}
    declared = {f"plugins/{name}/{module}" for name, module in PROJECT["project"]["entry-points"]["ogpkit"].items()}
    assert plugin_packages() == shipped == declared


def test_import_linter_and_the_type_checker_see_every_plugin():
    modules = {Path(package).name for package in plugin_packages()}
    assert modules <= set(PROJECT["tool"]["importlinter"]["root_packages"])
    assert modules <= set(PROJECT["tool"]["mypy"]["packages"])


def test_the_ci_script_runs_the_readme_s_test_command():
    commands = re.findall(r"^    (python3 .*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 2
    assert commands[1] in [line.strip() for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    assert commands[1] in [line.strip() for line in (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()]


TRACKED = (
    subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode().split("\0")
)


@pytest.mark.skipif(len(TRACKED) < 2, reason="not a git checkout")
def test_no_lock_file_with_hosts_is_tracked():
    assert not [name for name in TRACKED if Path(name).name in {"uv.lock", "poetry.lock", "pdm.lock"}]


def too_long(path: Path, stop: int) -> bool:
    """Whether a module is longer than a person wants to read at once."""
    return len(path.read_text("utf-8").splitlines()) > stop


def test_no_module_is_too_long_to_read():
    modules = [path for folder in ("ogpkit", "plugins") for path in (ROOT / folder).rglob("*.py")]
    assert [path.relative_to(ROOT).as_posix() for path in modules if too_long(path, 500)] == []


def class_lengths(path: Path) -> list[tuple[str, int]]:
    """Each class of a module with its number of lines."""
    import ast

    tree = ast.parse(path.read_text("utf-8"))
    return [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]


def test_no_class_has_over_300_lines():
    modules = [path for folder in ("ogpkit", "plugins") for path in (ROOT / folder).rglob("*.py")]
    assert [(path.name, name) for path in modules for name, lines in class_lengths(path) if lines > 300] == []


def test_no_coroutine_is_made_that_may_never_be_awaited():
    """A worker that ends before it begins, and a lambda that nobody awaits, would leave one behind."""
    trees = {
        path: ast.parse(path.read_bytes())
        for folder in ("ogpkit/app", "plugins")
        for path in (ROOT / folder).rglob("*.py")
    }
    nodes = [(path, node) for path, tree in trees.items() for node in ast.walk(tree)]
    makers = {node.name for _path, node in nodes if isinstance(node, ast.AsyncFunctionDef)}
    makers -= {node.name for _path, node in nodes if isinstance(node, ast.FunctionDef)}
    called = [f"{path.name}:{node.lineno}" for path, node in nodes if calls(node, {"run_worker"})]
    lambdas = [
        f"{path.name}:{node.lineno}"
        for path, node in nodes
        if isinstance(node, ast.Lambda) and calls(node.body, makers)
    ]
    assert [one.partition(":")[0] for one in called] == ["background.py"], "run_in_background is given a function"
    assert lambdas == []


def calls(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names
