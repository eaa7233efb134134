"""A query put to a few people, on Monday, 23 November 2026."""

from collections.abc import Iterable
from datetime import date

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.doubles import doubles
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.query.match import Ground
from kontaktjournal.domain.query.search import search
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.parse import QueryReader

MONDAY = date(2026, 11, 23)


def person(name: str, **values: object) -> Contact:
    """Return somebody."""
    return Contact(f"kontakte/{name.lower()}.md", name, **values)  # type: ignore[arg-type]  # any of its fields


def talk(day: str, kind: EntryKind = EntryKind.TALK, channel: str = "Telefonat") -> Entry:
    """Return an entry of a day."""
    return Entry(date.fromisoformat(day), kind, channel=channel)


def asked(query: str, people: Iterable[Contact], settings: Settings | None = None) -> list[str]:
    """Return whom a query finds, by name, in its order."""
    contacts = tuple(people)
    settings = settings or Settings()
    twice = doubles(contacts)
    ground = Ground(MONDAY, lambda *_: False, lambda contact: contact.path in twice)
    dues = [assess(contact, MONDAY, settings) for contact in contacts]
    tree = QueryReader(settings, MONDAY).read(query)
    return [due.contact.name for due in search(tree, dues, ground, settings.pipeline)]
