"""Everything that people read and that has no output format yet: translation, sanitizing, scripts, blocks, tables."""
