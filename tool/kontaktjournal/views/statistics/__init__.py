"""What the journal counts, for people and for programs."""
