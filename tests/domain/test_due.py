"""Claims about when a contact is due, and why (rules D of 5.5)."""

from datetime import date, time, timedelta

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Bucket, Due, assess
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
NEW_YEAR = date(2027, 1, 1)
SETTINGS = Settings(calendar=Calendar(closed=((NEW_YEAR, NEW_YEAR),)))


def contact_of(head: str, body: str = "", settings: Settings = SETTINGS) -> Contact:
    """Read a contact whose file holds these lines."""
    text = f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"
    contact = Reader(settings).read(text.encode(), "kontakte/anna-mueller.md").contact
    assert contact is not None
    return contact


def due_of(head: str, body: str = "", today: date = MONDAY, settings: Settings = SETTINGS) -> Due:
    return assess(contact_of(head, body, settings), today, settings)


def whys(due: Due) -> list[str]:
    return [reason.why.value for reason in due.reasons]


@pytest.mark.parametrize(
    ("head", "entries", "expected"),
    [
        pytest.param("status: pflege\nnext: 2026-11-23", "", "today 2026-11-23 next", id="1"),
        pytest.param("status: pflege\nnext: 2026-11-20", "", "overdue 2026-11-20 next", id="2"),
        pytest.param(
            "status: gespraech\nnext: 2026-11-20",
            "## 2026-11-20 Telefonat",
            "undated - decide",
            id="3",
        ),
        pytest.param(
            "status: pflege\nnext: 2026-11-20\nevery: 6 Wochen",
            "## 2026-11-20 Telefonat",
            "upcoming 2027-01-04 every",
            id="4",
        ),
        pytest.param(
            "status: anbahnung\nnext: 2026-11-20",
            "## 2026-11-20 Telefonat – nicht erreicht",
            "overdue 2026-11-20 next",
            id="5",
        ),
        pytest.param(
            "status: angebot\nnext: 2026-11-20",
            "## 2026-11-22 E-Mail",
            "overdue 2026-11-20 next",
            id="6",
        ),
        pytest.param(
            "status: pflege\nnext: 2026-12-07",
            "## 2026-11-23 Telefonat",
            "upcoming 2026-12-07 next",
            id="7",
        ),
        pytest.param(
            "status: pflege\nevery: 6 Wochen",
            "## 2026-10-12 Zoom",
            "today 2026-11-23 every",
            id="8",
        ),
        pytest.param(
            "status: pflege\nevery: 6 Wochen",
            "## 2026-11-02 E-Mail\n\n## 2026-08-10 Telefonat",
            "upcoming 2026-12-14 every",
            id="9",
        ),
        pytest.param("status: pflege\nnext: never", "", "nothing", id="10"),
        pytest.param("status: ablage\nnext: 2026-11-20", "", "nothing", id="11"),
        pytest.param("status: liste\nnext: 2026-11-23", "", "today 2026-11-23 next", id="12"),
        pytest.param("follow_up: 2026-11-23", "", "today 2026-11-23 next", id="13"),
        pytest.param("last_contact: 2026-01-10", "", "nothing", id="14"),
        pytest.param("status: gespraech\nnext: bald", "## 2026-11-20 Zoom", "broken -", id="15"),
        pytest.param(
            "status: gespraech",
            "## 2026-12-01 Termin",
            "upcoming 2026-12-01 entry",
            id="16",
        ),
        pytest.param(
            "status: pflege\nnext: 2026-12-07",
            "- [ ] Mappe schicken 📅 2026-11-23",
            "today 2026-11-23 task",
            id="17",
        ),
        pytest.param("status: pflege\nnext: 2026-11-28", "", "upcoming 2026-11-28 next", id="18"),
        pytest.param("status: kunde", "## 2025-01-02 Treffen", "nothing", id="19"),
        pytest.param("status: anbahnung", "", "undated - orphan", id="20"),
        pytest.param(
            "status: pflege\nnext: 2026-11-20\nsnooze_until: 2026-12-01",
            "",
            "upcoming 2026-12-01 next",
            id="21",
        ),
    ],
)
def test_the_table_of_the_rules_holds(head: str, entries: str, expected: str) -> None:
    due = due_of(head, entries)

    told = [due.bucket or "nothing"]
    if due.bucket:
        told += [str(due.day or "-"), *whys(due)]
    assert " ".join(told) == expected


# --- D1: who rests ---------------------------------------------------------------------------


@pytest.mark.parametrize("silence", ["status: ablage", "status: pflege\nconsent: none"])
def test_nothing_wakes_who_is_filed_or_not_to_be_contacted(silence: str) -> None:
    head = f"{silence}\nnext: 2026-11-20\nevery: 6 Wochen\nbirthday: 1966-11-23"

    due = due_of(head, "## 2026-12-01 Termin\n\n- [ ] Mappe schicken 📅 2026-11-20")

    assert (due.bucket, due.day, due.at, due.reasons) == (None, None, None, ())


