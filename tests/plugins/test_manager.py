"""The installed plugins: what they contribute, who has what, and what is left out."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

from ogpkit import __version__
from ogpkit.builtin import derive_membership
from ogpkit.model import Country, CountryLevel, Cycle, Translated
from ogpkit.model.annotations import Reference
from ogpkit.plugins.cli_commands import CliCommand
from ogpkit.plugins.contributions import (
    AppCommand,
    DocumentTemplate,
    DueDates,
    Exporter,
    Import,
    Importer,
    Pages,
    Panel,
    ReferralTarget,
    ReportInputs,
    StatusSource,
)
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import HOOKS, Plugins
from ogpkit.plugins.panel_sections import FormSection, SectionGroup, StageSection
from ogpkit.plugins.places import Place, Scope, Verdict
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.plugins.stages import StageGraph
from ogpkit.schema.convert import read_entity
from ogpkit.schema.editions import EditionPart
from ogpkit.schema.kinds import Extension, Kind, NamePattern, PathPattern
from ogpkit.workspace.content import Document, Workspace
from ogpkit.workspace.toml import parse_toml


@attrs.frozen
class Treaty:
    """A treaty.

    Attributes:
        title: Its name.
    """

    title: str = ""


@attrs.frozen
class Charter:
    """A charter.

    Attributes:
        title: Its name.
    """

    title: str = ""


def plugin(**hooks):
    """A plugin whose hooks give these values, by the hook's name without its beginning."""

    def implementation(values):
        return hookimpl(lambda: iter(values))

    return SimpleNamespace(**{f"ogpkit_{name}": implementation(values) for name, values in hooks.items()})


def kind(name="treaty", entity=Treaty, pattern="treaties/{id}.toml", **more):
    return Kind(name=name, entity=entity, pattern=pattern, title="Treaty", titles="Treaties", **more)


def rule(code="UTO001", check=lambda document, workspace: ()):
    nothing = Example(files={})
    return Rule(
        code=code,
        title="Title",
        section="Utopia 1",
        explanation="The reason.",
        entity=Country,
        check=check,
        wrong=nothing,
        right=nothing,
    )


def graph(name="cycle", entity=Cycle):
    return StageGraph(
        name=name,
        entity=entity,
        title="Cycle",
        section="X",
        stages=lambda document, workspace: {},
        history=lambda entity: (),
    )


def messages(plugins):
    return [fault.message for fault in plugins.faults]


def test_the_core_is_a_plugin_with_kinds_rules_and_a_standing():
    plugins = Plugins.of({})
    assert [(one.name, one.version, one.distribution, one.state) for one in plugins.installed] == [
        ("ogpkit", __version__, "ogpkit", "on")
    ]
    assert {one.name for one in plugins.kinds} == {"country", "workspace"}
    assert [owned.plugin for owned in plugins.standings] == ["ogpkit"]
    assert plugins.faults == ()


def test_without_the_core_there_is_nothing():
    plugins = Plugins.of({}, core=False)
    assert plugins.installed == ()
    assert all(given == () for given in plugins.call_all().values())


def test_the_examples_of_the_core_s_kinds_are_correct():
    for one in Plugins.of({}).kinds:
        assert read_entity(parse_toml(one.example.encode()), one.entity)


def test_each_contribution_carries_whose_it_is():
    plugins = Plugins.of({"utopia": plugin(rules=[rule()])}, core=False)
    [owned] = plugins.rules
    assert (owned.plugin, owned.value.code) == ("utopia", "UTO001")


def test_contributions_come_in_the_order_that_their_hook_promises():
    panel = {"scope": Scope.COUNTRY, "load": lambda: None}
    act = {"help": "Help", "run": lambda session, place: None}
    plugins = Plugins.of(
        {
            "b": plugin(
                rules=[rule("B2"), rule("B1")],
                panels=[
                    Panel(name="late", title="Late", **panel),
                    Panel(name="first", title="First", order=1, **panel),
                ],
            ),
            "a": plugin(
                rules=[rule("C1")],
                panels=[Panel(name="early", title="Early", **panel)],
                app_commands=[AppCommand(name="z", title="Z", **act), AppCommand(name="a", title="A", **act)],
            ),
        },
        core=False,
    )
    assert [owned.value.code for owned in plugins.rules] == ["B1", "B2", "C1"]
    assert [owned.value.name for owned in plugins.panels] == ["first", "early", "late"]
    assert [owned.value.title for owned in plugins.app_commands] == ["A", "Z"]


