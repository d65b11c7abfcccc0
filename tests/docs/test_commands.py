"""Every command of ogpkit on a page can be called so: its words, options and arguments are known."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

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


def test_every_command_of_a_page_can_be_called(folder, monkeypatch):
    monkeypatch.chdir(folder)
    wrong = []
    for words in COMMANDS:
        try:
            parse(words)
        except click.ClickException as error:
            wrong.append(f"ogpkit {shlex.join(words)}: {error.format_message()}")
        except click.exceptions.Exit:
            continue
    assert wrong == []
