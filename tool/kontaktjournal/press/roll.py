"""Who is in the journal, as far as the pages need it: kept between two runs, and followed.

An id of the index stands for one reading of one file, so whoever has a new id was read anew.
From that follows which pages may say something else now: the contact's own, those of the people
it links to and linked to, and those of whoever shows its name.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kontaktjournal.cores import spare_cores, spread
from kontaktjournal.domain.links import Names, link_keys
from kontaktjournal.index.links import meanings
from kontaktjournal.index.readings import Noted, linking, living, readings
from kontaktjournal.journal import Journal
from kontaktjournal.press.slip import Slip, packed, slip_of, unpacked
from kontaktjournal.press.spoken import Spoken, spoken

#: More changes than these are no supplement any more.
_MOST_CHANGES = 200
#: More links than this are followed faster with a table of everybody's names.
_ONE_BY_ONE = 50
_CHUNK = 250
#: Fewer files than this are read faster than other processes start.
_WORTH_SHARING = 400

#: Each link of a contact that means somebody, and that contact's file.
Leads = tuple[tuple[str, str], ...]
#: Stands for the file where a link can mean several.
_SEVERAL = ""
_NOBODY: frozenset[str] = frozenset()


class News(NamedTuple):
    """What is new since the last time.

    Args:
        read: files that were read anew, or are gone.
        pages: files of those whose page may say something else now.
        is_outline: whether that is news for the agenda, too, which needs little of most.
    """

    read: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    is_outline: bool = False


@dataclass(slots=True)
class _Changes:
    """What is not as it was packed: numbers of slips, and files."""

    gone: set[int] = field(default_factory=set)
    come: set[int] = field(default_factory=set)
    led: set[str] = field(default_factory=set)
    pointed: set[str] = field(default_factory=set)


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
        self._changes = _Changes()

    # --- asking ------------------------------------------------------------------------------

    def of(self, path: str) -> Slip | None:
        """Return what is known of a contact."""
        return self.slips.get(self._numbers.get(path, 0))

    def targets(self, path: str) -> Mapping[str, Slip]:
        """Return the contact each of a contact's links leads to."""
        found = ((link, self.of(target)) for link, target in self.leads.get(path, ()))
        return {link: slip for link, slip in found if slip}

    def unclear(self, path: str) -> frozenset[str]:
        """Return the links of a contact that can mean several."""
        return frozenset(link for link, to in self.leads.get(path, ()) if to == _SEVERAL)

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
        keys = tuple(sorted({key for link in links for key in link_keys(link)}))
        if keys != self.pointers.get(path, ()):
            self._point(path, keys)

    def _point(self, path: str, keys: tuple[str, ...]) -> None:
        self._changes.pointed.add(path)
        for key in self.pointers.pop(path, ()):
            self._pointing[key].discard(path)
        if keys:
            self.pointers[path] = keys
        for key in keys:
            self._pointing.setdefault(key, set()).add(path)

    # --- following ---------------------------------------------------------------------------

    def follow(self, journal: Journal) -> News:
        """Take over what was read since; return what is new."""
        ask = journal.index.ask
        alive = ask(living)
        old = {slip.path: slip for slip in map(self._drop, self.slips.keys() - alive)}
        new = self._read(journal, ask(readings(alive - self.slips.keys())))
        if not old and not new:
            return News()
        pages = frozenset(self._linked(journal, old, new))
        outlines = [{path: slip.outline for path, slip in each.items()} for each in (old, new)]
        return News(frozenset(old.keys() | new.keys()), pages, outlines[0] != outlines[1])

    def _drop(self, number: int) -> Slip:
        slip = self.slips.pop(number)
        del self._numbers[slip.path]
        self._changes.come.discard(number)
        self._changes.gone.add(number)
        return slip

    def _add(self, number: int, slip: Slip) -> None:
        self.slips[number] = slip
        self._numbers[slip.path] = number
        self._changes.come.add(number)

    def _read(self, journal: Journal, noted: Iterable[Noted]) -> dict[str, Slip]:
        noted = list(noted)
        texts = _all_spoken(journal, [one.contact.path for one in noted if one.contact.links])
        new: dict[str, Slip] = {}
        for number, kind, contact in noted:
            slip = slip_of(contact, kind, texts.get(contact.path, ()), journal)
            new[slip.path] = slip
            self._add(number, slip)
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
            if before_leads != now:
                self._lead(path, now)
        for path in new:
            dirty |= self.near(path) if path not in old else set()
        return dirty - {_SEVERAL}

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
            meant = {link: found for link in wanted if (found := names.resolve(link))}
        else:
            asked = journal.index.ask(meanings(wanted)).items()
            meant = {link: tuple(one.path for one in found) for link, found in asked}
        target = {link: paths[0] if len(paths) == 1 else _SEVERAL for link, paths in meant.items()}
        return {
            path: tuple((link, target[link]) for link in each if link in target)
            for path, each in links.items()
        }

    def _lead(self, path: str, leads: Leads) -> None:
        self._changes.led.add(path)
        for _, target in self.leads.pop(path, ()):
            self._led[target].discard(path)
        if leads:
            self.leads[path] = leads
            for _, target in leads:
                self._led.setdefault(target, set()).add(path)

    # --- keeping -----------------------------------------------------------------------------

    def packed(self) -> tuple[Any, ...]:
        """Return it as a value of plain types, to which later supplements belong."""
        self._changes = _Changes()
        slips = {number: packed(slip) for number, slip in self.slips.items()}
        return slips, self.leads, self.pointers

    @property
    def is_rewritten(self) -> bool:
        """Tell whether more changed than a supplement should say."""
        changes = self._changes
        slips = len(changes.gone) + len(changes.come)
        return slips + len(changes.led) + len(changes.pointed) > _MOST_CHANGES

    def supplement(self) -> tuple[Any, ...]:
        """Return what changed since it was packed, as a value of plain types."""
        changes = self._changes
        return (
            [*changes.gone],
            {number: packed(self.slips[number]) for number in changes.come},
            {path: self.leads.get(path, ()) for path in changes.led},
            {path: self.pointers.get(path, ()) for path in changes.pointed},
        )

    @classmethod
    def unpacked(cls, value: Any, supplement: Any = ()) -> "Roll":
        """Return what was packed, with what changed since.

        Raises:
            ValueError, TypeError, LookupError: it was not.
        """
        roll = cls()
        slips, leads, pointers = value
        roll._take((), slips, leads, pointers)
        roll._changes = _Changes()
        if supplement:
            roll._take(*supplement)
        return roll

    def _take(self, gone: Any, come: Any, leads: Any, pointers: Any) -> None:
        for number in gone:
            # What came and went in between was never packed.
            if number in self.slips:
                self._drop(number)
        for number, fields in come.items():
            self._add(number, unpacked(fields))
        for path, each in leads.items():
            self._lead(path, each)
        for path, keys in pointers.items():
            self._point(path, keys)


def _renamed(old: Mapping[str, Slip], new: Mapping[str, Slip]) -> set[str]:
    """Return every name that means somebody else now than before."""
    names: set[str] = set()
    for path in old.keys() | new.keys():
        called = [slips[path].called if path in slips else () for slips in (old, new)]
        if called[0] != called[1]:
            names.update((path, *called[0], *called[1]))
    return names


def _all_spoken(journal: Journal, paths: list[str]) -> dict[str, tuple[Spoken, ...]]:
    """Return the lines with links of some contacts, read on all cores where that is worth it."""
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]

    def work(chunk: list[str]) -> list[tuple[Spoken, ...]]:
        return [spoken(journal.reading(path)) for path in chunk]

    children = spare_cores() + 1 if len(paths) >= _WORTH_SHARING and spare_cores() else 0
    found = [lines for chunk in spread(work, chunks, children) for lines in chunk]
    return dict(zip(paths, found, strict=True))
