"""Plugins that go wrong, as real distributions on the path of a real `ogpkit`: each costs only itself and is named."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path

import pytest

from ogpkit import __version__
from ogpkit.cli import main
from ogpkit.devkit.testing.distribution import write_distribution
from ogpkit.devkit.testing.waiting import LONGEST

GOOD = """
    from ogpkit.plugins.contributions import CliCommand
    from ogpkit.plugins.providing import hookimpl

    def load():
        import click
        return click.Command("hail", callback=lambda: click.echo("Hail!"))

    @hookimpl
    def ogpkit_cli_commands():
        yield CliCommand(name="hail", help="Say hello", load=load)
"""

RULE = """
    from ogpkit.plugins.contributions import Example, Rule
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.model import Country

    def rule(code):
        nothing = Example(files={})
        return Rule(code=code, title="Title", section="X", explanation="Why", entity=Country,
                    check=lambda document, workspace: (), wrong=nothing, right=nothing)
"""

KIND = """
    import attrs
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.schema.kinds import Kind

    @attrs.frozen
    class Treaty:
        '''A treaty.

        Attributes:
            title: Its name.
        '''
        title: str = ""
"""


def ogpkit(site: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the console command with more distributions on the path."""
    script = Path(sys.executable).with_name("ogpkit")
    environment = os.environ | {"PYTHONPATH": str(site), "LC_ALL": "C.UTF-8", "COLUMNS": "200"}
    return subprocess.run(
        [script, *words], cwd=cwd or site, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST
    )


def listed(site: Path, *words: str) -> dict[tuple[str, str], dict]:
    """What `ogpkit plugin list` says with more distributions on the path, by plugin and distribution; in this process."""
    out, err = StringIO(), StringIO()
    try:
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.syspath_prepend(site)
            patch.chdir(site)
            there = {found.stem for found in site.iterdir()}
            for name in [
                one for one in sys.modules if one.partition(".")[0] in there
            ]:  # another test's, of the same name
                patch.delitem(sys.modules, name)
            code = main([*words, "plugin", "list", "--format", "json"])
    finally:  # the next test may have a plugin of the same name
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(str(site)):
                del sys.modules[name]
    assert code == 0, err.getvalue()
    assert "Traceback" not in err.getvalue()
    return {(one["name"], one["distribution"]): one for one in json.loads(out.getvalue())}


def said_of(site: Path, name: str) -> str:
    """What the list says is wrong with a third party's plugin, and that the rest is in order."""
    plugins = listed(site)
    assert plugins["ogpkit", "ogpkit"]["state"] == "on"
    assert plugins["ogpkit", "ogpkit"]["faults"] == []
    assert plugins["eligibility", "ogpkit"]["state"] == "on"
    found = plugins[name, f"ogpkit-{name}"]
    return f"{found['state']}: " + " ".join(
        f"{fault['doing']}: {fault['message']} {fault['remedy']} {fault['where']}" for fault in found["faults"]
    )


def test_a_good_third_party_s_plugin_takes_part(tmp_path):
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": GOOD}, version="2.0", requires=["ogpkit>=0.1", "attrs"])
    found = listed(tmp_path)["utopia", "ogpkit-utopia"]
    assert (found["state"], found["version"], found["hooks"]) == ("on", "2.0", ["ogpkit_cli_commands"])
    assert found["contributes"] == {"cli commands": 1}
    assert ogpkit(tmp_path, "hail").stdout == "Hail!\n"
    assert "Say hello" in ogpkit(tmp_path, "--help").stdout


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import no_such_module", "No module named 'no_such_module'"),
        ("raise RuntimeError('the database is away')", "the database is away"),
        ("def broken(:", "SyntaxError"),
        ("import sys; sys.exit(0)", "It tried to end the program."),
        ("raise SystemExit('bye')", "It tried to end the program."),
    ],
)
def test_a_plugin_that_cannot_be_imported(tmp_path, source, said):
    write_distribution(tmp_path, "ogpkit-bad", {"bad": source})
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": GOOD})
    assert said in said_of(tmp_path, "bad")
    assert said_of(tmp_path, "bad").startswith("failed: import:")
    assert "ogpkit_bad_bad.py:1" in said_of(tmp_path, "bad")
    assert ogpkit(tmp_path, "hail").stdout == "Hail!\n"


