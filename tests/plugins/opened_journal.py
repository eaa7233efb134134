"""A journal over a folder of files, on Monday, 23 November 2026."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kontaktjournal.config.place import Annex, Place
from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.settings import Settings
from kontaktjournal.journal import Journal
from watched_folder import write

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@contextmanager
def opened(
    base: Path,
    files: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    now: datetime = NOW,
) -> Iterator[Journal]:
    """Open a journal, in step with its files.

    Args:
        base: gets the folders ``root``, ``cache`` and ``state``.
        files: written below the root first.
        settings: of the journal.
        now: the moment it is.
    """
    root = base / "root"
    (root / "kontakte").mkdir(parents=True, exist_ok=True)
    write(root, files or {})
    place = Place(root, None, ())
    aside = Annex(base / "cache", base / "state")
    journal = Journal(place, settings or Settings(), now, aside)
    try:
        journal.refresh()
        yield journal
    finally:
        journal.close()


def agenda_of(journal: Journal) -> list[tuple[str, str, str]]:
    """Return name, bucket and day of everybody in the agenda, hidden ones included."""
    rows = journal.agenda(View(everything=True)).rows
    return [(row.due.contact.name, str(row.due.bucket), str(row.due.day or "")) for row in rows]
