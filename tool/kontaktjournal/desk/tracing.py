"""Look for somebody in everything that lies below a journal's root (4.14)."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from posixpath import dirname, join, normpath

from kontaktjournal.desk.legible import is_packed, text_of
from kontaktjournal.domain.blocking import FILE as BLOCK_LIST
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import numbers
from kontaktjournal.domain.errors import Ambiguous, Conflict, JournalError
from kontaktjournal.domain.links import link_keys, without_ending
from kontaktjournal.domain.listed import Listed, decisions_path
from kontaktjournal.domain.names import same
from kontaktjournal.domain.ports import Shelf
from kontaktjournal.domain.reference import ambiguous
from kontaktjournal.domain.sought import Sought
from kontaktjournal.domain.traces import Found, Kind, Person, Trace
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.links import meanings
from kontaktjournal.lists.cutting import source_of
from kontaktjournal.lists.table import header_in, layout, rows
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.edit.relink import Relinker
from kontaktjournal.notation.edit.unlink import Unlinker
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.linking import Link, Placed, Syntax, placed, spots
from kontaktjournal.store.copies import copies_of
from kontaktjournal.store.draft import kept_drafts
from kontaktjournal.store.everything import bytes_of, files_below
from kontaktjournal.store.ignore import is_conflict_copy, is_note
from kontaktjournal.store.own_list import LIST
from kontaktjournal.store.parts import mark
from kontaktjournal.store.printed import printed

#: What tells of a row in a table of decisions.
_KEY = "key"
_DECISIONS = "entschieden.csv"
#: What rows of the same name are where the user says that they are the person.
_JOINED = {Kind.NAMESAKE: Kind.ROW}
#: A row that joins another may lead to a third; so often it is looked again.
_ROUNDS = 5
#: More places than these help nobody to choose.
_PLACES_TOLD = 5
#: What goes as it is, whatever stands in it.
_WHOLE = frozenset({Kind.FILE, Kind.COPY})


class Tracer:
    """Find everything about somebody.

    Args:
        root: absolute path of the journal.
        shelf: the lists.
        keys: the journal's spellings of keys.
        ask: asks the index.
    """

    def __init__(self, root: str, shelf: Shelf, keys: Keys, ask: Ask) -> None:
        self._root = root
        self._shelf = shelf
        self._relinker = Relinker(keys)
        self._unlinker = Unlinker(keys)
        self._ask = ask

    def look(self, person: Person, *, with_namesakes: bool = False) -> Found:
        """Return everything that is found below the root, and what was kept of editors.

        What cannot be read is named; git and what can be undone are not looked at here.

        Args:
            person: who.
            with_namesakes: rows of the same name are the person, too.
        """
        paths = [*files_below(self._root)]
        person, traces = self._in_lists(person, with_namesakes=with_namesakes)
        search = _Search(person, traces)
        folders = printed(self._root, paths)
        pages = {one.path_of(name) for one in folders for name in one.pages}
        ours = {one.path_of(name) for one in folders for name in one.others}
        lists, own = self._shelf.stamps(), person.contact.path
        copies = copies_of(own, paths) if own else frozenset[str]()
        for path in paths:
            kind = Kind.FILE if own == path else Kind.COPY if path in copies else None
            kind = kind or self._kind(path, pages, lists)
            search.in_file(path, bytes_of(self._root, path), kind)
        for path in kept_drafts():
            search.in_file(path, bytes_of("/", path), Kind.DRAFT)
        links = [*self._links(search)]
        return search.done(links, ours)

    # --- lists ---------------------------------------------------------------------------

    def _in_lists(self, person: Person, *, with_namesakes: bool) -> tuple[Person, list[Trace]]:
        """Return who is meant, with what their rows add, and the rows."""
        for _ in range(_ROUNDS):
            sought = Sought(person)
            kinds = [(row, kind) for row in self._rows() if (kind := sought.kind_of(row))]
            if with_namesakes:
                kinds = [(row, _JOINED.get(kind, kind)) for row, kind in kinds]
            more = with_rows(person, (row for row, kind in kinds if kind is Kind.ROW))
            if more == person:
                break
            person = more
        return person, [Trace(kind, row.path, row.line, row.card.name) for row, kind in kinds]

    def _rows(self) -> Iterator[Listed]:
        for path in self._shelf.stamps():
            try:
                yield from self._shelf.read(path)
            except JournalError:
                continue  # it is looked at as a text, like any other file

    # --- what a file is ------------------------------------------------------------------

    @staticmethod
    def _kind(path: str, pages: set[str], lists: Iterable[str]) -> Kind | None:
        """Return what it means that a file tells of the person; None where it never does."""
        name = path.rpartition("/")[2]
        is_note_or_list = path in lists or (is_note(name) and not is_conflict_copy(name))
        kinds: tuple[tuple[bool, Kind | None], ...] = (
            (name == LIST, None),
            (path == BLOCK_LIST, Kind.TYPED),
            (path in pages, Kind.PAGE),
            (name.lower().endswith(_DECISIONS), Kind.DECISION),
            (is_note_or_list, Kind.MENTION),
        )
        return next((kind for is_so, kind in kinds if is_so), Kind.OTHER)

    # --- links ---------------------------------------------------------------------------

    def _links(self, search: "_Search") -> Iterator[Trace]:
        person = search.person
        known = [(path, self.links_of(path)) for path in search.notes]
        leads = self.leading(person, (one.link for _, links in known for one in links))
        for path, links in known:
            hers = [
                Trace(Kind.LINK, path, line, link.target)
                for link, line in links
                if leads(path, link)
            ]
            if hers:
                search.beside_links(path, self._beside(path, leads))
            yield from hers

    def _beside(self, path: str, leads: "_Leads") -> str:
        """Return what a note says besides its links to the person."""
        data = bytes_of(self._root, path) or b""
        return self._unlinker.beside(data, lambda link: leads(path, link), path=path)

    def links_of(self, path: str) -> list[Placed]:
        """Return the links of a note, as it is now."""
        data = bytes_of(self._root, path) or b""
        try:
            return self._relinker.links(data, path=path)
        except Conflict:
            text = decode(data).text
            return [*placed(text, spots(text))]

    def leading(self, person: Person, links: Iterable[Link]) -> "_Leads":
        """Return what tells whether a link leads to the person, and to nobody else."""
        contact = person.contact
        called = (contact.stem, contact.name, *contact.aliases)
        keys = frozenset[str]().union(*map(link_keys, filter(None, called)))
        targets = dict.fromkeys(
            link.target for link in links if link.syntax is not Syntax.MARKDOWN
        )
        watched = [target for target in targets if not keys.isdisjoint(link_keys(target))]
        meant = self._ask(meanings(watched))
        hers = {
            target
            for target in watched
            # Whoever has no file any more can still be meant.
            if [one.path for one in meant.get(target, ())] in ([contact.path], [])
        }
        return _Leads(frozenset(hers), contact.path)


class _Leads:
    """Tell whether a link leads to somebody."""

    def __init__(self, targets: frozenset[str], path: str) -> None:
        self._targets = targets
        self._path = without_ending(path)

    def __call__(self, path: str, link: Link) -> bool:
        if link.syntax is not Syntax.MARKDOWN:
            return link.target in self._targets
        beside, above = (
            normpath(join(dirname(path), link.target)),
            normpath(link.target.strip("/")),
        )
        return bool(self._path) and self._path in map(without_ending, (beside, above))


class _Search:
    """One look at all files.

    Args:
        person: who.
        rows: traces that were found in lists.
    """

    def __init__(self, person: Person, rows: Iterable[Trace]) -> None:
        self.person = person
        #: Notes that may have links to the person.
        self.notes: list[str] = []
        self._sought = Sought(person)
        self._traces = [*rows]
        self._cut = {(one.path, one.line) for one in self._traces}
        self._with_rows = {one.path for one in self._traces}
        self._seen: dict[str, str] = {}
        self._unsearched: list[str] = []
        self._beside: dict[str, list[Trace]] = {}

    def in_file(self, path: str, data: bytes | None, kind: Kind | None) -> None:
        """Look into a file."""
        if kind is None:
            return
        if kind in _WHOLE and data is not None:
            found = [(0, "")]
        elif data is None or is_packed(data):
            self._unsearched.append(path)
            # A link, as an editor's lock is one.
            kind = Kind.OTHER if kind is Kind.COPY else kind
            found = [(0, path.rpartition("/")[2])] if self._sought.names(path) else []
        elif kind is Kind.DECISION:
            found, kind = self._decisions(path, data)
        else:
            found = self._places(path, data, kind)
        is_readable = data is not None and kind is Kind.MENTION and is_note(path)
        may_link = is_readable and self._links(data or b"")
        if data is not None and (found or may_link or path in self._with_rows):
            self._seen[path] = mark(data)
        self._traces += [Trace(kind, path, line, words) for line, words in found]
        if may_link:
            self.notes.append(path)

    def _links(self, data: bytes) -> bool:
        """Tell whether the person's names stand in a note as a link may have them."""
        return self._sought.may_be_linked(decode(data).text)

    def beside_links(self, path: str, text: str) -> None:
        """Look into what a note says besides its links to the person: they are told as such."""
        found = self._lines(path, text)
        self._beside[path] = [Trace(Kind.MENTION, path, line, words) for line, words in found]

    def _places(self, path: str, data: bytes, kind: Kind) -> list[tuple[int, str]]:
        """Return the lines that tell of the person; of files that go as a whole, one."""
        found = self._lines(path, text_of(path, data))
        if kind in {Kind.PAGE, Kind.DRAFT} and any(line for line, _ in found):
            return [(0, "")]
        return [(line, words) for line, words in found if (path, line) not in self._cut]

    def _lines(self, path: str, text: str) -> list[tuple[int, str]]:
        """Return the lines of a text that tell of the person; else the name of its file."""
        found = [*self._sought.found_in(text.replace("\r\n", "\n"))]
        return found or ([(0, path.rpartition("/")[2])] if self._sought.names(path) else [])

    def _decisions(self, path: str, data: bytes) -> tuple[list[tuple[int, str]], Kind]:
        keys = {key for row, key in self.person.rows if path == decisions_path(row)}
        contact = self.person.contact
        keys |= {each for each in (contact.uid, contact.path) if each}
        keys |= {each.strip().casefold() for each in contact.email}
        written = layout(source_of(data, path))
        header = header_in(written.first, lambda cells: _KEY in map(str.casefold, cells))
        if header is None:
            return [*self._sought.found_in(text_of(path, data))], Kind.MENTION
        cells = written.first[header].cells or ()
        at = [cell.casefold() for cell in cells].index(_KEY)
        return [
            (row.line, row.cells[at])
            for row in rows(source_of(data, path), written, header)
            if row.cells and at < len(row.cells) and _is_among(row.cells[at], keys)
        ], Kind.DECISION

    def done(self, links: list[Trace], ours: Collection[str]) -> Found:
        """Return what was found.

        Args:
            links: to the person.
            ours: files the tool made: their fonts need no look.
        """
        order = [*Kind]
        traces = [
            one for one in self._traces
            if one.kind is not Kind.MENTION or one.path not in self._beside
        ]  # fmt: skip
        traces += chain.from_iterable(self._beside.values())
        traces = sorted({*traces, *links}, key=lambda one: (order.index(one.kind), one[1:]))
        unsearched = tuple(path for path in self._unsearched if path not in ours)
        return Found(self.person, tuple(traces), self._seen, unsearched)


