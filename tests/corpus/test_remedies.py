"""The mended twin of every wrong example: it differs from the broken one only by what the remedy says, and the finding is gone.

Mostly the twin is the rule's own right example: one change, at the place of the finding, or of what the remedy names. Where the
right example has another story, `FOLLOWED` does literally what the remedy says; texts in other languages are added by themselves.
"""

from __future__ import annotations

import difflib
import re
from datetime import date

import pytest

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.engine import check_workspace
from ogpkit.check.selection import RuleSelection
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.patch import SetValue, apply_changes, value_at
from ogpkit.workspace.toml import parse_toml

PLUGINS = Plugins.discover(third_party=False)
RULES = {one.code: one for one in (*FAULT_CODES, *(owned.value for owned in PLUGINS.rules)) if one.wrong is not None}
SETTINGS = {"ogpkit.toml": '[workspace]\nlanguages = ["en"]\n'}
HOME = "countries/XX/cycles/2012-2013/"
PLAN = f"{HOME}commitments/mining-revenues.toml"
PROCESS = f"{HOME}consultation/process.toml"
REVIEW = 'edition = "criteria-2023"\nopened = 2025-02-09\nyears = [2023, 2024]\n[[history]]\nstage = "opened"\non = 2025-02-09\n'

FOLLOWED = {
    "OGP004": ("countries/KE/country.toml", "", 'name = "Kenya"\n'),
    "COM009": (PLAN, "", '\n[[milestones]]\nid = "one"\ntitle = "One"\ndue = 2013-03-01\nbenchmark = "1 of 9"\n'),
    "CON004": (PROCESS, '["civil-society", "private-sector"]', '["civil-society", "private-sector", "citizens"]'),
    "CON012": (
        PROCESS,
        "",
        "".join(
            f"\n[[forum.meetings]]\non = {day}\n" for day in ("2012-02-25", "2012-03-20", "2012-04-18", "2012-06-14")
        ),
    ),
    "CON026": (f"{HOME}consultation/comments/0002.toml", None, None),
    "ELI010": ("countries/XX/country.toml", "joined = 2011-09-20\n", ""),
    "ELI012": ("countries/XX/eligibility/reviews/one.toml", "", REVIEW),
    "NET007": (
        "networking/cases/one.toml",
        "",
        '\n[[dialogue]]\non = 2012-08-10\nfrom = "XX"\nto = "map-makers"\nsummary = "How it goes."\n',
    ),
}
"""By code: the file, what stands there, and what whoever follows the remedy writes instead; at the end where nothing stood."""

SEVERAL = {
    "COM025": "[[milestones]]",
    "CON011": "[forum]",
    "ELI007": "[asset_disclosure]",
    "NET019": "[[civil_society]]",
    "ELI005": "",
    "OGP008": "",
}
"""Rules whose remedy asks for whole tables or another name, and how what is added begins."""

BY_A_COMMAND = {"REP001", "REP019"}
"""The remedy names a command of ogpkit, which writes what the right example holds."""

_LANGUAGES = re.compile(r"\b(\w+)\.([a-z]{2})\b")


def found(files, day):
    content = {path: text if isinstance(text, bytes) else text.encode() for path, text in {**SETTINGS, **files}.items()}
    found.root.joinpath("ogpkit.toml").write_bytes(content["ogpkit.toml"])
    loaded = read_workspace(found.root, PLUGINS.kinds, PLUGINS.editions, day, content)
    return check_workspace(loaded, PLUGINS, (), content.__getitem__, RuleSelection())


@pytest.fixture(autouse=True)
def _somewhere(tmp_path):
    found.root = tmp_path


def of(code, findings):
    return [one for one in findings if one.code == code]


def day_of(rule):
    return rule.wrong.today or date(2016, 3, 1)


