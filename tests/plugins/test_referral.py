"""A need for expertise finds the plugin that takes it up; accounts of efforts and documents come from all plugins."""

from datetime import date
from types import SimpleNamespace

import pytest

from ogpkit.model import Country, Translated
from ogpkit.plugins.contributions import DocumentTemplate, Need, Referral, ReferralTarget, ReportInput, ReportInputs
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.queries import NoReferralTarget, NothingToWrite, build_document, collect_report_inputs, refer_need
from ogpkit.text.blocks import Paragraph, TextDocument
from ogpkit.text.i18n import _
from ogpkit.workspace.content import Workspace

NEED = Need(country="KE", on=date(2012, 2, 7), text="Geo-referencing")
CYCLE = Place(country="KE", cycle="2012-2013")


def plugins(**hooks):
    return Plugins.of({name: SimpleNamespace(**{hook: given}) for name, (hook, given) in hooks.items()}, core=False)


def giving(hook, *values):
    @hookimpl
    def implementation():
        return values

    return hook, implementation


def taking_up(take_up):
    return giving("ogpkit_referrals", ReferralTarget(name="help", title="Help", take_up=take_up))


def raises(*_given):
    raise ZeroDivisionError


def test_the_first_plugin_that_can_takes_a_need_up():
    found = Referral(path="cases/ke.toml", entity=Country(name=Translated.of("Kenya")), id="ke")
    there = plugins(a=taking_up(raises), b=taking_up(lambda workspace, need: found))
    assert refer_need(Workspace(), NEED, there) is found
    assert [fault.plugin for fault in there.faults] == ["a"]


@pytest.mark.parametrize("take_up", [raises, lambda workspace, need: "a case"])
def test_without_one_a_coordinator_is_told_where_to_look(take_up):
    for there in (plugins(), plugins(a=taking_up(take_up))):
        with pytest.raises(NoReferralTarget, match="plugin list"):
            refer_need(Workspace(), NEED, there)


def test_accounts_are_told_by_all_plugins_in_the_language_asked_for():
    def tell(workspace, place, language):
        yield ReportInput(text=f"{place.cycle} {language}", section="Roadmap IV")

    def half(workspace, place, language):
        yield ReportInput(text="first", section="Roadmap VIII")
        raise ZeroDivisionError

    there = plugins(
        a=giving("ogpkit_accounts", ReportInputs(name="one", title="One", tell=tell)),
        b=giving("ogpkit_accounts", ReportInputs(name="two", title="Two", tell=half)),
    )
    told = collect_report_inputs(Workspace(), CYCLE, "fr", there)
    assert [(owned.plugin, owned.value.text) for owned in told] == [("a", "2012-2013 fr"), ("b", "first")]
    assert [fault.plugin for fault in there.faults] == ["b"]


def paper(write):
    there = plugins(
        a=giving("ogpkit_papers", DocumentTemplate(name="plan", title="Plan", scope=Scope.CYCLE, write=write))
    )
    return there.papers[0], there


def test_a_document_is_written_while_its_language_is_spoken():
    one, there = paper(
        lambda workspace, place, language: TextDocument(title=_("Country"), language=language, blocks=[Paragraph("x")])
    )
    assert build_document(one, Workspace(), CYCLE, "fr", there).title == "Pays"
    assert _("Country") == "Country"


def test_a_document_without_content_or_from_a_failing_plugin_says_so():
    one, there = paper(lambda workspace, place, language: None)
    with pytest.raises(NothingToWrite, match="COUNTRY/CYCLE"):
        build_document(one, Workspace(), CYCLE, "en", there)
    one, there = paper(raises)
    with pytest.raises(NothingToWrite, match="Tell the people who maintain"):
        build_document(one, Workspace(), CYCLE, "en", there)
