"""Text to values and back; pure."""
