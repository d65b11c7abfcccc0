"""Every hook that a plugin can implement: the whole contract between ogpkit and its plugins.

What holds for all of them is said at the beginning of their reference, which is made of this module and of
`ogpkit.plugins.exchange_hookspecs`, in which are the hooks for files from and for elsewhere, documents and public pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy

from ogpkit.plugins.providing import ENTRY_POINT_GROUP

if TYPE_CHECKING:
    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.cli_commands import CliCommand
    from ogpkit.plugins.contributions import AppCommand, DueDates, Events, Panel, StatusSource, Tasks
    from ogpkit.plugins.rules import Rule
    from ogpkit.plugins.stages import StageGraph, StageGuard
    from ogpkit.plugins.tours import Tour
    from ogpkit.schema.editions import EditionPart
    from ogpkit.schema.kinds import Extension, Kind, SettingsTable

F = TypeVar("F", bound=Callable[..., Any])

hookspec: Callable[[F], F] = pluggy.HookspecMarker(ENTRY_POINT_GROUP)


@hookspec
def ogpkit_kinds() -> Iterable[Kind[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return the kinds of document that this plugin owns.

    Contributes: `ogpkit.api.Kind`.
    Called: once in a run, by whatever reads a workspace first: the app, `ogpkit check`, a command, the portal.
    Used: by path and class each file is read, checked, shown as a form, imported and exported. `public_when`, `public_part` and
        `consents` are called for each file whenever something is made for the public, each of `figures` once for it.
    Checked: the name is an identifier; the pattern a relative path that ends with `.toml`, without `*`, in which each
        placeholder such as `{id}` stands once; the class an attrs class whose fields a TOML file can hold, and that
        does not hold itself.
    Clash: name, class and pattern belong to the plugin that came first; no second pattern may fit the same path.
    Order: by plugin name, then as yielded.
    Failure: files of a kind that is left out are findings. A file for which a function raises is not published.

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
    Called: once in a run, together with the kinds.
    Used: in each file of that kind the table is read, checked, shown in the form and published with what carries it.
    Checked: the class, as that of a kind; `within` leads to tables of the kind that have no such field themselves.
    Clash: a table of this name at this place of this kind belongs to the plugin that came first.
    Order: by plugin name, then as yielded.
    Failure: a table that is left out is an unknown key in each file that has it, which is a finding.

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
def ogpkit_settings() -> Iterable[SettingsTable[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return what a workspace may set for this plugin in its `ogpkit.toml`, under `[plugins.NAME]`.

    Contributes: `ogpkit.api.SettingsTable`.
    Called: once in a run, together with the kinds.
    Used: the table is read, checked, shown in the form of the settings and described in their schema. The plugin reads it with
        `Workspace.plugin_settings`, which gives the defaults where nothing is written. Pages and documents for the public see it
        without the fields that are for `Audience.INTERNAL` and without personal data.
    Checked: the class, as that of a kind; each of its fields has a default; the plugin gives one table.
    Clash: a class belongs to the plugin that came first.
    Order: by plugin name.
    Failure: a table that is left out stays in the file and is read by nobody.

    Example:
        >>> import attrs
        >>> from ogpkit.api import SettingsTable, hookimpl
        >>> @attrs.frozen
        ... class Thresholds:
        ...     '''What counts as late.
        ...
        ...     Attributes:
        ...         grace: Days after a due date until it is overdue.
        ...     '''
        ...
        ...     grace: int = 14
        >>> @hookimpl
        ... def ogpkit_settings():
        ...     yield SettingsTable(entity=Thresholds, title="Thresholds")
    """


