"""Every figure of a year of thirty people, worked out by hand (see plugins/counted_year.py)."""

from datetime import date
from decimal import Decimal

import pytest

from counted_year import FILES, TODAY
from kontaktjournal.domain.agenda import plan
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.breakdown import By, Group
from kontaktjournal.domain.statistics.cohort import Earnings, Milestone, Sum
from kontaktjournal.domain.statistics.figures import Figures, figures
from kontaktjournal.domain.statistics.load import load
from kontaktjournal.domain.statistics.period import Period, Span
from kontaktjournal.domain.statistics.promises import Kept
from kontaktjournal.domain.statistics.talks import Outcome, Talks
from kontaktjournal.domain.track import track
from kontaktjournal.notation.parse import Reader

SETTINGS = Settings()
SINCE_SEPTEMBER = Period(since=date(2026, 9, 1))


def people() -> list[Contact]:
    reader = Reader(SETTINGS)
    found = [reader.read(text.encode(), path).contact for path, text in FILES.items()]
    return [contact for contact in found if contact]


def counted(period: Period | None = None, by: By | None = None) -> Figures:
    tracks = [track(contact, TODAY, SETTINGS.pipeline) for contact in people()]
    return figures(tracks, TODAY, SETTINGS, period or Period(), by)


def reached(found: Figures) -> list[int]:
    return [row.reached for row in found.cohort.rows]


def table(groups: tuple[Group, ...]) -> dict[str, list[int]]:
    return {group.label: [row.reached for row in group.cohort.rows] for group in groups}


def test_there_are_thirty_people() -> None:
    assert len(people()) == 30


def test_the_funnel_has_a_row_for_each_milestone() -> None:
    # Entered only: 4 9 12 20 21 22 23 24 (8). A talk and no more: 15 16 17 18 19 (5).
    # Fit and no more: 10 11 13 14 (4). An offer and no more: 6 7 8 (3). Won: 1 2 3 5 (4).
    # From below: 4, 4 + 3 = 7, 7 + 4 = 11, 11 + 5 = 16, 16 + 8 = 24.
    found = counted().cohort.rows

    assert [(row.milestone, row.reached) for row in found] == [
        (Milestone.ENTERED, 24),
        (Milestone.TALKED, 16),
        (Milestone.FIT, 11),
        (Milestone.OFFER, 7),
        (Milestone.WON, 4),
    ]
    assert [row.stage.id for row in found if row.stage] == ["angebot"]


def test_the_percentage_is_that_of_the_row_above() -> None:
    # 16/24 = 66.7, 11/16 = 68.8, 7/11 = 63.6, 4/7 = 57.1.
    found = counted().cohort.rows

    assert [row.share for row in found] == [100, 67, 69, 64, 57]


def test_who_did_not_go_on_is_filed_or_still_open() -> None:
    # Of the 8 who only entered, 22 and 23 are filed; of the 5 who talked, 15 and 16; of the 4
    # who fit, 14; of the 3 with an offer, 8.
    found = counted().cohort.rows

    assert [(row.above, row.filed, row.open) for row in found] == [
        (24, 0, 0),
        (24, 2, 6),
        (16, 2, 3),
        (11, 1, 3),
        (7, 1, 2),
    ]


def test_there_are_two_exits() -> None:
    # Before the first talk 22 and 23; after it 5 8 14 15 16.
    found = counted().cohort

    assert (found.filed_before, found.filed_after) == (2, 5)


def test_the_business_is_added_up_by_currency() -> None:
    # 1: 4,800 EUR, 2: 7,500 EUR; 3: 2,000 CHF; 5: "pauschal". 4 had no talk: not in the row.
    found = counted().cohort.earnings

    assert found == Earnings(
        (Sum("EUR", Decimal(12300), 2), Sum("CHF", Decimal(2000), 1)), unreadable=1, unvalued=0
    )


def test_who_is_in_no_row_is_told() -> None:
    # An offer or business without a talk: 4 9. No date at all: 28 29 30. From the list: 27.
    # Still in it: 25 26.
    found = counted()

    assert found.cohort.untalked == 2
    assert found.without_history == 3
    assert found.passed_over == 1
    assert found.listed == 2


