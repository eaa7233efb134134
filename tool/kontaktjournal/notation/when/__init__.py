"""WHEN: dates as people type them on the command line."""
