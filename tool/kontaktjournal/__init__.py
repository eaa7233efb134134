"""Keep a plain-text contact journal: few people, real conversations."""

__version__ = "0.1.0"
