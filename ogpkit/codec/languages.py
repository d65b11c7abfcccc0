"""Which keys of a translated text are languages; asked for every text of every file, so the answers are kept."""

from __future__ import annotations

from functools import lru_cache

from ogpkit.model.identifiers import is_language

is_known_language = lru_cache(maxsize=1024)(is_language)
