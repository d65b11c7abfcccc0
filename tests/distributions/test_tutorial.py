"""The tutorials, followed literally in a fresh environment: every command is run, every file written, every output seen."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(3600)  # whole environments are set up
FENCE = re.compile(r"^```(.+)\n((?:.*\n)*?)```$", re.MULTILINE)
CAPTION = re.compile(r":caption: (\S+)\n\n")


@attrs.define
class Reader:
    """Somebody who follows the tutorial.

    Attributes:
        home: The folder in which they began.
        outside: Their environment variables.
        here: The folder in which they are.
        said: What the last commands said.
    """

    home: Path
    outside: dict[str, str]
    here: Path
    said: str = ""

    def run(self, commands: str) -> None:
        """Type commands into a shell, where they are, with the environment that they have activated."""
        activated = self.home / ".venv/bin/activate"
        before = f". {activated}\n" if activated.exists() else ""
        script = f"set -e\n{before}{commands}\npwd > {self.home / 'here'}\n"
        ran = subprocess.run(
            ["bash", "-c", script], cwd=self.here, env=self.outside, capture_output=True, encoding="utf-8", check=False
        )
        self.said = ran.stdout + ran.stderr
        assert ran.returncode == 0, f"{commands}\n{self.said}"
        self.here = Path((self.home / "here").read_text("utf-8").strip())

    def see(self, expected: str) -> None:
        """Compare what the page shows with what was said: each line, with as many spaces as one likes."""
        said = " ".join(self.said.split())
        for line in expected.splitlines():
            assert " ".join(line.split()) in said, f"{line!r} is not in\n{self.said}"

    def write(self, block: str) -> None:
        """Write the file that a block holds."""
        caption = CAPTION.match(block)
        assert caption, block
        path = self.home / caption[1]
        assert path.parent.is_dir()
        path.write_text(block[caption.end() :], encoding="utf-8")


SORTS = {"tutorial": {"bash", "text", "{code-block} python"}, "first-cycle": {"bash", "text", "{code-block} text"}}
"""The blocks that each tutorial has."""


def blocks(page):
    return [(found[1], found[2]) for found in FENCE.finditer((ROOT / f"docs/{page}.md").read_text("utf-8"))]


@pytest.mark.parametrize("page", SORTS)
def test_every_block_of_a_tutorial_is_of_a_sort_that_is_tried(page):
    assert {sort for sort, _block in blocks(page)} == SORTS[page]


def follow(page, home, outside):
    """Do what a page says, and return what each of its commands said."""
    reader = Reader(home=home, outside=outside, here=home)
    seen = []
    for sort, block in blocks(page):
        if sort == "bash":
            reader.run(block)
            seen.append(reader.said)
        elif sort == "text":
            reader.see(block)
        else:
            reader.write(block)
    return seen


def test_the_first_cycle_ends_in_a_published_portal(tmp_path, outside):
    own = {f"OGPKIT_{name}_DIR": str(tmp_path / name) for name in ("CACHE", "DATA", "CONFIG")}
    follow("first-cycle", tmp_path, outside | own)
    workspace = tmp_path / "my-country"
    page = (workspace / "site/en/KE/2022-2024/commitments/contracts.html").read_text("utf-8")
    assert "Contracts online" in page
    assert "The portal is online." in page
    assert (workspace / "action-plan-KE-2022-2024-en.docx").stat().st_size > 0
    cycle = (workspace / "countries/KE/cycles/2022-2024/cycle.toml").read_text("utf-8")
    assert cycle.rindex('stage = "closed"') > cycle.index('stage = "deposited"')


def test_the_tutorial_ends_in_a_plugin_whose_panel_is_seen(tmp_path, outside):
    seen = follow("tutorial", tmp_path, outside)
    assert any("Together: 190000" in one and "F1 Help" in one for one in seen), "the panel was seen in the app"
    assert any(re.search(r"\b\d+ passed", one) for one in seen[-2:])