@hookspec
def ogpkit_editions() -> Iterable[EditionPart[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return the part of the rule editions that this plugin owns, and where its edition files lie.

    Contributes: `ogpkit.api.EditionPart`.
    Called: once in a run, by whatever reads a workspace first; each folder is read then, and never again.
    Used: `Editions.part` gives the class, read from the files of all plugins, along `extends`, to rules, stages and panels.
    Checked: the name is no key at the top of every edition, such as `extends`; the class, as that of a kind; each file is TOML
        under an identifier as its name; each key at its top is one that a plugin reads, and `extends` names an edition that there
        is. A table that does not fit its class is left out of the file that is to blame.
    Clash: name and class belong to the plugin that came first, and so does an edition: a file of another plugin adds its own
        parts to it, and changes no number of others. Who wants other numbers gives an edition of its own that extends it.
    Order: by plugin name, the files of a folder by name.
    Failure: a part, a file or a key that cannot be used is left out, and file and line are named; the rest is in use.

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
    Called: once in a run, by `ogpkit check`, `ogpkit explain`, the pages about rules, and the app when it opens a workspace.
    Used: `check` is called for each readable file of the class: by `ogpkit check` unless it knows the result from before, in
        several processes if there are many, so keep no state; by the app when it opens, and after changes by `scope`.
    Checked: of each problem the type and those of its attributes. At most 250 problems of one file are kept.
    Clash: a code belongs to the plugin that came first.
    Order: by code.
    Failure: a rule that raises, or gives something else, is a finding with its plugin and its code; what it gave before is kept,
        and the other files and rules are looked at. Its five seconds are for up to 200 files.

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
        ...         right=Example(files={"countries/XX/country.toml": 'name = "X"\\n[contact]\\nname = "Ana"'}),
        ...     )
    """


@hookspec
def ogpkit_stages() -> Iterable[StageGraph[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return which documents of this plugin go through stages, and what guards them.

    Contributes: `ogpkit.api.StageGraph`.
    Called: once in a run, when a panel, a command or the portal first asks for the stages of a class.
    Used: its functions are called whenever a panel or a command shows which stage may follow, and by `advance_stage`.
    Checked: the types of its attributes. That each stage leads to stages that are there, `ogpkit plugin check` looks at.
    Clash: a name or a class belongs to the plugin that came first; a second graph for the same class is left out.
    Order: by plugin name.
    Failure: what the functions of a graph raise reaches whoever asked: that panel, rule or command fails, and nothing else.

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
    Called: once in a run, together with the stage graphs.
    Used: the guard is called whenever it is shown what is missing before the stage, and by `advance_stage`.
    Checked: the types of its attributes. A guard of a graph or a stage that is not there guards nothing.
    Clash: none between plugins: guards of several plugins on one stage are all asked.
    Order: after the graph's own guards; by plugin name, then as yielded.
    Failure: a guard that raises stands against nothing beyond what it gave before.

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
    Called: once in a run, by the app for its status line, by `ogpkit calendar`, by the portal.
    Used: `derive` is called by the app after every change, without incomplete files, and by the portal for each language.
    Checked: each value is a `DueDate` whose attributes have the types of its class; one that is not is left out.
    Clash: none between plugins: due dates of several plugins all stand, alike or not.
    Order: by due date, then by country, cycle and title.
    Failure: a source that raises gives what it gave before that.

    Example:
        >>> from ogpkit.api import DueDates, hookimpl
        >>> @hookimpl
        ... def ogpkit_obligations():
        ...     yield DueDates(name="none", derive=lambda workspace: ())
    """


@hookspec
def ogpkit_tasks() -> Iterable[Tasks]:  # type: ignore[empty-body]  # a specification has no body
    """Return what waits for the people who work here, such as comments without an answer, for the app's page “Today”.

    Contributes: `ogpkit.api.Tasks`.
    Called: once in a run of the app, when it first shows that page.
    Used: `derive` is called by the app after every change while the page is shown, without incomplete files. Of each source the
        page lists those of a cycle that wait longest. Enter begins the action of a task, or goes to its place where it has none.
    Checked: each value is a `Task` whose attributes have the types of its class; one that is not is left out.
    Clash: none between plugins: tasks of several plugins all stand, alike or not.
    Order: by the day since which they wait, then by plugin name and as yielded.
    Failure: a source that raises gives what it gave before that.

    Example:
        >>> from ogpkit.api import Place, Task, Tasks, hookimpl
        >>> def derive(workspace):
        ...     for country in workspace.countries:
        ...         yield Task(title="Greet " + country, place=Place(country=country))
        >>> @hookimpl
        ... def ogpkit_tasks():
        ...     yield Tasks(name="greetings", title="Countries to be greeted", derive=derive)
    """


@hookspec
def ogpkit_events() -> Iterable[Events]:  # type: ignore[empty-body]  # a specification has no body
    """Return what happened, for the news of the public portal and for the history of each commitment.

    An event about one commitment stands in the history on its page; every other one is among the news and in the feed. What
    the core knows itself need not be given: steps of cycles, due dates that were met, milestones, and changes of files.

    Contributes: `ogpkit.api.Events`.
    Called: once in a run, when the portal is built.
    Used: `derive` is called for each language of the portal, while that is in use, more than once, with a workspace of what is
        public. An event of a day that is still to come is left out.
    Checked: each value is an `Event` whose attributes have the types of its class; one that is not is left out.
    Clash: all events stand, also several of one day, place and address.
    Order: newest first. On one day the news are in the order of addresses; in a history what the core knows comes before, changes
        of files after, and events by plugin name, then as yielded.
    Failure: a source that raises gives what it gave before that.

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
    Called: once in a run, when it is first shown how a country or a cycle stands.
    Used: `derive` is called for each country or cycle that is shown, by the app again when a file of the country or of no
        country has changed, without files that are incomplete; by the portal for each language.
    Checked: each value is a `Status` whose attributes have the types of its class; one that is not is left out.
    Clash: none between plugins: statuses of several plugins stand beside each other.
    Order: by plugin name, then as yielded.
    Failure: a source that raises gives what it gave before that.

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
    """Return the tabs that this plugin adds to the app.

    Contributes: `ogpkit.api.Panel`.
    Called: once in a run of the app, when it shows the first place.
    Used: at each place of `scope` there is a tab with what is in its sections. Where it has none, `load` is called when somebody
        first turns to it: it gives the sections, or what makes a widget from session and place.
    Checked: the types of the sections; that the actions and tables they name are there; what was made is a widget of Textual.
    Clash: none between plugins: tabs with the same title stand beside each other.
    Order: by `order`, then by plugin name; the core's own pages have 0, the one for files from and for elsewhere 900.
    Failure: a panel that raises when it is made, or later while it is shown, says why in its own tab; the other tabs work.

    Example:
        >>> from ogpkit.api import Panel, Scope, TextSection, hookimpl
        >>> def write(workspace, place):
        ...     yield f"{place.country} is no utopia yet."
        >>> @hookimpl
        ... def ogpkit_panels():
        ...     yield Panel(name="utopia", title="Utopia", scope=Scope.COUNTRY, sections=(TextSection(write=write),))
    """


@hookspec
def ogpkit_actions() -> Iterable[Action[Any]]:  # type: ignore[empty-body]  # a specification has no body
    """Return what a person can do with the workspace: each is a command, a dialog and an entry of the palette at once.

    Contributes: `ogpkit.api.Action`.
    Called: once in a run, when a group of commands of a plugin is used, when the palette is first opened, or when a panel opens
        the dialog of an action.
    Used: fields of `parameters` are options of the command and fields of the dialog. `run` is called each time that a person has
        said all that it asks for; it may take ten minutes. A command saves what it did, and the app does as after any change.
    Checked: the types of its attributes; that the kind that it names is there; its `parameters`, as the class of a kind.
    Clash: a name belongs to the plugin that came first. A command that the plugin has written itself wins.
    Order: by title.
    Failure: an action that raises says so in its dialog, or as any command; an `OgpkitError` is shown as it is.

    Example:
        >>> import attrs
        >>> from ogpkit.api import Action, hookimpl
        >>> @attrs.frozen
        ... class Hail:
        ...     '''Whom to hail.
        ...
        ...     Attributes:
        ...         name: Who it is.
        ...     '''
        ...
        ...     name: str
        >>> @hookimpl
        ... def ogpkit_actions():
        ...     yield Action(
        ...         name="hail",
        ...         title="Hail somebody",
        ...         help="Say hello to somebody.",
        ...         parameters=Hail,
        ...         run=lambda session, place, parameters: f"Hail, {parameters.name}!",
        ...     )
    """


@hookspec
def ogpkit_app_commands() -> Iterable[AppCommand]:  # type: ignore[empty-body]  # a specification has no body
    """Return what this plugin adds to the app's command palette.

    Contributes: `ogpkit.api.AppCommand`.
    Called: once in a run of the app, when the palette is first opened.
    Used: it is offered at places of `scope` and at those that lie in one, and where `writes` is set only if the workspace may be
        changed. `run` is called each time that a person chooses it, with the session and the place; it may take ten minutes.
    Checked: the types of its attributes; what `run` gives is shown as text.
    Clash: none between plugins: commands with the same title are both offered.
    Order: by title.
    Failure: a command that raises says so in the app.

    Example:
        >>> from ogpkit.api import AppCommand, hookimpl
        >>> @hookimpl
        ... def ogpkit_app_commands():
        ...     yield AppCommand(name="hail", title="Hail Utopia", help="Says hello", run=lambda session, place: "Hail!")
    """


@hookspec
def ogpkit_tours() -> Iterable[Tour]:  # type: ignore[empty-body]  # a specification has no body
    """Return the tours on which a person gets to know what this plugin does in the app, one step after the other.

    Contributes: `ogpkit.api.Tour`.
    Called: once in a run of the app, when it offers the tours or goes on with one.
    Used: the page that Ctrl+T opens lists them, and a line above the keys says what to do next. `find_place` is called when the
        page is opened and when a tour begins; while one is under way, each step is compared with what the app shows.
    Checked: the types of its attributes and of its steps; that it has a step.
    Clash: a name belongs to the plugin that came first.
    Order: by `order`, then by name.
    Failure: a tour whose `find_place` raises cannot be begun; the others can.

    Example:
        >>> from ogpkit.api import AppPart, Tour, TourStep, hookimpl
        >>> @hookimpl
        ... def ogpkit_tours():
        ...     yield Tour(
        ...         name="utopia",
        ...         title="A day in Utopia",
        ...         summary="See where Utopia stands.",
        ...         steps=(TourStep(text="Press F1: all keys are listed.", looks_at=AppPart.KEYS),),
        ...     )
    """


@hookspec
def ogpkit_cli_commands() -> Iterable[CliCommand]:  # type: ignore[empty-body]  # a specification has no body
    """Return the commands that this plugin adds to the command line; their module is imported when one is used.

    Contributes: `ogpkit.api.CliCommand`.
    Called: once in a run, when the word after `ogpkit` is none of the core's, and by `ogpkit --help` and `ogpkit plugin`.
    Used: `load` is called when a person uses the command, not for a list of commands; what it gives runs as any click command.
    Checked: the group, if it names one, is one of the core's; what `load` gives is a click command.
    Clash: the core's words belong to the core, any other to the plugin that came first.
    Order: by name, after the core's commands.
    Failure: a command that cannot be loaded says why, with exit code 2. What it raises later is told with the plugin’s name.

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
