"""Claims about findings in one file that need the day (4.12)."""

from datetime import date

import pytest

from kontaktjournal.domain.lint import lint
from kontaktjournal.domain.rhythm import Cadence, Unit
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()


def check_one(head: str, body: str = "", settings: Settings = SETTINGS) -> list[str]:
    """Read one file and return its findings as ``line CODE values``."""
    text = f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"
    reading = Reader(settings).read(text.encode(), "kontakte/anna.md")
    assert reading.contact is not None
    problems = lint([reading.contact], MONDAY, settings, found=reading.problems)
    return [
        " ".join([
            str(problem.line),
            problem.code + (f".{problem.variant}" if problem.variant else ""),
            *(value for _, value in problem.values),
        ])
        for problem in problems
    ]  # fmt: skip


# --- W202: in play without next step ---------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("status: anbahnung", ""),
        ("status: pflege", "## 2026-11-20 Telefonat"),
        ("status: anbahnung\nbirthday: 11-23", ""),
        ("status: gespraech\nmoment: zweiter Laden", ""),
    ],
)
def test_in_play_without_next_step_is_told(head: str, body: str) -> None:
    assert check_one(head, body) == ["1 W202"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("status: pflege\nnext: nie", ""),
        ("status: pflege\nmoment: zweiter Laden", ""),
        ("status: pflege\nevery: 6 Wochen", ""),
        ("status: anbahnung", "## 2026-12-01 Termin"),
        ("status: kunde", "## 2026-11-20 Telefonat"),
        ("status: liste", ""),
        ("status: ablage", ""),
        ("city: Köln", ""),
        ("status: pflege\nconsent: none", ""),
    ],
)
def test_no_next_step_is_missed_where_none_is_needed(head: str, body: str) -> None:
    assert check_one(head, body) == []


def test_an_unreadable_next_is_not_told_twice() -> None:
    assert check_one("status: gespraech\nnext: bald") == ["3 E102 next bald"]


# --- W203: filed, but a date is left ---------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("next: 2026-11-20", ["1 W203 next"]),
        ("every: 6 Wochen", ["1 W203.every every"]),
        ("next: 2026-11-20\nevery: 6 Wochen", ["1 W203 next"]),
        ("next: nie", []),
        ("every: nie", []),
        ("next:", []),
    ],
)
def test_filing_leaves_no_date_behind(left: str, expected: list[str]) -> None:
    assert check_one(f"status: ablage\n{left}") == expected


def test_of_a_filed_contact_nothing_else_of_the_day_is_told() -> None:
    body = "## 2026-11-20 Telefonat\n\n- [ ] Mappe schicken 📅 2026-11-20"

    assert check_one("status: ablage", body) == []


# --- W207: served, and no new step -----------------------------------------------------------


@pytest.mark.parametrize("status", ["gespraech", "kunde"])
def test_a_talk_that_served_its_date_without_a_new_step_is_told_at_the_talk(status: str) -> None:
    body = "## 2026-11-20 Zoom\n\n## 2026-11-02 Telefonat"

    problems = check_one(f"status: {status}\nnext: 2026-11-16", body)

    assert [line for line in problems if "W207" in line] == ["8 W207 2026-11-16"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("status: gespraech\nnext: 2026-11-16\nevery: 6 Wochen", "## 2026-11-20 Zoom"),
        ("status: gespraech\nnext: 2026-11-16", "## 2026-12-01 Termin\n\n## 2026-11-20 Zoom"),
        ("status: gespraech\nnext: 2026-11-16\nsnooze: 2026-12-01", "## 2026-11-20 Zoom"),
        ("status: gespraech\nnext: 2026-12-07", "## 2026-11-20 Zoom"),
        ("status: gespraech\nnext: 2026-11-16", "## 2026-11-20 Mailbox"),
        ("status: liste\nnext: 2026-11-16", "## 2026-11-20 Zoom"),
        ("next: 2026-11-16", "## 2026-11-20 Zoom"),
        ("status: kunde\nnext: 2026-11-16\nconsent: none", "## 2026-11-20 Zoom"),
    ],
    ids=["rhythm", "appointment", "snooze", "later", "attempt", "pool", "no-status", "blocked"],
)
def test_a_served_date_is_fine_where_something_takes_over(head: str, body: str) -> None:
    assert check_one(head, body) == []


