"""Old names work for a while, and the warning names the line of the plugin that uses them."""

from __future__ import annotations

import sys
import warnings

import pytest

from ogpkit.deprecation import OgpkitDeprecation, renamed
from ogpkit.kinds import Kind


@pytest.fixture
def old_module(monkeypatch):
    """A module of ogpkit that had another name for something."""
    import ogpkit.kinds as module

    monkeypatch.setattr(
        module, "__getattr__", renamed("ogpkit.kinds", {"OldKind": ("ogpkit.kinds.Kind", "0.4")}), raising=False
    )
    return module


def test_the_warning_names_file_and_line_of_the_plugin(old_module, tmp_path, monkeypatch):
    (tmp_path / "ogpkit_utopia_old.py").write_text("import attrs\n\nfrom ogpkit.kinds import OldKind\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        import ogpkit_utopia_old
    sys.modules.pop("ogpkit_utopia_old")
    assert ogpkit_utopia_old.OldKind is Kind
    [warning] = [one for one in told if one.category is OgpkitDeprecation]
    assert (warning.filename, warning.lineno) == (str(tmp_path / "ogpkit_utopia_old.py"), 3)
    assert str(warning.message) == "ogpkit.kinds.OldKind will be gone in ogpkit 0.4; use ogpkit.kinds.Kind."


def test_a_name_that_never_was_is_missing_as_usual(old_module):
    with pytest.raises(AttributeError, match="has no attribute 'NeverKind'"):
        old_module.__getattr__("NeverKind")
