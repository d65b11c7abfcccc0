"""Who fits a request: found in any script, told why, the same every time, and better than simple ways of looking."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.api import Plugins
from ogpkit_networking.likeness import Index, split_words
from ogpkit_networking.matching import match_all, match_peers, match_providers
from ogpkit_networking.model import Case, Provider
from ogpkit_networking.topics import compute_closeness, find_topics, list_purposes

_SPEC = importlib.util.spec_from_file_location("labelled", Path(__file__).with_name("labelled.py"))
labelled = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(labelled)

PLUGINS = Plugins.discover(third_party=False)
CONTENT = labelled.workspace(PLUGINS)


def case(name):
    return CONTENT.one(Case, id=name)


def reasons(found, party):
    return [reason.text for match in found if match.party == party for reason in match.reasons]


def test_the_labelled_requests_find_better_providers_than_simple_ways():
    own = labelled.quality(labelled.matched(CONTENT))
    text = labelled.quality(labelled.by_text_alone(CONTENT))
    topics = labelled.quality(labelled.by_topics_alone(CONTENT))
    assert own.three >= 0.95
    assert own.rank >= 0.95
    assert own.three > text.three > topics.three
    assert own.rank > text.rank > topics.rank


def test_requests_on_which_nothing_was_set_find_theirs_better_too():
    own = labelled.quality(labelled.matched(CONTENT), labelled.HELD_OUT)
    text = labelled.quality(labelled.by_text_alone(CONTENT), labelled.HELD_OUT)
    assert own.three >= 0.85
    assert own.rank >= 0.85
    assert own.rank > text.rank


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("jo-open-data", "bayanat"),
        ("ge-budget", "saxelmwifo-data"),
        ("sn-communes", "transparence-locale"),
        ("hn-agua", "agua-clara"),
        ("br-consult", "people-decide"),
    ],
    ids=["Arabic", "Georgian", "French", "Spanish", "Portuguese"],
)
def test_requests_in_any_language_find_somebody(name, first):
    assert match_providers(case(name), CONTENT)[0].party == first


def test_every_point_has_its_reason_in_words():
    for found in (match_all(one, CONTENT) for one in CONTENT.all(Case)):
        for match in found:
            assert match.reasons
            assert all(reason.text and reason.points for reason in match.reasons)
            assert match.points == pytest.approx(sum(reason.points for reason in match.reasons))


def test_what_is_known_where_somebody_works_and_in_which_language_is_told():
    told = reasons(match_providers(case("pe-mining-regions"), CONTENT), "mineros-informados")
    assert "works in Peru" in told
    assert "works in a language of the country: es" in told
    assert any(text.startswith("knows about Extractive industries") for text in told)
    assert "works in Peru, a neighbour" in reasons(
        match_providers(case("pe-participatory"), CONTENT), "mineros-informados"
    )


def test_who_works_far_away_only_comes_later_and_is_told_so():
    found = match_providers(case("pe-participatory"), CONTENT)
    assert found[0].party == "andes-budget-forum"
    assert "works elsewhere: Georgia" in reasons(found, "saxelmwifo-data")


def test_a_vague_request_is_warned_of_those_who_only_build():
    found = match_providers(case("gh-vague-open-data"), CONTENT)
    assert found[0].party == "open-by-design"
    careful = [bool(match.caution) for match in found]
    assert True in careful
    assert careful == sorted(careful), "those who should wait come last"


def test_who_is_not_ready_is_not_offered():
    first = match_providers(case("gb-owners"), CONTENT)[0].party
    document = CONTENT.one(Provider, id=first)
    away = attrs.evolve(document, entity=attrs.evolve(document.entity, ready=False))
    assert first not in [match.party for match in match_providers(case("gb-owners"), CONTENT.with_documents([away]))]


def test_the_order_of_matches_does_not_depend_on_the_order_of_reading():
    turned = attrs.evolve(CONTENT, documents=dict(reversed(list(CONTENT.documents.items()))))
    for one in CONTENT.all(Case):
        assert match_all(one, CONTENT) == match_all(one, turned)


def test_nothing_is_found_where_there_is_nobody(loaded):
    empty = loaded({"networking/cases/xx.toml": 'country = "XX"\nopened = 2012-01-01\nrequest = "Fisheries."\n'})
    assert not [match for match in match_all(empty.one(Case, id="xx"), empty) if "text" in match.name]


COPPER = """\
country = "XX"
cycle = "2012-2013"
opened = 2012-01-01
request = "Publish the royalties of copper mines by region."
topics = ["extractives"]
"""


@pytest.mark.parametrize("listed", ["health", "electricity"])
def test_a_topic_that_is_listed_counts_more_than_one_that_is_mentioned(listed, loaded):
    files = {
        f"networking/providers/{topic}-experts.toml": f'name = "X"\nkind = "private"\nexpertise = ["{topic}"]\n'
        for topic in ("health", "electricity")
    }
    request = f'country = "XX"\nopened = 2012-01-01\nrequest = "Health and electricity."\ntopics = ["{listed}"]\n'
    content = loaded({**files, "networking/cases/xx.toml": request})
    found = match_providers(content.one(Case, id="xx"), content)
    assert next(match.party for match in found if match.party.endswith("-experts")) == f"{listed}-experts"


def test_peers_are_those_who_have_done_it_and_their_partners_are_known(loaded):
    unfinished = """\
