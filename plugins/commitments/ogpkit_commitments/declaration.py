"""The Declaration of Principles: what governments endorse with it, that it binds nobody, and who endorsed it (Roadmap IX)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Cycle, find_rules
from ogpkit.api.text import Bullets, KeyValues, Link, Paragraph, _, current_language, localized, plain_text
from ogpkit_commitments.edition import CommitmentsPart
from ogpkit_commitments.plan import find_declaration, is_declaration_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block


def build_text(workspace: Workspace, country: str = "", cycle: str = "") -> Iterator[Block]:
    """Yield what the declaration says and that it binds nobody, in the language in use; nothing where no rule set speaks of it.

    Args:
        country: The country's identifier; the rules of today hold when left out.
        cycle: The cycle's identifier.
    """
    part = find_rules(workspace, CommitmentsPart, country, cycle)
    if part is None or part.declaration is None:
        return
    said, language = part.declaration, current_language()
    yield Paragraph(localized(said.summary, language, "en"))
    if said.points:
        yield Paragraph(_("What a government commits to by endorsing it, in ogpkit's words and not the declaration's:"))
        yield Bullets([localized(point, language, "en") for point in said.points])
    yield Paragraph(localized(said.nature, language, "en"))
    if said.url:
        yield Paragraph([_("The declaration itself:"), " ", Link(said.url, said.url)])
    yield Paragraph(_("Source: {source}").format(source=said.source))


def build_endorsement(workspace: Workspace, country: str, cycle: str) -> Iterator[Block]:
    """Yield when and by whom the declaration was endorsed that holds for a cycle; nothing where that is not known.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    document = workspace.one(Cycle, country, cycle)
    found = find_declaration(workspace, document) if document else None
    if found is not None:
        declared = found[0]
        rows = [
            (_("Declaration endorsed"), declared.endorsed),
            (_("Signatory"), plain_text(declared.signatory, workspace.language)),
        ]
        yield KeyValues([(label, value) for label, value in rows if value])


def write_declaration(workspace: Workspace, place: Place) -> Iterator[Block]:
    """Yield what a cycle's government endorses, or endorsed, with the declaration.

    Args:
        place: The cycle.
    """
    endorsed = tuple(build_endorsement(workspace, place.country, place.cycle))
    if not endorsed and not is_declaration_asked(workspace, place):
        yield Paragraph(_("The rules of this cycle do not ask for a declaration."))
        return
    yield from endorsed
    yield from build_text(workspace, place.country, place.cycle)