@pytest.mark.parametrize(
    ("requirement", "state"),
    [
        ("ogpkit>=99", "failed"),
        ("ogpkit (<0.0.1)", "failed"),
        ("Ogpkit[extra]>=99; python_version>'3'", "failed"),
        ("ogpkit>=99; python_version<'3'", "on"),
        ("ogpkit>=99; extra == 'dev'", "on"),
        ("ogpkit-other>=99", "on"),
        ("ogpkit", "on"),
        ("ogpkit >=0.1,<1", "on"),
        ("ogpkit >=>= nonsense", "failed"),
    ],
)
def test_a_plugin_for_another_version_of_ogpkit_is_not_imported(tmp_path, requirement, state):
    source = f"{GOOD}\n    open({str(tmp_path / 'imported')!r}, 'w').close()\n"
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": source}, requires=[requirement])
    said = said_of(tmp_path, "utopia")
    assert said.startswith(state)
    assert (tmp_path / "imported").exists() is (state == "on")
    if "99" in requirement and state == "failed":
        assert f"ogpkit-utopia 1.0 needs ogpkit >=99, but this is ogpkit {__version__}." in said
        assert f"Install a version of ogpkit-utopia for ogpkit {__version__}, or ogpkit >=99." in said


def test_a_misspelled_hook(tmp_path):
    write_distribution(
        tmp_path,
        "ogpkit-bad",
        {"bad": "from ogpkit.plugins.providing import hookimpl\n@hookimpl\ndef ogpkit_rulez(): return []"},
    )
    assert "There is no hook called ogpkit_rulez. Did you mean ogpkit_rules?" in said_of(tmp_path, "bad")


def test_a_hook_with_a_wrong_argument(tmp_path):
    write_distribution(
        tmp_path,
        "ogpkit-bad",
        {"bad": "from ogpkit.plugins.providing import hookimpl\n@hookimpl\ndef ogpkit_rules(app): return []"},
    )
    said = said_of(tmp_path, "bad")
    assert said.startswith("failed")
    assert "'app'" in said


def test_a_hook_that_raises_late_keeps_what_it_gave(tmp_path):
    source = (
        f"{RULE}\n    @hookimpl\n    def ogpkit_rules():\n        yield rule('BAD001')\n        raise OSError('gone')\n"
    )
    write_distribution(tmp_path, "ogpkit-bad", {"bad": source})
    found = listed(tmp_path)["bad", "ogpkit-bad"]
    assert (found["state"], found["contributes"]) == ("on", {"rules": 1})
    [fault] = found["faults"]
    assert (fault["doing"], fault["message"]) == ("hook ogpkit_rules", "gone")
    assert fault["where"].endswith("(OSError)")


def test_a_hook_that_ends_the_program(tmp_path):
    source = "from ogpkit.plugins.providing import hookimpl\n@hookimpl\ndef ogpkit_pages():\n    exit(3)\n"
    write_distribution(tmp_path, "ogpkit-bad", {"bad": source})
    assert "It tried to end the program." in said_of(tmp_path, "bad")


def test_a_hook_that_yields_rubbish(tmp_path):
    give = "yield 'BAD000'; yield rule('BAD001'); yield rule(7)"
    source = f"{RULE}\n    @hookimpl\n    def ogpkit_rules():\n        {give}\n"
    write_distribution(tmp_path, "ogpkit-bad", {"bad": source})
    found = listed(tmp_path)["bad", "ogpkit-bad"]
    assert found["contributes"] == {"rules": 1}
    assert [fault["message"] for fault in found["faults"]] == [
        "It returned a str instead of a Rule.",
        "Rule.code is of type int. It has to be of type str.",
    ]
    assert {fault["where"].rpartition("/")[2] for fault in found["faults"]} == {"ogpkit_bad_bad.py:13 (UnexpectedType)"}


