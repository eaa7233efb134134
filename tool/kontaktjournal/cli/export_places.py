"""Where an export goes: to standard output, into a file, or into a folder, a file for each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kontaktjournal.domain.exporting import Left, Selection

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.store.own_files import Outcome

#: A file of that name, replaced as others are, would take the place of what it leads to.
_STDOUT = frozenset({"-", "/dev/stdout"})
#: Files named in one sentence; the others are counted.
_MOST_NAMED = 3


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
        named = self._file if folder is None else folder
        self.is_stdout = named is None
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

        write(self._file, data)

    def write_each(self, files: Mapping[str, bytes], form: str) -> None:
        """Write a file for each; remove those of this form that are not among them.

        Args:
            files: bytes by name.
            form: what their names end with.

        Raises:
            Conflict: another command writes there.
            DiskTrouble: the system would not.
        """
        from kontaktjournal.store.own_files import OwnFiles

        self._count = len(files)
        self._outcome = OwnFiles(self._folder or "").write(files, ending=f".{form}")

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
            files = _named([f"{self._shown_folder}{one}" for one in self._outcome.kept])
            session.tell(session.say("export.kept", files=files))
        if told := _left_out(session, selection):
            session.tell(session.say("export.left_out", what=", ".join(told)))

    def _said(self) -> str:
        say, outcome = self._session.say, self._outcome
        if outcome is None:
            return say.count("export.file", self._count, path=self._file)
        counted = (("written", outcome.written), ("unchanged", outcome.unchanged),
                   ("removed", outcome.removed))  # fmt: skip
        told = [say.count(f"export.split.{key}", len(names)) for key, names in counted if names]
        what = ", ".join(told) or say("export.split.none")
        return say("export.split", folder=self._shown_folder, what=what)

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
        told.append(say.count("export.left.unreadable", len(paths), files=_named(paths)))
    return told


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - _MOST_NAMED
    return ", ".join(paths[:_MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
