"""Decisions without a new talk: what they change in a file, and what stays."""

from pathlib import Path

import pytest

from kontaktjournal.desk.triage import decided
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import Rhythm, Verdict
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame
from opened_journal import MONDAY, opened

ANNA = "kontakte/anna.md"
FRAME = Frame(Catalogue("de"), Settings(), MONDAY, 80)
NURTURE, FILED, WON = (DEFAULT.stage(word) for word in ("pflege", "ablage", "kunde"))
FRIDAY = When(MONDAY.replace(day=27))

TALKED = """\
---
status: gespraech
next: 2026-11-20
step: Muster zeigen
---

## 2026-11-20 Zoom: viel gelacht

Laden läuft.

## 2026-11-11 Telefonat
"""
TRIED = """\
---
status: anbahnung
next: 2026-11-20
step: vormittags
---

- 2026-11-20 Versuch
- 2026-11-18 Versuch
- 2026-11-16 Versuch
- 2026-11-12 Versuch
- 2026-11-10 Versuch
"""


def after(tmp_path: Path, text: str, verdict: Verdict) -> str:
    with opened(tmp_path, {ANNA: text}) as journal:
        desk = journal.desk("triage")
        with desk:
            desk.change(ANNA, lambda now: decided(now, verdict, FRAME))
    return (tmp_path / "root" / ANNA).read_text(encoding="utf-8")


def test_what_a_talk_waited_for_stands_below_it(tmp_path: Path) -> None:
    every = Rhythm(Cadence(8, Unit.WEEK), "8 Wochen")
    verdict = Verdict(NURTURE, every=every, fit=Answer.YES)

    written = after(tmp_path, TALKED, verdict)

    assert written == (
        "---\nstatus: pflege\nnext: 2027-01-15\nstep:\nevery: 8 Wochen\nfit: yes\n---\n\n"
        "## 2026-11-20 Zoom: viel gelacht\n\nLaden läuft.\n\n"
        "→ pflege · alle 8 Wochen · 2027-01-15\n\n## 2026-11-11 Telefonat\n"
    )


@pytest.mark.parametrize(
    ("verdict", "head"),
    [
        (Verdict(WON), "status: kunde\nnext: 2026-11-20\nstep:\n"),
        (Verdict(FILED), "status: ablage\nnext:\nstep:\n"),
        (Verdict(never=True), "status: gespraech\nnext: never\nstep:\n"),
    ],
)
def test_the_talk_is_done_with_the_step_it_was_agreed_on_for(
    verdict: Verdict, head: str, tmp_path: Path
) -> None:
    assert after(tmp_path, TALKED, verdict).startswith(f"---\n{head}---\n")


def test_a_step_without_a_date_was_said_after_the_talk(tmp_path: Path) -> None:
    text = TALKED.replace("next: 2026-11-20\n", "")

    written = after(tmp_path, text, Verdict(next=FRIDAY))

    head = "---\nstatus: gespraech\nnext: 2026-11-27\nstep: Muster zeigen\n---\n"
    assert written.startswith(head)


def test_the_day_it_stands_at_can_be_decided_on_again(tmp_path: Path) -> None:
    today = TRIED.replace("next: 2026-11-20", "next: 2026-11-23")

    assert after(tmp_path, today, Verdict(next=When(MONDAY))) == today


def test_who_was_never_talked_to_is_decided_about_in_the_head_alone(tmp_path: Path) -> None:
    verdict = Verdict(next=FRIDAY, step="Mappe zeigen")

    written = after(tmp_path, "---\nstatus: anbahnung\n---\n\n# Anna\n", verdict)

    assert written == (
        "---\nstatus: anbahnung\nnext: 2026-11-27\nstep: Mappe zeigen\n---\n\n# Anna\n"
    )


@pytest.mark.parametrize(
    ("verdict", "head"),
    [
        (Verdict(FILED), "status: ablage\nnext:\nstep: vormittags\n"),
        (Verdict(WON), "status: kunde\nnext:\nstep: vormittags\n"),
        (Verdict(next=FRIDAY), "status: anbahnung\nnext: 2026-11-27\nstep: vormittags\n"),
        (Verdict(never=True), "status: anbahnung\nnext: never\nstep: vormittags\n"),
        (
            Verdict(NURTURE, every=Rhythm(Cadence(6, Unit.WEEK), "6 Wochen")),
            "status: pflege\nnext: 2027-01-04\nstep: vormittags\nevery: 6 Wochen\n",
        ),
    ],
)
def test_the_day_that_passed_without_a_talk_calls_for_nobody_any_more(
    verdict: Verdict, head: str, tmp_path: Path
) -> None:
    written = after(tmp_path, TRIED, verdict)

    body = TRIED.partition("---\n\n")[2]
    assert written == f"---\n{head}---\n\n{body}"
