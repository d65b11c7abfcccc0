"""Membership over time: who is a member on a day, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.builtin import derive_membership
from ogpkit.model import Country, MembershipChange, MemberStatus
from ogpkit.model.translated import Translated
from ogpkit.plugins.places import Place, Verdict
from ogpkit.workspace.content import Document, Workspace

JOINED = date(2011, 9, 20)


def make_country(*changes, joined=JOINED):
    return Country(name=Translated(plain="Country X"), joined=joined, membership=changes)


def change(status, on):
    return MembershipChange(status=status, on=on)


def test_a_country_that_joined_is_active_from_that_day():
    country = make_country()
    assert country.find_status(date(2011, 9, 19)) is None
    assert country.find_status(JOINED).status is MemberStatus.ACTIVE
    assert country.is_member(JOINED)


@pytest.mark.parametrize("status", [MemberStatus.WITHDRAWN, MemberStatus.INACTIVE, MemberStatus.SUSPENDED])
def test_some_changes_end_taking_part_from_their_day(status):
    country = make_country(change(status, date(2016, 5, 4)))
    assert country.is_member(date(2016, 5, 3))
    assert not country.is_member(date(2016, 5, 4))


def test_a_member_under_review_takes_part():
    country = make_country(change(MemberStatus.PROCEDURAL_REVIEW, date(2016, 5, 4)))
    assert country.is_member(date(2020, 1, 1))


def test_a_change_whose_day_is_not_known_counts():
    assert not make_country(change(MemberStatus.WITHDRAWN, None)).is_member(date(2020, 1, 1))


def derive(country, today=date(2026, 6, 1)):
    document = Document(
        kind="country", path="countries/XX/country.toml", names={"country": "XX"}, entity=country, digest=""
    )
    workspace = Workspace(documents={document.path: document}, today=today)
    (status,) = derive_membership(workspace, Place(country="XX"))
    return status


@pytest.mark.parametrize(
    ("changes", "verdict", "headline"),
    [
        ((), Verdict.GOOD, "Member since September 20, 2011"),
        ((change(MemberStatus.WITHDRAWN, date(2025, 7, 1)),), Verdict.BAD, "Withdrawn since July 1, 2025"),
        ((change(MemberStatus.WITHDRAWN, None),), Verdict.BAD, "Withdrawn, date not known"),
        (
            (change(MemberStatus.PROCEDURAL_REVIEW, date(2024, 1, 1)),),
            Verdict.ATTENTION,
            "Under procedural review since January 1, 2024",
        ),
        (
            (change(MemberStatus.INACTIVE, date(2016, 9, 21)), change(MemberStatus.ACTIVE, date(2019, 2, 1))),
            Verdict.GOOD,
            "Active since February 1, 2019",
        ),
        ((change(MemberStatus.WITHDRAWN, date(2027, 1, 1)),), Verdict.GOOD, "Member since September 20, 2011"),
    ],
)
def test_the_status_of_today_is_said(changes, verdict, headline):
    status = derive(make_country(*changes))
    assert (status.verdict, status.headline) == (verdict, headline)


def test_the_status_leads_to_the_change_in_the_file():
    status = derive(make_country(change(MemberStatus.WITHDRAWN, date(2025, 7, 1))))
    assert status.shown_by[0].at == ("membership", 0)
