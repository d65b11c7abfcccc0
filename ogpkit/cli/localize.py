"""Commands in the language in use: what click shows of them is translated when they are called, not when they are imported."""

from __future__ import annotations

from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click

from ogpkit.text.i18n import translate

C = TypeVar("C", bound=click.Command)


def localize_command(command: C, owner: str = "") -> C:
    """Return the same command with its help, and that of its options and of the commands below it, in the language in use.

    Args:
        command: The command; it stays as it is.
        owner: The import package whose catalogue comes first; when left out, that of the command's function.
    """
    said = copy(command)
    owner = owner or getattr(command.callback, "__module__", "").partition(".")[0]
    said.help = translate(cleandoc(command.help), owner) if command.help else command.help
    said.params = [_localize_parameter(one, owner) for one in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: localize_command(below, owner) for name, below in said.commands.items()}
    return said


def _localize_parameter(parameter: click.Parameter, owner: str) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    said = copy(parameter)
    said.help = translate(parameter.help, owner)
    return said
