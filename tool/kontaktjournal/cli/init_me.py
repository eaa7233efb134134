"""``journal init --me``: my side of the shared story, asked for and kept in ``[me]`` (3.6)."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.session import Session
from kontaktjournal.config.place import FILE, find
from kontaktjournal.domain.errors import DiskTrouble, NoJournal, WrongUse, reason_of

if TYPE_CHECKING:
    from kontaktjournal.config.place import Place
    from kontaktjournal.store.setup import NewFile
    from kontaktjournal.store.write import Writer

Words = Mapping[str, Sequence[str]]

#: The keys of ``[me]``, in the order of the questions.
KEYS = ("places", "orgs", "events", "topics")
_NOTHING: Words = MappingProxyType(dict.fromkeys(KEYS, ()))
#: What an option says that empties a list.
_EMPTY = frozenset({"", "-"})
#: Where no journal is yet, one can begin; whatever else was named wrongly is refused.
_VACANT = frozenset({"place.none", "place.given.none", "place.given.missing"})


class Journal(NamedTuple):
    """The settings of a journal, before anything is changed.

    Args:
        place: where it is.
        shown: how messages call its ``journal.toml``.
        words: what stands in its ``[me]``.
    """

    place: "Place"
    shown: str
    words: Words


def find_journal(session: Session, folder: str | None, *, here: bool) -> Journal | None:
    """Return the journal whose settings are meant; None where there is none yet.

    Args:
        session: of the call.
        folder: as it was typed.
        here: what lies above is not meant.

    Raises:
        BadConfig: its settings cannot be understood.
        DiskTrouble: its settings cannot be read.
        NoJournal: what was named is none, and none can be there.
    """
    from kontaktjournal.config.read import read

    try:
        place = find(session.start, {}, given=Path(folder)) if folder else session.place
        if here and place.root != Path(os.path.realpath(session.start / (folder or ""))):
            return None
    except NoJournal as error:
        if error.key in _VACANT:
            return None
        raise
    me = read(place).me
    return Journal(place, _shown(place.root), {key: getattr(me, key) for key in KEYS})


def _shown(root: Path) -> str:
    """Return how messages call a file: from here, or by its whole path where that is shorter."""
    file = root / FILE
    try:
        return min(Path(os.path.relpath(file)).as_posix(), str(file), key=len)
    except FileNotFoundError:  # the folder one is in was deleted
        return str(file)


# --- the answers ---------------------------------------------------------------------------


def told(options: Words) -> Words:
    """Return what the options say; nothing of keys that were not named.

    Raises:
        WrongUse: a word cannot stand in the settings.
    """
    from kontaktjournal.config.editing import checked

    return {
        key: tuple(dict.fromkeys(checked([one for one in words if one.strip() not in _EMPTY])))
        for key, words in options.items()
        if words
    }


def answer(session: Session, options: Words, present: Words = _NOTHING) -> Words:
    """Return what ``[me]`` shall say: what the options do, else what is answered at a terminal.

    Args:
        session: of the call.
        options: as `told` returns them.
        present: what it says now.

    Raises:
        WrongUse: nobody is there to answer.
    """
    if options:
        return {**present, **options}
    if not session.may_ask:
        raise WrongUse("refusal.me_unasked")
    session.refuse(session.say("me.intro"))
    return {key: _ask(session, key, present[key]) for key in KEYS}


def _ask(session: Session, key: str, present: Sequence[str]) -> Sequence[str]:
    """Ask for one list until the answer can stand in the settings."""
    from kontaktjournal.config.editing import checked
    from kontaktjournal.notation.enumeration import answered, enumerated
    from kontaktjournal.views.terminal import visible

    behind = f" [{visible(enumerated(present))}]" if present else ""
    question = f"{session.say(f'me.ask.{key}')}{behind}:"
    while True:
        try:
            return checked(answered(session.ask(question), present))
        except WrongUse as error:
            session.refuse(session.say.refusal(error))


# --- writing -------------------------------------------------------------------------------


def filled(session: Session, files: "Sequence[NewFile]", words: Words) -> "tuple[NewFile, ...]":
    """Return the files of a new journal, ``[me]`` filled in."""
    return tuple(
        one._replace(data=_amended(session, one.data or b"", words, FILE))
        if one.path == FILE
        else one
        for one in files
    )


def _amended(session: Session, data: bytes, words: Words, shown: str) -> bytes:
    """Return settings in which ``[me]`` says what was answered."""
    from kontaktjournal.config.editing import Lists, amended

    return amended(data, Lists("me", words, session.say("init.toml.me")), shown)


def keep(session: Session, journal: Journal, words: Words) -> bool:
    """Write the answers into the settings of a journal; tell whether that changes anything.

    Raises:
        BadConfig: the settings were made unreadable while the questions were open.
        Conflict: they are written in a way that allows no safe change.
        Refused: the file cannot be touched.
        DiskTrouble: the system would not read or write.
    """
    before = _read(journal)
    first = _bare(session, journal) if before is None else before
    after = _amended(session, first, words, journal.shown)
    if after == before:
        return False
    writer = _writer(session, journal)
    if session.dry_run:
        if before is not None:
            writer.look(FILE)
        _show_difference(session, before, after)
        return True
    with writer.transaction("init") as transaction:
        if before is None:
            transaction.create(FILE, after)
        else:
            transaction.replace_by(FILE, lambda now: _amended(session, now, words, journal.shown))
    if not transaction.is_undoable:
        session.tell(session.say("write.not_undoable"))
    for path in transaction.copies:
        session.tell(session.say("write.copy", path=path))
    return True


def _read(journal: Journal) -> bytes | None:
    """Return what a journal's settings say; None where there is no such file."""
    if journal.place.file is None:
        return None
    try:
        return journal.place.file.read_bytes()
    except OSError as error:
        raise DiskTrouble("config.denied", path=journal.shown, reason=reason_of(error)) from error


