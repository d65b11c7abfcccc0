"""The sections of declared panels as widgets."""
