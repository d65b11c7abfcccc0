"""A short run of `drive_app.py`: random keys, clicks, undo and changes from outside; letters typed on a busy machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("drive_app.py")


@pytest.mark.parametrize(
    ("asked", "counted", "least"),
    [
        (["--letters", "300", "--seed", "0"], "letters", 300),
        (["--steps", "12", "--minutes", "8", "--seed", "10"], "steps", 12),
    ],
)
def test_nothing_freezes_no_page_is_empty_and_no_letter_is_lost(asked, counted, least):
    done = subprocess.run([sys.executable, SCRIPT, *asked], capture_output=True, text=True, check=False, timeout=590)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[counted] >= least
