"""Whatever comes from outside is taken in or refused with words: a short run of `fuzz_outside.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_a_short_run_finds_nothing():
    script = Path(__file__).with_name("fuzz_outside.py")
    words = [sys.executable, "-P", str(script), "each", "--inputs", "4", "--minutes", "10"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "each=4 " in done.stdout
