"""The language server: what ogpkit knows of a file, in any editor that speaks the Language Server Protocol."""
