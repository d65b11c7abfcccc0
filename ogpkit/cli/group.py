"""The words after `ogpkit`: the core's, imported when called, and those of plugins."""

from __future__ import annotations

import gettext
import os
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit as Ended
from click.exceptions import NoArgsIsHelpError

from ogpkit import __version__, language
from ogpkit.cli.exits import Exit
from ogpkit.cli.options import nearest_root, plugins_of
from ogpkit.cli.saying import give, tell, tell_faults
from ogpkit.cli.session import Session
from ogpkit.cli.spoken import spoken
from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.untrusted import on_one_line
from ogpkit.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ogpkit.plugins import Owned, Plugins


class CommandUnusable(OgpkitError):
    """A plugin's command that cannot be loaded."""


class Words(click.Group):
    """The commands: those of the core come first, and no plugin can take their words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every word, the core's first.

        Args:
            ctx: The running command.
        """
        return [*_core_words(), *(owned.value.name for owned in _plugins(ctx).cli_commands)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command behind a word; plugins are loaded only when it is none of the core's.

        Args:
            ctx: The running command.
            cmd_name: The word.
        """
        if cmd_name in _core_words():
            command: click.Command = import_module(WORDS[cmd_name].module).command
            return spoken(command)
        plugins = _plugins(ctx)
        found = next((owned for owned in plugins.cli_commands if owned.value.name == cmd_name), None)
        return self._load(ctx, plugins, found) if found else None

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
            tell_faults(_plugins(ctx))
            from difflib import get_close_matches  # noqa: PLC0415  only a misspelt word needs it

            near = get_close_matches(word, self.list_commands(ctx), 1)
            advice = " " + _("Did you mean “{near}”?").format(near=near[0]) if near else ""
            raise click.UsageError(_("There is no command “{word}”.").format(word=on_one_line(word)) + advice, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one of them.

        Args:
            ctx: The running command.
            formatter: Takes the lines.
        """
        plugins = _plugins(ctx)
        with formatter.section(_("Commands")):
            formatter.write_dl([(word, _(WORDS[word].help)) for word in _core_words()])
        if plugins.cli_commands:
            with formatter.section(_("Commands of plugins")):
                formatter.write_dl(
                    [(on_one_line(one.value.name), on_one_line(_(one.value.help))) for one in plugins.cli_commands]
                )
        tell_faults(plugins)

    def _load(self, ctx: click.Context, plugins: Plugins, found: Owned[Any]) -> click.Command:
        doing = f"command {found.value.name}"
        command = plugins.guarded(found.plugin, doing, _checked(found.value.load), None)
        if command is None:
            fault = plugins.faults[-1]
            raise CommandUnusable(
                _("The command “{word}” of the plugin {plugin} cannot be loaded: {message} {remedy}").format(
                    word=on_one_line(found.value.name),
                    plugin=found.plugin,
                    message=f"{fault.message} {fault.where}".strip(),
                    remedy=fault.remedy,
                )
            )
        session = ctx.find_object(Session)
        if session:
            session.owner = _whose(plugins, found.plugin)
        return spoken(command)


def _checked(load: Callable[[], click.Command]) -> Callable[[], click.Command]:
    def loaded() -> click.Command:
        command = load()
        if not isinstance(command, click.Command):
            raise CommandUnusable(
                _("It gave a {given} where a click command belongs.").format(given=type(command).__name__)
            )
        return command

    return loaded


def _whose(plugins: Plugins, name: str) -> str:
    found = next((one for one in plugins.installed if one.name == name and one.state == "on"), None)
    source = f" ({found.distribution} {found.version})" if found and found.distribution else ""
    return on_one_line(_("the plugin {name}").format(name=name) + source)


def _core_words() -> list[str]:
    return [name for name, word in WORDS.items() if find_spec(word.module)]


def _plugins(ctx: click.Context) -> Plugins:
    return plugins_of(nearest_root(), ctx)


def _without_plugins(ctx: click.Context, _option: click.Parameter, chosen: bool) -> None:  # noqa: FBT001  click's way
    session = ctx.find_object(Session)
    if chosen and session:
        session.third_party = False


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
    callback=_without_plugins,
    help="Start without the plugins that do not come with ogpkit.",
)
@click.version_option(__version__, "-V", "--version", message="ogpkit %(version)s")
@click.pass_context
def ogpkit(ctx: click.Context) -> object:
    """Run a country's part of the Open Government Partnership.

    Without a command, the app opens on the workspace that you stand in.
    """
    if ctx.invoked_subcommand is not None:
        return None
    app = ogpkit.get_command(ctx, "app") if "app" in _core_words() else None
    if app is None:
        give(ctx.get_help())
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
        program = spoken(ogpkit)
        with program.make_context("ogpkit", list(words), obj=session) as context:
            return program.invoke(context)
    except Ended as ended:
        return ended.exit_code
    except click.Abort as aborted:
        return Exit.COULD_NOT_RUN if isinstance(aborted.__cause__, EOFError) else Exit.INTERRUPTED
    except click.ClickException as error:
        _explain(error)
        return Exit.COULD_NOT_RUN


def _explain(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    if isinstance(error, NoArgsIsHelpError):
        tell(error.format_message())
        return
    if isinstance(error, click.UsageError) and context is not None:
        tell(context.get_usage())
        tell(_("“{command} --help” says more.").format(command=context.command_path))
    tell(error.format_message())


def _choose_language() -> None:
    """Speak the language of the environment; click takes its own texts from the same catalogues."""
    preferred = language.preferred()
    language.speak(preferred)
    gettext.bindtextdomain("ogpkit", str(language.LOCALES))
    gettext.textdomain("ogpkit")
    os.environ["LANGUAGE"] = preferred  # click would follow LC_ALL and LANG into a language that is not spoken here
