"""Every hook that a plugin can implement: the whole contract between ogpkit and its plugins.

A hook declares, it does not do: it yields frozen values (`ogpkit.api`), it is called once, and it takes no
arguments. What is to be done lies in callables inside those values. A plugin implements the hooks
that it needs, as functions marked with `hookimpl` in the module that its entry point in the group `ogpkit` names:

    from ogpkit.api import hookimpl

Wherever plugins come in the order of their names, the core's own contributions come first, then those of the plugins that come
with ogpkit, then the others. Options of `hookimpl` mean what they mean to pluggy:

- `@hookimpl(tryfirst=True)`: what it gives comes before what the others give, also before that of ogpkit itself;
  `@hookimpl(trylast=True)`: after it. An order that a hook has by itself, for example by code or by title, stays, and neither
  option takes away what another plugin has claimed.
- `@hookimpl(optionalhook=True)`: a version of ogpkit that does not have the hook passes it over. Otherwise the plugin is refused,
  because a name that no hook has is most often misspelled.
- `@hookimpl(specname="ogpkit_rules")`: the function may have another name than the hook, and there may be several for one hook.
- `wrapper=True` and `hookwrapper=True` are refused: no plugin changes what another one gives.

Of two that claim the same thing the first one has it. What raises, is of a wrong type or cannot
stand is left out, and only that; `ogpkit plugin list` and a finding of `ogpkit check` name the plugin.

The first-party plugins use these hooks and no other way in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pluggy

if TYPE_CHECKING:
    from ogpkit.plugins.contributions import (
        AppCommand,
        CliCommand,
        DocumentTemplate,
        DueDates,
        Events,
        Exporter,
        Importer,
        Mask,
        Pages,
        Panel,
        ReferralTarget,
        ReportInputs,
        Rule,
        StatusSource,
    )
    from ogpkit.plugins.stages import StageGraph, StageGuard
    from ogpkit.schema.editions import EditionPart
    from ogpkit.schema.kinds import Extension, Kind

ENTRY_POINT_GROUP: Final = "ogpkit"
"""The entry point group in which a distribution names its plugin."""

F = TypeVar("F", bound=Callable[..., Any])

hookspec: Callable[[F], F] = pluggy.HookspecMarker(ENTRY_POINT_GROUP)
hookimpl: Final = pluggy.HookimplMarker(ENTRY_POINT_GROUP)
"""Marks a function of a plugin as the implementation of the hook of the same name."""


@hookspec
def ogpkit_kinds() -> Iterable[Kind[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return the kinds of document that this plugin owns.

    Contributes: `ogpkit.api.Kind`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name, then as yielded.
    Failure: a name, class or path that another plugin claimed first is left out, and a finding names both plugins.

    Example:
        >>> import attrs
        >>> from ogpkit.api import Kind, hookimpl
        >>> @attrs.frozen
        ... class Treaty:
        ...     '''A treaty.
        ...
        ...     Attributes:
        ...         title: Its name.
        ...     '''
        ...
        ...     title: str
        >>> @hookimpl
        ... def ogpkit_kinds():
        ...     yield Kind(name="treaty", entity=Treaty, pattern="treaties/{id}.toml", title="Treaty", titles="Treaties")
    """


