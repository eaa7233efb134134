"""Who is in the journal, as far as the pages need it: kept between two runs, and followed.

An id of the index stands for one reading of one file, so whoever has a new id was read anew.
From that follows which pages may say something else now: the contact's own, those of the people
it links to and linked to, and those of whoever shows its name.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from kontaktjournal.cores import spare_cores, spread
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.gist import Gist, gist
from kontaktjournal.domain.links import Names, link_keys
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index.links import targets
from kontaktjournal.index.readings import Noted, linking, living, readings
from kontaktjournal.journal import Journal
from kontaktjournal.press.spoken import Spoken, spoken

#: More links than this are followed faster with a table of everybody's names.
_ONE_BY_ONE = 50
_CHUNK = 250
#: Fewer files than this are read faster than other processes start.
_WORTH_SHARING = 400

#: Each link of a contact that leads to one contact, and that contact's file.
Leads = tuple[tuple[str, str], ...]
_NOBODY: frozenset[str] = frozenset()


class Slip(NamedTuple):
    """What is known of one contact.

    Args:
        path: its file.
        kind: of its stage; empty for none.
        name: whole name.
        aliases: what else it is called.
        status: id of its stage.
        blocked: whether it wants to be left alone.
        links: its links, as they are written.
        spoken: its lines with links in them.
        gist: what the overviews need of it; None where it is in none.
    """

    path: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    status: str
    blocked: bool
    links: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    gist: Gist | None

    @property
    def face(self) -> tuple[object, ...]:
        """Return what others' pages show of it."""
        return self.name, self.aliases, self.status, self.is_hidden

    @property
    def called(self) -> tuple[str, ...]:
        """Return what a link may call it, besides its path."""
        return self.name, *self.aliases

    @property
    def is_hidden(self) -> bool:
        """Tell whether it stands on nobody else's page (A2, P3)."""
        return self.blocked or self.kind == Kind.FILED

    @property
    def contact(self) -> Contact:
        """Return it as others' pages know it."""
        return Contact(
            self.path,
            self.name,
            status=self.status or None,
            aliases=self.aliases,
            blocked=self.blocked,
        )


