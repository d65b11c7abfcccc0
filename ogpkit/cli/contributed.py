"""Commands that plugins contribute: each is imported when it is called, under the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ogpkit.cli.localize import localize_command
from ogpkit.cli.options import load_plugins, nearest_workspace_root
from ogpkit.cli.process import Session
from ogpkit.errors import OgpkitError
from ogpkit.plugins.discovery import CORE
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ogpkit.plugins.cli_commands import CliCommand
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution


class CommandUnusable(OgpkitError):
    """Raised when a plugin's command cannot be loaded."""


def list_contributed_commands(ctx: click.Context, group: str = "") -> tuple[OwnedContribution[CliCommand], ...]:
    """Return the commands of plugins in one of the core's groups, or those that stand directly after `ogpkit`."""
    return tuple(owned for owned in load_context_plugins(ctx).cli_commands if owned.value.group == group)


def find_contributed_command(ctx: click.Context, name: str, group: str = "") -> click.Command | None:
    """Load the command of a plugin, in the language in use; None where no plugin has it.

    Raises:
        CommandUnusable: Its plugin failed.
    """
    plugins = load_context_plugins(ctx)
    for owned in plugins.cli_commands:
        if (owned.value.group, owned.value.name) == (group, name):
            return _load(ctx, plugins, owned)
    return None


def refuse_unknown_command(ctx: click.Context, word: str, known: Iterable[str]) -> click.UsageError:
    """Return the error of a call with a word that is no command, with the one that was perhaps meant."""
    from difflib import get_close_matches  # noqa: PLC0415  only a misspelt word needs it

    near = get_close_matches(word, list(known), 1)
    advice = " " + _("Did you mean “{near}”?").format(near=near[0]) if near else ""
    return click.UsageError(_("There is no command “{word}”.").format(word=sanitize_line(word)) + advice, ctx)


def load_context_plugins(ctx: click.Context) -> Plugins:
    """Return the plugins that take part where the person stands."""
    return load_plugins(nearest_workspace_root(), ctx)


def _load(ctx: click.Context, plugins: Plugins, found: OwnedContribution[Any]) -> click.Command:
    doing = f"command {found.value.name}"
    command = plugins.call(found.plugin, doing, _check_loaded(found.value.load), None)
    if command is None:
        fault = plugins.faults[-1]
        raise CommandUnusable(
            _("The command “{word}” of the plugin {plugin} cannot be loaded: {message} {remedy}").format(
                word=sanitize_line(found.value.name),
                plugin=found.plugin,
                message=f"{fault.message} {fault.where}".strip(),
                remedy=fault.remedy,
            )
        )
    if isinstance(command, click.Group):
        from ogpkit.cli.declared import add_declared_commands  # noqa: PLC0415  only a group may hold what is declared

        command = add_declared_commands(command, found.value.name, found.plugin, plugins)
    session = ctx.find_object(Session)
    if session and found.plugin != CORE:
        session.owner = _format_owner(plugins, found.plugin)
    return localize_command(command, found.plugin)


def _check_loaded(load: Callable[[], click.Command]) -> Callable[[], click.Command]:
    def load_command() -> click.Command:
        command = load()
        if not isinstance(command, click.Command):
            raise CommandUnusable(
                _("It returned a {given} instead of a click command.").format(given=type(command).__name__)
            )
        return command

    return load_command


def _format_owner(plugins: Plugins, name: str) -> str:
    found = next((one for one in plugins.installed if one.name == name and one.state == "on"), None)
    source = f" ({found.distribution} {found.version})" if found and found.distribution else ""
    return sanitize_line(_("the plugin {name}").format(name=name) + source)
