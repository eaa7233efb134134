"""Claims about the order of the agenda (S1 to S8)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.agenda import Order, View, arrange, cut, plan
from kontaktjournal.domain.contact import Birthday, Contact, Entry, EntryKind, Promise
from kontaktjournal.domain.due import Bucket, assess
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()


def people(*lines: str) -> list[Contact]:
    """Read one contact a line: its name, then its keys, all parted by ``;``."""
    contacts: list[Contact] = []
    for line in lines:
        name, *keys = (part.strip() for part in line.split(";"))
        entries = [f"\n## {key[2:].strip()}\n" for key in keys if key.startswith("##")]
        head = [key for key in keys if not key.startswith("##")]
        text = "\n".join(["---", f"name: {name}", *head, "---", *entries, ""])
        path = f"kontakte/{len(contacts):03}.md"
        contact = Reader(SETTINGS).read(text.encode(), path).contact
        assert contact is not None
        contacts.append(contact)
    return contacts


def names(*lines: str, order: Order = Order.URGENCY) -> list[str]:
    dues = [assess(contact, MONDAY, SETTINGS) for contact in people(*lines)]
    return [due.contact.name for due in arrange(dues, order)]


def test_the_groups_follow_each_other() -> None:  # S1
    agenda = plan(
        people(
            "Upcoming; status: pflege; next: 2026-11-24",
            "Undated; status: anbahnung",
            "Today; status: pflege; next: 2026-11-23",
            "Overdue; status: pflege; next: 2026-11-20",
            "Broken; status: pflege; next: bald",
            "Rests; status: liste",
        ),
        MONDAY,
        SETTINGS,
    )

    assert [due.contact.name for due in agenda.rows] == [
        "Broken", "Overdue", "Today", "Undated", "Upcoming",
    ]  # fmt: skip


def test_overdue_goes_by_stage_then_date_then_name() -> None:  # S2
    assert names(
        "Pflege; status: pflege; next: 2026-11-02",
        "Zoe Zett; status: angebot; next: 2026-11-20",
        "Anna Abel; status: angebot; next: 2026-11-20",
        "Offer since longer; status: angebot; next: 2026-11-19",
        "Gespräch; status: gespraech; next: 2026-11-02",
    ) == ["Offer since longer", "Anna Abel", "Zoe Zett", "Gespräch", "Pflege"]


def test_today_begins_with_the_times() -> None:  # S3
    assert names(
        "Angebot; status: angebot; next: 2026-11-23",
        "Nachmittag; status: pflege; next: 2026-11-23 14:30",
        "Pflege; status: pflege; next: 2026-11-23",
        "Morgen; status: liste; next: 2026-11-23 09:00",
        "Gleichzeitig; status: angebot; next: 2026-11-23 14:30",
    ) == ["Morgen", "Gleichzeitig", "Nachmittag", "Angebot", "Pflege"]


def test_undated_asks_for_decisions_before_orphans_and_active_before_waiting() -> None:  # S4
    assert names(
        "Waits; status: pflege",
        "Approached; status: anbahnung",
        "Offered; status: angebot",
        "Waits for decision; status: pflege; ## 2026-11-20 Zoom",
        "Decide lately; status: gespraech; ## 2026-11-20 Zoom",
        "Decide earlier; status: gespraech; ## 2026-11-16 Zoom",
        "Decide offer; status: angebot; ## 2026-11-02 Zoom",
    ) == [
        "Decide offer", "Decide lately", "Decide earlier", "Waits for decision",
        "Offered", "Approached", "Waits",
    ]  # fmt: skip


def test_upcoming_goes_by_day_then_time_then_stage() -> None:  # S5
    assert names(
        "Any time; status: angebot; next: 2026-11-25",
        "Later; status: angebot; next: 2026-11-26 08:00",
        "At nine; status: pflege; next: 2026-11-25 09:00",
        "At nine, offer; status: angebot; next: 2026-11-25 09:00",
        "Any time, nurture; status: pflege; next: 2026-11-25",
    ) == ["At nine, offer", "At nine", "Any time", "Any time, nurture", "Later"]


def test_names_sort_by_family_name_with_its_particles() -> None:  # S6, clarification 18
    assert names(
        "Anna van Uhl; status: pflege; next: 2026-11-23",
        "Karl Vogt; status: pflege; next: 2026-11-23",
        "Ärger, Bea; status: pflege; next: 2026-11-23",
        "Zoe Anders; status: pflege; next: 2026-11-23",
        "Bea Arndt; status: pflege; next: 2026-11-23",
    ) == ["Zoe Anders", "Ärger, Bea", "Bea Arndt", "Anna van Uhl", "Karl Vogt"]


def test_two_people_of_one_name_both_stand_there_in_the_order_of_their_files() -> None:  # TR14
    first, second = people(
        "Anna Müller; status: pflege; next: 2026-11-23",
        "Anna Müller; status: pflege; next: 2026-11-23",
    )

    agenda = plan([second, first], MONDAY, SETTINGS)

    assert [due.contact.path for due in agenda.rows] == [first.path, second.path]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.URGENCY, ["Ott", "Abel", "Zett", "Berg"]),
        (Order.DATE, ["Abel", "Ott", "Zett", "Berg"]),
        (Order.NAME, ["Abel", "Berg", "Ott", "Zett"]),
        (Order.STAGE, ["Ott", "Abel", "Zett", "Berg"]),
        (Order.LAST, ["Zett", "Ott", "Abel", "Berg"]),
    ],
)
def test_a_list_is_sorted_as_asked(order: Order, expected: list[str]) -> None:  # S7
    sorted_names = names(
        "Zett; status: pflege; next: 2026-11-24 09:00; ## 2026-03-02 Zoom",
        "Ott; status: angebot; next: 2026-11-20; ## 2026-05-12 Treffen",
        "Abel; status: pflege; next: 2026-11-19",
        "Berg; city: Köln",
        order=order,
    )

    assert sorted_names == expected


def test_all_who_wait_for_their_moment_are_counted_and_not_listed() -> None:  # D13a
    agenda = plan(
        people(*["Anna; status: pflege; moment: zweiter Laden"] * 5, "Bea; status: pflege"),
        MONDAY,
        SETTINGS,
    )

    assert [due.contact.name for due in agenda.rows] == ["Bea"]
    assert agenda.waiting_for_moment == 5


def test_due_is_who_is_overdue_or_due_today() -> None:  # D12
    agenda = plan(
        people(
            "Upcoming; status: pflege; next: 2026-11-24",
            "Undated; status: anbahnung",
            "Today; status: pflege; next: 2026-11-23",
            "Overdue; status: pflege; next: 2026-11-20",
            "Broken; status: pflege; next: bald",
        ),
        MONDAY,
        SETTINGS,
    )

    assert [due.contact.name for due in agenda.is_due] == ["Overdue", "Today"]


def test_what_lies_ahead_ends_with_its_last_day() -> None:  # C5
    agenda = plan(
        people(
            "Tomorrow; status: pflege; next: 2026-11-24",
            "In a week; status: pflege; next: 2026-11-30",
            "Later; status: pflege; next: 2026-12-01",
        ),
        MONDAY,
        SETTINGS,
    )

    assert [due.contact.name for due in agenda.ahead(7)] == ["Tomorrow", "In a week"]


def test_a_file_without_stage_bucket_or_name_is_sorted_last() -> None:
    dues = [
        assess(Contact("kontakte/b.md", ""), MONDAY, SETTINGS),
        assess(Contact("kontakte/a.md", ""), MONDAY, SETTINGS),
        assess(Contact("kontakte/c.md", "", next=When(MONDAY)), MONDAY, SETTINGS),
    ]

    ordered = arrange(dues)

    assert [due.contact.path[-4] for due in ordered] == ["c", "a", "b"]


# --- for whatever contacts -------------------------------------------------------------------

any_day = st.dates()
near = st.integers(-40, 40).map(lambda days: MONDAY + timedelta(days=days))
day = near | any_day
cadences = st.builds(Cadence, st.integers(0, 10**6), st.sampled_from(Unit))
contacts = st.builds(
    Contact,
    path=st.integers(0, 99).map("kontakte/{:02}.md".format),
    name=st.sampled_from(["Anna Müller", "Müller, Anna", "von der Au", "王芳", "", "'"])
    | st.text(max_size=6),
    status=st.sampled_from([*(stage.id for stage in SETTINGS.pipeline.stages), None, "vip"]),
    next=st.none() | st.builds(When, day, st.none() | st.times(), st.booleans()),
    never=st.booleans(),
    every=st.none() | cadences,
    snooze=st.none() | day,
    last_noted=st.none() | day,
    created=st.none() | day,
    birthday=st.none() | day.map(lambda born: Birthday(born.month, born.day)),
    moment=st.sampled_from(["", "zweiter Laden"]),
    tags=st.sampled_from([(), ("messe",)]),
    blocked=st.sampled_from([False, False, False, True]),
    unreadable=st.sampled_from([False, False, False, True]),
    entries=st.lists(
        st.builds(Entry, day, st.sampled_from(EntryKind), st.none() | st.times()), max_size=4
    ).map(tuple),
    promises=st.lists(
        st.builds(Promise, st.text(max_size=8), st.none() | day, st.booleans(), st.booleans()),
        max_size=3,
    ).map(tuple),
)
groups = st.lists(contacts, max_size=8, unique_by=lambda contact: contact.path)
views = st.builds(
    View, days=st.none() | st.integers(0, 10**10), everything=st.sampled_from([False, False, True])
)
RHYTHMS = Settings(
    stage_cadence={"pflege": Cadence(8, Unit.WEEK)},
    tag_cadence={"messe": Cadence(1, Unit.MONTH)},
)


@given(groups, day)
@settings(max_examples=150)
def test_every_day_of_every_journal_can_be_planned(some: list[Contact], today: date) -> None:
    agenda = plan(some, today, RHYTHMS)

    for due in agenda.rows:
        assert due.reasons or due.bucket is Bucket.BROKEN
        assert due.at is None or due.day is not None
        match due.bucket:
            case Bucket.OVERDUE:
                assert due.day is not None
                assert due.day < today
            case Bucket.TODAY:
                assert due.day == today
            case Bucket.UPCOMING:
                assert due.day is not None
                assert due.day > today
            case Bucket.UNDATED:
                assert due.day is None


@given(groups, near)
@settings(max_examples=100)
def test_the_order_is_total_and_does_not_depend_on_the_order_of_the_files(
    some: list[Contact], today: date
) -> None:
    dues = [assess(contact, today, RHYTHMS) for contact in some]

    for order in Order:
        # Turned round, whatever were equal would change places.
        assert arrange(dues, order) == arrange(reversed(dues), order)


@given(groups, near, st.integers(0, 4), views)
@settings(max_examples=150)
def test_numbers_have_no_gaps_and_nobody_due_gets_lost(
    some: list[Contact], today: date, per_day: int, view: View
) -> None:
    agenda = plan(some, today, RHYTHMS)

    sheet = cut(agenda, view, per_day)

    shown = [row for row in sheet.rows if row.shown]
    numbers = [row.number for row in shown if row.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    every_number = sorted(row.number for row in sheet.rows if row.number is not None)
    assert every_number == list(range(1, len(every_number) + 1))
    assert {row.due.bucket for row in sheet.rows if row.number is None} <= {Bucket.BROKEN}
    due_and_shown = [row for row in shown if row.due in agenda.is_due]
    assert len(due_and_shown) + sheet.hidden == len(agenda.is_due)
    assert len(sheet.rows) - len(shown) == sheet.hidden + sheet.orphans