def with_rows(person: Person, found: Iterable[Listed]) -> Person:
    """Return somebody with what their rows on lists add: other addresses and numbers."""
    contact, keys, links = person.contact, {*person.rows}, {*person.links}
    for row in found:
        keys.add((row.path, row.key))
        if row.connected and row.card.name:
            links.add((row.card.name, row.connected))
        contact = replace(
            contact,
            phone=tuple(dict.fromkeys((*contact.phone, *row.card.phone))),
            email=tuple(dict.fromkeys((*contact.email, *row.card.email))),
            url=tuple(dict.fromkeys((*contact.url, *row.card.url))),
        )
    return Person(contact, frozenset(keys), frozenset(links))


def of_row(row: Listed) -> Person:
    """Return somebody who stands on a list."""
    card = row.card
    contact = Contact(
        path="", name=card.name, aliases=card.aliases, org=card.org, phone=card.phone,
        email=card.email, url=card.url, city=card.city, birthday=card.birthday, uid=card.uid,
    )  # fmt: skip
    return Person(contact, frozenset({(row.path, row.key)}))


def _is_among(key: str, keys: set[str]) -> bool:
    return key in keys or key.casefold() in keys


def known_by(ref: str, contacts: Iterable[Contact]) -> Person | None:
    """Return whoever has a mail address, a number or a profile; None for nobody.

    Args:
        ref: the address, the number, or that of the profile.
        contacts: everybody.

    Raises:
        Ambiguous: several have it.
    """
    marks = _marks_of(ref)
    found = [
        one for one in contacts
        if not marks.isdisjoint(numbers(one))
    ]  # fmt: skip
    if len(found) > 1:
        raise ambiguous(ref, found)
    return Person(found[0]) if found else None


