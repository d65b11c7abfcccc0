"""Rules that are declared: the plugin says what is asked for and why, ogpkit looks for it and shows it by example.

Each constructor returns a `Rule`. Code, title, section, explanation and severity are the plugin's; the check, the message, the
remedy, the fix and the examples come from the pattern, and the message and the remedy may be the plugin's own.

The part of a rule that has several leaves code, title, section and explanation out and is given as `also`.
"""

from ogpkit.check.patterns.days import ordered
from ogpkit.check.patterns.field_paths import FieldPath, UnknownField
from ogpkit.check.patterns.languages import in_owed_languages
from ogpkit.check.patterns.pattern import RuleFacts, checked
from ogpkit.check.patterns.presence import expected
from ogpkit.check.patterns.refusal import refused
from ogpkit.check.patterns.stages import follows_stages, meets_stage_guards
from ogpkit.check.patterns.uniqueness import unique
from ogpkit.check.patterns.vocabulary import one_of

__all__ = [
    "FieldPath",
    "RuleFacts",
    "UnknownField",
    "checked",
    "expected",
    "follows_stages",
    "in_owed_languages",
    "meets_stage_guards",
    "one_of",
    "ordered",
    "refused",
    "unique",
]
