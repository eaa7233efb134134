"""Gather what a contact's page shows: its file, and what is known of the others."""

from collections.abc import Iterable, Iterator
from datetime import date

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.domain.course import course
from kontaktjournal.domain.dossier import Dossier, by_name
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.portrait import Mention, Portrait
from kontaktjournal.journal import Journal
from kontaktjournal.notation.mentioning import links_in
from kontaktjournal.notation.parse import Reading
from kontaktjournal.notation.remainder import remainder
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.press.roll import Roll
from kontaktjournal.press.slip import Slip
from kontaktjournal.press.spoken import plain


class Sitter:
    """Takes the portraits of one journal on one day.

    Args:
        journal: its files are read anew for each.
        roll: who is there, and where links lead.
        everybody: whether those who are filed are on the pages, too.
    """

    def __init__(self, journal: Journal, roll: Roll, *, everybody: bool = False) -> None:
        self._journal = journal
        self._roll = roll
        self._everybody = everybody
        self._vocabulary = Vocabulary(journal.settings.entries)

    def portrait(self, path: str) -> tuple[Portrait, tuple[str, ...]]:
        """Return the portrait of a contact, and its links that say a file's path."""
        journal = self._journal
        reading = journal.reading(path)
        slip = self._roll.of(path)
        # A file may have been changed to something else since the index saw it.
        contact = reading.contact or Contact(path, slip.name if slip else path)
        known = {link: one.contact for link, one in self._roll.targets(path).items()}
        by_path = _by_path(reading, contact)
        meant = {**known, **dict.fromkeys(self._roll.unclear(path))}
        targets = {**{plain(link): one for link, one in meant.items()}, **meant}
        targets.update(self._found(by_path))
        sources = self._sources(path)
        dossier = Dossier(
            assess(contact, journal.today, journal.settings),
            tuple(_texts(contact, reading.text)),
            by_name(self._linked(path)),
            by_name(one.contact for one in sources),
            (),
            reading.problems,
            reading.story,
            reading.keys,
        )
        return Portrait(
            dossier,
            course(contact, journal.today, journal.settings.pipeline),
            targets,
            self._mentions(path),
            remainder(reading.text, contact, self._vocabulary),
            self._hidden(path, targets.values()),
        ), by_path

    def _found(self, links: tuple[str, ...]) -> Iterator[tuple[str, Contact | None]]:
        """Yield whom links by path lead to; None for several."""
        for link in links:
            paths = self._roll.files().resolve(link, by_name=False)
            slip = self._roll.of(paths[0]) if len(paths) == 1 else None
            if slip or paths:
                yield link, slip and slip.contact

    def _linked(self, path: str) -> Iterator[Contact]:
        """Yield whom a contact's links lead to, and who may be shown."""
        for slip in self._roll.targets(path).values():
            if slip.path != path and not self._hides(slip):
                yield slip.contact

    def _sources(self, path: str) -> list[Slip]:
        return [slip for slip in self._roll.sources(path) if not self._hides(slip)]

    def _hides(self, slip: Slip) -> bool:
        """Tell whether somebody stands on nobody else's page (A2, P3)."""
        return slip.blocked if self._everybody else slip.is_hidden

    def _hidden(self, path: str, others: Iterable[Contact | None]) -> frozenset[str]:
        slips = (self._roll.of(one.path) for one in others if one and one.path != path)
        return frozenset(slip.path for slip in slips if slip and self._hides(slip))

    def _mentions(self, path: str) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for slip in self._sources(path):
            links = {plain(link) for link, target in self._roll.leads[slip.path] if target == path}
            lines = [one for one in slip.spoken if one.link in links]
            found += (
                Mention(slip.contact, date.fromordinal(one.day) if one.day else None, one.words)
                for one in lines
            )
            if not lines:
                found.append(Mention(slip.contact, None, ""))
        return tuple(sorted(found, key=_newest_first))


def _newest_first(mention: Mention) -> tuple[int, str]:
    return -(mention.day.toordinal() if mention.day else 0), mention.contact.path


def _texts(contact: Contact, text: str) -> Iterator[tuple[Entry, str]]:
    for entry in newest_first(contact):
        yield entry, text[slice(*entry.span)].strip("\r\n")


def _by_path(reading: Reading, contact: Contact) -> tuple[str, ...]:
    """Return the links in a text that say a path: all that the index does not know."""
    if "](" not in reading.text and "]:" not in reading.text:
        return ()
    known = {plain(link) for link in (*contact.links, *contact.via)}
    return tuple(link for link in links_in(reading.text) if plain(link) not in known)
