"""Adapter: the folder of contact files."""
