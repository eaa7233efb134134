"""Who belongs to a cohort, and how far they came, where it is not plain."""

from datetime import date
from decimal import Decimal

import pytest

from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.statistics.cohort import (
    Cohort,
    Earnings,
    Membership,
    Milestone,
    Sum,
    cohort,
    ladder,
    membership,
)
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.track import Track
from walked import TODAY, day, walked

TALK = "2026-09-07"


def members(*tracks: Track, period: Period | None = None) -> Membership:
    return membership(tracks, period or Period(), TODAY, ladder(DEFAULT))


def counted(*tracks: Track, pipeline: Pipeline = DEFAULT) -> Cohort:
    rows = ladder(pipeline)
    return cohort(membership(tracks, Period(), TODAY, rows).members, rows)


def reached(*tracks: Track, pipeline: Pipeline = DEFAULT) -> list[int]:
    return [row.reached for row in counted(*tracks, pipeline=pipeline).rows]


def test_an_empty_journal_has_all_rows_and_nobody_in_them() -> None:
    found = counted()

    assert [(row.milestone, *row[2:], row.share) for row in found.rows] == [
        (milestone, 0, 0, 0, 0, 0) for milestone in Milestone
    ]
    assert found[1:] == (0, 0, Earnings(), 0)


def test_a_single_contact_is_all_there_is() -> None:
    found = counted(walked("anbahnung", "2026-11-23"))

    assert [(row.reached, row.share) for row in found.rows] == [
        (1, 100), (0, 0), (0, 0), (0, 0), (0, 0),
    ]  # fmt: skip
    assert found.rows[1].open == 1


def test_who_went_back_a_stage_was_made_an_offer_all_the_same() -> None:
    stays = [("anbahnung", "2026-09-01"), ("angebot", "2026-09-07"), ("pflege", "2026-10-01")]

    assert reached(walked("pflege", "2026-09-01", stays, [TALK])) == [1, 1, 1, 1, 0]


def test_a_customer_of_former_times_was_won() -> None:
    stays = [("kunde", "2026-09-07"), ("pflege", "2026-10-01")]

    assert reached(walked("pflege", "2026-09-01", stays, [TALK])) == [1, 1, 1, 1, 1]


def test_an_offer_counts_as_fit_whatever_was_noted() -> None:
    track = walked("angebot", talks=[TALK])._replace(fit="no")

    assert reached(track) == [1, 1, 1, 1, 0]


def test_who_fits_by_hearsay_has_not_been_talked_to() -> None:
    found = counted(walked()._replace(fit="yes"))

    assert [row.reached for row in found.rows] == [1, 0, 0, 0, 0]
    assert found.untalked == 0


@pytest.mark.parametrize("stage", ["angebot", "kunde"])
def test_an_offer_without_a_talk_is_told_and_in_no_row(stage: str) -> None:
    found = counted(walked(stage)._replace(value="500 EUR"))

    assert [row.reached for row in found.rows] == [1, 0, 0, 0, 0]
    assert (found.untalked, found.earnings) == (1, Earnings())


def test_filed_before_a_talk_that_came_later_is_an_exit_after_it() -> None:
    stays = [("anbahnung", "2026-09-01"), ("ablage", "2026-09-03")]

    found = counted(walked("ablage", "2026-09-01", stays, [TALK]))

    assert (found.filed_before, found.filed_after) == (0, 1)


def test_who_was_taken_up_again_is_no_exit() -> None:
    stays = [("ablage", "2026-09-03"), ("gespraech", "2026-10-01")]

    found = counted(walked("gespraech", "2026-09-01", stays, [TALK]))

    assert (found.filed_before, found.filed_after) == (0, 0)


def test_the_list_is_not_in_the_funnel() -> None:
    message = walked("liste")._replace(messages=(day(TALK),))

    found = members(walked("liste"), walked("", "2026-09-01"), message)

    assert found == ([], 0, 0, 3)


@pytest.mark.parametrize(
    "track",
    [
        walked("liste", talks=[TALK]),
        walked("liste")._replace(attempts=(day(TALK),)),
        walked("liste", stays=[("pflege", "2026-09-01")]),
        walked("", "2026-09-01", talks=[TALK]),
    ],
    ids=["talk", "attempt", "another stage for a while", "unknown stage"],
)
def test_who_was_approached_is_in_the_funnel_even_from_the_list(track: Track) -> None:
    assert [one.row for one in members(track).members] == [1 if track.talks else 0]


