"""The journal answers: who is due, who is meant, what is known of somebody."""

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kontaktjournal.config.place import Annex, Place
from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Folders, Settings
from kontaktjournal.journal import Journal
from opened_journal import MONDAY, NOW, agenda_of, opened
from watched_folder import picture, write

PEOPLE = {
    "kontakte/anna-mueller.md": "# Anna Müller\n",
    "kontakte/2024/anna-schmidt.md": "# Anna Schmidt\n",
    "kontakte/jonas.md": "# Jonas Weber\n",
}
ANNA = "---\nstatus: pflege\nnext: {}\n---\n# Anna Müller\n"


# --- the agenda ----------------------------------------------------------------------------


def test_the_agenda_shows_who_is_due(tmp_path: Path) -> None:
    files = {
        "kontakte/anna.md": ANNA.format("2026-11-20"),
        "kontakte/jonas.md": "---\nfollow_up: 2026-11-23\n---\n# Jonas\n",
        "kontakte/ilse.md": "---\nnext: bald\n---\n# Ilse\n",
        "kontakte/spaeter.md": "---\nnext: 2027-01-01\n---\n# Später\n",
    }

    with opened(tmp_path, files) as journal:
        assert agenda_of(journal) == [
            ("Ilse", "broken", ""),
            ("Anna Müller", "overdue", "2026-11-20"),
            ("Jonas", "today", "2026-11-23"),
        ]


