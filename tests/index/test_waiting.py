"""Who is kept warm and has waited for the longest time is found, whatever day it is."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kontaktjournal.index.waiting import longest_waiting
from opened_journal import opened

FILES = {
    "Anna.md": "---\nstatus: pflege\n---\n## 2026-06-08 Telefonat\n## 2026-10-05 Telefonat\n",
    "Ben.md": "---\nstatus: pflege\n---\n## 2026-07-06 Treffen\n## 2026-09-01 E-Mail\n",
    "Cleo.md": "---\nstatus: pflege\n---\n## 2026-07-06 Treffen\n",
    "Dora.md": "---\nstatus: pflege\ncreated: 2026-01-05\n---\n",
    "Emil.md": "---\nstatus: kunde\n---\n## 2026-02-02 Treffen\n",
    # Whoever wants to be left alone is not named.
    "Greta.md": "---\nstatus: pflege\nconsent: none\n---\n## 2026-02-02 Treffen\n",
    "Finn.md": "---\nstatus: ablage\n---\n## 2026-02-02 Treffen\n",
}
VAULT = {f"kontakte/{name}": text for name, text in FILES.items()}


def found(base: Path, today: date, only: list[str] | None = None) -> str:
    now = datetime(today.year, today.month, today.day, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    with opened(base, VAULT, now=now) as journal:
        contact = journal.index.ask(longest_waiting(today, only))
    return contact.name if contact else ""


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2026, 11, 23), "Ben"),
        # Anna's last talk is still to come, and Ben comes before Cleo.
        (date(2026, 10, 4), "Anna"),
        (date(2026, 6, 7), ""),
    ],
)
def test_a_talk_to_come_serves_nobody_yet(tmp_path: Path, today: date, name: str) -> None:
    assert found(tmp_path, today) == name


@pytest.mark.parametrize(
    ("only", "name"),
    [(["kontakte/Cleo.md", "kontakte/Anna.md"], "Cleo"), (["kontakte/Dora.md"], ""), ([], "")],
)
def test_only_whoever_is_asked_about_is_found(tmp_path: Path, only: list[str], name: str) -> None:
    assert found(tmp_path, date(2026, 11, 23), only) == name


def test_in_an_empty_journal_nobody_waits(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        assert journal.index.ask(longest_waiting(date(2026, 11, 23))) is None
