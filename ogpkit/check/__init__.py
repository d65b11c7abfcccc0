"""What is wrong with a workspace, where, and what to do about it."""