# --- D2, D3: the date somebody wrote, and what serves it ------------------------------------


def test_a_talk_done_in_the_editor_leaves_no_false_overdue() -> None:  # TR5
    due = due_of("status: kunde\nnext: 2026-11-20", "## 2026-11-21 Treffen: Abnahme")

    assert (due.bucket, due.day) == (None, None)


@pytest.mark.parametrize(
    "entry",
    [
        "## 2026-11-20 Telefonat – nicht erreicht",
        "## 2026-11-20 Mailbox",
        "## 2026-11-20 E-Mail",
        "## 2026-11-20 Notiz: hat umgebaut",
        "## 2026-11-19 Telefonat",
        "Am 2026-11-20 telefoniert.",
        "- renewal due 2026-11-20",
        "- [x] 2026-11-20 anrufen",
    ],
)
def test_only_a_talk_on_the_day_or_later_serves_a_date(entry: str) -> None:  # TR1, TR3
    due = due_of("status: gespraech\nnext: 2026-11-20", entry)

    assert (due.bucket, due.day) == (Bucket.OVERDUE, date(2026, 11, 20))


def test_an_appointment_serves_no_date() -> None:
    due = due_of("status: gespraech\nnext: 2026-11-20", "## 2026-11-25 Telefonat")

    assert (due.bucket, due.day) == (Bucket.OVERDUE, date(2026, 11, 20))


def test_a_foreign_last_contact_serves_no_date() -> None:  # clarification 11
    due = due_of("status: gespraech\nnext: 2026-11-20\nlast_contact: 2026-11-21")

    assert due.bucket is Bucket.OVERDUE


# --- D4, D5: appointments, and no date on purpose --------------------------------------------


def test_a_served_date_gives_way_to_the_earliest_appointment() -> None:
    body = "## 2026-12-08 Messe\n\n## 2026-12-01 10:30 Treffen\n\n## 2026-11-20 Telefonat"

    due = due_of("status: gespraech\nnext: 2026-11-20", body)

    assert (due.day, due.at, whys(due)) == (date(2026, 12, 1), time(10, 30), ["entry"])


def test_an_explicit_date_wins_over_an_appointment() -> None:
    due = due_of("status: gespraech\nnext: 2026-12-07", "## 2026-12-01 Termin")

    assert (due.day, whys(due)) == (date(2026, 12, 7), ["next"])


def test_an_appointment_wins_over_never_and_never_over_a_rhythm() -> None:
    head = "status: pflege\nnext: nie\nevery: 6 Wochen"

    with_appointment = due_of(head, "## 2026-12-01 Termin")
    without = due_of(head, "## 2026-01-05 Telefonat")

    assert with_appointment.day == date(2026, 12, 1)
    assert (without.bucket, without.day) == (None, None)


# --- D6, D7: rhythms -------------------------------------------------------------------------


def test_a_rhythm_counts_from_the_last_contact_by_months() -> None:  # TR20, T10
    due = due_of("status: pflege\nevery: 1 Monat", "## 2028-01-31 Telefonat", date(2028, 2, 1))

    assert due.day == date(2028, 2, 29)


def test_a_rhythm_beyond_the_end_of_a_month_rolls_to_a_working_day() -> None:  # TR20, C2
    due = due_of("status: pflege\nevery: 1 Monat", "## 2026-01-31 Telefonat", date(2026, 2, 1))

    assert due.day == date(2026, 3, 2)


def test_an_attempt_does_not_set_the_rhythm_back() -> None:  # TR1
    body = "## 2026-11-20 Telefonat – nicht erreicht\n\n## 2026-10-05 Telefonat"

    due = due_of("status: pflege\nevery: 6 Wochen", body)

    assert (due.bucket, due.day) == (Bucket.OVERDUE, date(2026, 11, 16))


def test_an_appointment_does_not_set_the_rhythm_back() -> None:  # TR2
    body = "## 2026-12-24 Telefonat\n\n## 2026-10-05 Telefonat"

    due = due_of("status: pflege\nevery: 6 Wochen", body, today=date(2026, 12, 1))

    assert due.past.last == date(2026, 10, 5)