def on_lists(shelf: Shelf, ref: str) -> Person | None:
    """Return whoever stands on a list by a name, an address, a number, a profile or a key.

    Or by the place: ``listen/facebook.csv:2``.

    Raises:
        Ambiguous: several do who share nothing but the name.
    """
    marks = _marks_of(ref)
    found: list[Listed] = []
    for path in shelf.stamps():
        with suppress(JournalError):
            found += [row for row in shelf.read(path) if _is_meant(row, ref, marks)]
    people: list[Person] = []
    for row in found:
        if not any(Sought(one).kind_of(row) is Kind.ROW for one in people):
            people.append(of_row(row))
    if len(people) > 1:
        places = [f"{row.path}:{row.line}" for row in found[:_PLACES_TOLD]]
        raise Ambiguous("refusal.ambiguous", word=ref, count=len(people), names=", ".join(places))
    return people[0] if people else None


def _marks_of(ref: str) -> frozenset[str]:
    # The digits of an address on the web are nobody's number.
    at_profile = numbers(Card(url=(ref,)))
    return at_profile or numbers(Card(phone=(ref,), email=(ref,) if "@" in ref else ()))


def _is_meant(row: Listed, ref: str, marks: frozenset[str]) -> bool:
    return (
        ref in {row.key, f"{row.path}:{row.line}"}
        or (bool(row.card.name) and same(row.card.name, ref))
        or not marks.isdisjoint(numbers(row.card))
    )
