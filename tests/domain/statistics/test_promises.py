"""Which promises a period has, and whether they were kept."""

from datetime import date

import pytest

from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.statistics.promises import Kept, promises
from kontaktjournal.domain.track import Pledge
from walked import TODAY, day, walked


def mine(due: str, *, is_kept: bool = False) -> Pledge:
    return Pledge(day(due) if due else 0, is_mine=True, is_kept=is_kept)


def counted(*pledges: Pledge, since: str = "", until: str = "") -> Kept:
    period = Period(*(date.fromisoformat(one) if one else None for one in (since, until)))
    return promises([walked()._replace(pledges=pledges)], period, TODAY).mine


def test_without_promises_there_is_nothing_to_keep() -> None:
    found = counted()

    assert found == Kept(0, 0, 0, 0)
    assert found.share == 0


@pytest.mark.parametrize(
    ("due", "count"), [("2026-11-22", 1), ("2026-11-23", 1), ("2026-11-24", 0)]
)
def test_a_promise_is_due_up_to_today(due: str, count: int) -> None:
    assert counted(mine(due)).due == count


def test_a_promise_kept_before_its_day_counts_from_that_day_on() -> None:
    assert counted(mine("2026-12-01", is_kept=True)) == Kept(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("due", "count"),
    [("2026-08-31", 0), ("2026-09-01", 1), ("2026-09-30", 1), ("2026-10-01", 0)],
)
def test_both_ends_of_the_period_belong_to_it(due: str, count: int) -> None:
    assert counted(mine(due), since="2026-09-01", until="2026-09-30").due == count


def test_what_was_promised_for_no_day_stands_for_itself() -> None:
    found = counted(mine("", is_kept=True), mine(""), since="2026-09-01")

    assert found == Kept(due=0, kept=0, undated=2, undated_kept=1)


def test_a_filed_person_was_promised_something_all_the_same() -> None:
    track = walked("ablage")._replace(pledges=(mine("2026-09-01"),))

    assert promises([track], Period(), TODAY).mine.due == 1
