"""The options that several commands share: which workspace, which country, which cycle, which output."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, overload

import click

from ogpkit import serve_old_names
from ogpkit.cli.process import Session
from ogpkit.plugins.places import Place, Scope
from ogpkit.schema.cell_format import DayOrder
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.scan import NoWorkspace, find_workspace_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.workspace.content import Workspace

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "day_of", "nearest_root", "paper_options", "plugins_of", "root_of")


def find_place(said: str, scope: Scope | None, workspace: Workspace) -> Place:
    """Return the place that somebody named, of which the workspace has files.

    Args:
        said: `COUNTRY/CYCLE`, `COUNTRY`, or nothing for the whole workspace.
        scope: What it has to be; None for whichever of the three was named.

    Raises:
        click.UsageError: It is no place of that sort, or there are no files of it.
    """
    if scope is None:
        scope = Scope.CYCLE if "/" in said else Scope.COUNTRY if said else Scope.WORKSPACE
    if scope is Scope.WORKSPACE:
        if said:
            raise click.UsageError(_("This is about the whole workspace. Do not name a place."))
        return Place()
    country, _slash, cycle = said.partition("/")
    if country not in workspace.countries:
        known = ", ".join(workspace.countries) or "–"
        raise click.UsageError(
            _("There is no country “{said}” in this workspace. Choose one of: {known}.").format(
                said=sanitize_line(country), known=known
            )
        )
    if scope is Scope.COUNTRY:
        if cycle:
            raise click.UsageError(_("This is about a country. Name it without a cycle."))
        return Place(country=country)
    if cycle not in workspace.cycles(country):
        known = ", ".join(f"{country}/{one}" for one in workspace.cycles(country)) or "–"
        raise click.UsageError(
            _("There is no cycle “{said}” in this workspace. Choose one of: {known}.").format(
                said=sanitize_line(said), known=known
            )
        )
    return Place(country=country, cycle=cycle)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def find_contribution(said: str, among: Sequence[OwnedContribution[N]], unknown: str) -> OwnedContribution[N]:
    """Return the contribution that somebody named.

    Args:
        said: The name.
        among: Those there are.
        unknown: What is said where there is none, with `{name}` and `{known}` in it.

    Raises:
        click.UsageError: There is none of that name.
    """
    for owned in among:
        if owned.value.name == said:
            return owned
    known = ", ".join(sanitize_line(owned.value.name) for owned in among) or "–"
    raise click.UsageError(unknown.format(name=sanitize_line(said), known=known))


F = TypeVar("F", bound=Callable[..., Any])


def workspace_option(function: F) -> F:
    """Give a command the option `--workspace DIR`, as its argument `workspace`.

    Args:
        function: The command's function; pass the argument on to `workspace_root`.
    """
    return click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The workspace. The default is the nearest ogpkit.toml in this folder or above it.",
    )(function)


def days_option(function: F) -> F:
    """Give a command the option `--days`, as its argument `days`: the value of a `DayOrder`, or None.

    Args:
        function: The command's function.
    """
    return click.option(
        "--days",
        type=click.Choice([one.value for one in DayOrder if one is not DayOrder.UNKNOWN]),
        default=None,
        help="The order of day and month in dates such as 03/04/2012. Use iso when the year comes first.",
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
        help="The format of the output.",
    )


@overload
def cycle_argument(function: F) -> F: ...
@overload
def cycle_argument(*, required: bool = True) -> Callable[[F], F]: ...
def cycle_argument(function: F | None = None, *, required: bool = True) -> F | Callable[[F], F]:
    """Give a command the argument COUNTRY/CYCLE, as its argument `place`.

    Args:
        function: The command's function; pass the argument on to `ogpkit.cli.options.find_place`.
        required: Whether it must be given, as with `@cycle_argument`; with `@cycle_argument(required=False)` it may be left
            out and is empty then.
    """
    decorate = (
        click.argument("place", metavar="COUNTRY/CYCLE")
        if required
        else click.argument("place", metavar="[COUNTRY/CYCLE]", required=False, default="")
    )
    return decorate(function) if function is not None else decorate


def day_option(name: str, about: str, *, required: bool = False) -> Callable[[F], F]:
    """Give a command an option that takes a day, as an argument of the same name; `day_or_today` makes a date of it.

    Args:
        name: The option, for example `--on`.
        about: Which day it is, in English.
        required: Whether it must be given.
    """
    day = click.DateTime(["%Y-%m-%d"])
    return click.option(name, type=day, metavar="DATE", required=required, help=about)


def day_or_today(given: datetime | None) -> date:
    """Return the day that was given, or the present one.

    Args:
        given: What the option gave.
    """
    return given.date() if given else date.today()  # noqa: DTZ011  the person's own day


def document_options(function: F) -> F:
    """Give a command that writes a document the options `--language`, `--format`, `--out` and `--overwrite`.

    Args:
        function: The command's function, with the arguments `languages`, `form`, `out` and `overwrite`.
    """
    from ogpkit.cli.output import overwrite_option  # noqa: PLC0415
    from ogpkit.exchange.documents import FORMATS  # noqa: PLC0415  only these commands need it

    folder = click.Path(file_okay=False, path_type=Path)
    for option in (
        overwrite_option,
        click.option("--out", type=folder, default=Path(), show_default=True, help="The folder for the files."),
        click.option(
            "--format", "form", type=click.Choice(tuple(FORMATS)), default="md", show_default=True, help="The format."
        ),
        click.option(
            "--language", "languages", multiple=True, help="A language. The default is all required languages."
        ),
    ):
        function = option(function)
    return function


def workspace_root(workspace: Path | None) -> Path:
    """Return the root of the workspace that a command is about.

    Args:
        workspace: What `--workspace` or the first argument says.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    return find_workspace_root(workspace or Path.cwd())


def nearest_workspace_root() -> Path | None:
    """Return the root of the workspace that the person stands in, if any."""
    try:
        return find_workspace_root(Path.cwd())
    except (NoWorkspace, OSError):
        return None


def load_plugins(root: Path | None, context: click.Context | None = None, source: bytes | None = None) -> Plugins:
    """Return the plugins that take part in a workspace, loaded once in a run.

    Args:
        root: The workspace, whose ogpkit.toml says what is switched off; None leaves every plugin on.
        context: The running command; the current one when left out.
        source: What its ogpkit.toml is taken to say, whatever the disk says.
    """
    from ogpkit.plugins.manager import Plugins  # noqa: PLC0415  a check whose result is known loads no plugin
    from ogpkit.workspace.plugin_switches import list_disabled, list_plugin_files  # noqa: PLC0415

    context = context or click.get_current_context(silent=True)
    session = (context and context.find_object(Session)) or Session()
    off = frozenset(list_disabled(root, source) if root else ())
    files = list_plugin_files(root, source) if root else ()
    known = (off, root if files else None)
    if known not in session.plugins:
        session.plugins[known] = Plugins.discover(off, third_party=session.third_party, root=root, files=files)
    return session.plugins[known]
