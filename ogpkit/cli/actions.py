"""Commands of actions: each is made of its declaration, and stands in the group that its plugin contributes.

`ogpkit new` is the action that every kind of document has.
"""

from __future__ import annotations

from copy import copy
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from ogpkit.cli.messages import print_message
from ogpkit.cli.options import find_place, workspace_option
from ogpkit.cli.workspaces import edit_workspace, load_workspace
from ogpkit.editing.new_documents import NewDocument, begin_document
from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import Bounds
from ogpkit.model.vocabulary import Choice
from ogpkit.plugins.actions import is_day_of_action, make_result, read_parameters
from ogpkit.plugins.cli_commands import Argument, Option
from ogpkit.plugins.places import Place, Scope
from ogpkit.schema.fields import Sort
from ogpkit.schema.mismatch import Mismatches
from ogpkit.schema.suggest import is_known_language
from ogpkit.text.i18n import N_, _, translate
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.actions import Action, ActionResult
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.fields import Field, Shape
    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")

_PLACE: Final = "place_"
_SUBJECT: Final = "subject_"
"""Names of arguments that no field can have: a field's key has no underscore at its end."""


def add_action_commands(command: click.Group, group: str, plugin: str, plugins: Plugins) -> click.Group:
    """Return a group of commands with the actions of its plugin that stand in it; its own commands come first.

    Args:
        command: The plugin's own group.
        group: The word that calls it.
        plugin: Whose it is.
    """
    whole = copy(command)
    made = {}
    for owned in plugins.actions:
        word, _space, name = owned.value.command.partition(" ")
        if owned.plugin == plugin and word == group:
            made[name] = make_action_command(owned.value, plugins.kinds)
    whole.commands = {**made, **command.commands}
    return whole


def make_action_command(action: Action[Any], kinds: Kinds) -> click.Command:
    """Return the command of an action.

    Args:
        kinds: The installed kinds; the kind of the document that it is about says by which names one calls it.
    """
    kind = kinds.by_name(action.kind)
    fields = action.fields
    before = [make_parameter(field) for field in fields if _is_first(field)]
    after = [make_parameter(field) for field in fields if not _is_first(field)]
    arguments = [one for one in after if isinstance(one, click.Argument)]
    options = [one for one in after if isinstance(one, click.Option)]
    command = click.Command(
        action.command.rpartition(" ")[2],
        params=[*before, *_list_place_arguments(action, kind), *arguments, *options],
        callback=partial(_run, action, kind),
        help=action.help,
    )
    return workspace_option(command)


def _run(action: Action[Any], kind: Kind[Any] | None, workspace: Path | None, **words: Any) -> None:
    """Do it, save it, and say then what was done."""

    def edit(session: WorkspaceSession) -> ActionResult:
        place = _find_action_place(action, kind, words, session.workspace)
        values = dict(list_said_values(action.fields, words, session.workspace))
        try:
            said = action.complete_values(session.workspace, place, values)
            parameters = read_parameters(said, action.parameters, session.workspace.today)
        except Mismatches as error:
            raise click.UsageError(str(error)) from error
        there = session.workspace.documents.keys()
        made = make_result(action.run(session, place, parameters))
        _outline_new_file(session, made, there)
        return made

    result = edit_workspace(workspace, edit)
    for line in (result.message, *result.notes):
        if line:
            print_message(line)


def _outline_new_file(session: WorkspaceSession, result: ActionResult, there: Collection[str]) -> None:
    """Let a file that an action has made say what else is asked for: whoever uses commands has no form that says it.

    Args:
        there: The documents that were there before.
    """
    path = result.place.path if result.place else ""
    if path in session.unsaved and path not in there:
        from ogpkit.editing.outline import add_outline  # noqa: PLC0415  most commands make no file

        add_outline(session, path)


# The place.


def _list_place_arguments(action: Action[Any], kind: Kind[Any] | None) -> Iterator[click.Argument]:
    names = kind.pattern.names if kind else ()
    scope = action.scope
    if scope is Scope.DOCUMENT:
        scope = Scope.CYCLE if "cycle" in names else Scope.COUNTRY if "country" in names else Scope.WORKSPACE
    complete = partial(_complete_place, scope)
    if scope is Scope.CYCLE:
        yield click.Argument([_PLACE], metavar="COUNTRY/CYCLE", shell_complete=complete)
    elif scope is Scope.COUNTRY:
        yield click.Argument([_PLACE], metavar="COUNTRY", shell_complete=complete)
    if kind is not None and action.scope is Scope.DOCUMENT and _find_subject_name(kind):
        metavar = kind.name.rpartition("-")[2].upper()
        yield click.Argument([_SUBJECT], metavar=metavar, shell_complete=partial(_complete_subject, kind))


