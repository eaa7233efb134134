"""``journal mv``: a contact's file gets another name, and the links to it follow (N4)."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.options import argument, writing_command
from kontaktjournal.cli.outcome import show, value_of
from kontaktjournal.cli.ref import find, ref_argument
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.renaming import Left, Renamed
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.views.rows import Value


@writing_command("mv")
@ref_argument()
@argument("new", metavar="metavar.new_name")
def command(*, ref: str, new: str) -> None:
    """Rename a contact's file."""
    session = current_session()
    contact = find(session, ref)
    stem = _stem(session, contact, new)
    renamer = session.journal.renamer()
    linking = renamer.look(contact, stem)
    desk = session.desk("mv")
    with desk:
        renamed = renamer.rename(desk, linking)
    if not desk.is_dry:
        session.journal.follow([renamed.written])
    show(
        session,
        desk,
        lambda: [_sentence(session, renamed)],
        lambda: _value(session, desk, renamed),
    )
    for left in renamed.left:
        session.tell(said_of(session, left))


def _stem(session: "Session", contact: "Contact", typed: str) -> str:
    """Return the file name that was asked for.

    Raises:
        WrongUse: none can be made of it, or it names another folder.
    """
    from kontaktjournal.domain.renaming import new_stem

    if "/" in typed and not _is_beside(session, contact, typed):
        raise WrongUse("refusal.other_folder", word=typed, path=contact.path)
    stem = new_stem(typed.rpartition("/")[2], session.settings.folders.filename)
    if not stem:
        raise WrongUse("refusal.no_file_name", word=typed)
    if stem.isdecimal():
        raise WrongUse("refusal.number_name", name=stem)
    return stem


def _is_beside(session: "Session", contact: "Contact", typed: str) -> bool:
    """Tell whether a path lies in the folder of the contact's file, from here or the root."""
    folder = session.journal.path(contact).parent.resolve()
    bases = (session.start, session.place.root)
    return any((base / typed).parent.resolve() == folder for base in bases)


def _sentence(session: "Session", renamed: "Renamed") -> str:
    say, written = session.say, renamed.written
    if not written.is_changed:
        return say("mv.same", path=written.path)
    moved = say("mv.done", path=written.path, to=written.to)
    if not renamed.links:
        return moved
    links = say.count("mv.links", renamed.links.total())
    return say(
        "mv.done_links", moved=moved, links=links, files=say.count("mv.files", len(renamed.links))
    )


def said_of(session: "Session", left: "Left") -> str:
    """Return what has to be known of a link that stays as it is."""
    place = f"{left.path}:{left.line}" if left.line else left.path
    kind = left.aside.value if left.aside else "unsafe" if left.target else "unread"
    return session.say(f"mv.left.{kind}", place=place, target=left.target)


def _value(session: "Session", desk: "Desk", renamed: "Renamed") -> "Value":
    """Return what was renamed, for programs."""
    return {
        **value_of(session, desk, "mv", renamed.written),
        "from": renamed.written.path,
        "links": [{"path": path, "count": n} for path, n in sorted(renamed.links.items())],
        "left": [left_value(left) for left in renamed.left],
    }


def left_value(left: "Left") -> "Value":
    """Return a link that stays as it is, for programs."""
    return {
        "path": left.path,
        "line": left.line or None,
        "target": left.target or None,
        "reason": left.aside.value if left.aside else "unsafe",
    }
