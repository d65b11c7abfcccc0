"""The gate through which everything passes that leaves a workspace for the public.

It asks three things of every value: whether it is ready to be public (`Kind.public_part`, `Kind.public_when`), for whom its
field is (`ogpkit.model.Audience`), and whether it holds personal data (`ogpkit.plugins.contributions.Mask`). What passes is a
workspace again: documents that are not public are not in it, fields that are not public are empty, and texts are masked. Pages,
documents, open data, feeds, calendars and histories for the public are made of that workspace and see no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model import Audience, Form, Translated
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.text.i18n import _, speaking
from ogpkit.workspace.settings import Settings, WorkspaceSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.fields import Field, Shape
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Document, Workspace

_EMPTY: Final[Mapping[Sort, object]] = {
    Sort.TEXT: "",
    Sort.TRANSLATED: Translated(),
    Sort.LIST: (),
    Sort.MAPPING: {},
}
"""What stands for a value that its file must give, where it is not public; for other sorts nothing can."""


class Withheld(Exception):
    """A table of which a value that it must have is not public."""


class NoFigure(OgpkitError):
    """What a plugin declares as a public figure holds something else than numbers."""


def public_workspace(workspace: Workspace, plugins: Plugins) -> Workspace:
    """What everybody may know of a workspace on its day.

    Args:
        workspace: What the files say.
        plugins: The installed plugins; what fails of them is withheld, and the fault is noted.
    """
    gate = Gate(workspace, plugins)
    given = (gate.public_document(document) for document in workspace.documents.values())
    passed = {document.path: document for document in given if document}
    view = attrs.evolve(workspace, documents=passed, settings=gate.public_settings(), is_public=True)
    for owned in plugins.owned_kinds:
        for derive in owned.value.figures:
            doing = f"figures of {owned.value.name}"
            view.know(derive, plugins.guarded(owned.plugin, doing, partial(_figures, workspace, derive), None))
    return view


def _figures(workspace: Workspace, derive: Callable[[Workspace], object]) -> object:
    found = workspace.once(derive)
    _refuse_all_but_numbers(found)
    return found


def _refuse_all_but_numbers(value: Any) -> None:
    if value is None or isinstance(value, int | float):
        return
    if isinstance(value, Mapping):
        parts: list[object] = list(value.values())
    elif isinstance(value, tuple):
        parts = list(value)
    elif attrs.has(type(value)):
        parts = [getattr(value, field.name) for field in attrs.fields(type(value))]
    else:
        raise NoFigure(_("A figure is a number, or a class or mapping of numbers."))
    for part in parts:
        _refuse_all_but_numbers(part)


class Gate:
    """Lets documents of one workspace pass, as they are public on its day."""

    def __init__(self, workspace: Workspace, plugins: Plugins) -> None:
        """Find out who owns the kinds and what masks there are.

        Args:
            workspace: What the files say; its day is the day on which something has to be public.
            plugins: The installed plugins.
        """
        self.masked: set[str] = set()
        self._workspace = workspace
        self._plugins = plugins
        self._owners = {owned.value.name: owned.plugin for owned in plugins.owned_kinds}
        self._masks: dict[str, tuple[tuple[str, Callable[[str], str] | None], ...]] = {}
        self._known: dict[tuple[str, str, str], str] = {}

    def public_document(self, document: Document[Any]) -> Document[Any] | None:
        """What is public of a document, or None. What it masked is in `masked`.

        Args:
            document: The document, or an earlier version of it.
        """
        kind = self._workspace.kinds.named(document.kind)
        if kind is None:
            return None
        release = partial(self._released, kind, document)
        return self._plugins.guarded(self._owners.get(kind.name, ""), f"publish {document.path}", release, None)

    def public_settings(self) -> Settings:
        """What is public of the settings: the languages, and what the workspace is called."""
        said = self._workspace.settings.workspace
        name = self.mask(said.name, "", self._workspace.language) if said.name else ""
        return Settings(workspace=WorkspaceSettings(name=name, languages=said.languages))

    def _released(self, kind: Kind[Any], document: Document[Any]) -> Document[Any] | None:
        part = kind.public_part(document, self._workspace)
        if part is None or self._names_somebody(document):
            return None
        with_consent = kind.consents(document.entity)
        reader = _Reader(self, document.country, self._workspace.language, with_consent=with_consent)
        default = Audience.PUBLIC if kind.published else Audience.INTERNAL
        try:
            entity = reader.table(part, default, ())
        except Withheld:
            return None
        if entity is None:
            return None
        extensions = dict(self._extensions(kind, document, part, reader))
        if not kind.published and not extensions and not _says_anything(entity):
            return None
        return attrs.evolve(document, entity=entity, extensions=extensions)

    def _names_somebody(self, document: Document[Any]) -> bool:
        """Whether the very name of a file holds an e-mail address: it would be in the address of its page."""
        language = self._workspace.language
        return any("@" in one and self.mask(one, "", language) != one for one in document.names.values())

    def _extensions(
        self, kind: Kind[Any], document: Document[Any], part: object, reader: _Reader
    ) -> Iterator[tuple[KeyPath, object]]:
        """The extension tables of the tables that passed, where those are now."""
        declared = {one.entity: one for one in self._workspace.kinds.extensions(kind.name)}
        for path, table in document.extensions.items():
            extension = declared.get(type(table))
            carrier = part if len(path) == 1 else _at(document.entity, path[:-1])
            here = () if len(path) == 1 else reader.places.get(id(carrier))
            if extension is None or here is None:
                continue
            public = kind.published and extension.published
            try:
                passed = reader.table(table, Audience.PUBLIC if public else Audience.INTERNAL, None)
            except Withheld:
                continue
            if public or _says_anything(passed):
                yield (*here, path[-1]), passed

    def mask(self, text: str, country: str, language: str) -> str:
        """A text without what every mask takes out, each saying in the text's language that something was there.

        Args:
            text: The text.
            country: The country in whose documents it stands; empty for the whole partnership.
            language: The language of the text.
        """
        key = (text, country, language)
        if key not in self._known:
            self._known[key] = self._masked(*key)
        return self._known[key]

    def _masked(self, text: str, country: str, language: str) -> str:
        found = text
        with speaking(language):
            for plugin, hide in self._masks_of(country):
                # a mask that fails knows nothing of the text: then it is not published
                found = self._plugins.guarded(plugin, "mask", partial(hide, found), "") if hide else ""
        if found != text:
            self.masked.add(found)
        return found

    def _masks_of(self, country: str) -> tuple[tuple[str, Callable[[str], str] | None], ...]:
        if country not in self._masks:
            self._masks[country] = tuple(
                (
                    owned.plugin,
                    self._plugins.guarded(
                        owned.plugin,
                        f"mask {owned.value.name}",
                        partial(owned.value.for_country, self._workspace, country),
                        None,
                    ),
                )
                for owned in self._plugins.masks
            )
        return self._masks[country]


def audience_of(field: Field, holder: Audience) -> Audience:
    """For whom a field is.

    Args:
        field: The field.
        holder: For whom the table is that holds it, or what its kind says.
    """
    said = field.shape.meaning(Audience)
    if said is not None:
        return said
    return Audience.INTERNAL if field.shape.meaning(Form) is Form.MAIL else holder


class _Reader:
    """Reads one document for the public."""

    def __init__(self, gate: Gate, country: str, language: str, *, with_consent: bool) -> None:
        self._gate = gate
        self._country = country
        self._language = language
        self._with_consent = with_consent
        self.places: dict[int, KeyPath] = {}

    def table(self, entity: Any, holder: Audience, at: KeyPath | None) -> Any:
        """A table without what is not public; raises `Withheld` where nothing is left that its class could hold."""
        if at is not None:
            self.places[id(entity)] = at
        changed: dict[str, object] = {}
        for field in fields_of(type(entity)):
            value = getattr(entity, field.name)
            audience = audience_of(field, holder)
            passed = value
            if audience is Audience.INTERNAL or (audience is Audience.PERSONAL and not self._with_consent):
                # a table may hold fields that say for themselves that they are public only where it is public itself
                passed = _nothing_of(field)
            elif value is not None:
                here = None if at is None else (*at, field.key)
                try:
                    passed = self._value(value, field.shape, audience, here)
                except Withheld:
                    passed = _nothing_of(field)
            if passed is not value:
                changed[field.name] = passed
        return attrs.evolve(entity, **changed) if changed else entity

    def _value(self, value: Any, shape: Shape, audience: Audience, at: KeyPath | None) -> object:
        if shape.sort is Sort.TABLE:
            return self.table(value, audience, at)
        if shape.sort is Sort.LIST and shape.item:
            return self._items(value, shape.item, audience, at)
        if shape.sort is Sort.MAPPING and shape.item:
            below = {self._text(key, self._language): (key, item) for key, item in value.items()}
            return {
                name: self._value(item, shape.item, audience, None if at is None else (*at, key))
                for name, (key, item) in below.items()
            }
        if shape.sort is Sort.TRANSLATED:
            return self._translated(value, shape)
        return self._plain(value, shape, self._language) if shape.sort is Sort.TEXT else value

    def _items(self, values: tuple[Any, ...], shape: Shape, audience: Audience, at: KeyPath | None) -> object:
        found: list[object] = []
        for value in values:
            here = None if at is None else (*at, len(found))
            try:
                found.append(self._value(value, shape, audience, here))
            except Withheld:
                self._forget(here)
        same = len(found) == len(values) and all(one is other for one, other in zip(found, values, strict=True))
        return values if same else tuple(found)

    def _forget(self, dropped: KeyPath | None) -> None:
        if dropped is not None:
            self.places = {key: at for key, at in self.places.items() if at[: len(dropped)] != dropped}

    def _translated(self, text: Translated, shape: Shape) -> Translated:
        plain = None if text.plain is None else self._plain(text.plain, shape, self._language)
        by_language = {code: self._plain(words, shape, code) for code, words in text.by_language.items()}
        if plain == text.plain and by_language == text.by_language:
            return text
        return Translated(plain=plain, by_language=by_language)

    def _plain(self, text: str, shape: Shape, language: str) -> str:
        if shape.meaning(Form) is None:
            return self._text(text, language)
        if shape.meaning(Form) is Form.MAIL or "@" not in text:
            return text
        # what is no text is left as it is or left out: an address that was changed leads nowhere
        return text if self._text(text, language) == text else ""

    def _text(self, text: str, language: str) -> str:
        return text if self._with_consent or not text else self._gate.mask(text, self._country, language)


def _nothing_of(field: Field) -> object:
    """What stands for a value that is not public."""
    if not field.required:
        return field.default
    if field.shape.sort not in _EMPTY:
        raise Withheld
    return _EMPTY[field.shape.sort]


def _says_anything(entity: object) -> bool:
    """Whether a table says more than one in which nothing is filled in."""
    fields = fields_of(type(entity))
    return any(getattr(entity, field.name) not in (field.default, *_EMPTY.values(), None) for field in fields)


def _at(entity: Any, path: KeyPath) -> object:
    """The table at a key path of an entity."""
    here: Any = entity
    for key in path:
        if isinstance(key, int):
            here = here[key] if isinstance(here, tuple) and key < len(here) else None
        elif attrs.has(type(here)):
            here = next((getattr(here, field.name) for field in fields_of(type(here)) if field.key == key), None)
        elif isinstance(here, Mapping):
            here = here.get(key)
        if here is None:
            return None
    return here
