"""Whom an event wakes: everybody who waits for a moment (D13a)."""

from collections.abc import Iterable, Sequence
from datetime import date

from kontaktjournal.domain.agenda import Order, arrange
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.hits import holds
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.settings import Settings


def waiting(contacts: Iterable[Contact], today: date, settings: Settings) -> list[Due]:
    """Return whoever waits for a moment: those without a date first, then by their dates.

    Somebody with a date is among them, for the event may come before the date. Who was filed, or
    does not want to be contacted, waits for nothing.
    """
    dues = (assess(one, today, settings) for one in contacts if one.moment and not one.blocked)
    by_name = arrange((due for due in dues if due.kind is not Kind.FILED), Order.NAME)
    return sorted(by_name, key=lambda due: due.day or date.min)


def woken(dues: Iterable[Due], words: Sequence[str]) -> list[Due]:
    """Return those in whose moment all the words stand, in any spelling (N6)."""
    return [due for due in dues if all(holds(due.contact.moment, word) for word in words)]
