"""The traps of the mission that concern reading, one by one."""

from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.errors import Ambiguous
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, add_months
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.notation.parse import Reader
from opened_journal import MONDAY, agenda_of, opened
from watched_folder import picture


def read(text: str) -> Contact:
    found = Reader(Settings()).read(text.encode(), "kontakte/anna.md").contact
    assert found is not None
    return found


def head(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


def test_tr1_an_attempt_is_no_contact_and_a_contact_no_conversation() -> None:
    attempt = assess(read("## 2026-11-20 Telefonat – nicht erreicht\n"), MONDAY, Settings()).past
    message = assess(read("## 2026-11-20 E-Mail\n"), MONDAY, Settings()).past
    talk = assess(read("## 2026-11-20 Telefonat\n"), MONDAY, Settings()).past

    assert (attempt.last, attempt.last_talk, attempt.attempts) == (None, None, 1)
    assert (message.last, message.last_talk, message.attempts) == (date(2026, 11, 20), None, 0)
    assert talk.last_talk is not None
    assert talk.last == date(2026, 11, 20)


@pytest.mark.parametrize(("entry", "bucket"), [
    ("Telefonat", "undated"), ("Telefonat – nicht erreicht", "overdue"), ("E-Mail", "overdue"),
    ("Notiz", "overdue"),
])  # fmt: skip
def test_tr1_only_a_conversation_serves_a_date(entry: str, bucket: str) -> None:
    contact = read(head("status: angebot", "next: 2026-11-20") + f"## 2026-11-20 {entry}\n")

    assert assess(contact, MONDAY, Settings()).bucket == bucket


def test_tr2_a_heading_in_the_future_is_an_appointment_and_never_last() -> None:
    contact = read("## 2026-12-01 Termin\n\n## 2026-11-02 Zoom\n")

    due = assess(contact, MONDAY, Settings())

    assert due.past.last == date(2026, 11, 2)
    assert due.day == date(2026, 12, 1)


@pytest.mark.parametrize("text", [
    "Am 2026-11-20 gesehen\n", "## Firma\n- gegründet 2026-11-20\n", "- [ ] 2026-11-20 Angebot\n",
    "## Founder Narrative (2026-06-11)\n", "## Firma\n- renewal due 2027-01-01\n",
])  # fmt: skip
def test_tr3_a_date_somewhere_in_the_text_is_no_conversation(text: str) -> None:
    assert read(text).entries == ()


@pytest.mark.parametrize("word", ["bald", "11/23/2026", "2026-02-30", "next week", "[[", "{a: b}"])
def test_tr4_an_unreadable_next_date_surfaces(tmp_path: Path, word: str) -> None:
    with opened(tmp_path, {"kontakte/anna.md": head(f"next: {word}") + "# Anna\n"}) as journal:
        (problem, *_) = journal.problems()

        assert agenda_of(journal) == [("Anna", "broken", "")]
        assert (problem.severity, problem.line) == ("error", 2)


def test_tr5_a_talk_written_in_the_editor_leaves_no_false_overdue(tmp_path: Path) -> None:
    text = head("status: pflege", "next: 2026-11-20", "every: 6 Wochen")

    with opened(tmp_path, {"kontakte/anna.md": f"{text}# Anna\n## 2026-11-22 Zoom\n"}) as journal:
        assert agenda_of(journal) == []


def test_tr7_a_vault_without_status_does_not_flood_the_agenda(tmp_path: Path) -> None:
    notes = {
        f"kontakte/{number}.md": f"---\nlast_contact: 2026-01-{number % 28 + 1:02}\n---\n# N\n"
        for number in range(300)
    }
    settings = Settings(stage_cadence={"pflege": Cadence(8, Unit.WEEK)})

    with opened(tmp_path, notes, settings) as journal:
        assert agenda_of(journal) == []
        assert journal.counts()[""] == 300


@pytest.mark.parametrize("kind", ["company", "meeting", "project", "note"])
def test_tr8_notes_of_another_type_are_no_contacts(tmp_path: Path, kind: str) -> None:
    files = {"kontakte/x.md": head(f"type: {kind}", "status: pflege", "next: 2026-11-20")}

    with opened(tmp_path, files) as journal:
        assert journal.is_empty()
        assert agenda_of(journal) == []


@pytest.mark.parametrize("text", [
    "---\ncreated: {{date}}\n---\n# {{title}}\n", "# <% tp.file.title %>\n", "# {{title}}\n",
    "---\nname: <% tp.file.title %>\nnext: 2026-11-20\n---\n",
])  # fmt: skip
def test_tr9_template_notes_are_no_contacts(tmp_path: Path, text: str) -> None:
    with opened(tmp_path, {"kontakte/Person.md": text}) as journal:
        assert journal.is_empty()
        assert [problem.code for problem in journal.problems()] == ["I306"]


def test_tr10_a_phone_number_is_no_octal_number() -> None:
    assert read(head("phone: 01711234567")).phone == ("01711234567",)


def test_tr11_words_stay_words() -> None:
    contact = read(head("plz: 01067", "name: Null", "Land: NO", "zeit: 14:30"))

    assert contact.name == "Null"
    assert dict(contact.others) == {"plz": "01067", "Land": "NO", "zeit": "14:30"}


def test_tr12_an_impossible_birthday_is_a_warning_and_loses_nobody(tmp_path: Path) -> None:
    text = head("name: Anna", "status: pflege", "next: 2026-11-23", "geburtstag: 1980-02-30")

    with opened(tmp_path, {"kontakte/anna.md": text}) as journal:
        (problem,) = journal.problems()

        assert agenda_of(journal) == [("Anna", "today", "2026-11-23")]
        assert (problem.line, problem.column, problem.code) == (5, 13, "W215")


@pytest.mark.parametrize("text", [
    "\ufeff---\r\nname: Anna # Chefin\r\nnext: 2026-11-23\r\nalias: A\r\n---\r\n# Anna",
    "---\nzuletzt: 2026-01-01\nname: Anna\nnext: 2026-11-23\n---\n\n    Code   \n\n\n",
])  # fmt: skip
def test_tr13_reading_finds_the_head_behind_a_mark_and_writes_nothing(
    tmp_path: Path, text: str
) -> None:
    with opened(tmp_path, {"kontakte/anna.md": text}) as journal:
        before = picture(tmp_path / "root")
        rows = agenda_of(journal)
        journal.dossier(journal.find("anna"))

    assert rows == [("Anna", "today", "2026-11-23")]
    assert picture(tmp_path / "root") == before


def test_tr14_two_people_of_the_same_name_are_never_taken_for_one(tmp_path: Path) -> None:
    files = {
        "kontakte/anna-mueller.md": head("city: Köln", "next: 2026-11-23") + "# Anna Müller\n",
        "kontakte/anna-mueller-2.md": head("city: Bonn", "next: 2026-11-23") + "# Anna Müller\n",
    }

    with opened(tmp_path, files) as journal:
        assert len(agenda_of(journal)) == 2
        assert journal.find("anna-mueller-2").city == "Bonn"
        with pytest.raises(Ambiguous) as refusal:
            journal.find("Anna Müller")
    assert refusal.value.values["names"] == "anna-mueller (Köln), anna-mueller-2 (Bonn)"


def test_tr15_the_cap_says_how_many_it_hides(tmp_path: Path) -> None:
    files = {f"kontakte/{number}.md": head("next: 2026-11-20") for number in range(12)}
    settings = Settings(agenda=AgendaSettings(per_day=8))

    with opened(tmp_path, files, settings) as journal:
        sheet = journal.agenda(View())

        assert (len(sheet.rows), len([row for row in sheet.rows if row.shown])) == (12, 8)
        assert sheet.hidden == 4


def test_tr16_presumed_common_ground_is_no_story() -> None:
    contact = read(head("hooks: [gleiche Schule]", "org: ACME", "met: Messe", "source: LinkedIn"))

    assert not contact.has_story
    assert contact.hooks == ("gleiche Schule",)


def test_tr17_no_to_mail_and_yes_to_phone() -> None:
    contact = read(head("consent:", "  email: no 2026-05-02", "  phone: yes 2026-03-01"))

    assert {one.channel: one.answer for one in contact.consent} == {
        "email": Answer.NO,
        "phone": Answer.YES,
    }
    assert not contact.blocked


@pytest.mark.parametrize("line", ["→ pflege", "=> pflege", "entscheidung: pflege"])
def test_tr19_a_decision_needs_no_arrow_a_shell_would_eat(line: str) -> None:
    (entry,) = read(f"## 2026-11-23 Zoom\n{line}\n").entries

    assert entry.decision is not None
    assert entry.decision.stage == "pflege"


def test_tr20_a_month_after_31_january_is_its_last_day() -> None:
    contact = read(head("status: pflege", "every: 1 Monat") + "## 2027-01-31 Zoom\n")
    every_day = Settings(calendar=Calendar(frozenset(range(7))))

    assert assess(contact, date(2027, 2, 1), every_day).day == date(2027, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)


def test_tr21_a_renamed_file_is_the_same_person_once(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": head("uid: k7f3q2m9xw", "next: 2026-11-23") + "# Anna\n"}
    with opened(tmp_path, files) as journal:
        before = journal.find("k7f3q2m9xw")
        (tmp_path / "root/kontakte/anna.md").rename(tmp_path / "root/kontakte/anna-mueller.md")
        journal.refresh()
        after = journal.find("k7f3q2m9xw")
        rows = agenda_of(journal)

    assert (before.path, after.path) == ("kontakte/anna.md", "kontakte/anna-mueller.md")
    assert (before.uid, len(rows)) == (after.uid, 1)
