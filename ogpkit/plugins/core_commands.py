"""The words of the command line that are the core's own; no plugin can take them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ogpkit.text.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


class CommandEntry(NamedTuple):
    """Command of the core; a tuple, because every call makes all of them and nothing is to be imported for that.

    Attributes:
        module: The module that holds the click command under the name `command`; imported when the command is called.
        help: One line for `ogpkit --help`, in English.
    """

    module: str
    help: str


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"plugin": ("disable", "enable", "list", "trust", "untrust")}
"""The groups to which plugins may add commands, with the words in them that are the core's own."""

CORE_COMMANDS: Final[Mapping[str, CommandEntry]] = {
    "app": CommandEntry("ogpkit.cli.commands.app", N_("Open a workspace in the app.")),
    "calendar": CommandEntry("ogpkit.cli.commands.calendar", N_("Say what is due, and when.")),
    "check": CommandEntry("ogpkit.cli.commands.check", N_("Say what is wrong in the files of a workspace.")),
    "demo": CommandEntry("ogpkit.cli.commands.demo", N_("Copy the embedded example and open it.")),
    "document": CommandEntry("ogpkit.cli.commands.document", N_("Write the documents that people hand in.")),
    "explain": CommandEntry("ogpkit.cli.commands.explain", N_("Explain a rule, with a wrong and a right example.")),
    "export": CommandEntry("ogpkit.cli.commands.export", N_("Write a file for elsewhere: scores, plans, tables.")),
    "fmt": CommandEntry("ogpkit.cli.commands.fmt", N_("Bring plan files into one form; comments stay.")),
    "import": CommandEntry("ogpkit.cli.commands.import_", N_("Take documents out of a file from elsewhere.")),
    "init": CommandEntry("ogpkit.cli.commands.init", N_("Start a workspace.")),
    "new": CommandEntry("ogpkit.cli.actions", N_("Create a document of any kind.")),
    "plugin": CommandEntry("ogpkit.cli.commands.plugin", N_("List plugins, switch them on and off.")),
    "schema": CommandEntry("ogpkit.cli.commands.schema", N_("Give the JSON Schemas of all kinds of document.")),
    "serve": CommandEntry("ogpkit.cli.commands.serve", N_("Show the app in a browser of this machine.")),
    "show": CommandEntry("ogpkit.cli.commands.show", N_("Show a table of commitments, comments, scores and so on.")),
}


def is_command(words: str) -> bool:
    """Tell whether words can call something that is declared: the group of its plugin, and a name in it."""
    return re.fullmatch(r"[a-z][a-z0-9-]* [a-z][a-z0-9-]*", words) is not None
