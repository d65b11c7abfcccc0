"""The tables of this plugin: cases, providers, and how quick and how useful the mechanism is (Roadmap XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Scope, TableColumn, TableFilter, TableRow, TableView
from ogpkit.api.content import GrandChallenge
from ogpkit.api.text import N_, _, current_language, fold, join_list, join_phrases
from ogpkit_networking.cases import (
    find_last_day,
    get_fruit,
    get_maturity,
    get_stage,
    is_open,
    list_cases,
    list_introduced,
    list_managers,
    list_rounds,
    list_topics,
    request_of,
)
from ogpkit_networking.edition import get_case_rules, get_stage_title, get_topic_title, get_usual_rules
from ogpkit_networking.likeness import join_languages, join_parts
from ogpkit_networking.measures import count_days_to_introduction, is_agreed, measure_cases
from ogpkit_networking.model import Case, Provider, ProviderKind
from ogpkit_networking.publication import is_public
from ogpkit_networking.stories import Reply, Story, StoryState, count_waiting_replies, list_stories
from ogpkit_networking.topics import find_challenges, list_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.edition import NetworkingPart


def _count_rounds(row: TableRow[Case]) -> int:
    return len(list_rounds(row.item, get_case_rules(row.item, row.workspace)))


def _show_stage(row: TableRow[Case]) -> str:
    return get_stage_title(get_case_rules(row.item, row.workspace), get_stage(row.item))


def _choose_request(row: TableRow[Case]) -> str:
    return request_of(row.item).best(row.workspace.language, "en")


CASES: Final = TableView(
    name="networking-cases",
    title="Cases",
    scope=Scope.WORKSPACE,
    entity=Case,
    rows=lambda workspace, place: list_cases(workspace, place.country),
    when_empty=N_("This list shows the cases of the Networking Mechanism."),
    stays=("stage",),
    columns=(
        TableColumn("case", derive=lambda row: row.id, label=N_("Case")),
        TableColumn("country", empty=""),
        TableColumn("cycle", empty=""),
        TableColumn("stage", derive=lambda row: get_stage(row.item), display=_show_stage, empty="", label=N_("Stage")),
        TableColumn("open", derive=lambda row: is_open(row.item), label=N_("Open")),
        TableColumn("maturity", derive=lambda row: get_maturity(row.item), label=N_("Maturity")),
        TableColumn("aim", empty=""),
        TableColumn("channel", empty=""),
        TableColumn("manager", empty=""),
        TableColumn("managers", derive=lambda row: list_managers(row.item), label=N_("Case managers until now")),
        "opened",
        TableColumn("age", derive=lambda row: (row.workspace.today - row.item.opened).days, label=N_("Age in days")),
        TableColumn("last", derive=lambda row: find_last_day(row.item), label=N_("Last activity")),
        TableColumn("round", derive=_count_rounds, label=N_("Round")),
        TableColumn("topics", derive=lambda row: list_topics(row.item), label=N_("Topics")),
        TableColumn("introductions", derive=lambda row: len(list_introduced(row.item)), label=N_("Introductions")),
        TableColumn(
            "days_to_introduction",
            derive=lambda row: count_days_to_introduction(row.item),
            label=N_("Days to the first introduction"),
        ),
        TableColumn("agreed", derive=lambda row: is_agreed(row.item), label=N_("Agreed")),
        TableColumn("fruitful", derive=lambda row: get_fruit(row.item), label=N_("Fruitful dialogue"), empty=""),
        TableColumn("request", derive=_choose_request, label=N_("Request"), empty=""),
    ),
    exports={"networking-cases": ".csv", "networking-cases-xlsx": ".xlsx"},
    shown=("case", "country", "stage", "maturity", "manager", "opened", "last"),
    command="networking cases",
    help="List the cases, oldest first.",
    filters=(
        TableFilter(name="country", help="Only those of this country."),
        TableFilter(
            name="stage", help="Only those at this stage.", keep=lambda row, stage: get_stage(row.item) == stage
        ),
        TableFilter(
            name="open",
            help="Only those for which something is left to be done.",
            keep=lambda row, _open: is_open(row.item),
            is_flag=True,
        ),
    ),
)
"""Every case, oldest first."""


@attrs.frozen
class NumberedReply:
    """Reply with its number among the replies to a story.

    Attributes:
        number: The number, from one.
        reply: The reply.
    """

    number: int
    reply: Reply


def _choose_reply(row: TableRow[NumberedReply]) -> str:
    return row.item.reply.text.best(current_language(), row.workspace.language, "en")


def find_providers(workspace: Workspace) -> tuple[Document[Provider], ...]:
    """Return the providers of a workspace, by name."""
    return tuple(sorted(workspace.all(Provider), key=lambda one: (fold(one.entity.name), one.id)))


def _serves_challenge(row: TableRow[Provider], challenge: GrandChallenge) -> bool:
    provider = row.item
    return challenge in (provider.challenges or find_challenges(provider.expertise, get_usual_rules(row.workspace)))


def _has_words(row: TableRow[Provider], words: str) -> bool:
    text = fold(_get_search_text(row))
    return all(word in text for word in fold(words).split())


def _get_search_text(row: TableRow[Provider]) -> str:
    """Return everything by which a provider is found: its name, what it says of itself, its topics in all languages."""
    provider, part = row.item, get_usual_rules(row.workspace)
    topics = (name for topic in provider.expertise for name in (topic, *list_names(topic, part)))
    own = (row.id, provider.name, provider.kind, *provider.countries, *provider.languages)
    return join_parts((*own, join_languages(provider.description), *topics))


def format_topics(provider: Provider, part: NetworkingPart) -> str:
    """Return what a provider knows about, in the language in use.

    Args:
        part: The rules, with the vocabulary.
    """
    return join_phrases(", ", (get_topic_title(part, topic) for topic in provider.expertise))


PROVIDERS: Final = TableView(
    name="networking-providers",
    title="Providers",
    scope=Scope.WORKSPACE,
    entity=Provider,
    rows=lambda workspace, _place: find_providers(workspace),
    when_empty=N_("This list shows organisations that can help governments."),
    stays=("name",),
    columns=(
        TableColumn("provider", derive=lambda row: row.id, label=N_("Provider")),
        TableColumn(
            "name", display=lambda row: row.item.name if row.item.ready else f"{row.item.name} ({_('not ready')})"
        ),
        "kind",
        TableColumn("expertise", display=lambda row: format_topics(row.item, get_usual_rules(row.workspace))),
        "challenges",
        TableColumn(
            "countries", display=lambda row: join_list(row.item.countries) or _("anywhere"), label=N_("Works in")
        ),
        "based_in",
        "languages",
        "ready",
        "url",
        "description",
    ),
    exports={"networking-providers": ".csv", "networking-providers-xlsx": ".xlsx"},
    shown=("provider", "name", "kind", "expertise", "countries", "languages"),
    search=_get_search_text,
    command="networking providers",
    help="List the providers of expertise.",
    filters=(
        TableFilter(
            name="topic",
            help="Only those who know about this topic, for example open-data.",
            keep=lambda row, topic: topic in row.item.expertise,
        ),
        TableFilter(
            name="challenge",
            help="Only for this challenge.",
            keep=_serves_challenge,
            choices=GrandChallenge,
            prompt=N_("Any grand challenge"),
        ),
        TableFilter(
            name="country",
            help="Only those who work in this country.",
            # one that names no country works anywhere
            keep=lambda row, country: not row.item.countries or country in row.item.countries,
        ),
        TableFilter(
            name="language",
            help="Only those who work in this language.",
            keep=lambda row, language: language in row.item.languages,
        ),
        TableFilter(
            name="kind",
            help="Only of this kind.",
            keep=lambda row, kind: row.item.kind is kind,
            choices=ProviderKind,
            prompt=N_("Any kind"),
        ),
        TableFilter(name="search", help="Only those of whom all these words are said.", keep=_has_words),
        TableFilter(
            name="ready",
            help="Only those who are ready to be introduced.",
            keep=lambda row, _ready: row.item.ready,
            is_flag=True,
        ),
    ),
)
"""Everybody who shares expertise, by name."""

STORIES: Final = TableView(
    name="networking-stories",
    title="Stories",
    scope=Scope.WORKSPACE,
    entity=Story,
    rows=lambda workspace, _place: list_stories(workspace),
    when_empty=N_("This list shows stories of practice, the newest first."),
    stays=("title", "state"),
    columns=(
        TableColumn("story", derive=lambda row: row.id, label=N_("Story")),
        "title",
        "state",
        "on",
        TableColumn("accepted", empty=""),
        TableColumn("author", empty=""),
        TableColumn("kind", empty=""),
        TableColumn("country", empty=""),
        "topics",
        TableColumn("replies", derive=lambda row: len(row.item.replies), label=N_("Replies")),
        TableColumn("waiting", derive=lambda row: count_waiting_replies(row.item), label=N_("Replies to decide")),
    ),
    exports={"networking-stories": ".csv", "networking-stories-xlsx": ".xlsx"},
    shown=("story", "title", "state", "author", "country", "waiting"),
    command="networking stories",
    help="List the stories of practice, newest first.",
    filters=(
        TableFilter(name="country", help="Only those about this country."),
        TableFilter(
            name="state",
            help="Only those in this state.",
            keep=lambda row, state: row.item.state is state,
            choices=StoryState,
            prompt=N_("Any state"),
        ),
    ),
)
"""Every story, the newest first."""


def _list_replies(workspace: Workspace, place: Place) -> Iterator[TableRow[NumberedReply]]:
    document = workspace.documents.get(place.path)
    if document is not None and isinstance(document.entity, Story):
        for number, reply in enumerate(document.entity.replies, 1):
            at = ("replies", number - 1)
            yield TableRow(
                item=NumberedReply(number, reply), workspace=workspace, place=place, document=document, at=at
            )


REPLIES: Final = TableView(
    name="networking-replies",
    title="Replies",
    scope=Scope.WORKSPACE,
    rows=_list_replies,
    when_empty=N_("This list shows replies to the story."),
    columns=(
        TableColumn("number", derive=lambda row: row.item.number, label=N_("Number")),
        TableColumn("state", derive=lambda row: row.item.reply.state, label=N_("State")),
        TableColumn("author", derive=lambda row: row.item.reply.author, label=N_("Author"), empty=""),
        TableColumn("on", derive=lambda row: row.item.reply.on, label=N_("On")),
        TableColumn("text", derive=_choose_reply, label=N_("Text")),
    ),
)
"""The replies to the story that is shown; another place has none, so that it is on no list of tables."""

MEASURES: Final = TableView(
    name="networking-measures",
    title="Measures of the Networking Mechanism",
    scope=Scope.WORKSPACE,
    rows=lambda workspace, place: measure_cases(list_cases(workspace, place.country), workspace),
    columns=(
        TableColumn("measure", derive=lambda row: row.item.measure, label=N_("Measure")),
        TableColumn("of", derive=lambda row: row.item.of, display=lambda row: row.item.part, label=N_("Of"), empty=""),
        TableColumn("value", derive=lambda row: row.item.value, label=N_("Value")),
    ),
    exports={"networking-measures": ".csv", "networking-measures-xlsx": ".xlsx"},
    command="networking status",
    help="Show how quick and how useful the mechanism is: waiting times, open cases and outcomes of introductions.",
    filters=(TableFilter(name="country", help="Only the cases of this country."),),
)
"""How quick and how useful the mechanism is."""

DIRECTORY: Final = TableView(
    name="networking-directory",
    title="Providers who are ready to help",
    scope=Scope.WORKSPACE,
    entity=Provider,
    rows=lambda workspace, _place: [
        one for one in find_providers(workspace) if one.entity.ready or workspace.is_public
    ],
    columns=(
        TableColumn("provider", derive=lambda row: row.id, label=N_("Provider")),
        *("name", "kind", "expertise", "countries", "based_in", "url"),
    ),
    exports={},
    open_data=True,
)
"""What the public may know of providers, for open data."""

AGREEMENTS: Final = TableView(
    name="networking-agreements",
    title="Signed agreements",
    scope=Scope.WORKSPACE,
    entity=Case,
    rows=lambda workspace, place: [
        one for one in list_cases(workspace, place.country) if is_public(one.entity, workspace.today)
    ],
    columns=(
        TableColumn("case", derive=lambda row: row.id, label=N_("Case")),
        "country",
        *(f"agreement.{key}" for key in ("signed", "providers", "countries", "terms", "start", "end", "url")),
    ),
    exports={},
    open_data=True,
)
"""The agreements that their parties have put online, for open data."""

TABLES: Final = (CASES, PROVIDERS, STORIES, MEASURES, DIRECTORY, AGREEMENTS)
"""Cases, providers, stories and measures; providers and agreements as the public may know them."""