def test_talks_are_counted_with_their_minutes() -> None:
    # 1: 3 talks, 105 min. 2: 2, 40. 3: 1, none. 5: 2, 20. 6: 1, 25. 7: 2, 45. 8: 1, 15.
    # 10: 2, 40 and none. 11: 1, 20. 13: 1, 30. 14: 2, 30. 15: 1, 5. 16: 1, 5. 17: 1, 20.
    # 18: 1, 10. 19: 1, 45. Together 16 people, 23 talks, 455 minutes, two without a length.
    found = counted().conversations

    assert found.talks == Talks(23, 455, 2)
    assert found.people == 16


def test_attempts_are_set_against_talks() -> None:
    # 2: 1, 13: 1, 16: 2, 20: 2, 22: 3, 23: 1, 24: 1. 11 / 23 = 0.48.
    found = counted().conversations

    assert found.attempts == 11
    assert found.attempts_per_talk == Decimal("0.5")


def test_the_period_begins_with_the_first_talk_and_ends_today() -> None:
    # 3 December 2025 to 23 November 2026 is ten days short of a year, both days included:
    # 356 days. 23 * 7 / 356 = 0.45.
    found = counted().conversations

    assert found.span == Span(date(2025, 12, 3), TODAY)
    assert found.span.days == 356
    assert found.per_week == Decimal("0.5")


def test_each_week_stands_for_itself() -> None:
    # From Monday, 1 December 2025, to Monday, 23 November 2026: 52 weeks.
    found = counted().conversations.weeks

    assert len(found) == 52
    assert sum(week.talks.held for week in found) == 23
    assert sum(week.attempts for week in found) == 11
    assert found[0] == (date(2025, 12, 1), Talks(1, 30, 0), 0)
    # 2 on 9 March, 10 on the 11th.
    assert found[14] == (date(2026, 3, 9), Talks(2, 20, 1), 0)
    assert found[-1] == (date(2026, 11, 23), Talks(0, 0, 0), 0)


def test_each_month_stands_for_itself() -> None:
    found = counted().conversations.months

    assert [(f"{month.first:%Y-%m}", *month.talks, month.attempts) for month in found] == [
        ("2025-12", 2, 70, 0, 0),
        ("2026-01", 2, 65, 0, 2),
        ("2026-02", 2, 25, 0, 3),
        ("2026-03", 2, 20, 1, 1),
        ("2026-04", 3, 75, 0, 0),
        ("2026-05", 1, 0, 1, 1),
        ("2026-06", 3, 70, 0, 0),
        ("2026-07", 2, 25, 0, 0),
        ("2026-08", 0, 0, 0, 1),
        ("2026-09", 2, 50, 0, 1),
        ("2026-10", 3, 35, 0, 0),
        ("2026-11", 1, 20, 0, 2),
    ]


def test_the_hours_are_told_by_what_became_of_them() -> None:
    # In play 6 7 10 11 13 17; won 1 2 3; filed 5 8 14 15 16; in the list 18, and 19 with it.
    found = counted().conversations.outcomes

    assert found == {
        Outcome.OPEN: Talks(8, 180, 1),
        Outcome.WON: Talks(6, 145, 1),
        Outcome.FILED: Talks(7, 75, 0),
        Outcome.LISTED: Talks(2, 55, 0),
    }


def test_each_month_of_entry_has_its_funnel() -> None:
    found = counted().months

    assert table(found) == {
        "2025-12": [2, 2, 2, 1, 1],  # 1 10
        "2026-01": [2, 1, 0, 0, 0],  # 4 16
        "2026-02": [2, 1, 1, 1, 1],  # 5 22
        "2026-03": [1, 1, 1, 1, 1],  # 2
        "2026-04": [2, 2, 0, 0, 0],  # 18 19
        "2026-05": [2, 1, 1, 1, 1],  # 3 24
        "2026-06": [2, 2, 2, 2, 0],  # 6 7
        "2026-07": [1, 1, 1, 1, 0],  # 8
        "2026-08": [2, 0, 0, 0, 0],  # 9 23
        "2026-09": [3, 2, 2, 0, 0],  # 11 12 13
        "2026-10": [2, 2, 1, 0, 0],  # 14 15
        "2026-11": [3, 1, 0, 0, 0],  # 17 20 21
    }
    assert [group.key for group in found] == sorted(group.key for group in found)


