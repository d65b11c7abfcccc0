"""New documents of any kind: where they lie, what they are called, and with what they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model import Translated
from ogpkit.model.annotations import CountryCode, Identifier, LanguageCode, PastDay
from ogpkit.model.identifiers import free_identifier, is_identifier, make_chance_name, propose_identifier
from ogpkit.plugins.actions import Action, ActionResult, FirstStep
from ogpkit.plugins.cli_commands import Argument
from ogpkit.plugins.places import Place
from ogpkit.schema.convert import read_entity
from ogpkit.schema.fields import Sort, find_title_field
from ogpkit.text.i18n import N_, _, join_list, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.country_names import official_languages
from ogpkit.workspace.create import make_country
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Workspace

_COUNTRY: Final = "country"
_SETTINGS: Final = "workspace"
"""The one kind that `ogpkit init` begins."""


class CannotBegin(OgpkitError):
    """Raised when a document cannot be begun; the message says what is missing."""


def create_document(
    session: EditSession, kind: Kind[Any], place: Place, name: str = "", *, wish: str = "", entity: object = None
) -> str:
    """Make a document of a kind.

    Args:
        place: The country and the cycle to which it belongs, as far as it belongs to any.
        name: Its identifier or its year; one that is free when left out.
        wish: The identifier with which a free one begins; when left out, the one that its kind suggests, or its title gives.
        entity: What it says; what its kind begins with when left out.

    Returns:
        The path of the new file.

    Raises:
        CannotBegin: It belongs to no such place, cannot have that name, or is there already.
    """
    workspace = session.workspace
    _verify_place(kind, place, workspace)
    if entity is None:
        entity = _begin_entity(kind, workspace, place)
    elif not wish and not kind.suggest_name and kind.pattern.names[-1:] != ("year",):
        wish = propose_identifier(_read_title(entity, workspace.language))
    path = _find_path(kind, place, name, entity, workspace, wish)
    if path in workspace.documents:
        raise CannotBegin(_("{path} already exists.").format(path=path))
    session.create(path, entity)
    return path


def _begin_entity(kind: Kind[Any], workspace: Workspace, place: Place, title: str = "") -> Any:
    """Return what a document of a kind begins with, under a title where one is given.

    Raises:
        CannotBegin: The kind does not say with what it begins, or has neither a title nor a name.
    """
    entity = kind.new(workspace, place) if kind.new else _read_example(kind)
    if not title:
        return entity
    field = find_title_field(kind.entity)
    if field is None:
        message = _("A “{title}” has no title or name. Leave the title empty.")
        raise CannotBegin(message.format(title=translate(kind.title, kind.entity)))
    said = Translated.of({workspace.language: title}) if field.shape.sort is Sort.TRANSLATED else title
    return attrs.evolve(entity, **{field.name: said})


def _read_title(entity: object, language: str) -> str:
    field = find_title_field(type(entity))
    said = getattr(entity, field.name) if field else ""
    return said.best(language) if isinstance(said, Translated) else str(said or "")


def list_new_kinds(workspace: Workspace, place: Place) -> Iterator[Kind[Any]]:
    """Yield the kinds of which a document can be begun at a place.

    Args:
        place: A country, a cycle, or the whole workspace.
    """
    around = {name for name, value in (("country", place.country), ("cycle", place.cycle)) if value}
    for kind in workspace.kinds:
        inside = set(kind.pattern.names[:-1]) if _has_name(kind) else set(kind.pattern.names)
        is_there = not _has_name(kind) and bool(workspace.all(kind.entity, place.country, place.cycle))
        if kind.name != _SETTINGS and inside == around and not is_there:
            yield kind


def _has_name(kind: Kind[Any]) -> bool:
    """Tell whether documents of a kind have a name of their own; a country and a cycle are named by their folder."""
    last = kind.pattern.names[-1] if kind.pattern.names else ""
    return last not in ("", "country", "cycle") or kind.pattern.text.endswith(f"{{{last}}}/{last}.toml")


def _verify_place(kind: Kind[Any], place: Place, workspace: Workspace) -> None:
    inside = kind.pattern.names[:-1] if _has_name(kind) else kind.pattern.names
    if strange := [name for name in inside if name not in ("country", "cycle")]:
        raise CannotBegin(
            _(
                "A “{title}” cannot be created here, because its path also needs {names}. Create the file in an editor."
            ).format(title=translate(kind.title, kind.entity), names=join_list(strange))
        )
    if "country" in inside and place.country not in workspace.countries:
        raise CannotBegin(
            _("A “{title}” belongs to a country, and there is no country “{name}”. Choose one of: {known}.").format(
                title=translate(kind.title, kind.entity),
                name=sanitize_line(place.country),
                known=join_list(workspace.countries) or "–",
            )
        )
    if "cycle" in inside and place.cycle not in workspace.cycles(place.country):
        raise CannotBegin(
            _("A “{title}” belongs to a cycle, and there is no cycle “{name}”. Choose one of: {known}.").format(
                title=translate(kind.title, kind.entity),
                name=sanitize_line(place.cycle),
                known=join_list(workspace.cycles(place.country)) or "–",
            )
        )


def _find_path(kind: Kind[Any], place: Place, name: str, entity: Any, workspace: Workspace, wish: str = "") -> str:
    names = {"country": place.country, "cycle": place.cycle}
    if not _has_name(kind):
        return kind.pattern.fill(names)
    last = kind.pattern.names[-1]
    if given := name or names.get(last, ""):
        return _fill_with_name(kind, names, last, given)
    if not wish and kind.suggest_name:
        wish = kind.suggest_name(workspace, place, entity)
    taken = {
        document.id
        for document in workspace.all(kind.entity, place.country, place.cycle if "cycle" in kind.pattern.names else "")
    }
    if last == "year":
        year = int(wish or workspace.today.year)
        return kind.pattern.fill(
            {**names, last: str(next(one for one in range(year, 10_000) if str(one) not in taken))}
        )
    # two people who begin a document each, on branches of their own, begin two
    free = free_identifier(wish, taken) if wish else make_chance_name(kind.name, taken)
    return _fill_with_name(kind, names, last, free)


def _fill_with_name(kind: Kind[Any], names: Mapping[str, str], last: str, name: str) -> str:
    path = kind.pattern.fill({**names, last: name})
    if not kind.pattern.match(path) or not (last in ("country", "cycle") or is_identifier(name)):
        raise CannotBegin(
            _("“{name}” cannot be the name of a file here. Use lower-case letters, digits and hyphens.").format(
                name=sanitize_line(name)
            )
        )
    return path


def _read_example(kind: Kind[Any]) -> Any:
    if not kind.example:
        raise CannotBegin(
            _("The plugin of “{title}” has no template for new files. Create the file in an editor.").format(
                title=translate(kind.title, kind.entity)
            )
        )
    return read_entity(parse_toml(kind.example.encode()), kind.entity)


@attrs.frozen
class NewDocument:
    """A new document.

    Attributes:
        kind: The kind of document.
        title: What people call it. Only some kinds of document have a title or a name.
        id: Its identifier. If you leave this out, ogpkit makes it from the title.
    """

    kind: Annotated[str, Argument("KIND")]
    title: str = ""
    id: Identifier | None = None


def begin_document(session: EditSession, place: Place, parameters: NewDocument) -> ActionResult:
    """Make a document of a kind and go to it.

    Args:
        place: The country or cycle to which it belongs.

    Raises:
        CannotBegin: There is no such kind, or it cannot be begun there.
    """
    kind = session.workspace.kinds.by_name(parameters.kind)
    if kind is None or kind.name == _SETTINGS:
        known = join_list(one.name for one in session.workspace.kinds if one.name != _SETTINGS)
        raise CannotBegin(
            _("There is no kind “{name}”. Choose one of: {known}.").format(
                name=sanitize_line(parameters.kind), known=known
            )
        )
    entity = _begin_entity(kind, session.workspace, place, parameters.title) if parameters.title else None
    path = create_document(session, kind, place, parameters.id or "", entity=entity)
    names = kind.pattern.match(path) or {}
    where = Place(country=names.get("country", ""), cycle=names.get("cycle", ""), path=path)
    return ActionResult(message=_("{path} is created.").format(path=path), place=where)


def _offer_kinds(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    return {"kind": {kind.name: translate(kind.title, kind.entity) for kind in list_new_kinds(workspace, place)}}


NEW_DOCUMENT: Final = Action(
    name="new-document",
    title=N_("Create a document"),
    help=N_("Create a document of any kind here and fill it in."),
    parameters=NewDocument,
    run=begin_document,
    choices=_offer_kinds,
)
"""Create a document of any kind."""


@attrs.frozen(kw_only=True)
class NewCountry:
    """A new country.

    Attributes:
        country: The country, or the identifier of a local member, for example KE-elgeyo-marakwet.
        languages: A local language of the plans and reports. If you leave this out, the official languages are used.
        joined: The day on which OGP received the letter of intent, if there is one.
    """

    country: CountryCode
    languages: tuple[LanguageCode, ...] = ()
    joined: PastDay | None = None


def add_country(session: EditSession, _place: Place, parameters: NewCountry) -> ActionResult:
    """Make the file of a country, with its name in the languages of the workspace, and go to the country.

    Raises:
        CannotBegin: It is there already, or cannot be called so.
    """
    kind = session.workspace.kinds.by_name(_COUNTRY)
    if kind is None:
        raise CannotBegin(_("There is no kind “{name}”. Choose one of: {known}.").format(name=_COUNTRY, known="–"))
    code = parameters.country
    languages = parameters.languages or tuple(one for one in official_languages(code) if one != "en")
    written = (*session.workspace.settings.workspace.languages, *languages)
    entity = attrs.evolve(make_country(code, written), languages=languages, joined=parameters.joined)
    path = create_document(session, kind, Place(), code, entity=entity)
    return ActionResult(message=_("{path} is created.").format(path=path), place=Place(country=code))


ADD_COUNTRY: Final = Action(
    name="add-country",
    title=N_("Add a country"),
    help=N_("Add a country or a local member of OGP to the workspace."),
    parameters=NewCountry,
    run=add_country,
    first_step=FirstStep(
        title=N_("Add a country"),
        about=N_("A workspace contains the plans and reports of one or more countries. Add the first country."),
        is_next=lambda workspace, place: not place.country and not workspace.countries,
    ),
)
"""Add a country."""
