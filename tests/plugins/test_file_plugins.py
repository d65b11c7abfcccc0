"""A plugin in one file runs where a person has agreed to exactly what is in it, and can do what an installed one can."""

from __future__ import annotations

import json
import sys

import pytest

from ogpkit.cli import main
from ogpkit.plugins.file_plugins import read_plugin_file
from ogpkit.plugins.trust import TrustStore

PLUGIN = '''
import attrs
from pathlib import Path
from ogpkit.api import CliCommand, Example, Kind, Problem, Rule, hookimpl
from ogpkit.api.text import _

Path("ran").touch()


@attrs.frozen
class Department:
    """A ministry that leads commitments.

    Attributes:
        title: What people call it.
        head: Who heads it.
    """

    title: str = ""
    head: str = ""


def has_title(document, workspace):
    if not document.entity.title:
        yield Problem(message=_("Close"), remedy=_("Write its title."), at=("title",))


@hookimpl
def ogpkit_kinds():
    yield Kind(
        name="department", entity=Department, pattern="departments/{id}.toml", title="Department", titles="Departments"
    )


@hookimpl
def ogpkit_rules():
    yield Rule(
        code="GEO001", title="A department has a title", section="Order 1", explanation="People read it.",
        entity=Department, check=has_title,
        wrong=Example(files={"departments/fin.toml": 'head = "Minister"'}),
        right=Example(files={"departments/fin.toml": 'title = "Finance"'}),
    )


def load():
    import click

    return click.Command("hail", callback=lambda: click.echo("Hail!"))


@hookimpl
def ogpkit_cli_commands():
    yield CliCommand(name="hail", help="Say hello", load=load)
'''
CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Close"
msgstr "დახურეთ"
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "workspace"
    (root / "plugins").mkdir(parents=True)
    (root / "departments").mkdir()
    (root / "ogpkit.toml").write_text(
        '[workspace]\nname = "Georgia"\n[plugins]\nfiles = ["georgia.py"]\n', encoding="utf-8"
    )
    (root / "plugins" / "georgia.py").write_text(PLUGIN, encoding="utf-8")
    (root / "departments" / "fin.toml").write_text('head = "Minister"\n', encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("OGPKIT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("OGPKIT_TRUSTED_PLUGINS", raising=False)
    return root


def has_run(root):
    return (root / "ran").exists()


def check(capsys):
    main(["check", "--format", "json"])
    return {one["code"]: one for one in json.loads(capsys.readouterr().out)}


def trust(capsys, *words):
    assert main(["plugin", "trust", "plugins/georgia.py", *words]) == 0
    return capsys.readouterr().out.strip()


def test_a_cloned_workspace_runs_nothing_by_itself_and_says_what_to_do(root, capsys):
    found = check(capsys)
    assert not has_run(root)
    assert "OGP020" in found
    assert "plugins/georgia.py is not run" in found["OGP020"]["message"]
    assert "ogpkit plugin trust plugins/georgia.py" in found["OGP020"]["remedy"]


def test_what_was_agreed_to_runs_with_its_kinds_rules_and_commands(root, capsys):
    trust(capsys)
    assert not has_run(root)
    found = check(capsys)
    assert has_run(root)
    assert found["GEO001"]["path"] == "departments/fin.toml"
    assert "OGP020" not in found
    assert main(["hail"]) == 0
    assert capsys.readouterr().out == "Hail!\n"
    assert main(["schema", "department"]) == 0
    assert "What people call it." in capsys.readouterr().out


def test_a_file_that_nobody_names_does_not_run(root, capsys):
    trust(capsys)
    (root / "ogpkit.toml").write_text('[workspace]\nname = "Georgia"\n', encoding="utf-8")
    assert "OGP020" not in check(capsys)
    assert not has_run(root)


@pytest.mark.parametrize("name", ["georgia.py", "georgia.ka.po"])
def test_a_file_that_has_changed_is_asked_for_again(root, capsys, name):
    trust(capsys)
    with (root / "plugins" / name).open("a", encoding="utf-8") as file:
        file.write("\n# one line more\n")
    assert "is not run" in check(capsys)["OGP020"]["message"]
    assert not has_run(root)


def test_an_agreement_can_be_taken_back_also_after_a_change(root, capsys):
    trust(capsys)
    changed = PLUGIN + "\n# later\n"
    (root / "plugins" / "georgia.py").write_text(changed, encoding="utf-8")
    trust(capsys)
    assert main(["plugin", "untrust", "plugins/georgia.py"]) == 0
    for source in (PLUGIN, changed):
        (root / "plugins" / "georgia.py").write_text(source, encoding="utf-8")
        assert "OGP020" in check(capsys)
    assert not has_run(root)


def test_a_machine_without_a_person_names_the_digest(root, capsys, monkeypatch):
    digest = read_plugin_file(root, "georgia.py").digest
    monkeypatch.setenv("OGPKIT_TRUSTED_PLUGINS", digest)
    assert "GEO001" in check(capsys)
    monkeypatch.setenv("OGPKIT_TRUSTED_PLUGINS", digest[:-1] + ("0" if digest[-1] != "0" else "1"))
    assert "OGP020" in check(capsys)


def test_a_digest_that_is_not_the_file_s_is_refused(root, capsys):
    assert main(["plugin", "trust", "plugins/georgia.py", "--digest", "0" * 64]) == 2
    assert "has changed" in capsys.readouterr().err
    assert "OGP020" in check(capsys)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for few people")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_link_is_not_followed(root, capsys, tmp_path, what):
    trust(capsys)
    there = root / "plugins" / "georgia.py" if what == "file" else root / "plugins"
    there.rename(tmp_path / "elsewhere")
    there.symlink_to(tmp_path / "elsewhere")
    assert "does not follow links" in check(capsys)["OGP020"]["remedy"]
    assert not has_run(root)


def test_what_was_read_is_what_runs(root, capsys):
    """The file is another one when its code runs than when it was read, and its own catalogue too."""
    swapping = (
        "from pathlib import Path\nfrom ogpkit.api import hookimpl\n"
        "Path(__file__).write_text(\"raise SystemExit('swapped')\")\n"
        "@hookimpl\ndef ogpkit_rules():\n    raise LookupError('as it was read')\n"
    )
    (root / "plugins" / "georgia.py").write_text(swapping, encoding="utf-8")
    trust(capsys)
    main(["--plugin-traceback", "plugin", "list"])
    said = capsys.readouterr().err
    assert "LookupError: as it was read" in said
    assert "raise LookupError('as it was read')" in said
    assert "swapped" not in said
    assert "OGP020" in check(capsys)


def test_an_agreement_that_lies_in_the_workspace_counts_for_nothing(root, capsys, monkeypatch):
    digest = read_plugin_file(root, "georgia.py").digest
    shipped = root / "data" / "trusted-plugins"
    shipped.mkdir(parents=True, mode=0o700)
    (shipped / digest).write_text("{}", encoding="utf-8")
    monkeypatch.setenv("OGPKIT_DATA_DIR", str(root / "data"))
    assert "OGP020" in check(capsys)
    assert main(["plugin", "trust", "plugins/georgia.py"]) == 2
    assert "OGPKIT_DATA_DIR" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_an_agreement_in_a_folder_of_others_counts_for_nothing(root, capsys, tmp_path):
    trust(capsys)
    (tmp_path / "data" / "trusted-plugins").chmod(0o777)
    assert "OGP020" in check(capsys)
    assert not has_run(root)


def test_no_name_leads_out_of_the_folder(root, capsys):
    (root / "other.py").write_text(PLUGIN, encoding="utf-8")
    settings = '[workspace]\nname = "Georgia"\n[plugins]\nfiles = ["../other.py", ".hidden.py", "Ge.PY", ""]\n'
    (root / "ogpkit.toml").write_text(settings, encoding="utf-8")
    assert "cannot be the name of a one-file plugin" in check(capsys)["OGP020"]["message"]
    assert not has_run(root)


def test_an_installed_plugin_keeps_its_name(root, capsys):
    (root / "plugins" / "georgia.py").rename(root / "plugins" / "eligibility.py")
    (root / "ogpkit.toml").write_text('[plugins]\nfiles = ["eligibility.py"]\n', encoding="utf-8")
    assert main(["plugin", "trust", "plugins/eligibility.py"]) == 0
    capsys.readouterr()
    assert "already" in check(capsys)["OGP020"]["message"]
    assert not has_run(root)


def test_it_speaks_the_languages_of_the_catalogues_beside_it(root, capsys, monkeypatch):
    (root / "plugins" / "georgia.ka.po").write_text(CATALOG, encoding="utf-8")
    trust(capsys)
    monkeypatch.setenv("OGPKIT_LANGUAGE", "ka")
    assert check(capsys)["GEO001"]["message"] == "დახურეთ"


def test_it_stays_out_where_it_is_switched_off_or_no_plugins_are_wanted(root, capsys):
    trust(capsys)
    assert main(["--no-plugins", "plugin", "list"]) == 0
    assert "georgia" not in capsys.readouterr().out
    assert not has_run(root)
    assert main(["plugin", "disable", "georgia"]) == 0
    (root / "ran").unlink()
    assert "GEO001" not in check(capsys)
    assert not has_run(root)


def test_an_author_can_look_whether_it_keeps_the_contract(root, capsys):
    trust(capsys)
    main(["plugin", "check", "georgia"])
    said = capsys.readouterr()
    assert "rules" in said.err
    assert "fault in ogpkit" not in said.err


def test_an_agreement_that_is_a_link_counts_for_nothing(tmp_path):
    store = TrustStore(tmp_path / "kept")
    (tmp_path / "kept").mkdir(mode=0o700)
    (tmp_path / "note").write_text("{}", encoding="utf-8")
    if sys.platform != "win32":
        (tmp_path / "kept" / ("a" * 64)).symlink_to(tmp_path / "note")
    assert not store.has("a" * 64, tmp_path / "workspace")
    assert not store.has("../note", tmp_path / "workspace")


def test_its_findings_are_remembered_while_it_may_run_and_stays_as_it_is(root, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("OGPKIT_CACHE_DIR", str(tmp_path / "cache"))
    trust(capsys)
    before = check(capsys)
    (root / "ran").unlink()
    assert check(capsys) == before
    assert not has_run(root)
    (root / "plugins" / "georgia.py").write_text(PLUGIN.replace('"Close"', '"Untitled"'), encoding="utf-8")
    trust(capsys)
    assert check(capsys)["GEO001"]["message"] == "Untitled"
    assert main(["plugin", "untrust", "plugins/georgia.py"]) == 0
    assert "OGP020" in check(capsys)


def test_its_texts_are_collected_and_translated_beside_it(root, capsys, monkeypatch):
    trust(capsys)
    assert main(["plugin", "translate", "georgia", "--language", "ka"]) == 0
    said = capsys.readouterr().err
    assert "georgia.ka.po: " in said
    assert "ogpkit plugin trust plugins/georgia.py" in said
    catalog = root / "plugins" / "georgia.ka.po"
    text = catalog.read_text("utf-8")
    for message in ("Write its title.", "A department has a title", "What people call it.", "Say hello", "Departments"):
        assert f'msgid "{message}"\nmsgstr ""' in text
    assert "#: georgia.py\n" in text
    assert "ogpkit_file_" not in text
    catalog.write_text(text.replace('title."\nmsgstr ""', 'title."\nmsgstr "დაწერეთ სათაური."'), "utf-8")
    trust(capsys)
    assert main(["plugin", "translate", "georgia"]) == 0
    assert "ogpkit plugin trust" not in capsys.readouterr().err
    monkeypatch.setenv("OGPKIT_LANGUAGE", "ka")
    assert check(capsys)["GEO001"]["remedy"] == "დაწერეთ სათაური."


def test_nothing_is_written_through_a_link_beside_it(root, capsys, tmp_path):
    trust(capsys)
    (tmp_path / "elsewhere").write_text("mine", "utf-8")
    (root / "plugins" / "georgia.ka.po").symlink_to(tmp_path / "elsewhere")
    assert main(["plugin", "translate", "georgia", "--language", "ka"]) != 0
    assert (tmp_path / "elsewhere").read_text("utf-8") == "mine"
