"""The Textual app: shell, screens, widgets, and forms made from declarations."""
