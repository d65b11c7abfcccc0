"""The editing session behind the app, the panels of plugins and scripts: a workspace with edits that are not saved yet."""