def test_a_hook_is_called_once_however_often_it_is_asked_for():
    calls = []

    @hookimpl
    def ogpkit_rules():
        calls.append(1)
        return [rule()]

    plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_rules=ogpkit_rules)})
    assert plugins.rules == plugins.rules
    plugins.call_all()
    assert calls == [1]


def test_no_hook_is_called_before_its_contributions_are_asked_for():
    def never():
        raise AssertionError("called")

    plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_pages=hookimpl(never))})
    assert plugins.rules is not None
    assert plugins.faults == ()
    assert plugins.pages == ()
    assert messages(plugins) == ["called"]


def test_items_of_a_wrong_type_are_a_fault_and_the_rest_is_kept():
    plugins = Plugins.of({"utopia": plugin(rules=["UTO000", rule(), kind()])}, core=False)
    assert [owned.value.code for owned in plugins.rules] == ["UTO001"]
    assert messages(plugins) == ["It returned a str instead of a Rule.", "It returned a Kind instead of a Rule."]


def test_a_hook_that_raises_late_keeps_what_it_gave():
    @hookimpl
    def ogpkit_rules():
        yield rule("BAD1")
        raise ValueError("then this")

    plugins = Plugins.of(
        {"bad": SimpleNamespace(ogpkit_rules=ogpkit_rules), "good": plugin(rules=[rule("GOOD1")])}, core=False
    )
    assert [owned.value.code for owned in plugins.rules] == ["BAD1", "GOOD1"]
    [fault] = plugins.faults
    assert (fault.plugin, fault.doing, fault.message) == ("bad", "hook ogpkit_rules", "then this")


def test_a_misspelled_hook_costs_its_plugin_and_names_the_right_one():
    utopia = SimpleNamespace(**vars(plugin(rules=[rule()])), **vars(plugin(rulez=[])))
    plugins = Plugins.of({"utopia": utopia})
    assert messages(plugins) == ["There is no hook called ogpkit_rulez. Did you mean ogpkit_rules?"]
    assert [one.state for one in plugins.installed if one.name == "utopia"] == ["failed"]
    assert not [owned for owned in plugins.rules if owned.plugin == "utopia"]


def test_a_hook_with_an_unknown_argument_costs_its_plugin():
    plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_rules=hookimpl(lambda workspace: []))})
    assert "workspace" in messages(plugins)[0]
    assert [one.state for one in plugins.installed if one.name == "utopia"] == ["failed"]


def test_a_hook_without_its_mark_is_not_ignored_in_silence():
    plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_rules=list)})
    assert messages(plugins) == ["ogpkit_rules is not marked with hookimpl."]


@pytest.mark.parametrize(
    ("hook", "first", "second", "what"),
    [
        ("kinds", kind(), kind(entity=Charter, pattern="charters/{id}.toml"), "name of a kind “treaty”"),
        ("kinds", kind(), kind("charter", pattern="charters/{id}.toml"), "class of a kind"),
        ("kinds", kind(), kind("charter", Charter, "treaties/{year}.toml"), "paths of the form “treaties/{id}.toml”"),
        (
            "extensions",
            Extension(table="budget", kind="country", entity=Treaty),
            Extension(table="budget", kind="country", entity=Charter),
            "extension table “country.budget”",
        ),
        (
            "editions",
            EditionPart(name="fees", entity=Treaty),
            EditionPart(name="fees", entity=Charter),
            "part of editions “fees”",
        ),
        ("rules", rule(), rule(), "rule code “UTO001”"),
        ("stages", graph("one"), graph("two"), "stages of the class"),
        (
            "cli_commands",
            CliCommand(name="hail", help="Hail", load=lambda: None),
            CliCommand(name="hail", help="Hail", load=lambda: None),
            "command “hail”",
        ),
        (
            "cli_commands",
            CliCommand(name="hail", help="Hail", group="plugin", load=lambda: None),
            CliCommand(name="hail", help="Hail", group="plugin", load=lambda: None),
            "command “plugin hail”",
        ),
        (
            "importers",
            Importer(name="list", title="List", suffixes=(), read=lambda data, workspace, place: Import(files={})),
            Importer(name="list", title="List", suffixes=(), read=lambda data, workspace, place: Import(files={})),
            "importer “list”",
        ),
        (
            "exporters",
            Exporter(name="list", title="List", suffix="", scope=Scope.CYCLE, write=lambda workspace, place: b""),
            Exporter(name="list", title="List", suffix="", scope=Scope.CYCLE, write=lambda workspace, place: b""),
            "exporter “list”",
        ),
        (
            "papers",
            DocumentTemplate(
                name="list", title="List", scope=Scope.CYCLE, write=lambda workspace, place, language: None
            ),
            DocumentTemplate(
                name="list", title="List", scope=Scope.CYCLE, write=lambda workspace, place, language: None
            ),
            "document “list”",
        ),
    ],
)
def test_of_two_plugins_that_claim_one_thing_the_later_is_left_out(hook, first, second, what):
    plugins = Plugins.of({"b": plugin(**{hook: [second]}), "a": plugin(**{hook: [first]})})
    given = [owned for owned in plugins.call_all()[f"ogpkit_{hook}"] if owned.plugin != "ogpkit"]
    assert [(owned.plugin, owned.value) for owned in given] == [("a", first)]
    [fault] = plugins.faults
    assert fault.plugin == "b"
    assert what in fault.message
    assert "which a already uses" in fault.message
    assert "b also uses" in fault.message


