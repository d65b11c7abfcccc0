"""What goes out of a workspace and what comes in."""