def _find_subject_name(kind: Kind[Any]) -> str:
    """Return the last placeholder of a kind's path, which tells its documents in one country or cycle apart."""
    return next((name for name in reversed(kind.pattern.names) if name not in ("country", "cycle")), "")


def _find_action_place(
    action: Action[Any], kind: Kind[Any] | None, words: Mapping[str, Any], workspace: Workspace
) -> Place:
    named = words.get(_PLACE, "")
    if action.scope is not Scope.DOCUMENT or kind is None:
        return find_place(named, action.scope, workspace)
    scope = Scope.CYCLE if "cycle" in kind.pattern.names else Scope.COUNTRY
    around = find_place(named, scope, workspace) if named else Place()
    there = workspace.all(kind.entity, around.country, around.cycle)
    subject = words.get(_SUBJECT) or next((document.id for document in there), "")
    return attrs.evolve(around, path=find_document(workspace, kind, subject, around).path)


class NoSuchDocument(OgpkitError):
    """Raised when there is no document of the name that a command was given."""


def find_document(workspace: Workspace, kind: Kind[E], name: str, around: Place | None = None) -> Document[E]:
    """Return the document of a kind that somebody named.

    Args:
        name: Its identifier.
        around: The country or the cycle in which it lies; anywhere when left out.

    Raises:
        NoSuchDocument: There is none; the message says which there are.
    """
    around = around or Place()
    known = {document.id: document for document in workspace.all(kind.entity, around.country, around.cycle)}
    if name not in known:
        raise NoSuchDocument(_describe_unknown(kind, name, tuple(known)))
    return known[name]


