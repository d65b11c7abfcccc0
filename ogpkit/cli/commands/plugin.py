"""`ogpkit plugin`: what is installed, what it contributes, and switching it off and on."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.cli.contributed import find_contributed_command, list_contributed_commands, refuse_unknown_command
from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import format_option, load_plugins, nearest_workspace_root, workspace_option, workspace_root
from ogpkit.plugins.discovery import CORE
from ogpkit.text.i18n import N_, _
from ogpkit.text.sanitize import for_json, sanitize_line
from ogpkit.text.tables import Table, table_text
from ogpkit.workspace.plugin_switches import FOLDER, list_plugin_files, switch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.plugins.manager import Plugin, PluginFault, Plugins

_STATES: Final = {"on": N_("on"), "off": N_("off"), "failed": N_("failed")}


class PluginGroup(click.Group):
    """Commands about plugins: those of the core, and those that plugins add beside them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the name of every command, in order."""
        return sorted(
            {*super().list_commands(ctx), *(one.value.name for one in list_contributed_commands(ctx, "plugin"))}
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; plugins are loaded only when it is none of the core's."""
        return super().get_command(ctx, cmd_name) or find_contributed_command(ctx, cmd_name, "plugin")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a call, or say which word was perhaps meant."""
        if self.get_command(ctx, args[0]) is None:
            raise refuse_unknown_command(ctx, args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


@click.group("plugin", cls=PluginGroup)
def command() -> None:
    """List plugins, switch them on and off."""


@command.command("list")
@workspace_option
@format_option("table", "json")
def list_plugins(workspace: Path | None, form: str) -> None:
    """List the installed plugins, what they contribute and their state."""
    root = workspace_root(workspace) if workspace else nearest_workspace_root()
    plugins = load_plugins(root)
    counts = _count_contributions(plugins)
    if form == "json":
        records = [_record(plugins, plugin, counts.get(plugin.name, {})) for plugin in plugins.installed]
        print_data(for_json(json.dumps(records, ensure_ascii=False, indent=2)))
        return
    print_data(table_text(_make_table(plugins, counts)))
    for fault in plugins.faults:
        if fault.where:
            print_message(sanitize_line(f"{fault.plugin}, {fault.doing}: {fault.where}"))


def _count_contributions(plugins: Plugins) -> dict[str, dict[str, int]]:
    """Return how much each plugin gives for each hook; calls every hook."""
    counts: dict[str, dict[str, int]] = {}
    for hook, contributions in plugins.call_all().items():
        for owned in contributions:
            given = counts.setdefault(owned.plugin, {})
            what = hook.removeprefix("ogpkit_").replace("_", " ")
            given[what] = given.get(what, 0) + 1
    return counts


def _record(plugins: Plugins, plugin: Plugin, counts: Mapping[str, int]) -> dict[str, object]:
    return {
        "name": plugin.name,
        "version": plugin.version,
        "distribution": plugin.distribution,
        "source": plugin.source,
        "location": _find_location(plugin),
        "state": plugin.state,
        "hooks": list(plugin.hooks),
        "contributes": dict(counts) if plugin.state == "on" else {},
        "milliseconds": _measure_milliseconds(plugins, plugin),
        "faults": [
            {"doing": fault.doing, "message": fault.message, "remedy": fault.remedy, "where": fault.where}
            for fault in _list_faults(plugins, plugin)
        ],
    }


def _make_table(plugins: Plugins, counts: Mapping[str, Mapping[str, int]]) -> Table:
    rows = [
        (
            plugin.name,
            plugin.version,
            f"{plugin.distribution} ({plugin.source})" if plugin.source else plugin.distribution,
            _(_STATES[plugin.state]),
            _list_hooks(plugin, counts.get(plugin.name, {})),
            _measure_milliseconds(plugins, plugin),
            " ".join(f"{fault.doing}: {fault.message}" for fault in _list_faults(plugins, plugin)),
        )
        for plugin in plugins.installed
    ]
    columns = ("name", "version", "source", "state", "hooks", "milliseconds", "faults")
    titles = (_("plugin"), _("version"), _("source"), _("state"), _("hooks"), _("ms"), _("what is wrong"))
    return Table(columns, rows, titles)


def _find_location(plugin: Plugin) -> str:
    """Return where the plugin's code lies, as far as it has been imported."""
    return str(getattr(plugin.module, "__file__", None) or "")