def test_nothing_is_broken_down_unasked() -> None:
    assert counted().groups == ()


def test_sources_are_one_in_all_spellings_and_the_largest_comes_first() -> None:
    found = counted(by=By.SOURCE).groups

    assert list(table(found).items()) == [
        ("newsletter.csv", [6, 3, 1, 1, 0]),  # 8 15 17 21 22 23
        ("LinkedIn", [5, 4, 4, 4, 2]),  # 2 3 6 7 20
        ("Empfehlung", [4, 3, 3, 2, 2]),  # 1 4 5 10
        ("", [9, 6, 3, 0, 0]),  # 9 11 12 13 14 16 18 19 24
    ]


def test_a_name_and_a_link_mean_the_same_introducer() -> None:
    found = counted(by=By.VIA).groups

    assert list(table(found).items()) == [
        ("jonas-thiel", [3, 3, 3, 2, 2]),  # 1 5 10
        ("Ada Brinkmann", [1, 1, 1, 0, 0]),  # 11
        ("", [20, 12, 7, 5, 2]),
    ]


def test_stages_come_in_the_order_of_the_funnel() -> None:
    found = counted(by=By.STAGE).groups

    assert list(table(found).items()) == [
        ("liste", [2, 1, 0, 0, 0]),  # 18 24
        ("anbahnung", [2, 0, 0, 0, 0]),  # 20 21
        ("gespraech", [2, 2, 1, 0, 0]),  # 13 17
        ("pflege", [4, 3, 3, 1, 0]),  # 7 10 11 12
        ("angebot", [2, 1, 1, 1, 0]),  # 6 9
        ("kunde", [4, 3, 3, 3, 3]),  # 1 2 3 4
        ("ablage", [7, 5, 3, 2, 1]),  # 5 8 14 15 16 22 23
        ("", [1, 1, 0, 0, 0]),  # 19
    ]


def test_wheat_and_chaff_are_told_apart() -> None:
    found = counted(by=By.FIT).groups

    assert list(table(found).items()) == [
        ("yes", [9, 8, 8, 4, 2]),  # 1 2 6 7 10 11 12 13 14
        ("no", [3, 3, 1, 1, 1]),  # 5 15 16
        ("open", [12, 5, 2, 2, 1]),  # 3 4 8 9 17 to 24
    ]


def test_months_can_be_asked_for_too() -> None:
    found = counted(by=By.MONTH)

    assert found.groups == found.months


def test_the_time_in_a_stage_is_told_by_nearest_rank() -> None:
    # anbahnung: 23: 1 day; 1 3 5 6 7 8 10 15 17: 2; 2 9 13 16 20 22: 7; 21: 14; 14: 16.
    #   The 9th of 18 is 2, the 17th is 14.
    # gespraech: 17: 19, 1: 42, 13: 61. pflege: 12: 70, 11: 77, 7: 131, 10: 348.
    # angebot: 1 2 7 8: 28, 9: 105, 6: 173. kunde: 5: 117, 3: 201, 2: 231, 1: 285, 4: 322.
    found = counted().lengths

    assert [(one.stage.id, one.stays, one.median, one.p90) for one in found] == [
        ("anbahnung", 18, 2, 14),
        ("gespraech", 3, 42, 61),
        ("pflege", 4, 77, 348),
        ("angebot", 6, 28, 173),
        ("kunde", 5, 231, 322),
    ]


def test_promises_are_told_by_whose_they_are() -> None:
    # Mine: 2 and 13 kept, 6 not, 17 not due yet; without a date 7 kept, 20 not.
    # Theirs: 11 kept, 10 not.
    found = counted().promises

    assert found.mine == Kept(due=3, kept=2, undated=2, undated_kept=1)
    assert found.theirs == Kept(due=2, kept=1, undated=0, undated_kept=0)
    assert (found.mine.share, found.theirs.share) == (67, 50)


