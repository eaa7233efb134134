"""Forget somebody: what was found is removed, and nothing of it can be taken back (4.14).

::

    forgetter = Forgetter(root, journal.index, journal.writer, tracer, numbers, cache)
    found = forgetter.look(person)
    with desk:
        forgetter.clean(desk, found, Wish(links=True), "[gelöscht]")
    forgetter.finish(found)
    left = forgetter.look(found.person)

The contact's own file goes last: whoever is killed in between begins again with all that is
known of the person. That it was begun stands in the state folder, and says nobody's name: only
what the names of files begin with that may be left of the person's own.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.tracing import Tracer
from kontaktjournal.domain.blocking import marks_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.errors import Conflict, DiskTrouble, JournalError, reason_of
from kontaktjournal.domain.traces import Found, Kind, Person, Wish
from kontaktjournal.index.sync import Index
from kontaktjournal.lists.cutting import source_of, without_rows
from kontaktjournal.lists.stored import read as read_list
from kontaktjournal.notation.edit.unlink import Unlinker
from kontaktjournal.notation.keys import Keys
from kontaktjournal.store.draft import discard_kept
from kontaktjournal.store.everything import bytes_of, files_below
from kontaktjournal.store.git import history
from kontaktjournal.store.leftover import PREFIX, beginning_of
from kontaktjournal.store.parts import mark
from kontaktjournal.store.printed import printed, remove_pages
from kontaktjournal.store.write import Writer

#: Says in the state folder that somebody is being forgotten.
_BEGUN = "forgetting"
_ROWS = (Kind.ROW, Kind.DECISION)
#: What of the cache stays: the locks, which say nobody's name; and the index, emptied by itself.
_KEPT = ("lock", "index.sqlite")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a journal.

    Args:
        root: absolute path of the journal.
        cache: of its index.
        state: of its lock, and of what can be undone.
    """

    root: str
    cache: Path
    state: Path


