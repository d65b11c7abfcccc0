"""What a plugin says is looked up in its own catalogue first; another plugin's meaning of the same words is not taken."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from ogpkit.text import i18n
from ogpkit.text.i18n import _, translate, use_language

NEAR = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Close"\nmsgstr "Proche"\n'
SHUT = NEAR.replace("Proche", "Fermer") + '\nmsgid "Vote"\nmsgstr "Scrutin"\n\nmsgid "Country"\nmsgstr "Contrée"\n'


@pytest.fixture(autouse=True)
def speech(monkeypatch):
    monkeypatch.setattr(i18n, "_speech", type(i18n._speech)())
    i18n.add_po_catalogs({"fr": NEAR.encode()}, ["roads", "roads_plugin"])
    i18n.add_po_catalogs({"fr": SHUT.encode()}, ["doors", "doors_plugin"])


def say(package, message):
    """What code of a package says."""
    module = ModuleType(f"{package}.pages")
    sys.modules.pop(module.__name__, None)
    exec("def say(message, translate):\n    return translate(message)\n", module.__dict__)
    with use_language("fr"):
        return module.say(message, _)


@pytest.mark.parametrize(("package", "said"), [("roads_plugin", "Proche"), ("doors_plugin", "Fermer")])
def test_code_of_a_plugin_speaks_by_its_own_catalogue(package, said):
    assert say(package, "Close") == said


@pytest.mark.parametrize(("plugin", "said"), [("roads", "Proche"), ("doors", "Fermer")])
def test_what_a_plugin_declares_is_shown_by_its_own_catalogue(plugin, said):
    with use_language("fr_CA"):
        assert translate("Close", plugin) == said


def test_a_class_speaks_as_the_plugin_that_declares_it():
    door = type("Door", (), {"__module__": "doors_plugin.model"})
    with use_language("fr"):
        assert translate("Close", door) == "Fermer"


def test_no_plugin_changes_the_words_of_the_core():
    with use_language("fr"):
        assert _("Country") == "Pays"
        assert translate("Country", "roads") == "Pays"
        assert translate("Country", "doors") == "Contrée"


def test_what_a_plugin_has_not_translated_is_looked_for_elsewhere():
    assert say("roads_plugin", "Vote") == "Scrutin"
    assert say("roads_plugin", "Unheard of") == "Unheard of"


def test_a_catalogue_that_cannot_be_read_translates_nothing():
    i18n.add_po_catalogs({"fr": b"\xff\xfe msgid"}, ["bad", "bad_plugin"])
    assert say("bad_plugin", "Country") == "Pays"
