"""What plugins give: frozen, typed values.

A hook yields them and does nothing else; what is to be done lies in callables inside the values, and each is called under
a guard that knows whose it is.

What a check asks for is not here, because it is loaded at every call: `Kind` and `Extension` are in `ogpkit.schema.kinds`,
`EditionPart` in `ogpkit.schema.editions`, `StageGraph` in `ogpkit.plugins.stages`, `Rule` and `Problem` in
`ogpkit.plugins.rules`, `CliCommand` in `ogpkit.plugins.cli_commands`, `SettingsTable` in `ogpkit.schema.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ogpkit.plugins.cell_count import CellCount
from ogpkit.plugins.cli_commands import CliCommand  # noqa: F401  as the others that plugins took from here before `ogpkit.api`
from ogpkit.plugins.examples import Example  # noqa: F401
from ogpkit.plugins.panel_sections import Section
from ogpkit.plugins.places import Place, Scope, Status
from ogpkit.plugins.providing import make_loader
from ogpkit.plugins.rules import Problem, Rule  # noqa: F401
from ogpkit.schema.kinds import SettingsTable  # noqa: F401
from ogpkit.text.blocks import Block, TextDocument, drop_empty_headings
from ogpkit.workspace.content import Workspace

if TYPE_CHECKING:
    from textual.widget import Widget

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.sheet_reading import SheetReading
    from ogpkit.schema.cell_format import DayOrder


@attrs.frozen(kw_only=True)
class ActionCall:
    """Call of an action with what is known already; its dialog asks for the rest.

    Attributes:
        action: The name of the action.
        place: What it is about.
        values: Values by field of the action that say which row of a table it is about; nobody is asked for them.
        initial: Further values by field, with which the dialog begins.
        about: What a person has to know for it, such as the comment that is answered; the dialog shows it.
        begins_at: The field at which the dialog begins, where those before it are usually right as they are.
    """

    action: str
    place: Place
    values: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    initial: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    about: str = ""
    begins_at: str = ""


@attrs.frozen(kw_only=True)
class DueDate:
    """Something that is due: what is owed, by which day, and by whom.

    Attributes:
        title: What is owed, in the user's language.
        due: The day by which it is owed.
        place: Whose it is and where it is kept.
        section: The section of the source that asks for it.
        done: The day on which it was met; None while it is open, and where nobody wrote the day down.
        action: What meets it, where one action does.
        is_done: Whether it was met, also where the day is not known.
        happened: What the news say once it was met, in the user's language, such as “The plan was refreshed”.
        key: What tells it from all else that is due in its cycle or country, whatever the language and however often its
            title or day is corrected; the title counts when left out.
    """

    title: str
    due: date
    place: Place
    section: str
    done: date | None = None
    action: ActionCall | None = None
    is_done: bool = attrs.field(default=attrs.Factory(lambda self: self.done is not None, takes_self=True))
    happened: str = ""
    key: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """Return what tells it from everything else that is due, in a calendar and in the news."""
        place = self.place
        where = (place.country, place.cycle)
        return (*where, self.key) if self.key else (*where, place.path, repr(place.at), self.section, self.title)


@attrs.frozen(kw_only=True)
class DueDates:
    """Source of due dates: what follows from the files that somebody owes, and by which day.

    Attributes:
        name: Its name within the plugin.
        derive: Gives every obligation that follows from the workspace.
        by_country: Whether those of a country follow from its files and the partnership's alone. After a change only the
            countries with changed files are then asked about again.
    """

    name: str
    derive: Callable[[Workspace], Iterable[DueDate]]
    by_country: bool = False


@attrs.frozen(kw_only=True)
class Task:
    """Something that waits for the people who work here, such as a comment without an answer.

    Attributes:
        title: What is to be done, in the user's language; it begins with a verb.
        place: Where it is done.
        since: The day since which it waits.
        action: What does it, where one action does.
    """

    title: str
    place: Place
    since: date | None = None
    action: ActionCall | None = None


@attrs.frozen(kw_only=True)
class Tasks:
    """Source of what waits for the people who work here.

    Attributes:
        name: Its name within the plugin.
        title: What waits, in English, for example “Comments without an answer”.
        derive: Gives everything that waits.
    """

    name: str
    title: str
    derive: Callable[[Workspace], Iterable[Task]]


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened.

    Attributes:
        day: The day on which it happened.
        title: What happened, in the language in use.
        place: What it is about; with a path, one document, for example a commitment.
        address: The page of the portal on which one reads more; the page about the place when left out.
        outcome: With what result, in the language in use; empty where there is none.
    """

    day: date
    title: str
    place: Place
    address: str = ""
    outcome: str = ""


@attrs.frozen(kw_only=True)
class Events:
    """Source of what happened, for the news of the portal and the history of commitments.

    Attributes:
        name: Its name within the plugin.
        derive: Gives what happened; the workspace that it is given holds only what is public.
        by_country: Whether what happened in a country follows from its files and the partnership's alone. After a change only
            the countries with changed files are then asked about again.
    """

    name: str
    derive: Callable[[Workspace], Iterable[Event]]
    by_country: bool = False


