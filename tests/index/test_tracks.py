"""The tracks in the index are those of the files, whatever day it is."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.track import Track, track
from kontaktjournal.notation.parse import Reader
from opened_journal import opened

FILES = {
    "anna.md": "---\nstatus: pflege\n---\n## 2026-10-05 Telefonat, 25 min\n→ pflege\n",
    "ben.md": "---\nstatus: gespraech\n---\n## 2026-11-02 Zoom\n## 2026-12-01 Treffen\n",
    "cleo.md": "---\nstatus: liste\n---\n",
    "dora.md": "---\nstatus: ablage\ncreated: 2026-03-01\n---\n",
    "emil.md": "---\nstatus: liste\n---\n## 2026-05-04 Versuch\n",
}
VAULT = {f"kontakte/{name}": text for name, text in FILES.items()}


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def expected(today: date, *names: str) -> list[Track]:
    reader = Reader(Settings())
    contacts = (reader.read(FILES[name].encode(), name).contact for name in names)
    return [track(one, today, Settings().pipeline) for one in contacts if one]


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 11, 1), date(2027, 1, 1)])
def test_all_who_have_a_history_are_counted(tmp_path: Path, today: date) -> None:
    with opened(tmp_path, VAULT, now=morning(today)) as journal:
        found = journal.inquiry.tracks()

    assert found.without == 1
    assert sorted(found.tracks) == sorted(
        expected(today, "anna.md", "ben.md", "dora.md", "emil.md")
    )


def test_only_whoever_is_asked_about_is_counted(tmp_path: Path) -> None:
    today = date(2026, 11, 23)

    with opened(tmp_path, VAULT, now=morning(today)) as journal:
        found = journal.inquiry.tracks(["kontakte/ben.md", "kontakte/cleo.md"])

    assert found == (expected(today, "ben.md"), 1)


def test_who_is_written_to_anew_is_counted_once(tmp_path: Path) -> None:
    today = date(2026, 11, 23)
    with opened(tmp_path, VAULT, now=morning(today)) as journal:
        with (tmp_path / "root/kontakte/anna.md").open("a") as anna:
            anna.write("## 2026-11-20 Treffen\n")
        journal.refresh()
        found = journal.inquiry.tracks()

    (seen,) = (one for one in found.tracks if one.stage == "pflege")
    assert len(found.tracks) == 4
    assert [date.fromordinal(talk.day) for talk in seen.talks] == [
        date(2026, 10, 5),
        date(2026, 11, 20),
    ]