def test_who_was_filed_from_the_list_is_told_and_in_no_row() -> None:
    found = members(walked("ablage"), walked("ablage")._replace(messages=(day(TALK),)))

    assert found == ([], 0, 2, 0)


@pytest.mark.parametrize("stage", ["anbahnung", "pflege", "kunde", "ablage"])
def test_without_any_date_there_is_no_history(stage: str) -> None:
    assert members(walked(stage, "")) == ([], 1, 0, 0)


def test_who_is_only_listed_lacks_no_history() -> None:
    assert members(walked("liste", "")) == ([], 0, 0, 1)


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (None, None, 1),
        ("2026-09-01", "2026-09-01", 1),
        ("2026-09-02", None, 0),
        (None, "2026-08-31", 0),
        ("2026-09-02", "2026-08-31", 0),
        ("2027-01-01", None, 0),
        (None, "9999-12-31", 1),
    ],
)
def test_an_entry_lies_in_the_period_or_not(
    since: str | None, until: str | None, count: int
) -> None:
    period = Period(*(date.fromisoformat(one) if one else None for one in (since, until)))

    assert len(members(walked(), period=period).members) == count


def test_the_most_frequent_currency_comes_first_and_nothing_is_dropped() -> None:
    values = ["7 CHF", "1.000,50 EUR", "€ 2000", "50", "nach Absprache", "", "  "]
    won = [walked("kunde", talks=[TALK])._replace(value=value) for value in values]

    assert counted(*won).earnings == Earnings(
        (
            Sum("EUR", Decimal("3000.50"), 2),
            Sum("", Decimal(50), 1),
            Sum("CHF", Decimal(7), 1),
        ),
        unreadable=1,
        unvalued=2,
    )


def test_a_sum_is_exact_however_large_it_is() -> None:
    values = ["99999999999999999999999999999999,99 EUR", "0,02 EUR"]
    won = [walked("kunde", talks=[TALK])._replace(value=value) for value in values]

    (found,) = counted(*won).earnings.sums

    assert found.amount == Decimal("100000000000000000000000000000000.01")


def test_a_value_that_cannot_be_told_for_sure_is_counted_as_unreadable() -> None:
    values = ["5k EUR", "10 %", "2026-11-23", "1e5"]
    won = [walked("kunde", talks=[TALK])._replace(value=value) for value in values]

    assert counted(*won).earnings == Earnings((Sum("EUR", Decimal(5000), 1),), unreadable=3)


def pipeline(*stages: tuple[str, Kind]) -> Pipeline:
    return Pipeline(tuple(Stage(name, kind) for name, kind in stages))


LONG = pipeline(
    ("lead", Kind.ACTIVE),
    ("proposal", Kind.ACTIVE),
    ("later", Kind.WAITING),
    ("contract", Kind.ACTIVE),
    ("client", Kind.WON),
    ("partner", Kind.WON),
    ("gone", Kind.FILED),
)
SHORT = pipeline(("contacts", Kind.ACTIVE), ("keep", Kind.WAITING), ("gone", Kind.FILED))


def on(pipeline: Pipeline, *stages: str) -> Track:
    stage = pipeline.stage(stages[-1])
    assert stage
    steps = [(name, f"2026-09-{at:02}") for at, name in enumerate(stages, start=1)]
    walk = walked(stages[-1], "2026-09-01", steps, [TALK])
    return walk._replace(kind=stage.kind.value)


def test_each_active_stage_from_the_offer_on_has_a_row() -> None:
    found = counted(
        on(LONG, "lead"),
        on(LONG, "proposal", "later"),
        on(LONG, "contract", "gone"),
        on(LONG, "proposal", "partner"),
        on(LONG, "client", "partner"),
        pipeline=LONG,
    )

    assert [
        (row.milestone, row.stage.id if row.stage else "", row.reached) for row in found.rows
    ] == [
        (Milestone.ENTERED, "", 5),
        (Milestone.TALKED, "", 5),
        (Milestone.FIT, "", 4),
        (Milestone.OFFER, "proposal", 4),
        (Milestone.OFFER, "contract", 3),
        (Milestone.WON, "", 2),
    ]


def test_without_an_offer_and_without_business_there_are_three_rows() -> None:
    found = counted(
        on(SHORT, "contacts")._replace(fit="yes", value="7 EUR"), on(SHORT, "keep"), pipeline=SHORT
    )

    assert [(row.milestone, row.reached) for row in found.rows] == [
        (Milestone.ENTERED, 2),
        (Milestone.TALKED, 2),
        (Milestone.FIT, 1),
    ]
    assert found.earnings == Earnings()
