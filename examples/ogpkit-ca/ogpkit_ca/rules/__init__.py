"""The rules CAN001 and on, one module a subject."""

from typing import Any, Final

from ogpkit.api import Rule
from ogpkit_ca.rules.order import ORDER_RULES
from ogpkit_ca.rules.texts import TEXT_RULES

RULES: Final[tuple[Rule[Any], ...]] = (*TEXT_RULES, *ORDER_RULES)
"""All rules of this plugin."""