class Roll:
    """Everybody in the journal on one day."""

    def __init__(self) -> None:
        self.slips: dict[int, Slip] = {}
        self.leads: dict[str, Leads] = {}
        self._numbers: dict[str, int] = {}
        self._led: dict[str, set[str]] = {}
        self.pointers: dict[str, tuple[str, ...]] = {}
        self._pointing: dict[str, set[str]] = {}
        self._files: Names | None = None

    # --- asking ------------------------------------------------------------------------------

    def of(self, path: str) -> Slip | None:
        """Return what is known of a contact."""
        return self.slips.get(self._numbers.get(path, 0))

    def targets(self, path: str) -> Mapping[str, Slip]:
        """Return the contact each of a contact's links leads to."""
        found = ((link, self.of(target)) for link, target in self.leads.get(path, ()))
        return {link: slip for link, slip in found if slip}

    def sources(self, path: str) -> list[Slip]:
        """Return the others with a link that leads to a contact."""
        found = map(self.of, sorted(self._led.get(path, _NOBODY)))
        return [slip for slip in found if slip and slip.path != path]

    def near(self, path: str) -> set[str]:
        """Return the files of whoever a contact links to, and may be linked to by."""
        found = {target for _, target in self.leads.get(path, ())} | self._led.get(path, set())
        if self._pointing:
            found.update(*(self._pointing.get(key, ()) for key in link_keys(path)))
        return found

    def files(self) -> Names:
        """Return the names of all files, for links that say a path."""
        if self._files is None:
            self._files = Names(slip.contact for slip in self.slips.values())
        return self._files

    def point(self, path: str, links: Iterable[str]) -> None:
        """Remember the links by path that were found on printing a contact's page."""
        for key in self.pointers.pop(path, ()):
            self._pointing[key].discard(path)
        self._point(path, tuple(sorted({key for link in links for key in link_keys(link)})))

    def _point(self, path: str, keys: tuple[str, ...]) -> None:
        if keys:
            self.pointers[path] = keys
        for key in keys:
            self._pointing.setdefault(key, set()).add(path)

    # --- following ---------------------------------------------------------------------------

    def follow(self, journal: Journal) -> set[str]:
        """Take over what was read since; return whose page may say something else now."""
        ask = journal.index.ask
        alive = ask(living)
        before = {self.slips[number].path: number for number in self.slips.keys() - alive}
        old = {path: self.slips.pop(number) for path, number in before.items()}
        for path in old:
            del self._numbers[path]
        new = self._read(journal, ask(readings(alive - self.slips.keys())))
        return self._linked(journal, old, new) if old or new else set()

    def _read(self, journal: Journal, noted: Iterable[Noted]) -> dict[str, Slip]:
        noted = list(noted)
        texts = _all_spoken(journal, [one.contact.path for one in noted if one.contact.links])
        new: dict[str, Slip] = {}
        for number, kind, contact in noted:
            slip = _slip(contact, kind, texts.get(contact.path, ()), journal)
            self.slips[number] = new[slip.path] = slip
            self._numbers[slip.path] = number
        return new

    def _linked(
        self, journal: Journal, old: Mapping[str, Slip], new: Mapping[str, Slip]
    ) -> set[str]:
        """Follow the links anew that may lead elsewhere now; return whose page that changes."""
        changed = old.keys() | new.keys()
        if old.keys() != new.keys():
            self._files = None
        again = {path for path, slip in new.items() if slip.links}
        if len(new) < len(self.slips):  # else there is nobody else
            again |= self._calling(journal, _renamed(old, new))
        dirty = set(changed)
        for path in changed:
            before = old.get(path)
            if before and path not in new:
                dirty |= self.near(path)
                self.point(path, ())
            elif not before or before.face != new[path].face:
                dirty |= self.near(path)
        leads = self._followed(journal, again)
        for path in changed | again:
            before_leads, now = self.leads.get(path, ()), leads.get(path, ())
            says = (one.spoken if (one := slips.get(path)) else () for slips in (old, new))
            if before_leads != now or len({*says}) > 1:
                dirty |= {path, *(target for _, target in (*before_leads, *now))}
            self._lead(path, now)
        for path in new:
            dirty |= self.near(path) if path not in old else set()
        return dirty

    def _calling(self, journal: Journal, names: Collection[str]) -> set[str]:
        """Return whose links may mean one of these names."""
        found = journal.index.ask(linking([*names])) if names else ()
        return {path for path in found if path in self._numbers}

    def _followed(self, journal: Journal, paths: Collection[str]) -> dict[str, Leads]:
        """Say where the links of some contacts lead."""
        links = {path: slip.links for path in paths if (slip := self.of(path))}
        wanted = dict.fromkeys(link for each in links.values() for link in each)
        if len(wanted) > _ONE_BY_ONE:
            names = Names(slip.contact for slip in self.slips.values())
            meant = {link: found for link in wanted if len(found := names.resolve(link)) == 1}
            target = {link: path for link, (path,) in meant.items()}
        else:
            found_by_link = journal.index.ask(targets(wanted))
            target = {link: contact.path for link, contact in found_by_link.items()}
        return {
            path: tuple((link, target[link]) for link in each if link in target)
            for path, each in links.items()
        }

    def _lead(self, path: str, leads: Leads) -> None:
        for _, target in self.leads.pop(path, ()):
            self._led[target].discard(path)
        if leads:
            self.leads[path] = leads
            for _, target in leads:
                self._led.setdefault(target, set()).add(path)

    # --- keeping -----------------------------------------------------------------------------

    def packed(self) -> tuple[Any, ...]:
        """Return it as a value of plain types."""
        slips = {
            number: (*slip[:7], tuple(map(tuple, slip.spoken)), slip.gist and tuple(slip.gist))
            for number, slip in self.slips.items()
        }
        return slips, self.leads, self.pointers

    @classmethod
    def unpacked(cls, value: Any) -> "Roll":
        """Return what was packed.

        Raises:
            ValueError, TypeError: it was not.
        """
        roll = cls()
        slips, leads, pointers = value
        for number, fields in slips.items():
            lines, short = fields[7:]
            made = tuple(map(Spoken._make, lines))
            slip = Slip._make((*fields[:7], made, short and Gist._make(short)))
            roll.slips[number] = slip
            roll._numbers[slip.path] = number
        for path, each in leads.items():
            roll._lead(path, each)
        for path, keys in pointers.items():
            roll._point(path, keys)
        return roll


def _renamed(old: Mapping[str, Slip], new: Mapping[str, Slip]) -> set[str]:
    """Return every name that means somebody else now than before."""
    names: set[str] = set()
    for path in old.keys() | new.keys():
        called = [slips[path].called if path in slips else () for slips in (old, new)]
        if called[0] != called[1]:
            names.update((path, *called[0], *called[1]))
    return names


def _slip(contact: Contact, kind: str, lines: tuple[Spoken, ...], journal: Journal) -> Slip:
    return Slip(
        contact.path,
        kind,
        contact.name,
        contact.aliases,
        contact.status or "",
        contact.blocked,
        contact.links,
        lines,
        _gist(contact, kind, journal.today, journal.settings),
    )


def _gist(contact: Contact, kind: str, today: date, settings: Settings) -> Gist | None:
    """Return what the overviews need; None for the many who were only listed (D14, D15)."""
    if contact.blocked:
        return None
    is_listed = kind in {"", Kind.POOL}
    if is_listed and not (contact.next or contact.every or contact.unreadable or contact.entries):
        return None
    due = assess(contact, today, settings)
    return None if is_listed and not due.bucket else gist(due, today, settings.pipeline)


def _all_spoken(journal: Journal, paths: list[str]) -> dict[str, tuple[Spoken, ...]]:
    """Return the lines with links of some contacts, read on all cores where that is worth it."""
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]

    def work(chunk: list[str]) -> list[tuple[Spoken, ...]]:
        return [spoken(journal.reading(path)) for path in chunk]

    children = spare_cores() + 1 if len(paths) >= _WORTH_SHARING and spare_cores() else 0
    found = [lines for chunk in spread(work, chunks, children) for lines in chunk]
    return dict(zip(paths, found, strict=True))