def changes(wrong, right):
    """What differs between two workspaces: the file, the first and last line in the wrong one, and the new lines."""
    for path in sorted(wrong.keys() | right.keys()):
        if path not in wrong or path not in right:
            yield path, 0, 0, right.get(path, "").split("\n")
            continue
        old, new = wrong[path].split("\n"), right[path].split("\n")
        for how, start, end, begin, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if how != "equal":
                yield path, start + 1, max(start + 1, end), new[begin:stop]


def translated(files, findings):
    """Files with every text that a finding misses in some language, as its remedy says: `Add title.es`."""
    files = dict(files)
    for finding in findings:
        source = files[finding.path].encode()
        text = value_at(parse_toml(source), finding.at)
        texts = dict(text) if isinstance(text, dict) else {"en": text}
        asked = {language for _key, language in _LANGUAGES.findall(finding.remedy)}
        assert asked
        texts |= dict.fromkeys(asked, texts["en"])
        files[finding.path] = apply_changes(source, [SetValue(finding.at, texts)]).decode()
    return files


def is_of_languages(rule):
    return {one[0] for one in changes(SETTINGS | dict(rule.wrong.files), SETTINGS | dict(rule.right.files))} == {
        "countries/XX/country.toml"
    } and re.search("owed language|required language", rule.title + rule.explanation)


@pytest.mark.parametrize("code", sorted(code for code in RULES if is_of_languages(RULES[code])))
def test_texts_that_are_added_as_the_remedies_say_mend(code):
    rule = RULES[code]
    findings = of(code, found(rule.wrong.files, day_of(rule)))
    assert of(code, found(translated(rule.wrong.files, findings), day_of(rule))) == []


@pytest.mark.parametrize("code", sorted(FOLLOWED))
def test_a_remedy_that_is_followed_to_the_letter_mends(code):
    rule = RULES[code]
    path, old, new = FOLLOWED[code]
    files = dict(rule.wrong.files)
    if old is None:
        del files[path]
    else:
        text = files.get(path, "")
        assert old in text
        files[path] = text.replace(old, new, 1) if old else text + new
    before, after = found(rule.wrong.files, day_of(rule)), found(files, day_of(rule))
    assert of(code, before)
    assert of(code, after) == []
    hidden = {"OGP021"}
    assert {one.code for one in after if one.severity == "error"} <= {one.code for one in before} | hidden


@pytest.mark.parametrize("code", sorted(RULES.keys() - FOLLOWED.keys()))
def test_the_remedy_says_how_the_right_example_differs_from_the_wrong_one(code):
    rule = RULES[code]
    wrong, right = SETTINGS | dict(rule.wrong.files), SETTINGS | dict(rule.right.files)
    finding = of(code, found(wrong, day_of(rule)))[0]
    if is_of_languages(rule):
        return  # the test before adds the texts
    made = list(changes(wrong, right))
    if code in SEVERAL:
        assert {path for path, *_rest in made} <= {finding.path, *right}
        assert SEVERAL[code] in "\n".join(line for one in made for line in one[3])
        return
    ((path, first, last, lines),) = made
    if code in BY_A_COMMAND:
        assert "ogpkit report" in finding.remedy
        return
    key = next((part for part in reversed(finding.at) if isinstance(part, str)), "")
    is_at_its_place = path == finding.path and first - 2 <= finding.span.end_line and finding.line <= last + 1
    is_named = any(word and word in finding.remedy for word in (path, path.rsplit("/", 1)[0], *_keys(lines)))
    is_taken_out = not lines and "\n".join(wrong[path].split("\n")[first - 1 : last]) in wrong[finding.path]
    is_of_its_key = is_taken_out or (bool(key) and any(key in line for line in lines))
    assert is_at_its_place or is_named or is_of_its_key, (finding.remedy, made)


def _keys(lines):
    """The keys and headings that some lines hold."""
    return [re.split(r"[\s=\].]", line.lstrip("["), maxsplit=1)[0] for line in lines if line]
