"""The rules CON001 and on, one module a subject."""

from typing import Any, Final

from ogpkit.api import Rule
from ogpkit_consultation.rules.comments import COMMENT_RULES
from ogpkit_consultation.rules.peers import PEER_RULES
from ogpkit_consultation.rules.principles import PRINCIPLE_RULES
from ogpkit_consultation.rules.process import PROCESS_RULES

RULES: Final[tuple[Rule[Any], ...]] = (*PRINCIPLE_RULES, *PROCESS_RULES, *COMMENT_RULES, *PEER_RULES)
"""All rules of this plugin."""
