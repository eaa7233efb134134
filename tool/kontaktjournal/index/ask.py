"""How the rest of the house puts a question to the index."""

import sqlite3
from collections.abc import Callable
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")


class Ask(Protocol):
    """Put a question to the index, whatever its answer is."""

    def __call__(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Return the answer."""
