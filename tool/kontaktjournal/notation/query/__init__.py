"""What is typed as QUERY, read to the tree of `domain.query` (4.9)."""
