"""Commands that are made of declared actions."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from ogpkit.api import Action, ActionResult, Argument, OgpkitError, Option, Scope, hookimpl
from ogpkit.api.content import Bounds, Choice, Translated
from ogpkit.cli.actions import add_action_commands
from ogpkit.plugins.manager import Plugins


class Manner(Choice):
    """How somebody is greeted."""

    WARM = "warm", "Warmly"
    COOL = "cool", "Coolly"


@attrs.frozen
class Greeting:
    """A greeting.

    Attributes:
        name: Who is greeted.
        text: What is said, once a language.
        on: The date. The default is today.
        with_: Who comes along; once for each.
        manner: How they greet.
        times: How often.
        loud: Whether all can hear it.
    """

    name: Annotated[str, Argument("GUEST")]
    text: Translated
    on: date | None = None
    with_: Annotated[tuple[str, ...], Option(metavar="WHO")] = ()
    manner: Manner = Manner.WARM
    times: Annotated[int, Bounds(1, 9)] = 1
    loud: bool = False


@attrs.frozen(kw_only=True)
class Visit:
    """A visit, as a document holds it.

    Attributes:
        on: The day.
        guest: Who came.
        note: What came of it.
    """

    on: date
    guest: str
    note: str = ""


class NotNow(OgpkitError):
    """Nobody is greeted now."""


SAID = []


def greet(session, place, parameters):
    if parameters.manner is Manner.COOL:
        raise NotNow("Greet warmly.")
    SAID.append((place, parameters))
    return ActionResult(message=f"{parameters.name} is greeted.", notes=("Be kind.",))


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command of the group `own` in a workspace with one country."""
    SAID.clear()
    (tmp_path / "countries/XX").mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en", "ka"]\n', encoding="utf-8")
    (tmp_path / "countries/XX/country.toml").write_text('name = "X"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    common = {"title": "Greet", "help": "Say hello to a GUEST.", "parameters": Greeting, "run": greet}

    @hookimpl
    def ogpkit_actions():
        yield Action(name="greet", command="own greet", scope=Scope.COUNTRY, **common)
        yield Action(name="greet-all", command="own greet-all", **common)
        yield Action(name="greet-file", command="own greet-file", scope=Scope.DOCUMENT, kind="country", **common)
        yield Action(
            name="visit",
            command="own visit",
            title="Note a visit",
            help="Note a visit.",
            parameters=Visit,
            leaves_out=("note",),
            run=lambda _session, place, visit: SAID.append((place, visit)),
        )
        yield Action(name="other", command="other greet", **common)

    plugins = Plugins.of({"own": SimpleNamespace(ogpkit_actions=ogpkit_actions)})
    group = add_action_commands(click.Group("own"), "own", "own", plugins)

    def run(*words):
        return CliRunner().invoke(group, words)

    run.group = group
    return run


def test_a_group_holds_the_actions_that_name_it(run):
    assert [line.split()[0] for line in run("--help").output.partition("Commands:\n")[2].splitlines()] == [
        "greet",
        "greet-all",
        "greet-file",
        "visit",
    ]


def test_help_is_made_of_the_declaration(run):
    said = " ".join(run("greet", "--help").output.split())
    assert "greet [OPTIONS] COUNTRY GUEST" in said
    assert "--text [LANGUAGE=]TEXT What is said, once a language. [required]" in said
    assert "--on DATE The date. The default is today." in said
    assert "--with WHO Who comes along; once for each." in said
    assert "--manner [warm|cool] How they greet. [default: warm]" in said
    assert "--times INTEGER RANGE How often. [default: 1; 1<=x<=9]" in said
    assert "--loud Whether all can hear it." in said


def test_words_arrive_as_the_entity_of_the_declaration(run):
    done = run(
        *("greet", "XX", "Ana", "--text", "Hello", "--text", "ka=გამარჯობა", "--on", "2012-05-01"),
        *("--with", "Li", "--with", "Bo", "--loud"),
    )
    assert done.exit_code == 0, done.output
    assert done.output == "Ana is greeted.\nBe kind.\n"
    [(place, parameters)] = SAID
    assert place.country == "XX"
    assert parameters == Greeting(
        name="Ana",
        text=Translated.of({"en": "Hello", "ka": "გამარჯობა"}),
        on=date(2012, 5, 1),
        with_=("Li", "Bo"),
        loud=True,
    )


def test_a_single_text_is_a_plain_one_and_an_equals_sign_no_language(run):
    run("greet-all", "Ana", "--text", "1+1=2")
    assert SAID[0][1].text == Translated.of("1+1=2")


def test_a_document_is_named_as_its_path_says(run):
    assert run("greet-file", "XX", "Ana", "--text", "Hello").exit_code == 0
    assert SAID[0][0].path == "countries/XX/country.toml"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("greet", "YY", "Ana", "--text", "Hello"), "There is no country “YY”"),
        (("greet", "XX", "Ana"), "Missing option '--text'"),
        (("greet", "XX", "Ana", "--text", "Hello", "--times", "12"), "12 is not in the range"),
        (("greet", "XX", "Ana", "--text", "Hello", "--on", "tomorrow"), "'tomorrow' does not match"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(run, words, said):
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output
    assert SAID == []


def test_what_stands_against_it_is_an_error_of_the_domain(run):
    done = run("greet", "XX", "Ana", "--text", "Hello", "--manner", "cool")
    assert isinstance(done.exception, NotNow)


def test_places_are_completed_from_the_workspace(run):
    found = ShellComplete(run.group, {}, "own", "_OWN").get_completions(["greet"], "X")
    assert [one.value for one in found] == ["XX"]


def test_a_table_of_a_document_is_asked_for_without_what_comes_later(run):
    said = " ".join(run("visit", "--help").output.split())
    assert "--on DATE The date. The default is today." in said
    assert "--note" not in said
    assert run("visit", "--guest", "Ana", "--on", "2012-05-01").exit_code == 0
    assert run("visit", "--guest", "Ana").exit_code == 0
    first, second = (visit.on for _place, visit in SAID)
    assert first == date(2012, 5, 1) < second
    assert run("visit").exit_code == 2


def test_only_what_has_a_default_can_be_left_out():
    @hookimpl
    def ogpkit_actions():
        yield Action(
            name="visit", title="Visit", help="Visit.", parameters=Visit, leaves_out=("guest",), run=lambda *_all: None
        )

    plugins = Plugins.of({"own": SimpleNamespace(ogpkit_actions=ogpkit_actions)})
    assert "own" not in {one.plugin for one in plugins.actions}
    assert "The action leaves out the field “guest”, which needs a default." in plugins.faults[0].message
