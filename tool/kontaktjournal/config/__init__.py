"""Find the journal and read its ``journal.toml``.

Imports nothing: completion needs to find the journal, but not to read its settings.
"""
