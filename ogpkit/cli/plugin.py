"""`ogpkit plugin`: what is installed, what it contributes, and switching it off and on."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.cli.exits import Exit
from ogpkit.cli.options import format_option, nearest_root, plugins_of, root_of, workspace_option
from ogpkit.cli.saying import give, tell
from ogpkit.discovery import CORE
from ogpkit.exchange.tables import Table, as_text
from ogpkit.language import _, marked
from ogpkit.model import is_language
from ogpkit.storage.switches import switch
from ogpkit.untrusted import in_json, on_one_line
from ogpkit.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.plugins import Plugin, PluginFault, Plugins

_STATES: Final = {"on": marked("on"), "off": marked("off"), "failed": marked("failed")}


@click.group("plugin")
def command() -> None:
    """List plugins, switch them on and off."""


@command.command("list")
@workspace_option
@format_option("table", "json")
def list_plugins(workspace: Path | None, form: str) -> None:
    """Show what is installed, what it contributes, and what became of it."""
    root = root_of(workspace) if workspace else nearest_root()
    plugins = plugins_of(root)
    counts = _counts(plugins)
    if form == "json":
        records = [_record(plugins, plugin, counts.get(plugin.name, {})) for plugin in plugins.installed]
        give(in_json(json.dumps(records, ensure_ascii=False, indent=2)))
        return
    give(as_text(_table(plugins, counts)))
    for fault in plugins.faults:
        if fault.where:
            tell(on_one_line(f"{fault.plugin}, {fault.doing}: {fault.where}"))


def _counts(plugins: Plugins) -> dict[str, dict[str, int]]:
    """How much each plugin gives for each hook; calls every hook."""
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
        "location": _location(plugin),
        "state": plugin.state,
        "hooks": list(plugin.hooks),
        "contributes": dict(counts) if plugin.state == "on" else {},
        "milliseconds": _milliseconds(plugins, plugin),
        "faults": [
            {"doing": fault.doing, "message": fault.message, "remedy": fault.remedy, "where": fault.where}
            for fault in _faults_of(plugins, plugin)
        ],
    }


def _table(plugins: Plugins, counts: Mapping[str, Mapping[str, int]]) -> Table:
    rows = [
        (
            plugin.name,
            plugin.version,
            f"{plugin.distribution} ({plugin.source})" if plugin.source else plugin.distribution,
            _(_STATES[plugin.state]),
            _contributes(plugin, counts.get(plugin.name, {})),
            _milliseconds(plugins, plugin),
            " ".join(f"{fault.doing}: {fault.message}" for fault in _faults_of(plugins, plugin)),
        )
        for plugin in plugins.installed
    ]
    columns = ("name", "version", "source", "state", "hooks", "milliseconds", "faults")
    titles = (_("plugin"), _("version"), _("source"), _("state"), _("hooks"), _("ms"), _("what is wrong"))
    return Table(columns, rows, titles)


def _location(plugin: Plugin) -> str:
    """Where the plugin's code lies, as far as it has been imported."""
    return str(getattr(plugin.module, "__file__", None) or "")


def _contributes(plugin: Plugin, counts: Mapping[str, int]) -> str:
    """The hooks that a plugin uses, each with how much it gives."""
    used = (hook.removeprefix("ogpkit_").replace("_", " ") for hook in plugin.hooks)
    return ", ".join(f"{hook} {counts.get(hook, 0)}" for hook in used)


def _milliseconds(plugins: Plugins, plugin: Plugin) -> float | None:
    return None if plugin.state == "off" else round(plugins.milliseconds(plugin.name), 1)


def _faults_of(plugins: Plugins, plugin: Plugin) -> list[PluginFault]:
    return [fault for fault in plugins.faults if fault.plugin == plugin.name]


@command.command("new")
@click.argument("name")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="", help="What people call the country or body whose it is.")
@click.option("--codes", default="", help="The three capital letters with which the codes of its rules begin.")
def new(name: str, folder: Path | None, title: str, codes: str) -> None:
    """Begin a plugin: a whole distribution that works, with tests that pass.

    It is written into FOLDER, or into ogpkit-NAME when that is left out.
    """
    from ogpkit.new_plugin import NewPlugin, begin_plugin, suggested_codes, verify  # noqa: PLC0415  only here

    plugins = plugins_of(None)
    plugin = NewPlugin(name=name, title=title or name.replace("-", " ").title(), codes=codes or suggested_codes(name))
    names = {*(one.name for one in plugins.installed), *WORDS, *(one.value.name for one in plugins.cli_commands)}
    verify(plugin, names, {owned.value.code[:3] for owned in plugins.rules})
    target = folder or Path(plugin.distribution)
    for path in begin_plugin(plugin, target):
        give(f"{target.as_posix()}/{path}")
    tell(_("The plugin is begun. README.md in its folder says how to work on it."))


