"""ogpkit: run a country's part of the Open Government Partnership from a folder of plain files."""

__version__ = "0.1.0"