def test_what_a_plugin_prints_does_not_spoil_the_data(tmp_path):
    mark = "from ogpkit.plugins.providing import hookimpl\n@hookimpl\n"
    source = f"print('loading…')\n{mark}def ogpkit_rules():\n    return [print('rules…')][1:]"
    write_distribution(tmp_path, "ogpkit-chatty", {"chatty": source})
    ran = ogpkit(tmp_path, "plugin", "list", "--format", "json")
    assert json.loads(ran.stdout)
    assert ran.stderr == "loading…\nrules…\n"


def test_escape_sequences_in_a_plugin_s_words_do_not_act(tmp_path):
    write_distribution(tmp_path, "ogpkit-bad", {"bad": r"raise ValueError('\x1b]0;owned\x07 \u202e')"})
    for words in (("plugin", "list"), ("plugin", "list", "--format", "json"), ("--help",)):
        ran = ogpkit(tmp_path, *words)
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.stdout + ran.stderr)


def test_a_foreign_plugin_cannot_take_the_name_of_a_first_party_one(tmp_path):
    write_distribution(tmp_path, "aaa", {"eligibility": GOOD, "ogpkit": GOOD})
    plugins = listed(tmp_path)
    assert plugins["eligibility", "ogpkit"]["state"] == "on"
    assert plugins["ogpkit", "ogpkit"]["state"] == "on"
    assert plugins["eligibility", "aaa"]["state"] == "failed"
    assert plugins["ogpkit", "aaa"]["state"] == "failed"
    said = plugins["eligibility", "aaa"]["faults"][0]["message"]
    assert f"ogpkit {__version__}, aaa 1.0 all declare a plugin called “eligibility”." in said
    assert ogpkit(tmp_path, "hail").returncode == 2


def test_of_two_foreign_plugins_with_one_name_neither_is_in_use(tmp_path):
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": GOOD}, version="1.0")
    write_distribution(tmp_path, "ogpkit-atlantis", {"utopia": GOOD}, version="3.1")
    plugins = listed(tmp_path)
    assert {one["state"] for (name, _), one in plugins.items() if name == "utopia"} == {"failed"}
    said = plugins["utopia", "ogpkit-utopia"]["faults"][0]["message"]
    assert (
        said == "ogpkit-atlantis 3.1, ogpkit-utopia 1.0 all declare a plugin called “utopia”. ogpkit uses none of them."
    )


def test_a_rule_code_that_is_taken(tmp_path):
    give = "\n    @hookimpl\n    def ogpkit_rules():\n        yield rule('UTO001')\n"
    write_distribution(tmp_path, "ogpkit-atlantis", {"atlantis": RULE + give})
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": RULE + give}, version="1.1")
    plugins = listed(tmp_path)
    assert plugins["atlantis", "ogpkit-atlantis"]["contributes"] == {"rules": 1}
    assert plugins["utopia", "ogpkit-utopia"]["contributes"] == {}
    [fault] = plugins["utopia", "ogpkit-utopia"]["faults"]
    assert fault["message"] == (
        "utopia (ogpkit-utopia 1.1) also uses the rule code “UTO001”, which atlantis (ogpkit-atlantis 1.0) already uses."
    )


def test_a_kind_that_would_claim_another_one_s_files(tmp_path):
    give = """
    @hookimpl
    def ogpkit_kinds():
        yield Kind(name="treaty", entity=Treaty, pattern="countries/{place}/country.toml", title="T", titles="T")
"""
    write_distribution(tmp_path, "ogpkit-aaa", {"aaa": KIND + give})
    [fault] = listed(tmp_path)["aaa", "ogpkit-aaa"]["faults"]
    assert "aaa (ogpkit-aaa 1.0) also uses paths of the form “countries/{country}/country.toml”" in fault["message"]
    assert f"ogpkit (ogpkit {__version__}) already uses" in fault["message"]


def test_a_word_of_the_core_cannot_be_taken(tmp_path):
    write_distribution(tmp_path, "ogpkit-bad", {"bad": GOOD.replace("hail", "plugin")})
    [fault] = listed(tmp_path)["bad", "ogpkit-bad"]["faults"]
    assert "also uses the command “plugin”" in fault["message"]


