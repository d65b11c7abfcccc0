"""E-mail addresses and telephone numbers are found in real forms; days, amounts and references are left alone."""

from __future__ import annotations

import time
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.exchange.publishing import public_workspace
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.content import Workspace
from ogpkit.workspace.personal_data import find_contacts, find_doubtful_contacts, official_contacts, redact_contacts
from ogpkit.workspace.reading import read_document
from ogpkit.workspace.settings import Settings, WorkspaceSettings


def workspace_of(country):
    plugins = Plugins.of({})
    path = "countries/XX/country.toml"
    document, faults = read_document(path, country.encode(), plugins.kinds)
    assert not faults
    return Workspace(documents={path: document}, kinds=plugins.kinds, today=date(2013, 7, 15))


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
    assert [text[one.start : one.end] for one in find_contacts(text, country)] == found


@pytest.mark.parametrize("country", ["KE", "ES", "FR", "GE", "EG", "US", "XX", ""])
@pytest.mark.parametrize("text", NOT_THERE)
def test_nothing_else_is_taken_for_one(country, text):
    assert [text[one.start : one.end] for one in find_contacts(text, country)] == []


@pytest.mark.parametrize(
    ("before", "is_found"),
    [
        ("", False),
        ("phone ", True),
        ("phone: ", True),
        ("phone ... ", True),
        ("phone" + 12 * ".", True),
        ("phone" + 13 * ".", False),
        ("phone of Ana ", False),
        ("Telefonnummer" + 11 * ".", True),  # 24 characters
        ("Telefonnummer" + 12 * ".", False),
    ],
)
def test_a_word_for_telephone_counts_when_it_stands_close_enough(before, is_found):
    assert bool(find_contacts(f"{before}712 345 678", "KE")) is is_found


def test_what_stood_there_is_said():
    text = "Ask ana@example.org or +254 712 345 678!"
    assert redact_contacts(text, "KE") == "Ask [e-mail address] or [telephone number]!"
    assert redact_contacts("No one.", "KE") == "No one."


@given(
    st.lists(st.sampled_from(["ana@example.org", "+254 712 345 678", "word", "2012-01-31", "مرحبا", "\n"]), max_size=8)
)
def test_what_is_taken_out_is_not_found_again_and_the_rest_stays(words):
    text = " ".join(words)
    public = redact_contacts(text, "KE")
    assert find_contacts(public, "KE") == ()
    kept = [word for word in words if "@" not in word and "+" not in word]
    assert all(word in public for word in kept)


def test_what_the_country_gives_as_its_own_contact_is_meant_to_be_public():
    country = 'name = "X"\n[contact]\nemail = "OGP@example.org"\ntelephone = "+254 20 1234567"\n'
    spared = official_contacts(workspace_of(country), "XX")
    text = "Ask ogp@example.org or 020 1234567, not ana@example.org"
    assert redact_contacts(text, "KE", spared) == "Ask ogp@example.org or 020 1234567, not [e-mail address]"
    assert official_contacts(workspace_of('name = "X"\n'), "XX") == frozenset()


def test_without_any_plugin_the_core_masks_what_is_published():
    country = 'name = "X"\n[contact]\ninstitution = "Ask ana@example.org or +254 712 345 678"\n'
    settings = Settings(workspace=WorkspaceSettings(name="Plans (ana@example.org)", exclude=("ana@example.org/**",)))
    view = public_workspace(attrs.evolve(workspace_of(country), settings=settings), Plugins.of({}))
    (document,) = view.documents.values()
    assert document.entity.contact.institution == "Ask [e-mail address] or [telephone number]"
    assert view.settings == Settings(workspace=WorkspaceSettings(name="Plans ([e-mail address])"))


# Spellings: what people write, and what does not keep a machine from reading it.