@attrs.frozen(kw_only=True)
class StatusSource:
    """Source of what a mechanism says of a country or a cycle.

    Attributes:
        name: Its name within the plugin.
        title: What a person calls the mechanism, in English.
        scope: Whether it speaks of countries or of cycles.
        derive: Gives the standings of one country or cycle, most important first; the portal shows it what it shows of a country.
    """

    name: str
    title: str
    scope: Scope
    derive: Callable[[Workspace, Place], Iterable[Status]]


@attrs.frozen(kw_only=True)
class Panel:
    """Part of the app that a plugin owns: a tab at a file, a country, a cycle or the whole workspace.

    It is made of sections, which the app shows by itself, or it is a widget by hand.

    Attributes:
        name: Its name within the plugin.
        title: The text on its tab, in English.
        help: What one sees and does there, in a sentence or two of English; F1 shows it.
        scope: Where it is shown.
        kind: The kind of document that it is about, where it is shown at files; empty for files of every kind.
        order: Its place among the tabs; lower is further left.
        sections: What it is made of, from top to bottom.
        load: Imports and gives the sections, or the maker of a widget by hand, or names either, such as
            `ogpkit_utopia.panel:SECTIONS`. It is loaded when the tab is first shown.
    """

    name: str
    title: str
    scope: Scope
    help: str = ""
    kind: str = ""
    order: int = 100
    sections: tuple[Section, ...] = ()
    load: Callable[[], Callable[[EditSession, Place], Widget] | tuple[Section, ...]] | None = attrs.field(
        default=None, converter=attrs.converters.optional(make_loader)
    )

    def list_sections(self) -> tuple[Section, ...]:
        """Return its sections; none where it is a widget by hand."""
        given = self.load() if self.load is not None and not self.sections else self.sections
        return () if callable(given) else given


@attrs.frozen(kw_only=True)
class AppCommand:
    """Something that one can do in the app, from the command palette.

    Attributes:
        name: Its name within the plugin.
        title: What the palette shows, in English.
        help: One more line about it, in English.
        scope: At which places it is offered.
        writes: Whether it changes the workspace or writes a file; it is not offered then where nothing may be changed.
        is_long: Whether it may take long: it is run beside the keys then, with a bar, and may be cancelled. It changes nothing
            in the session.
        run: Does it, and may give back a text to be shown.
    """

    name: str
    title: str
    help: str
    scope: Scope = Scope.WORKSPACE
    writes: bool = True
    is_long: bool = False
    run: Callable[[EditSession, Place], str | None]


@attrs.frozen(kw_only=True)
class ImportProblem:
    """Something in an imported file that has no place in the workspace.

    Attributes:
        row: The row, counting from one; 0 for the file as a whole.
        column: The column's heading.
        message: What was not understood and what to do.
    """

    row: int
    column: str
    message: str


@attrs.frozen(kw_only=True)
class Import:
    """Files that an import would write; nothing is written until it is accepted as a whole.

    Attributes:
        files: What each file would hold, by path: an entity, or as much of its content as was read, as TOML values by key.
            What a file says already and this does not speak of stays.
        not_understood: What had no place.
        records: How many records were read.
        notes: What a person wants to know before accepting, for example what each column becomes.
        cells: What has become of each cell, where the file is a sheet of which that is known.
        keys: The fields by which the items of a list are known again, by the keys that lead to the list with dots between them,
            for example `{"statuses": ("commitment",)}`. Items of a list that is not named here are known by their `id`, and by
            their place only where they have none.
    """

    files: Mapping[str, object] = attrs.field(hash=False)
    not_understood: tuple[ImportProblem, ...] = ()
    records: int = 0
    notes: tuple[str, ...] = ()
    cells: CellCount | None = None
    keys: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)