def test_a_command_that_cannot_be_loaded_says_why_and_ends_with_2(tmp_path):
    write_distribution(tmp_path, "ogpkit-bad", {"bad": GOOD.replace("import click", "import no_such_module")})
    ran = ogpkit(tmp_path, "hail")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "The command “hail” of the plugin bad cannot be loaded: No module named 'no_such_module'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_command_that_fails_is_blamed_on_its_plugin(tmp_path):
    write_distribution(tmp_path, "ogpkit-bad", {"bad": GOOD.replace('click.echo("Hail!")', "1 / 0")})
    ran = ogpkit(tmp_path, "hail")
    assert ran.returncode == 70
    assert "fault in the plugin bad (ogpkit-bad 1.0)" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_unreadable_entry_points_cost_only_their_own_distribution(tmp_path):
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": GOOD})
    write_distribution(tmp_path, "ogpkit-bad", {"bad": ""})
    (tmp_path / "ogpkit_bad-1.0.dist-info/entry_points.txt").write_text("[ogpkit]\nno equals sign\n", encoding="utf-8")
    plugins = listed(tmp_path)
    assert plugins["utopia", "ogpkit-utopia"]["state"] == "on"
    assert plugins["ogpkit", "ogpkit"]["faults"] == []
    unreadable = plugins["ogpkit_bad-1.0.dist-info", ""]
    assert unreadable["state"] == "failed"
    assert [fault["doing"] for fault in unreadable["faults"]] == ["metadata"]


def test_a_bad_edition_file_of_a_foreign_plugin_harms_no_other_part(tmp_path):
    source = f"""
    from pathlib import Path
    import attrs
    from ogpkit.schema.editions import EditionPart
    from ogpkit.plugins.providing import hookimpl

    @attrs.frozen
    class Fees:
        '''What a request costs.

        Attributes:
            most: The greatest fee.
        '''
        most: int = 0

    @hookimpl
    def ogpkit_editions():
        yield EditionPart(name="fees", entity=Fees, folder=Path({str(tmp_path / "editions")!r}))
"""
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": source})
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/roadmap-2011.toml").write_text(
        "[fees]\nmost = 1\n[eligibility]\nnonsense = 1\n", encoding="utf-8"
    )
    (tmp_path / "editions/zzz.toml").write_text("[fees\n", encoding="utf-8")
    plugins = listed(tmp_path)
    assert plugins["eligibility", "ogpkit"]["faults"] == []
    assert [fault["doing"].split("/")[-1] for fault in plugins["utopia", "ogpkit-utopia"]["faults"]] == [
        "zzz.toml",
        "edition roadmap-2011, [eligibility]",
    ]


def test_without_plugins_no_third_party_s_plugin_is_imported(tmp_path):
    write_distribution(tmp_path, "ogpkit-bad", {"bad": f"open({str(tmp_path / 'imported')!r}, 'w').close()"})
    plugins = listed(tmp_path, "--no-plugins")
    assert plugins["bad", "ogpkit-bad"]["state"] == "off"
    assert plugins["eligibility", "ogpkit"]["state"] == "on"
    assert not (tmp_path / "imported").exists()


def test_a_plugin_that_is_switched_off_is_not_imported(tmp_path):
    site, workspace = tmp_path / "site", tmp_path / "workspace"
    write_distribution(site, "ogpkit-bad", {"bad": f"open({str(tmp_path / 'imported')!r}, 'w').close()"})
    workspace.mkdir()
    (workspace / "ogpkit.toml").write_text("[plugins]\ndisable = ['bad']\n", encoding="utf-8")
    for words in (("plugin", "list"), ("--help",), ("no-such-word",)):
        ogpkit(site, *words, cwd=workspace)
    assert not (tmp_path / "imported").exists()
    ogpkit(site, "plugin", "list", cwd=tmp_path)
    assert (tmp_path / "imported").exists()


# What does not end, and what does not stop giving.

WORKSPACE = {
    "ogpkit.toml": '[workspace]\nname = "Utopia"\nlanguages = ["en"]\n',
    "countries/KE/country.toml": 'name = "Kenya"\n',
    "countries/GE/country.toml": 'name = "Georgia"\njoined = "yesterday"\n',
}

