"""What a declared class means: its fields, kinds of file, editions, and the conversion from and to TOML values.

Reading is strict (a text is never a number, a number never a truth value) and fast; only data that does not fit are gone
through again, for every mismatch in them.
"""

from typing import TYPE_CHECKING

from ogpkit import serve_old_names

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "NO_EXTENSIONS", "Extensions", "Schema", "in_json", "schema_of")
