"""What the author of a plugin tests it with."""
