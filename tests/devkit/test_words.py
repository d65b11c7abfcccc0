"""Words for people: what of the guide in CONTRIBUTING.md can be counted, over the English messages of every catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ogpkit
from ogpkit.devkit.catalogs import read
from ogpkit.plugins.manager import Plugins

ROOT = Path(__file__).parents[2]
PLACES = ("ogpkit", "plugins/*/*", "examples/*/*", "scaffold/*/*", "tests/distributions/*/*")
COVERED = {
    template.parent.parent.name: template for place in PLACES for template in ROOT.glob(f"{place}/locale/ogpkit.pot")
}
"""What is held to the guide: the English messages of every package, those of example plugins as well."""

LONGEST = 25
"""Words in a sentence."""

PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|\w+ly\s+)?(?!open\b)\w+(?:ed|en)\b")
MOST_PASSIVE = 0.15
"""The part of a package's messages that may have a passive: some say what happened to a thing, whoever did it."""

VERBS = frozenset((Path(__file__).parent / "button_verbs.txt").read_text("utf-8").split())
"""What a button begins with; Up and Down move a row."""

FORBIDDEN = {
    r"anew": "again",
    r"at hand": "available",
    r"begun": "created, started",
    r"mend(?:s|ed|ing)?": "fix, correct",
    r"owed": "required",
    r"of its own accord": "automatically",
    r"(?:take|takes|taken|taking|took) (?:it |them |this |that )?(?:in|away|out)": "import, delete, remove",
    r"looked at": "checked",
    r"when left out": "the default is",
    r"told apart|tell apart": "distinguish",
    r"thereof|whereof|wherein|hereby": "two sentences",
    r"so far|by now": "yet, by today",
    r"stands? (?:here|there|in)": "is here, is in",
    r"lies? (?:here|there)": "is here",
    r"(?<!there )(?:is|are) no (?:list|number|day|date|file|country|language|address|code|year)": "is not a",
    r"(?:is|are) none of": "choose one of",
    r"says? nothing of": "does not mention",
    r"written down|writes? down": "saved, recorded",
    r"very same": "duplicate",
    r"verdicts?": "result",
    r"somebody|nobody|whoever": "someone; no one; say who",
    r"hand(?:s|ed)? in": "submit",
}
WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<w{number}>{word})" for number, word in enumerate(FORBIDDEN)) + r")\b", re.IGNORECASE
)


def texts(package: str) -> Iterator[str]:
    """The English messages of a package; those of click are click's own."""
    for message in read(COVERED[package]):
        if message.id and any(file.startswith(f"{package}/") for file, _line in message.locations):
            yield from (message.id,) if isinstance(message.id, str) else message.id


def sentences(text: str) -> Iterator[str]:
    return (part for part in re.split(r"(?<=[.!?])\s+|\n", text) if part)


@cache
def labels() -> dict[str, str]:
    """What buttons say, each with where that is: titles of actions and of first steps, and labels in the code of the app."""
    found = {}
    for owned in Plugins.discover(third_party=False).actions:
        found[owned.value.title] = f"action {owned.value.name} of {owned.plugin}"
        if owned.value.first_step is not None:
            found[owned.value.first_step.title] = f"first step of {owned.value.name}"
    for file in (Path(ogpkit.__file__).parent / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Button"
                and node.args
            ):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found[part.value] = file.name
    return found


def test_every_package_is_covered():
    assert {"ogpkit", "ogpkit_networking", "ogpkit_ca", "ogpkit_utopia", "ogpkit_hearings"} < COVERED.keys()
    assert all(any(texts(package)) for package in COVERED)


@pytest.mark.parametrize("package", COVERED)
def test_sentences_are_short(package):
    long = [part for text in texts(package) for part in sentences(text) if len(part.split()) > LONGEST]
    assert long == []


@pytest.mark.parametrize("package", COVERED)
def test_no_message_has_a_word_that_the_guide_replaces(package):
    found = []
    for text in texts(package):
        if hit := WORD.search(re.sub(r"`[^`]*`|\{[^{}]*\}", "", text)):
            instead = list(FORBIDDEN.values())[int(str(hit.lastgroup)[1:])]
            found.append(f"“{hit[0]}” ({instead}): {text}")
    assert found == []


@pytest.mark.parametrize("package", COVERED)
def test_few_messages_are_passive(package):
    every = list(texts(package))
    passive = [text for text in every if PASSIVE.search(text)]
    assert len(passive) / len(every) <= MOST_PASSIVE, passive


def test_buttons_begin_with_a_verb():
    assert {label: where for label, where in labels().items() if label.split()[0] not in VERBS} == {}


def test_the_guide_and_this_test_name_the_same_bound():
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    assert f"at most {LONGEST} words" in guide


PAGES = Path(__file__).parents[2]
PROSE = sorted(
    page
    for pattern in ("README.md", "CONTRIBUTING.md", "docs/*.md", "docs/howto/*.md", "examples/**/README.md")
    for page in PAGES.glob(pattern)
    if page.name not in {"hooks.md", "kinds.md", "rules.md", "rule-set-table.md"}  # made of the code
)
IN_DOCS = re.compile(r";|\b(?:when left out|somebody else's|whom|whose)\b", re.IGNORECASE)
"""What pages may not have either: semicolons, and words that most often join two sentences."""


def list_prose(page: str) -> Iterator[str]:
    """Return the sentences of a page of Markdown; code, tables, headings and markup are left out."""
    text = re.sub(r"^(```|:::|<!--|<picture>)(?s:.*?)^(?:```|:::|.*-->|</picture>)\s*$", "\n", page, flags=re.MULTILINE)
    text = re.sub(r"^(?: {4}|\||#|</?\w|!\[).*$", "\n", text, flags=re.MULTILINE)
    text = re.sub(r"``?[^`]+``?", "`x`", text).replace("*", "")
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:-|\d+\.) )", text):
        joined = " ".join(paragraph.split())
        yield from sentences(re.sub(r"^(?:-|\d+\.) ", "", joined))


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.relative_to(PAGES).with_suffix("").as_posix())
def test_a_page_of_the_documentation_keeps_the_guide(page):
    found = []
    for sentence in list_prose(page.read_text("utf-8")):
        if len(sentence.split()) > LONGEST:
            found.append(f"{len(sentence.split())} words: {sentence}")
        if hit := (WORD.search(sentence) or IN_DOCS.search(sentence)):
            found.append(f"“{hit[0]}”: {sentence}")
    assert found == []


def test_a_page_that_breaks_the_guide_is_found():
    page = (
        "# Anew\n\n"
        + "word " * 30
        + "end. Short.\n\n- It was begun\n  of its own accord.\n\n```\nanew;\n```\n    anew\n"
    )
    assert [len(one.split()) for one in list_prose(page)] == [31, 1, 7]
    assert WORD.search(list(list_prose(page))[2])
