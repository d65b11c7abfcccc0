"""The rules CON001 and on, one module a subject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import RuleFile
from ogpkit_consultation.kinds import COMMENT, CONSULTATION, PEER_SESSION
from ogpkit_consultation.rules.comments import COMMENT_RULES
from ogpkit_consultation.rules.peers import PEER_RULES
from ogpkit_consultation.rules.principles import PRINCIPLE_RULES
from ogpkit_consultation.rules.process import PROCESS_RULES

if TYPE_CHECKING:
    from ogpkit.api import Rule

RULE_FILE: Final = RuleFile.read(Path(__file__).with_name("rules.toml"), kinds=(COMMENT, CONSULTATION, PEER_SESSION))
"""Their texts and examples."""

RULES: Final[tuple[Rule[Any], ...]] = RULE_FILE.describe(
    (*PRINCIPLE_RULES, *PROCESS_RULES, *COMMENT_RULES, *PEER_RULES)
)
"""All rules of this plugin."""