@pytest.mark.parametrize(
    ("hook", "one"),
    [
        ("obligations", DueDates(name="due", derive=lambda workspace: ())),
        ("standings", StatusSource(name="how", title="How", scope=Scope.COUNTRY, derive=lambda workspace, place: ())),
        ("panels", Panel(name="tab", title="Tab", scope=Scope.COUNTRY, load=lambda: None)),
        ("app_commands", AppCommand(name="act", title="Act", help="Help", run=lambda session, place: None)),
        ("accounts", ReportInputs(name="done", title="Done", tell=lambda workspace, place, language: ())),
        ("referrals", ReferralTarget(name="help", title="Help", take_up=lambda workspace, need: None)),
        ("pages", Pages(name="page", title="Page", render=lambda workspace, language: ())),
    ],
)
def test_names_within_a_plugin_clash_only_within_it(hook, one):
    plugins = Plugins.of({"a": plugin(**{hook: [one, one]}), "b": plugin(**{hook: [one]})}, core=False)
    assert [owned.plugin for owned in plugins.call_all()[f"ogpkit_{hook}"]] == ["a", "b"]
    assert [fault.plugin for fault in plugins.faults] == ["a"]


@pytest.mark.parametrize("name", ["list", "new"])
def test_the_core_keeps_its_commands_about_plugins(name):
    mine = CliCommand(name=name, help="Mine", group="plugin", load=lambda: None)
    plugins = Plugins.of({"aaa": plugin(cli_commands=[mine])})
    assert mine not in [owned.value for owned in plugins.cli_commands]
    assert [f"“plugin {name}”" in message for message in messages(plugins)] == [True]


def test_a_command_in_a_group_that_is_not_there_is_left_out():
    plugins = Plugins.of(
        {"aaa": plugin(cli_commands=[CliCommand(name="x", help="X", group="check", load=lambda: None)])}
    )
    assert [owned.plugin for owned in plugins.cli_commands if owned.plugin == "aaa"] == []
    assert messages(plugins) == ["There is no group of commands “check”. Choose one of: plugin."]


def test_the_core_keeps_what_is_the_core_s():
    mine = kind("country", Treaty, "mine/{id}.toml"), kind("other", Charter, "countries/{country}/{id}.toml")
    plugins = Plugins.of(
        {"aaa": plugin(kinds=mine, cli_commands=[CliCommand(name="check", help="Mine", load=lambda: None)])}
    )
    assert plugins.kinds.for_entity(Country).name == "country"
    assert plugins.kinds.for_entity(Treaty) is None
    assert plugins.kinds.for_entity(Charter) is None
    assert {owned.plugin for owned in plugins.cli_commands} == {CORE}
    assert len(plugins.faults) == 3
    assert all(f"ogpkit (ogpkit {__version__})" in message for message in messages(plugins))


@attrs.frozen
class Unfit:
    """A class that no file can hold.

    Attributes:
        thing: Anything.
    """

    thing: object