@command.command("check")
@click.argument("name")
@format_option("text", "json")
@click.pass_context
def check_plugin(context: click.Context, name: str, form: str) -> None:
    """Look whether an installed plugin keeps the contract with ogpkit.

    It is the same that the tests of a plugin look at with “ogpkit.testing.contracts”. The exit code is 0 when everything is
    kept, 1 when something is not.
    """
    from ogpkit.testing.contracts import CONTRACTS, Subject  # noqa: PLC0415  only this command looks

    subject = Subject(name)
    found = {contract: tuple(contract.look(subject)) for contract in CONTRACTS}
    if form == "json":
        records = [
            {"contract": contract.name, "about": one.about, "message": one.message}
            for contract, complaints in found.items()
            for one in complaints
        ]
        give(in_json(json.dumps(records, ensure_ascii=False, indent=2)))
    for contract, complaints in found.items():
        tell(f"{'✗' if complaints else '✓'} {contract.name}: {contract.promise}")
        for one in complaints if form == "text" else ():
            give(on_one_line(f"{contract.name}: {one}"))
    context.exit(Exit.FINDINGS if any(found.values()) else Exit.CLEAN)


@command.command("translate")
@click.argument("name")
@click.option("--language", "languages", multiple=True, help="A language to begin, for example fr; may be repeated.")
def translate(name: str, languages: tuple[str, ...]) -> None:
    """Bring the translations of a plugin up to date with its code, and compile them.

    The texts to translate stand in `locale/LANGUAGE/LC_MESSAGES/ogpkit.po` beside the plugin's code; fill them in and run
    this again.
    """
    from ogpkit import catalogues  # noqa: PLC0415  only this command needs Babel

    plugins = plugins_of(None)
    found = next((one for one in plugins.installed if one.name == name and one.state == "on"), None)
    package = found.source.partition(":")[0] if found else ""
    if package not in {one.__name__ for one in catalogues.packages_of(plugins)}:
        raise click.UsageError(_("No plugin “{name}” is installed.").format(name=on_one_line(name)))
    for language in languages:
        if not is_language(language):
            raise click.UsageError(_("“{said}” is not the code of a language.").format(said=on_one_line(language)))
    there = (file.parent.parent.name for file in catalogues.locales(package).glob("*/LC_MESSAGES/*.po"))
    for line in catalogues.bring_up_to_date(
        package, catalogues.template(plugins, package), sorted({*there, *languages})
    ):
        tell(line)


@command.command("disable")
@click.argument("name")
@workspace_option
def disable(name: str, workspace: Path | None) -> None:
    """Leave a plugin out of this workspace."""
    _switch(name, workspace, on=False)


@command.command("enable")
@click.argument("name")
@workspace_option
def enable(name: str, workspace: Path | None) -> None:
    """Take a plugin back into this workspace."""
    _switch(name, workspace, on=True)


def _switch(name: str, workspace: Path | None, *, on: bool) -> None:
    root = root_of(workspace)
    changed = switch(root, name, on=on) if on else _switch_off(root, name)
    if changed:
        said = _("{name} is switched on.") if on else _("{name} is switched off.")
    else:
        said = _("{name} was on already.") if on else _("{name} was off already.")
    tell(said.format(name=on_one_line(name)))


def _switch_off(root: Path, name: str) -> bool:
    if name == CORE:
        raise click.UsageError(_("The core cannot be switched off."))
    known = sorted({plugin.name for plugin in plugins_of(root).installed})
    if name not in known:
        near = get_close_matches(name, known, 1)
        advice = " " + _("Did you mean “{near}”?").format(near=near[0]) if near else ""
        raise click.UsageError(_("No plugin “{name}” is installed.").format(name=on_one_line(name)) + advice)
    return switch(root, name, on=False)
