"""The desk: what it changes is read afresh, and what was decided is not written over."""

from pathlib import Path

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.edit.editor import NewEntry
from opened_journal import MONDAY, opened

ANNA = "kontakte/anna.md"
BEFORE = "---\nname: Anna\nstatus: pflege\nnext: 2026-11-23\n---\n"


def to_offer(_contact: Contact) -> Change:
    return Change({"status": "angebot"})


def test_a_change_is_made_in_the_file_and_told(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log")
        entry = NewEntry(MONDAY, channel="Zoom")

        with desk:
            written = desk.change(ANNA, lambda _: Change({"status": "angebot"}, entry=entry))

        after = "---\nname: Anna\nstatus: angebot\nnext: 2026-11-23\n---\n\n## 2026-11-23 Zoom\n"
        assert (tmp_path / "root" / ANNA).read_text() == after
        assert desk.written == (written,)
        assert (written.contact.status, written.entry and written.entry.channel) == (
            "angebot",
            "Zoom",
        )


def test_a_dry_desk_writes_nothing_and_tells_all(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log", dry_run=True)

        with desk:
            desk.change(ANNA, to_offer)
            desk.rename(ANNA, "kontakte/berta.md")
            desk.create("kontakte/mia.md", b"# Mia\n")

        assert (tmp_path / "root" / ANNA).read_text() == BEFORE
        assert not (tmp_path / "state").exists()
        assert [(one.path, one.to, one.after) for one in desk.written] == [
            (ANNA, "kontakte/berta.md", BEFORE.replace("pflege", "angebot").encode()),
            ("kontakte/mia.md", "kontakte/mia.md", b"# Mia\n"),
        ]


def test_what_is_decided_is_not_written_over_what_was_changed_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "root" / ANNA
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log")
        seen = desk.read(ANNA)
        file.write_text(BEFORE.replace("pflege", "kunde"))

        with pytest.raises(Conflict, match=r"refusal\.changed"), desk:
            desk.change(ANNA, to_offer, seen=seen)

        assert file.read_text() == BEFORE.replace("pflege", "kunde")


def test_what_was_changed_elsewhere_in_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "root" / ANNA
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log")
        seen = desk.read(ANNA)
        file.write_text(BEFORE + "# Anna, umgezogen\n")

        with desk:
            desk.change(ANNA, to_offer, seen=seen)

        assert file.read_text() == BEFORE.replace("pflege", "angebot") + "# Anna, umgezogen\n"


def test_a_command_in_two_parts_is_told_as_one(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log")
        with desk:
            desk.change(ANNA, lambda _: Change(entry=NewEntry(MONDAY, channel="Zoom")))
        with desk:
            desk.change(ANNA, to_offer)

        (written,) = desk.written
        assert written.before == BEFORE.encode()
        assert written.after == (tmp_path / "root" / ANNA).read_bytes()
        assert written.entry is not None


def test_a_part_that_fails_is_not_told(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log")

        def work() -> None:
            with desk:
                desk.change(ANNA, to_offer)
                desk.create(ANNA, b"")

        with pytest.raises(Refused, match=r"refusal\.exists"):
            work()

        assert desk.written == ()
        assert (tmp_path / "root" / ANNA).read_text() == BEFORE


def test_what_is_protected_is_refused_by_a_dry_desk_too(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log", dry_run=True)
        (tmp_path / "root" / ANNA).chmod(0o444)

        with pytest.raises(Refused, match=r"refusal\.protected"), desk:
            desk.change(ANNA, to_offer)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        (tmp_path / "root" / ANNA).unlink()

        with pytest.raises(Refused, match=r"refusal\.unreadable"):
            journal.desk("log").read(ANNA)


def test_what_is_no_file_is_not_written(tmp_path: Path) -> None:
    with opened(tmp_path, {ANNA: BEFORE}) as journal:
        desk = journal.desk("log", dry_run=True)
        (tmp_path / "root" / ANNA).unlink()
        (tmp_path / "root" / ANNA).mkdir()

        with pytest.raises(Refused, match=r"refusal\.special"), desk:
            desk.change(ANNA, to_offer)
