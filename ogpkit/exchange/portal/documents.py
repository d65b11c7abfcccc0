"""The documents that people hand in, offered on the pages of what they are about, in every owed language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.exchange.documents import document_file_name, write_document
from ogpkit.exchange.portal.addresses import make_path_part
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.queries import NothingToWrite, build_document
from ogpkit.text.blocks import Grid, Heading
from ogpkit.text.i18n import _, use_language
from ogpkit.text.inline import Link
from ogpkit.text.phrase import language_phrase
from ogpkit.workspace.countries import owed_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ogpkit.exchange.portal.collecting import Pages
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Workspace

FOLDER: Final = "documents"
"""The folder of the site in which they lie."""


@attrs.frozen(kw_only=True)
class DocumentFile:
    """Document in one language and one format.

    Attributes:
        path: Where it lies in the site.
        content: The file.
        title: What it is, in English.
        language: Its language.
        form: Its format.
        address: The page on which it is offered.
    """

    path: str
    content: bytes = attrs.field(repr=False)
    title: str
    language: str
    form: str
    address: str


def list_documents(
    workspace: Workspace, plugins: Plugins, forms: tuple[str, ...], templates: Path | None, country: str
) -> Iterator[DocumentFile]:
    """Yield every document of a country and its cycles, or of the workspace, for which there is something to write.

    Args:
        workspace: What is public.
        forms: The formats; none gives no documents.
        templates: A folder with templates of the country's own.
        country: The country; empty for the whole workspace.
    """
    for place in list_places(workspace, country) if forms else ():
        scope = Scope.CYCLE if place.cycle else Scope.COUNTRY if place.country else Scope.WORKSPACE
        languages = (
            owed_languages(workspace, place.country) if place.country else workspace.settings.workspace.languages
        )
        for paper in plugins.papers:
            for language in languages if paper.value.scope is scope else ():
                try:
                    writing = build_document(paper, workspace, place, language, plugins)
                except NothingToWrite:
                    continue
                for form in forms:
                    yield DocumentFile(
                        path=f"{FOLDER}/{make_path_part(document_file_name(paper.value, place, language, form))}",
                        content=write_document(paper.value, writing, workspace, place, form, templates),
                        title=paper.value.title,
                        language=language,
                        form=form,
                        address=f"{place.country}/{place.cycle}".rstrip("/"),
                    )


def list_places(workspace: Workspace, country: str) -> Iterator[Place]:
    """Yield a country and each of its cycles, or the whole workspace.

    Args:
        workspace: What is public.
        country: The country; empty for the whole workspace.
    """
    yield Place(country=country)
    yield from (Place(country=country, cycle=cycle) for cycle in (workspace.cycles(country) if country else ()))


def add_documents(pages: Pages, offered: Iterable[DocumentFile]) -> None:
    """Add to pages the documents about what they are about.

    Args:
        pages: The pages of one language.
        offered: The documents.
    """
    by_page: dict[str, list[DocumentFile]] = {}
    for one in offered:
        by_page.setdefault(one.address, []).append(one)
    for address, some in by_page.items():
        owned = pages.by_address.get(address)
        if owned is not None:
            with use_language(pages.language):
                blocks = (
                    *owned.value.blocks,
                    Heading(_("Documents"), id="documents"),
                    _make_table(some, pages.language),
                )
            pages.by_address[address] = OwnedContribution(owned.plugin, attrs.evolve(owned.value, blocks=blocks))


def _make_table(some: list[DocumentFile], spoken: str) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (Link(f"{_(one.title)} ({one.form.upper()})", one.path), language_phrase(one.language, spoken)) for one in some
    ]
    return Grid((_("Document"), _("Language")), rows, caption=_("Documents"))
