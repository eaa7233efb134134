"""Printing the site: what changed, and nothing else."""
