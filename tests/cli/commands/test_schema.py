"""`ogpkit schema`: the schemas of every kind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins

EXAMPLE = Path(__file__).parents[3] / "examples" / "networking-paper"
NAMES = {kind.name for kind in Plugins.discover().kinds}


@pytest.fixture(autouse=True)
def _nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_every_installed_kind_has_a_schema_that_is_one(capsys):
    assert main(["schema"]) == 0
    schemas = json.loads(capsys.readouterr().out)
    assert set(schemas) == NAMES
    for schema in schemas.values():
        validator_for(schema).check_schema(schema)


def test_one_kind_in_the_older_draft(capsys):
    assert main(["schema", "country", "--draft", "draft-07"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_schemas_as_files(tmp_path, capsys):
    assert main(["schema", "--out", str(tmp_path / "new/schemas")]) == 0
    written = {file.name for file in (tmp_path / "new/schemas").iterdir()}
    assert written == {f"{name}.schema.json" for name in NAMES}
    assert json.loads((tmp_path / "new/schemas/country.schema.json").read_text("utf-8"))["title"] == "Country"
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "country.schema.json" in captured.err


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["schema", "--out", str(tmp_path / "file/schemas")]) == 2
    assert "could not be saved" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "said"), [("contry", "Did you mean “country”?"), ("xyzzy", "country, ")])
def test_an_unknown_kind(capsys, kind, said):
    assert main(["schema", kind]) == 2
    assert said in capsys.readouterr().err


def taplo(folder):
    script = Path(sys.executable).with_name("taplo")
    return subprocess.run([script, "check"], cwd=folder, check=False, capture_output=True, text=True)


def test_taplo_finds_the_schema_of_each_file_of_the_example(tmp_path, monkeypatch):
    root = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, root)
    monkeypatch.chdir(root)
    assert main(["schema", "--out", "schemas", "--taplo"]) == 0
    assert taplo(root).returncode == 0
    file = root / "countries/XX/country.toml"
    file.write_text("unknown = 1\n" + file.read_text("utf-8"), "utf-8")
    done = taplo(root)
    assert done.returncode == 1
    assert "countries/XX/country.toml" in done.stderr
    assert "'unknown' was unexpected" in done.stderr
    assert main(["schema", "--out", "schemas", "--taplo"]) == 0


def test_a_mapping_that_somebody_else_wrote_is_left_alone(tmp_path, monkeypatch, capsys):
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', "utf-8")
    (tmp_path / ".taplo.toml").write_text("# mine\n", "utf-8")
    assert main(["schema", "--out", "schemas", "--taplo"]) == 1
    assert ".taplo.toml" in capsys.readouterr().err
    assert (tmp_path / ".taplo.toml").read_text("utf-8") == "# mine\n"


@pytest.mark.parametrize("folder", [".ogpkit/schemas", "build/schemas"])
def test_a_folder_that_git_leaves_out_is_refused(tmp_path, monkeypatch, capsys, folder):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', "utf-8")
    (tmp_path / ".gitignore").write_text("build/\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "--out", folder, "--taplo"]) == 2
    assert "Choose another folder: --out schemas" in capsys.readouterr().err
    assert not (tmp_path / ".taplo.toml").exists()
    assert main(["schema", "--out", "schemas", "--taplo"]) == 0


def test_a_mapping_needs_files_to_lead_to(capsys):
    assert main(["schema", "--taplo"]) == 2
    assert "--out" in capsys.readouterr().err


def test_an_example_stands_in_each_schema_and_keeps_to_it(capsys):
    assert main(["schema"]) == 0
    for schema in json.loads(capsys.readouterr().out).values():
        for example in schema.get("examples", []):
            validator_for(schema)(schema).validate(example)


def enumerations(schema):
    """Every enumeration in a schema."""
    if isinstance(schema, dict):
        if "enum" in schema:
            yield schema
        for inner in schema.values():
            yield from enumerations(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from enumerations(inner)


@pytest.mark.parametrize("draft", ["2020-12", "draft-07"])
def test_each_word_of_an_enumeration_has_its_label_for_toml_editors(draft, capsys):
    """The extension of taplo and Even Better TOML: one text a word, beside a plain `enum` that all tools read."""
    assert main(["schema", "--draft", draft]) == 0
    schemas = json.loads(capsys.readouterr().out)
    found = [one for schema in schemas.values() for one in enumerations(schema)]
    assert len(found) > 20
    for one in found:
        labels = one["x-taplo"]["docs"]["enumValues"]
        assert len(labels) == len(one["enum"])
        assert all(labels)
    challenges = next(one for one in enumerations(schemas["cycle"]) if "public-resources" in one["enum"])
    place = challenges["enum"].index("public-resources")
    assert challenges["x-taplo"]["docs"]["enumValues"][place] == "More Effectively Managing Public Resources"


def test_taplo_and_check_jsonschema_say_what_is_no_word_of_an_enumeration(tmp_path, monkeypatch):
    root = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, root)
    monkeypatch.chdir(root)
    assert main(["schema", "--out", "schemas", "--taplo"]) == 0
    file = root / "countries/XX/country.toml"
    file.write_text(file.read_text("utf-8").replace('"national"', '"federal"'), "utf-8")
    assert '"federal" is not one of' in taplo(root).stderr
    script = Path(sys.executable).with_name("check-jsonschema")
    words = [script, "--schemafile", root / "schemas/country.schema.json", file]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "'federal' is not one of" in done.stdout
