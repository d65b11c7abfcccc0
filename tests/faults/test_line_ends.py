"""Line ends and control characters in names reach no header, and end no command."""

import json
import subprocess
import sys

import pytest

NAMES = [
    "A\\nATTENDEE:mailto:x@example.org",
    "A\\r\\nBEGIN:VALARM",
    "A\\u2028B",
    "A\\u0085B",
    "A\\u0000B",
    "A\\u202EB",
    "A\\u001B[2J",
]
COMMANDS = (["check"], ["calendar", "--format", "ics"], ["portal", "build", "site"])
RUN = """
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from ogpkit.cli import main
results = []
for folder in sys.argv[2:]:
    os.chdir(folder)
    for words in json.loads(sys.argv[1]):
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace") for _stream in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
        for stream in (out, err):
            stream.flush()
        results.append([code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()])
sys.__stdout__.write(json.dumps(results))
"""


@pytest.mark.parametrize("optimised", [(), ("-O",)], ids=["checked", "optimised"])
def test_a_line_end_in_a_name_breaks_no_command_and_no_calendar(tmp_path, optimised):
    folders = [write_workspace(tmp_path / str(number), name) for number, name in enumerate(NAMES)]
    done = subprocess.run(
        [sys.executable, *optimised, "-P", "-c", RUN, json.dumps(COMMANDS), *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = iter(json.loads(done.stdout))
    for folder, name in zip(folders, NAMES, strict=True):
        calendars = [file.read_text("utf-8") for file in folder.rglob("*.ics")]
        for words in COMMANDS:
            code, out, err = next(results)
            assert code in (0, 1, 2), (name, words, err)
            assert "Traceback" not in err
            calendars += [out] if "ics" in words else []
        assert len(calendars) > 1
        for text in calendars:
            lines = text.replace("\r\n", "\n").replace("\n ", "").split("\n")
            assert not [line for line in lines if line.startswith("ATTENDEE")]
            assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM")


def write_workspace(root, name):
    files = {
        "ogpkit.toml": f'[workspace]\nname = "{name}"\nlanguages = ["en"]\n',
        "countries/XX/country.toml": f'name.en = "{name}"\nlanguages = ["en"]\njoined = 2011-09-20\n',
        "countries/XX/cycles/2012-2013/cycle.toml": "start = 2012-01-01\nend = 2013-12-31\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root
