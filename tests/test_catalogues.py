"""The translations: whole, in step with the code, and safe to fill in."""

import ast
import gettext
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from ogpkit import language
from ogpkit.catalogues import LANGUAGES, brought_up_to_date, locales, read, spoken_in, templates, translated
from ogpkit.language import _, _n, speaking
from ogpkit.plugins import Plugins

COMMAND = "python -P -m ogpkit.catalogues"
PLACEHOLDER = re.compile(r"\{[^{}]*\}")

PACKAGES = tuple(templates(Plugins.discover(third_party=False)))

languages = pytest.mark.parametrize("spoken", LANGUAGES)
packages = pytest.mark.parametrize("package", PACKAGES)


def catalogue(spoken: str, package: str) -> Catalog:
    return read(locales(package) / spoken / "LC_MESSAGES" / "ogpkit.po")


def messages(spoken: str):
    return [message for package in PACKAGES for message in catalogue(spoken, package) if message.id]


def forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


@pytest.fixture(scope="module")
def collected() -> dict[str, Catalog]:
    return templates(Plugins.discover(third_party=False))


@packages
def test_the_template_holds_every_message_of_the_code(collected, package):
    committed = {message.id for message in read(locales(package) / "ogpkit.pot")}
    now = {message.id for message in collected[package]}
    assert now == committed, f"run `{COMMAND}`: new {now - committed}, gone {committed - now}"


def test_what_the_core_says_stands_in_no_plugin_s_catalogue(collected):
    core = {message.id for message in collected["ogpkit"] if message.id}
    for package in set(PACKAGES) - {"ogpkit"}:
        assert not core & {message.id for message in collected[package]}


@packages
@languages
def test_a_catalogue_holds_what_the_template_holds(spoken, package):
    wanted = {message.id for message in read(locales(package) / "ogpkit.pot")}
    assert {message.id for message in catalogue(spoken, package)} == wanted, f"run `{COMMAND}`"


@packages
@languages
def test_the_compiled_catalogue_says_what_the_written_one_says(spoken, package):
    compiled = gettext.translation("ogpkit", locales(package), [spoken])
    for message in (message for message in catalogue(spoken, package) if message.id):
        if isinstance(message.id, tuple):
            said = tuple(compiled.ngettext(*message.id, count) for count in (1, 2))
            assert said == (message.string if translated(message.string) else message.id), f"run `{COMMAND}`"
        else:
            assert compiled.gettext(message.id) == (message.string or message.id), f"run `{COMMAND}`"


@languages
def test_a_translation_has_the_placeholders_of_the_original(spoken):
    for message in messages(spoken):
        originals, translations = forms(message.id), forms(message.string)
        for index, text in enumerate(translations):
            original = originals[min(index, len(originals) - 1)]
            assert not text or Counter(PLACEHOLDER.findall(text)) == Counter(PLACEHOLDER.findall(original)), original


@languages
def test_a_translation_keeps_lines_and_what_is_typed(spoken):
    """Paragraphs stay apart, and what stands between backticks or begins with two hyphens is typed as it is."""
    for message in messages(spoken):
        for original, text in zip(forms(message.id), forms(message.string), strict=True):
            if text:
                assert text.count("\n") == original.count("\n"), original
                assert text.count("`") == original.count("`"), original
                assert re.findall(r"(?<!\w)--[a-z]+", text) == re.findall(r"(?<!\w)--[a-z]+", original), original


@languages
def test_no_translation_is_a_guess(spoken):
    assert not [message.id for message in messages(spoken) if message.fuzzy]


@languages
def test_the_app_is_translated(spoken):
    """Of what stands in the app's own code, at least 95 in a hundred."""
    of_app = [one for one in messages(spoken) if any(file.startswith("ogpkit/app/") for file, _line in one.locations)]
    missing = [one.id for one in of_app if not translated(one.string)]
    assert len(of_app) > 100
    assert len(missing) <= len(of_app) * 0.05, missing


@languages
def test_a_header_holds_nothing_that_changes_by_itself(spoken):
    """No day and no version of a tool, so that the files differ only when a message does."""
    for package in PACKAGES:
        text = (locales(package) / spoken / "LC_MESSAGES" / "ogpkit.po").read_text("utf-8")
        assert not re.search(r"-Date:|Generated-By:|Last-Translator:", text)
        assert "nplurals=2" in text


@pytest.mark.parametrize(
    ("spoken", "said", "one", "many"),
    [("fr", "Pays", "1 problème", "2 problèmes"), ("es", "País", "1 problema", "2 problemas")],
)
def test_a_coordinator_reads_her_language(spoken, said, one, many):
    with speaking(spoken):
        assert _("Country") == said
        assert _n("{count} problem", "{count} problems", 1).format(count=1) == one
        assert _n("{count} problem", "{count} problems", 2).format(count=2) == many
    assert _("Country") == "Country"


def test_a_region_s_language_falls_back_to_the_language():
    with speaking("es_MX.UTF-8"):
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
    made = brought_up_to_date("fr", wanted, old)
    assert {message.id: message.string for message in made if message.id} == {"Country": "Pays", "Countries": None}
    assert not any(message.fuzzy for message in made)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('_("Countries")', ["Countries"]),
        ('_n("{count} file", "{count} files", count)', [("{count} file", "{count} files")]),
        ("f\"{said} · {_('Enter opens')}\"", ["Enter opens"]),
        ('_("Write {near}.").format(near=_("nothing"))', ["Write {near}.", "nothing"]),
        ('_("in two " "parts")', ["in two parts"]),
        ("_(title); _(f'{title}'); self._('Countries'); _('')", []),
    ],
)
def test_messages_are_found_wherever_they_are_said(code, found):
    assert list(spoken_in(ast.parse(code))) == found


def test_labels_titles_and_help_of_declarations_are_among_the_messages(collected):
    for declared in (
        "Fiscal transparency",
        "In order",
        "Commitments",
        "Begin a cycle",
        "Its name, short and concrete.",
    ):
        assert any(declared in catalogue for catalogue in collected.values())


def test_every_language_is_one_that_can_be_spoken():
    assert {folder.name for folder in language.LOCALES.iterdir() if folder.is_dir()} == set(LANGUAGES)
