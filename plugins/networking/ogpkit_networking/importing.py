"""What comes in from elsewhere: the directory of providers from a sheet, expressions of interest from a form."""

from __future__ import annotations

from typing import Final

from ogpkit.api import SheetImport, SheetLevel
from ogpkit.api.text import N_
from ogpkit_networking.interest import INTEREST_IMPORT
from ogpkit_networking.kinds import PROVIDER

PROVIDER_IMPORT: Final = SheetImport(
    name="networking-providers", title=N_("Providers"), kind=PROVIDER, levels=(SheetLevel(named_after="name"),)
)
"""The directory from a sheet; the column `provider` has the identifier, which is made of the name where it is empty."""

IMPORTERS: Final = (PROVIDER_IMPORT.importer, INTEREST_IMPORT)
"""Everything that this plugin takes in."""
