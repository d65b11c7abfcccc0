"""The words of the command line that are the core's own; no plugin can take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ogpkit.text.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Mapping


class Word(NamedTuple):
    """A command of the core; a tuple, because every call makes all of them and nothing is to be imported for that.

    Attributes:
        module: The module that holds the click command under the name `command`; imported when the command is called.
        help: One line for `ogpkit --help`, in English.
    """

    module: str
    help: str


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"plugin": ("disable", "enable", "list")}
"""The groups to which plugins may add commands, with the words in them that are the core's own."""

WORDS: Final[Mapping[str, Word]] = {
    "app": Word("ogpkit.cli.commands.app", marked("Open a workspace in the app.")),
    "calendar": Word("ogpkit.cli.commands.calendar", marked("Say what is due, and when.")),
    "check": Word("ogpkit.cli.commands.check", marked("Say what is wrong in the files of a workspace.")),
    "demo": Word("ogpkit.cli.commands.demo", marked("Copy the embedded example and open it.")),
    "document": Word("ogpkit.cli.commands.document", marked("Write the documents that people hand in.")),
    "explain": Word("ogpkit.cli.commands.explain", marked("Explain a rule, with a wrong and a right example.")),
    "export": Word("ogpkit.cli.commands.export", marked("Write a file for elsewhere: scores, plans, tables.")),
    "fmt": Word("ogpkit.cli.commands.fmt", marked("Bring plan files into one form; comments stay.")),
    "import": Word("ogpkit.cli.commands.import_", marked("Take documents out of a file from elsewhere.")),
    "init": Word("ogpkit.cli.commands.init", marked("Start a workspace.")),
    "plugin": Word("ogpkit.cli.commands.plugin", marked("List plugins, switch them on and off.")),
    "schema": Word("ogpkit.cli.commands.schema", marked("Give the JSON Schemas of all kinds of document.")),
    "serve": Word("ogpkit.cli.commands.serve", marked("Show the app in a browser of this machine.")),
}
