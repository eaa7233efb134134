"""Claims about what else makes a contact appear: promises, birthdays, nothing at all (5.5)."""

from datetime import date, time, timedelta

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Bucket, Due, Reason, Why, assess
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()


def due_of(head: str, body: str = "", today: date = MONDAY, settings: Settings = SETTINGS) -> Due:
    """Place a contact whose file holds these lines."""
    text = f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"
    contact = Reader(settings).read(text.encode(), "kontakte/anna-mueller.md").contact
    assert contact is not None
    return assess(contact, today, settings)


def whys(due: Due) -> list[str]:
    return [reason.why.value for reason in due.reasons]


# --- D10: promises ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "day"),
    [
        ("- [ ] Mappe schicken 📅 2026-11-20", date(2026, 11, 20)),
        ("- [ ] Mappe schicken (bis 20.11.2026)", date(2026, 11, 20)),
        ("- [ ] Mappe schicken 📅 2026-11-24", date(2026, 12, 7)),
        ("- [ ] Mappe schicken", date(2026, 12, 7)),
        ("- [x] Mappe schicken 📅 2026-11-20", date(2026, 12, 7)),
        ("- [ ] sie: Bilder schicken 📅 2026-11-20", date(2026, 12, 7)),
        ("- [ ] er: Bilder schicken 📅 2026-11-20", date(2026, 12, 7)),
        ("- [ ] they: send pictures 📅 2026-11-20", date(2026, 12, 7)),
        ("- [ ] Anna: Bilder schicken 📅 2026-11-20", date(2026, 12, 7)),
        ("- [ ] Anna Bilder schicken 📅 2026-11-20", date(2026, 11, 20)),
    ],
)
def test_only_my_open_promise_makes_a_contact_due_earlier(promise: str, day: date) -> None:
    body = f"## 2026-11-16 Telefonat\n\n{promise}"

    assert due_of("status: pflege\nnext: 2026-12-07", body).day == day


def test_the_older_of_date_and_promise_is_the_due_date() -> None:
    body = "- [ ] Mappe schicken 📅 2026-11-20\n- [ ] Preis nennen 📅 2026-11-18"

    due = due_of("status: angebot\nnext: 2026-11-19", body)

    assert (due.bucket, due.day) == (Bucket.OVERDUE, date(2026, 11, 18))
    assert due.reasons == (
        Reason(Why.NEXT, date(2026, 11, 19)),
        Reason(Why.TASK, date(2026, 11, 18), "Preis nennen"),
        Reason(Why.TASK, date(2026, 11, 20), "Mappe schicken"),
    )


def test_a_time_belongs_to_the_date_and_not_to_an_older_promise() -> None:
    head = "status: angebot\nnext: 2026-11-25 14:30"

    due = due_of(head, "- [ ] Mappe schicken 📅 2026-11-20")

    assert (due.day, due.at) == (date(2026, 11, 20), None)


def test_a_promise_does_not_hide_a_time_agreed_on_for_today() -> None:
    head = "status: angebot\nnext: 2026-11-23 14:30"

    due = due_of(head, "- [ ] Mappe schicken 📅 2026-11-23")

    assert (due.day, due.at, whys(due)) == (MONDAY, time(14, 30), ["next", "task"])


@pytest.mark.parametrize("head", ["status: liste", "status: vip", "city: Köln"])
def test_a_promise_wakes_nobody_in_the_pool(head: str) -> None:  # clarification 15
    due = due_of(head, "- [ ] Mappe schicken 📅 2026-11-20")

    assert due.bucket is None


def test_a_promise_is_due_where_no_date_is_wanted() -> None:
    due = due_of("status: kunde\nnext: nie", "- [ ] Mappe schicken 📅 2026-11-20")

    assert (due.bucket, due.day) == (Bucket.OVERDUE, date(2026, 11, 20))


# --- D11: birthdays --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "bucket"),
    [
        ("anbahnung", Bucket.TODAY),
        ("pflege", Bucket.TODAY),
        ("kunde", Bucket.TODAY),
        ("liste", Bucket.UPCOMING),
        ("vip", Bucket.UPCOMING),
        ("ablage", None),
    ],
)
def test_a_birthday_is_due_for_who_is_in_play(status: str, bucket: Bucket | None) -> None:
    due = due_of(f"status: {status}\nnext: 2026-12-07\nbirthday: 1966-11-23")

    assert due.bucket is bucket


def test_a_birthday_is_never_overdue() -> None:
    due = due_of("status: kunde\nbirthday: 1966-11-22")

    assert due.bucket is None


def test_a_birthday_does_not_move_an_overdue_date() -> None:
    due = due_of("status: pflege\nnext: 2026-11-20\nbirthday: 11-23")

    assert (due.bucket, due.day) == (Bucket.OVERDUE, date(2026, 11, 20))
    assert whys(due) == ["next", "birthday"]


def test_a_birthday_keeps_the_time_agreed_on_for_today() -> None:
    due = due_of("status: pflege\nnext: 2026-11-23 14:30\nbirthday: 11-23")

    assert (due.at, whys(due)) == (time(14, 30), ["next", "birthday"])


def test_an_undated_contact_with_a_birthday_is_due_with_both_reasons() -> None:
    due = due_of("status: anbahnung\nbirthday: --11-23")  # clarification 15

    assert (due.bucket, due.day, whys(due)) == (Bucket.TODAY, MONDAY, ["birthday", "orphan"])