def _list_hooks(plugin: Plugin, counts: Mapping[str, int]) -> str:
    """Return the hooks that a plugin uses, each with how much it gives."""
    used = (hook.removeprefix("ogpkit_").replace("_", " ") for hook in plugin.hooks)
    return ", ".join(f"{hook} {counts.get(hook, 0)}" for hook in used)


def _measure_milliseconds(plugins: Plugins, plugin: Plugin) -> float | None:
    return None if plugin.state == "off" else round(plugins.milliseconds(plugin.name), 1)


def _list_faults(plugins: Plugins, plugin: Plugin) -> list[PluginFault]:
    return [fault for fault in plugins.faults if fault.plugin == plugin.name]


@command.command("disable")
@click.argument("name")
@workspace_option
def disable(name: str, workspace: Path | None) -> None:
    """Switch off a plugin in this workspace."""
    _switch(name, workspace, on=False)


@command.command("enable")
@click.argument("name")
@workspace_option
def enable(name: str, workspace: Path | None) -> None:
    """Switch on a plugin in this workspace."""
    _switch(name, workspace, on=True)


@command.command("trust")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--digest", default="", help="Refuse if the file no longer has this digest. Use this option in scripts.")
def trust(file: Path, digest: str) -> None:
    """Trust a plugin in one file, so that it can run on this machine.

    Its code can do everything that you can do. If the file or its translations change, ogpkit asks you again.
    """
    from ogpkit.plugins.file_plugins import read_plugin_file  # noqa: PLC0415  only here
    from ogpkit.plugins.trust import TrustStore  # noqa: PLC0415

    root = _find_home(file)
    read = read_plugin_file(root, file.name)
    if digest not in ("", read.digest):
        raise click.UsageError(
            _("{file} has changed. Its digest is now {digest}. Read the file before you trust it.").format(
                file=read.path, digest=read.digest
            )
        )
    TrustStore.of_this_person().add(read.digest, root / read.path, root)
    print_message(_("{file} may run on this machine until it changes.").format(file=read.path))
    if file.name not in list_plugin_files(root):
        said = _("To use it, add it to ogpkit.toml under [plugins]: files = [{name}]")
        print_message(said.format(name=f'"{file.name}"'))
    print_data(read.digest)


@command.command("untrust")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def untrust(file: Path) -> None:
    """Stop trusting a plugin in one file, even if the file has changed."""
    from ogpkit.plugins.file_plugins import UnusablePluginFile, read_plugin_file  # noqa: PLC0415  only here
    from ogpkit.plugins.trust import TrustStore  # noqa: PLC0415

    root = _find_home(file)
    try:
        digest = read_plugin_file(root, file.name).digest
    except UnusablePluginFile:
        digest = ""
    forgotten = TrustStore.of_this_person().remove(digest, root / FOLDER / file.name)
    said = _("{file} can no longer run on this machine.") if forgotten else _("{file} was not trusted before.")
    print_message(said.format(file=sanitize_line(f"{FOLDER}/{file.name}")))


def _find_home(file: Path) -> Path:
    """Return the workspace in whose folder `plugins` a file lies."""
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100  what is a link is refused where it is read
    root = workspace_root(folder.parent) if folder.is_dir() else folder
    if folder != root / FOLDER:
        raise click.UsageError(
            _("{file} is not in the folder “{folder}” of a workspace.").format(
                file=sanitize_line(str(file)), folder=FOLDER
            )
        )
    return root


def _switch(name: str, workspace: Path | None, *, on: bool) -> None:
    root = workspace_root(workspace)
    changed = switch(root, name, on=on) if on else _switch_off(root, name)
    if changed:
        said = _("{name} is now on.") if on else _("{name} is now off.")
    else:
        said = _("{name} was already on.") if on else _("{name} was already off.")
    print_message(said.format(name=sanitize_line(name)))


def _switch_off(root: Path, name: str) -> bool:
    if name == CORE:
        raise click.UsageError(_("You cannot switch off the core."))
    known = sorted({plugin.name for plugin in load_plugins(root).installed})
    if name not in known:
        near = get_close_matches(name, known, 1)
        advice = " " + _("Did you mean “{near}”?").format(near=near[0]) if near else ""
        raise click.UsageError(_("The plugin “{name}” is not installed.").format(name=sanitize_line(name)) + advice)
    return switch(root, name, on=False)
