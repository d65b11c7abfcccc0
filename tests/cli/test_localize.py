"""Help in the language of the person who asks for it."""

import click

from ogpkit.cli.localize import localize_command
from ogpkit.plugins.manager import Plugins
from ogpkit.text.i18n import use_language


@click.group(help="Add commitments and report progress.")
def commitment():
    pass


@commitment.command()
@click.option("--lead", help="The institution that implements it.")
@click.option("--code")
@click.argument("title")
def new(lead, code, title):
    """Start a cycle."""


def shown(command: click.Command, *below: str) -> str:
    context = click.Context(command, info_name="ogpkit")
    for name in below:
        command = command.get_command(context, name)
        context = click.Context(command, info_name=name, parent=context)
    return command.get_help(context)


def test_a_command_and_those_below_it_speak_the_language_in_use():
    Plugins.discover()  # takes in the catalogues of the plugins
    with use_language("fr"):
        said = localize_command(commitment)
        assert "Ajouter des engagements et signaler l’avancement." in shown(said)
        assert "Commencer un cycle." in shown(said)
        assert "L’institution qui le met en œuvre." in shown(said, "new")


def test_the_command_itself_stays_english_for_whoever_asks_next():
    with use_language("es"):
        localize_command(commitment)
    assert "Add commitments and report progress." in shown(localize_command(commitment))
    assert "The institution that implements it." in shown(localize_command(commitment), "new")
