"""The pages of the app that belong to no plugin."""
