"""The workspace on disk: scan, read, patch, save, lock, watch."""