def test_an_edit_shows_at_the_next_refresh(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna.md": ANNA.format("2026-12-07")}) as journal:
        before = agenda_of(journal)
        write(tmp_path / "root", {"kontakte/anna.md": ANNA.format("2026-11-23")})
        journal.refresh()

        assert before == []
        assert agenda_of(journal) == [("Anna Müller", "today", "2026-11-23")]


@pytest.mark.parametrize(("days", "seen"), [(0, 0), (13, 0), (14, 1), (400, 1)])
def test_the_agenda_looks_ahead_as_far_as_asked(tmp_path: Path, days: int, seen: int) -> None:
    with opened(tmp_path, {"kontakte/anna.md": ANNA.format("2026-12-07")}) as journal:
        assert len(journal.agenda(View(days=days)).rows) == seen


def test_the_agenda_of_another_day_is_that_days(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna.md": ANNA.format("2026-12-07")}) as journal:
        assert len(journal.agenda(View(on=date(2026, 12, 7))).rows) == 1
        assert len(journal.agenda(View(on=date(2026, 12, 8))).rows) == 0


def test_who_is_next_is_found_however_far_away(tmp_path: Path) -> None:
    files = {
        "kontakte/anna.md": ANNA.format("2028-01-03"),
        "kontakte/zoe.md": "---\nnext: 2029-01-03\n---\n# Zoe\n",
    }

    with opened(tmp_path, files) as journal:
        due = journal.next_up(journal.agenda(View()).agenda)

        assert due is not None
        assert (due.contact.name, due.day) == ("Anna Müller", date(2028, 1, 3))


@pytest.mark.parametrize(
    "other",
    [
        # Looked at every day for other reasons, and due long after.
        "---\nnext: 2027-06-01\n---\n## 2027-07-01 Termin\n",
        "---\nnext: 2027-06-01\nsnooze: 2027-06-01\n---\n",
        # Wakes early because of a promise, which the snooze hides.
        "---\nstatus: pflege\nnext: 2027-06-01\nsnooze: 2027-06-01\n---\n- [ ] x 📅 2026-12-01\n",
        "---\nstatus: pflege\nsnooze: 2027-06-01\n---\n",
    ],
)
def test_who_is_next_is_not_who_merely_wakes_first(tmp_path: Path, other: str) -> None:
    files = {"kontakte/anna.md": ANNA.format("2027-01-20"), "kontakte/other.md": other}

    with opened(tmp_path, files) as journal:
        due = journal.next_up(journal.agenda(View()).agenda)

        assert due is not None
        assert due.contact.name == "Anna Müller"


def test_without_anybody_ahead_nobody_is_next(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna.md": "# Anna\n"}) as journal:
        assert journal.next_up(journal.agenda(View()).agenda) is None


def test_contacts_are_those_in_play_unless_everybody_is_asked_for(tmp_path: Path) -> None:
    files = {
        f"kontakte/{status}.md": f"---\nstatus: {status}\n---\n"
        for status in ("liste", "pflege", "angebot", "kunde", "ablage", "vip")
    }

    with opened(tmp_path, files) as journal:
        assert {due.contact.stem for due in journal.contacts()} == {"pflege", "angebot", "kunde"}
        assert len(journal.contacts(everybody=True)) == 6
        assert journal.counts() == {
            "": 1, "pool": 1, "active": 1, "waiting": 1, "won": 1, "filed": 1,
        }  # fmt: skip


@pytest.mark.parametrize(
    ("files", "empty"),
    [
        ({}, True),
        ({"kontakte/a.md": ""}, False),
        ({"kontakte/a.md": "---\ntype: org\n---\n"}, True),
    ],
)
def test_a_journal_without_contacts_knows_it(
    tmp_path: Path, files: dict[str, str], *, empty: bool
) -> None:
    with opened(tmp_path, files) as journal:
        assert journal.is_empty() == empty


# --- settings ------------------------------------------------------------------------------


def test_another_rhythm_in_the_settings_shows_at_once(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "---\nstatus: pflege\n---\n# Anna\n## 2026-11-02 Zoom\n"}
    with opened(tmp_path, files) as journal:
        before = agenda_of(journal)
    settings = Settings(stage_cadence={"pflege": Cadence(3, Unit.WEEK)})

    with opened(tmp_path, settings=settings) as journal:
        assert before == [("Anna", "undated", "")]
        assert agenda_of(journal) == [("Anna", "today", "2026-11-23")]


def test_the_ignore_file_is_followed_whenever_it_changes(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "# Anna\n", "kontakte/alt/zoe.md": "# Zoe\n"}
    seen = []
    for patterns in ("", "alt/\n", "\ufeffanna.md\r\n", "alt/\n!alt/\n"):
        with opened(tmp_path, {**files, ".journalignore": patterns}) as journal:
            seen.append(sorted(due.contact.name for due in journal.contacts(everybody=True)))

    assert seen == [["Anna", "Zoe"], ["Anna"], ["Zoe"], ["Anna", "Zoe"]]


def test_an_ignore_file_is_followed_through_a_link_inside_the_journal_only(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "# Anna\n", "regeln": "anna.md\n", "../fremd": "anna.md\n"}
    seen = []
    for target in ("regeln", "../fremd", "/dev/zero"):
        (tmp_path / "root").mkdir(exist_ok=True)
        (tmp_path / "root/.journalignore").unlink(missing_ok=True)
        (tmp_path / "root/.journalignore").symlink_to(target)
        with opened(tmp_path, files) as journal:
            seen.append(journal.is_empty())

    assert seen == [True, False, False]


@pytest.mark.timeout(20)
def test_an_ignore_file_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    os.mkfifo(tmp_path / "root/.journalignore")

    with opened(tmp_path, {"kontakte/anna.md": "# Anna\n"}) as journal:
        assert not journal.is_empty()


def test_a_move_to_another_time_zone_is_noticed(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "---\nnext: 2026-11-24T00:30:00+01:00\n---\n# Anna\n"}
    with opened(tmp_path, files) as journal:
        (at_home,) = journal.contacts(everybody=True)
    abroad = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("America/New_York"))

    with opened(tmp_path, now=abroad) as journal:
        (there,) = journal.contacts(everybody=True)

    assert at_home.contact.next == When(date(2026, 11, 24), at_home.at)
    assert there.contact.next == When(date(2026, 11, 23), there.at)


def test_the_folders_of_the_place_outrank_the_settings(tmp_path: Path) -> None:
    write(tmp_path, {"people/anna.md": "# Anna\n"})
    aside = Annex(tmp_path / ".cache", tmp_path / ".state")
    journal = Journal(Place(tmp_path, None, ("people",)), Settings(), NOW, aside)

    journal.refresh()

    assert [due.contact.path for due in journal.contacts(everybody=True)] == ["people/anna.md"]
    journal.close()


@pytest.mark.parametrize(
    "link",
    [
        "[[anna-mueller]]", "[[Anna Müller]]", "[[anna muller]]", "[[Anna Müller.MD]]",
        "[[kontakte/Anna Müller|A]]", "[[anna mueller.markdown]]", "[[Änne]]",
        "\n\n| wer |\n|---|\n| [[Anna Müller\\|A]] |\n",
    ],
)  # fmt: skip
def test_whoever_links_here_is_linked_from_here(tmp_path: Path, link: str) -> None:  # N7
    files = {
        "kontakte/Anna Müller.md": "---\naliases: Änne\n---\n# Anna Müller\n",
        "kontakte/zoe.md": f"# Zoe\n\nKennt {link}\n",
    }

    with opened(tmp_path, files) as journal:
        to = journal.dossier(journal.find("zoe")).links
        back = journal.dossier(journal.find("Anna Müller")).backlinks

    assert [one.name for one in to] == ["Anna Müller"]
    assert [one.name for one in back] == ["Zoe"]


def test_a_link_that_may_mean_two_people_comes_from_nobody(tmp_path: Path) -> None:  # N7
    files = {
        "kontakte/a/anna.md": "# Anna Otto\n",
        "kontakte/b/anna.md": "# Anna Muster\n",
        "kontakte/zoe.md": "# Zoe\n\n[[anna]] und [[a/anna]]\n",
        "kontakte/uwe.md": "# Uwe\n\n[[anna]]\n",
        "kontakte/ben.md": "# Ben Falk\n\n[[a/anna]]\n",
    }

    with opened(tmp_path, files) as journal:
        back = journal.dossier(journal.find("Anna Otto")).backlinks
        other = journal.dossier(journal.find("Anna Muster")).backlinks

    assert [one.name for one in back] == ["Ben Falk", "Zoe"]
    assert other == ()


# --- what is known of somebody -------------------------------------------------------------

STORY = """---
name: Anna Müller
status: pflege
via: "[[jonas]]"
plz: "01067"
---
# Anna Müller

## Story

Leipzig, Halle 3.

## Log

- 2026-11-02 — Zoom
  → pflege
- 2026-11-20 14:00 Telefonat
- 2026-11-20 9:00 Mail

| 2026-10-01 | Messe | Stand |
"""


def test_a_dossier_gathers_what_is_known(tmp_path: Path) -> None:
    files = {
        "kontakte/anna.md": STORY,
        "kontakte/jonas.md": "# Jonas Weber\n\nKennt [[anna|Anna]].\n",
        "kontakte/ilse.md": "# Ilse\n\nWar mit Anna Mueller essen.\n",
        "kontakte/zoe.md": "# Zoe\n\n[[niemand]]\n",
    }
    with opened(tmp_path, files) as journal:
        dossier = journal.dossier(journal.find("anna"), with_mentions=True)

    assert [one.stem for one in dossier.links] == ["jonas"]
    assert [one.stem for one in dossier.backlinks] == ["jonas"]
    assert [one.stem for one in dossier.mentions] == ["ilse"]
    assert dossier.story == "Leipzig, Halle 3."
    assert dict(dossier.keys)["plz"] == "01067"
    assert dossier.problems == ()
    assert [(entry.day.day, entry.channel, text) for entry, text in dossier.texts] == [
        (20, "Telefonat", ""),
        (20, "Mail", ""),
        (2, "Zoom", "  → pflege"),
        (1, "Messe", ""),
    ]


def test_a_dossier_is_read_from_the_file_as_it_is_now(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna.md": ANNA.format("2026-12-07")}) as journal:
        contact = journal.find("anna")
        write(tmp_path / "root", {"kontakte/anna.md": ANNA.format("2026-11-23")})

        assert journal.dossier(contact).due.day == MONDAY


def test_a_dossier_of_a_file_just_deleted_says_so(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna.md": ANNA.format("2026-12-07")}) as journal:
        contact = journal.find("anna")
        (tmp_path / "root/kontakte/anna.md").unlink()
        dossier = journal.dossier(contact)

    assert [problem.code for problem in dossier.problems] == ["E107"]
    assert dossier.due.contact == contact


def test_problems_are_remembered_until_they_are_mended(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna.md": ANNA.format("bald")}) as journal:
        (problem,) = journal.problems()
    with opened(tmp_path) as journal:
        again = journal.problems("kontakte/anna.md")
        nowhere = journal.problems("kontakte/zoe.md")
        write(tmp_path / "root", {"kontakte/anna.md": ANNA.format("2026-12-07")})
        journal.refresh()
        mended = journal.problems()

    assert (problem.path, problem.line, problem.column, problem.code) == (
        "kontakte/anna.md", 3, 7, "E102",
    )  # fmt: skip
    assert again == [problem]
    assert nowhere == mended == []


def test_no_question_writes_into_the_journal(tmp_path: Path) -> None:
    with opened(tmp_path, {**PEOPLE, "kontakte/anna.md": STORY}) as journal:
        before = picture(tmp_path / "root")
        journal.agenda(View())
        journal.dossier(journal.find("anna-schmidt"), with_mentions=True)
        journal.check()
        journal.number([(1, "kontakte/jonas.md")])
        journal.refresh()

    assert picture(tmp_path / "root") == before


def test_contact_folders_may_lie_in_each_other(tmp_path: Path) -> None:
    settings = Settings(folders=replace(Folders(), contacts=("kontakte", "kontakte/2024")))

    with opened(tmp_path, PEOPLE, settings) as journal:
        assert len(journal.contacts(everybody=True)) == 3
