"""Fuzzes the check with atheris; see README.md beside this file."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["ogpkit", "ogpkit_commitments", "ogpkit_eligibility"]):
    from one_check import look


if __name__ == "__main__":
    atheris.Setup([*sys.argv, str(Path(__file__).parent / "seeds")], look)
    atheris.Fuzz()
