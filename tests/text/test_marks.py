"""What people stress with marks of Markdown."""

import pytest

from ogpkit.text.marks import drop_marks, split_marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", [("plain", "")]),
        ("a **b c** d", [("a ", ""), ("b c", "strong"), (" d", "")]),
        ("*so* and **more**", [("so", "emphasis"), (" and ", ""), ("more", "strong")]),
        ("2 * 3 * 4, a*b*c, ** no **", [("2 * 3 * 4, a*b*c, ** no **", "")]),
        ("* one\n- two", [("• one\n• two", "")]),
    ],
)
def test_only_what_stresses_is_a_mark(text, parts):
    assert [(part, stress.value) for part, stress in split_marks(text)] == parts
    assert drop_marks(text) == "".join(part for part, _stress in parts)
