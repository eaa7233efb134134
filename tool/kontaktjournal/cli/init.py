"""``journal init``: set up a journal, in an empty folder or over existing notes."""

import os
import shlex
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.cli.options import argument, offer_folders, option
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.config.place import FILE, find
from kontaktjournal.domain.errors import NoJournal, Refused

if TYPE_CHECKING:
    from kontaktjournal.cli.init_me import Words
    from kontaktjournal.notation.survey import Survey
    from kontaktjournal.store.setup import Written


@journal_command("init")
@argument("folder", required=False, metavar="metavar.folder", shell_complete=offer_folders)
@option("--here", is_flag=True, help="option.here")
@option("--me", is_flag=True, help="option.me")
@option("--place", "places", multiple=True, metavar="metavar.place", help="option.me_place")
@option("--org", "orgs", multiple=True, metavar="metavar.firm", help="option.me_org")
@option("--event", "events", multiple=True, metavar="metavar.event", help="option.me_event")
@option("--topic", "topics", multiple=True, metavar="metavar.topic", help="option.me_topic")
@option("--dry-run", is_flag=True, help="option.dry_run")
def command(
    *, folder: str | None, here: bool, me: bool, dry_run: bool, **lists: tuple[str, ...]
) -> None:
    """Set up a journal."""
    session = current_session()
    session.dry_run = dry_run
    called = _called(session.directory, folder)
    if not (me or any(lists.values())):
        _set_up(session, folder, called, here=here)
        return
    from kontaktjournal.cli import init_me

    answers = init_me.told(lists)
    journal = init_me.find_journal(session, folder, here=here)
    if journal is None:
        ask = partial(init_me.answer, session, answers)
        _set_up(session, folder, called, here=here, ask=ask)
        return
    words = init_me.answer(session, answers, journal.words)
    is_changed = init_me.keep(session, journal, words)
    init_me.show(session, journal, words, is_changed=is_changed)
    if not (session.json or session.dry_run):
        if is_changed:
            session.tell(session.say("write.take_back"))
        _tell_onwards(session, called, ("qualify",))


def _set_up(
    session: Session,
    folder: str | None,
    called: str,
    *,
    here: bool,
    ask: "Callable[[], Words] | None" = None,
) -> None:
    """Make a journal of a folder.

    Args:
        session: of the call.
        folder: as it was typed.
        called: how messages call it.
        here: also within another journal.
        ask: returns what its ``[me]`` shall say.
    """
    from kontaktjournal.store import setup

    root = str(session.start / (folder or ""))
    if setup.is_set_up(root):
        _show_nothing_to_do(session, called)
        return
    if not here:
        _refuse_nested(Path(root))
    found = setup.look(root)
    files = setup.plan(root, found, session.say, session.lang)
    words = ask() if ask else {}
    if ask:
        from kontaktjournal.cli.init_me import filled

        files = filled(session, files, words)
    is_dry = session.dry_run
    written = setup.foresee(root, files) if is_dry else setup.write(root, files, called)
    if session.json:
        _print_json(session, found, written, called, words)
        return
    _show_found(session, found)
    if is_dry:
        _show_difference(session, written)
        return
    _show_written(session, found, written, called)
    if ask:
        from kontaktjournal.cli.init_me import show_words

        show_words(session, words, called + FILE)
    _tell_onwards(session, called, ("new", "import"))


def _called(directory: str | None, folder: str | None) -> str:
    """Return the way to the folder as it was typed, ending in a slash; empty for here."""
    typed = os.path.normpath(Path(directory or "", folder or ""))
    return "" if typed == os.curdir else Path(typed).as_posix().rstrip("/") + "/"


def _refuse_nested(root: Path) -> None:
    """Refuse to begin a journal within another one.

    Raises:
        Refused: there is a ``journal.toml`` above.
    """
    real = Path(os.path.realpath(root))
    above = next(folder for folder in real.parents if folder.is_dir())
    try:
        place = find(above, {}, given=above)
    except NoJournal:
        return
    # Without that file a folder is a journal only for commands called in it.
    if place.file is not None:
        way = Path(os.path.relpath(place.root, real)).as_posix()
        raise Refused("refusal.nested", folder=f"{way}/")


def _show_nothing_to_do(session: Session, called: str) -> None:
    if not session.json:
        session.say_result("init.already", path=f"{called}{FILE}")
        return
    from kontaktjournal.notation.survey import Survey
    from kontaktjournal.store.setup import NewFile, Written

    nothing = Written((), (NewFile(FILE, b""),))
    _print_json(session, Survey(), nothing, called, {})


def _show_found(session: Session, found: "Survey") -> None:
    from kontaktjournal.views.survey import survey_lines

    session.show(survey_lines(found, session.say, session.columns))


def _show_written(session: Session, found: "Survey", written: "Written", called: str) -> None:
    from kontaktjournal.views.terminal import flow

    if found.folders and written.created:
        (settings,) = written.created
        lines = (settings.data or b"").count(b"\n")
        text = session.say.count("init.written", lines, path=called + settings.path)
        session.show(flow([text, session.say("init.undo")], session.columns, separator="   "))
        return
    for key, files in (("init.created", written.created), ("init.kept", written.kept)):
        if files:
            session.say_result(key, paths=", ".join(called + file.shown for file in files))


def _show_difference(session: Session, written: "Written") -> None:
    """Print what would be written, as a unified diff (W7)."""
    from kontaktjournal.cli.outcome import print_difference
    from kontaktjournal.views.outcome import difference

    for file in written.created:
        if file.data is not None:
            print_difference(session, difference(file.path, file.path, None, file.data))
    session.tell(session.say("common.dry_run"))


def _tell_onwards(session: Session, called: str, names: Sequence[str]) -> None:
    """Say how it goes on, naming only commands that exist."""
    from kontaktjournal.cli import COMMANDS

    say = session.say
    journal = f"journal -C {shlex.quote(called.rstrip('/'))}" if called else "journal"
    known = [say(f"init.next.{name}", journal=journal) for name in names if name in COMMANDS]
    if known:
        session.tell(say("init.next", commands="  ·  ".join(known)))


def _print_json(
    session: Session, found: "Survey", written: "Written", called: str, words: "Words"
) -> None:
    """Print what every writing command tells programs, and what was found."""
    from kontaktjournal.views import rows

    outcome = {
        "version": 1,
        "command": "init",
        "path": f"{called}{FILE}",
        "name": None,
        "changed": [called + file.shown for file in written.created],
        "kept": [called + file.shown for file in written.kept],
        "entry": None,
        "dry_run": session.dry_run,
        **({"me": {key: list(chosen) for key, chosen in words.items()}} if words else {}),
        "folders": [{"path": path, "people": people} for path, people, _ in found.folders],
        "keys": [each._asdict() for each in found.spellings],
        "statuses": [each._asdict() for each in found.statuses],
        "filename": found.filename,
    }
    session.print(rows.written(outcome))