@pytest.mark.parametrize(
    ("hook", "value"),
    [
        ("kinds", kind(pattern="../{id}.toml")),
        ("kinds", kind(pattern="/etc/{id}.toml")),
        ("kinds", kind(pattern=".git/{id}.toml")),
        ("kinds", kind(pattern="treaties/{id}.txt")),
        ("kinds", kind(pattern="treaties/{0x}.toml")),
        ("kinds", kind(pattern="treaties/*/{id}.toml")),
        ("kinds", kind(pattern="treaties/{id.toml")),
        ("kinds", kind(pattern="treaties/id}.toml")),
        ("kinds", kind(pattern="treaties/{{id}}.toml")),
        ("kinds", kind(pattern="treaties/{}.toml")),
        ("kinds", kind(pattern="treaties/{id}.toml\n")),
        ("kinds", kind(pattern="treaties/{id}/{id}.toml")),
        ("kinds", kind("../treaty")),
        ("kinds", kind(entity=Unfit)),
        ("kinds", kind(entity=int)),
        ("kinds", kind(name=["treaty"])),
        ("extensions", Extension(table="name", kind="country", entity=Treaty)),
        ("extensions", Extension(table="budget", kind="country", within="provinces", entity=Treaty)),
        ("extensions", Extension(table="budget", kind="country", entity=Unfit)),
        ("editions", EditionPart(name="title", entity=Treaty)),
        ("editions", EditionPart(name="fees", entity=Unfit)),
        ("rules", rule(code=7)),
        ("rules", rule(check="no function")),
        ("panels", Panel(name="tab", title="Tab", scope="country", load=lambda: None)),
        ("panels", Panel(name="tab", title="Tab", scope=Scope.COUNTRY, order="first", load=lambda: None)),
    ],
)
def test_what_cannot_stand_is_left_out_and_costs_nothing_else(hook, value):
    plugins = Plugins.of({"utopia": plugin(**{hook: [value]})})
    assert "utopia" not in [owned.plugin for owned in plugins.call_all()[f"ogpkit_{hook}"]]
    assert [fault.plugin for fault in plugins.faults] == ["utopia"]
    assert plugins.kinds.by_name("country")


def test_an_extension_of_a_kind_that_is_not_installed_waits():
    plugins = Plugins.of({"utopia": plugin(extensions=[Extension(table="budget", kind="voyage", entity=Treaty)])})
    assert plugins.kinds.extensions("voyage")
    assert plugins.faults == ()


@attrs.frozen
class Referring:
    """Refers to other documents.

    Attributes:
        treaty: A treaty.
        treaties: Several.
    """

    treaty: Annotated[str, Reference("treety")] = ""
    treaties: tuple[Annotated[str, Reference("pact")], ...] = ()


def test_what_misspells_a_kind_is_named_and_an_absent_one_waits():
    def ogpkit_kinds():
        yield kind()
        yield kind("charter", Referring, pattern="charters/{id}.toml")

    sections = (StageSection(kind="chartr"), SectionGroup(sections=(FormSection(kind="elsewhere"),)))
    panel = Panel(name="tab", title="Tab", scope=Scope.DOCUMENT, kind="charta", sections=sections)
    module = plugin(panels=[panel], extensions=[Extension(table="fee", kind="trety", entity=Charter)])
    module.ogpkit_kinds = hookimpl(ogpkit_kinds)
    plugins = Plugins.of({"utopia": module})
    plugins.call_all()
    assert {owned.value.name for owned in plugins.panels} == {"tab"}
    assert len(list(plugins.kinds)) > 2
    assert [(fault.doing, fault.message) for fault in plugins.faults] == [
        ("reference treaty", "There is no kind of document called “treety”."),
        ("extension table fee", "There is no kind of document called “trety”."),
        ("panel tab", "There is no kind of document called “charta”."),
        ("panel tab", "There is no kind of document called “chartr”."),
    ]
    assert plugins.faults[0].where.startswith(__file__)


def test_the_stage_graph_of_a_class_is_found():
    plugins = Plugins.of({"utopia": plugin(stages=[graph()])})
    assert plugins.find_graph(Cycle).name == "cycle"
    assert plugins.find_graph(Country) is None


