"""Where an export goes: to standard output, into a file, or into a folder, a file for each."""

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.domain.exporting import Left, Selection

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.store.own_files import Outcome

#: A file of that name, replaced as others are, would take the place of what it leads to.
_STDOUT = frozenset({"-", "/dev/stdout"})


class Place:
    """Where an export goes.

    Args:
        session: whose journal it comes from.
        output: a file; "-" and None mean standard output.
        folder: a folder, for a file for each contact.

    Raises:
        Refused: it would be written among the contacts.
    """

    def __init__(self, session: "Session", output: str | None, folder: str | None) -> None:
        self._session = session
        self._file = None if output in _STDOUT else output
        self._folder = folder
        self._outcome: Outcome | None = None
        self._count = 0
        self._new = ""
        named = self._file if folder is None else folder
        self.is_stdout = named is None
        #: Files that are left only because not every contact could be read.
        self.spared: list[str] = []
        if named is not None:
            from kontaktjournal.store.given_away import refuse_among_contacts

            place, folders = session.place, session.settings.folders.contacts
            refuse_among_contacts(named, str(place.root), place.folders or folders)

    def write(self, data: bytes, count: int) -> None:
        """Write everything in one.

        Args:
            data: what to write.
            count: of how many contacts it tells.

        Raises:
            DiskTrouble: the system would not.
        """
        self._count = count
        if self._file is None:
            self._session.print_bytes(data)
            return
        from kontaktjournal.store.given_away import write

        is_new = not os.path.lexists(self._file)
        write(self._file, data)
        self._new = self._file if is_new else ""

    def write_each(
        self, files: Mapping[str, bytes], form: str, gone: Collection[str] | None
    ) -> None:
        """Write a file for each; remove those of this form that are not among them.

        Args:
            files: bytes by name.
            form: what their names end with.
            gone: uids of those whose files may go; None for all others.

        Raises:
            Conflict: another command writes there.
            DiskTrouble: the system would not.
        """
        from kontaktjournal.store.own_files import OwnFiles

        self._count = len(files)
        own = OwnFiles(self._folder or "")
        known: set[str] = set()
        with suppress(DiskTrouble):  # then writing tells
            known.update(own.stamps())
        if gone is None:
            self._outcome = own.write(files, ending=f".{form}")
        else:
            unwanted = {name for name in known - files.keys() if name.endswith(f".{form}")}
            leaving = unwanted & {f"{uid}.{form}" for uid in gone}
            self._outcome = own.update(files, leaving)
            self.spared = sorted(filter(self._is_there, unwanted - leaving))
        new = [name for name in self._outcome.written if name not in known]
        self._new = f"{self._shown_folder}{new[0]}" if new else ""

    def _is_there(self, name: str) -> bool:
        return os.path.lexists(Path(self._folder or "", name))

    def report(self, selection: Selection) -> None:
        """Say what was written, and what was left out, and why."""
        session = self._session
        if not self.is_stdout:
            if session.json:
                from kontaktjournal.views import rows

                session.print(rows.written(self._value(selection)))
            else:
                session.print_line(self._said())
        elif not self._count:
            session.tell(session.say("export.nobody"))
        if self._outcome and self._outcome.kept:
            session.tell(session.say("export.kept", files=self._some_of(self._outcome.kept)))
        if self.spared:
            session.tell(session.say("export.spared", files=self._some_of(self.spared)))
        self._warn_of_git()
        if told := _left_out(session, selection):
            session.tell(session.say("export.left_out", what=", ".join(told)))

    def _warn_of_git(self) -> None:
        """Say that git would commit what is new."""
        from kontaktjournal.store.committed import is_committed

        if self._new and is_committed(self._new):
            place = self._file if self._outcome is None else self._shown_folder
            self._session.tell(self._session.say("page.in_git", folder=place))

    def _said(self) -> str:
        say, outcome = self._session.say, self._outcome
        if outcome is None:
            return say.count("export.file", self._count, path=self._file)
        counted = (("written", outcome.written), ("unchanged", outcome.unchanged),
                   ("removed", outcome.removed))  # fmt: skip
        told = [say.count(f"export.split.{key}", len(names)) for key, names in counted if names]
        what = ", ".join(told) or say("export.split.none")
        return say("export.split", folder=self._shown_folder, what=what)

    def _some_of(self, names: Iterable[str]) -> str:
        from kontaktjournal.views.words import some_of

        return some_of([f"{self._shown_folder}{name}" for name in names])

    @property
    def _shown_folder(self) -> str:
        return f"{(self._folder or '').rstrip('/')}/"

    def _value(self, selection: Selection) -> dict[str, object]:
        value: dict[str, object] = {
            "version": 1,
            "command": "export",
            "path": self._file if self._outcome is None else self._folder,
            "contacts": self._count,
            "left_out": {why.value: selection.left.get(why, 0) for why in Left},
            "withheld": {
                channel: selection.withheld.get(channel, 0) for channel in ("phone", "email")
            },
            "unreadable": [*selection.unreadable],
        }
        if self._outcome:
            value |= {key: [*names] for key, names in self._outcome._asdict().items()}
        return value


def _left_out(session: "Session", selection: Selection) -> list[str]:
    """Return who and what is not in it, each with its number and why."""
    say = session.say
    told = [
        say.count(f"export.left.{why}", count)
        for why in Left
        if why is not Left.UNREADABLE and (count := selection.left.get(why, 0))
    ]
    told += [
        say.count(f"export.withheld.{channel}", count)
        for channel in ("phone", "email")
        if (count := selection.withheld.get(channel, 0))
    ]
    if paths := selection.unreadable:
        from kontaktjournal.views.words import some_of

        told.append(say.count("export.left.unreadable", len(paths), files=some_of(paths)))
    return told
