"""For authors of plugins: scaffold, catalogues, generated reference, test kit."""
