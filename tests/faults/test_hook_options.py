"""The options with which pluggy's users mark hooks, in real distributions: each means what it means there, or is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ogpkit.devkit.testing.distribution import write_distribution
from ogpkit.devkit.testing.waiting import LONGEST

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
    from ogpkit.plugins.contributions import DueDates, Example, Rule
    from ogpkit.plugins.providing import hookimpl
    from ogpkit.model import Country

    def obligations(name):
        return DueDates(name=name, derive=lambda workspace: ())

    def rule(title):
        nothing = Example(files={})
        return Rule(code="UTO001", title=title, section="X", explanation="Why", entity=Country,
                    check=lambda document, workspace: (), wrong=nothing, right=nothing)
"""

ORDER = """
from ogpkit.plugins.manager import Plugins
plugins = Plugins.discover()
print([owned.value.name for owned in plugins.obligations if owned.plugin in {"ant", "bee", "cat"}])
print([owned.value.title for owned in plugins.rules if owned.value.code == "UTO001"])
print(plugins.obligations[0].plugin, plugins.obligations[-1].plugin)
"""


def plugin(site: Path, name: str, body: str) -> None:
    """Install a plugin whose module is this."""
    write_distribution(site, f"ogpkit-{name}", {name: f"{HEAD}\n{body}"})


def python(site: Path, *words: str) -> str:
    """What Python prints with these distributions on its path."""
    environment = os.environ | {"PYTHONPATH": str(site), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-P", *words]
    ran = subprocess.run(
        command, cwd=site, env=environment, capture_output=True, text=True, check=True, timeout=LONGEST
    )
    return ran.stdout


def listed(site: Path, name: str) -> dict:
    """What `ogpkit plugin list` says of a plugin."""
    given = json.loads(python(site, "-c", "from ogpkit.cli import main; main()", "plugin", "list", "--format", "json"))
    return next(one for one in given if one["name"] == name)


def test_an_optional_hook_of_a_newer_ogpkit_is_passed_over(tmp_path):
    newer = "\n    @hookimpl(optionalhook=True)\n    def ogpkit_telegrams():\n        raise RuntimeError\n"
    plugin(tmp_path, "bee", f"{newer}\n    @hookimpl\n    def ogpkit_rules():\n        yield rule('Bee')\n")
    found = listed(tmp_path, "bee")
    assert (found["state"], found["faults"]) == ("on", [])
    assert (found["hooks"], found["contributes"]) == (["ogpkit_rules"], {"rules": 1})


def test_an_optional_hook_that_this_ogpkit_has_is_called(tmp_path):
    plugin(tmp_path, "bee", "    @hookimpl(optionalhook=True)\n    def ogpkit_rules():\n        yield rule('Bee')\n")
    assert listed(tmp_path, "bee")["contributes"] == {"rules": 1}


def test_what_is_tried_first_or_last_comes_before_or_after_the_rest(tmp_path):
    give = "    @hookimpl({how})\n    def ogpkit_obligations():\n        yield obligations('{name}')\n"
    plugin(tmp_path, "ant", give.format(how="trylast=True", name="ant"))
    plugin(tmp_path, "bee", give.format(how="", name="bee"))
    plugin(tmp_path, "cat", give.format(how="tryfirst=True", name="cat"))
    order, _titles, ends = python(tmp_path, "-c", ORDER).splitlines()
    assert order == "['cat', 'bee', 'ant']"
    assert ends == "cat ant"  # also before and after what ogpkit's own plugins give


def test_being_tried_first_takes_nothing_away_from_another_plugin(tmp_path):
    plugin(tmp_path, "ant", "    @hookimpl\n    def ogpkit_rules():\n        yield rule('Ant')\n")
    plugin(tmp_path, "bee", "    @hookimpl(tryfirst=True)\n    def ogpkit_rules():\n        yield rule('Bee')\n")
    _order, titles, _ends = python(tmp_path, "-c", ORDER).splitlines()
    assert titles == "['Ant']"
    [fault] = listed(tmp_path, "bee")["faults"]
    assert "ant (ogpkit-ant 1.0) already uses" in fault["message"]


def test_several_functions_of_other_names_give_values_for_one_hook(tmp_path):
    give = "    @hookimpl(specname='ogpkit_obligations'{how})\n    def {name}():\n        yield obligations('{name}')\n"
    plugin(
        tmp_path, "bee", give.format(name="autumn", how="") + "\n" + give.format(name="spring", how=", tryfirst=True")
    )
    assert python(tmp_path, "-c", ORDER).startswith("['spring', 'autumn']")
    assert listed(tmp_path, "bee")["hooks"] == ["ogpkit_obligations"]


@pytest.mark.parametrize("option", ["wrapper", "hookwrapper"])
@pytest.mark.parametrize("body", ["yield", "return ()"])
def test_a_wrapper_is_refused_in_words_that_say_what_to_do(tmp_path, option, body):
    plugin(tmp_path, "bee", f"    @hookimpl({option}=True)\n    def ogpkit_rules():\n        {body}\n")
    found = listed(tmp_path, "bee")
    assert (found["state"], found["contributes"]) == ("failed", {})
    [fault] = found["faults"]
    assert fault["message"] == (
        f"ogpkit_rules is marked with {option}=True, but a plugin cannot wrap the values of other plugins. "
        f"Leave {option} out and yield your own values. Use tryfirst=True or trylast=True to put them first or last."
    )
    line = (tmp_path / "ogpkit_bee_bee.py").read_text("utf-8").splitlines().index(f"@hookimpl({option}=True)") + 1
    assert fault["where"].endswith(f"ogpkit_bee_bee.py:{line} (NotAPlugin)")
    assert "ogpkit-bee 1.0" in fault["remedy"]


def test_a_misspelled_hook_is_named_with_its_file_and_line(tmp_path):
    plugin(tmp_path, "bee", "    @hookimpl(tryfirst=True)\n    def ogpkit_rulez():\n        return ()\n")
    [fault] = listed(tmp_path, "bee")["faults"]
    assert fault["message"] == "There is no hook called ogpkit_rulez. Did you mean ogpkit_rules?"
    assert "ogpkit_bee_bee.py:" in fault["where"]
