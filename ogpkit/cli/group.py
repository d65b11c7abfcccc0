"""The words after `ogpkit`: the core's, imported when called, and those of plugins."""

from __future__ import annotations

import gettext
import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit as Ended
from click.exceptions import NoArgsIsHelpError

from ogpkit import __version__
from ogpkit.cli.contributed import (
    find_contributed_command,
    list_contributed_commands,
    load_context_plugins,
    refuse_unknown_command,
)
from ogpkit.cli.exits import ExitCode
from ogpkit.cli.localize import localize_command
from ogpkit.cli.messages import print_data, print_faults, print_message
from ogpkit.cli.process import Session
from ogpkit.errors import OgpkitError
from ogpkit.plugins.core_commands import CORE_COMMANDS, load_core_command
from ogpkit.text import i18n
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Sequence


class Words(click.Group):
    """Commands: those of the core come first, and no plugin can take their words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every word, the core's first.

        Args:
            ctx: The running command.
        """
        return [*_list_core_words(), *(owned.value.name for owned in list_contributed_commands(ctx))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command behind a word; plugins are loaded only when it is none of the core's.

        Args:
            ctx: The running command.
            cmd_name: The word.
        """
        if _is_core_word(cmd_name):
            return localize_command(load_core_command(cmd_name))
        return find_contributed_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a call, or say which word was perhaps meant.

        Args:
            ctx: The running command.
            args: The words of the call.
        """
        word = args[0]
        if self.get_command(ctx, word) is None:
            print_faults(load_context_plugins(ctx))
            raise refuse_unknown_command(ctx, word, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one of them.

        Args:
            ctx: The running command.
            formatter: Takes the lines.
        """
        contributed = list_contributed_commands(ctx)
        with formatter.section(_("Commands")):
            formatter.write_dl([(word, _(CORE_COMMANDS[word].help)) for word in _list_core_words()])
        if contributed:
            with formatter.section(_("Commands of plugins")):
                helps = [(one.value.name, translate(one.value.help, one.plugin)) for one in contributed]
                formatter.write_dl([(sanitize_line(name), sanitize_line(said)) for name, said in helps])
        print_faults(load_context_plugins(ctx))


def _list_core_words() -> list[str]:
    return [name for name in CORE_COMMANDS if _is_core_word(name)]


def _is_core_word(name: str) -> bool:
    return name in CORE_COMMANDS and find_spec(CORE_COMMANDS[name].module) is not None


def _disable_plugins(ctx: click.Context, _option: click.Parameter, chosen: bool) -> None:  # noqa: FBT001  click's way
    session = ctx.find_object(Session)
    if chosen and session:
        session.third_party = False


def _show_from_plugins(ctx: click.Context, option: click.Parameter, chosen: bool) -> None:  # noqa: FBT001  click's way
    """Say it to this run by the environment, as a person could have."""
    if chosen:
        variable = f"OGPKIT_{str(option.name).upper()}"
        before = os.environ.get(variable, "")
        os.environ[variable] = "1"
        ctx.call_on_close(lambda: os.environ.update({variable: before}))


@click.group(
    cls=Words,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--no-plugins",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_disable_plugins,
    help="Start with only the plugins that come with ogpkit.",
)
@click.option(
    "--plugin-traceback",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_from_plugins,
    help="For plugin authors: show the traceback when a plugin fails.",
)
@click.option(
    "--plugin-trace",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_from_plugins,
    help="For plugin authors: show each call of a plugin, how long it took and what it returned.",
)
@click.version_option(__version__, "-V", "--version", message="ogpkit %(version)s")
@click.pass_context
def ogpkit(ctx: click.Context) -> object:
    """Manage a country's part of the Open Government Partnership.

    Without a command, ogpkit opens the app on the workspace of the current folder.
    """
    if ctx.invoked_subcommand is not None:
        return None
    app = ogpkit.get_command(ctx, "app") if _is_core_word("app") else None
    if app is None:
        print_data(ctx.get_help())
        return None
    with app.make_context("app", [], parent=ctx) as below:
        return app.invoke(below)


def run(words: Sequence[str], session: Session) -> object:
    """Run a call of `ogpkit`.

    Args:
        words: What stands after `ogpkit`.
        session: The run.

    Returns:
        Its exit code, or anything else when it succeeded.
    """
    _choose_language()
    try:
        program = localize_command(ogpkit)
        with program.make_context("ogpkit", list(words), obj=session) as context:
            return _invoke(program, context, session)
    except Ended as ended:
        return ended.exit_code
    except click.Abort as aborted:
        return ExitCode.COULD_NOT_RUN if isinstance(aborted.__cause__, EOFError) else ExitCode.INTERRUPTED
    except click.ClickException as error:
        _explain(error)
        return ExitCode.COULD_NOT_RUN


def _invoke(program: click.Command, context: click.Context, session: Session) -> object:
    """Run the command; what the command of a plugin raises is shown in full where its author has asked for it."""
    try:
        return program.invoke(context)
    except Exception as error:
        if session.owner and not isinstance(error, click.ClickException | Ended | click.Abort | OgpkitError):
            from ogpkit.plugins.tracing import PLUGIN_TRACE  # noqa: PLC0415  a command of the core does without

            if PLUGIN_TRACE.shows_tracebacks:
                PLUGIN_TRACE.write_traceback(session.owner, "command", error)
        raise


def _explain(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    if isinstance(error, NoArgsIsHelpError):
        print_message(error.format_message())
        return
    if isinstance(error, click.UsageError) and context is not None:
        print_message(context.get_usage())
        print_message(_("To learn more, run “{command} --help”.").format(command=context.command_path))
    print_message(error.format_message())


def _choose_language() -> None:
    """Speak the language of the environment; click takes its own texts from the same catalogues."""
    preferred = i18n.preferred_language()
    i18n.set_language(preferred)
    gettext.bindtextdomain("ogpkit", str(i18n.LOCALE_FOLDER))
    gettext.textdomain("ogpkit")
    os.environ["LANGUAGE"] = preferred  # click would follow LC_ALL and LANG into a language that is not spoken here
