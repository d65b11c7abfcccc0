"""The translations: whole, in step with the code, and safe to fill in."""

import ast
import gettext
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import PLURALS, get_plural
from babel.messages.pofile import write_po

from ogpkit.devkit.catalogs import (
    LANGUAGES,
    compile_catalogue,
    find_locale_folder,
    find_messages,
    is_translated,
    make_templates,
    read,
    update_catalog,
)
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.manager import Plugins
from ogpkit.text import i18n
from ogpkit.text.i18n import _, _n, use_language

COMMAND = "python -P -m ogpkit.devkit.catalogs"
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
NUMBERS = ("{count}", "{files}", "{gain}", "{nargs}", "{words}")
"""Placeholders of the number itself; a form for one number only may say it in words instead."""

COUNTS = range(1000)

PACKAGES = ("ogpkit", *(one.source for one in Plugins.discover(third_party=False).installed if one.name != CORE))

languages = pytest.mark.parametrize("spoken", LANGUAGES)
packages = pytest.mark.parametrize("package", PACKAGES)


@cache
def catalogue(spoken: str, package: str) -> Catalog:
    return read(find_locale_folder(package) / spoken / "LC_MESSAGES" / "ogpkit.po")


def messages(spoken: str):
    return [message for package in PACKAGES for message in catalogue(spoken, package) if message.id]


def form_of(spoken: str) -> Callable[[int], int]:
    """Which form of a message a number takes, by the header of the catalogue."""
    return gettext.c2py(catalogue(spoken, "ogpkit").plural_expr)


def translations(message: Message, form: Callable[[int], int]) -> Iterator[tuple[str, str, bool]]:
    """Each form that is translated, the English text that it stands for, and whether it is said of one number only."""
    if isinstance(message.id, str):
        if message.string:
            yield message.id, message.string, False
        return
    one, many = message.id
    for index, text in enumerate(message.string):
        counts = [count for count in COUNTS if form(count) == index]
        if text:
            yield one if 1 in counts else many, text, len(counts) == 1


def test_templates_hold_every_message_once():
    collected = make_templates(Plugins.discover(third_party=False))
    assert tuple(collected) == PACKAGES
    core = {message.id for message in collected["ogpkit"] if message.id}
    for package in PACKAGES:
        committed = {message.id for message in read(find_locale_folder(package) / "ogpkit.pot")}
        now = {message.id for message in collected[package]}
        assert now == committed, f"run `{COMMAND}`: {package}, new {now - committed}, gone {committed - now}"
        assert package == "ogpkit" or not core & now


@packages
@languages
def test_a_catalogue_holds_what_the_template_holds(spoken, package):
    wanted = {message.id for message in read(find_locale_folder(package) / "ogpkit.pot")}
    assert {message.id for message in catalogue(spoken, package)} == wanted, f"run `{COMMAND}`"


@packages
@languages
def test_the_compiled_catalogue_says_what_the_written_one_says(spoken, package):
    compiled = gettext.translation("ogpkit", find_locale_folder(package), [spoken])
    form = form_of(spoken)
    for message in (message for message in catalogue(spoken, package) if message.id):
        if isinstance(message.id, tuple):
            for count in (0, 1, 2, 3, 11, 100, 102):
                text = message.string[form(count)] if is_translated(message.string) else message.id[count != 1]
                assert compiled.ngettext(*message.id, count) == text, f"run `{COMMAND}`"
        else:
            assert compiled.gettext(message.id) == (message.string or message.id), f"run `{COMMAND}`"


@languages
def test_a_translation_has_the_placeholders_of_the_original(spoken):
    """But for the number, in a form that is said of one number only: Arabic has a word for two problems."""
    form = form_of(spoken)
    for message in messages(spoken):
        for original, text, for_one_number in translations(message, form):
            given, wanted = Counter(PLACEHOLDER.findall(text)), Counter(PLACEHOLDER.findall(original))
            if for_one_number:
                wanted.subtract(set(NUMBERS) & (wanted.keys() - given.keys()))
            assert given == wanted, original


