"""Of many decisions about somebody the latest holds, however two branches were put together."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.decided import Choice, Decided, standing

MONDAY = date(2026, 11, 23)
SPRING = date(2027, 2, 21)
DECISIONS = st.builds(
    Decided,
    st.sampled_from("abc"),
    st.sampled_from(Choice),
    st.none(),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 5)),
)


def test_the_latest_day_holds_and_of_one_day_the_last_line() -> None:
    later = Decided("a", Choice.LATER, SPRING, MONDAY)
    filed = Decided("a", Choice.FILE, None, MONDAY)
    older = Decided("a", Choice.START, None, date(2026, 1, 2))

    assert standing([later, filed, older]) == {"a": filed}


def test_a_decision_without_a_day_is_older_than_all_others() -> None:
    undated = Decided("a", Choice.FILE)
    later = Decided("a", Choice.LATER, SPRING, MONDAY)

    assert standing([later, undated]) == {"a": later}


def test_who_was_put_off_rests_until_the_day() -> None:
    put_off = Decided("a", Choice.LATER, SPRING, MONDAY)

    assert put_off.rests(date(2027, 2, 20))
    assert not put_off.rests(SPRING)
    assert Decided("a", Choice.LATER, None, MONDAY).rests(SPRING)
    assert not Decided("a", Choice.FILE, None, MONDAY).rests(MONDAY)


@given(st.lists(DECISIONS, unique_by=lambda one: (one.key, one.day)), st.randoms())
def test_lines_put_together_in_any_order_say_the_same(
    decisions: list[Decided], random: object
) -> None:
    shuffled = [*decisions]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random

    assert standing(shuffled) == standing(decisions)
