"""Commands that plugins add to the command line, and marks of fields that say how a command takes them.

    ogpkit_cli_commands = provide(
        CliCommand(name="utopia", help="What Utopia has to do", load="ogpkit_utopia.commands:utopia")
    )

A declared action gets a command by itself: its parameters are the fields of a class, each an option unless a mark says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from ogpkit.plugins.providing import make_loader

if TYPE_CHECKING:
    import click


@attrs.frozen(kw_only=True)
class CliCommand:
    """Command of the command line, `ogpkit NAME`.

    Attributes:
        name: The word that calls it.
        help: One line for `ogpkit --help`, in English.
        load: Imports and gives the click command or group, or names it, such as `ogpkit_utopia.commands:utopia`. It is loaded
            when it is used.
        group: The group of the core in which it stands: `plugin` for `ogpkit plugin NAME`; empty for `ogpkit NAME`.
    """

    name: str
    help: str
    load: Callable[[], click.Command] = attrs.field(converter=make_loader)
    group: str = ""


@attrs.frozen
class Argument:
    """Mark of a field that a command takes by its position: `Annotated[str, Argument("PROVIDER|COUNTRY")]`.

    Attributes:
        metavar: What stands for it in the usage of the command; made of the field's name when left out.
        is_first: Whether it stands before the place that the command is about.
    """

    metavar: str = ""
    is_first: bool = False


@attrs.frozen
class Option:
    """Mark of a field that a command takes as an option of another name or look than the field's.

    Attributes:
        name: The option, for example `--topic` for a field `topics`; made of the field's name when left out.
        metavar: What stands for its value in the help; made of the type when left out.
    """

    name: str = ""
    metavar: str = ""