def _describe_unknown(kind: Kind[Any], name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  only a misspelt word needs it

    title = translate(kind.title, kind.entity)
    if not name:
        return _("There is no “{title}” here yet.").format(title=title)
    near = get_close_matches(name, known, 1)
    there = _("Did you mean “{near}”?").format(near=near[0]) if near else _describe_known(known)
    return _("There is no “{title}” called “{name}” here.").format(title=title, name=sanitize_line(name)) + " " + there


def _describe_known(known: Sequence[str]) -> str:
    most = 8
    names = ", ".join(map(sanitize_line, known[:most])) + (" …" if len(known) > most else "")
    return _("Choose one of: {names}.").format(names=names or "–")


def _complete_place(scope: Scope, context: click.Context, _argument: click.Parameter, start: str) -> list[str]:
    workspace = _load_for_completion(context)
    if workspace is None:
        return []
    if scope is Scope.COUNTRY:
        return [country for country in workspace.countries if country.startswith(start)]
    cycles = (f"{country}/{cycle}" for country in workspace.countries for cycle in workspace.cycles(country))
    return [cycle for cycle in cycles if cycle.startswith(start)]


def _complete_subject(kind: Kind[Any], context: click.Context, _argument: click.Parameter, start: str) -> list[str]:
    workspace = _load_for_completion(context)
    country, _slash, cycle = str(context.params.get(_PLACE) or "").partition("/")
    found = workspace.all(kind.entity, country, cycle) if workspace else ()
    return [document.id for document in found if document.id.startswith(start)]


def _load_for_completion(context: click.Context) -> Workspace | None:
    try:
        return load_workspace(context.params.get("workspace"))
    except OgpkitError:  # somebody presses Tab outside a workspace
        return None


# The parameters.


def _is_first(field: Field) -> bool:
    argument = field.shape.meaning(Argument)
    return argument is not None and argument.is_first


def make_parameter(field: Field) -> click.Parameter:
    """Return the argument or the option with which a person says what a field holds."""
    shape, is_list = field.shape, field.shape.sort is Sort.LIST
    value = shape.item if is_list and shape.item else shape
    argument, option = shape.meaning(Argument), shape.meaning(Option) or Option()
    if argument is not None:
        return click.Argument(
            [_make_name(field)],
            type=_make_type(value),
            metavar=argument.metavar or (None if value.choices else field.key.upper()),
            required=field.required,
            nargs=-1 if is_list else 1,
        )
    flag = field.key.replace("_", "-")
    words = [option.name or f"--{flag}", _make_name(field)]
    if value.sort is Sort.TRUTH and field.default is False:
        return click.Option(words, is_flag=True, help=field.help)
    is_today = is_day_of_action(field)
    default = _find_default(field)
    more: dict[str, Any] = {} if default is None else {"default": default, "show_default": True}
    return click.Option(
        words,
        type=_make_type(value),
        metavar=option.metavar or _METAVARS.get(value.sort),
        multiple=is_list or value.sort is Sort.TRANSLATED,
        required=field.required and not is_today,
        help=_TODAY if is_today else field.help,
        **more,
    )


_TODAY: Final = N_("The date. The default is today.")

_METAVARS: Final[Mapping[Sort, str]] = {
    Sort.DATE: "DATE",
    Sort.TRANSLATED: "[LANGUAGE=]TEXT",
}


def _make_name(field: Field) -> str:
    """Return under which name click keeps a value; it may not be a word of Python, as `with`."""
    return f"field_{field.key}"


def _make_type(shape: Shape) -> click.ParamType[Any]:
    if shape.choices:
        return click.Choice([one.value for one in shape.choices])
    bounds = shape.meaning(Bounds) or Bounds()
    if shape.sort is Sort.WHOLE:
        least, greatest = (None if end is None else int(end) for end in (bounds.least, bounds.greatest))
        return click.IntRange(least, greatest) if (least, greatest) != (None, None) else click.INT
    return _TYPES.get(shape.sort, click.STRING)


_TYPES: Final[Mapping[Sort, click.ParamType[Any]]] = {
    Sort.NUMBER: click.FLOAT,
    Sort.TRUTH: click.BOOL,
    Sort.DATE: click.DateTime(["%Y-%m-%d"]),
    Sort.MOMENT: click.DateTime(),
}


def _find_default(field: Field) -> str | float | None:
    default = field.default.value if isinstance(field.default, Choice) else field.default
    return default if isinstance(default, str | int | float) and default != "" else None


def list_said_values(
    fields: Iterable[Field], words: Mapping[str, Any], workspace: Workspace
) -> Iterator[tuple[str, object]]:
    """Yield what a person has said, by key, as a file would hold it; what they have left out is left out.

    Args:
        fields: The fields that are asked for.
        words: What click has read.
    """
    for field in fields:
        said = words.get(_make_name(field))
        if said is not None and said not in ((), ""):
            yield field.key, _convert(field.shape, said, workspace.language)
        elif is_day_of_action(field):
            yield field.key, workspace.today


def convert_words(shape: Shape, words: Sequence[str], language: str) -> object:
    """Return the value of a key as a file would hold it, of the words in which a person gave it.

    Args:
        shape: What may stand there.
        words: One for each item of a list or each language of a text; elsewhere one.
        language: The language of a text that names none.

    Raises:
        click.UsageError: They are none.
    """
    is_list = shape.sort is Sort.LIST and shape.item is not None
    kind = _make_type(shape.item if is_list and shape.item else shape)
    read = [kind.convert(word, None, None) for word in words]
    if is_list or shape.sort is Sort.TRANSLATED:
        return _convert(shape, tuple(read), language)
    if len(read) != 1:
        raise click.UsageError(_("Give one value."))
    return _convert(shape, read[0], language)


def _convert(shape: Shape, said: Any, language: str) -> object:
    if shape.sort is Sort.LIST and shape.item is not None:
        return [_convert(shape.item, one, language) for one in said]
    if shape.sort is Sort.TRANSLATED:
        return _split_by_language((said,) if isinstance(said, str) else said, language)
    if shape.sort is Sort.DATE and isinstance(said, datetime):
        return said.date()
    return said


def _split_by_language(said: Sequence[str], language: str) -> str | dict[str, str]:
    """Return a text by language; a single one that names no language as a plain text."""
    found: dict[str, str] = {}
    for text in said:
        named, equals, rest = text.partition("=")
        is_named = bool(equals) and is_known_language(named)
        if not is_named and len(said) == 1:
            return text
        found[named if is_named else language] = rest if is_named else text
    return found


@click.command("new")
@click.argument("kind", metavar="KIND")
@click.argument("place", metavar="[COUNTRY[/CYCLE]]", required=False, default="")
@click.option("--title", default="", help="What people call it. Only some kinds of document have a title or a name.")
@click.option(
    "--id", "name", default="", help="Its identifier or its year. By default, ogpkit makes it from the title."
)
@workspace_option
def command(kind: str, place: str, title: str, name: str, workspace: Path | None) -> None:
    """Create a document of any kind, for example a commitment. Fill in the rest in the app or an editor."""
    country, _slash, cycle = place.partition("/")
    where, wanted = Place(country=country, cycle=cycle), NewDocument(kind=kind, title=title, id=name or None)

    def edit(session: WorkspaceSession) -> str:
        there = session.workspace.documents.keys()
        made = begin_document(session, where, wanted)
        _outline_new_file(session, made, there)
        return made.message

    print_message(edit_workspace(workspace, edit))
