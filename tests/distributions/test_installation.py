"""Each way to install ogpkit that the pages show, and every command of the README, in a fresh environment."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.takes_minutes, pytest.mark.timeout(3600)]
PAGE = (ROOT / "docs/install.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

INTERACTIVE = {"app", "init", "lsp", "serve"}


@pytest.fixture
def clone(tmp_path):
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", ROOT.as_uri(), str(folder)], check=True)
    return folder


@pytest.fixture
def outside(tmp_path):
    """The environment of somebody who has uv and pipx."""
    tools = tmp_path / "tools"
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    subprocess.run([str(tools / "bin/pip"), "install", "-q", "uv", "pipx"], check=True)
    places = {"UV_TOOL_DIR": "uv", "UV_TOOL_BIN_DIR": "bin", "PIPX_HOME": "pipx", "PIPX_BIN_DIR": "bin"}
    kept = {name: value for name, value in os.environ.items() if name not in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT")}
    return (
        kept
        | {name: str(tmp_path / there) for name, there in places.items()}
        | {
            "PATH": f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "EDITOR": "vi" if shutil.which("vi") else sys.executable,
        }
    )


@pytest.mark.parametrize("tool", ["uv", "pipx"])
def test_ogpkit_is_a_tool_of_ones_own(tool, clone, outside, tmp_path):
    [command] = re.findall(rf"^    ({tool} .*-c.* '\.\[.*)$", PAGE, re.MULTILINE)
    subprocess.run(["bash", "-c", command], cwd=clone, env=outside, check=True)
    done = subprocess.run(
        [tmp_path / "bin/ogpkit", "self-check"], env=outside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "Missing" not in done.stdout


def test_every_command_of_the_readme_runs(fresh, tmp_path):
    fresh.install("ogpkit[documents,serve,lsp,fmt]")
    fresh.run("ogpkit", "demo", cwd=tmp_path)
    home = tmp_path / "ogpkit-demo"
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "-A"),
        ("-c", "user.name=t", "-c", "user.email=t@e", "commit", "-qm", "a"),
    ):
        fresh.run("git", *words, cwd=home)
    fresh.run("ogpkit", "export", "plan-xlsx", "KE/2012-2013", "--out", "plan.xlsx", cwd=home)
    case = next((home / "networking/cases").glob("*.toml")).stem
    ran = 0
    for line in re.findall(r"^    ogpkit (.*)$", README, re.MULTILINE):
        words = [case if word == "CASE" else word for word in shlex.split(line.partition(">")[0], comments=True)]
        if words[:2] == ["plugin", "check"]:
            fresh.install("--no-deps", home / f"ogpkit-{words[2]}")
        if words[:1] and words[0] not in INTERACTIVE and words[0] != "demo":
            done = subprocess.run(
                [fresh.folder / "bin/ogpkit", *words], cwd=home, capture_output=True, text=True, check=False
            )
            is_refused = "The next stage can be" in done.stderr  # and says what is missing, as the README has it
            assert done.returncode in (0, 1) or is_refused, f"{line}\n{done.stdout}\n{done.stderr}"
            ran += 1
    assert ran > 20
