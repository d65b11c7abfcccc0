"""What is missing in an owed language: reports are public in the local languages and in English (Roadmap X, XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api import Problem
from ogpkit.api.content import Translated, owed_languages
from ogpkit.api.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, KeyPath, Workspace


def check_translation(
    text: Translated | None, at: KeyPath, document: Document[object], workspace: Workspace
) -> Iterator[Problem]:
    """Yield the texts that are there and lack an owed language.

    Args:
        document: Where it stands.
    """
    # a text that is missing altogether is told by the rule that asks for it
    if not text:
        return
    if missing := text.missing(owed_languages(workspace, document.country), workspace.language):
        yield Problem(
            message=_("This text is missing in: {languages}.").format(languages=", ".join(missing)),
            remedy=_("Add {keys}.").format(keys=", ".join(f"{at[-1]}.{language}" for language in missing)),
            at=at,
        )


def check_publication(
    url: Translated | None, at: KeyPath, document: Document[object], workspace: Workspace
) -> Iterator[Problem]:
    """Yield the published reports that have no address in an owed language.

    Args:
        url: Its addresses.
        at: Their key path.
        document: The report.
    """
    owed = owed_languages(workspace, document.country)
    if missing := (url or Translated()).missing(owed, workspace.language):
        yield Problem(
            message=_("The report is published, but not in: {languages}.").format(languages=", ".join(missing)),
            remedy=_("Add its address in each of these languages: {keys}.").format(
                keys=", ".join(f"url.{language}" for language in missing)
            ),
            at=at,
        )
