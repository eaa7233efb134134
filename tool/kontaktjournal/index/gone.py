"""Who is not to be taken up again: the filed ones, and who must not be contacted at all (A4)."""

import sqlite3

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.index.attributes import MARKS
from kontaktjournal.index.codec import decode


def gone(connection: sqlite3.Connection) -> list[Contact]:
    """Return everybody who was filed away or blocked."""
    rows = connection.execute(
        "SELECT contact FROM notes WHERE kind = ? OR instr(contact, ?)",
        (Kind.FILED.value, MARKS["is", "blocked"]),
    )
    return [decode(contact) for (contact,) in rows]
