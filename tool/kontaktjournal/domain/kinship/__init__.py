"""Who is like whom, and why (4.10, without a score)."""