SPELLINGS = {
    "KE": """
        +254 712 345 678|+254712345678|+254-712-345-678|+254 (0)712 345 678|+254 0712 345678|(+254) 712 345 678
        00254712345678|00254 712 345 678|000254712345678|254712345678|254 712 345 678|0712345678|0712 345 678|0712-345-678
        0712.345.678|0712 345678|07 12 34 56 78|0712–345–678|(0712) 345678|0712_345_678|0712/345678|tel:+254712345678
        ０７１２３４５６７８|＋２５４ ７１２ ３４５ ６７８|٠٧١٢٣٤٥٦٧٨
        0712\u00a0345\u00a0678|0712\u200b345\u200b678|0712\u00ad345678
        &#48;712345678|&#x2b;254712345678|&plus;254 712 345 678|020 1234567|+254 20 1234567|0112345678|0712‑345‑678
        0712\u202f345\u202f678|simu 712345678|Tel: 712 345 678
        0712\t345\t678|0712·345·678|0712•345•678|+254\u2028712 345 678|+ 254 712 345 678|wa.me/254712345678|0712345678/0722345678
        +254&nbsp;712&nbsp;345&nbsp;678|0712 <b>345</b> 678|0712<!-- -->345678|tel:%2B254712345678""",
    "GE": """599 12 34 56|599123456|+995 599 12 34 56|+995599123456
        00995 599 123456|995599123456|599-12-34-56|(032) 212 34 56|032 2 12 34 56""",
    "KR": """010-1234-5678|01012345678|+82 10-1234-5678|+82-10-1234-5678
        02-312-3456|０１０－１２３４－５６７８|010.1234.5678|010 1234 5678""",
    "CA": """613-992-4211|(613) 992-4211|1-613-992-4211|613.992.4211
        +1 613 992 4211|001 613 992 4211|(613)992-4211|613 992 4211""",
    "FR": """06 12 34 56 78|0612345678|06.12.34.56.78|06-12-34-56-78
        +33 6 12 34 56 78|+33612345678|0033612345678|0033 6 12 34 56 78|+33 (0)6 12 34 56 78""",
    "EG": """01001234567|0100 123 4567|+20 100 123 4567|+201001234567
        ٠١٠٠١٢٣٤٥٦٧|٠١٠٠ ١٢٣ ٤٥٦٧|۰۱۰۰۱۲۳۴۵۶۷|+٢٠ ١٠٠ ١٢٣ ٤٥٦٧|00201001234567""",
}
NUMBERS = [
    (country, said.strip())
    for country, some in SPELLINGS.items()
    for said in some.replace("\n", "|").split("|")
    if said.strip()
]


@pytest.mark.parametrize(("country", "said"), NUMBERS)
@pytest.mark.parametrize("around", ["{}", "Call me on {}, please.", "({})", "Mary: {}\nJohn"])
def test_a_number_is_left_out_however_it_is_written(country, said, around):
    text = redact_contacts(around.format(said), country)
    left = "".join(letter for letter in text if letter.isdigit())
    assert len(left) <= 1, text  # a zero that is written as an entity may stay in part
    assert "[telephone number]" in text


MAILS = """
    ana@example.org|a @ b.example|ana @ example.org|ana@ example.org|ana＠example.org
    ana＠ｅｘａｍｐｌｅ．ｏｒｇ|ana&#64;example.org
    ana&commat;example&period;org|ana&#x40;example.org|ana@exa\u00admple.org|ana@\u200bexample.org|an\u2060a@example.org
    ana (at) example (dot) org|ana [at] example [dot] org|ana(at)example.org|ana {at} example {dot} org|ana at example dot org
    ana.perez at example dot co dot ke|ana arroba ejemplo punto es|ana [arroba] ejemplo [punto] es|ana arobase exemple point fr
    ana <at> example <dot> org|ana (@) example.org|ana@example . org|ana@example (.) org|ana@example。org|ＡＮＡ@example.org
    ana+ogp@sub.example.co.ke|o'neil@example.org|ანა@მაგალითი.გე|ana@example[.]org|ana [at] example.org|ana(at)example(dot)org
    ana%40example.org|ana&amp;#64;example.org|ana@example .org|ana@[192.168.1.1]|"ana perez"@example.org|ana\\@example.org
    ana@xn--e1afmkfd.xn--p1ai|ana(dot)perez(at)example(dot)org|ana<b>@</b>example.org|ana<!-- x -->@example.org
    ana&#8203;@example.org|ana﹫example.org|김민준@예시.한국|ana [AT] example [DOT] org|ana&nbsp;@&nbsp;example.org"""


@pytest.mark.parametrize("said", [one.strip() for one in MAILS.replace("\n", "|").split("|") if one.strip()])
@pytest.mark.parametrize("around", ["{}", "Write to {} today", "<p>{}</p>", "Ana;{};x"])
def test_an_address_is_left_out_however_it_is_written(said, around):
    text = redact_contacts(around.format(said), "KE")
    assert text in (around.format("[e-mail address]"), around.format("[e-mail address]") + ".")


