"""Nothing but the guarded reader opens a file of a workspace; whatever else opens files is listed with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

READERS = {
    "ogpkit/workspace/folder.py": "the guarded way to files: each folder by its own name, no link, no pipe, up to a limit",
    "ogpkit/workspace/output.py": "writes what somebody asked for to where they said",
    "ogpkit/workspace/staging.py": "writes files that have no name yet, in folders that are open",
    "ogpkit/workspace/cache_folder.py": "the person's own cache",
    "ogpkit/workspace/formatter.py": "files that the formatter has just written, in a folder of ogpkit's own",
    "ogpkit/workspace/create.py": "the examples that come with ogpkit",
    "ogpkit/workspace/lease.py": "what the system says of its disks",
    "ogpkit/workspace/git.py": "git's own files, looked at first and never waited for",
    "ogpkit/app/preferences.py": "what the person has chosen for the app, up to a limit",
    "ogpkit/workspace/user_files.py": "the person's own settings, up to a limit",
    "ogpkit/app/screens/guide_page.py": "guides that come with ogpkit",
    "ogpkit/app/external_editor.py": "what the person's editor has made of a file, in a folder of ogpkit's own",
    "ogpkit/plugins/trust.py": "the person's own notes of which plugins they trust",
    "ogpkit/plugins/edition_files.py": "rule sets that come with a plugin",
    "ogpkit/plugins/edition_claims.py": "the source of an installed plugin",
    "ogpkit/plugins/discovery.py": "what an installed distribution says of itself",
    "ogpkit/workspace/placeholders.py": "the placeholders that ogpkit knows",
    "ogpkit/check/rule_files.py": "rules that come with a plugin",
    "ogpkit/check/baseline.py": "known findings, which may lie anywhere; looked at first, never waited for, up to a limit",
    "ogpkit/schema/kinds.py": "examples that come with a plugin",
    "ogpkit/model/identifiers.py": "lists of countries and languages that come with ogpkit",
    "ogpkit/text/deadlines.py": "words of deadlines that come with ogpkit",
    "ogpkit/exchange/incoming.py": "sheets and mails that somebody names; looked at first, never waited for, up to a limit",
    "ogpkit/exchange/outputs.py": "what an export has written before, where somebody said",
    "ogpkit/exchange/portal/output.py": "pages that the portal has written before",
    "ogpkit/exchange/portal/building.py": "the code, and templates that were found to lie in the workspace",
    "ogpkit/exchange/portal/serving.py": "pages of the site, in the folder that it serves",
    "ogpkit/exchange/portal/looks.py": "styles of ogpkit, and templates that were found to lie in the workspace",
    "ogpkit/api/old_paths.py": "a list that comes with ogpkit",
    "ogpkit/exchange/tile_map.py": "the places of countries, which come with ogpkit",
    "ogpkit/cli/commands/git.py": "git's own list of attributes, and the three versions that git names for a merge",
    "ogpkit/cli/commands/check_output.py": "the page of a run of GitHub Actions, which its runner names and which is added to",
    "ogpkit/cli/process.py": "the device into which a closed pipe is emptied",
    "plugins/reporting/ogpkit_reporting/irm_database.py": "a list that comes with the plugin",
    "plugins/consultation/ogpkit_consultation/importing.py": "a list that comes with the plugin",
    "plugins/consultation/ogpkit_consultation/platforms.py": "a list that comes with the plugin",
}
"""Modules that open files, and why none of these is a file that comes from a workspace without having been looked at."""


def is_of_the_module(call: ast.Call) -> bool:
    """Tell whether a file lies beside the module that opens it."""
    return "Path(__file__)" in ast.unparse(call.func)


def opens_a_file(call: ast.Call) -> bool:
    """Tell whether a call opens a file by its path."""
    func = call.func
    if isinstance(func, ast.Name):
        return func.id in ("open", "fopen")
    if not isinstance(func, ast.Attribute):
        return False
    if func.attr in ("read_bytes", "read_text"):
        return True
    if func.attr != "open":
        return False
    of_a_library = isinstance(func.value, ast.Name) and func.value.id in (
        "os",
        "io",
        "codecs",
        "tarfile",
        "gzip",
        "tokenize",
    )
    mode = call.args[0] if call.args else None
    return of_a_library or (isinstance(mode, ast.Constant) and str(mode.value).strip("rwaxbt+") == "")


def list_modules():
    yield from sorted((ROOT / "ogpkit").rglob("*.py"))
    yield from sorted((ROOT / "plugins").glob("*/ogpkit_*/**/*.py"))


def test_only_named_modules_open_files():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in list_modules()
        if "devkit" not in path.parts
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and opens_a_file(node)
        if "app" not in path.relative_to(ROOT).parts or not is_of_the_module(node)
    }
    assert found == set(READERS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open(path)", True),
        ("path.read_bytes()", True),
        ("(root / 'ogpkit.toml').read_text('utf-8')", True),
        ("os.open(path, 0)", True),
        ("path.open('rb')", True),
        ("Folder.open(root)", False),
        ("await fold.open()", False),
        ("reader.read(path)", False),
    ],
)
def test_a_call_that_opens_a_file_is_known(text, expected):
    calls = [node for node in ast.walk(ast.parse(f"async def f():\n    {text}")) if isinstance(node, ast.Call)]
    assert any(opens_a_file(call) for call in calls) is expected
