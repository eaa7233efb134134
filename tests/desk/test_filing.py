"""Filing away, taking up again, and planning, at the desk: the bytes of the file (4.5, 4.6)."""

from pathlib import Path

import pytest

from kontaktjournal.desk.filing import file_away, take_up
from kontaktjournal.desk.planning import set_next
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.errors import Conflict, JournalError
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Folders, Settings
from kontaktjournal.domain.verdict import Verdict
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame
from opened_journal import MONDAY, opened

MIA = "kontakte/mia.md"
IN_PLAY = "---\nstatus: angebot\nnext: 2026-11-23 # heute\nevery: 6w\n---\n# Mia\n"
FILED = "---\nstatus: ablage\nnext: # heute\nevery:\n---\n# Mia\n"
WITH_ARCHIVE = Settings(folders=Folders(archive="kontakte/archiv"))


def frame(journal: Journal) -> Frame:
    return Frame(Catalogue("de"), journal.settings, journal.today, 80)


def filed(journal: Journal, reason: str = "") -> Written:
    desk = journal.desk("file")
    with desk:
        return file_away(desk, MIA, reason, frame(journal))


def notes(folder: Path) -> dict[str, str]:
    root = folder / "root"
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.md"))
    }


def test_filing_changes_three_values_and_nothing_else(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}) as journal:
        filed(journal)

        assert notes(tmp_path) == {MIA: FILED}


def test_a_reason_becomes_a_note_with_its_decision(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}) as journal:
        filed(journal, "kein Bedarf")

        note = "\n## 2026-11-23 Notiz: abgelegt\n\n→ ablage · kein Bedarf\n"
        assert notes(tmp_path) == {MIA: FILED + note}


def test_a_reason_that_reads_like_a_rhythm_stays_a_reason(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}) as journal:
        written = filed(journal, "monatlich")

        assert written.entry
        assert written.entry.decision
        assert written.entry.decision.every is None


def test_filing_again_writes_nothing_but_a_new_reason(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: FILED}) as journal:
        again = filed(journal)
        told = filed(journal, "kein Bedarf")
        retold = filed(journal, "kein Bedarf")

        assert not again.is_changed
        assert told.entry
        assert not retold.is_changed
        assert notes(tmp_path)[MIA].count("kein Bedarf") == 1


def test_a_filed_file_goes_into_the_archive_and_comes_back_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}, WITH_ARCHIVE) as journal:
        written = filed(journal)

        assert (written.path, written.to) == (MIA, "kontakte/archiv/mia.md")
        assert notes(tmp_path) == {"kontakte/archiv/mia.md": FILED}

        desk = journal.desk("reopen")
        with desk:
            back = take_up(desk, "kontakte/archiv/mia.md", frame(journal))

        assert (back.path, back.to) == ("kontakte/archiv/mia.md", MIA)
        assert notes(tmp_path) == {MIA: FILED.replace("ablage", "anbahnung")}


def test_a_move_that_is_refused_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    files = {MIA: IN_PLAY, "kontakte/archiv/mia.md": "# Eine andere Mia\n"}
    with opened(tmp_path, files, WITH_ARCHIVE) as journal:
        with pytest.raises(JournalError, match=r"refusal\.exists"):
            filed(journal)

        assert notes(tmp_path) == files


def test_one_undo_takes_back_the_change_and_the_move(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}, WITH_ARCHIVE) as journal:
        filed(journal, "kein Bedarf")

        journal.undo()

        assert notes(tmp_path) == {MIA: IN_PLAY}


def test_who_is_not_filed_is_not_taken_up(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}, WITH_ARCHIVE) as journal:
        desk = journal.desk("reopen")
        with desk:
            written = take_up(desk, MIA, frame(journal))

        assert not written.is_changed
        assert notes(tmp_path) == {MIA: IN_PLAY}


def test_a_new_date_with_a_stage_takes_a_filed_contact_out_of_the_archive(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}, WITH_ARCHIVE) as journal:
        filed(journal)
        verdict = Verdict(journal.settings.pipeline.stage("pflege"), When(MONDAY))
        desk = journal.desk("next")
        with desk:
            set_next(desk, "kontakte/archiv/mia.md", verdict, frame(journal), typed="heute")

        after = FILED.replace("ablage", "pflege").replace("next:", "next: 2026-11-23")
        assert notes(tmp_path) == {MIA: after}


def test_somebody_filed_meanwhile_gets_no_date(tmp_path: Path) -> None:
    with opened(tmp_path, {MIA: IN_PLAY}) as journal:
        (tmp_path / "root" / MIA).write_text(FILED, encoding="utf-8")
        desk = journal.desk("next")

        with pytest.raises(JournalError, match=r"refusal\.filed_next"), desk:
            set_next(desk, MIA, Verdict(next=When(MONDAY)), frame(journal), typed="heute")

        assert notes(tmp_path) == {MIA: FILED}


def test_a_value_that_cannot_be_replaced_safely_is_refused(tmp_path: Path) -> None:
    several = IN_PLAY.replace("2026-11-23 # heute", "[2026-11-23, 2026-12-07]")
    with opened(tmp_path, {MIA: several}) as journal:
        with pytest.raises(Conflict, match=r"refusal\.value_list"):
            filed(journal)

        assert notes(tmp_path) == {MIA: several}