def _bare(session: Session, journal: Journal) -> bytes:
    """Return the least that a folder needs to be read as before once it has settings."""
    from kontaktjournal.store.setup import settings_of

    return settings_of(journal.place.folders, session.say).encode()


def _writer(session: Session, journal: Journal) -> "Writer":
    from kontaktjournal.config.place import state_folder
    from kontaktjournal.store.write import Writer

    root = journal.place.root
    # The settings may be a link, like any file (W5); they lie anywhere in the journal.
    return Writer(str(root), (os.curdir,), state_folder(root, session.environ))


def _show_difference(session: Session, before: bytes | None, after: bytes) -> None:
    from kontaktjournal.cli.outcome import print_difference
    from kontaktjournal.views.outcome import difference

    if not session.json:
        print_difference(session, difference(FILE, FILE, before, after))
        session.tell(session.say("common.dry_run"))


# --- what is said --------------------------------------------------------------------------


def show(session: Session, journal: Journal, words: Words, *, is_changed: bool) -> None:
    """Print what stands in ``[me]`` now.

    Args:
        session: of the call.
        journal: as it was before.
        words: what was answered.
        is_changed: that was written, or would be.
    """
    if session.json:
        _print_json(session, journal, words, is_changed=is_changed)
        return
    if not (session.dry_run and is_changed):
        show_words(session, words, journal.shown)
    if not is_changed:
        session.tell(session.say("me.unchanged"))


def show_words(session: Session, words: Words, shown: str) -> None:
    """Print what stands in ``[me]`` now."""
    from kontaktjournal.views.own_side import own_side_lines

    session.show(own_side_lines(words, shown, session.say, session.columns))


def _print_json(session: Session, journal: Journal, words: Words, *, is_changed: bool) -> None:
    """Print what every writing command tells programs, and what stands in ``[me]`` now."""
    from kontaktjournal.views import rows

    outcome: rows.Value = {
        "version": rows.VERSION,
        "command": "init",
        "path": journal.shown,
        "name": None,
        "changed": [journal.shown] * is_changed,
        "kept": [journal.shown] * (not is_changed),
        "entry": None,
        "dry_run": session.dry_run,
        "me": {key: list(chosen) for key, chosen in words.items()},
    }
    session.print(rows.written(outcome))
