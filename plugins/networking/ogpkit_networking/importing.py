"""What comes in from elsewhere: the directory of providers from a sheet, and what forms bring; and those forms as files."""

from __future__ import annotations

from typing import Final

from ogpkit.api import SheetImport, SheetLevel
from ogpkit.api.text import N_
from ogpkit_networking.interest import INTEREST_EXPORT, INTEREST_IMPORT
from ogpkit_networking.kinds import PROVIDER
from ogpkit_networking.story_forms import REPLY_IMPORT, STORY_EXPORT, STORY_IMPORT

PROVIDER_IMPORT: Final = SheetImport(
    name="networking-providers", title=N_("Providers"), kind=PROVIDER, levels=(SheetLevel(named_after="name"),)
)
"""The directory from a sheet; the column `provider` has the identifier, which is made of the name where it is empty."""

IMPORTERS: Final = (PROVIDER_IMPORT.importer, INTEREST_IMPORT, STORY_IMPORT, REPLY_IMPORT)
"""Everything that this plugin takes in."""

EXPORTERS: Final = (INTEREST_EXPORT, STORY_EXPORT)
"""The forms as files, to be filled in and sent back."""