STAY = [
    "On 2012-04-10, 10.04.2012, 10/04/2012 and 2012.04.10 at 09:30",
    "From 1 200 000 to 12 345 678 shillings, KES 712,345,678, 712 345 678 KSh",
    "Law 2011-412, Act No. 23 of 2012, loi n° 78-753 du 17 juillet 1978",
    "Budget line 3110299, vote 1071, code 0712345678/2012, ref. 254712345678",
    "Look at this point now. The dot at the end. Meet at noon at the office dot",
    "Published at ogp.go.ke; find us at www.example.org and https://example.org/a@b",
    "Between 2011 and 2012, articles 10, 11, 12, 13 and 14; pages 120-134",
    "Version 2.0.1, 50 % &amp; more &lt; 100 &nbsp; 3 &times; 4",
    "0.712345678 of the whole; 1e9; 00:12:34; 41.7151, 44.8271",
    "ISO 3166-1, ISBN 978-92-64-11877-3, doi 10.1787/9789264118775",
    "vote 071 2345678, code 613-992-4211, art. 06 12 34 56 78, population: 06 123 456, total 613 992 421",
    "01.05.2012 06.05.2012; 01/02/2012-03/04/2012; 2012-05-01T10:00:00; plan 2012-2013-14",
    "0612345678.pdf and https://example.org/2012/05/01/0712345678.html?id=6139924211",
    "41.7151370 44.8270960; -1.286389, 36.817223; 613.992.421,00; 0712345678/2012",
    "UN A/RES/66/288, Decree No 599/12-34-56, CPV 71234500-8, Resolution 13/2012/0610, plan 3.2.1.4.5.6.7.8",
    "Look at the plan (a) of 2012. See www.example.org/a_at_b; <b>bold</b> 50%40",
]


@pytest.mark.parametrize("country", [*SPELLINGS, ""])
@pytest.mark.parametrize("text", STAY)
def test_days_amounts_laws_and_codes_stay(country, text):
    assert redact_contacts(text, country) == text


@pytest.mark.parametrize(
    ("country", "text", "doubted"),
    [
        ("KE", "Nimeona 712 345 678 hapo", "712 345 678"),
        ("EG", "Budget line 2012 3456 7890", "2012 3456 7890"),
        ("KE", "ask jane.doe at example.org", "jane.doe at example.org"),
        ("KE", "find us at example.org", ""),
        ("KE", "ana_at_example_dot_org", "ana_at_example_dot_org"),
        ("KE", "ana (a) example.org", "ana (a) example.org"),
        ("KE", "ana ät example punkt org", "ana ät example punkt org"),
        ("KE", "0712 | 345 | 678", "0712 | 345 | 678"),
        ("KE", "0712,345,678", "0712,345,678"),
        ("FR", "06/12/34/56/78", "06/12/34/56/78"),
        ("KE", "12:30:45 13:45:50", ""),
        ("KE", "712 345 678 shillings", ""),
    ],
)
def test_what_is_doubtful_stays_and_a_person_is_asked(country, text, doubted):
    assert redact_contacts(text, country) == text
    assert [text[one.start : one.end] for one in find_doubtful_contacts(text, country)] == (
        [doubted] if doubted else []
    )


@given(st.text("a@. (0712)&#6;4at dot\u00ad\u200b+５-_", max_size=60))
def test_what_is_left_out_is_cut_at_places_of_the_text(text):
    for one in (*find_contacts(text, "KE"), *find_doubtful_contacts(text, "KE")):
        assert 0 <= one.start < one.end <= len(text)
    assert find_contacts(redact_contacts(text, "KE"), "KE") == ()


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "a@",
        "a @ ",
        "@",
        "a at ",
        "a dot ",
        "1 ",
        "12345678 ",
        "0712345678",
        "&#",
        "&a",
        "00",
        "+",
        "(",
        "0-",
    ],
)
def test_a_long_text_takes_time_in_proportion_to_its_length(piece):
    def seconds(length):
        began = time.process_time()
        find_contacts(piece * (length // len(piece)) + ".", "KE")
        return time.process_time() - began

    assert seconds(10_000) < 30 * max(seconds(1_000), 0.02)