title.en = "Publish royalties of mines"

[[milestones]]
id = "all"
title.en = "All"
"""
    content = loaded(
        {
            "networking/cases/xx.toml": COPPER,
            "countries/XC/cycles/2011/commitments/royalties.toml": unfinished,
            "countries/XX/cycles/2012-2013/commitments/own.toml": unfinished,
        }
    )
    found = match_peers(content.one(Case, id="xx"), content)
    assert [match.party for match in found] == ["XA", "XC"], "its own commitments are no peer's"
    assert "has completed “Publish mining royalties of each region” (XA 2011-2012)" in reasons(found, "XA")
    assert "is a neighbour" in reasons(found, "XA")
    assert "has committed to “Publish royalties of mines” (XC 2011)" in reasons(found, "XC")
    providers = match_providers(content.one(Case, id="xx"), content)
    assert "was a partner in “Publish mining royalties of each region” (XA 2011-2012)" in reasons(
        providers, "vecinos-del-cobre"
    )


def test_earlier_agreements_about_the_same_count(loaded):
    earlier = """\
country = "XY"
opened = 2011-01-01
manager = "Ana Case"
request = "Mines."
topics = ["extractives"]

[[introductions]]
on = 2011-02-01
provider = "montana-abierta"
outcome = "selected"

[agreement]
signed = 2011-06-01
providers = ["montana-abierta"]
terms = "Advice."
"""
    content = loaded({"networking/cases/xx.toml": COPPER, "networking/cases/xy.toml": earlier})
    assert "has helped with it before: Country Y" in reasons(
        match_providers(content.one(Case, id="xx"), content), "montana-abierta"
    )


@pytest.fixture(scope="module")
def part():
    from ogpkit_networking.edition import get_usual_rules

    return get_usual_rules(CONTENT)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("We want to open our tenders.", "procurement"),
        ("Queremos publicar los contratos", "procurement"),
        ("Marchés publics des communes", "procurement"),
        ("نريد نشر البيانات المفتوحة", "open-data"),
        ("ღია მონაცემების პორტალი", "open-data"),
        ("Publish budgets.", "budgets"),
        ("SMS to citizens", "sms"),
    ],
)
def test_topics_are_heard_in_what_is_said(text, topic, part):
    assert topic in find_topics(text, part)


def test_short_words_are_only_like_themselves(part):
    assert "sms" not in find_topics("The smc of the sea", part)
    assert "extractives" not in find_topics("That is fine and ours.", part)


def test_every_topic_has_a_name_in_each_language_and_known_relations(part):
    for name, topic in part.topics.items():
        assert set(topic.related) <= part.topics.keys() - {name}
        assert set(topic.title.by_language) == {"en", "es", "fr", "ar", "ka"}
        assert topic.section


def test_related_topics_are_close_and_unknown_ones_by_their_words(part):
    assert compute_closeness("extractives", "extractives", part) == 1
    assert compute_closeness("extractives", "revenue-transparency", part) == 0.5
    assert (
        compute_closeness("school-meals", "meals-in-school", part) == 0.5
        or compute_closeness("school-meals", "school-meals-cost", part) == 0.5
    )
    assert compute_closeness("extractives", "health", part) == 0


def test_what_somebody_offers_follows_from_what_they_know(part):
    def offered(*expertise, kind="private", **more):
        return {str(one) for one in list_purposes(Provider(name="x", kind=kind, expertise=expertise, **more), part)}

    assert offered("geo-referencing") == {"technology"}
    assert offered("open-data", "strategy") == {"expertise", "scoping"}
    assert offered() == {"expertise"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_likeness_is_a_share_for_whatever_is_written(asked, texts):
    index = Index({str(number): text for number, text in enumerate(texts)})
    for name, alike in index.find_alike(asked).items():
        assert 0 < alike.share <= 1 + 1e-9
        assert set(alike.words) <= set(split_words(asked))
        assert texts[int(name)]


@pytest.mark.parametrize("text", ["Publish the budgets", "نشر الميزانية", "ბიუჯეტი", "公开预算", "งบประมาณ"])
def test_a_text_is_most_like_itself_in_any_script(text):
    index = Index({"same": text, "other": "Something else altogether"})
    assert index.find_alike(text)["same"].share == pytest.approx(1)


def test_the_day_does_not_matter():
    later = attrs.evolve(CONTENT, today=date(2030, 1, 1))
    assert match_all(case("ua-tenders"), later) == match_all(case("ua-tenders"), CONTENT)