@attrs.frozen(kw_only=True)
class Importer:
    """Takes documents out of a file from elsewhere.

    Attributes:
        name: Its name, used in `ogpkit import NAME FILE`.
        title: What it reads, in English.
        suffixes: Endings of the files that it reads, for example `.csv`.
        scope: Whether what it reads belongs to a cycle, a country or the whole workspace.
        read: Gives what would be written for the place; it writes nothing itself.
        read_mapped: The same with a mapping file as its last argument, which says what columns mean; left out if it takes none.
        order_days: Gives the same for files that write 03/04/2012 in some order; left out if it knows how they do.
        read_columns: Gives the columns of a sheet with what each can become, so that a person can say it; its last argument is
            what a mapping file says so far, or None where nobody has said anything. Left out if it takes no mapping.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    scope: Scope = Scope.WORKSPACE
    read: Callable[[bytes, Workspace, Place], Import]
    read_mapped: Callable[[bytes, Workspace, Place, bytes], Import] | None = None
    order_days: Callable[[DayOrder], Importer] | None = None
    read_columns: Callable[[bytes, Workspace, Place, Mapping[str, object] | None], SheetReading] | None = None


@attrs.frozen(kw_only=True)
class Exporter:
    """Writes something of the workspace as a file for elsewhere.

    Attributes:
        name: Its name, used in `ogpkit export NAME`.
        title: What it writes, in English.
        suffix: The ending of the file, for example `.csv`.
        scope: Whether it is about a country, a cycle or the whole workspace.
        write: Gives the content of the file.
        public: Whether the file is meant for everybody; then it is made of what is public, as the portal's pages are.
    """

    name: str
    title: str
    suffix: str
    scope: Scope
    write: Callable[[Workspace, Place], bytes]
    public: bool = False


@attrs.frozen(kw_only=True)
class DocumentTemplate:
    """Document that people can hand in: an action plan, a summary, a report.

    Attributes:
        name: Its name, used in `ogpkit document NAME PLACE`.
        title: What it is, in English.
        scope: Whether it is about a cycle, a country or the whole workspace.
        write: Gives it for one place and in one language; None where there is nothing to write it from.
        command: The words after `ogpkit` that write it too, as `consultation report`: first a command that the same plugin
            contributes with `ogpkit_cli_commands`.
        help: What that command does, in a sentence of English; the title when left out.
    """

    name: str
    title: str
    scope: Scope
    write: Callable[[Workspace, Place, str], TextDocument | None]
    command: str = ""
    help: str = ""


@attrs.frozen(kw_only=True)
class ReportInput:
    """Account of a mechanism's efforts in a cycle, for a report that another one writes.

    Attributes:
        text: What was done, in plain sentences and in the language that was asked for.
        section: The section of the source that it answers to, for example `Roadmap IV`.
        shown_by: The documents that show it, as places.
    """

    text: str
    section: str
    shown_by: tuple[Place, ...] = ()


@attrs.frozen(kw_only=True)
class ReportInputs:
    """Source of what a mechanism tells of its efforts, for the reports of others.

    Attributes:
        name: Its name within the plugin.
        title: What the efforts are, in English.
        tell: Gives the accounts of one cycle in one language, which is the one in use; the most important first.
    """

    name: str
    title: str
    tell: Callable[[Workspace, Place, str], Iterable[ReportInput]]


@attrs.frozen(kw_only=True)
class Need:
    """Need for expertise that one mechanism found and another may meet.

    Attributes:
        country: Who needs it.
        on: The day on which it is asked for.
        text: What is needed, in the country's own words.
        cycle: The cycle in which it was found, if it was in one.
        commitments: The commitments that it is about, by identifier.
        topics: What it is about, in words such as `open-data`.
    """

    country: str
    on: date
    text: str
    cycle: str = ""
    commitments: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Referral:
    """Document that takes up a need; nothing is written until somebody accepts it.

    Attributes:
        path: Where it belongs.
        entity: What it says.
        id: Its identifier, by which a document refers to it.
    """

    path: str
    entity: object
    id: str


@attrs.frozen(kw_only=True)
class ReferralTarget:
    """Mechanism that takes needs for expertise up.

    Attributes:
        name: Its name within the plugin.
        title: What a person calls it, in English.
        take_up: Gives the document that takes a need up, under an identifier that is still free.
    """

    name: str
    title: str
    take_up: Callable[[Workspace, Need], Referral]


@attrs.frozen(kw_only=True)
class Mask:
    """Keeps a sort of personal data out of what is public, in whichever text it stands.

    Attributes:
        name: Its name within the plugin.
        title: What it keeps out, in English.
        for_country: Gives, for a workspace and a country's identifier, the function that takes the data out of a text and
            says in the language in use that something was there. The country is empty for the whole partnership.
    """

    name: str
    title: str
    for_country: Callable[[Workspace, str], Callable[[str], str]]


@attrs.frozen(kw_only=True)
class Page:
    """Page of the public portal.

    Attributes:
        address: Where it stands, relative to the portal's root, for example `KE/eligibility`.
        title: Its title, in the page's language.
        blocks: Its content, from top to bottom.
        feed: What is told in a feed of its own (Atom), which lies at the page's address with `.atom` behind it; a page without
            any has no feed.
        context: Where it belongs and how it stands, in a few words each: what a search says below its title.
        is_part: Whether it is no page but a part of the one with this address, whoever gives that; its title is a heading there.
    """

    address: str
    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=drop_empty_headings)
    feed: tuple[Event, ...] = ()
    context: tuple[str, ...] = ()
    is_part: bool = False


@attrs.frozen(kw_only=True)
class Pages:
    """Source of pages of the public portal.

    Attributes:
        name: Its name within the plugin.
        title: What the pages are about, in English.
        render: Gives the pages in one language, which is the one in use; the workspace that it is given holds only what is
            public.
        kinds: The names of the kinds that the pages show; other published kinds of the plugin get pages made of their fields.
            Where it is empty, the pages are taken to show every kind of the plugin.
        by_country: Whether the pages of a country are about it alone. `render` is then asked for each country of which something
            changed, with a workspace that holds its documents, those of the whole partnership and the files about all countries.
            Other sources are asked again if a document changed of a kind that they asked for.
    """

    name: str
    title: str
    render: Callable[[Workspace, str], Iterable[Page]]
    kinds: tuple[str, ...] = ()
    by_country: bool = False
