"""Fuzzes the check with atheris: `fuzz_check.py TARGET [OPTIONS OF LIBFUZZER]`; see README.md beside this file."""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from pathlib import Path

import atheris
from hypothesis import HealthCheck, given, settings

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
with atheris.instrument_imports(include=["ogpkit", "ogpkit_commitments", "ogpkit_eligibility", "ogpkit_consultation"]):
    import one_check
with atheris.instrument_imports(include=["ogpkit_reporting", "ogpkit_networking", "ogpkit"]):
    import inputs
    import one_call

FOUND = Path("found")
"""The folder, in the present one, for inputs that found something: each is a file for `seeds`."""

LONGEST = 4096
"""Bytes of an input."""


def kept(run, name, content):
    """Run something, and keep what it was run with where it does not hold."""
    try:
        run()
    except Exception:
        FOUND.mkdir(exist_ok=True)
        (FOUND / f"{name}-{hashlib.blake2b(content, digest_size=4).hexdigest()}").write_bytes(content)
        raise


def look(data):
    """Look at files."""
    kept(lambda: one_check.look(data), "files", data)


def called(call):
    """Call the command line."""
    content = json.dumps({key: repr(value) for key, value in call.items()}, indent=1).encode()
    kept(lambda: one_call.call(**call), "call", content)


def from_values(strategy, run):
    """A target that makes values out of bytes."""

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def one(value):
        run(value)

    return one.hypothesis.fuzz_one_input


TARGETS = {
    "bytes": lambda: look,
    "tables": lambda: from_values(inputs.any_tables(), lambda files: look(one_check.bytes_of(files))),
    "values": lambda: from_values(inputs.altered(), lambda files: look(one_check.bytes_of(files))),
    "settings": lambda: from_values(inputs.settings(), lambda files: look(one_check.bytes_of(inputs.WORKED | files))),
    "comments": lambda: from_values(inputs.commented(), lambda files: look(one_check.bytes_of(files))),
    "calls": lambda: from_values(inputs.calls(), called),
}


def begun(target):
    """A folder of inputs to begin with: the seeds and every example, or bytes enough to make values of."""
    folder = Path(tempfile.mkdtemp(prefix="ogpkit-fuzz-"))
    if target == "bytes":
        for seed in (HERE / "seeds").iterdir():
            (folder / seed.name).write_bytes(seed.read_bytes())
        for number, (path, content) in enumerate(inputs.WORKED.items()):
            (folder / f"worked-{number}").write_bytes(one_check.bytes_of({path: content}))
    else:
        chance = random.Random(target)
        for number in range(64):
            (folder / f"chance-{number}").write_bytes(chance.randbytes(chance.randint(64, LONGEST)))
    return folder


if __name__ == "__main__":
    target = sys.argv.pop(1)
    atheris.Setup([*sys.argv, f"-max_len={LONGEST}", "-len_control=0", str(begun(target))], TARGETS[target]())
    atheris.Fuzz()
