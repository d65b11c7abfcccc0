"""The words of the command line that are the core's own; no plugin can take them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ogpkit.text.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click


class CommandEntry(NamedTuple):
    """Command of the core; a tuple, because every call makes all of them and nothing is to be imported for that.

    Attributes:
        module: The module that holds the click command under the name `command`, or several in `COMMANDS` by their names;
            imported when a command is called.
        help: One line for `ogpkit --help`, in English.
    """

    module: str
    help: str


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"plugin": ("disable", "enable", "list", "trust", "untrust")}
"""The groups to which plugins may add commands, with the words in them that are the core's own."""

CORE_COMMANDS: Final[Mapping[str, CommandEntry]] = {
    "add": CommandEntry("ogpkit.cli.commands.change", N_("Add an item to a list in a document.")),
    "advance": CommandEntry("ogpkit.cli.commands.change", N_("Move a document to another stage.")),
    "app": CommandEntry("ogpkit.cli.commands.app", N_("Open a workspace in the app.")),
    "calendar": CommandEntry("ogpkit.cli.commands.calendar", N_("List what is due, and when.")),
    "check": CommandEntry("ogpkit.cli.commands.check", N_("Find problems in the files of a workspace.")),
    "check-links": CommandEntry(
        "ogpkit.cli.commands.check_links", N_("Check whether web addresses in the files work.")
    ),
    "demo": CommandEntry("ogpkit.cli.commands.demo", N_("Copy the built-in example and open it.")),
    "describe-file": CommandEntry("ogpkit.cli.commands.git", N_("Print a plan file in words; git calls this.")),
    "diff": CommandEntry("ogpkit.cli.commands.diff", N_("Show what changed in a plan, in the words of the plan.")),
    "document": CommandEntry("ogpkit.cli.commands.document", N_("Create the documents that you submit.")),
    "explain": CommandEntry("ogpkit.cli.commands.explain", N_("Explain a rule, with a wrong and a right example.")),
    "export": CommandEntry("ogpkit.cli.commands.export", N_("Export scores, plans or tables to a file.")),
    "fmt": CommandEntry("ogpkit.cli.commands.fmt", N_("Format the files; comments stay.")),
    "git-setup": CommandEntry("ogpkit.cli.commands.git", N_("Let git merge and compare plan files by what they say.")),
    "import": CommandEntry("ogpkit.cli.commands.import_", N_("Import documents from a file.")),
    "init": CommandEntry("ogpkit.cli.commands.init", N_("Start a workspace.")),
    "lsp": CommandEntry("ogpkit.cli.commands.serve", N_("Show findings in an editor while you type.")),
    "merge-file": CommandEntry("ogpkit.cli.commands.git", N_("Merge two versions of a file; git calls this.")),
    "new": CommandEntry("ogpkit.cli.actions", N_("Create a document of any kind.")),
    "page": CommandEntry("ogpkit.cli.commands.page", N_("Print a page of the app as text, for screen readers.")),
    "plugin": CommandEntry("ogpkit.cli.commands.plugin", N_("List plugins, switch them on and off.")),
    "post-review": CommandEntry(
        "ogpkit.cli.commands.post_review", N_("Post a review as a comment; pipelines call this.")
    ),
    "schema": CommandEntry("ogpkit.cli.commands.schema", N_("Create the JSON Schemas of all kinds of document.")),
    "self-check": CommandEntry(
        "ogpkit.cli.commands.self_check", N_("Tell what this installation lacks, and what to do.")
    ),
    "serve": CommandEntry("ogpkit.cli.commands.serve", N_("Open the app in a browser on this computer.")),
    "set": CommandEntry("ogpkit.cli.commands.change", N_("Change the value of a key in a document.")),
    "show": CommandEntry("ogpkit.cli.commands.show", N_("Show a table of commitments, comments, scores and so on.")),
}


def is_command(words: str) -> bool:
    """Tell whether words can call something that is declared: the group of its plugin, and a name in it."""
    return re.fullmatch(r"[a-z][a-z0-9-]* [a-z][a-z0-9-]*", words) is not None


def load_core_command(word: str) -> click.Command:
    """Import the command behind a word of the core.

    Args:
        word: One of `CORE_COMMANDS`.
    """
    module: Any = import_module(CORE_COMMANDS[word].module)
    command: click.Command = getattr(module, "COMMANDS", {}).get(word) or module.command
    return command
