"""Raw lists: what other programs know of people, one reader for each of their formats (6)."""
