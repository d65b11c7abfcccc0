"""`ogpkit app`: what it says where it cannot open."""

from __future__ import annotations

import subprocess
import sys


def called(*words, cwd):
    """Without a terminal, as in a pipe."""
    code = "from ogpkit.cli import main; import sys; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_without_a_terminal_it_says_what_to_call_instead(root):
    ended = called("app", cwd=root)
    assert ended.returncode == 2
    assert "needs a terminal" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_a_workspace_it_says_how_to_begin_one(tmp_path):
    ended = called("app", cwd=tmp_path)
    assert ended.returncode == 2
    assert "ogpkit init" in ended.stderr
