"""The page about the Open Government Partnership: its mission, what members do by the rules of the day, and who governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.exchange.portal.taking_part import list_contact
from ogpkit.model.cycle import Cycle
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import RuleLine
from ogpkit.plugins.contributions import Page
from ogpkit.text.blocks import Heading, Paragraph
from ogpkit.text.i18n import _
from ogpkit.text.inline import Link
from ogpkit.text.phrase import localized
from ogpkit.workspace.rule_sets import find_rule_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.schema.editions import Editions
    from ogpkit.text.blocks import Block
    from ogpkit.workspace.content import Workspace


def make_about_page(workspace: Workspace, language: str, rule_sets: Iterable[str] = ()) -> Page:
    """Return the page about OGP's mission, approach and governance, in the language in use (Roadmap XIII, I to V, III).

    Args:
        workspace: What is public.
        language: The language in use, in which texts are wanted.
        rule_sets: The sets about participation that the newest cycle of each country follows; that of today when left out.
    """
    return Page(
        address="about",
        title=_("About the Open Government Partnership"),
        blocks=[
            Paragraph(
                _(
                    "The Open Government Partnership (OGP) is an initiative of governments and civil society. Governments "
                    "that join it promise to be more transparent, more accountable and more open to participation."
                )
            ),
            *_build_approaches(workspace, language, rule_sets),
            Heading(_("Who governs it"), id="governance"),
            Paragraph(
                _("A steering committee of governments and of civil society organisations leads the partnership.")
            ),
            Paragraph([Link(_("The website of the partnership"), "https://www.opengovpartnership.org/")]),
        ],
    )


def make_accessibility_page(workspace: Workspace, language: str) -> Page:
    """Return what the website does for readers with disabilities, what it cannot do, and whom they can ask.

    Args:
        workspace: What is public.
        language: The language in use, in which texts are wanted.
    """
    said, plain = workspace.settings.portal, workspace.language
    known = said.accessibility
    text = [localized(known, language, plain)] if known else [_("We know of no problem.")]
    ask = list_contact(workspace)
    return Page(
        address="accessibility",
        title=_("Accessibility"),
        blocks=[
            Paragraph(
                _(
                    "You can use this website with a keyboard, a screen reader and large text. "
                    "Its pages are made to meet WCAG 2.2, level AA."
                )
            ),
            Heading(_("What does not work for everyone"), id="known"),
            Paragraph(text),
            *_build_way_to_ask(ask),
        ],
    )


def _build_way_to_ask(contact: list[Link | str]) -> Iterator[Block]:
    if contact:
        yield Heading(_("Tell us about a problem"), id="ask")
        yield Paragraph(contact)


def _build_approaches(workspace: Workspace, language: str, rule_sets: Iterable[str]) -> Iterator[Block]:
    """Yield what members do, by each rule set that their newest cycles follow; the newest rules first."""
    yield Heading(_("How it works"), id="approach")
    editions = workspace.editions
    found = {name: text for name in sort_rule_sets(workspace, rule_sets) if (text := find_approach(editions, name))}
    for name, text in found.items():
        if len(found) > 1:
            yield Heading(localized(editions.facts(name).title, language, "en"), level=2, id=f"approach-{name}")
        yield Paragraph(localized(text, language, "en"))


def find_newest_set(workspace: Workspace, country: str) -> str:
    """Return the rule set about participation that the newest cycle of a country follows.

    Args:
        workspace: What is public.
        country: The country.
    """
    cycles = sorted(workspace.all(Cycle, country), key=lambda one: one.entity.end)
    return find_rule_set(workspace, RuleLine.PARTICIPATION, country, cycles[-1].cycle if cycles else "")


def sort_rule_sets(workspace: Workspace, rule_sets: Iterable[str]) -> list[str]:
    """Return the rule sets about participation that countries follow, the newest set first.

    Args:
        workspace: What is public.
        rule_sets: The set that each follows; where there are none, that of today is taken.
    """
    editions = workspace.editions
    found = dict.fromkeys(rule_sets) or {find_rule_set(workspace, RuleLine.PARTICIPATION, "", ""): None}
    known = [name for name in found if name in editions.names]
    return sorted(known, key=lambda name: str(editions.facts(name).since), reverse=True)


def find_approach(editions: Editions, name: str) -> Translated | None:
    """Return what a member does by a rule set: its own words, else those of the set that it changes; None where there are none.

    Args:
        editions: Those that are installed.
        name: The name of the set.
    """
    seen: set[str] = set()
    while name in editions.names and name not in seen:
        seen.add(name)
        facts = editions.facts(name)
        if facts.approach != Translated():
            return facts.approach
        name = facts.extends or ""
    return None
