"""What several commands have in common: which workspace, which plugins, which form of output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ogpkit.cli.session import Session
from ogpkit.storage.root import NoWorkspace, find_root

if TYPE_CHECKING:
    from ogpkit.plugins import Plugins

F = TypeVar("F", bound=Callable[..., Any])


def workspace_option(function: F) -> F:
    """Give a command the option `--workspace DIR`, as its argument `workspace`.

    Args:
        function: The command's function; pass the argument on to `root_of`.
    """
    return click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The workspace; the nearest ogpkit.toml upwards when left out.",
    )(function)


def format_option(*forms: str) -> Callable[[F], F]:
    """Give a command the option `--format`, as its argument `form`.

    Args:
        forms: What it can be; the first is the default.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="The form of the output.",
    )


def root_of(workspace: Path | None) -> Path:
    """The root of the workspace that a command is about.

    Args:
        workspace: What `--workspace` or the first argument says.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    return find_root(workspace or Path.cwd())


def nearest_root() -> Path | None:
    """The root of the workspace that the person stands in, if any."""
    try:
        return find_root(Path.cwd())
    except (NoWorkspace, OSError):
        return None


def plugins_of(root: Path | None, context: click.Context | None = None) -> Plugins:
    """The plugins that take part in a workspace, loaded once in a run.

    Args:
        root: The workspace, whose ogpkit.toml says what is switched off; None leaves every plugin on.
        context: The running command; the current one when left out.
    """
    from ogpkit.plugins import Plugins  # noqa: PLC0415  a check whose result is known loads no plugin
    from ogpkit.storage.switches import switched_off  # noqa: PLC0415

    context = context or click.get_current_context(silent=True)
    session = (context and context.find_object(Session)) or Session()
    off = frozenset(switched_off(root) if root else ())
    if off not in session.plugins:
        session.plugins[off] = Plugins.discover(off, third_party=session.third_party)
    return session.plugins[off]
