"""Each rule under the rule sets of Kenya's plan of 2023 to 2027: what they ask for is found, what they do not ask for is not.

The wrong example of each rule is put under these sets, whatever the days in it are. Where they have another measure than the
rules of the example, `WORSE` says what is wrong by theirs too.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import attrs
import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.model.vocabulary import RuleForce
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.rule_sets import find_force

PLUGINS = Plugins.discover(third_party=False)
RULES = {owned.value.code: owned.value for owned in PLUGINS.rules}
SETS = '\n[rules]\nparticipation = "standards-2022"\nirm = "irm-2021"\n'
SETTINGS = {"ogpkit.toml": '[workspace]\nlanguages = ["en"]\n'}

OF_2011 = {
    *("COM001", "COM002", "COM003", "COM004", "COM009", "COM038", "COM039"),  # grand challenges, principles
    *("COM005", "COM006", "COM007"),  # one value of open government is enough, and no baseline is asked for
    *("CON003", "CON005", "CON008", "CON009", "CON010"),  # private sector, summary, comments online
    *("CON030", "CON031", "CON032", "CON033", "CON034", "CON035"),  # sessions with peers
    "COM044",  # the declaration, which governments have endorsed long before
    *("CON043", "CON044"),  # national laws, and accessibility
    *("REP001", "REP002", "REP009"),  # the yearly self-assessment
}
"""What the Roadmap of 2011 asked for and nobody asks for today; each with its reason in `editions/standards-*.toml`."""

NOT_ASKED = OF_2011 | {"REP021", "REP023", "REP039", "REP049", "REP054", "CON042"}
"""What is not found: besides, `combines` of `irm-2020.toml` is empty, so that no sort of evidence is asked for; it names no
number of recommendations and no day for answers. Updates of the website are asked of local members. The examples of REP021 and
REP023 answer questions of 2011, which REP022 tells; nothing else is concluded from them."""


@attrs.frozen
class Worse:
    """What makes an example wrong by the rules of today too.

    Attributes:
        old: What stands in it.
        new: What is written instead.
        why: The measure of the two rule sets.
    """

    old: str
    new: str
    why: str


WORSE = {
    "CON004": Worse(', "private-sector"]', "]", "three groups in 2011, two since 2022"),
    "REP012": Worse("on = 2013-08-20", "on = 2013-10-20", "three months after the end in 2011, four since 2020"),
}

DAYS = {"REP012": date(2013, 11, 1)}
"""The days on which somebody looks who would otherwise look before what is wrong."""


def put_under_the_sets_of_kenya(code):
    """The wrong example of a rule, each cycle of it under the rule sets of Kenya's."""
    files = dict(SETTINGS | dict(RULES[code].wrong.files))
    for path, text in files.items():
        if path.endswith("cycle.toml"):
            without = re.sub(r"^edition = .*\n|^\[rules\]\n(?:\w+ = .*\n)*", "", text, flags=re.MULTILINE)
            files[path] = without.rstrip("\n") + "\n" + SETS
        elif code in WORSE:
            files[path] = text.replace(WORSE[code].old, WORSE[code].new)
    return files


@pytest.fixture
def loaded(tmp_path):
    def load(code):
        for path, text in put_under_the_sets_of_kenya(code).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(text.encode("utf-8", "surrogateescape"))
        day = DAYS.get(code) or RULES[code].wrong.today or date(2016, 3, 1)
        return read_workspace(tmp_path, PLUGINS.kinds, PLUGINS.editions, today=day)

    return load


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_is_seen_where_it_holds_and_only_there(loaded, code):
    workspace = loaded(code)
    found = {one.code for one in check_workspace(workspace, PLUGINS)}
    holding = [find_force(code, one, workspace.workspace) for one in workspace.workspace.documents.values()]
    assert (code in OF_2011) == (RuleForce.OFF in holding)
    assert (code in found) == (code not in NOT_ASKED)


def test_what_rests_on_unconfirmed_words_is_advice(loaded):
    for code in ("COM032", "COM033", "CON001", "CON004", "CON007", "CON039", "CON041", "REP020"):
        severities = {one.severity.value for one in check_workspace(loaded(code), PLUGINS) if one.code == code}
        assert severities == {"advice"}, code


def test_the_walk_of_kenya_meets_none_of_the_rules_of_2011():
    record = Path(__file__).with_name("kenya.txt").read_text("utf-8")
    met = set(re.findall(r" ([A-Z]{3}\d{3}) ", record))
    assert met
    assert not met & NOT_ASKED
