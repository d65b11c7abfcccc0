"""Commands in the language in use: what click shows of them is translated when they are called, not when they are imported."""

from __future__ import annotations

from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click

from ogpkit.text.i18n import _

C = TypeVar("C", bound=click.Command)


def localize_command(command: C) -> C:
    """Return the same command with its help, and that of its options and of the commands below it, in the language in use.

    Args:
        command: The command; it stays as it is.
    """
    said = copy(command)
    said.help = _(cleandoc(command.help)) if command.help else command.help
    said.params = [_localize_parameter(one) for one in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: localize_command(below) for name, below in said.commands.items()}
    return said


def _localize_parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    said = copy(parameter)
    said.help = _(parameter.help)
    return said
