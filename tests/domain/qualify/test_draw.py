"""A day's draw: who has reasons, not too many of a kind, the same all day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.qualify.draw import Candidate, draw, is_too_alike, lot, size_of
from kontaktjournal.domain.qualify.reasons import Reason, Sort, score

MONDAY = date(2026, 11, 23)
KOELN = Reason(Sort.PLACE, 2, "Köln")
BONN = Reason(Sort.PLACE, 2, "Bonn")
BUCH = Reason(Sort.TOPIC, 2, "Buchbinden")
ZERO = Reason(Sort.TOPIC, 0, "Nichts")
YEAR = Reason(Sort.CONNECTED, 1, day=date(2026, 5, 1))
LAST = Reason(Sort.CONNECTED, 1, day=date(2026, 6, 1))


def somebody(key: str, *reasons: Reason, marks: str = "") -> Candidate:
    return Candidate(("listen/a.csv", key), reasons, frozenset(marks.split()))


def keys(drawn: list[Candidate]) -> list[str]:
    return [one.ticket[1] for one in drawn]


def test_who_has_no_reason_is_never_drawn() -> None:
    assert draw([somebody("a"), somebody("b", ZERO)], MONDAY, 5) == []


def test_the_best_come_first() -> None:
    people = [somebody("a", KOELN), somebody("b", KOELN, BUCH), somebody("c", YEAR)]

    assert keys(draw(people, MONDAY, 2)) == ["b", "a"]


def test_at_most_two_have_one_and_the_same_reason() -> None:
    people = [somebody(key, KOELN) for key in "abcd"] + [somebody("e", BONN), somebody("f", YEAR),
              somebody("g", LAST), somebody("h", YEAR)]  # fmt: skip

    drawn = draw(people, MONDAY, 8)

    assert Counter(one.reasons[0].mark for one in drawn) == {
        KOELN.mark: 2, BONN.mark: 1, YEAR.mark: 2
    }  # fmt: skip


@pytest.mark.parametrize(
    "left",
    [
        [],
        [somebody("c", KOELN, BUCH), somebody("d", BONN), somebody("e")],
        # Nobody else: one of those who were drawn, in another row.
        [somebody("c", KOELN, marks="phone 1")],
    ],
)
def test_it_is_known_whether_more_would_come_had_not_two_the_same_reason(
    left: list[Candidate],
) -> None:
    drawn = [somebody("a", KOELN, marks="phone 1"), somebody("b", KOELN)]

    assert not is_too_alike([*drawn, *left], drawn)
    assert is_too_alike([*drawn, *left, somebody("f", KOELN)], drawn)


def test_who_has_another_reason_too_does_not_count_among_them() -> None:
    people = [somebody(key, KOELN, BUCH) for key in "abcd"]

    assert len(draw(people, MONDAY, 5)) == 4


def test_the_same_person_of_two_lists_is_drawn_once() -> None:
    people = [somebody("a", KOELN, marks="phone 1"), somebody("b", BUCH, marks="phone 1 email 2")]

    assert len(draw(people, MONDAY, 5)) == 1


@pytest.mark.parametrize(
    ("per_day", "room", "due", "size"),
    [(5, 8, 0, 5), (5, 8, 5, 3), (5, 8, 8, 0), (5, 8, 12, 0), (0, 8, 0, 0), (5, 3, 1, 2)],
)
def test_a_day_proposes_no_more_than_it_has_room_for(
    per_day: int, room: int, due: int, size: int
) -> None:
    assert size_of(per_day, room, due) == size


def test_equals_come_in_another_order_on_another_day() -> None:
    tickets = [("listen/a.csv", str(number)) for number in range(20)]
    orders = {
        tuple(sorted(tickets, key=lambda one: lot(one, MONDAY + timedelta(days=days))))
        for days in range(5)
    }

    assert len(orders) == 5


def test_the_order_of_equals_is_the_same_on_any_machine() -> None:
    assert lot(("listen/a.csv", "sabine@example.org"), MONDAY).hex()[:8] == "c1d8b4a5"


def test_who_was_shown_comes_again_before_somebody_better_who_came_later() -> None:
    people = [somebody("a", KOELN), somebody("b", KOELN, BUCH)]

    assert keys(draw(people, MONDAY, 1, shown=[("listen/a.csv", "a")])) == ["a"]


REASONS = st.lists(st.sampled_from([KOELN, BONN, BUCH, YEAR, ZERO]), unique=True, max_size=3)
PEOPLE = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), REASONS, max_size=15).map(
    lambda told: [somebody(key, *reasons) for key, reasons in told.items()]
)
SIZES = st.integers(0, 6)


@given(PEOPLE, SIZES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(
    people: list[Candidate], size: int, random: object
) -> None:
    shuffled = [*people]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random

    assert draw(people, MONDAY, size) == draw(shuffled, MONDAY, size)


@given(PEOPLE, SIZES, st.data())
def test_the_others_stay_until_they_are_handled_and_nobody_takes_a_place(
    people: list[Candidate], size: int, data: st.DataObject
) -> None:
    first = draw(people, MONDAY, size)
    handled = data.draw(st.lists(st.sampled_from(first), unique=True)) if first else []
    left = [one for one in people if one not in handled]

    again = draw(left, MONDAY, size, handled, {one.ticket for one in first})

    assert again == [one for one in first if one not in handled]
    assert again == draw(left, MONDAY, size, handled)


@given(PEOPLE, SIZES, st.sets(st.text("abcdefgh", min_size=1, max_size=2), max_size=5))
def test_every_draw_keeps_the_rules(people: list[Candidate], size: int, shown: set[str]) -> None:
    drawn = draw(people, MONDAY, size, shown={("listen/a.csv", key) for key in shown})

    assert len(drawn) <= size
    assert all(score(one.reasons) > 0 for one in drawn)
    alone = Counter(one.reasons[0].mark for one in drawn if len(one.reasons) == 1)
    assert all(count <= 2 for count in alone.values())
    assert len({one.ticket for one in drawn}) == len(drawn)
