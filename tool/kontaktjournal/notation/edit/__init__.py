"""Surgical edits: one value changed, one entry added, every other byte as it was."""
