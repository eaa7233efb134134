"""What is searched for: the tree of a query, and whom it finds (4.9)."""
