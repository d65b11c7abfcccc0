"""The gate through which everything passes that leaves a workspace for the public.

It asks four things of every value: whether it is ready to be public (`Kind.public_part`, `Kind.public_when`), for whom its
field is (`ogpkit.model.Audience`), whether it holds personal data (`ogpkit.plugins.contributions.Mask`), and whether it only
stands where somebody has still to write. What passes is a workspace again: documents that are not public
are not in it, fields that are not public are empty, and texts are masked. Pages, documents, open data, feeds, calendars and
histories for the public are made of that workspace and see no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit import serve_old_methods
from ogpkit.errors import OgpkitError
from ogpkit.model import Audience, TextFormat, Translated
from ogpkit.plugins.typecheck import verify_type
from ogpkit.schema.fields import Sort, field_audience, fields_of
from ogpkit.schema.walk import find_value
from ogpkit.text.i18n import _, use_language
from ogpkit.workspace.content import find_plugin_settings
from ogpkit.workspace.placeholders import drop_placeholders
from ogpkit.workspace.rule_sets import get_check_settings
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


class WithheldTable(Exception):
    """Raised when a value that a table must have is not public."""


class NotAFigure(OgpkitError):
    """Raised when what a plugin declares as a public figure holds something else than numbers."""


def public_workspace(workspace: Workspace, plugins: Plugins) -> Workspace:
    """Return what everybody may know of a workspace on its day.

    Args:
        workspace: What the files say.
        plugins: The installed plugins; what fails of them is withheld, and the fault is noted.
    """
    gate = PublicationGate(workspace, plugins)
    given = (gate.publish_document(document) for document in workspace.documents.values())
    passed = {document.path: document for document in given if document}
    view = attrs.evolve(workspace, documents=passed, settings=gate.publish_settings(), is_public=True)
    view.know(find_plugin_settings, gate.publish_plugin_settings())
    # what is not at hand is not at hand for readers either; the settings themselves stay inside
    view.know(get_check_settings, workspace.settings.check)
    for derive, figures in derive_figures(workspace, plugins).items():
        view.know(derive, figures)
    return view


def derive_figures(workspace: Workspace, plugins: Plugins) -> dict[Callable[[Workspace], object], object]:
    """Return the numbers that are public of what is not, by what makes them.

    Args:
        workspace: What the files say.
        plugins: The installed plugins; what fails of them is withheld, and the fault is noted.
    """
    found: dict[Callable[[Workspace], object], object] = {}
    for owned in plugins.owned_kinds:
        for derive in owned.value.figures:
            doing = f"figures of {owned.value.name}"
            found[derive] = plugins.call(owned.plugin, doing, partial(_derive_figures, workspace, derive), None)
    return found


def _derive_figures(workspace: Workspace, derive: Callable[[Workspace], object]) -> object:
    found = workspace.memoize(derive)
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
        raise NotAFigure(_("A figure is a number, or a class or mapping of numbers."))
    for part in parts:
        _refuse_all_but_numbers(part)


def _is_understood(kind: Kind[Any], document: Document[Any]) -> bool:
    """Tell whether enough of a document could be understood for its public part to be known.

    A value that nobody understands may be what keeps it from the public. A key that is not known says nothing, unless it is
    one that does so, misspelt; in what is about a person, any key may.
    """
    if document.unread & document.doubtful or (document.unread and kind.is_about_somebody):
        return False
    holder = Audience.PUBLIC if kind.published else Audience.INTERNAL
    return not any(_is_for_few(at, kind.entity, holder) for at in document.doubtful)


def _is_for_few(at: KeyPath, entity: type, holder: Audience) -> bool:
    """Tell whether a field, or a table on the way to it, is not for everybody."""
    table: type | None = entity
    for key in (part for part in at if isinstance(part, str)):
        field = next((one for one in fields_of(table) if one.key == key), None) if table else None
        if field is None:
            return True
        holder = field_audience(field, holder)
        if holder is not Audience.PUBLIC or field.shape.sort is Sort.TRUTH:
            return True
        table = field.shape.nested()
    return False


class PublicationGate:
    """Lets documents of one workspace pass, as they are public on its day."""

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods(
            "ogpkit.api.output.PublicationGate", public_document="publish_document", public_settings="publish_settings"
        )

    def __init__(self, workspace: Workspace, plugins: Plugins) -> None:
        """Find out who owns the kinds and what masks there are.

        Args:
            workspace: What the files say; its day is the day on which something has to be public.
        """
        self.masked: set[str] = set()
        self._workspace = workspace
        self._plugins = plugins
        self._owners = {owned.value.name: owned.plugin for owned in plugins.owned_kinds}
        self._masks: dict[str, tuple[tuple[str, Callable[[str], str] | None], ...]] = {}
        self._known: dict[tuple[str, str, str], str] = {}

    def publish_document(self, document: Document[Any]) -> Document[Any] | None:
        """Return what is public of a document, or None. What it masked is in `masked`.

        Args:
            document: The document, or an earlier version of it.
        """
        kind = self._workspace.kinds.by_name(document.kind)
        if kind is None:
            return None
        release = partial(self._release, kind, drop_placeholders(document))
        return self._plugins.call(self._owners.get(kind.name, ""), f"publish {document.path}", release, None)

    def publish_settings(self) -> Settings:
        """Return what is public of the settings: those of the website, the languages, the licence, and the name."""
        said = self._workspace.settings.workspace
        name = self.mask(said.name, "", self._workspace.language) if said.name else ""
        licence = self.mask(said.licence, "", self._workspace.language)
        known = WorkspaceSettings(name=name, languages=said.languages, licence=licence)
        # what is said of the website is meant for its readers, who it is that they can ask too
        return Settings(workspace=known, portal=self._workspace.settings.portal)

    def publish_plugin_settings(self) -> Mapping[type, object]:
        """Return what is public of the settings of plugins: all but fields that say otherwise, without personal data."""
        reader = _Reader(self, "", self._workspace.language, with_consent=False)
        published: dict[type, object] = {}
        for entity, table in self._workspace.memoize(find_plugin_settings).items():
            with suppress(WithheldTable):
                published[entity] = reader.read_table(table, Audience.PUBLIC, None)
        return published

    def _release(self, kind: Kind[Any], document: Document[Any]) -> Document[Any] | None:
        if not _is_understood(kind, document):
            return None
        part = kind.public_part(document, self._workspace)
        if part is None or self._names_somebody(document):
            return None
        with_consent = kind.consents(document.entity)
        reader = _Reader(self, document.country, self._workspace.language, with_consent=with_consent)
        default = Audience.PUBLIC if kind.published else Audience.INTERNAL
        try:
            entity = reader.read_table(part, default, ())
        except WithheldTable:
            return None
        if entity is None:
            return None
        extensions = dict(self._list_extensions(kind, document, part, reader))
        if not kind.published and not extensions and not _has_content(entity):
            return None
        return attrs.evolve(document, entity=entity, extensions=extensions)

    def _names_somebody(self, document: Document[Any]) -> bool:
        """Tell whether the very name of a file holds an e-mail address: it would be in the address of its page."""
        language = self._workspace.language
        return any("@" in one and self.mask(one, "", language) != one for one in document.names.values())

    def _list_extensions(
        self, kind: Kind[Any], document: Document[Any], part: object, reader: _Reader
    ) -> Iterator[tuple[KeyPath, object]]:
        """Yield the extension tables of the tables that passed, where those are now."""
        declared = {one.entity: one for one in self._workspace.kinds.extensions(kind.name)}
        for path, table in document.extensions.items():
            extension = declared.get(type(table))
            carrier = part if len(path) == 1 else find_value(document.entity, path[:-1])
            here = () if len(path) == 1 else reader.places.get(id(carrier))
            if extension is None or here is None:
                continue
            public = kind.published and extension.published
            try:
                passed = reader.read_table(table, Audience.PUBLIC if public else Audience.INTERNAL, None)
            except WithheldTable:
                continue
            if public or _has_content(passed):
                yield (*here, path[-1]), passed

    def mask(self, text: str, country: str, language: str) -> str:
        """Return a text without what every mask takes out, each saying in the text's language that something was there.

        Args:
            country: The country in whose documents it stands; empty for the whole partnership.
            language: The language of the text.
        """
        key = (text, country, language)
        if key not in self._known:
            self._known[key] = self._mask(*key)
        return self._known[key]

    def _mask(self, text: str, country: str, language: str) -> str:
        found = text
        with use_language(language):
            for plugin, hide in self._list_masks(country):
                # a mask that fails knows nothing of the text: then it is not published
                found = (
                    self._plugins.call(plugin, "mask", partial(hide, found), "", verify=_verify_text) if hide else ""
                )
        if found != text:
            self.masked.add(found)
        return found

    def _list_masks(self, country: str) -> tuple[tuple[str, Callable[[str], str] | None], ...]:
        if country not in self._masks:
            self._masks[country] = tuple(
                (
                    owned.plugin,
                    self._plugins.call(
                        owned.plugin,
                        f"mask {owned.value.name}",
                        partial(owned.value.for_country, self._workspace, country),
                        None,
                    ),
                )
                for owned in self._plugins.masks
            )
        return self._masks[country]


_verify_text: Final = partial(verify_type, wanted=str)


class _Reader:
    """Reads one document for the public."""

    def __init__(self, gate: PublicationGate, country: str, language: str, *, with_consent: bool) -> None:
        self._gate = gate
        self._country = country
        self._language = language
        self._with_consent = with_consent
        self.places: dict[int, KeyPath] = {}

    def read_table(self, entity: Any, holder: Audience, at: KeyPath | None) -> Any:
        """Return a table without what is not public; raises `WithheldTable` where nothing is left that its class could hold."""
        if at is not None:
            self.places[id(entity)] = at
        changed: dict[str, object] = {}
        for field in fields_of(type(entity)):
            value = getattr(entity, field.name)
            audience = field_audience(field, holder)
            passed = value
            if audience is Audience.INTERNAL or (audience is Audience.PERSONAL and not self._with_consent):
                # a table may hold fields that say for themselves that they are public only where it is public itself
                passed = _make_empty_value(field)
            elif value is not None:
                here = None if at is None else (*at, field.key)
                try:
                    passed = self._read_value(value, field.shape, audience, here)
                except WithheldTable:
                    passed = _make_empty_value(field)
            if passed is not value:
                changed[field.name] = passed
        return attrs.evolve(entity, **changed) if changed else entity

    def _read_value(self, value: Any, shape: Shape, audience: Audience, at: KeyPath | None) -> object:
        if shape.sort is Sort.TABLE:
            return self.read_table(value, audience, at)
        if shape.sort is Sort.LIST and shape.item:
            return self._read_items(value, shape.item, audience, at)
        if shape.sort is Sort.MAPPING and shape.item:
            below = {self._read_text(key, self._language): (key, item) for key, item in value.items()}
            return {
                name: self._read_value(item, shape.item, audience, None if at is None else (*at, key))
                for name, (key, item) in below.items()
            }
        if shape.sort is Sort.TRANSLATED:
            return self._read_translated(value, shape)
        return self._read_plain(value, shape, self._language) if shape.sort is Sort.TEXT else value

    def _read_items(self, values: tuple[Any, ...], shape: Shape, audience: Audience, at: KeyPath | None) -> object:
        found: list[object] = []
        for value in values:
            here = None if at is None else (*at, len(found))
            try:
                found.append(self._read_value(value, shape, audience, here))
            except WithheldTable:
                self._forget(here)
        same = len(found) == len(values) and all(one is other for one, other in zip(found, values, strict=True))
        return values if same else tuple(found)

    def _forget(self, dropped: KeyPath | None) -> None:
        if dropped is not None:
            self.places = {key: at for key, at in self.places.items() if at[: len(dropped)] != dropped}

    def _read_translated(self, text: Translated, shape: Shape) -> Translated:
        plain = None if text.plain is None else self._read_plain(text.plain, shape, self._language)
        by_language = {code: self._read_plain(words, shape, code) for code, words in text.by_language.items()}
        if plain == text.plain and by_language == text.by_language:
            return text
        return Translated(plain=plain, by_language=by_language)

    def _read_plain(self, text: str, shape: Shape, language: str) -> str:
        if shape.meaning(TextFormat) is None:
            return self._read_text(text, language)
        if shape.meaning(TextFormat) is TextFormat.MAIL or "@" not in text:
            return text
        # what is no text is left as it is or left out: an address that was changed leads nowhere
        return text if self._read_text(text, language) == text else ""

    def _read_text(self, text: str, language: str) -> str:
        return text if self._with_consent or not text else self._gate.mask(text, self._country, language)


def _make_empty_value(field: Field) -> object:
    """Return what stands for a value that is not public."""
    if not field.required:
        return field.default
    if field.shape.sort not in _EMPTY:
        raise WithheldTable
    return _EMPTY[field.shape.sort]


def _has_content(entity: object) -> bool:
    """Tell whether a table says more than one in which nothing is filled in."""
    fields = fields_of(type(entity))
    return any(getattr(entity, field.name) not in (field.default, *_EMPTY.values(), None) for field in fields)