@languages
def test_a_translation_keeps_lines_and_what_is_typed(spoken):
    """Paragraphs stay apart, and what stands between backticks or begins with two hyphens is typed as it is."""
    form = form_of(spoken)
    for message in messages(spoken):
        for original, text, _for_one_number in translations(message, form):
            assert text.count("\n") == original.count("\n"), original
            assert text.count("`") == original.count("`"), original
            assert re.findall(r"(?<!\w)--[a-z]+", text) == re.findall(r"(?<!\w)--[a-z]+", original), original


@languages
def test_every_form_of_a_message_is_translated_or_none(spoken):
    """A form without a text would be said as nothing."""
    for message in messages(spoken):
        if isinstance(message.id, tuple):
            assert len(message.string) == catalogue(spoken, "ogpkit").num_plurals, message.id
            assert len({bool(text) for text in message.string}) == 1, message.id


@languages
def test_no_translation_is_a_guess(spoken):
    assert not [message.id for message in messages(spoken) if message.fuzzy]


@languages
def test_the_app_is_translated(spoken):
    """Of what stands in the app's own code, at least 95 in a hundred."""
    of_app = [one for one in messages(spoken) if any(file.startswith("ogpkit/app/") for file, _line in one.locations)]
    missing = [one.id for one in of_app if not is_translated(one.string)]
    assert len(of_app) > 100
    assert len(missing) <= len(of_app) * 0.05, missing


@languages
def test_a_header_holds_nothing_that_changes_by_itself(spoken):
    """No day and no version of a tool, so that the files differ only when a message does."""
    for package in PACKAGES:
        text = (find_locale_folder(package) / spoken / "LC_MESSAGES" / "ogpkit.po").read_text("utf-8")
        assert not re.search(r"-Date:|Generated-By:|Last-Translator:", text)
        assert f"Plural-Forms: {catalogue(spoken, 'ogpkit').plural_forms}" in text, "a plugin counts as the core does"


@pytest.fixture(params=[(2, "(n > 1)"), (3, "(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2)")])
def other_babel(request, monkeypatch):
    """What other versions of Babel say of numbers: French and Spanish count in two forms up to 2.18, in three from 2.19 on."""
    for spoken in LANGUAGES:
        monkeypatch.setitem(PLURALS, spoken, request.param)
    assert get_plural("fr").num_plurals == request.param[0]


@packages
@languages
def test_a_catalogue_stays_as_it_is_whatever_babel_says_of_numbers(tmp_path, other_babel, spoken, package):
    """Which form a number takes is said by the header of the catalogue, after which its translators wrote."""
    committed, before = find_locale_folder(package) / spoken / "LC_MESSAGES" / "ogpkit.po", catalogue(spoken, package)
    file = tmp_path / spoken / "LC_MESSAGES" / "ogpkit.po"
    file.parent.mkdir(parents=True)
    shutil.copy(committed, file)
    made = update_catalog(spoken, read(find_locale_folder(package) / "ogpkit.pot"), file)
    assert made.plural_forms == before.plural_forms
    assert {one.id: one.string for one in made if one.id} == {one.id: one.string for one in before if one.id}
    assert not any(one.fuzzy for one in made)
    compile_catalogue(file)
    assert file.with_suffix(".mo").read_bytes() == committed.with_suffix(".mo").read_bytes()


@languages
def test_a_new_catalogue_counts_as_the_core_does_in_that_language(tmp_path, other_babel, spoken):
    for code in (spoken, f"{spoken}_XX"):
        made = update_catalog(code, Catalog(), tmp_path / "none.po")
        assert made.plural_forms == catalogue(spoken, "ogpkit").plural_forms


def test_a_new_catalogue_in_another_language_counts_as_babel_says(tmp_path):
    assert update_catalog("cy", Catalog(), tmp_path / "none.po").num_plurals == get_plural("cy").num_plurals > 3


