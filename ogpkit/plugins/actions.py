"""Actions: what a person can do with a workspace, each declared once.

A declaration gives the command of the command line, the dialog of the app and the entry of the palette. What the person
has to say is an attrs class like that of any document, so that its fields are options, arguments and boxes of the dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import attrs

from ogpkit.plugins.cli_commands import Argument, Option  # noqa: F401  plugins took them from here before `ogpkit.api`
from ogpkit.plugins.places import Place, Scope
from ogpkit.schema.constraints import check_values
from ogpkit.schema.convert import read_entity
from ogpkit.schema.days import find_impossible_days
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.mismatch import Mismatches

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.table_views import TableRow
    from ogpkit.schema.fields import Field
    from ogpkit.workspace.content import Workspace

P = TypeVar("P")


@attrs.frozen
class NoParameters:
    """Parameters of an action that asks for nothing."""


@attrs.frozen(kw_only=True)
class ActionResult:
    """Result of an action that has more to say than one sentence.

    Attributes:
        message: What was done, in the user's language.
        notes: What the person is to think of now, each in a sentence.
        place: Where the app goes afterwards, for example to a new file; it stays where it is when left out.
        is_done: Whether it was done; a trial says what would be done, and leaves the dialog open.
    """

    message: str
    notes: tuple[str, ...] = ()
    place: Place | None = None
    is_done: bool = True


@attrs.frozen(kw_only=True)
class FirstStep:
    """When an action comes first at a place that has nothing of its sort yet, so that the pages there offer it.

    Attributes:
        title: What the button says, in English; it begins with a verb.
        about: What belongs there, in a sentence of English.
        is_next: Tells whether it comes next at a place: a cycle, a country or the whole workspace.
        order: Its place among others that come next; lower is earlier.
    """

    title: str
    about: str
    is_next: Callable[[Workspace, Place], bool]
    order: int = 100


def _give_nothing(_workspace: Workspace, _place: Place) -> Mapping[str, Any]:
    return {}


def _skip_nothing(_workspace: Workspace, _place: Place) -> Collection[str]:
    return ()


def _give_nothing_of_row(_row: TableRow[Any]) -> Mapping[str, Any]:
    return {}


def _return_true(_workspace: Workspace, _place: Place) -> bool:
    return True


@attrs.frozen(kw_only=True)
class Action(Generic[P]):
    """Something that a person can do with the workspace: in the app, and as a command.

    Attributes:
        name: Its name within the plugin.
        title: What the palette and the dialog's button say, in English; it begins with a verb.
        help: What it does, in a sentence of English, for the palette and for the help of the command.
        scope: What it is about: the whole workspace, a country, a cycle, or one document of `kind`.
        kind: The name of the kind of document that it is about, where its scope is `Scope.DOCUMENT`.
        command: The words after `ogpkit`, for example `networking introduce`. The first is a command that the same plugin
            contributes with `ogpkit_cli_commands`. An action without words is in the app only.
        is_in_palette: Whether the palette offers it; an action with a button of its own may do without.
        parameters: A documented attrs class: what the person has to say. Its fields are options of the command, with
            `Argument` and `Option` to say otherwise, and fields of the dialog. Nothing is asked when left out. It may be the
            class of a table in a document: a day `on` that it has to have is the present one when a person does not give it.
        leaves_out: Names of fields of the parameters for which nobody is asked; each has a default.
        run: Does it at a place, and says what was done. It raises an `OgpkitError` with what stands against it. A command
            may call it again when another program has changed a file meanwhile.
        choices: Gives, for fields whose values depend on the workspace, the values that the dialog offers, with their labels.
        initial: Gives values by field with which the dialog begins.
        is_offered: Whether the app offers it at a place; a command says why not when it is run.
        skips: Gives the names of fields for which the dialog does not ask at a place, because no rule there needs them; each has
            a default, and a command takes them all the same.
        fills: Gives, by its key, the value of a field for which nobody is asked, from what the person has said by key: an
            identifier from a title.
        of_row: The fields that say which row of a table it is about. Where it is begun from a list, the row gives them: what it
            is about has a field, or the table a column, of the name. The dialog shows them as text.
        from_row: Further fields with which the dialog begins as the row has them.
        row_values: Gives values by field for a row, where it has none of that name; None leaves a field to the person.
        row_choices: Gives, as `choices` does, the values that the dialog offers for a row, where they depend on it.
        on_several: Whether it can be done with several rows that are marked, one after the other.
        writes: Whether it changes the workspace or writes a file; it is not offered then where nothing may be changed.
        first_step: When it comes first at a place; left out if it never does.
    """

    name: str
    title: str
    help: str
    scope: Scope = Scope.WORKSPACE
    kind: str = ""
    command: str = ""
    is_in_palette: bool = True
    parameters: type[P] = attrs.field(default=cast("Any", NoParameters))
    leaves_out: tuple[str, ...] = ()
    run: Callable[[EditSession, Place, P], ActionResult | str | None]
    choices: Callable[[Workspace, Place], Mapping[str, Mapping[str, str]]] = _give_nothing
    initial: Callable[[Workspace, Place], Mapping[str, Any]] = _give_nothing
    is_offered: Callable[[Workspace, Place], bool] = _return_true
    skips: Callable[[Workspace, Place], Collection[str]] = _skip_nothing
    fills: Mapping[str, Callable[[Workspace, Place, Mapping[str, object]], object]] = attrs.field(
        factory=dict, hash=False
    )
    of_row: tuple[str, ...] = ()
    from_row: tuple[str, ...] = ()
    row_values: Callable[[TableRow[Any]], Mapping[str, Any]] = _give_nothing_of_row
    row_choices: Callable[[TableRow[Any]], Mapping[str, Mapping[str, str]]] = _give_nothing_of_row
    on_several: bool = False
    writes: bool = True
    first_step: FirstStep | None = None

    @property
    def asks(self) -> bool:
        """Tell whether it asks for anything."""
        return bool(self.fields)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the parameters for which a person is asked."""
        not_asked = {*self.leaves_out, *self.fills}
        return tuple(field for field in fields_of(self.parameters) if field.name not in not_asked)

    def complete_values(self, workspace: Workspace, place: Place, said: Mapping[str, object]) -> Mapping[str, object]:
        """Return what a person has said with the values that follow from it.

        Args:
            place: What it is about.
            said: What was said, by key, as a file would hold it.
        """
        return {**{key: fill(workspace, place, said) for key, fill in self.fills.items()}, **said}