RHYTHMS = Settings(
    stage_cadence={"pflege": Cadence(8, Unit.WEEK), "liste": Cadence(1, Unit.WEEK)},
    tag_cadence={"a_kunde": Cadence(3, Unit.WEEK), "messe": Cadence(1, Unit.MONTH)},
)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("status: pflege\nevery: 2 Wochen\ntags: [A-Kunde]", date(2026, 11, 16)),
        ("status: pflege\ntags: [messe, A-Kunde]", date(2026, 11, 23)),
        ("status: pflege\ntags: [freund]", date(2026, 12, 28)),
        ("status: pflege\nevery: nie\ntags: [messe]", None),
        ("status: anbahnung", None),
        ("status: liste\ntags: [messe]", None),
        ("status: vip\ntags: [messe]", None),
    ],
    ids=["own", "shortest-tag", "stage", "none-on-purpose", "no-rhythm", "pool", "unknown"],
)
def test_its_own_rhythm_wins_then_the_shortest_tag_then_the_stage(
    head: str, day: date | None
) -> None:
    due = due_of(head, "## 2026-11-02 Zoom", settings=RHYTHMS)

    assert due.day == day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("status: pflege\nevery: 6 Wochen\ncreated: 2026-10-26", date(2026, 12, 7)),
        ("status: pflege\nevery: 6 Wochen", MONDAY),
        ("status: liste\nevery: 6 Wochen\ncreated: 2026-10-26", None),
        ("every: 6 Wochen\ncreated: 2026-10-26", None),
    ],
    ids=["created", "today", "pool", "no-status"],
)
def test_a_rhythm_without_any_contact_begins_when_the_contact_was_made(
    head: str, day: date | None
) -> None:
    assert due_of(head).day == day


# --- D8: snooze ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("snooze", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-11-18", date(2026, 11, 19)),
    ],
)
def test_a_snooze_moves_only_an_earlier_date(snooze: str, day: date) -> None:
    assert due_of(f"status: pflege\nnext: 2026-11-19\nsnooze: {snooze}").day == day


def test_a_snooze_for_the_day_itself_keeps_its_time() -> None:
    due = due_of("status: pflege\nnext: 2026-12-01 14:30\nsnooze: 2026-12-01")

    assert (due.day, due.at) == (date(2026, 12, 1), time(14, 30))


def test_a_date_moved_by_a_snooze_has_lost_its_time() -> None:
    due = due_of("status: pflege\nnext: 2026-12-01 14:30\nsnooze: 2026-12-02")

    assert (due.day, due.at) == (date(2026, 12, 2), None)


@pytest.mark.parametrize(
    ("head", "snooze", "bucket"),
    [
        ("status: anbahnung", "2026-12-01", Bucket.UPCOMING),
        ("status: anbahnung", "2026-11-23", Bucket.UNDATED),
        ("status: pflege\nnext: nie", "2026-12-01", None),
        ("status: kunde", "2026-12-01", None),
    ],
    ids=["until-later", "over", "rests-on-purpose", "not-courted"],
)
def test_a_snooze_also_silences_the_question_for_the_next_step(
    head: str, snooze: str, bucket: Bucket | None
) -> None:
    assert due_of(f"{head}\nsnooze: {snooze}").bucket is bucket


def test_a_snooze_hides_a_promise_until_its_day() -> None:  # clarification 15
    head = "status: pflege\nnext: 2026-12-07\nsnooze: 2026-11-24"
    body = "- [ ] Mappe schicken 📅 2026-11-20"

    hidden, back = due_of(head, body), due_of(head, body, today=date(2026, 11, 24))

    assert (hidden.bucket, hidden.day) == (Bucket.UPCOMING, date(2026, 12, 7))
    assert (back.bucket, back.day) == (Bucket.OVERDUE, date(2026, 11, 20))


# --- D9: what cannot be read -----------------------------------------------------------------


@pytest.mark.parametrize("word", ["bald", "2026-02-30", "11/23/2026"])
def test_an_unreadable_date_surfaces_with_its_fallback(word: str) -> None:  # TR4
    head = f"status: pflege\nnext: {word}\nevery: 6 Wochen"

    due = due_of(head, "## 2026-11-02 Zoom")

    assert (due.bucket, due.day) == (Bucket.BROKEN, date(2026, 12, 14))


def test_a_broken_head_surfaces_and_keeps_its_date() -> None:  # K11, TR4
    due = due_of("status: pflege\nnext: 2026-11-30\nrole: Chef: Vertrieb")

    assert (due.bucket, due.day) == (Bucket.BROKEN, date(2026, 11, 30))


# --- D12: days and times ---------------------------------------------------------------------


def test_a_time_today_is_due_today_all_day() -> None:
    due = due_of("status: pflege\nnext: 2026-11-23 14:30")

    assert (due.bucket, due.day, due.at) == (Bucket.TODAY, MONDAY, time(14, 30))


@pytest.mark.parametrize(
    ("ahead", "bucket"),
    [(-1, Bucket.OVERDUE), (0, Bucket.TODAY), (1, Bucket.UPCOMING)],
)
def test_yesterday_is_overdue_and_tomorrow_is_not_due(ahead: int, bucket: Bucket) -> None:
    due = due_of(f"status: pflege\nnext: {MONDAY + timedelta(days=ahead)}")

    assert due.bucket is bucket