SLOW = """
    import time
    from ogpkit.plugins.contributions import *
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.model import Country

    def rule(check, code="BAD001"):
        nothing = Example(files={})
        return Rule(code=code, title="Title", section="X", explanation="Why.", entity=Country, check=check,
                    wrong=nothing, right=nothing)

    def found(document, workspace):
        yield Problem(message="Seen.", remedy="Go on.")

    def hang(*anything):
        time.sleep(100)
        return ()

    def stubborn(*anything):
        while True:
            try:
                time.sleep(100)
            except BaseException:
                pass

    def invincible(*anything):
        while True:
            try:
                while True:
                    try:
                        stubborn()
                    except BaseException:
                        pass
            except BaseException:
                pass

    def clinging(document, workspace):
        try:
            while True:
                yield Problem(message="Seen.", remedy="Go on.")
        finally:
            time.sleep(100)

    class Leaving(BaseException):
        pass

    def leaving(*anything):
        raise Leaving("Gone.")

    def pressing(*anything):
        raise KeyboardInterrupt
"""

MISBEHAVING = {
    "a rule raises": (
        "yield rule(lambda document, workspace: 1 / 0); yield rule(found, 'BAD002')",
        "rule BAD001: division by zero",
        ["BAD002"],
    ),
    "a rule hangs": (
        "yield rule(hang); yield rule(found, 'BAD002')",
        "rule BAD001: It was stopped after 1 seconds.",
        ["BAD002"],
    ),
    "a hook hangs": ("yield rule(found); hang()", "hook ogpkit_rules: It was stopped after 1 seconds.", ["BAD001"]),
    "a rule gives rubbish": (
        "yield rule(lambda document, workspace: ['rubbish', 7]); yield rule(found, 'BAD002')",
        "rule BAD001: It returned a str instead of a Problem.",
        ["BAD002"],
    ),
    "a rule floods": (
        "yield rule(lambda document, workspace: (one for _n in iter(int, 1) for one in found(document, workspace)))",
        "rule BAD001: It returned more than 250 at once. ogpkit left the others out.",
        ["BAD001"],
    ),
    "a rule waits for a lock": (
        "yield rule(lambda *_: __import__('threading').Lock().acquire() and __import__('threading').Event().wait())",
        "rule BAD001: It was stopped after 1 seconds.",
        [],
    ),
    "an expression goes astray": (
        "yield rule(lambda *_: __import__('re').match('(a+)+$', 'a' * 60 + 'b')); yield rule(found, 'BAD002')",
        "rule BAD001: It was stopped after 1 seconds.",
        ["BAD002"],
    ),
    "a rule keeps the interruption to itself": (
        "yield rule(stubborn); yield rule(found, 'BAD002')",
        "rule BAD001: It was stopped after 1 seconds.",
        ["BAD002"],
    ),
    "a generator does not let itself be closed": (
        "yield rule(clinging); yield rule(found, 'BAD002')",
        "rule BAD001: It returned more than 250 at once. ogpkit left the others out.",
        ["BAD002"],
    ),
    "a rule leaves in another way": (
        "yield rule(leaving); yield rule(found, 'BAD002')",
        "rule BAD001: Gone.",
        ["BAD002"],
    ),
    "a rule acts like a person": (
        "yield rule(pressing); yield rule(found, 'BAD002')",
        "rule BAD001: It acted as if Ctrl+C had been pressed.",
        ["BAD002"],
    ),
    "a code is another's": (
        "yield rule(found, 'ELI001'); yield rule(found, 'BAD002')",
        "the rule code ELI001: bad (ogpkit-bad 1.0) also uses the rule code “ELI001”, which eligibility",
        ["BAD002"],
    ),
}


def misbehaving(tmp_path, body):
    """A workspace and a site with a plugin whose rules are those."""
    source = f"{SLOW}\n    @hookimpl\n    def ogpkit_rules():\n        {body}\n"
    write_distribution(tmp_path / "site", "ogpkit-bad", {"bad": source})
    for path, text in WORKSPACE.items():
        file = tmp_path / "workspace" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "site", tmp_path / "workspace"