def test_a_rhythm_of_the_stage_takes_over_too() -> None:
    settings = Settings(stage_cadence={"gespraech": Cadence(2, Unit.WEEK)})

    assert check_one("status: gespraech\nnext: 2026-11-16", "## 2026-11-20 Zoom", settings) == []


# --- W208: my promises -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ("- [ ] Mappe schicken 📅 2026-11-22", ["10 W208 Mappe schicken 2026-11-22"]),
        ("- [ ] Mappe schicken 📅 2026-11-23", []),
        ("- [ ] Mappe schicken", []),
        ("- [x] Mappe schicken 📅 2026-11-20", []),
        ("- [ ] sie: Bilder schicken 📅 2026-11-20", []),
        ("- [ ] Anna: Bilder schicken 📅 2026-11-20", []),
    ],
)
def test_only_my_own_overdue_promise_is_told_with_its_line(  # clarification 20
    promise: str, expected: list[str]
) -> None:
    body = f"## 2026-11-16 Telefonat\n\n{promise}"

    assert check_one("status: pflege\nnext: 2026-12-07", body) == expected


@pytest.mark.parametrize(
    "head",
    [
        "status: liste",
        "city: Köln",
        "status: ablage",
        "status: kunde\nconsent: none",
        "status: kunde\nsnooze: 2026-11-30",
    ],
)
def test_a_promise_is_not_told_where_the_agenda_is_silent(head: str) -> None:
    assert check_one(head, "- [ ] Mappe schicken 📅 2026-11-20") == []


# --- I301: story without talk ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "is_told"),
    [
        ("story: Buchmesse Leipzig", "", True),
        ("story: Buchmesse Leipzig", "## 2026-11-20 E-Mail", True),
        ("story: Buchmesse Leipzig", "## 2026-11-20 Mailbox", True),
        ("story: Buchmesse Leipzig", "## 2026-12-01 Treffen", True),
        ("city: Köln", "## Story\n\nLeipzig, Halle 3.", True),
        ("story: Buchmesse Leipzig", "## 2019-03-21 Messe", False),
        ("story: Buchmesse Leipzig\nlast_contact: 2025-03-21", "", False),
        ("hooks: Buchmesse Leipzig", "", False),
        ("story:", "## Story\n\n## Notizen", False),
    ],
)
def test_a_story_is_only_found_out_in_a_talk(  # mission S18, TR16
    head: str, body: str, *, is_told: bool
) -> None:
    assert ("1 I301" in check_one(head, body)) is is_told


# --- I302: the last decision and the status --------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        ("kunde", "## 2026-11-02 Zoom\n\n→ pflege · 6 Wochen", ["7 I302 pflege kunde"]),
        ("kunde", "## 2026-11-02 Zoom\n\n→ kunde", []),
        ("Gewonnen", "## 2026-11-02 Zoom\n\n→ client", []),
        ("kunde", "## 2026-11-02 Zoom\n\n→ kunde\n\n## 2026-10-05 Zoom\n\n→ angebot", []),
        ("kunde", "## 2026-10-05 Zoom\n\n→ angebot\n\n## 2026-11-02 Zoom\n\n→ kunde", []),
        ("kunde", "## 2026-11-02 Zoom\n\n→ kunde\n\n## 2026-11-02 Zoom\n\n→ angebot", []),
        ("kunde", "## 2026-11-02 Zoom\n\n→ weiter\n\n## 2026-10-05 Zoom\n\n→ kunde", []),
        ("kunde", "## 2026-12-07 Zoom\n\n→ pflege", []),
        ("kunde", "## 2026-11-02 Zoom\n\nentscheidung: ablage", ["7 I302 ablage kunde"]),
        ("ablage", "## 2026-11-02 Zoom\n\n→ pflege", ["7 I302 pflege ablage"]),
    ],
    ids=["differs", "agrees", "other-words", "newest-first", "oldest-first", "one-day", "weiter",
         "future", "field", "filed"],
)  # fmt: skip
def test_the_newest_decision_on_a_stage_is_compared_with_the_status(  # E10
    status: str, body: str, expected: list[str]
) -> None:
    assert check_one(f"status: {status}", body) == expected


def test_a_missing_status_contradicts_no_decision() -> None:
    assert check_one("city: Köln", "## 2026-11-02 Zoom\n\n→ pflege") == []
