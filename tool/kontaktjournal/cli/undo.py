"""``journal undo``: take back the last command that wrote something, whole (W6)."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.options import exclude, option, writing_command
from kontaktjournal.cli.outcome import show
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.undone import Undone
    from kontaktjournal.desk.written import Written
    from kontaktjournal.views.rows import Value

#: More names than these say less than a number.
_NAMED = 3


@writing_command("undo")
@option("--skip", is_flag=True, help="option.skip")
def command(*, skip: bool) -> None:
    """Take back the last command."""
    session = current_session()
    if skip:
        exclude({"--skip": skip, "--dry-run": session.dry_run})
        _let_stand(session)
        return
    told = session.journal.undo(dry_run=session.dry_run)
    key = "undo.would" if told.is_dry else "undo.done"
    sentence = session.say(key, command=told.command, what=_what(session, told))
    show(session, told, lambda: [sentence], lambda: _value(told))
    if told.is_dry and not session.json:
        session.tell(sentence)


def _let_stand(session: "Session") -> None:
    """Give up what cannot be taken back any more, so that what came before can."""
    record = session.journal.writer.skip()
    if session.json:
        from kontaktjournal.views import rows

        paths = sorted(record.paths)
        value = {"version": rows.VERSION, "command": "undo", "skipped": record.command}
        session.print(rows.written({**value, "files": [{"path": path} for path in paths]}))
        return
    files = session.say.count("undo.files", len(record.paths))
    session.print_line(session.say("undo.skipped", command=record.command, files=files))


def _what(session: "Session", told: "Undone") -> str:
    """Return whom the command was about, or how many files it wrote."""
    files = session.say.count("undo.files", len(told.written))
    if len(told.concerned) > _NAMED:
        return files
    names = [_name(one) or one.to for one in told.concerned]
    return ", ".join([*names, files] if len(told.written) > len(names) else names)


def _name(written: "Written") -> str | None:
    known = [each.contact for each in (written.now, written.was) if each and each.contact]
    return known[0].name if known else None


def _value(told: "Undone") -> "Value":
    """Return what was taken back, for programs: the command, and each file."""
    from kontaktjournal.views.outcome import changed
    from kontaktjournal.views.rows import VERSION

    files: list[Value] = [
        {
            "path": one.to,
            "from": one.path if one.before is not None else None,
            "exists": one.after is not None,
            "name": _name(one),
            "changed": changed(told.heads_of(one)),
        }
        for one in told.written
    ]
    sole = told.written.index(told.concerned[0]) if len(told.concerned) == 1 else None
    own: Value = {} if sole is None else files[sole]
    return {
        "version": VERSION,
        "command": "undo",
        "undone": told.command,
        "path": own.get("path"),
        "name": own.get("name"),
        "changed": own.get("changed", []),
        "entry": None,
        "files": files,
        "dry_run": told.is_dry,
    }
