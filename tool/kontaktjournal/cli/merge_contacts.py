"""``journal merge-contacts``: two contacts are one person, or never will be (X6)."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.afterwards import tell_if_undated
from kontaktjournal.cli.options import argument, option, writing_command
from kontaktjournal.cli.outcome import show, value_of
from kontaktjournal.cli.ref import Ref, find
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.merging import Merged
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.views.merged import Union
    from kontaktjournal.views.rows import Value


@writing_command("merge-contacts")
@argument("kept", type=Ref(), metavar="A")
@argument("gone", type=Ref(), metavar="B")
@option("--never", is_flag=True, help="option.never_merge")
def command(*, kept: str, gone: str, never: bool) -> None:
    """Make one contact of two."""
    session = current_session()
    stays, goes = find(session, kept), find(session, gone)
    if never:
        _tell_apart(session, stays, goes)
    else:
        _merge(session, stays, goes)


def _merge(session: "Session", stays: "Contact", goes: "Contact") -> None:
    from dataclasses import replace

    from kontaktjournal.cli.mv import said_of
    from kontaktjournal.desk.merging import Merger
    from kontaktjournal.views import merged as view

    merger = Merger(session.journal.renamer(), session.frame)
    linking = merger.look(stays, goes)
    desk = session.desk("merge-contacts")
    with desk:
        merged = merger.merge(desk, linking)
    if not desk.is_dry:
        session.journal.follow([replace(merged.removed, to=merged.written.to)])
    union = _union(merged)
    show(
        session,
        desk,
        lambda: view.sentences(union, session.frame),
        lambda: _value(session, desk, merged, union),
    )
    for remark in view.remarks(union, session.frame):
        session.tell(remark)
    for left in merged.left:
        session.tell(said_of(session, left))
    if not desk.is_dry:
        tell_if_undated(session, union.now)


def _union(merged: "Merged") -> "Union":
    from kontaktjournal.views.merged import Union

    before = merged.written.earlier
    return Union(
        before or merged.written.contact,
        merged.removed.contact,
        merged.written.contact,
        len(merged.entries),
        merged.outvoted,
        merged.noted,
        merged.links,
    )


def _value(session: "Session", desk: "Desk", merged: "Merged", union: "Union") -> "Value":
    from kontaktjournal.cli.mv import left_value
    from kontaktjournal.views.merged import value

    return {
        **value_of(session, desk, "merge-contacts", merged.written),
        **value(union),
        "left": [left_value(left) for left in merged.left],
    }


def _tell_apart(session: "Session", one: "Contact", other: "Contact") -> None:
    """Write down that two are not the same person.

    Raises:
        Refused: they are the same contact.
    """
    from kontaktjournal.desk.distinct import tell_apart
    from kontaktjournal.desk.merging import must_differ

    must_differ(one, other)
    link = session.journal.link_to(other)
    desk = session.desk("merge-contacts")
    with desk:
        written = tell_apart(desk, one, other, link)
    done = "merging.apart" if written.is_changed else "merging.apart_already"
    show(
        session,
        desk,
        lambda: [session.say(done, one=one.name, other=other.name, path=one.path)],
        lambda: value_of(session, desk, "merge-contacts", written),
    )
