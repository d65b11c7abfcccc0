"""The gate: what passes it, what is left out of what passes, and that whatever fails stays inside."""

from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

from ogpkit.exchange.publishing import public_workspace
from ogpkit.model import Audience, MailAddress, Translated
from ogpkit.plugins.contributions import Mask
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.providing import hookimpl
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.workspace.content import Document, Workspace

TODAY = date(2013, 7, 15)


@attrs.frozen(kw_only=True)
class Visit:
    """A visit.

    Attributes:
        to: Where to.
        on: The day.
        paid: What was paid, which nothing can stand for.
    """

    to: str
    on: date
    paid: Annotated[int, Audience.INTERNAL]


@attrs.frozen(kw_only=True)
class Talk:
    """A talk.

    Attributes:
        title: Its title.
        on: The day.
    """

    title: str
    on: date


@attrs.frozen(kw_only=True)
class Trip:
    """A trip.

    Attributes:
        title: Its name.
        clerk: Who knows.
        guest: Who was there.
        visits: Where one was.
        talks: What was said.
    """

    title: Translated
    clerk: MailAddress | None = None
    guest: Annotated[str, Audience.PERSONAL] = ""
    visits: tuple[Visit, ...] = ()
    talks: tuple[Talk, ...] = ()


@attrs.frozen(kw_only=True)
class Hall:
    """A hall.

    Attributes:
        name: Its name.
    """

    name: str


def past(document, workspace):
    talks = tuple(one for one in document.entity.talks if one.on <= workspace.today)
    return attrs.evolve(document.entity, talks=talks)


def plugins_of(*, masks=(), **about):
    kind = Kind(name="trip", entity=Trip, pattern="trips/{id}.toml", title="Trip", titles="Trips", **about)
    halls = [Extension(table="hall", kind="trip", entity=Hall, within="talks")]
    return Plugins.of(
        {
            "utopia": SimpleNamespace(
                ogpkit_kinds=hookimpl(lambda: [kind]),
                ogpkit_extensions=hookimpl(lambda: halls),
                ogpkit_masks=hookimpl(lambda: list(masks)),
            )
        }
    )


def workspace_of(plugins, entity, extensions=()):
    path = "trips/one.toml"
    document = Document(path=path, kind="trip", names={"id": "one"}, entity=entity, extensions=dict(extensions))
    return Workspace(documents={path: document}, kinds=plugins.kinds, today=TODAY)


def passed(plugins, entity, extensions=()):
    return public_workspace(workspace_of(plugins, entity, extensions), plugins).documents.get("trips/one.toml")


TRIP = Trip(
    title=Translated(by_language={"en": "To Mombasa"}),
    clerk="clerk@example.org",
    guest="A guest",
    visits=(Visit(to="Harbour", on=TODAY, paid=3),),
    talks=(Talk(title="Later", on=date(2014, 1, 1)), Talk(title="Now", on=TODAY)),
)
HALLS = {("talks", 0, "hall"): Hall(name="Old hall"), ("talks", 1, "hall"): Hall(name="New hall")}


def test_a_kind_that_says_nothing_is_not_public_at_all():
    plugins = plugins_of()
    assert passed(plugins, TRIP) is None
    assert plugins.faults == ()


def test_what_is_personal_secret_or_without_consent_is_left_out():
    found = passed(plugins_of(published=True), TRIP).entity
    assert found.title == TRIP.title
    assert found.clerk is None
    assert found.guest == ""
    assert found.visits == ()
    assert found.talks == TRIP.talks


def test_with_consent_the_person_is_named():
    assert passed(plugins_of(published=True, consents=lambda trip: True), TRIP).entity.guest == "A guest"


def test_a_table_of_another_plugin_stays_with_the_item_that_carries_it():
    found = passed(plugins_of(published=True, public_part=past), TRIP, HALLS)
    assert [one.title for one in found.entity.talks] == ["Now"]
    assert found.extensions == {("talks", 0, "hall"): Hall(name="New hall")}


def broken(*_arguments):
    raise ValueError("broken")


@pytest.mark.parametrize("about", [{"public_part": broken}, {"public_when": broken}, {"consents": broken}])
def test_a_document_of_which_nobody_can_say_whether_it_is_public_is_not(about):
    plugins = plugins_of(published=True, **about)
    assert passed(plugins, TRIP) is None
    assert [fault.plugin for fault in plugins.faults] == ["utopia"]


@pytest.mark.parametrize("for_country", [broken, lambda workspace, country: broken])
def test_of_a_text_for_which_a_mask_fails_nothing_is_published(for_country):
    plugins = plugins_of(published=True, masks=[Mask(name="cards", title="Cards", for_country=for_country)])
    found = passed(plugins, TRIP).entity
    assert found.title == Translated(by_language={"en": ""})
    assert {fault.plugin for fault in plugins.faults} == {"utopia"}


def test_every_mask_sees_every_text_in_its_language():
    def hide(workspace, country):
        return lambda text: text.replace("Mombasa", "[place]")

    plugins = plugins_of(published=True, masks=[Mask(name="places", title="Places", for_country=hide)])
    assert passed(plugins, TRIP).entity.title == Translated(by_language={"en": "To [place]"})


def how_many(workspace):
    return {"trips": len(workspace.all(Trip))}


def which(workspace):
    return {"trips": [one.path for one in workspace.all(Trip)]}


def test_a_figure_counts_what_is_not_public_and_is_nothing_but_numbers():
    plugins = plugins_of(figures=(how_many, which))
    workspace = workspace_of(plugins, TRIP)
    view = public_workspace(workspace, plugins)
    assert view.documents == {}
    assert view.is_public
    assert view.memoize(how_many) == {"trips": 1}
    assert view.memoize(which) is None
    assert [fault.message for fault in plugins.faults] == ["A figure is a number, or a class or mapping of numbers."]


def test_a_placeholder_passes_in_no_language_and_no_added_table():
    title = Translated(by_language={"en": "TBC", "sw": "Kwenda Mombasa"})
    trip = attrs.evolve(TRIP, title=title, visits=(), talks=(Talk(title="First milestone", on=TODAY),))
    found = passed(plugins_of(published=True), trip, {("talks", 0, "hall"): Hall(name="[todo]")})
    assert found.entity.title == Translated(by_language={"sw": "Kwenda Mombasa"})
    assert found.entity.talks == (Talk(title="", on=TODAY),)
    assert found.extensions == {("talks", 0, "hall"): Hall(name="")}
