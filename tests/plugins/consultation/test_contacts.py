"""E-mail addresses and telephone numbers are found in real forms; days, amounts and references are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit_consultation.contacts import contacts, official, without_contacts
from ogpkit_consultation.texts import translated, written_out

THERE = [
    ("KE", "Call me on +254 712 345 678, please.", ["+254 712 345 678"]),
    ("KE", "Nipigie simu 0712 345678 au 0722345678", ["0712 345678", "0722345678"]),
    ("KE-elgeyo-marakwet", "0712 345678", ["0712 345678"]),
    ("FR", "Mon numéro : 06 12 34 56 78", ["06 12 34 56 78"]),
    ("FR", "06.12.34.56.78", ["06.12.34.56.78"]),
    ("ES", "Llámeme al 612 345 678.", ["612 345 678"]),
    ("GE", "დამირეკეთ: 599 12 34 56", ["599 12 34 56"]),
    ("GE", "+995 555 12 34 56", ["+995 555 12 34 56"]),
    ("EG", "هاتف ٠١٠٠١٢٣٤٥٦٧", ["٠١٠٠١٢٣٤٥٦٧"]),
    ("US", "(202) 449-8120", ["(202) 449-8120"]),
    ("XX", "+1-202-449-8120", ["+1-202-449-8120"]),
    ("XX", "Write to ana.perez+ogp@sub.example.co.ke.", ["ana.perez+ogp@sub.example.co.ke"]),
    ("XX", "<ana@example.org>", ["ana@example.org"]),
    ("XX", "ana (at) example (dot) org", ["ana (at) example (dot) org"]),
    ("XX", "ana [arroba] ejemplo [punto] es", ["ana [arroba] ejemplo [punto] es"]),
    ("XX", "ანა@მაგალითი.გე", ["ანა@მაგალითი.გე"]),
    ("XX", "a@example.org and +254 712 345 678", ["a@example.org", "+254 712 345 678"]),
]

NOT_THERE = [
    "From 2011-12-01 to 2012-01-31, on 01/12/2011 and 31.01.2012 at 14:30",
    "The ministry paid 1,250,000,000 shillings, EUR 712 345 678 and 612 345 678 euros",
    "KSh 712 345 678, 612345678 درهم, 599 123 456 ₾, $ 612 345 678",
    "Contract 2012/0345-678, ref. 612345678, N° 612345678, file 612345678/2012",
    "Law No. 2011-412 of 12.05.2011, ISBN 978-3-16-148410-0",
    "IBAN GE29NB0000000101904917",
    "GPS 41.7151, 44.8271; 192.168.100.200; version 10.12.2011.3",
    "Budget line 2012 3456 7890; 10 000 000 - 20 000 000",
    "Follow @example; 3 apples @ 2.50; a@b; logo@2x.png",
    "articles 12, 13, 14, 15, 16, 17, 18 and 19",
]


@pytest.mark.parametrize(("country", "text", "found"), THERE)
def test_real_forms_are_found(country, text, found):
    assert [text[one.start : one.end] for one in contacts(text, country)] == found


@pytest.mark.parametrize("country", ["KE", "ES", "FR", "GE", "EG", "US", "XX", ""])
@pytest.mark.parametrize("text", NOT_THERE)
def test_nothing_else_is_taken_for_one(country, text):
    assert [text[one.start : one.end] for one in contacts(text, country)] == []


def test_what_stood_there_is_said():
    text = "Ask ana@example.org or +254 712 345 678!"
    assert without_contacts(text, "KE") == "Ask [e-mail address] or [telephone number]!"
    assert without_contacts("No one.", "KE") == "No one."


@given(
    st.lists(st.sampled_from(["ana@example.org", "+254 712 345 678", "word", "2012-01-31", "مرحبا", "\n"]), max_size=8)
)
def test_what_is_taken_out_is_not_found_again_and_the_rest_stays(words):
    text = " ".join(words)
    public = without_contacts(text, "KE")
    assert contacts(public, "KE") == ()
    kept = [word for word in words if "@" not in word and "+" not in word]
    assert all(word in public for word in kept)


def test_every_text_of_a_document_is_looked_at_wherever_it_stands(read):
    workspace = read()
    process = workspace.documents["countries/XX/cycles/2012-2013/consultation/process.toml"].entity
    texts = dict(written_out(process))
    assert texts[("awareness", 0, "title")] == "Radio programme"
    assert texts[("forum", "members", 1)] == "Publish What You Pay"
    assert not any("https" in text for text in texts.values())
    assert {at for at, _text in translated(process)} >= {("awareness", 0, "title"), ("events", 1, "title")}


def test_what_the_country_gives_as_its_own_contact_is_meant_to_be_public(read):
    country = 'name = "X"\n[contact]\nemail = "OGP@example.org"\ntelephone = "+254 20 1234567"\n'
    spared = official(read(country=country), "XX")
    text = "Ask ogp@example.org or 020 1234567, not ana@example.org"
    assert without_contacts(text, "KE", spared) == "Ask ogp@example.org or 020 1234567, not [e-mail address]"
    assert official(read(), "XX") == frozenset()
