"""`ogpkit plugin new`, `check` and `translate`: what the author of a plugin works with; the core contributes them by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.contributed import load_context_plugins
from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import format_option, load_plugins, nearest_workspace_root
from ogpkit.model import is_language
from ogpkit.plugins.core_commands import CORE_COMMANDS
from ogpkit.plugins.discovery import FILE_MODULE
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import for_json, sanitize_line

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins


@click.command("new")
@click.argument("name")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="", help="The name of the country or body that the plugin is for.")
@click.option("--codes", default="", help="The three capital letters at the start of its rule codes.")
@click.option("--minimal", is_flag=True, help="Write the smallest useful plugin: one kind of file, one rule, one test.")
def new(name: str, folder: Path | None, title: str, codes: str, minimal: bool) -> None:  # noqa: FBT001  click's way
    """Create a plugin: a complete, working distribution with tests that pass.

    It is created in FOLDER. If you leave FOLDER out, it is created in ogpkit-NAME.
    """
    from ogpkit.devkit.scaffold import NewPlugin, begin_plugin, suggest_codes, verify  # noqa: PLC0415  only here

    plugins = load_plugins(None)
    plugin = NewPlugin(name=name, title=title or name.replace("-", " ").title(), codes=codes or suggest_codes(name))
    names = {
        *(one.name for one in plugins.installed),
        *CORE_COMMANDS,
        *(one.value.name for one in plugins.cli_commands if not one.value.group),
    }
    verify(plugin, names, {owned.value.code[:3] for owned in plugins.rules})
    target = folder or Path(plugin.distribution)
    for path in begin_plugin(plugin, target, minimal=minimal):
        print_data(f"{target.as_posix()}/{path}")
    print_message(_("The plugin is created. README.md in its folder explains how to work on it."))


@click.command("check")
@click.argument("name")
@format_option("text", "json")
@click.pass_context
def check(context: click.Context, name: str, form: str) -> None:
    """Check that an installed plugin keeps the contract with ogpkit.

    The tests of a plugin make the same checks with “ogpkit.api.testing”. The exit code is 0 when all of them pass, and 1
    when one fails.
    """
    from ogpkit.devkit.testing.contracts import CONTRACTS, Subject  # noqa: PLC0415  only this command looks

    subject = Subject(name, load_context_plugins(context))
    found = {contract: tuple(contract.look(subject)) for contract in CONTRACTS}
    if form == "json":
        records = [
            {"contract": contract.name, "about": one.about, "message": one.message}
            for contract, complaints in found.items()
            for one in complaints
        ]
        print_data(for_json(json.dumps(records, ensure_ascii=False, indent=2)))
    for contract, complaints in found.items():
        print_message(f"{'✗' if complaints else '✓'} {contract.name}: {contract.promise}")
        for one in complaints if form == "text" else ():
            print_data(sanitize_line(f"{contract.name}: {one}"))
    context.exit(ExitCode.FINDINGS if any(found.values()) else ExitCode.CLEAN)


@click.command("translate")
@click.argument("name")
@click.option(
    "--language", "languages", multiple=True, help="A language to add, for example fr. You can repeat this option."
)
def translate(name: str, languages: tuple[str, ...]) -> None:
    """Update the translations of a plugin to match its code, and compile them.

    The texts to translate are in `locale/LANGUAGE/LC_MESSAGES/ogpkit.po` beside the plugin's code. For a plugin in one file
    they are in `NAME.LANGUAGE.po` beside it. Translate them and run this again.
    """
    from ogpkit.devkit import catalogs  # noqa: PLC0415  only this command needs Babel

    root = nearest_workspace_root()
    plugins = load_plugins(root)
    found = next((one for one in plugins.installed if one.name == name and one.state == "on"), None)
    package = found.source.partition(":")[0] if found else ""
    if found and root and package.startswith(FILE_MODULE):
        _translate_file(plugins, package, root / found.distribution, languages)
        return
    if package not in {one.__name__ for one in catalogs.list_packages(plugins)}:
        raise click.UsageError(_("The plugin “{name}” is not installed.").format(name=sanitize_line(name)))
    _verify_languages(languages)
    there = (file.parent.parent.name for file in catalogs.find_locale_folder(package).glob("*/LC_MESSAGES/*.po"))
    template = catalogs.make_template(plugins, package)
    for line in catalogs.bring_up_to_date(package, template, sorted({*there, *languages})):
        print_message(line)


def _verify_languages(languages: tuple[str, ...]) -> None:
    for language in languages:
        if not is_language(language):
            raise click.UsageError(_("“{said}” is not a language code.").format(said=sanitize_line(language)))


def _translate_file(plugins: Plugins, module: str, file: Path, languages: tuple[str, ...]) -> None:
    """Bring the catalogues beside a plugin in one file up to date; what has changed has to be agreed to again."""
    from ogpkit.devkit import catalogs  # noqa: PLC0415  only this command needs Babel
    from ogpkit.plugins.file_plugins import read_plugin_file  # noqa: PLC0415  as above

    _verify_languages(languages)
    root = file.parent.parent
    before = read_plugin_file(root, file.name).digest  # refuses links, through which nothing is to be written
    template = catalogs.make_file_template(plugins, module, file)
    for line in catalogs.bring_file_up_to_date(template, file, languages):
        print_message(line)
    if read_plugin_file(root, file.name).digest != before:
        said = _("The translations have changed. Read them, then run “ogpkit plugin trust {file}”.")
        print_message(said.format(file=file.relative_to(root).as_posix()))
