"""Filing somebody away without a question, and taking them up again (4.6, A1 to A3)."""

from dataclasses import replace

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.verdict import decision_line
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.archive import archived, restored
from kontaktjournal.domain.contact import Contact, Decision, EntryKind
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.pipeline import Kind, Stage
from kontaktjournal.domain.reopening import is_filed, stage_before_filing
from kontaktjournal.domain.settings import Folders
from kontaktjournal.domain.verdict import first_of
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.edit.entry_text import NewEntry
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.store.ignore import Ignore, always_ignored
from kontaktjournal.views.words import Frame

#: What such a folder may be called.
_ARCHIVE = "archiv"


def file_away(desk: Desk, path: str, reason: str, frame: Frame) -> Written:
    """File a contact away; who is filed already stays so.

    Args:
        desk: entered.
        path: the contact's file.
        reason: recorded as a note where there is one.
        frame: of the command.

    Raises:
        WrongUse: no stage is one for filed contacts, or the archive is no contact folder.
        Conflict, Refused, DiskTrouble: the file cannot be changed.
    """
    written = desk.change(path, lambda contact: _filing(contact, reason, frame))
    return in_its_place(desk, written, frame)


def take_up(desk: Desk, path: str, frame: Frame) -> Written:
    """Give a filed contact back the stage it had; who is not filed stays as they are.

    Raises:
        WrongUse: every stage is one for filed contacts.
        Conflict, Refused, DiskTrouble: the file cannot be changed.
    """
    written = desk.change(path, lambda contact: _reopening(contact, frame))
    return in_its_place(desk, written, frame)


def in_its_place(desk: Desk, written: Written, frame: Frame) -> Written:
    """Move a file into the archive if its contact is filed now, and back if it no longer is.

    Args:
        desk: entered.
        written: what a command wrote in the file.
        frame: of the command.

    Returns:
        Both as one.

    Raises:
        WrongUse: the archive is no contact folder.
        Conflict, Refused, DiskTrouble: the file cannot be moved.
    """
    to = _place(written, frame)
    if to == written.to:
        return written
    renamed = desk.rename(written.to, to)
    return replace(written, to=to, after=renamed.after, now=renamed.now)


def _place(written: Written, frame: Frame) -> str:
    pipeline, folders = frame.settings.pipeline, frame.settings.folders
    if is_filed(written.contact, pipeline):
        to = archived(written.to, folders)
        if to != written.to:
            _must_be_found(to, folders)
        return to
    was = written.earlier
    return restored(written.to, folders) if was and is_filed(was, pipeline) else written.to


def _must_be_found(path: str, folders: Folders) -> None:
    """Refuse an archive into which the journal does not look (F2).

    Raises:
        WrongUse: nobody would find anybody there.
    """
    archive = folders.archive
    is_hidden = any(always_ignored(step, is_folder=True) for step in archive.split("/"))
    if is_hidden or Ignore(folders.ignore).ignores(path, is_folder=False):
        better = f"{folders.contacts[0]}/{_ARCHIVE}".removeprefix("./")
        raise WrongUse("refusal.archive", folder=archive, better=better)


def _filing(contact: Contact, reason: str, frame: Frame) -> Change:
    pipeline = frame.settings.pipeline
    fields: dict[str, str | None] = {"next": None, "every": None}
    stage = pipeline.stage(contact.status)
    if stage is None or not is_filed(contact, pipeline):
        stage = first_of(pipeline, Kind.FILED)
        if stage is None:
            raise WrongUse("refusal.no_filed_stage")
        fields["status"] = stage.id
    note = _note(stage, reason, frame) if reason else None
    if note and "status" not in fields and _stands_there(note, contact, frame):
        note = None
    return Change(fields, entry=note)


def _stands_there(note: NewEntry, contact: Contact, frame: Frame) -> bool:
    """Tell whether the same reason was noted today already."""
    settings = frame.settings
    reader = EntryReader(Vocabulary(settings.entries), settings.pipeline)
    decided = reader.decision(note.decision)
    return any(entry.day == note.day and entry.decision == decided for entry in contact.entries)


def _note(stage: Stage, reason: str, frame: Frame) -> NewEntry:
    say = frame.say
    return NewEntry(
        frame.today,
        EntryKind.NOTE,
        channel=say("filing.note"),
        title=say("filing.title"),
        decision=decision_line(Decision(stage.id, reason=reason), frame.settings, say),
    )


def _reopening(contact: Contact, frame: Frame) -> Change:
    pipeline = frame.settings.pipeline
    if not is_filed(contact, pipeline):
        return Change()
    stage = stage_before_filing(contact, pipeline)
    if stage is None:
        raise WrongUse("refusal.no_open_stage")
    return Change({"status": stage.id})