def test_guarded_calls_of_a_plugin_s_callables_become_its_faults():
    def check(document, workspace):
        yield Problem(message="First", remedy="Mend it.")
        raise ZeroDivisionError

    plugins = Plugins.of({"utopia": plugin(rules=[rule(check=check)])}, core=False)
    [owned] = plugins.rules
    found = plugins.collect(owned.plugin, f"rule {owned.value.code}", lambda: owned.value.check(None, None))
    assert [problem.message for problem in found] == ["First"]
    assert plugins.call("utopia", "panel", lambda: 1 / 0, "instead") == "instead"
    assert [(fault.plugin, fault.doing) for fault in plugins.faults] == [("utopia", "rule UTO001"), ("utopia", "panel")]


@attrs.frozen(kw_only=True)
class Fees:
    """What a request costs.

    Attributes:
        most: The greatest fee.
        least: The smallest fee.
    """

    most: int
    least: int = 0

    def __attrs_post_init__(self):
        if self.least > self.most:
            raise ValueError("The smallest fee is greater than the greatest one.")


def editions_of(tmp_path, **files):
    """Plugins with edition files: by plugin, by edition, as text; the first plugin owns the part."""
    plugins = {}
    for name, texts in files.items():
        folder = tmp_path / name
        folder.mkdir()
        for edition, text in texts.items():
            (folder / f"{edition}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        entity = Fees if name == next(iter(files)) else attrs.make_class(f"Own{name}", {}, frozen=True)
        entity.__doc__ = entity.__doc__ or "Nothing."
        plugins[name] = plugin(
            editions=[EditionPart(name="fees" if entity is Fees else name, entity=entity, folder=folder)]
        )
    return Plugins.of(plugins, core=False)


def test_the_parts_of_an_edition_come_from_the_files_of_several_plugins(tmp_path):
    plugins = editions_of(tmp_path, a={"r-2011": "[fees]\nmost = 5"}, b={"r-2011": "title = 'R'\n[b]"})
    assert plugins.editions.part("r-2011", Fees) == Fees(most=5)
    assert plugins.editions.facts("r-2011").title.plain == "R"
    assert plugins.faults == ()


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("title = 'R'\n\n[fees]\nmost = 1", "[fees]", 3),
        ("[b]\n[fees.more]", "[fees]", 2),
        ("since = 2030-01-01\n[b]", "since", 1),
        ("extends = 'r-2010'\n[b]", "extends", 1),
    ],
)
def test_a_plugin_cannot_change_an_edition_of_another_one_for_everybody(tmp_path, text, key, line):
    plugins = editions_of(
        tmp_path, a={"r-2010": "", "r-2011": "since = 2011-01-01\n[fees]\nmost = 5"}, b={"r-2011": text}
    )
    assert plugins.editions.part("r-2011", Fees) == Fees(most=5)
    assert plugins.editions.facts("r-2011").since == date(2011, 1, 1)
    [fault] = plugins.faults
    assert (fault.plugin, fault.doing) == ("b", f"edition r-2011, {key}")
    assert (
        fault.message == f"It would change “{key.strip('[]')}” in “r-2011”, an edition of the plugin a, for everybody."
    )
    assert fault.where == f"{tmp_path}/b/r-2011.toml:{line}"


def test_a_country_s_plugin_lays_its_numbers_over_others_in_an_own_edition(tmp_path):
    plugins = editions_of(
        tmp_path, a={"r-2011": "[fees]\nmost = 5"}, b={"b-2012": "extends = 'r-2011'\n[fees]\nmost = 9"}
    )
    assert plugins.editions.part("b-2012", Fees) == Fees(most=9)
    assert plugins.editions.part("r-2011", Fees) == Fees(most=5)
    assert plugins.faults == ()


@pytest.mark.parametrize(
    ("text", "key", "line", "said"),
    [
        ("# own\nextend = 'r-2011'", "extend", 2, "No plugin reads the key “extend” of a rule edition."),
        ("[fess]\nmost = 3", "[fess]", 1, "No plugin reads the key “fess” of a rule edition."),
        ("[bridges]\nmost = 3", "[bridges]", 1, "No plugin reads the key “bridges” of a rule edition."),
        ("extends = 'r-2012'", "extends", 1, "It extends the edition “r-2012”, which does not exist."),
    ],
)
def test_what_nobody_reads_in_an_edition_file_is_said_with_its_line(tmp_path, text, key, line, said):
    plugins = editions_of(tmp_path, a={"r-2011": "[fees]\nmost = 5", "r-2013": f"{text}"})
    assert plugins.editions.part("r-2011", Fees) == Fees(most=5)
    [fault] = plugins.faults
    assert (fault.doing, fault.message) == (f"edition r-2013, {key}", said)
    assert fault.where == f"{tmp_path}/a/r-2013.toml:{line}"


