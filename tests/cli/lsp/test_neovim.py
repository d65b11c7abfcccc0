"""`ogpkit lsp` in a real editor: Neovim in a terminal, with findings, a fix and completion.

`OGPKIT_RECORD=docs/walks/neovim.txt pytest tests/cli/lsp/test_neovim.py` writes down the screens on the way.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.devkit.testing.waiting import LONGEST, wait_until

HERE = Path(__file__).parent
BUDGET = "countries/KE/cycles/2012-2013/commitments/open-budget.toml"

pytest.importorskip("pygls")
pytestmark = pytest.mark.skipif(not (shutil.which("nvim") and shutil.which("tmux")), reason="needs Neovim and tmux")


def run_tmux(server, *words):
    done = subprocess.run(["tmux", "-L", server, *words], check=True, capture_output=True, text=True, encoding="utf-8")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).rstrip()


def start_neovim(name, root, steps):
    """Open a commitment in Neovim in a terminal without a window; the script beside this test does the rest."""
    around = {
        "STEPS": str(steps),
        "LONGEST": str(int(1000 * LONGEST)),
        "HOME": str(steps.parent),
        "LC_ALL": "C.UTF-8",
        "OGPKIT_LANGUAGE": "en",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    words = ["env", *(f"{key}={value}" for key, value in around.items()), "nvim", "-u", "NONE", "-i", "NONE", BUDGET]
    command = shlex.join([*words, "-c", f"luafile {HERE / 'neovim.lua'}"])
    run_tmux(name, "-u", "-f", os.devnull, "new-session", "-d", "-x", "100", "-y", "12", "-c", str(root), command)


def capture(name, is_drawn):
    screen = run_tmux(name, "capture-pane", "-p")
    return screen if is_drawn(screen) else None


def test_a_person_sees_a_finding_a_fix_and_completion_in_neovim(tmp_path, server):
    root, steps, name = tmp_path / "plans", tmp_path / "step", f"ogpkit-{os.getpid()}"
    server.write_files(root, server.files)
    said, screens = {}, {}
    drawn = {
        "A finding while somebody types": lambda screen: "The key `Challenge` is not known here." in screen,
        "After the fix": lambda screen: "challenge = " in screen and "is not known here" not in screen,
        "Completion of a value": lambda screen: "Improving Public Services" in screen,
    }
    try:
        start_neovim(name, root, steps)
        for title, is_drawn in drawn.items():
            wait_until(steps.exists)
            _step, *said[title] = steps.read_text("utf-8").rstrip("\n").split("\t")
            # Neovim has written its screen, and tmux reads it in its own time
            screens[title] = wait_until(lambda is_drawn=is_drawn: capture(name, is_drawn))
            steps.unlink()
    finally:
        subprocess.run(["tmux", "-L", name, "kill-server"], check=False, capture_output=True)
    finding, fix, completion = said.values()
    assert finding == ["The key `Challenge` is not known here.\0Did you mean `challenge`?"]
    assert fix == ["Call it `challenge`", 'challenge = "public-resources"']
    assert completion[0].split()[:2] == ["public-services", "public-integrity"]
    if path := os.environ.get("OGPKIT_RECORD"):
        text = "\n".join(f"{title}\n{'=' * len(title)}\n{screen}\n" for title, screen in screens.items())
        Path(path).write_text(text, "utf-8")
