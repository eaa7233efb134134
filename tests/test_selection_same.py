"""What holds of one row holds of every row of the same person, and each is counted once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.domain.decided import Choice, Decided, standing
from kontaktjournal.domain.duplicates import Likeness, likeness_of
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.bars import Bar
from listed_rows import NEWSLETTER, somebody
from opened_journal import MONDAY
from selected import FILED, FRIENDS, HELD, LISTED, SABINE, World, selection, told

PUT_OFF = Decided("sabine@example.org", Choice.LATER, date(2026, 11, 24), MONDAY)
DUE_AGAIN = PUT_OFF._replace(until=MONDAY, day=date(2026, 8, 1))
GONE = PUT_OFF._replace(choice=Choice.START, until=None)
SECOND = somebody("Sabine Roth", line=3, phone="+49 221 5550111", city="Köln")
WORKS = somebody("S. Roth", path=FRIENDS, email="SABINE@example.org", city="Köln")
OPEN = Permission("email", Answer.YES)


@pytest.mark.parametrize(
    ("decided", "bar"),
    [
        (PUT_OFF, Bar.LATER),
        (PUT_OFF._replace(choice=Choice.FILE, until=None), Bar.FILED),
        (GONE, Bar.DECIDED),
        (DUE_AGAIN, None),
    ],
)
def test_what_was_decided_holds_for_every_row_of_the_same_person(
    tmp_path: Path, decided: Decided, bar: Bar | None
) -> None:
    lists = {NEWSLETTER: [SABINE, SECOND], FRIENDS: [WORKS._replace(consent=(OPEN,))]}

    found = told(tmp_path, World(lists=lists, decided={NEWSLETTER: [decided]}))

    assert found.barred == ({bar: 3} if bar else {})


def test_what_was_decided_of_somebody_else_at_the_same_number_holds_for_nobody(
    tmp_path: Path,
) -> None:
    karl = somebody("Karl Roth", line=3, phone="0221 555 0111", city="Köln")

    world = World(lists={NEWSLETTER: [SABINE, karl]}, decided={NEWSLETTER: [PUT_OFF]})

    assert told(tmp_path, world).barred == {Bar.LATER: 1}


@pytest.mark.parametrize(
    ("here", "there", "bar"),
    [
        # Of a person of two rows, what was decided last holds.
        (DUE_AGAIN, Choice.FILE, Bar.FILED),
        (PUT_OFF._replace(choice=Choice.FILE, day=date(2026, 8, 1)), Choice.LATER, Bar.LATER),
        # Of one day, what keeps them from being drawn.
        (PUT_OFF, Choice.FILE, Bar.FILED),
        (GONE, Choice.LATER, Bar.LATER),
    ],
)
def test_of_two_decisions_about_one_person_the_latest_holds(
    tmp_path: Path, here: Decided, there: Choice, bar: Bar
) -> None:
    decided = [here, Decided(SECOND.key, there, None, MONDAY)]

    world = World(lists={NEWSLETTER: [SABINE, SECOND]}, decided={NEWSLETTER: decided})

    assert told(tmp_path, world).barred == {bar: 2}


def test_what_was_decided_holds_for_whoever_is_the_same_contact(tmp_path: Path) -> None:
    files = {
        "sabine": "---\nname: Sabine Roth\nstatus: liste\nemail: sabine@example.org\n"
        "phone: 0221 555 0188\n---\n"
    }
    other = somebody("Sabine Roth", path=FRIENDS, phone="0221 555 0188", city="Köln")
    lists = {NEWSLETTER: [SABINE], FRIENDS: [other]}

    found = told(tmp_path, World(files, lists, {NEWSLETTER: [PUT_OFF]}))

    assert found.barred == {Bar.LATER: 2}


# --- who left one list ------------------------------------------------------------------------

LEFT = "listen/abgemeldet.csv"


@pytest.mark.parametrize(
    "left",
    [
        somebody("Sabine Roth", path=LEFT, email="Sabine@Example.org"),
        # Whoever reads there, whatever else is known of the one who left.
        somebody("Karl Kern", path=LEFT, email="sabine@example.org", phone="0221 555 0999"),
        somebody("", path=LEFT, email="sabine@example.org"),
        somebody("Sabine Roth", path=LEFT, phone="0221/5550111"),
        somebody("Sabine Roth", path=NEWSLETTER, line=3, email=" sabine@example.org "),
    ],
)
def test_whoever_left_one_list_is_drawn_from_none(tmp_path: Path, left: Listed) -> None:
    lists: dict[str, list[Listed]] = {NEWSLETTER: [SABINE]}
    lists.setdefault(left.path, []).append(left._replace(is_blocked=True))

    with selection(tmp_path, World(lists=lists), [NEWSLETTER]) as chosen:
        found = chosen.prequalified(0)
        (sabine,) = (one for one in chosen.named(SABINE.key) if one.listed == SABINE)

    assert (found.remaining, found.drawn) == (0, ())
    assert found.barred[Bar.BLOCKED] == found.total
    assert sabine.bar is Bar.BLOCKED


def test_a_number_bars_nobody_where_an_address_left(tmp_path: Path) -> None:
    left = somebody("Ute Lang", path=LEFT, email="ute@example.org", phone="0221 555 0111")
    lists = {NEWSLETTER: [SABINE], LEFT: [left._replace(is_blocked=True)]}

    assert told(tmp_path, World(lists=lists), only=[NEWSLETTER]).barred == {}


def test_a_contact_of_the_pool_who_left_a_list_is_not_drawn(tmp_path: Path) -> None:
    files = {
        "uwe": LISTED.format("Uwe Kern", "0221 555 0177").replace(
            "status", "city: Köln\nemail: uwe@example.org\nstatus"
        )
    }
    left = somebody("U. Kern", path=LEFT, email="Uwe@example.org")._replace(is_blocked=True)

    found = told(tmp_path, World(files, {LEFT: [left]}))

    assert (found.total, found.barred) == (2, {Bar.BLOCKED: 2})


def test_who_was_filed_but_left_a_list_counts_among_those_who_left(tmp_path: Path) -> None:
    files = {"sabine": FILED.format("Sabine Roth", "02215550111")}
    left = somebody("", path=LEFT, email="sabine@example.org")._replace(is_blocked=True)
    lists = {NEWSLETTER: [SABINE], LEFT: [left]}

    assert told(tmp_path, World(files, lists), only=[NEWSLETTER]).barred == {Bar.BLOCKED: 1}


# --- the sum ------------------------------------------------------------------------------------

PEOPLE = ["Sabine Roth", "Peter Lindner", "Jonas Weber", "", "Info Team"]
PHONES = ["", "0221 555 0111", "0221 555 0112", "+49 221 555 0113"]
ROWS = st.lists(
    st.builds(
        somebody,
        st.sampled_from(PEOPLE),
        phone=st.sampled_from(PHONES),
        email=st.sampled_from(["a@example.org", "b@example.org", "info@example.org"]),
        city=st.sampled_from(["", "Köln", "Bonn"]),
        org=st.sampled_from(["", "Verlag Kern"]),
        note=st.sampled_from(["", "Buchbinden", "kennt Jonas Weber", "geantwortet"]),
    ),
    max_size=6,
).map(
    lambda rows: [
        row._replace(line=line, key=f"{line}", is_blocked=line % 5 == 4, consent=consent)
        for line, row in enumerate(rows, start=2)
        for consent in [(Permission("email", Answer.YES),) if line % 2 else ()]
    ]
)
DECISIONS = st.lists(
    st.builds(
        Decided,
        st.sampled_from(["2", "3", "4"]),
        st.sampled_from(Choice),
        st.none() | st.just(MONDAY) | st.just(date(2027, 1, 1)),
        st.sampled_from([date(2026, 11, 20), MONDAY]),
    ),
    max_size=3,
)
FILES = {
    "jonas": "---\nname: Jonas Weber\nstatus: kunde\nphone: 0221 5550112\norg: Verlag Kern\n---\n",
    "peter": FILED.format("Peter Lindner", "+49 221 555 0113"),
    "uwe": LISTED.format("Sabine Roth", "0221 555 0111"),
}


OTHERS = ROWS.map(lambda rows: [row._replace(path=FRIENDS, key=f"f{row.line}") for row in rows])


def _decided_there(decided: list[Decided]) -> list[Decided]:
    return [one._replace(key=f"f{one.key}") for one in decided[:1]]


WORLDS = st.builds(
    lambda rows, others, decided: World(
        FILES,
        {NEWSLETTER: rows, FRIENDS: others},
        {NEWSLETTER: decided, FRIENDS: _decided_there(decided)},
        HELD,
    ),
    ROWS,
    OTHERS,
    DECISIONS,
)


@given(
    world=WORLDS,
    only=st.sampled_from(([NEWSLETTER], [NEWSLETTER, FRIENDS])),
    due=st.integers(0, 9),
)
def test_the_sum_adds_up_and_every_draw_keeps_the_rules(
    tmp_path_factory: pytest.TempPathFactory, world: World, only: list[str], due: int
) -> None:
    base = tmp_path_factory.mktemp("journal")
    asked = [row for path in only for row in world.lists[path]]
    with selection(base, world, only) as chosen:
        found = chosen.prequalified(due)
        again = chosen.prequalified(due, [one.ticket for one in found.drawn])
        each = [one for row in asked for one in chosen.named(row.key)]

    assert found.total == len(asked)
    assert found.remaining + sum(found.barred.values()) == found.total
    assert 0 <= found.hooked <= found.remaining
    assert len(found.drawn) <= found.size <= 5
    assert all(one.bar is None and one.score > 0 for one in found.drawn)
    # Looked at one by one, they say the same.
    assert [one.listed for one in each] == asked
    bars = [one.bar for one in each if one.bar]
    assert {bar: bars.count(bar) for bar in Bar if bar in bars} == found.barred
    assert sum(one.bar is None and one.score > 0 for one in each) == found.hooked
    assert again == found


FIRST = {Bar.DAMAGED, Bar.NO_NAME, Bar.ROLE_ADDRESS, Bar.BLOCKED}


@given(world=WORLDS)
def test_whatever_bars_a_row_bars_every_row_of_the_same_person(
    tmp_path_factory: pytest.TempPathFactory, world: World
) -> None:
    with selection(tmp_path_factory.mktemp("journal"), world) as chosen:
        rows = [row for rows in world.lists.values() for row in rows]
        each = [chosen.named(row.key)[0] for row in rows]

    gone = {mail for row in rows if row.is_blocked for mail in row.card.email}
    resting = [
        row for row in rows
        for decided in [standing(world.decided[row.path]).get(row.key)]
        if decided and decided.day == MONDAY
        if decided.choice is Choice.FILE or decided.rests(MONDAY)
    ]  # fmt: skip
    for row, one in zip(rows, each, strict=True):
        assert gone.isdisjoint(row.card.email) or one.bar in FIRST
        is_resting = any(likeness_of(row.card, other.card) is Likeness.STRONG for other in resting)
        assert one.bar or not is_resting
