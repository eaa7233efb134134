"""The journal searched: whom a query finds, and the agenda's numbers under one."""

from pathlib import Path

import pytest

from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.due import Bucket
from kontaktjournal.domain.query.tree import Query
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.parse import QueryReader
from opened_journal import MONDAY, opened

HEAD = "---\nstatus: {status}\ncity: {city}\n{more}\n---\n# {name}\n\n{body}\n"


def file_of(
    name: str, city: str, *, status: str = "pflege", more: str = "", body: str = ""
) -> str:
    return HEAD.format(status=status, city=city, more=more, name=name, body=body)


PEOPLE = {
    "kontakte/over.md": file_of("Over", "Köln", more="next: 2026-11-20", body="Laden am Markt"),
    "kontakte/now.md": file_of("Now", "Köln", more="next: 2026-11-23"),
    "kontakte/other.md": file_of("Other", "Bonn", more="next: 2026-11-23", body="Laden"),
    "kontakte/soon.md": file_of("Soon", "Köln", more="next: 2026-11-25"),
    "kontakte/late.md": file_of("Late", "Köln", more="next: 2027-03-01"),
    "kontakte/away.md": file_of("Away", "Bonn", more="next: 2027-01-01"),
    "kontakte/waits.md": file_of("Waits", "Köln", more="moment: Umzug"),
    "kontakte/dreams.md": file_of("Dreams", "Bonn", more="moment: Umzug"),
    "kontakte/lone.md": file_of("Lone", "Köln", status="anbahnung"),
    "kontakte/gone.md": file_of("Gone", "Köln", status="ablage", body="Laden"),
}


def query(text: str) -> Query:
    return QueryReader(Settings(), MONDAY).read(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("laden", ["Over", "Other", "Gone"]),
        ('"laden am markt"', ["Over"]),
        ("laden -ort:bonn", ["Over", "Gone"]),
        ("laden or is:orphan", ["Over", "Other", "Lone", "Gone"]),
        ("text:lad*,umzug city:bonn", ["Other", "Dreams"]),
        ("köln is:filed", ["Gone"]),
        ("laden limit:1", ["Over"]),
    ],
)
def test_words_are_looked_for_in_the_files(tmp_path: Path, text: str, names: list[str]) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        found = journal.inquiry.found(query(text), journal.contacts(everybody=True))

    assert sorted(due.contact.name for due in found) == sorted(names)


def test_the_agenda_counts_only_whom_the_query_finds(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        sheet = journal.agenda(View(), query("ort:köln"))

    assert [row.due.contact.name for row in sheet.rows] == ["Over", "Now", "Lone"]
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert [due.contact.name for due in sheet.is_due] == ["Over", "Now"]
    assert [due.contact.name for due in sheet.agenda.ahead(7)] == ["Soon"]
    assert sheet.agenda.waiting_for_moment == 1


def test_the_agenda_without_a_query_counts_everybody(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        sheet = journal.agenda(View(), query(""))

        assert sheet == journal.agenda(View())


def test_the_cap_holds_for_whom_the_query_finds(tmp_path: Path) -> None:
    people = {
        f"kontakte/{n}.md": file_of(f"Wer {n}", "Köln", more="next: 2026-11-23", body=body)
        for n, body in enumerate(["Laden", "", "Laden", *[""] * 7])
    }

    with opened(tmp_path, people) as journal:
        hidden = [journal.agenda(View(), asked).hidden for asked in (None, query("laden"))]

    assert hidden == [2, 0]


def test_a_query_sorts_within_the_groups_of_the_agenda(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        sheet = journal.agenda(View(days=7), query("sort:name- -is:undated"))

    rows = [(row.due.bucket, row.due.contact.name) for row in sheet.rows]
    assert rows == [
        (Bucket.OVERDUE, "Over"),
        (Bucket.TODAY, "Other"),
        (Bucket.TODAY, "Now"),
        (Bucket.UPCOMING, "Soon"),
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("city:bonn", "Away"), ("name:late", "Late"), ("name:gone", None)]
)
def test_who_is_next_is_whom_the_query_finds(tmp_path: Path, text: str, name: str | None) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        asked = query(text)
        due = journal.next_up(journal.agenda(View(), asked).agenda, asked)

    assert (due.contact.name if due else None) == name
