"""Line ends and control characters in names reach no header, and end no command."""

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


@pytest.mark.parametrize("optimised", [(), ("-O",)], ids=["checked", "optimised"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_a_line_end_ends_no_command_and_adds_nothing_to_a_calendar(tmp_path, name, optimised):
    files = {
        "ogpkit.toml": f'[workspace]\nname = "{name}"\nlanguages = ["en"]\n',
        "countries/XX/country.toml": f'name.en = "{name}"\nlanguages = ["en"]\njoined = 2011-09-20\n',
        "countries/XX/cycles/2012-2013/cycle.toml": "start = 2012-01-01\nend = 2013-12-31\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    run = "from ogpkit.cli import main; raise SystemExit(main())"
    for words in (["check"], ["calendar", "--format", "ics"], ["portal", "build", "site"]):
        done = subprocess.run(
            [sys.executable, *optimised, "-P", "-c", run, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1, 2), (words, done.stderr)
        assert "Traceback" not in done.stderr
        calendars = [done.stdout] if "ics" in words else []
        for text in (*calendars, *(file.read_text("utf-8") for file in tmp_path.rglob("*.ics"))):
            lines = text.replace("\r\n", "\n").replace("\n ", "").split("\n")
            assert not [line for line in lines if line.startswith("ATTENDEE")]
            assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM")
