"""The contracts find what is wrong with a plugin: each is broken here by a real distribution, and says how."""

from __future__ import annotations

import sys

import pytest

from ogpkit.devkit.testing.contracts import CONTRACTS, NoSuchPlugin
from ogpkit.devkit.testing.distribution import write_distribution

BY_NAME = {contract.name: contract for contract in CONTRACTS}

HEAD = """
    import attrs
    from ogpkit.api import *
    from ogpkit.api.content import Country
    from ogpkit.api.text import _
"""

EXAMPLE = """
    RIGHT = Example(files={"countries/XX/country.toml": 'name = "X"'})
    def rule(**more):
        said = dict(code="BAD001", title="Title", section="X", explanation="Why.", entity=Country, wrong=RIGHT, right=RIGHT)
        said["check"] = lambda document, workspace: ()
        return Rule(**(said | more))
"""

BAD = {
    "it gives nothing": (
        "hooks",
        "@hookimpl\ndef ogpkit_rules(): return ()",
        "hook ogpkit_rules: It gives nothing; leave the hook out.",
    ),
    "it gives a hook twice": (
        "hooks",
        "ogpkit_rules = provide(rule())\nogpkit_rules = provide(rule(code='BAD002'))",
        "ogpkit_bad_bad.py:14: ogpkit_rules is given before in the same module, and that is lost; give everything in one place.",
    ),
    "it raises": ("hooks", "@hookimpl\ndef ogpkit_rules(): raise ValueError('gone')", "hook ogpkit_rules: gone"),
    "nobody knows what a field is": (
        "kinds",
        """
@attrs.frozen
class Treaty:
    '''A treaty.'''
    title: str = ""

@hookimpl
def ogpkit_kinds():
    yield Kind(name="treaty", entity=Treaty, pattern="treaties/{id}.toml", title="T", titles="T", example='title = "T"')
""",
        "kind treaty: Say under “Attributes:” in the docstring what Treaty.title is.",
    ),
    "its example is wrong": (
        "kinds",
        """
@attrs.frozen
class Treaty:
    '''A treaty.

    Attributes:
        title: Its name.
    '''
    title: str = ""

@hookimpl
def ogpkit_kinds():
    yield Kind(name="treaty", entity=Treaty, pattern="treaties/{id}.toml", title="T", titles="T", example="tilte = 1")
""",
        "kind treaty: Its example cannot be read:",
    ),
    "a document reads differently": (
        "kinds",
        """
@attrs.frozen
class Treaty:
    '''A treaty.

    Attributes:
        title: Its name.
    '''
    title: str = attrs.field(default="", converter=lambda text: text + "!")

@hookimpl
def ogpkit_extensions():
    yield Extension(table="bad", kind="country", entity=Treaty, title="T")
""",
        "extension country.bad: It reads as",
    ),
    "a rule says nothing": (
        "rules",
        "@hookimpl\ndef ogpkit_rules(): yield rule(explanation='because')",
        "rule BAD001: Its explanation is whole sentences",
    ),
    "a wrong example is right": (
        "rules",
        "@hookimpl\ndef ogpkit_rules(): yield rule()",
        "rule BAD001: Its wrong example does not break it.",
    ),
    "a right example is wrong": (
        "rules",
        """
@hookimpl
def ogpkit_rules():
    yield rule(check=lambda document, workspace: [Problem(message=_("No"), remedy=_("Yes"))])
""",
        "rule BAD001: Its right example breaks it.",
    ),
    "an obligation is none": (
        "work",
        "@hookimpl\ndef ogpkit_obligations(): yield DueDates(name='x', derive=lambda workspace: [1])",
        "obligations x: It returned a int instead of a DueDate.",
    ),
    "an export is a text": (
        "work",
        """
@hookimpl
def ogpkit_exporters():
    yield Exporter(name="x", title="X", suffix=".x", scope=Scope.WORKSPACE, write=lambda workspace, place: "text")
""",
        "exporter x: It gave a str where bytes belong.",
    ),
    "an importer fails at a foreign file": (
        "importers",
        """
@hookimpl
def ogpkit_importers():
    yield Importer(name="x", title="X", suffixes=(".x",), read=lambda data, workspace, place: 1 / 0)
""",
        "importer x, a file that is none of its own: division by zero",
    ),
    "a panel fails": (
        "panels",
        """
@hookimpl
def ogpkit_panels():
    yield Panel(name="x", title="X", scope=Scope.COUNTRY, load=lambda: lambda session, place: 1 / 0)
""",
        "panel x: division by zero",
    ),
    "a panel fails while it is drawn": (
        "panels",
        """
def load():
    from textual.widgets import Static
    class Late(Static):
        def on_mount(self):
            raise ValueError("late")
    return lambda session, place: Late()

@hookimpl
def ogpkit_panels():
    yield Panel(name="x", title="X", scope=Scope.COUNTRY, load=load)
""",
        "panel x: late",
    ),
    "a command explains nothing": (
        "commands",
        """
def load():
    import click
    return click.Command("x", params=[click.Option(["--y"])])

@hookimpl
def ogpkit_cli_commands():
    yield CliCommand(name="x", help="Do x", load=load)
""",
        "command x: Say in its docstring what it does.",
    ),
    "a step of a tour is too long to be read": (
        "commands",
        """
ogpkit_tours = provide(Tour(name="x", title="X", summary="See X.", steps=(TourStep(text="Go on. " * 30),)))
""",
        "tour x: Say in step 1 what to do next, in at most 160 letters.",
    ),
    "it imports what only the app needs": (
        "start",
        "import textual\n@hookimpl\ndef ogpkit_rules(): yield rule()",
        "import: It imports textual; import that in the hook or function that needs it.",
    ),
    "its hooks import what only the app needs": (
        "start",
        "@hookimpl\ndef ogpkit_rules():\n    import textual\n    yield rule()",
        "hooks: Calling its hooks imports textual; import that in `load`, or where it is used.",
    ),
    "it prints": (
        "start",
        "print('hello')\n@hookimpl\ndef ogpkit_rules(): yield rule()",
        "import: It prints: 'hello'.",
    ),
    "it uses what will be gone": (
        "old names",
        """
from ogpkit.api import warn_deprecated as deprecated
@hookimpl
def ogpkit_rules(): yield rule()
deprecated("ogpkit.schema.kinds.OldKind", instead="ogpkit.schema.kinds.Kind", until="0.4")
""",
        "SITE/ogpkit_bad_bad.py:17: ogpkit.schema.kinds.OldKind will be gone in ogpkit 0.4; use ogpkit.schema.kinds.Kind.",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_broken_contract_is_found(tmp_path, monkeypatch, what):
    contract, source, said = BAD[what]
    indented = "\n".join(f"    {line}" for line in source.splitlines())
    write_distribution(tmp_path, "ogpkit-bad", {"bad": f"{HEAD}{EXAMPLE}\n{indented}"})
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    try:
        complaints = BY_NAME[contract].find_complaints("bad")
    finally:
        sys.modules.pop("ogpkit_bad_bad", None)
    assert any(one.startswith(said.replace("SITE", str(tmp_path))) for one in complaints), complaints


TEXTS = {
    "a bare message": (
        'Problem(message="No", remedy=_("Yes"))',
        "The message of a Problem is said to people: put the text into _(…).",
    ),
    "a message that was filled in first": (
        'Problem(message=_("No"), remedy="{x}, yes".format(x=1))',
        "The remedy of a Problem",
    ),
    "a value within the translated text": (
        'Problem(message=_(f"No {code}"), remedy=_("Yes"))',
        "_(…) needs the text itself; fill values in afterwards",
    ),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_that_nobody_can_translate_is_found(tmp_path, monkeypatch, what):
    call, said = TEXTS[what]
    head = "from ogpkit.api import Problem\nfrom ogpkit.api.text import _\ncode = 1\n\n"
    [complaint] = told_of_module(tmp_path, monkeypatch, "texts", f"{head}def found():\n    yield {call}\n")
    assert complaint.startswith(f"ogpkit_bad/rules.py:6: {said}")


def told_of_module(tmp_path, monkeypatch, contract, source):
    """What a contract says of a plugin with a module `rules`."""
    package = tmp_path / "ogpkit_bad"
    package.mkdir()
    (package / "rules.py").write_text(source, "utf-8")
    write_distribution(tmp_path, "ogpkit-bad", {})
    (package / "__init__.py").write_text("", "utf-8")
    entry = tmp_path / "ogpkit_bad-1.0.dist-info/entry_points.txt"
    entry.write_text("[ogpkit]\nbad = ogpkit_bad\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        return BY_NAME[contract].find_complaints("bad")
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "ogpkit_bad"]:
            del sys.modules[name]


IMPORTS = {
    "from ogpkit.kinds import Kind": "Import ogpkit.api.Kind instead of ogpkit.kinds.Kind.",
    "from ogpkit.language import _, spoken": "Import ogpkit.api.text.current_language instead of ogpkit.language.spoken.",
    "from ogpkit.schema.kinds import Kind": "Import ogpkit.api.Kind instead of ogpkit.schema.kinds.Kind.",
    "from ogpkit.text.i18n import _, current_language": "Import ogpkit.api.text.current_language instead of "
    "ogpkit.text.i18n.current_language.",
    "import ogpkit.plugins.guard": "ogpkit.plugins.guard is not in ogpkit.api and may change at any time; do without it.",
    "from ogpkit.plugins import guard": "ogpkit.plugins.guard is not in ogpkit.api and may change at any time; do without it.",
    "from ogpkit.api import Kind, text": "",
    "import ogpkit.api.text": "",
}


@pytest.mark.parametrize("line", IMPORTS)
def test_an_import_from_behind_the_api_is_found(tmp_path, monkeypatch, line):
    complaints = told_of_module(tmp_path, monkeypatch, "imports", f"import attrs\n\n{line}\n")
    assert complaints[-1:] == ((f"ogpkit_bad/rules.py:3: {IMPORTS[line]}",) if IMPORTS[line] else ())


def test_a_plugin_that_is_not_installed_is_said_with_those_that_are():
    with pytest.raises(NoSuchPlugin, match=r"No plugin “atlantis” is installed\. Choose one of: commitments,"):
        BY_NAME["hooks"].find_complaints("atlantis")
