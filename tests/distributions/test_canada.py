"""Canada's plugin as the distribution that it is: installed from its folder into a fresh environment, nothing else changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(3600)  # whole environments are set up


def test_canada_s_plugin_passes_its_tests_in_a_fresh_environment(fresh, tmp_path):
    work = tmp_path / "work"
    for name in ("ogpkit-ca", "canada-nap5"):
        shutil.copytree(
            ROOT / "examples" / name, work / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", ".venv")
        )
    fresh.install(f"{work / 'ogpkit-ca'}[dev]")
    fresh.run("python", "-m", "pytest", "-q", cwd=work / "ogpkit-ca")
    fresh.run("ogpkit", "plugin", "check", "canada", cwd=work)
    for line in re.findall(r"^    (ogpkit|cd) (.*)$", (work / "ogpkit-ca/README.md").read_text("utf-8"), re.MULTILINE):
        words = re.sub(r"\s+#.*", "", " ".join(line)).replace('"', "").split()
        if words[0] == "cd":
            workspace = work / "ogpkit-ca" / words[1]
        elif words[1] != "check":
            fresh.run(*words, cwd=workspace if words[1] != "init" else work / "ogpkit-ca")
    said = fresh.run("ogpkit", "check", cwd=workspace, status=1).stdout
    assert set(re.findall(r": ((?:OGP|CAN)[0-9]{3}) ", said)) == {"CAN001", "CAN004"}