class Forgetter:
    """Forget people.

    Args:
        places: where everything lies.
        index: of the contacts.
        writer: what keeps earlier commands.
        tracer: finds people.
        keys: the journal's spellings of keys.
    """

    def __init__(
        self, places: Places, index: Index, writer: Writer, tracer: Tracer, keys: Keys
    ) -> None:
        self._places = places
        self._index = index
        self._writer = writer
        self._tracer = tracer
        self._unlinker = Unlinker(keys)
        self._before: str | None = None

    # --- looking -------------------------------------------------------------------------

    def look(self, person: Person, *, with_namesakes: bool = False) -> Found:
        """Return everything that is found of somebody.

        Args:
            person: who.
            with_namesakes: rows of the same name are the person, too.
        """
        found = self._tracer.look(person, with_namesakes=with_namesakes)
        contact = found.person.contact
        own = [one.path for one in found.traces if one.kind in {Kind.FILE, Kind.COPY}]
        own = sorted({*own, *([contact.path] if contact.path else ())})
        asked = history(self._places.root, own, found.person.words)
        return found._replace(kept=self._writer.kept, history=asked)

    @property
    def is_unfinished(self) -> bool:
        """Tell whether an earlier one was killed before it came to its end."""
        return self._noted is not None

    @property
    def had_file(self) -> bool:
        """Tell whether somebody with a file was begun to be forgotten: the file goes last."""
        return bool((self._noted or "").strip())

    @property
    def _noted(self) -> str | None:
        try:
            return self._begun.read_text(encoding="ascii", errors="replace")
        except OSError:
            return None

    @property
    def leftovers(self) -> list[str]:
        """Return what killed commands left anywhere below the root, as far as it is still there.

        Nobody knows of whom it tells.
        """
        paths = files_below(self._places.root)
        return [path for path in paths if path.rpartition("/")[2].startswith(PREFIX)]

    @property
    def _begun(self) -> Path:
        return self._places.state / _BEGUN

    # --- removing ------------------------------------------------------------------------

    def begin(self, person: Person) -> None:
        """Note that somebody is being forgotten.

        Raises:
            DiskTrouble: there is no room.
        """
        self._before, path = self._noted, person.contact.path
        note = beginning_of(path.rpartition("/")[2]) if path else ""
        try:
            self._places.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._begun.touch(mode=0o600)
            with self._begun.open("a", encoding="ascii") as file:
                file.write(f"{note}\n")
        except OSError as error:
            raise _trouble(self._begun, error) from error

    def give_up(self) -> None:
        """Note that the person is not being forgotten any more: all is as it was."""
        with suppress(OSError):
            if self._before is None:
                self._begun.unlink()
            else:
                # Somebody else is still to be forgotten.
                self._begun.write_text(self._before, encoding="ascii", errors="replace")

    def _end(self) -> None:
        with suppress(OSError):
            self._begun.unlink()

    def clean(self, desk: Desk, found: Found, wish: Wish, word: str) -> None:
        """Remove somebody from all files of the user's.

        Args:
            desk: the command's, which was entered.
            found: what was found.
            wish: what else shall go.
            word: stands where a link stood.

        Raises:
            Conflict: a file was changed since it was looked at, or cannot be edited safely.
            Refused: one cannot be touched.
            DiskTrouble: the system would not.
        """
        lines: dict[str, set[int]] = {}
        for one in found.traces:
            if one.kind in _ROWS and wish.takes(one.kind):
                lines.setdefault(one.path, set()).add(one.line)
        for path, rows in lines.items():
            desk.amend(path, _if_seen(found, path, _cutting(path, rows)))
        links = {one.path for one in found.traces if one.kind is Kind.LINK and wish.links}
        for path in sorted(links):
            self._unlink(desk, found, path, word)
        for kind in (Kind.COPY, Kind.FILE):
            for one in found.traces:
                if one.kind is kind:
                    self._remove(desk, found, one.path)

    def _unlink(self, desk: Desk, found: Found, path: str, word: str) -> None:
        known = self._tracer.links_of(path)
        leads = self._tracer.leading(found.person, (one.link for one in known))

        def edit(data: bytes) -> bytes:
            unlinked = self._unlinker.unlinked(
                data, lambda link: leads(path, link), word, path=path
            )
            return unlinked.data

        data = bytes_of(self._places.root, path)
        try:
            edit(data or b"")
        except Conflict:
            return  # such a link stays, and is named when all is looked at again
        desk.amend(path, _if_seen(found, path, edit))

    def _remove(self, desk: Desk, found: Found, path: str) -> None:
        data = bytes_of(self._places.root, path)
        if data is None and path.rpartition("/")[2].startswith(PREFIX):
            return  # it was tidied away when the desk was entered
        if data is None or mark(data) != found.seen.get(path):
            raise _changed(path)
        desk.remove(path, data)

    # --- what the tool keeps itself ------------------------------------------------------

    def finish(self, found: Found | None) -> list[str]:
        """Empty what the tool itself keeps: pages, drafts, index, numbers, what can be undone.

        Args:
            found: what was found; None where that is not known any more: all pages go.

        Returns:
            the paths of copies made of what a killed command left and nobody knew.

        Raises:
            JournalError: something of it cannot be emptied; the rest is.
        """
        traces = found.traces if found else ()
        pages = {one.path for one in traces if one.kind is Kind.PAGE}
        is_all_known = found is not None and self._before is None
        drafts = [one.path for one in traces if one.kind is Kind.DRAFT]
        lefts, copies = (self._noted or "").split(), list[str]()
        steps: list[Callable[[], object]] = [
            lambda: copies.extend(self._writer.forget_all(lefts)),
            lambda: self._remove_pages(pages if is_all_known else None),
            *(lambda path=path: discard_kept(path) for path in drafts),
            self._index.start_anew,
            self._empty_cache,
        ]
        troubles: list[JournalError] = []
        for step in steps:
            try:
                step()
            except JournalError as error:
                troubles.append(error)
        if troubles:
            troubles[0].values["others"] = tuple(troubles[1:])
            raise troubles[0]
        self._end()
        return copies

    def _remove_pages(self, paths: set[str] | None) -> None:
        root = self._places.root
        for one in printed(root, [*files_below(root)]):
            names = [name for name in one.pages if paths is None or one.path_of(name) in paths]
            # Without any, too: the list there still names pages that went before.
            remove_pages(root, one.folder, names)

    def _empty_cache(self) -> None:
        try:
            for path in [*self._places.cache.iterdir()]:
                if path.is_file() and not any(name in path.name for name in _KEPT):
                    # A process that has it open still reads the bytes of a file without a name.
                    with path.open("r+b") as file:
                        file.truncate()
                    if path.suffix != ".sqlite":
                        path.unlink(missing_ok=True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _trouble(self._places.cache, error) from error


def marks_of_all(person: Person) -> frozenset[str]:
    """Return what the block list knows somebody by: numbers, addresses, profiles, rows."""
    contact = person.contact
    card = Card(phone=contact.phone, email=contact.email, url=contact.url)
    links = {*person.links}
    with suppress(ValueError):
        # As `import --as` took it over.
        since = date.fromisoformat(dict(contact.others).get("connected", ""))
        links |= {(name, since) for name in (contact.name, *contact.aliases)}
    return marks_of(card).union(
        *(marks_of(card, path, key) for path, key in person.rows),
        *(marks_of(Card(name), connected=day) for name, day in links),
    )


def _if_seen(found: Found, path: str, edit: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return an edit of a file that still says what was looked at."""

    def checked(data: bytes) -> bytes:
        if mark(data) != found.seen.get(path):
            raise _changed(path)
        return edit(data)

    return checked


def _cutting(path: str, lines: set[int]) -> Callable[[bytes], bytes]:
    def cut(data: bytes) -> bytes:
        new = without_rows(data, lines, path=path)
        if _said(data, path, lines) != _said(new, path, set()):
            raise Conflict("refusal.unsafe_edit", path=path, line=min(lines))
        return new

    return cut


def _said(data: bytes, path: str, without: set[int]) -> list[object]:
    """Return what the rows of a table say, whatever line they stand on."""
    try:
        rows = [row for row in read_list(source_of(data, path)) if row.line not in without]
    except JournalError:
        return []  # a table of decisions, or one without a single row any more
    return [row._replace(line=0) for row in rows]


def _changed(path: str) -> Conflict:
    return Conflict("refusal.changed", path=path, file=path.rpartition("/")[2])


def _trouble(path: Path, error: OSError) -> DiskTrouble:
    return DiskTrouble("refusal.cannot_write", path=str(path), reason=reason_of(error))