@pytest.mark.parametrize(
    ("today", "is_due"),
    [
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
        (date(2028, 2, 28), False),
        (date(2028, 2, 29), True),
        (date(2100, 2, 28), True),
        (date(2000, 2, 29), True),
    ],
)
def test_a_leap_day_birthday_is_kept_on_the_28th_in_common_years(  # T7
    today: date, *, is_due: bool
) -> None:
    due = due_of("status: kunde\nbirthday: 1980-02-29", today=today)

    assert (due.bucket is Bucket.TODAY) is is_due


def test_birthdays_can_be_switched_off() -> None:
    settings = Settings(agenda=AgendaSettings(birthdays=False))

    assert due_of("status: kunde\nbirthday: 1966-11-23", settings=settings).bucket is None


# --- D13: nothing says when ------------------------------------------------------------------


@pytest.mark.parametrize(("days", "why"), [(0, "decide"), (30, "decide"), (31, "orphan")])
def test_a_talk_within_thirty_days_still_waits_for_its_decision(days: int, why: str) -> None:
    talked = MONDAY - timedelta(days=days)

    due = due_of("status: gespraech", f"## {talked} Zoom")

    assert (due.bucket, whys(due)) == (Bucket.UNDATED, [why])


def test_a_served_date_waits_for_its_decision_however_old() -> None:
    due = due_of("status: gespraech\nnext: 2025-03-03", "## 2025-03-03 Zoom")

    assert due.reasons == (Reason(Why.DECIDE, date(2025, 3, 3), "Zoom"),)


@pytest.mark.parametrize("entry", ["## 2026-11-20 E-Mail", "## 2026-11-20 Mailbox"])
def test_without_a_talk_there_is_nothing_to_decide(entry: str) -> None:
    assert whys(due_of("status: anbahnung", entry)) == ["orphan"]


@pytest.mark.parametrize("status", ["status: liste", "status: kunde", "status: vip", "city: Köln"])
def test_who_is_not_courted_is_silent_without_a_date(status: str) -> None:  # D14, D15, TR7
    due = due_of(status, "## 2026-11-20 Telefonat")

    assert due.bucket is None


@pytest.mark.parametrize("status", ["status: liste", "status: kunde", "status: vip", "city: Köln"])
@pytest.mark.parametrize(
    ("ask", "day"),
    [("next: 2026-11-20", date(2026, 11, 20)), ("every: 2 Wochen", date(2026, 11, 16))],
)
def test_who_is_not_courted_is_due_when_the_file_asks_for_it(  # D14, D15
    status: str, ask: str, day: date
) -> None:
    due = due_of(f"{status}\n{ask}", "## 2026-11-02 Telefonat")

    assert (due.bucket, due.day) == (Bucket.OVERDUE, day)


# --- D13a: waiting for the moment ------------------------------------------------------------


def test_who_waits_for_a_moment_does_not_rot() -> None:
    due = due_of("status: pflege\nmoment: zweiter Laden", "## 2025-01-07 Telefonat")

    assert (due.bucket, due.waits_for_moment) == (None, True)


@pytest.mark.parametrize(
    ("head", "bucket"),
    [
        ("status: pflege\nnext: 2026-11-23", Bucket.TODAY),
        ("status: pflege\nevery: 2 Wochen\ncreated: 2026-11-09", Bucket.TODAY),
        ("status: pflege\nbirthday: 11-23", Bucket.TODAY),
        ("status: pflege\nnext: bald", Bucket.BROKEN),
        ("status: anbahnung", Bucket.UNDATED),
        ("status: kunde", None),
    ],
)
def test_a_moment_only_excuses_a_waiting_contact_without_a_date(
    head: str, bucket: Bucket | None
) -> None:
    due = due_of(f"{head}\nmoment: zweiter Laden")

    assert (due.bucket, due.waits_for_moment) == (bucket, False)


# --- D16: the stop rule ----------------------------------------------------------------------


def test_many_attempts_change_neither_date_nor_stage() -> None:
    body = "\n".join(f"## 2026-11-{day:02} Mailbox" for day in range(16, 21))

    due = due_of("status: anbahnung\nnext: 2026-11-23", body)

    assert due.past.attempts == SETTINGS.agenda.max_attempts == 5
    assert (due.bucket, due.contact.status) == (Bucket.TODAY, "anbahnung")


# --- S8: one row, merged reasons -------------------------------------------------------------


def test_all_reasons_of_a_day_stand_in_one_row_in_order() -> None:
    head = "status: pflege\nnext: 2026-11-23\nbirthday: 11-23"

    due = due_of(head, "- [ ] Mappe schicken 📅 2026-11-23")

    assert whys(due) == ["next", "task", "birthday"]


def test_what_is_not_due_yet_is_no_reason_beside_what_is() -> None:
    due = due_of("status: pflege\nnext: 2026-12-07\nbirthday: 11-23")

    assert whys(due) == ["birthday"]


def test_an_unreadable_file_is_not_asked_for_its_next_step() -> None:
    due = due_of("status: gespraech\nnext: bald")

    assert (due.bucket, due.reasons) == (Bucket.BROKEN, ())


def test_a_contact_without_anything_is_placed() -> None:
    due = assess(Contact("kontakte/leer.md", "leer"), MONDAY, SETTINGS)

    assert (due.bucket, due.day, due.reasons) == (None, None, ())
