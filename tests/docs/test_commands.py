"""Every command of ogpkit on a page can be called so, and does what the page says.

Each page has a workspace of its own, in which its commands are run one after the other. `pages.toml` says what it begins with.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from ogpkit.cli import main
from ogpkit.cli.group import ogpkit
from ogpkit.cli.process import Session

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs/howto").glob("*.md"))]
PAGES += sorted((ROOT / "plugins").glob("*/README.md"))
BLOCKS = re.compile(
    r"^```(?:console|bash|sh|shell|text)?[^\n]*\n(.*?)^```|((?:^    [^\n]*\n|^\n)+)", re.MULTILINE | re.DOTALL
)
END = {">", "<", "2>", "|", "||", "&&", ";", ">>"}


def list_commands(page):
    """The words after `ogpkit` of each command in a block of a page."""
    for block in BLOCKS.finditer(page.read_text("utf-8")):
        for line in (block[1] or block[2] or "").splitlines():
            said = re.match(r"\s*(?:\$ )?ogpkit(?: (.*))?$", line)
            if said:
                words = shlex.split(said[1] or "", comments=True)
                last = next((number for number, word in enumerate(words) if word in END), len(words))
                yield words[:last]


COMMANDS = sorted({tuple(words) for page in PAGES for words in list_commands(page)})


def parse(words):
    """Read the words as a call does, and call nothing."""
    with ogpkit.make_context("ogpkit", list(words), obj=Session()) as above:
        command, context = ogpkit, above
        while isinstance(command, click.Group) and (rest := [*context._protected_args, *context.args]):
            name, command, rest = command.resolve_command(context, rest)
            context = command.make_context(name, rest, parent=context)


def test_the_pages_have_many_commands():
    assert len(COMMANDS) > 150
    assert len({words[0] for words in COMMANDS if words}) > 25


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the files and folders that commands name."""
    here = tmp_path_factory.mktemp("named")
    for words in COMMANDS:
        for word in words:
            if re.fullmatch(r"(?!https?:)[\w./-]+\.(csv|eml|toml|xlsx|md|py|html|ics|txt)", word) and ".." not in word:
                (here / word).parent.mkdir(parents=True, exist_ok=True)
                (here / word).touch()
    for name in ("my-country", "ogpkit-demo", "playground"):
        (here / name).mkdir()
    return here


SET_UP = tomllib.loads((Path(__file__).parent / "pages.toml").read_text("utf-8"))
FOLLOWED = {"first-cycle", "tutorial"}
"""Pages that a reader follows in an environment of their own: `tests/distributions/test_tutorial.py`."""

AWAY = {
    "--plugin-traceback app": "a terminal, in which tests/app walk",
    "app": "likewise",
    "check --watch": "somebody who ends it",
    "check --workspace ogpkit-demo": "what demo unpacks: 2,020 files",
    "check-links": "the web",
    "demo": "nothing, but takes long: tests/cli/commands/test_demo.py",
    "lsp": "an editor, in tests/cli/lsp",
    "portal serve": "a browser, in tests/exchange",
    "serve": "a browser, in tests/app",
}
"""Commands that wait for something else, and for what."""

FINDS = {"check", "diff"}
"""Commands that end with 1 where they have found something."""


def is_away(words):
    said = " ".join(words)
    return any(said == one or said.startswith(f"{one} ") for one in AWAY)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Two small examples and a plan of a large one, in git."""
    root, source = tmp_path_factory.mktemp("example") / "plans", ROOT / "examples/cohort-2011/countries"
    shutil.copytree(ROOT / "examples/networking-paper", root)
    shutil.copytree(source / "KE", root / "countries/KE")
    shutil.copytree(source / "GE", root / "countries/GE", ignore=shutil.ignore_patterns("cycles"))
    for words in ("init -q -b main", "add -A", "-c user.name=A -c user.email=a@example.org commit -qm first"):
        subprocess.run(["git", *words.split()], cwd=root, check=True)
    return root


def call(words, capsys, monkeypatch):
    """Call a command as somebody who answers no question; give its status and what it said."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    status = main(words)
    said = capsys.readouterr()
    return status, said.out + said.err


def prepare(commands, capsys, monkeypatch):
    """Do what the page takes for granted."""
    for command in commands:
        words = shlex.split(command.replace("@/", f"{ROOT}/"))
        if words[0] == "ogpkit":
            status, said = call(words[1:], capsys, monkeypatch)
            assert status == 0, f"{command}: {said}"
        else:
            subprocess.run(words, check=True)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.stem not in FOLLOWED and any(list_commands(page))],
    ids=lambda page: page.stem,
)
def test_every_command_of_a_page_does_what_it_says(page, example, tmp_path, monkeypatch, capsys):
    set_up = SET_UP.get(page.stem, {})
    shutil.copytree(example, tmp_path / "plans")
    monkeypatch.chdir(tmp_path / "plans")
    for path, text in set_up.get("files", {}).items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")
    prepare(set_up.get("before", ()), capsys, monkeypatch)
    wrong, stops, then = [], dict(set_up.get("stops", {})), dict(set_up.get("then", {}))
    for words in list_commands(page):
        if not words or is_away(words):
            continue
        status, said = call(words, capsys, monkeypatch)
        reason = next((stops.pop(one) for one in list(stops) if shlex.join(words).startswith(one)), None)
        is_right = status == 0 or (status == 1 and FINDS & {*words}) or "Install it with `pip install" in said
        if reason not in said if reason else not is_right:
            wrong.append(f"ogpkit {shlex.join(words)}: {status}\n{said.strip()[-300:]}")
        for one in [one for one in then if shlex.join(words).startswith(one)]:
            prepare(then.pop(one), capsys, monkeypatch)
    assert not wrong, "\n".join(wrong)
    assert (stops, then) == ({}, {})


def test_what_is_not_run_here_can_be_called_so(folder, monkeypatch):
    monkeypatch.chdir(folder)
    wrong = []
    elsewhere = {tuple(words) for page in PAGES if page.stem in FOLLOWED for words in list_commands(page)}
    for words in (one for one in COMMANDS if one in elsewhere or is_away(one)):
        try:
            parse(words)
        except click.ClickException as error:
            wrong.append(f"ogpkit {shlex.join(words)}: {error.format_message()}")
        except click.exceptions.Exit:
            continue
    assert wrong == []
