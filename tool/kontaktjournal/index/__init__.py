"""Adapter: a throw-away SQLite index of the contact files."""