@pytest.mark.parametrize(
    ("spoken", "said", "one", "many"),
    [
        ("fr", "Pays", "1 problème", "2 problèmes"),
        ("es", "País", "1 problema", "2 problemas"),
        ("ar", "بلد", "مشكلة واحدة", "مشكلتان"),
    ],
)
def test_a_coordinator_reads_her_language(spoken, said, one, many):
    with use_language(spoken):
        assert _("Country") == said
        assert _n("{count} problem", "{count} problems", 1).format(count=1) == one
        assert _n("{count} problem", "{count} problems", 2).format(count=2) == many
    assert _("Country") == "Country"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا مشكلات"),
        (1, "مشكلة واحدة"),
        (2, "مشكلتان"),
        (3, "3 مشكلات"),
        (10, "10 مشكلات"),
        (11, "11 مشكلة"),
        (99, "99 مشكلة"),
        (100, "100 مشكلة"),
        (102, "102 مشكلة"),
        (103, "103 مشكلات"),
        (111, "111 مشكلة"),
    ],
)
def test_arabic_counts_in_six_forms(count, said):
    with use_language("ar"):
        assert _n("{count} problem", "{count} problems", count).format(count=count) == said


@languages
def test_every_message_with_a_number_is_said_of_every_number(spoken):
    """Filling in what the English text asks for is enough, and the number is told wherever many are meant."""
    for message in messages(spoken):
        if isinstance(message.id, tuple):
            names = set(PLACEHOLDER.findall("".join(message.id)))
            values = {name.strip("{}").partition("!")[0]: f"<{name}>" for name in names}
            with use_language(spoken):
                for count in (0, 1, 2, 3, 11, 100, 102):
                    said = _n(*message.id, count).format(**values)
                    assert said.strip(), message.id
                    assert count <= 2 or all(f"<{name}>" in said for name in set(NUMBERS) & names), message.id


def test_a_region_s_language_falls_back_to_the_language():
    with use_language("es_MX.UTF-8"):
        assert _("Country") == "País"


def test_what_was_translated_stays_when_messages_come_and_go(tmp_path: Path):
    old = tmp_path / "ogpkit.po"
    old.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Country"\nmsgstr "Pays"\n\nmsgid "Gone"\nmsgstr "Parti"\n',
        encoding="utf-8",
    )
    wanted = Catalog()
    wanted.add("Country")
    wanted.add("Countries")
    made = update_catalog("fr", wanted, old)
    assert {message.id: message.string for message in made if message.id} == {"Country": "Pays", "Countries": None}
    assert not any(message.fuzzy for message in made)


def test_what_is_not_translated_in_every_form_is_said_in_english(tmp_path: Path):
    """A colleague may stop between two forms; neither they nor a count of one may be told “1 files”."""
    written = tmp_path / "ar" / "LC_MESSAGES" / "ogpkit.po"
    written.parent.mkdir(parents=True)
    made = Catalog(locale="ar")
    made.add(("{count} hearing", "{count} hearings"))
    made.add(("{count} file", "{count} files"), ("لا ملفات", "ملف واحد", "", "", "", ""))
    made.add("Country", "بلد")
    with written.open("wb") as file:
        write_po(file, made)
    compile_catalogue(written)
    compiled = gettext.translation("ogpkit", tmp_path, ["ar"])
    assert compiled.gettext("Country") == "بلد"
    for count, said in ((0, "{count} files"), (1, "{count} file"), (2, "{count} files")):
        assert compiled.ngettext("{count} file", "{count} files", count) == said
        assert compiled.ngettext("{count} hearing", "{count} hearings", count) == said.replace("file", "hearing")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('_("Countries")', ["Countries"]),
        ('_n("{count} file", "{count} files", count)', [("{count} file", "{count} files")]),
        ("f\"{said} · {_('Enter open')}\"", ["Enter open"]),
        ('_("Write {near}.").format(near=_("nothing"))', ["Write {near}.", "nothing"]),
        ('_("in two " "parts")', ["in two parts"]),
        ("_(title); _(f'{title}'); self._('Countries'); _('')", []),
    ],
)
def test_messages_are_found_wherever_they_are_said(code, found):
    assert list(find_messages(ast.parse(code))) == found


def test_labels_titles_and_help_of_declarations_are_among_the_messages():
    known = [read(find_locale_folder(package) / "ogpkit.pot") for package in PACKAGES]
    for declared in (
        "Fiscal transparency",
        "On track",
        "Commitments",
        "Start a cycle",
        "A short, concrete name.",
    ):
        assert any(declared in template for template in known)


def test_every_language_is_one_that_can_be_spoken():
    assert {folder.name for folder in i18n.LOCALE_FOLDER.iterdir() if folder.is_dir()} == set(LANGUAGES)
