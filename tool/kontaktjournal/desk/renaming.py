"""A contact's file gets another name, and the links in all notes follow (N4, N7)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol
from unicodedata import normalize

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.domain.links import link_keys, without_ending
from kontaktjournal.domain.merging import rebased
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.renaming import Aside, Fate, Renaming, same_name, watched
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.links import called_like
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.edit.relink import Relinker
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.linking import Link, Placed, Syntax, placed, spots
from kontaktjournal.notation.parse import Reader

#: What a file is a template by; no name may make it one (F5).
_PLACEHOLDERS = ("{{", "{%")


class Notes(Source, Protocol):
    """Where all notes are, contacts or not."""

    def notes(self) -> list[str]:
        """Return the paths of all notes below the root."""

    def names_beside(self, path: str) -> list[str]:
        """Return the names of everything in the folder of a file."""

    def hides(self, path: str) -> bool:
        """Tell whether a note of this path would not be found as a contact."""


class Left(NamedTuple):
    """A link that stays as it is, although it should not, or the user wants to know of it.

    Args:
        path: the note it stands in.
        line: 1-based; 0 for the whole note, whose links are not known.
        target: where it leads.
        aside: why, where nothing is wrong with the note.
    """

    path: str
    line: int = 0
    target: str = ""
    aside: Aside | None = None


class Linking(NamedTuple):
    """The notes with links that may have to follow a contact's file to its new name.

    Args:
        before: the contact, as its file is called now.
        after: the same under its new name.
        notes: their paths.
        paths: those of all notes.
        others: contacts whom such a link may mean, too.
        unread: notes that cannot be read.
    """

    before: Contact
    after: Contact
    notes: tuple[str, ...] = ()
    paths: frozenset[str] = frozenset()
    others: tuple[Contact, ...] = ()
    unread: tuple["Left", ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """Return the paths of all notes as links spell them."""
        return frozenset(normalize("NFC", path) for path in self.paths)

    def renaming(self) -> Renaming:
        """Return what says where the links lead from now on."""
        return Renaming(self.before, self.after, self.others, self.known)


class Renamed(NamedTuple):
    """A renaming.

    Args:
        written: the contact's file.
        links: how many links follow, by note; each note under its new name.
        left: those that do not.
    """

    written: Written
    links: Counter[str]
    left: tuple[Left, ...]


class Renamer:
    """Rename contact files.

    Args:
        folder: of the notes.
        reader: makes contacts of them.
        keys: the user's own spellings of their keys.
        ask: asks the index.
    """

    def __init__(
        self, folder: Notes, reader: Reader, keys: Mapping[str, Sequence[str]], ask: Ask
    ) -> None:
        self._folder = folder
        self._reader = reader
        self._relinker = Relinker(Keys(keys))
        self._ask = ask

    def look(self, contact: Contact, stem: str) -> Linking:
        """Look which notes may have links that have to follow.

        Reads every note of the journal: no other command shall have to wait for that.

        Args:
            contact: whose file gets another name.
            stem: the new name, without folder and ending.
        """
        path = contact.path
        to = path.removesuffix(path.rpartition("/")[2]) + stem + path[len(_bare(path)) :]
        data = self._folder.read(path)
        if to == path or isinstance(data, Problem):
            return Linking(contact, replace(contact, path=to))
        before = self._reader.read(data, path).contact or contact
        after = self._reader.read(data, to).contact or replace(contact, path=to)
        return self.search(before, after)

    def search(self, before: Contact, after: Contact) -> Linking:
        """Look which notes may have links to a contact, or to what it becomes."""
        return _Search(self._folder, before, after).done(self._ask)

    def rename(self, desk: Desk, linking: Linking) -> Renamed:
        """Rename a contact's file, and lead the links to it to its new name.

        Args:
            desk: entered.
            linking: what was found.

        Raises:
            Refused: the name is taken, or a file cannot be touched.
            Conflict: a file is changed all the time.
            DiskTrouble: the system would not.
        """
        path, to = linking.before.path, linking.after.path
        if to != path:
            self._check(path, to)
        written = desk.rename(path, to)
        links, left = self.follow(desk, linking, linking.renaming())
        return Renamed(written, links, left)

    def follow(
        self, desk: Desk, linking: Linking, renaming: Renaming
    ) -> tuple[Counter[str], tuple[Left, ...]]:
        """Lead links, and return how many follow in which note, and those that do not.

        Args:
            desk: entered.
            linking: what was found.
            renaming: says where they lead.

        Raises:
            Refused: a file cannot be touched.
            Conflict: a file is changed all the time.
            DiskTrouble: the system would not.
        """
        follower = _Follower(self._reader, self._relinker, desk, linking)
        links, left = follower.follow(renaming)
        return links, (*linking.unread, *left)

    def rebased(self, data: bytes, linking: Linking) -> bytes:
        """Return the bytes of the one file with its paths written from the other's folder.

        Raises:
            Conflict: that cannot be done safely.
        """
        path, to = linking.before.path, linking.after.path

        def becomes(link: Link) -> str | None:
            is_path = link.syntax is Syntax.MARKDOWN
            return rebased(link.target, path, to, linking.paths) if is_path else None

        return self._relinker.relinked(data, becomes, path=path).data

    def _check(self, path: str, to: str) -> None:
        """Refuse a name that is taken, or that would hide the contact from its own journal."""
        own, new = (one.rpartition("/")[2] for one in (path, to))
        for name in self._folder.names_beside(path):
            is_note = without_ending(name) != name
            is_taken = same_name(name, new) or (is_note and same_name(_bare(name), stem_of(new)))
            if is_taken and name != own:
                raise Refused("refusal.name_taken", path=path.removesuffix(own) + name)
        if self._folder.hides(to) or any(sign in new for sign in _PLACEHOLDERS):
            raise Refused("refusal.no_contact_name", name=new)


class _Search:
    """Find the notes with links that may have to follow.

    Args:
        folder: of the notes.
        before: the contact, as its file is called now.
        after: the same under its new name.
    """

    def __init__(self, folder: Notes, before: Contact, after: Contact) -> None:
        self._folder = folder
        self._before, self._after = before, after
        self._watched = watched(before, after)
        self._known: dict[str, bool] = {}

    def done(self, ask: Ask) -> Linking:
        """Return what was found."""
        names = (self._before.stem, self._after.stem, self._before.name, self._after.name)
        found: dict[str, set[str]] = {}
        for one in ask(select.linking(names)):
            found[one.path] = set(filter(self._is_watched, (*one.links, *one.distinct)))
        unread: list[Left] = []
        paths = frozenset((self._before.path, *self._folder.notes()))
        for path in sorted(paths):
            data = self._folder.read(path)
            if isinstance(data, Problem):
                unread.append(Left(path))
            elif targets := self._targets_in(data):
                found.setdefault(path, set()).update(targets)
        asked = {self._after.stem, *(target for targets in found.values() for target in targets)}
        others = ask(called_like(asked))
        # A link that has to name somebody's file must not mean a third one.
        others = ask(called_like(asked | {one.stem for one in others}))
        notes = tuple(sorted(paths & {path for path, targets in found.items() if targets}))
        return Linking(self._before, self._after, notes, paths, tuple(others), tuple(unread))

    def _is_watched(self, target: str) -> bool:
        if target not in self._known:
            self._known[target] = not self._watched.isdisjoint(link_keys(target))
        return self._known[target]

    def _targets_in(self, data: bytes) -> set[str]:
        """Return where the links lead that may have to follow, and some more."""
        if b"[[" not in data and b"](" not in data and b"]:" not in data:
            return set()
        targets = (spot.link.target for spot in spots(decode(data).text))
        return set(filter(self._is_watched, targets))


class _Follower:
    """Lead links to one renamed file.

    Args:
        reader: makes contacts of notes.
        relinker: writes links.
        desk: where the file was renamed.
        linking: the notes with links that may have to follow.
    """

    def __init__(self, reader: Reader, relinker: Relinker, desk: Desk, linking: Linking) -> None:
        self._reader = reader
        self._relinker = relinker
        self._desk = desk
        self._linking = linking

    def follow(self, renaming: Renaming) -> tuple[Counter[str], tuple[Left, ...]]:
        """Lead the links, and return how many follow where, and which do not."""
        found = self._linking
        left: list[Left] = []
        links: Counter[str] = Counter()
        for path in found.notes:
            links[self._now(path)] = self._follow_in(path, renaming, left)
        return +links, tuple(left)

    def _now(self, path: str) -> str:
        return self._linking.after.path if path == self._linking.before.path else path

    # --- one note ------------------------------------------------------------------------

    def _follow_in(self, path: str, renaming: Renaming, left: list[Left]) -> int:
        """Lead the links in a note; return how many follow, and add those that do not."""

        def fate(link: Link) -> Fate:
            if link.syntax is Syntax.MARKDOWN:
                return renaming.of_path(link.target, path)
            return renaming.of_link(link.target)

        def becomes(link: Link) -> str | None:
            return fate(link).target

        now = self._now(path)
        data = self._desk.bytes_of(now)
        try:
            relinked = self._relinker.relinked(data, becomes, path=now)
            links = self._relinker.links(data, path=now)
        except Conflict as refusal:
            left += self._unfollowed(now, data, refusal, becomes)
            return 0
        left += _told(now, links, fate)
        left += self._unseen(now, data, links, becomes)
        if relinked.links:
            self._desk.rewrite(
                now, lambda data: self._relinker.relinked(data, becomes, path=now).data
            )
        return relinked.links

    def _unfollowed(
        self,
        path: str,
        data: bytes,
        refusal: Conflict,
        becomes: Callable[[Link], str | None],
    ) -> Iterator[Left]:
        """Yield the links of a note that cannot be edited safely."""
        text = decode(data).text
        found = [spot for spot in spots(text) if becomes(spot.link) is not None]
        for link, line in placed(text, found):
            yield Left(path, line, link.target)
        contact = self._reader.read(data, path).contact
        hidden = (Link(Syntax.NAME, target) for target in _targets(contact))
        if not found and any(becomes(link) is not None for link in hidden):
            yield Left(path, int(str(refusal.values.get("line", 0))))

    def _unseen(
        self,
        path: str,
        data: bytes,
        links: Iterable[Placed],
        becomes: Callable[[Link], str | None],
    ) -> Iterator[Left]:
        """Yield the links that reading finds where nothing is ever written (K7)."""
        seen = {link.target for link, _ in links}
        contact = self._reader.read(data, path).contact
        for target in _targets(contact):
            bare = target.rstrip(" \\")
            if bare not in seen and becomes(Link(Syntax.NAME, bare)) is not None:
                yield Left(path, 0, bare)


def _targets(contact: Contact | None) -> tuple[str, ...]:
    """Return where the links of a note lead, as reading finds them."""
    return (*contact.links, *contact.distinct) if contact else ()


def _told(path: str, links: Iterable[Placed], fate: Callable[[Link], Fate]) -> Iterator[Left]:
    """Yield the links that stay as they are, and of which the user wants to know."""
    for link, line in links:
        if aside := fate(link).aside:
            yield Left(path, line, link.target, aside)


def _bare(path: str) -> str:
    """Return a path without the ending of the file's name."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + stem_of(name)
