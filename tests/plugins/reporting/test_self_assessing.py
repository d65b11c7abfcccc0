"""Publishing and depositing the self-assessment: after the cycle, and not before it is public."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place
from ogpkit.api.content import Translated
from ogpkit.editing.stages import StageBlocked
from ogpkit_reporting.self_assessing import deposit_own, draft, publish_own

PLACE = Place(country="XX", cycle="2012-2013")
URLS = Translated.of({"en": "https://example.org/self-en", "es": "https://example.org/self-es"})


@pytest.fixture
def drafted(session):
    draft(session, PLACE)
    return session


@pytest.mark.parametrize("day", [date(2013, 3, 30), date(2013, 3, 31)])
def test_it_is_not_published_while_the_cycle_lasts(drafted, day):
    with pytest.raises(StageBlocked) as refused:
        publish_own(drafted, PLACE, day, URLS)
    assert refused.value.missing == ("The cycle ends on March 31, 2013. Choose a later day.",)


def test_it_can_be_published_on_the_day_after_the_cycle(drafted):
    publish_own(drafted, PLACE, date(2013, 4, 1), URLS)
    assert drafted.undo_title == "Publish the self-assessment"


def test_it_is_not_deposited_before_the_day_of_its_publication(drafted):
    publish_own(drafted, PLACE, date(2013, 6, 25), URLS)
    with pytest.raises(StageBlocked) as refused:
        deposit_own(drafted, PLACE, date(2013, 6, 24))
    assert refused.value.missing == ("It was published on June 25, 2013. Choose that day or a later day.",)


@pytest.mark.parametrize("day", [date(2013, 6, 25), date(2013, 6, 26)])
def test_it_can_be_deposited_from_the_day_of_its_publication_on(drafted, day):
    publish_own(drafted, PLACE, date(2013, 6, 25), URLS)
    deposit_own(drafted, PLACE, day)
    assert drafted.undo_title == "Deposit the self-assessment"
