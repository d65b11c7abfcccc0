"""The reference, made of the declarations of the core and of every installed plugin, as Markdown."""
