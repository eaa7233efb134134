"""Values and rules of the journal: standard library only, no I/O, no clock."""