@pytest.mark.parametrize("what", MISBEHAVING)
def test_the_check_goes_on_and_a_finding_names_the_plugin(tmp_path, monkeypatch, what):
    body, said, codes = MISBEHAVING[what]
    monkeypatch.setenv("OGPKIT_PATIENCE", "1")
    site, workspace = misbehaving(tmp_path, body)
    ran = ogpkit(site, "check", "--format", "concise", cwd=workspace)
    assert ran.returncode == 1
    assert f"ogpkit.toml:1:1: OGP020 error: Plugin bad (ogpkit-bad 1.0), {said}" in ran.stdout
    assert "countries/GE/country.toml:2:10: OGP005" in ran.stdout, "what else is wrong is found"
    for code in codes:
        assert f"countries/KE/country.toml:1:1: {code} error: Seen. Go on." in ran.stdout
    assert "Traceback" not in ran.stderr


def test_a_plugin_that_prints_disturbs_neither_findings_nor_the_app(tmp_path):
    site, workspace = misbehaving(tmp_path, "yield rule(lambda document, workspace: print('noise') or ())")
    ran = ogpkit(site, "check", "--format", "json", cwd=workspace)
    assert json.loads(ran.stdout)
    assert "noise" not in ran.stdout


def test_what_claims_another_s_kinds_and_paths_is_named_in_the_check(tmp_path):
    give = """
    @hookimpl
    def ogpkit_kinds():
        yield Kind(name="country", entity=Treaty, pattern="treaties/{id}.toml", title="T", titles="T")
        yield Kind(name="treaty", entity=Treaty, pattern="countries/{place}/country.toml", title="T", titles="T")
"""
    site, workspace = misbehaving(tmp_path, "return ()")
    write_distribution(site, "ogpkit-worse", {"worse": KIND + give})
    ran = ogpkit(site, "check", "--format", "concise", cwd=workspace)
    assert "Plugin worse (ogpkit-worse 1.0), the name of a kind country: worse" in ran.stdout
    assert "Plugin worse (ogpkit-worse 1.0), paths of the form countries/{country}/country.toml: worse" in ran.stdout
    assert "countries/GE/country.toml:2:10: OGP005" in ran.stdout


def test_a_person_may_wait_as_long_as_a_plugin_takes(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_PATIENCE", "0")
    body = "yield rule(lambda document, workspace: time.sleep(1.2) or found(document, workspace))"
    site, workspace = misbehaving(tmp_path, body)
    ran = ogpkit(site, "check", "--format", "concise", cwd=workspace)
    assert "OGP020" not in ran.stdout
    assert "countries/KE/country.toml:1:1: BAD001 error: Seen." in ran.stdout


# What keeps a process from ending.


def test_a_call_that_nothing_stops_ends_the_process_with_words(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_PATIENCE", "0.2")
    site, workspace = misbehaving(tmp_path, "yield rule(invincible)")
    ran = ogpkit(site, "check", cwd=workspace)
    assert ran.returncode == 2
    assert "The plugin bad does not finish (rule BAD001), so ogpkit had to stop." in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "held",
    [
        "__import__('threading').Thread(target=lambda: time.sleep(1000)).start()",
        "__import__('atexit').register(time.sleep, 1000)",
    ],
    ids=["a thread", "at the end"],
)
def test_nothing_that_a_plugin_begins_keeps_a_command_from_ending(tmp_path, monkeypatch, held):
    monkeypatch.setenv("OGPKIT_PATIENCE", "1")
    site, workspace = misbehaving(tmp_path, f"{held}; yield rule(found)")
    ran = ogpkit(site, "check", "--format", "concise", cwd=workspace)
    assert ran.returncode == 1
    assert "BAD001 error: Seen. Go on." in ran.stdout


@pytest.mark.parametrize(
    "source",
    [
        "import time; time.sleep(1000)",
        "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
        "raise KeyboardInterrupt",
        "raise GeneratorExit",
        "class Own(BaseException): pass\nraise Own('gone')",
        "import asyncio; raise asyncio.CancelledError",
    ],
)
def test_a_plugin_whose_import_goes_astray_costs_itself(tmp_path, monkeypatch, source):
    monkeypatch.setenv("OGPKIT_PATIENCE", "0.3")
    write_distribution(tmp_path, "ogpkit-bad", {"bad": source})
    assert said_of(tmp_path, "bad").startswith("failed: import: ")


@pytest.mark.parametrize("error", ["GeneratorExit()", "__import__('asyncio').CancelledError()", "BaseException('x')"])
def test_a_command_that_leaves_in_another_way_is_blamed_on_its_plugin(tmp_path, error):
    failing = f"(_ for _ in ()).throw({error})" if "Generator" not in error else f"exec('raise {error}')"
    write_distribution(tmp_path, "ogpkit-bad", {"bad": GOOD.replace('click.echo("Hail!")', failing)})
    ran = ogpkit(tmp_path, "hail")
    assert ran.returncode == 70
    assert "fault in the plugin bad (ogpkit-bad 1.0)" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("how", ["hang", "stubborn"])
def test_ctrl_c_ends_a_command_that_a_plugin_holds_up(tmp_path, monkeypatch, how):
    monkeypatch.setenv("OGPKIT_PATIENCE", "0")
    ready = tmp_path / "ready"
    body = f"yield rule(lambda *_: open({str(ready)!r}, 'w').close() or {how}())"
    site, workspace = misbehaving(tmp_path, body)
    environment = os.environ | {"PYTHONPATH": str(site)}
    script = Path(sys.executable).with_name("ogpkit")
    with subprocess.Popen([script, "check"], cwd=workspace, env=environment, stderr=subprocess.PIPE) as process:
        while not ready.exists() and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=60 if how == "hang" else 3)  # the stubborn one has to be told twice
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert b"Traceback" not in process.stderr.read()


