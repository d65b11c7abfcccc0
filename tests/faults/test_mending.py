"""`check --fix` while another program does something to the very file: a rule of a real plugin stands for that program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.devkit.testing.distribution import write_distribution
from ogpkit.devkit.testing.waiting import LONGEST

PATH = "countries/XX/country.toml"
MISSPELT = 'nmae = "Country X"\njoined = 2011-09-20\n'
ELSEWHERE = '# from elsewhere\nnmae = "Country X"\njoined = 2011-09-21\n'

PLUGIN = """
    import os
    import shutil
    from pathlib import Path
    from ogpkit.plugins.contributions import Example, Rule
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.model import Country

    THERE = Path(os.environ["SOMEBODY_CHANGES"])

    def meddle(document, workspace):
        if os.environ["TIMES"] != "always" and Path(f"{THERE}.done").exists():
            return ()
        Path(f"{THERE}.done").touch()
        if THERE.is_dir():
            THERE.rmdir()
        THERE.unlink(missing_ok=True)
        DEED
        return ()

    @hookimpl
    def ogpkit_rules():
        nothing = Example(files={})
        yield Rule(code="ZZZ001", title="Title", section="X", explanation="Why", entity=Country, check=meddle,
                   wrong=nothing, right=nothing)
"""
DEEDS = {
    "is taken away": "pass",
    "is written anew": f"THERE.write_text({ELSEWHERE!r}, 'utf-8')",
    "becomes a folder": "THERE.mkdir()",
    "becomes a pipe": "os.mkfifo(THERE)",
    "becomes a link": "THERE.symlink_to(THERE.parent.parent.parent.parent / 'outside.toml')",
    "goes with its folder": "shutil.rmtree(THERE.parent)",
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize(("deed", "times"), [*((deed, "always") for deed in DEEDS), ("is written anew", "once")])
def test_what_becomes_of_a_file_meanwhile_is_left_alone_and_told(tmp_path, deed, times):
    root, site, outside = tmp_path / "work", tmp_path / "site", tmp_path / "outside.toml"
    (root / PATH).parent.mkdir(parents=True)
    (root / "ogpkit.toml").write_text('[workspace]\nname = "W"\nlanguages = ["en"]\n', "utf-8")
    (root / "countries/YY").mkdir()
    (root / "countries/YY/country.toml").write_text('name = "Country Y"\n', "utf-8")
    (root / PATH).write_text(MISSPELT, "utf-8")
    outside.write_text(MISSPELT, "utf-8")
    write_distribution(site, "ogpkit-meddler", {"meddler": PLUGIN.replace("DEED", DEEDS[deed])})
    environment = {"PYTHONPATH": str(site), "LC_ALL": "C.UTF-8", "TIMES": times, "SOMEBODY_CHANGES": str(root / PATH)}
    script = Path(sys.executable).with_name("ogpkit")
    ran = subprocess.run(
        [script, "check", "--fix", "--no-cache", str(root)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    said = ran.stdout + ran.stderr
    assert ran.returncode in (0, 1), said
    assert "Traceback" not in said
    assert "fault in ogpkit" not in said
    assert outside.read_text("utf-8") == MISSPELT
    if deed == "is written anew":
        assert "joined = 2011-09-21" in (root / PATH).read_text("utf-8"), "what the other program wrote is kept"
        assert (root / PATH).read_text("utf-8").startswith("# from elsewhere\n")
    elif deed == "becomes a link":
        assert (root / PATH).is_symlink()
    else:
        assert not (root / PATH).is_file(), "what somebody took away does not come back"