@hookspec
def ogpkit_extensions() -> Iterable[Extension[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return the tables that this plugin adds to kinds that others own.

    Contributes: `ogpkit.api.Extension`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name, then as yielded.
    Failure: a table name that is taken on that kind is left out, and a finding names both plugins.

    Example:
        >>> import attrs
        >>> from ogpkit.api import Extension, hookimpl
        >>> @attrs.frozen
        ... class Budget:
        ...     '''What a commitment costs.
        ...
        ...     Attributes:
        ...         amount: In the national currency.
        ...     '''
        ...
        ...     amount: int
        >>> @hookimpl
        ... def ogpkit_extensions():
        ...     yield Extension(table="budget", kind="commitment", entity=Budget, title="Budget")
    """


@hookspec
def ogpkit_editions() -> Iterable[EditionPart[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return the part of the rule editions that this plugin owns, and where its edition files lie.

    Contributes: `ogpkit.api.EditionPart`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name; files of later plugins win key by key.
    Failure: a part that is taken is left out; an edition file that cannot be read is a finding.

    Example:
        >>> import attrs
        >>> from ogpkit.api import EditionPart, hookimpl
        >>> @attrs.frozen
        ... class Fees:
        ...     '''What a request costs.
        ...
        ...     Attributes:
        ...         most: The greatest fee.
        ...     '''
        ...
        ...     most: int = 0
        >>> @hookimpl
        ... def ogpkit_editions():
        ...     yield EditionPart(name="fees", entity=Fees)
    """


@hookspec
def ogpkit_rules() -> Iterable[Rule[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return the rules that this plugin checks.

    Contributes: `ogpkit.api.Rule`.
    Called: once, when what it gives is first needed; never again.
    Order: by code.
    Failure: a code that is taken is left out, and a finding names both plugins; a rule that raises is a
        finding for that file, and the other rules go on.

    Example:
        >>> from ogpkit.api import Example, Problem, Rule, hookimpl
        >>> from ogpkit.api.content import Country
        >>> def has_contact(country, workspace):
        ...     if country.entity.contact is None:
        ...         yield Problem(message="Nobody is named.", remedy="Add a [contact] table.", at=("contact",))
        >>> @hookimpl
        ... def ogpkit_rules():
        ...     yield Rule(
        ...         code="UTO001",
        ...         title="A country names whom to ask",
        ...         section="Utopia 1",
        ...         explanation="Citizens write to a person.",
        ...         entity=Country,
        ...         check=has_contact,
        ...         wrong=Example(files={"countries/XX/country.toml": 'name = "X"'}),
        ...         right=Example(
        ...             files={"countries/XX/country.toml": 'name = "X"\\n[contact]\\nname = "Ana"'},
        ...         ),
        ...     )
    """


@hookspec
def ogpkit_stages() -> Iterable[StageGraph[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return which documents of this plugin go through stages, and what guards them.

    Contributes: `ogpkit.api.StageGraph`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name.
    Failure: a second graph for the same class is left out, and a finding names both plugins.

    Example:
        >>> from ogpkit.api import Stage, StageGraph, hookimpl
        >>> from ogpkit.api.content import Cycle
        >>> @hookimpl
        ... def ogpkit_stages():
        ...     yield StageGraph(
        ...         name="utopia",
        ...         entity=Cycle,
        ...         title="Cycle",
        ...         section="Utopia 2",
        ...         stages=lambda document, workspace: {"open": Stage(next=("closed",)), "closed": Stage()},
        ...         history=lambda cycle: cycle.history,
        ...     )
    """


@hookspec
def ogpkit_stage_guards() -> Iterable[StageGuard[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return what this plugin asks for before documents of another plugin may enter a stage.

    Contributes: `ogpkit.api.StageGuard`.
    Called: once, when what it gives is first needed; never again.
    Order: after the graph's own guards; by plugin name, then as yielded.
    Failure: a guard of a graph or stage that is not there guards nothing; one that raises stands against nothing, and a finding
        names the plugin.

    Example:
        >>> from ogpkit.api import StageGuard, hookimpl
        >>> def asked(document, workspace):
        ...     if not workspace.countries:
        ...         yield "Ask somebody first."
        >>> @hookimpl
        ... def ogpkit_stage_guards():
        ...     yield StageGuard(name="asked", graph="cycle", stage="deposited", guard=asked)
    """


@hookspec
def ogpkit_obligations() -> Iterable[DueDates]:  # type: ignore[empty-body]  # a specification has no body
    """Return what is due, when and by whom, for the calendar and the status line.

    Contributes: `ogpkit.api.DueDates`.
    Called: once, when what it gives is first needed; never again.
    Order: by due date, then by country.
    Failure: a source that raises gives nothing, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import DueDates, hookimpl
        >>> @hookimpl
        ... def ogpkit_obligations():
        ...     yield DueDates(name="none", derive=lambda workspace: ())
    """


@hookspec
def ogpkit_events() -> Iterable[Events]:  # type: ignore[empty-body]  # a specification has no body
    """Return what happened, for the news of the public portal and for the history of each commitment.

    An event about one commitment stands in the history on its page; every other one is among the news and in the feed. What
    the core knows itself need not be given: steps of cycles, due dates that were met, milestones, and changes of files.

    Contributes: `ogpkit.api.Events`.
    Called: once, when what it gives is first needed; never again.
    Order: newest first; on one day by plugin name, then as given.
    Failure: a source that raises gives what it gave before, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import Event, Events, Place, hookimpl
        >>> def derive(workspace):
        ...     yield Event(day=workspace.today, title="A bridge was opened", place=Place(country="UT"))
        >>> @hookimpl
        ... def ogpkit_events():
        ...     yield Events(name="bridges", derive=derive)
    """


@hookspec
def ogpkit_standings() -> Iterable[StatusSource]:  # type: ignore[empty-body]  # a specification has no body
    """Return what this mechanism says of a country or a cycle, for the tree, the overview and the expectations page.

    Contributes: `ogpkit.api.StatusSource`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name, then as yielded.
    Failure: a source that raises gives nothing, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import Scope, Status, StatusSource, Verdict, hookimpl
        >>> def derive(workspace, place):
        ...     yield Status(verdict=Verdict.UNKNOWN, headline="Nothing is known of " + place.country)
        >>> @hookimpl
        ... def ogpkit_standings():
        ...     yield StatusSource(name="utopia", title="Utopia", scope=Scope.COUNTRY, derive=derive)
    """


@hookspec
def ogpkit_panels() -> Iterable[Panel]:  # type: ignore[empty-body]  # a specification has no body
    """Return the tabs that this plugin adds to the app; their module is imported when a tab is first shown.

    Contributes: `ogpkit.api.Panel`.
    Called: once, when what it gives is first needed; never again.
    Order: by `order`, then by plugin name.
    Failure: a panel that fails shows why in its own tab, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import Panel, Scope, hookimpl
        >>> def load():
        ...     from textual.widgets import Static
        ...
        ...     return lambda desk, place: Static("Utopia", markup=False)
        >>> @hookimpl
        ... def ogpkit_panels():
        ...     yield Panel(name="utopia", title="Utopia", scope=Scope.COUNTRY, load=load)
    """


@hookspec
def ogpkit_app_commands() -> Iterable[AppCommand]:  # type: ignore[empty-body]  # a specification has no body
    """Return what this plugin adds to the app's command palette.

    Contributes: `ogpkit.api.AppCommand`.
    Called: once, when what it gives is first needed; never again.
    Order: by title.
    Failure: a command that raises says so in the app, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import AppCommand, hookimpl
        >>> @hookimpl
        ... def ogpkit_app_commands():
        ...     yield AppCommand(name="hail", title="Hail Utopia", help="Says hello", run=lambda desk, place: "Hail!")
    """


@hookspec
def ogpkit_cli_commands() -> Iterable[CliCommand]:  # type: ignore[empty-body]  # a specification has no body
    """Return the commands that this plugin adds to the command line; their module is imported when one is used.

    Contributes: `ogpkit.api.CliCommand`.
    Called: once, when what it gives is first needed; never again.
    Order: by name.
    Failure: a word that is taken is left out, and a finding names both plugins.

    Example:
        >>> from ogpkit.api import CliCommand, hookimpl
        >>> def load():
        ...     import click
        ...
        ...     return click.Command("hail", callback=lambda: click.echo("Hail!"))
        >>> @hookimpl
        ... def ogpkit_cli_commands():
        ...     yield CliCommand(name="hail", help="Say hello", load=load)
    """


@hookspec
def ogpkit_importers() -> Iterable[Importer]:  # type: ignore[empty-body]  # a specification has no body
    """Return the files from elsewhere that this plugin can take documents out of.

    Contributes: `ogpkit.api.Importer`.
    Called: once, when what it gives is first needed; never again.
    Order: by name.
    Failure: a name that is taken is left out, and a finding names both plugins.

    Example:
        >>> from ogpkit.api import Import, Importer, hookimpl
        >>> @hookimpl
        ... def ogpkit_importers():
        ...     yield Importer(
        ...         name="utopia",
        ...         title="Utopia's list",
        ...         suffixes=(".txt",),
        ...         read=lambda data, workspace, place: Import(files={}),
        ...     )
    """


@hookspec
def ogpkit_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]  # a specification has no body
    """Return the files for elsewhere that this plugin can write.

    Contributes: `ogpkit.api.Exporter`.
    Called: once, when what it gives is first needed; never again.
    Order: by name.
    Failure: a name that is taken is left out, and a finding names both plugins.

    Example:
        >>> from ogpkit.api import Exporter, Scope, hookimpl
        >>> @hookimpl
        ... def ogpkit_exporters():
        ...     yield Exporter(
        ...         name="utopia",
        ...         title="Utopia",
        ...         suffix=".txt",
        ...         scope=Scope.WORKSPACE,
        ...         write=lambda workspace, place: b"",
        ...     )
    """


@hookspec
def ogpkit_papers() -> Iterable[DocumentTemplate]:  # type: ignore[empty-body]  # a specification has no body
    """Return the documents that this plugin can write for people to hand in, each in any language and format.

    Contributes: `ogpkit.api.DocumentTemplate`.
    Called: once, when what it gives is first needed; never again.
    Order: by name.
    Failure: a name that is taken is left out, and a finding names both plugins; a paper that raises is not
        written, and the command or the app says so.

    Example:
        >>> from ogpkit.api import DocumentTemplate, Scope, hookimpl
        >>> from ogpkit.api.text import Paragraph, TextDocument
        >>> def write(workspace, place, language):
        ...     return TextDocument(title="Utopia", language=language, blocks=[Paragraph("Hail!")])
        >>> @hookimpl
        ... def ogpkit_papers():
        ...     yield DocumentTemplate(name="utopia", title="Greetings", scope=Scope.WORKSPACE, write=write)
    """


@hookspec
def ogpkit_accounts() -> Iterable[ReportInputs]:  # type: ignore[empty-body]  # a specification has no body
    """Return what this mechanism can tell of its efforts in a cycle, for a report that another one writes.

    Contributes: `ogpkit.api.ReportInputs`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name, then as yielded.
    Failure: a source that raises tells nothing, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import ReportInput, ReportInputs, hookimpl
        >>> def tell(workspace, place, language):
        ...     yield ReportInput(text="Everybody was asked.", section="Utopia 4")
        >>> @hookimpl
        ... def ogpkit_accounts():
        ...     yield ReportInputs(name="utopia", title="Questions", tell=tell)
    """


@hookspec
def ogpkit_referrals() -> Iterable[ReferralTarget]:  # type: ignore[empty-body]  # a specification has no body
    """Return the needs for expertise that this plugin takes up, whoever found them.

    Contributes: `ogpkit.api.ReferralTarget`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name; the first one is asked where nobody chooses.
    Failure: a source that raises takes nothing up, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import Referral, ReferralTarget, hookimpl
        >>> from ogpkit.api.content import Country
        >>> def take_up(workspace, need):
        ...     return Referral(path=f"needs/{need.country}.toml", entity=Country(name=need.text), id=need.country)
        >>> @hookimpl
        ... def ogpkit_referrals():
        ...     yield ReferralTarget(name="utopia", title="Utopia's advice", take_up=take_up)
    """


@hookspec
def ogpkit_pages() -> Iterable[Pages]:  # type: ignore[empty-body]  # a specification has no body
    """Return the pages that this plugin adds to the public portal.

    Contributes: `ogpkit.api.Pages`.
    Called: once, when what it gives is first needed; never again.
    Order: by address.
    Failure: a source that raises gives no pages, and a finding names the plugin.

    Example:
        >>> from ogpkit.api import Page, Pages, hookimpl
        >>> from ogpkit.api.text import Paragraph
        >>> @hookimpl
        ... def ogpkit_pages():
        ...     page = Page(address="utopia", title="Utopia", blocks=[Paragraph("Hail!")])
        ...     yield Pages(name="utopia", title="Utopia", render=lambda workspace, language: [page])
    """


@hookspec
def ogpkit_masks() -> Iterable[Mask]:  # type: ignore[empty-body]  # a specification has no body
    """Return the personal data that this plugin keeps out of every text that is published.

    A plugin says what of its own files is public where it declares them: `Kind.published` and `Extension.published` for
    whole files and tables, `Audience` beside the type of a field, `Kind.public_part` for what becomes public only later.
    What the gate (`ogpkit.exchange.publishing`) does not let pass, no page, document, feed or file of the portal is given.

    Contributes: `ogpkit.api.Mask`.
    Called: once, when what it gives is first needed; never again.
    Order: by plugin name; each is given what the ones before it left.
    Failure: of a text for which a mask raises, nothing is published, and a finding names the plugin.

    Example:
        >>> import re
        >>> from ogpkit.api import Mask, hookimpl
        >>> def without_numbers(workspace, country):
        ...     return lambda text: re.sub("UT-[0-9]{9}", "[identity card]", text)
        >>> @hookimpl
        ... def ogpkit_masks():
        ...     yield Mask(name="cards", title="Identity cards", for_country=without_numbers)
    """