DERIVING = """
    from ogpkit.plugins.contributions import *
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.plugins.places import *

    def due(day):
        return DueDate(title="Utopian report", due=day, place=Place(country="KE"), section="Utopia 1")

    def derive(workspace):
        yield due("2024-01-01")
        yield due(workspace.today)

    def fail(workspace):
        raise RuntimeError("The register is away.")

    def status(workspace, place):
        yield Status(verdict="good", headline="Utopian")

    def render(workspace, language):
        yield Page(address="utopia/wrong", title="Wrong", blocks=[7])
        yield Page(address="utopia", title="Utopia", blocks=[])

    @hookimpl
    def ogpkit_obligations():
        yield DueDates(name="dues", derive=derive)
        yield DueDates(name="away", derive=fail)

    @hookimpl
    def ogpkit_standings():
        yield StatusSource(name="utopia", title="Utopia", scope=Scope.COUNTRY, derive=status)

    @hookimpl
    def ogpkit_pages():
        yield Pages(name="utopia", title="Utopia", render=render)
"""


def test_wrong_values_cost_only_themselves_in_calendar_check_and_portal(tmp_path):
    site, workspace = misbehaving(tmp_path, "return ()")
    write_distribution(site, "ogpkit-utopia", {"utopia": DERIVING})
    wrong = "obligations dues: DueDate.due is of type str. It has to be of type date."
    away = "obligations away: The register is away."

    calendar = ogpkit(site, "calendar", "--format", "json", cwd=workspace)
    assert calendar.returncode == 0
    assert [row["what"] for row in json.loads(calendar.stdout) if row["section"] == "Utopia 1"] == ["Utopian report"]
    for said in (wrong, away):
        assert f"Plugin utopia, {said}" in calendar.stderr

    check = ogpkit(site, "check", "--format", "concise", cwd=workspace)
    assert check.returncode == 1
    for said, line in ((wrong, 10), (away, 14)):
        assert (
            f"OGP020 error: Plugin utopia (ogpkit-utopia 1.0), {said} [site/ogpkit_utopia_utopia.py:{line}]"
            in check.stdout
        )
    assert "Status.verdict is of type str. It has to be of type Verdict." in check.stdout
    assert "countries/GE/country.toml:2:10: OGP005" in check.stdout

    portal = ogpkit(site, "portal", "build", str(tmp_path / "out"), cwd=workspace)
    assert portal.returncode == 0, portal.stderr
    assert "Page.blocks[] is of type int." in portal.stderr
    assert (tmp_path / "out/en/utopia.html").is_file()
    assert not (tmp_path / "out/en/utopia/wrong.html").exists()