def is_day_of_action(field: Field) -> bool:
    """Tell whether a field is the day of what is done, which is the present one where nobody says otherwise."""
    return field.required and field.key == "on" and field.shape.sort is Sort.DATE


def read_parameters(values: Mapping[str, object], entity: type[P], today: date) -> P:
    """Return what a person has said as the parameters of an action.

    Args:
        values: What was said, by key, as a file would hold it.
        entity: The class of the parameters.
        today: The present day.

    Raises:
        Mismatches: It does not fit, or is not what a field means.
    """
    parameters = read_entity(dict(values), entity)
    if found := (*check_values(parameters), *find_impossible_days(parameters, today)):
        raise Mismatches(found)
    return parameters


def report_change(session: EditSession, path: str, message: str, *, goes_there: bool = False) -> ActionResult:
    """Return what was done in a document, with what the check now finds in it.

    Args:
        path: The document.
        message: What was done, in the user's language.
        goes_there: Whether the app goes to the document afterwards.
    """
    place = Place(path=path)
    notes = tuple(f"{one.code} {one.message} {one.remedy}" for one in session.findings_at(place))
    return ActionResult(message=message, notes=notes, place=place if goes_there else None)


def make_result(said: object) -> ActionResult:
    """Return what an action gave as a result."""
    return said if isinstance(said, ActionResult) else ActionResult(message=str(said or ""))