def test_an_edition_inherits_what_it_does_not_give(tmp_path):
    plugins = editions_of(tmp_path, a={"r-2011": "[fees]\nmost = 5", "r-2012": "extends = 'r-2011'\n[fees]\nleast = 2"})
    assert plugins.editions.part("r-2012", Fees) == Fees(most=5, least=2)
    assert plugins.faults == ()


@pytest.mark.parametrize(
    "bad", ["[fees]\nmost = 'five'", "[fees]\nunknown = 1", "fees = 3", "[fees]\nmost = 'five'\nleast = 4"]
)
def test_a_table_that_does_not_fit_is_a_fault_of_its_file_s_plugin(tmp_path, bad):
    plugins = editions_of(
        tmp_path,
        a={"r-2011": "[fees]\nmost = 5"},
        b={"b-2012": f"extends = 'r-2011'\n{bad}"},
        c={"c-2013": "extends = 'b-2012'\n[fees]\nleast = 1"},
    )
    assert plugins.editions.part("c-2013", Fees) == Fees(most=5, least=1)
    [fault] = plugins.faults
    assert (fault.plugin, fault.doing) == ("b", "edition b-2012, [fees]")
    assert fault.where == f"{tmp_path}/b/b-2012.toml:2"


def test_the_file_that_is_wrong_is_blamed_and_not_the_one_after_it(tmp_path):
    plugins = editions_of(
        tmp_path,
        a={"r-2011": "[fees]\nmost = 5\nleast = 'x'"},
        b={"b-2012": "extends = 'r-2011'\n[fees]\nmost = 6"},
    )
    assert [fault.plugin for fault in plugins.faults] == []
    plugins.call_all()
    assert [fault.plugin for fault in plugins.faults] == ["a"]
    assert plugins.editions.part("b-2012", Fees) == Fees(most=6)


@pytest.mark.parametrize(
    ("earlier", "later", "faults", "kept"),
    [
        ("most = 'five'", "least = 'one'", ["b", "c"], Fees(most=5)),  # both are wrong
        ("least = 4", "most = 3", ["c"], Fees(most=5, least=4)),  # either would fit without the other
    ],
)
def test_of_two_files_that_are_each_to_blame_the_later_one_is(tmp_path, earlier, later, faults, kept):
    plugins = editions_of(
        tmp_path,
        a={"r-2011": "[fees]\nmost = 5"},
        b={"b-2012": f"extends = 'r-2011'\n[fees]\n{earlier}"},
        c={"c-2013": f"extends = 'b-2012'\n[fees]\n{later}"},
    )
    assert plugins.editions.part("c-2013", Fees) == kept
    assert [fault.plugin for fault in plugins.faults] == faults


def test_a_wrong_edition_below_spoils_only_what_rests_on_it(tmp_path):
    plugins = editions_of(
        tmp_path,
        a={
            "r-2011": "[fees]\nmost = 'x'",
            "r-2012": "extends = 'r-2011'\n[fees]\nleast = 1",
            "r-2013": "[fees]\nmost = 1",
        },
    )
    assert plugins.editions.part("r-2013", Fees) == Fees(most=1)
    assert plugins.editions.part("r-2011", Fees) is None
    assert plugins.editions.part("r-2012", Fees) is None
    assert plugins.faults


@pytest.mark.parametrize("bad", ["title = 3", "since = 'yesterday'", "extends = 'No Name'"])
def test_facts_that_do_not_fit_are_left_out(tmp_path, bad):
    plugins = editions_of(tmp_path, a={"r-2011": f"{bad}\n[fees]\nmost = 5"})
    assert plugins.editions.facts("r-2011")
    assert plugins.editions.part("r-2011", Fees) == Fees(most=5)


def test_editions_that_extend_each_other_come_to_an_end(tmp_path):
    plugins = editions_of(tmp_path, a={"x": "extends = 'y'\n[fees]\nmost = 1", "y": "extends = 'x'\n[fees]\nleast = 1"})
    assert plugins.editions.part("y", Fees) == Fees(most=1, least=1)


