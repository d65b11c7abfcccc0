"""`ogpkit init`: start a workspace."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ogpkit.cli.messages import print_data, print_message
from ogpkit.model.identifiers import english_country_name, is_language
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.country_names import find_country_code, nearest_countries
from ogpkit.workspace.create import Beginning, begin, suggest_languages
from ogpkit.workspace.tour_progress import note_new_workspace


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", default=None, help="The name of the workspace.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    help="A country’s code or name, or a local member’s code. You can repeat this option.",
)
@click.option("--languages", default=None, help="The languages in which you write, for example sw,en.")
def command(folder: Path, name: str | None, countries: tuple[str, ...], languages: str | None) -> None:
    """Start a workspace in FOLDER. The default is the current folder.

    ogpkit asks for what you do not give as an option. If it cannot ask, it takes the name of the folder, the official languages
    of the countries, and English.
    """
    asks = sys.stdin.isatty()
    default_name = folder.resolve().name
    name = name if name is not None or not asks else _ask(_("Name of the workspace"), default_name)
    codes = _parse_countries(countries, asks=asks)
    suggestion = ",".join(suggest_languages(codes))
    if languages is None and asks:
        languages = _ask(_("Languages in which you write, the most used first"), suggestion)
    beginning = Beginning(
        name=name or default_name, countries=codes, languages=_parse_languages(languages or suggestion)
    )
    for path in begin(folder, beginning):
        print_data(path)
    note_new_workspace(folder)
    said = _("The workspace is ready. Open it with: {command}").format(command=f"ogpkit app {folder}")
    print_message(f"{said} " + _("It starts with tours that show you around. Press Ctrl+T to see them again."))


def _parse_countries(said: tuple[str, ...], *, asks: bool) -> tuple[str, ...]:
    if said:
        return tuple(dict.fromkeys(_parse_country(one) for one in said))
    if not asks:
        raise click.UsageError(_("Say which country it is about, for example --country KE."))
    answer = _ask(_("Country (code or name; several with commas between)"))
    return tuple(dict.fromkeys(_ask_country(one) for one in answer.split(",") if one.strip()))


def _parse_country(said: str) -> str:
    code = find_country_code(said)
    if code is None:
        raise click.UsageError(_describe_unknown(said))
    return code


def _ask_country(said: str) -> str:
    """Return the code of a country, asked for again until it is known."""
    while (code := find_country_code(said)) is None:
        near = nearest_countries(said)
        print_message(_describe_unknown(said))
        said = _ask(_("Country"), near[0][0] if near else None)
    print_message(f"{code}  {english_country_name(code)}")
    return code


def _describe_unknown(said: str) -> str:
    near = " / ".join(f"{name} ({code})" for code, name in nearest_countries(said))
    message = _("“{said}” is not a country or a country code.").format(said=sanitize_line(said))
    return message + " " + _("Did you mean {near}?").format(near=near) if near else message


def _parse_languages(said: str) -> tuple[str, ...]:
    languages = tuple(dict.fromkeys(said.replace(",", " ").split()))
    for language in languages:
        if not is_language(language):
            raise click.UsageError(
                _("“{said}” is not a language code. Use a code such as sw, en or pt-BR.").format(
                    said=sanitize_line(language)
                ),
            )
    return languages


def _ask(question: str, default: str | None = None) -> str:
    answer: str = click.prompt(question, default=default, err=True)
    return answer
