"""How countries and cycles stand, from all plugins."""

from types import SimpleNamespace

import pytest

from ogpkit.plugins.contributions import StatusSource
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope, Status, Verdict
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.queries import collect_statuses
from ogpkit.workspace.content import Workspace


def plugin(*scopes):
    @hookimpl
    def ogpkit_standings():
        for scope in scopes:
            yield StatusSource(
                name=scope.value,
                title="A",
                scope=scope,
                derive=lambda workspace, place, scope=scope: [Status(verdict=Verdict.GOOD, headline=scope.value)],
            )

    return SimpleNamespace(ogpkit_standings=ogpkit_standings)


@pytest.mark.parametrize(
    ("place", "headline"),
    [
        (Place(country="KE"), "country"),
        (Place(country="KE", cycle="2012-2013"), "cycle"),
        (Place(), "workspace"),
    ],
)
def test_a_place_is_spoken_of_by_those_who_speak_of_such_places(place, headline):
    plugins = Plugins.of({"a": plugin(Scope.COUNTRY, Scope.CYCLE, Scope.WORKSPACE)}, core=False)
    assert [owned.value.headline for owned in collect_statuses(Workspace(), place, plugins)] == [headline]


def test_the_order_is_that_of_the_plugins():
    plugins = Plugins.of({"b": plugin(Scope.COUNTRY), "a": plugin(Scope.COUNTRY)}, core=False)
    assert [owned.plugin for owned in collect_statuses(Workspace(), Place(country="KE"), plugins)] == ["a", "b"]
