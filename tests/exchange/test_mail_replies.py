"""Mails that answer others: their own words, whatever language the mail program speaks, and what was left out."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.exchange.mail import read_mail
from ogpkit.exchange.mail_replies import split_reply

OWN = "Publish payments by project.\n\nAlso audits."
INTRODUCTIONS = {
    "en": "On Sun, 1 Apr 2012 at 15:00, The Ministry <ogp@example.org> wrote:",
    "fr": "Le dim. 1 avr. 2012 à 15:00, Le ministère <ogp@example.org> a écrit :",
    "es": "El dom, 1 abr 2012 a las 15:00, El ministerio (<ogp@example.org>) escribió:",
    "pt": "Em dom., 1 de abr. de 2012 às 15:00, O ministério <ogp@example.org> escreveu:",
    "ar": "في الأحد، 1 أبريل 2012 في 3:00 م تمت كتابة ما يلي بواسطة الوزارة <\u202aogp@example.org\u202c\u200f>:\u200f",
    "ka": "კვ, 1 აპრ. 2012, 15:00 თარიღზე სამინისტრო <ogp@example.org> დაწერა:",
    "ru": "вс, 1 апр. 2012 г. в 15:00, Министерство <ogp@example.org>:",
    "ko": "2012년 4월 1일 (일) 오후 3:00, 행정부 <ogp@example.org>님이 작성:",
    "zh": "部门 <ogp@example.org> 于2012年4月1日周日 15:00写道：",
    "ja": "2012年4月1日(日) 15:00 省庁 <ogp@example.org>:",
    "sw": "Mnamo Jumapili, 1 Aprili 2012, 15:00, Wizara <ogp@example.org> aliandika:",
}
OUTLOOK = {
    "en": "From: The Ministry <ogp@example.org>\nSent: Sunday, 1 April 2012 15:00\nTo: Ana\nSubject: The plan",
    "fr": "De : Le ministère <ogp@example.org>\nEnvoyé : dimanche 1 avril 2012 15:00\nÀ : Ana\nObjet : Le plan",
    "ar": "من: الوزارة <ogp@example.org>\nتم الإرسال: الأحد، 1 أبريل، 2012 15:00\nإلى: آنا\nالموضوع: الخطة",
    "ka": "გამომგზავნი: სამინისტრო <ogp@example.org>\nგაგზავნილია: კვირა, 1 აპრილი, 2012 15:00\nმიმღები: ანა\nთემა: გეგმა",
    "ko": "보낸 사람: 행정부 <ogp@example.org>\n보낸 날짜: 2012년 4월 1일 일요일 15:00\n받는 사람: Ana\n제목: 계획",
    "de": "______________________\nVon: Das Ministerium\nGesendet: Sonntag, 1. April 2012 15:00\nAn: Ana\nBetreff: Der Plan",
}


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
@pytest.mark.parametrize("sign", ["> ", ""], ids=["quoted", "bare"])
def test_what_is_answered_is_cut_in_any_language(introduction, sign):
    below = f"{introduction}\n\n{sign}Tell us what you think.\n{sign}\n{sign}The Ministry"
    assert split_reply(f"{OWN}\n\n{below}\n") == (OWN, below.strip())


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_an_introduction_that_goes_on_in_the_next_line(introduction):
    words = introduction.split(" ")
    for cut in range(len(words) - 2, len(words)):
        wrapped = f"{' '.join(words[:cut])}\n{' '.join(words[cut:])}"
        assert split_reply(f"{OWN}\n\n{wrapped}\n> Tell us.")[0] == OWN


@pytest.mark.parametrize("headers", OUTLOOK.values(), ids=OUTLOOK)
def test_headers_of_the_mail_that_is_answered_are_cut_in_any_language(headers):
    assert split_reply(f"{OWN}\n\n{headers}\n\nTell us what you think.") == (
        OWN,
        f"{headers}\n\nTell us what you think.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name: Ana Otieno\nE-mail: ana@example.org\nDate: 1 April 2012\nComment: Publish payments.",
        "We ask for three things:\n- payments: by project, from 2012\n- audits: all of them\n- contracts: in one place",
        "> Should payments be public?\nYes.\n> By project?\nYes, from 2012 on.",
        "Thanks,\nand please publish audits too.\n-all of them",
        "Write to ogp@example.org: nobody answers.",
    ],
    ids=["form", "list", "between", "thanks", "address"],
)
def test_own_words_stay(text):
    assert split_reply(text) == (text, "")


def test_a_mail_that_is_passed_on_without_a_word_is_taken_as_it_is():
    text = f"---------- Forwarded message ---------\n{OUTLOOK['en']}\n\n{OWN}"
    assert split_reply(text) == (text, "")


def test_html_of_mail_programs_is_known_by_its_classes():
    made = EmailMessage()
    made["From"], made["Date"] = "Ana <ana@example.org>", "Sun, 1 Apr 2012 15:00:00 +0300"
    made.set_content(
        "<div>Publish payments.</div><div class='gmail_quote'><div class='gmail_attr'>წერდა:</div>"
        "<blockquote>Tell us.</blockquote></div>",
        subtype="html",
    )
    mail = read_mail(made.as_bytes())
    assert (mail.text, mail.left_out) == ("Publish payments.", "წერდა:\n\nTell us.")


@given(st.text(alphabet="a:>@<- \n1_*", max_size=200))
def test_no_word_is_lost(text):
    own, below = split_reply(text)
    assert (own + below).split() == text.split() or f"{own} {below}".split() == text.split()


@pytest.mark.parametrize("line", ["On ", "a: 2012 b@c", ">", "_" * 80, "From: a@b 2012\n", "-- x"])
def test_a_long_mail_takes_no_more_than_its_length(line):
    def measure(times):
        begun = time.process_time()
        split_reply("\n".join([line] * times))
        return time.process_time() - begun

    assert measure(40_000) < 20 * max(measure(10_000), 0.01)