TRADING = """
    from ogpkit.plugins.contributions import *
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.plugins.places import Scope

    def read(data, workspace, place):
        return {"countries/KE/country.toml": {}}

    def write(workspace, place):
        raise RuntimeError("The register is away.")

    @hookimpl
    def ogpkit_importers():
        yield Importer(name="register", title="The register", suffixes=(".csv",), read=read)

    @hookimpl
    def ogpkit_exporters():
        yield Exporter(name="register", title="The register", suffix=".csv", scope=Scope.WORKSPACE, write=write)
"""


def test_a_failed_import_or_export_says_itself_what_went_wrong(tmp_path):
    site, workspace = misbehaving(tmp_path, "return ()")
    write_distribution(site, "ogpkit-utopia", {"utopia": TRADING})
    (tmp_path / "register.csv").write_text("a,b\n", encoding="utf-8")
    ran = ogpkit(site, "import", "register", str(tmp_path / "register.csv"), cwd=workspace)
    assert ran.returncode == 1
    assert "The plugin utopia could not read the file: It returned a dict instead of a Import." in ran.stderr
    assert "[site/ogpkit_utopia_utopia.py:6]" in ran.stderr
    ran = ogpkit(site, "export", "register", cwd=workspace)
    assert ran.returncode == 2
    assert "The plugin utopia could not write “register”: The register is away." in ran.stderr
    assert "[site/ogpkit_utopia_utopia.py:10]" in ran.stderr


CARELESS = """
    import time
    from ogpkit.api import *
    from ogpkit.api.text import Grid

    def load():
        from textual.widgets import Static

        class Slow(Static):
            def on_mount(self):
                self.call_after_refresh(self.linger)

            def linger(self):
                time.sleep(2)

        class Resizing(Static):
            def on_resize(self, event):
                if event.size.width > 90:
                    raise RuntimeError("too wide")

        class Styled(Static):
            DEFAULT_CSS = "Styled { colour: red; }"

        class Working(Static):
            def on_mount(self):
                self.run_worker(lambda: time.sleep(2), name="figures", thread=True)

        return {"slow": Slow, "resizing": Resizing, "styled": Styled, "working": Working}

    def make(name):
        return lambda: lambda session, place: load()[name]("text")

    @hookimpl
    def ogpkit_panels():
        for name in ("slow", "resizing", "styled", "working"):
            yield Panel(name=name, title="Bad", scope=Scope.COUNTRY, load=make(name))

    def read(data, workspace, place):
        time.sleep(2)
        return Import(files={}, records="many")

    @hookimpl
    def ogpkit_importers():
        yield Importer(name="utopia", title="Utopia", suffixes=(".csv",), read=read)

    def render(workspace, language):
        yield Page(address="utopia", title="Utopia", blocks=[Grid(["a", "b"], [["1"]], caption="Costs")])
        yield Page(address="/utopia/", title="Utopia", blocks=[])

    def linger(workspace, language):
        time.sleep(3)
        return ()

    @hookimpl
    def ogpkit_pages():
        yield Pages(name="utopia", title="Utopia", render=render)
        yield Pages(name="slow", title="Utopia", render=linger)
"""


def test_the_check_of_a_plugin_finds_what_is_slow_clashes_or_falls(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_PATIENCE", "1")
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": CARELESS})
    ran = ogpkit(tmp_path, "plugin", "check", "utopia")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    for said in (
        "work: page utopia: The table “Costs” has 2 headings, and 1 cells in row 1.",
        "work: page /utopia/: A page of the plugin utopia already has the address utopia.",
        "work: pages slow: It was stopped after 1 seconds.",
        "importers: importer utopia, a file that is none of its own: Import.records is of type str.",
        "importers: importer utopia, a file that is none of its own: It took more than 1 seconds.",
        "panels: panel slow, 160x48: It kept the app from answering for",
        "panels: panel working, 160x48: Its worker “figures” took",
        "panels: panel resizing: too wide",
        "Styled.DEFAULT_CSS, line 1: Invalid CSS property 'colour'. Did you mean 'color'?",
    ):
        assert said in ran.stdout
