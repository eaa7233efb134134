"""Who on a list there may be a story with (rules L)."""
