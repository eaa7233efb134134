"""The block list at a command: opened once, and what is to be said of it."""

from typing import TYPE_CHECKING

from kontaktjournal.domain.errors import JournalError, Refused

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.blocking import Blocking
    from kontaktjournal.domain.blocking import Blocked
    from kontaktjournal.domain.card import Card

_MOST_LINES_TOLD = 5
_MOST_TOLD = 5


def block_list_of(session: "Session") -> "Blocking":
    """Return the block list; it is read when it is asked."""
    from kontaktjournal.config.user import user_folder
    from kontaktjournal.desk.blocking import Blocking

    folder = user_folder(session.environ)
    root, today = str(session.place.root), session.journal.today
    return Blocking(root, str(folder), today, session.say)


def refuse_unchecked(blocking: "Blocking") -> None:
    """Refuse to take anybody in while nobody can tell who stands on the block list.

    Raises:
        Refused: there are entries whose key is not here.
        BadConfig: its key is none.
        DiskTrouble: it or its key cannot be read.
    """
    if unchecked := blocking.list.unchecked:
        raise Refused("refusal.block_list", n=unchecked, path=blocking.key_path)


def open_block_list(session: "Session", *, unchecked: bool = True) -> "Blocking":
    """Open the block list, and say which of it cannot be checked.

    Args:
        session: of the command.
        unchecked: whether it may go on then.

    Raises:
        Refused: there are entries whose key is not here.
        BadConfig: its key is none.
        DiskTrouble: it or its key cannot be read.
    """
    blocking = block_list_of(session)
    if not unchecked:
        refuse_unchecked(blocking)
    known = blocking.list
    if known.unchecked:
        path = blocking.key_path
        session.tell(session.say.count("blocklist.unchecked", known.unchecked, path=path))
    if known.unread:
        told = [str(place) for place in known.unread[:_MOST_LINES_TOLD]]
        more = ["…"] if len(known.unread) > _MOST_LINES_TOLD else []
        lines = ", ".join([*told, *more])
        session.tell(session.say.count("blocklist.unread", len(known.unread), lines=lines))
    return blocking


def tell_of_block_list(session: "Session", blocking: "Blocking") -> None:
    """Say whom a command put on the block list, and how well that is kept."""
    if not blocking.new:
        return
    key = "blocklist.would" if session.dry_run else "blocklist.added"
    session.tell(session.say.count(key, blocking.new))
    if blocking.has_new_key:
        session.tell(session.say("blocklist.key", path=blocking.key_path))
    if blocking.weakness:
        why = session.say.reason(blocking.weakness)
        session.tell(session.say("blocklist.weakness", path=blocking.key_path, why=why))


def tell_of_objections(session: "Session", blocking: "Blocking") -> None:
    """Say who wants no more mail though the own file allows it, and how to note it.

    The file is the user's: nothing is written there.
    """
    from kontaktjournal.domain.objection import unheard
    from kontaktjournal.views.words import quoted

    if blocking.is_empty:
        return
    journal, say = session.journal, session.say
    # What the command itself noted is in the files, and not yet in the index.
    near = (journal.reading(one.contact.path).contact
            for one in unheard(journal.in_play(), blocking.of))  # fmt: skip
    found = [*unheard(filter(None, near), blocking.of)]
    for one in found[:_MOST_TOLD]:
        what = _said(session, one.blocked)
        contact = one.contact
        told = {"name": contact.name, "mail": one.mail, "what": what}
        session.tell(say("blocklist.unheard", ref=quoted(contact.stem), **told))
    if more := len(found[_MOST_TOLD:]):
        session.tell(say.count("blocklist.unheard.more", more))


def tell_if_blocked(session: "Session", card: "Card") -> None:
    """Say that somebody who is taken in by hand is on the block list."""
    try:
        blocked = open_block_list(session).of(card)
    except JournalError as error:
        # They are taken in all the same.
        session.tell(session.say.refusal(error))
        return
    if blocked:
        what = _said(session, blocked)
        session.tell(session.say("blocklist.new", name=card.name, what=what))


def _said(session: "Session", blocked: "Blocked") -> str:
    from kontaktjournal.views.words import day_word

    say, day = session.say, blocked.day
    since = say("blocklist.since", day=day_word(day, session.frame)) if day else ""
    why = say(f"blocklist.reason.{blocked.reason}") if blocked.reason else ""
    told = ", ".join(filter(None, (since, why)))
    return f" ({told})" if told else ""