@pytest.mark.parametrize("bytes_of_it", [b"\xff\xfe", b"[fees", b"a = 1\na = 2"])
def test_an_edition_file_that_cannot_be_read_costs_itself(tmp_path, bytes_of_it):
    plugins = editions_of(tmp_path, a={"r-2011": "[fees]\nmost = 5", "r-2012": bytes_of_it})
    assert plugins.editions.names == ("r-2011",)
    assert "r-2012.toml" in plugins.faults[0].doing


def test_an_edition_file_needs_a_name_that_can_be_an_edition_s(tmp_path):
    plugins = editions_of(tmp_path, a={"My Edition": "[fees]\nmost = 5"})
    assert plugins.editions.names == ()
    assert len(plugins.faults) == 1


def test_a_folder_of_editions_that_is_not_there_is_a_fault(tmp_path):
    part = EditionPart(name="fees", entity=Fees, folder=tmp_path / "nowhere")
    plugins = Plugins.of({"utopia": plugin(editions=[part])})
    assert plugins.editions.names == ()
    assert [fault.plugin for fault in plugins.faults] == ["utopia"]


def standing_of(country):
    path = "countries/XX/country.toml"
    document = Document(path=path, kind="country", names={"country": "XX"}, entity=country)
    workspace = Workspace(documents={path: document} if country else {}, today=date(2020, 1, 1))
    [standing] = derive_membership(workspace, Place(country="XX"))
    return standing.verdict, standing.headline


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"joined": date(2011, 9, 20)}, (Verdict.GOOD, "Member since September 20, 2011")),
        (
            {"joined": date(2016, 1, 1), "level": CountryLevel.LOCAL},
            (Verdict.GOOD, "Local member since January 1, 2016"),
        ),
        ({"joined": date(2019, 12, 31)}, (Verdict.GOOD, "Member since December 31, 2019")),
        ({"joined": date(2020, 1, 1)}, (Verdict.GOOD, "Member since January 1, 2020")),  # today
        ({"joined": date(2020, 1, 2)}, (Verdict.GOOD, "Joins on January 2, 2020")),
        ({}, (Verdict.UNKNOWN, "No letter of intent yet")),
        ({"level": CountryLevel.LOCAL}, (Verdict.UNKNOWN, "Date of joining not known")),
    ],
)
def test_a_country_says_of_itself_since_when_it_takes_part(more, said):
    assert standing_of(Country(name=Translated("X"), **more)) == said


def test_a_country_without_its_file_says_nothing():
    assert standing_of(None) == (Verdict.UNKNOWN, "No information yet")


def test_the_installed_plugins_load_without_a_fault_and_lazily():
    script = (
        "import sys; from ogpkit.plugins.manager import Plugins; found = Plugins.discover(); found.call_all();"
        "print(found.faults, [one.state for one in found.installed if one.state != 'on']);"
        "print(sorted({'textual', 'click', 'pycountry', 'rich', 'packaging'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["() []", "[]"]


def test_every_hook_has_a_type():
    from ogpkit.plugins.registry import SPECIFICATIONS

    assert set(HOOKS) == set(SPECIFICATIONS)


def quarterly(**constraints):
    return kind(pattern=PathPattern("updates/{country}/{quarter}.toml", constraints=constraints))


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("quarter", NamePattern("[0-9]{4}-q[1-4]", example="2024-Q1"), "The example “2024-Q1” does not have the form"),
        ("quarter", NamePattern("[0-9{4", example="2024"), "The form of “quarter” is not a regular expression"),
        ("month", NamePattern("[0-9]+", example="1"), "no name “month”"),
        ("country", NamePattern("[A-Z]+", example="GE"), "no name “country”"),
    ],
)
def test_a_form_of_names_that_no_file_could_have_is_refused(name, form, said):
    plugins = Plugins.of({"aaa": plugin(kinds=[quarterly(**{name: form})])})
    assert plugins.kinds.by_name("treaty") is None
    [message] = messages(plugins)
    assert said in message


def test_a_form_of_names_decides_which_files_are_of_the_kind():
    form = NamePattern("[0-9]{4}-q[1-4]", example="2024-q1")
    plugins = Plugins.of({"aaa": plugin(kinds=[quarterly(quarter=form)])})
    assert plugins.faults == ()
    assert plugins.kinds.match_path("updates/GE/2024-q2.toml") is not None
    assert plugins.kinds.match_path("updates/GE/2024-q5.toml") is None