def test_the_story_quota_is_that_of_those_in_play() -> None:
    # In play: 1 2 3 4, 6 7, 9, 10 11 12 13, 17, 20 21, 28, 30; a story: 1 6 10 28.
    found = counted().standing

    assert (found.in_play, found.with_story, found.share) == (16, 4, 25)


def test_who_is_kept_warm_waits_for_a_talk() -> None:
    # 7 10 11 12; with 12 nobody has talked yet.
    found = counted().standing

    assert (found.waiting, found.waiting_untalked) == (4, 1)


def test_the_next_weeks_have_their_load() -> None:
    # This week 6 (overdue) and 7 today, 10 on Friday. Then 17, and 11 and 13 a day later.
    # Then 30. Then 24, on a Saturday. 1 comes only in January; 9 12 20 21 28 have no day.
    rows = plan(people(), TODAY, SETTINGS).rows

    found = load(rows, TODAY, SETTINGS)

    assert [(week.monday, week.due, week.workdays, week.per_workday) for week in found.weeks] == [
        (date(2026, 11, 23), 3, 5, Decimal("0.6")),
        (date(2026, 11, 30), 3, 5, Decimal("0.6")),
        (date(2026, 12, 7), 1, 5, Decimal("0.2")),
        (date(2026, 12, 14), 1, 5, Decimal("0.2")),
    ]
    assert [day.due for day in found.weeks[0].days] == [2, 0, 0, 0, 1, 0, 0]
    assert found.weeks[3].days[5] == (date(2026, 12, 19), 1, False)
    assert (found.overdue, found.undated, found.per_day) == (1, 5, 8)


def test_a_period_cuts_the_cohort_by_entry() -> None:
    # Since September entered 11 12 13 14 15 17 20 21; of these talked 11 13 14 15 17, fit
    # 11 13 14. Filed are 15 of those who only talked, 14 of those who fit.
    found = counted(SINCE_SEPTEMBER)

    assert reached(found) == [8, 5, 3, 0, 0]
    assert [(row.filed, row.open) for row in found.cohort.rows[1:]] == [
        (0, 3),
        (1, 1),
        (1, 2),
        (0, 0),
    ]
    assert found.passed_over == 0


def test_a_period_cuts_the_talks_by_their_day() -> None:
    # 7 and 23 September, 7, 14 and 21 October, 4 November: 6 talks, 105 minutes. 12 weeks.
    # Attempts on 16 September, 17 and 19 November.
    found = counted(SINCE_SEPTEMBER).conversations

    assert found.talks == Talks(6, 105, 0)
    assert found.span == Span(date(2026, 9, 1), TODAY)
    assert (found.per_week, found.attempts_per_talk) == (Decimal("0.5"), Decimal("0.5"))
    assert [month.talks.held for month in found.months] == [2, 3, 1]


def test_a_period_cuts_the_promises_by_their_day() -> None:
    # Mine for 30 September, theirs for 10 September; both kept.
    found = counted(SINCE_SEPTEMBER).promises

    assert (found.mine.due, found.mine.kept) == (1, 1)
    assert (found.theirs.due, found.theirs.kept) == (1, 1)


@pytest.mark.parametrize(
    ("since", "until", "talks", "entered"),
    [
        ("2026-02-04", "2026-02-11", 2, 1),  # both talks; 22 came on the 9th
        ("2026-02-05", "2026-02-11", 1, 1),
        ("2026-02-05", "2026-02-10", 0, 1),
        ("2026-02-09", "2026-02-09", 0, 1),
        ("2026-02-10", "2026-02-11", 1, 0),
    ],
)
def test_both_ends_of_a_period_belong_to_it(
    since: str, until: str, talks: int, entered: int
) -> None:
    period = Period(date.fromisoformat(since), date.fromisoformat(until))

    found = counted(period)

    assert found.conversations.talks.held == talks
    assert found.cohort.entered == entered
