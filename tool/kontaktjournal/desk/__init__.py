"""Writing: what each command changes, and the one way all of them change it."""
