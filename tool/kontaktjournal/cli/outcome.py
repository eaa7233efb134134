"""What a writing command says when it is done: a sentence, a difference, or JSON."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from kontaktjournal.cli.session import Session

if TYPE_CHECKING:
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.written import Written
    from kontaktjournal.views.rows import Value


class Account(Protocol):
    """What can be told of writing: a desk, or what was taken back."""

    @property
    def written(self) -> "tuple[Written, ...]":
        """Return each file that was changed, or would be."""

    @property
    def is_dry(self) -> bool:
        """Tell whether nothing is written."""

    @property
    def is_undoable(self) -> bool:
        """Tell whether `undo` will be able to take it back."""

    @property
    def copies(self) -> tuple[str, ...]:
        """Return the copies that were kept of what nobody knew."""


def show(
    session: Session,
    desk: Account,
    sentences: Callable[[], Iterable[str]],
    values: "Callable[[], Value | list[Value]]",
) -> None:
    """Say what was written, in the form that was asked for.

    Args:
        session: of the call.
        desk: where it was written, or what was taken back.
        sentences: make the result for a person.
        values: make the result for a program.
    """
    if session.json:
        from kontaktjournal.views import rows

        session.print(rows.written(values()))
    elif desk.is_dry:
        _show_difference(session, desk)
    else:
        for sentence in sentences():
            session.print_line(sentence)
    tell_of_keeping(session, desk)


def _show_difference(session: Session, desk: Account) -> None:
    """Print what would be written (W7)."""
    from kontaktjournal.views.outcome import difference

    headed = any(one.path != one.to for one in desk.written)
    for one in desk.written:
        before, after = one.before, one.after
        if isinstance(before, bytes | None) and isinstance(after, bytes | None):
            told = difference(one.path, one.to, before, after, headed=headed)
            print_difference(session, told)
        else:
            session.tell(session.say("write.too_large", path=one.to))
    session.tell(session.say("common.dry_run"))


def print_difference(session: Session, text: str) -> None:
    """Print a unified diff: in colours for a person, byte for byte for a program."""
    if session.is_terminal:
        from kontaktjournal.views.outcome import difference_lines

        session.show(difference_lines(text))
    else:
        session.print_bytes(text.encode("utf-8", "surrogateescape"))


def tell_of_keeping(session: Session, desk: Account) -> None:
    """Say on stderr what was kept beside the files, and what could not be kept."""
    if not desk.is_undoable:
        session.tell(session.say("write.not_undoable"))
    for path in desk.copies:
        session.tell(session.say("write.copy", path=path))


def value_of(session: Session, desk: "Desk", command: str, written: "Written") -> "Value":
    """Return what a command did to one contact, for programs."""
    from kontaktjournal.views.outcome import outcome

    before = desk.head_of(written.was) if written.was else {}
    now = desk.head_of(written.now) if written.now else {}
    entry = written.entry
    text = written.now.text if written.now else ""
    told = (entry, text[slice(*entry.span)].strip("\r\n")) if entry else None
    return outcome(command, written.contact, (before, now), told, dry_run=session.dry_run)
